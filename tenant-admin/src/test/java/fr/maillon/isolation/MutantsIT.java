package fr.maillon.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.infra.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Une garde dont l'absence ne fait tomber aucun essai n'est pas prouvée. Chaque politique écrite à
 * la main est tour à tour retirée, ouverte en grand, ouverte d'un seul de ses deux côtés : à chaque
 * fois, un contrôle au moins doit tomber. Le gabarit ({@link Gabarit}) et FORCE se prouvent sur une
 * table par périmètre ; les autres, {@link CatalogueIT} les veut pareilles, mot pour mot. La base
 * est rendue comme elle était.
 */
class MutantsIT {
  /** Une table par périmètre, où le gabarit aussi se mute. */
  private static final Set<String> TEMOINS =
      Set.of("metier.marche", "equipe.participant", "plateforme.adhesion", "consolide.arrete");

  /**
   * @param faire le défaut qu'on introduit
   * @param defaire ce qui rend la garde
   */
  private record Mutant(String nom, String table, String faire, String defaire, String geste) {
    Mutant(String nom, String table, String faire, String defaire) {
      this(nom, table, faire, defaire, "");
    }

    /** Qui la politique sert, ou ce que son défaut permet : l'essai qui le voit est là. */
    boolean designe(Controles.Controle c) {
      return c.touche().contains(table)
          && (nom.endsWith("with check (true)")
              ? c.nom().contains(" ne passe pas ")
              : nom.contains(".vues ")
                  ? c.nom().contains(" les vues ")
                  : nom.contains(".proprietaire ")
                      ? c.nom().contains(" PROPRIETAIRE ")
                      : (nom.contains(".entretien") || nom.contains(".purge"))
                          && c.nom().contains(" ENTRETIEN "));
    }

    /** Les contrôles du geste gardé ensuite : l'un d'eux tombe presque toujours. */
    boolean vise(Controles.Controle c) {
      return c.touche().contains(table) && c.nom().contains(geste);
    }
  }

  private record Politique(
      String table, String nom, String commande, String roles, String lit, String ecrit) {
    boolean sansCondition() {
      return (lit == null || lit.equals("true")) && (ecrit == null || ecrit.equals("true"));
    }

    boolean duGabarit() {
      if (nom.equals("entretien")
          && List.of("tenant_id", "maitre_ouvrage_id").stream()
              .anyMatch(colonne -> Gabarit.POSTGRESQL.efface(colonne).equals(lit))) {
        return true;
      }
      return Jeu.tableDEspace(table)
          && Gabarit.POSTGRESQL
              .politiques(table, Jeu.GESTES.get(table))
              .contains(
                  String.join(
                      " ",
                      nom,
                      commande,
                      roles,
                      lit == null ? "-" : lit,
                      ecrit == null ? "-" : ecrit));
    }

    String geste() {
      return switch (commande) {
        case "SELECT" -> " lit ";
        case "INSERT" -> "ajoute ";
        case "UPDATE" -> "modifie ";
        case "DELETE" -> "supprime ";
        default -> "";
      };
    }

    String creer(String versRoles, String avecLit, String avecEcrit) {
      return "create policy "
          + nom
          + " on "
          + table
          + " for "
          + commande
          + " to "
          + versRoles
          + (avecLit == null ? "" : " using (" + avecLit + ")")
          + (avecEcrit == null ? "" : " with check (" + avecEcrit + ")");
    }
  }

  /**
   * @param mort le contrôle tombé ; null : aucun
   */
  private record Verdict(Mutant mutant, String mort) {}

  /**
   * Sur deux bases semées de même : chaque mutant n'en attend qu'une, et ce sont les allers-retours
   * qui durent.
   */
  @Test
  void chaqueMutantFaitTomberUnControle() throws Exception {
    try (var premiere = BaseSemee.copie();
        var seconde = BaseSemee.copie();
        var fils = Executors.newFixedThreadPool(2)) {
      var moities = List.of(premiere, seconde);
      var taches =
          fils.invokeAll(
              IntStream.range(0, 2)
                  .<Callable<List<Verdict>>>mapToObj(i -> () -> juger(moities.get(i), i))
                  .toList());
      var verdicts = new ArrayList<Verdict>();
      for (var tache : taches) {
        verdicts.addAll(tache.get());
      }
      var survivants =
          verdicts.stream().filter(v -> v.mort() == null).map(v -> v.mutant().nom()).toList();
      var liste = Path.of("target", "mutants.txt");
      Files.writeString(
          liste,
          verdicts.stream()
              .map(
                  v ->
                      (v.mort() == null ? "SURVIT " : "tué    ")
                          + v.mutant().nom()
                          + "\n         "
                          + v.mort()
                          + '\n')
              .sorted()
              .collect(Collectors.joining()));
      System.out.println(
          verdicts.size()
              - survivants.size()
              + " mutants tués sur "
              + verdicts.size()
              + ", un par ligne dans tenant-admin/"
              + liste);
      assertThat(survivants).isEmpty();
      assertThat(verdicts)
          .hasSizeGreaterThan(250)
          .extracting(v -> v.mutant().nom())
          .doesNotHaveDuplicates();
    }
  }

