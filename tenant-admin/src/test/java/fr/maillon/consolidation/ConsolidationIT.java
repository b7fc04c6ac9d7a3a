package fr.maillon.consolidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.infra.Postgres;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.PagedPostgreSQLPlatform;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantConnectionListener;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.TypesPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.persistence.SharedCacheMode;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Les chiffres consolidés sont exacts à la date où ils sont arrêtés, comptent chaque personne une
 * fois, et aucune case cachée ne se retrouve : ni par différence dans un tableau, ni en changeant
 * entre deux lectures le type d'un espace, le seuil, une validation, ou en reprenant une archive.
 * Chaque année est un tirage ; douze espaces de quatre types de trois, un espace seul de son type.
 */
class ConsolidationIT {
  private static final int SEUIL = 11;
  private static final int PREMIERE = 2030;
  private static final int TIRAGES = 60;
  private static final BigDecimal QUART = new BigDecimal("0.25");
  private static final List<String> TYPES = List.of("BAILLEUR", "COMMUNE", "EPCI", "SANTE");
  private static final String SEUL = "REGION";
  private static final YearMonth CE_MOIS = YearMonth.now(ZoneId.of("Europe/Paris"));
  private static final int CETTE_ANNEE = CE_MOIS.getYear();
  private static final String ANCIEN = CE_MOIS.minusMonths(30).atDay(3) + " 10:00Z";
  private static final Identite UNE = new Identite(new UUID(1, 1), "essai", "Essai", Set.of());
  private static final Identite AUTRE = new Identite(new UUID(1, 2), "autre", "Autre", Set.of());

  private static Postgres postgres;
  private static EntityManagerFactory usine;
  private static Consolidation consolidation;
  private static Connection lecture;
  private static final Map<UUID, String> ESPACES = new TreeMap<>();
  private static final List<UUID> PARTICIPANTS = new ArrayList<>();

  /** Ce qui a été écrit : année, espace, personne, heures. */
  private static final TreeMap<Integer, Map<UUID, Map<UUID, BigDecimal>>> ECRIT = new TreeMap<>();

  @BeforeAll
  static void semer() throws SQLException, ClassNotFoundException {
    postgres = Postgres.base();
    usine =
        new PersistenceConfiguration("consolidation")
            .provider("org.eclipse.persistence.jpa.PersistenceProvider")
            .managedClass(Class.forName("fr.maillon.acces.AccesDuJour"))
            .managedClass(Verification.class)
            .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
            .sharedCacheMode(SharedCacheMode.NONE)
            .property("jakarta.persistence.nonJtaDataSource", bassin(Postgres.APP, false))
            .property(
                "eclipselink.session-event-listener", TenantConnectionListener.class.getName())
            .property("eclipselink.session.customizer", TypesPostgres.class.getName())
            .property("eclipselink.target-database", PagedPostgreSQLPlatform.class.getName())
            .property("eclipselink.weaving", "false")
            .property("eclipselink.transaction.join-existing", "true")
            .property("eclipselink.logging.level", "SEVERE")
            .createEntityManagerFactory();
    consolidation = new Consolidation();
    lecture = postgres.connexion(Postgres.CONSOLIDE);
    consolidation.base = uneSeule(lecture);
    for (int i = 0; i < 13; i++) {
      ESPACES.put(
          espace(i, i == 12 ? SEUL : TYPES.get(i % TYPES.size())),
          i == 12 ? SEUL : TYPES.get(i % TYPES.size()));
    }
    for (int i = 0; i < 60; i++) {
      PARTICIPANTS.add(new UUID(3, i));
    }
    var hasard = new Random(20261122);
    for (int tirage = 0; tirage < TIRAGES; tirage++) {
      ecrire(PREMIERE + tirage, plan(hasard));
    }
    // le pire cas : la ligne secrète et son complément juste de part et d'autre du seuil, personnes
    // toutes distinctes
    ecrire(
        PREMIERE + TIRAGES,
        Map.of(
            "BAILLEUR",
            List.of(0, SEUIL - 1),
            "COMMUNE",
            List.of(10, SEUIL),
            "EPCI",
            List.of(21, SEUIL),
            "SANTE",
            List.of(40, 0)));
    ecrire(
        PREMIERE + TIRAGES + 1,
        Map.of(
            "BAILLEUR",
            List.of(0, 6),
            "COMMUNE",
            List.of(0, 0),
            "EPCI",
            List.of(0, 0),
            "SANTE",
            List.of(0, 0)));
    ecrire(
        PREMIERE + TIRAGES + 2,
        Map.of(
            "BAILLEUR",
            List.of(0, SEUIL - 1),
            "COMMUNE",
            List.of(10, SEUIL - 1),
            "EPCI",
            List.of(0, 0),
            "SANTE",
            List.of(0, 0)));
    // une année passée et l'année en cours, que les attaques bousculent
    ecrire(
        CETTE_ANNEE - 1,
        Map.of(
            "BAILLEUR",
            List.of(0, 15),
            "COMMUNE",
            List.of(12, 9),
            "EPCI",
            List.of(21, 18),
            "SANTE",
            List.of(40, 14)));
    ecrire(
        CETTE_ANNEE,
        Map.of(
            "BAILLEUR",
            List.of(0, 15),
            "COMMUNE",
            List.of(12, 9),
            "EPCI",
            List.of(21, 18),
            "SANTE",
            List.of(40, 14),
            SEUL,
            List.of(50, 4)));
    superutilisateur(
        "set session_replication_role = replica; insert into consolide.cumul_annee (tenant_id,"
            + " annee, lots_clauses, marches_clauses, heures_dues, heures_validees,"
            + " heures_realisees) select * from consolide.recalcul; insert into"
            + " consolide.cumul_participant (tenant_id, annee, participant_id, heures) select"
            + " tenant_id, annee, participant_id, sum(heures) from metier.registre_heures group by"
            + " 1, 2, 3");
    superutilisateur("analyze");
  }

  /** Par type : le rang de la première personne, et leur nombre. */
  private static Map<String, List<Integer>> plan(Random hasard) {
    var plan = new HashMap<String, List<Integer>>();
    for (var type : TYPES) {
      int combien =
          switch (hasard.nextInt(5)) {
            case 0 -> 0;
            case 1 -> 1 + hasard.nextInt(SEUIL - 1);
            case 2 -> SEUIL - 1 + hasard.nextInt(3);
            default -> hasard.nextInt(25);
          };
      plan.put(type, List.of(hasard.nextInt(60), combien));
    }
    if (hasard.nextInt(4) == 0) {
      plan.put(SEUL, List.of(hasard.nextInt(60), hasard.nextInt(20)));
    }
    return plan;
  }

