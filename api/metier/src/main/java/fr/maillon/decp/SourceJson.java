package fr.maillon.decp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import fr.maillon.decp.Brut.Rangement;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parcourt un fichier JSON et remet ses enregistrements bruts un par un. */
final class SourceJson {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Noeud.CHAMP_MAX)
                  .maxNumberLength(Noeud.CHAMP_MAX)
                  .maxNameLength(10_000)
                  .maxNestingDepth(500)
                  .build())
          .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
          // Des profils d'acheteur publient de mauvais échappements et des NaN : l'enregistrement
          // reste lisible.
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private final Puits puits;
  private int budget;
  private boolean retires;
  private Set<String> nombresDemesures = Set.of();

  SourceJson(Puits puits) {
    this.puits = puits;
  }

  void lire(Reader texte) throws IOException {
    try (JsonParser json = JSON.createParser(texte)) {
      try {
        racine(json);
      } catch (StreamConstraintsException e) {
        if (e.getMessage().contains("nesting depth")) {
          throw puits.tropProfond(ligne(json), colonne(json));
        }
        throw puits.rupture(
            "champ-trop-long",
            "Un champ dépasse un million de caractères : ce fichier n'est pas un fichier DECP"
                + " ordinaire.",
            ligne(json),
            colonne(json),
            e);
      } catch (JsonProcessingException e) {
        var ou = e.getLocation();
        throw puits.rupture(
            "json-rompu",
            "Le JSON est incomplet ou mal formé à cet endroit. Téléchargez de nouveau le fichier,"
                + " ou signalez-le à celui qui le publie.",
            ou == null ? 0 : ou.getLineNr(),
            ou == null ? 0 : ou.getColumnNr(),
            e);
      }
    }
  }

  private void racine(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw pasDecp();
    }
    Map<String, Object> autres = new LinkedHashMap<>();
    boolean vu = false;
    commencer();
    int debut = ligne(json);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String nom = json.currentName().strip();
      var jeton = json.nextToken();
      boolean rubrique =
          nom.equals("marches")
              && (jeton == JsonToken.START_ARRAY || jeton == JsonToken.START_OBJECT);
      if (rubrique && vu) {
        throw puits.rupture(
            "marches-en-double",
            "Le fichier porte une seconde rubrique « marches » : deux fichiers ont sans doute été"
                + " réunis. Importez-les séparément.",
            ligne(json),
            colonne(json),
            null);
      }
      if (rubrique && jeton == JsonToken.START_ARRAY) {
        vu = true;
        puits.format(FormatDecp.JSON_2019);
        tableau(json, Rangement.INDECIS);
      } else if (rubrique) {
        vu = true;
        puits.format(FormatDecp.JSON_2022);
        enveloppe2022(json);
      } else {
        budget -= nom.length();
        Object valeur = valeur(json, 1);
        if (budget >= 0) {
          autres.put(nom, valeur);
        }
      }
    }
    if (!vu) {
      // Les exemples officiels du format 2019 sont un enregistrement seul, sans enveloppe.
      if (!autres.containsKey("acheteur") && !autres.containsKey("autoriteConcedante")) {
        throw pasDecp();
      }
      puits.format(
          autres.containsKey("considerationsSociales")
              ? FormatDecp.JSON_2022
              : FormatDecp.JSON_2019);
      remettre(autres, debut, Rangement.INDECIS);
    }
    if (json.nextToken() != null) {
      throw puits.rupture(
          "json-rompu",
          "Du texte suit la fin du fichier JSON : deux fichiers ont sans doute été mis bout à"
              + " bout.",
          ligne(json),
          colonne(json),
          null);
    }
  }

  private void enveloppe2022(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String nom = json.currentName().strip();
      var jeton = json.nextToken();
      var rangement = nom.equals("contrat-concession") ? Rangement.CONCESSIONS : Rangement.MARCHES;
      if (rangement == Rangement.MARCHES && !nom.equals("marche")) {
        json.skipChildren();
      } else if (jeton == JsonToken.START_ARRAY) {
        tableau(json, rangement);
      } else if (jeton == JsonToken.START_OBJECT) {
        element(json, rangement);
      }
    }
  }

  private void tableau(JsonParser json, Rangement rangement) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      element(json, rangement);
    }
  }

  private void element(JsonParser json, Rangement rangement) throws IOException {
    commencer();
    int ligne = ligne(json);
    remettre(valeur(json, 1), ligne, rangement);
  }

  private void commencer() {
    budget = Noeud.TAILLE_MAX;
    retires = false;
    nombresDemesures = Set.of();
  }

  private void remettre(Object noeud, int ligne, Rangement rangement) {
    puits.enregistrement(
        new Brut(
            budget < 0 ? Noeud.TROP_GROS : noeud, ligne, rangement, retires, nombresDemesures));
  }

  private Object valeur(JsonParser json, int profondeur) throws IOException {
    if (profondeur > Noeud.PROFONDEUR_MAX) {
      throw puits.tropProfond(ligne(json), colonne(json));
    }
    budget -= json.currentToken().isStructStart() ? Noeud.POIDS_CONTENANT : Noeud.POIDS_VALEUR;
    return switch (json.currentToken()) {
      case START_OBJECT -> objet(json, profondeur);
      case START_ARRAY -> liste(json, profondeur);
      case VALUE_STRING -> texte(json);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> nombre(json);
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      default -> null;
    };
  }

  private String texte(JsonParser json) throws IOException {
    budget -= json.getTextLength();
    return budget < 0 ? null : admissible(json.getText());
  }

  private String admissible(String lu) {
    String texte = fr.maillon.liste.Texte.admissible(lu);
    retires |= texte != lu;
    return texte;
  }

  private Object nombre(JsonParser json) throws IOException {
    if (json.getTextLength() > Noeud.CHIFFRES_MAX) {
      nombresDemesures = new LinkedHashSet<>(nombresDemesures);
      nombresDemesures.add(champ(json.getParsingContext()));
      return null;
    }
    // NaN et l'infini n'ont pas de valeur décimale : leur texte suffit à l'avertissement.
    if (json.isNaN()) {
      return json.getText();
    }
    try {
      var lu = json.getDecimalValue();
      // 2.1350238800019E13 n'a pas été écrit comme un entier : il garde une décimale, et un SIRET
      // ainsi écrit se répare en le disant
      return json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && lu.scale() == 0
          ? lu.setScale(1)
          : lu;
    } catch (JsonProcessingException | NumberFormatException e) {
      // un exposant qu'aucun nombre ne porte : le texte, pour l'avertissement
      return json.getText();
    }
  }

  /** Le nom du champ lu ; d'un élément de liste, celui de la liste. */
  private static String champ(JsonStreamContext ou) {
    var c = ou;
    while (c.inArray() && c.getParent() != null) {
      c = c.getParent();
    }
    return String.valueOf(c.getCurrentName());
  }

  private Map<String, Object> objet(JsonParser json, int profondeur) throws IOException {
    Map<String, Object> objet = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String nom = json.currentName();
      budget -= nom.length();
      json.nextToken();
      Object valeur = valeur(json, profondeur + 1);
      if (budget >= 0) {
        objet.put(admissible(nom), valeur);
      }
    }
    return objet;
  }

  private List<Object> liste(JsonParser json, int profondeur) throws IOException {
    List<Object> liste = new ArrayList<>(2);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      Object valeur = valeur(json, profondeur + 1);
      if (budget >= 0) {
        liste.add(valeur);
      }
    }
    return liste;
  }

  private FichierIllisible pasDecp() {
    return puits.rupture(
        "pas-decp",
        "Ce fichier JSON ne contient pas de rubrique « marches » : ce n'est pas un fichier de"
            + " données essentielles. Choisissez le fichier DECP publié par l'acheteur.",
        1,
        1,
        null);
  }

  private static int ligne(JsonParser json) {
    return json.currentTokenLocation().getLineNr();
  }

  private static int colonne(JsonParser json) {
    return json.currentTokenLocation().getColumnNr();
  }
}
