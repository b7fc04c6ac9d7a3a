package fr.maillon.rest.espace;

import fr.maillon.acces.Acces;
import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.Pagination;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("moi")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Espaces")
public class MoiResource {
  @Inject TenantContext contexte;
  @Inject Acces acces;

  /**
   * @param roles rôles que dit le jeton
   * @param habilitations titres que la base tient aujourd'hui pour vrais
   * @param espacesOuverts combien d'espaces me sont ouverts
   * @param maitresOuvrage les cent premiers par nom, {@code /maitres-ouvrage} les rend tous par
   *     pages
   */
  public record MoiView(
      UUID id,
      String identifiant,
      String nom,
      List<String> roles,
      List<String> habilitations,
      int espacesOuverts,
      List<EspaceView> maitresOuvrage) {}

  @GET
  @Operation(operationId = "moi", summary = "Qui suis-je, et où puis-je entrer aujourd'hui")
  @APIResponse(responseCode = "200", description = "L'identité et les espaces ouverts")
  public MoiView moi() {
    var identite = contexte.identite();
    var ouverts = acces.ouverts();
    return new MoiView(
        identite.id(),
        identite.identifiant(),
        identite.nom(),
        identite.roles().stream().sorted().toList(),
        acces.habilitations().stream().sorted().toList(),
        ouverts.size(),
        acces.complets(ouverts.stream().limit(Pagination.MAXIMUM).toList()).stream()
            .map(EspaceView::de)
            .toList());
  }
}
