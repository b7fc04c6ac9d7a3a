package fr.maillon.clause;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * La fiche d'une version de clause : ce qu'elle dit, comment elle a été calculée, qui l'a décidée,
 * et les autres versions du lot.
 *
 * @param heuresValidees heures validées de tout le lot, sur tous ses engagements ; null si la
 *     version n'est pas en vigueur
 * @param tauxRealisation heures validées sur 100 heures dues de cette version
 * @param versions toutes les versions du lot, de la plus récente à la plus ancienne, celle-ci
 *     comprise
 */
public record FicheClause(
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
    String motif,
    UUID auteurId,
    String auteurNom,
    Instant creeLe,
    UUID decideePar,
    String decideeParNom,
    Instant decideeLe,
    int version,
    BigDecimal heuresDues,
    BigDecimal heuresValidees,
    BigDecimal tauxRealisation,
    EngagementView engagement,
    List<ClauseView> versions) {}
