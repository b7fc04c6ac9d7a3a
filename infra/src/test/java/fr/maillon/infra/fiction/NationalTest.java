package fr.maillon.infra.fiction;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.infra.Postgres;
import java.io.OutputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the generator promises, on a real base: exact totals, the same bytes from the same seed,
 * every key and constraint, exact rollups.
 */
@Tag("nuit")
class NationalTest {
  private static final String OBJETS =
      "select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' ||"
          + " convalidated from pg_constraint where connamespace in ('plateforme'::regnamespace,"
          + " 'equipe'::regnamespace, 'metier'::regnamespace, 'consolide'::regnamespace) union all"
          + " select indexdef from pg_indexes where schemaname in ('plateforme', 'equipe',"
          + " 'metier', 'consolide') order by 1";

  @ParameterizedTest
  @ValueSource(ints = {24, 200})
  void uneBaseGenereeEstExacteEtEntiere(int espaces) throws SQLException {
    var taille = Taille.de(espaces);
    try (var postgres = Postgres.jetable();
        var c = postgres.connexionSuperutilisateur()) {
      var objets = colonne(c, OBJETS);
      var bilan = National.charger(c, taille, new PrintStream(OutputStream.nullOutputStream()));

      assertThat(colonne(c, OBJETS))
          .as("clés, contraintes et index")
          .isEqualTo(objets)
          .isNotEmpty()
          .noneMatch(o -> o.endsWith(" false"));
      for (var table : bilan.lignes().entrySet()) {
        assertThat(colonne(c, "select count(*) from " + table.getKey()))
            .as(table.getKey())
            .containsExactly(table.getValue().toString())
            .doesNotContain("0");
      }
      assertThat(colonne(c, "select count(*) from plateforme.maitre_ouvrage"))
          .containsExactly("" + espaces);
      assertThat(colonne(c, "select count(*) from metier.marche"))
          .containsExactly("" + taille.marches());
      assertThat(
              colonne(
                  c,
                  "select extract(year from debut) || ' ' || count(*) from metier.contrat group by"
                      + " extract(year from debut) order by 1"))
          .isEqualTo(
              java.util.stream.IntStream.range(0, Taille.ANNEES)
                  .mapToObj(a -> (taille.premiereAnnee() + a) + " " + taille.contratsParAn())
                  .toList());
      assertThat(colonne(c, "select annee from consolide.ecarts"))
          .as("cumuls contre registre")
          .isEmpty();
      assertThat(bilan.empreinte()).isEqualTo(National.aBlanc(taille).empreinte());
      coherente(c);
    }
  }

  /** What no constraint of the base says. */
  private static void coherente(Connection c) throws SQLException {
    for (var faute :
        List.of(
            "select m.numero from metier.marche m where m.lots <> (select count(*) from metier.lot"
                + " l where l.tenant_id = m.tenant_id and l.marche_id = m.id)",
            "select m.numero from metier.marche m where m.montant <> (select sum(montant) from"
                + " metier.lot l where l.tenant_id = m.tenant_id and l.marche_id = m.id)",
            "select c.id from metier.contrat c join metier.engagement e using (tenant_id) join"
                + " metier.clause x on x.tenant_id = e.tenant_id and x.id = e.clause_id where e.id"
                + " = c.engagement_id and (x.etat <> 'ACCEPTEE' or x.marche_id <> c.marche_id)",
            "select c.id from metier.contrat c join equipe.eligibilite e on e.id = c.eligibilite_id"
                + " where e.participant_id <> c.participant_id or c.debut < e.date_entree or c.fin"
                + " > e.date_fin",
            "select c.id from metier.contrat c join metier.marche m on m.tenant_id = c.tenant_id"
                + " and m.id = c.marche_id where c.debut < m.date_notification",
            "select d.id from metier.declaration_heures d where (d.etat = 'VALIDEE') <> exists"
                + " (select 1 from metier.registre_heures r where r.tenant_id = d.tenant_id and"
                + " r.declaration_id = d.id and r.nature = 'VALIDATION')",
            "select declaration_id from metier.registre_heures group by tenant_id, declaration_id"
                + " having sum(heures) < 0",
            "select id from plateforme.maitre_ouvrage m where not exists (select 1 from"
                + " plateforme.convention c where c.maitre_ouvrage_id = m.id and current_date"
                + " between c.du and c.au)",
            "select id from plateforme.maitre_ouvrage m where not exists (select 1 from"
                + " plateforme.adhesion a where a.maitre_ouvrage_id = m.id and a.droit ="
                + " 'ADMINISTRATEUR')")) {
      assertThat(colonne(c, faute)).as(faute).isEmpty();
    }
    assertThat(
            colonne(
                c,
                "select count(*) from (select participant_id from metier.contrat group by"
                    + " participant_id having count(distinct tenant_id) > 1) p"))
        .as("personnes qui travaillent pour plusieurs")
        .doesNotContain("0");
  }

  @Test
  void uneAutreGraineDonneUneAutreBase() {
    var taille = Taille.de(24);
    assertThat(National.aBlanc(taille).empreinte())
        .isEqualTo(National.aBlanc(taille).empreinte())
        .isNotEqualTo(
            National.aBlanc(
                    new Taille(taille.graine() + 1, 24, taille.derniereAnnee(), taille.annees()))
                .empreinte());
  }

  @Test
  void lePaysALesTotauxPublies() {
    var pays = Taille.de(Taille.ESPACES_DU_PAYS);
    assertThat(pays.marches()).isEqualTo(58_454);
    assertThat(pays.contratsParAn()).isEqualTo(75_194);
    for (var espaces : List.of(1, 2, 24, 200, 3_600)) {
      var taille = Taille.de(espaces);
      for (var total : List.of(taille.marches(), taille.contratsParAn())) {
        var parts = taille.parts(total);
        assertThat(Arrays.stream(parts).sum()).isEqualTo(total);
        assertThat(Arrays.stream(parts).min().orElseThrow()).isPositive();
        assertThat(Arrays.stream(parts).boxed().toList())
            .isSortedAccordingTo(java.util.Comparator.reverseOrder());
      }
    }
    // Zipf: the first weighs twice the second, and the hundredth a hundredth
    var parts = pays.parts(pays.marches());
    assertThat((double) parts[0] / parts[1]).isBetween(1.9, 2.1);
    assertThat((double) parts[0] / parts[99]).isBetween(90.0, 110.0);
  }

  private static List<String> colonne(Connection c, String sql) throws SQLException {
    try (var s = c.createStatement();
        var r = s.executeQuery(sql)) {
      var valeurs = new ArrayList<String>();
      while (r.next()) {
        valeurs.add(r.getString(1));
      }
      return valeurs;
    }
  }
}
