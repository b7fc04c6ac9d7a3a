package fr.maillon.infra;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The repository on disk: where the files of {@code infra/} are read and where {@code .run/} is
 * written.
 */
public final class Racine {
  private Racine() {}

  public static Path depot() {
    var given = System.getProperty("maillon.racine");
    if (given != null && !given.isBlank()) {
      return Path.of(given).toAbsolutePath().normalize();
    }
    for (var dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      if (Files.isRegularFile(dir.resolve("infra/db/roles.sql"))) {
        return dir;
      }
    }
    throw new Panne(
        "La racine du dépôt est introuvable depuis "
            + Path.of("").toAbsolutePath()
            + " : lancez la commande depuis le dépôt, ou donnez -Dmaillon.racine=…");
  }

  public static Path infra() {
    return depot().resolve("infra");
  }

  /** Shared by every instance: the unpacked programs. */
  static Path logiciels() {
    return depot().resolve(".run/logiciels");
  }

  public static Path instance(String nom) {
    return depot().resolve(".run").resolve(nom);
  }
}
