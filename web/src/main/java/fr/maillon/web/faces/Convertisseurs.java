package fr.maillon.web.faces;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.ConverterException;
import jakarta.faces.convert.FacesConverter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.function.Function;

/** Ce qu'on tape : « 1 234,5 » pour un nombre, la date et le mois tels que le navigateur les envoie. Pour tout champ de ces types, sans le demander. */
public final class Convertisseurs {
  private Convertisseurs() {}

  private static ConverterException refus(String phrase) {
    return new ConverterException(new FacesMessage(FacesMessage.SEVERITY_ERROR, phrase, null));
  }

  /** @throws NumberFormatException quand ce n'est pas un nombre */
  static BigDecimal nombre(String texte) {
    var net = texte.replaceAll("[\\s\u00a0\u202f]", "").replace(',', '.').replace('\u2212', '-');
    if (!net.matches("[-+]?[0-9]{1,15}(\\.[0-9]{1,10})?")) {
      throw new NumberFormatException(texte);
    }
    return new BigDecimal(net);
  }

  private static <T> T lire(String texte, Function<String, T> lecture, String phrase) {
    try {
      return texte == null || texte.isBlank() ? null : lecture.apply(texte.strip());
    } catch (NumberFormatException | DateTimeParseException e) {
      throw refus(phrase);
    }
  }

  @FacesConverter(forClass = BigDecimal.class)
  public static class Nombre implements Converter<BigDecimal> {
    @Override
    public BigDecimal getAsObject(FacesContext faces, UIComponent champ, String texte) {
      return lire(texte, Convertisseurs::nombre, "Écrivez un nombre, par exemple 35,5.");
    }

    @Override
    public String getAsString(FacesContext faces, UIComponent champ, BigDecimal valeur) {
      return valeur == null ? "" : valeur.toPlainString().replace('.', ',');
    }
  }

  @FacesConverter(forClass = LocalDate.class)
  public static class Jour implements Converter<LocalDate> {
    @Override
    public LocalDate getAsObject(FacesContext faces, UIComponent champ, String texte) {
      return lire(texte, LocalDate::parse, "Écrivez une date, par exemple 2026-02-03.");
    }

    @Override
    public String getAsString(FacesContext faces, UIComponent champ, LocalDate valeur) {
      return valeur == null ? "" : valeur.toString();
    }
  }

  @FacesConverter(forClass = YearMonth.class)
  public static class Mois implements Converter<YearMonth> {
    @Override
    public YearMonth getAsObject(FacesContext faces, UIComponent champ, String texte) {
      return lire(texte, YearMonth::parse, "Écrivez un mois, par exemple 2026-02.");
    }

    @Override
    public String getAsString(FacesContext faces, UIComponent champ, YearMonth valeur) {
      return valeur == null ? "" : valeur.toString();
    }
  }
}
