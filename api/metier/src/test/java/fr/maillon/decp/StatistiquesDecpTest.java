package fr.maillon.decp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Chaque fichier réel redonne les chiffres publiés avec le jeu (stats.json), à l'unité et au
 * centime près.
 */
class StatistiquesDecpTest {
  /**
   * Ne se compte qu'avec un validateur JSON Schema, que le lecteur n'embarque pas : aucun
   * enregistrement n'est refusé pour cela.
   */
  private static final Set<String> HORS_PORTEE = Set.of("non_conforme_schema_JSON");

  @TestFactory
  Stream<DynamicTest> chaqueFichier() {
    var dossier = Jeu.dossier();
    var lecteur = new LecteurDecp(Jeu.cpv());
    return fichiers(dossier).stream()
        .map(
            attendu ->
                DynamicTest.dynamicTest(
                    attendu.get("fichier").toString(),
                    () ->
                        verifier(
                            attendu, dossier.resolve(attendu.get("fichier").toString()), lecteur)));
  }

  private static List<Map<String, Object>> fichiers(Path dossier) {
    var racine = Jeu.objet(Jeu.arbre(dossier.resolve("dev/stats.json")));
    List<Map<String, Object>> fichiers = new ArrayList<>();
    ((List<?>) racine.get("fichiers")).forEach(f -> fichiers.add(Jeu.objet(f)));
    assertThat(fichiers).hasSizeGreaterThan(30);
    return fichiers;
  }

  private static void verifier(Map<String, Object> attendu, Path fichier, LecteurDecp lecteur) {
    var apercu = Jeu.apercu(fichier, lecteur);
    var lus = Jeu.lire(fichier);
    var si = new SoftAssertions();
    si.assertThat(apercu.rupture()).isNull();
    si.assertThat(apercu.format()).as("format").isEqualTo(format(fichier));
    si.assertThat(apercu.marches()).as("marchés").isEqualTo(nombre(attendu, "marches"));
    si.assertThat(apercu.concessions()).as("concessions").isEqualTo(nombre(attendu, "concessions"));
    si.assertThat(apercu.acheteurs())
        .as("acheteurs")
        .isEqualTo(nombre(attendu, "acheteurs_distincts"));
    si.assertThat(apercu.parAcheteur().values().stream().mapToInt(Integer::intValue).sum())
        .as("enregistrements par acheteur")
        .isEqualTo(lus.stream().filter(e -> e.acheteurDeclare() != null).count());
    si.assertThat(apercu.montantTotal())
        .as("montant")
        .isEqualByComparingTo(decimal(attendu, "montant_total_marches"));
    si.assertThat(apercu.montantSocial())
        .as("montant social")
        .isEqualByComparingTo(decimal(attendu, "montant_marches_sociaux"));
    si.assertThat(apercu.enregistrementsSociaux())
        .as("sociaux")
        .isEqualTo(nombre(attendu, "enregistrements_avec_consideration_sociale"));
    si.assertThat(apercu.considerationsSociales())
        .as("considérations")
        .isEqualTo(comptes(attendu, "considerationsSociales_valeurs"));
    si.assertThat(combinaisons(lus))
        .as("combinaisons")
        .isEqualTo(comptes(attendu, "considerationsSociales_combinaisons"));
    si.assertThat(environnementales(lus))
        .as("environnementales")
        .isEqualTo(comptes(attendu, "considerationsEnvironnementales_valeurs"));
    si.assertThat(apercu.marchesModifies())
        .as("modifiés")
        .isEqualTo(nombre(attendu, "marches_modifies"));
    si.assertThat(apercu.modifications())
        .as("modifications")
        .isEqualTo(nombre(attendu, "modifications"));
    si.assertThat(apercu.sousTraites())
        .as("sous-traités")
        .isEqualTo(nombre(attendu, "marches_avec_sous_traitance"));
    si.assertThat(apercu.actesSousTraitance())
        .as("actes")
        .isEqualTo(nombre(attendu, "actes_sous_traitance"));
    si.assertThat(apercu.modificationsActes())
        .as("modifications d'actes")
        .isEqualTo(nombre(attendu, "modifications_actes_sous_traitance"));
    si.assertThat(texte(apercu.premiereNotification()))
        .as("première")
        .isEqualTo(attendu.get("dateNotification_min"));
    si.assertThat(texte(apercu.derniereNotification()))
        .as("dernière")
        .isEqualTo(attendu.get("dateNotification_max"));
    si.assertThat(clesDistinctes(apercu))
        .as("clés distinctes")
        .isEqualTo(nombre(attendu, "cles_distinctes"));
    si.assertThat(defauts(apercu)).as("défauts").isEqualTo(defautsAttendus(attendu));
    si.assertThat(natures(fichier)).as("natures").isEqualTo(naturesAttendues(attendu));
    si.assertThat(apercu.refuses())
        .as("refus")
        .isEqualTo(lus.stream().filter(e -> !e.accepte()).count());
    si.assertAll();
  }

