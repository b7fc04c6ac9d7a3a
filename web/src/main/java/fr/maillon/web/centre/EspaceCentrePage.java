package fr.maillon.web.centre;

import fr.maillon.maitreouvrage.AnnulerFermeture;
import fr.maillon.maitreouvrage.ConsulterEspace;
import fr.maillon.maitreouvrage.ConsulterEspace.EspaceView;
import fr.maillon.maitreouvrage.DecrireEspace;
import fr.maillon.maitreouvrage.EspaceCentralView;
import fr.maillon.maitreouvrage.EtatEspace;
import fr.maillon.maitreouvrage.FermerEspace;
import fr.maillon.maitreouvrage.ListerEspaces;
import fr.maillon.maitreouvrage.ReglerEspace;
import fr.maillon.maitreouvrage.ReglerEspace.FicheView;
import fr.maillon.maitreouvrage.RouvrirEspace;
import fr.maillon.maitreouvrage.SuspendreEspace;
import fr.maillon.personne.InviterAdministrateur;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.faces.Refus;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/**
 * Un espace comme objet : le décrire, le suspendre, le rouvrir, le fermer, annuler sa fermeture.
 */
@Named("espaceCentrePage")
@RequestScoped
public class EspaceCentrePage extends EspaceSaisi {
  @Inject ConsulterEspace consulter;
  @Inject ListerEspaces lister;
  @Inject ReglerEspace regler;
  @Inject SuspendreEspace suspendreEspace;
  @Inject RouvrirEspace rouvrirEspace;
  @Inject FermerEspace fermerEspace;
  @Inject AnnulerFermeture annulerFermeture;
  @Inject DecrireEspace decrireEspace;
  @Inject InviterAdministrateur inviter;
  @Inject HttpServletRequest requete;
  private EspaceView espace;
  private EspaceCentralView comptes;
  private FicheView fiche;
  private String sigle;
  private String motif;
  private String motifFermeture;
  private String nomRecopie;

  @PostConstruct
  void lire() {
    espace = consulter.executer(chemin.uuid("id"));
    comptes = lister.un(espace.id());
    fiche = regler.lireAuCentre(espace.id());
    nom = espace.nom();
    sigle = espace.sigle();
    type = espace.type();
    couleur = espace.couleur();
    parSiren = espace.importParSiren();
    sirets = String.join("\n", espace.sirets());
    contactNom = fiche.contactNom();
    contactCourriel = fiche.contactCourriel();
    contactTelephone = fiche.contactTelephone();
  }

  public String decrire() {
    decrireEspace.decrire(
        espace.id(),
        new DecrireEspace.Description(
            nom, sigle, type, couleur, listeDesSirets(), parSiren, chemin.lue()));
    return aller("La description de " + nom.strip() + " est à jour.", adresse());
  }

  /** La couleur que l'espace s'est choisie lui reste. */
  public String tenirContact() {
    regler.auCentre(
        espace.id(),
        new ReglerEspace.Command(
            contactNom,
            contactCourriel,
            contactTelephone,
            fiche.couleurChoisie(),
            null,
            chemin.lue()));
    return aller("Le contact de " + espace.nom() + " est à jour.", adresse());
  }

  public String porterLogo() throws IOException {
    var image = imageExigee();
    if (image == null) {
      return null;
    }
    regler.porterLogoAuCentre(espace.id(), image);
    return aller("Le logo de " + espace.nom() + " est en place.", adresse());
  }

  public String retirerLogo() {
    regler.porterLogoAuCentre(espace.id(), null);
    return aller(espace.nom() + " n'a plus de logo.", adresse());
  }

  public String inviter() {
    return traduire(
            Map.of("nom", "administrateurNom", "courriel", "administrateurCourriel"),
            () ->
                inviter.executer(
                    espace.id(),
                    new InviterAdministrateur.Command(administrateurNom, administrateurCourriel)))
        ? aller(
            administrateurNom.strip()
                + " reçoit son invitation dans l'espace de "
                + espace.nom()
                + ".",
            adresse())
        : null;
  }

  public String relancer() {
    inviter.relancer(visee());
    return aller("Un nouveau lien part ; l'ancien ne sert plus.", adresse());
  }

  public String annulerInvitation() {
    inviter.annuler(visee());
    return aller("L'invitation est annulée.", adresse());
  }

