package fr.maillon.rest;

import fr.maillon.liste.Critere;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.liste.Liste;
import fr.maillon.liste.ListeServie;
import fr.maillon.liste.Pagination;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Décrit au contrat ce qu'une liste déclare : ses critères, ses ordres, ses colonnes, et les deux
 * fichiers à côté de son chemin.
 */
final class ListesDuContrat {
  private ListesDuContrat() {}

  /** Complète l'opération de la liste ; rend les adresses de ses fichiers, vide sans liste. */
  static Map<String, PathItem> decrire(OpenAPI contrat, String adresse, PathItem item) {
    var fichiers = new LinkedHashMap<String, PathItem>();
    var operation = item.getGET();
    var cas =
        operation == null || operation.getExtensions() == null
            ? null
            : operation.getExtensions().get(ListeRest.EXTENSION);
    if (cas == null) {
      return fichiers;
    }
    var liste = liste(cas.toString());
    operation.removeExtension(ListeRest.EXTENSION);
    var duChemin =
        operation.getParameters() == null ? List.<Parameter>of() : operation.getParameters();
    var propres = new ArrayList<>(duChemin);
    propres.addAll(parametres(liste));
    for (var format : FormatDeFichier.values()) {
      fichiers.put(
          adresse + format.suffixe(),
          OASFactory.createPathItem()
              .parameters(item.getParameters())
              .GET(fichier(operation, format, propres)));
    }
    var pagines = new ArrayList<>(propres);
    pagines.add(entier("page", "Rang de la page, à partir de 1.", 1_000_000, 1));
    pagines.add(entier("taille", "Lignes par page.", Pagination.MAXIMUM, Pagination.TAILLE));
    pagines.add(
        parametre(
            "totaux",
            "Compter exactement, si grande que soit la sélection.",
            type(Schema.SchemaType.BOOLEAN)));
    operation.setParameters(pagines);
    var contenu = operation.getResponses().getAPIResponse("200").getContent();
    if (contenu != null) {
      List.copyOf(contenu.getMediaTypes().keySet()).stream()
          .filter(t -> !t.equals(ListeRest.JSON))
          .forEach(contenu::removeMediaType);
      contenu.getMediaTypes().values().forEach(m -> m.setSchema(page(contrat, m.getSchema())));
    }
    return fichiers;
  }

  /** Une page de ces lignes, à moins que le schéma ne soit déjà celui d'une page enrichie. */
  private static Schema page(OpenAPI contrat, Schema ligne) {
    var nom = ligne.getRef() == null ? "" : ligne.getRef().replaceFirst(".*/", "");
    var decrite = contrat.getComponents().getSchemas().get(nom);
    if (decrite != null
        && decrite.getProperties() != null
        && decrite.getProperties().containsKey("elements")) {
      return ligne;
    }
    if (!contrat.getComponents().getSchemas().containsKey("Page" + nom)) {
      contrat
          .getComponents()
          .addSchema(
              "Page" + nom,
              type(Schema.SchemaType.OBJECT)
                  .addProperty("elements", type(Schema.SchemaType.ARRAY).items(ligne))
                  .addProperty("total", nombre("int64").addType(Schema.SchemaType.NULL))
                  .addProperty("auMoins", nombre("int64").addType(Schema.SchemaType.NULL))
                  .addProperty("page", nombre("int32"))
                  .addProperty("taille", nombre("int32")));
    }
    return OASFactory.createSchema().ref("Page" + nom);
  }

  private static Schema nombre(String format) {
    return type(Schema.SchemaType.INTEGER).format(format);
  }

  private static Liste<?, ?> liste(String cas) {
    try {
      var constructeur =
          Class.forName(cas, true, ListesDuContrat.class.getClassLoader())
              .asSubclass(ListeServie.class)
              .getDeclaredConstructor();
      return constructeur.newInstance().liste();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("liste du contrat : " + cas, e);
    }
  }

  private static Operation fichier(
      Operation liste, FormatDeFichier format, List<Parameter> parametres) {
    var nom = format.name().charAt(0) + format.name().substring(1).toLowerCase(Locale.ROOT);
    return OASFactory.createOperation()
        .operationId(liste.getOperationId() + nom)
        .summary("Toute la sélection, en " + format.name())
        .description("Les mêmes filtres. Dans un espace, demande le droit d'export.")
        .tags(liste.getTags())
        .security(liste.getSecurity())
        .parameters(parametres)
        .responses(
            OASFactory.createAPIResponses()
                .addAPIResponse(
                    "200",
                    OASFactory.createAPIResponse()
                        .description("Le fichier")
                        .content(
                            OASFactory.createContent()
                                .addMediaType(
                                    format.type().replaceFirst(";.*", ""),
                                    OASFactory.createMediaType()
                                        .schema(
                                            type(Schema.SchemaType.STRING)
                                                .format(
                                                    format == FormatDeFichier.CSV
                                                        ? null
                                                        : "binary"))))));
  }

  private static List<Parameter> parametres(Liste<?, ?> liste) {
    var parametres = new ArrayList<Parameter>();
    liste.criteres().stream()
        .filter(c -> !c.estInterne())
        .forEach(
            c ->
                c.noms()
                    .forEach(
                        n ->
                            parametres.add(
                                parametre(
                                    n,
                                    c.libelle() + (c.plusieurs() ? " ; plusieurs possibles." : "."),
                                    schema(c)))));
    parametres.add(
        parametre(
            "tri",
            "Un signe moins inverse l'ordre.",
            type(Schema.SchemaType.STRING)
                .enumeration(List.copyOf(liste.ordres()))
                .defaultValue(liste.triParDefaut())));
    parametres.add(
        parametre(
            "colonnes",
            "Celles des fichiers ; à défaut, toutes"
                + (liste.surDemande().isEmpty()
                    ? "."
                    : " sauf " + String.join(", ", liste.surDemande()) + "."),
            type(Schema.SchemaType.ARRAY)
                .items(
                    type(Schema.SchemaType.STRING)
                        .enumeration(
                            liste.colonnes().stream().<Object>map(x -> x.nom()).toList()))));
    return parametres;
  }

  private static Schema schema(Critere critere) {
    var seul =
        switch (critere.forme()) {
          case TEXTE -> type(Schema.SchemaType.STRING).maxLength(200);
          case MOTS ->
              type(Schema.SchemaType.STRING)
                  .enumeration(critere.valeurs().stream().<Object>map(v -> v.ecrite()).toList());
          case ENTIER -> type(Schema.SchemaType.INTEGER);
          case MONTANT -> type(Schema.SchemaType.NUMBER);
          case JOUR -> type(Schema.SchemaType.STRING).format("date");
          case MOIS -> type(Schema.SchemaType.STRING).pattern("[0-9]{4}-[0-9]{2}");
          case IDENTIFIANT -> type(Schema.SchemaType.STRING);
          case OUI -> type(Schema.SchemaType.BOOLEAN);
        };
    return critere.plusieurs() ? type(Schema.SchemaType.ARRAY).items(seul) : seul;
  }

  private static Schema type(Schema.SchemaType type) {
    return OASFactory.createSchema().addType(type);
  }

  private static Parameter entier(String nom, String description, int max, int defaut) {
    return parametre(
        nom,
        description,
        type(Schema.SchemaType.INTEGER)
            .minimum(BigDecimal.ONE)
            .maximum(BigDecimal.valueOf(max))
            .defaultValue(defaut));
  }

  private static Parameter parametre(String nom, String description, Schema schema) {
    return OASFactory.createParameter()
        .name(nom)
        .in(Parameter.In.QUERY)
        .description(description)
        .schema(schema);
  }
}
