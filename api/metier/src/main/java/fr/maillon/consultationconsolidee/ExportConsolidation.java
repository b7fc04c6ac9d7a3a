package fr.maillon.consultationconsolidee;

import static fr.maillon.liste.TypeDeColonne.ENTIER;
import static fr.maillon.liste.TypeDeColonne.NOMBRE;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.consolidation.ChiffresAnnee;
import fr.maillon.consultationconsolidee.ConsulterConsolidation.Tableau;
import fr.maillon.liste.Colonne;
import fr.maillon.liste.Ecrivain;
import fr.maillon.liste.FormatDeFichier;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * La consolidation en fichier : les mêmes lignes, les mêmes cases cachées, et la base de chaque
 * chiffre sous son titre.
 */
public final class ExportConsolidation {
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

  /** Dans la forme voulue ; les chiffres sont des nombres, non du texte. Le flux reste ouvert. */
  public static void ecrire(FormatDeFichier format, Tableau tableau, OutputStream sortie)
      throws IOException {
    var colonnes = new ArrayList<Colonne<Object[]>>();
    for (int c = 0; c < TITRES.size(); c++) {
      colonnes.add(
          Ecrivain.colonne(c, TITRES.get(c), c == 0 ? TEXTE : c >= 3 && c <= 6 ? NOMBRE : ENTIER));
    }
    var ecrivain =
        Ecrivain.de(
            format,
            "Consolidation " + tableau.annee(),
            List.of(
                List.of("Année", tableau.annee()), Arrays.asList("Arrêté au", tableau.arreteAu())),
            colonnes,
            ZoneId.of("Europe/Paris"),
            sortie);
    var bases = new ArrayList<Object>();
    bases.add(
        format == FormatDeFichier.CSV || tableau.arreteAu() == null
            ? "Base"
            : "Base ; arrêté au " + tableau.arreteAu());
    bases.addAll(BASES.values());
    ecrivain.ecrire(bases.toArray());
    for (var ligne : lignes(tableau)) {
      ecrivain.ecrire(ligne);
    }
    ecrivain.finir();
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
}