  /**
   * Un lot engagé par espace, et les heures de chacun chez les espaces de son type, tour à tour.
   */
  private static void ecrire(int annee, Map<String, List<Integer>> plan) throws SQLException {
    var hasard = new Random(annee);
    var sql = new StringBuilder();
    ESPACES.forEach(
        (espace, type) -> {
          if (plan.containsKey(type)) {
            sql.append(engager(espace, annee, "100", ANCIEN));
          }
        });
    for (var type : plan.entrySet()) {
      var espaces =
          ESPACES.entrySet().stream()
              .filter(e -> e.getValue().equals(type.getKey()))
              .map(Map.Entry::getKey)
              .toList();
      espaces.forEach(
          e ->
              ECRIT
                  .computeIfAbsent(annee, _ -> new HashMap<>())
                  .computeIfAbsent(e, _ -> new HashMap<>()));
      for (int i = 0; i < type.getValue().get(1); i++) {
        var qui = PARTICIPANTS.get((type.getValue().get(0) + i) % PARTICIPANTS.size());
        var heures = QUART.multiply(BigDecimal.valueOf(20 + hasard.nextInt(40)));
        sql.append(inscrire(espaces.get(i % espaces.size()), annee, annee, qui, heures, ANCIEN));
        ECRIT.get(annee).get(espaces.get(i % espaces.size())).merge(qui, heures, BigDecimal::add);
      }
      // une personne corrigée à zéro n'a pas travaillé
      var zero = PARTICIPANTS.get((type.getValue().get(0) + 30) % PARTICIPANTS.size());
      sql.append(inscrire(espaces.getFirst(), annee, annee, zero, QUART, ANCIEN))
          .append(inscrire(espaces.getFirst(), annee, annee, zero, QUART.negate(), ANCIEN));
    }
    superutilisateur("set session_replication_role = replica;" + sql);
  }

  private static UUID espace(int rang, String type) throws SQLException {
    var id = new UUID(2, rang);
    proprietaire(
        "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
            + id
            + "', 'espace-"
            + rang
            + "', 'Espace "
            + rang
            + "', 'E"
            + rang
            + "', '"
            + type
            + "', '#123456')");
    return id;
  }

  private static String engager(UUID espace, int annee, String dues, String quand) {
    var lot = lot(espace, annee);
    return "insert into metier.clause (tenant_id, id, marche_id, lot_id, mecanisme, article,"
        + " numero_version, etat, auteur_id, auteur_nom, decidee_le) values ('"
        + espace
        + "', '"
        + lot
        + "', '"
        + lot
        + "', '"
        + lot
        + "', 'CLAUSE_EXECUTION', 'L2112-2', 1, 'ACCEPTEE', gen_random_uuid(), 'x', '"
        + quand
        + "'); insert into metier.engagement (tenant_id, id, clause_id, lot_id, unite, quantite,"
        + " heures_dues, annee, formule) values ('"
        + espace
        + "', '"
        + lot
        + "', '"
        + lot
        + "', '"
        + lot
        + "', 'HEURES', "
        + dues
        + ", "
        + dues
        + ", "
        + annee
        + ", 'SAISIE');";
  }

  /**
   * Le lot que l'espace engage cette année-là ; son marché, sa clause et son engagement portent le
   * même identifiant.
   */
  private static UUID lot(UUID espace, int annee) {
    return new UUID(4L + annee, espace.getLeastSignificantBits());
  }

  private static String inscrire(
      UUID espace, int engagee, int travaillee, UUID qui, BigDecimal heures, String quand) {
    return inscrire(espace, lot(espace, engagee), travaillee, qui, heures, quand);
  }

  private static String inscrire(
      UUID espace, UUID engagement, int travaillee, UUID qui, BigDecimal heures, String quand) {
    return "insert into metier.registre_heures (tenant_id, id, declaration_id, contrat_id,"
        + " engagement_id, participant_id, nature, mois, annee, heures, motif, auteur_id,"
        + " auteur_nom, ecrit_le) values ('"
        + espace
        + "', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '"
        + engagement
        + "', '"
        + qui
        + "', '"
        + (heures.signum() < 0 ? "CONTRE_PASSATION" : "VALIDATION")
        + "', '"
        + travaillee
        + "-03-01', "
        + travaillee
        + ", "
        + heures
        + ", 'essai', gen_random_uuid(), 'x', '"
        + quand
        + "');";
  }

  @AfterAll
  static void fermer() throws SQLException {
    lecture.close();
    usine.close();
    postgres.close();
  }

  /** Chaque essai repart de ce qui était arrêté il y a quatre mois. */
  @BeforeEach
  void arreterUnPremierMois() throws SQLException {
    superutilisateur("delete from consolide.arrete");
    assertThat(arreter(4)).isTrue();
  }

  /**
   * @param moisPasses combien de mois avant celui-ci
   */
  private static boolean arreter(int moisPasses) {
    var arretes = new Arretes();
    var fait = new boolean[1];
    sous(
        UNE,
        new Perimetre.Systeme(),
        em -> {
          arretes.em = em;
          fait[0] = arretes.arreter(CE_MOIS.minusMonths(moisPasses).atEndOfMonth(), Instant.now());
        });
    return fait[0];
  }

  // --- exactitude

  @Test
  void chaqueCaseMontreeEstExacteEtChaquePersonneCompteUneFois() {
    int montrees = 0;
    for (var annee : ECRIT.keySet()) {
      var lignes = consolidation.parType(annee);
      assertThat(lignes.stream().flatMap(l -> types(l).stream()))
          .as("%d : chaque type est sur une ligne, une fois", annee)
          .filteredOn(t -> !t.isEmpty())
          .doesNotHaveDuplicates();
      for (var ligne : lignes) {
        var espaces = espaces(annee, ligne);
        var heures =
            espaces.stream()
                .flatMap(e -> ECRIT.get(annee).get(e).values().stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(ligne.lotsClauses()).as("%d %s", annee, ligne).isEqualTo(espaces.size());
        assertThat(ligne.marchesClauses()).isEqualTo(espaces.size());
        assertThat(ligne.heuresDues())
            .isEqualByComparingTo(BigDecimal.valueOf(100L * espaces.size()));
        if (ligne.masque()) {
          assertThat(ligne.heuresValidees()).isNull();
          assertThat(ligne.heuresRealisees()).isNull();
          assertThat(ligne.participants()).isNull();
          assertThat(ligne.tauxRealisation()).isNull();
        } else {
          montrees++;
          assertThat(ligne.heuresValidees()).isEqualByComparingTo(heures);
          assertThat(ligne.heuresRealisees()).isEqualByComparingTo(heures);
          assertThat(ligne.participants()).isEqualTo(personnes(annee, espaces).size());
          assertThat(ligne.tauxRealisation())
              .as("se refait depuis les deux nombres montrés")
              .isEqualByComparingTo(
                  ChiffresAnnee.taux(ligne.heuresRealisees(), ligne.heuresDues()));
        }
      }
    }
    assertThat(montrees).isGreaterThan(100);
  }

  /**
   * Deux années, calculées à la main. Un lot engagé l'an passé pour 400 h : 100 h l'an passé, 260 h
   * cette année. Un lot engagé cette année pour 200 h : 50 h cette année. Cette année : 310 h
   * faites, et 50 / 200 = 25 % de ses engagements, non 155 %. L'an passé : 100 h faites, et 360 /
   * 400 = 90 % de ses engagements.
   */
  @Test
  void unTauxNeMeleJamaisDeuxAnnees() throws SQLException {
    int avant = 2010;
    int apres = 2011;
    var sql = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      var espace = new UUID(2, 4L * (i % 3) + (i == 3 ? 1 : 0));
      sql.append(engager(espace, avant, "100", ANCIEN))
          .append(engager(espace, apres, "50", ANCIEN));
      for (int n = 0; n < 5; n++) {
        var qui = new UUID(7, 5L * i + n);
        sql.append(inscrire(espace, avant, avant, qui, new BigDecimal("5"), ANCIEN))
            .append(inscrire(espace, avant, apres, qui, new BigDecimal("13"), ANCIEN))
            .append(inscrire(espace, apres, apres, qui, new BigDecimal("2.5"), ANCIEN));
      }
    }
    superutilisateur("set session_replication_role = replica;" + sql);
    try {
      assertThat(arreter(3)).isTrue();
      var premiere = total(consolidation.parType(avant));
      assertThat(premiere.heuresValidees()).isEqualByComparingTo("100");
      assertThat(premiere.heuresRealisees()).isEqualByComparingTo("360");
      assertThat(premiere.heuresDues()).isEqualByComparingTo("400");
      assertThat(premiere.tauxRealisation()).isEqualByComparingTo("90.0");
      var seconde = total(consolidation.parType(apres));
      assertThat(seconde.heuresValidees()).isEqualByComparingTo("310");
      assertThat(seconde.heuresRealisees()).isEqualByComparingTo("50");
      assertThat(seconde.heuresDues()).isEqualByComparingTo("200");
      assertThat(seconde.tauxRealisation()).isEqualByComparingTo("25.0");
      assertThat(seconde.participants()).isEqualTo(20);
    } finally {
      superutilisateur(
          "delete from metier.registre_heures where annee in (2010, 2011); set"
              + " session_replication_role = replica; delete from metier.clause where id in (select"
              + " clause_id from metier.engagement where annee in (2010, 2011)); delete from"
              + " metier.engagement where annee in (2010, 2011)");
    }
  }

