package fr.maillon.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.infra.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Où une personne peut entrer aujourd'hui : chaque date, chaque état compte, dès la demande
 * suivante.
 */
class AccesDuJourIT {
  /** Les vues de l'entrée, dont chaque condition se prouve ici. */
  static final List<String> VUES = List.of("plateforme.acces_du_jour", "plateforme.termes_du_jour");

  private static Postgres postgres;

  private static final String FAITS =
      """
      rien ne change | agentA | - | A AGENT
      rien ne change | facil | - | A FACILITATEUR
      rien ne change | facil2 | - | A FACILITATEUR, B FACILITATEUR
      rien ne change | coord | - | A COORDINATEUR, B COORDINATEUR
      rien ne change | central | - | -
      l'adhésion finit aujourd'hui | agentA | update plateforme.adhesion set au = current_date | A AGENT
      l'adhésion a fini hier | agentA | update plateforme.adhesion set au = current_date - 1 | -
      l'adhésion commence demain | agentA | update plateforme.adhesion set du = current_date + 1 | -
      l'affectation finit aujourd'hui | facil | update plateforme.affectation set au = current_date | A FACILITATEUR
      l'affectation a fini hier | facil | update plateforme.affectation set au = current_date - 1 | -
      l'affectation commence demain | facil | update plateforme.affectation set du = current_date + 1 | -
      la convention a fini hier | facil2 | update plateforme.convention set au = current_date - 1 | -
      la convention de B a fini hier | facil2 | update plateforme.convention set au = current_date - 1 where maitre_ouvrage_id = :B | A FACILITATEUR
      la convention commence demain | coord | update plateforme.convention set du = current_date + 1 | -
      la convention finit aujourd'hui | facil2 | update plateforme.convention set au = current_date | A FACILITATEUR, B FACILITATEUR
      finie hier, un avenant la prolonge d'aujourd'hui | coord | update plateforme.convention set au = current_date - 1; delete from plateforme.avenant where maitre_ouvrage_id = :B; update plateforme.avenant set effet = current_date | A COORDINATEUR
      finie hier, l'avenant ne prend effet que demain | facil | update plateforme.convention set au = current_date - 1; update plateforme.avenant set effet = current_date + 1 | -
      un avenant d'hier l'a écourtée à hier | facil | update plateforme.avenant set effet = current_date - 1, au = current_date - 1 | -
      un avenant d'hier l'écourte à aujourd'hui | facil | update plateforme.avenant set effet = current_date - 1, au = current_date | A FACILITATEUR
      un avenant de demain l'écourtera à demain | facil | update plateforme.avenant set effet = current_date + 1, au = current_date + 1 | A FACILITATEUR
      de deux avenants venus, le dernier vaut | facil | update plateforme.avenant set effet = current_date - 2, au = current_date - 1; insert into plateforme.avenant select convention_id, maitre_ouvrage_id, 2, current_date - 1, current_date, null, null, 'o', 's', now() from plateforme.avenant | A FACILITATEUR
      l'avenant d'une autre convention n'y fait rien | facil2 | delete from plateforme.avenant where maitre_ouvrage_id = :B; update plateforme.avenant set effet = current_date - 1, au = current_date - 1 | B FACILITATEUR
      l'affectation retirée avant de commencer n'ouvre rien | facil | update plateforme.affectation set du = current_date, au = current_date - 1 | -
      la convention finie n'ôte rien à l'agent | agentA | update plateforme.convention set au = current_date - 1 | A AGENT
      l'habilitation a fini hier | facil | update plateforme.habilitation set au = current_date - 1 | -
      l'habilitation commence demain | coord | update plateforme.habilitation set du = current_date + 1 | -
      l'espace est fermé | agentA | update plateforme.maitre_ouvrage set etat = 'FERME' | -
      l'espace B est fermé | facil2 | update plateforme.maitre_ouvrage set etat = 'FERME' where id = :B | A FACILITATEUR
      un agent qui serait aussi facilitateur entre comme agent | facil | insert into plateforme.adhesion select id, :A, date '2026-01-01' from plateforme.utilisateur where nom = 'facil' | A AGENT
      un agent qui serait aussi coordinateur entre comme agent | coord | insert into plateforme.adhesion select id, :A, date '2026-01-01' from plateforme.utilisateur where nom = 'coord' | A AGENT, B COORDINATEUR
      une coordinatrice affectée, facilitatrice aussi, entre au plus large | coord | insert into plateforme.habilitation select id, 'FACILITATEUR', date '2026-01-01' from plateforme.utilisateur where nom = 'coord'; insert into plateforme.affectation select gen_random_uuid(), c.id, :A, u.id, date '2026-01-01' from plateforme.utilisateur u, plateforme.convention c where u.nom = 'coord' and c.maitre_ouvrage_id = :A | A COORDINATEUR, B COORDINATEUR
      sa coordination retirée, elle entre encore où elle est affectée | coord | insert into plateforme.habilitation select id, 'FACILITATEUR', date '2026-01-01' from plateforme.utilisateur where nom = 'coord'; update plateforme.habilitation set au = current_date - 1 where titre = 'COORDINATEUR'; insert into plateforme.affectation select gen_random_uuid(), c.id, :A, u.id, date '2026-01-01' from plateforme.utilisateur u, plateforme.convention c where u.nom = 'coord' and c.maitre_ouvrage_id = :A | A FACILITATEUR
      une coordinatrice affectée sans être facilitatrice entre comme coordination | coord | insert into plateforme.affectation select gen_random_uuid(), c.id, :A, u.id, date '2026-01-01' from plateforme.utilisateur u, plateforme.convention c where u.nom = 'coord' and c.maitre_ouvrage_id = :A | A COORDINATEUR, B COORDINATEUR
      aucune fenêtre ouverte | support | - | -
      le support entre où une fenêtre est ouverte | support | update plateforme.acces_support set du = now() - interval '1 minute', au = now() + interval '30 minutes' where maitre_ouvrage_id = :B | B SUPPORT
      fermée avant l'heure, elle n'ouvre plus rien | support | update plateforme.acces_support set du = now() - interval '1 minute', au = now() + interval '30 minutes', ferme_le = now() | -
      la fenêtre est passée | support | update plateforme.acces_support set du = now() - interval '1 hour', au = now() - interval '1 minute' | -
      une fenêtre n'ouvre qu'au support | central | update plateforme.acces_support set du = now() - interval '1 minute', au = now() + interval '30 minutes' | -
      la fenêtre n'est pas commencée | support | update plateforme.acces_support set du = now() + interval '1 minute', au = now() + interval '30 minutes' | -
      qui n'est plus du support n'entre plus | support | update plateforme.acces_support set du = now() - interval '1 minute', au = now() + interval '30 minutes'; update plateforme.habilitation set au = current_date - 1 | -
      qui sera du support demain n'entre pas | support | update plateforme.acces_support set du = now() - interval '1 minute', au = now() + interval '30 minutes'; update plateforme.habilitation set du = current_date + 1 | -
      une glace brisée par un autre ne s'ouvre pas à lui | support | update plateforme.acces_support set du = now() - interval '1 minute', au = now() + interval '30 minutes', bris_de_glace = true where maitre_ouvrage_id = :B | -
      la coordination a fini hier | coord | update plateforme.habilitation set au = current_date - 1 | -
      l'habilitation commence demain | facil | update plateforme.habilitation set du = current_date + 1 | -
      coordonner n'est pas faciliter | facil | update plateforme.habilitation set titre = 'CENTRAL' where utilisateur_id = (select id from plateforme.utilisateur where nom = 'facil') | -
      """;

