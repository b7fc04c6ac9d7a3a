package fr.maillon.decp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ce que des outils font aux fichiers en chemin : chaque fichier d'essai est inventé, d'après des défauts réels. */
class CasAbimesTest {
  private static final String ACHETEUR = "21690123100011";

  // --- La nature d'un contrat ---

  @Test
  void desColonnesDeConcessionVidesNeFontPasUneConcession() {
    var lus = cas("colonnes_concession_vides.json");
    assertThat(lus).hasSize(4).allMatch(Enregistrement::accepte).noneMatch(Enregistrement::concession);
    assertThat(lus).allMatch(e -> !e.marche().estConcession() && e.marche().dateNotification() != null && ACHETEUR.equals(e.marche().acheteurId()));
    var apercu = ApercuDecp.lire(flux("colonnes_concession_vides.json"), new LecteurDecp());
    assertThat(apercu.concessions()).isZero();
    assertThat(apercu.montantTotal()).isEqualByComparingTo("300000");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "`\"_type\":\"Marché\",\"autoriteConcedante\":{\"id\":\"21690123100011\"}` | false",
      "`\"_type\":\"Contrat de concession\",\"autoriteConcedante\":{\"id\":\"\"}` | true",
      "`\"autoriteConcedante\":{\"id\":\"21690123100011\"}` | true", "`\"autoriteConcedante.id\":\"21690123100011\"` | true",
      "`\"autoriteConcedante\":{\"id\":\"  \"}` | false", "`\"autoriteConcedante\":[]` | false", "`\"_type\":\"\"` | false"})
  void leTypePuisLAutoriteTranchentQuandLaListeNeDitRien(String champs, boolean concession) {
    for (var acheteur : List.of("\"acheteur\":{\"id\":\"" + ACHETEUR + "\"},", "\"acheteur\":{\"id\":\"\"},\"autoriteConcedante\":{\"id\":\"" + ACHETEUR + "\"},")) {
      if (acheteur.contains("autorite") && champs.contains("autorite")) {
        continue;
      }
      var e = Jeu.lire("{\"marches\":[{\"id\":\"2019A00\",\"objet\":\"o\"," + acheteur + champs + "}]}").getFirst();
      assertThat(e.concession()).as(acheteur + champs).isEqualTo(concession || acheteur.contains("autorite"));
      assertThat(e.accepte()).isTrue();
    }
  }

  @Test
  void laListePasseAvantLeType() {
    var contrat = "{\"id\":\"A\",\"objet\":\"o\",\"_type\":\"%s\",\"autoriteConcedante\":{\"id\":\"" + ACHETEUR + "\"},\"acheteur\":{\"id\":\"" + ACHETEUR + "\"}}";
    var lus = Jeu.lire("{\"marches\":{\"marche\":[" + contrat.formatted("Contrat de concession") + "],\"contrat-concession\":[" + contrat.formatted("Marché") + "]}}");
    assertThat(lus).extracting(Enregistrement::concession).containsExactly(false, true);
  }

  @Test
  void deDeuxColonnesCelleQuiDitQuelqueChoseEstLue() {
    var m = Jeu.lire("{\"marches\":[{\"id\":\"2019A00\",\"objet\":\"o\",\"_type\":\"Contrat de concession\",\"acheteur\":{\"id\":\"\"},\"autoriteConcedante\":{\"id\":\"" + ACHETEUR + "\"},"
        + "\"titulaires\":\"\",\"concessionnaires\":[{\"typeIdentifiant\":\"SIRET\",\"id\":\"45220075100025\"}],"
        + "\"modifications\":[{\"montant\":\"\",\"valeurGlobale\":12,\"dateNotificationModification\":\"\",\"dateSignatureModification\":\"2024-05-02\"}]}]}").getFirst().marche();
    assertThat(m.acheteurId()).isEqualTo(ACHETEUR);
    assertThat(m.titulaires()).extracting(MarcheDecp.Titulaire::id).containsExactly("45220075100025");
    assertThat(m.modifications().getFirst().montant()).isEqualByComparingTo("12");
    assertThat(m.modifications().getFirst().dateNotification()).isEqualTo("2024-05-02");
  }

  // --- Considérations ---

  @Test
  void lesConsiderationsSeLisentSousToutesLeursFormes() {
    var lus = cas("formes_de_liste.json");
    var deux = Set.of(ConsiderationSociale.CLAUSE, ConsiderationSociale.CRITERE);
    assertThat(lus).extracting(e -> Set.copyOf(e.marche().considerationsSociales())).containsExactly(Set.of(ConsiderationSociale.CRITERE), deux, deux,
        Set.of(ConsiderationSociale.CLAUSE, ConsiderationSociale.RESERVE), deux, deux, Set.of(ConsiderationSociale.AUCUNE));
    assertThat(lus.subList(0, 6)).allSatisfy(e -> assertThat(codes(e)).doesNotContain("considerationsSociales_hors_liste", "considerationsSociales_absentes"));
    assertThat(lus.getLast().avertissements()).filteredOn(a -> a.code().equals("considerationsSociales_hors_liste")).singleElement()
        .satisfies(a -> assertThat(a.message()).contains("« Sans objet »", "Pas de considération sociale"));
  }

  @Test
  void uneValeurInconnueParmiDAutresNEmporteQuElle() {
    var e = un("\"considerationsSociales\":\"Clause sociale; Fantaisie\"");
    assertThat(e.marche().considerationsSociales()).containsExactly(ConsiderationSociale.CLAUSE);
    assertThat(e.avertissements()).filteredOn(a -> a.code().equals("considerationsSociales_hors_liste")).extracting(Avertissement::valeur).containsExactly("Fantaisie");
  }

  @Test
  void lesAutresListesSeSeparentAussi() {
    var m = un("\"techniques\":\"['Accord-cadre', 'Concours']\",\"considerationsEnvironnementales\":\"Clause environnementale|Critère environnemental\"").marche();
    assertThat(m.techniques()).containsExactly("Accord-cadre", "Concours");
    assertThat(m.considerationsEnvironnementales()).containsExactly(ConsiderationEnvironnementale.CLAUSE, ConsiderationEnvironnementale.CRITERE);
    assertThat(un("\"techniques\":\"Maison, jardin\"").marche().techniques()).containsExactly("Maison, jardin");
  }

  // --- SIRET ---

  @Test
  void unSiretPasseParUnTableurSeRepareAvecUnAvertissement() {
    var lus = cas("siret_flottant.json");
    assertThat(lus).allMatch(Enregistrement::accepte).allMatch(e -> ACHETEUR.equals(e.marche().acheteurId()));
    assertThat(lus.subList(0, 2)).allSatisfy(e -> assertThat(e.avertissements()).filteredOn(a -> a.code().equals("acheteur_siret_absent_ou_format")).singleElement()
        .satisfies(a -> assertThat(a.message()).contains("il est lu " + ACHETEUR)));
    assertThat(lus.get(4).marche().titulaires()).extracting(MarcheDecp.Titulaire::id).containsExactly("45220075100025");
    assertThat(lus.get(5).marche().titulaires()).as("zéro de tête perdu").extracting(MarcheDecp.Titulaire::id).containsExactly("02610006500015");
    assertThat(lus.subList(4, 6)).allSatisfy(e -> assertThat(e.avertissements()).filteredOn(a -> a.code().equals("titulaire_siret_format")).singleElement()
        .satisfies(a -> assertThat(a.message()).contains("il est lu " + e.marche().titulaires().getFirst().id())));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', nullValues = "non", value = {
      "21690123100011 | 21690123100011", "216 901 231 00011 | 21690123100011", "21690123100011,00 | 21690123100011", "2.1690123100011E+13 | 21690123100011",
      "2,1690123100011e13 | 21690123100011", "2610006500015.0 | 02610006500015", "2.61E12 | non", "2.16901E+13 | non", "21690123100011.5 | non", "2610006500016 | non", "216901231 | non", "FR123 | non"})
  void cequiDemandeDeDevinerVeutUneCleJuste(String ecrit, String attendu) {
    assertThat(SiretEcrit.reparer(ecrit)).isEqualTo(attendu);
  }

  // --- Dates ---

  @Test
  void unInstantEstLeJourQuIlEstAParis() {
    assertThat(cas("dates_fuseau.json")).extracting(e -> e.marche().dateNotification().toString())
        .containsExactly("2024-01-01", "2024-01-01", "2024-01-01", "2024-07-01", "2018-12-17", "2024-01-01", "2023-12-31");
  }

  // --- Encodages ---

  @Test
  void unFichierDeWindowsSeLitAvecUnAvertissement() {
    var e = cas("windows_1252.json").getFirst();
    assertThat(e.marche().objet()).isEqualTo("Nettoyage de l’hôtel à Évry, été 2026");
    assertThat(e.marche().nature()).isEqualTo("Marché");
    assertThat(codes(e)).contains("fichier_en_windows_1252").doesNotContain("enregistrement_avec_U+FFFD");
  }

  @Test
  void leReplisNeDependPasDeLaTailleDuFichier() {
    var ascii = "{\"id\":\"A%d\",\"acheteur\":{\"id\":\"" + ACHETEUR + "\"},\"objet\":\"Objet %d\"},";
    var debut = new StringBuilder("{\"marches\":[");
    for (int i = 0; i < 5_000; i++) {
      debut.append(ascii.formatted(i, i));
    }
    var octets = (debut + "{\"id\":\"Z\",\"acheteur\":{\"id\":\"" + ACHETEUR + "\"},\"objet\":\"Été\"}]}").getBytes(Charset.forName("windows-1252"));
    var lus = Jeu.lire(new ByteArrayInputStream(octets));
    assertThat(lus).hasSize(5_001);
    assertThat(lus.getLast().marche().objet()).isEqualTo("Été");
    assertThat(lus.stream().filter(e -> codes(e).contains("fichier_en_windows_1252"))).as("seul celui qui a des accents").hasSize(1);
  }

  @Test
  void unXmlAnnonceEnUtf8QuiNEnEstPasSeLitAussi() {
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><marches><marche><id>2022A0100</id><acheteur><id>" + ACHETEUR + "</id><nom>Ville</nom></acheteur><objet>Réfection</objet></marche></marches>";
    var e = Jeu.lire(new ByteArrayInputStream(xml.getBytes(Charset.forName("windows-1252")))).getFirst();
    assertThat(e.marche().objet()).isEqualTo("Réfection");
    assertThat(codes(e)).contains("fichier_en_windows_1252");
  }

  @Test
  void deuxEncodagesMelesSeRefusentALeurLigne() throws IOException {
    var premier = "{\"marches\":[\n{\"id\":\"A\",\"acheteur\":{\"id\":\"" + ACHETEUR + "\"},\"objet\":\"Été\"},\n";
    var octets = new ByteArrayOutputStream();
    octets.write(premier.getBytes(StandardCharsets.UTF_8));
    octets.write("{\"id\":\"B\",\"objet\":\"Été\"}]}".getBytes(Charset.forName("windows-1252")));
    var rupture = rupture(octets.toByteArray());
    assertThat(rupture.code()).isEqualTo("encodage");
    assertThat(rupture.ligne()).isEqualTo(3);
    assertThat(rupture.enregistrementsLus()).isEqualTo(1);
  }

  @Test
  void unVieuxMacEstRefuse() {
    var debut = ("{\"marches\":[{\"id\":\"A\",\"acheteur\":{\"id\":\"" + ACHETEUR + "\"},\"objet\":\"Communaut").getBytes(StandardCharsets.US_ASCII);
    var octets = Arrays.copyOf(debut, debut.length + 20);
    octets[debut.length] = (byte) 0x8E;
    Arrays.fill(octets, debut.length + 1, octets.length, (byte) ' ');
    assertThat(rupture(octets).code()).isEqualTo("encodage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void lUtf16SansMarqueEstNommee(String charset) {
    var rupture = rupture("{\"marches\":[]}".getBytes(Charset.forName(charset)));
    assertThat(rupture.code()).isEqualTo("encodage");
    assertThat(rupture.raison()).contains("UTF-16", "UTF-8");
  }

  // --- Caractères et nombres que rien ne peut garder ---

  @ParameterizedTest
  @ValueSource(strings = {"nul_objet.json", "nul_montant.json"})
  void leCaractereNulEstRetireAvecUnAvertissement(String fichier) {
    var lus = cas(fichier);
    assertThat(lus).hasSize(3).allMatch(Enregistrement::accepte);
    assertThat(lus).extracting(e -> codes(e).contains("caracteres_retires")).containsExactly(false, true, false);
    assertThat(lus.get(1).toString()).doesNotContain("\u0000");
    assertThat(lus.get(1).marche().objet()).doesNotContain("  ");
  }

  @Test
  void leCaractereNulNeResteDansAucunChampNiAucunAvertissement() {
    var nul = "\\u0000";
    var e = un("\"nature\":\"Fantai" + nul + "sie\",\"fantai" + nul + "sie\":\"x" + nul + "\",\"codeCPV\":\"4" + nul + "5\",\"dureeMois\":\"1" + nul + "2\",\"dateNotification\":\"2024" + nul
        + "\",\"titulaires\":[{\"titulaire\":{\"typeIdentifiant\":\"SI" + nul + "RET\",\"id\":\"4522007510002" + nul + "5\",\"denominationSociale\":\"A\\ud83dB\"}}],\"considerationsSociales\":\"Cl" + nul + "ub\"");
    assertThat(e.avertissements()).isNotEmpty();
    assertThat(e.toString()).doesNotContain("\u0000").doesNotContain("\ud83d");
    assertThat(e.marche().titulaires().getFirst()).isEqualTo(new MarcheDecp.Titulaire("SIRET", "45220075100025", "AB"));
    assertThat(codes(e)).contains("caracteres_retires");
    assertThat(codes(un("\"objet\":\"Pont \\ud83d\\ude00\""))).as("un caractère entier, lui, se garde").doesNotContain("caracteres_retires");
  }

  @Test
  void unNombreDeMilleEtUnChiffresRefuseSonEnregistrementEtPasLeFichier() {
    var bon = "{\"id\":\"B\",\"objet\":\"o\",\"acheteur\":{\"id\":\"" + ACHETEUR + "\"}}";
    var lus = Jeu.lire("{\"marches\":[" + bon.replace("\"o\"", "\"o\",\"montant\":" + "9".repeat(1_001)) + "," + bon.replace("\"o\"", "\"o\",\"montant\":1e99999999999") + "," + bon + "]}");
    assertThat(lus).extracting(Enregistrement::accepte).containsExactly(false, true, true);
    assertThat(lus.getFirst().refus().champ()).isEqualTo("montant");
    assertThat(lus.getFirst().acheteurDeclare()).isEqualTo(ACHETEUR);
    assertThat(codes(lus.get(1))).contains("montant_illisible");
  }

  // --- Ce que le fichier n'est pas ---

  @Test
  void uneSecondeRubriqueMarchesEstDite() {
    var contrat = "[{\"id\":\"B\",\"objet\":\"o\",\"acheteur\":{\"id\":\"" + ACHETEUR + "\"}}]";
    var lus = new ArrayList<Enregistrement>();
    var rupture = catchThrowableOfType(FichierIllisible.class, () -> new LecteurDecp().lire(Jeu.flux("{\"marches\":" + contrat + ",\n\"marches\":" + contrat + "}"), lus::add));
    assertThat(lus).hasSize(1);
    assertThat(rupture.code()).isEqualTo("marches-en-double");
    assertThat(rupture.ligne()).isEqualTo(2);
    assertThat(rupture.raison()).contains("seconde rubrique");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"xl/workbook.xml | C'est un classeur Excel, ", "[Content_Types].xml | C'est un classeur Excel, ", "donnees.json | Ce fichier est une archive compressée"})
  void unClasseurEstNomme(String entree, String phrase) throws IOException {
    var octets = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(octets)) {
      zip.putNextEntry(new ZipEntry(entree));
      zip.write("<x/>".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(rupture(octets.toByteArray()).raison()).startsWith(phrase);
  }

  private static Enregistrement un(String champs) {
    return Jeu.lire("{\"marches\":{\"marche\":[{\"id\":\"A\",\"acheteur\":{\"id\":\"" + ACHETEUR + "\"}," + (champs.contains("\"objet\"") ? "" : "\"objet\":\"o\",") + champs + "}]}}").getFirst();
  }

  private static FichierIllisible rupture(byte[] octets) {
    var rupture = catchThrowableOfType(FichierIllisible.class, () -> Jeu.lire(new ByteArrayInputStream(octets)));
    assertThat(rupture).as("le fichier aurait dû être refusé").isNotNull();
    return rupture;
  }

  private static List<Enregistrement> cas(String fichier) {
    return Jeu.lire(flux(fichier));
  }

  private static InputStream flux(String fichier) {
    return CasAbimesTest.class.getResourceAsStream("cas/" + fichier);
  }

  private static List<String> codes(Enregistrement e) {
    return e.avertissements().stream().map(Avertissement::code).toList();
  }
}
