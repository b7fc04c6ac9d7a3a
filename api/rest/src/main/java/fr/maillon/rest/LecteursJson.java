package fr.maillon.rest;

import fr.maillon.saisie.Nombre;
import fr.maillon.saisie.SaisieIncomprise;
import fr.maillon.saisie.Signes;
import fr.maillon.saisie.ValeurJson;
import jakarta.json.bind.serializer.JsonbDeserializer;
import java.math.BigDecimal;

/**
 * Ce que toute valeur d'un corps JSON subit à l'entrée : un nombre est borné avant tout calcul, un
 * texte perd ses signes de commande.
 */
final class LecteursJson {
  private LecteursJson() {}

  static JsonbDeserializer<?>[] tous() {
    return new JsonbDeserializer<?>[] {
      new NombreJson(), new EntierJson(), new LongJson(), new TexteJson()
    };
  }

  static final class NombreJson extends ValeurJson<BigDecimal> {
    @Override
    protected BigDecimal lire(String ecrit) {
      return Nombre.borner(null, ecrit);
    }
  }

  static final class EntierJson extends ValeurJson<Integer> {
    @Override
    protected Integer lire(String ecrit) {
      return (int) entier(ecrit, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
  }

  static final class LongJson extends ValeurJson<Long> {
    @Override
    protected Long lire(String ecrit) {
      return entier(ecrit, Long.MIN_VALUE, Long.MAX_VALUE);
    }
  }

  static final class TexteJson extends ValeurJson<String> {
    @Override
    protected String lire(String ecrit) {
      return Signes.propre(ecrit);
    }
  }

  private static long entier(String ecrit, long min, long max) {
    var nombre = Nombre.borner(null, ecrit);
    if (nombre.stripTrailingZeros().scale() > 0
        || nombre.compareTo(BigDecimal.valueOf(min)) < 0
        || nombre.compareTo(BigDecimal.valueOf(max)) > 0) {
      throw new SaisieIncomprise(null, "Un nombre entier est attendu.");
    }
    return nombre.longValueExact();
  }
}
