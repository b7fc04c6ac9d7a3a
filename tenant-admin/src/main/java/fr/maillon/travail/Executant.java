package fr.maillon.travail;

import java.time.Instant;
import java.util.UUID;

/**
 * Qui mène les travaux d'une nature : un bean {@code @ApplicationScoped} qui porte {@link Travail}.
 * Appelé hors transaction, sous le périmètre et au nom de qui a demandé.
 */
public interface Executant {
  /**
   * Mène le travail par lots, chacun dans sa transaction, qui appelle {@link FileDesTravaux#tenir}
   * : qui a perdu son bail n'écrit plus. Rejouable : après un arrêt, il est rappelé et repart de ce
   * qui est écrit.
   *
   * @throws fr.maillon.regle.RegleMetier réessayer ne servirait à rien : la phrase dit pourquoi
   * @throws Panne réessayer a un sens : la phrase dit ce qui manque
   */
  void executer(EnCours travail);

  /** Le travail ne se fera pas : ce qu'il faut en dire, dans la transaction qui le clôt. */
  default void renoncer(Abandon abandon) {}

  /** Un essai a manqué, un autre suit : ce qu'il faut en dire, dans la transaction qui le remet. */
  default void remettre(Report report) {}

  /** Le travail a fait son temps : ce qui s'oublie avec lui, dans la même transaction. */
  default void oublier(UUID id, EtatTravail etat) {}

  /**
   * @param phrase ce que lit la personne
   * @param annule quelqu'un l'a demandé
   */
  record Abandon(UUID id, String phrase, boolean annule) {}

  /**
   * @param phrase ce que lit la personne
   * @param prochain quand le travail repartira
   */
  record Report(UUID id, String phrase, Instant prochain) {}
}
