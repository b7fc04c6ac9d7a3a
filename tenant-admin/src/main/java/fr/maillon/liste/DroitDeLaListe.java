package fr.maillon.liste;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilitation;
import fr.maillon.isolation.Habilite;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Exporter ne donne pas à lire : le fichier d'une liste demande, avec le droit d'exporter, celui
 * que sa page demande. Aucune liste n'a à y penser, aucune ne peut l'oublier.
 */
@Interceptor
@Habilite(
    value = {},
    geste = Geste.LIRE)
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 1)
public class DroitDeLaListe {
  private static final Class<?>[] PAGE = {Requete.class};
  private static final Class<?>[] FICHIER = {Requete.class, FormatDeFichier.class};

  @Inject Habilitation habilitation;

  @AroundInvoke
  Object verifier(InvocationContext appel) throws Exception {
    if (appel.getTarget() instanceof ListeServie cas && estLeFichier(appel.getMethod())) {
      habilitation.exiger(regleDeLaPage(cas.getClass()));
    }
    return appel.proceed();
  }

  private static boolean estLeFichier(Method methode) {
    return methode.getName().equals("exporter")
        && Arrays.equals(methode.getParameterTypes(), FICHIER);
  }

  /** La marque de la page ; le conteneur sert une sous-classe, qui ne la porte pas. */
  static Habilite regleDeLaPage(Class<?> cas) {
    for (Class<?> c = cas; c != null; c = c.getSuperclass()) {
      for (var methode : c.getDeclaredMethods()) {
        var regle = Habilitation.de(methode);
        if (regle.isPresent()
            && methode.getName().equals("executer")
            && Arrays.equals(methode.getParameterTypes(), PAGE)) {
          return regle.get();
        }
      }
    }
    throw new IllegalStateException(cas.getName() + " ne dit pas qui lit sa page");
  }
}
