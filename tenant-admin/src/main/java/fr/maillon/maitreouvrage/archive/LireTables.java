package fr.maillon.maitreouvrage.archive;

import fr.maillon.isolation.TenantContext;
import fr.maillon.maitreouvrage.archive.Catalogue.Colonne;
import fr.maillon.maitreouvrage.archive.Catalogue.Table;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Lit les lignes de l'espace, par pages de clé en clé : la mémoire ne dépend pas de leur nombre.
 */
@ApplicationScoped
class LireTables {
  private static final int PAGE = 1_000;

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject SignatureDArchive sceau;

  interface Visite {
    void ligne(Map<String, Object> ligne) throws IOException;
  }

  /**
   * Un cliché : tout ce que la transaction lit est d'un même instant, en temps universel. À appeler
   * avant toute autre requête.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void figer() {
    em.createNativeQuery("set transaction isolation level repeatable read, read only")
        .executeUpdate();
    universel();
  }

  /** Les instants s'écrivent en temps universel : leur texte ne dépend pas du serveur. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void universel() {
    em.createNativeQuery("set local timezone = 'UTC'").executeUpdate();
  }

  /**
   * Chaque ligne de l'espace, dans l'ordre de la clé ; d'une colonne binaire, la seule empreinte.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void parcourir(Table table, Visite visite) throws IOException {
    List<String> apres = null;
    var cles = table.cle();
    boolean suite = true;
    while (suite) {
      var lignes = page(table, cles, apres);
      for (var l : lignes) {
        visite.ligne(LigneJson.lire((String) l[0]));
      }
      suite = lignes.size() == PAGE && !cles.isEmpty();
      if (suite) {
        var derniere = lignes.getLast();
        apres = IntStream.rangeClosed(1, cles.size()).mapToObj(i -> (String) derniere[i]).toList();
      }
    }
  }

  @SuppressWarnings("unchecked")
  private List<Object[]> page(Table table, List<Colonne> cles, List<String> apres) {
    var champs = table.lecture();
    for (var c : table.colonnes()) {
      if (c.binaire()) {
        champs =
            champs.replace("t." + c.nom() + " as ", "encode(sha256(t." + c.nom() + "), 'hex') as ");
      }
    }
    var noms = cles.stream().map(c -> "t." + c.nom()).toList();
    var sql =
        new StringBuilder("select cast(to_jsonb(x) as text)").append(cles.isEmpty() ? ", 1" : "");
    for (int i = 0; i < cles.size(); i++) {
      sql.append(", cast(x.").append(cles.get(i).nom()).append(" as text)");
    }
    sql.append(" from (select ")
        .append(champs)
        .append(" from ")
        .append(table.nom())
        .append(" t where t.")
        .append(table.espace())
        .append(" = ?1");
    if (apres != null) {
      sql.append(" and (").append(String.join(", ", noms)).append(") > (");
      for (int i = 0; i < cles.size(); i++) {
        sql.append(i == 0 ? "" : ", ")
            .append("cast(?")
            .append(i + 2)
            .append(" as ")
            .append(cles.get(i).type())
            .append(')');
      }
      sql.append(')');
    }
    if (!noms.isEmpty()) {
      sql.append(" order by ").append(String.join(", ", noms)).append(" limit ").append(PAGE);
    }
    var requete =
        em.createNativeQuery(sql.append(") x").toString()).setParameter(1, contexte.tenantId());
    for (int i = 0; apres != null && i < cles.size(); i++) {
      requete.setParameter(i + 2, apres.get(i));
    }
    return requete.getResultList();
  }

  /** Le contenu d'une pièce de cette table, par la clé de sa ligne. */
  @Transactional(Transactional.TxType.MANDATORY)
  public byte[] piece(Table table, Colonne colonne, List<String> cle) {
    var sql =
        new StringBuilder(
            "select t."
                + colonne.nom()
                + " from "
                + table.nom()
                + " t where t."
                + table.espace()
                + " = ?1");
    for (int i = 0; i < cle.size(); i++) {
      var c = table.cle().get(i);
      sql.append(" and t.")
          .append(c.nom())
          .append(" = cast(?")
          .append(i + 2)
          .append(" as ")
          .append(c.type())
          .append(')');
    }
    var requete = em.createNativeQuery(sql.toString()).setParameter(1, contexte.tenantId());
    for (int i = 0; i < cle.size(); i++) {
      requete.setParameter(i + 2, cle.get(i));
    }
    return (byte[]) requete.getSingleResult();
  }

