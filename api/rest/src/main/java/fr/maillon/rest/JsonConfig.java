package fr.maillon.rest;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyOrderStrategy;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.text.MessageFormat;
import java.text.ParseException;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * Un champ absent se lit null : la forme d'une réponse ne dépend pas de ses valeurs. Un champ
 * inconnu se refuse : mal orthographié, il serait perdu sans que personne ne le sache.
 */
@Provider
public class JsonConfig implements ContextResolver<Jsonb> {
  private static final Jsonb JSONB =
      JsonbBuilder.create(
          new JsonbConfig()
              .withNullValues(true)
              .withPropertyOrderStrategy(PropertyOrderStrategy.LEXICOGRAPHICAL)
              .setProperty("jsonb.fail-on-unknown-properties", true)
              .withDeserializers(LecteursJson.tous()));

  @Override
  public Jsonb getContext(Class<?> type) {
    return JSONB;
  }

  /**
   * Le champ que personne ne connaît, s'il est la cause de cette faute : Yasson ne le dit que dans
   * son message, dans la langue du serveur.
   */
  static Optional<String> champInconnu(Throwable faute) {
    var message = messageChampInconnu();
    for (var cause = faute; cause != null && message.isPresent(); cause = cause.getCause()) {
      try {
        if (cause.getMessage() != null) {
          return Optional.of((String) message.get().parse(cause.getMessage())[0]);
        }
      } catch (ParseException _) {
        // un autre message : la cause suivante
      }
    }
    return Optional.empty();
  }

  private static Optional<MessageFormat> messageChampInconnu() {
    try {
      var yasson = JSONB.getClass().getClassLoader();
      return Optional.of(
          new MessageFormat(
              ResourceBundle.getBundle("yasson-messages", java.util.Locale.getDefault(), yasson)
                  .getString("unknownJsonProperty")));
    } catch (MissingResourceException _) {
      return Optional.empty();
    }
  }
}