  /**
   * Une vue qui lit sous ses propres droits porte sa garde : ôtée, un contrôle doit tomber. Celles
   * de l'entrée ont les leurs ({@link AccesDuJourIT}).
   */
  @Test
  void chaqueGardeDUneVueFaitTomberUnControle() throws SQLException {
    var survivants = new ArrayList<String>();
    int gardes = 0;
    try (var postgres = BaseSemee.copie();
        var controles = new Controles(postgres);
        var administrateur = postgres.connexionSuperutilisateur()) {
      var vues = new ArrayList<>(Sql.colonne(administrateur, Conditions.VUES_GARDEES));
      vues.removeAll(AccesDuJourIT.VUES);
      assertThat(vues).isNotEmpty();
      for (var vue : vues) {
        var definition =
            Sql.colonne(administrateur, "select pg_get_viewdef('" + vue + "'::regclass)")
                .getFirst();
        var creer =
            "create or replace view "
                + vue
                + Sql.colonne(
                        administrateur,
                        "select coalesce(' with (' || array_to_string(reloptions, ', ') || ')', '')"
                            + " from pg_class where oid = '"
                            + vue
                            + "'::regclass")
                    .getFirst()
                + " as ";
        var mutants = Conditions.gardesOtees(definition);
        assertThat(mutants).as("gardes de " + vue).isNotEmpty();
        for (var mutant : mutants.entrySet()) {
          gardes++;
          Jeu.executer(administrateur, creer + mutant.getValue());
          String echec;
          try {
            echec = controles.premierEchec(c -> c.touche().contains(vue)).orElse(null);
          } finally {
            Jeu.executer(administrateur, creer + definition);
          }
          if (echec == null) {
            survivants.add(vue + " : " + mutant.getKey());
          }
        }
        assertThat(Sql.colonne(administrateur, "select pg_get_viewdef('" + vue + "'::regclass)"))
            .as(vue + " est rendue")
            .containsExactly(definition);
        assertThat(controles.premierEchec(c -> c.touche().contains(vue))).isEmpty();
      }
    }
    System.out.println(gardes - survivants.size() + " gardes de vues prouvées sur " + gardes);
    assertThat(survivants).isEmpty();
  }

  /**
   * @param moitie 0 : les mutants de rang pair ; 1 : les autres
   */
  private static List<Verdict> juger(Postgres postgres, int moitie) throws SQLException {
    try (var controles = new Controles(postgres);
        var proprietaire = postgres.connexion(Postgres.OWNER);
        var catalogue = postgres.connexionSuperutilisateur()) {
      var rang = new AtomicInteger();
      assertThat(controles.premierEchec(_ -> rang.getAndIncrement() % 2 == moitie))
          .as("sans mutant, tout tient ; l'autre base, semée de même, dit l'autre moitié")
          .isEmpty();
      var avant = etat(catalogue);
      var tous = mutants(catalogue, controles.tables);
      var verdicts = new ArrayList<Verdict>();
      for (int i = moitie; i < tous.size(); i += 2) {
        var mutant = tous.get(i);
        executer(proprietaire, mutant.faire());
        try {
          verdicts.add(
              new Verdict(
                  mutant,
                  controles
                      .premierEchec(mutant::designe)
                      .or(() -> ailleurs(controles, mutant))
                      .orElse(null)));
        } finally {
          executer(proprietaire, mutant.defaire());
        }
      }
      assertThat(etat(catalogue)).as("les gardes sont rendues").isEqualTo(avant);
      return verdicts;
    }
  }

