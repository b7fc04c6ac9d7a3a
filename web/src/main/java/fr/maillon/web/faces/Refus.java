package fr.maillon.web.faces;

import fr.maillon.regle.AssuranceInsuffisante;
import fr.maillon.regle.Interdit;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.ValeurImpossible;
import fr.maillon.regle.VersionPerimee;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import java.util.List;
import java.util.Optional;

/**
 * Ce qu'un acte a répondu, en messages : le champ en cause (ou null) et une phrase qui dit quoi
 * faire.
 */
public record Refus(String champ, String phrase) {

  /**
   * Les messages d'une exception ; vide quand elle ne vient pas d'une règle (ou quand la page
   * entière doit changer : absent, interdit, à confirmer).
   */
  public static List<Refus> de(Throwable faute) {
    for (var t = faute; t != null && t != t.getCause(); t = t.getCause()) {
      switch (t) {
        case Introuvable _ -> {
          return List.of();
        }
        case Interdit _ -> {
          return List.of();
        }
        case AssuranceInsuffisante _ -> {
          return List.of();
        }
        case RegleMetier r -> {
          return List.of(new Refus(r.champ(), r.getMessage()));
        }
        case ConstraintViolationException v -> {
          return v.getConstraintViolations().stream()
              .map(c -> new Refus(dernier(c.getPropertyPath()), c.getMessage()))
              .toList();
        }
        case OptimisticLockException _ -> {
          return List.of(new Refus(null, new VersionPerimee().getMessage()));
        }
        default -> {}
      }
    }
    return ValeurImpossible.dans(faute)
        .map(r -> List.of(new Refus(null, r.getMessage())))
        .orElse(List.of());
  }

  /** La cause qui change la page entière. */
  static Optional<RegleMetier> page(Throwable faute) {
    for (var t = faute; t != null && t != t.getCause(); t = t.getCause()) {
      if (t instanceof Introuvable || t instanceof Interdit) {
        return Optional.of((RegleMetier) t);
      }
    }
    return Optional.empty();
  }

  private static String dernier(Path chemin) {
    String nom = null;
    for (var noeud : chemin) {
      nom = noeud.getName() == null ? nom : noeud.getName();
    }
    return nom;
  }
}