  // --- le secret, dans un tableau

  @Test
  void uneLigneDeMoinsDePersonnesQueLeSeuilEstCachee_etZeroEstMontre() {
    for (var annee : ECRIT.keySet()) {
      for (var ligne : consolidation.parType(annee)) {
        int personnes = personnes(annee, espaces(annee, ligne)).size();
        if (personnes == 0) {
          assertThat(ligne.masque()).as("%d %s : rien à cacher", annee, ligne.type()).isFalse();
        } else if (personnes < SEUIL) {
          assertThat(ligne.masque())
              .as("%d %s : %d personnes", annee, ligne.type(), personnes)
              .isTrue();
        }
      }
    }
  }

  /**
   * Porte d : un type d'un seul espace, de deux, ou dont un seul fait presque tout, ne paraît
   * jamais seul, ni par différence.
   */
  @Test
  void ceQuOnLitOuDeduitDecritToujoursTroisEspacesSansDominant() {
    int reunies = 0;
    int deduites = 0;
    for (var annee : ECRIT.keySet()) {
      var lignes = consolidation.parType(annee);
      var total = total(lignes);
      for (var ligne : lignes) {
        reunies += ligne.reunis().isEmpty() ? 0 : 1;
        if (!ligne.masque()) {
          sain(annee, ligne.type() + " montrée", espaces(annee, ligne));
        }
      }
      var cachees = lignes.stream().filter(l -> !l.total() && l.masque()).toList();
      if (!cachees.isEmpty() && !total.masque()) {
        deduites++;
        assertThat(cachees)
            .as("année %d : une seule ligne cachée se retrouve par différence", annee)
            .hasSizeGreaterThan(1);
        sain(
            annee,
            "la différence avec le total",
            cachees.stream().flatMap(l -> espaces(annee, l).stream()).toList());
      }
    }
    assertThat(reunies).isGreaterThan(10);
    assertThat(deduites).isGreaterThan(5);
  }

  private static void sain(int annee, String quoi, Collection<UUID> espaces) {
    var heures = espaces.stream().map(e -> somme(ECRIT.get(annee).get(e))).toList();
    var somme = heures.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (somme.signum() > 0) {
      assertThat(espaces.size()).as("%d, %s : espaces", annee, quoi).isGreaterThanOrEqualTo(3);
      assertThat(heures.stream().max(BigDecimal::compareTo).orElseThrow())
          .as("%d, %s : le premier espace", annee, quoi)
          .isLessThanOrEqualTo(somme.multiply(new BigDecimal("0.85")));
      assertThat(personnes(annee, espaces))
          .as("%d, %s : personnes", annee, quoi)
          .hasSizeGreaterThanOrEqualTo(SEUIL);
    }
  }

