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

  static PersonneView de(ListerPersonnes.Lue l, LocalDate seuil, UUID moi) {
    return new PersonneView(
        l.id(),
        l.nom(),
        l.courriel(),
        l.droit(),
        LibellesDesDroits.droit(l.droit()),
        l.export(),
        l.depuis(),
        l.confirmeeLe(),
        (l.confirmeeLe() == null ? l.depuis() : l.confirmeeLe()).isBefore(seuil),
        l.id().equals(moi),
        l.version());
  }
}
