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

  /**
   * @param validees de tout le lot ; null si la version n'est pas celle en vigueur
   */
  static ClauseView de(ListerClauses.Lue l, BigDecimal validees) {
    return new ClauseView(
        l.id(),
        l.marcheId(),
        l.marcheNumero(),
        l.marcheObjet(),
        l.lotId(),
        l.lotRang(),
        l.lotObjet(),
        l.mecanisme(),
        l.article(),
        l.numeroVersion(),
        l.etat(),
        l.unite(),
        l.quantite(),
        l.heuresDues(),
        validees,
        validees == null ? null : TauxRealisation.de(validees, l.heuresDues()),
        l.annee(),
        l.auteurId(),
        l.auteurNom(),
        l.creeLe(),
        l.decideePar(),
        l.decideeParNom(),
        l.decideeLe(),
        l.motif(),
        l.version());
  }
}
