package fr.maillon.banc;

import fr.maillon.isolation.Habilitation;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Liste;
import fr.maillon.liste.ListeServie;
import fr.maillon.liste.Requete;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Toutes les listes que le code déclare : un essai les parcourt, et n'en oublie aucune. */
public final class ListesDeclarees {
  /** Sous quel périmètre une liste se lit. */
  enum Lieu {
    ESPACE,
    PORTEFEUILLE,
    EQUIPE,
    CENTRE
  }

  private ListesDeclarees() {}

  public static List<Class<? extends ListeServie>> toutes() {
    return Stream.of("tenant-admin", "api/metier")
        .map(m -> Path.of(System.getProperty("maillon.racine"), m, "target/classes"))
        .flatMap(ListesDeclarees::classes)
        .filter(c -> ListeServie.class.isAssignableFrom(c) && !c.isInterface())
        .<Class<? extends ListeServie>>map(c -> c.asSubclass(ListeServie.class))
        .sorted(Comparator.comparing(Class::getName))
        .toList();
  }

  /** La déclaration que ce cas d'usage sert. */
  public static Liste<?, ?> de(Class<? extends ListeServie> cas) {
    try {
      var constructeur = cas.getDeclaredConstructor();
      constructeur.setAccessible(true);
      return constructeur.newInstance().liste();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(cas.getName(), e);
    }
  }

  static Lieu lieu(Class<? extends ListeServie> cas) {
    var titres =
        Arrays.stream(cas.getMethods())
            .filter(m -> m.getName().equals("executer"))
            .filter(m -> Arrays.equals(m.getParameterTypes(), new Class<?>[] {Requete.class}))
            .flatMap(m -> Habilitation.de(m).stream())
            .flatMap(r -> Arrays.stream(r.value()))
            .toList();
    return switch (de(cas).portee()) {
      case ESPACE -> Lieu.ESPACE;
      case PORTEFEUILLE -> Lieu.PORTEFEUILLE;
      case SANS_ESPACE -> titres.contains(Titre.CENTRAL) ? Lieu.CENTRE : Lieu.EQUIPE;
    };
  }

  private static Stream<Class<?>> classes(Path racine) {
    try (var fichiers = Files.walk(racine)) {
      return fichiers
          .filter(f -> f.toString().endsWith(".class"))
          .map(f -> racine.relativize(f).toString())
          .map(f -> f.replace(java.io.File.separatorChar, '.').replaceAll("\\.class$", ""))
          .toList()
          .stream()
          .map(ListesDeclarees::classe);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> classe(String nom) {
    try {
      return Class.forName(nom, false, ListesDeclarees.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