  /** Combien de lignes l'espace a dans chacune de ces tables. */
  @Transactional(Transactional.TxType.MANDATORY)
  public long compter(List<Table> tables) {
    return tables.stream()
        .mapToLong(
            t ->
                ((Number)
                        em.createNativeQuery(
                                "select count(*) from "
                                    + t.nom()
                                    + " t where t."
                                    + t.espace()
                                    + " = ?1")
                            .setParameter(1, contexte.tenantId())
                            .getSingleResult())
                    .longValue())
        .sum();
  }

  /** D'où viennent les données de l'espace ; lui-même quand il n'a repris aucune archive. */
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID lignee() {
    var reprise =
        em.createNativeQuery(
                "select cast(lignee as text) from plateforme.reprise where maitre_ouvrage_id = ?1"
                    + " and etat = 'TERMINEE'")
            .setParameter(1, contexte.tenantId())
            .getResultList();
    return reprise.isEmpty() ? contexte.tenantId() : UUID.fromString((String) reprise.getFirst());
  }

  /** Les pseudonymes de cet espace : qui est de l'équipe, qui est des siens. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Pseudonymes pseudonymes(List<Table> metier, UUID lignee) throws IOException {
    var equipe = new HashSet<UUID>();
    for (var id :
        em.createNativeQuery("select cast(utilisateur_id as text) from plateforme.membre_equipe")
            .getResultList()) {
      equipe.add(UUID.fromString((String) id));
    }
    var equipiers = new HashMap<String, UUID>();
    Set<String> agents = new HashSet<>();
    for (var e : noms("select cast(u.id as text), u.nom from plateforme.utilisateur u")) {
      trier(e, equipe, equipiers, agents);
    }
    for (var table : metier) {
      for (var c : table.colonnes()) {
        var qui = c.nom().endsWith("_nom") ? Pseudonymes.auteur(table, c) : null;
        if (qui != null) {
          for (var e :
              noms(
                  "select distinct cast(t."
                      + qui.nom()
                      + " as text), t."
                      + c.nom()
                      + " from "
                      + table.nom()
                      + " t where t.tenant_id = ?1 and t."
                      + qui.nom()
                      + " is not null and t."
                      + c.nom()
                      + " is not null")) {
            trier(e, equipe, equipiers, agents);
          }
        }
      }
    }
    for (var noms :
        em.createNativeQuery(
                "select noms from plateforme.reprise where maitre_ouvrage_id = ?1 and etat ="
                    + " 'TERMINEE'")
            .setParameter(1, contexte.tenantId())
            .getResultList()) {
      agents.addAll(LigneJson.lire((String) noms).keySet());
    }
    return new Pseudonymes(sceau, lignee, equipe, equipiers, agents);
  }

  private static void trier(
      Object[] e, Set<UUID> equipe, Map<String, UUID> equipiers, Set<String> agents) {
    var id = UUID.fromString((String) e[0]);
    if (equipe.contains(id)) {
      equipiers.put((String) e[1], id);
    } else {
      agents.add((String) e[1]);
    }
  }

  @SuppressWarnings("unchecked")
  private List<Object[]> noms(String sql) {
    var requete = em.createNativeQuery(sql);
    if (sql.contains("?1")) {
      requete.setParameter(1, contexte.tenantId());
    }
    return requete.getResultList();
  }

  /** La somme exacte de chaque colonne de nombres hors de la clé, ligne après ligne. */
  static final class Sommes {
    private final Map<String, BigDecimal> parColonne = new java.util.LinkedHashMap<>();
    private long lignes;

    Sommes(Table table) {
      table.colonnes().stream()
          .filter(c -> c.nombre() && c.cle() == 0)
          .forEach(c -> parColonne.put(c.nom(), BigDecimal.ZERO));
    }

    void ajouter(Map<String, Object> ligne) {
      lignes++;
      parColonne.replaceAll(
          (c, somme) -> ligne.get(c) instanceof BigDecimal n ? somme.add(n) : somme);
    }

    long lignes() {
      return lignes;
    }

    Map<String, BigDecimal> parColonne() {
      return parColonne;
    }
  }

  static List<Colonne> binaires(Table table) {
    return new ArrayList<>(table.colonnes().stream().filter(Colonne::binaire).toList());
  }
}
