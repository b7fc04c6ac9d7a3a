package fr.maillon.decp;

import java.util.ArrayList;
import java.util.List;

/** Les avertissements d'un enregistrement, au fil de sa lecture. */
final class Constat {
  /** Un enregistrement hostile peut porter des milliers de titulaires fautifs. */
  private static final int MAX = 1_000;

  private final List<Avertissement> avertissements = new ArrayList<>(4);

  void relever(Defaut defaut, String champ, Object valeur) {
    if (avertissements.size() < MAX) {
      String texte = valeur == null ? null : Texte.abreger(valeur.toString(), 200);
      avertissements.add(new Avertissement(defaut.code(), champ, texte, defaut.message()));
    }
  }

  List<Avertissement> avertissements() {
    return avertissements;
  }
}
