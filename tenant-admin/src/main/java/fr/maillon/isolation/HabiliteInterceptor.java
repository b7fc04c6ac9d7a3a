package fr.maillon.isolation;

import fr.maillon.regle.Interdit;
import fr.maillon.regle.RegleMetier;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Arrays;

/**
 * Refuse, avant toute transaction, un geste que ce titre n'a pas, ou que la personne n'a pas
 * confirmé.
 */
@Interceptor
@Habilite(
    value = {},
    geste = Geste.LIRE)
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class HabiliteInterceptor {
  @Inject SecondFacteur secondFacteur;

  @AroundInvoke
  Object verifier(InvocationContext appel) throws Exception {
    var regle = appel.getInterceptorBinding(Habilite.class);
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
    return appel.proceed();
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
