package fr.maillon.consolidation;

import fr.maillon.tache.Tache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.TreeMap;

/**
 * Recalcule chaque année depuis le registre, et garde ce qu'elle trouve pour la page : des secondes
 * à la taille du pays, trop pour une lecture.
 */
@ApplicationScoped
public class VerifierCumuls implements Tache {
  @Inject Consolidation consolidation;
  @Inject Verifications verifications;
  @Inject Clock horloge;

  @Override
  public String nom() {
    return "consolidation-verification";
  }

  @Override
  public Duration periode() {
    return Duration.ofMinutes(15);
  }

  @Override
  public void executer() {
    var avant = horloge.instant();
    var ecarts = new TreeMap<Integer, Integer>();
    consolidation.lireAnnees().forEach(annee -> ecarts.put(annee, 0));
    ecarts.putAll(consolidation.lireEcarts());
    verifications.retenir(ecarts, avant);
  }
}
