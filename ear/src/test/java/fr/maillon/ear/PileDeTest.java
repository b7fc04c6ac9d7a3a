package fr.maillon.ear;

import fr.maillon.infra.ServerStack;
import java.nio.file.Path;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * The servers of the whole test run: started by the first test that asks for them, stopped after
 * the last one. Their own ports and data, so that the demonstration may run beside them.
 */
public final class PileDeTest implements LauncherSessionListener {
  static final Path TEMPETE = Path.of("target/tempete");
  private static ServerStack pile;

  public static synchronized ServerStack pile() {
    if (pile == null) {
      pile =
          ServerStack.demarrer(
              ServerStack.Options.essai(Path.of("target/pile"))
                  .avecDropins(Tempete.preparer(TEMPETE)));
    }
    return pile;
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    stop();
  }

  private static synchronized void stop() {
    if (pile != null) {
      pile.close();
      pile = null;
    }
  }
}
