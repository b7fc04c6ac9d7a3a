package fr.maillon.web.assistance;

import fr.maillon.assistance.EtatDemande;
import fr.maillon.assistance.ListerPortefeuille;
import fr.maillon.web.commun.Formats;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.LocalDate;

/** Ce que la date souhaitée laisse de temps, en mots. */
@Named("echeances")
@ApplicationScoped
public class Echeances {
  @Inject Clock horloge;

  /** Vrai quand le temps presse, ou est passé. */
  public boolean presse(Integer jours) {
    return jours != null && jours <= ListerPortefeuille.JOURS_PROCHES;
  }

  /**
   * {@code En retard de 2 jours}, {@code Aujourd'hui}, {@code 5 jours} ; vide quand la demande est
   * close.
   */
  public String mots(Integer jours) {
    if (jours == null) {
      return "";
    }
    return switch (jours) {
      case Integer j when j < -1 -> "En retard de " + -j + " jours";
      case -1 -> "En retard d'un jour";
      case 0 -> "Aujourd'hui";
      case 1 -> "Demain";
      default -> jours + " jours";
    };
  }

  /** {@code 24 nov.} dans l'année en cours, {@code 1er janv. 2027} au-delà. */
  public String date(LocalDate date) {
    return date != null && date.getYear() == LocalDate.now(horloge).getYear()
        ? Formats.jourMois(date)
        : Formats.date(date);
  }

  public String ton(Integer jours) {
    return jours == null || !presse(jours) ? "" : jours < 0 ? "alerte" : "attention";
  }

  public String tonEtat(EtatDemande etat) {
    return switch (etat) {
      case NOUVELLE -> "accent";
      case ATTENTE_MAITRE_OUVRAGE -> "attention";
      case TERMINEE -> "ok";
      case PRISE_EN_CHARGE, ANNULEE -> "";
    };
  }
}
