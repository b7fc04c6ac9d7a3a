package fr.maillon.assistance;

import fr.maillon.isolation.EcritureAgent;
import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.isolation.TenantContext;
import fr.maillon.marche.VieDuMarche;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.UUID;

/**
 * Fait avancer une demande, d'un côté puis de l'autre, jusqu'à sa clôture. Chaque geste laisse un
 * fait dans l'histoire du marché ; il est refusé hors de son étape ({@link RegleMetier} {@code
 * etape-impossible}), sur une version qui a changé ({@link VersionPerimee}), ou sur une demande
 * absente ou d'un autre espace ({@link Introuvable}).
 */
@ApplicationScoped
public class TraiterDemande {
  /**
   * @param version celle de la demande lue
   */
  public record PriseEnCharge(
      @NotNull(message = "Donnez la version de la demande lue.") Integer version) {}

  /**
   * @param texte de 1 à 4 000 caractères
   * @param version celle de la demande lue
   */
  public record Message(
      @NotBlank(message = "Écrivez votre message.")
          @Size(max = 4000, message = "Le message tient en 4 000 caractères.")
          String texte,
      @NotNull(message = "Donnez la version de la demande lue.") Integer version) {}

  /**
   * @param motif facultatif
   * @param version celle de la demande lue
   */
  public record Annulation(
      @Size(max = 4000, message = "Le motif tient en 4 000 caractères.") String motif,
      @NotNull(message = "Donnez la version de la demande lue.") Integer version) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject VieDuMarche vie;
  @Inject LireDemande lecture;
  @Inject Clock horloge;

  /** Un membre de l'équipe s'en charge, ou prend le relais d'un autre. */
  @Transactional
  @EcritureEquipe
  public DemandeView prendreEnCharge(
      UUID id, @NotNull(message = "Donnez la version de la demande lue.") @Valid PriseEnCharge c) {
    var demande = relue(id, c.version());
    return garde(
        demande,
        demande.prendreEnCharge(contexte.identite(), horloge.instant()),
        "demande-prise-en-charge",
        "");
  }

  /** Qui la suivait la rend à l'équipe, en disant pourquoi : un autre la prendra. */
  @Transactional
  @EcritureEquipe
  public DemandeView rendre(UUID id, @NotNull(message = "Dites pourquoi.") @Valid Message c) {
    var demande = relue(id, c.version());
    return garde(
        demande,
        demande.rendre(contexte.identite(), c.texte(), horloge.instant()),
        "demande-rendue",
        "rendue à l'équipe : ");
  }

  @Transactional
  @EcritureEquipe
  public DemandeView questionner(
      UUID id, @NotNull(message = "Écrivez votre message.") @Valid Message c) {
    var demande = relue(id, c.version());
    return garde(
        demande,
        demande.questionner(contexte.identite(), c.texte(), horloge.instant()),
        "demande-question",
        "question au maître d'ouvrage : ");
  }

  @Transactional
  @EcritureAgent
  public DemandeView repondre(
      UUID id, @NotNull(message = "Écrivez votre message.") @Valid Message c) {
    var demande = relue(id, c.version());
    return garde(
        demande,
        demande.repondre(contexte.identite(), c.texte(), horloge.instant()),
        "demande-reponse",
        "réponse du maître d'ouvrage : ");
  }

  /** L'équipe rend sa réponse et clôt la demande. */
  @Transactional
  @EcritureEquipe
  public DemandeView terminer(
      UUID id, @NotNull(message = "Écrivez votre message.") @Valid Message c) {
    var demande = relue(id, c.version());
    return garde(
        demande,
        demande.terminer(contexte.identite(), c.texte(), horloge.instant()),
        "demande-terminee",
        "réponse de l'équipe : ");
  }

  @Transactional
  @EcritureAgent
  public DemandeView annuler(
      UUID id, @NotNull(message = "Donnez la version de la demande lue.") @Valid Annulation c) {
    var demande = relue(id, c.version());
    var motif = c.motif() == null || c.motif().isBlank() ? "Sans motif donné." : c.motif();
    return garde(
        demande,
        demande.annuler(contexte.identite(), motif, horloge.instant()),
        "demande-annulee",
        "demande annulée : ");
  }

  private Demande relue(UUID id, int version) {
    var demande = lecture.trouver(id);
    demande.exigerVersion(version);
    return demande;
  }

  private DemandeView garde(Demande demande, DemandeMessage message, String code, String debut) {
    em.persist(message);
    vie.noter(demande.marcheId, code, demande.service.libelle() + " : " + debut + message.texte);
    return lecture.vue(demande);
  }
}
