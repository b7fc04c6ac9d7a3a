package fr.maillon.rest;

import fr.maillon.liste.Pagination;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Les paramètres de page de toute liste ; à prendre par {@code @BeanParam}. */
public class PageQuery {
  @QueryParam("page")
  @Parameter(
      description = "Rang de la page, à partir de 1.",
      schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "1"))
  String page;

  @QueryParam("taille")
  @Parameter(
      description = "Lignes par page.",
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "25"))
  String taille;

  public Pagination pagination() {
    return new Pagination(entier("page", page, 1), entier("taille", taille, Pagination.TAILLE));
  }

  private static int entier(String champ, String texte, int defaut) {
    var lu = FiltresLus.entier(champ, texte, 1, 1_000_000);
    return lu == null ? defaut : lu;
  }
}
