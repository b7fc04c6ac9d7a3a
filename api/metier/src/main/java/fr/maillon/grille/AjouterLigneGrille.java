package fr.maillon.grille;

import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Ajoute une ligne datée à la grille ; la ligne du même code qui valait jusque-là est close la
 * veille. Une ligne qui remplace ne peut commencer dans le passé : ce qui a servi à calibrer hier
 * ne se réécrit pas. Un code nouveau peut, lui, commencer à la date de sa source.
 */
@ApplicationScoped
public class AjouterLigneGrille {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;

  /**
   * @param code majuscules, chiffres et soulignés, par exemple {@code PEINTURE}
   * @param du premier jour ; null : aujourd'hui
   * @param partMainOeuvre de 0 à 1, quatre décimales au plus
   * @param coutHoraire euros par heure, au centime
   * @param verifie vrai : quelqu'un a relu la source
   */
  @Schema(name = "AjouterLigneGrille")
  public record Command(
      @NotBlank(message = "Donnez un code.")
          @Pattern(
              regexp = "[A-Z0-9_]{2,40}",
              message =
                  "Le code s'écrit en majuscules sans accent, chiffres et soulignés (2 à 40).")
          String code,
      @NotBlank(message = "Donnez un libellé.")
          @Size(max = 120, message = "Le libellé compte 120 caractères au plus.")
          String libelle,
      LocalDate du,
      @NotNull(message = "Donnez la part de main-d'œuvre.")
          @DecimalMin(value = "0", message = "La part va de 0 à 1.")
          @DecimalMax(value = "1", message = "La part va de 0 à 1.")
          @Digits(integer = 1, fraction = 4, message = "La part porte quatre décimales au plus.")
          BigDecimal partMainOeuvre,
      @NotNull(message = "Donnez le coût horaire.")
          @DecimalMin(value = "0.01", message = "Le coût horaire dépasse zéro.")
          @Digits(
              integer = 5,
              fraction = 2,
              message = "Le coût horaire se donne au centime, sous 100 000 €.")
          BigDecimal coutHoraire,
      @NotBlank(message = "Dites d'où viennent ces valeurs.")
          @Size(max = 300, message = "La source compte 300 caractères au plus.")
          String source,
      boolean verifie) {}

  /**
   * @throws RegleMetier {@code grille-date-anterieure} quand une ligne du même code vaut déjà à
   *     partir de cette date ou plus tard ; {@code grille-date-passee} quand la ligne en
   *     remplacerait une autre dans le passé
   */
  @EcritureEquipe
  @Transactional
  public LigneGrilleView executer(
      @NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    var aujourdhui = LocalDate.now(horloge);
    var du = c.du() == null ? aujourdhui : c.du();
    var precedente =
        em
            .createQuery(
                "select g from LigneGrille g where g.code = :code order by g.du desc",
                LigneGrille.class)
            .setParameter("code", c.code())
            .setMaxResults(1)
            .getResultList()
            .stream()
            .findFirst();
    precedente.ifPresent(
        p -> {
          p.laisserPlace(du);
          if (du.isBefore(aujourdhui)) {
            throw new RegleMetier(
                "grille-date-passee",
                "du",
                "Une ligne qui en remplace une autre commence aujourd'hui au plus tôt : des"
                    + " calibrages passés s'appuient sur l'ancienne.");
          }
        });
    var ligne = new LigneGrille(c, du);
    em.persist(ligne);
    return ligne.vue();
  }
}
