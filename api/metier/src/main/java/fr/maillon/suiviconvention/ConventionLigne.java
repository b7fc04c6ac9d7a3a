package fr.maillon.suiviconvention;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Une convention dans une liste, avec ses termes d'aujourd'hui.
 *
 * @param fin dernier jour, avenants à venir compris
 * @param joursRestants jours d'ici la fin ; null quand elle n'est pas en vigueur
 * @param services libellés des services couverts ; vide : tous
 * @param quota demandes comprises par année civile ; null : sans limite
 * @param demandes faites sous elle dans l'année en cours, annulées avant prise en charge exceptées
 * @param auDelaDuQuota celles de ces demandes qui dépassaient le quota
 * @param facilitateurs personnes affectées aujourd'hui
 */
public record ConventionLigne(
    UUID id,
    String numero,
    MaitreOuvrageAssiste maitreOuvrage,
    String structure,
    LocalDate du,
    LocalDate fin,
    EtatConvention etat,
    String etatLibelle,
    Long joursRestants,
    List<String> services,
    Integer quota,
    long demandes,
    long auDelaDuQuota,
    long facilitateurs) {}
