package fr.maillon.passation;

import fr.maillon.isolation.LectureCoordination;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.passation.PassationView.EspaceView;
import fr.maillon.regle.Introuvable;
import fr.maillon.suiviconvention.MaitreOuvrageAssiste;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Les passations décidées, la plus récente d'abord, et ce qu'une passation emporterait. */
@ApplicationScoped
public class ListerPassations {
  private static final String COMPTES =
      "select e.passation, count(e), sum(case when e.etat ="
          + " fr.maillon.passation.PassationEspace.Etat.FAIT then 1 else 0 end), sum(case when"
          + " e.etat = fr.maillon.passation.PassationEspace.Etat.ERREUR then 1 else 0 end),"
          + " sum(e.demandes) from PassationEspace e where e.passation in :ids group by"
          + " e.passation";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Transactional
  @LectureCoordination
  public Page<PassationView> executer(Pagination pagination) {
    var trouvees =
        em.createQuery("select p from Passation p order by p.quand desc, p.id", Passation.class)
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultList();
    var total = em.createQuery("select count(p) from Passation p", Long.class).getSingleResult();
    var comptes = comptes(trouvees.stream().map(p -> p.id).toList());
    return new Page<>(
        trouvees.stream().map(p -> vue(p, comptes, List.of())).toList(),
        total,
        pagination.page(),
        pagination.taille());
  }

  /**
   * @throws Introuvable passation absente
   */
  @Transactional
  @LectureCoordination
  public PassationView une(UUID id) {
    var passation = em.find(Passation.class, id);
    if (passation == null) {
      throw new Introuvable("Passation");
    }
    var espaces =
        em.createQuery(
                "select m.code, m.nom, m.sigle, m.type, m.couleur, e.etat, e.demandes, e.erreur"
                    + " from PassationEspace e join EspaceConventionne m on m.id = e.maitreOuvrage"
                    + " where e.passation = :id order by m.nom, m.code",
                Object[].class)
            .setParameter("id", id)
            .getResultStream()
            .map(
                e ->
                    new EspaceView(
                        new MaitreOuvrageAssiste(
                            (String) e[0],
                            (String) e[1],
                            (String) e[2],
                            (String) e[3],
                            (String) e[4]),
                        switch ((PassationEspace.Etat) e[5]) {
                          case A_FAIRE -> "À faire";
                          case FAIT -> "Fait";
                          case ERREUR -> "Empêché";
                        },
                        (Integer) e[6],
                        (String) e[7]))
            .toList();
    return vue(passation, comptes(List.of(id)), espaces);
  }

  /**
   * Les espaces qu'une passation emporterait ce jour-là, par nom.
   *
   * @param code un seul ; null : tous
   */
  @Transactional
  @LectureCoordination
  public Map<UUID, MaitreOuvrageAssiste> aPasser(UUID de, LocalDate effet, String code) {
    var requete =
        em.createQuery(
                "select m.id, m.code, m.nom, m.sigle, m.type, m.couleur from Affectation a,"
                    + " ConventionDuJour c, EspaceConventionne m where c.id = a.convention and m.id"
                    + " = a.maitreOuvrage and a.facilitateur = :de and (a.au is null or a.au >="
                    + " :effet and a.au >= a.du) and c.fin >= :effet and m.etat <> 'FERME'"
                    + (code == null ? "" : " and m.code = :code")
                    + " order by m.nom, m.code",
                Object[].class)
            .setParameter("de", de)
            .setParameter("effet", effet);
    if (code != null) {
      requete.setParameter("code", code);
    }
    var espaces = new LinkedHashMap<UUID, MaitreOuvrageAssiste>();
    requete
        .getResultStream()
        .forEach(
            m ->
                espaces.put(
                    (UUID) m[0],
                    new MaitreOuvrageAssiste(
                        (String) m[1],
                        (String) m[2],
                        (String) m[3],
                        (String) m[4],
                        (String) m[5])));
    return espaces;
  }

  private Map<UUID, Object[]> comptes(List<UUID> ids) {
    var comptes = new HashMap<UUID, Object[]>();
    if (!ids.isEmpty()) {
      em.createQuery(COMPTES, Object[].class)
          .setParameter("ids", ids)
          .getResultStream()
          .forEach(c -> comptes.put((UUID) c[0], c));
    }
    return comptes;
  }

  private static PassationView vue(
      Passation p, Map<UUID, Object[]> comptes, List<EspaceView> espaces) {
    var c = comptes.getOrDefault(p.id, new Object[] {p.id, 0L, 0L, 0L, 0L});
    return new PassationView(
        p.id,
        p.de,
        p.deNom,
        p.vers,
        p.versNom,
        p.effet,
        p.etat,
        p.etat.libelle(),
        nombre(c[1]),
        nombre(c[2]),
        nombre(c[3]),
        nombre(c[4]),
        p.par,
        p.parNom,
        p.quand,
        p.finieLe,
        espaces);
  }

  private static long nombre(Object somme) {
    return somme == null ? 0 : ((Number) somme).longValue();
  }
}
