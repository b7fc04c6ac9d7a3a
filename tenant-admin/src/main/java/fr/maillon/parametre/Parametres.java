package fr.maillon.parametre;

import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * La valeur d'un paramètre à une date ({@code plateforme.parametre}). Lue dans la transaction du
 * cas d'usage qui l'applique, sous n'importe quel périmètre ouvert.
 */
@ApplicationScoped
public class Parametres {
  /** Délai de réponse de l'équipe à une demande, en semaines. */
  public static final String DELAI_REPONSE_SEMAINES = "DELAI_REPONSE_SEMAINES";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  /**
   * La valeur en vigueur ce jour-là, dans l'unité du paramètre.
   *
   * @param code par exemple {@code DELAI_REPONSE_SEMAINES}, {@code HEURES_MAX_MOIS}
   * @param le le jour de l'acte jugé, qui n'est pas toujours aujourd'hui
   * @throws RegleMetier {@code parametre-absent} quand aucune valeur n'est en vigueur : la règle ne
   *     peut être appliquée, rien n'est deviné
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public BigDecimal valeur(String code, LocalDate le) {
    return enVigueur(
        em.createQuery("select p from Parametre p where p.code = :code", Parametre.class)
            .setParameter("code", code)
            .getResultList(),
        code,
        le);
  }

  /** Si deux périodes se recouvrent, la plus récente l'emporte. */
  static BigDecimal enVigueur(List<Parametre> periodes, String code, LocalDate le) {
    return periodes.stream()
        .filter(p -> p.enVigueur(le))
        .max((a, b) -> a.du.compareTo(b.du))
        .map(p -> p.valeur)
        .orElseThrow(
            () ->
                new RegleMetier(
                    "parametre-absent",
                    "Aucune valeur du paramètre "
                        + code
                        + " n'est en vigueur le "
                        + le.format(DateTimeFormatter.ofPattern("dd/MM/yyyy"))
                        + ". Demandez à l'administration centrale de la compléter."));
  }
}
