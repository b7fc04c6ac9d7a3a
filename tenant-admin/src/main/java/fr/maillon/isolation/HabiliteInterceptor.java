package fr.maillon.isolation;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

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
  @Inject Habilitation habilitation;

  @AroundInvoke
  Object verifier(InvocationContext appel) throws Exception {
    habilitation.exiger(appel.getInterceptorBinding(Habilite.class));
    return appel.proceed();
  }
}
