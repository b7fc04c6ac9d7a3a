package fr.maillon.marche;

import fr.maillon.decp.MarcheDecp;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Ce qu'une republication change à un lot, en phrases qu'un agent lit dans l'histoire du marché.
 */
final class Differences {
  private static final DateTimeFormatter JOUR =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.FRENCH);

  private Differences() {}

  /**
   * @param titulaires ceux que le lot avait, par rang
   */
  static List<String> entre(Lot avant, List<Titulaire> titulaires, Publication apres) {
    var m = apres.contenu();
    var phrases = new ArrayList<String>();
    si(phrases, "Montant", euros(avant.montant), euros(apres.montant()));
    si(phrases, "Durée", mois(avant.dureeMois), mois(m.dureeMois()));
    si(phrases, "Notification", jour(avant.dateNotification), jour(m.dateNotification()));
    si(phrases, "Code CPV", avant.codeCpv, m.codeCpv());
    si(phrases, "Objet", cite(avant.objet), cite(m.objet()));
    si(phrases, "Nature", avant.nature, m.nature());
    si(phrases, "Procédure", avant.procedure, m.procedure());
    si(phrases, "Considérations sociales", sociales(avant), sociales(m));
    si(
        phrases,
        "Titulaires",
        noms(titulaires.stream().map(Titulaire::nom).toList()),
        noms(
            m.titulaires().stream()
                .map(t -> t.denominationSociale() == null ? t.id() : t.denominationSociale())
                .toList()));
    var modifications = m.modifications().size() - FaitsPublies.lire(avant.modifications).size();
    if (modifications != 0) {
      phrases.add(
          modifications == 1
              ? "1 modification de plus"
              : modifications > 0
                  ? modifications + " modifications de plus"
                  : -modifications
                      + (modifications == -1
                          ? " modification de moins"
                          : " modifications de moins"));
    }
    var actes =
        m.actesSousTraitance().size()
            + m.modificationsActesSousTraitance().size()
            - FaitsPublies.lire(avant.sousTraitance).size();
    if (actes != 0) {
      phrases.add(
          Math.abs(actes)
              + (Math.abs(actes) == 1 ? " acte" : " actes")
              + " de sous-traitance de "
              + (actes > 0 ? "plus" : "moins"));
    }
    if (phrases.isEmpty()) {
      phrases.add("Autres renseignements publiés à nouveau");
    }
    return phrases;
  }

  private static void si(List<String> phrases, String champ, String avant, String apres) {
    if (!Objects.equals(avant, apres)) {
      phrases.add(
          champ
              + " : "
              + (avant == null ? "inconnu" : avant)
              + " → "
              + (apres == null ? "inconnu" : apres));
    }
  }

  static String euros(BigDecimal montant) {
    if (montant == null) {
      return null;
    }
    // sans dépendre des données de langue de la machine : milliers par espace fine insécable,
    // décimales par virgule
    var symboles = new DecimalFormatSymbols(Locale.ROOT);
    symboles.setGroupingSeparator('\u202f');
    symboles.setDecimalSeparator(',');
    var entier = montant.stripTrailingZeros().scale() <= 0;
    return new DecimalFormat(entier ? "#,##0" : "#,##0.00", symboles).format(montant) + "\u00a0€";
  }

  private static String mois(Integer duree) {
    return duree == null ? null : duree + " mois";
  }

  private static String jour(LocalDate date) {
    return date == null ? null : JOUR.format(date);
  }

  private static String cite(String texte) {
    return texte == null
        ? null
        : "« " + (texte.length() > 80 ? texte.substring(0, 79) + "…" : texte) + " »";
  }

  private static String noms(List<String> noms) {
    return noms.isEmpty()
        ? null
        : String.join(", ", noms.stream().filter(Objects::nonNull).limit(5).toList())
            + (noms.size() > 5 ? "…" : "");
  }

  private static String sociales(Lot lot) {
    return lot.socialeConnue
        ? String.join(
            " et ",
            Considerations.libelles(lot.socialeClause, lot.socialeCritere, lot.socialeReserve))
        : null;
  }

  private static String sociales(MarcheDecp m) {
    var lot = new Lot();
    lot.socialeConnue = !m.considerationSocialeInconnue();
    for (var c : m.considerationsSociales()) {
      switch (c) {
        case CLAUSE -> lot.socialeClause = true;
        case CRITERE -> lot.socialeCritere = true;
        case RESERVE, CONCESSION_RESERVEE -> lot.socialeReserve = true;
        case AUCUNE -> {}
      }
    }
    return sociales(lot);
  }
}
