package fr.maillon.passation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Ce qu'il reste à passer, tenu en base : un arrêt ne perd rien. Sous le périmètre du système. */
@ApplicationScoped
class Etapes {
  private static final int TOUR = 200;

  /**
   * @param par au nom de qui
   */
  record Etape(UUID passation, UUID espace, UUID de, UUID vers, UUID par, String parNom) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<Etape> dues() {
    return em.createQuery(
            "select p.id, e.maitreOuvrage, p.de, p.vers, p.par, p.parNom from Passation p join"
                + " PassationEspace e on e.passation = p.id where p.effet <= :jour and e.etat ="
                + " fr.maillon.passation.PassationEspace.Etat.A_FAIRE order by e.essais, p.quand,"
                + " e.maitreOuvrage",
            Object[].class)
        .setParameter("jour", LocalDate.now(horloge))
        .setMaxResults(TOUR)
        .getResultStream()
        .map(
            e ->
                new Etape(
                    (UUID) e[0], (UUID) e[1], (UUID) e[2], (UUID) e[3], (UUID) e[4], (String) e[5]))
        .toList();
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void fait(Etape etape, int demandes) {
    trouver(etape).fait(demandes);
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void echouer(Etape etape, String phrase, boolean definitive) {
    trouver(etape).echouer(phrase, definitive);
  }

  /** Clôt celles qui n'ont plus d'espace à faire. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void clore() {
    for (var p :
        em.createQuery(
                "select p from Passation p where p.etat = fr.maillon.passation.EtatPassation.PREVUE"
                    + " and p.effet <= :jour and not exists (select 1 from PassationEspace e where"
                    + " e.passation = p.id and e.etat ="
                    + " fr.maillon.passation.PassationEspace.Etat.A_FAIRE)",
                Passation.class)
            .setParameter("jour", LocalDate.now(horloge))
            .getResultList()) {
      var erreurs =
          em.createQuery(
                  "select count(e) from PassationEspace e where e.passation = :id and e.etat ="
                      + " fr.maillon.passation.PassationEspace.Etat.ERREUR",
                  Long.class)
              .setParameter("id", p.id)
              .getSingleResult();
      p.finir(erreurs == 0, horloge.instant());
    }
  }

  private PassationEspace trouver(Etape etape) {
    return em.find(
        PassationEspace.class, new PassationEspace.Cle(etape.passation(), etape.espace()));
  }
}
