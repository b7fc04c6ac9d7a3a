package fr.maillon.web;

import fr.maillon.convention.Porte.Destination;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Une adresse publique et ce qu'elle montre.
 *
 * @param motif l'adresse, ses paramètres entre accolades : {@code /m/{code}/marches/{id}}
 * @param cible la vue interne ({@code /vues/….xhtml}) ou la servlet interne ({@code /interne/…})
 * @param porte ce que l'adresse demande de voir
 * @param section l'onglet marqué dans la navigation ; vide : aucun
 */
public record Route(String motif, String cible, Entree porte, String section, Pattern forme) {

  /** La partie où mène une adresse. */
  public enum Entree {
    PUBLIQUE,
    SOI,
    ESPACE,
    PORTEFEUILLE,
    EQUIPE,
    CENTRE
  }

  private static final Pattern PARAMETRE = Pattern.compile("\\{([a-z][a-zA-Z0-9]*)}");

  Route(String motif, String cible, Entree porte, String section) {
    this(motif, cible, porte, section, Pattern.compile(forme(motif)));
  }

  private static String forme(String motif) {
    var forme = new StringBuilder();
    var m = PARAMETRE.matcher(motif);
    int debut = 0;
    while (m.find()) {
      forme
          .append(Pattern.quote(motif.substring(debut, m.start())))
          .append("(?<")
          .append(m.group(1))
          .append(">[^/]+)");
      debut = m.end();
    }
    return forme.append(Pattern.quote(motif.substring(debut))).toString();
  }

  Optional<Map<String, String>> lire(String chemin) {
    var m = forme.matcher(chemin);
    if (!m.matches()) {
      return Optional.empty();
    }
    var valeurs = new HashMap<String, String>();
    forme.namedGroups().keySet().forEach(nom -> valeurs.put(nom, m.group(nom)));
    return Optional.of(Map.copyOf(valeurs));
  }

  Destination destination(Map<String, String> parametres) {
    return switch (porte) {
      case ESPACE -> new Destination.UnEspace(parametres.get("code"));
      case PORTEFEUILLE -> new Destination.Portefeuille();
      case EQUIPE -> new Destination.Equipe();
      case CENTRE -> new Destination.Centre();
      case SOI, PUBLIQUE -> new Destination.Soi();
    };
  }
}
