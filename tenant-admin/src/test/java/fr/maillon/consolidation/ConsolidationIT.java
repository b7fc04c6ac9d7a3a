package fr.maillon.consolidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.maillon.infra.Postgres;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.PagedPostgreSQLPlatform;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantConnectionListener;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.TypesPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.persistence.SharedCacheMode;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Les chiffres consolidés sont exacts, comptent chaque personne une fois, et aucune case cachée ne se retrouve. Chaque année est un tirage :
 * des personnes partagées ou non entre des types de maître d'ouvrage, souvent autour du seuil.
 */
class ConsolidationIT {
  private static final int SEUIL = 11;
  private static final int PREMIERE = 2030;
  private static final int TIRAGES = 60;
  private static final BigDecimal QUART = new BigDecimal("0.25");
  private static final List<String> TYPES = List.of("BAILLEUR", "COMMUNE", "EPCI", "SANTE");
  private static final Identite PERSONNE = new Identite(new UUID(1, 1), "essai", "Essai", Set.of());

  private static Postgres postgres;
  private static EntityManagerFactory usine;
  private static Consolidation consolidation;
  private static final List<Espace> ESPACES = new ArrayList<>();
  private static final List<UUID> PARTICIPANTS = new ArrayList<>();
  /** Ce qui a été écrit : année, type, personne, heures. */
  private static final TreeMap<Integer, Map<String, Map<UUID, BigDecimal>>> ECRIT = new TreeMap<>();

