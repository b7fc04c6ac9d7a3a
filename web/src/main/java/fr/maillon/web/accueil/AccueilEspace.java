package fr.maillon.web.accueil;

import fr.maillon.consolidation.ChiffresAnnee;
import fr.maillon.consolidation.Cumuls;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.LocalDate;

/** L'accueil d'un espace : l'année en cours en quatre nombres, et par où continuer. */
@Named
@RequestScoped
public class AccueilEspace {
  @Inject Cumuls cumuls;
  @Inject Clock horloge;
  private int annee;
  private ChiffresAnnee chiffres;

  @PostConstruct
  void lire() {
    annee = LocalDate.now(horloge).getYear();
    chiffres = cumuls.annee(annee);
  }

  public String getAnnee() {
    return Integer.toString(annee);
  }

  public ChiffresAnnee getChiffres() {
    return chiffres;
  }
}
