package fr.maillon.envoi;

import fr.maillon.tache.Reveil;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
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
 * Ce qu'une personne voit et fait des envois d'une invitation. Dans la transaction de l'appelant.
 */
@ApplicationScoped
public class Relances {
  /**
   * @param prochainEssai null quand il n'y en aura plus
   * @param erreur la phrase du dernier essai manqué ; null : aucun
   */
  public record Suivi(
      String objet, EtatEnvoi etat, int tentatives, Instant prochainEssai, String erreur) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;
  @Inject Event<Reveil> reveil;

  /** Les envois de chacune, dans l'ordre où ils ont été posés. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Map<UUID, List<Suivi>> deCesInvitations(UUID espace, Collection<UUID> invitations) {
    return invitations.isEmpty()
        ? Map.of()
        : em.createQuery(
                "select e from Envoi e where e.espace = :espace and e.invitation in :invitations"
                    + " order by e.creeLe, e.nature, e.id",
                Envoi.class)
            .setParameter("espace", espace)
            .setParameter("invitations", invitations)
            .getResultStream()
            .collect(
                Collectors.groupingBy(
                    e -> e.invitation, Collectors.mapping(Relances::suivi, Collectors.toList())));
  }

  /** Comme {@link #deCesInvitations}, pour des invitations dans l'équipe. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Map<UUID, List<Suivi>> dansLEquipe(Collection<UUID> invitations) {
    return invitations.isEmpty()
        ? Map.of()
        : em.createQuery(
                "select e from Envoi e where e.invitationEquipe in :invitations order by e.creeLe,"
                    + " e.nature, e.id",
                Envoi.class)
            .setParameter("invitations", invitations)
            .getResultStream()
            .collect(
                Collectors.groupingBy(
                    e -> e.invitationEquipe,
                    Collectors.mapping(Relances::suivi, Collectors.toList())));
  }

  /**
   * Ce qui reste à faire des comptes de ces membres de l'équipe, hors invitation ; une personne à
   * jour n'y est pas.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Map<UUID, Suivi> groupesEnAttente(Collection<UUID> personnes) {
    return personnes.isEmpty()
        ? Map.of()
        : groupes(personnes).stream()
            .collect(Collectors.toMap(e -> e.utilisateur, Relances::suivi, (a, b) -> b));
  }

  /** Fait repartir ce qui reste à faire du compte de cette personne. */
  @Transactional(Transactional.TxType.MANDATORY)
  public int relancerGroupes(UUID personne) {
    return repartir(groupes(List.of(personne)));
  }

  /**
   * Un nouvel envoi remet les groupes tels qu'ils doivent être : ceux d'avant n'ont plus rien à
   * dire.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void annulerGroupes(UUID personne) {
    groupes(List.of(personne)).forEach(e -> e.annuler(horloge.instant()));
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public int relancerDansLEquipe(UUID invitation) {
    return repartir(ouvertsDansLEquipe(invitation));
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public void annulerDansLEquipe(UUID invitation) {
    ouvertsDansLEquipe(invitation).forEach(e -> e.annuler(horloge.instant()));
  }

  /**
   * Fait repartir tout de suite ceux qui ont échoué ou qui attendent un nouvel essai.
   *
   * @return combien
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public int relancer(UUID espace, UUID invitation) {
    return repartir(ouverts(espace, invitation));
  }

  private int repartir(List<Envoi> aRelancer) {
    aRelancer.forEach(e -> e.relancer(horloge.instant()));
    if (!aRelancer.isEmpty()) {
      reveil.fire(new Reveil(Courriels.TACHE));
    }
    return aRelancer.size();
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public void annuler(UUID espace, UUID invitation) {
    ouverts(espace, invitation).forEach(e -> e.annuler(horloge.instant()));
  }

  private List<Envoi> ouverts(UUID espace, UUID invitation) {
    return em.createQuery(
            "select e from Envoi e where e.espace = :espace and e.invitation = :invitation and"
                + " e.etat in (fr.maillon.envoi.EtatEnvoi.A_FAIRE,"
                + " fr.maillon.envoi.EtatEnvoi.ECHEC)",
            Envoi.class)
        .setParameter("espace", espace)
        .setParameter("invitation", invitation)
        .getResultList();
  }

  private List<Envoi> ouvertsDansLEquipe(UUID invitation) {
    return em.createQuery(
            "select e from Envoi e where e.invitationEquipe = :invitation and e.etat in"
                + " (fr.maillon.envoi.EtatEnvoi.A_FAIRE, fr.maillon.envoi.EtatEnvoi.ECHEC)",
            Envoi.class)
        .setParameter("invitation", invitation)
        .getResultList();
  }

  /** Ce qui part pour un changement d'adresse, dans l'ordre où il a été posé. */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<Suivi> duChangement(UUID changement) {
    return em.createQuery(
            "select e from Envoi e where e.changement = :changement order by e.creeLe, e.nature,"
                + " e.id",
            Envoi.class)
        .setParameter("changement", changement)
        .getResultStream()
        .map(Relances::suivi)
        .toList();
  }

  /** Ce qui reste à remettre du compte de cette personne ; null : rien. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Suivi identiteEnAttente(UUID personne) {
    var restent = identites(personne);
    return restent.isEmpty() ? null : suivi(restent.getLast());
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public int relancerChangement(UUID changement) {
    return repartir(ouvertsDuChangement(changement));
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public void annulerChangement(UUID changement) {
    ouvertsDuChangement(changement).forEach(e -> e.annuler(horloge.instant()));
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public int relancerIdentite(UUID personne) {
    return repartir(identites(personne));
  }

  private List<Envoi> ouvertsDuChangement(UUID changement) {
    return em.createQuery(
            "select e from Envoi e where e.changement = :changement and e.etat in"
                + " (fr.maillon.envoi.EtatEnvoi.A_FAIRE, fr.maillon.envoi.EtatEnvoi.ECHEC)",
            Envoi.class)
        .setParameter("changement", changement)
        .getResultList();
  }

  private List<Envoi> identites(UUID personne) {
    return em.createQuery(
            "select e from Envoi e where e.nature = fr.maillon.envoi.NatureEnvoi.IDENTITE and"
                + " e.utilisateur = :personne and e.etat in (fr.maillon.envoi.EtatEnvoi.A_FAIRE,"
                + " fr.maillon.envoi.EtatEnvoi.ECHEC) order by e.creeLe",
            Envoi.class)
        .setParameter("personne", personne)
        .getResultList();
  }

  private List<Envoi> groupes(Collection<UUID> personnes) {
    return em.createQuery(
            "select e from Envoi e where e.espace is null and e.nature ="
                + " fr.maillon.envoi.NatureEnvoi.GROUPES and e.utilisateur in :personnes and e.etat"
                + " in (fr.maillon.envoi.EtatEnvoi.A_FAIRE, fr.maillon.envoi.EtatEnvoi.ECHEC) order"
                + " by e.creeLe",
            Envoi.class)
        .setParameter("personnes", personnes)
        .getResultList();
  }

  private static Suivi suivi(Envoi e) {
    return new Suivi(
        e.objet,
        e.etat,
        e.tentatives,
        e.etat == EtatEnvoi.A_FAIRE ? e.prochainEssai : null,
        e.derniereErreur);
  }
}
