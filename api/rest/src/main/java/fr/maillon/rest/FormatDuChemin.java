package fr.maillon.rest;

import fr.maillon.liste.FormatDeFichier;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;

/**
 * Toute liste répond {@code .csv} et {@code .xlsx} à côté de son chemin : la fin du chemin dit la
 * forme voulue, et la même ressource répond.
 */
@Provider
@PreMatching
public class FormatDuChemin implements ContainerRequestFilter, ContainerResponseFilter {
  /** Des fichiers qui ne sont pas des listes, et gardent leur adresse. */
  private static final Pattern AUTRES = Pattern.compile("consolidation\\.\\w+|.*/modele\\.csv");

  private static final String VOULU = FormatDuChemin.class.getName();

  @Override
  public void filter(ContainerRequestContext demande) {
    var chemin = demande.getUriInfo().getPath();
    var net = chemin.startsWith("/") ? chemin.substring(1) : chemin;
    if (!"GET".equals(demande.getMethod()) || AUTRES.matcher(net).matches()) {
      return;
    }
    FormatDeFichier.duChemin(chemin)
        .ifPresent(
            format -> {
              var adresse = demande.getUriInfo().getRequestUriBuilder();
              var entier = demande.getUriInfo().getRequestUri().getRawPath();
              demande.setRequestUri(
                  adresse
                      .replacePath(entier.substring(0, entier.length() - format.suffixe().length()))
                      .build());
              demande.getHeaders().putSingle(HttpHeaders.ACCEPT, format.type());
              demande.setProperty(VOULU, format);
            });
  }

  /** Ce qui n'est pas une liste n'a pas de fichier à cette adresse. */
  @Override
  public void filter(ContainerRequestContext demande, ContainerResponseContext reponse) {
    if (reponse.getStatus() == 406 && demande.getProperty(VOULU) != null) {
      reponse.setStatus(404);
      reponse.setEntity(
          Problem.de(404, "introuvable", "Cette adresse ne mène à rien.").json().toString(),
          new java.lang.annotation.Annotation[0],
          MediaType.valueOf(Problem.MEDIA_TYPE));
    }
  }
}
