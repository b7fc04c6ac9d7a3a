package fr.maillon.banc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import fr.maillon.infra.Postgres;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.PagedPostgreSQLPlatform;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantConnectionListener;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.TypesPostgres;
import jakarta.annotation.Resource;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.persistence.SharedCacheMode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Un cas d'usage devant une vraie base, sans serveur : le même EclipseLink, le même écouteur, le
 * même rôle {@code maillon_app}, un PostgreSQL jetable. Ce que le conteneur ajoute (titres,
 * validation, transactions imbriquées) se vérifie sur l'EAR.
 */
public final class Banc implements AutoCloseable {
  private final Postgres postgres = Postgres.base();

  /**
   * Comme sous Liberty, une connexion sert tour à tour à tous : un réglage qui survivrait à sa
   * transaction se verrait ici.
   */
  private final HikariDataSource bassin = bassin(postgres, Postgres.APP);

  private final HikariDataSource proprietaires = bassin(postgres, Postgres.OWNER);
  private final EntityManagerFactory usine;
  private final Clock horloge;
  private volatile Ecoute ecoute;

  /**
   * Voit chaque requête préparée juste avant qu'elle parte, sur sa propre connexion, donc sous son
   * périmètre.
   */
  public interface Ecoute {
    /**
     * @param prepare l'ordre tel qu'EclipseLink le prépare
     * @param valeurs le même, ses paramètres remplacés
     */
    void avant(Connection connexion, String prepare, String valeurs) throws SQLException;
  }

  public Banc(Clock horloge) {
    this.horloge = horloge;
    var unite =
        new PersistenceConfiguration("maillon-banc")
            .provider("org.eclipse.persistence.jpa.PersistenceProvider")
            .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
            .sharedCacheMode(SharedCacheMode.NONE)
            .property("jakarta.persistence.nonJtaDataSource", source())
            .property(
                "eclipselink.session-event-listener", TenantConnectionListener.class.getName())
            .property("eclipselink.session.customizer", TypesPostgres.class.getName())
            .property("eclipselink.target-database", PagedPostgreSQLPlatform.class.getName())
            .property("eclipselink.weaving", "false")
            .property("eclipselink.transaction.join-existing", "true")
            .property("eclipselink.logging.level", "SEVERE");
    entites().forEach(unite::managedClass);
    usine = unite.createEntityManagerFactory();
  }

  public Postgres postgres() {
    return postgres;
  }

  /** Exécute du SQL en propriétaire des tables, pour préparer le terrain. */
  public void proprietaire(String sql) {
    try (var connexion = proprietaires.getConnection();
        var ordre = connexion.createStatement()) {
      ordre.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Null : personne n'écoute. */
  public void ecouter(Ecoute ecoute) {
    this.ecoute = ecoute;
  }

  /** Un cas d'usage, dans sa transaction et sous ce périmètre ; annulée s'il lève. */
  public <C, R> R sous(Identite qui, Perimetre perimetre, Class<C> cas, Function<C, R> appel) {
    return TenantScope.call(
        qui,
        perimetre,
        () -> {
          try (var em = usine.createEntityManager()) {
            em.getTransaction().begin();
            try {
              var resultat = appel.apply(monter(cas, em, new HashMap<>()));
              em.getTransaction().commit();
              return resultat;
            } finally {
              if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
              }
            }
          }
        });
  }

  @Override
  public void close() {
    usine.close();
    bassin.close();
    proprietaires.close();
    postgres.close();
  }

  private <C> C monter(Class<C> type, EntityManager em, Map<Class<?>, Object> montes) {
    var deja = montes.get(type);
    if (deja != null) {
      return type.cast(deja);
    }
    try {
      var constructeur = type.getDeclaredConstructor();
      constructeur.setAccessible(true);
      var objet = constructeur.newInstance();
      montes.put(type, objet);
      for (var champ : type.getDeclaredFields()) {
        if (champ.isAnnotationPresent(PersistenceContext.class)) {
          champ.setAccessible(true);
          champ.set(objet, em);
        } else if (champ.isAnnotationPresent(Resource.class)
            && champ.getType() == DataSource.class) {
          champ.setAccessible(true);
          champ.set(objet, bassin);
        } else if (champ.getAnnotation(ConfigProperty.class) instanceof ConfigProperty reglage
            && champ.getType() == int.class) {
          // les réglages d'une installation neuve
          champ.setAccessible(true);
          champ.set(objet, Integer.parseInt(reglage.defaultValue()));
        } else if (champ.isAnnotationPresent(ConfigProperty.class)
            && champ.getType() == Supplier.class) {
          // le second facteur, le seul réglage relu à chaque demande : ici nul n'entre par une
          // connexion
          champ.setAccessible(true);
          champ.set(objet, (Supplier<Boolean>) () -> false);
        } else if (champ.isAnnotationPresent(Inject.class)) {
          champ.setAccessible(true);
          champ.set(
              objet,
              champ.getType() == Clock.class
                  ? horloge
                  : champ.getType() == TenantContext.class
                      ? new TenantContext()
                      : champ.getType() == Event.class
                          ? muet()
                          : champ.getType() == Instance.class
                              ? tous(champ, em, montes)
                              : monter(champ.getType(), em, montes));
        }
      }
      return objet;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cas d'usage impossible à monter : " + type, e);
    }
  }

  /** Tous ceux qui tiennent ce rôle, comme le conteneur les trouverait. */
  private Object tous(Field champ, EntityManager em, Map<Class<?>, Object> montes) {
    var voulu = ((ParameterizedType) champ.getGenericType()).getActualTypeArguments()[0];
    var role = (Class<?>) (voulu instanceof ParameterizedType t ? t.getRawType() : voulu);
    var presents =
        modules()
            .flatMap(m -> classes(m).stream())
            .filter(c -> role.isAssignableFrom(c) && !c.isInterface())
            .<Object>map(c -> monter(c, em, montes))
            .toList();
    return Proxy.newProxyInstance(
        Banc.class.getClassLoader(),
        new Class<?>[] {Instance.class},
        (_, methode, _) ->
            switch (methode.getName()) {
              case "iterator" -> presents.iterator();
              case "stream" -> presents.stream();
              default -> throw new UnsupportedOperationException(methode.getName());
            });
  }

  /** Un événement que personne n'écoute : les tâches se mènent à la main. */
  private static Object muet() {
    return Proxy.newProxyInstance(
        Banc.class.getClassLoader(), new Class<?>[] {Event.class}, (_, _, _) -> null);
  }

  private static HikariDataSource bassin(Postgres postgres, String role) {
    var reglages = new HikariConfig();
    reglages.setJdbcUrl(postgres.jdbcUrl());
    reglages.setUsername(role);
    reglages.setPassword(postgres.motDePasse(role));
    reglages.setMinimumIdle(0);
    return new HikariDataSource(reglages);
  }

  /**
   * L'écouteur pose ses réglages dès la connexion prise : elle doit déjà être en transaction, comme
   * sous JTA.
   */
  private DataSource source() {
    return (DataSource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, methode, arguments) ->
                switch (methode.getName()) {
                  case "getConnection" ->
                      ecoute == null ? enTransaction(bassin.getConnection()) : ecoutee();
                  case "toString" -> "bassin du banc";
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  default -> throw new UnsupportedOperationException(methode.getName());
                });
  }

