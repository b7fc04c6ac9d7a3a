package fr.maillon.maitreouvrage.effacement;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Ce qui a été effacé d'un espace. Ne porte ni son identifiant, qui n'est plus nulle part, ni le
 * nom d'une de ses personnes.
 *
 * @param fermePar qui l'a fermé, de l'administration centrale
 * @param lignes effacées, toutes tables ensemble
 * @param tables lignes effacées par table, zéro compris : toutes ont été relues
 * @param annees closes, dont la consolidation garde les sommes anonymes
 * @param agregatsGardes faux quand un autre espace a repris les données de celui-ci, et les compte
 * @param comptes de personnes qui n'avaient plus d'autre espace, oubliés avec lui
 * @param empreinteEspace SHA-256 de l'identifiant de l'espace : qui l'a noté le reconnaît, nul ne
 *     le retrouve
 * @param empreinte SHA-256 de tout ce qui précède
 * @param aviseLe quand le dernier courriel à un dernier administrateur est parti ; null : pas
 *     encore, ou il n'y en avait pas
 * @param erreur ce qui retarde un courriel ou la fermeture d'un compte : un nouvel essai suivra
 * @param refuses courriels que le serveur de courrier a refusés sans appel
 * @param suitesFaites faux tant qu'il reste à aviser quelqu'un ou à fermer un compte
 */
public record CertificatView(
    UUID id,
    String code,
    String nom,
    String type,
    List<String> sirets,
    LocalDate ouvertLe,
    LocalDate fermeLe,
    String fermePar,
    Instant effaceLe,
    long lignes,
    Map<String, Long> tables,
    List<Integer> annees,
    boolean agregatsGardes,
    int comptes,
    String empreinteEspace,
    String empreinte,
    Instant aviseLe,
    String erreur,
    int refuses,
    boolean suitesFaites) {
  private static final JsonFactory JSON = new JsonFactory();

  public CertificatView {
    sirets = List.copyOf(sirets);
    tables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    annees = List.copyOf(annees);
  }

  /** L'empreinte écrite est celle du contenu : le certificat n'a pas été retouché. */
  public boolean integre() {
    return empreinte.equals(calculer());
  }

  String tablesEnJson() {
    return json(
        j -> {
          for (var t : tables.entrySet()) {
            j.writeNumberField(t.getKey(), t.getValue());
          }
        });
  }

  static Map<String, Long> tables(String json) throws IOException {
    var tables = new LinkedHashMap<String, Long>();
    try (var lecteur = JSON.createParser(json)) {
      lecteur.nextToken();
      while (lecteur.nextToken() == JsonToken.FIELD_NAME) {
        var table = lecteur.currentName();
        tables.put(table, lecteur.nextLongValue(0));
      }
    }
    return tables;
  }

  String calculer() {
    return sha256(
        json(
            j -> {
              j.writeStringField("id", id.toString());
              j.writeStringField("code", code);
              j.writeStringField("nom", nom);
              j.writeStringField("type", type);
              j.writeStringField("sirets", String.join(" ", sirets));
              j.writeStringField("ouvertLe", ouvertLe == null ? null : ouvertLe.toString());
              j.writeStringField("fermeLe", fermeLe.toString());
              j.writeStringField("fermePar", fermePar);
              j.writeStringField("effaceLe", effaceLe.toString());
              j.writeStringField("tables", tablesEnJson());
              j.writeStringField("annees", annees.toString());
              j.writeBooleanField("agregatsGardes", agregatsGardes);
              j.writeNumberField("comptes", comptes);
              j.writeStringField("empreinteEspace", empreinteEspace);
            }));
  }

  static String sha256(String texte) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(texte.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Champs {
    void ecrire(JsonGenerator json) throws IOException;
  }

  private static String json(Champs champs) {
    var texte = new StringWriter();
    try (var json = JSON.createGenerator(texte)) {
      json.writeStartObject();
      champs.ecrire(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texte.toString();
  }
}
