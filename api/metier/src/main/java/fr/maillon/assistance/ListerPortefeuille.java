package fr.maillon.assistance;

import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
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
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;

/**
 * Le travail d'un membre de l'équipe sur tous les espaces qui lui sont ouverts aujourd'hui : les demandes qui ne sont pas closes, la plus
 * urgente d'abord. Sous {@link Perimetre.Portefeuille}, que la base tient en lecture seule.
 */
@ApplicationScoped
public class ListerPortefeuille {
  /** « Bientôt » : la date souhaitée tombe d'ici tant de jours, aujourd'hui compris. */
  public static final int JOURS_PROCHES = 5;

  /** Ce que la date souhaitée laisse de temps. */
  public enum Delai { TOUTES, EN_RETARD, CINQ_JOURS }

  /** À qui d'agir, vu de celui qui lit. */
  public enum QuiAgit { TOUS, MOI, EQUIPE, COLLEGUE, MAITRE_OUVRAGE }

  /**
   * Un critère vide ne filtre pas.
   *
   * @param texte cherché dans l'objet, les numéros et les titulaires du marché
   * @param codes maîtres d'ouvrage, par leur code d'adresse
   * @param etats parmi les états ouverts
   */
  public record Criteres(String texte, Set<String> codes, Set<ServiceAssistance> services, Set<EtatDemande> etats, Delai delai, QuiAgit quiAgit) {
    public static final Criteres TOUT = new Criteres("", Set.of(), Set.of(), Set.of(), Delai.TOUTES, QuiAgit.TOUS);

    public Criteres {
      texte = texte == null ? "" : texte.strip();
      codes = Set.copyOf(codes);
      services = Set.copyOf(services);
      etats = Set.copyOf(etats);
    }
  }

  /** Les quatre nombres du haut de la page, tous filtres ôtés. @param ouvertes toutes les demandes ouvertes */
  public record Reperes(long aMoi, long enRetard, long avantCinqJours, long nouvelles, long ouvertes) {}

  /**
   * Un espace ouvert, et ce qu'il y reste à faire.
   *
   * @param jusquAu dernier jour où j'y entre ; null : sans fin fixée
   * @param prochaineEcheance la plus proche date souhaitée ; null quand rien n'est ouvert
   */
  public record EspaceOuvert(String code, String nom, String sigle, String type, String couleur, Titre titre, LocalDate jusquAu,
      long demandesOuvertes, long aMoi, long enRetard, long nouvelles, LocalDate prochaineEcheance) {}

  private static final String COMPTES = "sum(case when d.etat = fr.maillon.assistance.EtatDemande.PRISE_EN_CHARGE and d.facilitateurId = :moi then 1 else 0 end),"
      + " sum(case when d.dateSouhaitee < :jour then 1 else 0 end),"
      + " sum(case when d.dateSouhaitee between :jour and :limite then 1 else 0 end),"
      + " sum(case when d.etat = fr.maillon.assistance.EtatDemande.NOUVELLE then 1 else 0 end), count(d)";

  @PersistenceContext(unitName = "maillon") EntityManager em;
  @Inject TenantContext contexte;
  @Inject Clock horloge;

