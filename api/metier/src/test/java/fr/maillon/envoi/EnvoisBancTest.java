package fr.maillon.envoi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.maillon.banc.Banc;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.travail.Bail;
import fr.maillon.travail.BailPerdu;
import fr.maillon.travail.MoteurDEssai;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Les envois, menés par le moteur des travaux, deux serveurs à la fois, devant une vraie base. */
class EnvoisBancTest {
  private static final UUID A = new UUID(0xA, 1);

  /** Une lectrice : elle pose un courriel, et ne voit ni envoi ni travail. */
  private static final Identite LECTRICE =
      new Identite(new UUID(0xF, 1), "agente", "Agente Martin", Set.of("agent"));

  private static final Lettre LETTRE = new Lettre("Objet", List.of("Un.", "Deux."), null, null);
  private static final Sujet SUJET = new Sujet("essai", new UUID(0xE, 1));
  private static final Heure HEURE = new Heure();
  private static Banc banc;

  private final List<ExecutorService> bassins = new ArrayList<>();
  private final Courrier courrier = new Courrier();
  private final AtomicBoolean coupure = new AtomicBoolean();

  private static final class Heure extends Clock {
    private volatile Instant maintenant = Instant.parse("2026-11-30T09:00:00Z");

    void passer(Duration duree) {
      maintenant = maintenant.plus(duree);
    }

    @Override
    public Instant instant() {
      return maintenant;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** Le serveur de courrier : il reconnaît un message à l'identifiant de l'envoi. */
  private static final class Courrier implements Acte {
    final ConcurrentLinkedQueue<UUID> recus = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<String> abandonnes = new ConcurrentLinkedQueue<>();
    volatile EchecDEnvoi echec;

    @Override
    public boolean mene(NatureEnvoi nature) {
      return nature == NatureEnvoi.COURRIEL;
    }

    @Override
    public Constat mener(Demande demande) throws EchecDEnvoi {
      assertThat(TenantScope.perimetre()).isInstanceOf(Perimetre.Systeme.class);
      if (echec != null) {
        throw echec;
      }
      recus.add(demande.id());
      return () -> {};
    }

    @Override
    public void renoncer(Demande demande) {
      abandonnes.add(demande.destinataire());
    }
  }

  /** Chaque pas dans sa transaction, comme le conteneur le ferait. */
  private final class PasAPas extends FileDesEnvois {
    @Override
    public Optional<Acte.Demande> commencer(Bail bail) {
      return ici(FileDesEnvois.class, f -> f.commencer(bail));
    }

    @Override
    public void eclater(Bail bail) {
      faire(f -> f.eclater(bail));
    }

    @Override
    public void clore(Bail bail, Acte.Constat constat) {
      if (coupure.compareAndSet(true, false)) {
        throw new BailPerdu(bail);
      }
      faire(f -> f.clore(bail, constat));
    }

    @Override
    public void remettre(UUID travail, String raison, Instant prochain) {
      faire(f -> f.remettre(travail, raison, prochain));
    }

    @Override
    public Optional<Acte.Demande> echouer(UUID travail, String raison) {
      return ici(FileDesEnvois.class, f -> f.echouer(travail, raison));
    }

    private void faire(Consumer<FileDesEnvois> pas) {
      ici(
          FileDesEnvois.class,
          f -> {
            pas.accept(f);
            return null;
          });
    }
  }

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(HEURE);
    banc.proprietaire(
        "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
            + A
            + "', 'e1', 'A', 'A', 'COMMUNE', '#000000')");
  }

  @AfterAll
  static void fermer() {
    banc.close();
  }

  @BeforeEach
  void vider() throws SQLException {
    superutilisateur("truncate plateforme.travail, plateforme.envoi cascade");
  }

  @AfterEach
  void eteindre() {
    bassins.forEach(ExecutorService::shutdownNow);
  }

  /** Posés par qui n'a plus, ou n'a jamais eu, de droit ici au moment où ils partent. */
  @Test
  void vingtEnvoisSurDeuxServeursPartentUneFoisChacun() {
    for (int i = 0; i < 20; i++) {
      poser("cle " + i);
    }
    var serveurs = List.of(serveur(), serveur());
    await()
        .until(
            () -> {
              serveurs.forEach(MoteurDEssai::relever);
              return lire("select distinct etat from plateforme.travail").equals(List.of("FAIT"));
            });
    assertThat(lire("select id from plateforme.envoi where etat = 'FAIT' and tentatives = 1"))
        .containsExactlyInAnyOrderElementsOf(courrier.recus.stream().map(UUID::toString).toList())
        .hasSize(20);
    assertThat(lire("select distinct porteur || auteur_nom || objet from plateforme.travail"))
        .as("le travail ne dit ni à qui, ni de qui")
        .containsExactly("SYSTEMEMaillonEnvoi");
  }

