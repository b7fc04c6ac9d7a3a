package fr.maillon.assistance;

import fr.maillon.convention.Couverture;
import fr.maillon.isolation.EcritureAgent;
import fr.maillon.isolation.TenantContext;
import fr.maillon.marche.EtatMarche;
import fr.maillon.marche.VieDuMarche;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Un agent demande l'aide de l'équipe sur un marché de son espace. Le marché est dès lors « à
 * étudier ».
 */
@ApplicationScoped
public class DemanderAssistance {
  static final DateTimeFormatter JOUR = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRANCE);

  /**
   * @param besoin ce qui est attendu, de 1 à 4 000 caractères
   * @param dateSouhaitee aujourd'hui ou plus tard ; plus tôt que le délai de réponse de l'équipe,
   *     la demande est prise avec un avertissement
   */
  @Schema(name = "DemanderAssistance")
  public record Command(
      @NotNull(message = "Choisissez le marché.") UUID marcheId,
      @NotNull(message = "Choisissez le service attendu.") ServiceAssistance service,
      @NotBlank(message = "Décrivez votre besoin.")
          @Size(max = 4000, message = "Le besoin tient en 4 000 caractères.")
          String besoin,
      @NotNull(message = "Donnez la date souhaitée.") LocalDate dateSouhaitee) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject VieDuMarche vie;
  @Inject LireDemande lecture;
  @Inject Couverture couverture;
  @Inject Clock horloge;

  /**
   * @throws Introuvable marché absent, ou d'un autre espace
   * @throws RegleMetier {@code date-passee} ; {@code service-hors-convention} quand aucune
   *     convention en vigueur ne couvre ce service ; {@code demande-deja-ouverte} quand ce service
   *     est déjà demandé sur ce marché
   */
  @Transactional
  @EcritureAgent
  public DemandeView executer(@NotNull(message = "Décrivez la demande.") @Valid Command c) {
    vie.avancer(c.marcheId(), EtatMarche.A_ETUDIER);
    var dejaOuvertes =
        em.createQuery(
                "select count(d) from Demande d where d.tenantId = :tenant and d.marcheId = :marche"
                    + " and d.service = :service and d.etat in :ouverts",
                Long.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("marche", c.marcheId())
            .setParameter("service", c.service())
            .setParameter("ouverts", EtatDemande.OUVERTS)
            .getSingleResult();
    if (dejaOuvertes > 0) {
      throw dejaOuverte(c.service());
    }
    var demande =
        Demande.deposer(
            c.marcheId(),
            c.service(),
            c.besoin(),
            c.dateSouhaitee(),
            contexte.identite(),
            horloge.instant(),
            LocalDate.now(horloge));
    convention(demande);
    em.persist(demande);
    vie.noter(
        c.marcheId(),
        "demande-creee",
        "Assistance demandée, "
            + minuscule(c.service())
            + ", pour le "
            + c.dateSouhaitee().format(JOUR)
            + " : "
            + demande.besoin);
    try {
      em.flush();
    } catch (PersistenceException e) {
      if (doublon(e)) {
        throw dejaOuverte(c.service());
      }
      throw e;
    }
    return lecture.vue(demande);
  }

  /**
   * La convention qui couvre ce service aujourd'hui. Au-delà de son quota, la demande est prise et
   * marquée : un besoin ne se perd pas.
   */
  private void convention(Demande demande) {
    var enVigueur = couverture.duJour(contexte.tenantId());
    var convention =
        enVigueur.stream()
            .filter(c -> c.termes().couvre(demande.service.name()))
            .findFirst()
            .orElseThrow(() -> horsConvention(demande.service, enVigueur));
    var quota = convention.termes().quota();
    demande.sousConvention(
        convention.id(),
        quota != null
            && couverture.consommees(convention.id(), LocalDate.now(horloge).getYear()) >= quota);
  }

  private static RegleMetier horsConvention(
      ServiceAssistance service, List<Couverture.EnVigueur> enVigueur) {
    return new RegleMetier(
        "service-hors-convention",
        "service",
        enVigueur.isEmpty()
            ? "Aucune convention d'assistance n'est en vigueur aujourd'hui : demandez à"
                + " l'administration centrale d'en signer une."
            : "« "
                + service.libelle()
                + " » n'est pas compris dans "
                + enVigueur.stream()
                    .map(c -> "la convention " + c.numero() + " (" + c.structure() + ")")
                    .collect(Collectors.joining(" ni dans "))
                + " : demandez un avenant à l'administration centrale, ou voyez avec la"
                + " coordination de l'équipe.");
  }

  private static RegleMetier dejaOuverte(ServiceAssistance service) {
    return new RegleMetier(
        "demande-deja-ouverte",
        "service",
        "Une demande « "
            + service.libelle()
            + " » est déjà ouverte sur ce marché : complétez-la, ou annulez-la d'abord.");
  }

  static String minuscule(ServiceAssistance service) {
    return service.libelle().substring(0, 1).toLowerCase(Locale.FRANCE)
        + service.libelle().substring(1);
  }

  /** Deux dépôts au même instant : l'index unique de la base tranche. */
  private static boolean doublon(Throwable faute) {
    for (var cause = faute; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
