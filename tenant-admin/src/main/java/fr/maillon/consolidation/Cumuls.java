package fr.maillon.consolidation;

import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * Tient les cumuls de l'espace ouvert, dans la transaction même qui écrit l'acte : un chiffre de
 * l'espace est exact et du moment, ou l'acte n'a pas eu lieu. Un recalcul depuis le registre donne
 * les mêmes nombres ({@link Consolidation#ecarts()}).
 */
@ApplicationScoped
public class Cumuls {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;

  /**
   * Un lot entre dans les engagements d'une année, ou en sort. À appeler quand la clause est déjà
   * acceptée, ou déjà remplacée : ce que la base en dit fait le compte des marchés et des heures
   * déjà faites sur le lot.
   *
   * @param sens +1 : il entre ; -1 : il sort
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void engagement(UUID lot, int annee, int sens, BigDecimal heuresDues) {
    em.createNativeQuery(
            "select 1 from metier.marche m where m.tenant_id = ?1 and m.id = (select l.marche_id"
                + " from metier.lot l where l.tenant_id = ?1 and l.id = ?2) for update")
        .setParameter(1, contexte.tenantId())
        .setParameter(2, lot)
        .getResultList();
    em.createNativeQuery(
            "insert into consolide.cumul_annee as c (tenant_id, annee, lots_clauses,"
                + " marches_clauses, heures_dues, heures_realisees) select l.tenant_id, ?3, ?4,"
                + " case when exists (select 1 from metier.clause k join metier.engagement e on"
                + " e.tenant_id = k.tenant_id and e.clause_id = k.id   where k.tenant_id ="
                + " l.tenant_id and k.marche_id = l.marche_id and k.lot_id <> l.id and k.etat ="
                + " 'ACCEPTEE' and e.annee = ?3) then 0 else ?4 end, ?4 * cast(?5 as numeric),  ?4"
                + " * coalesce((select sum(r.heures) from metier.registre_heures r join"
                + " metier.engagement e on e.tenant_id = r.tenant_id and e.id = r.engagement_id  "
                + " where r.tenant_id = l.tenant_id and e.lot_id = l.id), 0) from metier.lot l"
                + " where l.tenant_id = ?1 and l.id = ?2 on conflict (tenant_id, annee) do update"
                + " set lots_clauses = c.lots_clauses + excluded.lots_clauses, marches_clauses ="
                + " c.marches_clauses + excluded.marches_clauses, heures_dues = c.heures_dues +"
                + " excluded.heures_dues, heures_realisees = c.heures_realisees +"
                + " excluded.heures_realisees")
        .setParameter(1, contexte.tenantId())
        .setParameter(2, lot)
        .setParameter(3, annee)
        .setParameter(4, sens)
        .setParameter(5, heuresDues)
        .executeUpdate();
  }

  /**
   * Une écriture du registre, signée : validation ou correction. Elle compte dans l'année
   * travaillée, et pour l'engagement en vigueur du lot.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void heures(int annee, UUID participant, UUID engagement, BigDecimal heures) {
    em.createNativeQuery(
            "insert into consolide.cumul_annee as c (tenant_id, annee, heures_validees) values (?1,"
                + " ?2, ?3) on conflict (tenant_id, annee) do update set heures_validees ="
                + " c.heures_validees + excluded.heures_validees")
        .setParameter(1, contexte.tenantId())
        .setParameter(2, annee)
        .setParameter(3, heures)
        .executeUpdate();
    em.createNativeQuery(
            "insert into consolide.cumul_annee as c (tenant_id, annee, heures_realisees) select"
                + " e.tenant_id, e.annee, cast(?3 as numeric) from metier.engagement v join"
                + " metier.clause k on k.tenant_id = v.tenant_id and k.lot_id = v.lot_id and k.etat"
                + " = 'ACCEPTEE' join metier.engagement e on e.tenant_id = k.tenant_id and"
                + " e.clause_id = k.id where v.tenant_id = ?1 and v.id = ?2 on conflict (tenant_id,"
                + " annee) do update set heures_realisees = c.heures_realisees +"
                + " excluded.heures_realisees")
        .setParameter(1, contexte.tenantId())
        .setParameter(2, engagement)
        .setParameter(3, heures)
        .executeUpdate();
    em.createNativeQuery(
            "insert into consolide.cumul_participant as c (tenant_id, annee, participant_id,"
                + " heures) values (?1, ?2, ?3, ?4) on conflict (tenant_id, annee, participant_id)"
                + " do update set heures = c.heures + excluded.heures")
        .setParameter(1, contexte.tenantId())
        .setParameter(2, annee)
        .setParameter(3, participant)
        .setParameter(4, heures)
        .executeUpdate();
  }

  /**
   * Refait, depuis les clauses et le registre, les comptes que ne porte pas une archive d'avant
   * eux.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void recompter() {
    // réunis puis groupés, jamais joints : d'un espace tout neuf la base ne sait rien, attend une
    // ligne, et une jointure mettrait chaque lot devant chaque autre
    em.createNativeQuery(
            "with r as (select engagement_id, sum(heures) as heures from metier.registre_heures"
                + " where tenant_id = ?1 group by engagement_id), e as (select max(u.lot) as lot,"
                + " max(u.clause) as clause, max(u.annee) as annee, sum(u.heures) as heures from ( "
                + "  select id, cast(lot_id as text) as lot, cast(clause_id as text) as clause,"
                + " annee, 0 as heures from metier.engagement where tenant_id = ?1   union all"
                + " select engagement_id, null, null, null, heures from r) u group by u.id), k as"
                + " (select max(u.lot) as lot, max(u.marche) as marche, max(u.annee) as annee,"
                + " bool_or(u.acceptee) as acceptee from (   select cast(id as text) as clause,"
                + " null as lot, cast(marche_id as text) as marche, cast(null as integer) as annee,"
                + " etat = 'ACCEPTEE' as acceptee from metier.clause where tenant_id = ?1   union"
                + " all select clause, lot, null, annee, false from e) u group by u.clause), l as"
                + " (select max(u.marche) as marche, max(u.annee) as annee, sum(u.heures) as heures"
                + " from (   select lot, marche, annee, 0 as heures from k where acceptee and lot"
                + " is not null union all select lot, null, null, heures from e) u group by u.lot),"
                + " x as (select annee, count(*) as lots, count(distinct marche) as marches,"
                + " sum(heures) as realisees from l where annee is not null group by annee) update"
                + " consolide.cumul_annee c set lots_clauses = coalesce(y.lots, 0), marches_clauses"
                + " = coalesce(y.marches, 0), heures_realisees = coalesce(y.realisees, 0) from"
                + " (select a.annee, x.lots, x.marches, x.realisees from consolide.cumul_annee a"
                + " left join x on x.annee = a.annee where a.tenant_id = ?1) y where c.tenant_id ="
                + " ?1 and c.annee = y.annee")
        .setParameter(1, contexte.tenantId())
        .executeUpdate();
  }

  /**
   * Les chiffres de l'espace ouvert pour une année : du moment, quand la consolidation n'en lit que
   * l'arrêté du dernier mois.
   */
  @LectureEspace
  @Transactional
  public ChiffresAnnee annee(int annee) {
    var ligne =
        (Object[])
            em.createNativeQuery(
                    "select coalesce(sum(c.marches_clauses), 0), coalesce(sum(c.lots_clauses), 0),"
                        + " coalesce(sum(c.heures_dues), 0), coalesce(sum(c.heures_validees), 0),"
                        + " coalesce(sum(c.heures_realisees), 0), (select count(*) from"
                        + " consolide.cumul_participant p where p.tenant_id = ?1 and p.annee = ?2"
                        + " and p.heures > 0) from consolide.cumul_annee c where c.tenant_id = ?1"
                        + " and c.annee = ?2")
                .setParameter(1, contexte.tenantId())
                .setParameter(2, annee)
                .getSingleResult();
    return ChiffresAnnee.de(
        null,
        annee,
        ((Number) ligne[0]).intValue(),
        ((Number) ligne[1]).intValue(),
        (BigDecimal) ligne[2],
        (BigDecimal) ligne[3],
        (BigDecimal) ligne[4],
        ((Number) ligne[5]).intValue(),
        false,
        false,
        List.of());
  }
}
