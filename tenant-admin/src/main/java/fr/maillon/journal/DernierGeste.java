package fr.maillon.journal;

import fr.maillon.regle.VersionPerimee;
import java.util.Optional;

/**
 * Ce que le journal de l'espace ouvert dit en dernier d'un objet : qui l'a changé, comment, quand.
 * Dit à qui arrive trop tard.
 */
public interface DernierGeste {
  /**
   * @param objet l'identifiant, tel que le journal l'écrit ; null admis
   */
  Optional<VersionPerimee.Fait> sur(String objet);
}
