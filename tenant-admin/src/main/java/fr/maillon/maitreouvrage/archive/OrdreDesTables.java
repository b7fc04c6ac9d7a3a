package fr.maillon.maitreouvrage.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** L'ordre dans lequel une archive se reprend ; l'effacement suit l'inverse. */
public final class OrdreDesTables {
  private OrdreDesTables() {}

  /**
   * Chaque table après celles qu'elle désigne ; à égalité, dans l'ordre donné : il est le même
   * partout.
   */
  public static List<String> parentsDAbord(List<String> tables, Map<String, Set<String>> parents) {
    var restantes = new ArrayList<>(tables);
    var ordre = new ArrayList<String>();
    while (!restantes.isEmpty()) {
      var libre =
          restantes.stream()
              .filter(
                  t -> parents.getOrDefault(t, Set.of()).stream().noneMatch(restantes::contains))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalStateException("tables qui se désignent en rond : " + restantes));
      restantes.remove(libre);
      ordre.add(libre);
    }
    return ordre;
  }
}
