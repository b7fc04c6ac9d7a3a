package fr.maillon.journal;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.TenantScope;
import fr.maillon.regle.VersionPerimee;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Arrays;
import java.util.UUID;

/**
 * Laisse au journal de l'espace une ligne par geste qui change ou sort quelque chose : aucun cas
 * d'usage n'a à y penser, aucun ne peut l'oublier. Passe après l'intercepteur de transaction : la
 * ligne est écrite avec l'acte, ou pas du tout.
 */
@Interceptor
@Habilite(
    value = {},
    geste = Geste.LIRE)
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 300)
public class JournalInterceptor {
  /** Un cas d'usage qui en appelle un autre ne laisse que sa propre ligne. */
  private static final ScopedValue<Boolean> DANS_UN_GESTE = ScopedValue.newInstance();

  @Inject Journal journal;
  @Inject Instance<DernierGeste> dernier;

  @AroundInvoke
  Object noter(InvocationContext appel) throws Exception {
    var geste = appel.getInterceptorBinding(Habilite.class).geste();
    if (!geste.journalise() || TenantScope.espace().isEmpty() || DANS_UN_GESTE.isBound()) {
      return appel.proceed();
    }
    Object resultat;
    try {
      resultat = ScopedValue.where(DANS_UN_GESTE, true).call(appel::proceed);
    } catch (VersionPerimee e) {
      throw e.fait() != null || dernier.isUnsatisfied()
          ? e
          : new VersionPerimee(dernier.get().sur(objet(appel.getParameters(), null)).orElse(null));
    }
    var methode = appel.getMethod();
    journal.noter(
        nature(geste),
        methode.getDeclaringClass().getSimpleName() + "." + methode.getName(),
        objet(appel.getParameters(), resultat),
        null);
    return resultat;
  }

  private static NatureDeLigne nature(Geste geste) {
    return switch (geste) {
      case EXPORTER -> NatureDeLigne.EXPORT;
      case ADMINISTRER -> NatureDeLigne.DROITS;
      case OUVRIR_AU_SUPPORT -> NatureDeLigne.SUPPORT;
      default -> NatureDeLigne.ACTE;
    };
  }

  /** L'identifiant sur quoi porte le geste : le premier reçu, à défaut celui qu'il rend. */
  private static String objet(Object[] parametres, Object resultat) {
    return Arrays.stream(parametres)
        .filter(UUID.class::isInstance)
        .findFirst()
        .or(() -> java.util.Optional.ofNullable(resultat).filter(UUID.class::isInstance))
        .map(Object::toString)
        .orElse(null);
  }
}
