package fr.maillon.suiviconvention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.maillon.affectation.Affecter;
import fr.maillon.assistance.ConfierDemande;
import fr.maillon.assistance.DemandeView;
import fr.maillon.assistance.DemanderAssistance;
import fr.maillon.assistance.ServiceAssistance;
import fr.maillon.assistance.TraiterDemande;
import fr.maillon.banc.Banc;
import fr.maillon.charge.MesurerCharge;
import fr.maillon.convention.SignerConvention;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Pagination;
import fr.maillon.passation.DeciderPassation;
import fr.maillon.passation.ListerPassations;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Signer, amender, affecter, consommer, passer la main, devant une vraie base. Le jour est le vrai
 * : la base aussi le lit.
 */
class ConventionBancTest {
  private static final Clock HORLOGE = Clock.system(ZoneId.of("Europe/Paris"));
  private static final LocalDate JOUR = LocalDate.now(HORLOGE);
  private static final UUID UN = UUID.fromString("11111111-0000-4000-8000-000000000001");
  private static final UUID DEUX = UUID.fromString("11111111-0000-4000-8000-000000000002");
  private static final Identite CENTRE = personne(1, "Centre");
  private static final Identite COORD = personne(2, "Coordination");
  private static final Identite F1 = personne(3, "Facilitatrice Une");
  private static final Identite F2 = personne(4, "Facilitateur Deux");
  private static final Identite AGENT = personne(5, "Agente");
  private static Banc banc;

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(HORLOGE);
    for (var p : List.of(CENTRE, COORD, F1, F2, AGENT)) {
      banc.proprietaire(
          "insert into plateforme.utilisateur (id, identifiant, nom, courriel) values ('"
              + p.id()
              + "', '"
              + p.nom()
              + "', '"
              + p.nom()
              + "', 'x@essai.invalid')");
    }
    titre(CENTRE, "CENTRAL");
    titre(COORD, "COORDINATEUR");
    titre(F1, "FACILITATEUR");
    titre(F2, "FACILITATEUR");
    for (var mo : List.of(UN, DEUX)) {
      var e = espace(mo, Titre.AGENT);
      banc.proprietaire(
          "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
              + mo
              + "', '"
              + e.code()
              + "', '"
              + e.nom()
              + "', 'X', 'COMMUNE', '#123456')");
    }
  }

  @AfterAll
  static void fermer() {
    banc.close();
  }

  @BeforeEach
  void vider() {
    superutilisateur(
        "truncate metier.marche, plateforme.convention, plateforme.passation, plateforme.journal,"
            + " plateforme.journal_tete cascade");
  }

  @Test
  void uneConventionSeSigneSeNumeroteEtSeRelit() {
    var id = signer("mo-1", JOUR, JOUR.plusDays(30), Set.of("CALIBRAGE"), 5);
    var vue = convention(id);
    assertThat(vue.numero()).isEqualTo(JOUR.getYear() + "-001");
    assertThat(vue.structure()).isEqualTo("Maison de l'emploi");
    assertThat(vue.etat()).isEqualTo(EtatConvention.BIENTOT_FINIE);
    assertThat(vue.joursRestants()).isEqualTo(30);
    assertThat(vue.termes().codes()).containsExactly(ServiceAssistance.CALIBRAGE);
    assertThat(vue.signeePar()).isEqualTo("Centre");
    signer("mo-2", JOUR.plusDays(1), JOUR.plusDays(400), Set.of(), null);
    var liste = centre(ListerConventions.class, l -> l.executer(ListerConventions.LISTE.tout()));
    assertThat(liste.elements())
        .extracting(ConventionLigne::numero)
        .containsExactly(JOUR.getYear() + "-001", JOUR.getYear() + "-002");
    assertThat(liste.elements())
        .extracting(ConventionLigne::etat)
        .containsExactly(EtatConvention.BIENTOT_FINIE, EtatConvention.A_VENIR);
    assertThat(
            centre(
                    ListerConventions.class,
                    l -> l.executer(ListerConventions.LISTE.lire("texte=ouvrage+2")))
                .total())
        .isEqualTo(1);
    assertThat(
            centre(
                    ListerConventions.class,
                    l -> l.executer(ListerConventions.LISTE.lire("texte=100%25")))
                .total())
        .isZero();
    assertThat(
            centre(
                    ListerConventions.class,
                    l -> l.executer(ListerConventions.LISTE.lire("etat=FINIE")))
                .total())
        .isZero();
    refus(
        "numero-deja-pris",
        () ->
            centre(
                SignerConvention.class,
                s ->
                    s.executer(
                        new SignerConvention.Command(
                            "mo-2",
                            null,
                            "Une autre",
                            JOUR.getYear() + "-001",
                            JOUR,
                            JOUR,
                            Set.of(),
                            null))));
    refus("maitre-ouvrage-inconnu", () -> signer("nulle-part", JOUR, JOUR, Set.of(), null));
  }

  @Test
  void unMaitreDOuvrageSeDesigneAussiParSonNom() {
    assertThat(convention(signer(" OUVRAGE 1 ", JOUR, JOUR, Set.of(), null)).maitreOuvrage().code())
        .isEqualTo("mo-1");
    assertThat(
            convention(signer(espace(DEUX, Titre.AGENT).nom(), JOUR, JOUR, Set.of(), null))
                .maitreOuvrage()
                .code())
        .isEqualTo("mo-2");
    assertThatExceptionOfType(RegleMetier.class)
        .as("deux noms le contiennent")
        .isThrownBy(() -> signer("ouvrage", JOUR, JOUR, Set.of(), null))
        .withMessageContainingAll("mo-1", "mo-2");
  }

  @Test
  void unServiceNEstCouvertQueParUneConventionALaFois() {
    var premiere = signer("mo-1", JOUR, JOUR.plusDays(100), Set.of("CALIBRAGE"), null);
    refus(
        "conventions-en-conflit",
        () -> signer("mo-1", JOUR.plusDays(100), JOUR.plusDays(200), Set.of(), null));
    signer("mo-1", JOUR.plusDays(101), JOUR.plusDays(200), Set.of(), null);
    signer("mo-1", JOUR, JOUR.plusDays(100), Set.of("REDACTION"), null);
    refus(
        "conventions-en-conflit",
        () -> amender(premiere, JOUR, JOUR.plusDays(100), Set.of("CALIBRAGE", "REDACTION"), null));
    refus(
        "conventions-en-conflit",
        () -> amender(premiere, JOUR, JOUR.plusDays(101), Set.of("CALIBRAGE"), null));
    amender(premiere, JOUR, JOUR.plusDays(50), Set.of("CALIBRAGE"), null);
    signer("mo-1", JOUR.plusDays(51), JOUR.plusDays(100), Set.of("CALIBRAGE"), null);
  }

  @Test
  void unAvenantChangeLesTermesASonEffetEtNonAvant() {
    var id = signer("mo-1", JOUR.minusDays(10), JOUR.plusDays(10), Set.of(), null);
    amender(id, JOUR.plusDays(11), JOUR.plusDays(300), Set.of("CALIBRAGE"), 2);
    var avant = convention(id);
    assertThat(avant.termes().codes()).isEmpty();
    assertThat(avant.termes().au()).isEqualTo(JOUR.plusDays(10));
    assertThat(avant.fin()).isEqualTo(JOUR.plusDays(300));
    assertThat(avant.avenants())
        .extracting(ConventionView.AvenantView::etat)
        .containsExactly("À venir");
    superutilisateur("update plateforme.avenant set effet = current_date");
    var apres = convention(id);
    assertThat(apres.termes().services()).containsExactly("Calibrage");
    assertThat(apres.termes().quota()).isEqualTo(2);
    assertThat(apres.signes().codes()).isEmpty();
    assertThatExceptionOfType(VersionPerimee.class)
        .isThrownBy(
            () ->
                centre(
                    SignerConvention.class,
                    s -> {
                      s.amender(
                          id,
                          new SignerConvention.Amendement(
                              JOUR.plusDays(20), JOUR.plusDays(300), Set.of(), null, "o", 1));
                      return null;
                    }));
  }

  @Test
  void auDelaDuQuotaLaDemandeEstPriseEtMarquee() {
    var id =
        signer(
            "mo-1", JOUR, JOUR.plusDays(100), Set.of("CALIBRAGE", "REDACTION", "SUIVI_HEURES"), 1);
    var premiere = demander(UN, ServiceAssistance.CALIBRAGE);
    assertThat(premiere.auDelaDuQuota()).isFalse();
    assertThat(demander(UN, ServiceAssistance.REDACTION).auDelaDuQuota()).isTrue();
    var annee = convention(id).annee();
    assertThat(annee.demandes()).isEqualTo(2);
    assertThat(annee.auDelaDuQuota()).isEqualTo(1);
    assertThat(
            espace(
                    ConsulterConvention.class,
                    UN,
                    Titre.AGENT,
                    AGENT,
                    ConsulterConvention::deLEspace)
                .getFirst()
                .annee())
        .isEqualTo(annee);
    assertThat(
            espace(
                ConsulterConvention.class,
                DEUX,
                Titre.AGENT,
                AGENT,
                ConsulterConvention::deLEspace))
        .isEmpty();

    espace(
        TraiterDemande.class,
        UN,
        Titre.AGENT,
        AGENT,
        t ->
            t.annuler(
                premiere.id(), new TraiterDemande.Annulation("Doublon.", premiere.version())));
    assertThat(convention(id).annee().demandes())
        .as("annulée avant d'être prise, elle ne compte pas")
        .isEqualTo(1);
    assertThat(demander(UN, ServiceAssistance.SUIVI_HEURES).auDelaDuQuota()).isTrue();
    refus("service-hors-convention", () -> demander(UN, ServiceAssistance.ANALYSE_OFFRES));
    refus("service-hors-convention", () -> demander(DEUX, ServiceAssistance.CALIBRAGE));
  }

  @Test
  void uneAffectationTientDansSaConventionEtNeSeDoublePas() {
    var id = signer("mo-1", JOUR.plusDays(1), JOUR.plusDays(100), Set.of(), null);
    refus("hors-convention", () -> affecter(id, F1, JOUR, null));
    refus("hors-convention", () -> affecter(id, F1, JOUR.plusDays(101), null));
    refus("hors-convention", () -> affecter(id, F1, JOUR.plusDays(1), JOUR.plusDays(101)));
    refus("affectation-passee", () -> affecter(id, F1, JOUR.minusDays(1), null));
    refus("pas-facilitateur", () -> affecter(id, COORD, JOUR.plusDays(1), null));
    var a = affecter(id, F1, JOUR.plusDays(10), JOUR.plusDays(20));
    refus("affectation-en-double", () -> affecter(id, F1, JOUR.plusDays(20), null));
    affecter(id, F1, JOUR.plusDays(21), null);
    assertThat(affectations(id))
        .extracting(AffectationView::au)
        .containsExactlyInAnyOrder(JOUR.plusDays(20), JOUR.plusDays(100));
    var lue =
        affectations(id).stream().filter(v -> v.id().equals(a)).findFirst().orElseThrow().version();
    refus(
        "fin-absente",
        () ->
            coord(
                Affecter.class,
                f -> {
                  f.finir(a, new Affecter.Fin(null, lue));
                  return null;
                }));
    coord(
        Affecter.class,
        f -> {
          f.finir(a, new Affecter.Fin(JOUR.minusDays(1), lue));
          return null;
        });
    assertThat(affectations(id))
        .extracting(AffectationView::etat)
        .containsExactlyInAnyOrder("Retirée", "À venir");
    assertThatExceptionOfType(VersionPerimee.class)
        .isThrownBy(
            () ->
                coord(
                    Affecter.class,
                    f -> {
                      f.finir(a, new Affecter.Fin(JOUR, lue));
                      return null;
                    }));
  }

  @Test
  void laPassationChangeLesAffectationsEtLesDemandesSuivent() {
    var un = signer("mo-1", JOUR, JOUR.plusDays(100), Set.of(), null);
    var deux = signer("mo-2", JOUR, JOUR.plusDays(50), Set.of(), null);
    affecter(un, F1, JOUR, JOUR.plusDays(60));
    affecter(deux, F1, JOUR, null);
    affecter(deux, F2, JOUR.plusDays(5), null);
    var suivie = demander(UN, ServiceAssistance.CALIBRAGE);
    var libre = demander(UN, ServiceAssistance.REDACTION);
    refus("pas-affecte", () -> confier(UN, suivie, F2));
    confier(UN, suivie, F1);
    var charge =
        banc.sous(
            COORD,
            portefeuille(),
            MesurerCharge.class,
            m -> m.executer(null, Pagination.premiere()));
    assertThat(charge.espaces()).isEqualTo(2);
    assertThat(charge.nouvelles()).isEqualTo(1);
    assertThat(charge.ouvertes()).isEqualTo(2);
    assertThat(charge.facilitateurs().elements())
        .extracting(l -> l.nom() + " " + l.espaces() + " " + l.prises() + " " + l.ouvertes())
        .containsExactly("Facilitatrice Une 2 1 1", "Facilitateur Deux 0 0 0");
    assertThat(
            banc.sous(
                    COORD,
                    portefeuille(),
                    MesurerCharge.class,
                    m -> m.demandes(null, null, Pagination.premiere()))
                .elements())
        .extracting(MesurerCharge.DemandeOuverte::id)
        .containsExactly(libre.id());

    refus("meme-personne", () -> passer(F1, F1, JOUR, null));
    refus("effet-passe", () -> passer(F1, F2, JOUR.minusDays(1), null));
    refus("pas-facilitateur", () -> passer(F1, COORD, JOUR, null));
    refus("rien-a-passer", () -> passer(F2, F1, JOUR, "mo-1"));
    var id = passer(F1, F2, JOUR, null);
    assertThat(affectations(un))
        .extracting(a -> a.facilitateur() + " " + a.etat() + " " + a.au())
        .containsExactlyInAnyOrder(
            "Facilitatrice Une Retirée " + JOUR.minusDays(1),
            "Facilitateur Deux En cours " + JOUR.plusDays(60));
    assertThat(affectations(deux))
        .as("la sienne, déjà prévue, n'est pas doublée")
        .extracting(a -> a.facilitateur() + " " + a.du() + " " + a.au())
        .containsExactlyInAnyOrder(
            "Facilitatrice Une " + JOUR + " " + JOUR.minusDays(1),
            "Facilitateur Deux " + JOUR + " " + JOUR.plusDays(4),
            "Facilitateur Deux " + JOUR.plusDays(5) + " " + JOUR.plusDays(50));
    var passation = coord(ListerPassations.class, l -> l.une(id));
    for (var mo : List.of(UN, DEUX)) {
      assertThat(journal(mo))
          .as("chaque espace lit qui a donné à qui")
          .endsWith(
              "COORDINATEUR Coordination DROITS DeciderPassation.executer "
                  + id
                  + " De Facilitatrice Une à Facilitateur Deux, à compter du "
                  + jour(JOUR)
                  + ".");
    }
    assertThat(passation.total()).isEqualTo(2);
    assertThat(passation.faits()).isZero();

    Integer passees =
        espace(
            ConfierDemande.class, UN, Titre.COORDINATEUR, COORD, c -> c.passer(F1.id(), F2.id()));
    Integer rejouees =
        espace(
            ConfierDemande.class, UN, Titre.COORDINATEUR, COORD, c -> c.passer(F1.id(), F2.id()));
    assertThat(passees).isEqualTo(1);
    assertThat(rejouees).as("rejouée, elle ne trouve plus rien").isZero();
    var relue =
        espace(
            fr.maillon.assistance.LireDemande.class,
            UN,
            Titre.AGENT,
            AGENT,
            l -> l.executer(suivie.id()));
    assertThat(relue.facilitateur()).isEqualTo("Facilitateur Deux");
    assertThat(relue.messages())
        .extracting(DemandeView.MessageView::texte)
        .containsExactly(
            "Confiée à Facilitatrice Une.",
            "Confiée à Facilitateur Deux, à la suite de Facilitatrice Une, par transfert du"
                + " portefeuille.");
  }

  /**
   * « Qui a donné à qui l'accès à notre espace » : la coordination n'y entre pas pour l'ouvrir,
   * l'espace le lit quand même.
   */
  @Test
  void lEspaceLitQuiYAffecteEtQuiYMetFin() {
    var id = signer("mo-1", JOUR, JOUR.plusDays(100), Set.of(), null);
    refus("pas-facilitateur", () -> affecter(id, COORD, JOUR, null));
    var a = affecter(id, F1, JOUR, JOUR.plusDays(20));
    var numero = convention(id).numero();
    var version = affectations(id).getFirst().version();
    coord(
        Affecter.class,
        f -> {
          f.finir(a, new Affecter.Fin(JOUR.plusDays(3), version));
          return null;
        });
    var b = centre(Affecter.class, f -> f.ouvrir(new Affecter.Command(id, F2.id(), JOUR, null)));
    assertThat(journal(UN).stream().filter(l -> l.contains("Affecter")))
        .containsExactly(
            "COORDINATEUR Coordination DROITS Affecter.ouvrir "
                + a
                + " Facilitatrice Une, du "
                + jour(JOUR)
                + " au "
                + jour(JOUR.plusDays(20))
                + ", convention "
                + numero
                + ".",
            "COORDINATEUR Coordination DROITS Affecter.finir "
                + a
                + " Facilitatrice Une, dernier jour : "
                + jour(JOUR.plusDays(3))
                + ".",
            "CENTRAL Centre DROITS Affecter.ouvrir "
                + b
                + " Facilitateur Deux, du "
                + jour(JOUR)
                + ", convention "
                + numero
                + ".");
    assertThat(journal(DEUX)).as("l'autre espace n'en sait rien").isEmpty();
    assertThat(lire("select count(*) from app.defauts_du_journal('" + UN + "')"))
        .as("la chaîne tient")
        .containsExactly("0");
  }

  /** Sans sa ligne, l'affectation n'a pas lieu. */
  @Test
  void sansSaLigneLAffectationNAPasLieu() {
    var id = signer("mo-1", JOUR, JOUR.plusDays(100), Set.of(), null);
    superutilisateur("revoke insert on plateforme.journal from maillon_app");
    try {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> affecter(id, F1, JOUR, null))
          .isNotInstanceOf(RegleMetier.class);
    } finally {
      superutilisateur("grant insert on plateforme.journal to maillon_app");
    }
    assertThat(affectations(id)).isEmpty();
  }

  private static String jour(LocalDate jour) {
    return jour.format(
        java.time.format.DateTimeFormatter.ofPattern("d MMMM yyyy", java.util.Locale.FRANCE));
  }

  private static List<String> journal(UUID espace) {
    return lire(
        "select concat_ws(' ', titre, auteur_nom, nature, acte, objet, detail) from"
            + " plateforme.journal where maitre_ouvrage_id = '"
            + espace
            + "' order by rang");
  }

  private static List<String> lire(String sql) {
    try (var c = banc.postgres().connexionSuperutilisateur();
        var o = c.createStatement();
        var r = o.executeQuery(sql)) {
      var lignes = new java.util.ArrayList<String>();
      while (r.next()) {
        lignes.add(r.getString(1));
      }
      return lignes;
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static UUID signer(
      String code, LocalDate du, LocalDate au, Set<String> services, Integer quota) {
    return centre(
        SignerConvention.class,
        s ->
            s.executer(
                new SignerConvention.Command(
                    code, null, "Maison de l'emploi", null, du, au, services, quota)));
  }

  private static void amender(
      UUID id, LocalDate effet, LocalDate au, Set<String> services, Integer quota) {
    var version = convention(id).version();
    centre(
        SignerConvention.class,
        s -> {
          s.amender(
              id, new SignerConvention.Amendement(effet, au, services, quota, "Objet", version));
          return null;
        });
  }

  private static ConventionView convention(UUID id) {
    return centre(ConsulterConvention.class, c -> c.executer(id));
  }

  private static List<AffectationView> affectations(UUID convention) {
    return coord(ListerAffectations.class, l -> l.executer(ListerAffectations.LISTE.tout()))
        .elements()
        .stream()
        .filter(l -> l.conventionId().equals(convention))
        .findFirst()
        .orElseThrow()
        .affectations();
  }

  private static UUID affecter(UUID convention, Identite qui, LocalDate du, LocalDate au) {
    return coord(Affecter.class, a -> a.ouvrir(new Affecter.Command(convention, qui.id(), du, au)));
  }

  private static UUID passer(Identite de, Identite vers, LocalDate effet, String code) {
    return coord(
        DeciderPassation.class,
        d -> d.executer(new DeciderPassation.Command(de.id(), vers.id(), effet, code)));
  }

  private static DemandeView confier(UUID mo, DemandeView demande, Identite qui) {
    return espace(
        ConfierDemande.class,
        mo,
        Titre.COORDINATEUR,
        COORD,
        c -> c.executer(demande.id(), new ConfierDemande.Command(qui.id(), demande.version())));
  }

  private static DemandeView demander(UUID mo, ServiceAssistance service) {
    var marche = UUID.randomUUID();
    superutilisateur(
        "insert into metier.marche (tenant_id, id, acheteur_siret, numero, cle_source, source,"
            + " objet, segment, montant, lots, sociale_connue, etat, recherche) values ('"
            + mo
            + "', '"
            + marche
            + "', '20005480700017', 'N', '"
            + marche
            + "', 'DECP', 'Objet', 'TRAVAUX', 1500000, 1, true, 'IDENTIFIE', 'objet')");
    return espace(
        DemanderAssistance.class,
        mo,
        Titre.AGENT,
        AGENT,
        d ->
            d.executer(
                new DemanderAssistance.Command(marche, service, "Aidez-nous.", JOUR.plusDays(60))));
  }

  private static <C, R> R centre(Class<C> cas, java.util.function.Function<C, R> appel) {
    return banc.sous(CENTRE, new Perimetre.Centre(), cas, appel);
  }

  private static <C, R> R coord(Class<C> cas, java.util.function.Function<C, R> appel) {
    return banc.sous(COORD, new Perimetre.Equipe(Titre.COORDINATEUR), cas, appel);
  }

  private static <C, R> R espace(
      Class<C> cas, UUID mo, Titre titre, Identite qui, java.util.function.Function<C, R> appel) {
    return banc.sous(qui, new Perimetre.UnMaitreOuvrage(espace(mo, titre)), cas, appel);
  }

  private static Perimetre portefeuille() {
    var espaces = new TreeMap<UUID, Espace>();
    List.of(UN, DEUX).forEach(mo -> espaces.put(mo, espace(mo, Titre.COORDINATEUR)));
    return new Perimetre.Portefeuille(espaces);
  }

  private static Espace espace(UUID mo, Titre titre) {
    var n = mo.toString().substring(35);
    return new Espace(
        mo,
        "mo-" + n,
        "Ouvrage " + n,
        "O" + n,
        "COMMUNE",
        "#123456",
        titre,
        null,
        List.of(),
        false,
        titre == Titre.AGENT ? Droits.agent(Droit.ADMINISTRATEUR, true) : Droits.equipe(null));
  }

  private static void titre(Identite qui, String titre) {
    banc.proprietaire(
        "insert into plateforme.habilitation (utilisateur_id, titre, du) values ('"
            + qui.id()
            + "', '"
            + titre
            + "', '2024-01-01')");
  }

  private static void superutilisateur(String sql) {
    try (var connexion = banc.postgres().connexionSuperutilisateur();
        var ordre = connexion.createStatement()) {
      ordre.execute(sql);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void refus(String code, Runnable geste) {
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(geste::run)
        .matches(e -> e.code().equals(code), code);
  }

  private static Identite personne(int n, String nom) {
    return new Identite(
        UUID.fromString("22222222-0000-4000-8000-00000000000" + n), nom, nom, Set.of());
  }
}
