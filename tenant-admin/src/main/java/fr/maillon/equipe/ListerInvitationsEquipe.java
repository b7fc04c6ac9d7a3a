package fr.maillon.equipe;

import fr.maillon.envoi.EtatEnvoi;
import fr.maillon.envoi.Relances;
import fr.maillon.isolation.LectureCentre;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.personne.EtatInvitation;
import fr.maillon.personne.InvitationView;
import fr.maillon.personne.Libelles;
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

/** Les invitations dans l'équipe. */
@ApplicationScoped
public class ListerInvitationsEquipe {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Relances relances;
  @Inject Clock horloge;

  /** Les plus récentes d'abord ; annulées, elles n'y sont plus. */
  @Transactional
  @LectureCentre
  public Page<InvitationEquipeView> lister(Pagination pagination) {
    var ou = " from InvitationEquipe i where i.etat <> fr.maillon.personne.EtatInvitation.ANNULEE";
    var lues =
        em.createQuery("select i" + ou + " order by i.inviteeLe desc, i.id", InvitationEquipe.class)
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultList();
    var total = em.createQuery("select count(i)" + ou, Long.class).getSingleResult();
    var envois =
        relances.de(InvitationEquipe.SUJET, lues.stream().map(InvitationEquipe::id).toList());
    var venues = venues(lues);
    return new Page<>(
        lues.stream()
            .map(i -> vue(i, venues.get(i.utilisateur()), envois.getOrDefault(i.id(), List.of())))
            .toList(),
        total,
        pagination.page(),
        pagination.taille());
  }

  @Transactional
  @LectureCentre
  public InvitationEquipeView une(UUID invitation) {
    var i = em.find(InvitationEquipe.class, invitation);
    if (i == null) {
      throw new Introuvable("Invitation");
    }
    return vue(i, venues(List.of(i)).get(i.utilisateur()), relances.de(i.sujet()));
  }

  /** Qui a accepté, d'une seule lecture. */
  private Map<UUID, Equipier> venues(List<InvitationEquipe> invitations) {
    var qui =
        invitations.stream()
            .filter(i -> i.etat() == EtatInvitation.ACCEPTEE && i.utilisateur() != null)
            .map(InvitationEquipe::utilisateur)
            .distinct()
            .toList();
    return qui.isEmpty()
        ? new HashMap<>()
        : em.createQuery("select p from Equipier p where p.id in :qui", Equipier.class)
            .setParameter("qui", qui)
            .getResultStream()
            .collect(Collectors.toMap(p -> p.id, p -> p, (a, b) -> a, HashMap::new));
  }

  private InvitationEquipeView vue(InvitationEquipe i, Equipier qui, List<Relances.Suivi> envois) {
    var enPanne =
        envois.stream()
            .anyMatch(
                e ->
                    e.etat() == EtatEnvoi.ECHEC
                        || e.etat() == EtatEnvoi.A_FAIRE && e.erreur() != null);
    return new InvitationEquipeView(
        i.id(),
        i.nom(),
        i.courriel(),
        List.copyOf(i.titres()),
        TitresDeLEquipe.libelles(i.titres()),
        i.etat(),
        Libelles.invitation(i.etat(), enPanne, i.expireLe(), horloge.instant()),
        i.parNom(),
        i.inviteeLe(),
        i.expireLe(),
        qui == null ? null : qui.nom,
        qui == null ? null : qui.identifiant,
        i.etat() == EtatInvitation.ACCEPTEE ? i.finieLe() : null,
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
