package fr.maillon.execution;

import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import fr.maillon.repentir.Corbeille;
import fr.maillon.repentir.Quoi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.YearMonth;
import java.util.UUID;

/** Retire une déclaration qui attend ; la rend dans la minute. */
@ApplicationScoped
public class RetirerDeclaration {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Registre registre;
  @Inject Corbeille corbeille;
  @Inject Declarations declarations;

  /**
   * @throws Introuvable absente
   * @throws VersionPerimee elle a changé
   * @throws RegleMetier {@code deja-decidee}
   */
  @EcritureEquipe
  @Transactional
  public void retirer(UUID id, Integer version) {
    var declaration = declarations.lire(id, version);
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
}
