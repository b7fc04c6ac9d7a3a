package fr.maillon.usage;

import fr.maillon.isolation.EcritureCentre;
import fr.maillon.isolation.LectureCentre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.journal.Journal;
import fr.maillon.journal.NatureDeLigne;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.VersionPerimee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * L'administration centrale donne à un espace plus, ou moins, que sa part commune. Vaut dans les
 * dix secondes.
 */
@ApplicationScoped
public class DeciderLimites {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject LimitesEnVigueur limites;
  @Inject TenantContext contexte;
  @Inject Journal journal;
  @Inject Clock horloge;

  /** Une valeur absente : celle de tous. */
  @Schema(name = "DeciderLimites")
  public record Command(
      @Min(value = 1, message = "Une demande par minute au moins.")
          @Max(value = 1_000_000, message = "Un million de demandes par minute au plus.")
          Integer requetesMinute,
      @Min(value = 1, message = "Un export au moins.")
          @Max(value = 10, message = "Dix exports en même temps au plus.")
          Integer exportsSimultanes,
      @Min(value = 1, message = "Un Mo au moins.")
          @Max(value = 1_000_000, message = "Un million de Mo au plus.")
          Integer stockageMo,
      @NotBlank(message = "Dites pourquoi.")
          @Size(min = 5, max = 500, message = "Le motif a de 5 à 500 caractères.")
          String motif,
      @NotNull(message = "Donnez la version lue ; 0 la première fois.") Integer version) {}

  /**
   * @param communes ce qui vaut pour tous aujourd'hui
   * @param requetesMinute ce que l'espace a de différent ; null : comme tous
   * @param octets place prise, telle que mesurée en dernier ; null : jamais mesurée
   */
  public record LimitesView(
      Limites communes,
      Integer requetesMinute,
      Integer exportsSimultanes,
      Integer stockageMo,
      String motif,
      UUID decideeParId,
      String decideePar,
      Instant decideeLe,
      Long octets,
      int version) {}

  @Transactional
  @LectureCentre
  public LimitesView consulter(UUID espace) {
    exigerEspace(espace);
    return vue(espace, em.find(Limite.class, espace));
  }

  @Transactional
  @EcritureCentre
  public LimitesView executer(
      UUID espace, @NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    exigerEspace(espace);
    var limite = em.find(Limite.class, espace);
    if ((limite == null ? 0 : limite.version) != c.version()) {
      throw new VersionPerimee(
          limite == null
              ? null
              : VersionPerimee.Fait.de("Limites décidées", limite.decideeParNom, limite.decideeLe));
    }
    if (limite == null) {
      limite = new Limite(espace);
      em.persist(limite);
    }
    limite.decider(
        c.requetesMinute(),
        c.exportsSimultanes(),
        c.stockageMo(),
        c.motif().strip(),
        contexte.identite(),
        horloge.instant());
    em.flush();
    journal.noter(
        espace,
        NatureDeLigne.VIE,
        "DeciderLimites.executer",
        null,
        "Limites : "
            + ou(c.requetesMinute())
            + " demandes par minute, "
            + ou(c.exportsSimultanes())
            + " exports, "
            + ou(c.stockageMo())
            + " Mo. "
            + c.motif().strip());
    return vue(espace, limite);
  }

  private static String ou(Integer valeur) {
    return valeur == null ? "comme tous" : valeur.toString();
  }

  private void exigerEspace(UUID espace) {
    if (((Number)
                em.createNativeQuery("select count(*) from plateforme.maitre_ouvrage where id = ?")
                    .setParameter(1, espace)
                    .getSingleResult())
            .intValue()
        == 0) {
      throw new Introuvable("Espace");
    }
  }

  private LimitesView vue(UUID espace, Limite l) {
    var octets =
        em.createNativeQuery(
                "select octets from plateforme.usage_espace where maitre_ouvrage_id = ?")
            .setParameter(1, espace)
            .getResultList();
    return new LimitesView(
        limites.communes(),
        l == null ? null : l.requetesMinute,
        l == null ? null : l.exportsSimultanes,
        l == null ? null : l.stockageMo,
        l == null ? null : l.motif,
        l == null ? null : l.decideePar,
        l == null ? null : l.decideeParNom,
        l == null ? null : l.decideeLe,
        octets.isEmpty() ? null : ((Number) octets.getFirst()).longValue(),
        l == null ? 0 : l.version);
  }
}