  @Test
  void totauxParJeu() {
    var dossier = Jeu.dossier();
    var racine = Jeu.objet(Jeu.arbre(dossier.resolve("dev/stats.json")));
    var lecteur = new LecteurDecp(Jeu.cpv());
    var si = new SoftAssertions();
    for (var jeu : Jeu.objet(racine.get("totaux")).entrySet()) {
      var attendu = Jeu.objet(jeu.getValue());
      BigDecimal montant = BigDecimal.ZERO;
      long enregistrements = 0;
      Set<String> acheteurs = new HashSet<>();
      Map<String, Integer> cles = new HashMap<>();
      for (var fichier : fichiers(dossier)) {
        if (!fichier.get("fichier").toString().contains("/" + jeu.getKey() + "/")) {
          continue;
        }
        var chemin = dossier.resolve(fichier.get("fichier").toString());
        var apercu = Jeu.apercu(chemin, lecteur);
        montant = montant.add(apercu.montantTotal());
        enregistrements += apercu.marches() + apercu.concessions();
        acheteurs.addAll(apercu.parAcheteur().keySet());
        // Un enregistrement refusé n'a pas de numéro utilisable : il compte pour sa propre clé.
        Jeu.lire(chemin)
            .forEach(
                e ->
                    cles.merge(
                        e.acheteurDeclare() + "/" + (e.accepte() ? e.marche().id() : "refus"),
                        1,
                        Integer::sum));
      }
      si.assertThat(montant)
          .as(jeu.getKey())
          .isEqualByComparingTo(decimal(attendu, "montant_total_marches"));
      si.assertThat(enregistrements)
          .as(jeu.getKey())
          .isEqualTo(nombre(attendu, "marches") + nombre(attendu, "concessions"));
      si.assertThat(acheteurs)
          .as(jeu.getKey())
          .hasSize(Math.toIntExact(nombre(attendu, "acheteurs_distincts")));
      si.assertThat(cles)
          .as(jeu.getKey())
          .hasSize(Math.toIntExact(nombre(attendu, "cles_acheteur_id_distinctes")));
      si.assertThat(cles.values().stream().filter(n -> n > 1).count())
          .as(jeu.getKey())
          .isEqualTo(nombre(attendu, "cles_presentes_plusieurs_fois_tous_fichiers"));
    }
    si.assertAll();
  }

  private static String format(Path fichier) {
    String nom = fichier.toString();
    return (nom.contains("decp-2022") ? "2022" : "2019")
        + (nom.endsWith(".xml") ? "-xml" : "-json");
  }

  private static long clesDistinctes(ApercuDecp apercu) {
    return apercu.marches()
        + apercu.concessions()
        - apercu.avertissements().getOrDefault(Defaut.CLE_EN_DOUBLE.code(), 0);
  }

  /**
   * Les défauts comptés par les statistiques ; le lecteur en relève d'autres, qu'elles ne comptent
   * pas.
   */
  private static Map<String, Integer> defauts(ApercuDecp apercu) {
    Map<String, Integer> defauts = new TreeMap<>(apercu.avertissements());
    Stream.of(Defaut.ATTRIBUT_HORS_LISTE, Defaut.CHAMP_INCONNU, Defaut.MARQUEUR, Defaut.CONFONDUS)
        .map(Defaut::code)
        .forEach(defauts::remove);
    return defauts;
  }

  private static Map<String, Integer> defautsAttendus(Map<String, Object> attendu) {
    Map<String, Integer> defauts = new TreeMap<>();
    comptes(attendu, "defauts")
        .forEach(
            (nom, n) -> {
              if (!HORS_PORTEE.contains(nom)) {
                defauts.put(nom.replace("(signal) ", "").replaceFirst(" \\(.*\\)$", ""), n);
              }
            });
    return defauts;
  }

  private static Map<String, Integer> combinaisons(List<Enregistrement> lus) {
    Map<String, Integer> comptes = new TreeMap<>();
    lus.stream()
        .filter(e -> e.accepte() && !e.marche().considerationSocialeInconnue())
        .forEach(
            e ->
                comptes.merge(
                    e.marche().considerationsSociales().stream()
                        .map(ConsiderationSociale::libelle)
                        .sorted()
                        .collect(Collectors.joining(" + ")),
                    1,
                    Integer::sum));
    return comptes;
  }

  private static Map<String, Integer> environnementales(List<Enregistrement> lus) {
    Map<String, Integer> comptes = new TreeMap<>();
    lus.stream()
        .filter(Enregistrement::accepte)
        .flatMap(e -> e.marche().considerationsEnvironnementales().stream())
        .forEach(c -> comptes.merge(c.libelle(), 1, Integer::sum));
    return comptes;
  }

  /** Refus compris, comme dans les statistiques. */
  private static Map<String, Integer> natures(Path fichier) {
    Map<String, Integer> comptes = new TreeMap<>();
    Jeu.parcourir(fichier, r -> comptes.merge(String.valueOf(r.lu().nature()), 1, Integer::sum));
    return comptes;
  }

  /** Les natures d'une autre casse sont rétablies par la lecture. */
  private static Map<String, Integer> naturesAttendues(Map<String, Object> attendu) {
    Map<String, Integer> natures = new TreeMap<>();
    comptes(attendu, "natures")
        .forEach(
            (nature, n) -> {
              String officielle =
                  Arrays.asList("Marché", "Concession de travaux", "Délégation de service public")
                      .stream()
                      .filter(o -> Texte.plier(o).equals(Texte.plier(nature)))
                      .findFirst()
                      .orElse(nature.equals("None") ? "null" : nature);
              natures.merge(officielle, n, Integer::sum);
            });
    return natures;
  }

  private static String texte(Object valeur) {
    return valeur == null ? null : valeur.toString();
  }

  private static long nombre(Map<String, Object> attendu, String nom) {
    return Long.parseLong(attendu.get(nom).toString());
  }

  private static BigDecimal decimal(Map<String, Object> attendu, String nom) {
    return new BigDecimal(attendu.get(nom).toString());
  }

  private static Map<String, Integer> comptes(Map<String, Object> attendu, String nom) {
    Map<String, Integer> comptes = new TreeMap<>();
    Jeu.objet(attendu.get(nom))
        .forEach((cle, n) -> comptes.put(cle, Integer.valueOf(n.toString())));
    return comptes;
  }
}
