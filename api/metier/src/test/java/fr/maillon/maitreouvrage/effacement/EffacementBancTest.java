package fr.maillon.maitreouvrage.effacement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.banc.Banc;
import fr.maillon.infra.Postgres;
import fr.maillon.infra.fiction.Arrete;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.liste.Pagination;
import fr.maillon.maitreouvrage.archive.Semis;
import fr.maillon.tache.Reveil;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Après l'effacement, l'espace n'est plus nulle part, les autres n'ont pas bougé, et les années
 * closes disent les mêmes chiffres.
 */
class EffacementBancTest {
  private static final UUID A = new UUID(0xA1A2A3A4A5A64001L, 0x8001020304050607L);
  private static final UUID MEME_TYPE = new UUID(0xB1, 2);
  private static final UUID AUTRE_TYPE = new UUID(0xC1, 3);
  private static final int ANNEE = LocalDate.now(Clock.systemUTC()).getYear();
  private static final Identite CENTRAL =
      new Identite(new UUID(9, 9), "central", "Centrale", Set.of("administrateur-central"));

  private Banc banc;
  private Semis semis;

  @BeforeEach
  void ouvrir() {
    banc = new Banc(Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneId.of("Europe/Paris")));
    semis = new Semis(banc.postgres());
    semis.espace(A, "efface-moi", "COMMUNE");
    semis.espace(MEME_TYPE, "meme-type", "COMMUNE");
    semis.espace(AUTRE_TYPE, "autre-type", "SANTE");
    // des personnes de A seul, de A et d'un espace de son type, de A et d'un espace d'un autre
    // type, des trois
    semis.remplir(A, 40, 0, 20, ANNEE - 1);
    semis.remplir(MEME_TYPE, 20, 10, 15, ANNEE - 1);
    semis.remplir(AUTRE_TYPE, 20, 15, 15, ANNEE - 1);
    // des heures d'une autre année que celle de leur engagement
    semis.faire(
        "set local session_replication_role = replica",
        inscrire(ANNEE - 2, 1, 30, 36),
        inscrire(ANNEE, 5, 30, 30),
        "insert into consolide.cumul_annee (tenant_id, annee, heures_validees) values ('"
            + A
            + "', "
            + ANNEE
            + ", 5), ('"
            + A
            + "', "
            + (ANNEE - 2)
            + ", 7)",
        "update consolide.cumul_annee set heures_realisees = heures_realisees + 12 where tenant_id"
            + " = '"
            + A
            + "' and annee = "
            + (ANNEE - 1),
        "insert into consolide.cumul_participant (tenant_id, annee, participant_id, heures) select"
            + " tenant_id, annee, participant_id, sum(heures) from metier.registre_heures where"
            + " tenant_id = '"
            + A
            + "' and annee <> "
            + (ANNEE - 1)
            + " group by 1, 2, 3");
    semis.faire(
        "insert into plateforme.utilisateur (id, identifiant, nom, courriel) values"
            + " ('dddddddd-0000-4000-8000-000000000001', 'seule', 'Seule Ici',"
            + " 'seule@essai.invalid')",
        "insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du, droit, export)"
            + " values ('dddddddd-0000-4000-8000-000000000001', '"
            + A
            + "', '2020-01-01', 'ADMINISTRATEUR', false)",
        "insert into plateforme.structure (id, nom) values ('eeeeeeee-0000-4000-8000-000000000001',"
            + " 'Structure')",
        "insert into plateforme.convention (id, maitre_ouvrage_id, structure_id, du, au) values"
            + " (gen_random_uuid(), '"
            + A
            + "', 'eeeeeeee-0000-4000-8000-000000000001', '2020-01-01', '2030-12-31')",
        "insert into plateforme.travail (id, tenant_id, porteur, nature, cle, objet, auteur_id,"
            + " auteur_nom, etat, prochaine, cree_le) values"
            + " ('ffffffff-0000-4000-8000-000000000002', '"
            + A
            + "', 'ESPACE', 'essai', 'e', 'Essai', '"
            + Semis.AGENT
            + "', 'x', 'A_FAIRE', now(), now())",
        "insert into plateforme.morceau values ('"
            + A
            + "', 'ffffffff-0000-4000-8000-000000000002', 0, '\\x01')",
        "select app.journaliser('"
            + A
            + "', now(), 'VIE', 'CENTRAL', '"
            + CENTRAL.id()
            + "', 'Centrale Fermante', null, null, null, 'FermerEspace', null, null)");
  }

  private static String inscrire(int annee, int heures, int premiere, int derniere) {
    return "insert into metier.registre_heures (tenant_id, id, declaration_id, contrat_id,"
        + " engagement_id, participant_id, nature, mois, annee, heures, auteur_id,"
        + " auteur_nom) select '"
        + A
        + "', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), (select id from"
        + " metier.engagement where tenant_id = '"
        + A
        + "' order by id limit 1), "
        + Semis.personne("n")
        + ", 'VALIDATION', '"
        + annee
        + "-03-01', "
        + annee
        + ", "
        + heures
        + ", '"
        + Semis.AGENT
        + "', 'x' from generate_series("
        + premiere
        + ", "
        + derniere
        + ") n";
  }

  @AfterEach
  void fermer() {
    banc.close();
  }

  @Test
  void riendeLEspaceNeResteEtRienDAutreNeBouge() {
    fermer(A, 0);
    var closesAvant = consolidation("annee < " + ANNEE);
    var autresAvant = empreintes();
    effacement().executer();
    assertThat(
            semis.lire(
                "select nom || ' ' || lignes from app.chercher_partout('"
                    + A
                    + "') where lignes > 0"))
        .as("l'identifiant, dans toute ligne de toute table")
        .isEmpty();
    assertThat(
            semis.lire(
                "select nom || ' ' || lignes from app.chercher_partout('efface-moi') where lignes >"
                    + " 0"))
        .as("le nom n'est plus qu'au certificat")
        .containsExactly("plateforme.certificat_effacement 1");
    assertThat(
            semis.lire(
                "select nom || ' ' || lignes from"
                    + " app.chercher_partout('dddddddd-0000-4000-8000-000000000001') where lignes >"
                    + " 0"))
        .as("le compte qui n'avait que cet espace : à fermer chez Keycloak, puis oublié")
        .containsExactly("plateforme.certificat_effacement 1");
    assertThat(semis.lire("select nom from plateforme.utilisateur order by 1"))
        .as("les autres comptes restent")
        .contains("Agente Martin", "Facilitatrice Durand")
        .doesNotContain("Seule Ici");
    assertThat(empreintes()).as("les autres espaces, table par table").isEqualTo(autresAvant);
    assertThat(consolidation("annee < " + ANNEE)).as("les années closes").isEqualTo(closesAvant);
    assertThat(consolidation("annee = " + ANNEE)).as("l'année en cours n'est plus").isEmpty();
    assertThat(semis.lire("select ecarts::text from consolide.ecarts")).isEmpty();

    var page =
        banc.sous(
            CENTRAL,
            new Perimetre.Centre(),
            Certificats.class,
            c -> c.lister(Pagination.premiere()));
    assertThat(page.total()).isEqualTo(1);
    var certificat = page.elements().getFirst();
    assertThat(certificat.integre()).as("l'empreinte est celle du contenu").isTrue();
    assertThat(certificat.code()).isEqualTo("efface-moi");
    assertThat(certificat.fermePar()).isEqualTo("Centrale Fermante");
    assertThat(certificat.tables())
        .containsEntry("metier.marche", 40L)
        .containsEntry("plateforme.morceau", 1L)
        .containsEntry("plateforme.maitre_ouvrage", 1L)
        .containsEntry("plateforme.reprise", 0L)
        .containsEntry("plateforme.utilisateur", 1L);
    assertThat(certificat.lignes())
        .isEqualTo(certificat.tables().values().stream().mapToLong(Long::longValue).sum());
    assertThat(certificat.annees()).containsExactly(ANNEE - 2, ANNEE - 1);
    assertThat(semis.lire("select destinataires from plateforme.certificat_effacement"))
        .containsExactly("agente@essai.invalid seule@essai.invalid");
    effacement().executer();
    assertThat(semis.lire("select count(*)::text from plateforme.certificat_effacement"))
        .as("une fois")
        .containsExactly("1");
  }

  /**
   * Un filtre nomme ses espaces par leur code : celui de l'effacé n'y reste pas, et ne désignera
   * pas un jour un autre espace du même code.
   */
  @Test
  void unFiltreEnregistreNeGardePasLeCodeDeLEspace() {
    var filtres =
        Map.of(
            "seul",
            "mo=efface-moi",
            "mêlé",
            "texte=route&mo=efface-moi&mo=lyon&delai=EN_RETARD",
            "dernier",
            "mo=caen&mo=efface-moi",
            "voisin",
            "mo=efface-moi-aussi&quiAgit=MOI",
            "autre",
            "texte=mo%3Defface&quiAgit=MOI");
    filtres.forEach(
        (nom, requete) ->
            semis.faire(
                "insert into plateforme.filtre (id, proprietaire_id, proprietaire_nom, nom,"
                    + " requete, cree_le) select gen_random_uuid(), id, nom, '"
                    + nom
                    + "', '"
                    + requete
                    + "', now() from plateforme.utilisateur where nom = 'Facilitatrice Durand'"));
    fermer(A, 0);
    fermer(AUTRE_TYPE, 0);
    effacement().executer();
    assertThat(
            semis.lire(
                "select nom || ' ' || requete || ' ' || version from plateforme.filtre order by"
                    + " nom"))
        .containsExactlyInAnyOrder(
            "seul mo=- 1",
            "mêlé texte=route&mo=lyon&delai=EN_RETARD 1",
            "dernier mo=caen 1",
            "voisin mo=efface-moi-aussi&quiAgit=MOI 0",
            "autre texte=mo%3Defface&quiAgit=MOI 0");
  }

  /** Le rôle d'entretien ne voit d'un filtre que celui qui nomme un espace effaçable. */
  @Test
  void lEntretienNeVoitPasLesAutresFiltres() throws SQLException {
    semis.faire(
        "insert into plateforme.filtre (id, proprietaire_id, proprietaire_nom, nom, requete,"
            + " cree_le) select gen_random_uuid(), id, nom, 'x', 'mo=efface-moi', now() from"
            + " plateforme.utilisateur where nom = 'Facilitatrice Durand'");
    try (var c = banc.postgres().connexion(Postgres.ENTRETIEN);
        var o = c.createStatement()) {
      c.setAutoCommit(false);
      assertThat(o.executeUpdate("update plateforme.filtre set requete = 'mo=-'"))
          .as("ouvert, il n'est pas effaçable")
          .isZero();
    }
    fermer(A, 0);
    try (var c = banc.postgres().connexion(Postgres.ENTRETIEN);
        var o = c.createStatement()) {
      c.setAutoCommit(false);
      o.execute("set local app.effacables = '{" + A + "}'");
      assertThatThrownBy(
              () ->
                  o.executeUpdate(
                      "update plateforme.filtre set requete = requete || '&quiAgit=MOI'"))
          .as("le nommer encore")
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void lesAnneesClosesTiennentQuelQueSoitLOrdreDesEffacements() {
    var avant = consolidation("annee < " + ANNEE);
    for (var espace : List.of(MEME_TYPE, A, AUTRE_TYPE)) {
      fermer(espace, 0);
      effacement().executer();
      assertThat(consolidation("annee < " + ANNEE)).as("après " + espace).isEqualTo(avant);
    }
    assertThat(semis.lire("select count(*)::text from consolide.cumul_participant"))
        .as("il ne reste personne")
        .containsExactly("0");
  }

  @Test
  void unEspaceOuvertOuFermeDHierNeSEffacePas() throws SQLException {
    fermer(MEME_TYPE, 1);
    var avant = empreintesDe("true");
    effacement().executer();
    assertThat(empreintesDe("true")).isEqualTo(avant);
    // le rôle même n'y voit rien, quoi qu'il demande et de quelque espace qu'il se dise
    try (var c = banc.postgres().connexion(Postgres.ENTRETIEN);
        var o = c.createStatement()) {
      c.setAutoCommit(false);
      for (var table :
          semis.lire(
              "select distinct a.attrelid::regclass::text from pg_attribute a join pg_class c on"
                  + " c.oid = a.attrelid where a.attname in ('tenant_id', 'maitre_ouvrage_id') and"
                  + " c.relkind = 'r' order by 1")) {
        assertThat(o.executeUpdate("delete from " + table)).as(table).isZero();
      }
      assertThat(o.executeUpdate("delete from plateforme.maitre_ouvrage")).isZero();
      assertThat(o.executeUpdate("delete from plateforme.utilisateur"))
          .as("un compte de l'équipe ou d'un espace ouvert")
          .isZero();
      assertThatThrownBy(
              () ->
                  o.executeUpdate(
                      "update plateforme.maitre_ouvrage set etat = 'FERME', effacable_le ="
                          + " current_date"))
          .isInstanceOf(SQLException.class);
    }
    try (var c = banc.postgres().connexion(Postgres.ENTRETIEN)) {
      c.setAutoCommit(false);
      assertThat(new EffacerEspaces().effacer(c, A))
          .as("même demandé par son identifiant")
          .isZero();
    }
  }

  /**
   * Sans la politique d'une table, l'effacement s'arrête au lieu d'en oublier : rien n'est touché.
   */
  @Test
  void uneTableSansPolitiqueArreteLEffacement() {
    fermer(A, 0);
    for (var table :
        List.of(
            "metier.marche",
            "metier.registre_heures",
            "plateforme.adhesion",
            "plateforme.journal",
            "consolide.cumul_participant")) {
      semis.faire("alter policy entretien on " + table + " using (false)");
      assertThatThrownBy(() -> effacement().executer())
          .as(table)
          .isInstanceOf(IllegalStateException.class);
      assertThat(
              semis.lire("select count(*)::text from metier.marche where tenant_id = '" + A + "'"))
          .as(table)
          .containsExactly("40");
      assertThat(semis.lire("select count(*)::text from consolide.cumul_efface"))
          .as(table)
          .containsExactly("0");
      var colonne = table.startsWith("plateforme.") ? "maitre_ouvrage_id" : "tenant_id";
      semis.faire(
          "alter policy entretien on "
              + table
              + " using ("
              + colonne
              + " = any ((select app.effacables())::uuid[]))");
    }
    effacement().executer();
    assertThat(semis.lire("select count(*)::text from metier.marche where tenant_id = '" + A + "'"))
        .containsExactly("0");
  }

  /**
   * Ses heures vivent dans l'espace qui a repris son archive : les garder aussi les compterait deux
   * fois.
   */
  @Test
  void unEspaceReprisAilleursNeLaissePasDeSommes() {
    semis.faire(
        "insert into plateforme.reprise (id, maitre_ouvrage_id, auteur_id, auteur_nom, fichier,"
            + " etat, lignee, demande_le) values (gen_random_uuid(), '"
            + AUTRE_TYPE
            + "', '"
            + Semis.AGENT
            + "', 'x', 'a.zip', 'TERMINEE', '"
            + A
            + "', now())");
    fermer(A, 0);
    effacement().executer();
    assertThat(semis.lire("select count(*)::text from consolide.cumul_efface"))
        .containsExactly("0");
    assertThat(semis.lire("select agregats_gardes::text from plateforme.certificat_effacement"))
        .containsExactly("false");
  }

  /**
   * Fermé, l'espace repris ailleurs ne compte plus : la consolidation égale alors la somme des
   * lignes des autres, et ni son effacement, ni celui d'un voisin, ni celui de l'espace qui l'a
   * repris n'y change une année close.
   */
  @Test
  void unEspaceFermeRepriseAilleursNeCompteQuUneFois() {
    var repris = new UUID(0xD1, 4);
    semis.espace(repris, "reprend-a", "EPCI");
    semis.remplir(repris, 40, 0, 20, ANNEE - 1);
    reprise(repris, "2026-11-01");
    assertThat(consolidation("annee = " + (ANNEE - 1)))
        .as("ouverts tous deux, ils comptent tous deux")
        .isEqualTo(recalcul("true"));

    fermer(A, 5);
    var sansA = recalcul("id <> '" + A + "'");
    assertThat(consolidation("annee = " + (ANNEE - 1)))
        .as("fermé, il ne compte plus")
        .isEqualTo(sansA);
    semis.faire(
        "update plateforme.maitre_ouvrage set etat = 'OUVERT', ferme_le = null, effacable_le = null"
            + " where id = '"
            + A
            + "'");
    assertThat(consolidation("annee = " + (ANNEE - 1)))
        .as("fermeture annulée")
        .isEqualTo(recalcul("true"));

    // un voisin du type de A s'efface pendant que A attend : les personnes qu'il partage avec A ne
    // sont plus comptées par A
    fermer(A, 5);
    fermer(MEME_TYPE, 0);
    var avant = consolidation("annee = " + (ANNEE - 1));
    effacement().executer();
    assertThat(consolidation("annee = " + (ANNEE - 1))).as("le voisin effacé").isEqualTo(avant);
    fermer(A, 0);
    effacement().executer();
    assertThat(consolidation("annee = " + (ANNEE - 1))).as("A effacé").isEqualTo(avant);
    fermer(repris, 0);
    assertThat(consolidation("annee = " + (ANNEE - 1)))
        .as("le dernier de la lignée compte encore")
        .isEqualTo(avant);
    effacement().executer();
    assertThat(consolidation("annee = " + (ANNEE - 1))).as("et laisse ses sommes").isEqualTo(avant);
  }

  /** De toute une lignée fermée, le dernier repris compte, et lui seul. */
  @Test
  void deTouteUneLigneeFermeeUnSeulCompte() {
    reprise(MEME_TYPE, "2026-10-01");
    reprise(AUTRE_TYPE, "2026-11-01");
    for (var espace : List.of(A, MEME_TYPE, AUTRE_TYPE)) {
      fermer(espace, 5);
    }
    assertThat(consolidation("annee = " + (ANNEE - 1)))
        .isEqualTo(recalcul("id = '" + AUTRE_TYPE + "'"));
    fermer(AUTRE_TYPE, 0);
    effacement().executer();
    assertThat(consolidation("annee = " + (ANNEE - 1)))
        .as("celui d'avant")
        .isEqualTo(recalcul("id = '" + MEME_TYPE + "'"));
  }

  private void reprise(UUID espace, String finieLe) {
    semis.faire(
        "insert into plateforme.reprise (id, maitre_ouvrage_id, auteur_id, auteur_nom, fichier,"
            + " etat, lignee, demande_le, finie_le) values (gen_random_uuid(), '"
            + espace
            + "', '"
            + Semis.AGENT
            + "', 'x', 'a.zip', 'TERMINEE', '"
            + A
            + "', '"
            + finieLe
            + "', '"
            + finieLe
            + "')");
  }

  /**
   * L'année passée, refaite depuis les engagements et le registre des heures de ces espaces : trop
   * peu pour une ligne par type, donc réunis.
   */
  private List<String> recalcul(String quels) {
    return semis.lire(
        "with e as (select id from plateforme.maitre_ouvrage where "
            + quels
            + ")"
            + " select concat_ws(' ', "
            + (ANNEE - 1)
            + ", t.type, (select count(distinct g.lot_id) from metier.engagement g join e on e.id ="
            + " g.tenant_id where g.annee = "
            + (ANNEE - 1)
            + "), (select sum(g.heures_dues) from metier.engagement g join e on e.id = g.tenant_id"
            + " where g.annee = "
            + (ANNEE - 1)
            + "), (select sum(r.heures) from metier.registre_heures r join e on e.id = r.tenant_id"
            + " where r.annee = "
            + (ANNEE - 1)
            + "), (select sum(r.heures) from metier.registre_heures r join e on e.id = r.tenant_id"
            + " join metier.engagement g on g.tenant_id = r.tenant_id and g.id = r.engagement_id"
            + " where g.annee = "
            + (ANNEE - 1)
            + "), (select count(distinct r.participant_id) from metier.registre_heures r join e on"
            + " e.id = r.tenant_id where r.annee = "
            + (ANNEE - 1)
            + ")) from (values ('AUTRES'), ('TOTAL')) t (type) order by 1");
  }

  private void fermer(UUID espace, int dansJours) {
    semis.faire(
        "update plateforme.maitre_ouvrage set etat = 'FERME', ferme_le = current_date - 21,"
            + " effacable_le = current_date + "
            + dansJours
            + " where id = '"
            + espace
            + "'");
  }

  /** Ce que l'arrêté dirait maintenant, avant le secret, qui cacherait ce que l'on compare. */
  private List<String> consolidation(String ou) {
    try (var c = banc.postgres().connexionSuperutilisateur()) {
      Arrete.maintenant(c);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return semis.lire(
        "select concat_ws(' ', annee, type, lots_clauses, heures_dues, heures_validees,"
            + " heures_realisees, personnes) from consolide.arrete_case where "
            + ou
            + " order by 1");
  }

  private List<String> empreintes() {
    return empreintesDe("espace <> '" + A + "'");
  }

  /** Empreinte de chaque espace dans chaque table qui en parle. */
  private List<String> empreintesDe(String ou) {
    var tables =
        semis.lire(
            "select distinct format('%s %s', a.attrelid::regclass, a.attname) from pg_attribute a"
                + " join pg_class c on c.oid = a.attrelid where a.attname in ('tenant_id',"
                + " 'maitre_ouvrage_id') and c.relkind = 'r' and not a.attisdropped order by 1");
    assertThat(tables).hasSizeGreaterThan(25);
    return tables.stream()
        .flatMap(
            t ->
                semis
                    .lire(
                        "select '"
                            + t
                            + " ' || espace || ' ' || md5(string_agg(l, '|' order by l)) from"
                            + " (select "
                            + t.split(" ")[1]
                            + " as espace, x::text as l from "
                            + t.split(" ")[0]
                            + " x) y where "
                            + ou
                            + " group by espace order by 1")
                    .stream())
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static Event<Reveil> muet() {
    return (Event<Reveil>)
        Proxy.newProxyInstance(
            EffacementBancTest.class.getClassLoader(),
            new Class<?>[] {Event.class},
            (_, _, _) -> null);
  }

  private EffacerEspaces effacement() {
    var tache = new EffacerEspaces();
    tache.horloge = Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneId.of("Europe/Paris"));
    tache.reveil = muet();
    tache.base =
        (DataSource)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (_, methode, _) -> {
                  assertThat(methode.getName()).isEqualTo("getConnection");
                  return banc.postgres().connexion(Postgres.ENTRETIEN);
                });
    return tache;
  }
}
