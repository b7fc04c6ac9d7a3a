package fr.maillon.identite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.maillon.banc.Banc;
import fr.maillon.envoi.EchecDEnvoi;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.personne.Comptes;
import fr.maillon.personne.EntreeDEssai;
import fr.maillon.regle.Interdit;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Changer le nom ou l'adresse de quelqu'un devant une vraie base : qui le peut, qui confirme, et ce
 * qu'un administrateur n'y gagne pas.
 */
class IdentiteBancTest {
  private static final Clock HORLOGE =
      Clock.fixed(Instant.parse("2026-11-30T09:00:00Z"), ZoneId.of("Europe/Paris"));
  private static final UUID ICI = UUID.fromString("11111111-0000-4000-8000-000000000001");
  private static final UUID AILLEURS = UUID.fromString("11111111-0000-4000-8000-000000000002");
  private static final Identite ALICE = personne(1, "Alice Admin");
  private static final Identite LEA = personne(2, "Léa Lectrice");
  private static final Identite BRUNO = personne(3, "Bruno Ailleurs");
  private static final Identite FANNY = personne(4, "Fanny Facilitatrice");
  private static final Identite CENTRALE = personne(5, "Claire Centre");
  private static final Identite MACHINE =
      new Identite(new UUID(0, 0), "maillon", "Maillon", Set.of());
  private static final String NEUVE = "lea.neuve@ville.example";
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
          "truncate plateforme.envoi, plateforme.invitation, plateforme.changement_adresse,"
              + " plateforme.adhesion, plateforme.habilitation, plateforme.acte_equipe,"
              + " plateforme.journal, plateforme.journal_tete");
      o.execute("delete from plateforme.utilisateur");
    }
    for (var qui : List.of(ALICE, LEA, BRUNO, FANNY, CENTRALE)) {
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
    adherer(ALICE, ICI, "ADMINISTRATEUR");
    adherer(LEA, ICI, "LECTEUR");
    adherer(BRUNO, AILLEURS, "ADMINISTRATEUR");
    titrer(FANNY, "FACILITATEUR", "2026-01-01");
    titrer(CENTRALE, "CENTRAL", "2026-01-01");
  }

  @Test
  void unNomChangeToutDeSuiteEtLeCompteSuit() throws Exception {
    var avant = lire(LEA);
    var apres =
        administrer(
            c -> c.renommer(LEA.id(), new ChangerIdentite.Nom("  Léa   Durand ", avant.version())));
    assertThat(
            apres.nom() + " " + (apres.version() > avant.version()) + " " + apres.compte().etat())
        .isEqualTo("Léa Durand true EN_ATTENTE");
    assertThat(
            base(
                "select nature || ' ' || utilisateur_id || ' ' || maitre_ouvrage_id from"
                    + " plateforme.envoi"))
        .isEqualTo("IDENTITE " + LEA.id() + " " + ICI);
    assertThat(voulue(LEA, null)).isEqualTo(new Confirmations.Voulue("Léa Durand", null, null));
    assertThatExceptionOfType(VersionPerimee.class)
        .isThrownBy(
            () ->
                administrer(
                    c ->
                        c.renommer(
                            LEA.id(), new ChangerIdentite.Nom("Léa Autre", avant.version()))));
    refus(
        "nom-invalide",
        "nom",
        () ->
            administrer(
                c -> c.renommer(LEA.id(), new ChangerIdentite.Nom("<b>", apres.version()))));
  }

  /**
   * L'administrateur d'un espace prendrait, par son adresse, le compte de quelqu'un qui peut
   * ailleurs ce que lui ne peut pas.
   */
  @Test
  void quiTientAutreChoseNeSeChangeQuAuCentreEtOnNeDitPasQuoi() throws SQLException {
    for (var ailleurs :
        List.of(
            "insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du, droit) values"
                + " ('%s', '"
                + AILLEURS
                + "', '2026-10-01', 'LECTEUR')",
            "insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du, droit) values"
                + " ('%s', '"
                + AILLEURS
                + "', '2099-10-01', 'LECTEUR')",
            "insert into plateforme.habilitation (utilisateur_id, titre, du) values ('%s',"
                + " 'FACILITATEUR', '2026-10-01')",
            "insert into plateforme.habilitation (utilisateur_id, titre, du) values ('%s',"
                + " 'CENTRAL', '2099-01-01')")) {
      semer();
      banc.proprietaire(ailleurs.formatted(LEA.id()));
      var vue = lire(LEA);
      assertThat(vue.modifiable()).isFalse();
      for (ThrowingCallable essai :
          List.<ThrowingCallable>of(
              () ->
                  administrer(
                      c ->
                          c.renommer(
                              LEA.id(), new ChangerIdentite.Nom("Agent Lyon", vue.version()))),
              () ->
                  administrer(
                      c ->
                          c.demander(
                              LEA.id(),
                              new ChangerIdentite.Adresse("moi@attaquant.example", vue.version()))),
              () -> administrer(c -> c.relancer(LEA.id())),
              () -> administrer(c -> c.annuler(LEA.id())))) {
        assertThatExceptionOfType(RegleMetier.class)
            .isThrownBy(essai)
            .matches(e -> e.code().equals("identite-au-centre"))
            .withMessage(ChangerIdentite.AU_CENTRE);
      }
      assertThat(base("select count(*) from plateforme.envoi")).isEqualTo("0");
      assertThat(base("select nom from plateforme.utilisateur where id = '" + LEA.id() + "'"))
          .isEqualTo("Léa Lectrice");
      assertThat(
              centre(
                      c ->
                          c.renommer(
                              LEA.id(), new ChangerIdentite.Nom("Léa Durand", vue.version())))
                  .nom())
          .isEqualTo("Léa Durand");
    }
    for (var qui : List.of(BRUNO, FANNY, CENTRALE)) {
      assertThatExceptionOfType(Introuvable.class)
          .isThrownBy(() -> administrer(c -> c.lire(qui.id())));
      assertThatExceptionOfType(Introuvable.class)
          .isThrownBy(
              () ->
                  administrer(
                      c ->
                          c.demander(
                              qui.id(), new ChangerIdentite.Adresse("moi@attaquant.example", 0))));
    }
    assertThatExceptionOfType(Interdit.class)
        .isThrownBy(
            () ->
                banc.sous(LEA, dans(Droit.REFERENT), ChangerIdentite.class, c -> c.lire(LEA.id())));
  }

  @Test
  void uneAdresseNeChangeQuUneFoisConfirmeeParLeCompteQuOnAttend() throws Exception {
    var apres = demander(NEUVE);
    assertThat(
            apres.courriel()
                + " "
                + apres.changement().courriel()
                + " "
                + apres.changement().etatLibelle())
        .isEqualTo(LEA.identifiant() + " " + NEUVE + " À confirmer");
    assertThat(
            base(
                "select string_agg(nature || ' ' || coalesce(destinataire, '-'), ', ' order by"
                    + " nature) from plateforme.envoi"))
        .as("l'ancienne adresse est avertie")
        .isEqualTo("COURRIEL " + LEA.identifiant() + ", INVITATION -");
    refus("changement-en-cours", "courriel", () -> demander("autre@ville.example"));
    var secret = EntreeDEssai.armer(banc, apres.changement().id());

    refus("autre-compte", null, () -> EntreeDEssai.entrer(banc, secret, compte(ALICE)));
    refus("connexion-requise", null, () -> EntreeDEssai.reserver(banc, secret));
    assertThat(
            base(
                "select etat || ' ' || coalesce(utilisateur_id::text, '-') from"
                    + " plateforme.changement_adresse"))
        .isEqualTo("EN_ATTENTE -");
    assertThat(EntreeDEssai.entrer(banc, secret, compte(LEA))).isEqualTo("/");
    assertThat(base("select courriel from plateforme.utilisateur where id = '" + LEA.id() + "'"))
        .as("le compte d'abord")
        .isEqualTo(LEA.identifiant());
    refus("adresse-confirmee", null, () -> administrer(c -> c.annuler(LEA.id())));
    refus("invitation-utilisee", null, () -> EntreeDEssai.entrer(banc, secret, compte(LEA)));

    assertThat(voulue(LEA, apres.changement().id()))
        .isEqualTo(new Confirmations.Voulue("Léa Lectrice", apres.changement().id(), NEUVE));
    for (var fois = 0; fois < 2; fois++) {
      systeme(
          c -> {
            c.porter(apres.changement().id(), NEUVE);
            return null;
          });
    }
    assertThat(
            base(
                "select courriel || ' ' || identifiant from plateforme.utilisateur where id = '"
                    + LEA.id()
                    + "'"))
        .isEqualTo(NEUVE + " " + NEUVE);
    assertThat(
            base(
                "select string_agg(destinataire, ' ') from plateforme.envoi where nature ="
                    + " 'COURRIEL' and objet like '%a changé'"))
        .as("l'ancienne l'apprend, une fois")
        .isEqualTo(LEA.identifiant());
    assertThat(base("select titre || ' ' || acte || ' ' || detail from plateforme.journal"))
        .isEqualTo(
            "SYSTEME ChangerIdentite.porter Léa Lectrice a confirmé sa nouvelle adresse : "
                + NEUVE
                + ".");
    assertThat(voulue(LEA, apres.changement().id()).courriel())
        .as("portée, elle n'est plus à porter")
        .isNull();
    assertThat(lire(LEA).changement()).isNull();
  }

  /** Une semaine passe entre la demande et la confirmation. */
  @Test
  void unDroitGagneAilleursEntreTempsRefuseLaConfirmationPuisLePortage() throws Exception {
    var changement = demander(NEUVE).changement().id();
    var secret = EntreeDEssai.armer(banc, changement);
    titrer(LEA, "COORDINATEUR", "2026-11-30");
    refus("identite-au-centre", null, () -> EntreeDEssai.entrer(banc, secret, compte(LEA)));
    banc.proprietaire(
        "delete from plateforme.habilitation where utilisateur_id = '" + LEA.id() + "'");
    EntreeDEssai.entrer(banc, secret, compte(LEA));
    titrer(LEA, "COORDINATEUR", "2026-11-30");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> voulue(LEA, changement))
        .withCauseInstanceOf(EchecDEnvoi.class);

    semer();
    var partie = EntreeDEssai.armer(banc, demander(NEUVE).changement().id());
    banc.proprietaire("delete from plateforme.adhesion where utilisateur_id = '" + LEA.id() + "'");
    refus("identite-au-centre", null, () -> EntreeDEssai.entrer(banc, partie, compte(LEA)));
  }

  /** Refuser d'avance dirait à un administrateur qui a un compte ailleurs. */
  @Test
  void uneAdressePriseSeRefuseIciParmiLesSiensEtAilleursSeulementAQuiLaLit() {
    refus("adresse-prise", "courriel", () -> demander(ALICE.identifiant()));
    refus("adresse-inchangee", "courriel", () -> demander(LEA.identifiant()));
    var secret = EntreeDEssai.armer(banc, demander(BRUNO.identifiant()).changement().id());
    refus("adresse-prise", "courriel", () -> EntreeDEssai.entrer(banc, secret, compte(LEA)));
    refus(
        "adresse-prise",
        "courriel",
        () ->
            centre(
                c -> c.demander(FANNY.id(), new ChangerIdentite.Adresse(BRUNO.identifiant(), 0))));
  }

  @Test
  void annuleeOuExpireeElleLaisseLaPlaceEtSonLienMeurt() throws SQLException {
    var secret = EntreeDEssai.armer(banc, demander(NEUVE).changement().id());
    assertThat(administrer(c -> c.annuler(LEA.id())).changement()).isNull();
    refus("invitation-inconnue", null, () -> EntreeDEssai.entrer(banc, secret, compte(LEA)));
    refus("rien-a-annuler", null, () -> administrer(c -> c.annuler(LEA.id())));
    refus("rien-a-relancer", null, () -> administrer(c -> c.relancer(LEA.id())));
    assertThat(base("select string_agg(distinct etat, ' ') from plateforme.envoi"))
        .isEqualTo("ANNULE");
    var seconde = demander(NEUVE).changement().id();
    var deuxieme = EntreeDEssai.armer(banc, seconde);
    assertThat(administrer(c -> c.relancer(LEA.id())).changement().id()).isEqualTo(seconde);
    refus("invitation-inconnue", null, () -> EntreeDEssai.entrer(banc, deuxieme, compte(LEA)));
    try (var c = banc.postgres().connexionSuperutilisateur();
        var o = c.createStatement()) {
      o.execute(
          "update plateforme.changement_adresse set invitee_le = '2026-01-01', expire_le ="
              + " '2026-01-08' where id = '"
              + seconde
              + "'");
    }
    assertThat(lire(LEA).changement().etatLibelle()).isEqualTo("Lien expiré");
    assertThat(demander("lea.trois@ville.example").changement().courriel())
        .isEqualTo("lea.trois@ville.example");
  }

  @Test
  void leCentreChangeToutLeMondeEtCelaSeLit() throws SQLException {
    List<IdentiteView> personne = centre(c -> c.chercher(" LEA@nulle.example "));
    assertThat(personne).isEmpty();
    List<IdentiteView> trouvees = centre(c -> c.chercher(LEA.identifiant()));
    assertThat(trouvees).extracting(IdentiteView::id).containsExactly(LEA.id());
    centre(c -> c.renommer(LEA.id(), new ChangerIdentite.Nom("Léa Durand", 0)));
    var fanny = centre(c -> c.demander(FANNY.id(), new ChangerIdentite.Adresse(NEUVE, 0)));
    assertThat(fanny.actes())
        .extracting(a -> a.par() + " " + a.phrase())
        .containsExactly("Claire Centre a demandé une nouvelle adresse : " + NEUVE);
    assertThat(
            base(
                "select titre || ' ' || acte || ' ' || detail from plateforme.journal where"
                    + " maitre_ouvrage_id = '"
                    + ICI
                    + "'"))
        .isEqualTo("CENTRAL ChangerIdentite.renommer Léa Lectrice s'appelle désormais Léa Durand.");
    assertThat(base("select detail from plateforme.acte_equipe where sens = 'NOM'"))
        .isEqualTo("a changé le nom : Léa Durand, avant Léa Lectrice");
    EntreeDEssai.entrer(banc, EntreeDEssai.armer(banc, fanny.changement().id()), compte(FANNY));
    assertThat(voulue(FANNY, fanny.changement().id()).courriel()).isEqualTo(NEUVE);
    systeme(
        c -> {
          c.porter(fanny.changement().id(), FANNY.identifiant());
          return null;
        });
    assertThat(
            base(
                "select courriel || ' ' || identifiant from plateforme.utilisateur where id = '"
                    + FANNY.id()
                    + "'"))
        .isEqualTo(NEUVE + " " + FANNY.identifiant());
  }

  private static IdentiteView demander(String adresse) {
    return administrer(
        c -> c.demander(LEA.id(), new ChangerIdentite.Adresse(adresse, lire(LEA).version())));
  }

  private static IdentiteView lire(Identite qui) {
    return administrer(c -> c.lire(qui.id()));
  }

  private static Confirmations.Voulue voulue(Identite qui, UUID changement) {
    return systeme(
        c -> {
          try {
            return c.voulue(qui.id(), changement).orElseThrow();
          } catch (EchecDEnvoi e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static <R> R administrer(Function<ChangerIdentite, R> geste) {
    return banc.sous(ALICE, dans(Droit.ADMINISTRATEUR), ChangerIdentite.class, geste);
  }

  private static <R> R centre(Function<ChangerIdentite, R> geste) {
    return banc.sous(CENTRALE, new Perimetre.Centre(), ChangerIdentite.class, geste);
  }

  private static <R> R systeme(Function<Confirmations, R> geste) {
    return banc.sous(MACHINE, new Perimetre.Systeme(), Confirmations.class, geste);
  }

  private static Perimetre dans(Droit droit) {
    return new Perimetre.UnMaitreOuvrage(
        new Espace(
            ICI,
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

  private static Comptes.Compte compte(Identite qui) {
    return new Comptes.Compte(qui.id(), qui.identifiant(), true);
  }

  private static void adherer(Identite qui, UUID espace, String droit) {
    banc.proprietaire(
        "insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du, droit) values ('"
            + qui.id()
            + "', '"
            + espace
            + "', '2026-10-01', '"
            + droit
            + "')");
  }

  private static void titrer(Identite qui, String titre, String du) {
    banc.proprietaire(
        "insert into plateforme.habilitation (utilisateur_id, titre, du) values ('"
            + qui.id()
            + "', '"
            + titre
            + "', '"
            + du
            + "')");
  }

  private static void refus(String code, String champ, ThrowingCallable appel) {
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(appel)
        .matches(e -> e.code().equals(code), code)
        .matches(e -> java.util.Objects.equals(e.champ(), champ), "champ " + champ);
  }

  private static String base(String sql) throws SQLException {
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
