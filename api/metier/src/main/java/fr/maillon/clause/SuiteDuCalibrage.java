package fr.maillon.clause;

import java.util.UUID;

/** Ce qu'une proposition ou une décision change pour qui l'attendait, dans la même transaction. */
public interface SuiteDuCalibrage {
  /** Une clause du marché est à décider. */
  void proposee(UUID marche);

  /** Une clause du marché vaut, et aucune n'y est à décider. */
  void decidee(UUID marche);
}
