package fr.maillon.maitreouvrage.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Les paramètres de l'archive, en vigueur aujourd'hui. */
@ApplicationScoped
class Reglages {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  long parametre(String code) {
    var valeurs =
        em.createNativeQuery(
                "select valeur from plateforme.parametre where code = ?1 and du <= current_date and"
                    + " (au is null or au >= current_date) order by du desc limit 1")
            .setParameter(1, code)
            .getResultList();
    if (valeurs.isEmpty()) {
      throw new IllegalStateException("le paramètre " + code + " n'a pas de valeur en vigueur");
    }
    return ((BigDecimal) valeurs.getFirst()).longValue();
  }

  static OffsetDateTime quand(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  static Instant instant(Object millisecondes) {
    return millisecondes == null
        ? null
        : Instant.ofEpochMilli(((Number) millisecondes).longValue());
  }
}
