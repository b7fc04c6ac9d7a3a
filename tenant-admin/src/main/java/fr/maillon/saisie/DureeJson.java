package fr.maillon.saisie;

import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.stream.JsonParser;
import java.lang.reflect.Type;
import java.math.BigDecimal;

/** Des heures dans un corps JSON : un nombre, ou un texte que {@link Duree} lit. */
public final class DureeJson implements JsonbDeserializer<BigDecimal> {
  @Override
  public BigDecimal deserialize(JsonParser lecteur, DeserializationContext contexte, Type type) {
    var ecrit = lecteur.getString();
    return ecrit.matches("[-+]?[0-9.]+[eE].*") || ecrit.length() > 40 ? Nombre.borner("heures", ecrit) : Duree.lire("heures", ecrit);
  }
}
