package fr.maillon.choixespace;

import fr.maillon.assistance.Travail;
import fr.maillon.isolation.Espace;
import java.time.LocalDate;

/**
 * Un espace où l'on peut aller, tel que la bascule le montre.
 *
 * @param titre à quel titre on y entrerait
 * @param jusquAu dernier jour de ce droit ; null : sans fin fixée
 * @param recent ouvert il y a peu sur ce poste
 * @param travail ce qui y reste à faire ; null pour qui n'est pas de l'équipe
 */
public record EspaceOffert(
    String code,
    String nom,
    String sigle,
    String type,
    String couleur,
    String titre,
    LocalDate jusquAu,
    boolean suspendu,
    boolean epingle,
    boolean recent,
    Travail travail) {

  static EspaceOffert de(Espace e, boolean epingle, boolean recent, Travail travail) {
    return new EspaceOffert(
        e.code(),
        e.nom(),
        e.sigle(),
        e.type(),
        e.couleur(),
        e.titre().name(),
        e.jusquAu(),
        e.droits().suspendu(),
        epingle,
        recent,
        e.titre().equipe() ? travail == null ? Travail.AUCUN : travail : null);
  }
}
