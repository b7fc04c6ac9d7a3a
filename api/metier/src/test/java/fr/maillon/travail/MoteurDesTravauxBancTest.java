package fr.maillon.travail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.maillon.banc.Banc;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Le moteur, deux serveurs à la fois, devant une vraie base. */
class MoteurDesTravauxBancTest {
  private static final UUID A = new UUID(0xA, 1);
  private static final UUID B = new UUID(0xB, 2);
  private static final Identite AGENTE = identite(1, "Agente Martin");
  private static final Identite VOISINE = identite(2, "Agente Petit");
  private static final String NATURE = "essai";

  private static final Heure HEURE = new Heure();
  private static Banc banc;

  private final List<ExecutorService> bassins = new ArrayList<>();
  private final Queue queue = new Queue();

  /** Une horloge qu'on avance. */
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

  /** Ce que les exécutants ont fait, tous serveurs confondus. */
  private static final class Queue {
    final ConcurrentLinkedQueue<UUID> menes = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<UUID> abandonnes = new ConcurrentLinkedQueue<>();
    final AtomicInteger ensemble = new AtomicInteger();
    final AtomicInteger auPlus = new AtomicInteger();
    volatile Consumer<EnCours> corps = _ -> {};
  }

  @Travail(nature = NATURE, essais = 3, attente = "PT30S", ensemble = 2)
  private static final class Essai implements Executant {
    private final Queue queue;

    Essai(Queue queue) {
      this.queue = queue;
    }

    @Override
    public void executer(EnCours travail) {
      queue.auPlus.accumulateAndGet(queue.ensemble.incrementAndGet(), Math::max);
      try {
        queue.corps.accept(travail);
        queue.menes.add(travail.id());
      } finally {
        queue.ensemble.decrementAndGet();
      }
    }

    @Override
    public void renoncer(Abandon abandon) {
      queue.abandonnes.add(abandon.id());
    }
  }

