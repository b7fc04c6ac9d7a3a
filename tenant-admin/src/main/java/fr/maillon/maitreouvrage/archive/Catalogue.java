package fr.maillon.maitreouvrage.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Les tables qui parlent d'un espace, telles que la base les décrit, chacune après celles qu'elle
 * désigne.
 */
@ApplicationScoped
class Catalogue {
  /** Des tables de la plateforme qui ne sont pas à emporter, et pourquoi. */
  private static final Map<String, String> ECARTEES =
      Map.of(
          "plateforme.reprise",
          "l'histoire d'un dépôt, propre à cet espace",
          "plateforme.journal_tete",
          "le dernier rang du journal, qui s'y lit",
          "plateforme.envoi",
          "une boîte d'envoi, vidée en partant",
          "plateforme.changement_adresse",
          "une adresse en route, qui ne vaut que pour un compte d'ici",
          "plateforme.import_espaces_ligne",
          "un fichier de l'administration centrale",
          "plateforme.corbeille",
          "ce qu'on vient d'ôter, oublié dans l'heure");

  /**
   * Ce qui ne se rend pas tel quel : un import en cours n'a plus, ailleurs, de serveur qui le mène.
   */
  private static final Map<String, String> EXPRESSIONS =
      Map.of(
          "metier.import_decp.etat",
              "case when t.etat in ('DEPOSE', 'EN_COURS') then 'ECHEC' else t.etat end",
          "metier.import_decp.echec",
              "case when t.etat in ('DEPOSE', 'EN_COURS') then 'Cet import n''était pas fini quand"
                  + " l''espace a été exporté.' else t.echec end",
          "metier.import_decp.reprenable", "(t.reprenable or t.etat = 'EN_COURS')",
          "metier.import_decp.executant", "cast(null as uuid)",
          "metier.import_decp.bail", "cast(null as timestamptz)");

  /**
   * Des colonnes d'autrefois, toujours vides dans une archive : elles se relisent, sans se rendre.
   */
  private static final Map<String, List<Colonne>> RETIREES =
      Map.of(
          "metier.import_decp",
          List.of(
              new Colonne("executant", "uuid", 0, "", ""),
              new Colonne("bail", "timestamp with time zone", 0, "", "")));

  /** Une table d'autrefois, qu'une archive d'alors porte encore : des fichiers à redéposer. */
  static boolean oubliee(String table) {
    return table.equals("metier.import_morceau");
  }

  static List<Colonne> retirees(String table) {
    return RETIREES.getOrDefault(table, List.of());
  }

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  /**
   * @param type tel que PostgreSQL l'écrit
   * @param cle rang dans la clé primaire, à partir de 1 ; 0 : hors de la clé
   * @param reference la table que cette colonne seule désigne ; vide sinon
   */
  record Colonne(String nom, String type, int cle, String sens, String reference) {
    boolean binaire() {
      return type.equals("bytea");
    }

    boolean nombre() {
      return type.startsWith("numeric") || Set.of("integer", "bigint", "smallint").contains(type);
    }
  }

  /**
   * @param espace la colonne qui dit de quel espace est la ligne
   * @param metier rendue à un espace qui reprend l'archive ; sinon jointe pour mémoire
   * @param colonnes dans l'ordre de la table ; sans celle de l'espace quand la table est du métier
   */
  record Table(String nom, String sens, String espace, boolean metier, List<Colonne> colonnes) {
    List<Colonne> cle() {
      return colonnes.stream()
          .filter(c -> c.cle() > 0)
          .sorted(Comparator.comparingInt(Colonne::cle))
          .toList();
    }

    boolean binaire() {
      return colonnes.stream().anyMatch(Colonne::binaire);
    }

    /** Les colonnes, telles qu'elles se lisent de « t ». */
    String lecture() {
      var lues = new ArrayList<String>();
      for (var c : colonnes) {
        lues.add(EXPRESSIONS.getOrDefault(nom + "." + c.nom(), "t." + c.nom()) + " as " + c.nom());
      }
      return String.join(", ", lues);
    }
  }

