package fr.maillon.consolidation;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * Tient les cumuls de l'espace ouvert, dans la transaction même qui écrit l'acte : un chiffre consolidé est exact et du moment, ou l'acte
 * n'a pas eu lieu. Un recalcul depuis le registre donne les mêmes nombres ({@link Consolidation#ecarts()}).
 */
@ApplicationScoped
public class Cumuls {
  @PersistenceContext(unitName = "maillon") EntityManager em;
  @Inject TenantContext contexte;

  /** @param marches +1 ou -1 quand un lot entre ou sort des marchés clausés de l'année, 0 sinon ; @param heuresDues signées */
  @Transactional(Transactional.TxType.MANDATORY)
  public void engagement(int annee, int marches, BigDecimal heuresDues) {
    em.createNativeQuery("insert into consolide.cumul_annee as c (tenant_id, annee, marches_clauses, heures_dues) values (?1, ?2, ?3, ?4)"
        + " on conflict (tenant_id, annee) do update set marches_clauses = c.marches_clauses + excluded.marches_clauses,"
        + " heures_dues = c.heures_dues + excluded.heures_dues")
        .setParameter(1, contexte.tenantId()).setParameter(2, annee).setParameter(3, marches).setParameter(4, heuresDues).executeUpdate();
  }

  /** Une écriture du registre, signée : validation ou contre-passation. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void heures(int annee, UUID participant, BigDecimal heures) {
    em.createNativeQuery("insert into consolide.cumul_annee as c (tenant_id, annee, heures_validees) values (?1, ?2, ?3)"
        + " on conflict (tenant_id, annee) do update set heures_validees = c.heures_validees + excluded.heures_validees")
        .setParameter(1, contexte.tenantId()).setParameter(2, annee).setParameter(3, heures).executeUpdate();
    em.createNativeQuery("insert into consolide.cumul_participant as c (tenant_id, annee, participant_id, heures) values (?1, ?2, ?3, ?4)"
        + " on conflict (tenant_id, annee, participant_id) do update set heures = c.heures + excluded.heures")
        .setParameter(1, contexte.tenantId()).setParameter(2, annee).setParameter(3, participant).setParameter(4, heures).executeUpdate();
  }

  /** Les chiffres de l'espace ouvert pour une année : ceux-là mêmes qui entrent dans la consolidation. */
  @Habilite(value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR, Titre.SUPPORT}, geste = Geste.LIRE)
  @Transactional
  public ChiffresAnnee annee(int annee) {
    var ligne = (Object[]) em.createNativeQuery("select coalesce(sum(c.marches_clauses), 0), coalesce(sum(c.heures_dues), 0), coalesce(sum(c.heures_validees), 0),"
        + " (select count(*) from consolide.cumul_participant p where p.tenant_id = ?1 and p.annee = ?2 and p.heures > 0)"
        + " from consolide.cumul_annee c where c.tenant_id = ?1 and c.annee = ?2")
        .setParameter(1, contexte.tenantId()).setParameter(2, annee).getSingleResult();
    return ChiffresAnnee.de(null, annee, ((Number) ligne[0]).intValue(), (BigDecimal) ligne[1], (BigDecimal) ligne[2], ((Number) ligne[3]).intValue(), false, false);
  }
}
