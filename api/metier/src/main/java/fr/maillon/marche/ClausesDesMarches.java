package fr.maillon.marche;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Ce que la liste des marchés montre de leurs clauses, dit par la maison qui les tient. */
public interface ClausesDesMarches {
  /** Combien de lots de chaque marché portent une clause acceptée ; absent : aucun. */
  Map<UUID, Long> acceptees(List<UUID> marches);
}
