package fr.maillon.maitreouvrage;

import fr.maillon.isolation.LectureCentre;
import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Un espace comme objet : au centre, tout ce qui le décrit ; de l'intérieur, pourquoi il est
 * suspendu.
 */
@ApplicationScoped
public class ConsulterEspace {
  /**
   * Une invitation, telle que la base la rend.
   *
   * @param etat un mot d'une autre maison
   */
  public record Invitee(UUID id, String nom, String courriel, Object etat) {
    private InvitationView vue() {
      boolean court = etat.toString().equals("EN_ATTENTE") || etat.toString().equals("ECHEC");
      return new InvitationView(id, nom, courriel, etat.toString(), court, court);
    }
  }

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Espaces espaces;
  @Inject TenantContext contexte;

  /**
   * @param motif pourquoi il est suspendu ou fermé ; null sinon.
   * @param invitations celles que le centre a faites, la plus récente d'abord
   */
  @Schema(name = "ConsulterEspaceEspaceView")
  public record EspaceView(
      UUID id,
      String code,
      String nom,
      String sigle,
      TypeEspace type,
      String couleur,
      EtatEspace etat,
      boolean importParSiren,
      LocalDate ouvertLe,
      LocalDate suspenduLe,
      String motif,
      LocalDate fermeLe,
      LocalDate effacableLe,
      String changePar,
      Instant changeLe,
      int version,
      List<String> sirets,
      List<InvitationView> invitations) {
    public EspaceView {
      sirets = List.copyOf(sirets);
      invitations = List.copyOf(invitations);
    }
  }

  /**
   * @param etat {@code EN_ATTENTE}, {@code ACCEPTEE}, {@code ECHEC}, {@code ANNULEE}
   * @param relancable un nouveau lien peut partir
   * @param annulable elle court encore
   */
  @Schema(name = "ConsulterEspaceInvitationView")
  public record InvitationView(
      UUID id, String nom, String courriel, String etat, boolean relancable, boolean annulable) {}

  public record SuspensionView(LocalDate depuis, String motif) {}

  /**
   * @throws fr.maillon.regle.Introuvable espace absent, ou effacé
   */
  @Transactional
  @LectureCentre
  public EspaceView executer(UUID id) {
    var m = espaces.trouver(id);
    return new EspaceView(
        m.id,
        m.code,
        m.nom,
        m.sigle,
        m.type,
        m.couleur,
        m.etat,
        m.importParSiren,
        m.ouvertLe,
        m.suspenduLe,
        m.motif,
        m.fermeLe,
        m.effacableLe,
        m.changeParNom,
        m.changeLe,
        m.version,
        espaces.sirets(id),
        invitations(id));
  }

  /** Depuis quand et pourquoi l'espace où l'on est se lit sans s'écrire ; null s'il est ouvert. */
  @Transactional
  @LectureEspace
  public SuspensionView suspension() {
    return em
        .createQuery(
            "select new fr.maillon.maitreouvrage.ConsulterEspace.SuspensionView(m.suspenduLe,"
                + " m.motif) from MaitreOuvrage m where m.id = :id and m.etat ="
                + " fr.maillon.maitreouvrage.EtatEspace.SUSPENDU",
            SuspensionView.class)
        .setParameter("id", contexte.tenantId())
        .getResultList()
        .stream()
        .findFirst()
        .orElse(null);
  }

  private List<InvitationView> invitations(UUID espace) {
    return em
        .createQuery(
            "select new fr.maillon.maitreouvrage.ConsulterEspace.Invitee(i.id, i.nom, i.courriel,"
                + " i.etat) from Invitation i where i.espace = :espace order by i.inviteeLe desc",
            Invitee.class)
        .setParameter("espace", espace)
        .setMaxResults(10)
        .getResultList()
        .stream()
        .map(Invitee::vue)
        .toList();
  }
}