  record Fait(String nom, String personne, String changement, String espaces) {
    /**
     * Change le fait, puis demande, et défait ; {@code set role} remet l'application sous la
     * sécurité par ligne.
     */
    List<String> acces(Connection c) throws SQLException {
      Jeu.executer(c, "savepoint fait");
      if (changement != null) {
        Jeu.executer(
            c, changement.replace(":A", "'" + Jeu.A + "'").replace(":B", "'" + Jeu.B + "'"));
      }
      var acces = AccesDuJourIT.acces(c, new Perimetre.Identification(), Jeu.id(personne));
      Jeu.executer(c, "rollback to savepoint fait");
      return acces;
    }

    List<String> attendus() {
      return espaces == null ? List.of() : List.of(espaces.split(", "));
    }

    @Override
    public String toString() {
      return nom + " : " + personne + " → " + espaces;
    }
  }

  @BeforeAll
  static void semer() throws SQLException {
    postgres = BaseSemee.copie();
  }

  @AfterAll
  static void fermer() {
    postgres.close();
  }

  private static Stream<Fait> faits() {
    return FAITS
        .strip()
        .lines()
        .map(
            l ->
                Stream.of(l.split("\\|"))
                    .map(String::strip)
                    .map(m -> m.equals("-") ? null : m)
                    .toArray(String[]::new))
        .map(m -> new Fait(m[0], m[1], m[2], m[3]));
  }

