package fr.maillon.parametre;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Sensible;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.Verrou;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * L'administration centrale donne à un paramètre une valeur à partir d'une date, ou retire celle
 * qui ne vaut pas encore. Ce qui a valu n'est jamais récrit : la nouvelle valeur finit l'ancienne
 * par sa seule date.
 */
@ApplicationScoped
public class ChangerParametre {
  /**
   * @param valeur dans l'unité du paramètre
   * @param du premier jour où elle vaut, aujourd'hui au plus tôt
   * @param source d'où elle vient
   * @param verifie vrai : quelqu'un a relu la source
   * @param version celle de la fiche lue
   */
  @Schema(name = "ChangerParametre")
  public record Command(
      @NotNull(message = "Donnez la valeur.") BigDecimal valeur,
      @NotNull(message = "Donnez le premier jour où elle vaut.") LocalDate du,
      @NotBlank(message = "Dites d'où vient cette valeur : texte, décision, date.")
          @Size(max = 500, message = "La source compte 500 caractères au plus.")
          String source,
      boolean verifie,
      @NotNull(message = "Indiquez la version que vous avez lue.") Integer version) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Verrou verrou;
  @Inject TenantContext contexte;
  @Inject Clock horloge;

  /**
   * @throws Introuvable code inconnu
   * @throws VersionPerimee l'histoire a changé depuis sa lecture
   * @throws RegleMetier {@code valeur-hors-bornes}, {@code date-passee}, {@code
   *     date-trop-lointaine}, {@code valeur-deja-prevue}, {@code sous-le-plancher}, {@code
   *     baisse-a-deux} : un paramètre protégé ne s'abaisse que par {@link ProposerBaisse}
   */
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.ECRIRE, sensible = Sensible.SEUILS)
  public void ajouter(
      String code, @NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    var histoire = lire(code, c.version());
    var derniere = histoire.derniere();
    var valeur = Unite.de(derniere.unite).exiger(c.valeur(), derniere.unite);
    histoire.laisserPlace(c.du(), LocalDate.now(horloge));
    var protection = em.find(Protection.class, code);
    if (protection != null) {
      protection.exigerHausse(valeur, histoire.avant(c.du()));
    }
    em.persist(derniere.suivante(c, valeur, contexte.identite(), horloge.instant()));
    em.flush();
  }

  /**
   * @param version celle de la fiche lue ; null : quelle qu'elle soit
   * @throws Introuvable code inconnu, ou aucune valeur ne commence ce jour-là
   * @throws RegleMetier {@code valeur-deja-en-vigueur}
   */
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.ECRIRE, sensible = Sensible.SEUILS)
  public void retirer(String code, LocalDate du, Integer version) {
    var histoire = lire(code, version);
    var visee = histoire.du(du).orElseThrow(() -> new Introuvable("Valeur"));
    var jour = LocalDate.now(horloge);
    var protection = em.find(Protection.class, code);
    if (!du.isAfter(jour)
        && (protection == null || !protection.retirable(visee, histoire.avant(du), jour))) {
      throw new RegleMetier(
          "valeur-deja-en-vigueur",
          "Cette valeur vaut depuis le "
              + Histoire.jour(du)
              + " : elle ne se retire plus. Donnez-lui une suite, à partir de demain.");
    }
    em.persist(new ValeurRetiree(visee, contexte.identite(), horloge.instant()));
    em.remove(visee);
    em.flush();
  }

  private Histoire lire(String code, Integer version) {
    var histoire = Histoire.retenir(em, verrou, code);
    if (version != null && version != histoire.version()) {
      var derniere = histoire.derniere();
      throw new VersionPerimee(
          VersionPerimee.Fait.de("Valeur donnée", derniere.saisiParNom, derniere.saisiLe));
    }
    return histoire;
  }
}
