package fr.maillon.rest;

import fr.maillon.isolation.Assurance;
import fr.maillon.regle.AssuranceInsuffisante;
import fr.maillon.regle.VersionPerimee;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Une erreur, au sens de la RFC 9457.
 *
 * @param type {@code urn:maillon:probleme:<code>}
 * @param code mot stable, en ASCII
 * @param champ le champ de la demande en cause, s'il n'y en a qu'un
 * @param violations les fautes de forme, chacune avec son champ
 * @param candidats identifiants des fiches qui ressemblent à celle qu'on ouvre
 * @param fait sur une version périmée, ce qui a devancé le geste ; null : on ne sait pas, ou ce
 *     n'en est pas une
 * @param retryAfter secondes à attendre, dites par l'en-tête de ce nom ; null : rien à attendre
 */
@Schema(
    name = "Probleme",
    description =
        "Erreur au sens de la RFC 9457 ; « code » est stable, « detail » est une phrase en français"
            + " qui dit quoi faire.")
public record Problem(
    String type,
    int status,
    String code,
    String title,
    String detail,
    String champ,
    List<Violation> violations,
    String instance,
    @Schema(hidden = true) Long retryAfter,
    @Schema(description = "Les fiches qui ressemblent à celle qu'on ouvre.") List<String> candidats,
    Fait fait) {
  public static final String MEDIA_TYPE = "application/problem+json";
  private static final String DEFI =
      "Bearer error=\"insufficient_user_authentication\", error_description=\"A second factor is"
          + " required\", acr_values=\""
          + Assurance.ACR
          + "\"";

  /** Une fois pour toutes : {@code Json.create…} recherche un fournisseur à chaque appel. */
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  Problem(
      String type,
      int status,
      String code,
      String title,
      String detail,
      String champ,
      List<Violation> violations,
      String instance,
      Long retryAfter) {
    this(
        type,
        status,
        code,
        title,
        detail,
        champ,
        violations,
        instance,
        retryAfter,
        List.of(),
        null);
  }

  Problem avecCandidats(List<String> identifiants) {
    return new Problem(
        type,
        status,
        code,
        title,
        detail,
        champ,
        violations,
        instance,
        retryAfter,
        List.copyOf(identifiants),
        fait);
  }

  /**
   * @param in où est la faute : {@code body}, {@code query}, {@code path}
   */
  @Schema(name = "Violation")
  public record Violation(String in, String champ, String message) {}

  /**
   * @param phrase « Validée par Camille Roux »
   * @param le instant, UTC
   */
  @Schema(name = "Fait")
  public record Fait(String phrase, String par, Instant le) {}

  static Problem de(VersionPerimee e) {
    var fait = e.fait() == null ? null : new Fait(e.fait().phrase(), e.fait().par(), e.fait().le());
    return new Problem(
        type(e.code()),
        409,
        e.code(),
        titre(409),
        e.getMessage(),
        null,
        List.of(),
        null,
        null,
        List.of(),
        fait);
  }

  static Problem de(int status, String code, String detail) {
    return new Problem(
        type(code), status, code, titre(status), detail, null, List.of(), null, null);
  }

  /**
   * @param secondes au bout desquelles la même demande peut passer
   */
  static Problem plusTard(int status, String code, String detail, long secondes) {
    return new Problem(
        type(code), status, code, titre(status), detail, null, List.of(), null, secondes);
  }

  static Problem deChamp(int status, String code, String champ, String detail) {
    return new Problem(
        type(code), status, code, titre(status), detail, champ, List.of(), null, null);
  }

  JsonObject json() {
    var json =
        JSON.createObjectBuilder()
            .add("type", type)
            .add("title", title)
            .add("status", status)
            .add("code", code)
            .add("detail", detail);
    if (champ != null) {
      json.add("champ", champ);
    }
    if (!violations.isEmpty()) {
      var liste = JSON.createArrayBuilder();
      violations.forEach(
          v ->
              liste.add(
                  JSON.createObjectBuilder()
                      .add("in", v.in())
                      .add("champ", v.champ())
                      .add("message", v.message())));
      json.add("violations", liste);
    }
    if (!candidats.isEmpty()) {
      var liste = JSON.createArrayBuilder();
      candidats.forEach(liste::add);
      json.add("candidats", liste);
    }
    if (fait != null) {
      json.add(
          "fait",
          JSON.createObjectBuilder()
              .add("phrase", fait.phrase())
              .add("par", fait.par())
              .add("le", fait.le().toString()));
    }
    if (instance != null) {
      json.add("instance", instance);
    }
    return json.build();
  }

  Response reponse() {
    var reponse = Response.status(status).type(MEDIA_TYPE).entity(json().toString());
    defi().ifPresent(d -> reponse.header("WWW-Authenticate", d));
    return (retryAfter == null ? reponse : reponse.header("Retry-After", retryAfter)).build();
  }

  /** Ce que l'appelant doit demander au royaume avant de recommencer (RFC 9470) ; vide : rien. */
  Optional<String> defi() {
    return switch (code) {
      case AssuranceInsuffisante.POUR_ENTRER -> Optional.of(DEFI);
      case AssuranceInsuffisante.POUR_UN_GESTE ->
          Optional.of(DEFI + ", max_age=\"" + Assurance.FRAICHEUR.toSeconds() + "\"");
      default -> Optional.empty();
    };
  }

  static String type(String code) {
    return "urn:maillon:probleme:" + code;
  }

  static String titre(int status) {
    return switch (status) {
      case 400 -> "Demande mal formée";
      case 401 -> "Connexion requise";
      case 403 -> "Geste interdit";
      case 404 -> "Introuvable";
      case 405 -> "Méthode non prévue";
      case 406 -> "Format de réponse non prévu";
      case 408 -> "Envoi trop lent";
      case 409 -> "Conflit";
      case 413 -> "Envoi trop volumineux";
      case 415 -> "Format d'envoi non prévu";
      case 422 -> "Règle non respectée";
      case 429 -> "Trop de demandes";
      default -> status >= 500 ? "Panne chez nous" : "Demande refusée";
    };
  }
}
