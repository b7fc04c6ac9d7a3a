package fr.maillon.ravisement;

import fr.maillon.execution.AnnulerContrat;
import fr.maillon.execution.RetirerDeclaration;
import fr.maillon.isolation.EcritureEspace;
import fr.maillon.isolation.LectureEspace;
import fr.maillon.marche.PoidsDesMarches;
import fr.maillon.marche.SupprimerMarche;
import fr.maillon.repentir.Corbeille;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** Rend ce que la personne vient d'ôter : un marché, un lot, un contrat, une déclaration. */
@ApplicationScoped
public class SeRaviser {
  @Inject Corbeille corbeille;
  @Inject SupprimerMarche marches;
  @Inject PoidsDesMarches poids;
  @Inject AnnulerContrat annulerContrat;
  @Inject RetirerDeclaration retirerDeclaration;

  /** La dernière chose ôtée qui peut revenir. */
  @Transactional
  @LectureEspace
  public Optional<Corbeille.Ote> possible() {
    return corbeille.derniere();
  }

  /**
   * @return ce qui est revenu.
   * @throws RegleMetier {@code trop-tard}, {@code repris-depuis}, {@code plafond-heures}
   */
  @Transactional
  @EcritureEspace
  public Corbeille.Ote executer(UUID id) {
    var ote = corbeille.rendable(id);
    switch (ote.quoi()) {
      case MARCHE -> {
        corbeille.rendre(ote);
        poids.recaler();
      }
      case LOT -> marches.rendreLot(ote);
      case CONTRAT -> annulerContrat.rendre(ote);
      case DECLARATION -> retirerDeclaration.rendre(ote);
    }
    return ote;
  }
}
