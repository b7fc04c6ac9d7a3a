package fr.maillon.clause;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Ce qu'une clause montre de son exécution, dit par la maison qui tient le registre. */
public interface HeuresDesLots {
  /** Les heures validées de chaque lot, corrections déduites ; absent : aucune. */
  Map<UUID, BigDecimal> validees(Collection<UUID> lots);
}
