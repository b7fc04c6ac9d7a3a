package fr.maillon.banc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.FichierDeListe;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.liste.Requete;
import fr.maillon.marche.ListerMarches;
import fr.maillon.marche.ListerMarches.MarcheLigne;
import fr.maillon.marche.ListerMarches.Selection;
import fr.maillon.participant.ListerParticipants;
import fr.maillon.saisie.FiltreIncompris;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Le moteur des listes, devant une vraie base : ce qu'il filtre, range, refuse et sort. */
class ListesBancTest {
  private static final Clock HORLOGE = Clock.system(ZoneId.of("Europe/Paris"));
  private static final UUID GRAND = UUID.fromString("dddddddd-0000-4000-9000-000000000007");
  private static final UUID PETIT = UUID.fromString("dddddddd-0000-4000-9000-000000000008");
  private static final Identite QUI =
      new Identite(
          UUID.fromString("dddddddd-0000-4000-8000-000000000007"), "qui", "Qui", Set.of("agent"));

  /** Plus que l'on ne compte. */
  private static final int BEAUCOUP = Page.COMPTEES + 501;

  private static final int PEU = 130;
  private static Banc banc;

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(HORLOGE);
    banc.proprietaire(
        "insert into plateforme.utilisateur (id, identifiant, nom, courriel) values ('"
            + QUI.id()
            + "', 'qui', 'Qui', 'q@essai.invalid')");
    espace(GRAND, "grand");
    espace(PETIT, "petit");
    marches(GRAND, BEAUCOUP);
    // sans date une fois sur cinq, dix montants pour tous : des valeurs absentes et des égalités
    marches(PETIT, PEU);
    ecrire(
        PETIT,
        "update metier.marche set objet = '\uff1dHYPERLINK(1)' where numero = 'M5' and tenant_id ="
            + " '"
            + PETIT
            + "'");
    ecrire(
        PETIT,
        "update metier.marche set objet = E'\\u200b=1+1' where numero = 'M6' and tenant_id = '"
            + PETIT
            + "'");
  }

  @AfterAll
  static void fermer() {
    banc.close();
  }

  private static void espace(UUID id, String code) {
    banc.proprietaire(
        "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
            + id
            + "', '"
            + code
            + "', 'Essai "
            + code
            + "', 'X', 'COMMUNE', '#123456')");
  }

  static void marches(UUID espace, int combien) {
    ecrire(
        espace,
        "insert into metier.marche (tenant_id, id, acheteur_siret, numero, cle_source, source,"
            + " objet, segment, date_notification, annee, montant, lots, sociale_connue,"
            + " sociale_clause, etat, recherche) select '"
            + espace
            + "', gen_random_uuid(), '21350238800019', 'M' || n, 'C' || n, 'DECP', 'Objet ' || n,"
            + " case n % 3 when 0 then 'TRAVAUX' when 1 then 'SERVICES' else 'FOURNITURES' end,"
            + " case when n % 5 = 0 then null else date '2024-01-01' + n % 700 end, case when n % 5"
            + " = 0 then null else extract(year from date '2024-01-01' + n % 700)::int end, n % 10"
            + " * 1000.5, 1, n % 2 = 0, n % 4 = 0, case when n % 7 = 0 then 'SOLDE' else 'NOTIFIE'"
            + " end, 'objet ' || n || case when n % 11 = 0 then ' ecole' else '' end from"
            + " generate_series(1, "
            + combien
            + ") n");
  }

  /** Par-dessus la sécurité par ligne. */
  private static void ecrire(UUID espace, String sql) {
    try (var c = banc.postgres().connexionSuperutilisateur();
        var s = c.createStatement()) {
      s.execute(sql);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(espace.toString(), e);
    }
  }

  private static <R> R chez(UUID espace, Function<ListerMarches, R> appel) {
    return banc.sous(
        QUI,
        new Perimetre.UnMaitreOuvrage(
            new Espace(
                espace,
                espace.equals(GRAND) ? "grand" : "petit",
                "Essai",
                "X",
                "COMMUNE",
                "#123456",
                Titre.AGENT,
                null,
                List.of(),
                false,
                Droits.agent(Droit.ADMINISTRATEUR, true))),
        ListerMarches.class,
        appel);
  }

  private static Selection lire(UUID espace, String adresse) {
    return chez(espace, l -> l.executer(ListerMarches.LISTE.lire(adresse)));
  }

  private static List<MarcheLigne> toutes(String adresse) {
    var lues = new ArrayList<MarcheLigne>();
    for (int page = 1; ; page++) {
      var s = lire(PETIT, adresse + "&taille=7&page=" + page);
      lues.addAll(s.elements());
      if (s.elements().size() < 7) {
        return lues;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "q=école, 11",
    "q=OBJET 13, 3",
    "annee=2024, 104",
    "annee=2025, 0",
    "segment=TRAVAUX, 43",
    "segment=travaux&segment=SERVICES, 87",
    "'segment=TRAVAUX,SERVICES', 87",
    "consideration=INCONNUE, 65",
    "consideration=CLAUSE, 32",
    "'consideration=CLAUSE,INCONNUE', 97",
    "etat=SOLDE, 18",
    "montantMin=9004.50, 13",
    "montantMin=1 000&montantMax=2001, 26",
    "etat=SOLDE&segment=TRAVAUX, 6",
    "montantMax=, 130"
  })
  void chaqueCritereFiltre(String adresse, long combien) {
    assertThat(lire(PETIT, adresse).total()).isEqualTo(combien);
    assertThat(toutes(adresse)).hasSize((int) combien);
  }

  @ParameterizedTest
  @CsvSource({
    "couleur=bleu, filtre-inconnu, couleur, montantMin",
    "segment=LUNE, filtre-inconnu, segment, PRESTATIONS_INTELLECTUELLES",
    "'segment=TRAVAUX,LUNE', filtre-inconnu, segment, LUNE",
    "annee=2e3, filtre-inconnu, annee, 1900",
    "annee=1789, filtre-inconnu, annee, 1900",
    "montantMin=abc, filtre-inconnu, montantMin, nombre",
    "montantMin=1E1000000, filtre-inconnu, montantMin, nombre",
    "montantMax=-1, filtre-inconnu, montantMax, zéro",
    "montantMin=1&montantMin=2, filtre-inconnu, montantMin, une valeur",
    "montantMin=5&montantMax=2, montants-inverses, montantMax, minimum",
    "tri=couleur, tri-inconnu, tri, date_notification",
    "tri=--montant, tri-inconnu, tri, montant",
    "'colonnes=objet,prix', colonne-inconnue, colonnes, titulaires",
    "page=0, filtre-inconnu, page, 1",
    "page=1000001, filtre-inconnu, page, 000",
    "taille=101, pagination, taille, 100",
    "taille=x, filtre-inconnu, taille, entier"
  })
  void ceQuiNAPasDeSensEstRefuseAvecSonChampEtCeQuiEstAdmis(
      String adresse, String code, String champ, String dit) {
    var refus =
        catchThrowableOfType(FiltreIncompris.class, () -> ListerMarches.LISTE.lire(adresse));
    assertThat(refus).as(adresse).isNotNull();
    assertThat(refus.code()).isEqualTo(code);
    assertThat(refus.champ()).isEqualTo(champ);
    assertThat(refus).hasMessageContaining(dit);
  }

  @Test
  void uneRechercheTropLongueEstRefuseeEtNonCoupee() {
    var refus =
        catchThrowableOfType(
            FiltreIncompris.class, () -> ListerMarches.LISTE.lire("q=" + "a".repeat(201)));
    assertThat(refus.code()).isEqualTo("recherche-trop-longue");
    assertThat(refus.champ()).isEqualTo("q");
  }

  /** Une page dit ce qu'elle ne comprend pas, et montre le reste. */
  @Test
  void unePageGardeCeQuElleComprend() {
    var dites = new ArrayList<String>();
    var requete =
        ListerMarches.LISTE.relire(
            java.util.Map.of(
                "segment", List.of("TRAVAUX", "LUNE"),
                "tri", List.of("couleur"),
                "ouvert", List.of("1"),
                "bleu", List.of("1")),
            Set.of("ouvert"),
            f -> dites.add(f.champ()));
    assertThat(dites).containsExactlyInAnyOrder("segment", "tri", "bleu");
    assertThat(requete.texte()).isEqualTo("segment=TRAVAUX");
  }

  @Test
  void deuxAdressesQuiMontrentLaMemeChoseSEcriventDeMeme() {
    var une = "etat=solde&segment=SERVICES,TRAVAUX&q=a+b&page=3&tri=-montant&colonnes=objet,lots";
    var autre =
        "q=a%20b&segment=TRAVAUX&segment=SERVICES&etat=SOLDE&tri=-montant&colonnes=objet,lots";
    var ecrite = ListerMarches.LISTE.lire(une).texte();
    assertThat(ecrite)
        .isEqualTo(ListerMarches.LISTE.lire(autre).texte())
        .isEqualTo(ListerMarches.LISTE.lire(ecrite).texte());
    assertThat(ListerMarches.LISTE.lire(une).sans("segment", fr.maillon.marche.Segment.SERVICES))
        .doesNotContain("SERVICES")
        .contains("TRAVAUX");
  }

  /** Chaque ordre de chaque sens : ni répétition ni trou, l'absent à la fin, les égalités fixes. */
  @Test
  void lesPagesSeSuiventSansRepetitionNiTrou() throws IOException {
    for (var ordre : ListerMarches.LISTE.ordres()) {
      var pages = toutes("tri=" + ordre);
      assertThat(pages).as(ordre).hasSize(PEU);
      assertThat(new HashSet<>(pages.stream().map(MarcheLigne::id).toList()))
          .as(ordre)
          .hasSize(PEU);
      assertThat(toutes("tri=" + ordre)).as(ordre).isEqualTo(pages);
      if (ordre.endsWith("date_notification")) {
        var dates = pages.stream().map(MarcheLigne::dateNotification).toList();
        var connues = dates.stream().filter(d -> d != null).toList();
        assertThat(dates.subList(0, connues.size())).isEqualTo(connues);
        var rangees = new ArrayList<>(connues);
        rangees.sort(ordre.startsWith("-") ? java.util.Comparator.reverseOrder() : null);
        assertThat(connues).isEqualTo(rangees);
      }
      var exportes = csv("tri=" + ordre + "&colonnes=numero");
      assertThat(exportes.stream().map(l -> l.get(0)).toList())
          .as(ordre)
          .isEqualTo(pages.stream().map(MarcheLigne::numero).toList());
    }
  }

  @Test
  void auDelaDeDixMilleOnNeComptePlusSaufSurDemande() {
    var page = lire(GRAND, "");
    assertThat(page.total()).isNull();
    assertThat(page.auMoins()).isEqualTo(10_000);
    assertThat(page.montantTotal()).isNull();
    assertThat(page.elements()).hasSize(25);
    var comptee = lire(GRAND, "totaux=true");
    assertThat(comptee.total()).isEqualTo(BEAUCOUP);
    assertThat(comptee.auMoins()).isNull();
    assertThat(comptee.montantTotal()).isPositive();
    var derniere = lire(GRAND, "taille=100&page=" + (BEAUCOUP / 100 + 1));
    assertThat(derniere.total()).isEqualTo(BEAUCOUP);
    assertThat(derniere.elements()).hasSize(BEAUCOUP % 100);
    var filtree = lire(GRAND, "segment=TRAVAUX");
    assertThat(filtree.total()).isEqualTo(BEAUCOUP / 3);
    assertThat(filtree.auMoins()).isNull();
  }

  private static byte[] fichier(UUID espace, String adresse, FormatDeFichier format)
      throws IOException {
    var sortie = new ByteArrayOutputStream();
    exporter(espace, ListerMarches.LISTE.lire(adresse), format).copier(sortie);
    return sortie.toByteArray();
  }

  private static FichierDeListe exporter(UUID espace, Requete requete, FormatDeFichier format) {
    return chez(espace, l -> l.exporter(requete, format));
  }

  private static List<CSVRecord> csv(String adresse) throws IOException {
    var texte = new String(fichier(PETIT, adresse, FormatDeFichier.CSV), StandardCharsets.UTF_8);
    assertThat(texte).startsWith("\ufeff");
    return CSVFormat.DEFAULT
        .builder()
        .setDelimiter(';')
        .setHeader()
        .setSkipHeaderRecord(true)
        .get()
        .parse(new StringReader(texte.substring(1)))
        .getRecords();
  }

  @Test
  void leCsvPorteToutesLesColonnesEtGardeDesFormules() throws IOException {
    var lignes = csv("tri=numero");
    assertThat(lignes).hasSize(PEU);
    assertThat(lignes.getFirst().toMap().keySet())
        .containsExactlyElementsOf(
            ListerMarches.LISTE.colonnes().stream().map(c -> c.libelle()).toList());
    assertThat(lignes)
        .extracting(l -> l.get("Objet et titulaires"))
        .contains("'\uff1dHYPERLINK(1)", "'\u200b=1+1");
    assertThat(lignes)
        .extracting(l -> l.get("Montant HT"))
        .allMatch(m -> m.matches("[0-9]+,[0-9]{2}"));
    assertThat(lignes)
        .extracting(l -> l.get("Notifié"))
        .allMatch(d -> d.isEmpty() || d.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"));
  }

  @Test
  void leClasseurTientDeVraisNombresEtDeVraiesDates() throws IOException {
    var adresse = "segment=TRAVAUX&colonnes=numero,objet,date_notification,montant,lots";
    var pages = toutes("segment=TRAVAUX");
    try (var classeur =
        new ReadableWorkbook(
            new ByteArrayInputStream(fichier(PETIT, adresse, FormatDeFichier.XLSX)),
            new ReadingOptions(true, false))) {
      var lignes = classeur.getFirstSheet().read();
      // les colonnes gardent l'ordre de la liste, quel que soit celui de l'adresse
      assertThat(lignes.getFirst().stream().map(c -> c.asString()).toList())
          .containsExactly("Objet et titulaires", "Notifié", "Montant HT", "Numéro", "Lots");
      assertThat(lignes).hasSize(pages.size() + 1);
      for (int i = 0; i < pages.size(); i++) {
        Row ligne = lignes.get(i + 1);
        var marche = pages.get(i);
        assertThat(ligne.getCell(3).asString()).isEqualTo(marche.numero());
        if (marche.dateNotification() != null) {
          assertThat(ligne.getCell(1).getType()).isEqualTo(CellType.NUMBER);
          assertThat(ligne.getCell(1).asDate().toLocalDate()).isEqualTo(marche.dateNotification());
          assertThat(ligne.getCell(1).getDataFormatString()).contains("yyyy");
        }
        assertThat(ligne.getCell(2).getType()).isEqualTo(CellType.NUMBER);
        assertThat(ligne.getCell(2).asNumber()).isEqualByComparingTo(marche.montant());
        assertThat(ligne.getCell(4).asNumber()).isEqualByComparingTo(BigDecimal.ONE);
      }
    }
  }

  /** Une liste de personnes hors de tout espace : la naissance sur demande, et une trace. */
  @Test
  void laListeDesParticipantsTelechargeeLaisseUneTraceEtTaitLesNaissances() throws Exception {
    ecrire(
        PETIT,
        "insert into equipe.participant (id, nom, prenom, date_naissance, sexe, niveau,"
            + " residence_qpv, recherche, change_par_nom, change_le) select gen_random_uuid(),"
            + " 'Nom ' || n, 'Prénom', date '1990-05-17', 'F', 'BAC', false, 'nom', 'Qui',"
            + " now() from generate_series(1, 2) n");
    for (var colonnes : List.of("", "colonnes=nom,naissance")) {
      var sortie = new ByteArrayOutputStream();
      banc.sous(
              QUI,
              new Perimetre.Equipe(Titre.FACILITATEUR),
              ListerParticipants.class,
              l -> l.exporter(ListerParticipants.LISTE.lire(colonnes), FormatDeFichier.CSV))
          .copier(sortie);
      assertThat(sortie.toString(StandardCharsets.UTF_8).contains("1990-05-17"))
          .as("naissances : %s", colonnes)
          .isEqualTo(!colonnes.isEmpty());
    }
    try (var c = banc.postgres().connexionSuperutilisateur();
        var s = c.createStatement();
        var r =
            s.executeQuery(
                "select detail from plateforme.acte_equipe where sens = 'EXPORT' and par_id = '"
                    + QUI.id()
                    + "' and utilisateur_id = par_id order by quand")) {
      var traces = new ArrayList<String>();
      while (r.next()) {
        traces.add(r.getString(1));
      }
      assertThat(traces)
          .containsExactly(
              "a téléchargé la liste « Participants » (2 lignes : Nom, Prénom, Sexe, Niveau,"
                  + " Quartier prioritaire, Éligible jusqu'au)",
              "a téléchargé la liste « Participants » (2 lignes : Nom, Naissance)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CSV", "XLSX"})
  void uneSelectionVideDonneUnFichierDeSonSeulEnTete(String format) throws IOException {
    assertThat(fichier(PETIT, "annee=1900", FormatDeFichier.valueOf(format))).isNotEmpty();
  }

  /** Cent mille lignes : la mémoire ne suit pas leur nombre. */
  @Test
  @Tag("nuit")
  void laMemoireResteplateSurCentMilleLignes() throws IOException {
    marches(UUID.fromString("dddddddd-0000-4000-9000-000000000009"), 0);
    var avant = occupee();
    for (var format : FormatDeFichier.values()) {
      try (var fichier = exporter(GRAND, ListerMarches.LISTE.tout(), format)) {
        assertThat(fichier.taille()).isPositive();
        fichier.copier(OutputStream.nullOutputStream());
      }
    }
    assertThat(occupee() - avant).isLessThan(20_000_000L);
  }

  private static long occupee() {
    System.gc();
    var tas = Runtime.getRuntime();
    return tas.totalMemory() - tas.freeMemory();
  }

  @Test
  void lesDatesSontCellesDeParis() {
    assertThat(lire(PETIT, "q=objet 13&tri=date_notification").elements())
        .extracting(MarcheLigne::dateNotification)
        .allMatch(d -> d == null || d.isAfter(LocalDate.of(2023, 12, 31)));
    assertThat(Pagination.TAILLE).isEqualTo(25);
  }
}