  @BeforeAll
  static void semer() throws SQLException, ClassNotFoundException {
    postgres = Postgres.jetable();
    usine = new PersistenceConfiguration("consolidation").provider("org.eclipse.persistence.jpa.PersistenceProvider")
        .managedClass(Class.forName("fr.maillon.convention.AccesDuJour")).managedClass(Verification.class)
        .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL).sharedCacheMode(SharedCacheMode.NONE)
        .property("jakarta.persistence.nonJtaDataSource", bassin(Postgres.APP, false))
        .property("eclipselink.session-event-listener", TenantConnectionListener.class.getName())
        .property("eclipselink.session.customizer", TypesPostgres.class.getName())
        .property("eclipselink.target-database", PagedPostgreSQLPlatform.class.getName()).property("eclipselink.weaving", "false")
        .property("eclipselink.transaction.join-existing", "true").property("eclipselink.logging.level", "SEVERE").createEntityManagerFactory();
    consolidation = new Consolidation();
    consolidation.base = bassin(Postgres.CONSOLIDE, true);
    for (int i = 0; i < 6; i++) {
      var type = TYPES.get(i % TYPES.size());
      var espace = new Espace(new UUID(2, i), "espace-" + i, "Espace " + i, "E" + i, type, "#123456", Titre.FACILITATEUR, null, List.of(), false, Droits.agent(Droit.ADMINISTRATEUR, true));
      ESPACES.add(espace);
      proprietaire("insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('" + espace.id() + "', '" + espace.code() + "', '" + espace.nom()
          + "', '" + espace.sigle() + "', '" + type + "', '#123456')");
    }
    dansEspace(ESPACES.getFirst(), em -> {
      for (int i = 0; i < 60; i++) {
        var id = new UUID(3, i);
        PARTICIPANTS.add(id);
        em.createNativeQuery("insert into equipe.participant (id, nom, prenom, date_naissance, sexe, niveau, recherche) values (?1, ?2, 'Essai', date '1990-01-01', 'F', 'BAC', 'essai')")
            .setParameter(1, id).setParameter(2, "Personne " + i).executeUpdate();
      }
    });
    var plans = new TreeMap<Integer, Map<String, List<Integer>>>();
    var hasard = new Random(20261122);
    for (int tirage = 0; tirage < TIRAGES; tirage++) {
      plans.put(PREMIERE + tirage, plan(hasard));
    }
    // le pire cas : la ligne secrète et son complément juste de part et d'autre du seuil, personnes toutes distinctes
    plans.put(PREMIERE + TIRAGES, Map.of("BAILLEUR", List.of(0, SEUIL - 1), "COMMUNE", List.of(10, SEUIL), "EPCI", List.of(21, SEUIL), "SANTE", List.of(40, 0)));
    plans.put(PREMIERE + TIRAGES + 1, Map.of("BAILLEUR", List.of(0, 3), "COMMUNE", List.of(0, 0), "EPCI", List.of(0, 0), "SANTE", List.of(0, 0)));
    plans.put(PREMIERE + TIRAGES + 2, Map.of("BAILLEUR", List.of(0, SEUIL - 1), "COMMUNE", List.of(10, SEUIL - 1), "EPCI", List.of(0, 0), "SANTE", List.of(0, 0)));
    for (var espace : ESPACES) {
      dansEspace(espace, em -> plans.forEach((annee, plan) -> ecrire(em, annee, espace, plan.get(espace.type()))));
    }
  }

  /** Par type : le rang de la première personne, et leur nombre. */
  private static Map<String, List<Integer>> plan(Random hasard) {
    var plan = new HashMap<String, List<Integer>>();
    for (var type : TYPES) {
      int combien = switch (hasard.nextInt(5)) {
        case 0 -> 0;
        case 1 -> 1 + hasard.nextInt(SEUIL - 1);
        case 2 -> SEUIL - 1 + hasard.nextInt(3);
        default -> hasard.nextInt(25);
      };
      plan.put(type, List.of(hasard.nextInt(60), combien));
    }
    return plan;
  }

  private static void ecrire(EntityManager em, int annee, Espace espace, List<Integer> plan) {
    var hasard = new Random(annee);
    var cumuls = new Cumuls();
    cumuls.em = em;
    cumuls.contexte = new TenantContext();
    cumuls.engagement(annee, 1, BigDecimal.valueOf(100));
    var heures = ECRIT.computeIfAbsent(annee, _ -> new TreeMap<>()).computeIfAbsent(espace.type(), _ -> new HashMap<>());
    for (int i = 0; i < plan.get(1); i++) {
      var qui = PARTICIPANTS.get((plan.get(0) + i) % PARTICIPANTS.size());
      var combien = QUART.multiply(BigDecimal.valueOf(1 + hasard.nextInt(40)));
      cumuls.heures(annee, qui, combien);
      heures.merge(qui, combien, BigDecimal::add);
    }
    // une personne corrigée à zéro n'a pas travaillé
    var zero = PARTICIPANTS.get((plan.get(0) + 30) % PARTICIPANTS.size());
    cumuls.heures(annee, zero, QUART);
    cumuls.heures(annee, zero, QUART.negate());
  }

  @AfterAll
  static void fermer() {
    usine.close();
    postgres.close();
  }

  @Test
  void chaqueCaseMontreeEstExacteEtChaquePersonneCompteUneFois() {
    ECRIT.forEach((annee, parType) -> {
      var lignes = consolidation.parType(annee);
      assertThat(lignes).hasSize(TYPES.size() + 1);
      for (var ligne : lignes) {
        var heures = ligne.total() ? parType.values().stream().flatMap(m -> m.values().stream()).reduce(BigDecimal.ZERO, BigDecimal::add)
            : somme(parType.get(ligne.type()));
        var personnes = ligne.total() ? union(parType.values()) : parType.get(ligne.type()).size();
        var espaces = ligne.total() ? ESPACES.size() : ESPACES.stream().filter(e -> e.type().equals(ligne.type())).count();
        assertThat(ligne.marchesClauses()).isEqualTo((int) espaces);
        assertThat(ligne.heuresDues()).isEqualByComparingTo(BigDecimal.valueOf(100 * espaces));
        if (ligne.masque()) {
          assertThat(ligne.heuresValidees()).isNull();
          assertThat(ligne.participants()).isNull();
          assertThat(ligne.tauxRealisation()).isNull();
        } else {
          assertThat(ligne.heuresValidees()).isEqualByComparingTo(heures);
          assertThat(ligne.participants()).isEqualTo(personnes);
          assertThat(ligne.tauxRealisation()).isCloseTo(heures.divide(BigDecimal.valueOf(espaces), 5, RoundingMode.HALF_UP), within(new BigDecimal("0.05")));
        }
      }
    });
  }

  @Test
  void uneLigneDeMoinsDePersonnesQueLeSeuilEstCachee_etZeroEstMontre() {
    ECRIT.forEach((annee, parType) -> {
      var secret = parType.values().stream().anyMatch(m -> !m.isEmpty() && m.size() < SEUIL);
      for (var ligne : consolidation.parType(annee)) {
        int personnes = ligne.total() ? union(parType.values()) : parType.get(ligne.type()).size();
        if (personnes == 0 || !secret) {
          assertThat(ligne.masque()).as("%d %s : rien à cacher", annee, ligne.type()).isFalse();
        } else if (personnes < SEUIL) {
          assertThat(ligne.masque()).as("%d %s : %d personnes", annee, ligne.type(), personnes).isTrue();
        }
      }
    });
  }

  @Test
  void leGroupeCacheCompteAuMoinsLeSeuil() {
    ECRIT.forEach((annee, parType) -> {
      var lignes = consolidation.parType(annee);
      var cachees = lignes.stream().filter(l -> !l.total() && l.masque()).map(l -> parType.get(l.type())).toList();
      if (!cachees.isEmpty() && !total(lignes).masque()) {
        assertThat(cachees).as("année %d : une seule ligne cachée se retrouve par différence", annee).hasSizeGreaterThan(1);
        assertThat(union(cachees)).as("année %d : la différence avec le total décrit trop peu de personnes", annee).isGreaterThanOrEqualTo(SEUIL);
      }
    });
  }

  /** Le choisir par les personnes bornerait son effectif par celui des lignes montrées, et la soustraction rendrait parfois la ligne secrète. */
  @Test
  void leComplementEstLaLigneDuMoinsDHeures() {
    int complements = 0;
    for (var annee : ECRIT.keySet()) {
      var parType = ECRIT.get(annee);
      var grandes = consolidation.parType(annee).stream().filter(l -> !l.total() && parType.get(l.type()).size() >= SEUIL).toList();
      var cachees = grandes.stream().filter(ChiffresAnnee::masque).map(l -> somme(parType.get(l.type()))).toList();
      assertThat(cachees).hasSizeLessThan(2);
      for (var cachee : cachees) {
        complements++;
        assertThat(grandes).as("année %d", annee).allSatisfy(l -> assertThat(somme(parType.get(l.type()))).isGreaterThanOrEqualTo(cachee));
      }
    }
    assertThat(complements).isGreaterThan(10);
  }

  /** Qui connaît l'algorithme et tout le tableau publié essaie toutes les valeurs possibles des cases cachées. */
  @Test
  void aucuneCaseSecreteNeSeRetrouve() {
    int retrouvables = 0;
    int essayees = 0;
    for (var annee : ECRIT.keySet()) {
      var lignes = consolidation.parType(annee);
      var cachees = lignes.stream().filter(l -> !l.total() && l.masque()).toList();
      var total = total(lignes);
      if (cachees.isEmpty() || total.masque()) {
        continue;
      }
      var montrees = lignes.stream().filter(l -> !l.total() && !l.masque()).toList();
      var possibles = new ArrayList<Set<Integer>>();
      cachees.forEach(_ -> possibles.add(new TreeSet<>()));
      essayer(new int[cachees.size()], 0, total.participants(), montrees.stream().map(ChiffresAnnee::participants).toList(), possibles);
      for (int i = 0; i < cachees.size(); i++) {
        var vraie = ECRIT.get(annee).get(cachees.get(i).type()).size();
        assertThat(possibles.get(i)).as("année %d : l'essai doit contenir la vérité", annee).contains(vraie);
        if (vraie < SEUIL) {
          essayees++;
          retrouvables += possibles.get(i).size() == 1 ? 1 : 0;
        }
      }
      // les heures : leur somme est connue, chacune vaut au moins un quart d'heure
      var reste = total.heuresValidees().subtract(montrees.stream().map(ChiffresAnnee::heuresValidees).reduce(BigDecimal.ZERO, BigDecimal::add));
      assertThat(reste).isGreaterThan(QUART.multiply(BigDecimal.valueOf(cachees.size())));
    }
    assertThat(essayees).isGreaterThan(20);
    assertThat(retrouvables).isZero();
  }

  /** Personnes possibles d'une ligne cachée : au moins une est sous le seuil, une seule l'atteint, et s'il reste des lignes au-dessus, une l'atteint. */
  private static void essayer(int[] valeurs, int rang, int total, List<Integer> montrees, List<Set<Integer>> possibles) {
    if (rang < valeurs.length) {
      for (int v = 1; v <= total; v++) {
        valeurs[rang] = v;
        essayer(valeurs, rang + 1, total, montrees, possibles);
      }
      return;
    }
    int somme = montrees.stream().mapToInt(Integer::intValue).sum();
    int grands = 0;
    for (int v : valeurs) {
      somme += v;
      grands += v >= SEUIL ? 1 : 0;
    }
    boolean complement = grands == 1 || grands == 0 && montrees.stream().noneMatch(v -> v >= SEUIL);
    if (complement && grands < valeurs.length && total <= somme) {
      for (int i = 0; i < valeurs.length; i++) {
        possibles.get(i).add(valeurs[i]);
      }
    }
  }

  @Test
  void leSeuilVientDuParametreEnVigueur() throws SQLException {
    var annee = ECRIT.keySet().stream().filter(a -> consolidation.parType(a).stream().anyMatch(ChiffresAnnee::masque)).findFirst().orElseThrow();
    proprietaire("insert into plateforme.parametre (code, du, valeur, unite, libelle, source) values ('SECRET_STATISTIQUE_PERSONNES', current_date, 1, 'personnes', 'essai', 'essai')");
    try {
      assertThat(consolidation.parType(annee)).noneMatch(ChiffresAnnee::masque);
    } finally {
      proprietaire("delete from plateforme.parametre where code = 'SECRET_STATISTIQUE_PERSONNES' and source = 'essai'");
    }
    assertThat(consolidation.parType(annee)).anyMatch(ChiffresAnnee::masque);
  }

  @Test
  void sansParametreEnVigueurToutSeCache() throws SQLException {
    var annee = ECRIT.keySet().stream().filter(a -> consolidation.parType(a).stream().noneMatch(ChiffresAnnee::masque) && union(ECRIT.get(a).values()) > 0).findFirst().orElseThrow();
    proprietaire("update plateforme.parametre set code = 'AUTRE' where code = 'SECRET_STATISTIQUE_PERSONNES'");
    try {
      assertThat(consolidation.parType(annee)).filteredOn(l -> l.total() || !ECRIT.get(annee).get(l.type()).isEmpty()).allMatch(ChiffresAnnee::masque);
    } finally {
      proprietaire("update plateforme.parametre set code = 'SECRET_STATISTIQUE_PERSONNES' where code = 'AUTRE'");
    }
  }

  @Test
  void unCumulFausseSeVoitAuRecalcul() throws SQLException {
    // rien n'est au registre : chaque cumul de ces années est un écart, et l'on en revient à zéro en les ôtant
    assertThat(consolidation.ecarts()).containsOnlyKeys(ECRIT.keySet());
    superutilisateur("create table public.garde as select * from consolide.cumul_annee; create table public.garde_p as select * from consolide.cumul_participant;"
        + " delete from consolide.cumul_participant; delete from consolide.cumul_annee");
    try {
      assertThat(consolidation.ecarts()).isEmpty();
      superutilisateur("insert into consolide.cumul_annee (tenant_id, annee, heures_validees) values ('" + ESPACES.getFirst().id() + "', 2026, 0.25)");
      assertThat(consolidation.ecarts()).containsOnlyKeys(2026);
    } finally {
      superutilisateur("delete from consolide.cumul_annee; insert into consolide.cumul_annee select * from public.garde;"
          + " insert into consolide.cumul_participant select * from public.garde_p; drop table public.garde; drop table public.garde_p");
    }
  }

  @Test
  void ceQueTrouveLeRecalculSeGardeAnneeParAnnee() throws SQLException {
    var verifications = new Verifications();
    var tache = new VerifierCumuls();
    tache.consolidation = consolidation;
    tache.verifications = verifications;
    var annee = ECRIT.firstKey();
    sous(new Perimetre.Systeme(), em -> {
      verifications.em = em;
      tache.horloge = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
      tache.executer();
    });
    sous(new Perimetre.Centre(), em -> {
      verifications.em = em;
      assertThat(verifications.de(1999)).isEmpty();
      // rien n'est au registre : chaque cumul est un écart
      assertThat(verifications.de(annee)).hasValueSatisfying(v -> {
        assertThat(v.ecarts()).isEqualTo(consolidation.ecarts().get(annee)).isPositive();
        assertThat(v.verifieeLe()).isEqualTo("2026-11-22T10:00:00Z");
      });
    });
    superutilisateur("create table public.garde as select * from consolide.cumul_annee; create table public.garde_p as select * from consolide.cumul_participant;"
        + " delete from consolide.cumul_participant; delete from consolide.cumul_annee; insert into consolide.cumul_annee (tenant_id, annee) values ('" + ESPACES.getFirst().id() + "', " + annee + ")");
    try {
      sous(new Perimetre.Systeme(), em -> {
        verifications.em = em;
        tache.horloge = Clock.fixed(Instant.parse("2026-11-22T10:15:00Z"), ZoneOffset.UTC);
        tache.executer();
      });
      sous(new Perimetre.Centre(), em -> {
        verifications.em = em;
        assertThat(verifications.de(annee)).hasValueSatisfying(v -> {
          assertThat(v.ecarts()).as("réparé, cela se dit aussi").isZero();
          assertThat(v.verifieeLe()).isEqualTo("2026-11-22T10:15:00Z");
        });
      });
    } finally {
      superutilisateur("delete from consolide.cumul_annee; insert into consolide.cumul_annee select * from public.garde;"
          + " insert into consolide.cumul_participant select * from public.garde_p; drop table public.garde; drop table public.garde_p");
    }
  }

  @Test
  void leRoleDeConsolidationNeLitQueLesVuesDAgregats() throws SQLException {
    try (var catalogue = postgres.connexionSuperutilisateur(); var connexion = postgres.connexion(Postgres.CONSOLIDE);
        var ordre = catalogue.createStatement(); var essai = connexion.createStatement();
        var r = ordre.executeQuery("select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            + " where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'")) {
      var lues = new TreeSet<String>();
      int refusees = 0;
      while (r.next()) {
        var objet = r.getString(1);
        try {
          essai.executeQuery("select 1 from " + objet + " limit 1").close();
          lues.add(objet);
        } catch (SQLException e) {
          assertThat(e.getSQLState()).as(objet).isEqualTo("42501");
          refusees++;
        }
      }
      assertThat(lues).containsExactly("consolide.annees", "consolide.ecarts", "consolide.par_type");
      assertThat(refusees).isGreaterThan(20);
      assertThatThrownBy(() -> essai.execute("set default_transaction_read_only = off; create temporary table t (x int)")).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void lesAnneesVontDeLaPlusRecenteALaPlusAncienne() {
    assertThat(consolidation.annees()).containsExactlyElementsOf(ECRIT.descendingKeySet());
  }

  private static ChiffresAnnee total(List<ChiffresAnnee> lignes) {
    return lignes.stream().filter(ChiffresAnnee::total).findFirst().orElseThrow();
  }

  private static BigDecimal somme(Map<UUID, BigDecimal> heures) {
    return heures.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static int union(Iterable<Map<UUID, BigDecimal>> lignes) {
    var tous = new HashSet<UUID>();
    lignes.forEach(l -> tous.addAll(l.keySet()));
    return tous.size();
  }

  private static void dansEspace(Espace espace, Consumer<EntityManager> geste) {
    sous(new Perimetre.UnMaitreOuvrage(espace), geste);
  }

  private static void sous(Perimetre perimetre, Consumer<EntityManager> geste) {
    TenantScope.run(PERSONNE, perimetre, () -> {
      try (var em = usine.createEntityManager()) {
        em.getTransaction().begin();
        geste.accept(em);
        em.getTransaction().commit();
      }
    });
  }

  private static void proprietaire(String sql) throws SQLException {
    try (var connexion = postgres.connexion(Postgres.OWNER); var ordre = connexion.createStatement()) {
      ordre.execute(sql);
    }
  }

  private static void superutilisateur(String sql) throws SQLException {
    try (var connexion = postgres.connexionSuperutilisateur(); var ordre = connexion.createStatement()) {
      ordre.execute(sql);
    }
  }

  private static DataSource bassin(String role, boolean autoCommit) {
    return (DataSource) Proxy.newProxyInstance(ConsolidationIT.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, methode, arguments) ->
        switch (methode.getName()) {
          case "getConnection" -> {
            var connexion = postgres.connexion(role);
            connexion.setAutoCommit(autoCommit);
            yield connexion;
          }
          case "toString" -> "bassin " + role;
          case "hashCode" -> System.identityHashCode(proxy);
          case "equals" -> proxy == arguments[0];
          default -> throw new UnsupportedOperationException(methode.getName());
        });
  }
}
