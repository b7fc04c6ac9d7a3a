package fr.maillon.liste;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ce que les critères d'une liste demandent à la base, en JPQL, valeurs à part. */
public final class Condition {
  private final Set<String> jointures = new LinkedHashSet<>();
  private final List<String> predicats = new ArrayList<>();
  private final Map<String, Object> parametres = new HashMap<>();

  Condition() {}

  public Condition et(String predicat) {
    predicats.add(predicat);
    return this;
  }

  public Condition avec(String parametre, Object valeur) {
    parametres.put(parametre, valeur);
    return this;
  }

  /** Une table que ce seul critère lit. */
  public Condition joindre(String jointure) {
    jointures.add(jointure);
    return this;
  }

  String source(String de) {
    return " from "
        + de
        + jointures.stream().map(j -> " " + j).reduce("", String::concat)
        + (predicats.isEmpty() ? "" : " where " + String.join(" and ", predicats));
  }

  Map<String, Object> parametres() {
    return parametres;
  }
}
