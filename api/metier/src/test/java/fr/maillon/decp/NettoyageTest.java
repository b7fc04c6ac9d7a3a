package fr.maillon.decp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Chaque défaut réel du README DECP §9 : la valeur retenue, et l'avertissement qui dit ce qui a été
 * fait.
 */
class NettoyageTest {
  private static final String ACHETEUR =
      "\"acheteur\":{\"id\":\"21690123100011\",\"nom\":\"Ville\"}";

  @Test
  void toutAvertissementDitEnFrancaisCeQuIlFautFaire() {
    assertThat(Defaut.values())
        .allSatisfy(d -> assertThat(d.message()).as(d.code()).hasSizeGreaterThan(30).endsWith("."))
        .extracting(Defaut::code)
        .doesNotHaveDuplicates();
  }

  @Test
  void leFormat2019NeDitRienDuSocial() {
    var m =
        lire2019("\"nature\":\"Accord-cadre\",\"formePrix\":\"Ferme et actualisable\"").marche();
    assertThat(m.considerationSocialeInconnue()).isTrue();
    assertThat(m.estSocial()).isFalse();
    assertThat(m.techniques()).containsExactly("Accord-cadre");
    assertThat(m.typesPrix()).containsExactly("Définitif actualisable");
    assertThat(m.formePrix()).isNull();
    assertThat(lire2019("\"nature\":\"Marché subséquent\"").marche().modalitesExecution())
        .containsExactly("Marchés subséquents");
  }

  @Test
  void aucuneConsiderationEstUneDeclaration() {
    var m = lire2022(social("\"Pas de consid\\u00e9ration sociale\"")).marche();
    assertThat(m.considerationsSociales()).containsExactly(ConsiderationSociale.AUCUNE);
    assertThat(m.considerationSocialeInconnue()).isFalse();
    assertThat(m.estSocial()).isFalse();
  }

  @Test
  void lesConsiderationsFormentUnEnsemble() {
    var e =
        lire2022(
            social("\"Critère social\",\" clause SOCIALE \",\"March\\u00e9 r\\u00e9serv\\u00e9\""));
    assertThat(e.marche().considerationsSociales())
        .isEqualTo(
            Set.of(
                ConsiderationSociale.CLAUSE,
                ConsiderationSociale.CRITERE,
                ConsiderationSociale.RESERVE));
    assertThat(lire2022(social("\"Crite\\u0300re social\"")).marche().considerationsSociales())
        .as("accent décomposé")
        .containsExactly(ConsiderationSociale.CRITERE);
  }

  @Test
  void uneConsiderationNonCommuniqueeResteInconnue() {
    var e = lire2022(social("\"NC\""));
    assertThat(e.marche().considerationSocialeInconnue()).isTrue();
    assertThat(codes(e)).contains("valeur_marqueur", "considerationsSociales_absentes");
  }

