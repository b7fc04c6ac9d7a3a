package fr.maillon.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.infra.Postgres;
import fr.maillon.infra.journal.Chaine;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.PagedPostgreSQLPlatform;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantConnectionListener;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.TypesPostgres;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.persistence.SharedCacheMode;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * La chaîne du journal sur un vrai PostgreSQL : ce qui la fausse se voit, de la base comme de la
 * vérification indépendante, et la purge la laisse vérifiable. Chaque essai a son espace.
 */
class JournalIT {
  private static final Instant ICI = Instant.parse("2026-11-22T08:15:30.123456Z");
  private static final Identite AGENT =
      new Identite(
          UUID.nameUUIDFromBytes(new byte[] {1}), "agent", "Agent d'essai", Set.of("agent"));
  private static final Identite SUPPORT =
      new Identite(
          UUID.nameUUIDFromBytes(new byte[] {2}), "support", "Support d'essai", Set.of("support"));

  private static Postgres postgres;
  private static EntityManagerFactory usine;
  private static int espaces;

  @BeforeAll
  static void ouvrir() {
    postgres = Postgres.base();
    usine =
        new PersistenceConfiguration("journal")
            .provider("org.eclipse.persistence.jpa.PersistenceProvider")
            .managedClass(classe("fr.maillon.acces.AccesDuJour"))
            .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
            .sharedCacheMode(SharedCacheMode.NONE)
            .property("jakarta.persistence.nonJtaDataSource", bassin())
            .property(
                "eclipselink.session-event-listener", TenantConnectionListener.class.getName())
            .property("eclipselink.session.customizer", TypesPostgres.class.getName())
            .property("eclipselink.target-database", PagedPostgreSQLPlatform.class.getName())
            .property("eclipselink.weaving", "false")
            .property("eclipselink.transaction.join-existing", "true")
            .property("eclipselink.logging.level", "SEVERE")
            .createEntityManagerFactory();
  }

  @AfterAll
  static void fermer() {
    usine.close();
    postgres.close();
  }

  @Test
  void chaqueLigneCiteLaPrecedenteEtLesDeuxVerificationsSAccordent() throws SQLException {
    var espace = espace();
    // ce qu'un texte peut avoir de pire pour qui recompose l'empreinte : guillemets, barres,
    // contrôles, accents, hors du plan de base
    for (var detail :
        new String[] {
          null,
          "",
          "l'été à « Évreux »",
          "\"a\\b\"\n\t\r\b\f",
          "\u0001\u001f\u007f\u2028",
          "\ud83d\ude00 <&>/"
        }) {
      sous(
          AGENT,
          agent(espace),
          j -> j.noter(NatureDeLigne.ACTE, "Essai.faire", UUID.randomUUID().toString(), detail));
    }
    assertThat(defauts(espace)).isEmpty();
    var verdict = verdict(espace);
    assertThat(verdict.defaut()).isEmpty();
    assertThat(List.of(verdict.lignes(), verdict.premiere(), verdict.derniere(), verdict.ancre()))
        .containsExactly(6L, 1L, 6L, 0L);
    assertThat(verdict.tete())
        .isEqualTo(
            lire("select empreinte from plateforme.journal_tete where maitre_ouvrage_id = '"
                    + espace
                    + "'")
                .getFirst());
    assertThat(
            lire(
                "select count(*) from plateforme.journal a join plateforme.journal b using"
                    + " (maitre_ouvrage_id) where maitre_ouvrage_id = '"
                    + espace
                    + "' and b.rang = a.rang + 1 and b.precedente = a.empreinte"))
        .containsExactly("5");
    assertThat(
            lire(
                "select precedente from plateforme.journal where maitre_ouvrage_id = '"
                    + espace
                    + "' and rang = 1"))
        .containsExactly("");
  }

