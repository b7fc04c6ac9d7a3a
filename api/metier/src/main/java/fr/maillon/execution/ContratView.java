package fr.maillon.execution;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Un contrat d'insertion.
 *
 * @param participantId la fiche de l'équipe ; null pour un agent du maître d'ouvrage
 * @param personne le nom pour l'équipe, le pseudonyme pour un agent
 * @param heuresValidees net du registre, contre-passations déduites
 * @param heuresAValider déclarées, en attente d'une décision
 */
public record ContratView(
    UUID id,
    UUID engagementId,
    UUID marcheId,
    String marcheNumero,
    String marcheObjet,
    UUID participantId,
    String personne,
    String pseudonyme,
    NatureContrat nature,
    Modalite modalite,
    String employeurSiret,
    String employeurNom,
    LocalDate debut,
    LocalDate fin,
    BigDecimal heuresValidees,
    BigDecimal heuresAValider,
    int version) {}