  @Test
  void coupeEntreLActeEtSonResultatIlSeRefaitSousLeMemeIdentifiant() {
    poser("cle");
    coupure.set(true);
    serveur().relever();
    await().until(() -> courrier.recus.size() == 1 && !coupure.get());
    HEURE.passer(Duration.ofSeconds(61));
    jusqua("FAIT 2");
    assertThat(courrier.recus).hasSize(2);
    assertThat(Set.copyOf(courrier.recus)).as("le même message").hasSize(1);
  }

  @Test
  void unePanneSeReessaieDePlusEnPlusTardPuisSeDit() {
    courrier.echec = EchecDEnvoi.panne("Le serveur de courrier ne répond pas.", null);
    poser("cle");
    jusqua("A_FAIRE 1");
    assertThat(
            lire(
                "select derniere_erreur || ' ' || extract(epoch from prochain_essai) from"
                    + " plateforme.envoi"))
        .containsExactly(
            "Le serveur de courrier ne répond pas. "
                + HEURE.instant().plusSeconds(5).getEpochSecond()
                + ".000000");
    for (int essai = 2; essai <= 12; essai++) {
      var attendu = (essai < 12 ? "A_FAIRE " : "ECHEC ") + essai;
      HEURE.passer(Duration.ofHours(1));
      jusqua(attendu);
    }
    assertThat(lire("select derniere_erreur || corps from plateforme.envoi"))
        .as("rien n'est perdu")
        .containsExactly("Le serveur de courrier ne répond pas.Un.\n\nDeux.");
    assertThat(courrier.abandonnes).containsExactly("zoe@essai.invalid");
  }

  @Test
  void unRefusEstSansAppelEtUnePersonneLeRelance() {
    courrier.echec = EchecDEnvoi.refus("Adresse refusée.", null);
    poser("cle");
    jusqua("ECHEC 1");
    assertThat(courrier.abandonnes).hasSize(1);
    courrier.echec = null;
    assertThat(relancer()).isEqualTo(1);
    jusqua("FAIT 1");
    assertThat(relancer()).isZero();
  }

  /** L'essai qui attendait son heure n'a plus rien à faire, et un annulé non plus. */
  @Test
  void relancePendantQuIlAttendIlPartTouteDeSuiteEtUneSeuleFois() {
    courrier.echec = EchecDEnvoi.panne("Le serveur de courrier ne répond pas.", null);
    poser("cle");
    jusqua("A_FAIRE 1");
    courrier.echec = null;
    relancer();
    jusqua("FAIT 1");
    poser("annulé");
    sous(
        administratrice(),
        Relances.class,
        r -> {
          r.annuler(SUJET);
          return null;
        });
    HEURE.passer(Duration.ofHours(2));
    var serveur = serveur();
    await()
        .until(
            () -> {
              serveur.relever();
              return lire("select distinct etat from plateforme.travail").equals(List.of("FAIT"));
            });
    assertThat(lire("select etat from plateforme.travail")).hasSize(3);
    assertThat(courrier.recus).hasSize(1);
    assertThat(etats()).containsExactly("FAIT 1", "ANNULE 0");
  }

  @Test
  void unEnvoiGroupeDevientUnCourrielParPersonne() throws SQLException {
    for (int i = 1; i <= 3; i++) {
      var qui = new UUID(0xC, i);
      superutilisateur(
          "insert into plateforme.utilisateur (id, identifiant, nom, courriel) values ('"
              + qui
              + "', 'p"
              + i
              + "', 'P', 'p"
              + i
              + "@essai.invalid'); insert into plateforme.adhesion (utilisateur_id,"
              + " maitre_ouvrage_id, droit, du) values ('"
              + qui
              + "', '"
              + A
              + "', '"
              + (i == 3 ? "LECTEUR" : "ADMINISTRATEUR")
              + "', '2026-01-01')");
    }
    sous(
        lectrice(),
        Courriels.class,
        c -> {
          c.aLEspace(A, Droit.ADMINISTRATEUR, "groupe", LETTRE);
          return null;
        });
    var serveur = serveur();
    await()
        .until(
            () -> {
              serveur.relever();
              return lire("select etat from plateforme.envoi")
                  .equals(List.of("FAIT", "FAIT", "FAIT"));
            });
    assertThat(courrier.recus).hasSize(2);
    assertThat(
            lire("select destinataire from plateforme.envoi where nature = 'COURRIEL' order by 1"))
        .containsExactly("p1@essai.invalid", "p2@essai.invalid");
  }