  @Test
  void uneLigneDuSupportPorteLesDeuxIdentitesEtCelleDeLEquipeSaConvention() throws SQLException {
    var espace = espace();
    var convention = UUID.randomUUID();
    var fenetre = new Droits.Fenetre(ICI.plusSeconds(600), AGENT.id(), AGENT.nom(), false);
    sous(
        SUPPORT,
        entre(espace, Titre.SUPPORT, new Droits(false, null, false, null, fenetre)),
        j -> j.noter(NatureDeLigne.ENTREE, "entrer", null, null));
    sous(
        SUPPORT,
        entre(espace, Titre.FACILITATEUR, Droits.equipe(convention)),
        j -> j.noter(NatureDeLigne.ENTREE, "entrer", null, null));
    assertThat(
            lire(
                "select concat_ws(' | ', titre, auteur_id, auteur_nom, pour_id, pour_nom,"
                    + " convention_id) from plateforme.journal where maitre_ouvrage_id = '"
                    + espace
                    + "' order by rang"))
        .containsExactly(
            "SUPPORT | " + SUPPORT.id() + " | Support d'essai | " + AGENT.id() + " | Agent d'essai",
            "FACILITATEUR | " + SUPPORT.id() + " | Support d'essai | " + convention);
  }

  /**
   * Toute colonne compte : en changer une seule, en n'importe quelle ligne, se voit à cette ligne,
   * des deux côtés.
   */
  @Test
  void changerUneColonneSeVoit() throws SQLException {
    var espace = espace();
    for (int i = 0; i < 4; i++) {
      sous(AGENT, agent(espace), j -> j.noter(NatureDeLigne.ACTE, "Essai.faire", null, null));
    }
    var essais =
        new TreeMap<>(
            Map.ofEntries(
                Map.entry("rang", "9"),
                Map.entry("quand", "quand + interval '1 microsecond'"),
                Map.entry("nature", "'EXPORT'"),
                Map.entry("titre", "'SUPPORT'"),
                Map.entry("auteur_id", "gen_random_uuid()"),
                Map.entry("auteur_nom", "'Un autre'"),
                Map.entry("pour_id", "gen_random_uuid()"),
                Map.entry("pour_nom", "''"),
                Map.entry("convention_id", "gen_random_uuid()"),
                Map.entry("acte", "'Essai.defaire'"),
                Map.entry("objet", "''"),
                Map.entry("detail", "'null'"),
                Map.entry("precedente", "''"),
                Map.entry("empreinte", "repeat('0', 64)")));
    assertThat(essais.keySet())
        .as("toute colonne de la table, l'espace mis à part")
        .containsExactlyElementsOf(
            lire(
                "select attname from pg_attribute where attrelid = 'plateforme.journal'::regclass"
                    + " and attnum > 0 and attname <> 'maitre_ouvrage_id' order by 1"));
    for (var essai : essais.entrySet()) {
      var faute = essai.getKey().equals("rang") ? 4 : 3;
      alterer(
          "update plateforme.journal set "
              + essai.getKey()
              + " = "
              + essai.getValue()
              + " where maitre_ouvrage_id = '"
              + espace
              + "' and rang = 3",
          c -> {
            assertThat(defauts(c, espace))
                .as("la base, " + essai)
                .first()
                .asString()
                .startsWith(faute + " ");
            assertThat(
                    Chaine.verifier(c).stream()
                        .filter(v -> v.espace().equals(espace))
                        .findFirst()
                        .orElseThrow()
                        .defaut())
                .as("la commande, " + essai)
                .get()
                .extracting(Chaine.Defaut::rang)
                .isEqualTo((long) faute);
          });
    }
    var autre = espace();
    alterer(
        "update plateforme.journal set maitre_ouvrage_id = '"
            + autre
            + "' where maitre_ouvrage_id = '"
            + espace
            + "' and rang = 1",
        c -> {
          assertThat(defauts(c, autre)).isNotEmpty();
          assertThat(defauts(c, espace)).contains("2 RANG");
        });
  }

