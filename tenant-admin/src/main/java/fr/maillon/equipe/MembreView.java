package fr.maillon.equipe;

import fr.maillon.isolation.Titre;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Un membre de l'équipe.
 *
 * @param titres ceux qu'il tient aujourd'hui ; vide : il n'en est plus
 * @param espaces maîtres d'ouvrage où il est affecté aujourd'hui
 * @param demandes demandes ouvertes qu'il suit
 * @param compte où en sont ses groupes chez Keycloak
 * @param moi c'est qui demande
 */
public record MembreView(
    UUID id,
    String nom,
    String courriel,
    List<Tenu> titres,
    String titresLibelle,
    long espaces,
    long demandes,
    Compte compte,
    boolean moi) {
  public MembreView {
    titres = List.copyOf(titres);
  }

  /**
   * @param depuis premier jour
   */
  public record Tenu(Titre titre, String libelle, LocalDate depuis) {}

  /**
   * @param etat {@code A_JOUR}, {@code EN_ATTENTE} ou {@code ECHEC}
   * @param erreur ce qui a manqué au dernier essai ; null : rien
   * @param prochainEssai null quand il n'y en aura pas
   */
  @Schema(name = "MembreCompte")
  public record Compte(String etat, String erreur, Instant prochainEssai) {}

  /**
   * @param au dernier jour ; null : court encore
   */
  public record Periode(Titre titre, String libelle, LocalDate du, LocalDate au) {}

  /**
   * @param phrase ce qui a été fait, au passé et sans sujet : « a donné le titre de coordinateur »
   */
  public record Acte(Instant quand, UUID parId, String par, String phrase) {}

  /**
   * Sa fiche.
   *
   * @param periodes tous les titres qu'il a tenus, le dernier donné d'abord
   * @param actes qui les a donnés et retirés, le plus récent d'abord ; les titres donnés avant que
   *     Maillon ne le note n'y sont pas
   */
  @Schema(name = "MembreFiche")
  public record Fiche(MembreView membre, List<Periode> periodes, List<Acte> actes) {
    public Fiche {
      periodes = List.copyOf(periodes);
      actes = List.copyOf(actes);
    }
  }
}
