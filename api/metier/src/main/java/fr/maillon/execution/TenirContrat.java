package fr.maillon.execution;

import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.isolation.TenantContext;
import fr.maillon.marche.VieDuMarche;
import fr.maillon.participant.FichesParticipants;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import fr.maillon.repentir.Corbeille;
import fr.maillon.repentir.Quoi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Corrige un contrat, y met fin, ou l'annule tant qu'aucune heure n'y est déclarée. La personne et
 * l'engagement ne changent pas : ce serait un autre contrat.
 */
@ApplicationScoped
public class TenirContrat {
  /**
   * @param fin dernier jour, compris ; null : sans terme.
   * @param motifTardif pourquoi, quand le contrat commence après la fin du lot ; null : celui qu'il
   *     garde.
   * @param version celle du contrat lu
   */
  @Schema(name = "TenirContrat")
  public record Command(
      @NotNull(message = "Choisissez la nature du contrat.") NatureContrat nature,
      @NotNull(message = "Choisissez la modalité.") Modalite modalite,
      @NotBlank(message = "Indiquez le SIRET de l'employeur.") String employeurSiret,
      @NotBlank(message = "Indiquez l'employeur.")
          @Size(max = 200, message = "Le nom de l'employeur compte au plus 200 caractères.")
          String employeurNom,
      @NotNull(message = "Indiquez le premier jour.") LocalDate debut,
      LocalDate fin,
      @Size(max = 1000, message = "Le motif compte 1 000 caractères au plus.") String motifTardif,
      @NotNull(message = "Donnez la version lue.") Integer version) {}

  /**
   * @param fin dernier jour, compris.
   * @param version celle du contrat lu
   */
  @Schema(name = "TenirContratFin")
  public record Fin(
      @NotNull(message = "Indiquez le dernier jour.") LocalDate fin,
      @NotNull(message = "Donnez la version lue.") Integer version) {}

  private static final DateTimeFormatter JOUR = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final DateTimeFormatter MOIS =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.FRANCE);

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Corbeille corbeille;
  @Inject TenantContext contexte;
  @Inject FichesParticipants fiches;
  @Inject VieDuMarche vie;
  @Inject TermeDuLot terme;

  /**
   * @throws Introuvable absent, ou d'un autre espace
   * @throws VersionPerimee il a changé
   * @throws RegleMetier {@code siret-invalide}, {@code dates-incoherentes}, {@code
   *     heures-hors-contrat}, {@code eligibilite-absente}, {@code contrat-tardif}, {@code
   *     nir-refuse}
   */
  @EcritureEquipe
  @Transactional
  public void modifier(
      UUID id, @NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    var contrat = lire(id, c.version());
    exigerHeuresDedans(id, c.debut(), c.fin());
    if (!c.debut().equals(contrat.debut)) {
      contrat.eligibiliteId =
          fiches
              .eligibilite(contrat.participantId, c.debut())
              .orElseThrow(
                  () ->
                      new RegleMetier(
                          "eligibilite-absente",
                          "debut",
                          "Aucune décision d'éligibilité ne couvre le "
                              + c.debut().format(JOUR)
                              + "."));
    }
    contrat.corriger(c);
    terme.exiger(contrat, c.motifTardif());
    vie.noter(
        contrat.marcheId,
        "contrat-corrige",
        "Contrat d'insertion chez "
            + contrat.employeurNom
            + " corrigé : à partir du "
            + contrat.debut.format(JOUR)
            + (contrat.fin == null ? "" : ", jusqu'au " + contrat.fin.format(JOUR))
            + "."
            + (contrat.motifTardif == null ? "" : " Après la fin du lot : " + contrat.motifTardif));
  }

  /**
   * @throws Introuvable absent
   * @throws VersionPerimee il a changé
   * @throws RegleMetier {@code dates-incoherentes}, {@code heures-hors-contrat}
   */
  @EcritureEquipe
  @Transactional
  public void finir(UUID id, @NotNull(message = "Le corps de la demande manque.") @Valid Fin c) {
    var contrat = lire(id, c.version());
    exigerHeuresDedans(id, contrat.debut, c.fin());
    contrat.finir(c.fin());
    vie.noter(
        contrat.marcheId,
        "contrat-fini",
        "Contrat d'insertion chez "
            + contrat.employeurNom
            + " : dernier jour le "
            + c.fin().format(JOUR)
            + ".");
  }

  /**
   * Le contrat n'aurait pas dû être ouvert : il disparaît.
   *
   * @throws RegleMetier {@code contrat-utilise} des heures y sont déclarées
   */
  @EcritureEquipe
  @Transactional
  public void annuler(UUID id, Integer version) {
    var contrat = lire(id, version);
    var declares =
        em.createQuery(
                "select count(d) from DeclarationHeures d where d.tenantId = :tenant and"
                    + " d.contratId = :id and d.etat <>"
                    + " fr.maillon.execution.EtatDeclaration.REFUSEE",
                Long.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("id", id)
            .getSingleResult();
    if (declares > 0) {
      throw new RegleMetier(
          "contrat-utilise",
          "Ce contrat a "
              + (declares == 1 ? "un mois déclaré" : declares + " mois déclarés")
              + " : retirez ce qui attend encore, ou mettez fin au contrat. Des heures validées ne"
              + " s'effacent pas.");
    }
    corbeille.garder(Quoi.CONTRAT, id);
    em.createQuery(
            "delete from DeclarationHeures d where d.tenantId = :tenant and d.contratId = :id")
        .setParameter("tenant", contexte.tenantId())
        .setParameter("id", id)
        .executeUpdate();
    em.remove(contrat);
    vie.noter(
        contrat.marcheId,
        "contrat-annule",
        "Contrat d'insertion chez " + contrat.employeurNom + ", ouvert par erreur : annulé.");
  }

  /**
   * Le contrat annulé dans la minute revient, ses mois refusés avec lui.
   *
   * @throws RegleMetier {@code repris-depuis}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void rendre(Corbeille.Ote ote) {
    corbeille.rendre(ote);
    var contrat = em.find(Contrat.class, ote.id());
    vie.noter(
        contrat.marcheId,
        "contrat-rendu",
        "Contrat d'insertion chez " + contrat.employeurNom + ", annulé par erreur : rétabli.");
  }

  private Contrat lire(UUID id, Integer version) {
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

  private void exigerHeuresDedans(UUID id, LocalDate debut, LocalDate fin) {
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
