package fr.maillon.passation;

import fr.maillon.assistance.ConfierDemande;
import fr.maillon.convention.Acces;
import fr.maillon.isolation.Assurance;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.RegleMetier;
import fr.maillon.tache.Tache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Passe les demandes, espace par espace, au nom de qui a décidé. Son droit est relu en base pour
 * chacun : une coordination perdue depuis arrête la passation, qu'une autre personne peut
 * reprendre. Rejouable : une demande passée n'est plus à la première personne.
 */
@ApplicationScoped
class MenerPassations implements Tache {
  static final String NOM = "passations";
  private static final Logger JOURNAL = Logger.getLogger(MenerPassations.class.getName());

  @Inject Etapes etapes;
  @Inject ConfierDemande confier;
  @Inject Acces acces;

  @Override
  public String nom() {
    return NOM;
  }

  @Override
  public Duration periode() {
    return Duration.ofMinutes(1);
  }

  @Override
  public void executer() {
    for (var etape : etapes.dues()) {
      mener(etape);
    }
    etapes.clore();
  }

  private void mener(Etapes.Etape etape) {
    try {
      var identite = new Identite(etape.par(), "", etape.parNom(), Set.of(), Assurance.ACQUISE);
      var espace = acces.pour(identite, etape.espace());
      if (espace == null || espace.titre() != Titre.COORDINATEUR) {
        etapes.echouer(
            etape,
            etape.parNom()
                + " n'y entre plus comme coordination aujourd'hui : quelqu'un qui le peut doit"
                + " reprendre.",
            true);
        return;
      }
      var passees =
          TenantScope.call(
              identite,
              new Perimetre.UnMaitreOuvrage(espace),
              () -> confier.passer(etape.de(), etape.vers()));
      etapes.fait(etape, passees);
    } catch (RegleMetier e) {
      etapes.echouer(etape, e.getMessage(), true);
    } catch (RuntimeException e) {
      JOURNAL.log(Level.WARNING, "passation " + etape.passation() + " remise à plus tard", e);
      etapes.echouer(etape, "Une panne passagère : un nouvel essai suit.", false);
    }
  }
}
