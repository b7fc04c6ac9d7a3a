package fr.maillon.web;

import fr.maillon.acces.OuvrirPerimetre.Destination;
import fr.maillon.liste.FormatDeFichier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Une adresse publique et ce qu'elle montre.
 *
 * @param motif l'adresse, ses paramètres entre accolades : {@code /m/{code}/marches/{id}}
 * @param cible la vue interne ({@code /vues/….xhtml}) ou la servlet interne ({@code /interne/…})
 * @param entree ce que l'adresse demande de voir
 * @param section l'onglet marqué dans la navigation ; vide : aucun
 * @param liste la liste que la page montre, et que ses fichiers sortent ; null : aucune
 */
public record Route(
    String motif, String cible, Entree entree, String section, Pattern forme, String liste) {

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

  Route(String motif, String cible, Entree entree, String section) {
    this(motif, cible, entree, section, null);
  }

  private Route(String motif, String cible, Entree entree, String section, String liste) {
    this(motif, cible, entree, section, Pattern.compile(forme(motif)), liste);
  }

  /** La page de cette liste : ses fichiers sont à côté d'elle. */
  Route deLaListe(String nom) {
    return new Route(motif, cible, entree, section, nom);
  }

  /** Les seuls fichiers d'une liste que nulle page ne montre à cette adresse. */
  static Route fichiers(String motif, Entree entree, String section, String liste) {
    return new Route(motif, null, entree, section, liste);
  }

  /** La page, puis ses fichiers. */
  Stream<Route> etSesFichiers() {
    return liste == null
        ? Stream.of(this)
        : Stream.concat(
            cible == null ? Stream.empty() : Stream.of(this),
            Arrays.stream(FormatDeFichier.values())
                .map(
                    f -> new Route(motif + f.suffixe(), "/interne/liste", entree, section, liste)));
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
    return switch (entree) {
      case ESPACE -> new Destination.UnEspace(parametres.get("code"));
      case PORTEFEUILLE -> new Destination.Portefeuille();
      case EQUIPE -> new Destination.Equipe();
      case CENTRE -> new Destination.Centre();
      case SOI, PUBLIQUE -> new Destination.Soi();
    };
  }
}
