package fr.maillon.parametre;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Sensible;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.Verrou;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Abaisser un paramètre protégé : une personne de l'administration centrale propose, une autre
 * confirme, et la valeur attend son délai. Jusque-là l'une ou l'autre l'abandonne. La base refuse
 * tout autre chemin.
 */
@ApplicationScoped
public class ProposerBaisse {
  /**
   * @param valeur plus basse que celle d'aujourd'hui, dans l'unité du paramètre
   * @param source d'où elle vient
   * @param verifie vrai : quelqu'un a relu la source
   */
  @Schema(name = "ProposerBaisse")
  public record Command(
      @NotNull(message = "Donnez la valeur.") BigDecimal valeur,
      @NotBlank(message = "Dites d'où vient cette valeur : texte, décision, date.")
          @Size(max = 500, message = "La source compte 500 caractères au plus.")
          String source,
      boolean verifie) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Verrou verrou;
  @Inject TenantContext contexte;
  @Inject Clock horloge;

  /**
   * @throws Introuvable code inconnu
   * @throws RegleMetier {@code valeur-hors-bornes}, {@code sous-le-plancher}, {@code
   *     parametre-libre}, {@code pas-une-baisse}, {@code baisse-deja-proposee}
   */
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.ECRIRE, sensible = Sensible.SEUILS)
  public UUID proposer(
      String code, @NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    var histoire = Histoire.retenir(em, verrou, code);
    var protection = protection(code);
    var derniere = histoire.derniere();
    var valeur = Unite.de(derniere.unite).exiger(c.valeur(), derniere.unite);
    protection.exigerPlancher(valeur, derniere);
    if (valeur.compareTo(derniere.valeur) >= 0) {
      throw new RegleMetier(
          "pas-une-baisse",
          "valeur",
          "Cette valeur n'est pas plus basse : donnez-la sans attendre personne.");
    }
    if (enAttente(em, code) != null) {
      throw new RegleMetier(
          "baisse-deja-proposee",
          "valeur",
          "Une baisse attend déjà d'être confirmée ou abandonnée.");
    }
    var baisse = new Baisse(code, valeur, c, contexte.identite(), horloge.instant());
    em.persist(baisse);
    em.flush();
    return baisse.id;
  }

  /**
   * @return le jour où la valeur vaudra
   * @throws Introuvable aucune baisse de ce nom n'attend
   * @throws RegleMetier {@code meme-personne}, {@code valeur-deja-prevue}
   */
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.ECRIRE, sensible = Sensible.SEUILS)
  public LocalDate confirmer(String code, UUID id) {
    var histoire = Histoire.retenir(em, verrou, code);
    var baisse = attendue(code, id);
    var protection = protection(code);
    if (baisse.proposeePar.equals(contexte.identite().id())) {
      throw new RegleMetier(
          "meme-personne",
          "Vous avez proposé cette baisse : un autre administrateur doit la confirmer.");
    }
    var jour = LocalDate.now(horloge);
    var du = jour.plusDays(delai(em, protection, jour));
    histoire.laisserPlace(du, jour);
    em.persist(new DecisionDeBaisse(id, du, contexte.identite(), horloge.instant()));
    em.flush(); // la base ne laisse entrer la valeur que si elle la trouve confirmée
    em.persist(
        histoire
            .derniere()
            .suivante(
                new ChangerParametre.Command(
                    baisse.valeur, du, baisse.source, baisse.verifie, null),
                baisse.valeur,
                contexte.identite(),
                horloge.instant()));
    em.flush();
    return du;
  }

  /**
   * @throws Introuvable aucune baisse de ce nom n'attend
   */
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.ECRIRE, sensible = Sensible.SEUILS)
  public void abandonner(String code, UUID id) {
    Histoire.retenir(em, verrou, code);
    attendue(code, id);
    em.persist(new DecisionDeBaisse(id, null, contexte.identite(), horloge.instant()));
    em.flush();
  }

  private Protection protection(String code) {
    var protection = em.find(Protection.class, code);
    if (protection == null) {
      throw new RegleMetier(
          "parametre-libre",
          "valeur",
          "Ce paramètre s'abaisse sans confirmation : donnez-lui la valeur.");
    }
    return protection;
  }

  private Baisse attendue(String code, UUID id) {
    var baisse = enAttente(em, code);
    if (baisse == null || !baisse.id.equals(id)) {
      throw new Introuvable("Baisse proposée");
    }
    return baisse;
  }

  /** Null : aucune. */
  static Baisse enAttente(EntityManager em, String code) {
    return em.createQuery(
            "select b from Baisse b where b.code = :code and not exists (select d from"
                + " DecisionDeBaisse d where d.baisse = b.id) order by b.proposeeLe desc",
            Baisse.class)
        .setParameter("code", code)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .orElse(null);
  }

  /** Jamais moins que son propre plancher, quand il en a un. */
  static int delai(EntityManager em, Protection protection, LocalDate jour) {
    var jours =
        Histoire.lire(em, protection.delaiCode).valeurs().stream()
            .filter(p -> !p.du.isAfter(jour))
            .findFirst()
            .map(p -> p.valeur)
            .orElse(BigDecimal.ZERO);
    var garde = em.find(Protection.class, protection.delaiCode);
    return jours.max(garde == null ? BigDecimal.ONE : garde.minimum).intValueExact();
  }
}
