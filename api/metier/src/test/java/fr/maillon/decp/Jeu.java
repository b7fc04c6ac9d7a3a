package fr.maillon.decp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;

/** Accès des tests aux données publiques, qui ne sont jamais copiées dans le projet. */
final class Jeu {
  private Jeu() {}

  /** Le dossier des données, ou le test est passé avec sa raison. */
  static Path dossier() {
    var racine = System.getProperty("maillon.racine");
    if (racine != null) {
      var candidat = Path.of(racine, "..", "shared", "decp").normalize();
      if (Files.isDirectory(candidat)) {
        return candidat;
      }
    }
    for (var d = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        d != null;
        d = d.getParent()) {
      var candidat = d.resolve("shared").resolve("decp");
      if (Files.isDirectory(candidat)) {
        return candidat;
      }
    }
    String raison =
        "Données DECP absentes (../shared/decp) : licences et données personnelles les tiennent"
            + " hors du projet";
    System.out.println("Test passé. " + raison);
    Assumptions.abort(raison);
    throw new AssertionError("abort ne rend pas la main");
  }

  /** Nomenclature CPV de 2008 du dossier de référence. */
  static NomenclatureCpv cpv() {
    Map<String, Integer> cles = new HashMap<>();
    for (var ligne : lignes(dossier().resolve("reference/cpv.csv"))) {
      var code = ligne.replace("\"", "");
      if (code.matches("\\d{8}-\\d.*")) {
        cles.put(code.substring(0, 8), code.charAt(9) - '0');
      }
    }
    return code -> cles.containsKey(code) ? OptionalInt.of(cles.get(code)) : OptionalInt.empty();
  }

  private static List<String> lignes(Path fichier) {
    try {
      return Files.readAllLines(fichier, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static ApercuDecp apercu(Path fichier, LecteurDecp lecteur) {
    try (var flux = Files.newInputStream(fichier)) {
      return ApercuDecp.lire(flux, lecteur);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static void parcourir(Path fichier, Consumer<Interprete.Resultat> destinataire) {
    try (var flux = Files.newInputStream(fichier)) {
      new LecteurDecp().parcourir(flux, destinataire);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static List<Enregistrement> lire(Path fichier) {
    try (var flux = Files.newInputStream(fichier)) {
      return lire(flux);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static List<Enregistrement> lire(InputStream flux) {
    List<Enregistrement> lus = new ArrayList<>();
    new LecteurDecp().lire(flux, lus::add);
    return lus;
  }

  static List<Enregistrement> lire(String texte) {
    return lire(flux(texte));
  }

  static InputStream flux(String texte) {
    return new ByteArrayInputStream(texte.getBytes(StandardCharsets.UTF_8));
  }

  /** Un petit arbre JSON : objets en {@code Map}, listes en {@code List}, le reste en texte. */
  static Object arbre(Path fichier) {
    try (JsonParser json = new JsonFactory().createParser(fichier.toFile())) {
      json.nextToken();
      return arbre(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Object arbre(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      Map<String, Object> objet = new LinkedHashMap<>();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String nom = json.currentName();
        json.nextToken();
        objet.put(nom, arbre(json));
      }
      return objet;
    }
    if (json.currentToken() == JsonToken.START_ARRAY) {
      List<Object> liste = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        liste.add(arbre(json));
      }
      return liste;
    }
    return json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText();
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> objet(Object noeud) {
    return (Map<String, Object>) noeud;
  }
}
