package fr.maillon.rest.archive;

import fr.maillon.liste.Page;
import fr.maillon.maitreouvrage.effacement.CertificatView;
import fr.maillon.maitreouvrage.effacement.Certificats;
import fr.maillon.rest.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("centre/certificats")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Effacement")
public class CertificatsResource {
  @Inject Certificats certificats;

  @GET
  @Operation(
      operationId = "listerCertificats",
      summary = "Les certificats d'effacement, du plus récent au plus ancien")
  @APIResponse(responseCode = "200", description = "Une page de certificats")
  public Page<CertificatView> lister(@BeanParam PageQuery page) {
    return certificats.lister(page.pagination());
  }

  @GET
  @Path("{id}")
  @Operation(
      operationId = "consulterCertificat",
      summary = "Ce qui a été effacé d'un espace, table par table")
  @APIResponse(
      responseCode = "200",
      description = "Le certificat",
      content = @Content(schema = @Schema(implementation = CertificatView.class)))
  public CertificatView consulter(@PathParam("id") UUID id) {
    return certificats.consulter(id);
  }
}
