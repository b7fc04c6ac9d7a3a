package fr.maillon.tracabilite;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Titre;
import jakarta.enterprise.context.ApplicationScoped;

/** Exporter ne donne pas à lire : le fichier du journal demande les deux droits. */
@ApplicationScoped
public class JournalConsultable {
  /**
   * @throws fr.maillon.regle.Interdit ni référent, ni administrateur de l'espace
   */
  @Habilite(value = Titre.AGENT, geste = Geste.CONSULTER_JOURNAL)
  public void exiger() {}
}
