package fr.maillon.maitreouvrage.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Ce que contient une archive, et de quoi le vérifier.
 *
 * @param version de la forme de l'archive
 * @param niveau dernière migration de la base qui l'a écrite
 * @param lignee l'espace premier, d'où viennent les données
 * @param agents noms d'agents laissés dans des colonnes sans identifiant
 * @param tables celles du métier, dans l'ordre où elles se reprennent
 * @param fichiers tous les fichiers de l'archive, sauf le manifeste et sa signature, dans leur
 *     ordre
 */
record Manifeste(
    int version,
    String niveau,
    Instant instant,
    UUID espace,
    String code,
    String nom,
    String type,
    List<String> sirets,
    UUID lignee,
    List<String> agents,
    List<TableExportee> tables,
    List<Fichier> fichiers) {
  static final String FORMAT = "maillon-archive";
  static final int VERSION = 1;
  static final String NOM = "manifeste.json";
  static final String SIGNATURE = "manifeste.signature";

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * @param colonnes dans leur ordre
   * @param sommes somme exacte de chaque colonne de nombres
   */
  record TableExportee(
      String nom,
      String fichier,
      long lignes,
      List<String> colonnes,
      Map<String, BigDecimal> sommes,
      String empreinte) {}

  /**
   * @param empreinte SHA-256, en hexadécimal, du fichier décompressé
   */
  record Fichier(String nom, long octets, String empreinte) {}

  Manifeste {
    sirets = List.copyOf(sirets);
    agents = List.copyOf(agents);
    tables = List.copyOf(tables);
    fichiers = List.copyOf(fichiers);
  }

  long lignes() {
    return tables.stream().mapToLong(TableExportee::lignes).sum();
  }

  /** L'empreinte des empreintes : deux archives aux mêmes données ont la même. */
  String empreinteDesDonnees() {
    var texte = new StringBuilder();
    tables.forEach(t -> texte.append(t.empreinte()).append("  ").append(t.fichier()).append('\n'));
    return SignatureDArchive.sha256(texte.toString().getBytes(StandardCharsets.UTF_8));
  }

  byte[] json() {
    var octets = new ByteArrayOutputStream();
    try (var j = JSON.createGenerator(octets)) {
      j.setPrettyPrinter(new DefaultPrettyPrinter());
      j.writeStartObject();
      j.writeStringField("format", FORMAT);
      j.writeNumberField("version", version);
      j.writeStringField("niveau", niveau);
      j.writeStringField("instant", instant.toString());
      j.writeObjectFieldStart("espace");
      j.writeStringField("id", espace.toString());
      j.writeStringField("code", code);
      j.writeStringField("nom", nom);
      j.writeStringField("type", type);
      textes(j, "sirets", sirets);
      j.writeEndObject();
      j.writeStringField("lignee", lignee.toString());
      textes(j, "agents", agents);
      j.writeNumberField("lignes", lignes());
      j.writeStringField("empreinte", empreinteDesDonnees());
      j.writeArrayFieldStart("tables");
      for (var t : tables) {
        j.writeStartObject();
        j.writeStringField("nom", t.nom());
        j.writeStringField("fichier", t.fichier());
        j.writeNumberField("lignes", t.lignes());
        textes(j, "colonnes", t.colonnes());
        j.writeObjectFieldStart("sommes");
        for (var s : t.sommes().entrySet()) {
          j.writeStringField(s.getKey(), s.getValue().toPlainString());
        }
        j.writeEndObject();
        j.writeStringField("empreinte", t.empreinte());
        j.writeEndObject();
      }
      j.writeEndArray();
      j.writeArrayFieldStart("fichiers");
      for (var f : fichiers) {
        j.writeStartObject();
        j.writeStringField("nom", f.nom());
        j.writeNumberField("octets", f.octets());
        j.writeStringField("empreinte", f.empreinte());
        j.writeEndObject();
      }
      j.writeEndArray();
      j.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    octets.write('\n');
    return octets.toByteArray();
  }

  private static void textes(
      com.fasterxml.jackson.core.JsonGenerator j, String nom, List<String> valeurs)
      throws IOException {
    j.writeArrayFieldStart(nom);
    for (var v : valeurs) {
      j.writeString(v);
    }
    j.writeEndArray();
  }

  /**
   * @throws IOException ce n'est pas un manifeste de Maillon
   */
  static Manifeste lire(byte[] json) throws IOException {
    try (var p = JSON.createParser(json)) {
      p.nextToken();
      var m = objet(p);
      if (!FORMAT.equals(m.get("format"))) {
        throw new IOException("ce n'est pas un manifeste de Maillon");
      }
      var espace = (Map<?, ?>) m.get("espace");
      var tables = new ArrayList<TableExportee>();
      for (var o : (List<?>) m.get("tables")) {
        var t = (Map<?, ?>) o;
        var sommes = new LinkedHashMap<String, BigDecimal>();
        ((Map<?, ?>) t.get("sommes"))
            .forEach((c, v) -> sommes.put((String) c, new BigDecimal((String) v)));
        tables.add(
            new TableExportee(
                (String) t.get("nom"),
                (String) t.get("fichier"),
                ((BigDecimal) t.get("lignes")).longValueExact(),
                listeDeTextes(t.get("colonnes")),
                sommes,
                (String) t.get("empreinte")));
      }
      var fichiers = new ArrayList<Fichier>();
      for (var o : (List<?>) m.get("fichiers")) {
        var f = (Map<?, ?>) o;
        fichiers.add(
            new Fichier(
                (String) f.get("nom"),
                ((BigDecimal) f.get("octets")).longValueExact(),
                (String) f.get("empreinte")));
      }
      return new Manifeste(
          ((BigDecimal) m.get("version")).intValueExact(),
          (String) m.get("niveau"),
          Instant.parse((String) m.get("instant")),
          UUID.fromString((String) espace.get("id")),
          (String) espace.get("code"),
          (String) espace.get("nom"),
          (String) espace.get("type"),
          listeDeTextes(espace.get("sirets")),
          UUID.fromString((String) m.get("lignee")),
          listeDeTextes(m.get("agents")),
          tables,
          fichiers);
    } catch (ClassCastException
        | NullPointerException
        | IllegalArgumentException
        | ArithmeticException
        | java.time.DateTimeException e) {
      throw new IOException("manifeste illisible", e);
    }
  }

  private static List<String> listeDeTextes(Object valeur) {
    return ((List<?>) valeur).stream().map(String.class::cast).toList();
  }

  private static Map<String, Object> objet(JsonParser p) throws IOException {
    if (p.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("objet attendu");
    }
    var m = new LinkedHashMap<String, Object>();
    while (p.nextToken() == JsonToken.FIELD_NAME) {
      var nom = p.currentName();
      p.nextToken();
      m.put(nom, valeur(p));
    }
    return m;
  }

  private static Object valeur(JsonParser p) throws IOException {
    return switch (p.currentToken()) {
      case START_OBJECT -> objet(p);
      case START_ARRAY -> {
        var l = new ArrayList<>();
        while (p.nextToken() != JsonToken.END_ARRAY) {
          l.add(valeur(p));
        }
        yield l;
      }
      case VALUE_STRING -> p.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new BigDecimal(p.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }
}
