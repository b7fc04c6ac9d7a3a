package fr.maillon.importdecp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.banc.Banc;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.RegleMetier;
import fr.maillon.travail.Contenus;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Un dépôt et sa ligne de journal : les deux, ou aucun. */
class DepotsBancTest {
  private static final UUID ICI = UUID.fromString("22222222-0000-4000-8000-000000000001");
  private static final Identite AGENT =
      new Identite(
          UUID.fromString("22222222-0000-4000-8000-000000000002"), "agent", "Agent Ici", Set.of());
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
              List.of(),
              false,
              Droits.agent(Droit.ACHETEUR, false)));
  private static Banc banc;

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(Clock.systemUTC());
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
        "truncate plateforme.journal, plateforme.journal_tete, plateforme.travail,"
            + " metier.import_decp cascade");
  }

  @Test
  void chaqueGesteLaisseUneLigneEtUneSeule() throws SQLException {
    var depose = ouvert();
    garder(depose);
    assertThat(actes()).as("un envoi en cours n'est pas un geste").isEmpty();
    geste(d -> d.fermer(depose, 1, "e" + 1));
    assertThatThrownBy(() -> geste(d -> d.remettreEnCours(depose))).isInstanceOf(RegleMetier.class);
    geste(d -> d.commencer(depose));
    assertThatThrownBy(() -> geste(d -> d.commencer(depose))).isInstanceOf(RegleMetier.class);
    assertThatThrownBy(() -> geste(d -> d.renoncer(depose))).isInstanceOf(RegleMetier.class);
    assertThat(actes())
        .as("ce qui est refusé n'en laisse pas")
        .containsExactly("ImporterDecp.deposer " + depose, "ImporterDecp.lancer " + depose);
    var oublie = ouvert();
    geste(d -> d.fermer(oublie, 1, "e" + 1));
    geste(d -> d.renoncer(oublie));
    var direct = ouvert();
    geste(d -> d.fermerEtCommencer(direct, 12, "e" + 12));
    assertThat(
            lire(
                "select etat || ' ' || octets from metier.import_decp where id = '" + direct + "'"))
        .containsExactly("EN_COURS 12");
    garder(direct);
    superutilisateur(
        "update metier.import_decp set etat = 'ECHEC', reprenable = true where id = '"
            + direct
            + "'; update plateforme.travail set etat = 'ECHEC'");
    geste(d -> d.remettreEnCours(direct));
    assertThat(actes())
        .endsWith(
            "ImporterDecp.deposer " + oublie,
            "ImporterDecp.renoncer " + oublie,
            "ImporterDecp.executer " + direct,
            "ImporterDecp.reprendre " + direct);
  }

  /** Le journal refuse la ligne : le geste n'a pas lieu. */
  @Test
  void sansSaLigneLeGesteNAPasLieu() throws SQLException {
    var job = ouvert();
    var pret = ouvert();
    geste(d -> d.fermer(pret, 1, "e" + 1));
    var avant =
        lire("select id || ' ' || etat || ' ' || octets from metier.import_decp order by id");
    superutilisateur("revoke insert on plateforme.journal from maillon_app");
    try {
      for (Consumer<Depots> g :
          List.<Consumer<Depots>>of(
              d -> d.fermer(job, 7, "e" + 7),
              d -> d.fermerEtCommencer(job, 7, "e" + 7),
              d -> d.commencer(pret),
              d -> d.renoncer(pret))) {
        assertThatThrownBy(() -> geste(g)).isNotInstanceOf(RegleMetier.class);
      }
    } finally {
      superutilisateur("grant insert on plateforme.journal to maillon_app");
    }
    assertThat(
            lire("select id || ' ' || etat || ' ' || octets from metier.import_decp order by id"))
        .isEqualTo(avant);
    assertThat(lire("select etat from plateforme.travail"))
        .as("rien n'est à mener")
        .containsOnly("DEPOT");
    assertThat(actes()).containsExactly("ImporterDecp.deposer " + pret);
  }

  /** La transaction est annulée après la ligne : ni l'un, ni l'autre. */
  @Test
  void sansLeGesteSaLigneNExistePas() throws SQLException {
    var job = ouvert();
    assertThatThrownBy(
            () ->
                geste(
                    d -> {
                      d.fermerEtCommencer(job, 7, "e" + 7);
                      throw new IllegalStateException("coupure");
                    }))
        .hasMessage("coupure");
    assertThat(actes()).isEmpty();
    assertThat(lire("select etat || ' ' || octets from metier.import_decp"))
        .containsExactly("DEPOSE 0");
  }

  private static UUID ouvert() {
    return banc.sous(AGENT, DANS, Depots.class, d -> d.ouvrir("essai.json"));
  }

  private static void garder(UUID job) {
    banc.sous(
        AGENT,
        DANS,
        Contenus.class,
        c -> {
          c.garder(job, 0, new byte[] {1});
          return null;
        });
  }

  private static void geste(Consumer<Depots> geste) {
    banc.sous(
        AGENT,
        DANS,
        Depots.class,
        d -> {
          geste.accept(d);
          return null;
        });
  }

  private static List<String> actes() throws SQLException {
    return lire("select acte || ' ' || objet from plateforme.journal order by rang");
  }

  private static void superutilisateur(String sql) throws SQLException {
    try (var c = banc.postgres().connexionSuperutilisateur();
        var o = c.createStatement()) {
      o.execute(sql);
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
