package fr.maillon.decp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parcourt un fichier JSON et remet ses enregistrements bruts un par un. */
final class SourceJson {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Noeud.CHAMP_MAX)
                  .maxNumberLength(1_000)
                  .maxNameLength(10_000)
                  .maxNestingDepth(500)
                  .build())
          .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
          // Des profils d'acheteur publient de mauvais échappements et des NaN : l'enregistrement reste lisible.
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private final Puits puits;
  private int budget;

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
            "Un champ dépasse un million de caractères : ce fichier n'est pas un fichier DECP ordinaire.",
            ligne(json), colonne(json), e);
      } catch (JsonProcessingException e) {
        var ou = e.getLocation();
        throw puits.rupture(
            "json-rompu",
            "Le JSON est incomplet ou mal formé à cet endroit. Téléchargez de nouveau le fichier, ou signalez-le à"
                + " celui qui le publie.",
            ou == null ? 0 : ou.getLineNr(), ou == null ? 0 : ou.getColumnNr(), e);
      }
    }
  }

  private void racine(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw pasDecp();
    }
    Map<String, Object> autres = new LinkedHashMap<>();
    boolean vu = false;
    budget = Noeud.TAILLE_MAX;
    int debut = ligne(json);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String nom = json.currentName().strip();
      var jeton = json.nextToken();
      if (nom.equals("marches") && !vu && jeton == JsonToken.START_ARRAY) {
        vu = true;
        puits.format(FormatDecp.JSON_2019);
        tableau(json, false);
      } else if (nom.equals("marches") && !vu && jeton == JsonToken.START_OBJECT) {
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
      puits.format(autres.containsKey("considerationsSociales") ? FormatDecp.JSON_2022 : FormatDecp.JSON_2019);
      puits.enregistrement(budget < 0 ? Noeud.TROP_GROS : autres, debut, false);
    }
    if (json.nextToken() != null) {
      throw puits.rupture(
          "json-rompu", "Du texte suit la fin du fichier JSON : deux fichiers ont sans doute été mis bout à bout.",
          ligne(json), colonne(json), null);
    }
  }

  private void enveloppe2022(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String nom = json.currentName().strip();
      var jeton = json.nextToken();
      boolean concession = nom.equals("contrat-concession");
      if (!concession && !nom.equals("marche")) {
        json.skipChildren();
      } else if (jeton == JsonToken.START_ARRAY) {
        tableau(json, concession);
      } else if (jeton == JsonToken.START_OBJECT) {
        element(json, concession);
      }
    }
  }

  private void tableau(JsonParser json, boolean concession) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      element(json, concession);
    }
  }

  private void element(JsonParser json, boolean concession) throws IOException {
    budget = Noeud.TAILLE_MAX;
    int ligne = ligne(json);
    Object noeud = valeur(json, 1);
    puits.enregistrement(budget < 0 ? Noeud.TROP_GROS : noeud, ligne, concession);
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
      case VALUE_NUMBER_INT -> json.getDecimalValue();
      // NaN et l'infini n'ont pas de valeur décimale : leur texte suffit à l'avertissement.
      case VALUE_NUMBER_FLOAT -> json.isNaN() ? json.getText() : json.getDecimalValue();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      default -> null;
    };
  }

  private String texte(JsonParser json) throws IOException {
    budget -= json.getTextLength();
    return budget < 0 ? null : json.getText();
  }

  private Map<String, Object> objet(JsonParser json, int profondeur) throws IOException {
    Map<String, Object> objet = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String nom = json.currentName();
      budget -= nom.length();
      json.nextToken();
      Object valeur = valeur(json, profondeur + 1);
      if (budget >= 0) {
        objet.put(nom, valeur);
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
        "Ce fichier JSON ne contient pas de rubrique « marches » : ce n'est pas un fichier de données essentielles."
            + " Choisissez le fichier DECP publié par l'acheteur.",
        1, 1, null);
  }

  private static int ligne(JsonParser json) {
    return json.currentTokenLocation().getLineNr();
  }

  private static int colonne(JsonParser json) {
    return json.currentTokenLocation().getColumnNr();
  }
}
