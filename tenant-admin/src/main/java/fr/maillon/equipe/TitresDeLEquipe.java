package fr.maillon.equipe;

import fr.maillon.isolation.Titre;
import fr.maillon.regle.RegleMetier;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Les titres que l'administration centrale donne, en mots, et le groupe de Keycloak qui en porte le
 * rôle.
 */
public final class TitresDeLEquipe {
  public static final List<Titre> TOUS =
      List.of(Titre.FACILITATEUR, Titre.COORDINATEUR, Titre.SUPPORT, Titre.CENTRAL);

  /** Tous les groupes des titres. */
  static final Set<String> GROUPES = groupes(TOUS);

  private TitresDeLEquipe() {}

  public static String libelle(Titre titre) {
    return switch (titre) {
      case FACILITATEUR -> "facilitateur";
      case COORDINATEUR -> "coordinateur";
      case SUPPORT -> "support";
      case CENTRAL -> "administrateur central";
      case AGENT -> throw new IllegalArgumentException("pas un titre de l'équipe : " + titre);
    };
  }

  public static String explication(Titre titre) {
    return switch (titre) {
      case FACILITATEUR ->
          "Assiste les maîtres d'ouvrage où une convention et une affectation l'ouvrent.";
      case COORDINATEUR ->
          "Entre chez tous les maîtres d'ouvrage sous convention, affecte, passe les portefeuilles,"
              + " tient les grilles.";
      case SUPPORT -> "Lit un espace par la fenêtre que son acheteur ouvre, et rien hors d'elle.";
      case CENTRAL ->
          "Ouvre et ferme les espaces, signe les conventions, tient l'équipe, publie les chiffres ;"
              + " ne lit aucune ligne d'un espace.";
      case AGENT -> throw new IllegalArgumentException("pas un titre de l'équipe : " + titre);
    };
  }

  /** Dans l'ordre de {@link #TOUS}. */
  static String libelles(Collection<Titre> titres) {
    return TOUS.stream()
        .filter(titres::contains)
        .map(TitresDeLEquipe::libelle)
        .collect(Collectors.joining(", "));
  }

  static Set<String> groupes(Collection<Titre> titres) {
    return titres.stream()
        .map(
            t ->
                switch (t) {
                  case FACILITATEUR -> "facilitateurs";
                  case COORDINATEUR -> "coordinateurs";
                  case SUPPORT -> "support";
                  case CENTRAL -> "administrateurs-centraux";
                  case AGENT ->
                      throw new IllegalArgumentException("pas un titre de l'équipe : " + t);
                })
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @throws RegleMetier {@code titre-hors-equipe}, {@code titre-manquant}
   */
  static Set<Titre> exiger(Collection<Titre> titres, String champ) {
    if (titres.isEmpty()) {
      throw new RegleMetier("titre-manquant", champ, "Choisissez au moins un titre.");
    }
    if (!TOUS.containsAll(titres)) {
      throw new RegleMetier(
          "titre-hors-equipe",
          champ,
          "Un agent n'est pas de l'équipe : l'administrateur de son espace l'invite.");
    }
    return EnumSet.copyOf(titres);
  }
}