  @Test
  void retirerUneLigneOuReculerLaTeteSeVoit() throws SQLException {
    var espace = espace();
    for (int i = 0; i < 4; i++) {
      sous(AGENT, agent(espace), j -> j.noter(NatureDeLigne.ACTE, "Essai.faire", null, null));
    }
    var ici = " where maitre_ouvrage_id = '" + espace + "'";
    var attendus =
        new TreeMap<>(
            Map.of(
                "delete from plateforme.journal" + ici + " and rang = 2", "3 RANG",
                "delete from plateforme.journal" + ici + " and rang = 1", "2 RANG",
                "delete from plateforme.journal" + ici + " and rang = 4", "3 TETE",
                "delete from plateforme.journal" + ici, "0 TETE",
                "delete from plateforme.journal_tete" + ici, "4 TETE",
                "update plateforme.journal_tete set rang = 3" + ici, "4 TETE",
                "update plateforme.journal_tete set empreinte = ''" + ici, "4 TETE",
                // une ligne refaite avec sa juste empreinte ne trompe que sur elle : la suivante ne
                // la cite plus
                "update plateforme.journal j set detail = 'x', empreinte ="
                    + " app.empreinte_journal(row(j.maitre_ouvrage_id, j.rang, j.quand, j.nature,"
                    + " j.titre, j.auteur_id, j.auteur_nom, j.pour_id, j.pour_nom, j.convention_id,"
                    + " j.acte, j.objet, 'x', j.precedente, '')::plateforme.journal)"
                        + ici
                        + " and rang = 2",
                    "3 CHAINE"));
    for (var essai : attendus.entrySet()) {
      alterer(
          essai.getKey(),
          c -> {
            assertThat(defauts(c, espace))
                .as("la base, " + essai.getKey())
                .first()
                .isEqualTo(essai.getValue());
            var defaut =
                Chaine.verifier(c).stream()
                    .filter(v -> v.espace().equals(espace))
                    .findFirst()
                    .orElseThrow()
                    .defaut()
                    .orElseThrow();
            assertThat(defaut.rang() + " " + defaut.nature())
                .as("la commande, " + essai.getKey())
                .isEqualTo(essai.getValue());
          });
    }
    assertThat(defauts(espace)).as("rien n'est resté des essais").isEmpty();
  }

  /**
   * Si la fonction de la base changeait, elle se donnerait raison ; la vérification en Java, non.
   */
  @Test
  void uneFonctionDeLaBaseFausseeSeVoitDeLaCommande() throws SQLException {
    var espace = espace();
    sous(AGENT, agent(espace), j -> j.noter(NatureDeLigne.ACTE, "Essai.faire", null, null));
    alterer(
        "create or replace function app.empreinte_journal(j plateforme.journal) returns text"
            + " language sql stable as $$ select 'x' $$; update plateforme.journal set empreinte ="
            + " 'x', detail = 'faux' where maitre_ouvrage_id = '"
            + espace
            + "';"
            + " update plateforme.journal_tete set empreinte = 'x' where maitre_ouvrage_id = '"
            + espace
            + "'",
        c -> {
          assertThat(defauts(c, espace)).isEmpty();
          assertThat(
                  Chaine.verifier(c).stream()
                      .filter(v -> v.espace().equals(espace))
                      .findFirst()
                      .orElseThrow()
                      .defaut())
              .get()
              .extracting(Chaine.Defaut::nature)
              .isEqualTo("EMPREINTE");
        });
  }

  @Test
  void desEcrivainsEnsembleDonnentDesRangsQuiSeSuivent() throws Exception {
    var espace = espace();
    try (var fils = Executors.newVirtualThreadPerTaskExecutor()) {
      var ecrits = new ArrayList<java.util.concurrent.Future<?>>();
      for (int i = 0; i < 20; i++) {
        int fil = i;
        ecrits.add(
            fils.submit(
                () -> {
                  for (int n = 0; n < 20; n++) {
                    var abandonne = n % 5 == 4;
                    try {
                      sous(
                          AGENT,
                          agent(espace),
                          j -> {
                            j.noter(NatureDeLigne.ACTE, "Essai.faire", "fil " + fil, null);
                            if (abandonne) {
                              throw new Abandon();
                            }
                          });
                    } catch (Abandon e) {
                      assertThat(abandonne).isTrue();
                    }
                  }
                }));
      }
      for (var ecrit : ecrits) {
        ecrit.get();
      }
    }
    // un acte abandonné ne laisse ni ligne ni trou : 20 fils, 20 actes dont 4 abandonnés
    assertThat(
            lire(
                "select concat_ws(' ', count(*), min(rang), max(rang), count(distinct rang)) from"
                    + " plateforme.journal where maitre_ouvrage_id = '"
                    + espace
                    + "'"))
        .containsExactly("320 1 320 320");
    assertThat(defauts(espace)).isEmpty();
    assertThat(verdict(espace).defaut()).isEmpty();
  }

