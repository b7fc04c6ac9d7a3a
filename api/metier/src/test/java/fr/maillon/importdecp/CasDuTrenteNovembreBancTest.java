package fr.maillon.importdecp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import fr.maillon.banc.Banc;
import fr.maillon.decp.ApercuDecp;
import fr.maillon.decp.CpvDe2008;
import fr.maillon.decp.LecteurDecp;
import fr.maillon.importespaces.DeposerEspaces;
import fr.maillon.importespaces.ListerLignesEspaces;
import fr.maillon.importespaces.SuivreEspaces.LigneView;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.marche.ListerMarches;
import fr.maillon.marche.Publications;
import fr.maillon.regle.RegleMetier;
import fr.maillon.travail.Bail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Les fichiers qui échouaient le 30 novembre 2026, inventés d'après des défauts publics, tels quels
 * : jusqu'aux lignes écrites.
 */
class CasDuTrenteNovembreBancTest {
  private static final UUID ICI = UUID.fromString("22222222-0000-4000-8000-000000000021");
  private static final String ACHETEUR = "21350238800019";
  private static final Identite QUI =
      new Identite(
          UUID.fromString("22222222-0000-4000-8000-000000000022"),
          "qui",
          "Qui",
          Set.of("administrateur-central"));
  private static final Perimetre DANS =
      new Perimetre.UnMaitreOuvrage(
          new Espace(
              ICI,
              "ici",
              "Ici",
              "I",
              "COMMUNE",
              "#000000",
              Titre.AGENT,
              null,
              List.of(ACHETEUR),
              false,
              Droits.agent(Droit.ACHETEUR, false)));
  private static Banc banc;

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(Clock.systemUTC());
    banc.proprietaire(
        "insert into plateforme.utilisateur (id, identifiant, nom, courriel) values ('"
            + QUI.id()
            + "', 'qui', 'Qui', 'q@essai.invalid')");
    banc.proprietaire(
        "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
            + ICI
            + "', 'ici', 'Ici', 'I', 'COMMUNE', '#000000')");
  }

  @AfterAll
  static void fermer() {
    banc.close();
  }

  @BeforeEach
  void vider() throws SQLException {
    superutilisateur(
        "truncate metier.marche, metier.import_decp, plateforme.travail,"
            + " plateforme.import_espaces cascade");
  }

  private static void superutilisateur(String sql) throws SQLException {
    try (var c = banc.postgres().connexionSuperutilisateur();
        var o = c.createStatement()) {
      o.execute(sql);
    }
  }

  // --- Données essentielles ---

  @Test
  void desColonnesDeConcessionVidesNeFontPasUneConcession() throws SQLException {
    importer("01_colonnes_concession_vides.json", 4);
    assertThat(
            lire(
                "select numero || ' ' || montant || ' ' || date_notification from metier.marche"
                    + " order by numero"))
        .containsExactly(
            "CONS-01 120000.00 2026-03-02",
            "CONS-02 80000.00 2026-03-02",
            "CONS-03 60000.00 2026-03-02",
            "CONS-04 40000.00 2026-03-02");
    assertThat(lire("select sum(montant)::text from metier.lot")).containsExactly("300000.00");
    var apercu = ApercuDecp.lire(flux("01_colonnes_concession_vides.json"), new LecteurDecp());
    assertThat(apercu.marches()).isEqualTo(4);
    assertThat(apercu.concessions()).isZero();
    assertThat(apercu.montantTotal()).isEqualByComparingTo("300000");
  }

  @Test
  void lesConsiderationsSeLisentSousToutesLeursFormes() throws SQLException {
    importer("04_formes_de_liste.json", 7);
    assertThat(
            lire(
                "select m.numero || ' ' || case when l.sociale_connue then concat_ws('+', case when"
                    + " l.sociale_clause then 'CLAUSE' end, case when l.sociale_critere then"
                    + " 'CRITERE' end, case when l.sociale_reserve then 'RESERVE' end) else"
                    + " 'inconnue' end from metier.marche m join metier.lot l on l.marche_id = m.id"
                    + " order by m.numero"))
        .containsExactly(
            "FORME-1 CRITERE",
            "FORME-2 CLAUSE+CRITERE",
            "FORME-3 CLAUSE+CRITERE",
            "FORME-4 CLAUSE+RESERVE",
            "FORME-5 CLAUSE+CRITERE",
            "FORME-6 CLAUSE+CRITERE",
            "FORME-7 ");
    assertThat(lire("select count(*)::text from metier.titulaire"))
        .as("deux titulaires dans la forme 2")
        .containsExactly("8");
    assertThat(avertissements("considération sociale hors liste"))
        .singleElement()
        .satisfies(a -> assertThat(a).startsWith("FORME-7 ").contains("« Sans objet »"));
  }

  @Test
  void unSiretPasseParUnTableurSeRepareAvecUnAvertissement() throws SQLException {
    importer("05_siret_flottant.json", 4);
    assertThat(lire("select acheteur_siret from metier.marche")).containsOnly(ACHETEUR);
    assertThat(avertissements("SIRET de l'acheteur"))
        .extracting(a -> a.substring(0, 7))
        .as("le dernier, un nombre entier, n'a rien perdu")
        .containsExactly("FLOAT-1", "FLOAT-2", "FLOAT-3");
    assertThat(avertissements("il est lu " + ACHETEUR)).hasSize(3);
  }

  @Test
  void unInstantEstLeJourQuIlEstAParis() throws SQLException {
    importer("06_dates_fuseau.json", 5);
    assertThat(lire("select numero || ' ' || date_notification from metier.marche order by numero"))
        .containsExactly(
            "TZ-1 2024-01-01",
            "TZ-2 2024-01-01",
            "TZ-3 2024-01-01",
            "TZ-4 2024-07-01",
            "TZ-5 2018-12-17");
  }

  @Test
  void unFichierDeWindowsSeLitAvecUnAvertissement() throws SQLException {
    importer("09c_cp1252.json", 1);
    assertThat(lire("select objet from metier.lot"))
        .containsExactly("Nettoyage de l'hôtel à Évry, été 2026");
    assertThat(avertissements("Windows-1252")).hasSize(1);
    assertThat(
            lire(
                "select count(*)::text from metier.lot l where l::text like '%' || chr(65533) ||"
                    + " '%'"))
        .containsExactly("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"26_nulobjet.json", "26_nulmontant.json"})
  void leCaractereNulEstRetireAvecUnAvertissement(String fichier) throws SQLException {
    importer(fichier, 3);
    assertThat(avertissements("Caractères que rien ne peut garder"))
        .singleElement()
        .satisfies(a -> assertThat(a).startsWith(fichier.substring(3).replace(".json", "-1 ")));
    assertThat(lire("select objet from metier.marche order by numero").get(1))
        .isEqualTo(
            fichier.contains("objet") ? "Réfection de la voirie" : "Essai nulmontant numéro 1");
    assertThat(lire("select montant::text from metier.marche order by numero"))
        .containsExactly(
            "50000.00", fichier.contains("montant") ? "12000.00" : "50000.00", "50000.00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "oeuvre | 2",
        "œuvre | 2",
        "l'école | 2",
        "l’ecole | 2",
        "Bas-Fort-Blanc | 2",
        "bas fort blanc | 2",
        "saint étienne du rouvray | 2",
        "noeud | 1",
        "nœud | 1",
        "n° 12 | 1",
        "n°12 | 1",
        "elagage | 1"
      })
  void chaqueEcritureSeTrouveParLAutre(String cherche, long combien) throws SQLException {
    importer("18_oeuvre.json", 6);
    assertThat(
            banc.sous(
                    QUI,
                    DANS,
                    ListerMarches.class,
                    l -> l.executer(ListerMarches.LISTE.tout().avec("q", cherche)))
                .total())
        .isEqualTo(combien);
  }

  // --- Fichiers d'espaces ---

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"01_mac.csv | Ligne 2, ", "20_mixte.csv | Ligne 2, "})
  void desAccentsAbimesSontRefusesAvecLeurLigne(String fichier, String debut) {
    assertThatThrownBy(() -> deposer(fichier))
        .isInstanceOfSatisfying(
            RegleMetier.class,
            e -> {
              assertThat(e.code()).isEqualTo("encodage-abime");
              assertThat(e.getMessage()).startsWith(debut).contains("CSV UTF-8");
            });
  }

  @Test
  void leSeparateurAnnonceParExcelNEstPasLEnTete() {
    assertThat(deposer("03_sep.csv"))
        .extracting(LigneView::nom, l -> String.valueOf(l.etat()), LigneView::rang)
        .containsExactly(tuple("Ville de Sept", "PRETE", 3));
  }

  @Test
  void uneNotationScientifiqueEstDite() {
    assertThat(deposer("04_scientifique.csv"))
        .hasSize(2)
        .allSatisfy(
            l -> {
              assertThat(String.valueOf(l.etat())).isEqualTo("FAUTIVE");
              assertThat(l.champ()).isEqualTo("siret");
              assertThat(l.raison()).contains("notation scientifique");
            });
  }

  @Test
  void unZeroDeTetePerduEstPropose() {
    var lignes = deposer("05_zero_perdu.csv");
    assertThat(lignes)
        .extracting(l -> String.valueOf(l.etat()))
        .containsExactly("FAUTIVE", "PRETE");
    assertThat(lignes.getFirst().champ()).isEqualTo("siret");
    assertThat(lignes.getFirst().raison()).contains("00540007200012");
  }

  @Test
  void lesSignesQueLesTableursAjoutentAUnSiretNeComptentPas() {
    assertThat(deposer("06_espaces_insec.csv"))
        .hasSize(5)
        .allSatisfy(
            l ->
                assertThat(String.valueOf(l.etat()))
                    .as(l.nom() + " : " + l.raison())
                    .isEqualTo("PRETE"));
  }

  /** Comme la tâche de fond : déposé, pris, lu, écrit d'un bloc, terminé. */
  private static void importer(String fichier, int attendus) throws SQLException {
    var octets = octets(fichier);
    var job = depots(d -> d.ouvrir(fichier));
    depots(d -> fait(() -> d.fermerEtCommencer(job, octets.length, fichier)));
    var bail = new Bail(ICI, job, UUID.randomUUID());
    superutilisateur(
        "update plateforme.travail set etat = 'EN_COURS',"
            + " bail = now(), jeton = '"
            + bail.jeton()
            + "'");
    var reprise = blocs(b -> b.reprendre(job));
    assertThat(reprise).isPresent();
    var miens = new ArrayList<Blocs.Mien>();
    var bilan =
        new LecteurDecp(CpvDe2008.nomenclature())
            .lire(new ByteArrayInputStream(octets), e -> miens.add(Blocs.Mien.de(e)));
    blocs(
        b ->
            fait(
                () ->
                    b.ecrire(
                        bail,
                        new Blocs.Bloc(miens, 0, octets.length, bilan.format().libelle()),
                        new Publications.Passage(null, true))));
    blocs(b -> fait(() -> b.terminer(bail, bilan.format().libelle())));
    assertThat(
            lire("select resultat || ' ' || count(*) from metier.import_ligne group by resultat"))
        .containsExactly("CREE " + attendus);
    assertThat(lire("select etat from metier.import_decp")).containsExactly("TERMINE");
  }

  private static <R> R depots(java.util.function.Function<Depots, R> geste) {
    return banc.sous(QUI, DANS, Depots.class, geste);
  }

  private static <R> R blocs(java.util.function.Function<Blocs, R> geste) {
    return banc.sous(QUI, DANS, Blocs.class, geste);
  }

  private static Void fait(Runnable geste) {
    geste.run();
    return null;
  }

  /** Numéro et avertissements des lignes de l'import où ce mot se lit. */
  private static List<String> avertissements(String mot) throws SQLException {
    return lire(
        "select numero || ' ' || avertissements from metier.import_ligne where"
            + " lower(avertissements) like lower('%"
            + mot.replace("'", "''")
            + "%') order by rang");
  }

  private static List<LigneView> deposer(String fichier) {
    var id =
        banc.sous(
            QUI,
            new Perimetre.Centre(),
            DeposerEspaces.class,
            d -> {
              try {
                return d.executer(fichier, flux(fichier));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return banc.sous(
            QUI,
            new Perimetre.Centre(),
            ListerLignesEspaces.class,
            l -> l.executer(ListerLignesEspaces.LISTE.tout().avec("id", id)))
        .elements();
  }

  private static InputStream flux(String fichier) {
    return new ByteArrayInputStream(octets(fichier));
  }

  private static byte[] octets(String fichier) {
    try (var flux =
        CasDuTrenteNovembreBancTest.class.getResourceAsStream(
            "/fr/maillon/cas/2026-11-30/" + fichier)) {
      return flux.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lire(String sql) throws SQLException {
    try (var c = banc.postgres().connexionSuperutilisateur();
        var o = c.createStatement();
        var r = o.executeQuery(sql)) {
      var lignes = new ArrayList<String>();
      while (r.next()) {
        lignes.add(r.getString(1));
      }
      return lignes;
    }
  }
}
