package fr.maillon.personne;

import fr.maillon.envoi.Courriels;
import fr.maillon.envoi.Lettre;
import fr.maillon.envoi.NatureEnvoi;
import fr.maillon.journal.Journal;
import fr.maillon.journal.NatureDeLigne;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** La part de la base dans l'arrivée et le départ d'une personne. Sous le périmètre du système. */
@ApplicationScoped
class Arrivees {
  /** @param nom prénom et nom, tels que saisis */
  record Attendue(String courriel, String nom) {}

  @PersistenceContext(unitName = "maillon") EntityManager em;
  @Inject Liens liens;
  @Inject Attaches attaches;
  @Inject Courriels courriels;
  @Inject Journal journal;
  @Inject Clock horloge;

  /** L'invitation, si elle attend toujours ; vide : annulée entre-temps. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Optional<Attendue> attendue(UUID invitation) {
    return Optional.ofNullable(em.find(Invitation.class, invitation)).filter(i -> i.etat == EtatInvitation.EN_ATTENTE).map(i -> new Attendue(i.courriel, i.nom));
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Duration dureeDuLien() {
    return liens.duree();
  }

  /**
   * La personne a un compte : elle entre dans l'espace, avec le droit de son invitation, et deux courriels partent, le nôtre et, si son
   * compte est neuf, celui du mot de passe. Tout ensemble, ou rien.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void entrer(UUID invitation, Comptes.Compte compte, boolean neuf) {
    var attendue = em.find(Invitation.class, invitation, LockModeType.PESSIMISTIC_WRITE);
    if (attendue.etat != EtatInvitation.EN_ATTENTE) {
      return;
    }
    // la garde de la base lit l'invitation : elle doit connaître le compte avant que la personne entre
    attendue.reconnaitre(compte.id(), neuf);
    em.flush();
    if (em.find(Personne.class, compte.id()) == null) {
      em.persist(new Personne(compte.id(), compte.identifiant(), attendue.nom, attendue.courriel));
      em.flush();
    }
    var jour = LocalDate.now(horloge);
    var deja = em.createQuery("select count(a) from Adhesion a where a.espace = :espace and a.utilisateur = :personne and (a.au is null or a.au >= :jour)", Long.class)
        .setParameter("espace", attendue.espace).setParameter("personne", compte.id()).setParameter("jour", jour).getSingleResult() > 0;
    if (!deja) {
      em.persist(new Adhesion(compte.id(), attendue.espace, jour, attendue.droit, attendue.export));
      em.flush();
    }
    attendue.aboutir(horloge.instant());
    em.flush();
    var espace = em.find(EspaceInvitant.class, attendue.espace);
    courriels.pourInvitation(attendue.espace, attendue.id, attendue.courriel, "bienvenue " + attendue.id, bienvenue(attendue, espace));
    if (attendue.compteCree) {
      courriels.acte(attendue.espace, NatureEnvoi.MOT_DE_PASSE, "mot-de-passe " + attendue.id, "Faire choisir son mot de passe à " + attendue.nom, attendue.id, compte.id());
    }
    journal.noter(attendue.espace, NatureDeLigne.DROITS, "InviterPersonne.arriver", compte.id().toString(), attendue.nom + " entre dans l'espace : " + Mots.droits(attendue.droit, attendue.export) + ".");
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public void renoncer(UUID invitation) {
    var i = em.find(Invitation.class, invitation, LockModeType.PESSIMISTIC_WRITE);
    if (i.etat == EtatInvitation.EN_ATTENTE) {
      i.echouer();
    }
  }

  /** Le compte peut être fermé. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean nOuvrePlusRien(UUID personne, String courriel) {
    return attaches.aucune(personne, courriel);
  }

  static Lettre bienvenue(Invitation i, EspaceInvitant espace) {
    List<String> phrases = new ArrayList<>();
    phrases.add("Bonjour " + i.nom + ",");
    phrases.add((i.parTitre.equals("CENTRAL") ? "L'administration de Maillon" : i.parNom) + " vous invite dans l'espace de " + espace.nom
        + ", où se suivent ses clauses sociales d'insertion.");
    phrases.add("Votre droit y est : " + Mots.droits(i.droit, i.export) + ". " + Mots.explication(i.droit));
    phrases.add(i.compteCree ? "Un second message vous arrive, pour choisir votre mot de passe. Son lien sert jusqu'au "
        + DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH).format(i.expireLe.atZone(ZoneId.of("Europe/Paris"))) + " ; ensuite, l'administrateur de l'espace peut vous en faire envoyer un autre. Votre identifiant est votre adresse de courriel."
        : "Vous avez déjà un compte dans Maillon : il suffit de vous connecter, l'espace s'ajoute aux vôtres.");
    return new Lettre("Maillon : vous êtes invité dans l'espace de " + espace.nom, phrases, "/m/" + espace.code, "Ouvrir l'espace");
  }
}
