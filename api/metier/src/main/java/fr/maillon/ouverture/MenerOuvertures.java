package fr.maillon.ouverture;

import fr.maillon.convention.Acces;
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
import java.util.Set;
import java.util.logging.Logger;

/**
 * Ouvre les espaces des fichiers confirmés, au nom de qui les a confirmés, s'il est toujours de l'administration centrale. Un arrêt ne perd
 * rien : les lignes encore prêtes sont reprises, et une ouverture rejouée ne refait rien.
 */
@ApplicationScoped
public class MenerOuvertures implements Tache {
  private static final Logger JOURNAL = Logger.getLogger(MenerOuvertures.class.getName());
  private static final Duration TOUR = Duration.ofMinutes(5);
  private static final int PAR_LOT = 100;

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
      var qui = new Identite(travail.demandePar(), "", travail.demandeParNom(), Set.of());
      if (!TenantScope.call(qui, new Perimetre.Identification(), acces::habilitations).contains("CENTRAL")) {
        JOURNAL.info("import d'espaces " + travail.fichier() + " : qui l'a confirmé n'est plus de l'administration centrale ; un autre peut le reprendre");
        continue;
      }
      TenantScope.run(qui, new Perimetre.Centre(), () -> {
        for (var rangs = pas.pretes(travail.fichier(), PAR_LOT); !rangs.isEmpty() && horloge.instant().isBefore(fin); rangs = pas.pretes(travail.fichier(), PAR_LOT)) {
          rangs.forEach(rang -> ouvrir(travail.fichier(), rang));
        }
        if (pas.pretes(travail.fichier(), 1).isEmpty()) {
          pas.terminer(travail.fichier());
        }
      });
    }
  }

  private void ouvrir(java.util.UUID fichier, int rang) {
    try {
      pas.ouvrir(fichier, rang);
    } catch (RegleMetier e) {
      pas.refuser(fichier, rang, e.champ(), e.getMessage());
    } catch (ConstraintViolationException e) {
      pas.refuser(fichier, rang, null, e.getConstraintViolations().stream().map(v -> v.getMessage()).sorted().findFirst().orElse("Valeur refusée."));
    }
  }
}
