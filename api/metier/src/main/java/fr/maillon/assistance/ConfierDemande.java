package fr.maillon.assistance;

import fr.maillon.affectation.Affectes;
import fr.maillon.isolation.EcritureCoordination;
import fr.maillon.isolation.LectureCoordination;
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
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * La coordination répartit : une demande passe à un facilitateur affecté aujourd'hui à cet espace,
 * ou toutes celles d'un autre.
 */
@ApplicationScoped
public class ConfierDemande {
  /**
   * @param version celle de la demande lue
   */
  @Schema(name = "ConfierDemande")
  public record Command(
      @NotNull(message = "Choisissez le facilitateur.") UUID facilitateurId,
      @NotNull(message = "Donnez la version de la demande lue.") Integer version) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject LireDemande lecture;
  @Inject VieDuMarche vie;
  @Inject Affectes affectes;
  @Inject Clock horloge;

  /**
   * @throws Introuvable demande absente, ou d'un autre espace
   * @throws VersionPerimee la demande a changé depuis sa lecture
   * @throws RegleMetier {@code pas-affecte} quand cette personne n'assiste pas cet espace
   *     aujourd'hui, {@code deja-suivie}, {@code etape-impossible}
   */
  @Transactional
  @EcritureCoordination
  public DemandeView executer(
      UUID id, @NotNull(message = "Dites à qui confier la demande.") @Valid Command c) {
    var demande = lecture.trouver(id);
    demande.exigerVersion(c.version());
    confier(demande, c.facilitateurId(), "");
    return lecture.vue(demande);
  }

  /** Qui peut la recevoir : les facilitateurs affectés aujourd'hui à cet espace, par nom. */
  @Transactional
  @LectureCoordination
  public List<Affectes.Membre> choix() {
    return affectes.duJour(contexte.tenantId());
  }

  /**
   * Les demandes ouvertes que suit une personne passent à une autre, dans cet espace. Rejouable :
   * la seconde fois n'en trouve plus.
   *
   * @return leur nombre
   * @throws RegleMetier {@code pas-affecte}
   */
  @Transactional
  @EcritureCoordination
  public int passer(UUID de, UUID vers) {
    var ouvertes =
        em.createQuery(
                "select d from Demande d where d.tenantId = :tenant and d.etat in :ouverts and"
                    + " d.facilitateurId = :de order by d.id",
                Demande.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("ouverts", EtatDemande.OUVERTS)
            .setParameter("de", de)
            .getResultList();
    ouvertes.forEach(d -> confier(d, vers, "par transfert du portefeuille"));
    return ouvertes.size();
  }

  private void confier(Demande demande, UUID facilitateur, String detail) {
    var membre =
        affectes.duJour(contexte.tenantId()).stream()
            .filter(m -> m.id().equals(facilitateur))
            .findFirst()
            .orElseThrow(
                () ->
                    new RegleMetier(
                        "pas-affecte",
                        "facilitateurId",
                        "Cette personne n'est pas affectée aujourd'hui à "
                            + contexte.espace().nom()
                            + " : affectez-la d'abord, ou choisissez quelqu'un d'autre."));
    var message =
        demande.confier(membre.id(), membre.nom(), detail, contexte.identite(), horloge.instant());
    em.persist(message);
    vie.noter(
        demande.marcheId, "demande-confiee", demande.service.libelle() + " : " + message.texte);
  }
}
