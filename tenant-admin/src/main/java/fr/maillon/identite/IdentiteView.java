package fr.maillon.identite;

import fr.maillon.equipe.MembreView;
import fr.maillon.personne.EtatInvitation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Une personne, sous le nom et à l'adresse que nous tenons.
 *
 * @param identifiant ce qu'elle tape pour se connecter
 * @param modifiable qui demande peut changer son nom et son adresse ; faux : l'administration
 *     centrale seule le peut
 * @param changement l'adresse demandée ou confirmée, tant qu'elle n'est pas portée ; null : aucune
 * @param compte ce qui manque pour que son compte suive ; null : il suit
 * @param actes ce que l'administration centrale en a fait, le plus récent d'abord ; vide dans un
 *     espace, dont le journal le dit
 * @param version à rendre pour changer
 */
public record IdentiteView(
    UUID id,
    String nom,
    String courriel,
    String identifiant,
    boolean modifiable,
    Changement changement,
    Compte compte,
    List<MembreView.Acte> actes,
    int version) {
  public IdentiteView {
    actes = List.copyOf(actes);
  }

  /**
   * @param courriel la nouvelle adresse
   * @param erreur ce qui n'a pas pu partir ; null : rien ne manque
   * @param annulable rien n'est encore confirmé, ou le compte n'a pas pu suivre
   * @param aRelancer un nouveau lien, ou un nouvel essai, peut partir
   */
  @Schema(name = "IdentiteChangement")
  public record Changement(
      UUID id,
      String courriel,
      EtatInvitation etat,
      String etatLibelle,
      String par,
      Instant demandeLe,
      Instant expireLe,
      String erreur,
      boolean annulable,
      boolean aRelancer) {}

  /**
   * @param etat {@code EN_ATTENTE} ou {@code ECHEC}
   * @param erreur ce qui a manqué au dernier essai ; null : rien encore
   * @param prochainEssai null quand il n'y en aura pas
   */
  @Schema(name = "IdentiteCompte")
  public record Compte(String etat, String erreur, Instant prochainEssai) {}
}
