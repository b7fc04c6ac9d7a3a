package fr.maillon.personne;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.banc.Banc;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.Interdit;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Les personnes d'un espace devant une vraie base : ce qu'elle montre, ce qu'elle refuse, et jamais
 * un espace sans administrateur.
 */
class PersonnesBancTest {
  private static final Clock HORLOGE =
      Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneId.of("Europe/Paris"));
  private static final LocalDate JOUR = LocalDate.now(HORLOGE);
  private static final UUID ICI = UUID.fromString("11111111-0000-4000-8000-000000000001");
  private static final UUID AILLEURS = UUID.fromString("11111111-0000-4000-8000-000000000002");
  private static final Identite ALICE = personne(1, "Alice Admin");
  private static final Identite BRUNO = personne(2, "Bruno Second");
  private static final Identite LEA = personne(3, "Léa Lectrice");
  private static final Identite MACHINE =
      new Identite(new UUID(0, 0), "maillon", "Maillon", Set.of());
  private static Banc banc;

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(HORLOGE);
    for (var espace : List.of(ICI, AILLEURS)) {
      banc.proprietaire(
          "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
              + espace
              + "', 'mo-"
              + espace.toString().charAt(35)
              + "', 'Ouvrage', 'X', 'COMMUNE', '#123456')");
    }
    for (var qui : List.of(ALICE, BRUNO, LEA)) {
      banc.proprietaire(
          "insert into plateforme.utilisateur (id, identifiant, nom, courriel) values ('"
              + qui.id()
              + "', '"
              + qui.identifiant()
              + "', '"
              + qui.nom()
              + "', '"
              + qui.identifiant()
              + "')");
    }
  }

  @AfterAll
  static void fermer() {
    banc.close();
  }

  @BeforeEach
  void semer() throws SQLException {
    try (var c = banc.postgres().connexionSuperutilisateur();
        var o = c.createStatement()) {
      o.execute(
          "truncate plateforme.envoi, plateforme.invitation, plateforme.adhesion,"
              + " plateforme.journal, plateforme.journal_tete");
      o.execute("delete from plateforme.utilisateur where identifiant like 'neuve%'");
    }
    adherer(ALICE, ICI, Droit.ADMINISTRATEUR, "2026-10-01");
    adherer(LEA, ICI, Droit.LECTEUR, "2025-01-01");
    adherer(BRUNO, AILLEURS, Droit.ADMINISTRATEUR, "2026-10-01");
  }

  @Test
  void laListeMontreLesSiensEtEuxSeuls() {
    var page =
        administrer(ALICE, ListerPersonnes.class, l -> l.executer(ListerPersonnes.LISTE.tout()));
    assertThat(page.elements())
        .extracting(p -> p.nom() + " " + p.droit() + " " + p.aConfirmer() + " " + p.moi())
        .containsExactly(
            "Alice Admin ADMINISTRATEUR false true", "Léa Lectrice LECTEUR true false");
    assertThat(page.total()).isEqualTo(2);
    assertThat(
            administrer(
                    ALICE,
                    ListerPersonnes.class,
                    l -> l.executer(ListerPersonnes.LISTE.lire("aConfirmer=true")))
                .elements())
        .extracting(PersonneView::nom)
        .containsExactly("Léa Lectrice");
    assertThatExceptionOfType(Introuvable.class)
        .isThrownBy(() -> administrer(ALICE, ListerPersonnes.class, l -> l.une(BRUNO.id())));
  }

  @Test
  void inviterPoseLInvitationEtLEnvoiEnsembleEtUneSeuleFois() throws SQLException {
    var id = inviter("Zoé Martin", " Neuve.Martin@Ville.example ", Droit.ACHETEUR);
    assertThat(
            lire(
                "select i.courriel || ' ' || i.etat || ' ' || e.nature || ' ' || e.etat || ' ' ||"
                    + " e.par_titre from plateforme.invitation i join plateforme.envoi e on"
                    + " e.sujet_id = i.id where i.id = '"
                    + id
                    + "'"))
        .isEqualTo("neuve.martin@ville.example EN_ATTENTE INVITATION A_FAIRE AGENT");
    refus(
        "deja-invitee",
        "courriel",
        () -> inviter("Zoé Martin", "neuve.martin@ville.example", Droit.LECTEUR));
    refus("deja-membre", "courriel", () -> inviter("Léa", LEA.identifiant(), Droit.LECTEUR));
    refus("courriel-invalide", "courriel", () -> inviter("Zoé Martin", "zoe@ville", Droit.LECTEUR));
    refus(
        "courriel-invalide",
        "courriel",
        () -> inviter("Zoé Martin", "zoe@ville.example\nBcc: x@y.example", Droit.LECTEUR));
    refus(
        "nom-invalide", "nom", () -> inviter("<b>Zoé</b>", "neuve2@ville.example", Droit.LECTEUR));
    assertThat(lire("select count(*) from plateforme.envoi")).isEqualTo("1");
  }

  /** La même personne peut être invitée dans deux espaces : l'un n'en dit rien à l'autre. */
  @Test
  void uneInvitationNeSeVoitQueDeLAdministrateurDeSonEspace() {
    var id = inviter("Zoé Martin", "neuve@ville.example", Droit.ACHETEUR);
    banc.sous(
        BRUNO,
        dans(AILLEURS, Droit.ADMINISTRATEUR),
        InviterPersonne.class,
        i ->
            i.executer(
                new InviterPersonne.Command(
                    "Zoé Martin", "neuve@ville.example", Droit.LECTEUR, false)));
    assertThat(
            administrer(ALICE, ListerInvitations.class, t -> t.lister(Pagination.premiere()))
                .elements())
        .extracting(InvitationView::id)
        .containsExactly(id);
    assertThatExceptionOfType(Introuvable.class)
        .isThrownBy(
            () ->
                banc.sous(
                    BRUNO,
                    dans(AILLEURS, Droit.ADMINISTRATEUR),
                    ListerInvitations.class,
                    t -> t.une(id)));
    assertThatExceptionOfType(Interdit.class)
        .isThrownBy(
            () ->
                banc.sous(
                    LEA,
                    dans(ICI, Droit.LECTEUR),
                    ListerInvitations.class,
                    t -> t.lister(Pagination.premiere())));
    // le titre est jugé dans le conteneur ; sans lui, la base refuse encore
    assertThatThrownBy(
            () ->
                banc.sous(
                    LEA,
                    dans(ICI, Droit.REFERENT),
                    InviterPersonne.class,
                    i ->
                        i.executer(
                            new InviterPersonne.Command(
                                "Ami", "neuve3@ville.example", Droit.ADMINISTRATEUR, true))))
        .hasStackTraceContaining("row-level security");
  }

  @Test
  void lePremierAdministrateurSInviteDepuisLeCentre() throws SQLException {
    var central = personne(9, "Centre");
    var id =
        banc.sous(
            central,
            new Perimetre.Centre(),
            InviterPremierAdministrateur.class,
            i -> i.executer(ICI, "Zoé Martin", "neuve@ville.example"));
    assertThat(
            lire(
                "select droit || ' ' || export || ' ' || par_titre from plateforme.invitation where"
                    + " id = '"
                    + id
                    + "'"))
        .isEqualTo("ADMINISTRATEUR true CENTRAL");
    assertThat(lire("select nature || ' ' || par_titre from plateforme.envoi"))
        .isEqualTo("INVITATION CENTRAL");
  }

  @Test
  void laPersonneEntreParLeSecretAvecLeDroitDeSonInvitationEtUneFois() throws SQLException {
    var id = inviter("Zoé Martin", "neuve@ville.example", Droit.REFERENT);
    var secret = armer(id);
    assertThat(lire("select secret_empreinte from plateforme.invitation where id = '" + id + "'"))
        .isEqualTo(Secrets.empreinte(secret))
        .doesNotContain(secret);
    assertThat(systeme(Seuil.class, s -> s.lire(secret)).etat())
        .isEqualTo(AccepterInvitation.Etat.OUVERTE);
    var compte = new Comptes.Compte(UUID.randomUUID(), "neuve@ville.example", true);
    String suite = systeme(Seuil.class, s -> s.entrer(secret, null, compte, false));
    assertThat(suite).isEqualTo("/m/mo-1");
    assertThat(
            lire(
                "select droit || ' ' || export || ' ' || du from plateforme.adhesion where"
                    + " utilisateur_id = '"
                    + compte.id()
                    + "'"))
        .isEqualTo("REFERENT false " + JOUR);
    assertThat(
            lire(
                "select etat || ' ' || compte_cree || ' ' || utilisateur_id from"
                    + " plateforme.invitation where id = '"
                    + id
                    + "'"))
        .isEqualTo("ACCEPTEE false " + compte.id());
    assertThat(
            lire(
                "select string_agg(nature, ' ' order by nature) from plateforme.envoi where etat ="
                    + " 'A_FAIRE'"))
        .as("son compte est à ranger")
        .isEqualTo("COMPTE INVITATION");
    assertThat(lire("select titre || ' ' || acte || ' ' || detail from plateforme.journal"))
        .isEqualTo(
            "SYSTEME InviterPersonne.arriver Zoé Martin accepte et entre dans l'espace :"
                + " référent.");
    refus(
        "invitation-utilisee",
        null,
        () ->
            systeme(
                Seuil.class,
                s ->
                    s.entrer(
                        secret,
                        null,
                        new Comptes.Compte(UUID.randomUUID(), "autre@ville.example", true),
                        false)));
    assertThat(
            lire(
                "select count(*) from plateforme.adhesion where maitre_ouvrage_id = '" + ICI + "'"))
        .isEqualTo("3");
    var vue = administrer(ALICE, ListerInvitations.class, t -> t.une(id));
    assertThat(vue.annulable()).isFalse();
    assertThat(vue.accepteePar() + " " + vue.accepteeIdentifiant() + " " + vue.accepteeLe())
        .isEqualTo("Zoé Martin neuve@ville.example " + HORLOGE.instant());
    refus(
        "invitation-close",
        null,
        () ->
            administrer(
                ALICE,
                AnnulerInvitation.class,
                t -> {
                  t.annuler(id);
                  return null;
                }));
  }

  /** Une page de vingt-cinq acceptées relisait vingt-cinq fois la base. */
  @Test
  void laListeDesInvitationsLitQuiAAccepteDUneSeuleFois() {
    for (var n = 0; n < 5; n++) {
      var secret = armer(inviter("Zoé Martin", "neuve" + n + "@ville.example", Droit.LECTEUR));
      var compte = new Comptes.Compte(UUID.randomUUID(), "neuve" + n + "@ville.example", true);
      systeme(Seuil.class, s -> s.entrer(secret, null, compte, false));
    }
    var lectures = new java.util.concurrent.atomic.AtomicInteger();
    banc.ecouter(
        (_, prepare, _) -> {
          if (prepare.toLowerCase(java.util.Locale.ROOT).contains("plateforme.utilisateur")) {
            lectures.incrementAndGet();
          }
        });
    try {
      assertThat(
              administrer(ALICE, ListerInvitations.class, t -> t.lister(Pagination.premiere()))
                  .elements())
          .hasSize(5)
          .allMatch(i -> "Zoé Martin".equals(i.accepteePar()));
    } finally {
      banc.ecouter(null);
    }
    assertThat(lectures.get()).isEqualTo(1);
  }

  /**
   * Renvoyée, annulée ou expirée, elle n'ouvre plus par le lien d'avant ; réservée par qui ouvre un
   * compte, elle n'est à personne d'autre.
   */
  @Test
  void unSecretNeVautQueTantQuIlEstLeDernierEtAUnSeul() throws SQLException {
    var id = inviter("Zoé Martin", "neuve@ville.example", Droit.LECTEUR);
    var ancien = armer(id);
    administrer(
        ALICE,
        RelancerInvitation.class,
        t -> {
          t.relancer(id);
          return null;
        });
    refus("invitation-inconnue", null, () -> entrer(ancien));
    var secret = armer(id);
    refus("invitation-inconnue", null, () -> entrer(ancien));
    var reservee = systeme(Seuil.class, s -> s.reserver(secret));
    assertThat(reservee.courriel() + " " + reservee.groupe())
        .isEqualTo("neuve@ville.example agents");
    refus("invitation-utilisee", null, () -> systeme(Seuil.class, s -> s.reserver(secret)));
    refus("invitation-utilisee", null, () -> entrer(secret));
    systeme(
        Seuil.class,
        s -> {
          s.liberer(id);
          return null;
        });
    banc.proprietaire(
        "set app.perimetre = 'systeme'; update plateforme.invitation set invitee_le = '2026-01-01',"
            + " expire_le = '2026-01-08' where id = '"
            + id
            + "'; reset app.perimetre");
    refus("invitation-expiree", null, () -> entrer(secret));
    assertThat(systeme(Seuil.class, s -> s.lire(secret)).etat())
        .isEqualTo(AccepterInvitation.Etat.EXPIREE);
    var dernier = armer(id);
    administrer(
        ALICE,
        AnnulerInvitation.class,
        t -> {
          t.annuler(id);
          return null;
        });
    refus("invitation-inconnue", null, () -> entrer(dernier));
    assertThat(
            administrer(ALICE, ListerPersonnes.class, l -> l.executer(ListerPersonnes.LISTE.tout()))
                .total())
        .as("nul n'est entré")
        .isEqualTo(2);
  }

  private static String entrer(String secret) {
    return systeme(
        Seuil.class,
        s ->
            s.entrer(
                secret,
                null,
                new Comptes.Compte(UUID.randomUUID(), "neuve@ville.example", true),
                false));
  }

  private static String armer(UUID invitation) {
    return systeme(Seuil.class, s -> s.armer(invitation))
        .orElseThrow()
        .lettre()
        .lien()
        .substring(AccepterInvitation.ADRESSE.length());
  }

  @Test
  void nulNEntreSansInvitationNiAvecUnAutreDroit() {
    assertThatThrownBy(
            () -> systeme(Intrusion.class, i -> i.entrer(LEA.id(), AILLEURS, Droit.ADMINISTRATEUR)))
        .hasStackTraceContaining("row-level security");
    assertThatThrownBy(() -> systeme(Intrusion.class, i -> i.inventer("neuve4@ville.example")))
        .hasStackTraceContaining("row-level security");
  }

  /** Ce qu'un défaut du code pourrait tenter sous le système. */
  static class Intrusion {
    @jakarta.persistence.PersistenceContext jakarta.persistence.EntityManager em;

    Void entrer(UUID qui, UUID espace, Droit droit) {
      em.persist(new Adhesion(qui, espace, JOUR, droit, false));
      em.flush();
      return null;
    }

    Void inventer(String courriel) {
      em.persist(new Personne(UUID.randomUUID(), courriel, "Intrus", courriel));
      em.flush();
      return null;
    }
  }

  @Test
  void unDroitChangeEtUneVersionPerimeeNeChangeRien() {
    var avant = une(LEA);
    var apres =
        administrer(
            ALICE,
            ChangerDroit.class,
            t ->
                t.changer(
                    LEA.id(), new ChangerDroit.Command(Droit.REFERENT, true, avant.version())));
    assertThat(apres.droit()).isEqualTo(Droit.REFERENT);
    assertThat(apres.export()).isTrue();
    assertThatExceptionOfType(VersionPerimee.class)
        .isThrownBy(
            () ->
                administrer(
                    ALICE,
                    ChangerDroit.class,
                    t ->
                        t.changer(
                            LEA.id(),
                            new ChangerDroit.Command(Droit.LECTEUR, false, avant.version()))));
    assertThatExceptionOfType(Introuvable.class)
        .isThrownBy(
            () ->
                administrer(
                    ALICE,
                    ChangerDroit.class,
                    t -> t.changer(BRUNO.id(), new ChangerDroit.Command(Droit.LECTEUR, false, 0))));
  }

  @Test
  void unEspaceGardeToujoursUnAdministrateur() throws SQLException {
    refus("dernier-administrateur", "droit", () -> retirer(ALICE, ALICE));
    refus(
        "dernier-administrateur",
        "droit",
        () ->
            administrer(
                ALICE,
                ChangerDroit.class,
                t ->
                    t.changer(
                        ALICE.id(),
                        new ChangerDroit.Command(Droit.REFERENT, true, une(ALICE).version()))));
    administrer(
        ALICE,
        ChangerDroit.class,
        t ->
            t.changer(
                ALICE.id(),
                new ChangerDroit.Command(Droit.ADMINISTRATEUR, false, une(ALICE).version())));
    adherer(BRUNO, ICI, Droit.ADMINISTRATEUR, "2026-10-01");
    retirer(ALICE, ALICE);
    assertThat(
            lire(
                "select count(*) from plateforme.adhesion where utilisateur_id = '"
                    + ALICE.id()
                    + "'"))
        .isEqualTo("0");
    assertThat(lire("select nature || ' ' || destinataire from plateforme.envoi"))
        .isEqualTo("RETRAIT_COMPTE " + ALICE.identifiant());
    refus("dernier-administrateur", "droit", () -> retirer(BRUNO, BRUNO));
  }

  /**
   * Deux administrateurs se retirent l'un l'autre au même instant : l'un des deux reste, quel que
   * soit l'ordre.
   */
  @Test
  void deuxRetraitsCroisesLaissentUnAdministrateur() throws Exception {
    for (var tour = 0; tour < 10; tour++) {
      semer();
      adherer(BRUNO, ICI, Droit.ADMINISTRATEUR, "2026-10-01");
      var depart = new CyclicBarrier(2);
      try (var fils = Executors.newFixedThreadPool(2)) {
        var un = fils.submit(() -> essayer(depart, ALICE, BRUNO));
        var autre = fils.submit(() -> essayer(depart, BRUNO, ALICE));
        assertThat(List.of(un.get(30, TimeUnit.SECONDS), autre.get(30, TimeUnit.SECONDS)))
            .containsExactlyInAnyOrder("retirée", "dernier-administrateur");
      }
      assertThat(
              lire(
                  "select count(*) from plateforme.adhesion where maitre_ouvrage_id = '"
                      + ICI
                      + "' and droit = 'ADMINISTRATEUR'"))
          .isEqualTo("1");
    }
  }

  private static String essayer(CyclicBarrier depart, Identite par, Identite qui) throws Exception {
    depart.await(30, TimeUnit.SECONDS);
    try {
      retirer(par, qui);
      return "retirée";
    } catch (RegleMetier e) {
      return e.code();
    }
  }

  @Test
  void laRevueDemandeUneFoisParPeriodeEtSArreteUneFoisFaite() throws SQLException {
    var dus = systeme(Rappels.class, Rappels::aFaire);
    assertThat(dus).containsExactly(ICI);
    systeme(
        Rappels.class,
        r -> {
          r.poser(ICI);
          return null;
        });
    assertThat(lire("select nature || ' ' || destinataire || ' ' || lien from plateforme.envoi"))
        .isEqualTo(
            "COURRIEL_GROUPE ADMINISTRATEUR /m/mo-1/administration/personnes?aConfirmer=oui");
    assertThat(systeme(Rappels.class, Rappels::aFaire)).as("un rappel par période").isEmpty();
    int combien = administrer(ALICE, ConfirmerPersonnes.class, ConfirmerPersonnes::toutConfirmer);
    assertThat(combien).isEqualTo(1);
    assertThat(une(LEA).confirmeeLe()).isEqualTo(JOUR);
    long reste = administrer(ALICE, ListerPersonnes.class, ListerPersonnes::aConfirmer);
    assertThat(reste).isZero();
  }

  @Test
  void leComptesDeQuiResteQuelquePartNEstPasFerme() throws SQLException {
    adherer(LEA, AILLEURS, Droit.LECTEUR, "2026-10-01");
    retirer(ALICE, LEA);
    assertThat(neRienOuvrir()).as("elle est encore ailleurs").isFalse();
    banc.sous(
        BRUNO,
        dans(AILLEURS, Droit.ADMINISTRATEUR),
        RetirerPersonne.class,
        t -> {
          t.retirer(LEA.id(), null);
          return null;
        });
    assertThat(neRienOuvrir()).isTrue();
    banc.proprietaire(
        "insert into plateforme.habilitation (utilisateur_id, titre, du) values ('"
            + LEA.id()
            + "', 'SUPPORT', '2026-10-01')");
    assertThat(neRienOuvrir()).as("elle est de l'équipe").isFalse();
    banc.proprietaire(
        "update plateforme.habilitation set au = '"
            + JOUR.minusDays(1)
            + "' where utilisateur_id = '"
            + LEA.id()
            + "'");
    assertThat(neRienOuvrir()).as("elle n'en est plus").isTrue();
    banc.proprietaire(
        "delete from plateforme.habilitation where utilisateur_id = '" + LEA.id() + "'");
    inviter("Léa Lectrice", LEA.identifiant(), Droit.LECTEUR);
    assertThat(neRienOuvrir()).as("on l'attend de nouveau").isFalse();
  }

  private static boolean neRienOuvrir() {
    return systeme(Arrivees.class, a -> a.nOuvrePlusRien(LEA.id(), LEA.identifiant()));
  }

  private static UUID inviter(String nom, String courriel, Droit droit) {
    return administrer(
        ALICE,
        InviterPersonne.class,
        i -> i.executer(new InviterPersonne.Command(nom, courriel, droit, false)));
  }

  private static Void retirer(Identite par, Identite qui) {
    return administrer(
        par,
        RetirerPersonne.class,
        t -> {
          t.retirer(qui.id(), null);
          return null;
        });
  }

  private static PersonneView une(Identite qui) {
    return administrer(ALICE, ListerPersonnes.class, l -> l.une(qui.id()));
  }

  private static <C, R> R administrer(Identite qui, Class<C> cas, Function<C, R> appel) {
    return banc.sous(qui, dans(ICI, Droit.ADMINISTRATEUR), cas, appel);
  }

  private static <C, R> R systeme(Class<C> cas, Function<C, R> appel) {
    return banc.sous(MACHINE, new Perimetre.Systeme(), cas, appel);
  }

  private static Perimetre dans(UUID espace, Droit droit) {
    return new Perimetre.UnMaitreOuvrage(
        new Espace(
            espace,
            "mo-1",
            "Ouvrage",
            "X",
            "COMMUNE",
            "#123456",
            Titre.AGENT,
            null,
            List.of(),
            false,
            Droits.agent(droit, false)));
  }

  private static void adherer(Identite qui, UUID espace, Droit droit, String du) {
    banc.proprietaire(
        "insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du, droit) values ('"
            + qui.id()
            + "', '"
            + espace
            + "', '"
            + du
            + "', '"
            + droit
            + "')");
  }

  private static void refus(
      String code, String champ, org.assertj.core.api.ThrowableAssert.ThrowingCallable appel) {
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(appel)
        .matches(e -> e.code().equals(code), code)
        .matches(e -> java.util.Objects.equals(e.champ(), champ), "champ " + champ);
  }

  private static String lire(String sql) throws SQLException {
    try (var c = banc.postgres().connexionSuperutilisateur();
        var r = c.createStatement().executeQuery(sql)) {
      r.next();
      return r.getString(1);
    }
  }

  private static Identite personne(int n, String nom) {
    return new Identite(
        UUID.fromString("22222222-0000-4000-8000-00000000000" + n),
        "personne" + n + "@ville.example",
        nom,
        Set.of("agent"));
  }
}
