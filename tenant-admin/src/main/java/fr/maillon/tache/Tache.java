package fr.maillon.tache;

import java.time.Duration;

/**
 * Un travail que Maillon mène de lui-même, à intervalles. Il suffit d'être un bean
 * {@code @ApplicationScoped} : {@link Taches} l'appelle sous le périmètre du système, hors
 * transaction, un seul serveur à la fois, et le rappelle plus tard s'il échoue.
 */
public interface Tache {

  /** Nom stable, en minuscules et tirets. */
  String nom();

  /** D'une fin à la prochaine. */
  Duration periode();

  /**
   * Un tour de travail : borné (moins de {@link #bail()}), rejouable, chaque pas dans sa
   * transaction. Une exception remet le tour à plus tard, et se lit dans {@code plateforme.tache}.
   */
  void executer();

  /**
   * Au-delà, on tient le serveur pour mort et un autre reprend : l'ancien ne doit plus rien écrire
   * qui ne soit rejouable.
   */
  default Duration bail() {
    return Duration.ofMinutes(10);
  }
}
