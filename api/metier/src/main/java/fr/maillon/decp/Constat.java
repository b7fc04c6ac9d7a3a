package fr.maillon.decp;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Les avertissements d'un enregistrement, au fil de sa lecture. */
final class Constat {
  /** Un enregistrement hostile peut porter des milliers de titulaires fautifs. */
  private static final int MAX = 1_000;

  private final List<Avertissement> avertissements = new ArrayList<>(4);

  void relever(Defaut defaut, String champ, Object valeur) {
    relever(defaut, champ, valeur, defaut.message());
  }

  /**
   * @param message ce qui a été fait de cette valeur-ci, à la place de la phrase commune
   */
  void relever(Defaut defaut, String champ, Object valeur, String message) {
    if (avertissements.size() < MAX) {
      String texte = valeur == null ? null : Texte.abreger(valeur.toString(), 200);
      avertissements.add(new Avertissement(defaut.code(), champ, texte, message));
    }
  }

  List<Avertissement> avertissements() {
    return avertissements;
  }

  /** Sans ce qui se dirait d'un champ refusé : il n'a pas été lu, il ne manque pas. */
  List<Avertissement> horsDe(Set<String> refuses) {
    return refuses.isEmpty()
        ? avertissements
        : avertissements.stream()
            .filter(
                a ->
                    refuses.stream()
                        .noneMatch(nom -> a.champ().equals(nom) || a.champ().endsWith("." + nom)))
            .toList();
  }
}
