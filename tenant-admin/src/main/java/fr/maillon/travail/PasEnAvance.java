package fr.maillon.travail;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * Un pas mené par un autre fil du bassin pendant qu'on prépare le suivant : un seul à la fois, dans
 * l'ordre. Si aucun fil n'est libre, celui qui en a besoin le mène lui-même : on n'attend jamais
 * qu'un fil de son propre bassin se libère.
 */
public final class PasEnAvance {
  private final Executor fils;
  private FutureTask<Void> enCours;

  public PasEnAvance(Executor fils) {
    this.fils = fils;
  }

  /** Attend la fin du pas précédent, puis lance celui-ci. */
  public void lancer(Runnable pas) throws InterruptedException {
    attendre();
    enCours = new FutureTask<>(pas, null);
    fils.execute(enCours);
  }

  /** Le pas en cours est fini ; ce qu'il a levé remonte ici, une fois. */
  public void attendre() throws InterruptedException {
    if (enCours == null) {
      return;
    }
    var pas = enCours;
    pas.run(); // sans effet si un fil l'a déjà pris
    try {
      pas.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException faute
          ? faute
          : new IllegalStateException(e.getCause());
    } finally {
      enCours = null;
    }
  }
}
