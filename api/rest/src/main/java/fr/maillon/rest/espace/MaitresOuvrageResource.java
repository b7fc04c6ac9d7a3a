package fr.maillon.rest.espace;

import fr.maillon.acces.Acces;
import fr.maillon.liste.Page;
import fr.maillon.rest.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("maitres-ouvrage")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Espaces")
public class MaitresOuvrageResource {
  @Inject Acces acces;

  @GET
  @Operation(
      operationId = "listerMaitresOuvrage",
      summary = "Les maîtres d'ouvrage où je peux entrer aujourd'hui")
  @APIResponse(responseCode = "200", description = "Une page d'espaces, par nom")
  public Page<EspaceView> lister(@BeanParam PageQuery page) {
    var p = page.pagination();
    var tous = acces.ouverts();
    return new Page<>(
        acces.complets(tous.stream().skip(p.debut()).limit(p.taille()).toList()).stream()
            .map(EspaceView::de)
            .toList(),
        tous.size(),
        p.page(),
        p.taille());
  }
}