  @ParameterizedTest
  @MethodSource("faits")
  void chaqueFaitCompte(Fait fait) throws SQLException {
    try (var c = postgres.connexionSuperutilisateur()) {
      c.setAutoCommit(false);
      assertThat(fait.acces(c)).isEqualTo(fait.attendus());
      c.rollback();
    }
  }

  /**
   * Une condition qu'aucun fait ne regrette n'est pas prouvée : chacune est ôtée tour à tour, une
   * réponse au moins doit changer.
   */
  @ParameterizedTest
  @FieldSource("VUES")
  void chaqueConditionCompte(String vue) throws SQLException {
    try (var c = postgres.connexionSuperutilisateur()) {
      c.setAutoCommit(false);
      var mutants =
          Conditions.oteesUneAUne(
              Sql.colonne(c, "select pg_get_viewdef('" + vue + "'::regclass)").getFirst());
      var survivants = new ArrayList<String>();
      for (var mutant : mutants.entrySet()) {
        Jeu.executer(
            c, "savepoint mutant; create or replace view " + vue + " as " + mutant.getValue());
        if (toutTient(c)) {
          survivants.add(mutant.getKey());
        }
        Jeu.executer(c, "rollback to savepoint mutant");
      }
      assertThat(toutTient(c)).isTrue();
      c.rollback();
      System.out.println(
          vue
              + " : "
              + (mutants.size() - survivants.size())
              + " conditions prouvées sur "
              + mutants.size());
      assertThat(mutants).isNotEmpty();
      assertThat(survivants).isEmpty();
    }
  }

  private static boolean toutTient(Connection c) throws SQLException {
    for (var fait : faits().toList()) {
      if (!fait.acces(c).equals(fait.attendus())) {
        return false;
      }
    }
    return acces(c, new Perimetre.Systeme(), Jeu.id("facil2")).isEmpty()
        && deFacil2(c, "sirets").equals(List.of(siret("A"), siret("B")))
        && finsDeChacun(c).equals(List.of("A 20", "B 10"));
  }

  /** L'avenant de A la prolonge, elle seule. */
  private static List<String> finsDeChacun(Connection c) throws SQLException {
    Jeu.executer(
        c,
        "savepoint fins; update plateforme.convention set au = current_date + 10; delete from"
            + " plateforme.avenant where maitre_ouvrage_id = '"
            + Jeu.B
            + "';"
            + " update plateforme.avenant set effet = current_date + 2, au = current_date + 20");
    var fins = deFacil2(c, "(jusqu_au - current_date)");
    Jeu.executer(c, "rollback to savepoint fins");
    return fins;
  }

  private static String siret(String espace) {
    return espace + " " + Jeu.ligne("plateforme.maitre_ouvrage_siret", espace, 0).get("siret");
  }

  private static List<String> deFacil2(Connection c, String colonne) throws SQLException {
    Jeu.executer(c, "set local role maillon_app");
    Jeu.executer(
        c, TenantConnectionListener.reglages(new Perimetre.Identification(), Jeu.id("facil2")));
    var valeurs =
        Sql.colonne(
            c,
            "select distinct sigle || ' ' || "
                + colonne
                + " from plateforme.acces_du_jour order by 1");
    Jeu.executer(c, "set local role none");
    return valeurs;
  }

  /**
   * Le dernier jour n'est pas fini partout à la fois : celui qui compte est celui du fuseau de la
   * session, Europe/Paris en service.
   */
  @Test
  void minuitEstCeluiDuFuseauDeLaSession() throws SQLException {
    try (var c = postgres.connexionSuperutilisateur()) {
      c.setAutoCommit(false);
      Jeu.executer(c, "set local timezone = 'Etc/GMT+12'");
      Jeu.executer(c, "update plateforme.convention set au = current_date");
      assertThat(acces(c, new Perimetre.Identification(), Jeu.id("facil")))
          .containsExactly("A FACILITATEUR");
      Jeu.executer(c, "set local timezone = 'Pacific/Kiritimati'");
      assertThat(acces(c, new Perimetre.Identification(), Jeu.id("facil")))
          .as("là, ce jour est passé")
          .isEmpty();
      c.rollback();
    }
  }

