package fr.maillon.tache;

import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Ce que l'exploitant surveille des tâches. Le détail d'une faute est dans {@code plateforme.tache}
 * et au journal du serveur.
 */
@ApplicationScoped
public class SuivreTaches {
  /**
   * Une tâche due attend au plus un tour, quelques secondes ; au-delà de ceci, plus aucun serveur
   * ne la prend.
   */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  @Inject Horaire horaire;
  @Inject Clock horloge;

  /**
   * @param enFaute noms des tâches dont le dernier tour a échoué ; elles repasseront d'elles-mêmes
   * @param enRetard noms des tâches que nul serveur ne prend depuis {@link #PATIENCE}
   */
  public record Defauts(List<String> enFaute, List<String> enRetard) {}

  public Defauts executer() {
    return TenantScope.call(
        Taches.MACHINE, new Perimetre.Systeme(), () -> horaire.defauts(horloge.instant()));
  }
}