  /** Les tables du métier, rendues à qui reprend l'archive : parents d'abord. */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<Table> metier() {
    return ordonner(lire("n.nspname in ('metier', 'consolide') and a.attname = 'tenant_id'", true));
  }

  /** Ce que la plateforme sait de l'espace et que l'espace peut lire : joint pour mémoire. */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<Table> plateforme() {
    return lire(
            "n.nspname = 'plateforme' and a.attname = 'maitre_ouvrage_id' and"
                + " has_table_privilege(c.oid, 'select')",
            false)
        .stream()
        .filter(t -> !ECARTEES.containsKey(t.nom()))
        .toList();
  }

  /** Le niveau de migration de la base. */
  @Transactional(Transactional.TxType.MANDATORY)
  public String niveau() {
    return em.createNativeQuery(
            "select max(version) from public.flyway_schema_history where success and version is not"
                + " null")
        .getSingleResult()
        .toString();
  }

  private List<Table> lire(String critere, boolean metier) {
    var tables = new LinkedHashMap<String, Table>();
    @SuppressWarnings("unchecked")
    List<Object[]> lignes =
        em.createNativeQuery(
                "select n.nspname || '.' || c.relname, cast(x.attname as text),"
                    + " format_type(x.atttypid, x.atttypmod), cast(coalesce(k.o, 0) as integer),"
                    + " coalesce(col_description(c.oid, x.attnum), ''),"
                    + " coalesce(obj_description(c.oid, 'pg_class'), ''), cast(a.attname as text),"
                    + " coalesce((select rn.nspname || '.' || r.relname from pg_constraint f join"
                    + " pg_class r on r.oid = f.confrelid join pg_namespace rn on rn.oid ="
                    + " r.relnamespace   where f.contype = 'f' and f.conrelid = c.oid and f.conkey"
                    + " = array[x.attnum] limit 1), '') from pg_class c join pg_namespace n on"
                    + " n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and not"
                    + " a.attisdropped join pg_attribute x on x.attrelid = c.oid and x.attnum > 0"
                    + " and not x.attisdropped and x.attgenerated = '' left join (select"
                    + " i.indrelid, u.n, u.o from pg_index i cross join unnest(i.indkey) with"
                    + " ordinality u (n, o) where i.indisprimary) k on k.indrelid = c.oid and k.n ="
                    + " x.attnum where c.relkind in ('r', 'p') and "
                    + critere
                    + " order by 1, x.attnum")
            .getResultList();
    for (var l : lignes) {
      var espace = (String) l[6];
      var table =
          tables.computeIfAbsent(
              (String) l[0],
              nom -> new Table(nom, (String) l[5], espace, metier, new ArrayList<>()));
      if (!metier || !l[1].equals(espace)) {
        table
            .colonnes()
            .add(
                new Colonne(
                    (String) l[1],
                    (String) l[2],
                    ((Number) l[3]).intValue(),
                    (String) l[4],
                    (String) l[7]));
      }
    }
    return List.copyOf(tables.values());
  }

  private List<Table> ordonner(List<Table> tables) {
    @SuppressWarnings("unchecked")
    List<Object[]> liens =
        em.createNativeQuery(
                "select distinct en.nspname || '.' || e.relname, pn.nspname || '.' || p.relname"
                    + " from pg_constraint f join pg_class e on e.oid = f.conrelid join"
                    + " pg_namespace en on en.oid = e.relnamespace join pg_class p on p.oid ="
                    + " f.confrelid join pg_namespace pn on pn.oid = p.relnamespace where f.contype"
                    + " = 'f' and e.oid <> p.oid")
            .getResultList();
    var parents = new HashMap<String, Set<String>>();
    liens.forEach(
        l -> parents.computeIfAbsent((String) l[0], _ -> new HashSet<>()).add((String) l[1]));
    var parNom = tables.stream().collect(java.util.stream.Collectors.toMap(Table::nom, t -> t));
    return OrdreDesTables.parentsDAbord(tables.stream().map(Table::nom).toList(), parents).stream()
        .map(parNom::get)
        .toList();
  }
}
