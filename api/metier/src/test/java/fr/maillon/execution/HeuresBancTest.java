package fr.maillon.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.assistance.ListerClausesADecider;
import fr.maillon.assistance.ListerHeuresAValider;
import fr.maillon.banc.Banc;
import fr.maillon.consolidation.ChiffresAnnee;
import fr.maillon.consolidation.Cumuls;
import fr.maillon.infra.Postgres;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Pagination;
import fr.maillon.marche.SupprimerMarche;
import fr.maillon.participant.ConsulterParticipants;
import fr.maillon.participant.CorrigerParticipant;
import fr.maillon.participant.Critere;
import fr.maillon.participant.Decision;
import fr.maillon.participant.InscrireParticipant;
import fr.maillon.participant.ListerParticipants;
import fr.maillon.participant.Niveau;
import fr.maillon.participant.Sexe;
import fr.maillon.participant.SuppressionView;
import fr.maillon.participant.SupprimerParticipant;
import fr.maillon.participant.VerifierEligibilite;
import fr.maillon.ravisement.SeRaviser;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import fr.maillon.repentir.Corbeille;
import fr.maillon.repentir.Quoi;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** De la fiche d'une personne au chiffre de l'année, devant une vraie base. */
class HeuresBancTest {
  /**
   * Le 22 novembre 2026 ; avance d'une milliseconde à chaque lecture, pour que la dernière décision
   * soit la dernière.
   */
  private static final Clock HORLOGE =
      new Clock() {
        private final AtomicLong instant =
            new AtomicLong(Instant.parse("2026-11-22T09:00:00Z").toEpochMilli());

        @Override
        public ZoneId getZone() {
          return ZoneId.of("Europe/Paris");
        }

        @Override
        public Clock withZone(ZoneId zone) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
          return Instant.ofEpochMilli(instant.incrementAndGet());
        }
      };

  private static final Identite UNE =
      new Identite(new UUID(1, 1), "facilitatrice", "Facilitatrice Une", Set.of("facilitateur"));
  private static final Identite AGENT =
      new Identite(new UUID(1, 2), "agent", "Agent", Set.of("agent"));
  private static final UUID RIVES = new UUID(2, 1);
  private static final UUID AURE = new UUID(2, 2);
  private static final UUID TIERS = new UUID(2, 3);
  private static final Pagination PAGE = Pagination.premiere();
  private static int personnes;
  private static Banc banc;

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(HORLOGE);
    for (var id : List.of(RIVES, AURE, TIERS)) {
      banc.proprietaire(
          "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
              + id
              + "', 'mo-"
              + id.getLeastSignificantBits()
              + "', 'Maître d''ouvrage', 'MO', 'COMMUNE', '#123456')");
    }
  }

  @AfterAll
  static void fermer() {
    banc.close();
  }

  @Test
  void laFicheSeRetrouveEtLeDoublonSeConfirme() {
    var c =
        new InscrireParticipant.Command(
            "Lefèvre", "Zoé", LocalDate.of(1991, 5, 4), Sexe.F, Niveau.CAP_BEP, null, null);
    var id = inscrire(c);
    for (var semblable :
        java.util.List.of(
            "LEFEVRE/zoé/1991-05-04",
            "Lefebvre/Zoe/1991-05-04",
            "Zoé/Lefèvre/1991-05-04",
            "Le Fèvre/Zoé/1991-04-05",
            "Lefèvre/Zoé/1981-05-04",
            "Lefèvre/Zo\u00e9\u00a0/1991-05-14")) {
      var s = semblable.split("/");
      refuse(
          "doublon-possible",
          () ->
              inscrire(
                  new InscrireParticipant.Command(
                      s[0], s[1], LocalDate.parse(s[2]), Sexe.F, Niveau.INCONNU, true, false)));
    }
    var autre =
        inscrire(
            new InscrireParticipant.Command(
                "LEFEVRE", "zoé", c.dateNaissance(), Sexe.F, Niveau.INCONNU, true, true));
    var trouvees =
        equipe(
            ListerParticipants.class,
            p -> p.executer(ListerParticipants.LISTE.tout().avec("texte", "zoe lef")));
    assertThat(trouvees.elements()).extracting(p -> p.id()).containsExactlyInAnyOrder(id, autre);
    assertThat(
            equipe(
                    ListerParticipants.class,
                    p -> p.executer(ListerParticipants.LISTE.tout().avec("texte", "lefevre zoe")))
                .total())
        .isEqualTo(2);
    assertThat(
            equipe(
                    ListerParticipants.class,
                    p -> p.executer(ListerParticipants.LISTE.tout().avec("texte", "_")))
                .total())
        .as("un joker n'en est pas un")
        .isZero();
    decider(id, LocalDate.of(2026, 1, 1), null, Decision.ELIGIBLE);
    assertThat(equipe(ConsulterParticipants.class, p -> p.un(id)).eligibleJusquAu())
        .isEqualTo("2027-12-31");
    decider(id, LocalDate.of(2028, 1, 1), 6, Decision.NON_ELIGIBLE);
    assertThat(equipe(ConsulterParticipants.class, p -> p.un(id)).eligibleJusquAu())
        .isEqualTo("2027-12-31");
    assertThat(equipe(ConsulterParticipants.class, p -> p.eligibilites(id, PAGE)).elements())
        .extracting(e -> e.decision())
        .containsExactlyInAnyOrder(Decision.ELIGIBLE, Decision.NON_ELIGIBLE);
    assertThatThrownBy(() -> equipe(ConsulterParticipants.class, p -> p.un(UUID.randomUUID())))
        .isInstanceOf(Introuvable.class);
  }

  @Test
  void leContratVeutUneClauseAccepteeEtUneEligibilite() {
    var engagement = engagement(RIVES, "ACCEPTEE", 2026, "500");
    var qui = personne();
    var contrat = contrat(engagement, qui, "2026-03-01", "2026-12-31");
    refuse("eligibilite-absente", () -> dans(RIVES, OuvrirContrat.class, o -> o.executer(contrat)));
    decider(qui, LocalDate.of(2026, 3, 2), 12, Decision.ELIGIBLE);
    refuse("eligibilite-absente", () -> dans(RIVES, OuvrirContrat.class, o -> o.executer(contrat)));
    decider(qui, LocalDate.of(2026, 3, 1), 12, Decision.NON_ELIGIBLE);
    refuse("eligibilite-absente", () -> dans(RIVES, OuvrirContrat.class, o -> o.executer(contrat)));
    decider(qui, LocalDate.of(2026, 3, 1), 12, Decision.DEROGATION);
    assertThatThrownBy(() -> dans(AURE, OuvrirContrat.class, o -> o.executer(contrat)))
        .as("engagement d'un autre espace")
        .isInstanceOf(Introuvable.class);
    assertThatThrownBy(
            () ->
                dans(
                    RIVES,
                    OuvrirContrat.class,
                    o -> o.executer(contrat(engagement, UUID.randomUUID(), "2026-03-01", null))))
        .isInstanceOf(Introuvable.class);
    refuse(
        "clause-non-acceptee",
        () ->
            dans(
                RIVES,
                OuvrirContrat.class,
                o ->
                    o.executer(
                        contrat(
                            engagement(RIVES, "PROPOSEE", 2026, "10"), qui, "2026-03-01", null))));
    var id = dans(RIVES, OuvrirContrat.class, o -> o.executer(contrat));
    var vu = dans(RIVES, ConsulterContrats.class, l -> l.un(id));
    assertThat(vu.participantId()).isEqualTo(qui);
    assertThat(vu.personne()).startsWith("Prénom NOM");
    assertThat(colonne("select etat from metier.marche where id = '" + vu.marcheId() + "'"))
        .containsExactly("EN_EXECUTION");
    assertThat(
            colonne(
                "select detail from metier.evenement where marche_id = '" + vu.marcheId() + "'"))
        .singleElement()
        .asString()
        .contains("Employeur")
        .doesNotContain("NOM");
  }

  @Test
  void unAgentLitUnPseudonyme() {
    var contrat = contratOuvert(RIVES, personne(), engagement(RIVES, "ACCEPTEE", 2026, "500"));
    var heures = declarer(RIVES, contrat, "2026-10", "7.5");
    var pour = agent(RIVES, ConsulterContrats.class, l -> l.un(contrat));
    assertThat(pour.participantId()).isNull();
    assertThat(pour.personne()).matches("P-[0-9A-F]{8}").isEqualTo(pour.pseudonyme());
    assertThat(agent(RIVES, ConsulterHeures.class, l -> l.une(heures)).personne())
        .isEqualTo(pour.pseudonyme());
    assertThat(
            agent(
                    RIVES,
                    ConsulterHeures.class,
                    l ->
                        l.executer(
                            ConsulterHeures.LISTE.lire(
                                "etat=DECLAREE&mois=2026-10&contrat="
                                    + contrat
                                    + "&marche="
                                    + pour.marcheId())))
                .elements())
        .singleElement()
        .extracting(h -> h.personne())
        .isEqualTo(pour.pseudonyme());
    assertThatThrownBy(() -> agent(AURE, ConsulterHeures.class, l -> l.une(heures)))
        .isInstanceOf(Introuvable.class);
    assertThatThrownBy(
            () ->
                dans(
                    AURE,
                    ValiderHeures.class,
                    v -> rien(() -> v.executer(heures, new ValiderHeures.Command(0)))))
        .isInstanceOf(Introuvable.class);
  }

  @Test
  void uneDeclarationSuitLeContratLEligibiliteEtLePlafond() {
    var qui = personne();
    decider(qui, LocalDate.of(2026, 1, 10), 8, Decision.ELIGIBLE);
    var contrat =
        dans(
            RIVES,
            OuvrirContrat.class,
            o ->
                o.executer(
                    contrat(
                        engagement(RIVES, "ACCEPTEE", 2026, "500"),
                        qui,
                        "2026-01-20",
                        "2026-10-05")));
    refuse("hors-contrat", () -> declarer(RIVES, contrat, "2025-12", "1"));
    declarer(RIVES, contrat, "2026-01", "0");
    refuse("declaration-existante", () -> declarer(RIVES, contrat, "2026-01", "10"));
    refuse("quart-heure", () -> declarer(RIVES, contrat, "2026-02", "10.3"));
    refuse("plafond-heures", () -> declarer(RIVES, contrat, "2026-02", "250.25"));
    declarer(RIVES, contrat, "2026-02", "200");
    var second =
        dans(
            RIVES,
            OuvrirContrat.class,
            o ->
                o.executer(
                    contrat(engagement(RIVES, "ACCEPTEE", 2026, "500"), qui, "2026-02-01", null)));
    refuse("plafond-heures", () -> declarer(RIVES, second, "2026-02", "50.25"));
    declarer(RIVES, second, "2026-02", "50");
    declarer(RIVES, contrat, "2026-09", "10");
    refuse("hors-eligibilite", () -> declarer(RIVES, contrat, "2026-10", "10"));
    decider(qui, LocalDate.of(2026, 10, 6), 3, Decision.DEROGATION);
    refuse("hors-eligibilite", () -> declarer(RIVES, contrat, "2026-10", "10"));
    declarer(RIVES, second, "2026-10", "10");
    refuse("mois-futur", () -> declarer(RIVES, second, "2026-12", "10"));
    assertThatThrownBy(() -> declarer(AURE, contrat, "2026-03", "1"))
        .isInstanceOf(Introuvable.class);
  }

  @Test
  void leRegistreGardeToutEtLeNetFaitFoi() {
    var contrat = contratOuvert(RIVES, personne(), engagement(RIVES, "ACCEPTEE", 2026, "500"));
    var refusee = declarer(RIVES, contrat, "2026-10", "100");
    dans(
        RIVES,
        RefuserHeures.class,
        r ->
            rien(
                () ->
                    r.executer(
                        refusee,
                        new RefuserHeures.Command("pas ce chantier", lue(RIVES, refusee)))));
    refuse("deja-decidee", () -> valider(RIVES, refusee));
    var id = declarer(RIVES, contrat, "2026-10", "120");
    refuse("non-validee", () -> corriger(RIVES, id, "10"));
    valider(RIVES, id);
    refuse("deja-decidee", () -> valider(RIVES, id));
    refuse("correction-sans-effet", () -> corriger(RIVES, id, "120"));
    refuse("plafond-heures", () -> corriger(RIVES, id, "250.25"));
    refuse("heures-negatives", () -> corriger(RIVES, id, "-0.25"));
    corriger(RIVES, id, "100.25");
    corriger(RIVES, id, "0");
    corriger(RIVES, id, "250");
    var vue = dans(RIVES, ConsulterHeures.class, l -> l.une(id));
    assertThat(vue.heures()).isEqualByComparingTo("120");
    assertThat(vue.heuresValidees()).isEqualByComparingTo("250");
    assertThat(vue.corrigees()).isTrue();
    assertThat(dans(RIVES, ConsulterHeures.class, l -> l.ecritures(id, PAGE)).elements())
        .extracting(e -> e.heures().toPlainString())
        .containsExactlyInAnyOrder("120.00", "-19.75", "-100.25", "250.00");
    assertThat(dans(RIVES, ConsulterContrats.class, l -> l.un(contrat)).heuresValidees())
        .isEqualByComparingTo("250");
    for (var sql :
        List.of(
            "update metier.registre_heures set heures = 0", "delete from metier.registre_heures")) {
      assertThatThrownBy(() -> application(sql))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied");
    }
  }

  /**
   * Deux onglets : ce que l'un a décidé, l'autre l'apprend, avec qui et quand ; rien ne change deux
   * fois.
   */
  @Test
  void quiArriveTropTardLitQuiLAPrecede() {
    var contrat = contratOuvert(RIVES, personne(), engagement(RIVES, "ACCEPTEE", 2026, "500"));
    var id = declarer(RIVES, contrat, "2026-10", "100");
    int lue = lue(RIVES, id);
    dans(
        RIVES,
        ValiderHeures.class,
        v -> rien(() -> v.executer(id, new ValiderHeures.Command(lue))));
    for (Runnable tard :
        List.<Runnable>of(
            () ->
                dans(
                    RIVES,
                    ValiderHeures.class,
                    v -> rien(() -> v.executer(id, new ValiderHeures.Command(lue)))),
            () ->
                dans(
                    RIVES,
                    RefuserHeures.class,
                    r -> rien(() -> r.executer(id, new RefuserHeures.Command("non", lue)))),
            () ->
                dans(
                    RIVES,
                    CorrigerHeures.class,
                    c ->
                        rien(
                            () ->
                                c.executer(
                                    id,
                                    new CorrigerHeures.Command(BigDecimal.ONE, "non", lue)))))) {
      assertThatExceptionOfType(VersionPerimee.class)
          .isThrownBy(tard::run)
          .satisfies(
              e -> {
                assertThat(e.getMessage())
                    .startsWith("Validée par Facilitatrice Une le 22 novembre à 10:00.");
                assertThat(e.fait().par()).isEqualTo("Facilitatrice Une");
              });
    }
    int validee = lue(RIVES, id);
    corriger(RIVES, id, "90");
    assertThatExceptionOfType(VersionPerimee.class)
        .as("une correction change la déclaration")
        .isThrownBy(
            () ->
                dans(
                    RIVES,
                    CorrigerHeures.class,
                    c ->
                        rien(
                            () ->
                                c.executer(
                                    id,
                                    new CorrigerHeures.Command(BigDecimal.ONE, "non", validee)))))
        .satisfies(e -> assertThat(e.getMessage()).startsWith("Corrigée par Facilitatrice Une"));
    assertThat(dans(RIVES, ConsulterHeures.class, l -> l.une(id)).heuresValidees())
        .isEqualByComparingTo("90");
  }

  @Test
  void uneErreurSeRepareTantQueRienNEnDepend() throws SQLException {
    var qui = personne();
    var engagement = engagement(RIVES, "ACCEPTEE", 2026, "500");
    var contrat = contratOuvert(RIVES, qui, engagement);
    int ouvert = dans(RIVES, ConsulterContrats.class, l -> l.un(contrat)).version();
    corrigerContrat(contrat, "2026-02-01", "2026-11-30", ouvert);
    assertThatExceptionOfType(VersionPerimee.class)
        .isThrownBy(() -> corrigerContrat(contrat, "2026-02-01", null, ouvert));
    assertThatThrownBy(
            () -> dans(AURE, AnnulerContrat.class, t -> rien(() -> t.annuler(contrat, ouvert))))
        .as("d'un autre espace")
        .isInstanceOf(Introuvable.class);
    refuse(
        "eligibilite-absente",
        () -> corrigerContrat(contrat, "2025-02-01", null, versionDuContrat(contrat)));
    refuse(
        "siret-invalide",
        () ->
            dans(
                RIVES,
                ModifierContrat.class,
                t ->
                    rien(
                        () ->
                            t.modifier(
                                contrat,
                                new ModifierContrat.Command(
                                    NatureContrat.CDI,
                                    Modalite.EMBAUCHE_DIRECTE,
                                    "73282932000075",
                                    "X",
                                    LocalDate.of(2026, 2, 1),
                                    null,
                                    null,
                                    versionDuContrat(contrat))))));

    var octobre = declarer(RIVES, contrat, "2026-10", "100");
    refuse(
        "heures-hors-contrat",
        () -> corrigerContrat(contrat, "2026-11-01", null, versionDuContrat(contrat)));
    refuse(
        "heures-hors-contrat",
        () ->
            dans(
                RIVES,
                FinirContrat.class,
                t ->
                    rien(
                        () ->
                            t.finir(
                                contrat,
                                new FinirContrat.Fin(
                                    LocalDate.of(2026, 9, 30), versionDuContrat(contrat))))));
    dans(
        RIVES,
        FinirContrat.class,
        t ->
            rien(
                () ->
                    t.finir(
                        contrat,
                        new FinirContrat.Fin(
                            LocalDate.of(2026, 10, 31), versionDuContrat(contrat)))));
    refuse(
        "contrat-utilise",
        () ->
            dans(
                RIVES,
                AnnulerContrat.class,
                t -> rien(() -> t.annuler(contrat, versionDuContrat(contrat)))));

    dans(
        RIVES,
        CorrigerDeclaration.class,
        t ->
            rien(
                () ->
                    t.modifier(
                        octobre,
                        new CorrigerDeclaration.Command(
                            new BigDecimal("250"), lue(RIVES, octobre)))));
    refuse(
        "plafond-heures",
        () ->
            dans(
                RIVES,
                CorrigerDeclaration.class,
                t ->
                    rien(
                        () ->
                            t.modifier(
                                octobre,
                                new CorrigerDeclaration.Command(
                                    new BigDecimal("250.25"), lue(RIVES, octobre))))));
    assertThat(dans(RIVES, ConsulterHeures.class, l -> l.une(octobre)).heures())
        .isEqualByComparingTo("250");
    dans(
        RIVES,
        RefuserHeures.class,
        r ->
            rien(
                () ->
                    r.executer(
                        octobre, new RefuserHeures.Command("mauvais mois", lue(RIVES, octobre)))));
    dans(RIVES, RevenirSurUnRefus.class, t -> rien(() -> t.revenir(octobre, lue(RIVES, octobre))));
    assertThat(dans(RIVES, ConsulterHeures.class, l -> l.une(octobre)).etat())
        .as("le refus s'annule dans la minute")
        .isEqualTo(EtatDeclaration.DECLAREE);
    superutilisateur(
        "update metier.declaration_heures set etat = 'REFUSEE', decidee_par = '"
            + UNE.id()
            + "', decidee_par_nom = 'Une', decidee_le = '2026-11-22T08:00:00Z' where id = '"
            + octobre
            + "'");
    refuse(
        "trop-tard",
        () ->
            dans(
                RIVES,
                RevenirSurUnRefus.class,
                t -> rien(() -> t.revenir(octobre, lue(RIVES, octobre)))));
    var redite = declarer(RIVES, contrat, "2026-10", "10");
    refuse(
        "personne-suivie",
        () ->
            equipe(
                SupprimerParticipant.class,
                t -> rien(() -> t.supprimer(qui, versionDeLaFiche(qui)))));
    var photo =
        "select d::text from metier.declaration_heures d where contrat_id = '"
            + contrat
            + "' union all select k::text from metier.contrat k where id = '"
            + contrat
            + "' order by 1";
    var tout = colonne(photo);
    dans(RIVES, RetirerDeclaration.class, t -> rien(() -> t.retirer(redite, lue(RIVES, redite))));
    Corbeille.Ote rendue = dans(RIVES, SeRaviser.class, x -> x.executer(redite));
    assertThat(rendue).isEqualTo(new Corbeille.Ote(redite, Quoi.DECLARATION));
    assertThat(colonne(photo)).as("la déclaration retirée revient telle quelle").isEqualTo(tout);
    dans(RIVES, RetirerDeclaration.class, t -> rien(() -> t.retirer(redite, lue(RIVES, redite))));
    var encore = declarer(RIVES, contrat, "2026-10", "20");
    refuse("repris-depuis", () -> dans(RIVES, SeRaviser.class, x -> x.executer(redite)));
    dans(RIVES, RetirerDeclaration.class, t -> rien(() -> t.retirer(encore, lue(RIVES, encore))));
    var reste = colonne(photo);
    dans(
        RIVES,
        AnnulerContrat.class,
        t -> rien(() -> t.annuler(contrat, versionDuContrat(contrat))));
    dans(RIVES, SeRaviser.class, x -> x.executer(contrat));
    assertThat(colonne(photo)).as("le contrat, et ses mois refusés").isEqualTo(reste);
    dans(
        RIVES,
        AnnulerContrat.class,
        t -> rien(() -> t.annuler(contrat, versionDuContrat(contrat))));
    assertThatThrownBy(() -> dans(RIVES, ConsulterContrats.class, l -> l.un(contrat)))
        .isInstanceOf(Introuvable.class);

    var fiche = equipe(ConsulterParticipants.class, p -> p.un(qui));
    equipe(
        CorrigerParticipant.class,
        t ->
            rien(
                () ->
                    t.modifier(
                        qui,
                        new CorrigerParticipant.Command(
                            "Corrigée",
                            "Anne",
                            fiche.dateNaissance(),
                            Sexe.F,
                            Niveau.BAC,
                            true,
                            null,
                            fiche.version()))));
    assertThatExceptionOfType(VersionPerimee.class)
        .isThrownBy(
            () ->
                equipe(
                    SupprimerParticipant.class, t -> rien(() -> t.supprimer(qui, fiche.version()))))
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .startsWith("Fiche corrigée par Facilitatrice Une le 22 novembre"));
    assertThat(
            equipe(
                    ListerParticipants.class,
                    p -> p.executer(ListerParticipants.LISTE.tout().avec("texte", "anne corrigee")))
                .total())
        .isEqualTo(1);
    assertThat(equipe(ConsulterParticipants.class, p -> p.corrections(qui, PAGE)).elements())
        .extracting(x -> x.champ() + " " + x.avant() + " " + x.apres() + " " + x.par())
        .as("ce qui est sensible est nommé, sans valeur")
        .containsExactlyInAnyOrder(
            "NOM " + fiche.nom() + " Corrigée " + UNE.nom(),
            "PRENOM " + fiche.prenom() + " Anne " + UNE.nom(),
            "SEXE null null " + UNE.nom(),
            "NIVEAU " + Niveau.INCONNU.libelle() + " " + Niveau.BAC.libelle() + " " + UNE.nom(),
            "RESIDENCE_QPV null null " + UNE.nom());
    assertThatThrownBy(
            () -> equipe(ConsulterParticipants.class, p -> p.corrections(UUID.randomUUID(), PAGE)))
        .isInstanceOf(Introuvable.class);
    equipe(SupprimerParticipant.class, t -> rien(() -> t.supprimer(qui, versionDeLaFiche(qui))));
    assertThat(equipe(ConsulterParticipants.class, p -> p.suppressions(PAGE)).elements())
        .filteredOn(x -> x.id().equals(qui))
        .extracting(SuppressionView::par)
        .containsExactly(UNE.nom());
    assertThat(
            colonne(
                    "select string_agg(a::text, ' ') from equipe.acte_participant a where"
                        + " participant_id = '"
                        + qui
                        + "'")
                .getFirst())
        .as("ni nom, ni rien d'elle")
        .contains("SUPPRESSION")
        .doesNotContain("CORRECTION", "Corrigée", "Anne", fiche.nom());
    assertThatThrownBy(() -> equipe(ConsulterParticipants.class, p -> p.un(qui)))
        .isInstanceOf(Introuvable.class);
    assertThat(ecarts()).isEmpty();
  }

  /** Ce qui est validé ne s'efface pas, même par qui écrirait droit à la base. */
  @Test
  void desHeuresValideesNeSEffacentJamais() throws SQLException {
    var contrat = contratOuvert(RIVES, personne(), engagement(RIVES, "ACCEPTEE", 2026, "500"));
    var id = declarer(RIVES, contrat, "2026-10", "10");
    valider(RIVES, id);
    refuse(
        "deja-decidee",
        () ->
            dans(RIVES, RetirerDeclaration.class, t -> rien(() -> t.retirer(id, lue(RIVES, id)))));
    refuse(
        "contrat-utilise",
        () ->
            dans(
                RIVES,
                AnnulerContrat.class,
                t -> rien(() -> t.annuler(contrat, versionDuContrat(contrat)))));
    try (var connexion = banc.postgres().connexion(Postgres.APP);
        var ordre = connexion.createStatement()) {
      connexion.setAutoCommit(false);
      ordre.execute("set local app.tenant_id = '" + RIVES + "'");
      ordre.execute("set local app.tenants = '{" + RIVES + "}'");
      ordre.execute("set local app.perimetre = 'espace'");
      try (var r =
          ordre.executeQuery(
              "select count(*) from metier.declaration_heures where id = '" + id + "'")) {
        r.next();
        assertThat(r.getInt(1)).as("témoin : elle se lit").isEqualTo(1);
      }
      assertThatThrownBy(
              () ->
                  ordre.executeUpdate(
                      "delete from metier.declaration_heures where id = '" + id + "'"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("registre_heures");
      connexion.rollback();
    }
  }

  @Test
  void unMarcheOuUnLotEntreParErreurSEnVaTantQueRienNEnDepend() {
    var avecClause =
        dans(
                RIVES,
                ConsulterContrats.class,
                l ->
                    l.un(
                        contratOuvert(
                            RIVES, personne(), engagement(RIVES, "ACCEPTEE", 2026, "10"))))
            .marcheId();
    int lue =
        Integer.parseInt(
            colonne("select version from metier.marche where id = '" + avecClause + "'")
                .getFirst());
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(
            () -> dans(RIVES, SupprimerMarche.class, x -> rien(() -> x.executer(avecClause, lue))))
        .satisfies(
            e ->
                assertThat(e.code() + " " + e.getMessage())
                    .isEqualTo(
                        "marche-utilise Ce marché ne se supprime pas : en dépendent un contrat"
                            + " d'insertion, une version de clause."));
    var marche = UUID.randomUUID();
    var lots = List.of(UUID.randomUUID(), UUID.randomUUID());
    superutilisateur(
        "insert into metier.marche (tenant_id, id, acheteur_siret, numero, cle_source, source,"
            + " segment, sociale_connue, etat, lots, montant) values ('"
            + RIVES
            + "', '"
            + marche
            + "', '21440184500019', 'E', '"
            + marche
            + "', 'SAISIE', 'TRAVAUX', true, 'IDENTIFIE', 2, 300); insert into metier.lot"
            + " (tenant_id, id, marche_id, rang, cle_source, sociale_connue, montant, objet) values"
            + " ('"
            + RIVES
            + "', '"
            + lots.get(0)
            + "', '"
            + marche
            + "', 1, '"
            + lots.get(0)
            + "', true, 100, 'Un'), ('"
            + RIVES
            + "', '"
            + lots.get(1)
            + "', '"
            + marche
            + "', 2, '"
            + lots.get(1)
            + "', true, 200, 'Deux'); insert into metier.evenement (tenant_id, id, marche_id, code,"
            + " detail, auteur_id, auteur_nom) values ('"
            + RIVES
            + "', '"
            + UUID.randomUUID()
            + "', '"
            + marche
            + "', 'cree', 'Créé', '"
            + UNE.id()
            + "', 'Une')");
    assertThatThrownBy(
            () -> dans(AURE, SupprimerMarche.class, x -> rien(() -> x.executer(marche, 0))))
        .isInstanceOf(Introuvable.class);
    assertThatExceptionOfType(VersionPerimee.class)
        .isThrownBy(
            () -> dans(RIVES, SupprimerMarche.class, x -> rien(() -> x.executer(marche, 7))));
    dans(RIVES, SupprimerMarche.class, x -> rien(() -> x.lot(marche, lots.get(1), 0)));
    assertThat(
            colonne("select lots || ' ' || montant from metier.marche where id = '" + marche + "'"))
        .containsExactly("1 100.00");
    refuse(
        "dernier-lot",
        () -> dans(RIVES, SupprimerMarche.class, x -> rien(() -> x.lot(marche, lots.get(0), 1))));
    // dans la minute, par qui l'a ôté, cela revient tel quel
    var avant = colonne(PHOTO.formatted(marche));
    assertThatThrownBy(
            () ->
                banc.sous(
                    AGENT,
                    new Perimetre.UnMaitreOuvrage(espace(RIVES, Titre.AGENT)),
                    SeRaviser.class,
                    x -> x.executer(lots.get(1))))
        .as("un autre n'y voit rien")
        .isInstanceOf(Introuvable.class);
    assertThat(dernierOte()).hasValue(new Corbeille.Ote(lots.get(1), Quoi.LOT));
    dans(RIVES, SeRaviser.class, x -> x.executer(lots.get(1)));
    assertThat(
            colonne("select lots || ' ' || montant from metier.marche where id = '" + marche + "'"))
        .containsExactly("2 300.00");
    dans(
        RIVES,
        SupprimerMarche.class,
        x -> rien(() -> x.lot(marche, lots.get(1), versionDuMarche(marche))));
    assertThat(colonne(PHOTO.formatted(marche))).isEqualTo(avant);
    dans(
        RIVES, SupprimerMarche.class, x -> rien(() -> x.executer(marche, versionDuMarche(marche))));
    assertThat(colonne(PHOTO.formatted(marche))).isEmpty();
    superutilisateur("update plateforme.corbeille set le = le - interval '61 seconds'");
    assertThat(dernierOte()).isEmpty();
    refuse("trop-tard", () -> dans(RIVES, SeRaviser.class, x -> x.executer(marche)));
    superutilisateur("update plateforme.corbeille set le = le + interval '61 seconds'");
    superutilisateur(
        "insert into metier.marche (tenant_id, id, acheteur_siret, numero, cle_source, source,"
            + " segment, sociale_connue, etat) values ('"
            + RIVES
            + "', gen_random_uuid(), '21440184500019', 'E', '"
            + marche
            + "', 'SAISIE', 'TRAVAUX', true, 'IDENTIFIE')");
    refuse("repris-depuis", () -> dans(RIVES, SeRaviser.class, x -> x.executer(marche)));
    superutilisateur("delete from metier.marche where cle_source = '" + marche + "'");
    dans(RIVES, SeRaviser.class, x -> x.executer(marche));
    assertThat(colonne(PHOTO.formatted(marche)))
        .as("le marché, son lot, son histoire")
        .isEqualTo(avant);
    assertThat(colonne("select detail from metier.evenement where marche_id = '" + marche + "'"))
        .contains("Créé");
    assertThatThrownBy(() -> dans(RIVES, SeRaviser.class, x -> x.executer(marche)))
        .as("une seule fois")
        .isInstanceOf(Introuvable.class);
    dans(
        RIVES, SupprimerMarche.class, x -> rien(() -> x.executer(marche, versionDuMarche(marche))));
    assertThat(
            colonne(
                "select 'reste' from metier.marche where id = '"
                    + marche
                    + "' union all select 'reste' from metier.lot where marche_id = '"
                    + marche
                    + "' union all select 'reste' from metier.evenement where marche_id = '"
                    + marche
                    + "'"))
        .isEmpty();
  }

  /** Qui déclare valide d'office, et cela se voit ; l'espace peut vouloir deux personnes. */
  @Test
  void laMemePersonneEstMarqueeEtCompteeOuRefuseeSiLEspaceLeVeut() {
    var contrat = contratOuvert(RIVES, personne(), engagement(RIVES, "ACCEPTEE", 2027, "500"));
    long avant = memePersonne(2026);
    var id = declarer(RIVES, contrat, "2026-10", "10");
    assertThat(dans(RIVES, ConsulterHeures.class, l -> l.une(id)).memePersonne())
        .as("rien n'est validé")
        .isFalse();
    valider(RIVES, id);
    assertThat(agent(RIVES, ConsulterHeures.class, l -> l.une(id)).memePersonne()).isTrue();
    assertThat(memePersonne(2026)).isEqualTo(avant + 1);
    assertThat(memePersonne(2025)).isZero();
    superutilisateur(
        "insert into plateforme.fiche_espace (maitre_ouvrage_id, validation_separee, version)"
            + " values ('"
            + RIVES
            + "', true, 1)");
    try {
      var autre = declarer(RIVES, contrat, "2026-09", "10");
      refuse("meme-personne", () -> valider(RIVES, autre));
      var collegue =
          new Identite(new UUID(1, 9), "deux", "Facilitateur Deux", Set.of("facilitateur"));
      banc.sous(
          collegue,
          new Perimetre.UnMaitreOuvrage(espace(RIVES, Titre.FACILITATEUR)),
          ValiderHeures.class,
          v -> rien(() -> v.executer(autre, new ValiderHeures.Command(lue(RIVES, autre)))));
      assertThat(agent(RIVES, ConsulterHeures.class, l -> l.une(autre)).memePersonne()).isFalse();
      assertThat(memePersonne(2026)).isEqualTo(avant + 1);
    } finally {
      superutilisateur(
          "delete from plateforme.fiche_espace where maitre_ouvrage_id = '" + RIVES + "'");
    }
  }

  /**
   * Le travail de l'équipe a ses heures à valider et ses clauses à décider, sur ses seuls espaces.
   */
  @Test
  void lePortefeuilleMontreCeQuiAttendUneDecision() {
    var contrat = contratOuvert(RIVES, personne(), engagement(RIVES, "ACCEPTEE", 2026, "500"));
    var heures = declarer(RIVES, contrat, "2026-01", "10");
    engagement(RIVES, "PROPOSEE", 2026, "123");
    var ailleurs =
        declarer(
            TIERS,
            contratOuvert(TIERS, personne(), engagement(TIERS, "ACCEPTEE", 2026, "500")),
            "2026-01",
            "10");
    var grandes = new Pagination(1, Pagination.MAXIMUM);
    var rives = attentes(RIVES);
    var vues =
        banc.sous(
            UNE,
            rives,
            ListerHeuresAValider.class,
            l -> l.executer(ListerHeuresAValider.LISTE.tout().a(grandes)));
    assertThat(vues.elements()).extracting(h -> h.id()).contains(heures).doesNotContain(ailleurs);
    assertThat(vues.elements()).extracting(h -> h.mois()).isSorted();
    assertThat(vues.elements())
        .allSatisfy(h -> assertThat(h.maitreOuvrage().code()).isEqualTo("mo-1"));
    assertThat(
            banc.sous(
                    UNE,
                    rives,
                    ListerClausesADecider.class,
                    l -> l.executer(ListerClausesADecider.LISTE.tout().a(grandes)))
                .elements())
        .extracting(c -> c.heuresDues().intValue())
        .contains(123);
    assertThat(
            banc.sous(
                    UNE,
                    attentes(RIVES, TIERS),
                    ListerHeuresAValider.class,
                    l -> l.executer(ListerHeuresAValider.LISTE.tout().a(grandes)))
                .elements())
        .extracting(h -> h.id())
        .contains(heures, ailleurs);
    assertThat(
            banc.sous(
                    UNE,
                    attentes(),
                    ListerHeuresAValider.class,
                    l -> l.executer(ListerHeuresAValider.LISTE.tout().a(grandes)))
                .total())
        .isZero();
    var qui = dans(RIVES, ConsulterContrats.class, l -> l.un(contrat)).participantId();
    assertThat(
            banc.sous(UNE, rives, ConsulterContrats.class, l -> l.deLaPersonne(qui, grandes))
                .elements())
        .singleElement()
        .satisfies(
            k -> {
              assertThat(k.id()).isEqualTo(contrat);
              assertThat(k.heuresAValider()).isEqualByComparingTo("10");
            });
    assertThat(
            banc.sous(
                    UNE,
                    attentes(TIERS),
                    ConsulterContrats.class,
                    l -> l.deLaPersonne(qui, grandes))
                .total())
        .as("pas dans un espace qui ne m'est pas ouvert")
        .isZero();
  }

  /** Un contrat qui commence après la fin du lot se motive. */
  @Test
  void unContratTardifSeMotive() {
    var engagement = engagement(RIVES, "ACCEPTEE", 2024, "500");
    superutilisateur(
        "update metier.lot set date_notification = '2024-01-10', duree_mois = 12 where id = (select"
            + " lot_id from metier.engagement where id = '"
            + engagement
            + "')");
    var qui = personne();
    decider(qui, LocalDate.of(2026, 1, 1), 12, Decision.ELIGIBLE);
    var tardif = contrat(engagement, qui, "2026-01-01", null);
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(() -> dans(RIVES, OuvrirContrat.class, o -> o.executer(tardif)))
        .satisfies(
            e -> {
              assertThat(e.code() + " " + e.champ()).isEqualTo("contrat-tardif motifTardif");
              assertThat(e.getMessage()).contains("a fini le 09/01/2025", "pas de terme");
            });
    var id =
        dans(
            RIVES,
            OuvrirContrat.class,
            o ->
                o.executer(
                    new OuvrirContrat.Command(
                        engagement,
                        qui,
                        tardif.nature(),
                        tardif.modalite(),
                        tardif.employeurSiret(),
                        tardif.employeurNom(),
                        tardif.debut(),
                        null,
                        "Reliquat d'heures")));
    assertThat(colonne("select motif_tardif from metier.contrat where id = '" + id + "'"))
        .containsExactly("Reliquat d'heures");

    superutilisateur(
        "update metier.lot set duree_mois = 36 where id = (select lot_id from metier.engagement"
            + " where id = '"
            + engagement
            + "')");
    var aTemps = dans(RIVES, OuvrirContrat.class, o -> o.executer(tardif));
    superutilisateur(
        "update metier.lot set duree_mois = 25 where id = (select lot_id from metier.engagement"
            + " where id = '"
            + engagement
            + "')");
    assertThatExceptionOfType(RegleMetier.class)
        .as("corriger n'est pas un détour")
        .isThrownBy(() -> corrigerContrat(aTemps, "2026-03-01", null, versionDuContrat(aTemps)))
        .matches(e -> e.code().equals("contrat-tardif"));
    corrigerContrat(id, "2026-03-01", null, versionDuContrat(id));
    assertThat(colonne("select motif_tardif from metier.contrat where id = '" + id + "'"))
        .as("le motif donné reste")
        .containsExactly("Reliquat d'heures");
  }

  private static long memePersonne(int annee) {
    return agent(RIVES, ConsulterHeures.class, l -> l.memePersonne(annee));
  }

  private static Perimetre.Portefeuille attentes(UUID... ids) {
    var espaces = new java.util.TreeMap<UUID, Espace>();
    for (var id : ids) {
      espaces.put(id, espace(id, Titre.FACILITATEUR));
    }
    return new Perimetre.Portefeuille(espaces);
  }

  private static int versionDuContrat(UUID contrat) {
    return dans(RIVES, ConsulterContrats.class, l -> l.un(contrat)).version();
  }

  private static int versionDeLaFiche(UUID qui) {
    return equipe(ConsulterParticipants.class, p -> p.un(qui)).version();
  }

  private static void corrigerContrat(UUID contrat, String debut, String fin, int version) {
    dans(
        RIVES,
        ModifierContrat.class,
        t ->
            rien(
                () ->
                    t.modifier(
                        contrat,
                        new ModifierContrat.Command(
                            NatureContrat.CDI,
                            Modalite.SOUS_TRAITANCE,
                            "73282932000074",
                            "Autre employeur",
                            LocalDate.parse(debut),
                            fin == null ? null : LocalDate.parse(fin),
                            null,
                            version))));
  }

  /** Deux déclarations du même mois, ensemble : le plafond se juge l'une après l'autre. */
  @Test
  void lePlafondTientQuandLesDeclarationsArriventEnsemble() throws Exception {
    var qui = personne();
    decider(qui, LocalDate.of(2026, 1, 1), 12, Decision.ELIGIBLE);
    var contrats = new ArrayList<UUID>();
    for (int i = 0; i < 6; i++) {
      var engagement = engagement(RIVES, "ACCEPTEE", 2026, "500");
      contrats.add(
          dans(
              RIVES,
              OuvrirContrat.class,
              o -> o.executer(contrat(engagement, qui, "2026-01-01", null))));
    }
    int acceptees = 0;
    try (var fils = Executors.newFixedThreadPool(6)) {
      var reponses =
          contrats.stream()
              .map(c -> fils.submit(() -> declarer(RIVES, c, "2026-05", "100")))
              .toList();
      for (var reponse : reponses) {
        try {
          reponse.get();
          acceptees++;
        } catch (java.util.concurrent.ExecutionException e) {
          assertThat(e.getCause())
              .isInstanceOfSatisfying(
                  RegleMetier.class, r -> assertThat(r.code()).isEqualTo("plafond-heures"));
        }
      }
    }
    assertThat(acceptees).isEqualTo(2);
  }

  /**
   * Après bien des gestes, les cumuls disent ce que dit le registre ; et un cumul faussé se voit.
   */
  @Test
  void lesCumulsDisentLeRegistre() throws SQLException {
    var hasard = new Random(7);
    var declarees = new HashMap<UUID, UUID>();
    var validees = new HashMap<UUID, UUID>();
    var net = new HashMap<UUID, Map<UUID, BigDecimal>>();
    for (var espace : List.of(RIVES, AURE)) {
      for (int c = 0; c < 4; c++) {
        var contrat =
            contratOuvert(espace, personne(), engagement(espace, "ACCEPTEE", 2026, "300.50"));
        for (int mois = 1; mois <= 9; mois++) {
          declarees.put(declarer(espace, contrat, "2026-0" + mois, quarts(hasard, 500)), espace);
        }
      }
    }
    declarees.forEach(
        (id, espace) -> {
          switch (hasard.nextInt(4)) {
            case 0 ->
                dans(
                    espace,
                    RefuserHeures.class,
                    r ->
                        rien(
                            () ->
                                r.executer(id, new RefuserHeures.Command("non", lue(espace, id)))));
            case 1 -> {}
            default -> {
              valider(espace, id);
              validees.put(id, espace);
            }
          }
        });
    validees.forEach(
        (id, espace) -> {
          for (int fois = hasard.nextInt(3); fois > 0; fois--) {
            try {
              corriger(espace, id, quarts(hasard, 900));
            } catch (RegleMetier e) {
              assertThat(e.code()).isIn("correction-sans-effet", "plafond-heures");
            }
          }
          net.computeIfAbsent(espace, _ -> new HashMap<>())
              .put(id, dans(espace, ConsulterHeures.class, l -> l.une(id)).heuresValidees());
        });
    assertThat(ecarts()).isEmpty();
    var attendu = net.get(AURE).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    ChiffresAnnee chiffres = agent(AURE, Cumuls.class, c -> c.annee(2026));
    assertThat(chiffres.heuresValidees()).isEqualByComparingTo(attendu);
    assertThat(chiffres.heuresDues()).isEqualByComparingTo("1202");
    assertThat(chiffres.marchesClauses()).isEqualTo(4);
    assertThat(chiffres.lotsClauses()).isEqualTo(4);
    assertThat(chiffres.participants()).isBetween(1, 4);
    superutilisateur(
        "update consolide.cumul_annee set heures_validees = heures_validees + 0.25 where tenant_id"
            + " = '"
            + AURE
            + "'");
    assertThat(ecarts()).containsExactly("2026");
    superutilisateur(
        "update consolide.cumul_annee set heures_validees = heures_validees - 0.25 where tenant_id"
            + " = '"
            + AURE
            + "'");
    superutilisateur(
        "update consolide.cumul_participant set heures = heures + 0.25 where tenant_id = '"
            + AURE
            + "' and heures > 0");
    assertThat(ecarts()).contains("2026");
    superutilisateur(
        "update consolide.cumul_participant set heures = heures - 0.25 where tenant_id = '"
            + AURE
            + "' and heures > 0");
    assertThat(ecarts()).isEmpty();
  }

  private static String quarts(Random hasard, int au) {
    return new BigDecimal("0.25").multiply(BigDecimal.valueOf(hasard.nextInt(au))).toPlainString();
  }

  private static List<String> ecarts() throws SQLException {
    try (var connexion = banc.postgres().connexion(Postgres.CONSOLIDE);
        var ordre = connexion.createStatement();
        var r = ordre.executeQuery("select annee from consolide.ecarts")) {
      var annees = new ArrayList<String>();
      while (r.next()) {
        annees.add(r.getString(1));
      }
      return annees;
    }
  }

  /** Tout ce que la base garde d'un marché. */
  private static final String PHOTO =
      "select (to_jsonb(m) - 'version' - 'change_le' - 'modifie_le')::text from metier.marche m"
          + " where id = '%1$s' union all select l::text from metier.lot l where marche_id = '%1$s'"
          + " order by 1";

  private static java.util.Optional<Corbeille.Ote> dernierOte() {
    return dans(RIVES, SeRaviser.class, SeRaviser::possible);
  }

  private static int versionDuMarche(UUID marche) {
    return Integer.parseInt(
        colonne("select version from metier.marche where id = '" + marche + "'").getFirst());
  }

  private static List<String> colonne(String sql) {
    try (var connexion = banc.postgres().connexionSuperutilisateur();
        var ordre = connexion.createStatement();
        var r = ordre.executeQuery(sql)) {
      var valeurs = new ArrayList<String>();
      while (r.next()) {
        valeurs.add(r.getString(1));
      }
      return valeurs;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void superutilisateur(String sql) {
    try (var connexion = banc.postgres().connexionSuperutilisateur();
        var ordre = connexion.createStatement()) {
      ordre.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void application(String sql) throws SQLException {
    try (var connexion = banc.postgres().connexion(Postgres.APP);
        var ordre = connexion.createStatement()) {
      ordre.execute(sql);
    }
  }

  private static UUID engagement(UUID espace, String etat, int annee, String heures) {
    var marche = UUID.randomUUID();
    var lot = UUID.randomUUID();
    var clause = UUID.randomUUID();
    var engagement = UUID.randomUUID();
    superutilisateur(
        "insert into metier.marche (tenant_id, id, acheteur_siret, numero, cle_source, source,"
            + " segment, sociale_connue, etat) values ('"
            + espace
            + "', '"
            + marche
            + "', '21440184500019', 'M', '"
            + marche
            + "', 'SAISIE', 'TRAVAUX', true, 'NOTIFIE'); insert into metier.lot (tenant_id, id,"
            + " marche_id, rang, cle_source, sociale_connue) values ('"
            + espace
            + "', '"
            + lot
            + "', '"
            + marche
            + "', 1, '"
            + lot
            + "', true); insert into metier.clause (tenant_id, id, marche_id, lot_id, mecanisme,"
            + " article, numero_version, etat, auteur_id, auteur_nom) values ('"
            + espace
            + "', '"
            + clause
            + "', '"
            + marche
            + "', '"
            + lot
            + "', 'CLAUSE_EXECUTION', 'L2112-2', 1, '"
            + etat
            + "', '"
            + UNE.id()
            + "', 'Une'); insert into metier.engagement (tenant_id, id, clause_id, lot_id, unite,"
            + " quantite, heures_dues, annee, formule) values ('"
            + espace
            + "', '"
            + engagement
            + "', '"
            + clause
            + "', '"
            + lot
            + "', 'HEURES', "
            + heures
            + ", "
            + heures
            + ", "
            + annee
            + ", 'SAISIE')");
    if (etat.equals("ACCEPTEE")) {
      dans(
          espace,
          Cumuls.class,
          c -> rien(() -> c.engagement(lot, annee, 1, new BigDecimal(heures))));
    }
    return engagement;
  }

  private static OuvrirContrat.Command contrat(
      UUID engagement, UUID qui, String debut, String fin) {
    return new OuvrirContrat.Command(
        engagement,
        qui,
        NatureContrat.CDD,
        Modalite.EMBAUCHE_DIRECTE,
        "73282932000074",
        "Employeur",
        LocalDate.parse(debut),
        fin == null ? null : LocalDate.parse(fin),
        null);
  }

  private static UUID contratOuvert(UUID espace, UUID qui, UUID engagement) {
    decider(qui, LocalDate.of(2026, 1, 1), 12, Decision.ELIGIBLE);
    return dans(
        espace, OuvrirContrat.class, o -> o.executer(contrat(engagement, qui, "2026-01-01", null)));
  }

  private static UUID personne() {
    return inscrire(
        new InscrireParticipant.Command(
            "NOM" + personnes++,
            "Prénom",
            LocalDate.of(1990, 1, 1),
            Sexe.NON_PRECISE,
            Niveau.INCONNU,
            null,
            null));
  }

  private static UUID inscrire(InscrireParticipant.Command c) {
    return equipe(InscrireParticipant.class, i -> i.executer(c));
  }

  private static void decider(UUID qui, LocalDate entree, Integer mois, Decision decision) {
    equipe(
        VerifierEligibilite.class,
        v ->
            v.executer(
                qui,
                new VerifierEligibilite.Command(
                    Critere.DELD,
                    "Attestation",
                    LocalDate.of(2026, 1, 5),
                    decision,
                    "motif",
                    entree,
                    mois)));
  }

  private static UUID declarer(UUID espace, UUID contrat, String mois, String heures) {
    return dans(
        espace,
        DeclarerHeures.class,
        d -> d.executer(new DeclarerHeures.Command(contrat, mois, new BigDecimal(heures))));
  }

  private static void valider(UUID espace, UUID id) {
    dans(
        espace,
        ValiderHeures.class,
        v -> rien(() -> v.executer(id, new ValiderHeures.Command(lue(espace, id)))));
  }

  private static int lue(UUID espace, UUID declaration) {
    return dans(espace, ConsulterHeures.class, l -> l.une(declaration)).version();
  }

  private static void corriger(UUID espace, UUID id, String heures) {
    dans(
        espace,
        CorrigerHeures.class,
        c ->
            rien(
                () ->
                    c.executer(
                        id,
                        new CorrigerHeures.Command(
                            new BigDecimal(heures), "erreur de saisie", lue(espace, id)))));
  }

  private static <C, R> R equipe(Class<C> cas, Function<C, R> appel) {
    return banc.sous(UNE, new Perimetre.Equipe(Titre.FACILITATEUR), cas, appel);
  }

  private static <C, R> R dans(UUID espace, Class<C> cas, Function<C, R> appel) {
    return banc.sous(
        UNE, new Perimetre.UnMaitreOuvrage(espace(espace, Titre.FACILITATEUR)), cas, appel);
  }

  private static <C, R> R agent(UUID espace, Class<C> cas, Function<C, R> appel) {
    return banc.sous(AGENT, new Perimetre.UnMaitreOuvrage(espace(espace, Titre.AGENT)), cas, appel);
  }

  private static Espace espace(UUID id, Titre titre) {
    return new Espace(
        id,
        "mo-" + id.getLeastSignificantBits(),
        "Maître d'ouvrage",
        "MO",
        "COMMUNE",
        "#123456",
        titre,
        null,
        List.of(),
        false,
        Droits.agent(Droit.ADMINISTRATEUR, true));
  }

  private static Void rien(Runnable geste) {
    geste.run();
    return null;
  }

  private static void refuse(String code, Runnable geste) {
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(geste::run)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }
}
