package fr.maillon.isolation;

import fr.maillon.regle.Interdit;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Arrays;

/** Refuse, avant toute transaction, un geste que ce titre n'a pas. */
@Interceptor
@Habilite({})
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class HabiliteInterceptor {

  @AroundInvoke
  Object verifier(InvocationContext appel) throws Exception {
    var regle = appel.getInterceptorBinding(Habilite.class);
    var titre = Titres.courant();
    if (titre.isEmpty() || !Arrays.asList(regle.value()).contains(titre.get())) {
      throw new Interdit("Votre rôle ne permet pas ce geste ici.");
    }
    return appel.proceed();
  }
}
