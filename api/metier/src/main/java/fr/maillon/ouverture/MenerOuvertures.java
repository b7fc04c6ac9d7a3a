package fr.maillon.ouverture;

import fr.maillon.convention.Acces;
import fr.maillon.isolation.Assurance;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import fr.maillon.regle.RegleMetier;
import fr.maillon.tache.Tache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ouvre les espaces des fichiers confirmés, au nom de qui les a confirmés, s'il est toujours de
 * l'administration centrale. Un arrêt ne perd rien : les lignes encore prêtes sont reprises, et une
 * ouverture rejouée ne refait rien.
 */
@ApplicationScoped
public class MenerOuvertures implements Tache {
  private static final Logger JOURNAL = Logger.getLogger(MenerOuvertures.class.getName());
  private static final Duration TOUR = Duration.ofMinutes(5);
  private static final int PAR_LOT = 100;
  private static final int PANNES_AU_PLUS = 3;

  @Inject PasDOuverture pas;
  @Inject Acces acces;
  @Inject Clock horloge;

  @Override
  public String nom() {
    return DeposerEspaces.TACHE;
  }

  @Override
  public Duration periode() {
    return Duration.ofSeconds(30);
  }

  @Override
  public void executer() {
    var fin = horloge.instant().plus(TOUR);
    for (var travail : pas.enCours()) {
      var qui =
          new Identite(
              travail.demandePar(), "", travail.demandeParNom(), Set.of(), Assurance.ACQUISE);
      if (!TenantScope.call(qui, new Perimetre.Identification(), acces::habilitations)
          .contains("CENTRAL")) {
        JOURNAL.info(
            "import d'espaces "
                + travail.fichier()
                + " : qui l'a confirmé n'est plus de l'administration centrale ; un autre peut le"
                + " reprendre");
        continue;
      }
      TenantScope.run(
          qui,
          new Perimetre.Centre(),
          () -> {
            var pannes = new ArrayList<RuntimeException>();
            for (var rangs = pas.pretes(travail.fichier(), 0, PAR_LOT);
                !rangs.isEmpty() && horloge.instant().isBefore(fin);
                rangs = pas.pretes(travail.fichier(), rangs.getLast(), PAR_LOT)) {
              rangs.forEach(rang -> essayer(travail.fichier(), rang, pannes));
            }
            if (!pannes.isEmpty()) {
              throw pannes.getFirst();
            }
            if (pas.pretes(travail.fichier(), 0, 1).isEmpty()) {
              pas.terminer(travail.fichier());
            }
          });
    }
  }

  /**
   * Une ligne en panne n'arrête pas les suivantes, et sera reprise ; trois, et c'est la base ou
   * nous : le tour s'arrête.
   */
  private void essayer(UUID fichier, int rang, List<RuntimeException> pannes) {
    try {
      ouvrir(fichier, rang);
    } catch (RuntimeException e) {
      JOURNAL.log(
          Level.WARNING,
          "import d'espaces " + fichier + ", ligne " + rang + " : panne, elle sera reprise",
          e);
      pannes.add(e);
      if (pannes.size() == PANNES_AU_PLUS) {
        throw e;
      }
    }
  }

  private void ouvrir(UUID fichier, int rang) {
    try {
      pas.ouvrir(fichier, rang);
    } catch (RegleMetier e) {
      pas.refuser(fichier, rang, e.champ(), e.getMessage());
    } catch (ConstraintViolationException e) {
      pas.refuser(
          fichier,
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