  /** Les demandes ouvertes, la plus urgente d'abord ; une requête pour les lignes, une pour leur nombre, quel que soit le nombre d'espaces. */
  @Transactional
  @Habilite(value = {Titre.FACILITATEUR, Titre.COORDINATEUR}, geste = Geste.LIRE)
  public Page<DemandeLigne> executer(Criteres criteres, Pagination pagination) {
    var espaces = espaces();
    var tenants = espaces.values().stream().filter(e -> criteres.codes().isEmpty() || criteres.codes().contains(e.code())).map(Espace::id).toList();
    var etats = criteres.etats().isEmpty() ? EtatDemande.OUVERTS
        : EtatDemande.OUVERTS.stream().filter(criteres.etats()::contains).collect(java.util.stream.Collectors.toSet());
    if (tenants.isEmpty() || etats.isEmpty()) {
      return new Page<>(List.of(), 0, pagination.page(), pagination.taille());
    }
    var moi = contexte.identite().id();
    var jour = LocalDate.now(horloge);
    var parametres = new HashMap<String, Object>(Map.of("tenants", tenants, "etats", etats));
    var ou = new StringBuilder(" from Demande d join Marche m on m.tenantId = d.tenantId and m.id = d.marcheId"
        + " where d.tenantId in :tenants and d.etat in :etats");
    if (!criteres.texte().isEmpty()) {
      ou.append(" and m.recherche like :texte escape '\\'");
      parametres.put("texte", Texte.contient(criteres.texte()));
    }
    if (!criteres.services().isEmpty()) {
      ou.append(" and d.service in :services");
      parametres.put("services", criteres.services());
    }
    switch (criteres.delai()) {
      case TOUTES -> { }
      case EN_RETARD -> {
        ou.append(" and d.dateSouhaitee < :jour");
        parametres.put("jour", jour);
      }
      case CINQ_JOURS -> {
        ou.append(" and d.dateSouhaitee between :jour and :limite");
        parametres.put("jour", jour);
        parametres.put("limite", jour.plusDays(JOURS_PROCHES));
      }
    }
    switch (criteres.quiAgit()) {
      case TOUS -> { }
      case EQUIPE -> ou.append(" and d.etat = fr.maillon.assistance.EtatDemande.NOUVELLE");
      case MAITRE_OUVRAGE -> ou.append(" and d.etat = fr.maillon.assistance.EtatDemande.ATTENTE_MAITRE_OUVRAGE");
      case MOI, COLLEGUE -> {
        ou.append(" and d.etat = fr.maillon.assistance.EtatDemande.PRISE_EN_CHARGE and d.facilitateurId ")
            .append(criteres.quiAgit() == QuiAgit.MOI ? "= :moi" : "<> :moi");
        parametres.put("moi", moi);
      }
    }
    var lignes = avec(em.createQuery("select " + DemandeLigne.COLONNES + ou + " order by d.dateSouhaitee, d.creeLe, d.id", Object[].class), parametres)
        .setFirstResult(pagination.debut()).setMaxResults(pagination.taille())
        .getResultStream().map(c -> DemandeLigne.de(c, espaces.get(DemandeLigne.tenant(c)), moi, jour)).toList();
    var total = avec(em.createQuery("select count(d)" + ou, Long.class), parametres).getSingleResult();
    return new Page<>(lignes, total, pagination.page(), pagination.taille());
  }

  @Transactional
  @Habilite(value = {Titre.FACILITATEUR, Titre.COORDINATEUR}, geste = Geste.LIRE)
  public Reperes reperes() {
    var espaces = espaces();
    if (espaces.isEmpty()) {
      return new Reperes(0, 0, 0, 0, 0);
    }
    var c = comptes(em.createQuery("select " + COMPTES + " from Demande d where d.tenantId in :tenants and d.etat in :ouverts", Object[].class), espaces)
        .getSingleResult();
    return new Reperes(nombre(c[0]), nombre(c[1]), nombre(c[2]), nombre(c[3]), nombre(c[4]));
  }

  /** Tous les espaces qui me sont ouverts aujourd'hui, par nom, avec ce qui y reste à faire. */
  @Transactional
  @Habilite(value = {Titre.FACILITATEUR, Titre.COORDINATEUR}, geste = Geste.LIRE)
  public List<EspaceOuvert> espacesOuverts() {
    var espaces = espaces();
    var comptes = new HashMap<UUID, Object[]>();
    if (!espaces.isEmpty()) {
      comptes(em.createQuery("select " + COMPTES + ", min(d.dateSouhaitee), d.tenantId from Demande d where d.tenantId in :tenants and d.etat in :ouverts"
          + " group by d.tenantId", Object[].class), espaces).getResultStream().forEach(c -> comptes.put((UUID) c[6], c));
    }
    return espaces.values().stream().sorted(java.util.Comparator.comparing(Espace::nom).thenComparing(Espace::code)).map(e -> {
      var c = comptes.getOrDefault(e.id(), new Object[6]);
      return new EspaceOuvert(e.code(), e.nom(), e.sigle(), e.type(), e.couleur(), e.titre(), e.jusquAu(),
          nombre(c[4]), nombre(c[0]), nombre(c[1]), nombre(c[3]), (LocalDate) c[5]);
    }).toList();
  }

  private SortedMap<UUID, Espace> espaces() {
    if (contexte.perimetre() instanceof Perimetre.Portefeuille(var espaces)) {
      return espaces;
    }
    throw new IllegalStateException("le portefeuille se lit sous son périmètre : " + contexte.perimetre());
  }

  private TypedQuery<Object[]> comptes(TypedQuery<Object[]> requete, SortedMap<UUID, Espace> espaces) {
    var jour = LocalDate.now(horloge);
    return requete.setParameter("tenants", espaces.keySet()).setParameter("ouverts", EtatDemande.OUVERTS).setParameter("moi", contexte.identite().id())
        .setParameter("jour", jour).setParameter("limite", jour.plusDays(JOURS_PROCHES));
  }

  private static <T> TypedQuery<T> avec(TypedQuery<T> requete, Map<String, Object> parametres) {
    parametres.forEach(requete::setParameter);
    return requete;
  }

  private static long nombre(Object somme) {
    return somme == null ? 0 : ((Number) somme).longValue();
  }
}
