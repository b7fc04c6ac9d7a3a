package fr.maillon.saisie;

import jakarta.json.JsonValue;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.stream.JsonParser;
import java.lang.reflect.Type;

/**
 * Une valeur simple d'un corps JSON, lue comme elle est écrite : nombre ou texte, avant que le
 * moteur n'en calcule rien.
 */
public abstract class ValeurJson<T> implements JsonbDeserializer<T> {
  @Override
  public final T deserialize(JsonParser lecteur, DeserializationContext contexte, Type type) {
    var lieu = lecteur.getLocation();
    var ecrit = ecrit(lecteur);
    try {
      return ecrit == null ? null : lire(ecrit);
    } catch (SaisieIncomprise e) {
      throw e.champ() != null || lieu.getLineNumber() < 0
          ? e
          : new SaisieIncomprise(
              null,
              e.getMessage()
                  + " Voir ligne "
                  + lieu.getLineNumber()
                  + ", colonne "
                  + lieu.getColumnNumber()
                  + ".");
    }
  }

  protected abstract T lire(String ecrit);

  private static String ecrit(JsonParser lecteur) {
    try {
      return lecteur.getString();
    } catch (IllegalStateException e) {
      // ni texte ni nombre : le lecteur ne dit pas autrement ce qu'il tient
      if (lecteur.getValue() == JsonValue.NULL) {
        return null;
      }
      throw new SaisieIncomprise(null, "Une valeur simple est attendue.");
    }
  }
}
