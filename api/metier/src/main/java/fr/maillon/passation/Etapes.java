package fr.maillon.passation;

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

/** Ce qu'il reste à passer, tenu en base : un arrêt ne perd rien. Sous le périmètre du système. */
@ApplicationScoped
class Etapes {
  public record Etape(UUID espace, UUID de, UUID vers) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject FileDesTravaux travaux;
  @Inject Clock horloge;

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<Etape> aFaire(UUID passation) {
    return em.createQuery(
            "select new fr.maillon.passation.Etapes.Etape(e.maitreOuvrage, p.de, p.vers) from"
                + " Passation p join PassationEspace e on e.passation = p.id where p.id = :id and"
                + " e.etat = fr.maillon.passation.PassationEspace.Etat.A_FAIRE order by"
                + " e.maitreOuvrage",
            Etape.class)
        .setParameter("id", passation)
        .getResultList();
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void fait(Bail bail, Etape etape, int demandes) {
    trouver(bail, etape).fait(demandes);
  }

  /** Réessayer ne servirait à rien tant que quelqu'un n'a pas agi. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void empecher(Bail bail, Etape etape, String phrase) {
    trouver(bail, etape).empecher(phrase);
  }

  /** Plus un espace n'est à faire. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void clore(Bail bail) {
    travaux.finir(bail, null);
    finir(bail.travail());
  }

  /** La passation s'arrête là, dans la transaction qui clôt son travail : à reprendre. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void arreter(UUID passation, String phrase) {
    em.createQuery(
            "select e from PassationEspace e where e.passation = :id and e.etat ="
                + " fr.maillon.passation.PassationEspace.Etat.A_FAIRE",
            PassationEspace.class)
        .setParameter("id", passation)
        .getResultList()
        .forEach(e -> e.empecher(phrase));
    em.flush();
    finir(passation);
  }

  private void finir(UUID passation) {
    var empeches =
        em.createQuery(
                "select count(e) from PassationEspace e where e.passation = :id and e.etat ="
                    + " fr.maillon.passation.PassationEspace.Etat.ERREUR",
                Long.class)
            .setParameter("id", passation)
            .getSingleResult();
    em.find(Passation.class, passation).finir(empeches == 0, horloge.instant());
  }

  private PassationEspace trouver(Bail bail, Etape etape) {
    travaux.tenir(bail);
    return em.find(PassationEspace.class, new PassationEspace.Cle(bail.travail(), etape.espace()));
  }
}