  private static Connection enTransaction(Connection connexion) throws SQLException {
    connexion.setAutoCommit(false);
    return connexion;
  }

  /** En protocole simple : « explain (generic_plan) » y admet un paramètre sans valeur. */
  private Connection ecoutee() throws SQLException {
    var connexion =
        enTransaction(
            DriverManager.getConnection(
                postgres.jdbcUrl() + "?preferQueryMode=simple",
                Postgres.APP,
                postgres.motDePasse(Postgres.APP)));
    return mandataire(
        Connection.class,
        connexion,
        (methode, resultat, arguments) ->
            methode.equals("prepareStatement")
                ? mandataire(
                    PreparedStatement.class,
                    (PreparedStatement) resultat,
                    null,
                    ordre -> ecoute.avant(connexion, (String) arguments[0], ordre.toString()))
                : resultat,
        null);
  }

  private interface Apres {
    Object rendre(String methode, Object resultat, Object[] arguments);
  }

  private interface Avant<T> {
    void executer(T cible) throws SQLException;
  }

  private static <T> T mandataire(Class<T> type, T cible, Apres apres, Avant<T> avant) {
    return type.cast(
        Proxy.newProxyInstance(
            Banc.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, methode, arguments) -> {
              try {
                if (avant != null && methode.getName().startsWith("execute")) {
                  avant.executer(cible);
                }
                var resultat = methode.invoke(cible, arguments);
                return apres == null
                    ? resultat
                    : apres.rendre(methode.getName(), resultat, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static Iterable<Class<?>> entites() {
    return modules()
        .flatMap(m -> classes(m).stream())
        .filter(c -> c.isAnnotationPresent(Entity.class))
        .toList();
  }

  private static Stream<Path> modules() {
    var racine = Path.of(System.getProperty("maillon.racine"));
    return Stream.of("tenant-admin", "api/metier")
        .map(module -> racine.resolve(module).resolve("target/classes"));
  }

  private static List<Class<?>> classes(Path racine) {
    try (var fichiers = Files.walk(racine.resolve("fr/maillon"))) {
      return fichiers
          .filter(f -> f.toString().endsWith(".class"))
          .<Class<?>>map(f -> classe(racine.relativize(f)))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Class<?> classe(Path fichier) {
    var nom = fichier.toString().replace(java.io.File.separatorChar, '.');
    try {
      return Class.forName(
          nom.substring(0, nom.length() - ".class".length()), false, Banc.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
