package fr.maillon.equipe;

import fr.maillon.envoi.Courriels;
import fr.maillon.envoi.Lettre;
import fr.maillon.envoi.NatureEnvoi;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.Verrou;
import fr.maillon.personne.Arrivee;
import fr.maillon.personne.Attaches;
import fr.maillon.personne.Comptes;
import fr.maillon.personne.Liens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** L'entrée d'une personne dans l'équipe, et son départ. Sous le périmètre du système. */
@ApplicationScoped
class ArriveesDansLEquipe implements Arrivee<InvitationEquipe> {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Courriels courriels;
  @Inject Verrou verrou;
  @Inject Attaches attaches;
  @Inject Clock horloge;

  @Override
  public Class<InvitationEquipe> sorte() {
    return InvitationEquipe.class;
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public InvitationEquipe parEmpreinte(String empreinte) {
    return em.createQuery(
            "select i from InvitationEquipe i where i.secretEmpreinte = :empreinte",
            InvitationEquipe.class)
        .setParameter("empreinte", empreinte)
        .getResultStream()
        .findFirst()
        .orElse(null);
  }

  @Override
  public String groupe() {
    return Comptes.EQUIPE;
  }

  @Override
  public Accueil accueil(InvitationEquipe i) {
    return new Accueil(
        i.parNom(),
        "l'équipe de Maillon",
        TitresDeLEquipe.libelles(i.titres())
            + ". "
            + TitresDeLEquipe.TOUS.stream()
                .filter(i.titres()::contains)
                .map(TitresDeLEquipe::explication)
                .collect(Collectors.joining(" ")),
        "/");
  }

  /** Les titres tenus aujourd'hui. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Set<Titre> titres(UUID personne) {
    return em.createQuery(
            "select h.titre from TitreTenu h where h.personne = :personne and h.du <= :jour and"
                + " (h.au is null or h.au >= :jour)",
            Titre.class)
        .setParameter("personne", personne)
        .setParameter("jour", LocalDate.now(horloge))
        .getResultStream()
        .collect(Collectors.toSet());
  }

  /** Le compte peut être fermé. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean nOuvrePlusRien(UUID personne, String courriel) {
    return attaches.aucune(personne, courriel);
  }

  /** Elle tient ses titres, et ses groupes suivent. Tout ensemble, ou rien. */
  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public void entrer(InvitationEquipe i, Comptes.Compte compte, boolean neuf) {
    verrou.prendre(TitresTenus.VERROU);
    if (em.find(Equipier.class, compte.id()) == null) {
      em.persist(new Equipier(compte.id(), compte.identifiant(), i.nom(), i.courriel()));
      em.flush();
    }
    var jour = LocalDate.now(horloge);
    for (var titre : i.titres()) {
      var deja =
          em.createQuery(
                      "select count(h) from TitreTenu h where h.personne = :personne and h.titre ="
                          + " :titre and h.du <= :jour and (h.au is null or h.au >= :jour)",
                      Long.class)
                  .setParameter("personne", compte.id())
                  .setParameter("titre", titre)
                  .setParameter("jour", jour)
                  .getSingleResult()
              > 0;
      if (deja) {
        continue;
      }
      var duJour = em.find(TitreTenu.class, new TitreTenu.Cle(compte.id(), titre, jour));
      if (duJour == null) {
        em.persist(new TitreTenu(compte.id(), titre, jour));
      } else {
        duJour.reprendre();
      }
      em.persist(
          new ActeDEquipe(
              horloge.instant(), compte.id(), titre, ActeDEquipe.Sens.DONNE, i.par(), i.parNom()));
      em.flush();
    }
    courriels.acte(
        null,
        NatureEnvoi.GROUPES,
        "groupes invitation " + i.id(),
        "Ranger le compte de " + i.nom(),
        i.sujet(),
        compte.id());
  }

  @Override
  public Lettre lettre(InvitationEquipe i, String lien) {
    return new Lettre(
        "Maillon : vous êtes invité dans l'équipe",
        List.of(
            "Bonjour " + i.nom() + ",",
            i.parNom()
                + " vous invite dans l'équipe de Maillon, qui assiste les maîtres d'ouvrage pour"
                + " leurs clauses sociales d'insertion.",
            "Vous y serez : " + accueil(i).quoi(),
            Liens.fin(i)),
        lien,
        "Accepter l'invitation");
  }
}
