package fr.maillon.marche;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fr.maillon.decp.MarcheDecp;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Les faits publiés qu'on ne saisit pas ici (modifications, sous-traitance), gardés en JSON avec
 * leur lot.
 */
final class FaitsPublies {
  private static final JsonFactory JSON = new JsonFactory();

  private FaitsPublies() {}

  static String ecrireModifications(List<MarcheDecp.Modification> modifications) {
    return modifications.isEmpty()
        ? null
        : ecrire(
            modifications,
            (json, m) -> {
              nombre(json, "numero", m.id());
              texte(json, "objet", m.objet());
              texte(json, "notifiee", m.dateNotification());
              texte(json, "publiee", m.datePublication());
              nombre(json, "dureeMois", m.dureeMois());
              montant(json, m.montant());
              json.writeArrayFieldStart("titulaires");
              for (var titulaire : m.titulaires()) {
                json.writeStartObject();
                entreprise(json, titulaire);
                json.writeEndObject();
              }
              json.writeEndArray();
            });
  }

  static String ecrireTitulaires(List<MarcheDecp.Titulaire> titulaires) {
    return titulaires.isEmpty() ? null : ecrire(titulaires, FaitsPublies::entreprise);
  }

  static List<MarcheDecp.Titulaire> lireTitulaires(String json) {
    return lire(json).stream()
        .map(
            t ->
                new MarcheDecp.Titulaire(
                    (String) t.get("type"), (String) t.get("id"), (String) t.get("nom")))
        .toList();
  }

  static String ecrireSousTraitance(
      List<MarcheDecp.ActeSousTraitance> actes, List<MarcheDecp.ModificationActe> modifications) {
    if (actes.isEmpty() && modifications.isEmpty()) {
      return null;
    }
    var tous = new ArrayList<Object>(actes);
    tous.addAll(modifications);
    return ecrire(
        tous,
        (json, fait) -> {
          switch (fait) {
            case MarcheDecp.ActeSousTraitance a -> {
              texte(json, "nature", "ACTE");
              nombre(json, "numero", a.id());
              texte(json, "notifiee", a.dateNotification());
              texte(json, "publiee", a.datePublication());
              nombre(json, "dureeMois", a.dureeMois());
              montant(json, a.montant());
              texte(json, "variationPrix", a.variationPrix());
              if (a.sousTraitant() != null) {
                entreprise(json, a.sousTraitant());
              }
            }
            case MarcheDecp.ModificationActe m -> {
              texte(json, "nature", "MODIFICATION");
              nombre(json, "numero", m.idActe());
              texte(json, "notifiee", m.dateNotification());
              texte(json, "publiee", m.datePublication());
              nombre(json, "dureeMois", m.dureeMois());
              montant(json, m.montant());
            }
            default -> throw new IllegalStateException(fait.getClass().getName());
          }
        });
  }

  /** Une ligne par fait ; les clés absentes du fait sont absentes de la ligne. */
  static List<Map<String, Object>> lire(String json) {
    if (json == null) {
      return List.of();
    }
    try (var lecteur = JSON.createParser(json)) {
      lecteur.nextToken();
      return objets(lecteur);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LocalDate date(Object texte) {
    return texte == null ? null : LocalDate.parse((String) texte);
  }

  static Integer entier(Object nombre) {
    return nombre == null ? null : Integer.valueOf(((BigDecimal) nombre).intValue());
  }

  static List<ConsulterMarche.TitulaireView> entreprises(Object liste) {
    var trouvees = new ArrayList<ConsulterMarche.TitulaireView>();
    if (liste instanceof List<?> elements) {
      for (var element : elements) {
        if (element instanceof Map<?, ?> champs) {
          trouvees.add(
              new ConsulterMarche.TitulaireView(
                  (String) champs.get("type"),
                  (String) champs.get("id"),
                  (String) champs.get("nom")));
        }
      }
    }
    return trouvees;
  }

  private static List<Map<String, Object>> objets(JsonParser lecteur) throws IOException {
    var lignes = new ArrayList<Map<String, Object>>();
    while (lecteur.nextToken() == JsonToken.START_OBJECT) {
      var ligne = new HashMap<String, Object>();
      while (lecteur.nextToken() == JsonToken.FIELD_NAME) {
        var champ = lecteur.currentName();
        ligne.put(
            champ,
            switch (lecteur.nextToken()) {
              case START_ARRAY -> objets(lecteur);
              case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> lecteur.getDecimalValue();
              default -> lecteur.getText();
            });
      }
      lignes.add(ligne);
    }
    return lignes;
  }

  private interface Ecriture<T> {
    void ecrire(JsonGenerator json, T fait) throws IOException;
  }

  private static <T> String ecrire(List<T> faits, Ecriture<T> ecriture) {
    var texte = new StringWriter();
    try (var json = JSON.createGenerator(texte)) {
      json.writeStartArray();
      for (var fait : faits) {
        json.writeStartObject();
        ecriture.ecrire(json, fait);
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texte.toString();
  }

  private static void entreprise(JsonGenerator json, MarcheDecp.Titulaire titulaire)
      throws IOException {
    texte(json, "type", titulaire.typeIdentifiant());
    texte(json, "id", titulaire.id());
    texte(json, "nom", titulaire.denominationSociale());
  }

  private static void texte(JsonGenerator json, String champ, Object valeur) throws IOException {
    if (valeur != null) {
      json.writeStringField(champ, valeur.toString());
    }
  }

  private static void nombre(JsonGenerator json, String champ, Integer valeur) throws IOException {
    if (valeur != null) {
      json.writeNumberField(champ, valeur);
    }
  }

  private static void montant(JsonGenerator json, BigDecimal montant) throws IOException {
    if (montant != null) {
      json.writeNumberField("montant", montant);
    }
  }
}
