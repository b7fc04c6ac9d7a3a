package fr.maillon.personne;

import fr.maillon.envoi.Lettre;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * La part de la base dans une invitation, qu'elle soit d'un espace ou de l'équipe. Sous le
 * périmètre du système.
 */
@ApplicationScoped
class Seuil {
  /** Plus qu'un appel à Keycloak ne dure ; une coupure rend la main ensuite. */
  private static final Duration BAIL = Duration.ofSeconds(60);

  /** Ce qui va partir. */
  record Depart(String adresse, Lettre lettre) {}

  /** Ce qu'il faut pour ouvrir un compte. */
  record Attendue(UUID id, String courriel, String nom, String groupe) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject @Any Instance<Arrivee<? extends Attente>> arrivees;
  @Inject Liens liens;
  @Inject Clock horloge;

  /**
   * Tire le secret du courriel qui part ; vide : l'invitation n'attend plus, ou ne s'attend pas
   * ici.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Optional<Depart> armer(UUID invitation) {
    for (var arrivee : arrivees) {
      var depart = armer(arrivee, invitation);
      if (depart.isPresent()) {
        return depart;
      }
    }
    return Optional.empty();
  }

  private <A extends Attente> Optional<Depart> armer(Arrivee<A> arrivee, UUID invitation) {
    var i = em.find(arrivee.sorte(), invitation, LockModeType.PESSIMISTIC_WRITE);
    if (i == null || i.etat != EtatInvitation.EN_ATTENTE) {
      return Optional.empty();
    }
    var secret = Secrets.tirer();
    i.armer(Secrets.empreinte(secret), liens.expire(horloge.instant()));
    return Optional.of(
        new Depart(i.courriel, arrivee.lettre(i, AccepterInvitation.ADRESSE + secret)));
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public void renoncer(UUID invitation) {
    for (var arrivee : arrivees) {
      var i = em.find(arrivee.sorte(), invitation, LockModeType.PESSIMISTIC_WRITE);
      if (i != null && i.etat == EtatInvitation.EN_ATTENTE) {
        i.echouer();
      }
    }
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public AccepterInvitation.InvitationOuverteView lire(String secret) {
    var empreinte = Secrets.empreinte(secret);
    for (var arrivee : arrivees) {
      var vue = lire(arrivee, empreinte);
      if (vue != null) {
        return vue;
      }
    }
    return AccepterInvitation.InvitationOuverteView.INCONNUE;
  }

  private <A extends Attente> AccepterInvitation.InvitationOuverteView lire(
      Arrivee<A> arrivee, String empreinte) {
    var i = arrivee.parEmpreinte(empreinte);
    if (i == null) {
      return null;
    }
    var etat =
        i.etat == EtatInvitation.ACCEPTEE
            ? AccepterInvitation.Etat.UTILISEE
            : i.ouverte(horloge.instant())
                ? AccepterInvitation.Etat.OUVERTE
                : AccepterInvitation.Etat.EXPIREE;
    var accueil = arrivee.accueil(i);
    return new AccepterInvitation.InvitationOuverteView(
        etat,
        i.nom,
        i.courriel,
        accueil.par(),
        accueil.ou(),
        accueil.quoi(),
        i.expireLe,
        accueil.suite(),
        i.attendu() != null);
  }

  /**
   * Prend l'invitation le temps d'ouvrir un compte : un seul à la fois.
   *
   * @throws RegleMetier {@code invitation-inconnue}, {@code invitation-expiree}, {@code
   *     invitation-utilisee}
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Attendue reserver(String secret) {
    for (var arrivee : arrivees) {
      var i = verrouiller(arrivee, secret);
      if (i != null) {
        if (i.attendu() != null) {
          throw new RegleMetier(
              "connexion-requise",
              "Cette adresse se confirme avec le compte de la personne : connectez-vous.");
        }
        i.reserver(horloge.instant().plus(BAIL));
        return new Attendue(i.id, i.courriel, i.nom, arrivee.groupe());
      }
    }
    throw inconnue();
  }

  /** Rien n'a pu se faire : on peut recommencer tout de suite. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void liberer(UUID invitation) {
    for (var arrivee : arrivees) {
      var i = em.find(arrivee.sorte(), invitation, LockModeType.PESSIMISTIC_WRITE);
      if (i != null && i.etat == EtatInvitation.EN_ATTENTE) {
        i.liberer();
      }
    }
  }

  /**
   * Le compte entre : une fois, par le secret, et par rien d'autre.
   *
   * @param reservee par qui ouvre un compte ; null : un compte connecté accepte
   * @return la première page
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public String entrer(String secret, UUID reservee, Comptes.Compte compte, boolean neuf) {
    for (var arrivee : arrivees) {
      var suite = entrer(arrivee, secret, reservee, compte, neuf);
      if (suite != null) {
        return suite;
      }
    }
    throw inconnue();
  }

  private <A extends Attente> String entrer(
      Arrivee<A> arrivee, String secret, UUID reservee, Comptes.Compte compte, boolean neuf) {
    var i = verrouiller(arrivee, secret, reservee != null);
    if (i == null) {
      return null;
    }
    if (reservee != null && !reservee.equals(i.id)) {
      throw new Introuvable("Invitation");
    }
    if (i.attendu() != null && !i.attendu().equals(compte.id())) {
      throw new RegleMetier(
          "autre-compte",
          "Vous êtes connecté avec un autre compte que celui dont l'adresse change."
              + " Déconnectez-vous, rouvrez le lien du courriel et connectez-vous avec le bon.");
    }
    // la garde de la base lit l'invitation : elle doit connaître le compte avant que la personne
    // entre
    i.reconnaitre(compte.id(), neuf);
    em.flush();
    arrivee.entrer(i, compte, neuf);
    i.aboutir(horloge.instant());
    em.flush();
    return arrivee.accueil(i).suite();
  }

  private <A extends Attente> A verrouiller(Arrivee<A> arrivee, String secret) {
    return verrouiller(arrivee, secret, false);
  }

  private <A extends Attente> A verrouiller(Arrivee<A> arrivee, String secret, boolean reservee) {
    var trouvee = arrivee.parEmpreinte(Secrets.empreinte(secret));
    if (trouvee == null) {
      return null;
    }
    em.refresh(trouvee, LockModeType.PESSIMISTIC_WRITE);
    if (!Secrets.empreinte(secret).equals(trouvee.secretEmpreinte)) {
      throw inconnue();
    }
    if (trouvee.etat == EtatInvitation.ACCEPTEE || !reservee && !trouvee.libre(horloge.instant())) {
      throw new RegleMetier(
          "invitation-utilisee",
          trouvee.attendu() != null
              ? "Cette adresse est déjà confirmée : il n'y a plus rien à faire."
              : "Cette invitation a déjà servi : connectez-vous. Si ce n'est pas vous qui l'avez"
                  + " acceptée, dites-le à qui vous a invité.");
    }
    if (!trouvee.ouverte(horloge.instant())) {
      throw new RegleMetier(
          "invitation-expiree",
          "Ce lien a expiré. Demandez à qui l'a fait envoyer d'en envoyer un autre.");
    }
    return trouvee;
  }

  private static RegleMetier inconnue() {
    return new RegleMetier(
        "invitation-inconnue",
        "Ce lien ne correspond à aucune demande. S'il vient d'un courriel ancien, un plus récent"
            + " l'a peut-être remplacé.");
  }
}
