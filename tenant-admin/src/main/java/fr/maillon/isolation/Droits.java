package fr.maillon.isolation;

import java.time.Instant;
import java.util.UUID;

/**
 * Ce qu'une personne peut faire dans l'espace où elle entre, tel que la base le dit à cette
 * demande.
 *
 * @param suspendu l'espace se lit sans s'écrire
 * @param droit celui de l'agent ; null pour l'équipe et le support
 * @param export l'agent peut exporter les données
 * @param convention celle qui ouvre l'espace à un membre de l'équipe ; null sinon
 * @param support la fenêtre par où le support est entré ; null sinon
 */
public record Droits(
    boolean suspendu, Droit droit, boolean export, UUID convention, Fenetre support) {

  /**
   * @param fin instant où la fenêtre se referme
   * @param ouvertePar qui l'a ouverte ; en accès d'urgence, le support lui-même
   */
  public record Fenetre(Instant fin, UUID ouvertePar, String ouverteParNom, boolean brisDeGlace) {}

  /** Ceux d'un agent. */
  public static Droits agent(Droit droit, boolean export) {
    return new Droits(false, droit, export, null, null);
  }

  /** Ceux d'un membre de l'équipe, que la convention donne. */
  public static Droits equipe(UUID convention) {
    return new Droits(false, null, false, convention, null);
  }

  boolean permet(Titre titre, Geste geste) {
    return switch (geste) {
      case LIRE -> true;
      case ECRIRE, POURSUIVRE -> ecrit(titre);
      case EXPORTER -> titre == Titre.AGENT ? export : titre.equipe();
      case CONSULTER_JOURNAL, OUVRIR_AU_SUPPORT ->
          titre == Titre.AGENT && droit.vaut(Droit.REFERENT);
      case ADMINISTRER -> titre == Titre.AGENT && droit == Droit.ADMINISTRATEUR;
    };
  }

  boolean ecrit(Titre titre) {
    return !suspendu
        && switch (titre) {
          case AGENT -> droit.vaut(Droit.ACHETEUR);
          case FACILITATEUR, COORDINATEUR -> true;
          case CENTRAL, SUPPORT -> false;
        };
  }
}
