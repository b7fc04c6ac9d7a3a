package fr.maillon.journal;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Relit toute la chaîne de l'espace, de l'ancre à la tête. L'acheteur note l'empreinte de tête : si
 * une vérification ultérieure ne la retrouve pas à son rang, le journal a été récrit. La commande
 * {@code -Prun,journal} relit la même chaîne sans la fonction de la base.
 */
@ApplicationScoped
public class VerifierJournal {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;

  /**
   * @param intacte aucune ligne ne manque ni n'a changé
   * @param lignes lignes gardées ; {@code premier} et {@code dernier} en sont les rangs, zéro quand
   *     il n'y en a pas
   * @param depuis instant de la plus ancienne ; null quand il n'y en a pas
   * @param purgees rang jusqu'où le journal a été purgé ; zéro : jamais
   * @param tete empreinte de la dernière ligne
   * @param rangFautif première ligne qui ne tient pas ; null : aucune
   * @param faute RANG une ligne manque, CHAINE elle ne cite pas la précédente, EMPREINTE elle a
   *     changé, TETE la fin manque ; null : aucune
   */
  @Schema(name = "VerifierJournalVerificationView")
  public record VerificationView(
      boolean intacte,
      long lignes,
      long premier,
      long dernier,
      Instant depuis,
      Instant jusqu,
      long purgees,
      String tete,
      Long rangFautif,
      String faute) {}

  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.CONSULTER_JOURNAL)
  public VerificationView executer() {
    var espace = contexte.tenantId();
    var bornes =
        (Object[])
            em.createNativeQuery(
                    "select count(*), coalesce(min(rang), 0), coalesce(max(rang), 0), min(quand),"
                        + " max(quand), app.ancre_du_journal(?), coalesce((select t.empreinte from"
                        + " plateforme.journal_tete t where t.maitre_ouvrage_id = ?), '') from"
                        + " plateforme.journal where maitre_ouvrage_id = ?")
                .setParameter(1, espace)
                .setParameter(2, espace)
                .setParameter(3, espace)
                .getSingleResult();
    var defauts =
        em.createNativeQuery("select rang, defaut from app.defauts_du_journal(?) limit 1")
            .setParameter(1, espace)
            .getResultList();
    var faute = defauts.isEmpty() ? null : (Object[]) defauts.getFirst();
    return new VerificationView(
        faute == null,
        nombre(bornes[0]),
        nombre(bornes[1]),
        nombre(bornes[2]),
        instant(bornes[3]),
        instant(bornes[4]),
        nombre(bornes[5]),
        (String) bornes[6],
        faute == null ? null : nombre(faute[0]),
        faute == null ? null : (String) faute[1]);
  }

  private static long nombre(Object valeur) {
    return ((Number) valeur).longValue();
  }

  private static Instant instant(Object valeur) {
    return switch (valeur) {
      case null -> null;
      case OffsetDateTime t -> t.toInstant();
      case Instant t -> t;
      case java.sql.Timestamp t -> t.toInstant();
      default -> throw new IllegalStateException("instant illisible : " + valeur.getClass());
    };
  }
}
