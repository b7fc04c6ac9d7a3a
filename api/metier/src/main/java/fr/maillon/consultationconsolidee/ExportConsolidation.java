package fr.maillon.consultationconsolidee;

import fr.maillon.consolidation.ChiffresAnnee;
import fr.maillon.consultationconsolidee.ConsulterConsolidation.Tableau;
import fr.maillon.liste.Cellule;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.dhatim.fastexcel.Workbook;

/**
 * La consolidation en fichier : les mêmes lignes, les mêmes cases cachées, et la base de chaque
 * chiffre sous son titre.
 */
public final class ExportConsolidation {
  public static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  /** Ce qu'on écrit à la place d'un chiffre caché, comme l'Insee. */
  public static final String SECRET = "s.";

  /** Ce que mesure chaque chiffre, par nom de champ, dans l'ordre des colonnes. */
  public static final Map<String, String> BASES = bases();

  private static final List<String> TITRES =
      List.of(
          "Type de maître d'ouvrage",
          "Marchés avec clause",
          "Lots avec clause",
          "Heures faites dans l'année (tous engagements)",
          "Heures dues par les engagements de l'année",
          "Heures faites sur les engagements de l'année",
          "Réalisation des engagements de l'année (%)",
          "Participants");

  private ExportConsolidation() {}

  private static Map<String, String> bases() {
    var bases = new LinkedHashMap<String, String>();
    bases.put(
        "marchesClauses",
        "marchés dont un lot au moins porte une clause acceptée, engagée dans l'année");
    bases.put("lotsClauses", "lots qui portent une clause acceptée, engagée dans l'année");
    bases.put(
        "heuresValidees",
        "heures travaillées dans l'année, validées, corrections déduites, quelle que soit l'année"
            + " de l'engagement");
    bases.put("heuresDues", "heures des engagements pris dans l'année");
    bases.put(
        "heuresRealisees",
        "heures validées, corrections déduites, des lots engagés dans l'année, quelle que soit"
            + " l'année où elles ont été travaillées");
    bases.put(
        "tauxRealisation",
        "heures faites sur les engagements de l'année pour 100 heures dues par eux");
    bases.put(
        "participants",
        "personnes distinctes qui ont des heures validées dans l'année ; une personne présente sur"
            + " plusieurs lignes compte une fois dans le total");
    return java.util.Collections.unmodifiableMap(bases);
  }

  /**
   * UTF-8 avec marque d'ordre, point-virgule et virgule décimale : ce qu'un tableur français ouvre
   * sans question. Le flux reste ouvert.
   */
  public static void csv(Tableau tableau, OutputStream sortie) throws IOException {
    var texte = new OutputStreamWriter(sortie, StandardCharsets.UTF_8);
    texte.write('\ufeff');
    var csv = CSVFormat.RFC4180.builder().setDelimiter(';').get().print(texte);
    csv.printRecord("Année", tableau.annee());
    csv.printRecord("Arrêté au", tableau.arreteAu() == null ? "" : tableau.arreteAu());
    csv.printRecord(TITRES);
    var bases = new ArrayList<String>();
    bases.add("Base");
    bases.addAll(BASES.values());
    csv.printRecord(bases);
    for (var ligne : lignes(tableau)) {
      csv.printRecord(Arrays.stream(ligne).map(ExportConsolidation::cellule).toList());
    }
    csv.flush();
    texte.flush();
  }

  /** Une feuille ; les chiffres sont des nombres, non du texte. Le flux reste ouvert. */
  public static void xlsx(Tableau tableau, OutputStream sortie) throws IOException {
    var classeur = new Workbook(sortie, "Maillon", "1.0");
    var feuille = classeur.newWorksheet("Consolidation " + tableau.annee());
    for (int c = 0; c < TITRES.size(); c++) {
      feuille.value(0, c, TITRES.get(c));
      feuille.style(0, c).bold().set();
      feuille.width(c, c == 0 ? 28 : 24);
    }
    feuille.value(
        1, 0, tableau.arreteAu() == null ? "Base" : "Base ; arrêté au " + tableau.arreteAu());
    int colonne = 1;
    for (var base : BASES.values()) {
      feuille.value(1, colonne, base);
      feuille.style(1, colonne++).italic().wrapText(true).set();
    }
    int rang = 2;
    for (var ligne : lignes(tableau)) {
      for (int c = 0; c < ligne.length; c++) {
        switch (ligne[c]) {
          case Number nombre -> {
            feuille.value(rang, c, nombre);
            feuille
                .style(rang, c)
                .format(c >= 3 && c <= 5 ? "#,##0.00" : c == 6 ? "0.0" : "#,##0")
                .set();
          }
          case null -> {}
          default -> feuille.value(rang, c, ligne[c].toString());
        }
      }
      rang++;
    }
    feuille.freezePane(1, 2);
    classeur.finish();
  }

  private static List<Object[]> lignes(Tableau tableau) {
    var lignes = new ArrayList<Object[]>();
    tableau.lignes().forEach(c -> lignes.add(ligne(libelle(c), c)));
    if (tableau.ensemble() != null) {
      lignes.add(ligne("Ensemble", tableau.ensemble()));
    }
    return lignes;
  }

  private static Object[] ligne(String libelle, ChiffresAnnee c) {
    return new Object[] {
      libelle,
      c.marchesClauses(),
      c.lotsClauses(),
      c.masque() ? SECRET : c.heuresValidees(),
      c.heuresDues(),
      c.masque() ? SECRET : c.heuresRealisees(),
      c.masque() ? SECRET : c.tauxRealisation(),
      c.masque() ? SECRET : c.participants()
    };
  }

  /** Le nom courant de la ligne, avec les types qu'elle réunit. */
  public static String libelle(ChiffresAnnee c) {
    return c.reunis().isEmpty()
        ? libelle(c.type())
        : libelle(c.type())
            + " ("
            + c.reunis().stream()
                .map(ExportConsolidation::libelle)
                .collect(java.util.stream.Collectors.joining(", "))
            + ")";
  }

  /** Le nom courant, au pluriel, d'un type de maître d'ouvrage. */
  public static String libelle(String type) {
    return switch (type) {
      case "COMMUNE" -> "Communes";
      case "EPCI" -> "EPCI et métropoles";
      case "DEPARTEMENT" -> "Départements";
      case "REGION" -> "Régions";
      case "BAILLEUR" -> "Bailleurs sociaux";
      case "SANTE" -> "Établissements de santé";
      case "ETAT" -> "État";
      case "CENTRALE_ACHAT" -> "Centrales d'achat";
      case "AUTRE_PUBLIC" -> "Autres publics";
      case "PRIVE" -> "Privés";
      case ChiffresAnnee.AUTRES -> "Types réunis";
      default -> type;
    };
  }

  /**
   * Un tableur exécute ce qui commence par = + - @, tabulation ou retour : une apostrophe l'en
   * empêche. Un nombre négatif reste un nombre.
   */
  static String cellule(Object valeur) {
    if (valeur == null) {
      return "";
    }
    if (valeur instanceof Number) {
      return (valeur instanceof BigDecimal decimal ? decimal.toPlainString() : valeur.toString())
          .replace('.', ',');
    }
    return Cellule.inerte(valeur.toString());
  }
}
