package fr.maillon.execution;

import fr.maillon.isolation.TenantContext;
import fr.maillon.participant.FichesParticipants;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/** Le contrat qu'un geste change, relu et tenu. */
@ApplicationScoped
class Contrats {
  static final DateTimeFormatter JOUR = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  static final DateTimeFormatter MOIS = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.FRANCE);

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject FichesParticipants fiches;

  Contrat lire(UUID id, Integer version) {
    var contrat = em.find(Contrat.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (contrat == null) {
      throw new Introuvable("Contrat");
    }
    if (VersionPerimee.exigee(version) != contrat.version) {
      throw new VersionPerimee();
    }
    fiches.retenir(contrat.participantId);
    return contrat;
  }

  void exigerHeuresDedans(UUID id, LocalDate debut, LocalDate fin) {
    var bornes =
        em.createQuery(
                "select min(d.mois), max(d.mois) from DeclarationHeures d where d.tenantId ="
                    + " :tenant and d.contratId = :id and d.etat <>"
                    + " fr.maillon.execution.EtatDeclaration.REFUSEE",
                Object[].class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("id", id)
            .getSingleResult();
    if (bornes[0] == null) {
      return;
    }
    var premier = YearMonth.from((LocalDate) bornes[0]);
    var dernier = YearMonth.from((LocalDate) bornes[1]);
    if (YearMonth.from(debut).isAfter(premier)) {
      throw new RegleMetier(
          "heures-hors-contrat",
          "debut",
          "Des heures sont déclarées en "
              + premier.format(MOIS)
              + " : le contrat ne peut pas commencer après.");
    }
    if (fin != null && YearMonth.from(fin).isBefore(dernier)) {
      throw new RegleMetier(
          "heures-hors-contrat",
          "fin",
          "Des heures sont déclarées en "
              + dernier.format(MOIS)
              + " : le contrat ne peut pas finir avant.");
    }
  }
}
