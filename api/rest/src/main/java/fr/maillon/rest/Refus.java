package fr.maillon.rest;

import fr.maillon.fichier.Lenteur;
import fr.maillon.participant.DoublonPossible;
import fr.maillon.regle.AssuranceInsuffisante;
import fr.maillon.regle.Indisponible;
import fr.maillon.regle.Interdit;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.TropDeDemandes;
import fr.maillon.regle.ValeurImpossible;
import fr.maillon.regle.VersionPerimee;
import fr.maillon.saisie.FiltreIncompris;
import fr.maillon.saisie.SaisieIncomprise;
import fr.maillon.trace.Trace;
import jakarta.json.bind.JsonbException;
import jakarta.json.stream.JsonParsingException;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * La seule route d'une exception à une réponse. Le filtre d'entrée et les ressources la prennent
 * tous deux.
 */
final class Refus {
  private static final Logger JOURNAL = Logger.getLogger(Refus.class.getName());

  private Refus() {}

  static Problem de(Throwable faute) {
    return switch (faute) {
      case Introuvable e ->
          Problem.de(
              404, e.code(), "Rien à cette adresse, ou rien qui vous soit ouvert aujourd'hui.");
      case AssuranceInsuffisante e -> Problem.de(401, e.code(), e.getMessage());
      case Interdit e -> Problem.de(403, e.code(), e.getMessage());
      case VersionPerimee e -> Problem.de(e);
      case TropDeDemandes e -> Problem.plusTard(429, e.code(), e.getMessage(), e.secondes());
      case FiltreIncompris e ->
          enUnChamp(
              e.code().equals("pagination") ? "demande-invalide" : e.code(),
              "query",
              e.champ(),
              e.getMessage());
      case SaisieIncomprise e ->
          enUnChamp(e.code(), "body", e.champ() == null ? "corps" : e.champ(), e.getMessage());
      case DoublonPossible e ->
          Problem.deChamp(422, e.code(), e.champ(), e.getMessage())
              .avecCandidats(e.candidats().stream().map(c -> c.id().toString()).toList());
      case RegleMetier e when e.code().equals("trop-volumineux") ->
          Problem.de(413, e.code(), e.getMessage());
      case Entetes.Illisible e -> Problem.de(e.statut(), e.code(), e.getMessage());
      case Lenteur e -> Problem.de(408, e.code(), e.getMessage());
      case Indisponible e -> Problem.plusTard(503, e.code(), e.getMessage(), e.secondes());
      case RegleMetier e
          when e.code().equals("element-vide") || e.code().equals("corps-trop-imbrique") ->
          Problem.de(400, e.code(), e.getMessage());
      case RegleMetier e -> Problem.deChamp(422, e.code(), e.champ(), e.getMessage());
      case ConstraintViolationException e -> violations(e.getConstraintViolations());
      case OptimisticLockException _ -> de(new VersionPerimee());
      case NotFoundException _ -> de(new Introuvable("Adresse"));
      case ClientErrorException e when e.getCause() != null && lisible(e.getCause()) ->
          de(e.getCause());
      case WebApplicationException e when e.getResponse().getStatus() < 500 ->
          autre(e.getResponse().getStatus());
      case JsonbException e -> jsonIllisible(e);
      case JsonParsingException e ->
          Problem.de(
              400,
              "json-illisible",
              "Le corps n'est pas du JSON valide, ligne "
                  + e.getLocation().getLineNumber()
                  + ", colonne "
                  + e.getLocation().getColumnNumber()
                  + ".");
      case ProcessingException e when e.getCause() != null -> de(e.getCause());
      default ->
          faute.getCause() != null && lisible(faute.getCause())
              ? de(faute.getCause())
              : Indisponible.dans(faute)
                  .map(Refus::de)
                  .or(
                      () ->
                          ValeurImpossible.dans(faute)
                              .map(r -> Problem.de(400, r.code(), r.getMessage())))
                  .orElseGet(() -> imprevu(faute));
    };
  }

  /** Une exception du métier peut arriver enveloppée par la transaction ou par l'appel. */
  private static boolean lisible(Throwable cause) {
    return cause instanceof RegleMetier
        || cause instanceof ConstraintViolationException
        || cause instanceof OptimisticLockException
        || cause instanceof JsonbException
        || cause instanceof JsonParsingException
        || cause.getCause() != null && lisible(cause.getCause());
  }

