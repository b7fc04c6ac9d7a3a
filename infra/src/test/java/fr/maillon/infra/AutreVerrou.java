package fr.maillon.infra;

import java.nio.file.Path;

/** Another JVM that wants the folder: 0 if it gets it, 1 if not. */
final class AutreVerrou {
  private AutreVerrou() {}

  public static void main(String[] args) throws Exception {
    System.exit(DirectoryLock.tryLock(Path.of(args[0])).isPresent() ? 0 : 1);
  }
}
