package fr.maillon.envoi;

import fr.maillon.regle.RegleMetier;
import fr.maillon.travail.EnCours;
import fr.maillon.travail.Executant;
import fr.maillon.travail.Panne;
import fr.maillon.travail.Travail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/**
 * Mène un envoi. L'acte lointain se fait hors transaction ; son résultat s'écrit sous le bail du
 * travail. Coupé entre les deux, l'envoi reste à faire : il est repris, et l'acte se refait sans
 * effet de plus. Douze essais font environ trois heures et demie.
 */
@ApplicationScoped
@Travail(
    nature = FileDesEnvois.NATURE,
    essais = 12,
    attente = "PT5S",
    ensemble = 4,
    memoire = "P1D")
class MenerEnvois implements Executant {
  @Inject FileDesEnvois file;
  @Inject @Any Instance<Acte> actes;

  @Override
  public void executer(EnCours travail) {
    var demande = file.commencer(travail.bail()).orElse(null);
    if (demande == null) {
      return;
    }
    if (demande.nature() == NatureEnvoi.COURRIEL_GROUPE) {
      file.eclater(travail.bail());
      return;
    }
    try {
      file.clore(travail.bail(), acte(demande.nature()).mener(demande));
    } catch (EchecDEnvoi e) {
      if (e.sansAppel()) {
        throw new RegleMetier("envoi-refuse", e.getMessage());
      }
      throw new Panne(e.getMessage(), e);
    }
  }

  @Override
  public void remettre(Report report) {
    file.remettre(report.id(), report.phrase(), report.prochain());
  }

  @Override
  public void renoncer(Abandon abandon) {
    file.echouer(abandon.id(), abandon.phrase())
        .filter(d -> d.nature() != NatureEnvoi.COURRIEL_GROUPE)
        .ifPresent(d -> acte(d.nature()).renoncer(d));
  }

  private Acte acte(NatureEnvoi nature) {
    return actes.stream()
        .filter(a -> a.mene(nature))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nul ne mène " + nature));
  }
}
