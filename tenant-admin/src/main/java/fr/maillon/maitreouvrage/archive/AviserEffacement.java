package fr.maillon.maitreouvrage.archive;

import fr.maillon.envoi.Acte;
import fr.maillon.envoi.Contretemps;
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
import java.util.List;
import java.util.UUID;

/**
 * Écrit aux derniers administrateurs d'un espace effacé, et ferme chez Keycloak les comptes qui n'ouvrent plus rien. La boîte d'envoi d'un
 * espace part avec lui : c'est le certificat qui retient ces adresses, le temps d'y écrire, et les oublie ensuite.
 */
@ApplicationScoped
class AviserEffacement implements Tache {
  @Inject SuitesDEffacement suites;
  @Inject @Any Instance<Acte> actes;

  @Override
  public String nom() {
    return "suites-effacement";
  }

  @Override
  public Duration periode() {
    return Duration.ofMinutes(10);
  }

  @Override
  public void executer() {
    for (var c : suites.enAttente()) {
      var erreurs = new ArrayList<String>();
      var restants = new ArrayList<String>();
      for (var adresse : c.destinataires()) {
        if (!mener(c.id(), NatureEnvoi.COURRIEL, adresse, lettre(c), null, erreurs)) {
          restants.add(adresse);
        }
      }
      var comptes = new ArrayList<String>();
      for (var compte : c.comptes()) {
        if (!mener(c.id(), NatureEnvoi.RETRAIT_COMPTE, null, null, UUID.fromString(compte), erreurs)) {
          comptes.add(compte);
        }
      }
      suites.noter(c.id(), restants, comptes, erreurs.isEmpty() ? null : erreurs.getFirst());
    }
  }

  /** L'identifiant de la demande ne dépend que du certificat et de qui on avise : refaite, elle est reconnue. */
  private boolean mener(UUID certificat, NatureEnvoi nature, String adresse, Lettre lettre, UUID personne, List<String> erreurs) {
    var acte = actes.stream().filter(a -> a.mene(nature)).findFirst();
    if (acte.isEmpty()) {
      erreurs.add("Rien ne mène encore : " + nature);
      return false;
    }
    var cle = certificat + " " + nature + " " + (adresse == null ? personne : adresse);
    try {
      acte.get().mener(new Acte.Demande(UUID.nameUUIDFromBytes(cle.getBytes(StandardCharsets.UTF_8)), null, nature, cle, adresse, lettre, null, personne));
      return true;
    } catch (Contretemps e) {
      erreurs.add(e.getMessage());
      return e.sansAppel();
    } catch (RuntimeException e) {
      erreurs.add("Erreur du serveur : " + e.getMessage());
      return false;
    }
  }

  private static Lettre lettre(SuitesDEffacement.EnAttente c) {
    return new Lettre("L'espace " + c.nom() + " est effacé", List.of(
        "Le délai qui suivait la fermeture de l'espace de " + c.nom() + " dans Maillon est passé : tout ce qu'il contenait est effacé, " + c.lignes() + " lignes, fichiers compris.",
        "Certificat " + c.id() + ", empreinte " + c.empreinte() + ". L'administration centrale le garde et peut vous en donner la copie.",
        "Les sauvegardes d'avant l'effacement disparaissent à leur terme. Les statistiques des années closes gardent des sommes, que rien ne rattache à votre organisme ni à une personne."), null, null);
  }
}
