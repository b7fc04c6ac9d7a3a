package fr.maillon.consolidation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Arrête un mois fini : ce que le registre en disait à son dernier instant, additionné par type,
 * puis le tableau et ce qu'il cache. Le calcul et le secret sont dans la base ; un mois arrêté ne
 * s'y reprend pas. Sous le périmètre du système.
 */
@ApplicationScoped
class Arretes {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  /** Des secondes à la taille du pays, une fois par mois : plus que ne dure jamais une lecture. */
  private static final String PATIENCE = "set local statement_timeout = '5min'";

  /**
   * @param au dernier jour d'un mois
   * @return faux : ce mois était arrêté, ou il n'y a rien à arrêter
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean arreter(LocalDate au, Instant maintenant) {
    if (!em.createNativeQuery("select 1 from consolide.arrete where au = ?1")
            .setParameter(1, Date.valueOf(au))
            .getResultList()
            .isEmpty()
        || em.createNativeQuery("select presente from consolide.matiere")
            .getResultList()
            .isEmpty()) {
      return false;
    }
    em.createNativeQuery(PATIENCE).executeUpdate();
    em.createNativeQuery(
            "insert into consolide.arrete (au, arrete_le, seuil, espaces_min, part_autres) select"
                + " ?1, ?2, "
                + limite(11, "SECRET_STATISTIQUE_PERSONNES", 1_000_000_000)
                + ", "
                + limite(3, "SECRET_STATISTIQUE_ESPACES", 1_000_000_000)
                + ", "
                + limite(15, "SECRET_STATISTIQUE_PART_DES_AUTRES", 100))
        .setParameter(1, Date.valueOf(au))
        .setParameter(2, Timestamp.from(maintenant))
        .executeUpdate();
    em.createNativeQuery(
            "insert into consolide.arrete_type select * from consolide.types_a_arreter")
        .executeUpdate();
    em.createNativeQuery(
            "insert into consolide.arrete_personnes select * from consolide.personnes_a_arreter")
        .executeUpdate();
    em.createNativeQuery(
            "insert into consolide.arrete_case select * from consolide.cases_a_publier")
        .executeUpdate();
    return true;
  }

  /**
   * La valeur d'aujourd'hui, jamais sous son plancher ; sans valeur en vigueur, celle qui cache
   * tout.
   */
  private static String limite(int plancher, String code, int sinon) {
    return "greatest("
        + plancher
        + ", coalesce((select p.valeur from plateforme.parametre p where p.code = '"
        + code
        + "' and p.du <= current_date and (p.au is null or p.au >= current_date) order by p.du desc"
        + " limit 1), "
        + sinon
        + "))";
  }
}
