package fr.maillon.repentir;

import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Garde une minute les lignes qu'un geste ôte, et les rend telles quelles à qui l'a fait. Appelée
 * dans la transaction du geste : ce qui est ôté est gardé, ou rien n'est ôté.
 */
@ApplicationScoped
public class Corbeille {
  /** Le temps de voir qu'on s'est trompé de bouton. */
  public static final Duration REPENTIR = Duration.ofMinutes(1);

  private static final String GARDER =
      "insert into plateforme.corbeille (id, quoi, par_id, le, contenu) select cast(?2 as uuid),"
          + " ?3, cast(?4 as uuid), cast(?5 as timestamptz), ";
  private static final String LOTS =
      "'metier.lot', (select jsonb_agg(to_jsonb(t)) from metier.lot t where t.tenant_id = ?1 and"
          + " t.%s = ?2), 'metier.titulaire', (select jsonb_agg(to_jsonb(t)) from metier.titulaire"
          + " t join metier.lot l on l.tenant_id = t.tenant_id and l.id = t.lot_id where"
          + " t.tenant_id = ?1 and l.%s = ?2), 'metier.lot_version', (select jsonb_agg(to_jsonb(t))"
          + " from metier.lot_version t join metier.lot l on l.tenant_id = t.tenant_id and l.id ="
          + " t.lot_id where t.tenant_id = ?1 and l.%s = ?2)";
  private static final Map<Quoi, String> CONTENUS =
      Map.of(
          Quoi.MARCHE,
              "jsonb_build_object('metier.marche', (select jsonb_agg(to_jsonb(t)) from"
                  + " metier.marche t where t.tenant_id = ?1 and t.id = ?2), "
                  + LOTS.replace("%s", "marche_id")
                  + ", 'metier.evenement', (select jsonb_agg(to_jsonb(t)) from metier.evenement t"
                  + " where t.tenant_id = ?1 and t.marche_id = ?2))",
          Quoi.LOT, "jsonb_build_object(" + LOTS.replace("%s", "id") + ")",
          Quoi.CONTRAT,
              "jsonb_build_object('metier.contrat', (select jsonb_agg(to_jsonb(t)) from"
                  + " metier.contrat t where t.tenant_id = ?1 and t.id = ?2),"
                  + " 'metier.declaration_heures', (select jsonb_agg(to_jsonb(t)) from"
                  + " metier.declaration_heures t where t.tenant_id = ?1 and t.contrat_id = ?2))",
          Quoi.DECLARATION,
              "jsonb_build_object('metier.declaration_heures', (select jsonb_agg(to_jsonb(t)) from"
                  + " metier.declaration_heures t where t.tenant_id = ?1 and t.id = ?2))");

  /** Chaque table après celles qu'elle désigne. */
  private static final List<String> TABLES =
      List.of(
          "metier.marche",
          "metier.lot",
          "metier.titulaire",
          "metier.lot_version",
          "metier.evenement",
          "metier.contrat",
          "metier.declaration_heures");

  private static final String RENDRE =
      " select r.* from plateforme.corbeille c cross join lateral"
          + " jsonb_populate_recordset(cast(null as ";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;

  /** Ce qui peut encore revenir. */
  public record Ote(UUID id, Quoi quoi) {}

  /** À appeler juste avant d'ôter. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void garder(Quoi quoi, UUID id) {
    em.flush();
    em.createNativeQuery(
            "delete from plateforme.corbeille where maitre_ouvrage_id = ?1 and par_id = ?2 and (le"
                + " < ?3 or id = ?4)")
        .setParameter(1, contexte.tenantId())
        .setParameter(2, contexte.identite().id())
        .setParameter(3, limite())
        .setParameter(4, id)
        .executeUpdate();
    em.createNativeQuery(GARDER + CONTENUS.get(quoi))
        .setParameter(1, contexte.tenantId())
        .setParameter(2, id)
        .setParameter(3, quoi.name())
        .setParameter(4, contexte.identite().id())
        .setParameter(5, OffsetDateTime.ofInstant(horloge.instant(), ZoneOffset.UTC))
        .executeUpdate();
  }

  /**
   * La dernière chose que j'ai ôtée de cet espace, et qui peut revenir ; vide : aucune, ou trop
   * tard.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<Ote> derniere() {
    return trouver("order by le desc limit 1", null);
  }

  /**
   * @throws Introuvable je n'ai rien ôté de tel ici
   * @throws RegleMetier {@code trop-tard}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Ote rendable(UUID id) {
    return trouver("and id = ?4", id)
        .orElseThrow(
            () ->
                em.createNativeQuery(
                            "select 1 from plateforme.corbeille where maitre_ouvrage_id = ?1 and id"
                                + " = ?2")
                        .setParameter(1, contexte.tenantId())
                        .setParameter(2, id)
                        .getResultList()
                        .isEmpty()
                    ? new Introuvable("Suppression")
                    : new RegleMetier(
                        "trop-tard",
                        "Une suppression s'annule dans la minute, par qui l'a faite."));
  }

  /**
   * @throws RegleMetier {@code repris-depuis}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void rendre(Ote ote) {
    var id = ote.id();
    try {
      for (var table : TABLES) {
        em.createNativeQuery(
                "insert into "
                    + table
                    + RENDRE
                    + table
                    + "), nullif(c.contenu -> '"
                    + table
                    + "', cast('null' as jsonb))) r where c.maitre_ouvrage_id = ?1 and c.id = ?2")
            .setParameter(1, contexte.tenantId())
            .setParameter(2, id)
            .executeUpdate();
      }
    } catch (PersistenceException e) {
      throw refusee(e)
          ? new RegleMetier(
              "repris-depuis",
              "Entre-temps, quelqu'un a saisi ou importé la même chose : rien n'est rétabli.")
          : e;
    }
    em.createNativeQuery(
            "delete from plateforme.corbeille where maitre_ouvrage_id = ?1 and id = ?2")
        .setParameter(1, contexte.tenantId())
        .setParameter(2, id)
        .executeUpdate();
  }

  private Optional<Ote> trouver(String suite, UUID id) {
    var requete =
        em.createNativeQuery(
                "select cast(id as text), quoi from plateforme.corbeille where maitre_ouvrage_id ="
                    + " ?1 and par_id = ?2 and le >= ?3 "
                    + suite)
            .setParameter(1, contexte.tenantId())
            .setParameter(2, contexte.identite().id())
            .setParameter(3, limite());
    if (id != null) {
      requete.setParameter(4, id);
    }
    for (var ligne : requete.getResultList()) {
      var colonnes = (Object[]) ligne;
      return Optional.of(
          new Ote(UUID.fromString((String) colonnes[0]), Quoi.valueOf((String) colonnes[1])));
    }
    return Optional.empty();
  }

  private OffsetDateTime limite() {
    return OffsetDateTime.ofInstant(horloge.instant().minus(REPENTIR), ZoneOffset.UTC);
  }

  /** Une clé déjà prise, ou ce à quoi la ligne tenait a disparu. */
  private static boolean refusee(Throwable faute) {
    for (var cause = faute; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && ("23505".equals(sql.getSQLState()) || "23503".equals(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }
}
