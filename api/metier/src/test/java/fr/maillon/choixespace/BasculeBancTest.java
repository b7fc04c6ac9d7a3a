package fr.maillon.choixespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.maillon.acces.Acces;
import fr.maillon.assistance.ListerPortefeuille;
import fr.maillon.banc.Banc;
import fr.maillon.choixespace.VoirEnsemble.Tri;
import fr.maillon.filtre.ChangerFiltre;
import fr.maillon.filtre.EnregistrerFiltre;
import fr.maillon.filtre.FiltreParDefaut;
import fr.maillon.filtre.FiltreView;
import fr.maillon.filtre.ListerFiltres;
import fr.maillon.filtre.RetirerFiltreDuPartage;
import fr.maillon.filtre.SupprimerFiltre;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.Interdit;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * La bascule devant une vraie base. Trois personnes de l'équipe : l'une suit 24 espaces, l'autre
 * 200, la coordination 3 600. Les dates de la base sont celles du jour : l'horloge est celle de la
 * machine.
 */
class BasculeBancTest {
  private static final Clock HORLOGE = Clock.system(ZoneId.of("Europe/Paris"));
  private static final LocalDate JOUR = LocalDate.now(HORLOGE);
  private static final int TOUS = 3600;
  private static final Identite UNE = personne(1, "Facilitatrice Une");
  private static final Identite DEUX = personne(2, "Facilitateur Deux");
  private static final Identite COORDINATION = personne(3, "Coordinatrice");
  private static Banc banc;

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(HORLOGE);
    superutilisateur(
        "insert into plateforme.structure values ('33333333-0000-4000-8000-000000000001',"
            + " 'Structure')");
    superutilisateur(
        "insert into plateforme.utilisateur select ('22222222-0000-4000-8000-00000000000' ||"
            + " n)::uuid, 'u' || n, 'u' || n, 'u@essai.invalid' from generate_series(1, 3) n");
    superutilisateur(
        "insert into plateforme.habilitation select ('22222222-0000-4000-8000-00000000000' ||"
            + " n)::uuid, case n when 3 then 'COORDINATEUR' else 'FACILITATEUR' end, current_date -"
            + " 9 from generate_series(1, 3) n");
    superutilisateur(
        "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) select"
            + " md5('mo' || n)::uuid, 'mo-' || n, 'Ouvrage ' || lpad(n::text, 4, '0'), 'O', case n"
            + " % 3 when 0 then 'COMMUNE' when 1 then 'SANTE' else 'BAILLEUR' end, '#123456' from"
            + " generate_series(1, "
            + TOUS
            + ") n");
    superutilisateur(
        "insert into plateforme.maitre_ouvrage_siret select md5('mo' || n)::uuid, lpad((n * 10 +"
            + " k)::text, 14, '0') from generate_series(1, "
            + TOUS
            + ") n, generate_series(1, 2) k");
    superutilisateur(
        "insert into plateforme.convention (id, maitre_ouvrage_id, structure_id, du, au) select"
            + " md5('c' || n)::uuid, md5('mo' || n)::uuid, '33333333-0000-4000-8000-000000000001',"
            + " current_date - 9, current_date + 100 + n from generate_series(1, "
            + TOUS
            + ") n");
    superutilisateur(
        "insert into plateforme.affectation (id, convention_id, maitre_ouvrage_id, utilisateur_id,"
            + " du) select md5('a' || n || u)::uuid, md5('c' || n)::uuid, md5('mo' || n)::uuid,"
            + " ('22222222-0000-4000-8000-00000000000' || u)::uuid, current_date - 9 from"
            + " generate_series(1, 200) n, generate_series(1, 2) u where u = 2 or n <= 24");
    superutilisateur(
        "insert into metier.marche (tenant_id, id, acheteur_siret, numero, cle_source, source,"
            + " objet, segment, montant, lots, sociale_connue, etat, recherche) select md5('mo' ||"
            + " n)::uuid, md5('m' || n || k)::uuid, '20005480700017', '2026-' || k, md5('m' || n ||"
            + " k), 'SAISIE', 'Marché ' || k, 'TRAVAUX', 1000, 1, false, case when k <= n % 4 then"
            + " 'EN_EXECUTION' else 'IDENTIFIE' end, 'marche' from generate_series(1, "
            + TOUS
            + ") n, generate_series(1, 16) k");
    // trois demandes ouvertes par espace, la première en retard dans les dix premiers
    superutilisateur(
        "insert into metier.demande (tenant_id, id, marche_id, service, besoin, date_souhaitee,"
            + " etat, facilitateur_id, facilitateur_nom, demandeur_id, demandeur_nom) select"
            + " md5('mo' || n)::uuid, md5('d' || n || k)::uuid, md5('m' || n || k)::uuid,"
            + " 'CALIBRAGE', 'x', current_date + case when k = 1 and n <= 10 then -n else k end,"
            + " case when k > 3 then 'TERMINEE' when k = 2 then 'PRISE_EN_CHARGE' else 'NOUVELLE'"
            + " end, case when k = 2 then '22222222-0000-4000-8000-000000000001'::uuid end, case"
            + " when k = 2 then 'Facilitatrice Une' end, md5('x')::uuid, 'x' from"
            + " generate_series(1, "
            + TOUS
            + ") n, generate_series(1, 12) k");
    superutilisateur(
        "insert into consolide.cumul_annee (tenant_id, annee, lots_clauses, marches_clauses,"
            + " heures_dues, heures_validees, heures_realisees) select md5('mo' || n)::uuid, a, 1,"
            + " 1, n, n / 2.0, n / 4.0 from generate_series(1, "
            + TOUS
            + ") n, generate_series(extract(year from current_date)::int - 1, extract(year from"
            + " current_date)::int) a");
    superutilisateur("analyze");
  }

  @AfterAll
  static void fermer() {
    banc.close();
  }

  @Test
  void laPorteNeLitQueLEspaceDemande() {
    var un = ouvert(UNE, "mo-7").orElseThrow();
    assertThat(un.nom()).isEqualTo("Ouvrage 0007");
    assertThat(un.titre()).isEqualTo(Titre.FACILITATEUR);
    assertThat(un.sirets()).hasSize(2);
    assertThat(un.droits().convention()).isNotNull();
    assertThat(ouvert(UNE, "mo-25")).as("sous convention, sans affectation").isEmpty();
    assertThat(ouvert(UNE, "mo-0")).isEmpty();
    assertThat(ouvert(COORDINATION, "mo-25").orElseThrow().titre()).isEqualTo(Titre.COORDINATEUR);
    var tous = ouverts(UNE);
    assertThat(tous).hasSize(24);
    assertThat(tous.get(6)).usingRecursiveComparison().ignoringFields("sirets").isEqualTo(un);
    assertThat(complets(tous.subList(6, 7))).containsExactly(un);

    superutilisateur(
        "update plateforme.affectation set au = current_date - 1 where id = md5('a71')::uuid");
    try {
      assertThat(ouvert(UNE, "mo-7")).as("relu à chaque demande").isEmpty();
    } finally {
      superutilisateur("update plateforme.affectation set au = null where id = md5('a71')::uuid");
    }
  }

  @Test
  void lEnsembleMontreLesChiffresDeChacunEtSeTrie() {
    var page = ensemble(UNE, "", null, Tri.NOM, false);
    assertThat(page.total()).isEqualTo(24);
    var dix = page.elements().get(9);
    assertThat(dix.nom()).isEqualTo("Ouvrage 0010");
    assertThat(
            List.of(
                dix.demandesOuvertes(),
                dix.aMoi(),
                dix.enRetard(),
                dix.nouvelles(),
                dix.marchesEnExecution()))
        .containsExactly(3L, 1L, 1L, 2L, 2L);
    assertThat(dix.prochaineEcheance()).isEqualTo(JOUR.minusDays(10));
    assertThat(dix.heuresDues()).isEqualByComparingTo("10");
    assertThat(dix.heuresValidees()).isEqualByComparingTo("5");
    assertThat(dix.annee()).isEqualTo(JOUR.getYear());
    assertThat(dix.jusquAu()).isEqualTo(JOUR.plusDays(110));

    assertThat(ensemble(UNE, "", null, Tri.DUES, true).elements().getFirst().code())
        .isEqualTo("mo-24");
    assertThat(ensemble(UNE, "", null, Tri.RETARD, true).elements())
        .extracting(VoirEnsemble.EspaceOuvert::enRetard)
        .startsWith(1L, 1L)
        .endsWith(0L);
    assertThat(ensemble(UNE, "", null, Tri.EXECUTION, true).elements().getFirst().code())
        .isEqualTo("mo-3");
    assertThat(ensemble(UNE, "", null, Tri.FIN, true).elements().getFirst().code())
        .isEqualTo("mo-24");
    assertThat(ensemble(UNE, "", null, Tri.OUVERTES, false).elements()).hasSize(24);
    assertThat(ensemble(UNE, "", null, Tri.VALIDEES, false).elements().getFirst().code())
        .isEqualTo("mo-1");
    assertThat(ensemble(UNE, "0010", null, Tri.NOM, false).elements())
        .extracting(VoirEnsemble.EspaceOuvert::code)
        .containsExactly("mo-10");
    assertThat(ensemble(UNE, "", "SANTE", Tri.NOM, false).total()).isEqualTo(8);
    assertThat(ensemble(UNE, "zzz", null, Tri.RETARD, true).elements()).isEmpty();
    assertThat(ensemble(COORDINATION, "", null, Tri.DUES, true).elements().getFirst().code())
        .isEqualTo("mo-3600");
  }

  @Test
  void uneEpingleEstASoiEtNeCompteQueSurCeQuiEstOuvert() {
    var ouverts = new HashSet<>(ouverts(UNE).stream().map(Espace::id).toList());
    var mienne = ouverts.iterator().next();
    for (int i = 0; i < 2; i++) {
      soi(UNE, Epingles.class, e -> faire(() -> e.poser(mienne, ouverts)));
    }
    assertThat(epingles(UNE)).containsExactly(mienne);
    assertThat(epingles(DEUX)).isEmpty();
    soi(DEUX, Epingles.class, e -> faire(() -> e.oter(mienne)));
    assertThat(epingles(UNE)).as("on n'ôte pas celle d'un autre").containsExactly(mienne);

    ouverts.stream()
        .filter(e -> !e.equals(mienne))
        .limit(Epingles.MAXIMUM - 1)
        .toList()
        .forEach(e -> soi(UNE, Epingles.class, p -> faire(() -> p.poser(e, ouverts))));
    var deTrop = ouverts.stream().filter(e -> !epingles(UNE).contains(e)).findFirst().orElseThrow();
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(() -> soi(UNE, Epingles.class, p -> faire(() -> p.poser(deTrop, ouverts))))
        .matches(e -> e.code().equals("trop-d-epingles"));
    var sansLa = new HashSet<>(ouverts);
    sansLa.remove(mienne);
    soi(UNE, Epingles.class, p -> faire(() -> p.poser(deTrop, sansLa)));
    assertThat(epingles(UNE)).as("l'épingle d'un espace fermé cède la place").contains(deTrop);
    soi(UNE, Epingles.class, e -> faire(() -> e.oter(mienne)));
    assertThat(epingles(UNE)).doesNotContain(mienne);
    assertThatThrownBy(
            () ->
                banc.sous(
                    UNE,
                    portefeuille(UNE),
                    Epingles.class,
                    e -> faire(() -> e.poser(mienne, ouverts))))
        .hasStackTraceContaining("row-level security");
  }

  /**
   * Deux onglets, la toute première épingle : le second attend le premier, puis trouve que c'est
   * fait.
   */
  @Test
  void deuxPremieresEpinglesALaFoisNeSeHeurtentPas() {
    var ouverts = new HashSet<>(ouverts(DEUX).stream().map(Espace::id).toList());
    var la = ouverts.iterator().next();
    var second =
        soi(
            DEUX,
            Epingles.class,
            premier -> {
              premier.poser(la, ouverts);
              var autre =
                  CompletableFuture.runAsync(
                      () -> soi(DEUX, Epingles.class, e -> faire(() -> e.poser(la, ouverts))));
              await().atMost(Duration.ofSeconds(30)).until(() -> autre.isDone() || attendent() > 0);
              return autre;
            });
    second.join();
    assertThat(epingles(DEUX)).containsExactly(la);
    soi(DEUX, Epingles.class, e -> faire(() -> e.oter(la)));
  }

  private static int attendent() throws java.sql.SQLException {
    try (var connexion = banc.postgres().connexionSuperutilisateur();
        var ordre = connexion.createStatement();
        var lu =
            ordre.executeQuery(
                "select count(*) from pg_stat_activity where datname = current_database() and"
                    + " usename = 'maillon_app' and wait_event_type = 'Lock'")) {
      lu.next();
      return lu.getInt(1);
    }
  }

  @Test
  void unFiltreEstASaProprietaireSePartageEtSeRetire() {
    var perso =
        filtres(
            UNE,
            EnregistrerFiltre.class,
            f ->
                f.enregistrer(
                    new EnregistrerFiltre.Command(
                        " Mes lundis ", "quiAgit=MOI&page=2", false, true)));
    assertThat(perso.nom()).isEqualTo("Mes lundis");
    assertThat(perso.requete()).isEqualTo("quiAgit=MOI");
    assertThat(parDefaut(UNE)).contains("quiAgit=MOI");
    assertThat(parDefaut(DEUX)).isEmpty();
    assertThatExceptionOfType(Introuvable.class)
        .isThrownBy(() -> filtres(DEUX, ListerFiltres.class, f -> f.lire(perso.id())));
    assertThatExceptionOfType(Introuvable.class)
        .isThrownBy(
            () -> filtres(COORDINATION, RetirerFiltreDuPartage.class, f -> f.retirer(perso.id())));
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(
            () ->
                filtres(
                    UNE,
                    EnregistrerFiltre.class,
                    f ->
                        f.enregistrer(
                            new EnregistrerFiltre.Command(
                                "mes LUNDIS", "delai=EN_RETARD", false, false))))
        .matches(e -> e.code().equals("filtre-deja-nomme") && e.champ().equals("nom"));

    var partage =
        filtres(
            DEUX,
            EnregistrerFiltre.class,
            f ->
                f.enregistrer(
                    new EnregistrerFiltre.Command(
                        "Mes lundis", "mo=mo-3&mo=mo-150&delai=EN_RETARD", true, false)));
    assertThat(filtres(UNE, ListerFiltres.class, f -> f.lire(partage.id())).requete())
        .as("mo-150 n'est pas ouvert à qui lit")
        .isEqualTo("mo=mo-3&delai=EN_RETARD");
    assertThat(filtres(UNE, ListerFiltres.class, f -> f.lister(Pagination.premiere())).elements())
        .extracting(FiltreView::id)
        .containsExactly(perso.id(), partage.id());
    assertThatExceptionOfType(Interdit.class)
        .isThrownBy(
            () ->
                filtres(
                    UNE,
                    ChangerFiltre.class,
                    f ->
                        f.changer(
                            partage.id(),
                            new ChangerFiltre.Changement(
                                "À moi", null, false, false, partage.version()))));
    assertThatExceptionOfType(Interdit.class)
        .isThrownBy(
            () -> filtres(UNE, SupprimerFiltre.class, f -> faire(() -> f.supprimer(partage.id()))));

    var change =
        filtres(
            DEUX,
            ChangerFiltre.class,
            f ->
                f.changer(
                    partage.id(),
                    new ChangerFiltre.Changement("Retards", null, true, true, partage.version())));
    assertThat(change.requete()).contains("mo-150");
    assertThatExceptionOfType(VersionPerimee.class)
        .isThrownBy(
            () ->
                filtres(
                    DEUX,
                    ChangerFiltre.class,
                    f ->
                        f.changer(
                            partage.id(),
                            new ChangerFiltre.Changement(
                                "Encore", null, true, true, partage.version()))));
    var autre =
        filtres(
            UNE,
            EnregistrerFiltre.class,
            f ->
                f.enregistrer(
                    new EnregistrerFiltre.Command("Autre", "facilitateur=PERSONNE", false, true)));
    assertThat(filtres(UNE, ListerFiltres.class, f -> f.lire(perso.id())).parDefaut())
        .as("un seul par défaut")
        .isFalse();
    assertThat(parDefaut(UNE)).contains("facilitateur=PERSONNE");

    assertThat(filtres(COORDINATION, ListerFiltres.class, f -> f.lire(partage.id())).retirable())
        .isTrue();
    var retire = filtres(COORDINATION, RetirerFiltreDuPartage.class, f -> f.retirer(partage.id()));
    assertThat(retire.retirePar()).isEqualTo("Coordinatrice");
    assertThatExceptionOfType(Introuvable.class)
        .isThrownBy(() -> filtres(UNE, ListerFiltres.class, f -> f.lire(partage.id())));
    assertThat(filtres(DEUX, ListerFiltres.class, f -> f.lire(partage.id())).retirePar())
        .isEqualTo("Coordinatrice");
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(
            () -> filtres(COORDINATION, RetirerFiltreDuPartage.class, f -> f.retirer(partage.id())))
        .matches(e -> e.code().equals("filtre-non-partage"));
    for (var f : List.of(perso, autre)) {
      filtres(UNE, SupprimerFiltre.class, t -> faire(() -> t.supprimer(f.id())));
    }
    filtres(DEUX, SupprimerFiltre.class, t -> faire(() -> t.supprimer(partage.id())));
    assertThat(
            filtres(COORDINATION, ListerFiltres.class, f -> f.lister(Pagination.premiere()))
                .total())
        .isZero();
  }

  @Test
  void lesReperesComptentTousLesEspaces() {
    assertThat(
            banc.sous(
                    COORDINATION,
                    portefeuille(COORDINATION),
                    ListerPortefeuille.class,
                    ListerPortefeuille::reperes)
                .ouvertes())
        .isEqualTo(3L * TOUS);
  }

  /**
   * Ce que coûte le nombre d'espaces, sur une connexion qui a déjà servi, comme celles du bassin
   * d'un serveur. Imprime ; ne juge que ce qui ne dépend pas de la machine.
   */
  @Test
  @Tag("nuit")
  void mesure() {
    System.out.printf(
        "%-52s %7s %7s %7s   p50, en ms%n", "espaces ouverts à qui demande", "24", "200", "3600");
    ligne(
        "porte : entrer dans un espace",
        qui -> p50(qui, SOI, Acces.class, a -> a.entree(qui, "mo-7")));
    ligne("porte : relire tous ses espaces", qui -> p50(qui, SOI, Acces.class, Acces::ouverts));
    ligne(
        "bascule : garder ce qui convient aux mots tapés",
        qui -> {
          var tous = ouverts(qui);
          return p50(
              qui,
              SOI,
              Epingles.class,
              _ ->
                  tous.stream()
                      .filter(
                          e ->
                              ChoisirEspace.convient(
                                  e,
                                  new ChoisirEspace.Criteres("ouvrage 7", null, null, List.of())))
                      .toList());
        });
    ligne(
        "bascule : le travail des vingt montrés",
        qui ->
            p50(
                qui,
                portefeuille(ouverts(qui).subList(0, 20)),
                ListerPortefeuille.class,
                ListerPortefeuille::travail));
    ligne(
        "portefeuille : les demandes, la plus urgente d'abord",
        qui ->
            p50(
                qui,
                portefeuille(qui),
                ListerPortefeuille.class,
                l -> l.executer(ListerPortefeuille.LISTE.tout())));
    ligne(
        "portefeuille : les repères",
        qui -> p50(qui, portefeuille(qui), ListerPortefeuille.class, ListerPortefeuille::reperes));
    ligne(
        "ensemble : les chiffres des vingt-quatre montrés",
        qui ->
            p50(
                qui,
                portefeuille(ouverts(qui).subList(0, 24)),
                ChiffresDEnsemble.class,
                ChiffresDEnsemble::parEspace));
    ligne(
        "ensemble : ranger tout par retard",
        qui -> p50(qui, portefeuille(qui), ChiffresDEnsemble.class, c -> c.cles(Tri.RETARD)));
    ligne(
        "ensemble : ranger tout par marchés en exécution",
        qui -> p50(qui, portefeuille(qui), ChiffresDEnsemble.class, c -> c.cles(Tri.EXECUTION)));
    lesReperesComptentTousLesEspaces();
  }

  private static final Perimetre SOI = new Perimetre.Identification();

  private static void ligne(String quoi, Function<Identite, String> p50) {
    System.out.printf(
        "%-52s %7s %7s %7s%n", quoi, p50.apply(UNE), p50.apply(DEUX), p50.apply(COORDINATION));
  }

  private static <C> String p50(
      Identite qui, Perimetre perimetre, Class<C> cas, Function<C, ?> geste) {
    return banc.sous(
        qui,
        perimetre,
        cas,
        c -> {
          for (int i = 0; i < 12; i++) {
            var _ = geste.apply(c);
          }
          var durees = new long[21];
          for (int i = 0; i < durees.length; i++) {
            long debut = System.nanoTime();
            var _ = geste.apply(c);
            durees[i] = System.nanoTime() - debut;
          }
          java.util.Arrays.sort(durees);
          return "%.1f".formatted(durees[10] / 1e6);
        });
  }

  private static fr.maillon.liste.Page<VoirEnsemble.EspaceOuvert> ensemble(
      Identite qui, String texte, String type, Tri tri, boolean descendant) {
    return banc.sous(
        qui,
        portefeuille(qui),
        VoirEnsemble.class,
        v ->
            v.executer(
                new VoirEnsemble.Criteres(texte, type, tri, descendant), new Pagination(1, 100)));
  }

  private static <C, R> R filtres(Identite qui, Class<C> cas, Function<C, R> appel) {
    return banc.sous(qui, portefeuille(qui), cas, appel);
  }

  private static <C, R> R soi(Identite qui, Class<C> cas, Function<C, R> appel) {
    return banc.sous(qui, new Perimetre.Identification(), cas, appel);
  }

  private static Optional<Espace> ouvert(Identite qui, String code) {
    return soi(qui, Acces.class, a -> a.entree(qui, code).espace());
  }

  private static List<Espace> ouverts(Identite qui) {
    return soi(qui, Acces.class, Acces::ouverts);
  }

  private static List<Espace> complets(List<Espace> page) {
    return soi(UNE, Acces.class, a -> a.complets(page));
  }

  private static Set<UUID> epingles(Identite qui) {
    return soi(qui, Epingles.class, Epingles::miennes);
  }

  private static Optional<String> parDefaut(Identite qui) {
    return soi(qui, FiltreParDefaut.class, FiltreParDefaut::lire);
  }

  private static Void faire(Runnable geste) {
    geste.run();
    return null;
  }

  private static Perimetre portefeuille(Identite qui) {
    return portefeuille(ouverts(qui));
  }

  private static Perimetre portefeuille(List<Espace> espaces) {
    var parId = new TreeMap<UUID, Espace>();
    espaces.forEach(e -> parId.put(e.id(), e));
    return new Perimetre.Portefeuille(parId);
  }

  private static void superutilisateur(String sql) {
    try (var connexion = banc.postgres().connexionSuperutilisateur();
        var ordre = connexion.createStatement()) {
      ordre.execute(sql);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Identite personne(int n, String nom) {
    return new Identite(
        UUID.fromString("22222222-0000-4000-8000-00000000000" + n),
        nom,
        nom,
        Set.of("facilitateur", "coordinateur"));
  }
}
