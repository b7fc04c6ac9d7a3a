package fr.maillon.clause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.maillon.banc.Banc;
import fr.maillon.consolidation.ChiffresAnnee;
import fr.maillon.consolidation.Cumuls;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.liste.Requete;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Proposer, accepter, refuser, lister devant une vraie base ; après chaque histoire, les cumuls
 * égalent le recalcul.
 */
class ClauseBancTest {
  private static final Clock HORLOGE =
      Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneId.of("Europe/Paris"));
  private static final UUID AURE = UUID.fromString("22222222-0000-4000-8000-000000000001");
  private static final UUID RIVES = UUID.fromString("22222222-0000-4000-8000-000000000002");
  private static final Identite AGENT =
      new Identite(
          UUID.fromString("22222222-0000-4000-8000-0000000000a1"),
          "agent",
          "Agente",
          Set.of("agent"));
  private static final Identite FACILITATEUR =
      new Identite(
          UUID.fromString("22222222-0000-4000-8000-0000000000a2"),
          "facilitateur",
          "Facilitatrice",
          Set.of("facilitateur"));
  private static Banc banc;
  private UUID marche;
  private UUID lot;

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(HORLOGE);
    for (var mo : List.of(AURE, RIVES)) {
      banc.proprietaire(
          "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
              + mo
              + "', '"
              + code(mo)
              + "', 'Espace', 'X', 'COMMUNE', '#123456')");
    }
  }

  @AfterAll
  static void fermer() {
    banc.close();
  }

  @BeforeEach
  void unMarcheUnLot() throws SQLException {
    sql("truncate metier.marche, consolide.cumul_annee, consolide.cumul_participant cascade");
    marche = marche(AURE, "2026-T-041");
    lot = lot(AURE, marche, 1, "1000000", "2026-02-03");
  }

  @Test
  void laClauseAccepteeEngageSesHeuresDansLAnneeDeNotification() throws SQLException {
    var autre = lot(AURE, marche, 2, "200000", "2025-12-30");
    var fiche = proposer(f1(lot, "0.05"));
    assertThat(fiche.etat()).isEqualTo(EtatClause.PROPOSEE);
    assertThat(fiche.numeroVersion()).isEqualTo(1);
    assertThat(fiche.article()).isEqualTo("L2112-2");
    assertThat(fiche.engagement().montantHt()).isEqualByComparingTo("1000000");
    assertThat(fiche.engagement().grilleCode()).isEqualTo("BATIMENT");
    assertThat(fiche.engagement().enClair()).startsWith("1\u202f000\u202f000\u00a0€ HT");
    assertThat(chiffres(2026).heuresDues())
        .as("rien n'est dû avant l'accord")
        .isEqualByComparingTo("0");

    var acceptee = accepter(fiche);
    assertThat(acceptee.etat()).isEqualTo(EtatClause.ACCEPTEE);
    assertThat(acceptee.decideeParNom()).isEqualTo("Agente");
    assertThat(acceptee.heuresValidees()).isEqualByComparingTo("0");
    assertThat(acceptee.tauxRealisation()).isEqualByComparingTo("0");
    accepter(proposer(saisie(autre, Unite.HEURES, "10.25")));
    assertThat(chiffres(2026))
        .extracting(ChiffresAnnee::marchesClauses, c -> c.heuresDues().intValueExact())
        .containsExactly(1, 833);
    assertThat(chiffres(2025).heuresDues()).isEqualByComparingTo("10.25");
    assertThat(lire("select etat from metier.marche where id = '" + marche + "'"))
        .isEqualTo("CALIBRE");
    assertThat(
            lire(
                "select string_agg(code, ' ' order by code) from metier.evenement where marche_id ="
                    + " '"
                    + marche
                    + "'"))
        .isEqualTo("clause-acceptee clause-acceptee clause-proposee clause-proposee");
    sansEcart();
  }

  @Test
  void sansNotificationLesHeuresComptentDansLAnneeDeLAccord() throws SQLException {
    var sansDate = lot(AURE, marche, 2, "100000", null);
    accepter(proposer(saisie(sansDate, Unite.HEURES, "7")));
    assertThat(chiffres(2026).heuresDues()).isEqualByComparingTo("7");
    sansEcart();
  }

  /**
   * Un lot notifié en 2024 pour un an : la clause de 2026 se motive, et compte quand elle
   * s'exécute.
   */
  @Test
  void uneClauseTardiveSeMotiveEtCompteDansLAnneeOuElleSExecute() throws SQLException {
    var fini = lot(AURE, marche, 2, "100000", "2024-01-10");
    sql("update metier.lot set duree_mois = 12 where id = '" + fini + "'");
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(() -> proposer(saisie(fini, Unite.HEURES, "7")))
        .satisfies(
            e -> {
              assertThat(e.code() + " " + e.champ()).isEqualTo("clause-tardive motifTardif");
              assertThat(e.getMessage()).contains("a fini le 09/01/2025", "compteront en 2026");
            });
    var c = saisie(fini, Unite.HEURES, "7");
    accepter(
        proposer(
            new ProposerClause.Command(
                fini,
                c.mecanisme(),
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
                c.unite(),
                c.quantite(),
                "Avenant de prolongation")));
    assertThat(chiffres(2026).heuresDues()).isEqualByComparingTo("7");
    assertThat(chiffres(2024).heuresDues()).isEqualByComparingTo("0");
    assertThat(lire("select motif_tardif from metier.clause where lot_id = '" + fini + "'"))
        .isEqualTo("Avenant de prolongation");
    assertThat(
            lire(
                "select detail from metier.evenement where marche_id = '"
                    + marche
                    + "' and code = 'clause-proposee'"))
        .contains("Après la fin du lot : Avenant de prolongation");
    sql("update metier.lot set duree_mois = 36 where id = '" + fini + "'");
    accepter(proposer(saisie(fini, Unite.HEURES, "8")));
    assertThat(chiffres(2024).heuresDues())
        .as("un lot qui court encore compte à sa notification")
        .isEqualByComparingTo("8");
    sansEcart();
  }

  @Test
  void uneVersionEnRemplaceUneAutreSansDoubleCompte() throws SQLException {
    var une = proposer(f1(lot, "0.05"));
    accepter(une);
    var attente = proposer(saisie(lot, Unite.HEURES, "900"));
    var trois = proposer(saisie(lot, Unite.HEURES, "500.50"));
    assertThat(trois.numeroVersion()).isEqualTo(3);
    assertThat(chiffres(2026).heuresDues()).isEqualByComparingTo("833");

    var fiche = accepter(trois);
    assertThat(chiffres(2026))
        .extracting(ChiffresAnnee::marchesClauses, c -> c.heuresDues().toString())
        .containsExactly(1, "500.50");
    assertThat(fiche.versions())
        .extracting(v -> v.numeroVersion() + " " + v.etat())
        .containsExactly("3 ACCEPTEE", "2 REMPLACEE", "1 REMPLACEE");
    assertThat(consulter(attente.id()).etat()).isEqualTo(EtatClause.REMPLACEE);
    refus("clause-deja-decidee", () -> accepter(consulter(attente.id())));
    sansEcart();
  }

  @Test
  void remplacerParUneAutreUniteRetireLesHeuresEtGardeLeMarche() throws SQLException {
    accepter(proposer(f1(lot, "0.05")));
    accepter(proposer(saisie(lot, Unite.NB_STAGES, "3")));
    assertThat(chiffres(2026))
        .extracting(ChiffresAnnee::marchesClauses, c -> c.heuresDues().signum())
        .containsExactly(1, 0);
    sansEcart();
  }

  @Test
  void lesHeuresValideesDuLotSurviventAuRemplacement() throws SQLException {
    var une = accepter(proposer(f1(lot, "0.05")));
    valider(une.engagement().id(), "208.25");
    valider(une.engagement().id(), "-8.25");
    assertThat(consulter(une.id()).heuresValidees()).isEqualByComparingTo("200");
    assertThat(consulter(une.id()).tauxRealisation()).isEqualByComparingTo("24.0");
    var deux = accepter(proposer(saisie(lot, Unite.HEURES, "400")));
    assertThat(deux.heuresValidees()).isEqualByComparingTo("200");
    assertThat(deux.tauxRealisation()).isEqualByComparingTo("50.0");
    assertThat(consulter(une.id()).heuresValidees())
        .as("une version remplacée n'a plus de taux")
        .isNull();
    var liste =
        lister(ListerClauses.LISTE.tout().avec("etat", EtatClause.ACCEPTEE).avec("marche", marche));
    assertThat(liste.elements())
        .extracting(ClauseView::heuresValidees)
        .containsExactly(new BigDecimal("200.00"));
    sansEcart();
  }

  @Test
  void refuserGardeLaClauseEnVigueur() throws SQLException {
    accepter(proposer(f1(lot, "0.05")));
    var deux = proposer(f1(lot, "0.10"));
    banc.sous(
        AGENT,
        un(AURE, Titre.AGENT),
        RefuserClause.class,
        r -> {
          r.executer(
              deux.id(), new RefuserClause.Command(deux.version(), " Trop pour deux mois. "));
          return null;
        });
    var refusee = consulter(deux.id());
    assertThat(refusee.etat()).isEqualTo(EtatClause.REFUSEE);
    assertThat(refusee.motif()).isEqualTo("Trop pour deux mois.");
    assertThat(chiffres(2026).heuresDues()).isEqualByComparingTo("833");
    refus("clause-deja-decidee", () -> accepter(refusee));
    sansEcart();
  }

  @Test
  void uneLecturePerimeeNeDecidePas() {
    var fiche = proposer(f1(lot, "0.05"));
    assertThatExceptionOfType(VersionPerimee.class)
        .isThrownBy(() -> accepter(fiche.id(), fiche.version() + 1));
    accepter(fiche);
    assertThatExceptionOfType(VersionPerimee.class)
        .as("le même bouton pressé deux fois")
        .isThrownBy(() -> accepter(fiche));
    assertThat(chiffres(2026).heuresDues()).isEqualByComparingTo("833");
  }

  @Test
  void deuxDecisionsAuMemeInstantSeSuivent() throws Exception {
    var une = proposer(saisie(lot, Unite.HEURES, "100"));
    var deux = proposer(saisie(lot, Unite.HEURES, "200"));
    try (var fils = Executors.newFixedThreadPool(2)) {
      var decisions =
          fils.invokeAll(List.<Callable<Object>>of(() -> tenter(une), () -> tenter(deux)));
      for (var decision : decisions) {
        assertThat(decision.get()).isIn("acceptée", "clause-deja-decidee", "version-perimee");
      }
    }
    assertThat(lire("select count(*) from metier.clause where etat = 'ACCEPTEE'")).isEqualTo("1");
    assertThat(chiffres(2026).marchesClauses()).isEqualTo(1);
    sansEcart();
  }

  /**
   * Deux années, calculées à la main. Un marché de 2025 doit 400 h : 100 h y sont faites en 2025,
   * 260 h en 2026, 20 h corrigées. Un marché de 2026, en deux lots, doit 150 + 50 h : 50 h y sont
   * faites en 2026. En 2026, 290 h faites tous engagements, et 50 / 200 = 25 % de ses engagements,
   * non 145 %. En 2025, 100 h faites, et 340 / 400 = 85 % de ses engagements.
   */
  @Test
  void unTauxNeMeleJamaisDeuxAnnees() throws SQLException {
    var ancien = marche(AURE, "2025-T-001");
    var de2025 =
        accepter(proposer(saisie(lot(AURE, ancien, 1, "1000", "2025-05-05"), Unite.HEURES, "400")));
    var de2026 = accepter(proposer(saisie(lot, Unite.HEURES, "150")));
    var second = lot(AURE, marche, 2, "1000", "2026-03-03");
    accepter(proposer(saisie(second, Unite.HEURES, "50")));
    valider(engagement(de2025), 2025, "100");
    valider(engagement(de2025), 2026, "260");
    valider(engagement(de2025), 2026, "-20");
    valider(engagement(de2026), 2026, "50");
    assertThat(chiffres(2026))
        .extracting(
            ChiffresAnnee::marchesClauses,
            ChiffresAnnee::lotsClauses,
            ChiffresAnnee::heuresValidees,
            ChiffresAnnee::heuresRealisees,
            ChiffresAnnee::heuresDues,
            ChiffresAnnee::tauxRealisation)
        .containsExactly(
            1,
            2,
            new BigDecimal("290.00"),
            new BigDecimal("50.00"),
            new BigDecimal("200.00"),
            new BigDecimal("25.0"));
    assertThat(chiffres(2025))
        .extracting(
            ChiffresAnnee::marchesClauses,
            ChiffresAnnee::lotsClauses,
            ChiffresAnnee::heuresValidees,
            ChiffresAnnee::heuresRealisees,
            ChiffresAnnee::heuresDues,
            ChiffresAnnee::tauxRealisation)
        .containsExactly(
            1,
            1,
            new BigDecimal("100.00"),
            new BigDecimal("340.00"),
            new BigDecimal("400.00"),
            new BigDecimal("85.0"));
    sansEcart();

    // une version nouvelle garde les heures faites : elles suivent le lot
    accepter(proposer(saisie(lot, Unite.HEURES, "100")));
    assertThat(chiffres(2026))
        .extracting(
            ChiffresAnnee::marchesClauses,
            ChiffresAnnee::lotsClauses,
            ChiffresAnnee::heuresRealisees,
            ChiffresAnnee::heuresDues)
        .containsExactly(1, 2, new BigDecimal("50.00"), new BigDecimal("150.00"));
    valider(engagement(de2026), 2026, "-10");
    assertThat(chiffres(2026).heuresRealisees())
        .as("inscrites à l'ancienne version, elles comptent pour la nouvelle")
        .isEqualByComparingTo("40");
    sansEcart();
  }

  @Test
  void deuxLotsDUnMarcheAcceptesEnsembleNeFontQuUnMarche() throws Exception {
    var une = proposer(saisie(lot, Unite.HEURES, "100"));
    var deux = proposer(saisie(lot(AURE, marche, 2, "1000", "2026-03-03"), Unite.HEURES, "200"));
    try (var fils = Executors.newFixedThreadPool(2)) {
      for (var decision :
          fils.invokeAll(List.<Callable<Object>>of(() -> tenter(une), () -> tenter(deux)))) {
        assertThat(decision.get()).isIn("acceptée", "version-perimee");
      }
    }
    for (var fiche : List.of(une, deux)) {
      if (consulter(fiche.id()).etat() == EtatClause.PROPOSEE) {
        accepter(consulter(fiche.id()));
      }
    }
    assertThat(chiffres(2026))
        .extracting(ChiffresAnnee::marchesClauses, ChiffresAnnee::lotsClauses)
        .containsExactly(1, 2);
    sansEcart();
  }

  private static UUID engagement(FicheClause clause) throws SQLException {
    return UUID.fromString(
        lire("select id from metier.engagement where clause_id = '" + clause.id() + "'"));
  }

  @Test
  void uneClauseDUnAutreEspaceEstIntrouvable() {
    var fiche = proposer(f1(lot, "0.05"));
    assertThatExceptionOfType(Introuvable.class)
        .isThrownBy(
            () ->
                banc.sous(
                    AGENT,
                    un(RIVES, Titre.AGENT),
                    ConsulterClause.class,
                    c -> c.executer(fiche.id())));
    assertThatExceptionOfType(Introuvable.class)
        .isThrownBy(
            () ->
                banc.sous(
                    AGENT,
                    un(RIVES, Titre.AGENT),
                    AccepterClause.class,
                    a -> {
                      a.executer(fiche.id(), new AccepterClause.Command(fiche.version()));
                      return null;
                    }));
    assertThatExceptionOfType(Introuvable.class)
        .isThrownBy(
            () ->
                banc.sous(
                    FACILITATEUR,
                    un(RIVES, Titre.FACILITATEUR),
                    ProposerClause.class,
                    p -> p.executer(f1(lot, "0.05"))));
    assertThat(
            banc.sous(
                    AGENT,
                    un(RIVES, Titre.AGENT),
                    ListerClauses.class,
                    l -> l.executer(ListerClauses.LISTE.tout()))
                .total())
        .isZero();
    assertThat(consulter(fiche.id()).etat()).isEqualTo(EtatClause.PROPOSEE);
  }

  @Test
  void laListeFiltreEtTrie() throws SQLException {
    var autreMarche = marche(AURE, "2026-T-042");
    var reserve = lot(AURE, autreMarche, 1, "300000", "2026-05-01");
    accepter(proposer(f1(lot, "0.05")));
    proposer(
        new ProposerClause.Command(
            reserve,
            Mecanisme.LOT_RESERVE,
            "L. 2113-12",
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
            new BigDecimal("1200"),
            null));
    assertThat(lister(ListerClauses.LISTE.tout().trie("heures")).elements())
        .extracting(c -> c.heuresDues().intValue())
        .containsExactly(1200, 833);
    assertThat(lister(ListerClauses.LISTE.tout().trie("marche")).elements())
        .extracting(ClauseView::marcheNumero)
        .containsExactly("2026-T-041", "2026-T-042");
    assertThat(lister(ListerClauses.LISTE.tout().avec("etat", EtatClause.PROPOSEE)).elements())
        .extracting(ClauseView::article)
        .containsExactly("L2113-12");
    assertThat(lister(ListerClauses.LISTE.tout().avec("mecanisme", Mecanisme.LOT_RESERVE)).total())
        .isEqualTo(1);
    assertThat(
            lister(ListerClauses.LISTE.tout().avec("marche", autreMarche).avec("lot", reserve))
                .total())
        .isEqualTo(1);
    assertThat(lister(ListerClauses.LISTE.tout().avec("marche", marche).trie("marche")).elements())
        .extracting(ClauseView::lotObjet)
        .containsExactly("Lot 1");
    var page =
        banc.sous(
            AGENT,
            un(AURE, Titre.AGENT),
            ListerClauses.class,
            l -> l.executer(ListerClauses.LISTE.tout().a(new Pagination(2, 1))));
    assertThat(page.total()).isEqualTo(2);
    assertThat(page.elements()).hasSize(1);
  }

  @Test
  void unMarcheSoldeNeRecoitPlusDeClause() throws SQLException {
    sql("update metier.marche set etat = 'SOLDE'");
    refus("marche-clos", () -> proposer(f1(lot, "0.05")));
    refus(
        "grille-inconnue",
        () -> {
          sql("update metier.marche set etat = 'IDENTIFIE'");
          return proposer(
              new ProposerClause.Command(
                  lot,
                  Mecanisme.CLAUSE_EXECUTION,
                  null,
                  new BigDecimal("0.05"),
                  null,
                  null,
                  null,
                  "ABSENTE",
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null));
        });
  }

  private static Object tenter(FicheClause fiche) {
    try {
      accepter(fiche);
      return "acceptée";
    } catch (RegleMetier e) {
      return e.code();
    }
  }

  private static ProposerClause.Command f1(UUID lot, String taux) {
    return new ProposerClause.Command(
        lot,
        Mecanisme.CLAUSE_EXECUTION,
        null,
        new BigDecimal(taux),
        null,
        null,
        null,
        "BATIMENT",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static ProposerClause.Command saisie(UUID lot, Unite unite, String quantite) {
    return new ProposerClause.Command(
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
        unite,
        new BigDecimal(quantite),
        null);
  }

  private static FicheClause proposer(ProposerClause.Command c) {
    return consulter(
        banc.sous(
            FACILITATEUR, un(AURE, Titre.FACILITATEUR), ProposerClause.class, p -> p.executer(c)));
  }

  private static FicheClause accepter(FicheClause fiche) {
    return accepter(fiche.id(), fiche.version());
  }

  private static FicheClause accepter(UUID id, int version) {
    banc.sous(
        AGENT,
        un(AURE, Titre.AGENT),
        AccepterClause.class,
        a -> {
          a.executer(id, new AccepterClause.Command(version));
          return null;
        });
    return consulter(id);
  }

  private static FicheClause consulter(UUID id) {
    return banc.sous(AGENT, un(AURE, Titre.AGENT), ConsulterClause.class, c -> c.executer(id));
  }

  private static Page<ClauseView> lister(Requete filtre) {
    return banc.sous(AGENT, un(AURE, Titre.AGENT), ListerClauses.class, l -> l.executer(filtre));
  }

  private static ChiffresAnnee chiffres(int annee) {
    return banc.sous(AGENT, un(AURE, Titre.AGENT), Cumuls.class, c -> c.annee(annee));
  }

  private static void refus(String code, Callable<?> appel) {
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(appel::call)
        .matches(e -> e.code().equals(code), code);
  }

  /** Une écriture du registre et son cumul, comme la validation des heures les fait. */
  private static void valider(UUID engagement, String heures) throws SQLException {
    valider(engagement, 2026, heures);
  }

  private static void valider(UUID engagement, int annee, String heures) throws SQLException {
    var personne = UUID.fromString("22222222-0000-4000-8000-0000000000b1");
    sql(
        "insert into equipe.participant (id, nom, prenom, date_naissance, sexe, niveau, recherche)"
            + " values ('"
            + personne
            + "', 'Essai', 'Essai', '2000-01-01', 'F', 'BAC', 'essai') on conflict do nothing");
    sql(
        "set session_replication_role = replica; insert into metier.registre_heures (tenant_id, id,"
            + " declaration_id, contrat_id, engagement_id, participant_id, nature, mois, annee,"
            + " heures, motif, auteur_id, auteur_nom) values ('"
            + AURE
            + "', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '"
            + engagement
            + "', '"
            + personne
            + "', '"
            + (heures.startsWith("-") ? "CONTRE_PASSATION" : "VALIDATION")
            + "', '"
            + annee
            + "-10-01', "
            + annee
            + ", "
            + heures
            + ", 'essai', gen_random_uuid(), 'essai')");
    banc.sous(
        AGENT,
        un(AURE, Titre.AGENT),
        Cumuls.class,
        c -> {
          c.heures(annee, personne, engagement, new BigDecimal(heures));
          return null;
        });
  }

  private static void sansEcart() throws SQLException {
    assertThat(lire("select coalesce(sum(ecarts), 0) from consolide.ecarts"))
        .as("cumuls contre recalcul")
        .isEqualTo("0");
  }

  private static UUID marche(UUID tenant, String numero) throws SQLException {
    var id = UUID.randomUUID();
    sql(
        "insert into metier.marche (tenant_id, id, acheteur_siret, numero, cle_source, source,"
            + " objet, segment, sociale_connue, etat) values ('"
            + tenant
            + "', '"
            + id
            + "', '12345678901234', '"
            + numero
            + "', '"
            + numero
            + "', 'SAISIE', 'Réhabilitation', 'TRAVAUX', true, 'IDENTIFIE')");
    return id;
  }

  private static UUID lot(UUID tenant, UUID marche, int rang, String montant, String notification)
      throws SQLException {
    var id = UUID.randomUUID();
    sql(
        "insert into metier.lot (tenant_id, id, marche_id, rang, cle_source, objet, montant,"
            + " date_notification, sociale_connue) values ('"
            + tenant
            + "', '"
            + id
            + "', '"
            + marche
            + "', "
            + rang
            + ", '"
            + id
            + "', 'Lot "
            + rang
            + "', "
            + montant
            + ", "
            + (notification == null ? "null" : "'" + notification + "'")
            + ", true)");
    return id;
  }

  private static void sql(String ordre) throws SQLException {
    try (var connexion = banc.postgres().connexionSuperutilisateur();
        var requete = connexion.createStatement()) {
      requete.execute(ordre);
    }
  }

  private static String lire(String requete) throws SQLException {
    try (var connexion = banc.postgres().connexionSuperutilisateur();
        var ordre = connexion.createStatement();
        var r = ordre.executeQuery(requete)) {
      r.next();
      return r.getString(1);
    }
  }

  private static Perimetre un(UUID espace, Titre titre) {
    return new Perimetre.UnMaitreOuvrage(
        new Espace(
            espace,
            code(espace),
            "Espace",
            "X",
            "COMMUNE",
            "#123456",
            titre,
            null,
            List.of(),
            false,
            Droits.agent(Droit.ADMINISTRATEUR, true)));
  }

  private static String code(UUID espace) {
    return "banc-" + espace.toString().substring(35);
  }
}