  @Test
  void unMelangeContradictoireEstSignale() {
    var e = lire2022(social("\"Clause sociale\",\"Pas de considération sociale\""));
    assertThat(e.marche().estSocial()).isTrue();
    assertThat(codes(e)).contains("considerationsSociales_contradictoires");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Lot réservé aux ESAT | true",
        "Action d'insertion | true",
        "Entreprise adaptée | true",
        "Réserve incendie | false",
        "Travaux de voirie | false"
      })
  void lObjetSocialSansConsiderationEstSignale(String objet, boolean attendu) {
    var e = lire2022("\"objet\":\"" + objet + "\"," + social("\"Pas de considération sociale\""));
    assertThat(codes(e).contains("objet_social_mais_Pas_de_consideration")).isEqualTo(attendu);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"30000.00 | 30000", "'30 000,50 €' | 30000.5", "1e3 | 1000"})
  void lesNombresEnTexteSontLus(String ecrit, BigDecimal attendu) {
    var e = lire2019("\"montant\":\"" + ecrit + "\",\"dureeMois\":\"36\"");
    assertThat(e.marche().montant()).isEqualByComparingTo(attendu);
    assertThat(e.marche().dureeMois()).isEqualTo(36);
    assertThat(codes(e)).contains("montant_type_chaine", "dureeMois_type_chaine");
  }

  @ParameterizedTest
  @CsvSource({
    "3000000000,montant_invraisemblable",
    "1e17,montant_invraisemblable",
    "NaN,montant_illisible",
    "1e999999999,montant_illisible",
    "-5,montant_negatif"
  })
  void unMontantImpossibleEstEcarteEtGardeDansLAvertissement(String montant, String code) {
    var e = lire2019("\"montant\":" + montant);
    assertThat(e.marche().montant()).isNull();
    assertThat(e.avertissements())
        .filteredOn(a -> a.code().equals(code))
        .singleElement()
        .satisfies(a -> assertThat(a.valeur()).isNotBlank());
  }

  @Test
  void leMontantDeclareCompteDansLaSommeMemeEcarte() {
    var apercu =
        ApercuDecp.lire(Jeu.flux(enveloppe2019("\"montant\":3000000001")), new LecteurDecp());
    assertThat(apercu.montantTotal()).isEqualByComparingTo("3000000001");
  }

  @ParameterizedTest
  @CsvSource({"0,montant_nul", "1,montant_egal_1"})
  void lesMontantsDeRemplissageSontGardesEtSignales(String montant, String code) {
    var e = lire2019("\"montant\":" + montant);
    assertThat(e.marche().montant()).isEqualByComparingTo(montant);
    assertThat(codes(e)).contains(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2018-12-17+01:00 | 2018-12-17",
        "2018-12-17T00:00:00Z | 2018-12-17",
        "17/12/2018 | 2018-12-17",
        "September, 16 2021 00:00:00 | 2021-09-16"
      })
  void uneDateAutrementEcriteEstLue(String ecrit, String attendu) {
    var e = lire2019("\"dateNotification\":\"" + ecrit + "\"");
    assertThat(e.marche().dateNotification()).isEqualTo(attendu);
    assertThat(codes(e)).contains("date_format_non_AAAA-MM-JJ");
  }

  @ParameterizedTest
  @CsvSource({
    "0002-11-30,date_invraisemblable",
    "0222-04-29,date_invraisemblable",
    "5021-02-18,date_invraisemblable",
    "2022-02-30,date_illisible",
    "bientôt,date_illisible"
  })
  void uneDateImpossibleEstEcartee(String ecrit, String code) {
    var e = lire2019("\"dateNotification\":\"" + ecrit + "\"");
    assertThat(e.marche().dateNotification()).isNull();
    assertThat(codes(e)).contains(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "45000000-7 | 45000000 | false",
        "9310000 | 09310000 | true",
        "'71315400-3 ' | 71315400 | true",
        "66516 000 | 66516000 | true",
        "453 | 45000000 | true"
      })
  void leCpvRevientAHuitChiffres(String ecrit, String attendu, boolean signale) {
    var e = lire2019("\"codeCPV\":\"" + ecrit + "\"");
    assertThat(e.marche().codeCpv()).isEqualTo(attendu);
    assertThat(codes(e).contains("cpv_format")).isEqualTo(signale);
  }

  @Test
  void laNomenclatureDitLesCodesInconnusLesClesFaussesEtGuideLaReparation() {
    NomenclatureCpv liste =
        c -> Set.of("45000000", "34100000").contains(c) ? OptionalInt.of(7) : OptionalInt.empty();
    var lecteur = new LecteurDecp(liste);
    assertThat(codes(lecteur, "45000000-1")).contains("cpv_cle_controle_fausse");
    assertThat(codes(lecteur, "45000001")).contains("cpv_inconnu_nomenclature_2008");
    assertThat(codes(lecteur, "45000000-7"))
        .doesNotContain("cpv_cle_controle_fausse", "cpv_inconnu_nomenclature_2008");
    assertThat(Cpv.huitChiffres("3410000", liste)).as("zéro de queue perdu").isEqualTo("34100000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Appel d offres ouvert | Appel d'offres ouvert",
        "PROCEDURE ADAPTEE | Procédure adaptée",
        "Proc\uFFFDdure adapt\uFFFDe | Procédure adaptée",
        "Procédure concurrentielle avec négociation | Procédure avec négociation",
        "Marché négocié sans publicité ni mise en concurrence préalable | Marché passé sans"
            + " publicité ni mise en concurrence préalable"
      })
  void lesProceduresSontRetablies(String ecrit, String attendu) {
    var e = lire2019("\"procedure\":\"" + ecrit + "\"");
    assertThat(e.marche().procedure()).isEqualTo(attendu);
    assertThat(codes(e)).contains("procedure_hors_liste_ou_absente");
  }

  @Test
  void unePersonneQuiInventeSaProcedureLaGarde() {
    assertThat(lire2019("\"procedure\":\"Au petit bonheur\"").marche().procedure())
        .isEqualTo("Au petit bonheur");
  }

  @Test
  void leLieuEstRetabli() {
    var e =
        lire2019(
            "\"lieuExecution\":{\"code\":\"1000\",\"typeCode\":\"Code postal\",\"nom \":\" Bourg"
                + " \"}");
    assertThat(e.marche().lieu()).isEqualTo(new MarcheDecp.Lieu("01000", "Code postal", "Bourg"));
    assertThat(codes(e))
        .contains("lieu_code_incoherent_avec_typeCode", "enregistrement_avec_espaces_en_bord");
    assertThat(
            lire2019("\"lieuExecution\":{\"code\":\"59170\",\"typeCode\":\"CODE POSTAL\"}")
                .marche()
                .lieu()
                .typeCode())
        .isEqualTo("Code postal");
    assertThat(
            lire2019("\"lieuExecution\":{\"code\":\"NC\",\"typeCode\":\"Code pays\"}")
                .marche()
                .lieu()
                .code())
        .as("la Nouvelle-Calédonie n'est pas un marqueur")
        .isEqualTo("NC");
  }

  @Test
  void lObjetEstNettoyeSansPerdreLesAccents() {
    var e =
        lire2019("\"objet\":\"  D&#8217;\\u00e9t\\u00e9 &eacute;quip\\u0093\\nsuite\\t\\uFFFD \"");
    assertThat(e.marche().objet()).isEqualTo("D’été équip suite \uFFFD");
    assertThat(codes(e))
        .contains(
            "enregistrement_avec_entite_HTML",
            "enregistrement_avec_U+FFFD",
            "objet_caractere_de_controle",
            "objet_saut_de_ligne_ou_tab",
            "enregistrement_avec_espaces_en_bord");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MQ", "CDL", "NC", "INX 202424 3 001"})
  void lesMarqueursValentAbsence(String marqueur) {
    var e = lire2019("\"idAccordCadre\":\"" + marqueur + "\",\"dureeMois\":\"" + marqueur + "\"");
    assertThat(e.marche().idAccordCadre()).isNull();
    assertThat(e.marche().dureeMois()).isNull();
    assertThat(codes(e)).contains("valeur_marqueur");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"titulaire\":{\"typeIdentifiant\":\"SIRET\",\"id\":\"81223113200026\"}}]",
        "[{\"typeIdentifiant\":\"SIRET\",\"id\":\"81223113200026\"}]",
        "[[[{\"typeIdentifiant\":\"SIRET\",\"id\":\"81223113200026\"}]]]",
        "{\"titulaire\":[{\"typeIdentifiant\":\"SIRET\",\"id\":\" 812 231 132 00026\"}]}",
        "[{\"typeIdentifiant\":\"\",\"id\":\"81223113200026\"}]",
        "[{\"typeIdentifiant\":\"siret\",\"id\":\"81223113200026\"}]"
      })
  void lesTitulairesSeLisentSousToutesLeursFormes(String titulaires) {
    assertThat(lire2019("\"titulaires\":" + titulaires).marche().titulaires())
        .containsExactly(new MarcheDecp.Titulaire("SIRET", "81223113200026", null));
  }

  @Test
  void lesTitulairesEtAvenantsFondusSontSepares() {
    var e =
        Jeu.lire(
                "<marches><marche><id>2022A00</id><acheteur><id>21690123100011</id><nom>V</nom></acheteur><objet>o</objet>"
                    + "<titulaires><titulaire><id>81223113200026</id><id>21690123100011</id>"
                    + "<typeIdentifiant>SIRET</typeIdentifiant><typeIdentifiant>SIRET</typeIdentifiant></titulaire></titulaires>"
                    + "<modifications><modification><montant>10</montant><montant>20</montant>"
                    + "<datePublicationDonneesModification>2022-01-01</datePublicationDonneesModification></modification>"
                    + "</modifications></marche></marches>")
            .getFirst();
    assertThat(e.marche().titulaires())
        .extracting(MarcheDecp.Titulaire::id)
        .containsExactly("81223113200026", "21690123100011");
    assertThat(e.marche().modifications())
        .extracting(m -> m.montant().intValueExact())
        .containsExactly(10, 20);
    assertThat(e.marche().modifications())
        .extracting(MarcheDecp.Modification::datePublication)
        .as("une seule date pour deux avenants : on ne sait duquel")
        .containsOnlyNulls();
    assertThat(codes(e)).contains("elements_confondus");
  }

  @Test
  void leChampInconnuNEstSignaleQuUneFoisParFichier() {
    String marche = "{\"id\":\"2019A00\"," + ACHETEUR + ",\"objet\":\"o\",\"fantaisie\":1}";
    var lus = Jeu.lire("{\"marches\":[" + marche + "," + marche.replace("A00", "B00") + "]}");
    assertThat(lus).allMatch(Enregistrement::accepte);
    assertThat(
            lus.stream()
                .flatMap(e -> e.avertissements().stream())
                .filter(a -> a.code().equals("champ_inconnu")))
        .singleElement()
        .extracting(Avertissement::champ)
        .isEqualTo("fantaisie");
  }

  @Test
  void laCleAPlatDeLAcheteur() {
    var m =
        Jeu.lire(
                "{\"marches\":[{\"id\":\"2019A00\",\"acheteur.id\":\"21690123100011\",\"objet\":\"o\"}]}")
            .getFirst();
    assertThat(m.marche().acheteurId()).isEqualTo("21690123100011");
  }

  @Test
  void unSiretDAcheteurSeReparePuisSeRefuse() {
    assertThat(acheteur("216 901 231 00011").marche().acheteurId()).isEqualTo("21690123100011");
    assertThat(codes(acheteur("216 901 231 00011"))).contains("acheteur_siret_absent_ou_format");
    assertThat(acheteur("2610006500015").marche().acheteurId())
        .as("zéro de tête perdu, clé juste")
        .isEqualTo("02610006500015");
    assertThat(codes(acheteur("21690123100012"))).contains("acheteur_siret_luhn");
    assertThat(acheteur("21690123100012").accepte()).isTrue();
    for (var inutilisable : List.of("", "ABC", "216901231")) {
      var e = acheteur(inutilisable);
      assertThat(e.refus().champ()).isEqualTo("acheteur.id");
      assertThat(e.refus().quoiFaire()).endsWith(".");
    }
  }

  @Test
  void sansNumeroNiObjetLeContratEstRefuseMaisUnSeulSuffit() {
    assertThat(Jeu.lire("{\"marches\":[{" + ACHETEUR + "}]}").getFirst().refus().champ())
        .isEqualTo("id");
    assertThat(Jeu.lire("{\"marches\":[{" + ACHETEUR + ",\"objet\":\"o\"}]}").getFirst().accepte())
        .isTrue();
    assertThat(
            Jeu.lire("{\"marches\":[{" + ACHETEUR + ",\"id\":\"2019A00\"}]}").getFirst().accepte())
        .isTrue();
  }

  @Test
  void lesBooleensDuXml() {
    for (var oui : List.of("oui", "true", "1")) {
      assertThat(lire2022("\"marcheInnovant\":\"" + oui + "\"").marche().marcheInnovant()).isTrue();
    }
    assertThat(lire2022("\"marcheInnovant\":\"non\"").marche().marcheInnovant()).isFalse();
    assertThat(codes(lire2022("\"marcheInnovant\":\"peut-être\""))).contains("booleen_illisible");
  }

  @Test
  void lesDeuxNomsDesModificationsDActes() {
    for (var nom : List.of("modificationActeSousTraitance", "modificationActesSousTraitance")) {
      assertThat(
              lire2022(
                      "\"modificationsActesSousTraitance\":[{\""
                          + nom
                          + "\":{\"id\":5,\"montant\":9902}}]")
                  .marche()
                  .modificationsActesSousTraitance())
          .singleElement()
          .satisfies(m -> assertThat(m.idActe()).isEqualTo(5));
    }
  }

  private static String social(String valeurs) {
    return "\"considerationsSociales\":{\"considerationSociale\":[" + valeurs + "]}";
  }

  private static String enveloppe2019(String champs) {
    return "{\"marches\":[{\"id\":\"2019A00\"," + ACHETEUR + ",\"objet\":\"o\"," + champs + "}]}";
  }

  private static Enregistrement lire2019(String champs) {
    return Jeu.lire(enveloppe2019(champs)).getFirst();
  }

  private static Enregistrement lire2022(String champs) {
    return Jeu.lire(
            "{\"marches\":{\"marche\":[{\"id\":\"A\",\"acheteur\":{\"id\":\"21690123100011\"},"
                + champs
                + "}]}}")
        .getFirst();
  }

  private static Enregistrement acheteur(String id) {
    return Jeu.lire(
            "{\"marches\":[{\"id\":\"2019A00\",\"objet\":\"o\",\"acheteur\":{\"id\":\""
                + id
                + "\"}}]}")
        .getFirst();
  }

  private static List<String> codes(Enregistrement e) {
    return e.avertissements().stream().map(Avertissement::code).toList();
  }

  private static List<String> codes(LecteurDecp lecteur, String cpv) {
    var codes = new ArrayList<String>();
    lecteur.lire(
        Jeu.flux(enveloppe2019("\"codeCPV\":\"" + cpv + "\"")), e -> codes.addAll(codes(e)));
    return codes;
  }
}
