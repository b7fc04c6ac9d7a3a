package fr.maillon.personne;

import fr.maillon.envoi.EtatEnvoi;
import fr.maillon.envoi.Relances;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.LectureAgent;
import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.Interdit;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Les invitations de l'espace. */
@ApplicationScoped
public class ListerInvitations {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Invitations invitations;
  @Inject Relances relances;
  @Inject Clock horloge;

  /** Les plus récentes d'abord ; annulées, elles n'y sont plus. */
  @Transactional
  @LectureAgent
  public Page<InvitationView> lister(Pagination pagination) {
    reserver();
    var ou =
        " from Invitation i where i.espace = :espace and i.etat <>"
            + " fr.maillon.personne.EtatInvitation.ANNULEE";
    var lues =
        em.createQuery("select i" + ou + " order by i.inviteeLe desc, i.id", Invitation.class)
            .setParameter("espace", contexte.tenantId())
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultList();
    var total =
        em.createQuery("select count(i)" + ou, Long.class)
            .setParameter("espace", contexte.tenantId())
            .getSingleResult();
    var envois = relances.de(Invitation.SUJET, lues.stream().map(i -> i.id).toList());
    var venues = venues(lues);
    return new Page<>(
        lues.stream()
            .map(i -> vue(i, venues.get(i.utilisateur), envois.getOrDefault(i.id, List.of())))
            .toList(),
        total,
        pagination.page(),
        pagination.taille());
  }

  @Transactional
  @LectureAgent
  public InvitationView une(UUID invitation) {
    reserver();
    var i = em.find(Invitation.class, invitation);
    if (i == null || !i.espace.equals(contexte.tenantId())) {
      throw new Introuvable("Invitation");
    }
    return vue(i, venues(List.of(i)).get(i.utilisateur), relances.de(i.sujet()));
  }

  /** Lire sans trace au journal, mais réservé comme si c'était écrire. */
  private void reserver() {
    if (!contexte.espace().peut(Geste.ADMINISTRER)) {
      throw new Interdit("Cette partie est réservée aux administrateurs de l'espace.");
    }
  }

  /** Qui a accepté, d'une seule lecture. */
  private Map<UUID, Personne> venues(List<Invitation> invitations) {
    var qui =
        invitations.stream()
            .filter(i -> i.etat == EtatInvitation.ACCEPTEE && i.utilisateur != null)
            .map(i -> i.utilisateur)
            .distinct()
            .toList();
    return qui.isEmpty()
        ? new HashMap<>()
        : em.createQuery("select p from Personne p where p.id in :qui", Personne.class)
            .setParameter("qui", qui)
            .getResultStream()
            .collect(Collectors.toMap(p -> p.id, p -> p, (a, b) -> a, HashMap::new));
  }

  private InvitationView vue(Invitation i, Personne qui, List<Relances.Suivi> envois) {
    var enPanne =
        envois.stream()
            .anyMatch(
                e ->
                    e.etat() == EtatEnvoi.ECHEC
                        || e.etat() == EtatEnvoi.A_FAIRE && e.erreur() != null);
    return new InvitationView(
        i.id,
        i.nom,
        i.courriel,
        i.droit,
        LibellesDesDroits.droit(i.droit),
        i.export,
        i.etat,
        Libelles.invitation(i.etat, enPanne, i.expireLe, horloge.instant()),
        i.parNom,
        i.inviteeLe,
        i.expireLe,
        qui == null ? null : qui.nom,
        qui == null ? null : qui.identifiant,
        i.etat == EtatInvitation.ACCEPTEE ? i.finieLe : null,
        envois.stream()
            .map(
                e ->
                    new InvitationView.Envoye(
                        e.objet(), e.etat().name(), e.tentatives(), e.prochainEssai(), e.erreur()))
            .toList(),
        enPanne || i.court(),
        i.court());
  }
}
