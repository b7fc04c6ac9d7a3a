package fr.maillon.suiviconvention;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureCoordination;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.MotsCherches;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Qui assiste qui, pour la coordination : chaque convention qui court ou va courir, et ceux qui y
 * sont affectés.
 */
@ApplicationScoped
public class ListerAffectations {
  /**
   * Un critère vide ou null ne filtre pas.
   *
   * @param texte cherché dans le nom du maître d'ouvrage
   * @param sansFacilitateur les seules conventions en vigueur où personne n'est affecté aujourd'hui
   */
  public record Criteres(String texte, UUID facilitateur, boolean sansFacilitateur) {
    public static final Criteres TOUTES = new Criteres(null, null, false);

    public Criteres {
      texte = texte == null || texte.isBlank() ? null : texte.strip();
    }
  }

  /**
   * @param affectations en cours et à venir d'abord ; les finies suivent, l'histoire reste
   */
  @Schema(name = "ListerAffectationsLigne")
  public record Ligne(
      UUID conventionId,
      String numero,
      MaitreOuvrageAssiste maitreOuvrage,
      String structure,
      LocalDate du,
      LocalDate fin,
      EtatConvention etat,
      String etatLibelle,
      List<AffectationView> affectations) {}

  /**
   * @param jusquAu dernier jour de son titre ; null : sans fin
   * @param espaces où il est affecté aujourd'hui
   */
  public record FacilitateurView(UUID id, String nom, LocalDate jusquAu, long espaces) {}

  private static final String EN_COURS = " a.du <= :jour and (a.au is null or a.au >= :jour)";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;

  @Transactional
  @LectureCoordination
  public Page<Ligne> executer(Criteres criteres, Pagination pagination) {
    var jour = LocalDate.now(horloge);
    var parametres = new HashMap<String, Object>(Map.of("jour", jour));
    var ou =
        new StringBuilder(
            " from ConventionDuJour c join EspaceConventionne m on m.id = c.maitreOuvrage join"
                + " Structure s on s.id = c.structure where c.fin >= :jour and m.etat <> 'FERME'");
    var mots = MotsCherches.de(criteres.texte());
    if (!mots.vide()) {
      ou.append(" and ").append(mots.condition("m.recherche"));
      parametres.putAll(mots.parametres());
    }
    if (criteres.facilitateur() != null) {
      ou.append(
          " and exists (select 1 from Affectation a where a.convention = c.id and a.facilitateur ="
              + " :facilitateur and (a.au is null or a.au >= :jour and a.au >= a.du))");
      parametres.put("facilitateur", criteres.facilitateur());
    }
    if (criteres.sansFacilitateur()) {
      ou.append(
          " and c.enVigueur = true and not exists (select 1 from Affectation a where a.convention ="
              + " c.id and"
              + EN_COURS
              + ")");
    }
    var total =
        avec(em.createQuery("select count(c)" + ou, Long.class), parametres).getSingleResult();
    var trouvees =
        avec(
                em.createQuery(
                    "select c.id, c.numero, m.code, m.nom, m.sigle, m.type, m.couleur, s.nom, c.du,"
                        + " c.fin"
                        + ou
                        + " order by m.nom, m.code, c.du",
                    Object[].class),
                parametres)
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultList();
    var fins = new HashMap<UUID, LocalDate>();
    trouvees.forEach(l -> fins.put((UUID) l[0], (LocalDate) l[9]));
    var affectations = ConsulterConvention.affectations(em, List.copyOf(fins.keySet()), fins, jour);
    return new Page<>(
        trouvees.stream()
            .map(
                l -> {
                  var etat = EtatConvention.de((LocalDate) l[8], (LocalDate) l[9], jour);
                  return new Ligne(
                      (UUID) l[0],
                      (String) l[1],
                      new MaitreOuvrageAssiste(
                          (String) l[2],
                          (String) l[3],
                          (String) l[4],
                          (String) l[5],
                          (String) l[6]),
                      (String) l[7],
                      (LocalDate) l[8],
                      (LocalDate) l[9],
                      etat,
                      etat.libelle(),
                      affectations.getOrDefault((UUID) l[0], List.of()));
                })
            .toList(),
        total,
        pagination.page(),
        pagination.taille());
  }

  /** Les facilitateurs d'aujourd'hui, par nom. */
  @Transactional
  @Habilite(
      value = {Titre.COORDINATEUR, Titre.CENTRAL},
      geste = Geste.LIRE)
  public Page<FacilitateurView> facilitateurs(Pagination pagination) {
    var jour = LocalDate.now(horloge);
    var de =
        " from Facilitateur f join MembreEquipe u on u.id = f.utilisateur where f.du <= :jour and"
            + " (f.au is null or f.au >= :jour)";
    var trouves =
        em.createQuery("select u.id, u.nom, f.au" + de + " order by u.nom, u.id", Object[].class)
            .setParameter("jour", jour)
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultList();
    var espaces = new HashMap<UUID, Long>();
    if (!trouves.isEmpty()) {
      em.createQuery(
              "select a.facilitateur, count(distinct a.maitreOuvrage) from Affectation a,"
                  + " ConventionDuJour c where a.facilitateur in :ids and c.id = a.convention and"
                  + " c.enVigueur = true and"
                  + EN_COURS
                  + " group by a.facilitateur",
              Object[].class)
          .setParameter("ids", trouves.stream().map(t -> (UUID) t[0]).toList())
          .setParameter("jour", jour)
          .getResultStream()
          .forEach(a -> espaces.put((UUID) a[0], (Long) a[1]));
    }
    return new Page<>(
        trouves.stream()
            .map(
                t ->
                    new FacilitateurView(
                        (UUID) t[0],
                        (String) t[1],
                        (LocalDate) t[2],
                        espaces.getOrDefault((UUID) t[0], 0L)))
            .toList(),
        em.createQuery("select count(f)" + de, Long.class)
            .setParameter("jour", jour)
            .getSingleResult(),
        pagination.page(),
        pagination.taille());
  }

  private static <T> TypedQuery<T> avec(TypedQuery<T> requete, Map<String, Object> parametres) {
    parametres.forEach(requete::setParameter);
    return requete;
  }
}
