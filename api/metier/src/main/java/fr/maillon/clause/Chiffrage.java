package fr.maillon.clause;

import fr.maillon.calibrage.Formule;
import fr.maillon.calibrage.ParCommandes;
import fr.maillon.calibrage.ParHeures;
import fr.maillon.calibrage.ParHeuresNouvelles;
import fr.maillon.calibrage.ParMontant;
import fr.maillon.grille.LigneGrilleView;
import fr.maillon.regle.RegleMetier;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * De ce que propose un facilitateur à un engagement chiffré : la formule se reconnaît aux valeurs
 * données.
 */
final class Chiffrage {
  private Chiffrage() {}

  static Engagement de(ProposerClause.Command c, BigDecimal montantDuLot, LigneGrilleView grille) {
    boolean f2 = donne(c.heuresTravaillees());
    boolean f3 = donne(c.heuresMarche(), c.heuresReprises());
    boolean f4 = donne(c.commandes(), c.tranche(), c.heuresParTranche(), c.tranchesPleines());
    boolean f1 =
        donne(c.montantHt(), c.partMainOeuvre(), c.coutHoraire())
            || grille != null
            || !f2 && !f3 && !f4 && donne(c.tauxInsertion());
    boolean saisie = donne(c.quantite());
    if (Stream.of(f1, f2, f3, f4, saisie).filter(b -> b).count() > 1) {
      throw new RegleMetier(
          "calcul-ambigu",
          "Choisissez une seule façon de chiffrer : montant (F1), heures travaillées (F2), heures"
              + " nouvelles (F3), commandes (F4) ou quantité saisie.");
    }
    boolean rien = !f1 && !f2 && !f3 && !f4 && !saisie;
    if (rien && c.mecanisme() != Mecanisme.CRITERE) {
      throw new RegleMetier(
          "engagement-vide",
          "quantite",
          "Chiffrez l'engagement : une formule, ou une quantité et son unité. Seul un critère peut"
              + " s'en passer.");
    }
    if (saisie || rien) {
      return nonVide(
          c,
          Engagement.saisi(
              c.unite() == null ? Unite.HEURES : c.unite(),
              saisie ? c.quantite() : BigDecimal.ZERO));
    }
    if (c.unite() != null && c.unite() != Unite.HEURES) {
      throw new RegleMetier(
          "unite-incompatible",
          "unite",
          "Une formule donne des heures d'insertion. Pour une autre unité, saisissez la quantité.");
    }
    Formule formule;
    if (f2) {
      formule = new ParHeures(c.heuresTravaillees(), c.tauxInsertion());
    } else if (f3) {
      formule = new ParHeuresNouvelles(c.heuresMarche(), c.heuresReprises(), c.tauxInsertion());
    } else if (f4) {
      formule =
          new ParCommandes(
              ou(c.commandes(), montantDuLot),
              c.tranche(),
              c.heuresParTranche(),
              Boolean.TRUE.equals(c.tranchesPleines()));
    } else {
      formule =
          new ParMontant(
              ou(c.montantHt(), montantDuLot),
              ou(c.partMainOeuvre(), grille == null ? null : grille.partMainOeuvre()),
              c.tauxInsertion(),
              ou(c.coutHoraire(), grille == null ? null : grille.coutHoraire()));
    }
    var engagement = Engagement.calcule(formule);
    if (grille != null) {
      engagement.venirDeLaGrille(grille.code(), grille.source());
    }
    return nonVide(c, engagement);
  }

  private static Engagement nonVide(ProposerClause.Command c, Engagement engagement) {
    if (engagement.quantite.signum() == 0 && c.mecanisme() != Mecanisme.CRITERE) {
      throw new RegleMetier(
          "engagement-vide",
          "quantite",
          "L'engagement est nul : une clause demande au moins une heure ou une action. Seul un"
              + " critère peut s'en passer.");
    }
    return engagement;
  }

  private static boolean donne(Object... valeurs) {
    return Arrays.stream(valeurs).anyMatch(Objects::nonNull);
  }

  private static BigDecimal ou(BigDecimal donnee, BigDecimal defaut) {
    return donnee == null ? defaut : donnee;
  }
}
