package fr.maillon.importespaces;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Titre;
import fr.maillon.maitreouvrage.OuvrirEspace;
import fr.maillon.travail.Bail;
import fr.maillon.travail.FileDesTravaux;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Un pas de l'import : une ligne, une transaction. L'espace s'ouvre et la ligne le dit, ensemble.
 */
@ApplicationScoped
class PasDOuverture {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject OuvrirEspace ouvrir;
  @Inject FileDesTravaux travaux;
  @Inject Clock horloge;

  /** Combien de lignes sont encore à ouvrir. */
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.POURSUIVRE)
  public long aOuvrir(UUID fichier) {
    return em.createQuery(
            "select count(l) from LigneEspace l where l.fichier = :fichier and l.etat ="
                + " fr.maillon.importespaces.EtatLigne.PRETE",
            Long.class)
        .setParameter("fichier", fichier)
        .getSingleResult();
  }

  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.POURSUIVRE)
  public List<Integer> pretes(UUID fichier, int apresRang, int auPlus) {
    return em.createQuery(
            "select l.rang from LigneEspace l where l.fichier = :fichier and l.etat ="
                + " fr.maillon.importespaces.EtatLigne.PRETE and l.rang > :apres order by l.rang",
            Integer.class)
        .setParameter("fichier", fichier)
        .setParameter("apres", apresRang)
        .setMaxResults(auPlus)
        .getResultList();
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @Habilite(value = Titre.CENTRAL, geste = Geste.POURSUIVRE)
  public void ouvrir(Bail bail, int rang) {
    travaux.tenir(bail);
    var ligne = em.find(LigneEspace.class, new LigneEspace.Cle(bail.travail(), rang));
    if (ligne.etat == EtatLigne.PRETE) {
      var o = ouvrir.executer(ligne.commande());
      ligne.aboutir(o.id(), o.nouveau());
    }
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @Habilite(value = Titre.CENTRAL, geste = Geste.POURSUIVRE)
  public void refuser(Bail bail, int rang, String champ, String raison) {
    travaux.tenir(bail);
    em.find(LigneEspace.class, new LigneEspace.Cle(bail.travail(), rang)).refuser(champ, raison);
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @Habilite(value = Titre.CENTRAL, geste = Geste.POURSUIVRE)
  public void terminer(Bail bail) {
    travaux.finir(bail, null);
    em.find(FichierEspaces.class, bail.travail()).terminer(horloge.instant());
  }
}
