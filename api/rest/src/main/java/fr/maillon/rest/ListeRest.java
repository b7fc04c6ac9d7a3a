package fr.maillon.rest;

import fr.maillon.liste.FormatDeFichier;
import fr.maillon.liste.ListeServie;
import fr.maillon.liste.Requete;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Ce que toute liste répond, en JSON ou en fichier. Son opération porte {@value #EXTENSION}, le nom
 * du cas d'usage : le contrat y lit ses critères.
 */
public final class ListeRest {
  public static final String EXTENSION = "x-liste";
  public static final String JSON = "application/json";
  public static final String CSV = "text/csv";
  public static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private ListeRest() {}

  public static Response repondre(ListeServie cas, UriInfo adresse, HttpHeaders entetes) {
    return repondre(cas, adresse, entetes, r -> r);
  }

  /**
   * @param chemin ce que le chemin ajoute à l'adresse
   */
  public static Response repondre(
      ListeServie cas, UriInfo adresse, HttpHeaders entetes, UnaryOperator<Requete> chemin) {
    var requete = chemin.apply(cas.liste().lire(adresse.getQueryParameters()));
    var format = format(entetes);
    if (format.isEmpty()) {
      return Response.ok(cas.executer(requete), JSON).build();
    }
    var fichier = cas.exporter(requete, format.get());
    return Response.ok((StreamingOutput) fichier::copier, format.get().type())
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + fichier.nom() + "\"")
        .build();
  }

  private static Optional<FormatDeFichier> format(HttpHeaders entetes) {
    var voulu = entetes.getAcceptableMediaTypes().getFirst();
    return Arrays.stream(FormatDeFichier.values())
        .filter(f -> !voulu.isWildcardType() && !voulu.isWildcardSubtype())
        .filter(f -> MediaType.valueOf(f.type()).isCompatible(voulu))
        .findFirst();
  }
}
