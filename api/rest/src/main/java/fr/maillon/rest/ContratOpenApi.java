package fr.maillon.rest;

import java.util.LinkedHashMap;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;

/**
 * Complète le contrat écrit au build : les adresses avec leur vrai préfixe, et les réponses que toute opération peut donner, puisque le
 * filtre d'entrée les donne pour toutes.
 */
public class ContratOpenApi implements OASFilter {
  private static final String PREFIXE = "/api/v1";

  @Override
  public void filterOpenAPI(OpenAPI contrat) {
    contrat.setServers(List.of(OASFactory.createServer().url("/").description("Ce serveur")));
    if (contrat.getPaths() == null || contrat.getPaths().getPathItems() == null) {
      return;
    }
    var adresses = new LinkedHashMap<String, PathItem>();
    contrat.getPaths().getPathItems().forEach((adresse, item) -> {
      var vraie = adresse.startsWith(PREFIXE) ? adresse : PREFIXE + adresse.replaceFirst("^/v1", "");
      item.getOperations().values().forEach(operation -> completer(vraie, operation));
      adresses.put(vraie, item);
    });
    contrat.getPaths().setPathItems(adresses);
  }

  private static void completer(String adresse, Operation operation) {
    reponse(operation, "401", "Jeton absent, expiré ou invalide");
    reponse(operation, "500", "Erreur du serveur, avec un numéro à donner à l'assistance");
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

  private static void reponse(Operation operation, String code, String description) {
    if (operation.getResponses() != null && operation.getResponses().hasAPIResponse(code)) {
      return;
    }
    if (operation.getResponses() == null) {
      operation.setResponses(OASFactory.createAPIResponses());
    }
    operation.getResponses().addAPIResponse(code, OASFactory.createAPIResponse().description(description).content(OASFactory.createContent()
        .addMediaType(Problem.MEDIA_TYPE, OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/Probleme")))));
  }
}
