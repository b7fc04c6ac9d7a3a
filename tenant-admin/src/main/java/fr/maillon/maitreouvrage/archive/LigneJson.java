package fr.maillon.maitreouvrage.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import fr.maillon.liste.Cellule;
import fr.maillon.maitreouvrage.archive.Catalogue.Table;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Une ligne de table, en JSON sur une ligne. Une seule forme : les colonnes dans l'ordre de la
 * table, toutes présentes, les nombres tels que PostgreSQL les écrit (100.00 reste 100.00), les
 * instants en temps universel. Deux lignes égales ont donc le même texte, et la même empreinte.
 */
final class LigneJson {
  /** Une pièce d'un mébioctet fait deux millions de caractères. */
  private static final int TEXTE_MAXIMUM = 8_000_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(TEXTE_MAXIMUM).build())
          .build();

  /** Du JSON à l'intérieur d'une valeur, recopié tel quel. */
  private record Brut(String json) {}

  private LigneJson() {}

  static Map<String, Object> lire(String json) throws IOException {
    try (var lecteur = JSON.createParser(json)) {
      if (lecteur.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("une ligne n'est pas un objet JSON");
      }
      var ligne = new LinkedHashMap<String, Object>();
      while (lecteur.nextToken() == JsonToken.FIELD_NAME) {
        var nom = lecteur.currentName();
        lecteur.nextToken();
        if (ligne.put(nom, valeur(lecteur)) != null) {
          throw new IOException("une ligne donne deux fois " + nom);
        }
      }
      if (lecteur.nextToken() != null) {
        throw new IOException("une ligne porte deux objets");
      }
      return ligne;
    }
  }

  private static Object valeur(JsonParser lecteur) throws IOException {
    return switch (lecteur.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_STRING -> lecteur.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new BigDecimal(lecteur.getText());
      case START_OBJECT, START_ARRAY -> {
        var texte = new StringWriter();
        try (var copie = JSON.createGenerator(texte)) {
          copie.copyCurrentStructure(lecteur);
        }
        yield new Brut(texte.toString());
      }
      default -> throw new IOException("JSON inattendu : " + lecteur.currentToken());
    };
  }

  /** Les colonnes de la table, dans son ordre. */
  static String ecrire(Table table, Map<String, Object> ligne) throws IOException {
    var ordonnee = new LinkedHashMap<String, Object>();
    table.colonnes().forEach(c -> ordonnee.put(c.nom(), ligne.get(c.nom())));
    return ecrire(ordonnee);
  }

  static String ecrire(Map<String, Object> ligne) throws IOException {
    var texte = new StringWriter();
    try (var json = JSON.createGenerator(texte)) {
      json.writeStartObject();
      for (var e : ligne.entrySet()) {
        json.writeFieldName(e.getKey());
        ecrire(json, e.getValue());
      }
      json.writeEndObject();
    }
    return texte.toString();
  }

  private static void ecrire(JsonGenerator json, Object valeur) throws IOException {
    switch (valeur) {
      case null -> json.writeNull();
      case String s -> json.writeString(s);
      case BigDecimal n -> json.writeNumber(n);
      case Boolean b -> json.writeBoolean(b);
      case Brut(var brut) -> json.writeRawValue(brut);
      default -> throw new IllegalArgumentException("valeur inattendue : " + valeur.getClass());
    }
  }

  /** La valeur telle que PostgreSQL la relit. */
  static String brut(Object valeur) {
    return valeur instanceof BigDecimal n ? n.toPlainString() : valeur.toString();
  }

  /**
   * Ce qu'une cellule de tableur montre ; un texte n'y est jamais une formule (OWASP ASVS 1.2.10).
   */
  static String cellule(Object valeur) {
    return switch (valeur) {
      case null -> null;
      case BigDecimal n -> n.toPlainString();
      case Boolean b -> b ? "oui" : "non";
      case Brut(var brut) -> Cellule.inerte(brut);
      default -> Cellule.inerte(valeur.toString());
    };
  }
}
