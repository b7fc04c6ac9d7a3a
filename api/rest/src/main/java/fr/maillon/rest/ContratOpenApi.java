package fr.maillon.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Complète le contrat écrit au build : les adresses avec leur vrai préfixe, et les réponses que
 * toute opération peut donner, puisque le filtre d'entrée les donne pour toutes.
 */
public class ContratOpenApi implements OASFilter {
  private static final String PREFIXE = "/api/v1";
  private static final String COMPOSANTS = "#/components/schemas/";

  @Override
  public void filterOpenAPI(OpenAPI contrat) {
    contrat.setServers(List.of(OASFactory.createServer().url("/").description("Ce serveur")));
    nommerLesPages(contrat);
    if (contrat.getPaths() == null || contrat.getPaths().getPathItems() == null) {
      return;
    }
    var adresses = new LinkedHashMap<String, PathItem>();
    contrat
        .getPaths()
        .getPathItems()
        .forEach(
            (adresse, item) -> {
              var vraie =
                  adresse.startsWith(PREFIXE)
                      ? adresse
                      : PREFIXE + adresse.replaceFirst("^/v1", "");
              adresses.putAll(ListesDuContrat.decrire(contrat, vraie, item));
              adresses.put(vraie, item);
            });
    adresses.forEach(
        (vraie, item) ->
            item.getOperations()
                .forEach((methode, operation) -> completer(contrat, vraie, methode, operation)));
    contrat.getPaths().setPathItems(adresses);
  }

  /**
   * Une page porte le nom de ce qu'elle montre ({@code PageLigneDeJournal}) : le générateur ne
   * regarde que le nom simple, et numérote les homonymes dans l'ordre où il les trouve.
   */
  private static void nommerLesPages(OpenAPI contrat) {
    if (contrat.getComponents() == null || contrat.getComponents().getSchemas() == null) {
      return;
    }
    var noms = new LinkedHashMap<String, String>();
    contrat
        .getComponents()
        .getSchemas()
        .forEach(
            (nom, schema) ->
                montree(schema)
                    .filter(m -> nom.startsWith("Page"))
                    .ifPresent(m -> noms.put(nom, "Page" + m)));
    noms.forEach(
        (nom, voulu) -> {
          if (!nom.equals(voulu)) {
            contrat.getComponents().addSchema(voulu, contrat.getComponents().getSchemas().get(nom));
          }
        });
    noms.keySet().stream()
        .filter(n -> !noms.containsValue(n))
        .forEach(contrat.getComponents()::removeSchema);
    noms.values().stream()
        .distinct()
        .map(contrat.getComponents().getSchemas()::get)
        .forEach(
            p -> {
              p.getProperties().get("total").addType(Schema.SchemaType.NULL);
              p.getProperties().get("auMoins").addType(Schema.SchemaType.NULL);
            });
    contrat.getComponents().getSchemas().values().stream()
        .filter(s -> s.getProperties() != null)
        .flatMap(s -> s.getProperties().values().stream())
        .forEach(s -> renommer(s, noms));
    if (contrat.getPaths() == null || contrat.getPaths().getPathItems() == null) {
      return;
    }
    contrat.getPaths().getPathItems().values().stream()
        .flatMap(p -> p.getOperations().values().stream())
        .filter(o -> o.getResponses() != null)
        .flatMap(o -> o.getResponses().getAPIResponses().values().stream())
        .filter(r -> r.getContent() != null)
        .flatMap(r -> r.getContent().getMediaTypes().values().stream())
        .map(MediaType::getSchema)
        .filter(Objects::nonNull)
        .forEach(s -> renommer(s, noms));
  }

  private static void renommer(Schema schema, Map<String, String> noms) {
    if (schema.getRef() != null && noms.containsKey(nomDe(schema.getRef()))) {
      schema.setRef(COMPOSANTS + noms.get(nomDe(schema.getRef())));
    }
  }

  /** Le nom de ce qu'une page porte dans {@code elements} ; vide pour tout autre schéma. */
  private static Optional<String> montree(Schema schema) {
    return Optional.ofNullable(schema.getProperties())
        .filter(p -> p.keySet().containsAll(Set.of("elements", "total", "page", "taille")))
        .map(p -> p.get("elements").getItems())
        .map(Schema::getRef)
        .map(ContratOpenApi::nomDe);
  }

  private static String nomDe(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  private static void completer(
      OpenAPI contrat, String adresse, PathItem.HttpMethod methode, Operation operation) {
    reponse(
        operation,
        "401",
        "Jeton absent, expiré ou invalide ; ou geste qui demande un second facteur, récent s'il est"
            + " sensible : WWW-Authenticate dit lequel (RFC 9470)");
    reponse(
        operation,
        "429",
        "Mon espace, ou moi, a pris sa part : Retry-After dit dans combien de secondes réessayer");
    if (methode != PathItem.HttpMethod.GET) {
      reponse(
          operation,
          "422",
          "Règle non respectée : « code » dit laquelle, « champ » où, « detail » que faire");
    }
    if (types(operation).containsKey("application/json")) {
      reponse(operation, "415", "Le corps n'est pas du JSON");
    }
    if (ditUneVersion(contrat, operation)) {
      reponse(
          operation,
          "409",
          "Modifié par un autre depuis la version dite : rien n'a été écrit, relisez");
    }
    reponse(operation, "500", "Panne chez nous, avec un numéro à donner à l'assistance");
    if (operation.getRequestBody() != null || operation.getParameters() != null) {
      reponse(operation, "400", "Demande mal formée : « violations » dit où");
    }
    if (adresse.contains("{")) {
      reponse(operation, "404", "Absent, ou dans un espace qui ne m'est pas ouvert aujourd'hui");
    }
    if (!adresse.equals(PREFIXE + "/moi") && !adresse.equals(PREFIXE + "/maitres-ouvrage")) {
      reponse(operation, "403", "Mon rôle ne permet jamais ce geste");
    }
  }

  /** Qui écrit dit ce qu'il a lu : « version » dans le corps, ou l'en-tête If-Match. */
  private static boolean ditUneVersion(OpenAPI contrat, Operation operation) {
    if (operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(p -> "If-Match".equals(p.getName()))) {
      return true;
    }
    return types(operation).values().stream().anyMatch(m -> aUneVersion(contrat, m.getSchema()));
  }

  private static Map<String, MediaType> types(Operation operation) {
    return operation.getRequestBody() == null || operation.getRequestBody().getContent() == null
        ? Map.of()
        : operation.getRequestBody().getContent().getMediaTypes();
  }

  private static boolean aUneVersion(OpenAPI contrat, Schema schema) {
    var decrit =
        schema != null && schema.getRef() != null
            ? contrat.getComponents().getSchemas().get(nomDe(schema.getRef()))
            : schema;
    return decrit != null
        && decrit.getProperties() != null
        && decrit.getProperties().containsKey("version");
  }

  private static void reponse(Operation operation, String code, String description) {
    if (operation.getResponses() != null && operation.getResponses().hasAPIResponse(code)) {
      return;
    }
    if (operation.getResponses() == null) {
      operation.setResponses(OASFactory.createAPIResponses());
    }
    operation
        .getResponses()
        .addAPIResponse(
            code,
            OASFactory.createAPIResponse()
                .description(description)
                .content(
                    OASFactory.createContent()
                        .addMediaType(
                            Problem.MEDIA_TYPE,
                            OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(COMPOSANTS + "Probleme")))));
  }
}
