package fr.maillon.maitreouvrage;

import java.time.LocalDate;
import java.util.UUID;

/**
 * Un espace tel que l'administration centrale le voit : un objet, sans aucune de ses lignes.
 *
 * @param siret le premier de ses SIRET ; null s'il n'en a pas
 * @param personnes agents qui y ont accès aujourd'hui
 * @param conventions conventions en vigueur aujourd'hui
 * @param effacableLe premier jour où il peut être effacé ; null s'il n'est pas fermé
 */
public record EspaceCentralView(
    UUID id,
    String code,
    String nom,
    String sigle,
    TypeEspace type,
    String couleur,
    EtatEspace etat,
    LocalDate ouvertLe,
    LocalDate suspenduLe,
    LocalDate fermeLe,
    LocalDate effacableLe,
    String siret,
    int personnes,
    int conventions,
    int version) {}
