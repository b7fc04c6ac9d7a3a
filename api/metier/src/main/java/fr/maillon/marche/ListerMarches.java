package fr.maillon.marche;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Mots;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.RegleMetier;
import fr.maillon.saisie.FiltreIncompris;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Les marchés de l'espace, filtrés, triés, par page, avec ce que pèse toute la sélection. */
@ApplicationScoped
public class ListerMarches {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;

  /**
   * Ce que l'on cherche dans les considérations sociales ; {@code INCONNUE} n'est pas {@code
   * AUCUNE}.
   */
  public enum Consideration {
    CLAUSE("(m.socialeClause = true)"),
    CRITERE("(m.socialeCritere = true)"),
    RESERVE("(m.socialeReserve = true)"),
    AUCUNE(
        "(m.socialeConnue = true and m.socialeClause = false and m.socialeCritere = false and"
            + " m.socialeReserve = false)"),
    INCONNUE("(m.socialeConnue = false)");

    private final String predicat;

    Consideration(String predicat) {
      this.predicat = predicat;
    }
  }

  /** Les ordres admis ; un signe moins devant les renverse. */
  public enum Tri {
    DATE_NOTIFICATION("m.dateNotification"),
    MONTANT("m.montant"),
    NUMERO("m.numero"),
    OBJET("m.objet");

    private final String colonne;

    Tri(String colonne) {
      this.colonne = colonne;
    }

    public String mot() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * @param decroissant du plus grand au plus petit ; sans valeur : à la fin, dans les deux sens
   */
  public record Ordre(Tri tri, boolean decroissant) {
    public static final Ordre PAR_DEFAUT = new Ordre(Tri.DATE_NOTIFICATION, true);

    /**
     * @throws RegleMetier {@code tri-inconnu}
     */
    public static Ordre de(String texte) {
      if (texte == null || texte.isBlank()) {
        return PAR_DEFAUT;
      }
      var mot = texte.strip();
      var decroissant = mot.startsWith("-");
      for (var tri : Tri.values()) {
        if (tri.mot().equals(decroissant ? mot.substring(1) : mot)) {
          return new Ordre(tri, decroissant);
        }
      }
      throw new FiltreIncompris(
          "tri-inconnu",
          "tri",
          "Le tri se fait par date_notification, montant, numero ou objet, avec un signe moins pour"
              + " l'inverser.");
    }

    public String mot() {
      return (decroissant ? "-" : "") + tri.mot();
    }
  }

  /**
   * Ce que l'on cherche. Une liste vide ou une valeur nulle ne filtre pas ; plusieurs valeurs d'un
   * même filtre s'ajoutent.
   *
   * @param texte mots cherchés, tous, dans l'objet, le numéro, les titulaires ; sans accents ni
   *     majuscules
   * @param annees de notification
   * @param montantMin euros HT, compris
   * @param montantMax euros HT, compris
   */
  public record Filtre(
      String texte,
      Set<Integer> annees,
      Set<Segment> segments,
      Set<Consideration> considerations,
      Set<EtatMarche> etats,
      BigDecimal montantMin,
      BigDecimal montantMax) {
    public static final int TEXTE = 200;
    public static final Filtre TOUT =
        new Filtre(null, Set.of(), Set.of(), Set.of(), Set.of(), null, null);

    /**
     * @throws RegleMetier {@code montants-inverses}
     */
    public Filtre {
      texte = texte == null || texte.isBlank() ? null : texte.strip();
      annees = Set.copyOf(annees);
      segments = Set.copyOf(segments);
      considerations = Set.copyOf(considerations);
      etats = Set.copyOf(etats);
      if (texte != null && texte.length() > TEXTE) {
        throw new FiltreIncompris(
            "recherche-trop-longue", "q", "La recherche tient en " + TEXTE + " caractères.");
      }
      if (montantMin != null && montantMax != null && montantMin.compareTo(montantMax) > 0) {
        throw new FiltreIncompris(
            "montants-inverses", "montantMax", "Le montant maximum est inférieur au minimum.");
      }
    }

    public boolean vide() {
      return equals(TOUT);
    }
  }

