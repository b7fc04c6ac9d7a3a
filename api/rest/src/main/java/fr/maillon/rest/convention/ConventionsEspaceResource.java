package fr.maillon.rest.convention;

import fr.maillon.liste.Page;
import fr.maillon.rest.PageQuery;
import fr.maillon.suiviconvention.ConsulterConvention;
import fr.maillon.suiviconvention.ConventionView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("maitres-ouvrage/{code}/conventions")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Conventions")
public class ConventionsEspaceResource {
  @Inject ConsulterConvention conventions;

  @GET
  @Operation(
      operationId = "conventionsDeLEspace",
      summary = "Qui nous assiste, sous quelle convention, jusqu'à quand ; et qui nous a assistés")
  @APIResponse(
      responseCode = "200",
      description = "Les conventions de l'espace, la plus récente d'abord, passées comprises")
  public Page<ConventionView> lister(@PathParam("code") String code, @BeanParam PageQuery page) {
    var p = page.pagination();
    var toutes = conventions.deLEspace();
    return new Page<>(
        toutes.stream().skip(p.debut()).limit(p.taille()).toList(),
        toutes.size(),
        p.page(),
        p.taille());
  }
}
