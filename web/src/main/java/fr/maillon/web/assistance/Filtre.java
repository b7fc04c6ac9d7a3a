package fr.maillon.web.assistance;

import fr.maillon.web.Demande;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Les filtres à plusieurs valeurs d'une adresse : un mot inconnu y est ignoré, une page ne casse
 * pas pour un lien vieilli.
 */
final class Filtre {
  private final HttpServletRequest requete;
  private final List<String> noms;

  Filtre(HttpServletRequest requete, String... noms) {
    this.requete = requete;
    this.noms = List.of(noms);
  }

  List<String> valeurs(String nom) {
    var valeurs = requete.getParameterValues(nom);
    return valeurs == null
        ? List.of()
        : Arrays.stream(valeurs).map(String::strip).filter(v -> !v.isEmpty()).distinct().toList();
  }

  <E extends Enum<E>> Set<E> mots(Class<E> liste, String nom) {
    var valeurs = valeurs(nom);
    return Arrays.stream(liste.getEnumConstants())
        .filter(e -> valeurs.contains(e.name()))
        .collect(Collectors.toSet());
  }

  <E extends Enum<E>> E mot(Class<E> liste, String nom, E defaut) {
    return mots(liste, nom).stream().findFirst().orElse(defaut);
  }

  /** L'adresse de la page, ce filtre ôté, les autres gardés. */
  String sans(String nom, String valeur) {
    var morceaux = new ArrayList<String>();
    for (var autre : noms) {
      valeurs(autre).stream()
          .filter(v -> !(autre.equals(nom) && v.equals(valeur)))
          .forEach(v -> morceaux.add(autre + "=" + URLEncoder.encode(v, StandardCharsets.UTF_8)));
    }
    var chemin = Demande.de(requete).map(Demande::chemin).orElse("");
    return morceaux.isEmpty() ? chemin : chemin + "?" + String.join("&", morceaux);
  }
}
