package fr.maillon.tracabilite;

import fr.maillon.journal.NatureDeLigne;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * La phrase de chaque acte ({@code actes.properties}, « Classe.methode=a fait ceci ») : ce qu'un
 * acheteur lit à la place d'un nom de code. Un essai d'architecture échoue quand un geste noté au
 * journal n'y a pas sa phrase.
 */
final class Actes {
  private static final Properties PHRASES = lire();

  private Actes() {}

  /**
   * Au passé, sans sujet : « a accepté une clause ». Un acte d'une version passée, qui n'a plus de
   * phrase, garde son nom.
   */
  static String phrase(String acte, NatureDeLigne nature) {
    var phrase = PHRASES.getProperty(acte);
    if (phrase == null) {
      return acte.endsWith(".exporter") ? PHRASES.getProperty("exporter") : "acte " + acte;
    }
    return nature == NatureDeLigne.BRIS_DE_GLACE && acte.equals("entrer")
        ? PHRASES.getProperty("entrer.bris")
        : phrase;
  }

  private static Properties lire() {
    try (var lecteur =
        new InputStreamReader(
            Actes.class.getResourceAsStream("actes.properties"), StandardCharsets.UTF_8)) {
      var phrases = new Properties();
      phrases.load(lecteur);
      return phrases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