  @Test
  void leRoleDeLApplicationAjouteEtNeToucheARienDAutre() throws SQLException {
    var espace = espace();
    sous(AGENT, agent(espace), j -> j.noter(NatureDeLigne.ACTE, "Essai.faire", null, null));
    for (var sql :
        List.of(
            "update plateforme.journal set detail = 'x'",
            "delete from plateforme.journal",
            "truncate plateforme.journal",
            "delete from plateforme.journal_tete",
            "insert into plateforme.journal_ancre (maitre_ouvrage_id, rang, empreinte, lignes, au)"
                + " values ('"
                + espace
                + "', 1, '', 1, now())",
            "delete from plateforme.journal_ancre")) {
      assertThatThrownBy(() -> commeApplication(espace, AGENT.id(), sql))
          .as(sql)
          .isInstanceOf(SQLException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("42501");
    }
    // au nom d'un autre, ou dans un autre espace : refusé
    var autre = espace();
    for (var appel :
        List.of(
            "'" + espace + "', now(), 'ACTE', 'AGENT', '" + SUPPORT.id() + "'",
            "'" + autre + "', now(), 'ACTE', 'AGENT', '" + AGENT.id() + "'")) {
      assertThatThrownBy(
              () ->
                  commeApplication(
                      espace,
                      AGENT.id(),
                      "select app.journaliser("
                          + appel
                          + ", 'x', null, null, null, 'Essai.faire', null, null)"))
          .as(appel)
          .isInstanceOf(SQLException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("42501");
    }
    assertThat(
            lire(
                "select count(*) from plateforme.journal where maitre_ouvrage_id in ('"
                    + espace
                    + "', '"
                    + autre
                    + "')"))
        .containsExactly("1");
  }

  @Test
  void laPurgeLaisseUneAncreEtUneChaineVerifiable() throws SQLException {
    var espace = espace();
    var intact = espace();
    var vieux = Instant.now().minusSeconds(400L * 24 * 3600);
    for (int i = 0; i < 3; i++) {
      sous(
          AGENT,
          agent(espace),
          vieux.plusSeconds(i),
          j -> j.noter(NatureDeLigne.ACTE, "Essai.vieux", null, null));
    }
    sous(
        AGENT,
        agent(espace),
        Instant.now(),
        j -> j.noter(NatureDeLigne.ACTE, "Essai.neuf", null, null));
    // une horloge en retard : vieille de date, mais après une ligne récente. Un trou ne s'ancre pas
    // : elle attend.
    sous(
        AGENT,
        agent(espace),
        vieux.plusSeconds(9),
        j -> j.noter(NatureDeLigne.ACTE, "Essai.retard", null, null));
    sous(
        AGENT,
        agent(intact),
        Instant.now(),
        j -> j.noter(NatureDeLigne.ACTE, "Essai.neuf", null, null));

    var purge = purge();
    assertThat(purge.purger()).isEqualTo(3);
    assertThat(purge.purger()).as("rejouée, elle ne fait rien").isZero();

    assertThat(
            lire(
                "select acte from plateforme.journal where maitre_ouvrage_id = '"
                    + espace
                    + "' order by rang"))
        .containsExactly("Essai.neuf", "Essai.retard");
    assertThat(
            lire(
                "select concat_ws(' ', rang, lignes) from plateforme.journal_ancre where"
                    + " maitre_ouvrage_id = '"
                    + espace
                    + "'"))
        .containsExactly("3 3");
    assertThat(
            lire(
                "select count(*) from plateforme.journal_ancre where maitre_ouvrage_id = '"
                    + intact
                    + "'"))
        .containsExactly("0");
    assertThat(defauts(espace)).isEmpty();
    assertThat(verdict(espace))
        .matches(
            v ->
                v.defaut().isEmpty()
                    && v.ancre() == 3
                    && v.premiere() == 4
                    && v.derniere() == 5
                    && v.lignes() == 2);
    // la suite s'écrit, et une falsification se voit encore
    sous(AGENT, agent(espace), j -> j.noter(NatureDeLigne.ACTE, "Essai.suite", null, null));
    assertThat(defauts(espace)).isEmpty();
    for (var sql :
        List.of(
            "delete from plateforme.journal where maitre_ouvrage_id = '"
                + espace
                + "' and rang = 4",
            "delete from plateforme.journal_ancre where maitre_ouvrage_id = '" + espace + "'",
            "update plateforme.journal_ancre set empreinte = 'x' where maitre_ouvrage_id = '"
                + espace
                + "'")) {
      alterer(
          sql,
          c -> {
            assertThat(defauts(c, espace)).as(sql).isNotEmpty();
            assertThat(
                    Chaine.verifier(c).stream()
                        .filter(v -> v.espace().equals(espace))
                        .findFirst()
                        .orElseThrow()
                        .defaut())
                .as(sql)
                .isPresent();
          });
    }
  }

  @Test
  void lHistoireDeLEquipeSeGardeAutantQueLeJournal() throws SQLException {
    var qui = UUID.randomUUID();
    try (var c = postgres.connexionSuperutilisateur();
        var i = c.createStatement()) {
      for (var age : List.of("13 months", "12 months 1 day", "11 months")) {
        i.execute(
            "insert into plateforme.acte_equipe (id, quand, utilisateur_id, titre, sens, par_id,"
                + " par_nom) values (gen_random_uuid(), now() - interval '"
                + age
                + "', '"
                + qui
                + "', 'SUPPORT', 'DONNE', '"
                + qui
                + "', 'Centrale')");
      }
    }
    assertThat(purge().purger()).isEqualTo(2);
    assertThat(
            lire(
                "select count(*) from plateforme.acte_equipe where utilisateur_id = '"
                    + qui
                    + "' and quand > now() - interval '1 year'"))
        .containsExactly("1");
    assertThat(
            lire(
                "select count(*) from plateforme.acte_equipe where utilisateur_id = '" + qui + "'"))
        .containsExactly("1");
  }

  @Test
  void toutUnJournalPurgeGardeSaTete() throws SQLException {
    var espace = espace();
    sous(
        AGENT,
        agent(espace),
        Instant.now().minusSeconds(800L * 24 * 3600),
        j -> j.noter(NatureDeLigne.ACTE, "Essai.vieux", null, null));
    assertThat(purge().purger()).isEqualTo(1);
    assertThat(defauts(espace)).isEmpty();
    assertThat(verdict(espace))
        .matches(v -> v.defaut().isEmpty() && v.lignes() == 0 && v.derniere() == 1);
    sous(
        AGENT,
        agent(espace),
        Instant.now().minusSeconds(700L * 24 * 3600),
        j -> j.noter(NatureDeLigne.ACTE, "Essai.vieux", null, null));
    assertThat(purge().purger()).as("une seconde ancre suit la première").isEqualTo(1);
    assertThat(defauts(espace)).isEmpty();
    assertThat(verdict(espace).defaut()).isEmpty();
  }

  /**
   * Le rôle d'entretien ne peut que ce que la purge doit pouvoir : la base, non le code, borne ce
   * qui se purge.
   */
  @Test
  void lEntretienNeRetireQueCeQuiAFaitSonTempsEtQuiEstAncre() throws SQLException {
    var espace = espace();
    var vieux = Instant.now().minusSeconds(500L * 24 * 3600);
    sous(AGENT, agent(espace), vieux, j -> j.noter(NatureDeLigne.ACTE, "Essai.vieux", null, null));
    sous(AGENT, agent(espace), vieux, j -> j.noter(NatureDeLigne.ACTE, "Essai.vieux", null, null));
    sous(
        AGENT,
        agent(espace),
        Instant.now(),
        j -> j.noter(NatureDeLigne.ACTE, "Essai.neuf", null, null));
    var ici = "maitre_ouvrage_id = '" + espace + "'";
    try (var c = postgres.connexion(Postgres.ENTRETIEN)) {
      c.setAutoCommit(false);
      assertThat(lire(c, "select count(*) from plateforme.journal where " + ici))
          .as("ne voit que le passé révolu")
          .containsExactly("2");
      assertThat(compter(c, "delete from plateforme.journal where " + ici))
          .as("sans ancre, rien ne part")
          .isZero();
      var ancre =
          "insert into plateforme.journal_ancre (maitre_ouvrage_id, rang, empreinte, lignes, au)"
              + " select maitre_ouvrage_id, rang, empreinte, %s, quand from plateforme.journal"
              + " where "
              + ici
              + " and rang = %d";
      for (var refusee :
          List.of(
              ancre.formatted("1", 2),
              ancre.formatted("2", 2).replace("empreinte, 2", "'x', 2"),
              "insert into plateforme.journal_ancre (maitre_ouvrage_id, rang, empreinte, lignes,"
                  + " au) values ('"
                  + espace
                  + "', 3, (select 'x'), 3, '"
                  + vieux
                  + "')")) {
        assertThatThrownBy(() -> compter(c, refusee))
            .as(refusee)
            .isInstanceOf(SQLException.class)
            .extracting(e -> ((SQLException) e).getSQLState())
            .isEqualTo("42501");
        c.rollback();
      }
      assertThat(compter(c, ancre.formatted("2", 2))).isEqualTo(1);
      assertThat(compter(c, "delete from plateforme.journal where " + ici))
          .as("la ligne récente reste")
          .isEqualTo(2);
      c.rollback();
      for (var refus :
          List.of(
              "update plateforme.journal set detail = 'x'",
              "insert into plateforme.journal select * from plateforme.journal",
              "update plateforme.journal_ancre set rang = 1")) {
        assertThatThrownBy(() -> compter(c, refus))
            .as(refus)
            .isInstanceOf(SQLException.class)
            .extracting(e -> ((SQLException) e).getSQLState())
            .isEqualTo("42501");
        c.rollback();
      }
    }
    // ce même rôle efface les espaces fermés : d'un espace ouvert, il ne lit ni ne retire rien
    // d'autre
    try (var c = postgres.connexion(Postgres.ENTRETIEN)) {
      c.setAutoCommit(false);
      assertThat(lire(c, "select count(*) from plateforme.adhesion where " + ici))
          .containsExactly("0");
      assertThat(lire(c, "select count(*) from metier.contrat")).containsExactly("0");
      assertThat(compter(c, "delete from plateforme.journal_ancre where " + ici))
          .as("l'ancre d'un espace ouvert reste")
          .isZero();
      c.rollback();
    }
    // sans durée en vigueur, rien ne se purge : on ne devine pas
    alterer(
        "update plateforme.parametre set au = '2022-01-01' where code ="
            + " 'JOURNAL_CONSERVATION_MOIS'",
        c -> assertThat(lire(c, "select app.limite_du_journal()")).containsExactly((String) null));
    assertThat(purge().purger()).isEqualTo(2);
  }

  private static final class Abandon extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static PurgerJournal purge() {
    var purge = new PurgerJournal();
    purge.base = source(Postgres.ENTRETIEN, false);
    return purge;
  }

  private static UUID espace() throws SQLException {
    var id = UUID.randomUUID();
    try (var c = postgres.connexion(Postgres.OWNER);
        var i = c.createStatement()) {
      synchronized (JournalIT.class) {
        espaces++;
      }
      i.execute(
          "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
              + id
              + "', 'journal-"
              + espaces
              + "', 'Essai', 'E', 'COMMUNE', '#000000')");
    }
    return id;
  }

  private static Perimetre agent(UUID espace) {
    return entre(espace, Titre.AGENT, Droits.agent(Droit.ACHETEUR, false));
  }

  private static Perimetre entre(UUID espace, Titre titre, Droits droits) {
    return new Perimetre.UnMaitreOuvrage(
        new Espace(
            espace, "essai", "Essai", "E", "COMMUNE", "#000000", titre, null, List.of(), false,
            droits));
  }

  private static void sous(Identite qui, Perimetre perimetre, Consumer<Journal> acte) {
    sous(qui, perimetre, ICI, acte);
  }

  private static void sous(
      Identite qui, Perimetre perimetre, Instant quand, Consumer<Journal> acte) {
    TenantScope.run(
        qui,
        perimetre,
        () -> {
          try (var em = usine.createEntityManager()) {
            em.getTransaction().begin();
            try {
              var journal = new Journal();
              journal.em = em;
              journal.horloge = Clock.fixed(quand, ZoneOffset.UTC);
              acte.accept(journal);
              em.getTransaction().commit();
            } finally {
              if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
              }
            }
          }
        });
  }

  private static void commeApplication(UUID espace, UUID qui, String sql) throws SQLException {
    try (var c = postgres.connexion(Postgres.APP);
        var i = c.createStatement()) {
      c.setAutoCommit(false);
      i.execute(
          "set local app.perimetre = 'espace'; set local app.espace = '"
              + espace
              + "'; set local app.tenant_id = '"
              + espace
              + "'; set local app.utilisateur = '"
              + qui
              + "'");
      i.execute(sql);
    }
  }

  private interface Essai {
    void faire(Connection c) throws SQLException;
  }

  /** Fausse la base en superutilisateur, regarde, et défait tout. */
  private static void alterer(String sql, Essai essai) throws SQLException {
    try (var c = postgres.connexionSuperutilisateur();
        var i = c.createStatement()) {
      c.setAutoCommit(false);
      var point = c.setSavepoint();
      i.execute(sql);
      // la vérification annule sa transaction : on la lui fait faire en dernier, sur ce que cette
      // connexion voit
      essai.faire(sansAnnuler(c));
      c.rollback(point);
      c.rollback();
    }
  }

  /** La même connexion, dont ni rollback ni autocommit ne défont l'altération en cours d'essai. */
  private static Connection sansAnnuler(Connection c) {
    return (Connection)
        Proxy.newProxyInstance(
            JournalIT.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, methode, arguments) ->
                switch (methode.getName()) {
                  case "rollback", "setAutoCommit", "close" -> null;
                  default -> methode.invoke(c, arguments);
                });
  }

