package fr.maillon.rest.espace;

import fr.maillon.isolation.Espace;
import java.time.LocalDate;
import java.util.List;

/** Un maître d'ouvrage où l'on peut entrer, à quel titre et jusqu'à quand (null : sans fin fixée). */
public record EspaceView(String code, String nom, String sigle, String type, String couleur, List<String> sirets, String titre, LocalDate jusquAu) {
  public static EspaceView de(Espace e) {
    return new EspaceView(e.code(), e.nom(), e.sigle(), e.type(), e.couleur(), e.sirets(), e.titre().name(), e.jusquAu());
  }
}