  /** L'accès dit jusqu'à quand : la première des fins, avenants à venir compris. */
  @Test
  void lAccesFinitALaPremiereDesFins() throws SQLException {
    try (var c = postgres.connexionSuperutilisateur()) {
      c.setAutoCommit(false);
      Jeu.executer(
          c,
          "update plateforme.convention set au = current_date + 10; update plateforme.avenant set"
              + " effet = current_date + 11, au = current_date + 20");
      assertThat(fin(c)).isEqualTo("20");
      Jeu.executer(c, "update plateforme.affectation set au = current_date + 15");
      assertThat(fin(c)).isEqualTo("15");
      Jeu.executer(
          c, "update plateforme.avenant set effet = current_date + 2, au = current_date + 3");
      assertThat(fin(c)).isEqualTo("3");
      c.rollback();
    }
  }

  private static String fin(Connection c) throws SQLException {
    Jeu.executer(c, "set local role maillon_app");
    Jeu.executer(
        c, TenantConnectionListener.reglages(new Perimetre.Identification(), Jeu.id("facil")));
    var fin = Sql.colonne(c, "select jusqu_au - current_date from plateforme.acces_du_jour");
    Jeu.executer(c, "set local role none");
    return String.join(",", fin);
  }

  /**
   * La vue des accès porte sa règle elle-même : chercher l'espace d'un autre par son adresse ne
   * l'ouvre pas.
   */
  @Test
  void uneAdresseNommeUnEspaceEtNOuvreRien() throws SQLException {
    try (var c = postgres.connexionSuperutilisateur()) {
      c.setAutoCommit(false);
      var cherche =
          "select a.sigle from plateforme.acces_du_jour a where a.id = (select e.id from"
              + " plateforme.adresse_espace e where e.code = (select code from nommes where nom ="
              + " '%s'))";
      Jeu.executer(
          c,
          "create temp table nommes on commit drop as select sigle as nom, code from"
              + " plateforme.maitre_ouvrage; grant select on nommes to maillon_app");
      Jeu.executer(c, "set local role maillon_app");
      Jeu.executer(
          c, TenantConnectionListener.reglages(new Perimetre.Identification(), Jeu.id("agentA")));
      assertThat(Sql.colonne(c, cherche.formatted("A"))).containsExactly("A");
      assertThat(Sql.colonne(c, cherche.formatted("B"))).isEmpty();
      for (var ailleurs :
          List.of(
              new Perimetre.Aucun(),
              new Perimetre.Systeme(),
              new Perimetre.Centre(),
              Demandeur.FACIL2_DANS_A.perimetre)) {
        Jeu.executer(c, TenantConnectionListener.reglages(ailleurs, Jeu.id("agentA")));
        assertThat(Sql.colonne(c, "select code from plateforme.adresse_espace"))
            .as(ailleurs.toString())
            .isEmpty();
      }
      c.rollback();
    }
  }

  @Test
  void ailleursQuALEntreeOnNApprendRien() throws SQLException {
    try (var c = postgres.connexionSuperutilisateur()) {
      c.setAutoCommit(false);
      assertThat(acces(c, new Perimetre.Aucun(), Jeu.id("facil2"))).isEmpty();
      assertThat(acces(c, new Perimetre.Systeme(), Jeu.id("facil2"))).isEmpty();
      assertThat(acces(c, new Perimetre.Identification(), Jeu.NUL)).isEmpty();
      assertThat(acces(c, Demandeur.FACIL2_DANS_A.perimetre, Jeu.id("facil2")))
          .as("entré dans A, B ne paraît pas")
          .noneMatch(a -> a.startsWith("B"));
      c.rollback();
    }
  }

  private static List<String> acces(Connection c, Perimetre perimetre, UUID qui)
      throws SQLException {
    Jeu.executer(c, "set local role maillon_app");
    Jeu.executer(c, TenantConnectionListener.reglages(perimetre, qui));
    // un titre par ligne ; celui qui fait entrer est le premier
    var acces =
        Sql.colonne(
            c,
            "select sigle || ' ' || titre from (select distinct on (id) sigle, titre from"
                + " plateforme.acces_du_jour order by id, rang) a order by 1");
    Jeu.executer(c, "set local role none");
    return acces;
  }
}
