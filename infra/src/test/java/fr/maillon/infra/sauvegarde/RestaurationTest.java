package fr.maillon.infra.sauvegarde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.maillon.infra.Panne;
import fr.maillon.infra.Postgres;
import fr.maillon.infra.fiction.National;
import fr.maillon.infra.fiction.Taille;
import fr.maillon.infra.sauvegarde.Restauration.Demande;
import fr.maillon.infra.sauvegarde.Suivi.Etape;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One cluster, archived for real: a base backup, then a life, then a moment worth coming back to,
 * then damage. Every test restores that same moment; the last ones kill.
 */
@Tag("nuit")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestaurationTest {
  private static final Taille TAILLE = Taille.de(6);
  private static final UUID A = National.espace(TAILLE, 1);
  private static final UUID B = National.espace(TAILLE, 2);
  private static final String CODE_A = National.code(1);
  private static final Duration LIMITE = Duration.ofMinutes(2);
  private static final Duration ARCHIVAGE = Duration.ofSeconds(2);

  private static Postgres postgres;
  private static Connection base;
  private static Instant avantTout;
  private static Instant instant;
  private static Map<String, String> alors;
  private static Map<String, String> equipeAlors;

  /** The past, replayed once for the tests whose subject is what is done with it. */
  private static Rejeu passe;

  @BeforeAll
  static void vivre() throws Exception {
    postgres = Postgres.jetableArchive(ARCHIVAGE);
    base = postgres.connexionSuperutilisateur();
    National.charger(
        postgres.connexionSuperutilisateur(),
        TAILLE,
        new PrintStream(OutputStream.nullOutputStream()));
    avantTout = maintenant();
    sauvegarder(3);
    // work done after the copy, that only the journal of the base knows
    sql(
        "update metier.marche set objet = 'Renommé après la copie', version = version + 1 where"
            + " tenant_id = '"
            + A
            + "' and id in (select id from metier.marche where tenant_id = '"
            + A
            + "' order by id limit 3)");
    journaliser(A, "ajouterAvant");
    alors = empreintes(A);
    equipeAlors = empreintes("equipe");
    instant = maintenant();
    assertThat(alors.keySet()).as("des lignes dans la plupart des tables").hasSizeGreaterThan(12);
  }

  @AfterAll
  static void finir() throws SQLException {
    if (passe != null) {
      passe.close();
    }
    base.close();
    postgres.close();
  }

  /** What an angry or careless hand does to A, while B works. */
  private static void abimer() throws SQLException {
    Thread.yield();
    sql(
        "begin; set local session_replication_role = replica;"
            + " delete from metier.registre_heures where tenant_id = '"
            + A
            + "' and mois >= '2022-01-01';"
            + " delete from consolide.cumul_participant where tenant_id = '"
            + A
            + "';"
            + " delete from metier.titulaire where tenant_id = '"
            + A
            + "';"
            + " update metier.marche set objet = 'écrasé', montant = 0 where tenant_id = '"
            + A
            + "'; insert into metier.marche (tenant_id, id, acheteur_siret, numero, cle_source,"
            + " source, segment, sociale_connue, etat)   values ('"
            + A
            + "', gen_random_uuid(), '00000000000000', 'DE TROP', 'de-trop-' || clock_timestamp(),"
            + " 'SAISIE', 'TRAVAUX', true, 'IDENTIFIE');"
            // a participant whom only A employed, with his eligibility
            + " delete from equipe.eligibilite where participant_id in (select participant_id from"
            + " metier.contrat group by 1 having bool_and(tenant_id = '"
            + A
            + "') order by 1 limit 5); delete from equipe.participant p where not exists (select"
            + " from equipe.eligibilite e where e.participant_id = p.id);"
            // one who still exists, and whose name was put right since: stays right
            + " update equipe.participant set nom = 'Corrigé' where id = (select participant_id"
            + " from metier.contrat where tenant_id = '"
            + A
            + "' order by participant_id desc limit 1);"
            + " commit");
    sql(
        "update metier.marche set objet = 'Travail de B', modifie_le = clock_timestamp() where"
            + " tenant_id = '"
            + B
            + "'");
    sql(
        "insert into metier.marche (tenant_id, id, acheteur_siret, numero, cle_source, source,"
            + " segment, sociale_connue, etat) values ('"
            + B
            + "', gen_random_uuid(), '00000000000000', 'NOUVEAU', 'nouveau-' || clock_timestamp(),"
            + " 'SAISIE', 'TRAVAUX', true, 'IDENTIFIE')");
    sql("update plateforme.maitre_ouvrage set couleur = '#123456' where id = '" + A + "'");
  }

  @Test
  @Order(1)
  void unEssaiDitToutEtNeChangeRien() throws Exception {
    abimer();
    var a = empreintes(A);
    var b = empreintes(B);
    var plateforme = empreintes("plateforme");
    var rapport =
        restaurer(new Demande(CODE_A, instant, "Essayeur", true, LIMITE), (etape, dit) -> {});
    System.out.println(rapport);
    assertThat(rapport.toString())
        .contains(
            "Rien n'a été changé",
            "metier.registre_heures",
            "equipe.participant",
            "disparue depuis");
    assertThat(empreintes(A)).isEqualTo(a);
    assertThat(empreintes(B)).isEqualTo(b);
    assertThat(empreintes("plateforme")).isEqualTo(plateforme);
  }

  @Test
  @Order(2)
  void lEspaceRevientALInstantLesAutresNeBougentPas() throws Exception {
    abimer();
    journaliser(A, "ajouterApres");
    assertThat(empreintes(A)).isNotEqualTo(alors);
    var b = empreintes(B);
    var equipe = empreintes("equipe");
    var journal =
        lignes(
            "select rang || ' ' || empreinte from plateforme.journal where maitre_ouvrage_id = '"
                + A
                + "' order by rang");
    var droits =
        empreintesDe(
            "select table_schema || '.' || table_name from information_schema.columns where"
                + " table_schema = 'plateforme' and column_name = 'maitre_ouvrage_id' and"
                + " table_name not like 'journal%' and table_name in (select tablename from"
                + " pg_tables where schemaname = 'plateforme')",
            "true");
    var pendant = new ArrayList<String>();

    var rapport =
        restaurer(
            new Demande(CODE_A, instant, "Ada Opératrice", false, LIMITE),
            (etape, dit) -> {
              if (etape == Etape.REMISE) {
                pendant.add(ecrireDans(A));
                pendant.add(ecrireDans(B));
                pendant.add(
                    lignes("select etat from plateforme.maitre_ouvrage where id = '" + A + "'")
                        .getFirst());
              }
            });
    System.out.println(rapport);

    assertThat(pendant)
        .as("pendant la restauration : A suspendu et fermé à l'écriture, B ouvert")
        .containsExactly(
            "new row violates row-level security policy for table \"marche\"", "écrit", "SUSPENDU");
    assertThat(empreintes(A)).isEqualTo(alors);
    assertThat(
            lignes(
                "select count(*) from metier.marche where tenant_id = '"
                    + B
                    + "' and numero = 'PENDANT'"))
        .containsExactly("1");
    sql("delete from metier.marche where numero = 'PENDANT'");
    assertThat(empreintes(B)).isEqualTo(b);
    assertThat(lignes("select coalesce(sum(ecarts), 0)::text from consolide.ecarts"))
        .containsExactly("0");
    assertThat(
            lignes(
                "select etat || coalesce(etat_avant_restauration, '') || couleur from"
                    + " plateforme.maitre_ouvrage where id = '"
                    + A
                    + "'"))
        .as("l'espace reprend son état ; ce que la plateforme sait de lui ne recule pas")
        .containsExactly("OUVERT#123456");
    // the team: those who vanished are back, the one put right stays right
    assertThat(
            lignes(
                "select count(*) from metier.contrat c where not exists (select from"
                    + " equipe.participant p where p.id = c.participant_id) or not exists (select"
                    + " from equipe.eligibilite e where e.id = c.eligibilite_id)"))
        .containsExactly("0");
    assertThat(lignes("select count(*) from equipe.participant where nom = 'Corrigé'"))
        .containsExactly("1");
    assertThat(equipe).isNotEqualTo(equipeAlors);
    assertThat(
            empreintesDe(
                "select table_schema || '.' || table_name from information_schema.columns where"
                    + " table_schema = 'plateforme' and column_name = 'maitre_ouvrage_id' and"
                    + " table_name not like 'journal%' and table_name in (select tablename from"
                    + " pg_tables where schemaname = 'plateforme')",
                "true"))
        .as("droits et conventions")
        .isEqualTo(droits);
    // the journal of the space only grew, and says who and when
    var apres =
        lignes(
            "select rang || ' ' || empreinte from plateforme.journal where maitre_ouvrage_id = '"
                + A
                + "' order by rang");
    assertThat(apres.subList(0, journal.size())).isEqualTo(journal);
    assertThat(
            lignes(
                "select acte || ' | ' || auteur_nom || ' | ' || objet from plateforme.journal where"
                    + " maitre_ouvrage_id = '"
                    + A
                    + "' and rang > "
                    + journal.size()
                    + " order by rang"))
        .containsExactly(
            "Restauration.commencer | Opérateur Ada Opératrice | " + instant,
            "Restauration.restaurer | Opérateur Ada Opératrice | " + instant);
    assertThat(lignes("select defaut from app.defauts_du_journal('" + A + "')"))
        .as("la chaîne tient")
        .isEmpty();
  }

  @Test
  @Order(3)
  void restaurerDeuxFoisLeMemeInstantNeRemetRien() throws Exception {
    reprendre(new Demande(CODE_A, instant, "Ada", false, LIMITE), (etape, dit) -> {});
    assertThat(empreintes(A)).isEqualTo(alors);
    var rapport = reprendre(new Demande(CODE_A, instant, "Ada", false, LIMITE), (etape, dit) -> {});
    assertThat(rapport.lignesRemises()).isZero();
    assertThat(empreintes(A)).isEqualTo(alors);
  }

  @ParameterizedTest
  @EnumSource(
      value = Etape.class,
      names = {"SUSPENSION", "RETRAIT", "EMPREINTES_APRES"})
  @Order(4)
  void uneCoupureAuMilieuLaisseLaBaseTelleQuelle(Etape moment) throws Exception {
    abimer();
    var a = empreintes(A);
    var b = empreintes(B);
    var equipe = empreintes("equipe");
    var coupee = new AtomicReference<Etape>();
    assertThatThrownBy(
            () ->
                reprendre(
                    new Demande(CODE_A, instant, "Ada", false, LIMITE),
                    (etape, dit) -> {
                      if (etape == moment) {
                        coupee.set(etape);
                        if (etape == Etape.SUSPENSION) {
                          throw new Panne("coupée");
                        }
                        lignes(
                            "select pg_terminate_backend(pid)::text from pg_stat_activity where"
                                + " application_name = 'maillon-restauration' and backend_xid is"
                                + " not null or application_name = 'maillon-restauration' and state"
                                + " = 'idle in transaction'");
                      }
                    }))
        .isInstanceOfAny(SQLException.class, Panne.class);
    assertThat(coupee).hasValue(moment);
    assertThat(empreintes(A)).isEqualTo(a);
    assertThat(empreintes(B)).isEqualTo(b);
    assertThat(empreintes("equipe")).isEqualTo(equipe);
    assertThat(
            lignes(
                "select etat || coalesce(etat_avant_restauration, '') from"
                    + " plateforme.maitre_ouvrage where id = '"
                    + A
                    + "'"))
        .containsExactly("OUVERT");
    assertThat(
            lignes(
                "select acte from plateforme.journal where maitre_ouvrage_id = '"
                    + A
                    + "' order by rang desc limit 1"))
        .containsExactly("Restauration.abandonner");
  }

  /**
   * The command itself, killed without warning once the rows are put back and before they are
   * committed.
   */
  @Test
  @Order(5)
  void laCommandeTueeLaisseLaBaseTelleQuelleEtLEspaceSuspenduJusquACeQuOnLeve() throws Exception {
    abimer();
    var a = empreintes(A);
    var b = empreintes(B);
    var enfant =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "-Dmaillon.racine=" + System.getProperty("maillon.racine"),
                CommandeTuee.class.getName(),
                postgres.jdbcUrl(),
                postgres.motDePasseSuperutilisateur(),
                postgres.depot().dossier().toString(),
                CODE_A,
                instant.toString())
            .redirectErrorStream(true)
            .start();
    var dit =
        new String(enfant.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(enfant.waitFor()).as(dit).isEqualTo(CommandeTuee.CODE);
    // the server notices the lost client, and rolls back
    attendre(
        "select count(*) from pg_stat_activity where application_name = 'maillon-restauration'",
        "0");
    assertThat(empreintes(A)).isEqualTo(a);
    assertThat(empreintes(B)).isEqualTo(b);
    assertThat(
            lignes(
                "select etat || etat_avant_restauration from plateforme.maitre_ouvrage where id = '"
                    + A
                    + "'"))
        .containsExactly("SUSPENDUOUVERT");
    assertThat(ecrireDans(A)).contains("row-level security");

    Restauration.lever(CODE_A, "Ada", RestaurationTest::connexion);
    assertThat(
            lignes(
                "select etat || coalesce(etat_avant_restauration, '') from"
                    + " plateforme.maitre_ouvrage where id = '"
                    + A
                    + "'"))
        .containsExactly("OUVERT");
    assertThat(ecrireDans(A)).isEqualTo("écrit");
    assertThatThrownBy(() -> Restauration.lever(CODE_A, "Ada", RestaurationTest::connexion))
        .isInstanceOf(Panne.class)
        .hasMessageContaining("rien à lever");

    // and run again, it does what was asked
    restaurer(new Demande(CODE_A, instant, "Ada", false, LIMITE), (etape, quoi) -> {});
    assertThat(empreintes(A)).isEqualTo(alors);
  }

  /** As an operator types it, in a JVM of its own. */
  @Test
  @Order(6)
  void laCommandeDitCeQuElleFaitEtCeQuiLuiManque() throws Exception {
    abimer();
    var a = empreintes(A);
    assertThat(
            commande(
                0,
                "-Dmaillon.espace=" + CODE_A,
                "-Dmaillon.instant=" + instant,
                "-Dmaillon.essai=true"))
        .contains("Rien n'a été changé", "rapports");
    assertThat(empreintes(A)).isEqualTo(a);
    assertThat(commande(1, "-Dmaillon.instant=" + instant))
        .contains("Maillon : Il manque -Dmaillon.espace");
    assertThat(commande(1, "-Dmaillon.espace=" + CODE_A, "-Dmaillon.instant=hier"))
        .contains("« hier » n'est pas un instant");
    assertThat(commande(1, "-Dmaillon.espace=" + CODE_A, "-Dmaillon.lever=true"))
        .contains("rien à lever");
    // a cluster that the operator's own tool has brought back
    try (var ailleurs =
        Rejeu.jusqua(postgres.depot(), instant, postgres.motDePasseSuperutilisateur(), LIMITE)) {
      assertThat(
              commande(
                  0,
                  "-Dmaillon.espace=" + CODE_A,
                  "-Dmaillon.instant=" + instant,
                  "-Dmaillon.operateur=Ada",
                  "-Dmaillon.source.url=" + ailleurs.jdbcUrl()))
          .contains("les mêmes avant et après", "empreintes.csv");
    }
    assertThat(empreintes(A)).isEqualTo(alors);
  }

  private static String commande(int code, String... reglages) throws Exception {
    var ligne =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "-Dmaillon.racine=" + System.getProperty("maillon.racine"),
                "-Dmaillon.base.url=" + postgres.jdbcUrl(),
                "-Dmaillon.sauvegarde.dossier=" + postgres.depot().dossier()));
    ligne.addAll(List.of(reglages));
    ligne.add(CommandeRestauration.class.getName());
    var construit = new ProcessBuilder(ligne).redirectErrorStream(true);
    construit.environment().put("MAILLON_BASE_MOT_DE_PASSE", postgres.motDePasseSuperutilisateur());
    var enfant = construit.start();
    var dit =
        new String(enfant.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(enfant.waitFor()).as(dit).isEqualTo(code);
    return dit;
  }

  @Test
  @Order(6)
  void ceQuiNeSePeutPasEstRefuseAvantQueRienNeBouge() throws Exception {
    var plateforme = empreintes("plateforme");
    refus(
        new Demande("inconnu", instant, "Ada", false, LIMITE), "Aucun espace de code « inconnu »");
    refus(
        new Demande(CODE_A, avantTout, "Ada", false, LIMITE),
        "précède la plus ancienne copie",
        "le premier instant restaurable est");
    refus(
        new Demande(CODE_A, Instant.now().plusSeconds(3600), "Ada", false, LIMITE), "est à venir");
    assertThatThrownBy(
            () ->
                Restauration.restaurer(
                    new Demande(CODE_A, instant, "Ada", false, LIMITE),
                    () -> postgres.connexion(Postgres.OWNER),
                    passe(),
                    (e, d) -> {}))
        .isInstanceOf(Panne.class)
        .hasMessageContaining("superutilisateur");
    // without asking the live server, the archive ends somewhere
    assertThatThrownBy(
            () ->
                Rejeu.jusqua(
                    postgres.depot(),
                    Instant.now().plusSeconds(3600),
                    postgres.motDePasseSuperutilisateur(),
                    LIMITE))
        .isInstanceOf(Panne.class)
        .hasMessageContaining("Le journal archivé s'arrête avant");
    assertThatThrownBy(
            () ->
                Rejeu.jusqua(
                    new Depot(postgres.depot().dossier().resolve("vide")), instant, "x", LIMITE))
        .isInstanceOf(Panne.class)
        .hasMessageContaining("Aucune copie de base");
    sql(
        "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values"
            + " (gen_random_uuid(), 'tout-neuf', 'Tout neuf', 'TN', 'COMMUNE', '#123456')");
    refus(new Demande("tout-neuf", instant, "Ada", false, LIMITE), "n'existait pas encore");
    sql("delete from plateforme.maitre_ouvrage where code = 'tout-neuf'");
    assertThat(empreintes("plateforme")).isEqualTo(plateforme);
  }

  @Test
  @Order(7)
  void uneEcritureQuiNeFinitPasFaitRenoncer() throws Exception {
    abimer();
    var a = empreintes(A);
    try (var longue = postgres.connexionSuperutilisateur()) {
      longue.setAutoCommit(false);
      try (var s = longue.createStatement()) {
        s.execute("update metier.marche set montant = 1 where tenant_id = '" + B + "'");
      }
      refusRepris(
          new Demande(CODE_A, instant, "Ada", false, Duration.ofSeconds(1)),
          "écrivent encore après 1 s",
          "processus");
      longue.rollback();
    }
    // the application's own, which has only read: its scope was opened before the barrier
    try (var longue = postgres.connexion(Postgres.APP);
        var s = longue.createStatement()) {
      longue.setAutoCommit(false);
      entrer(s, A);
      refusRepris(
          new Demande(CODE_A, instant, "Ada", false, Duration.ofSeconds(1)),
          "écrivent encore après 1 s",
          Postgres.APP);
      longue.rollback();
    }
    assertThat(empreintes(A)).isEqualTo(a);
    assertThat(
            lignes(
                "select etat || coalesce(etat_avant_restauration, '') from"
                    + " plateforme.maitre_ouvrage where id = '"
                    + A
                    + "'"))
        .containsExactly("OUVERT");
  }

  /**
   * The schema moves on: a table and columns that did not exist, others that exist no more, a
   * platform table that follows its markets.
   */
  @Test
  @Order(8)
  void leSchemaPeutAvoirChangeDepuis() throws Exception {
    abimer();
    sql(
        "alter table metier.marche add column priorite integer not null default 7; alter table"
            + " metier.marche drop column procedure; create table metier.etiquette (tenant_id uuid"
            + " not null, id uuid not null, marche_id uuid not null, primary key (tenant_id, id),  "
            + " foreign key (tenant_id, marche_id) references metier.marche (tenant_id, id));"
            + " create table plateforme.collee (maitre_ouvrage_id uuid not null, marche_id uuid not"
            + " null,   foreign key (maitre_ouvrage_id, marche_id) references metier.marche"
            + " (tenant_id, id) on delete cascade); insert into metier.etiquette select tenant_id,"
            + " gen_random_uuid(), id from metier.marche where tenant_id in ('"
            + A
            + "', '"
            + B
            + "'); insert into plateforme.collee select tenant_id, id from metier.marche where"
            + " tenant_id in ('"
            + A
            + "', '"
            + B
            + "')");
    var epinglesDeB =
        lignes(
            "select marche_id from plateforme.collee where maitre_ouvrage_id = '"
                + B
                + "' order by 1");
    var rapport = reprendre(new Demande(CODE_A, instant, "Ada", false, LIMITE), (etape, dit) -> {});
    System.out.println(rapport);
    assertThat(rapport.toString())
        .contains(
            "metier.etiquette n'existait pas encore",
            "metier.marche.priorite n'existait pas encore",
            "plateforme.collee");
    assertThat(lignes("select count(*) from metier.etiquette where tenant_id = '" + A + "'"))
        .containsExactly("0");
    assertThat(lignes("select distinct priorite from metier.marche where tenant_id = '" + A + "'"))
        .containsExactly("7");
    assertThat(
            lignes(
                "select count(*) from plateforme.collee e where maitre_ouvrage_id = '"
                    + A
                    + "' and not exists (select from metier.marche m where m.tenant_id ="
                    + " e.maitre_ouvrage_id and m.id = e.marche_id)"))
        .as("la plateforme ne désigne que ce qui existe")
        .containsExactly("0");
    assertThat(
            lignes(
                "select count(*) = (select count(*) from metier.marche where tenant_id = '"
                    + A
                    + "') from plateforme.collee where maitre_ouvrage_id = '"
                    + A
                    + "'"))
        .as("une épingle sur un marché remis reste")
        .containsExactly("t");
    assertThat(
            lignes(
                "select marche_id from plateforme.collee where maitre_ouvrage_id = '"
                    + B
                    + "' order by 1"))
        .isEqualTo(epinglesDeB);

    sql(
        "alter table metier.marche add column code_obligatoire text; update metier.marche set"
            + " code_obligatoire = 'x'; alter table metier.marche alter column code_obligatoire set"
            + " not null");
    sql("update metier.lot set objet = 'encore abîmé' where tenant_id = '" + A + "'");
    var a = empreintes(A);
    refusRepris(
        new Demande(CODE_A, instant, "Ada", false, LIMITE),
        "a trop changé",
        "metier.marche.code_obligatoire est obligatoire");
    sql(
        "alter table metier.marche drop column code_obligatoire; alter table metier.titulaire"
            + " rename to attributaire");
    refusRepris(
        new Demande(CODE_A, instant, "Ada", false, LIMITE), "metier.titulaire n'existe plus");
    sql("alter table metier.attributaire rename to titulaire");
    a.keySet().retainAll(empreintes(A).keySet());
    sql("drop table plateforme.collee, metier.etiquette");
  }

  @Test
  @Order(9)
  void lesCopiesTropVieillesPartentAvecLeurJournal() throws Exception {
    var depot = postgres.depot();
    sauvegarder(2);
    assertThat(depot.listerBases()).hasSize(2);
    var premiere = depot.listerBases().getFirst();
    sauvegarder(2);
    assertThat(depot.listerBases()).hasSize(2).doesNotContain(premiere);
    var ancien = depot.listerBases().getFirst().premierSegment();
    try (var journal = Files.list(depot.journal())) {
      assertThat(
              journal
                  .map(f -> f.getFileName().toString())
                  .filter(n -> n.matches("[0-9A-F]{24}.*"))
                  .map(n -> n.substring(0, 24)))
          .isNotEmpty()
          .allMatch(n -> n.compareTo(ancien) >= 0);
    }
    refus(new Demande(CODE_A, instant, "Ada", false, LIMITE), "précède la plus ancienne copie");
  }

  @Test
  @Order(10)
  void uneCopieAbimeeEstReconnue() throws Exception {
    var depot = postgres.depot();
    var copie = depot.base(depot.listerBases().getLast()).resolve("donnees/global/pg_control");
    var bon = Files.readAllBytes(copie);
    var mauvais = bon.clone();
    mauvais[300] ^= 1;
    Files.write(copie, mauvais, StandardOpenOption.TRUNCATE_EXISTING);
    assertThatThrownBy(
            () -> Rejeu.jusqua(depot, maintenant(), postgres.motDePasseSuperutilisateur(), LIMITE))
        .isInstanceOf(Panne.class)
        .hasMessageContainingAll("abîmée", "pg_control");
    Files.write(copie, bon, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** The disk is lost with the server: what the archive gives back, and how much is missing. */
  @Test
  @Order(11)
  void apresUneMortSansPreavisSeuleLaFinDuJournalNonArchiveeManque() throws Exception {
    sql("create table public.battement (quand timestamptz not null)");
    Instant dernier = null;
    var fin = Instant.now().plus(ARCHIVAGE.multipliedBy(5));
    while (Instant.now().isBefore(fin)) {
      dernier =
          Instant.parse(
              lignes(
                      "insert into public.battement values (clock_timestamp()) returning"
                          + " to_char(quand at time zone 'UTC',"
                          + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
                  .getFirst());
      Thread.sleep(20);
    }
    var pid =
        Long.parseLong(
            Files.readAllLines(
                    java.nio.file.Path.of(lignes("show data_directory").getFirst())
                        .resolve("postmaster.pid"))
                .getFirst());
    var famille = new ArrayList<>(ProcessHandle.of(pid).orElseThrow().descendants().toList());
    famille.addFirst(ProcessHandle.of(pid).orElseThrow());
    famille.forEach(ProcessHandle::destroyForcibly);
    var depot = postgres.depot();
    try (var rejeu = Rejeu.jusquAuBout(depot, postgres.motDePasseSuperutilisateur(), LIMITE);
        var connexion = rejeu.connexion();
        var s = connexion.createStatement();
        var r = s.executeQuery("select count(*), max(quand) from public.battement")) {
      r.next();
      assertThat(r.getLong(1)).as("ce qui était archivé est là").isPositive();
      var rendu = r.getObject(2, java.time.OffsetDateTime.class).toInstant();
      System.out.println(
          "RPO : archive_timeout "
              + ARCHIVAGE.toSeconds()
              + " s, dernier battement écrit "
              + dernier
              + ", dernier rendu "
              + rendu
              + ", perdu "
              + Duration.between(rendu, dernier).toMillis()
              + " ms");
      assertThat(rendu).isAfter(instant).isBeforeOrEqualTo(dernier);
    }
  }

  // --- gestes

  private static void refus(Demande demande, String... dit) {
    assertThatThrownBy(() -> restaurer(demande, (e, d) -> {}))
        .isInstanceOf(Panne.class)
        .hasMessageContainingAll(dit);
  }

  private static void refusRepris(Demande demande, String... dit) {
    assertThatThrownBy(() -> reprendre(demande, (e, d) -> {}))
        .isInstanceOf(Panne.class)
        .hasMessageContainingAll(dit);
  }

  private static Rapport restaurer(Demande demande, SuiviSql suivi) throws Exception {
    return Restauration.restaurer(
        demande,
        RestaurationTest::connexion,
        passe(),
        (etape, dit) -> {
          try {
            suivi.fait(etape, dit);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @FunctionalInterface
  private interface SuiviSql {
    void fait(Etape etape, String dit) throws SQLException;
  }

  private static Rapport reprendre(Demande demande, SuiviSql suivi) throws Exception {
    if (passe == null) {
      passe =
          Rejeu.jusqua(postgres.depot(), instant, postgres.motDePasseSuperutilisateur(), LIMITE);
    }
    return Restauration.restaurer(
        demande,
        RestaurationTest::connexion,
        (vivante, quand) ->
            new Restauration.Source() {
              @Override
              public Connection connexion() throws SQLException {
                return passe.connexion();
              }

              @Override
              public String origine() {
                return passe.depart();
              }

              @Override
              public void close() {
                // serves again
              }
            },
        (etape, dit) -> {
          try {
            suivi.fait(etape, dit);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static Restauration.Passe passe() throws java.io.IOException {
    return Restauration.depuis(postgres.depot(), postgres.motDePasseSuperutilisateur(), LIMITE);
  }

  private static Connection connexion() throws SQLException {
    var connexion = postgres.connexionSuperutilisateur();
    connexion.setClientInfo("ApplicationName", Restauration.APPLICATION);
    return connexion;
  }

  private static void sauvegarder(int gardees) throws Exception {
    try (var connexion = postgres.connexionSuperutilisateur()) {
      System.out.println(Sauvegarde.prendre(connexion, postgres.depot(), gardees));
    }
  }

  /** As the listener of the application opens a space to write in it. */
  private static void entrer(Statement s, UUID espace) throws SQLException {
    s.execute(
        "set local app.perimetre = 'espace'; set local app.tenant_id = '"
            + espace
            + "'; set local app.tenants = '{"
            + espace
            + "}'; set local app.espace = '"
            + espace
            + "'");
    try (var r =
        s.executeQuery(
            "select 1 from plateforme.espace_en_restauration where id = '" + espace + "'")) {
      if (r.next()) {
        s.execute("set local app.tenant_id = ''");
      }
    }
  }

  /** As the application does: its role, its scope, one market. */
  private static String ecrireDans(UUID espace) throws SQLException {
    try (var app = postgres.connexion(Postgres.APP);
        var s = app.createStatement()) {
      app.setAutoCommit(false);
      entrer(s, espace);
      s.execute(
          "insert into metier.marche (tenant_id, id, acheteur_siret, numero, cle_source, source,"
              + " segment, sociale_connue, etat) values ('"
              + espace
              + "', gen_random_uuid(), '00000000000000', 'PENDANT', 'pendant-' ||"
              + " clock_timestamp(), 'SAISIE', 'TRAVAUX', true, 'IDENTIFIE')");
      app.commit();
      return "écrit";
    } catch (SQLException e) {
      return e.getMessage().replaceFirst("^ERROR: ", "").lines().findFirst().orElse("");
    }
  }

  private static void journaliser(UUID espace, String acte) throws SQLException {
    lignes(
        "select app.journaliser('"
            + espace
            + "', now(), 'ACTE', 'AGENT', '"
            + UUID.randomUUID()
            + "', 'Agent', null, null, null, '"
            + acte
            + "', null, null)");
  }

  private static Instant maintenant() throws SQLException {
    return Instant.parse(Sauvegarde.horloge(base));
  }

  /** By another way than the code under test: md5 of every row as text, in order. */
  private static Map<String, String> empreintes(UUID espace) throws SQLException {
    return empreintesDe(
        "select format('%I.%I', table_schema, table_name) from information_schema.columns where"
            + " column_name = 'tenant_id' and (table_schema, table_name) in (select schemaname,"
            + " tablename from pg_tables)",
        "tenant_id = '" + espace + "'");
  }

  private static Map<String, String> empreintes(String schema) throws SQLException {
    return empreintesDe(
        "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = '"
            + schema
            + "'",
        "true");
  }

  private static Map<String, String> empreintesDe(String tables, String condition)
      throws SQLException {
    var found = new TreeMap<String, String>();
    for (var table : lignes(tables)) {
      var dit =
          lignes(
                  "select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n"
                      + "' order by t::text)), '') from "
                      + table
                      + " t where "
                      + condition)
              .getFirst();
      if (!dit.startsWith("0 ")) {
        found.put(table, dit);
      }
    }
    return found;
  }

  private static void attendre(String requete, String valeur) {
    await().untilAsserted(() -> assertThat(lignes(requete)).containsExactly(valeur));
  }

  private static void sql(String ordre) throws SQLException {
    try (var s = base.createStatement()) {
      s.execute(ordre);
    }
  }

  private static List<String> lignes(String requete) throws SQLException {
    try (var s = base.createStatement();
        var r = s.executeQuery(requete)) {
      var found = new ArrayList<String>();
      while (r.next()) {
        found.add(r.getString(1));
      }
      return found;
    }
  }
}
