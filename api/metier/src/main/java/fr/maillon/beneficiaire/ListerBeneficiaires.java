package fr.maillon.beneficiaire;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Mots;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Les bénéficiaires de la centrale d'achat où l'on est, par nom ; vide ailleurs. */
@ApplicationScoped
public class ListerBeneficiaires {
  private static final String VUE =
      "select new fr.maillon.beneficiaire.ListerBeneficiaires.BeneficiaireView(b.id, b.siret,"
          + " b.nom, b.commune, b.version)";
  private static final int TRANCHE = 1_000;

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;

  public record BeneficiaireView(UUID id, String siret, String nom, String commune, int version) {}

  /**
   * @param texte nom, commune ou SIRET, en partie ; null : tous
   */
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR, Titre.SUPPORT},
      geste = Geste.LIRE)
  public Page<BeneficiaireView> executer(String texte, Pagination pagination) {
    var mots = Mots.de(texte);
    var ou =
        " from Beneficiaire b where b.espace = :tenant"
            + (mots.vide() ? "" : " and " + mots.condition("b.recherche"));
    var page =
        parametrer(em.createQuery(VUE + ou + " order by b.nom, b.id", BeneficiaireView.class), mots)
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultList();
    long total =
        parametrer(em.createQuery("select count(b)" + ou, Long.class), mots).getSingleResult();
    return new Page<>(page, total, pagination.page(), pagination.taille());
  }

  /**
   * Les {@value #TRANCHE} suivants, par nom ; vide à la fin.
   *
   * @param apres le dernier déjà lu ; null : depuis le début
   */
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.LIRE)
  public List<BeneficiaireView> tranche(BeneficiaireView apres) {
    var requete =
        em.createQuery(
                VUE
                    + " from Beneficiaire b where b.espace = :tenant"
                    + (apres == null ? "" : " and b.nom >= :nom and (b.nom > :nom or b.id > :id)")
                    + " order by b.nom, b.id",
                BeneficiaireView.class)
            .setParameter("tenant", contexte.tenantId())
            .setMaxResults(TRANCHE);
    return (apres == null
            ? requete
            : requete.setParameter("nom", apres.nom()).setParameter("id", apres.id()))
        .getResultList();
  }

  private <T> TypedQuery<T> parametrer(TypedQuery<T> requete, Mots mots) {
    requete.setParameter("tenant", contexte.tenantId());
    mots.parametres().forEach(requete::setParameter);
    return requete;
  }
}
