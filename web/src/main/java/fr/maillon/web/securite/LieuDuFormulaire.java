package fr.maillon.web.securite;

import fr.maillon.isolation.Perimetre;

/** Le lieu d'où un formulaire a été affiché, en une chaîne sans « ~ ». */
public final class LieuDuFormulaire {
  public static final String SOI = "soi";

  private LieuDuFormulaire() {}

  public static String de(Perimetre perimetre) {
    return switch (perimetre) {
      case Perimetre.UnMaitreOuvrage(var espace) -> "m:" + espace.code() + ":" + espace.id();
      case Perimetre.Portefeuille _ -> "portefeuille";
      case Perimetre.Equipe _ -> "equipe";
      case Perimetre.Centre _ -> "centre";
      case Perimetre.Identification _, Perimetre.Aucun _, Perimetre.Systeme _ -> SOI;
    };
  }

  /** Pour une phrase : « l'espace aix-marseille », « les pages de l'équipe ». */
  public static String enMots(String zone) {
    return switch (zone) {
      case "portefeuille", "equipe" -> "les pages de l'équipe";
      case "centre" -> "la consolidation";
      case SOI -> "vos pages personnelles";
      default ->
          zone.startsWith("m:") ? "l'espace « " + zone.split(":")[1] + " »" : "une autre page";
    };
  }
}
