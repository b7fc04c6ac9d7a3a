package fr.maillon.execution;

import fr.maillon.isolation.TenantContext;
import fr.maillon.marche.VieDuMarche;
import fr.maillon.participant.Nir;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * Un contrat qui commence après la fin du lot dit pourquoi, qu'on l'ouvre ainsi ou qu'on l'y mène
 * en le corrigeant.
 */
@ApplicationScoped
class TermeDuLot {
  private static final DateTimeFormatter JOUR = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;

  /**
   * @param motif celui qu'on donne ; null ou blanc : celui que le contrat garde déjà
   * @throws RegleMetier {@code contrat-tardif}, {@code nir-refuse}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void exiger(Contrat contrat, String motif) {
    var terme = terme(contrat.engagementId);
    if (terme == null || !contrat.debut.isAfter(terme)) {
      contrat.motifTardif = null;
      return;
    }
    if (motif != null && !motif.isBlank()) {
      contrat.motifTardif = motif.strip();
      Nir.refuser("motifTardif", contrat.motifTardif);
    }
    if (contrat.motifTardif == null) {
      throw new RegleMetier(
          "contrat-tardif",
          "motifTardif",
          "Le lot a fini le "
              + terme.format(JOUR)
              + ", avant le premier jour de ce contrat"
              + (contrat.fin == null ? ", qui n'a pas de terme" : "")
              + ". Dites pourquoi il s'ouvre encore.");
    }
  }

  private LocalDate terme(UUID engagement) {
    var l =
        em.createQuery(
                "select l.dateNotification, l.dureeMois from Engagement e join Lot l on (l.tenantId"
                    + " = e.tenantId and l.id = e.lotId) where e.tenantId = :tenant and e.id ="
                    + " :engagement",
                Object[].class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("engagement", engagement)
            .getSingleResult();
    return VieDuMarche.terme((LocalDate) l[0], (Integer) l[1]);
  }
}
