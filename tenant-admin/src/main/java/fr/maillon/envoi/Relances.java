package fr.maillon.envoi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Ce qu'une personne voit et fait des envois d'un sujet, ou de ce qui reste à remettre d'un compte.
 * Dans la transaction de l'appelant.
 */
@ApplicationScoped
public class Relances {
  private static final String OUVERT =
      " and e.etat in (fr.maillon.envoi.EtatEnvoi.A_FAIRE, fr.maillon.envoi.EtatEnvoi.ECHEC) order"
          + " by e.creeLe, e.nature, e.id";

  /**
   * @param prochainEssai null quand il n'y en aura plus
   * @param erreur la phrase du dernier essai manqué ; null : aucun
   */
  public record Suivi(
      String objet, EtatEnvoi etat, int tentatives, Instant prochainEssai, String erreur) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject FileDesEnvois file;
  @Inject Clock horloge;

  /** Les envois de chacun de ces sujets, dans l'ordre où ils ont été posés. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Map<UUID, List<Suivi>> de(String type, Collection<UUID> sujets) {
    return sujets.isEmpty()
        ? Map.of()
        : em.createQuery(
                "select e from Envoi e where e.sujetType = :type and e.sujetId in :sujets order by"
                    + " e.creeLe, e.nature, e.id",
                Envoi.class)
            .setParameter("type", type)
            .setParameter("sujets", sujets)
            .getResultStream()
            .collect(
                Collectors.groupingBy(
                    e -> e.sujetId, Collectors.mapping(Relances::suivi, Collectors.toList())));
  }

  /** Comme {@link #de(String, Collection)}, pour un seul. */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<Suivi> de(Sujet sujet) {
    return de(sujet.type(), List.of(sujet.id())).getOrDefault(sujet.id(), List.of());
  }

  /**
   * Fait repartir tout de suite ceux qui ont échoué ou qui attendent un nouvel essai.
   *
   * @return combien
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public int relancer(Sujet sujet) {
    return repartir(ouverts(sujet));
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public void annuler(Sujet sujet) {
    ouverts(sujet).forEach(e -> e.annuler(horloge.instant()));
  }

  /**
   * Ce qui reste à remettre des comptes de ces personnes, le dernier posé ; qui est à jour n'y est
   * pas.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Map<UUID, Suivi> enAttente(NatureEnvoi nature, Collection<UUID> personnes) {
    return personnes.isEmpty()
        ? Map.of()
        : ouverts(nature, personnes).stream()
            .collect(
                Collectors.toMap(e -> e.utilisateur, Relances::suivi, (_, dernier) -> dernier));
  }

  /** Comme {@link #relancer(Sujet)}, de ce qui reste à remettre du compte de cette personne. */
  @Transactional(Transactional.TxType.MANDATORY)
  public int relancer(NatureEnvoi nature, UUID personne) {
    return repartir(ouverts(nature, List.of(personne)));
  }

  /** Un nouvel envoi remettra tout : ceux d'avant n'ont plus rien à dire. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void annuler(NatureEnvoi nature, UUID personne) {
    ouverts(nature, List.of(personne)).forEach(e -> e.annuler(horloge.instant()));
  }

  private int repartir(List<Envoi> envois) {
    return (int) envois.stream().filter(file::relancer).count();
  }

  private List<Envoi> ouverts(Sujet sujet) {
    return em.createQuery(
            "select e from Envoi e where e.sujetType = :type and e.sujetId = :sujet" + OUVERT,
            Envoi.class)
        .setParameter("type", sujet.type())
        .setParameter("sujet", sujet.id())
        .getResultList();
  }

  private List<Envoi> ouverts(NatureEnvoi nature, Collection<UUID> personnes) {
    return em.createQuery(
            "select e from Envoi e where e.nature = :nature and e.utilisateur in :personnes"
                + OUVERT,
            Envoi.class)
        .setParameter("nature", nature)
        .setParameter("personnes", personnes)
        .getResultList();
  }

  private static Suivi suivi(Envoi e) {
    return new Suivi(
        e.objet, e.etat, e.tentatives, e.aFaire() ? e.prochainEssai : null, e.derniereErreur);
  }
}
