package fr.maillon.personne;

import fr.maillon.isolation.Droit;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Une personne de l'espace.
 *
 * @param id le « sub » de son compte
 * @param droitLibelle le droit, en mots
 * @param export elle peut sortir des données
 * @param depuis premier jour dans l'espace
 * @param confirmeeLe dernière fois qu'un administrateur a dit qu'elle était toujours de l'espace ;
 *     null : jamais
 * @param aConfirmer cette fois est trop ancienne (paramètre {@code REVUE_DES_PERSONNES_MOIS})
 * @param moi c'est qui demande
 * @param version à rendre pour changer ou retirer
 */
public record PersonneView(
    UUID id,
    String nom,
    String courriel,
    Droit droit,
    String droitLibelle,
    boolean export,
    LocalDate depuis,
    LocalDate confirmeeLe,
    boolean aConfirmer,
    boolean moi,
    int version) {

  static PersonneView de(Adhesion a, Personne p, LocalDate seuil, UUID moi) {
    return new PersonneView(
        p.id,
        p.nom,
        p.courriel,
        a.droit,
        LibellesDesDroits.droit(a.droit),
        a.export,
        a.du,
        a.confirmeeLe,
        (a.confirmeeLe == null ? a.du : a.confirmeeLe).isBefore(seuil),
        p.id.equals(moi),
        a.version);
  }
}
