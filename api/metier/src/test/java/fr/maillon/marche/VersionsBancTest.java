package fr.maillon.marche;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.banc.Banc;
import fr.maillon.clause.AccepterClause;
import fr.maillon.clause.Mecanisme;
import fr.maillon.clause.ProposerClause;
import fr.maillon.clause.Unite;
import fr.maillon.consolidation.Cumuls;
import fr.maillon.decp.LecteurDecp;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.marche.Publications.Passage;
import fr.maillon.marche.Publications.Recu;
import fr.maillon.marche.Publications.Resultat;
import fr.maillon.marche.Publications.Sort;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** De deux versions publiées d'un lot, laquelle vaut ; et quand deux lots n'en font qu'un. */
class VersionsBancTest {
  private static final UUID ICI = UUID.fromString("22222222-0000-4000-8000-000000000011");
  private static final Identite AGENT =
      new Identite(
          UUID.fromString("22222222-0000-4000-8000-000000000012"), "agent", "Agent Ici", Set.of());
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
  private static final Perimetre FACILITE =
      new Perimetre.UnMaitreOuvrage(
          new Espace(
              ICI,
              "ici",
              "Ici",
              "I",
              "COMMUNE",
              "#000000",
              Titre.FACILITATEUR,
              null,
              List.of(),
              false,
              Droits.agent(Droit.ADMINISTRATEUR, true)));
  private static final Clock HORLOGE = Clock.system(ZoneId.of("Europe/Paris"));
  private static Banc banc;

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(HORLOGE);
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
    try (var c = banc.postgres().connexionSuperutilisateur();
        var o = c.createStatement()) {
      o.execute(
          "truncate metier.marche, metier.registre_heures, consolide.cumul_annee,"
              + " consolide.cumul_participant cascade");
    }
  }

  // --- L'ordre ---

  @Test
  void dansUnFichierLeRangLePlusHautLEmporteQuelQueSoitLOrdre() throws SQLException {
    for (var ordre :
        List.of(List.of("2019A00101", "2019A00100"), List.of("2019A00100", "2019A00101"))) {
      vider();
      var lots =
          importer(
              nouveau(),
              ordre.stream()
                  .map(id -> de2019(id, id.endsWith("01") ? 1500 : 1000, id.endsWith("01")))
                  .toArray(String[]::new));
      assertThat(lots).hasSize(2);
      assertThat(lire("select montant || ' ' || rang_publie from metier.lot"))
          .as("importés dans l'ordre " + ordre)
          .containsExactly("1500.00 1");
      assertThat(lire("select montant::text from metier.lot_version"))
          .as("l'autre est gardée")
          .containsExactly("1000.00");
    }
  }

  @Test
  void aRangEtDateEgauxLeDernierImporteLEmporte() throws SQLException {
    for (var montant : List.of("1000", "2000", "1000")) {
      importer(nouveau(), peinture("Peinture", montant, "2024-06-01"));
    }
    assertThat(lire("select montant::text from metier.lot")).containsExactly("1000.00");
    assertThat(lire("select montant::text from metier.marche")).containsExactly("1000.00");
  }

  @Test
  void unePublicationPlusAncienneNEcraseRienMaisSeGarde() throws SQLException {
    importer(nouveau(), peinture("Peinture", "2000", "2024-06-10"));
    var sort = importer(nouveau(), peinture("Peinture", "1000", "2024-06-01")).getFirst();
    assertThat(sort.resultat()).isEqualTo(Resultat.INCHANGE);
    assertThat(sort.remarque()).contains("plus ancienne");
    assertThat(sort.version()).isNotNull();
    assertThat(lire("select montant::text from metier.lot")).containsExactly("2000.00");
  }

  @Test
  void leMemeFichierNeChangeRienEtDitQuandIlAEteImporte() throws SQLException {
    importer(nouveau(), peinture("Peinture", "1000", "2024-06-01"));
    importer(nouveau(), peinture("Peinture", "2000", "2024-06-01"));
    var avant = photo();
    var deja = new Passage(Instant.parse("2026-03-02T22:59:00Z"), true);
    var sort = importer(deja, peinture("Peinture", "1000", "2024-06-01")).getFirst();
    assertThat(sort.resultat()).isEqualTo(Resultat.INCHANGE);
    assertThat(sort.remarque())
        .isEqualTo("Déjà importé le 2 mars 2026 ; une autre version l'a remplacée.");
    assertThat(photo()).isEqualTo(avant);
    int retablis = agir(v -> v.retablir(List.of(sort.version())));
    assertThat(retablis).isEqualTo(1);
    assertThat(lire("select montant::text from metier.marche"))
        .as("rétabli")
        .containsExactly("1000.00");
  }

  @Test
  void unFichierAuxDeuxVersionsDUnLotReluNeChangeRien() throws SQLException {
    String[] deux = {
      peinture("Peinture", "1000", "2024-06-01"), peinture("Peinture", "2000", "2024-06-01")
    };
    importer(nouveau(), deux);
    var avant = photo();
    assertThat(importer(new Passage(Instant.now(), true), deux))
        .extracting(Sort::resultat)
        .containsOnly(Resultat.INCHANGE);
    assertThat(photo()).isEqualTo(avant);
  }

  // --- Le choix d'une personne ---

  @Test
  void unePersonneChoisitUneVersionEtUnFichierDejaLuNeLaContreditPas() throws SQLException {
    importer(nouveau(), peinture("Peinture", "1000", "2024-06-01"));
    importer(nouveau(), peinture("Peinture", "2000", "2024-06-10"));
    var marche = UUID.fromString(lire("select id::text from metier.marche").getFirst());
    var lot = UUID.fromString(lire("select id::text from metier.lot").getFirst());
    var vues = agir(v -> v.lister(marche, lot));
    assertThat(vues.versions())
        .extracting(v -> v.montant().intValueExact())
        .containsExactly(2000, 1000);
    assertThat(vues.versions())
        .extracting(VersionsDuLot.VersionView::retenue)
        .containsExactly(true, false);
    assertThat(vues.versions())
        .allSatisfy(v -> assertThat(v.titulaires()).containsExactly("45220075100025"));
    var ancienne = vues.versions().getLast().id();
    assertThatThrownBy(
            () ->
                agir(
                    v -> {
                      v.choisir(marche, lot, ancienne, vues.version() + 7);
                      return null;
                    }))
        .isInstanceOf(VersionPerimee.class);
    agir(
        v -> {
          v.choisir(marche, lot, ancienne, vues.version());
          return null;
        });
    assertThat(lire("select montant::text from metier.marche")).containsExactly("1000.00");
    assertThat(
            lire("select detail from metier.evenement where code = 'version-choisie'").getFirst())
        .contains("publiée le 1 juin 2024", "1\u202f000");
    assertThat(
            importer(nouveau(), peinture("Peinture", "2000", "2024-06-10")).getFirst().remarque())
        .contains("Une personne a choisi");
    assertThat(
            importer(nouveau(), peinture("Peinture", "3000", "2024-06-11")).getFirst().resultat())
        .as("une version neuve, elle, vaut")
        .isEqualTo(Resultat.MIS_A_JOUR);
    assertThat(agir(v -> v.lister(marche, lot)).versions())
        .extracting(v -> v.montant().intValueExact())
        .containsExactly(3000, 2000, 1000);
  }

  // --- L'objet reformulé ---

  @Test
  void unObjetReformuleNeDoublePasLeMontant() throws SQLException {
    importer(nouveau(), peinture("Peinture des écoles", "1000", "2024-06-01"));
    var sort =
        importer(
                nouveau(),
                peinture("Annule et remplace - Travaux de peinture", "1000", "2024-06-02"))
            .getFirst();
    assertThat(sort.resultat()).isEqualTo(Resultat.MIS_A_JOUR);
    assertThat(lire("select lots || ' ' || montant from metier.marche"))
        .containsExactly("1 1000.00");
    assertThat(
            importer(nouveau(), peinture("Peinture des écoles", "1000", "2024-06-01"))
                .getFirst()
                .resultat())
        .as("l'ancien fichier retrouve le même lot")
        .isEqualTo(Resultat.INCHANGE);
    assertThat(lire("select lots || ' ' || montant from metier.marche"))
        .containsExactly("1 1000.00");
  }

  @Test
  void deuxLotsDUnMemeFichierResteDeuxLots() throws SQLException {
    String[] deux = {
      peinture("Lot 1 : peinture", "1000", "2024-06-01"),
      peinture("Lot 2 : sols", "1000", "2024-06-01")
    };
    importer(nouveau(), deux);
    assertThat(lire("select lots || ' ' || montant from metier.marche"))
        .containsExactly("2 2000.00");
    vider();
    importer(nouveau(), deux[0]);
    importer(nouveau(), deux[1], deux[0]);
    assertThat(lire("select lots || ' ' || montant from metier.marche"))
        .as("le premier, dit par le fichier, n'est pas une ancienne formulation du second")
        .containsExactly("2 2000.00");
    vider();
    importer(nouveau(), deux[0]);
    var passage = nouveau();
    importer(passage, deux[1]);
    importer(passage, deux[0]);
    assertThat(lire("select lots || ' ' || montant from metier.marche"))
        .as("d'un bloc à l'autre aussi")
        .containsExactly("2 2000.00");
  }

  @Test
  void deuxCandidatsFontUnDoublonProbableQuiSeReunitEtSeSepare() throws SQLException {
    importer(
        nouveau(),
        peinture("Lot 1 : peinture", "1000", "2024-06-01"),
        peinture("Lot 2 : sols", "1000", "2024-06-01"));
    var sort = importer(nouveau(), peinture("Revêtements", "1000", "2024-06-03")).getFirst();
    assertThat(sort.resultat()).isEqualTo(Resultat.CREE);
    assertThat(sort.doublonDe()).isNotNull();
    assertThat(lire("select lots || ' ' || montant from metier.marche"))
        .containsExactly("3 3000.00");
    var avant = lots();
    agir(
        v -> {
          v.reunir(sort.doublonDe(), sort.lot());
          return null;
        });
    assertThat(lire("select lots || ' ' || montant from metier.marche"))
        .containsExactly("2 2000.00");
    assertThat(lire("select objet from metier.lot where id = '" + sort.doublonDe() + "'"))
        .containsExactly("Revêtements");
    agir(
        v -> {
          v.separer(sort.lot());
          return null;
        });
    assertThat(lots()).isEqualTo(avant);
    assertThat(lire("select lots || ' ' || montant from metier.marche"))
        .containsExactly("3 3000.00");
    assertThat(lire("select count(*)::text from metier.lot_version")).containsExactly("0");
  }

  /**
   * Le lot gardé porte une clause et des heures : ce qui le réunit ou le sépare ne compte ni deux
   * fois, ni zéro.
   */
  @Test
  void reunirPuisSeparerLaisseLesCumulsEgauxAuRecalcul() throws SQLException {
    importer(
        nouveau(),
        peinture("Lot 1 : peinture", "1000", "2024-06-01"),
        peinture("Lot 2 : sols", "1000", "2024-06-01"));
    var sort = importer(nouveau(), peinture("Revêtements", "1000", "2024-06-03")).getFirst();
    for (var lot :
        lire("select id::text from metier.lot where id <> '" + sort.lot() + "' order by rang")) {
      engager(UUID.fromString(lot), "100");
    }
    var cumuls =
        "select annee || ' ' || lots_clauses || ' ' || marches_clauses || ' ' || heures_dues || ' '"
            + " || heures_validees || ' ' || heures_realisees from consolide.cumul_annee order by"
            + " annee";
    var annee = LocalDate.now(HORLOGE).getYear();
    var avant = List.of(annee + " 2 1 200.00 14.00 14.00");
    sansEcart(avant, cumuls);
    agir(
        v -> {
          v.reunir(sort.doublonDe(), sort.lot());
          return null;
        });
    sansEcart(avant, cumuls);
    travailler(sort.doublonDe(), "2.50");
    var apres = List.of(annee + " 2 1 200.00 16.50 16.50");
    sansEcart(apres, cumuls);
    agir(
        v -> {
          v.separer(sort.lot());
          return null;
        });
    sansEcart(apres, cumuls);
    assertThat(lire("select count(*)::text from metier.lot")).containsExactly("3");
  }

  /**
   * Ni le calcul de contrôle, ni le recompte ne trouvent autre chose que ce qui est tenu à
   * l'écriture.
   */
  private static void sansEcart(List<String> attendus, String cumuls) throws SQLException {
    assertThat(lire(cumuls)).isEqualTo(attendus);
    assertThat(lire("select annee::text from consolide.ecarts")).isEmpty();
    banc.sous(
        AGENT,
        DANS,
        Cumuls.class,
        c -> {
          c.recompter();
          return null;
        });
    assertThat(lire(cumuls)).as("recompté").isEqualTo(attendus);
  }

  private static void engager(UUID lot, String heures) throws SQLException {
    var clause =
        banc.sous(
            AGENT,
            FACILITE,
            ProposerClause.class,
            p ->
                p.executer(
                    new ProposerClause.Command(
                        lot,
                        Mecanisme.CLAUSE_EXECUTION,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Unite.HEURES,
                        new BigDecimal(heures),
                        "Lot fini")));
    banc.sous(
        AGENT,
        DANS,
        AccepterClause.class,
        a -> {
          a.executer(clause, new AccepterClause.Command(1));
          return null;
        });
    travailler(lot, "7");
  }

  /** Une écriture du registre et son cumul, comme la validation des heures les fait. */
  private static void travailler(UUID lot, String heures) throws SQLException {
    var annee = LocalDate.now(HORLOGE).getYear();
    var personne = UUID.fromString("22222222-0000-4000-8000-0000000000b1");
    var engagement =
        UUID.fromString(
            lire("select id::text from metier.engagement where lot_id = '" + lot + "'").getFirst());
    try (var c = banc.postgres().connexionSuperutilisateur();
        var o = c.createStatement()) {
      o.execute(
          "insert into equipe.participant (id, nom, prenom, date_naissance, sexe, niveau,"
              + " recherche) values ('"
              + personne
              + "', 'Essai', 'Essai', '2000-01-01', 'F', 'BAC', 'essai') on conflict do nothing;"
              + " set session_replication_role = replica; insert into metier.registre_heures"
              + " (tenant_id, id, declaration_id, contrat_id, engagement_id, participant_id,"
              + " nature, mois, annee, heures, motif, auteur_id, auteur_nom) values ('"
              + ICI
              + "', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '"
              + engagement
              + "', '"
              + personne
              + "', 'VALIDATION', '"
              + annee
              + "-01-01', "
              + annee
              + ", "
              + heures
              + ", 'essai', gen_random_uuid(), 'essai')");
    }
    banc.sous(
        AGENT,
        DANS,
        Cumuls.class,
        c -> {
          c.heures(annee, personne, engagement, new BigDecimal(heures));
          return null;
        });
  }

  @Test
  void unLotQuUneClauseTientNeDisparaitPas() throws SQLException {
    importer(
        nouveau(),
        peinture("Lot 1 : peinture", "1000", "2024-06-01"),
        peinture("Lot 2 : sols", "1000", "2024-06-01"));
    var sort = importer(nouveau(), peinture("Revêtements", "1000", "2024-06-03")).getFirst();
    try (var c = banc.postgres().connexionSuperutilisateur();
        var o = c.createStatement()) {
      o.execute(
          "insert into metier.clause (tenant_id, id, marche_id, lot_id, mecanisme, article,"
              + " numero_version, etat, auteur_id, auteur_nom) values ('"
              + ICI
              + "', gen_random_uuid(), '"
              + sort.marche()
              + "', '"
              + sort.lot()
              + "', 'CLAUSE_EXECUTION', 'L2112-2', 1, 'PROPOSEE', '"
              + AGENT.id()
              + "', 'x')");
    }
    assertThatThrownBy(
            () ->
                agir(
                    v -> {
                      v.reunir(sort.doublonDe(), sort.lot());
                      return null;
                    }))
        .isInstanceOf(RegleMetier.class)
        .hasMessageContaining("clause");
  }

  private static Passage nouveau() {
    return new Passage(null, true);
  }

  private static String peinture(String objet, String montant, String publication) {
    return Publies.marche(
        "2024-P1", objet, "45442100", montant, "2024-05-01", publication, Publies.RIEN, "");
  }

  private static String de2019(String id, int montant, boolean modifie) {
    return "{\"_type\":\"Marché\",\"id\":\""
        + id
        + "\",\"acheteur\":{\"id\":\"20005480700017\",\"nom\":\"M\"},\"nature\":\"Marché\",\"objet\":\"Voirie\",\"codeCPV\":\"45233140\",\"dureeMois\":12,\"dateNotification\":\"2019-05-01\","
        + "\"datePublicationDonnees\":\"2019-06-01\",\"montant\":"
        + montant
        + ",\"formePrix\":\"Ferme\",\"titulaires\":[{\"typeIdentifiant\":\"SIRET\",\"id\":\"45220075100025\",\"denominationSociale\":\"X\"}],\"modifications\":["
        + (modifie
            ? "{\"objetModification\":\"avenant\",\"montant\":1500,\"dateNotificationModification\":\"2019-05-20\",\"datePublicationDonneesModification\":\"2019-06-01\"}"
            : "")
        + "]}";
  }

  private static List<Sort> importer(Passage passage, String... marches) {
    var de2019 = marches[0].contains("_type");
    var json =
        (de2019 ? "{\"marches\":[" : "{\"marches\":{\"marche\":[")
            + String.join(",", marches)
            + (de2019 ? "]}" : "]}}");
    var recus = new ArrayList<Recu>();
    new LecteurDecp()
        .lire(
            new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
            e -> recus.add(new Recu(e.marche(), 0)));
    return banc.sous(AGENT, DANS, Publications.class, p -> p.integrer(recus, passage));
  }

  private static <R> R agir(java.util.function.Function<VersionsDuLot, R> geste) {
    return banc.sous(AGENT, DANS, VersionsDuLot.class, geste);
  }

  private static String photo() throws SQLException {
    return String.join("\n", lire("select l::text from metier.lot l order by id"))
        + lire("select count(*)::text from metier.evenement")
        + lire("select (m.id, m.montant, m.lots, m.version)::text from metier.marche m");
  }

  private static List<String> lots() throws SQLException {
    return lire(
        "select id || objet || montant || rang || cle_source || empreinte || (select"
            + " string_agg(identifiant, ',') from metier.titulaire t where t.lot_id = l.id) from"
            + " metier.lot l order by id");
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
