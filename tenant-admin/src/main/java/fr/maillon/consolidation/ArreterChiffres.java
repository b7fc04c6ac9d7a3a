package fr.maillon.consolidation;

import fr.maillon.tache.Tache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * Arrête le mois qui vient de finir. Ce que lit le centre ne change qu'ici, une fois par mois :
 * lire deux fois n'y apprend rien de l'acte fait entre les deux.
 */
@ApplicationScoped
public class ArreterChiffres implements Tache {
  public static final String NOM = "consolidation-arrete";
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /** Le temps que finissent les actes commencés avant minuit. */
  private static final Duration REPIT = Duration.ofMinutes(15);

  @Inject Arretes arretes;
  @Inject Clock horloge;

  @Override
  public String nom() {
    return NOM;
  }

  @Override
  public Duration periode() {
    return Duration.ofMinutes(15);
  }

  @Override
  public void executer() {
    arretes.arreter(dernierMoisFini(), horloge.instant());
  }

  private LocalDate dernierMoisFini() {
    return YearMonth.from(horloge.instant().minus(REPIT).atZone(PARIS))
        .minusMonths(1)
        .atEndOfMonth();
  }
}