  private static Problem autre(int status) {
    return Problem.de(
        status,
        "http-" + status,
        switch (status) {
          case 405 -> "Cette adresse ne connaît pas cette méthode.";
          case 406 -> "Cette adresse ne répond pas dans le format demandé (en-tête Accept).";
          case 413 -> "L'envoi dépasse la taille admise.";
          case 415 -> "Cette adresse attend du JSON (en-tête Content-Type: application/json).";
          default -> "La demande n'est pas recevable.";
        });
  }

  private static Problem jsonIllisible(JsonbException e) {
    if (e.getCause() instanceof JsonParsingException lecture) {
      return de(lecture);
    }
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SaisieIncomprise saisie) {
        return enUnChamp(
            saisie.code(),
            "body",
            saisie.champ() == null ? "corps" : saisie.champ(),
            saisie.getMessage());
      }
    }
    var inconnu = JsonConfig.champInconnu(e);
    if (inconnu.isPresent()) {
      return Problem.deChamp(
          400,
          "champ-inconnu",
          inconnu.get(),
          "Cette adresse ne connaît pas le champ « "
              + inconnu.get()
              + " » : vérifiez son orthographe. Rien n'a été enregistré.");
    }
    return Problem.de(
        400,
        "json-illisible",
        "Une valeur du corps n'a pas le type attendu : nombre, date AAAA-MM-JJ, identifiant ou mot"
            + " d'une liste.");
  }

  private static Problem enUnChamp(String code, String ou, String champ, String phrase) {
    return new Problem(
        Problem.type(code),
        400,
        code,
        Problem.titre(400),
        phrase,
        champ,
        List.of(new Problem.Violation(ou, champ, phrase)),
        null,
        null);
  }

  private static Problem violations(Set<ConstraintViolation<?>> fautes) {
    var violations = new ArrayList<Problem.Violation>();
    for (var faute : fautes) {
      var champ = champ(faute.getPropertyPath());
      violations.add(
          new Problem.Violation(
              "body", champ.isEmpty() ? "corps" : champ, phrase(faute, champ.isEmpty())));
    }
    violations.sort(
        java.util.Comparator.comparing(Problem.Violation::champ)
            .thenComparing(Problem.Violation::message));
    return new Problem(
        Problem.type("demande-invalide"),
        400,
        "demande-invalide",
        Problem.titre(400),
        violations.size() == 1
            ? violations.getFirst().message()
            : violations.size() + " champs sont à corriger.",
        null,
        violations,
        null,
        null);
  }

  /** La phrase du métier ; à défaut, celle de la bibliothèque dirait « ne doit pas être nul ». */
  private static String phrase(ConstraintViolation<?> faute, boolean corps) {
    if (!"{jakarta.validation.constraints.NotNull.message}".equals(faute.getMessageTemplate())) {
      return faute.getMessage();
    }
    return corps ? "Envoyez un objet JSON." : "Cette valeur manque.";
  }

  /** Le chemin vu de l'appelant : sans le nom de la méthode ni celui du paramètre. */
  private static String champ(Path chemin) {
    var texte = new StringBuilder();
    for (var noeud : chemin) {
      switch (noeud.getKind()) {
        case METHOD, PARAMETER, CONSTRUCTOR, RETURN_VALUE, CROSS_PARAMETER -> {}
        default -> {
          if (noeud.getIndex() != null) {
            texte.append('[').append(noeud.getIndex()).append(']');
          }
          // un élément de liste n'a pas de nom à lui : « <list element> »
          if (noeud.getName() != null && !noeud.getName().startsWith("<")) {
            texte.append(texte.isEmpty() ? "" : ".").append(noeud.getName());
          }
        }
      }
    }
    return texte.toString();
  }

  private static Problem imprevu(Throwable faute) {
    if (coupee(faute)) {
      return Problem.plusTard(
          503,
          "trop-long",
          "Cette demande a pris trop de temps et a été arrêtée ; rien n'a été enregistré."
              + " Restreignez-la, ou réessayez plus tard.",
          30);
    }
    var trace = Trace.courante();
    JOURNAL.log(Level.SEVERE, "erreur imprévue " + trace, faute);
    return new Problem(
        Problem.type("erreur-interne"),
        500,
        "erreur-interne",
        Problem.titre(500),
        "Une erreur est survenue ; rien n'a été enregistré. Donnez ce numéro à l'assistance.",
        null,
        List.of(),
        "urn:maillon:trace:" + trace,
        null);
  }

  /** La base a coupé la requête au bout de son délai. */
  private static boolean coupee(Throwable faute) {
    for (var cause = faute; cause != null; cause = cause.getCause()) {
      if (cause instanceof java.sql.SQLException sql && "57014".equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
