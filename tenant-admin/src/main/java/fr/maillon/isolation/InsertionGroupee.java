package fr.maillon.isolation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.descriptors.VersionLockingPolicy;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.internal.sessions.UnitOfWorkImpl;
import org.eclipse.persistence.mappings.DatabaseMapping.WriteType;

/**
 * Insère d'un coup des lignes neuves de la même table : une instruction, un tableau par colonne.
 * PostgreSQL refuse COPY sous la sécurité par ligne ; ici chaque ligne passe par sa politique comme
 * une autre. Les colonnes sont celles que l'entité déclare, et l'entité n'est pas suivie ensuite.
 */
@ApplicationScoped
public class InsertionGroupee {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  private final Map<String, Map<String, String>> types = new ConcurrentHashMap<>();

  /** Dans la transaction de l'appelant, dans l'ordre donné. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void inserer(Collection<?> lignes) {
    if (lignes.isEmpty()) {
      return;
    }
    var session = em.unwrap(UnitOfWorkImpl.class);
    var descripteur = session.getDescriptor(lignes.iterator().next().getClass());
    var colonnes = colonnes(lignes, descripteur, session);
    var table = descripteur.getDefaultTable().getQualifiedName();
    try {
      var connexion = em.unwrap(Connection.class);
      inserer(connexion, table, colonnes);
      if (lignes.iterator().next() instanceof Pesee premiere) {
        TenueDesPoids.ecrire(
            connexion,
            premiere.tableDesPoids(),
            lignes.stream().map(l -> ((Pesee) l).poids()).toList());
      }
    } catch (SQLException e) {
      throw new IllegalStateException("insertion groupée dans " + table, e);
    }
  }

  private static Map<String, Object[]> colonnes(
      Collection<?> lignes, ClassDescriptor descripteur, UnitOfWorkImpl session) {
    var version =
        descripteur.getOptimisticLockingPolicy() instanceof VersionLockingPolicy verrou
            ? verrou.getWriteLockField()
            : null;
    var colonnes = new LinkedHashMap<String, Object[]>();
    int rang = 0;
    for (var ligne : lignes) {
      var valeurs = descripteur.getObjectBuilder().buildRow(ligne, session, WriteType.INSERT);
      if (version != null) {
        valeurs.put(version, 1);
      }
      for (DatabaseField champ : valeurs.getFields()) {
        colonnes.computeIfAbsent(champ.getName(), _ -> new Object[lignes.size()])[rang] =
            ecrite(valeurs.get(champ));
      }
      rang++;
    }
    return colonnes;
  }

  private void inserer(Connection connexion, String table, Map<String, Object[]> colonnes)
      throws SQLException {
    var types = types(connexion, table);
    var noms = List.copyOf(colonnes.keySet());
    try (var requete =
        connexion.prepareStatement(
            "insert into "
                + table
                + " ("
                + String.join(", ", noms)
                + ") select * from unnest("
                + IntStream.range(0, noms.size())
                    .mapToObj(_ -> "?")
                    .collect(Collectors.joining(", "))
                + ")")) {
      var tableaux = new ArrayList<java.sql.Array>();
      for (var nom : noms) {
        var tableau =
            connexion.createArrayOf(
                types.get(nom.toLowerCase(java.util.Locale.ROOT)), colonnes.get(nom));
        tableaux.add(tableau);
        requete.setArray(tableaux.size(), tableau);
      }
      requete.executeUpdate();
      for (var tableau : tableaux) {
        tableau.free();
      }
    }
  }

  /** Le type de chaque colonne, lu une fois : une colonne toute nulle ne dit pas le sien. */
  private Map<String, String> types(Connection connexion, String table) throws SQLException {
    var connus = types.get(table);
    if (connus != null) {
      return connus;
    }
    var lus = new HashMap<String, String>();
    try (var requete =
        connexion.prepareStatement(
            "select a.attname, t.typname from pg_attribute a join pg_type t on t.oid = a.atttypid"
                + " where a.attrelid = cast(? as regclass) and a.attnum > 0 and not"
                + " a.attisdropped")) {
      requete.setString(1, table);
      try (var r = requete.executeQuery()) {
        while (r.next()) {
          lus.put(r.getString(1), r.getString(2));
        }
      }
    }
    types.put(table, lus);
    return lus;
  }

  /** Telle que PostgreSQL la lit dans un tableau. */
  private static Object ecrite(Object valeur) {
    return switch (valeur) {
      case null -> null;
      case BigDecimal n -> n.toPlainString();
      case Timestamp t -> t.toInstant().toString();
      case Boolean b -> b;
      case Integer i -> i;
      case Long l -> l;
      default -> valeur.toString();
    };
  }
}
