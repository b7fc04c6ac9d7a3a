package fr.maillon.banc;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Une page est la bonne, quelle que soit celle que la même requête a rendue avant ; seule la
 * première dit sa taille au planificateur.
 */
class PagedPostgreSQLPlatformTest {
  private static final Identite CENTRALE =
      new Identite(
          UUID.randomUUID(), "central", "Claude Centrale", Set.of("administrateur-central"));

  static class Codes {
    @PersistenceContext(unitName = "maillon")
    EntityManager em;

    TypedQuery<String> tous() {
      return em.createQuery(
          "select distinct p.code from Parametre p order by p.code", String.class);
    }
  }

  @Test
  void uneRequeteResservieRendLaPageDemandee() {
    try (var banc = new Banc(Clock.systemDefaultZone())) {
      var recues = new ArrayList<String>();
      banc.ecouter((_, prepare, _) -> recues.add(prepare));
      banc.sous(
          CENTRALE,
          new Perimetre.Centre(),
          Codes.class,
          codes -> {
            var tous = codes.tous().getResultList();
            assertThat(tous).hasSizeGreaterThan(8);
            recues.clear();
            var requete = codes.tous().setMaxResults(3);
            assertThat(requete.getResultList()).isEqualTo(tous.subList(0, 3));
            assertThat(requete.setFirstResult(3).getResultList()).isEqualTo(tous.subList(3, 6));
            assertThat(requete.setFirstResult(0).getResultList()).isEqualTo(tous.subList(0, 3));
            assertThat(requete.setMaxResults(5).getResultList()).isEqualTo(tous.subList(0, 5));
            assertThat(requete.setFirstResult(2).setMaxResults(2).getResultList())
                .isEqualTo(tous.subList(2, 4));
            assertThat(codes.tous().setMaxResults(4).getResultList()).isEqualTo(tous.subList(0, 4));
            return null;
          });
      assertThat(recues.stream().map(r -> r.replaceAll(".* LIMIT", "LIMIT")))
          .isEqualTo(
              List.of(
                  "LIMIT 3",
                  "LIMIT ? OFFSET ?",
                  "LIMIT ? OFFSET ?",
                  "LIMIT ? OFFSET ?",
                  "LIMIT ? OFFSET ?",
                  "LIMIT 4"));
    }
  }
}
