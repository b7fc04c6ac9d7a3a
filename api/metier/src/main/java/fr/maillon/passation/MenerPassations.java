package fr.maillon.passation;

import fr.maillon.acces.Acces;
import fr.maillon.assistance.ConfierDemande;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.RegleMetier;
import fr.maillon.travail.BailPerdu;
import fr.maillon.travail.EnCours;
import fr.maillon.travail.Executant;
import fr.maillon.travail.Travail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Passe les demandes d'un portefeuille, espace par espace, au nom de qui a décidé. Son droit est
 * relu en base pour chacun : une coordination perdue depuis arrête la passation, qu'une autre
 * personne peut reprendre. Rejouable : une demande passée n'est plus à la première personne.
 */
@ApplicationScoped
@Travail(nature = MenerPassations.NATURE)
class MenerPassations implements Executant {
  static final String NATURE = "passation";
  private static final Logger JOURNAL = Logger.getLogger(MenerPassations.class.getName());

  @Inject Etapes etapes;
  @Inject ConfierDemande confier;
  @Inject Acces acces;

  @Override
  public void executer(EnCours travail) {
    var restent =
        TenantScope.call(
            travail.auteur(), new Perimetre.Systeme(), () -> etapes.aFaire(travail.id()));
    var pannes = new ArrayList<RuntimeException>();
    long faites = 0;
    for (var etape : restent) {
      travail.dire(null, faites++, restent.size());
      mener(travail, etape, pannes);
    }
    if (!pannes.isEmpty()) {
      throw pannes.getFirst();
    }
    systeme(travail, () -> etapes.clore(travail.bail()));
  }

  @Override
  public void renoncer(Abandon abandon) {
    etapes.arreter(abandon.id(), abandon.phrase());
  }

  private void mener(EnCours travail, Etapes.Etape etape, List<RuntimeException> pannes) {
    try {
      var espace = acces.pour(travail.auteur(), etape.espace());
      if (espace == null || espace.titre() != Titre.COORDINATEUR) {
        systeme(
            travail,
            () ->
                etapes.empecher(
                    travail.bail(),
                    etape,
                    travail.auteur().nom()
                        + " n'y entre plus comme coordination aujourd'hui : quelqu'un qui le peut"
                        + " doit reprendre."));
        return;
      }
      var passees =
          TenantScope.call(
              travail.auteur(),
              new Perimetre.UnMaitreOuvrage(espace),
              () -> confier.passer(etape.de(), etape.vers()));
      systeme(travail, () -> etapes.fait(travail.bail(), etape, passees));
    } catch (RegleMetier e) {
      systeme(travail, () -> etapes.empecher(travail.bail(), etape, e.getMessage()));
    } catch (BailPerdu e) {
      throw e;
    } catch (RuntimeException e) {
      JOURNAL.log(Level.WARNING, "passation " + travail.id() + " : un espace est à refaire", e);
      pannes.add(e);
    }
  }

  private static void systeme(EnCours travail, Runnable corps) {
    TenantScope.run(travail.auteur(), new Perimetre.Systeme(), corps);
  }
}
