package fr.maillon.importespaces;

import fr.maillon.regle.RegleMetier;
import fr.maillon.travail.BailPerdu;
import fr.maillon.travail.EnCours;
import fr.maillon.travail.Executant;
import fr.maillon.travail.Travail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ouvre les espaces d'un fichier confirmé, au nom de qui l'a confirmé. Un arrêt ne perd rien : les
 * lignes encore prêtes sont reprises, et une ouverture rejouée ne refait rien.
 */
@ApplicationScoped
@Travail(nature = MenerOuvertures.NATURE)
class MenerOuvertures implements Executant {
  static final String NATURE = "ouverture-d-espaces";
  private static final Logger JOURNAL = Logger.getLogger(MenerOuvertures.class.getName());
  private static final int PAR_LOT = 100;
  private static final int PANNES_AU_PLUS = 3;

  @Inject PasDOuverture pas;

  @Override
  public void executer(EnCours travail) {
    var toutes = pas.aOuvrir(travail.id());
    long faites = 0;
    var pannes = new ArrayList<RuntimeException>();
    for (var rangs = pas.pretes(travail.id(), 0, PAR_LOT);
        !rangs.isEmpty();
        rangs = pas.pretes(travail.id(), rangs.getLast(), PAR_LOT)) {
      for (var rang : rangs) {
        travail.dire(null, faites++, toutes);
        essayer(travail, rang, pannes);
      }
    }
    if (!pannes.isEmpty()) {
      throw pannes.getFirst();
    }
    pas.terminer(travail.bail());
  }

  /**
   * Une ligne en panne n'arrête pas les suivantes, et sera reprise ; trois, et c'est la base ou
   * nous : l'essai s'arrête.
   */
  private void essayer(EnCours travail, int rang, List<RuntimeException> pannes) {
    try {
      ouvrir(travail, rang);
    } catch (BailPerdu e) {
      throw e;
    } catch (RuntimeException e) {
      JOURNAL.log(
          Level.WARNING,
          "import d'espaces " + travail.id() + ", ligne " + rang + " : panne, elle sera reprise",
          e);
      pannes.add(e);
      if (pannes.size() == PANNES_AU_PLUS) {
        throw e;
      }
    }
  }

  private void ouvrir(EnCours travail, int rang) {
    try {
      pas.ouvrir(travail.bail(), rang);
    } catch (RegleMetier e) {
      pas.refuser(travail.bail(), rang, e.champ(), e.getMessage());
    } catch (ConstraintViolationException e) {
      pas.refuser(
          travail.bail(),
          rang,
          null,
          e.getConstraintViolations().stream()
              .map(v -> v.getMessage())
              .sorted()
              .findFirst()
              .orElse("Valeur refusée."));
    }
  }
}
