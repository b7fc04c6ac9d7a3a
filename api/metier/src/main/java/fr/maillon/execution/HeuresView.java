package fr.maillon.execution;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * Une déclaration d'heures et ce que le registre en dit.
 *
 * @param personne le nom pour l'équipe, le pseudonyme pour un agent du maître d'ouvrage
 * @param mois le mois travaillé, {@code AAAA-MM}
 * @param heures telles que déclarées
 * @param memePersonne déclarées et validées par la même personne
 * @param heuresValidees net du registre, contre-passations déduites ; 0 tant que rien n'est validé
 */
public record HeuresView(
    UUID id,
    UUID contratId,
    UUID engagementId,
    UUID marcheId,
    String marcheNumero,
    String marcheObjet,
    String personne,
    String pseudonyme,
    String employeurNom,
    String mois,
    BigDecimal heures,
    BigDecimal heuresValidees,
    EtatDeclaration etat,
    String motif,
    UUID declareeParId,
    String declareePar,
    Instant declareeLe,
    UUID decideeParId,
    String decideePar,
    Instant decideeLe,
    boolean memePersonne,
    int version) {

  /** Vrai quand une contre-passation a changé ce qui avait été déclaré. */
  public boolean corrigees() {
    return etat == EtatDeclaration.VALIDEE && heures.compareTo(heuresValidees) != 0;
  }
}
