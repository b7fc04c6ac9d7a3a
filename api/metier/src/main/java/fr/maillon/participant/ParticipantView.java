package fr.maillon.participant;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Une fiche, vue de l'équipe seule.
 *
 * @param residenceQpv réside en quartier prioritaire ; null : non vérifié
 * @param eligibleJusquAu dernier jour de la plus longue décision favorable ; null : aucune
 */
public record ParticipantView(
    UUID id,
    String nom,
    String prenom,
    LocalDate dateNaissance,
    Sexe sexe,
    Niveau niveau,
    Boolean residenceQpv,
    LocalDate eligibleJusquAu,
    String changePar,
    Instant changeLe,
    int version) {}