  /**
   * Une ligne de la liste.
   *
   * @param montant euros HT, somme des lots
   * @param lots nombre de lots
   * @param considerationsSociales libellés du format DECP ; vide quand elles sont inconnues
   * @param considerationsConnues faux pour le format 2019, qui n'en dit rien
   * @param clausesAcceptees lots qui portent une clause acceptée dans Maillon, quoi qu'en dise la
   *     publication
   * @param titulaires noms, ou identifiants à défaut, des trois premiers
   */
  public record MarcheLigne(
      UUID id,
      String numero,
      String objet,
      String acheteurSiret,
      Segment segment,
      String codeCpv,
      LocalDate dateNotification,
      BigDecimal montant,
      int lots,
      List<String> considerationsSociales,
      boolean considerationsConnues,
      long clausesAcceptees,
      EtatMarche etat,
      List<String> titulaires) {
    public MarcheLigne {
      considerationsSociales = List.copyOf(considerationsSociales);
      titulaires = List.copyOf(titulaires);
    }
  }

  /**
   * @param montantTotal euros HT, de toute la sélection et non de la page
   */
  public record Selection(
      List<MarcheLigne> elements, long total, int page, int taille, BigDecimal montantTotal) {
    public Selection {
      elements = List.copyOf(elements);
    }
  }

  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR, Titre.SUPPORT},
      geste = Geste.LIRE)
  public Selection executer(Filtre filtre, Ordre ordre, Pagination page) {
    var parametres = new HashMap<String, Object>();
    var ou = predicats(filtre, parametres);
    var resume =
        (Object[])
            avec(
                    em.createQuery("select count(m), sum(m.montant) from Marche m where " + ou),
                    parametres)
                .getSingleResult();
    var total = (Long) resume[0];
    var lignes = total <= page.debut() ? List.<Object[]>of() : lignes(ou, parametres, ordre, page);
    var marches = lignes.stream().map(l -> (UUID) l[0]).toList();
    var titulaires = titulaires(marches);
    var clauses = clauses(marches);
    return new Selection(
        lignes.stream().map(l -> ligne(l, titulaires, clauses)).toList(),
        total,
        page.page(),
        page.taille(),
        resume[1] == null ? BigDecimal.ZERO : (BigDecimal) resume[1]);
  }

  /** Les années de notification présentes dans l'espace, de la plus récente à la plus ancienne. */
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR, Titre.SUPPORT},
      geste = Geste.LIRE)
  public List<Integer> annees() {
    return em.createQuery(
            "select distinct m.annee from Marche m where m.tenantId = :tenant and m.annee is not"
                + " null order by m.annee desc",
            Integer.class)
        .setParameter("tenant", contexte.tenantId())
        .getResultList();
  }

  private String predicats(Filtre filtre, Map<String, Object> parametres) {
    var predicats = new ArrayList<String>();
    predicats.add("m.tenantId = :tenant");
    parametres.put("tenant", contexte.tenantId());
    if (filtre.texte() != null) {
      var mots = Mots.de(filtre.texte());
      if (!mots.vide()) {
        predicats.add(mots.condition("m.recherche"));
        parametres.putAll(mots.parametres());
      }
    }
    parmi(predicats, parametres, "m.annee", "annees", filtre.annees());
    parmi(predicats, parametres, "m.segment", "segments", filtre.segments());
    parmi(predicats, parametres, "m.etat", "etats", filtre.etats());
    if (!filtre.considerations().isEmpty()) {
      predicats.add(
          "("
              + String.join(
                  " or ", filtre.considerations().stream().sorted().map(c -> c.predicat).toList())
              + ")");
    }
    if (filtre.montantMin() != null) {
      predicats.add("m.montant >= :montantMin");
      parametres.put("montantMin", filtre.montantMin());
    }
    if (filtre.montantMax() != null) {
      predicats.add("m.montant <= :montantMax");
      parametres.put("montantMax", filtre.montantMax());
    }
    return String.join(" and ", predicats);
  }

  private static void parmi(
      List<String> predicats,
      Map<String, Object> parametres,
      String colonne,
      String nom,
      Set<?> valeurs) {
    if (!valeurs.isEmpty()) {
      predicats.add(colonne + " in :" + nom);
      parametres.put(nom, valeurs.stream().sorted().toList());
    }
  }

  private List<Object[]> lignes(
      String ou, Map<String, Object> parametres, Ordre ordre, Pagination page) {
    var sens = ordre.decroissant() ? " desc" : "";
    var requete =
        avec(
            em.createQuery(
                "select m.id, m.numero, m.objet, m.acheteurSiret, m.segment, m.codeCpv,"
                    + " m.dateNotification, m.montant, m.lots, m.socialeConnue, m.socialeClause,"
                    + " m.socialeCritere, m.socialeReserve, m.etat from Marche m where "
                    + ou
                    + " order by "
                    + ordre.tri().colonne
                    + sens
                    + (ordre.tri() == Tri.MONTANT
                        ? ordre.decroissant() ? ", m.id" : ", m.id desc"
                        : " nulls last, m.id")),
            parametres);
    requete.setFirstResult(page.debut());
    requete.setMaxResults(page.taille());
    var lignes = new ArrayList<Object[]>();
    for (var ligne : requete.getResultList()) {
      lignes.add((Object[]) ligne);
    }
    return lignes;
  }

  private static Query avec(Query requete, Map<String, Object> parametres) {
    parametres.forEach(requete::setParameter);
    return requete;
  }

  private Map<UUID, List<String>> titulaires(List<UUID> marches) {
    var noms = new HashMap<UUID, List<String>>();
    if (marches.isEmpty()) {
      return noms;
    }
    for (var ligne :
        em.createQuery(
                "select l.marcheId, x.denomination, x.identifiant from Titulaire x join Lot l on"
                    + " l.id = x.lotId and l.tenantId = x.tenantId where x.tenantId = :tenant and"
                    + " l.tenantId = :tenant and l.marcheId in :marches and l.rang <= 3 and x.rang"
                    + " <= 3 order by l.marcheId, l.rang, x.rang",
                Object[].class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("marches", marches)
            .getResultList()) {
      var nom = (String) (ligne[1] == null ? ligne[2] : ligne[1]);
      var siens = noms.computeIfAbsent((UUID) ligne[0], _ -> new ArrayList<>());
      if (nom != null && siens.size() < 3 && !siens.contains(nom)) {
        siens.add(nom);
      }
    }
    return noms;
  }

  private Map<UUID, Long> clauses(List<UUID> marches) {
    return marches.isEmpty()
        ? Map.of()
        : em.createQuery(
                "select c.marcheId, count(c) from Clause c where c.tenantId = :tenant and"
                    + " c.marcheId in :marches and c.etat = fr.maillon.clause.EtatClause.ACCEPTEE"
                    + " group by c.marcheId",
                Object[].class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("marches", marches)
            .getResultStream()
            .collect(java.util.stream.Collectors.toMap(l -> (UUID) l[0], l -> (Long) l[1]));
  }

  private static MarcheLigne ligne(
      Object[] l, Map<UUID, List<String>> titulaires, Map<UUID, Long> clauses) {
    return new MarcheLigne(
        (UUID) l[0],
        (String) l[1],
        (String) l[2],
        (String) l[3],
        (Segment) l[4],
        (String) l[5],
        (LocalDate) l[6],
        (BigDecimal) l[7],
        (Integer) l[8],
        Considerations.libelles((Boolean) l[9], (Boolean) l[10], (Boolean) l[11], (Boolean) l[12]),
        (Boolean) l[9],
        clauses.getOrDefault((UUID) l[0], 0L),
        (EtatMarche) l[13],
        titulaires.getOrDefault((UUID) l[0], List.of()));
  }
}
