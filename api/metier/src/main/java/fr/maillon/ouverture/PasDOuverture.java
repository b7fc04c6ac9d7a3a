package fr.maillon.ouverture;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Titre;
import fr.maillon.maitreouvrage.OuvrirEspace;
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
  /**
   * @param demandePar au nom de qui les espaces s'ouvrent
   */
  record ATraiter(UUID fichier, UUID demandePar, String demandeParNom) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject OuvrirEspace ouvrir;
  @Inject Clock horloge;

  /** Sous le périmètre du système. */
  @Transactional
  public List<ATraiter> enCours() {
    return em
        .createQuery(
            "select f.id, f.demandePar, f.demandeParNom from FichierEspaces f where f.etat ="
                + " fr.maillon.ouverture.EtatFichier.EN_COURS order by f.confirmeLe",
            Object[].class)
        .getResultList()
        .stream()
        .map(l -> new ATraiter((UUID) l[0], (UUID) l[1], (String) l[2]))
        .toList();
  }

  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.POURSUIVRE)
  public List<Integer> pretes(UUID fichier, int apresRang, int auPlus) {
    return em.createQuery(
            "select l.rang from LigneEspace l where l.fichier = :fichier and l.etat ="
                + " fr.maillon.ouverture.EtatLigne.PRETE and l.rang > :apres order by l.rang",
            Integer.class)
        .setParameter("fichier", fichier)
        .setParameter("apres", apresRang)
        .setMaxResults(auPlus)
        .getResultList();
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @Habilite(value = Titre.CENTRAL, geste = Geste.POURSUIVRE)
  public void ouvrir(UUID fichier, int rang) {
    var ligne = em.find(LigneEspace.class, new LigneEspace.Cle(fichier, rang));
    if (ligne.etat == EtatLigne.PRETE) {
      var o = ouvrir.executer(ligne.commande());
      ligne.aboutir(o.id(), o.nouveau());
    }
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @Habilite(value = Titre.CENTRAL, geste = Geste.POURSUIVRE)
  public void refuser(UUID fichier, int rang, String champ, String raison) {
    em.find(LigneEspace.class, new LigneEspace.Cle(fichier, rang)).refuser(champ, raison);
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @Habilite(value = Titre.CENTRAL, geste = Geste.POURSUIVRE)
  public void terminer(UUID fichier) {
    em.find(FichierEspaces.class, fichier).terminer(horloge.instant());
  }
}
