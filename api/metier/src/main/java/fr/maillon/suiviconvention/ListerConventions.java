package fr.maillon.suiviconvention;

import fr.maillon.assistance.ServiceAssistance;
import fr.maillon.isolation.LectureCentre;
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
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Toutes les conventions, pour le centre : celles qui finissent d'ici 90 jours d'abord, puis en
 * vigueur, à venir, finies.
 */
@ApplicationScoped
public class ListerConventions {
  /**
   * Un critère vide ou null ne filtre pas.
   *
   * @param texte cherché dans le nom du maître d'ouvrage, celui de la structure et le numéro
   * @param maitreOuvrage code d'adresse
   */
  public record Criteres(String texte, EtatConvention etat, String maitreOuvrage) {
    public static final Criteres TOUTES = new Criteres(null, null, null);

    public Criteres {
      texte = texte == null || texte.isBlank() ? null : texte.strip();
      maitreOuvrage =
          maitreOuvrage == null || maitreOuvrage.isBlank() ? null : maitreOuvrage.strip();
    }
  }

  /** Une structure porteuse. */
  public record StructureView(UUID id, String nom) {}

  private static final String DE =
      " from ConventionDuJour c join EspaceConventionne m on m.id = c.maitreOuvrage join Structure"
          + " s on s.id = c.structure where 1 = 1";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;

  @Transactional
  @LectureCentre
  public Page<ConventionLigne> executer(Criteres criteres, Pagination pagination) {
    var jour = LocalDate.now(horloge);
    var parametres = new HashMap<String, Object>();
    var ou = new StringBuilder(DE);
    var mots = MotsCherches.de(criteres.texte());
    if (!mots.vide()) {
      ou.append(" and (")
          .append(mots.condition("m.recherche", "s.recherche"))
          .append(" or replace(lower(c.numero), '-', ' ') like :numero escape '\\')");
      parametres.putAll(mots.parametres());
      parametres.put("numero", Texte.contient(criteres.texte()));
    }
    if (criteres.maitreOuvrage() != null) {
      ou.append(" and m.code = :code");
      parametres.put("code", criteres.maitreOuvrage());
    }
    if (criteres.etat() != null) {
      parametres.put("jour", jour);
      switch (criteres.etat()) {
        case FINIE -> ou.append(" and c.fin < :jour");
        case A_VENIR -> ou.append(" and c.du > :jour");
        case EN_VIGUEUR -> ou.append(" and c.du <= :jour and c.fin >= :jour");
        case BIENTOT_FINIE -> {
          ou.append(" and c.du <= :jour and c.fin between :jour and :limite");
          parametres.put("limite", jour.plusDays(EtatConvention.JOURS));
        }
      }
    }
    var total =
        avec(em.createQuery("select count(c)" + ou, Long.class), parametres).getSingleResult();
    parametres.put("jour", jour);
    parametres.put("limite", jour.plusDays(EtatConvention.JOURS));
    var trouvees =
        avec(
                em.createQuery(
                    "select c.id, c.numero, m.code, m.nom, m.sigle, m.type, m.couleur, s.nom, c.du,"
                        + " c.fin, c.services, c.quota, case when c.fin < :jour then 3 when c.du >"
                        + " :jour then 2 when c.fin > :limite then 1 else 0 end as rang"
                        + ou
                        + " order by rang, c.fin, m.nom, c.numero",
                    Object[].class),
                parametres)
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultList();
    var ids = trouvees.stream().map(l -> (UUID) l[0]).toList();
    var consommations = new HashMap<UUID, long[]>();
    var affectes = new HashMap<UUID, Long>();
    if (!ids.isEmpty()) {
      em.createQuery(
              "select c.convention, c.demandes, c.auDela from Consommation c where c.convention in"
                  + " :ids and c.annee = :annee",
              Object[].class)
          .setParameter("ids", ids)
          .setParameter("annee", jour.getYear())
          .getResultStream()
          .forEach(c -> consommations.put((UUID) c[0], new long[] {(Long) c[1], (Long) c[2]}));
      em.createQuery(
              "select a.convention, count(distinct a.facilitateur) from Affectation a where"
                  + " a.convention in :ids and a.du <= :jour and (a.au is null or a.au >= :jour)"
                  + " group by a.convention",
              Object[].class)
          .setParameter("ids", ids)
          .setParameter("jour", jour)
          .getResultStream()
          .forEach(a -> affectes.put((UUID) a[0], (Long) a[1]));
    }
    var lignes =
        trouvees.stream()
            .map(
                l -> {
                  var id = (UUID) l[0];
                  var fin = (LocalDate) l[9];
                  var etat = EtatConvention.de((LocalDate) l[8], fin, jour);
                  var consommees = consommations.getOrDefault(id, new long[2]);
                  return new ConventionLigne(
                      id,
                      (String) l[1],
                      new MaitreOuvrageAssiste(
                          (String) l[2],
                          (String) l[3],
                          (String) l[4],
                          (String) l[5],
                          (String) l[6]),
                      (String) l[7],
                      (LocalDate) l[8],
                      fin,
                      etat,
                      etat.libelle(),
                      ConsulterConvention.restants(etat, fin, jour),
                      ConsulterConvention.codes((String) l[10]).stream()
                          .map(ServiceAssistance::libelle)
                          .toList(),
                      (Integer) l[11],
                      consommees[0],
                      consommees[1],
                      etat == EtatConvention.FINIE ? 0 : affectes.getOrDefault(id, 0L));
                })
            .toList();
    return new Page<>(lignes, total, pagination.page(), pagination.taille());
  }

  /** Les structures connues, par nom. */
  @Transactional
  @LectureCentre
  public Page<StructureView> structures(Pagination pagination) {
    var lignes =
        em.createQuery(
                "select new fr.maillon.suiviconvention.ListerConventions.StructureView(s.id,"
                    + " s.nom) from Structure s order by s.nom, s.id",
                StructureView.class)
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultList();
    return new Page<>(
        lignes,
        em.createQuery("select count(s) from Structure s", Long.class).getSingleResult(),
        pagination.page(),
        pagination.taille());
  }

  /**
   * Les maîtres d'ouvrage qu'une convention peut ouvrir, par nom.
   *
   * @param texte cherché dans le nom et le code ; null : tous
   */
  @Transactional
  @LectureCentre
  public List<MaitreOuvrageAssiste> maitresOuvrage(String texte) {
    var mots = MotsCherches.de(texte);
    return avec(
            em.createQuery(
                "select new fr.maillon.suiviconvention.MaitreOuvrageAssiste(m.code, m.nom,"
                    + " m.sigle, m.type, m.couleur) from EspaceConventionne m where m.etat <>"
                    + " 'FERME'"
                    + (mots.vide() ? "" : " and " + mots.condition("m.recherche"))
                    + " order by m.nom, m.code",
                MaitreOuvrageAssiste.class),
            mots.parametres())
        .setMaxResults(50)
        .getResultList();
  }

  private static <T> TypedQuery<T> avec(TypedQuery<T> requete, Map<String, Object> parametres) {
    parametres.forEach(requete::setParameter);
    return requete;
  }
}
