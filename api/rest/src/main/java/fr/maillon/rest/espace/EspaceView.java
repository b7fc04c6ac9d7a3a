package fr.maillon.rest.espace;

import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Espace;
import java.time.LocalDate;
import java.util.List;

/**
 * Un maître d'ouvrage où l'on peut entrer, à quel titre et jusqu'à quand (null : sans fin fixée).
 *
 * @param droit celui de l'agent ; null pour l'équipe et le support
 * @param lectureSeule rien ne s'y écrit : lecteur, support, ou espace suspendu
 */
public record EspaceView(
    String code,
    String nom,
    String sigle,
    String type,
    String couleur,
    List<String> sirets,
    String titre,
    LocalDate jusquAu,
    Droit droit,
    boolean export,
    boolean suspendu,
    boolean lectureSeule) {
  public static EspaceView de(Espace e) {
    return new EspaceView(
        e.code(),
        e.nom(),
        e.sigle(),
        e.type(),
        e.couleur(),
        e.sirets(),
        e.titre().name(),
        e.jusquAu(),
        e.droits().droit(),
        e.droits().export(),
        e.droits().suspendu(),
        e.lectureSeule());
  }
}
