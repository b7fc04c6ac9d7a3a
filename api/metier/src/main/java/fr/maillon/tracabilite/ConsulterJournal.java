package fr.maillon.tracabilite;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.journal.NatureDeLigne;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.liste.Texte;
import fr.maillon.regle.RegleMetier;
import fr.maillon.saisie.FiltreIncompris;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Le journal de l'espace, du plus récent au plus ancien : qui est entré, à quel titre, par quelle
 * convention, ce qui a changé ou est sorti.
 */
@ApplicationScoped
public class ConsulterJournal {
  private static final int PERSONNES_AU_PLUS = 500;
  private static final UUID MACHINE = new UUID(0, 0);

  /** Lignes lues d'un coup pour le fichier CSV. */
  static final int PAR_TRANCHE = 1_000;

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Identifiants identifiants;
  @Inject Clock horloge;

  /**
   * Un critère null ne filtre pas.
   *
   * @param du premier jour, heure de Paris
   * @param au dernier jour, compris
   * @param personne qui a agi, ou pour qui le support est entré
   */
  public record Filtre(
      LocalDate du, LocalDate au, NatureDeLigne nature, TitreDeLigne titre, UUID personne) {
    public static final Filtre TOUT = new Filtre(null, null, null, null, null);

    /**
     * @throws RegleMetier {@code periode-inversee}
     */
    public Filtre {
      if (du != null && au != null && au.isBefore(du)) {
        throw new FiltreIncompris(
            "periode-inversee",
            "au",
            "La période finit avant de commencer : mettez la date la plus ancienne en premier.");
      }
    }
  }

  /**
   * Une ligne du journal.
   *
   * @param identifiant l'identifiant de connexion de l'auteur ; celui de son compte, s'il n'est
   *     plus de l'espace ; null pour Maillon
   * @param pour qui a ouvert la fenêtre par où le support est entré ; null hors du support
   * @param convention celle qui ouvrait l'espace à cette personne : son numéro et sa structure ;
   *     null pour un agent
   * @param acte nom de code, stable
   * @param phrase ce que l'acte a fait, au passé et sans sujet
   * @param objet identifiant de ce sur quoi il porte ; null admis
   */
  public record LigneView(
      long rang,
      Instant quand,
      NatureDeLigne nature,
      TitreDeLigne titre,
      UUID auteurId,
      String auteur,
      String identifiant,
      UUID pourId,
      String pour,
      UUID conventionId,
      String convention,
      String acte,
      String phrase,
      String objet,
      String detail) {}

  /** Quelqu'un qui a laissé une ligne au journal. */
  public record PersonneView(UUID id, String nom) {}

  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.CONSULTER_JOURNAL)
  public Page<LigneView> executer(Filtre filtre, Pagination pagination) {
    var lignes =
        avec(
                em.createQuery(
                    "select j" + ou(filtre) + " order by j.rang desc", LigneDeJournal.class),
                filtre)
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultList();
    return Page.de(
        vues(lignes),
        pagination,
        () ->
            avec(em.createQuery("select count(j)" + ou(filtre), Long.class), filtre)
                .getSingleResult());
  }

  /** Ceux dont le journal porte au moins une ligne, par nom : le choix du filtre. */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.CONSULTER_JOURNAL)
  public List<PersonneView> personnes() {
    return em.createQuery(
            "select j.auteurId, max(j.auteurNom) from LigneDeJournal j where j.espace = :espace"
                + " group by j.auteurId",
            Object[].class)
        .setParameter("espace", contexte.tenantId())
        .setMaxResults(PERSONNES_AU_PLUS)
        .getResultStream()
        .map(c -> new PersonneView((UUID) c[0], (String) c[1]))
        .sorted(java.util.Comparator.comparing(PersonneView::nom, Texte.ordre()))
        .toList();
  }

  /**
   * Les {@value #PAR_TRANCHE} lignes d'avant ce rang, du plus récent au plus ancien ; vide à la
   * fin.
   */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.CONSULTER_JOURNAL)
  public List<LigneView> tranche(Filtre filtre, long avantRang) {
    return vues(
        avec(
                em.createQuery(
                    "select j" + ou(filtre) + " and j.rang < :rang order by j.rang desc",
                    LigneDeJournal.class),
                filtre)
            .setParameter("rang", avantRang)
            .setMaxResults(PAR_TRANCHE)
            .getResultList());
  }

  private static String ou(Filtre f) {
    return " from LigneDeJournal j where j.espace = :espace"
        + (f.du() == null ? "" : " and j.quand >= :du")
        + (f.au() == null ? "" : " and j.quand < :au")
        + (f.nature() == null ? "" : " and j.nature = :nature")
        + (f.titre() == null ? "" : " and j.titre = :titre")
        + (f.personne() == null ? "" : " and (j.auteurId = :personne or j.pourId = :personne)");
  }

  private <T> TypedQuery<T> avec(TypedQuery<T> requete, Filtre f) {
    requete.setParameter("espace", contexte.tenantId());
    if (f.du() != null) {
      requete.setParameter("du", f.du().atStartOfDay(horloge.getZone()).toInstant());
    }
    if (f.au() != null) {
      requete.setParameter("au", f.au().plusDays(1).atStartOfDay(horloge.getZone()).toInstant());
    }
    if (f.nature() != null) {
      requete.setParameter("nature", f.nature());
    }
    if (f.titre() != null) {
      requete.setParameter("titre", f.titre());
    }
    if (f.personne() != null) {
      requete.setParameter("personne", f.personne());
    }
    return requete;
  }

  private List<LigneView> vues(List<LigneDeJournal> lignes) {
    var conventions =
        conventions(
            lignes.stream()
                .map(j -> j.convention)
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet()));
    var connus =
        identifiants.lire(lignes.stream().map(j -> j.auteurId).collect(Collectors.toSet()));
    return lignes.stream()
        .map(
            j ->
                new LigneView(
                    j.rang,
                    j.quand,
                    j.nature,
                    j.titre,
                    j.auteurId,
                    j.auteurNom,
                    j.auteurId.equals(MACHINE)
                        ? null
                        : connus.getOrDefault(j.auteurId, j.auteurId.toString()),
                    j.pourId,
                    j.pourNom,
                    j.convention,
                    j.convention == null
                        ? null
                        : conventions.getOrDefault(j.convention, "introuvable aujourd'hui"),
                    j.acte,
                    Actes.phrase(j.acte, j.nature),
                    j.objet,
                    j.detail))
        .toList();
  }

  private Map<UUID, String> conventions(Set<UUID> ids) {
    var noms = new HashMap<UUID, String>();
    if (!ids.isEmpty()) {
      em.createQuery(
              "select c.id, c.numero, s.nom from ConventionCitee c join StructureCitee s on s.id ="
                  + " c.structure where c.id in :ids",
              Object[].class)
          .setParameter("ids", ids)
          .getResultStream()
          .forEach(c -> noms.put((UUID) c[0], c[1] + ", " + c[2]));
    }
    return noms;
  }
}