  private static Optional<String> ailleurs(Controles controles, Mutant mutant) {
    try {
      var vise = controles.premierEchec(mutant::vise);
      if (vise.isPresent()) {
        return vise;
      }
      var ici = controles.dernierEchec(c -> c.touche().contains(mutant.table()));
      return ici.isPresent() ? ici : controles.dernierEchec(_ -> true);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Mutant> mutants(Connection catalogue, List<String> tables)
      throws SQLException {
    var mutants = new ArrayList<Mutant>();
    for (var p : politiques(catalogue)) {
      if (p.duGabarit() && !TEMOINS.contains(p.table())) {
        continue;
      }
      var nom = p.table() + "." + p.nom();
      var retirer = "drop policy " + p.nom() + " on " + p.table();
      var rendre = p.creer(p.roles(), p.lit(), p.ecrit());
      mutants.add(new Mutant(nom + " retirée", p.table(), retirer, rendre, p.geste()));
      if (!p.sansCondition() || changeQuelquUn(catalogue, p)) {
        mutants.add(
            new Mutant(
                nom + " ouverte en grand",
                p.table(),
                retirer
                    + "; "
                    + p.creer(
                        "public",
                        p.lit() == null ? null : "true",
                        p.ecrit() == null ? null : "true"),
                retirer + "; " + rendre,
                p.geste()));
      }
      if (p.lit() != null && p.ecrit() != null && !p.lit().equals("true")) {
        mutants.add(
            new Mutant(
                nom + " : using (true)",
                p.table(),
                retirer + "; " + p.creer(p.roles(), "true", p.ecrit()),
                retirer + "; " + rendre,
                p.geste()));
        mutants.add(
            new Mutant(
                nom + " : with check (true)",
                p.table(),
                retirer + "; " + p.creer(p.roles(), p.lit(), "true"),
                retirer + "; " + rendre,
                p.geste()));
      }
    }
    for (var table : tables.stream().filter(TEMOINS::contains).toList()) {
      mutants.add(
          new Mutant(
              table + " sans FORCE",
              table,
              "alter table " + table + " no force row level security",
              "alter table " + table + " force row level security"));
      mutants.add(
          new Mutant(
              table + " sans sécurité par ligne",
              table,
              "alter table " + table + " disable row level security",
              "alter table " + table + " enable row level security"));
    }
    return mutants;
  }

  /**
   * Ouvrir à tous une politique déjà sans condition n'ajoute que des rôles : le défaut ne peut se
   * voir que si l'un d'eux a ce droit sur la table. La propriétaire l'a, mais une politique à elle,
   * sans condition, lui permet déjà tout.
   */
  private static boolean changeQuelquUn(Connection catalogue, Politique p) throws SQLException {
    var droits = p.commande().equals("ALL") ? "select, insert, update, delete" : p.commande();
    return !Sql.colonne(
            catalogue,
            "select rolname from pg_roles r where rolname like 'maillon%' and rolname <> all"
                + " (string_to_array('"
                + p.roles()
                + "', ', ')) and has_table_privilege(rolname, '"
                + p.table()
                + "', '"
                + droits
                + "') and not exists (select 1 from pg_policies q where format('%I.%I',"
                + " q.schemaname, q.tablename) = '"
                + p.table()
                + "' and q.cmd = 'ALL' and q.roles = array[r.rolname] and q.qual = 'true' and"
                + " q.with_check = 'true')")
        .isEmpty();
  }

  private static List<Politique> politiques(Connection catalogue) throws SQLException {
    try (var instruction = catalogue.createStatement();
        var r =
            instruction.executeQuery(
                "select format('%I.%I', schemaname, tablename), policyname, cmd,"
                    + " array_to_string(roles, ', '), qual, with_check from pg_policies where"
                    + " schemaname not in ('pg_catalog', 'information_schema') order by 1, 2")) {
      var politiques = new ArrayList<Politique>();
      while (r.next()) {
        politiques.add(
            new Politique(
                r.getString(1),
                r.getString(2),
                r.getString(3),
                r.getString(4),
                r.getString(5),
                r.getString(6)));
      }
      return politiques;
    }
  }

  private static List<String> etat(Connection catalogue) throws SQLException {
    var etat = new ArrayList<>(politiques(catalogue).stream().map(Politique::toString).toList());
    etat.addAll(
        Sql.colonne(
            catalogue,
            "select concat_ws(' ', oid::regclass, relrowsecurity, relforcerowsecurity) from"
                + " pg_class where relkind in ('r', 'p') order by 1"));
    return etat;
  }

  private static void executer(Connection proprietaire, String sql) throws SQLException {
    // une seule transaction par défaut introduit : jamais de table entre deux états
    proprietaire.setAutoCommit(false);
    Jeu.executer(proprietaire, sql);
    proprietaire.commit();
  }
}
