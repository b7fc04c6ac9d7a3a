package fr.maillon.infra;

import java.util.Locale;

/** The machine at hand, in the words of the archives of PostgreSQL. */
public record Plateforme(String os, String arch) {
  public static Plateforme courante() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Plateforme of(String osName, String osArch) {
    var name = osName.toLowerCase(Locale.ROOT);
    var os =
        name.startsWith("windows")
            ? "windows"
            : name.startsWith("mac") ? "darwin" : name.startsWith("linux") ? "linux" : name;
    var arch =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          case String other -> other;
        };
    return new Plateforme(os, arch);
  }

  public boolean windows() {
    return os.equals("windows");
  }

  boolean linux() {
    return os.equals("linux");
  }

  String archivePostgres() {
    return "postgres-" + os + "-" + arch + ".txz";
  }

  String executable(String name) {
    return windows() ? name + ".exe" : name;
  }

  @Override
  public String toString() {
    return os + "/" + arch;
  }
}
