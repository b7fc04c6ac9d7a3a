package fr.maillon.ear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Ce que l'API promet, une promesse par ligne ({@code contrat.txt}) : chaque route, ses paramètres,
 * ce qu'elle rend, chaque champ et son type, chaque valeur d'une liste fermée. Une ligne qui
 * disparaît, ou une exigence nouvelle ({@code !}), casse un client écrit hier.
 *
 * <p>Après une version : {@code ./mvnw … -Dmaillon.contrat=ecrire} récrit le fichier ; la revue lit
 * ce qui a changé.
 */
final class ContratPublie {
  private static final Set<String> METHODES = Set.of("get", "post", "put", "delete", "patch");

  private final SortedSet<String> lignes = new TreeSet<>();

  private ContratPublie(JsonNode contrat) {
    contrat
        .path("paths")
        .properties()
        .forEach(
            chemin ->
                chemin
                    .getValue()
                    .properties()
                    .forEach(
                        methode -> {
                          if (METHODES.contains(methode.getKey())) {
                            operation(
                                methode.getKey().toUpperCase(java.util.Locale.ROOT)
                                    + " "
                                    + chemin.getKey(),
                                methode.getValue());
                          }
                        }));
    contrat
        .path("components")
        .path("schemas")
        .properties()
        .forEach(s -> schema(s.getKey(), s.getValue()));
  }

  /** Les promesses d'hier que ce contrat ne tient plus, en clair. */
  static SortedSet<String> ruptures(JsonNode contrat) throws IOException {
    var fichier = fichier();
    var jour = new ContratPublie(contrat).lignes;
    if ("ecrire".equals(System.getProperty("maillon.contrat"))) {
      Files.write(fichier, jour, StandardCharsets.UTF_8);
    }
    var hier = Files.readAllLines(fichier, StandardCharsets.UTF_8);
    if (hier.size() < 1000) {
      throw new IllegalStateException("le contrat d'hier est vide : " + fichier);
    }
    return ruptures(hier, jour);
  }

  static SortedSet<String> ruptures(String hier, String aujourdhui) throws IOException {
    var lecteur = new ObjectMapper();
    return ruptures(
        List.copyOf(new ContratPublie(lecteur.readTree(hier)).lignes),
        new ContratPublie(lecteur.readTree(aujourdhui)).lignes);
  }

  private static SortedSet<String> ruptures(List<String> hier, SortedSet<String> aujourdhui) {
    var ruptures = new TreeSet<String>();
    hier.stream()
        .filter(l -> !exigence(l) && !aujourdhui.contains(l))
        .forEach(l -> ruptures.add("n'est plus tenu : " + l));
    aujourdhui.stream()
        .filter(
            l ->
                exigence(l)
                    && !hier.contains(l)
                    && hier.contains(l.substring(0, l.lastIndexOf(" !"))))
        .forEach(l -> ruptures.add("est exigé de plus : " + l));
    return ruptures;
  }

  private static boolean exigence(String ligne) {
    return ligne.contains(" !");
  }

  private void operation(String nom, JsonNode operation) {
    lignes.add(nom);
    operation
        .path("parameters")
        .forEach(
            p -> {
              lignes.add(nom + " ?" + p.path("name").asText() + " " + type(p.path("schema")));
              if (p.path("required").asBoolean() && !p.path("in").asText().equals("path")) {
                lignes.add(nom + " !" + p.path("name").asText());
              }
            });
    operation
        .path("requestBody")
        .path("content")
        .properties()
        .forEach(
            c -> lignes.add(nom + " < " + c.getKey() + " " + type(c.getValue().path("schema"))));
    operation
        .path("responses")
        .properties()
        .forEach(
            r -> {
              if (r.getKey().startsWith("2")) {
                lignes.add(nom + " > " + r.getKey());
                r.getValue()
                    .path("content")
                    .properties()
                    .forEach(
                        c ->
                            lignes.add(
                                nom
                                    + " > "
                                    + r.getKey()
                                    + " "
                                    + c.getKey()
                                    + " "
                                    + type(c.getValue().path("schema"))));
              }
            });
  }

  private void schema(String nom, JsonNode schema) {
    lignes.add(nom);
    schema.path("enum").forEach(v -> lignes.add(nom + " = " + v.asText()));
    schema
        .path("properties")
        .properties()
        .forEach(p -> lignes.add(nom + "." + p.getKey() + " " + type(p.getValue())));
    schema.path("required").forEach(p -> lignes.add(nom + " !" + p.asText()));
  }

  private static String type(JsonNode schema) {
    if (schema.has("$ref")) {
      var reference = schema.get("$ref").asText();
      return reference.substring(reference.lastIndexOf('/') + 1);
    }
    if (schema.has("items")) {
      return "[" + type(schema.get("items")) + "]";
    }
    var format = schema.has("format") ? ":" + schema.get("format").asText() : "";
    return (schema.has("type") ? schema.get("type").toString().replace("\"", "") : "?") + format;
  }

  private static Path fichier() {
    return Path.of(
        System.getProperty("maillon.racine"), "ear/src/test/resources/fr/maillon/ear/contrat.txt");
  }
}
