package fr.maillon.maitreouvrage.effacement;

import fr.maillon.envoi.Acte;
import fr.maillon.envoi.EchecDEnvoi;
import fr.maillon.envoi.Lettre;
import fr.maillon.envoi.NatureEnvoi;
import fr.maillon.tache.Tache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Écrit aux derniers administrateurs d'un espace effacé, et ferme chez Keycloak les comptes qui
 * n'ouvrent plus rien. La boîte d'envoi d'un espace part avec lui : c'est le certificat qui retient
 * ces adresses, le temps d'y écrire, et les oublie ensuite.
 */
@ApplicationScoped
class AviserEffacement implements Tache {
  private static final Logger JOURNAL = Logger.getLogger(AviserEffacement.class.getName());
  static final String NOM = "suites-effacement";

  @Inject SuitesDEffacement suites;
  @Inject @Any Instance<Acte> actes;

  @Override
  public String nom() {
    return NOM;
  }

  @Override
  public Duration periode() {
    return Duration.ofMinutes(10);
  }

  @Override
  public void executer() {
    var remis = new LinkedHashSet<String>();
    for (var c : suites.enAttente()) {
      var erreurs = new ArrayList<String>();
      var restants = new ArrayList<String>();
      int avises = 0;
      int refuses = 0;
      for (var adresse : c.destinataires()) {
        switch (mener(c.id(), NatureEnvoi.COURRIEL, adresse, lettre(c), null, erreurs)) {
          case FAIT -> avises++;
          case REMIS -> restants.add(adresse);
          case REFUSE -> refuses++;
        }
      }
      var comptes = new ArrayList<SuitesDEffacement.Compte>();
      for (var compte : c.comptes()) {
        if (mener(c.id(), NatureEnvoi.RETRAIT_COMPTE, compte.courriel(), null, compte.id(), erreurs)
            == Issue.REMIS) {
          comptes.add(compte);
        }
      }
      suites.noter(
          c.id(),
          restants,
          comptes,
          avises,
          refuses,
          erreurs.isEmpty() ? null : erreurs.getFirst());
      remis.addAll(erreurs);
    }
    if (!remis.isEmpty()) {
      throw new IllegalStateException(String.join(" ; ", remis));
    }
  }

  private enum Issue {
    FAIT,
    REMIS,
    /** Sans appel : réessayer n'y changerait rien. */
    REFUSE
  }

  /**
   * L'identifiant de la demande ne dépend que du certificat et de qui on avise : refaite, elle est
   * reconnue.
   */
  private Issue mener(
      UUID certificat,
      NatureEnvoi nature,
      String adresse,
      Lettre lettre,
      UUID personne,
      List<String> erreurs) {
    var acte = actes.stream().filter(a -> a.mene(nature)).findFirst();
    if (acte.isEmpty()) {
      throw new IllegalStateException("nul ne mène " + nature);
    }
    var cle = certificat + " " + nature + " " + (personne == null ? adresse : personne);
    try {
      acte.get()
          .mener(
              new Acte.Demande(
                  UUID.nameUUIDFromBytes(cle.getBytes(StandardCharsets.UTF_8)),
                  null,
                  nature,
                  cle,
                  adresse,
                  lettre,
                  null,
                  personne));
      return Issue.FAIT;
    } catch (EchecDEnvoi e) {
      // un compte qui reste ouvert s'essaie toujours : nul autre que nous ne le fermera
      if (e.sansAppel() && nature == NatureEnvoi.COURRIEL) {
        JOURNAL.log(
            Level.WARNING,
            "suite du certificat " + certificat + " refusée sans appel : " + nature,
            e);
        return Issue.REFUSE;
      }
      erreurs.add(e.getMessage());
      return Issue.REMIS;
    } catch (RuntimeException e) {
      JOURNAL.log(Level.WARNING, "suite du certificat " + certificat + " (" + nature + ")", e);
      erreurs.add("Une panne chez nous a interrompu cette suite.");
      return Issue.REMIS;
    }
  }

  private static Lettre lettre(SuitesDEffacement.EnAttente c) {
    return new Lettre(
        "L'espace " + c.nom() + " est effacé",
        List.of(
            "Le délai qui suivait la fermeture de l'espace de "
                + c.nom()
                + " dans Maillon est passé : tout ce qu'il contenait est effacé, "
                + c.lignes()
                + " lignes, fichiers compris.",
            "Certificat "
                + c.id()
                + ", empreinte "
                + c.empreinte()
                + ". L'administration centrale le garde et peut vous en donner la copie.",
            "Les sauvegardes d'avant l'effacement disparaissent à leur terme. Les statistiques des"
                + " années closes gardent des sommes, que rien ne rattache à votre organisme ni à"
                + " une personne."),
        null,
        null);
  }
}
