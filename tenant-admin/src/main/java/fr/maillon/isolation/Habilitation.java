package fr.maillon.isolation;

import fr.maillon.regle.Interdit;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Ce qu'une marque {@link Habilite} demande à qui parle, et le refus qui dit ce qui manque. */
@ApplicationScoped
public class Habilitation {
  @Inject SecondFacteur secondFacteur;

  public Habilitation() {}

  public Habilitation(SecondFacteur secondFacteur) {
    this.secondFacteur = secondFacteur;
  }

  /** Écrite sur la méthode, ou par l'une des marques qui la nomment. */
  public static Optional<Habilite> de(Method methode) {
    return Stream.concat(
            Stream.ofNullable(methode.getAnnotation(Habilite.class)),
            Arrays.stream(methode.getAnnotations())
                .map(a -> a.annotationType().getAnnotation(Habilite.class))
                .filter(Objects::nonNull))
        .findFirst();
  }

  /**
   * @throws Interdit le titre ne l'ouvre pas, ou le droit manque
   * @throws RegleMetier {@code espace-suspendu}
   */
  public void exiger(Habilite regle) {
    var titre = Titres.courant();
    if (regle.value().length > 0
        && (titre.isEmpty() || !Arrays.asList(regle.value()).contains(titre.get()))) {
      throw new Interdit("Votre rôle ne permet pas ce geste ici.");
    }
    TenantScope.espace()
        .filter(e -> !e.peut(regle.geste()))
        .ifPresent(
            e -> {
              throw refus(e, regle.geste());
            });
    secondFacteur.exigerPour(TenantScope.identite(), regle.sensible());
  }

  /** Ce qui manque, et qui peut le donner. */
  private static RuntimeException refus(Espace espace, Geste geste) {
    return switch (geste) {
      case LIRE, ECRIRE, POURSUIVRE ->
          espace.droits().suspendu()
              ? new RegleMetier(
                  "espace-suspendu",
                  "Cet espace est suspendu : il se lit, rien ne s'y écrit. L'administration"
                      + " centrale peut le rouvrir.")
              : new Interdit(
                  espace.titre() == Titre.SUPPORT
                      ? "Le support lit l'espace sans y écrire."
                      : "Votre droit dans cet espace est de lire. Un administrateur de l'espace"
                          + " peut l'étendre.");
      case EXPORTER ->
          new Interdit(
              "Exporter est un droit à part, que vous n'avez pas ici. Un administrateur de l'espace"
                  + " peut le donner.");
      case CONSULTER_JOURNAL, OUVRIR_AU_SUPPORT ->
          new Interdit(
              "Cette partie est réservée aux référents et aux administrateurs de l'espace.");
      case ADMINISTRER ->
          new Interdit("Cette partie est réservée aux administrateurs de l'espace.");
    };
  }
}
