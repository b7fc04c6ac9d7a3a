package fr.maillon.parametre;

import fr.maillon.isolation.LectureCentre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;

/** Les paramètres, chacun à sa valeur d'aujourd'hui, et l'histoire de l'un d'eux. */
@ApplicationScoped
public class ListerParametres {
  /** La dernière valeur commencée ; la première à venir pour un paramètre qui n'en a pas encore. */
  private static final String COURANTE =
      "((p.du <= :jour and not exists (select q from Parametre q where q.code = p.code and q.du >"
          + " p.du and q.du <= :jour)) or (p.du > :jour and not exists (select q from Parametre q"
          + " where q.code = p.code and q.du < p.du)))";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;

  /**
   * Par groupe, puis par libellé.
   *
   * @param aVerifier seulement ceux dont la valeur d'aujourd'hui reste à vérifier
   */
  @Transactional
  @LectureCentre
  public Page<ParametreView> executer(boolean aVerifier, Pagination pagination) {
    var jour = LocalDate.now(horloge);
    var ou = " from Parametre p where " + COURANTE + (aVerifier ? " and p.verifie = false" : "");
    var vues =
        em.createQuery(
                "select p, (select min(s.du) from Parametre s where s.code = p.code and s.du >"
                    + " p.du)"
                    + ou
                    + " order by p.groupe, p.libelle, p.code",
                Object[].class)
            .setParameter("jour", jour)
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultStream()
            .map(l -> vue((Parametre) l[0], jour(l[1]), jour))
            .toList();
    return new Page<>(
        vues,
        em.createQuery("select count(p)" + ou, Long.class)
            .setParameter("jour", jour)
            .getSingleResult(),
        pagination.page(),
        pagination.taille());
  }

  /**
   * @throws Introuvable code inconnu
   */
  @Transactional
  @LectureCentre
  public ParametreView.Fiche un(String code) {
    var jour = LocalDate.now(horloge);
    var histoire = Histoire.lire(em, code);
    var valeurs = histoire.vues(jour, em.find(Protection.class, code));
    var courante =
        valeurs.stream()
            .filter(v -> v.etat() != ParametreView.Etat.A_VENIR)
            .findFirst()
            .orElseGet(valeurs::getLast);
    var suivante =
        valeurs.reversed().stream()
            .map(ParametreView.ValeurView::du)
            .filter(du -> du.isAfter(courante.du()))
            .findFirst()
            .orElse(null);
    var p = histoire.derniere();
    var retirees =
        em.createQuery(
                "select r from ValeurRetiree r where r.code = :code order by r.retireLe desc, r.id",
                ValeurRetiree.class)
            .setParameter("code", code)
            .setMaxResults(Pagination.TAILLE)
            .getResultStream()
            .map(ValeurRetiree::vue)
            .toList();
    return new ParametreView.Fiche(
        new ParametreView(p.code, p.groupe, p.libelle, p.miseEnGarde, courante, suivante),
        valeurs,
        retirees,
        protection(p, jour),
        histoire.version());
  }

  private ParametreView.ProtectionView protection(Parametre p, LocalDate jour) {
    var protection = em.find(Protection.class, p.code);
    if (protection == null) {
      return null;
    }
    var baisse = ProposerBaisse.enAttente(em, p.code);
    return new ParametreView.ProtectionView(
        protection.minimum,
        ProposerBaisse.delai(em, protection, jour),
        protection.pourquoi,
        baisse == null
            ? null
            : new ParametreView.BaisseView(
                baisse.id,
                baisse.valeur,
                Unite.accordee(baisse.valeur, p.unite),
                baisse.source,
                baisse.proposeePar,
                baisse.proposeeParNom,
                baisse.proposeeLe,
                baisse.proposeePar.equals(contexte.identite().id())));
  }

  /** EclipseLink rend le type de la base quand la date vient d'une sous-requête. */
  private static LocalDate jour(Object lu) {
    return lu instanceof java.sql.Date date ? date.toLocalDate() : (LocalDate) lu;
  }

  private static ParametreView vue(Parametre p, LocalDate suivante, LocalDate jour) {
    return new ParametreView(
        p.code,
        p.groupe,
        p.libelle,
        p.miseEnGarde,
        ParametreView.valeur(p, suivante, jour, false),
        suivante);
  }
}