  private static Chaine.Verdict verdict(UUID espace) throws SQLException {
    // le rôle même de l'application suffit : il n'y a besoin d'aucun droit de plus pour vérifier
    try (var c = postgres.connexion(Postgres.APP)) {
      return Chaine.verifier(c).stream()
          .filter(v -> v.espace().equals(espace))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<String> defauts(UUID espace) throws SQLException {
    try (var c = postgres.connexionSuperutilisateur()) {
      return defauts(c, espace);
    }
  }

  private static List<String> defauts(Connection c, UUID espace) throws SQLException {
    return lire(c, "select rang || ' ' || defaut from app.defauts_du_journal('" + espace + "')");
  }

  private static List<String> lire(String sql) throws SQLException {
    try (var c = postgres.connexionSuperutilisateur()) {
      return lire(c, sql);
    }
  }

  private static List<String> lire(Connection c, String sql) throws SQLException {
    try (var i = c.createStatement();
        var r = i.executeQuery(sql)) {
      var valeurs = new ArrayList<String>();
      while (r.next()) {
        valeurs.add(r.getString(1));
      }
      return valeurs;
    }
  }

  private static int compter(Connection c, String sql) throws SQLException {
    try (var i = c.createStatement()) {
      i.execute(sql);
      return i.getUpdateCount();
    }
  }

  private static Class<?> classe(String nom) {
    try {
      return Class.forName(nom);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DataSource bassin() {
    return source(Postgres.APP, true);
  }

  private static DataSource source(String role, boolean enTransaction) {
    return (DataSource)
        Proxy.newProxyInstance(
            JournalIT.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, methode, arguments) ->
                switch (methode.getName()) {
                  case "getConnection" -> {
                    var c = postgres.connexion(role);
                    c.setAutoCommit(!enTransaction);
                    yield c;
                  }
                  case "toString" -> "bassin de " + role;
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  default -> throw new UnsupportedOperationException(methode.getName());
                });
  }
}
