package fr.maillon.equipe;

import fr.maillon.envoi.EtatEnvoi;
import fr.maillon.envoi.Relances;
import fr.maillon.isolation.LectureCentre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Qui est de l'équipe, et qui en a été. */
@ApplicationScoped
public class ListerEquipe {
  /**
   * @param titre seulement qui le tient, ou l'a tenu ; null : tous
   * @param anciens ceux qui ne tiennent plus aucun titre ; sinon, ceux d'aujourd'hui
   */
  public record Criteres(Titre titre, boolean anciens) {
    public static final Criteres AUJOURD_HUI = new Criteres(null, false);
  }

  private static final String DU_JOUR = "h.du <= :jour and (h.au is null or h.au >= :jour)";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Relances relances;
  @Inject Clock horloge;

  /** Par nom. */
  @Transactional
  @LectureCentre
  public Page<MembreView> executer(Criteres c, Pagination pagination) {
    var tenus =
        " from Equipier p where exists (select 1 from TitreTenu h where h.personne = p.id"
            + (c.anciens() ? "" : " and " + DU_JOUR)
            + (c.titre() == null ? "" : " and h.titre = :titre")
            + ")"
            + (c.anciens()
                ? " and not exists (select 1 from TitreTenu h where h.personne = p.id and "
                    + DU_JOUR
                    + ")"
                : "");
    var lus =
        avec(
                em.createQuery(
                    "select p" + tenus + " order by p.nom, p.courriel, p.id", Equipier.class),
                c)
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultList();
    return new Page<>(
        vues(lus),
        avec(em.createQuery("select count(p)" + tenus, Long.class), c).getSingleResult(),
        pagination.page(),
        pagination.taille());
  }

  /**
   * @throws Introuvable qui n'a jamais été de l'équipe n'y est pas
   */
  @Transactional
  @LectureCentre
  public MembreView.Fiche une(UUID personne) {
    var periodes =
        em.createQuery(
                "select h from TitreTenu h where h.personne = :personne order by h.du desc,"
                    + " h.titre",
                TitreTenu.class)
            .setParameter("personne", personne)
            .getResultStream()
            .map(h -> new MembreView.Periode(h.titre, TitresDeLEquipe.libelle(h.titre), h.du, h.au))
            .toList();
    var equipier = periodes.isEmpty() ? null : em.find(Equipier.class, personne);
    if (equipier == null) {
      throw new Introuvable("Membre de l'équipe");
    }
    var actes =
        em.createQuery(
                "select a from ActeDEquipe a where a.personne = :personne order by a.quand desc,"
                    + " a.id",
                ActeDEquipe.class)
            .setParameter("personne", personne)
            .setMaxResults(Pagination.MAXIMUM)
            .getResultStream()
            .map(a -> new MembreView.Acte(a.quand, a.par, a.parNom, a.phrase()))
            .toList();
    return new MembreView.Fiche(vues(List.of(equipier)).getFirst(), periodes, actes);
  }

  private <T> TypedQuery<T> avec(TypedQuery<T> requete, Criteres c) {
    requete.setParameter("jour", LocalDate.now(horloge));
    if (c.titre() != null) {
      requete.setParameter("titre", c.titre());
    }
    return requete;
  }

  private List<MembreView> vues(List<Equipier> equipiers) {
    if (equipiers.isEmpty()) {
      return List.of();
    }
    var jour = LocalDate.now(horloge);
    var qui = equipiers.stream().map(e -> e.id).toList();
    Map<UUID, List<TitreTenu>> titres =
        em.createQuery(
                "select h from TitreTenu h where h.personne in :qui and " + DU_JOUR,
                TitreTenu.class)
            .setParameter("qui", qui)
            .setParameter("jour", jour)
            .getResultStream()
            .collect(Collectors.groupingBy(h -> h.personne));
    var espaces =
        nombres(
            em.createQuery(
                    "select a.facilitateur, count(distinct a.maitreOuvrage) from Affectation a,"
                        + " ConventionDuJour c, EspaceConventionne m where a.facilitateur in :qui"
                        + " and c.id = a.convention and c.enVigueur = true and a.du <= :jour and"
                        + " (a.au is null or a.au >= :jour) and m.id = a.maitreOuvrage and m.etat"
                        + " <> 'FERME' group by a.facilitateur",
                    Object[].class)
                .setParameter("qui", qui)
                .setParameter("jour", jour));
    var demandes =
        nombres(
            em.createQuery(
                    "select s.personne, s.ouvertes from DemandesSuivies s where s.personne in :qui",
                    Object[].class)
                .setParameter("qui", qui));
    var groupes = relances.groupesEnAttente(qui);
    return equipiers.stream()
        .map(
            e -> {
              var siens =
                  titres.getOrDefault(e.id, List.of()).stream()
                      .sorted(Comparator.comparingInt(h -> TitresDeLEquipe.TOUS.indexOf(h.titre)))
                      .map(
                          h -> new MembreView.Tenu(h.titre, TitresDeLEquipe.libelle(h.titre), h.du))
                      .toList();
              return new MembreView(
                  e.id,
                  e.nom,
                  e.courriel,
                  siens,
                  TitresDeLEquipe.libelles(siens.stream().map(MembreView.Tenu::titre).toList()),
                  espaces.getOrDefault(e.id, 0L),
                  demandes.getOrDefault(e.id, 0L),
                  compte(groupes.get(e.id)),
                  e.id.equals(contexte.identite().id()));
            })
        .toList();
  }

  private static Map<UUID, Long> nombres(TypedQuery<Object[]> requete) {
    var nombres = new HashMap<UUID, Long>();
    requete.getResultStream().forEach(l -> nombres.put((UUID) l[0], ((Number) l[1]).longValue()));
    return nombres;
  }

  private static MembreView.Compte compte(Relances.Suivi enAttente) {
    return enAttente == null
        ? new MembreView.Compte("A_JOUR", null, null)
        : new MembreView.Compte(
            enAttente.etat() == EtatEnvoi.ECHEC ? "ECHEC" : "EN_ATTENTE",
            enAttente.erreur(),
            enAttente.prochainEssai());
  }
}
