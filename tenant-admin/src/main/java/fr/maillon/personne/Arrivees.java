package fr.maillon.personne;

import fr.maillon.envoi.Courriels;
import fr.maillon.envoi.Lettre;
import fr.maillon.envoi.NatureEnvoi;
import fr.maillon.journal.Journal;
import fr.maillon.journal.NatureDeLigne;
import fr.maillon.liste.Francais;
import fr.maillon.tache.Reveil;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** L'entrée d'une personne dans un espace, et son départ. Sous le périmètre du système. */
@ApplicationScoped
class Arrivees implements Arrivee<Invitation> {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Attaches attaches;
  @Inject Courriels courriels;
  @Inject Journal journal;
  @Inject Event<Reveil> reveil;
  @Inject Clock horloge;

  @Override
  public Class<Invitation> sorte() {
    return Invitation.class;
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public Invitation parEmpreinte(String empreinte) {
    return em.createQuery(
            "select i from Invitation i where i.secretEmpreinte = :empreinte", Invitation.class)
        .setParameter("empreinte", empreinte)
        .getResultStream()
        .findFirst()
        .orElse(null);
  }

  @Override
  public String groupe() {
    return Comptes.AGENTS;
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public Accueil accueil(Invitation i) {
    var espace = em.find(EspaceInvitant.class, i.espace);
    return new Accueil(
        i.parTitre.equals("CENTRAL") ? "L'administration de Maillon" : i.parNom,
        Francais.elider("l'espace de " + espace.nom),
        LibellesDesDroits.droits(i.droit, i.export) + ". " + LibellesDesDroits.explication(i.droit),
        "/m/" + espace.code);
  }

  /**
   * Il entre avec le droit de son invitation ; son compte est rangé ensuite, s'il ne l'est pas.
   * Tout ensemble, ou rien.
   */
  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public void entrer(Invitation i, Comptes.Compte compte, boolean neuf) {
    var personne = em.find(Personne.class, compte.id());
    if (personne == null) {
      personne = new Personne(compte.id(), compte.identifiant(), i.nom, i.courriel);
      em.persist(personne);
      em.flush();
    }
    var jour = LocalDate.now(horloge);
    var deja =
        em.createQuery(
                    "select count(a) from Adhesion a where a.espace = :espace and a.utilisateur ="
                        + " :personne and (a.au is null or a.au >= :jour)",
                    Long.class)
                .setParameter("espace", i.espace)
                .setParameter("personne", compte.id())
                .setParameter("jour", jour)
                .getSingleResult()
            > 0;
    if (!deja) {
      em.persist(new Adhesion(compte.id(), i.espace, jour, i.droit, i.export));
      em.flush();
      reveil.fire(new Reveil(GroupeDuSecondFacteur.NOM));
    }
    if (!neuf) {
      courriels.acte(
          i.espace,
          NatureEnvoi.COMPTE,
          "compte " + i.id,
          "Ranger le compte de " + i.nom,
          i.sujet(),
          compte.id());
    }
    journal.noter(
        i.espace,
        NatureDeLigne.DROITS,
        "InviterPersonne.arriver",
        compte.id().toString(),
        personne.nom
            + " accepte et entre dans l'espace : "
            + LibellesDesDroits.droits(i.droit, i.export)
            + ".");
  }

  /** Le compte peut être fermé. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean nOuvrePlusRien(UUID personne, String courriel) {
    return attaches.aucune(personne, courriel);
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public Lettre lettre(Invitation i, String lien) {
    var accueil = accueil(i);
    return new Lettre(
        "Maillon : vous êtes invité dans " + accueil.ou(),
        List.of(
            "Bonjour " + i.nom + ",",
            accueil.par()
                + " vous invite dans "
                + accueil.ou()
                + ", où se suivent ses clauses sociales d'insertion.",
            "Votre droit y sera : " + accueil.quoi(),
            Liens.fin(i)),
        lien,
        "Accepter l'invitation");
  }
}
