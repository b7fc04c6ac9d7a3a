package fr.maillon.usage;

import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.UUID;

/**
 * La place qu'un espace prend : la taille de ses lignes et de ses fichiers telle que la base les
 * garde, sans les index. Mesurée dans toutes les tables où il a des lignes, quelles qu'elles
 * soient, et gardée une heure ; celle d'un petit espace, qui se mesure d'un trait et que son
 * premier import multiplie, ne se garde pas.
 */
@ApplicationScoped
public class Stockage {
  private static final Duration FRAICHEUR = Duration.ofHours(1);
  private static final long MO = Limites.OCTETS_PAR_MO;
  private static final long PETIT = 10 * MO;

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject LimitesEnVigueur limites;
  @Inject Clock horloge;

  /**
   * @param octets place prise à l'instant {@code mesureLe}
   */
  public record Place(long octets, Instant mesureLe) {}

  /**
   * @param octets ce qui va être déposé ; zéro ou moins quand on ne le sait pas
   * @throws RegleMetier {@code stockage-plein} : l'espace n'a pas cette place
   */
  @Transactional(Transactional.TxType.REQUIRED)
  public void exigerPlace(long octets) {
    var siennes = limites.de(contexte.espace().id());
    long auPlus = siennes.stockageOctets() - Math.max(0, octets);
    if (place(FRAICHEUR).octets() > auPlus && place(Duration.ZERO).octets() > auPlus) {
      throw new RegleMetier(
          "stockage-plein",
          "L'espace prend "
              + place().octets() / MO
              + " Mo sur les "
              + siennes.stockageMo()
              + " Mo qui lui sont ouverts : ce dépôt ne tient pas. Supprimez des exports, ou"
              + " demandez plus de place à l'administration centrale.");
    }
  }

  /** La place de l'espace où l'on est, mesurée à l'instant ou il y a moins d'une heure. */
  @Transactional(Transactional.TxType.REQUIRED)
  public Place place() {
    return place(FRAICHEUR);
  }

  private Place place(Duration fraicheur) {
    var espace = contexte.espace().id();
    var maintenant = horloge.instant();
    var connue =
        em.createNativeQuery(
                "select octets, mesure_le from plateforme.usage_espace where maitre_ouvrage_id = ?")
            .setParameter(1, espace)
            .getResultList();
    if (!connue.isEmpty() && connue.getFirst() instanceof Object[] ligne) {
      var quand = instant(ligne[1]);
      var octets = ((Number) ligne[0]).longValue();
      if (octets >= PETIT && quand.plus(fraicheur).isAfter(maintenant)) {
        return new Place(octets, quand);
      }
    }
    var octets = mesurer(espace);
    em.createNativeQuery(
            "insert into plateforme.usage_espace (maitre_ouvrage_id, octets, mesure_le) values (?,"
                + " ?, ?) on conflict (maitre_ouvrage_id) do update set octets = excluded.octets,"
                + " mesure_le = excluded.mesure_le")
        .setParameter(1, espace)
        .setParameter(2, octets)
        .setParameter(3, OffsetDateTime.ofInstant(maintenant, ZoneOffset.UTC))
        .executeUpdate();
    return new Place(octets, maintenant);
  }

  private long mesurer(UUID espace) {
    var morceaux = new ArrayList<String>();
    for (var ligne :
        em.createNativeQuery(
                "select quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attname from"
                    + " pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on"
                    + " n.oid = c.relnamespace where c.relkind in ('r', 'p') and n.nspname in"
                    + " ('metier', 'consolide', 'plateforme') and a.attname in ('tenant_id',"
                    + " 'maitre_ouvrage_id') and not a.attisdropped and has_table_privilege(c.oid,"
                    + " 'select')")
            .getResultList()) {
      var table = (Object[]) ligne;
      morceaux.add(
          "select coalesce(sum(pg_column_size(t.*)), 0) as octets from "
              + table[0]
              + " t where t."
              + table[1]
              + " = '"
              + espace
              + "'");
    }
    return ((Number)
            em.createNativeQuery(
                    "select sum(octets) from (" + String.join(" union all ", morceaux) + ") x")
                .getSingleResult())
        .longValue();
  }

  private static Instant instant(Object valeur) {
    return switch (valeur) {
      case OffsetDateTime o -> o.toInstant();
      case java.time.LocalDateTime l -> l.toInstant(ZoneOffset.UTC);
      case java.util.Date d -> Instant.ofEpochMilli(d.getTime());
      default -> throw new IllegalStateException("instant inattendu : " + valeur.getClass());
    };
  }
}