  private static final class SansConvention extends Portees {
    @Override
    Optional<Perimetre> ouvrir(Registre.Fiche t) {
      return t.porteur() == Porteur.ESPACE
          ? t.auteurNom().isEmpty() ? Optional.empty() : Optional.of(dans(t.tenantId()))
          : Optional.of(clos(t));
    }
  }

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(HEURE);
    for (var id : List.of(A, B)) {
      banc.proprietaire(
          "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
              + id
              + "', 'e"
              + id.getLeastSignificantBits()
              + "', 'E', 'E', 'COMMUNE', '#000000')");
    }
  }

  @AfterAll
  static void fermer() {
    banc.close();
  }

  @BeforeEach
  void vider() throws SQLException {
    superutilisateur("truncate plateforme.travail cascade");
  }

  @AfterEach
  void eteindre() {
    bassins.forEach(ExecutorService::shutdownNow);
  }

  @Test
  void vingtDemandesSurDeuxServeursSontMeneesUneFoisChacune() {
    var serveurs = List.of(serveur(), serveur());
    var espaces = new ArrayList<UUID>();
    for (int i = 0; i < 10; i++) {
      espaces.add(demander(A, "a" + i));
      espaces.add(demander(B, "b" + i));
    }
    jusquA(serveurs, 20);
    assertThat(queue.menes).containsExactlyInAnyOrderElementsOf(espaces);
    assertThat(etats()).containsOnly("FAIT 1");
    assertThat(queue.auPlus.get()).as("un à la fois par espace").isLessThanOrEqualTo(2);
  }

  /** Cent demandes d'un espace n'en font pas attendre une d'un autre. */
  @Test
  void unEspaceNePrendPasToutesLesPlaces() throws InterruptedException {
    var retenus = new CountDownLatch(1);
    queue.corps =
        t -> {
          if (t.bail().tenantId().equals(A)) {
            attendre(retenus);
          }
        };
    for (int i = 0; i < 100; i++) {
      demander(A, "a" + i);
    }
    var b = demander(B, "b");
    var serveur = serveur();
    serveur.relever();
    await().until(() -> queue.menes.contains(b));
    assertThat(queue.menes).as("A a le sien, et un seul").containsExactly(b);
    serveur.arreter();
    retenus.countDown();
  }

  @Test
  void quiPerdSonBailNEcritPlusEtUnAutreReprendUneFois() {
    var parti = new CountDownLatch(1);
    var repris = new CountDownLatch(1);
    var refuses = new ConcurrentLinkedQueue<BailPerdu>();
    var premiers = new AtomicInteger();
    queue.corps =
        t -> {
          if (premiers.getAndIncrement() == 0) {
            parti.countDown();
            attendre(repris);
            try {
              dansSaTransaction(f -> f.tenir(t.bail()));
            } catch (BailPerdu e) {
              refuses.add(e);
              throw e;
            }
          } else {
            dansSaTransaction(f -> f.tenir(t.bail()));
          }
        };
    var id = demander(A, "a");
    serveur().relever();
    attendre(parti);
    HEURE.passer(Duration.ofSeconds(61));
    jusquA(List.of(serveur()), 1);
    repris.countDown();
    await().until(() -> queue.ensemble.get() == 0);
    assertThat(refuses).hasSize(1);
    assertThat(queue.menes).containsExactly(id);
    assertThat(etats()).containsExactly("FAIT 2");
  }

  @Test
  void unSigneDeVieGardeLeTravail() {
    var fin = new CountDownLatch(1);
    queue.corps = _ -> attendre(fin);
    demander(A, "a");
    var serveur = serveur();
    serveur.relever();
    await().until(() -> queue.ensemble.get() == 1);
    for (int i = 0; i < 3; i++) {
      HEURE.passer(Duration.ofSeconds(40));
      serveur.battre();
      var autre = serveur();
      autre.relever();
    }
    assertThat(queue.auPlus.get()).isEqualTo(1);
    fin.countDown();
    await().until(() -> etats().equals(List.of("FAIT 1")));
  }

  @Test
  void apresUnArretIlRepartDeSonEtapeSansPerdreUnEssai() {
    var serveur = serveur();
    var etapes = new ConcurrentLinkedQueue<String>();
    queue.corps =
        t -> {
          etapes.add(String.valueOf(t.etape()));
          t.dire("lot " + etapes.size(), etapes.size(), 3);
          if (etapes.size() == 1) {
            serveur.arreter();
          }
          t.verifier();
        };
    demander(A, "a");
    serveur.relever();
    await().until(() -> etats().equals(List.of("A_FAIRE 0")));
    jusquA(List.of(serveur()), 1);
    assertThat(etapes).containsExactly("null", "lot 1");
    assertThat(etats()).containsExactly("FAIT 1");
  }

  @Test
  void unePanneSeReessaieDePlusEnPlusTardPuisSeDit() {
    queue.corps =
        _ -> {
          throw new IllegalStateException("panne d'essai");
        };
    var id = demander(A, "a");
    var serveur = serveur();
    serveur.relever();
    await().until(() -> etats().equals(List.of("A_FAIRE 1")));
    serveur.relever();
    HEURE.passer(Duration.ofSeconds(29));
    serveur.relever();
    assertThat(etats()).as("pas avant trente secondes").containsExactly("A_FAIRE 1");
    HEURE.passer(Duration.ofSeconds(2));
    serveur.relever();
    await().until(() -> etats().equals(List.of("A_FAIRE 2")));
    HEURE.passer(Duration.ofSeconds(31));
    serveur.relever();
    assertThat(etats()).as("le double, la deuxième fois").containsExactly("A_FAIRE 2");
    HEURE.passer(Duration.ofSeconds(31));
    serveur.relever();
    await().until(() -> etats().equals(List.of("ECHEC 3")));
    assertThat(queue.abandonnes).containsExactly(id);
    assertThat(vue(A, AGENTE, id).phrase()).startsWith("Arrêté par une panne chez nous");
  }

  @Test
  void unRefusEstSansAppelEtUnePersonneLeRelance() {
    queue.corps =
        _ -> {
          throw new RegleMetier("essai", "Le fichier est vide.");
        };
    var id = demander(A, "a");
    var serveur = serveur();
    serveur.relever();
    await().until(() -> etats().equals(List.of("ECHEC 1")));
    assertThat(vue(A, AGENTE, id).phrase()).isEqualTo("Le fichier est vide.");
    queue.corps = _ -> {};
    banc.sous(VOISINE, dans(A), FileDesTravaux.class, f -> fait(() -> f.lancer(id)));
    jusquA(List.of(serveur), 1);
    assertThat(vue(A, AGENTE, id).demandePar()).isEqualTo(VOISINE.nom());
  }

  @Test
  void annulerArreteEntreDeuxLotsEtTientCeQuiAttend() {
    var entre = new CountDownLatch(1);
    queue.corps =
        t -> {
          entre.countDown();
          await()
              .until(
                  () -> {
                    t.verifier();
                    return false;
                  });
        };
    var court = demander(A, "a");
    var attend = demander(A, "b", HEURE.instant().plus(Duration.ofDays(1)));
    var serveur = serveur();
    serveur.relever();
    attendre(entre);
    for (var id : List.of(court, attend)) {
      banc.sous(AGENTE, dans(A), SuivreTravaux.class, s -> fait(() -> s.annuler(id)));
    }
    serveur.battre();
    await().until(() -> etats().stream().filter(e -> e.startsWith("ANNULE")).count() == 2);
    assertThat(queue.abandonnes).containsExactlyInAnyOrder(court, attend);
    assertThat(queue.menes).isEmpty();
    assertThatThrownBy(
            () ->
                banc.sous(AGENTE, dans(A), SuivreTravaux.class, s -> fait(() -> s.annuler(court))))
        .isInstanceOf(RegleMetier.class);
  }

  @Test
  void deuxDemandesDeMemeCleAuMemeInstantNEnFontQuUne() {
    var depart = new CountDownLatch(1);
    var poses = new AtomicInteger();
    var fils = Executors.newFixedThreadPool(8);
    bassins.add(fils);
    var suites = new ArrayList<java.util.concurrent.Future<?>>();
    for (int i = 0; i < 8; i++) {
      suites.add(
          fils.submit(
              () -> {
                attendre(depart);
                if (poser(A, UUID.randomUUID(), "la même", HEURE.instant())) {
                  poses.incrementAndGet();
                }
              }));
    }
    depart.countDown();
    suites.forEach(
        s -> {
          try {
            s.get();
          } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(poses.get()).isEqualTo(1);
    assertThat(poser(B, UUID.randomUUID(), "la même", HEURE.instant()))
        .as("un autre porteur")
        .isTrue();
    jusquA(List.of(serveur()), 2);
    assertThat(poser(A, UUID.randomUUID(), "la même", HEURE.instant())).as("finie").isTrue();
  }

  @Test
  void chacunNeVoitQueLesSiens() {
    var deA = demander(A, "a");
    var reserve = UUID.randomUUID();
    banc.sous(
        AGENTE,
        dans(A),
        FileDesTravaux.class,
        f -> f.demander(new FileDesTravaux.Demande(reserve, NATURE, "r", "Réservé", true)));
    var duCentre = UUID.randomUUID();
    banc.sous(
        AGENTE,
        new Perimetre.Centre(),
        FileDesTravaux.class,
        f -> f.demander(new FileDesTravaux.Demande(duCentre, NATURE, "c", "Centre", false)));
    assertThat(liste(dans(A), AGENTE)).containsExactlyInAnyOrder(deA, reserve);
    assertThat(liste(dans(A), VOISINE)).as("réservé à une autre").containsExactly(deA);
    assertThat(liste(dans(B), AGENTE)).isEmpty();
    assertThat(liste(new Perimetre.Centre(), VOISINE)).containsExactly(duCentre);
    assertThat(liste(new Perimetre.Equipe(Titre.COORDINATEUR), VOISINE)).isEmpty();
    for (var ailleurs :
        List.of(dans(B), new Perimetre.Centre(), new Perimetre.Equipe(Titre.COORDINATEUR))) {
      assertThatThrownBy(
              () -> banc.sous(AGENTE, ailleurs, SuivreTravaux.class, s -> s.consulter(deA)))
          .isInstanceOf(Introuvable.class);
      assertThatThrownBy(
              () ->
                  banc.sous(AGENTE, ailleurs, SuivreTravaux.class, s -> fait(() -> s.annuler(deA))))
          .isInstanceOf(Introuvable.class);
    }
  }

  @Test
  void quiNAPlusLeDroitArreteSonTravailSansLeMener() {
    queue.corps =
        _ -> {
          throw new AssertionError("mené sans droit");
        };
    var id = UUID.randomUUID();
    banc.sous(
        identite(9, ""),
        dans(A),
        FileDesTravaux.class,
        f -> f.demander(new FileDesTravaux.Demande(id, NATURE, "a", "Essai", false)));
    serveur().relever();
    await().until(() -> etats().equals(List.of("ECHEC 1")));
    assertThat(queue.abandonnes).containsExactly(id);
    assertThat(vue(A, AGENTE, id).phrase()).contains("n'a plus accès");
  }

  @Test
  void unContenuPartAvecSonTravailAuTermeDuDepot() {
    var id = UUID.randomUUID();
    banc.sous(
        AGENTE,
        dans(A),
        FileDesTravaux.class,
        f ->
            fait(
                () ->
                    f.deposer(
                        new FileDesTravaux.Demande(id, NATURE, "a", "Essai", false),
                        HEURE.instant().plus(Duration.ofHours(2)))));
    banc.sous(AGENTE, dans(A), Contenus.class, c -> fait(() -> c.garder(id, 0, new byte[] {1, 2})));
    assertThat(morceau(A, id)).containsExactly(1, 2);
    assertThat(morceau(B, id)).isNull();
    var serveur = serveur();
    serveur.oublier();
    assertThat(etats()).containsExactly("DEPOT 0");
    HEURE.passer(Duration.ofHours(3));
    serveur.oublier();
    assertThat(etats()).isEmpty();
    assertThat(morceau(A, id)).isNull();
  }

  private static byte[] morceau(UUID espace, UUID id) {
    return banc.sous(AGENTE, dans(espace), Contenus.class, c -> c.morceau(id, 0));
  }

  private MoteurDEssai serveur() {
    var fils = Executors.newFixedThreadPool(4);
    bassins.add(fils);
    return new MoteurDEssai(banc, new SansConvention(), fils, new Essai(queue));
  }

  /**
   * Les serveurs relèvent, comme leur planificateur le ferait, jusqu'à ce que tant soient faits.
   */
  private void jusquA(List<MoteurDEssai> serveurs, int faits) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              serveurs.forEach(MoteurDEssai::relever);
              return etats().stream().filter(e -> e.startsWith("FAIT")).count() >= faits;
            });
  }

  private static UUID demander(UUID espace, String cle) {
    return demander(espace, cle, HEURE.instant());
  }

  private static UUID demander(UUID espace, String cle, Instant prochaine) {
    var id = UUID.randomUUID();
    assertThat(poser(espace, id, cle, prochaine)).isTrue();
    return id;
  }

  private static boolean poser(UUID espace, UUID id, String cle, Instant prochaine) {
    return banc.sous(
        AGENTE,
        dans(espace),
        FileDesTravaux.class,
        f ->
            f.demander(
                new FileDesTravaux.Demande(id, NATURE, cle, "Essai " + cle, false), prochaine));
  }

  private static void dansSaTransaction(Consumer<FileDesTravaux> geste) {
    banc.sous(
        TenantScope.identite(),
        TenantScope.perimetre(),
        FileDesTravaux.class,
        f -> fait(() -> geste.accept(f)));
  }

  private static TravailView vue(UUID espace, Identite qui, UUID id) {
    return banc.sous(qui, dans(espace), SuivreTravaux.class, s -> s.consulter(id));
  }

  private static List<UUID> liste(Perimetre perimetre, Identite qui) {
    return banc
        .sous(qui, perimetre, SuivreTravaux.class, s -> s.lister(new Pagination(1, 50)))
        .elements()
        .stream()
        .map(TravailView::id)
        .toList();
  }

  private static List<String> etats() {
    try (var connexion = banc.postgres().connexionSuperutilisateur();
        var ordre = connexion.createStatement();
        var lignes =
            ordre.executeQuery(
                "select etat || ' ' || essais from plateforme.travail order by cree_le, cle")) {
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

  private static Perimetre dans(UUID espace) {
    return new Perimetre.UnMaitreOuvrage(
        new Espace(
            espace,
            "e",
            "E",
            "E",
            "COMMUNE",
            "#000000",
            Titre.AGENT,
            null,
            List.of(),
            false,
            Droits.agent(Droit.ACHETEUR, false)));
  }

  private static Identite identite(long n, String nom) {
    return new Identite(new UUID(0xF, n), "a" + n, nom, Set.of("agent"));
  }

  private static void attendre(CountDownLatch verrou) {
    try {
      verrou.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Object fait(Runnable geste) {
    geste.run();
    return null;
  }
}
