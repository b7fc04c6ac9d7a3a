package fr.maillon.assistance;

import fr.maillon.isolation.Espace;
import fr.maillon.isolation.LectureEquipe;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.MotsCherches;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.liste.Texte;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;

/**
 * Le travail d'un membre de l'équipe sur tous les espaces qui lui sont ouverts aujourd'hui : les
 * demandes qui ne sont pas closes, la plus urgente d'abord. Sous {@link Perimetre.Portefeuille},
 * que la base tient en lecture seule.
 */
@ApplicationScoped
public class ListerPortefeuille {
  /** « Bientôt » : la date souhaitée tombe d'ici tant de jours, aujourd'hui compris. */
  public static final int JOURS_PROCHES = 5;

  /** Ce que la date souhaitée laisse de temps. */
  public enum Delai {
    TOUTES,
    EN_RETARD,
    CINQ_JOURS,
    /** D'aujourd'hui à dimanche. */
    CETTE_SEMAINE,
    TRENTE_JOURS,
    /** Au-delà de trente jours. */
    PLUS_TARD
  }

  /** À qui d'agir, vu de celui qui lit. */
  public enum QuiAgit {
    TOUS,
    MOI,
    EQUIPE,
    COLLEGUE,
    MAITRE_OUVRAGE
  }

  /**
   * Un critère vide ne filtre pas.
   *
   * @param texte mots cherchés, tous, dans l'objet, les numéros et les titulaires du marché
   * @param codes maîtres d'ouvrage, par leur code d'adresse
   * @param etats parmi les états ouverts
   * @param suivis qui suit la demande : {@value #MOI}, {@value #PERSONNE}, ou l'identifiant d'un
   *     membre de l'équipe
   */
  public record Criteres(
      String texte,
      Set<String> codes,
      Set<ServiceAssistance> services,
      Set<EtatDemande> etats,
      Delai delai,
      QuiAgit quiAgit,
      Set<String> suivis) {
    public static final String MOI = "MOI";
    public static final String PERSONNE = "PERSONNE";
    public static final Criteres TOUT =
        new Criteres("", Set.of(), Set.of(), Set.of(), Delai.TOUTES, QuiAgit.TOUS);

    public Criteres(
        String texte,
        Set<String> codes,
        Set<ServiceAssistance> services,
        Set<EtatDemande> etats,
        Delai delai,
        QuiAgit quiAgit) {
      this(texte, codes, services, etats, delai, quiAgit, Set.of());
    }

    public Criteres {
      texte = texte == null ? "" : texte.strip();
      codes = Set.copyOf(codes);
      services = Set.copyOf(services);
      etats = Set.copyOf(etats);
      suivis = Set.copyOf(suivis);
    }
  }

  /** Quelqu'un qui suit au moins une demande ouverte de mon portefeuille. */
  public record Suiveur(UUID id, String nom) {}

  /**
   * Les quatre nombres du haut de la page, tous filtres ôtés.
   *
   * @param ouvertes toutes les demandes ouvertes
   */
  public record Reperes(
      long aMoi, long enRetard, long avantCinqJours, long nouvelles, long ouvertes) {}

  /**
   * Au-delà, la liste des espaces ne se redit pas dans la requête : la politique de la base la
   * porte, et mène au même index.
   */
  private static final int NOMMES = 200;

  private static final String COMPTES =
      "sum(case when d.etat = fr.maillon.assistance.EtatDemande.PRISE_EN_CHARGE and d.calibreeLe is"
          + " null and d.facilitateurId = :moi then 1 else 0 end), sum(case when d.dateSouhaitee <"
          + " :jour then 1 else 0 end), sum(case when d.dateSouhaitee between :jour and :limite"
          + " then 1 else 0 end), sum(case when d.etat = fr.maillon.assistance.EtatDemande.NOUVELLE"
          + " then 1 else 0 end), count(d)";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;

