package fr.maillon.web.marche;

import fr.maillon.assistance.Acteur;
import fr.maillon.assistance.DemandeLigne;
import fr.maillon.clause.ClauseView;
import fr.maillon.marche.EtatMarche;
import fr.maillon.web.commun.Formats;
import java.util.UUID;

/**
 * À qui d'agir sur un marché, et par où. Ce qui attend passe avant l'étape : une clause à décider,
 * une demande ouverte, des heures à valider.
 *
 * @param quoi suit le nom de qui agit, dans la même phrase
 * @param lien null quand il n'y a rien à ouvrir
 */
public record ProchaineAction(String qui, String quoi, String lien, String libelle) {

  /**
   * @param proposee une clause qui attend une décision, ou null ; {@code proposees} dit combien
   * @param demande la demande ouverte la plus urgente, ou null
   * @param heures déclarations qui attendent une validation
   * @param acceptees clauses en vigueur sur le marché
   * @param equipe vrai quand celui qui lit est de l'équipe : ce que seul un agent fait ne lui est
   *     pas offert
   */
  static ProchaineAction de(
      String racine,
      UUID marche,
      EtatMarche etat,
      ClauseView proposee,
      long proposees,
      DemandeLigne demande,
      long heures,
      long acceptees,
      boolean equipe) {
    if (proposee != null) {
      return proposees == 1
          ? new ProchaineAction(
              "Le maître d'ouvrage",
              "accepte ou refuse la clause proposée pour le lot " + proposee.lotRang() + ".",
              racine + "/clauses/" + proposee.id(),
              equipe ? "Voir la clause" : "Décider de la clause")
          : new ProchaineAction(
              "Le maître d'ouvrage",
              "accepte ou refuse " + Formats.nombre(proposees) + " clauses proposées.",
              racine + "/clauses?marche=" + marche + "&etat=PROPOSEE",
              equipe ? "Voir les clauses" : "Décider des clauses");
    }
    if (demande != null) {
      var quoi =
          demande.acteur() == Acteur.MAITRE_OUVRAGE
              ? "répond à la question de l'équipe."
              : demande.acteur() == Acteur.EQUIPE
                  ? "prend en charge la demande d'assistance."
                  : "traite la demande d'assistance.";
      return new ProchaineAction(
          demande.quiAgit(), quoi, racine + "/demandes/" + demande.id(), "Ouvrir la demande");
    }
    if (heures > 0) {
      return new ProchaineAction(
          "Le facilitateur",
          "valide ou refuse "
              + Formats.compte(heures, "déclaration d'heures.", "déclarations d'heures."),
          racine + "/execution",
          "Voir les heures à valider");
    }
    return switch (etat) {
      case IDENTIFIE, NOTIFIE ->
          acceptees > 0
              ? new ProchaineAction(
                  "Le facilitateur",
                  "ouvre les contrats d'insertion sur la clause acceptée.",
                  racine + "/execution",
                  "Ouvrir l'exécution")
              : new ProchaineAction(
                  "Le maître d'ouvrage",
                  "peut demander l'assistance d'un facilitateur sur ce marché.",
                  equipe ? null : racine + "/demandes/nouvelle?marche=" + marche,
                  "Demander une assistance");
      case A_ETUDIER ->
          new ProchaineAction(
              "Le facilitateur",
              "étudie le marché et calibre la clause.",
              racine + "/marches/" + marche + "/calibrage",
              "Calibrer la clause");
      case CALIBRE ->
          new ProchaineAction(
              "Le maître d'ouvrage",
              "porte la clause acceptée dans les pièces du marché ; le facilitateur ouvre ensuite"
                  + " les contrats.",
              racine + "/clauses?marche=" + marche,
              "Voir la clause acceptée");
      case REDIGE ->
          new ProchaineAction(
              "Le maître d'ouvrage",
              "lance la consultation.",
              racine + "/clauses?marche=" + marche,
              "Voir la clause acceptée");
      case EN_CONSULTATION ->
          new ProchaineAction(
              "Le maître d'ouvrage",
              "attend les offres, puis notifie.",
              racine + "/clauses?marche=" + marche,
              "Voir la clause acceptée");
      case EN_EXECUTION ->
          new ProchaineAction(
              "Le facilitateur",
              "recueille les heures du mois auprès des employeurs et les déclare.",
              racine + "/execution",
              "Suivre les heures");
      case SOLDE, SANS_CLAUSE, RESILIE ->
          new ProchaineAction("Aucune action attendue", "sur ce marché.", null, null);
    };
  }
}