  /**
   * Qui connaît l'algorithme et tout le tableau publié essaie toutes les valeurs possibles des
   * cases cachées.
   */
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
      essayer(
          new int[cachees.size()],
          0,
          total.participants(),
          montrees.stream().map(ChiffresAnnee::participants).toList(),
          possibles);
      for (int i = 0; i < cachees.size(); i++) {
        var vraie = personnes(annee, espaces(annee, cachees.get(i))).size();
        assertThat(possibles.get(i))
            .as("année %d : l'essai doit contenir la vérité", annee)
            .contains(vraie);
        if (vraie < SEUIL) {
          essayees++;
          retrouvables += possibles.get(i).size() == 1 ? 1 : 0;
        }
      }
    }
    assertThat(essayees).isGreaterThan(10);
    assertThat(retrouvables).isZero();
  }

  /**
   * Personnes possibles d'une ligne cachée : au moins une est sous le seuil, une seule l'atteint,
   * et s'il reste des lignes au-dessus, une l'atteint.
   */
  private static void essayer(
      int[] valeurs, int rang, int total, List<Integer> montrees, List<Set<Integer>> possibles) {
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

  // --- les cinq portes : ce qui bougeait entre deux lectures

  /** Porte a. */
  @Test
  void changerLeTypeDUnEspaceNeDitRienDesAnneesCommencees() throws SQLException {
    var avant = tableaux().headMap(CETTE_ANNEE + 1);
    var bascule = new UUID(2, 0);
    var changer =
        "update plateforme.maitre_ouvrage set type = 'SANTE' where id = '" + bascule + "'";
    refuse(
        () ->
            sous(UNE, new Perimetre.Centre(), em -> em.createNativeQuery(changer).executeUpdate()));
    for (var faux :
        List.of(
            "'" + bascule + "', " + (CETTE_ANNEE - 2) + ", 'BAILLEUR'",
            "'" + bascule + "', " + CETTE_ANNEE + ", 'SANTE'",
            "'" + bascule + "', " + (CETTE_ANNEE + 1) + ", 'BAILLEUR'")) {
      refuse(
          () ->
              sous(
                  UNE,
                  new Perimetre.Centre(),
                  em ->
                      em.createNativeQuery(
                              "insert into plateforme.type_ancien values (" + faux + ")")
                          .executeUpdate()));
    }
    try {
      sous(
          UNE,
          new Perimetre.Centre(),
          em -> {
            em.createNativeQuery(
                    "insert into plateforme.type_ancien values ('"
                        + bascule
                        + "', "
                        + CETTE_ANNEE
                        + ", 'BAILLEUR')")
                .executeUpdate();
            assertThat(em.createNativeQuery(changer).executeUpdate()).isEqualTo(1);
          });
      assertThat(tableaux().headMap(CETTE_ANNEE + 1)).as("relu aussitôt").isEqualTo(avant);
      assertThat(arreter(3)).isTrue();
      assertThat(tableaux().headMap(CETTE_ANNEE + 1))
          .as("à l'arrêté suivant")
          .isEqualTo(avant)
          .containsKeys(CETTE_ANNEE - 1, CETTE_ANNEE);
      var dAbord = consolidation.parType(PREMIERE).stream().filter(l -> !l.total()).toList();
      assertThat(dAbord.stream().mapToInt(ChiffresAnnee::lotsClauses).sum())
          .as("une année à venir le compte sous son nouveau type, une fois")
          .isEqualTo(ECRIT.get(PREMIERE).size());
      assertThat(
              texte(
                  "select string_agg(type || ' ' || espaces, ',' order by type) from"
                      + " consolide.arrete_type where annee = "
                      + PREMIERE
                      + " and type in ('BAILLEUR', 'SANTE') and au = (select max(au) from"
                      + " consolide.arrete)"))
          .isEqualTo("BAILLEUR 2,SANTE 4");
    } finally {
      superutilisateur(
          "delete from plateforme.type_ancien; update plateforme.maitre_ouvrage set type ="
              + " 'BAILLEUR' where id = '"
              + bascule
              + "'");
    }
  }

  /** Porte b. */
  @Test
  void leSeuilNeDescendNiSousOnzeNiDUneSeuleMain() throws SQLException {
    var avant = tableaux();
    assertThat(avant.toString()).contains("masque=true");
    for (var valeur : List.of("1", "10")) {
      refuse(() -> seuil(UNE, valeur, "current_date"));
      refuse(() -> seuil(UNE, valeur, "current_date + 400"));
      assertThatThrownBy(
              () ->
                  proprietaire(
                      "insert into plateforme.parametre (code, du, valeur, unite, libelle, source)"
                          + " values ('SECRET_STATISTIQUE_PERSONNES', current_date, "
                          + valeur
                          + ", 'personnes', 'x', 'x')"))
          .as("la propriétaire non plus")
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("parametre_plancher_du_secret");
    }
    try {
      seuil(UNE, "20", "current_date");
      var releve = tableaux();
      assertThat(releve).as("plus haut : plus caché, aussitôt").isNotEqualTo(avant);
      cacheAuMoins(releve, avant);
      refuse(() -> seuil(UNE, "12", "current_date + 400"));
      var baisse = UUID.randomUUID();
      sous(
          UNE,
          new Perimetre.Centre(),
          em ->
              em.createNativeQuery(
                      "insert into plateforme.baisse values ('"
                          + baisse
                          + "', 'SECRET_STATISTIQUE_PERSONNES', 12, 'essai', true, '"
                          + UNE.id()
                          + "', 'Essai', now())")
                  .executeUpdate());
      refuse(() -> decider(UNE, baisse, "current_date + 60"));
      refuse(() -> decider(AUTRE, baisse, "current_date"));
      refuse(() -> decider(AUTRE, baisse, "current_date + 29"));
      refuse(() -> seuil(AUTRE, "12", "current_date + 30"));
      decider(AUTRE, baisse, "current_date + 30");
      refuse(() -> seuil(AUTRE, "12", "current_date + 1"));
      refuse(() -> seuil(AUTRE, "11", "current_date + 30"));
      seuil(AUTRE, "12", "current_date + 30");
      assertThat(tableaux()).as("rien ne vaut avant le délai").isEqualTo(releve);
      seuil(UNE, "40", "current_date + 31");
      assertThat(retirer("current_date + 30"))
          .as("ce qui ne vaut pas encore se retire")
          .isEqualTo(1);
      assertThat(retirer("current_date")).as("la hausse d'aujourd'hui non").isZero();
    } finally {
      superutilisateur(
          "delete from plateforme.parametre where code = 'SECRET_STATISTIQUE_PERSONNES' and"
              + " saisi_par is not null; delete from plateforme.baisse_decision; delete from"
              + " plateforme.baisse");
    }
    // une baisse à deux, entrée en vigueur aujourd'hui : rien de ce qui est arrêté ne se découvre,
    // et on en revient le jour même
    superutilisateur(
        "update plateforme.parametre set valeur = 20 where code = 'SECRET_STATISTIQUE_PERSONNES';"
            + " delete from consolide.arrete");
    try {
      assertThat(arreter(3)).isTrue();
      var aVingt = tableaux();
      superutilisateur(
          "insert into plateforme.parametre (code, du, valeur, unite, libelle, source, saisi_par,"
              + " saisi_par_nom, saisi_le) values ('SECRET_STATISTIQUE_PERSONNES', current_date,"
              + " 11, 'personnes', 'x', 'x', '"
              + UNE.id()
              + "', 'x', now())");
      assertThat(tableaux())
          .as("un seuil abaissé ne montre rien de ce qui est déjà arrêté")
          .isEqualTo(aVingt);
      assertThat(retirer("current_date"))
          .as("la baisse d'aujourd'hui se retire aussitôt")
          .isEqualTo(1);
    } finally {
      superutilisateur(
          "delete from plateforme.parametre where code = 'SECRET_STATISTIQUE_PERSONNES' and"
              + " saisi_par is not null; update plateforme.parametre set valeur = 11 where code ="
              + " 'SECRET_STATISTIQUE_PERSONNES'");
    }
  }

  /**
   * Les deux autres limites : mêmes planchers, mêmes mains, et un arrêté garde celles de son jour.
   */
  @Test
  void lesLimitesDUneLigneSeReleventDUneMainEtNeSAbaissentPas() throws SQLException {
    var avant = consolidation.parType(CETTE_ANNEE);
    assertThat(avant)
        .as("des types de trois espaces, seuls sur leur ligne")
        .extracting(ChiffresAnnee::type)
        .containsAnyElementsOf(TYPES);
    for (var limite :
        List.of(
            List.of("SECRET_STATISTIQUE_ESPACES", "2", "4"),
            List.of("SECRET_STATISTIQUE_PART_DES_AUTRES", "14", "90"))) {
      var ajout =
          "insert into plateforme.parametre (code, du, valeur, unite, libelle, source, groupe,"
              + " saisi_par, saisi_par_nom, saisi_le) values ('"
              + limite.getFirst()
              + "', current_date + %s, %s, 'x', 'x', 'essai', 'DROIT', '"
              + UNE.id()
              + "', 'x', now())";
      refuse(
          () ->
              sous(
                  UNE,
                  new Perimetre.Centre(),
                  em ->
                      em.createNativeQuery(ajout.formatted("400", limite.get(1))).executeUpdate()));
      assertThatThrownBy(() -> proprietaire(ajout.formatted("0", limite.get(1))))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("parametre_plancher_des_lignes");
      try {
        sous(
            UNE,
            new Perimetre.Centre(),
            em -> em.createNativeQuery(ajout.formatted("0", limite.getLast())).executeUpdate());
        refuse(
            () ->
                sous(
                    UNE,
                    new Perimetre.Centre(),
                    em ->
                        em.createNativeQuery(
                                ajout.formatted("1", limite.get(1).equals("2") ? "3" : "15"))
                            .executeUpdate()));
        superutilisateur("delete from consolide.arrete");
        assertThat(arreter(4)).isTrue();
        assertThat(consolidation.parType(CETTE_ANNEE))
            .as("plus haut, tout se réunit : " + limite)
            .extracting(ChiffresAnnee::type)
            .doesNotContainAnyElementsOf(TYPES);
      } finally {
        superutilisateur(
            "delete from plateforme.parametre where code = '"
                + limite.getFirst()
                + "' and saisi_par is not null; delete from consolide.arrete");
        assertThat(arreter(4)).isTrue();
      }
    }
    assertThat(consolidation.parType(CETTE_ANNEE)).isEqualTo(avant);
  }

  private static void seuil(Identite qui, String valeur, String du) {
    sous(
        qui,
        new Perimetre.Centre(),
        em ->
            em.createNativeQuery(
                    "insert into plateforme.parametre (code, du, valeur, unite, libelle, source,"
                        + " groupe, saisi_par, saisi_par_nom, saisi_le) values"
                        + " ('SECRET_STATISTIQUE_PERSONNES', "
                        + du
                        + ", "
                        + valeur
                        + ", 'personnes', 'essai', 'essai', 'DROIT', '"
                        + qui.id()
                        + "', 'Essai', now())")
                .executeUpdate());
  }

  private static void decider(Identite qui, UUID baisse, String du) {
    sous(
        qui,
        new Perimetre.Centre(),
        em ->
            em.createNativeQuery(
                    "insert into plateforme.baisse_decision values ('"
                        + baisse
                        + "', 'CONFIRMEE', "
                        + du
                        + ", '"
                        + qui.id()
                        + "', 'x', now())")
                .executeUpdate());
  }

  private static int retirer(String du) {
    var lignes = new int[1];
    sous(
        UNE,
        new Perimetre.Centre(),
        em ->
            lignes[0] =
                em.createNativeQuery(
                        "delete from plateforme.parametre where code ="
                            + " 'SECRET_STATISTIQUE_PERSONNES' and du = "
                            + du)
                    .executeUpdate());
    return lignes[0];
  }

  /** Toute case cachée d'abord le reste, et ce qui se montre n'a pas changé. */
  private static void cacheAuMoins(
      Map<Integer, List<ChiffresAnnee>> maintenant, Map<Integer, List<ChiffresAnnee>> dAbord) {
    dAbord.forEach(
        (annee, lignes) -> {
          for (int i = 0; i < lignes.size(); i++) {
            var ligne = maintenant.get(annee).get(i);
            assertThat(ligne.masque() || ligne.equals(lignes.get(i)))
                .as("%d %s", annee, ligne)
                .isTrue();
          }
        });
  }

  @Test
  void sansParametreEnVigueurToutSeCache() throws SQLException {
    proprietaire(
        "update plateforme.parametre set code = 'AUTRE' where code ="
            + " 'SECRET_STATISTIQUE_PERSONNES'");
    try {
      for (var annee : ECRIT.keySet()) {
        assertThat(consolidation.parType(annee))
            .filteredOn(l -> !personnes(annee, espaces(annee, l)).isEmpty())
            .allMatch(ChiffresAnnee::masque);
      }
    } finally {
      proprietaire(
          "update plateforme.parametre set code = 'SECRET_STATISTIQUE_PERSONNES' where code ="
              + " 'AUTRE'");
    }
  }

  /** Porte c. */
  @Test
  void uneValidationNeSeVoitQuALArreteSuivantEtLArreteEstCeQueDisaitLeRegistre()
      throws SQLException {
    var avant = tableaux();
    var ici = new UUID(2, 1);
    var personne = new UUID(6, 1);
    var dansLeMois = CE_MOIS.minusMonths(3).atDay(10) + " 10:00Z";
    try {
      superutilisateur(
          "set session_replication_role = replica;"
              + inscrire(
                  ici, CETTE_ANNEE, CETTE_ANNEE, personne, new BigDecimal("7.50"), dansLeMois)
              + inscrire(
                  ici,
                  CETTE_ANNEE - 1,
                  CETTE_ANNEE - 1,
                  personne,
                  new BigDecimal("3.25"),
                  dansLeMois));
      assertThat(tableaux())
          .as("relu après une validation, même d'une année passée")
          .isEqualTo(avant);
      assertThat(arreter(4)).as("un mois arrêté ne se reprend pas").isFalse();
      assertThat(tableaux()).isEqualTo(avant);
      for (var annee : List.of(CETTE_ANNEE - 1, CETTE_ANNEE)) {
        assertThat(brut(annee)).as("l'arrêté est le recalcul à sa date").isEqualTo(recalcul(annee));
      }
      assertThat(arreter(3)).isTrue();
      for (var annee : List.of(CETTE_ANNEE - 1, CETTE_ANNEE)) {
        assertThat(brut(annee)).as("et l'arrêté suivant le sien").isEqualTo(recalcul(annee));
      }
      assertThat(tableaux()).as("elle est seule à y être : la publier la dirait").isEqualTo(avant);
      assertThat(consolidation.publieAu(CETTE_ANNEE))
          .hasValue(CE_MOIS.minusMonths(4).atEndOfMonth());
      assertThat(consolidation.arreteAu()).hasValue(CE_MOIS.minusMonths(3).atEndOfMonth());
      var sql = new StringBuilder();
      var tous = new ArrayList<>(ESPACES.keySet());
      for (int i = 0; i < 12; i++) {
        for (int n = 0; n < 5; n++) {
          sql.append(
              inscrire(
                  tous.get(i),
                  CETTE_ANNEE,
                  CETTE_ANNEE,
                  new UUID(8, 5L * i + n),
                  new BigDecimal("2.00"),
                  CE_MOIS.minusMonths(2).atDay(10) + " 10:00Z"));
        }
      }
      superutilisateur("set session_replication_role = replica;" + sql);
      assertThat(arreter(2)).isTrue();
      assertThat(heures(CETTE_ANNEE))
          .as("parmi d'autres, elle y est")
          .isEqualByComparingTo(heures(avant, CETTE_ANNEE).add(new BigDecimal("127.50")));
      assertThat(consolidation.publieAu(CETTE_ANNEE))
          .hasValue(CE_MOIS.minusMonths(2).atEndOfMonth());
      assertThat(consolidation.publieAu(CETTE_ANNEE - 1))
          .as("l'an passé, elle y serait seule encore")
          .hasValue(CE_MOIS.minusMonths(4).atEndOfMonth());
    } finally {
      superutilisateur(
          "delete from metier.registre_heures where participant_id = '"
              + personne
              + "' or participant_id::text like '00000000-0000-0008-%'");
    }
  }

  /**
   * Le centre garde chaque tableau publié et soustrait : toute réunion de lignes de l'un, cachées
   * déduites du total, égale à une réunion de lignes de l'autre. Ce qui reste n'est jamais le fait
   * de moins de trois espaces, d'un dominant, ni de moins de onze personnes.
   */
  @Test
  void deDeuxTableauxPubliesNulEcartNeDesigneUnEspaceNiPeuDePersonnes() throws SQLException {
    int refaits = 0;
    int retenus = 0;
    int compares = 0;
    for (int tirage = 0; tirage < 6; tirage++) {
      var hasard = new Random(tirage);
      superutilisateur(
          "delete from consolide.arrete where au > '"
              + CE_MOIS.minusMonths(4).atEndOfMonth()
              + "'");
      var publies = new TreeMap<LocalDate, List<ChiffresAnnee>>();
      publies.put(CE_MOIS.minusMonths(4).atEndOfMonth(), consolidation.parType(CETTE_ANNEE));
      var ecritures = new ArrayList<Ecriture>();
      try {
        for (int mois = 3; mois > 0; mois--) {
          ecritures.addAll(unMois(hasard, mois));
          assertThat(arreter(mois)).isTrue();
          var au = CE_MOIS.minusMonths(mois).atEndOfMonth();
          var lu = consolidation.parType(CETTE_ANNEE);
          if (consolidation.publieAu(CETTE_ANNEE).orElseThrow().equals(au)) {
            refaits++;
            publies.put(au, lu);
          } else {
            retenus++;
            assertThat(lu)
                .as("retenu : pas un chiffre ne change")
                .isEqualTo(publies.lastEntry().getValue());
          }
        }
        for (var d : publies.keySet()) {
          for (var a : publies.tailMap(d, false).keySet()) {
            compares +=
                soustraire(
                    publies.get(d),
                    publies.get(a),
                    ecritures.stream()
                        .filter(e -> e.au().isAfter(d) && !e.au().isAfter(a))
                        .toList(),
                    "tirage " + tirage + ", du " + d + " au " + a);
          }
        }
      } finally {
        superutilisateur(
            "delete from metier.registre_heures where participant_id::text like"
                + " '00000000-0000-0009-%'");
      }
    }
    assertThat(refaits).isGreaterThan(3);
    assertThat(retenus).isGreaterThan(3);
    assertThat(compares).isGreaterThan(20);
  }

  private record Ecriture(LocalDate au, UUID espace, UUID qui, BigDecimal heures) {}

  /** Selon le tirage : un seul espace d'un type, deux, beaucoup, ou un dominant. */
  private static List<Ecriture> unMois(Random hasard, int mois) throws SQLException {
    var ecritures = new ArrayList<Ecriture>();
    var sql = new StringBuilder();
    var style = hasard.nextInt(5);
    for (var type : TYPES) {
      var espaces = ESPACES.keySet().stream().filter(e -> ESPACES.get(e).equals(type)).toList();
      int combien =
          style == 0
              ? (type.equals(TYPES.get(hasard.nextInt(4))) ? 1 : 0)
              : style == 1 ? hasard.nextInt(4) : style == 2 && type.equals("EPCI") ? 2 : 3;
      for (int i = 0; i < combien; i++) {
        for (int n = 0; n < (style == 3 && i > 0 ? 1 : 4 + hasard.nextInt(3)); n++) {
          var e =
              new Ecriture(
                  CE_MOIS.minusMonths(mois).atEndOfMonth(),
                  espaces.get(i),
                  new UUID(9, hasard.nextInt(300)),
                  QUART.multiply(
                      BigDecimal.valueOf(style == 3 && i == 0 ? 400 : 1 + hasard.nextInt(30))));
          ecritures.add(e);
          sql.append(
              inscrire(
                  e.espace(),
                  CETTE_ANNEE,
                  CETTE_ANNEE,
                  e.qui(),
                  e.heures(),
                  CE_MOIS.minusMonths(mois).atDay(10) + " 10:00Z"));
        }
      }
    }
    superutilisateur(
        "set session_replication_role = replica;" + (sql.isEmpty() ? "select 1" : sql));
    return ecritures;
  }

  private static int soustraire(
      List<ChiffresAnnee> avant, List<ChiffresAnnee> apres, List<Ecriture> entre, String quoi) {
    int compares = 0;
    var apresCoup = reunions(apres);
    for (var types : reunions(avant)) {
      if (apresCoup.contains(types)) {
        compares++;
        var parEspace =
            entre.stream()
                .filter(e -> types.contains(ESPACES.get(e.espace())))
                .collect(
                    Collectors.groupingBy(
                        Ecriture::espace,
                        Collectors.reducing(BigDecimal.ZERO, Ecriture::heures, BigDecimal::add)));
        if (!parEspace.isEmpty()) {
          var somme = somme(parEspace);
          assertThat(parEspace).as("%s, %s : espaces", quoi, types).hasSizeGreaterThanOrEqualTo(3);
          assertThat(parEspace.values().stream().max(BigDecimal::compareTo).orElseThrow())
              .as("%s, %s : le premier", quoi, types)
              .isLessThanOrEqualTo(somme.multiply(new BigDecimal("0.85")));
          assertThat(
                  entre.stream()
                      .filter(e -> types.contains(ESPACES.get(e.espace())))
                      .map(Ecriture::qui)
                      .distinct()
                      .count())
              .as("%s, %s : personnes", quoi, types)
              .isGreaterThanOrEqualTo(SEUIL);
        }
      }
    }
    return compares;
  }

  /** Les ensembles de types dont un tableau donne la somme. */
  private static Set<Set<String>> reunions(List<ChiffresAnnee> tableau) {
    var connues = new ArrayList<Set<String>>();
    tableau.stream()
        .filter(l -> !l.total() && !l.masque())
        .forEach(l -> connues.add(new TreeSet<>(types(l))));
    var cachees =
        tableau.stream()
            .filter(l -> !l.total() && l.masque())
            .flatMap(l -> types(l).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    if (!cachees.isEmpty() && !total(tableau).masque()) {
      connues.add(cachees);
    }
    var reunions = new HashSet<Set<String>>();
    for (int choix = 1; choix < 1 << connues.size(); choix++) {
      var types = new TreeSet<String>();
      for (int i = 0; i < connues.size(); i++) {
        if ((choix >> i & 1) == 1) {
          types.addAll(connues.get(i));
        }
      }
      reunions.add(types);
    }
    return reunions;
  }

  /**
   * Une ligne cachée et son complément ne changent pas de compagnie d'un mois à l'autre : la
   * soustraction rendrait la première.
   */
  @Test
  void leComplementResteLeMemeDUnMoisALAutre() throws SQLException {
    var annee = CETTE_ANNEE - 1;
    var cachees =
        consolidation.parType(annee).stream()
            .filter(ChiffresAnnee::masque)
            .map(ChiffresAnnee::type)
            .toList();
    assertThat(cachees).as("une ligne secrète et son complément").hasSize(2);
    var montree =
        consolidation.parType(annee).stream()
            .filter(l -> !l.masque() && !l.total() && l.reunis().isEmpty())
            .min(java.util.Comparator.comparing(ChiffresAnnee::heuresValidees))
            .orElseThrow();
    var complement = cachees.stream().filter(t -> !t.equals("COMMUNE")).findFirst().orElseThrow();
    try {
      // les heures du complement doublent : la ligne montrée devient celle du moins d'heures
      var sql = new StringBuilder();
      for (var espace : ESPACES.keySet()) {
        if (ESPACES.get(espace).equals(complement)) {
          for (int n = 0; n < 4; n++) {
            sql.append(
                inscrire(
                    espace,
                    annee,
                    annee,
                    new UUID(10, 4 * espace.getLeastSignificantBits() + n),
                    new BigDecimal("125"),
                    CE_MOIS.minusMonths(3).atDay(10) + " 10:00Z"));
          }
        }
      }
      superutilisateur("set session_replication_role = replica;" + sql);
      assertThat(arreter(3)).isTrue();
      assertThat(consolidation.publieAu(annee))
          .as("le tableau est refait")
          .hasValue(CE_MOIS.minusMonths(3).atEndOfMonth());
      assertThat(
              consolidation.parType(annee).stream()
                  .filter(ChiffresAnnee::masque)
                  .map(ChiffresAnnee::type))
          .as("non " + montree.type())
          .isEqualTo(cachees);
    } finally {
      superutilisateur(
          "delete from metier.registre_heures where participant_id::text like"
              + " '00000000-0000-000a-%'");
    }
  }

  /** Porte e. */
  @Test
  void uneArchiveRepriseAilleursNeCompteQuUneFoisEtSousLeTypeDeLaPremiere() throws SQLException {
    var avant = tableaux();
    var source = new UUID(2, 12);
    var copie = espace(90, "COMMUNE");
    try {
      superutilisateur(
          "set session_replication_role = replica;"
              + Stream.of("metier.registre_heures", "metier.clause", "metier.engagement")
                  .map(
                      t ->
                          "insert into "
                              + t
                              + " select (jsonb_populate_record(null::"
                              + t
                              + ", to_jsonb(x) || jsonb_build_object('tenant_id', '"
                              + copie
                              + "'))).* from "
                              + t
                              + " x where tenant_id = '"
                              + source
                              + "';")
                  .collect(Collectors.joining())
              + "insert into plateforme.reprise (id, maitre_ouvrage_id, auteur_id, auteur_nom,"
              + " fichier, etat, lignee, demande_le, finie_le) values (gen_random_uuid(), '"
              + copie
              + "', gen_random_uuid(), 'x', 'a.zip', 'TERMINEE', '"
              + source
              + "', now(), '"
              + CE_MOIS.minusMonths(3).atDay(2)
              + "')");
      assertThat(tableaux()).isEqualTo(avant);
      assertThat(arreter(3)).isTrue();
      assertThat(tableaux()).as("la source et la copie ouvertes ensemble").isEqualTo(avant);
      superutilisateur(
          "set session_replication_role = replica;"
              + inscrire(
                  copie,
                  lot(source, CETTE_ANNEE),
                  CETTE_ANNEE,
                  PARTICIPANTS.getFirst(),
                  new BigDecimal("2.00"),
                  CE_MOIS.minusMonths(2).atDay(3) + " 10:00Z"));
      assertThat(arreter(2)).isTrue();
      assertThat(
              new BigDecimal(
                  texte(
                      "select max(t.heures_validees) - min(t.heures_validees) from (select au,"
                          + " sum(heures_validees) as heures_validees from consolide.arrete_type"
                          + " where annee = "
                          + CETTE_ANNEE
                          + " group by au) t")))
          .as("ce que la copie continue compte, une fois")
          .isEqualByComparingTo("2.00");
      assertThat(tableaux()).as("et n'est pas publié : elle est seule").isEqualTo(avant);
      assertThat(
              texte(
                  "select count(*) from consolide.arrete_type where annee = "
                      + CETTE_ANNEE
                      + " and type = 'COMMUNE' and espaces = 3 and au = (select max(au) from"
                      + " consolide.arrete)"))
          .as("jamais sous le type de la copie")
          .isEqualTo("1");
    } finally {
      superutilisateur(
          "set session_replication_role = replica; delete from metier.registre_heures where"
              + " tenant_id = '"
              + copie
              + "'; delete from metier.clause where tenant_id = '"
              + copie
              + "'; delete from metier.engagement where tenant_id = '"
              + copie
              + "'; delete from plateforme.reprise; delete from plateforme.maitre_ouvrage where id"
              + " = '"
              + copie
              + "'");
    }
  }

  // --- la tâche

  @Test
  void laTacheArreteLeMoisFiniUnQuartDHeureApresMinuitAParis() throws SQLException {
    superutilisateur("delete from consolide.arrete");
    var arretes = new Arretes();
    var tache = new ArreterChiffres();
    tache.arretes = arretes;
    var fin = CE_MOIS.minusMonths(1).atDay(1).atStartOfDay(ZoneId.of("Europe/Paris"));
    for (var essai :
        List.of(
            Map.entry(fin.plusMinutes(14), CE_MOIS.minusMonths(3)),
            Map.entry(fin.plusMinutes(16), CE_MOIS.minusMonths(2)))) {
      sous(
          UNE,
          new Perimetre.Systeme(),
          em -> {
            arretes.em = em;
            tache.horloge = Clock.fixed(essai.getKey().toInstant(), ZoneOffset.UTC);
            tache.executer();
          });
      assertThat(consolidation.arreteAu()).hasValue(essai.getValue().atEndOfMonth());
    }
  }

  @Test
  void unArreteNeSeFaitPasAvantLaFinDuMoisNiNeSeRecrit() {
    refuse(
        () ->
            sous(
                UNE,
                new Perimetre.Systeme(),
                em ->
                    em.createNativeQuery(
                            "insert into consolide.arrete values (date '"
                                + CE_MOIS.atEndOfMonth()
                                + "', now(), 11)")
                        .executeUpdate()));
    for (var geste :
        List.of(
            "update consolide.arrete set seuil = 11",
            "delete from consolide.arrete",
            "update consolide.arrete_case set cachee = false")) {
      refuse(
          () ->
              sous(
                  UNE, new Perimetre.Systeme(), em -> em.createNativeQuery(geste).executeUpdate()));
    }
    for (var perimetre : List.of(new Perimetre.Centre(), new Perimetre.Systeme())) {
      sous(
          UNE,
          perimetre,
          em ->
              assertThat(
                      ((Number)
                              em.createNativeQuery("select count(*) from consolide.arrete_case")
                                  .getSingleResult())
                          .intValue())
                  .as("sans le secret, nul ne le lit")
                  .isZero());
    }
  }

  @Test
  void unCumulFausseSeVoitAuRecalcul() throws SQLException {
    assertThat(consolidation.ecarts()).isEmpty();
    for (var colonne :
        List.of(
            "lots_clauses",
            "marches_clauses",
            "heures_dues",
            "heures_validees",
            "heures_realisees")) {
      var ou = " where tenant_id = '" + new UUID(2, 0) + "' and annee = " + CETTE_ANNEE;
      superutilisateur(
          "update consolide.cumul_annee set " + colonne + " = " + colonne + " + 1" + ou);
      try {
        assertThat(consolidation.ecarts()).as(colonne).containsOnlyKeys(CETTE_ANNEE);
      } finally {
        superutilisateur(
            "update consolide.cumul_annee set " + colonne + " = " + colonne + " - 1" + ou);
      }
    }
    superutilisateur(
        "update consolide.cumul_participant set heures = heures + 1 where tenant_id = '"
            + new UUID(2, 0)
            + "' and annee = "
            + CETTE_ANNEE);
    try {
      assertThat(consolidation.ecarts()).containsOnlyKeys(CETTE_ANNEE);
    } finally {
      superutilisateur(
          "update consolide.cumul_participant set heures = heures - 1 where tenant_id = '"
              + new UUID(2, 0)
              + "' and annee = "
              + CETTE_ANNEE);
    }
  }

  @Test
  void ceQueTrouveLeRecalculSeGardeAnneeParAnnee() throws SQLException {
    var verifications = new Verifications();
    var tache = new VerifierCumuls();
    tache.consolidation = consolidation;
    tache.verifications = verifications;
    var faux = " where tenant_id = '" + new UUID(2, 0) + "' and annee = " + CETTE_ANNEE;
    for (var etape : List.of(Map.entry("+ 1", 1), Map.entry("- 1", 0))) {
      superutilisateur(
          "update consolide.cumul_annee set heures_dues = heures_dues " + etape.getKey() + faux);
      var instant = Instant.parse("2026-11-22T10:00:00Z").plusSeconds(etape.getValue());
      sous(
          UNE,
          new Perimetre.Systeme(),
          em -> {
            verifications.em = em;
            tache.horloge = Clock.fixed(instant, ZoneOffset.UTC);
            tache.executer();
          });
      sous(
          UNE,
          new Perimetre.Centre(),
          em -> {
            verifications.em = em;
            assertThat(verifications.de(1999)).isEmpty();
            assertThat(verifications.de(CETTE_ANNEE))
                .as("réparé, cela se dit aussi")
                .hasValueSatisfying(
                    v -> {
                      assertThat(v.ecarts()).isEqualTo(etape.getValue());
                      assertThat(v.verifieeLe()).isEqualTo(instant);
                    });
          });
    }
  }

  @Test
  void leRoleDeConsolidationNeLitQueLesVuesDAgregats() throws SQLException {
    try (var catalogue = postgres.connexionSuperutilisateur();
        var connexion = postgres.connexion(Postgres.CONSOLIDE);
        var ordre = catalogue.createStatement();
        var essai = connexion.createStatement();
        var r =
            ordre.executeQuery(
                "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n"
                    + " on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f') and"
                    + " n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not"
                    + " like 'pg_toast%'")) {
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
      assertThat(lues)
          .containsExactly(
              "consolide.annees", "consolide.arrete_au", "consolide.ecarts", "consolide.par_type");
      assertThat(refusees).isGreaterThan(20);
      assertThatThrownBy(
              () ->
                  essai.execute(
                      "set default_transaction_read_only = off; create temporary table t (x int)"))
          .isInstanceOf(SQLException.class);
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

  private static List<String> types(ChiffresAnnee ligne) {
    return ligne.total()
        ? List.of()
        : ligne.reunis().isEmpty() ? List.of(ligne.type()) : ligne.reunis();
  }

  /** Les espaces qui ont écrit cette année-là, sous les types de la ligne. */
  private static List<UUID> espaces(int annee, ChiffresAnnee ligne) {
    return ECRIT.get(annee).keySet().stream()
        .filter(e -> ligne.total() || types(ligne).contains(ESPACES.get(e)))
        .toList();
  }

  private static Set<UUID> personnes(int annee, Collection<UUID> espaces) {
    var tous = new HashSet<UUID>();
    espaces.forEach(e -> tous.addAll(ECRIT.get(annee).get(e).keySet()));
    return tous;
  }

  /** Tout ce que le centre peut lire. */
  private static SortedMap<Integer, List<ChiffresAnnee>> tableaux() {
    var tout = new TreeMap<Integer, List<ChiffresAnnee>>();
    consolidation.annees().forEach(a -> tout.put(a, consolidation.parType(a)));
    return tout;
  }

  private static BigDecimal heures(int annee) {
    return total(consolidation.parType(annee)).heuresValidees();
  }

  private static BigDecimal heures(Map<Integer, List<ChiffresAnnee>> lu, int annee) {
    return total(lu.get(annee)).heuresValidees();
  }

  /** Les sommes de l'arrêté en vigueur, avant le secret. */
  private static String brut(int annee) throws SQLException {
    return texte(
        "select string_agg(concat_ws(' ', type, heures_dues, heures_validees, heures_realisees), ',"
            + " ' order by type) from consolide.arrete_type where annee = "
            + annee
            + " and au = (select max(au) from consolide.arrete)");
  }

  /**
   * Les mêmes, refaites depuis le registre et les engagements seuls, tels qu'ils étaient écrits à
   * la fin de ce mois à Paris.
   */
  private static String recalcul(int annee) throws SQLException {
    var borne =
        "((select max(au) from consolide.arrete) + 1)::timestamp at time zone 'Europe/Paris'";
    return texte(
        "select string_agg(concat_ws(' ', m.type, m.dues, m.validees, m.realisees), ', ' order by"
            + " m.type) from (select o.type, (select sum(e.heures_dues) from metier.engagement e"
            + " join metier.clause c on c.id = e.clause_id and c.tenant_id = e.tenant_id join"
            + " plateforme.maitre_ouvrage p on p.id = e.tenant_id where p.type = o.type and e.annee"
            + " = "
            + annee
            + " and c.decidee_le < "
            + borne
            + ") as dues, (select sum(r.heures) from metier.registre_heures r join"
            + " plateforme.maitre_ouvrage p on p.id = r.tenant_id where p.type = o.type and r.annee"
            + " = "
            + annee
            + " and r.ecrit_le < "
            + borne
            + ") as validees, (select sum(r.heures) from metier.registre_heures r join"
            + " metier.engagement e on e.id = r.engagement_id and e.tenant_id = r.tenant_id join"
            + " plateforme.maitre_ouvrage p on p.id = r.tenant_id where p.type = o.type and e.annee"
            + " = "
            + annee
            + " and r.ecrit_le < "
            + borne
            + ") as realisees from (select distinct type from plateforme.maitre_ouvrage) o) m where"
            + " m.dues is not null");
  }

  private static String texte(String sql) throws SQLException {
    try (var connexion = postgres.connexionSuperutilisateur();
        var ordre = connexion.createStatement();
        var r = ordre.executeQuery(sql)) {
      r.next();
      return r.getString(1);
    }
  }

  private static void refuse(org.assertj.core.api.ThrowableAssert.ThrowingCallable geste) {
    assertThatThrownBy(geste)
        .satisfies(
            e ->
                assertThat(
                        Stream.iterate(e, x -> x != null, Throwable::getCause)
                            .filter(SQLException.class::isInstance)
                            .map(x -> ((SQLException) x).getSQLState()))
                    .as(e.toString())
                    .contains("42501"));
  }

  private static void sous(Identite qui, Perimetre perimetre, Consumer<EntityManager> geste) {
    TenantScope.run(
        qui,
        perimetre,
        () -> {
          try (var em = usine.createEntityManager()) {
            em.getTransaction().begin();
            geste.accept(em);
            em.getTransaction().commit();
          }
        });
  }

  private static void proprietaire(String sql) throws SQLException {
    try (var connexion = postgres.connexion(Postgres.OWNER);
        var ordre = connexion.createStatement()) {
      ordre.execute(sql);
    }
  }

  private static void superutilisateur(String sql) throws SQLException {
    try (var connexion = postgres.connexionSuperutilisateur();
        var ordre = connexion.createStatement()) {
      ordre.execute(sql);
    }
  }

  /** Des centaines de lectures : la même connexion, que rendre ne ferme pas. */
  private static DataSource uneSeule(Connection connexion) {
    var rendue =
        (Connection)
            Proxy.newProxyInstance(
                ConsolidationIT.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (_, methode, arguments) ->
                    methode.getName().equals("close")
                        ? null
                        : methode.invoke(connexion, arguments));
    return (DataSource)
        Proxy.newProxyInstance(
            ConsolidationIT.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, _, _) -> rendue);
  }

  private static DataSource bassin(String role, boolean autoCommit) {
    return (DataSource)
        Proxy.newProxyInstance(
            ConsolidationIT.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, methode, arguments) ->
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