  /**
   * Les demandes ouvertes, la plus urgente d'abord ; une requête pour leur rang, une pour ce
   * qu'elles montrent, une pour leur nombre, quel que soit le nombre d'espaces.
   */
  @Transactional
  @LectureEquipe
  public Page<DemandeLigne> executer(Criteres criteres, Pagination pagination) {
    var espaces = espaces();
    var tenants =
        espaces.values().stream()
            .filter(e -> criteres.codes().isEmpty() || criteres.codes().contains(e.code()))
            .map(Espace::id)
            .toList();
    boolean nommer = !criteres.codes().isEmpty() || tenants.size() <= NOMMES;
    var etats =
        criteres.etats().isEmpty()
            ? EtatDemande.OUVERTS
            : EtatDemande.OUVERTS.stream()
                .filter(criteres.etats()::contains)
                .collect(java.util.stream.Collectors.toSet());
    if (tenants.isEmpty() || etats.isEmpty()) {
      return new Page<>(List.of(), 0, pagination.page(), pagination.taille());
    }
    var moi = contexte.identite().id();
    var jour = LocalDate.now(horloge);
    var parametres = new HashMap<String, Object>(Map.of("etats", etats));
    // le marché ne se joint à toutes les demandes que pour y chercher un texte : sinon, aux seules
    // lignes montrées
    var mots = MotsCherches.de(criteres.texte());
    var ou =
        new StringBuilder(
            " from Demande d"
                + (mots.vide()
                    ? ""
                    : " join Marche m on m.tenantId = d.tenantId and m.id = d.marcheId")
                + " where "
                + (nommer ? "d.tenantId in :tenants and " : "")
                + "d.etat in :etats");
    if (nommer) {
      parametres.put("tenants", tenants);
    }
    if (!mots.vide()) {
      ou.append(" and ").append(mots.condition("m.recherche"));
      parametres.putAll(mots.parametres());
    }
    if (!criteres.services().isEmpty()) {
      ou.append(" and d.service in :services");
      parametres.put("services", criteres.services());
    }
    switch (criteres.delai()) {
      case TOUTES -> {}
      case EN_RETARD -> {
        ou.append(" and d.dateSouhaitee < :jour");
        parametres.put("jour", jour);
      }
      case CINQ_JOURS -> {
        ou.append(" and d.dateSouhaitee between :jour and :limite");
        parametres.put("jour", jour);
        parametres.put("limite", jour.plusDays(JOURS_PROCHES));
      }
      case CETTE_SEMAINE, TRENTE_JOURS -> {
        ou.append(" and d.dateSouhaitee between :jour and :limite");
        parametres.put("jour", jour);
        parametres.put(
            "limite",
            criteres.delai() == Delai.CETTE_SEMAINE
                ? jour.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY))
                : jour.plusDays(30));
      }
      case PLUS_TARD -> {
        ou.append(" and d.dateSouhaitee > :limite");
        parametres.put("limite", jour.plusDays(30));
      }
    }
    if (!criteres.suivis().isEmpty()) {
      var qui =
          criteres.suivis().stream()
              .filter(s -> !s.equals(Criteres.PERSONNE))
              .map(s -> s.equals(Criteres.MOI) ? moi : UUID.fromString(s))
              .toList();
      boolean personne = criteres.suivis().contains(Criteres.PERSONNE);
      ou.append(" and (")
          .append(personne ? "d.facilitateurId is null" : "")
          .append(personne && !qui.isEmpty() ? " or " : "")
          .append(qui.isEmpty() ? "" : "d.facilitateurId in :suivis")
          .append(')');
      if (!qui.isEmpty()) {
        parametres.put("suivis", qui);
      }
    }
    switch (criteres.quiAgit()) {
      case TOUS -> {}
      case EQUIPE -> ou.append(" and d.etat = fr.maillon.assistance.EtatDemande.NOUVELLE");
      case MAITRE_OUVRAGE ->
          ou.append(" and d.etat = fr.maillon.assistance.EtatDemande.ATTENTE_MAITRE_OUVRAGE");
      case MOI, COLLEGUE -> {
        ou.append(
                " and d.etat = fr.maillon.assistance.EtatDemande.PRISE_EN_CHARGE and d.calibreeLe"
                    + " is null and d.facilitateurId ")
            .append(criteres.quiAgit() == QuiAgit.MOI ? "= :moi" : "<> :moi");
        parametres.put("moi", moi);
      }
    }
    var rang =
        avec(
                em.createQuery(
                    "select d.id, d.tenantId" + ou + " order by d.dateSouhaitee, d.creeLe, d.id",
                    Object[].class),
                parametres)
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultList();
    var parId = new HashMap<UUID, DemandeLigne>();
    if (!rang.isEmpty()) {
      em.createQuery(
              "select new fr.maillon.assistance.DemandeLigne.Lue("
                  + DemandeLigne.COLONNES
                  + ") from Demande d join Marche m on m.tenantId = d.tenantId and m.id ="
                  + " d.marcheId where d.tenantId in :tenants and d.id in :montrees",
              DemandeLigne.Lue.class)
          .setParameter("tenants", rang.stream().map(c -> (UUID) c[1]).distinct().toList())
          .setParameter("montrees", rang.stream().map(c -> (UUID) c[0]).toList())
          .getResultStream()
          .forEach(
              c -> parId.put(c.id(), DemandeLigne.de(c, espaces.get(c.tenantId()), moi, jour)));
    }
    var lignes = rang.stream().map(c -> parId.get((UUID) c[0])).toList();
    var total =
        avec(em.createQuery("select count(d)" + ou, Long.class), parametres).getSingleResult();
    return new Page<>(lignes, total, pagination.page(), pagination.taille());
  }

  @Transactional
  @LectureEquipe
  public Reperes reperes() {
    var espaces = espaces();
    if (espaces.isEmpty()) {
      return new Reperes(0, 0, 0, 0, 0);
    }
    var c =
        comptes(
                em.createQuery(
                    "select "
                        + COMPTES
                        + " from Demande d where "
                        + parmi(espaces)
                        + "d.etat in :ouverts",
                    Object[].class),
                espaces)
            .getSingleResult();
    return new Reperes(nombre(c[0]), nombre(c[1]), nombre(c[2]), nombre(c[3]), nombre(c[4]));
  }

  /**
   * Ce qui reste à faire dans chaque espace du portefeuille ; rien pour un espace où rien n'est
   * ouvert. Une requête, groupée.
   */
  @Transactional
  @LectureEquipe
  public Map<UUID, Travail> travail() {
    var espaces = espaces();
    var travail = new HashMap<UUID, Travail>();
    if (!espaces.isEmpty()) {
      comptes(
              em.createQuery(
                  "select "
                      + COMPTES
                      + ", min(d.dateSouhaitee), d.tenantId from Demande d where "
                      + parmi(espaces)
                      + "d.etat in :ouverts"
                      + " group by d.tenantId",
                  Object[].class),
              espaces)
          .getResultStream()
          .forEach(
              c ->
                  travail.put(
                      (UUID) c[6],
                      new Travail(
                          nombre(c[4]),
                          nombre(c[0]),
                          nombre(c[1]),
                          nombre(c[3]),
                          (LocalDate) c[5])));
    }
    return travail;
  }

  /** Qui suit les demandes ouvertes de mon portefeuille, par nom. */
  @Transactional
  @LectureEquipe
  public List<Suiveur> suiveurs() {
    var espaces = espaces();
    if (espaces.isEmpty()) {
      return List.of();
    }
    var requete =
        em.createQuery(
                "select d.facilitateurId, max(d.facilitateurNom) from Demande d where "
                    + parmi(espaces)
                    + "d.etat in :ouverts and d.facilitateurId is not null group by"
                    + " d.facilitateurId",
                Object[].class)
            .setParameter("ouverts", EtatDemande.OUVERTS);
    return (espaces.size() <= NOMMES ? requete.setParameter("tenants", espaces.keySet()) : requete)
        .getResultStream()
        .map(c -> new Suiveur((UUID) c[0], (String) c[1]))
        .sorted(Comparator.comparing(Suiveur::nom, Texte.ordre()))
        .toList();
  }

  private static String parmi(SortedMap<UUID, Espace> espaces) {
    return espaces.size() <= NOMMES ? "d.tenantId in :tenants and " : "";
  }

  private SortedMap<UUID, Espace> espaces() {
    if (contexte.perimetre() instanceof Perimetre.Portefeuille(var espaces)) {
      return espaces;
    }
    throw new IllegalStateException(
        "le portefeuille se lit sous son périmètre : " + contexte.perimetre());
  }

  private TypedQuery<Object[]> comptes(
      TypedQuery<Object[]> requete, SortedMap<UUID, Espace> espaces) {
    var jour = LocalDate.now(horloge);
    return (espaces.size() <= NOMMES ? requete.setParameter("tenants", espaces.keySet()) : requete)
        .setParameter("ouverts", EtatDemande.OUVERTS)
        .setParameter("moi", contexte.identite().id())
        .setParameter("jour", jour)
        .setParameter("limite", jour.plusDays(JOURS_PROCHES));
  }

  private static <T> TypedQuery<T> avec(TypedQuery<T> requete, Map<String, Object> parametres) {
    parametres.forEach(requete::setParameter);
    return requete;
  }

  private static long nombre(Object somme) {
    return somme == null ? 0 : ((Number) somme).longValue();
  }
}
