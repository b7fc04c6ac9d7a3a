package fr.maillon.isolation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;

/**
 * Plusieurs lectures d'une même demande, sous un même périmètre : une transaction au lieu d'une
 * chacune. Le périmètre est celui de l'appelant ; on n'en change pas à l'intérieur.
 */
@ApplicationScoped
public class EnUneTransaction {
  @Transactional
  public <R> R lire(Supplier<R> lectures) {
    return lectures.get();
  }

  @Transactional
  public void lire(Runnable lectures) {
    lectures.run();
  }
}
