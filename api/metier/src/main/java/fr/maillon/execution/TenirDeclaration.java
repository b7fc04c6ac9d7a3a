package fr.maillon.execution;

import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import fr.maillon.repentir.Corbeille;
import fr.maillon.repentir.Quoi;
import fr.maillon.saisie.DureeJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Corrige ou retire une déclaration tant que rien n'est décidé, et revient sur un refus dans la
 * minute. Rien de tout cela ne touche au registre.
 */
@ApplicationScoped
public class TenirDeclaration {
  /**
   * @param heures au quart d'heure.
   * @param version celle de la déclaration lue
   */
  @Schema(name = "TenirDeclaration")
  public record Command(
      @NotNull(message = "Indiquez les heures ; 0 si la personne n'a pas travaillé.")
          @JsonbTypeDeserializer(DureeJson.class)
          BigDecimal heures,
      @NotNull(message = "Donnez la version lue.") Integer version) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Registre registre;
  @Inject Clock horloge;
  @Inject Corbeille corbeille;

  /**
   * @throws Introuvable absente
   * @throws VersionPerimee elle a changé
   * @throws RegleMetier {@code deja-decidee}, {@code quart-heure}, {@code heures-negatives}, {@code
   *     plafond-heures}
   */
  @EcritureEquipe
  @Transactional
  public void modifier(
      UUID id, @NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    var heures = Heures.exiger(c.heures());
    var declaration = lire(id, c.version());
    var mois = YearMonth.from(declaration.mois);
    Heures.exigerSousPlafond(
        heures,
        registre
            .duMois(registre.contrat(declaration.contratId).participant(), mois)
            .subtract(declaration.heures),
        registre.plafond(mois));
    declaration.redire(heures, contexte.identite(), horloge.instant());
  }

  /**
   * @throws Introuvable absente
   * @throws VersionPerimee elle a changé
   * @throws RegleMetier {@code deja-decidee}
   */
  @EcritureEquipe
  @Transactional
  public void retirer(UUID id, Integer version) {
    var declaration = lire(id, version);
    declaration.exigerAttendue();
    corbeille.garder(Quoi.DECLARATION, id);
    em.remove(declaration);
  }

  /**
   * La déclaration retirée dans la minute revient, si le mois la porte encore.
   *
   * @throws RegleMetier {@code repris-depuis}, {@code plafond-heures}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void rendre(Corbeille.Ote ote) {
    corbeille.rendre(ote);
    var declaration = registre.declaration(ote.id());
    var mois = YearMonth.from(declaration.mois);
    Heures.exigerSousPlafond(
        declaration.heures,
        registre
            .duMois(registre.contrat(declaration.contratId).participant(), mois)
            .subtract(declaration.heures),
        registre.plafond(mois));
  }

  /**
   * Qui vient de refuser se ravise : la déclaration attend de nouveau.
   *
   * @throws RegleMetier {@code trop-tard}, {@code declaration-existante}
   */
  @EcritureEquipe
  @Transactional
  public void revenir(UUID id, Integer version) {
    var declaration = lire(id, version);
    var autres =
        em.createQuery(
                "select count(d) from DeclarationHeures d where d.tenantId = :tenant and"
                    + " d.contratId = :contrat and d.mois = :mois and d.etat <> :refusee",
                Long.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("contrat", declaration.contratId)
            .setParameter("mois", declaration.mois)
            .setParameter("refusee", EtatDeclaration.REFUSEE)
            .getSingleResult();
    if (autres > 0) {
      throw new RegleMetier(
          "declaration-existante",
          "Ce mois a été déclaré de nouveau entre-temps : le refus reste.");
    }
    declaration.revenir(contexte.identite(), horloge.instant(), Corbeille.REPENTIR);
  }

  private DeclarationHeures lire(UUID id, Integer version) {
    var declaration = registre.declaration(id);
    declaration.exigerVersion(VersionPerimee.exigee(version));
    return declaration;
  }
}
