package fr.maillon.tache;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Mène des travaux longs, quelques-uns à la fois. Ceux qui attendent n'occupent aucun fil : un
 * bassin de fils qui attendraient leur tour n'en aurait plus pour servir les demandes. Un travail
 * déjà confié n'est pas confié deux fois ; une file perdue avec le serveur se refait, la base dit
 * ce qui reste à mener.
 */
public final class Guichet {
  private record Confie(UUID id, Runnable travail) {}

  private final Executor fils;
  private int libres;
  private final Queue<Confie> file = new ArrayDeque<>();
  private final Set<UUID> connus = new HashSet<>();

  /**
   * @param ensemble travaux menés en même temps
   */
  public Guichet(Executor fils, int ensemble) {
    this.fils = fils;
    this.libres = ensemble;
  }

  public void confier(UUID id, Runnable travail) {
    synchronized (this) {
      if (!connus.add(id)) {
        return;
      }
      file.add(new Confie(id, travail));
    }
    appeler();
  }

  private void appeler() {
    for (var suivant = suivant(); suivant != null; suivant = suivant()) {
      var confie = suivant;
      try {
        fils.execute(() -> mener(confie));
      } catch (RejectedExecutionException e) {
        finir(confie);
        throw e;
      }
    }
  }

  private void mener(Confie confie) {
    try {
      confie.travail().run();
    } finally {
      finir(confie);
      appeler();
    }
  }

  private synchronized Confie suivant() {
    if (libres == 0 || file.isEmpty()) {
      return null;
    }
    libres--;
    return file.remove();
  }

  private synchronized void finir(Confie confie) {
    libres++;
    connus.remove(confie.id());
  }
}
