package fr.maillon.banc;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.infra.Postgres;
import fr.maillon.infra.Racine;
import fr.maillon.infra.demo.Voisins;
import fr.maillon.liste.Texte;
import fr.maillon.maitreouvrage.Siret;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Les vingt-quatre maîtres d'ouvrage de la démonstration, sur une vraie base et sans serveur. */
class DemonstrationBancTest {
  private static final LocalDate JOUR = LocalDate.now();
  private static Postgres postgres;
  private static Connection c;

  @BeforeAll
  static void charger() throws Exception {
    postgres = Postgres.base();
    c = postgres.connexionSuperutilisateur();
    try (var s = c.createStatement()) {
      s.execute(Files.readString(Racine.depot().resolve("infra/demo/plateforme.sql")));
    }
    Voisins.charger(c, JOUR);
  }

  @AfterAll
  static void fermer() throws SQLException {
    c.close();
    postgres.close();
  }

  @Test
  void vingtQuatreMaitresDOuvrageComptentLesCinqDeToujours() throws SQLException {
    assertThat(
            colonne(
                "select type || ' ' || count(*) from plateforme.maitre_ouvrage group by type order"
                    + " by 1"))
        .containsExactly(
            "BAILLEUR 4", "CENTRALE_ACHAT 1", "COMMUNE 14", "EPCI 3", "ETAT 1", "SANTE 1");
    assertThat(
            colonne(
                "select code from plateforme.maitre_ouvrage where id::text like '00000000-%' order"
                    + " by 1"))
        .containsExactly("aix-marseille", "archipel-habitat", "chu-caen", "lyon", "ugap");
    assertThat(
            colonne(
                "select m.code from plateforme.maitre_ouvrage m where not exists (select 1 from"
                    + " plateforme.convention_du_jour c where c.maitre_ouvrage_id = m.id and"
                    + " c.en_vigueur) or not exists (select 1 from plateforme.affectation a where"
                    + " a.maitre_ouvrage_id = m.id)"))
        .isEmpty();
    assertThat(
            colonne(
                "select u.identifiant || ' ' || count(*) from plateforme.affectation a join"
                    + " plateforme.utilisateur u on u.id = a.utilisateur_id group by u.identifiant"
                    + " order by 1"))
        .containsExactly("facilitateur1 18", "facilitateur2 10");
  }

  @Test
  void chargeeUneSecondeFoisElleNeChangePas() throws SQLException {
    var avant = colonne("select count(*) from metier.marche");
    Voisins.charger(c, JOUR.plusDays(40));
    assertThat(colonne("select count(*) from metier.marche")).isEqualTo(avant).doesNotContain("0");
  }

  @Test
  void lesCumulsSontCeuxDuRegistre() throws SQLException {
    assertThat(colonne("select * from consolide.ecarts")).isEmpty();
    assertThat(colonne("select count(*) from consolide.cumul_annee where heures_validees > 0"))
        .doesNotContain("0");
  }

  @Test
  void chaqueSiretASaCle() throws SQLException {
    assertThat(
            colonne(
                "select siret from plateforme.maitre_ouvrage_siret union select siret from"
                    + " equipe.entreprise union select acheteur_siret from metier.marche union"
                    + " select identifiant from metier.titulaire where type_identifiant = 'SIRET'"
                    + " union select employeur_siret from metier.contrat"))
        .hasSizeGreaterThan(60)
        .allMatch(Siret::valide);
    // ce qui n'est pas un organisme public est dans une plage que l'Insee ne donne pas
    assertThat(colonne("select siret from equipe.entreprise where siret not like '99%'")).isEmpty();
  }

  @Test
  void personneNEstReel() throws SQLException {
    assertThat(
            colonne(
                "select courriel from plateforme.utilisateur where courriel not like"
                    + " '%@maillon.example'"))
        .isEmpty();
    assertThat(colonne("select distinct nom from equipe.participant"))
        .isNotEmpty()
        .allMatch(
            nom ->
                nom.matches(
                    "(Ba|Che|Do|Fa|Gri|Jo|La|Mo|Na|Pe|Ri|Sa|To|Va)(lan|rou|mi|dre|ter|ni|vo|que)(sson|ret|lle|din|ville|don|mart|nier|ba|zet)"));
    assertThat(colonne("select nom from equipe.entreprise where nom not like '%(fiction %'"))
        .isEmpty();
  }

  @Test
  void rienNEstEcritDeDemainNiSansHeuresRecentes() throws SQLException {
    var demain = "'" + JOUR.plusDays(1) + "'";
    assertThat(
            colonne(
                "select numero from metier.marche where date_notification >= "
                    + demain
                    + " or modifie_le >= "
                    + demain))
        .isEmpty();
    assertThat(
            colonne(
                "select id from metier.registre_heures where ecrit_le >= "
                    + demain
                    + " union all select id from metier.declaration_heures where declaree_le >= "
                    + demain
                    + " or mois >= date_trunc('month', date '"
                    + JOUR
                    + "') union all select id from metier.evenement where quand >= "
                    + demain
                    + " union all select id from metier.demande where cree_le >= "
                    + demain))
        .isEmpty();
    assertThat(
            colonne(
                "select distinct to_char(mois, 'YYYY-MM') from metier.registre_heures order by 1"
                    + " desc limit 1"))
        .containsExactly(JOUR.withDayOfMonth(1).minusDays(1).toString().substring(0, 7));
    assertThat(colonne("select distinct etat from metier.demande order by 1"))
        .containsExactly(
            "ANNULEE", "ATTENTE_MAITRE_OUVRAGE", "NOUVELLE", "PRISE_EN_CHARGE", "TERMINEE");
  }

  @Test
  void laRechercheLesTrouve() throws SQLException {
    assertThat(
            colonne(
                "select distinct recherche from metier.marche union select recherche from"
                    + " equipe.participant"))
        .allSatisfy(r -> assertThat(Texte.cherchable(r)).isEqualTo(r));
    assertThat(colonne("select distinct objet from metier.marche"))
        .anyMatch(objet -> objet.contains("é"));
  }

  @Test
  void leMemeJourDonneLesMemesOctets() {
    assertThat(Voisins.empreinte(JOUR))
        .isEqualTo(Voisins.empreinte(JOUR))
        .isNotEqualTo(Voisins.empreinte(JOUR.plusMonths(1)));
    for (var jour :
        List.of(
            LocalDate.of(2027, 1, 1),
            LocalDate.of(2027, 2, 1),
            LocalDate.of(2028, 2, 29),
            LocalDate.of(2027, 12, 31))) {
      assertThat(Voisins.empreinte(jour)).as(jour.toString()).isNotBlank();
    }
  }

  private static List<String> colonne(String sql) throws SQLException {
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
