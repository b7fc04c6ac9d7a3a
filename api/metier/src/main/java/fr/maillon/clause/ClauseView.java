package fr.maillon.clause;

import fr.maillon.calibrage.TauxRealisation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * Une version de clause dans une liste.
 *
 * @param heuresValidees heures validées de tout le lot, contre-passations déduites ; null si la
 *     version n'est pas celle en vigueur
 * @param tauxRealisation heures validées sur 100 heures dues, au dixième ; null si rien n'est dû ou
 *     si la version n'est pas en vigueur
 * @param decideePar null : pas encore décidée, ou décidée avant que Maillon ne retienne par quel
 *     compte
 * @param annee année où les heures dues comptent
 * @param version à rendre avec une décision
 */
public record ClauseView(
    UUID id,
    UUID marcheId,
    String marcheNumero,
    String marcheObjet,
    UUID lotId,
    int lotRang,
    String lotObjet,
    Mecanisme mecanisme,
    String article,
    int numeroVersion,
    EtatClause etat,
    Unite unite,
    BigDecimal quantite,
    BigDecimal heuresDues,
    BigDecimal heuresValidees,
    BigDecimal tauxRealisation,
    int annee,
    UUID auteurId,
    String auteurNom,
    Instant creeLe,
    UUID decideePar,
    String decideeParNom,
    Instant decideeLe,
    String motif,
    int version) {

  static ClauseView de(
      Clause c,
      Engagement e,
      String marcheNumero,
      String marcheObjet,
      int lotRang,
      String lotObjet,
      BigDecimal heuresDuLot) {
    var validees = c.etat == EtatClause.ACCEPTEE ? heuresDuLot : null;
    return new ClauseView(
        c.id,
        c.marcheId,
        marcheNumero,
        marcheObjet,
        c.lotId,
        lotRang,
        lotObjet,
        c.mecanisme,
        c.article,
        c.numeroVersion,
        c.etat,
        e.unite,
        e.quantite,
        e.heuresDues,
        validees,
        validees == null ? null : TauxRealisation.de(validees, e.heuresDues),
        e.annee,
        c.auteurId,
        c.auteurNom,
        c.creeLe,
        c.decideePar,
        c.decideeParNom,
        c.decideeLe,
        c.motif,
        c.version);
  }
}
