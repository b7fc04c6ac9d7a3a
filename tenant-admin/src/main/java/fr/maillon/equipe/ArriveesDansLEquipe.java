package fr.maillon.equipe;

import fr.maillon.envoi.Courriels;
import fr.maillon.envoi.Lettre;
import fr.maillon.envoi.NatureEnvoi;
import fr.maillon.isolation.Titre;
import fr.maillon.personne.Attaches;
import fr.maillon.personne.Comptes;
import fr.maillon.personne.EtatInvitation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** La part de la base dans l'arrivée et le départ d'un membre de l'équipe. Sous le périmètre du système. */
@ApplicationScoped
class ArriveesDansLEquipe {
  /** @param nom prénom et nom, tels que saisis */
  record Attendue(String courriel, String nom, Set<Titre> titres) {}

  @PersistenceContext(unitName = "maillon") EntityManager em;
  @Inject Courriels courriels;
  @Inject VerrouDeLEquipe verrou;
  @Inject Attaches attaches;
  @Inject Clock horloge;

  /** L'invitation, si elle attend toujours ; vide : annulée entre-temps. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Optional<Attendue> attendue(UUID invitation) {
    return Optional.ofNullable(em.find(InvitationEquipe.class, invitation)).filter(i -> i.etat() == EtatInvitation.EN_ATTENTE).map(i -> new Attendue(i.courriel(), i.nom(), i.titres()));
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public String courriel(UUID invitation) {
    return em.find(InvitationEquipe.class, invitation).courriel();
  }

  /** Les titres tenus aujourd'hui. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Set<Titre> titres(UUID personne) {
    return em.createQuery("select h.titre from TitreTenu h where h.personne = :personne and h.du <= :jour and (h.au is null or h.au >= :jour)", Titre.class)
        .setParameter("personne", personne).setParameter("jour", LocalDate.now(horloge)).getResultStream().collect(Collectors.toSet());
  }

  /** Le compte peut être fermé. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean nOuvrePlusRien(UUID personne, String courriel) {
    return attaches.aucune(personne, courriel);
  }

  /**
   * La personne a un compte, dans les groupes de ses titres : elle les tient, et deux courriels partent, le nôtre et, si son compte est neuf,
   * celui du mot de passe. Tout ensemble, ou rien.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void entrer(UUID invitation, Comptes.Compte compte, boolean neuf) {
    verrou.verrouiller();
    var attendue = em.find(InvitationEquipe.class, invitation, LockModeType.PESSIMISTIC_WRITE);
    if (attendue.etat() != EtatInvitation.EN_ATTENTE) {
      return;
    }
    // la garde de la base lit l'invitation : elle doit connaître le compte avant que la personne entre
    attendue.reconnaitre(compte.id(), neuf);
    em.flush();
    if (em.find(Equipier.class, compte.id()) == null) {
      em.persist(new Equipier(compte.id(), compte.identifiant(), attendue.nom(), attendue.courriel()));
      em.flush();
    }
    var jour = LocalDate.now(horloge);
    for (var titre : attendue.titres()) {
      var deja = em.createQuery("select count(h) from TitreTenu h where h.personne = :personne and h.titre = :titre and h.du <= :jour and (h.au is null or h.au >= :jour)", Long.class)
          .setParameter("personne", compte.id()).setParameter("titre", titre).setParameter("jour", jour).getSingleResult() > 0;
      if (deja) {
        continue;
      }
      var duJour = em.find(TitreTenu.class, new TitreTenu.Cle(compte.id(), titre, jour));
      if (duJour == null) {
        em.persist(new TitreTenu(compte.id(), titre, jour));
      } else {
        duJour.reprendre();
      }
      em.persist(new ActeDEquipe(horloge.instant(), compte.id(), titre, ActeDEquipe.Sens.DONNE, attendue.par(), attendue.parNom()));
      em.flush();
    }
    attendue.aboutir(horloge.instant());
    em.flush();
    courriels.pourInvitation(null, attendue.id(), attendue.courriel(), "bienvenue " + attendue.id(), bienvenue(attendue));
    if (attendue.compteCree()) {
      courriels.acte(null, NatureEnvoi.MOT_DE_PASSE, "mot-de-passe " + attendue.id(), "Faire choisir son mot de passe à " + attendue.nom(), attendue.id(), compte.id());
    }
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public void renoncer(UUID invitation) {
    var i = em.find(InvitationEquipe.class, invitation, LockModeType.PESSIMISTIC_WRITE);
    if (i.etat() == EtatInvitation.EN_ATTENTE) {
      i.echouer();
    }
  }

  static Lettre bienvenue(InvitationEquipe i) {
    List<String> phrases = new ArrayList<>();
    phrases.add("Bonjour " + i.nom() + ",");
    phrases.add(i.parNom() + " vous invite dans l'équipe de Maillon, qui assiste les maîtres d'ouvrage pour leurs clauses sociales d'insertion.");
    phrases.add("Vous y êtes : " + TitresDeLEquipe.libelles(i.titres()) + ". "
        + TitresDeLEquipe.TOUS.stream().filter(i.titres()::contains).map(TitresDeLEquipe::explication).collect(Collectors.joining(" ")));
    phrases.add(i.compteCree() ? "Un second message vous arrive, pour choisir votre mot de passe. Son lien sert jusqu'au "
        + DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH).format(i.expireLe().atZone(ZoneId.of("Europe/Paris")))
        + " ; ensuite, l'administration centrale peut vous en faire envoyer un autre. Votre identifiant est votre adresse de courriel."
        : "Vous avez déjà un compte dans Maillon : si vous y êtes connecté, déconnectez-vous puis reconnectez-vous, et vos nouvelles rubriques paraissent.");
    return new Lettre("Maillon : vous êtes invité dans l'équipe", phrases, "/", "Ouvrir Maillon");
  }
}
