package fr.maillon.marche;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.banc.Banc;
import fr.maillon.decp.LecteurDecp;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Requete;
import fr.maillon.marche.CreerMarche.LotSaisi;
import fr.maillon.marche.ListerMarches.Consideration;
import fr.maillon.marche.Publications.Passage;
import fr.maillon.marche.Publications.Recu;
import fr.maillon.ravisement.SeRaviser;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Le poids tenu est celui qu'un recompte donne, par quelque chemin que les marchés s'écrivent. */
class PoidsBancTest {
  private static final String SIRET = "20005480700017";
  private static final UUID ICI = UUID.fromString("22222222-0000-4000-8000-000000000031");
  private static final Identite AGENT =
      new Identite(
          UUID.fromString("22222222-0000-4000-8000-000000000032"), "agent", "Agent Ici", Set.of());
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
              List.of(SIRET),
              false,
              Droits.agent(Droit.ADMINISTRATEUR, true)));
  private static final String GROUPE =
      "annee, segment, etat, sociale_connue, sociale_clause, sociale_critere, sociale_reserve";
  private static Banc banc;

  /** Ce qu'un cas d'usage fait d'un marché qu'il tient. */
  static class Gestes {
    @PersistenceContext(unitName = "maillon")
    EntityManager em;

    void changer(UUID id, EtatMarche etat, int annee, String montant) {
      var marche = em.find(Marche.class, id);
      marche.etat = etat;
      marche.annee = annee;
      marche.montant = new BigDecimal(montant);
      em.flush();
      marche.socialeClause = !marche.socialeClause;
    }
  }

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(Clock.system(ZoneId.of("Europe/Paris")));
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
    superutilisateur("truncate metier.marche, metier.poids_marche cascade");
  }

  @Test
  void chaque_ecriture_laisse_son_ecart() throws SQLException {
    var un = creer("A1", "100.50");
    creer("A2", "200");
    juste(2);
    agir(CreerMarche.class, c -> c.ajouterLot(un, lot("50.25")));
    juste(2);
    agir(Gestes.class, g -> changer(g, un, EtatMarche.EN_EXECUTION, 2025, "999999.99"));
    agir(Gestes.class, g -> changer(g, un, EtatMarche.SOLDE, 2026, "0"));
    juste(2);
    importer(
        Publies.marche(
            "P1", "Voirie", "45233140", "1000", "2024-05-01", "2024-06-01", Publies.RIEN, ""),
        Publies.marche(
            "P2", "Sols", "45442100", "2000", "2025-05-01", "2025-06-01", Publies.CLAUSE, ""));
    juste(4);
    importer(
        Publies.marche(
            "P1", "Voirie", "45233140", "1500", "2024-05-01", "2024-07-01", Publies.CLAUSE, ""));
    juste(4);
    var deux =
        UUID.fromString(lire("select id::text from metier.marche where numero = 'A2'").getFirst());
    var version =
        Integer.valueOf(
            lire("select version::text from metier.marche where numero = 'A2'").getFirst());
    agir(
        SupprimerMarche.class,
        s -> {
          s.executer(deux, version);
          return null;
        });
    juste(3);
    agir(SeRaviser.class, s -> s.executer(deux));
    juste(4);
  }

  @Test
  void un_geste_annule_ne_laisse_rien() throws SQLException {
    var un = creer("A1", "100");
    var avant = lire("select count(*)::text from metier.poids_marche");
    assertThatThrownBy(
            () ->
                agir(
                    Gestes.class,
                    g -> {
                      changer(g, un, EtatMarche.SOLDE, 2026, "7");
                      throw new IllegalStateException("annulé");
                    }))
        .hasMessage("annulé");
    assertThat(lire("select count(*)::text from metier.poids_marche")).isEqualTo(avant);
    juste(1);
  }

  @Test
  void ce_qui_s_ecrit_sans_passer_par_la_se_rattrape_et_se_replie() throws SQLException {
    creer("A1", "100");
    semer(300);
    superutilisateur("update metier.marche set etat = 'RESILIE', montant = 5 where numero = 'A1'");
    agir(PoidsDesMarches.class, PoidsBancTest::recaler);
    juste(301);
    agir(PoidsDesMarches.class, PoidsBancTest::replier);
    juste(301);
    assertThat(lire("select count(*)::text from metier.poids_marche"))
        .isEqualTo(
            lire(
                "select count(*)::text from (select distinct "
                    + GROUPE
                    + " from metier.marche) x"));
    superutilisateur("delete from metier.marche");
    agir(PoidsDesMarches.class, PoidsBancTest::recaler);
    agir(PoidsDesMarches.class, PoidsBancTest::replier);
    assertThat(lire("select count(*)::text from metier.poids_marche")).containsExactly("0");
  }

  @Test
  void des_ecrivains_et_des_replis_ensemble_n_en_perdent_aucun() throws Exception {
    var taches = new ArrayList<Callable<Void>>();
    for (int fil = 0; fil < 4; fil++) {
      var mien = fil;
      taches.add(
          () -> {
            for (int i = 0; i < 15; i++) {
              var id = creer("F" + mien + "-" + i, "10." + i);
              agir(Gestes.class, g -> changer(g, id, EtatMarche.SOLDE, 2026, "3"));
              agir(
                  PoidsDesMarches.class,
                  mien == 0 ? PoidsBancTest::recaler : PoidsBancTest::replier);
            }
            return null;
          });
    }
    try (var fils = Executors.newFixedThreadPool(4)) {
      for (var tache : fils.invokeAll(taches)) {
        tache.get();
      }
    }
    juste(60);
  }

  @Test
  void une_grande_liste_dit_son_nombre_et_son_montant_sans_se_relire() throws SQLException {
    semer(10_400);
    agir(PoidsDesMarches.class, PoidsBancTest::recaler);
    var tout = ListerMarches.LISTE.tout();
    for (var requete :
        List.of(
            tout,
            tout.avec("segment", Segment.values()[0], Segment.values()[1]),
            tout.avec("consideration", Consideration.CLAUSE, Consideration.AUCUNE),
            tout.avec("annee", 2024, 2025).avec("etat", EtatMarche.NOTIFIE, EtatMarche.SOLDE))) {
      var tenue = lister(requete);
      var relu = lire(recompte(requete)).getFirst();
      assertThat(tenue.compte() + " " + tenue.montantTotal()).as(requete.texte()).isEqualTo(relu);
      assertThat(tenue.total()).as(requete.texte()).isGreaterThan(10_000);
    }
    assertThat(lister(tout.avec("montantMin", BigDecimal.ZERO)).total())
        .as("un montant n'est pas d'un groupe : on dit « plus de »")
        .isNull();
  }

  /** Les quatre demandes retiennent toutes les lignes semées : la base les compte sans filtre. */
  private static String recompte(Requete requete) {
    return "select count(*) || ' ' || sum(montant) from metier.marche where '"
        + requete.texte().length()
        + "' <> ''";
  }

  private static ListerMarches.Selection lister(Requete requete) {
    return banc.sous(AGENT, DANS, ListerMarches.class, l -> l.executer(requete));
  }

  private static Void recaler(PoidsDesMarches poids) {
    poids.recaler();
    return null;
  }

  private static Void replier(PoidsDesMarches poids) {
    poids.replier();
    return null;
  }

  private static Void changer(Gestes g, UUID id, EtatMarche etat, int annee, String montant) {
    g.changer(id, etat, annee, montant);
    return null;
  }

  private static UUID creer(String numero, String montant) {
    return agir(
        CreerMarche.class,
        c ->
            c.executer(
                new CreerMarche.Command(
                    numero, "Objet", "45233140", SIRET, List.of(lot(montant)))));
  }

  private static LotSaisi lot(String montant) {
    return new LotSaisi("Lot", new BigDecimal(montant), 12, "45233140");
  }

  private static void importer(String... marches) {
    var json = "{\"marches\":{\"marche\":[" + String.join(",", marches) + "]}}";
    var recus = new ArrayList<Recu>();
    new LecteurDecp()
        .lire(
            new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
            e -> recus.add(new Recu(e.marche(), 0)));
    agir(Publications.class, p -> p.integrer(recus, new Passage(null, true)));
  }

  private static <C, R> R agir(Class<C> cas, java.util.function.Function<C, R> geste) {
    return banc.sous(AGENT, DANS, cas, geste);
  }

  private static void semer(int combien) throws SQLException {
    superutilisateur(
        "insert into metier.marche (tenant_id, id, acheteur_siret, numero, cle_source, source,"
            + " objet, segment, sociale_connue, sociale_clause, etat, montant, annee) select '"
            + ICI
            + "', gen_random_uuid(), '"
            + SIRET
            + "', 'S' || n, 'cle' || n, 'DECP', 'O', (array['"
            + Segment.values()[0]
            + "', '"
            + Segment.values()[1]
            + "'])[1 + n % 2], true, n % 3 = 0, (array['NOTIFIE', 'SOLDE'])[1 + n % 2], n + 0.25,"
            + " 2024 + n % 2 from generate_series(1, "
            + combien
            + ") n");
  }

  private static void juste(int marches) throws SQLException {
    assertThat(lire("select count(*)::text from metier.marche"))
        .containsExactly(Integer.toString(marches));
    assertThat(
            lire(
                "select "
                    + "("
                    + GROUPE
                    + ")::text || ' ' || sum(nombre) || ' ' || sum(montant)"
                    + " from metier.poids_marche group by "
                    + GROUPE
                    + " having sum(nombre) <> 0 or sum(montant) <> 0 order by 1"))
        .isEqualTo(
            lire(
                "select "
                    + "("
                    + GROUPE
                    + ")::text || ' ' || count(*) || ' ' || sum(montant)"
                    + " from metier.marche group by "
                    + GROUPE
                    + " order by 1"));
  }

  private static void superutilisateur(String sql) throws SQLException {
    try (var c = banc.postgres().connexionSuperutilisateur();
        var o = c.createStatement()) {
      o.execute(sql);
    }
  }

  private static List<String> lire(String sql) throws SQLException {
    var lignes = new ArrayList<String>();
    try (var c = banc.postgres().connexionSuperutilisateur();
        var o = c.createStatement();
        var r = o.executeQuery(sql)) {
      while (r.next()) {
        lignes.add(r.getString(1));
      }
    }
    return lignes;
  }
}