  /** D'aucun espace, il ne part pas avec l'un d'eux : il part avec la personne. */
  @Test
  void uneEffaceeEmporteCeQuOnEcrivaitDeSonAdresse() throws SQLException {
    var personne = new UUID(0xD, 1);
    var changement = new UUID(0xD, 2);
    superutilisateur(
        "insert into plateforme.utilisateur (id, identifiant, nom, courriel) values ('"
            + personne
            + "', 'x', 'P', 'x@essai.invalid'); insert into plateforme.changement_adresse (id,"
            + " personne_id, courriel, ancien, nom, par_id, par_nom, invitee_le, expire_le) values"
            + " ('"
            + changement
            + "', '"
            + personne
            + "', 'y@essai.invalid', 'x@essai.invalid', 'P', '"
            + personne
            + "', 'P', now(), now() + interval '1 day')");
    sous(
        new Perimetre.Centre(),
        Courriels.class,
        c -> {
          var sujet = new Sujet("changement-adresse", changement);
          c.a(null, sujet, "x@essai.invalid", "cle", LETTRE);
          return null;
        });
    assertThat(etats()).hasSize(1);
    superutilisateur("delete from plateforme.utilisateur where id = '" + personne + "'");
    assertThat(etats()).isEmpty();
    var serveur = serveur();
    await()
        .until(
            () -> {
              serveur.relever();
              return lire("select etat from plateforme.travail").equals(List.of("FAIT"));
            });
    assertThat(courrier.recus).isEmpty();
  }

  @Test
  void unTravailFiniSOublieApresUnJourEtLEnvoiReste() {
    poser("cle");
    jusqua("FAIT 1");
    var serveur = serveur();
    HEURE.passer(Duration.ofHours(23));
    serveur.oublier();
    assertThat(lire("select etat from plateforme.travail")).hasSize(1);
    HEURE.passer(Duration.ofHours(2));
    serveur.oublier();
    assertThat(lire("select etat from plateforme.travail")).isEmpty();
    assertThat(etats()).containsExactly("FAIT 1");
  }

  private void jusqua(String etat) {
    var serveur = serveur();
    await()
        .until(
            () -> {
              serveur.relever();
              return etats().equals(List.of(etat))
                  && lire("select 1 from plateforme.travail where etat = 'EN_COURS'").isEmpty();
            });
  }

  private MoteurDEssai serveur() {
    var mener = new MenerEnvois();
    mener.file = new PasAPas();
    mener.actes = seul(courrier);
    var fils = Executors.newFixedThreadPool(4);
    bassins.add(fils);
    return new MoteurDEssai(banc, fils, mener);
  }

  @SuppressWarnings("unchecked")
  private static Instance<Acte> seul(Acte acte) {
    return (Instance<Acte>)
        Proxy.newProxyInstance(
            EnvoisBancTest.class.getClassLoader(),
            new Class<?>[] {Instance.class},
            (_, methode, _) -> {
              if (methode.getName().equals("stream")) {
                return Stream.of(acte);
              }
              throw new UnsupportedOperationException(methode.getName());
            });
  }

  private static void poser(String cle) {
    sous(
        lectrice(),
        Courriels.class,
        c -> {
          c.a(A, SUJET, "zoe@essai.invalid", cle, LETTRE);
          return null;
        });
  }

  private static int relancer() {
    return sous(administratrice(), Relances.class, r -> r.relancer(SUJET));
  }

  private static <C, R> R ici(Class<C> cas, Function<C, R> appel) {
    return banc.sous(TenantScope.identite(), TenantScope.perimetre(), cas, appel);
  }

  private static <C, R> R sous(Perimetre perimetre, Class<C> cas, Function<C, R> appel) {
    return banc.sous(LECTRICE, perimetre, cas, appel);
  }

  private static Perimetre lectrice() {
    return dans(Droit.LECTEUR);
  }

  private static Perimetre administratrice() {
    return dans(Droit.ADMINISTRATEUR);
  }

  private static Perimetre dans(Droit droit) {
    return new Perimetre.UnMaitreOuvrage(
        new Espace(
            A,
            "a",
            "A",
            "A",
            "COMMUNE",
            "#000000",
            Titre.AGENT,
            null,
            List.of(),
            false,
            Droits.agent(droit, false)));
  }

  private static List<String> etats() {
    return lire(
        "select etat || ' ' || tentatives from plateforme.envoi order by cree_le, cle desc");
  }

  private static List<String> lire(String sql) {
    try (var connexion = banc.postgres().connexionSuperutilisateur();
        var ordre = connexion.createStatement();
        var lignes = ordre.executeQuery(sql)) {
      var lus = new ArrayList<String>();
      while (lignes.next()) {
        lus.add(lignes.getString(1));
      }
      return lus;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void superutilisateur(String sql) throws SQLException {
    try (var connexion = banc.postgres().connexionSuperutilisateur();
        var ordre = connexion.createStatement()) {
      ordre.execute(sql);
    }
  }
}
