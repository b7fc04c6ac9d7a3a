package fr.maillon.envoi;

import fr.maillon.tache.Tache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Mène les envois dont l'heure est venue, un par un. L'acte lointain se fait hors transaction ; son
 * résultat et la fin de l'envoi s'écrivent ensemble. Coupé entre les deux, l'envoi reste à faire :
 * son bail passé, il est repris, et l'acte se refait sans effet de plus.
 */
@ApplicationScoped
class MenerEnvois implements Tache {
  private static final Logger JOURNAL = Logger.getLogger(MenerEnvois.class.getName());

  /** Par tour ; le tour suivant prend la suite. */
  private static final int LOT = 50;

  @Inject FileDesEnvois file;
  @Inject @Any Instance<Acte> actes;
  @Inject Clock horloge;

  @Override
  public String nom() {
    return Courriels.TACHE;
  }

  @Override
  public Duration periode() {
    return Duration.ofSeconds(5);
  }

  @Override
  public void executer() {
    // un envoi peut en poser d'autres, dus aussitôt : un groupe devient autant de courriels
    for (var tour = 0; tour < 3; tour++) {
      var dus = file.dus(LOT);
      if (dus.isEmpty()) {
        return;
      }
      dus.forEach(this::mener);
    }
  }

  private void mener(UUID id) {
    var prise = file.prendre(id).orElse(null);
    if (prise == null) {
      return;
    }
    var demande = prise.demande();
    if (demande.nature() == NatureEnvoi.COURRIEL_GROUPE) {
      file.eclater(id, prise.tentative());
      return;
    }
    var acte =
        actes.stream()
            .filter(a -> a.mene(demande.nature()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("nul ne mène " + demande.nature()));
    try {
      file.clore(id, prise.tentative(), acte.mener(demande));
    } catch (EchecDEnvoi e) {
      JOURNAL.log(
          Level.INFO,
          "envoi "
              + id
              + " ("
              + demande.nature()
              + "), essai "
              + prise.tentative()
              + " : "
              + e.getMessage(),
          e);
      file.echouer(id, prise.tentative(), e.getMessage(), e.sansAppel(), acte);
    } catch (RuntimeException e) {
      JOURNAL.log(
          Level.WARNING,
          "envoi " + id + " (" + demande.nature() + "), essai " + prise.tentative(),
          e);
      file.echouer(
          id, prise.tentative(), "Une panne chez nous a interrompu cet envoi.", false, acte);
    }
  }
}