  private UUID visee() {
    var id = requete.getParameter("invitation");
    return espace.invitations().stream()
        .map(ConsulterEspace.InvitationView::id)
        .filter(i -> i.toString().equals(id))
        .findFirst()
        .orElseThrow(() -> new Introuvable("Invitation"));
  }

  /** Personne ne l'administre, et aucune invitation n'est en route. */
  public boolean isSansAdministrateur() {
    return !isFerme()
        && comptes.personnes() == 0
        && espace.invitations().stream()
            .noneMatch(i -> i.annulable() || i.etat().equals("ACCEPTEE"));
  }

  public String suspendre() {
    suspendreEspace.suspendre(espace.id(), new SuspendreEspace.Suspension(motif, chemin.lue()));
    return aller(
        "L'espace de " + espace.nom() + " est suspendu : il se lit, rien ne s'y écrit.", adresse());
  }

  public String rouvrir() {
    rouvrirEspace.rouvrir(espace.id(), chemin.lue());
    return aller("L'espace de " + espace.nom() + " est rouvert.", adresse());
  }

  public String fermer() {
    LocalDate[] jour = new LocalDate[1];
    return traduire(
            Map.of("nom", "nomRecopie", "motif", "motifFermeture"),
            () ->
                jour[0] =
                    fermerEspace.fermer(
                        espace.id(),
                        new FermerEspace.Fermeture(motifFermeture, nomRecopie, chemin.lue())))
        ? aller(
            "L'espace de "
                + espace.nom()
                + " est fermé. Il s'effacera à partir du "
                + Formats.dateLongue(jour[0])
                + " ; d'ici là, la fermeture s'annule.",
            adresse())
        : null;
  }

  /**
   * Un refus vient au champ de cette page : elle porte plusieurs formulaires, dont deux ne peuvent
   * nommer un champ pareil.
   *
   * @return fait
   */
  private boolean traduire(Map<String, String> champs, Runnable geste) {
    try {
      geste.run();
      return true;
    } catch (RegleMetier | ConstraintViolationException e) {
      var refus = Refus.de(e);
      if (refus.isEmpty()) {
        throw e;
      }
      refus.forEach(
          r ->
              faute(
                  r.champ() == null ? null : champs.getOrDefault(r.champ(), r.champ()),
                  r.phrase()));
      return false;
    }
  }

  public String annulerFermeture() {
    annulerFermeture.annulerFermeture(espace.id(), chemin.lue());
    return aller("La fermeture de l'espace de " + espace.nom() + " est annulée.", adresse());
  }

  private String adresse() {
    return "/centre/espaces/" + espace.id();
  }

  public EspaceView getEspace() {
    return espace;
  }

  public EspaceCentralView getComptes() {
    return comptes;
  }

  public FicheView getFiche() {
    return fiche;
  }

  public String getMot() {
    return espace.etat().libelle();
  }

  public String getTon() {
    return EtatsEspace.ton(espace.etat());
  }

  public boolean isOuvert() {
    return espace.etat() == EtatEspace.OUVERT;
  }

  public boolean isSuspendu() {
    return espace.etat() == EtatEspace.SUSPENDU;
  }

  public boolean isFerme() {
    return espace.etat() == EtatEspace.FERME;
  }

  /**
   * @param etat celui d'une invitation
   */
  public String motInvitation(String etat) {
    return switch (etat) {
      case "EN_ATTENTE" -> "En attente de sa réponse";
      case "ACCEPTEE" -> "Acceptée";
      case "ECHEC" -> "À renvoyer";
      default -> "Annulée";
    };
  }

  public String tonInvitation(String etat) {
    return switch (etat) {
      case "EN_ATTENTE" -> "attention";
      case "ACCEPTEE" -> "ok";
      case "ECHEC" -> "alerte";
      default -> "";
    };
  }

  public String getSigle() {
    return sigle;
  }

  public void setSigle(String sigle) {
    this.sigle = sigle;
  }

  public String getMotif() {
    return motif;
  }

  public void setMotif(String motif) {
    this.motif = motif;
  }

  public String getMotifFermeture() {
    return motifFermeture;
  }

  public void setMotifFermeture(String motifFermeture) {
    this.motifFermeture = motifFermeture;
  }

  public String getNomRecopie() {
    return nomRecopie;
  }

  public void setNomRecopie(String nomRecopie) {
    this.nomRecopie = nomRecopie;
  }
}
