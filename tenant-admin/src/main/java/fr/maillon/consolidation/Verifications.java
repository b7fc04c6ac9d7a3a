package fr.maillon.consolidation;

import fr.maillon.isolation.LectureCentre;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Ce que les recalculs complets ont trouvé, année par année. */
@ApplicationScoped
public class Verifications {
  /**
   * @param ecarts cumuls de l'année qui ne disent pas ce que dit le registre
   * @param verifieeLe l'instant du recalcul
   */
  @Schema(name = "VerificationsVerificationView")
  public record VerificationView(int ecarts, Instant verifieeLe) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  /** Vide : cette année n'a pas encore été recalculée. */
  @Transactional
  @LectureCentre
  public Optional<VerificationView> de(int annee) {
    return Optional.ofNullable(em.find(Verification.class, annee))
        .map(v -> new VerificationView(v.ecarts, v.verifieeLe));
  }

  @Transactional
  void retenir(Map<Integer, Integer> ecarts, Instant maintenant) {
    ecarts.forEach((annee, n) -> em.merge(new Verification(annee, n, maintenant)));
  }
}
