package fr.maillon.web.faces;

import fr.maillon.saisie.SaisieIncomprise;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.ConverterException;
import jakarta.faces.convert.FacesConverter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.function.BiFunction;

/**
 * Ce qu'on tape : « 1 234,5 » pour un nombre, la date et le mois tels que le navigateur les envoie.
 * Pour tout champ de ces types, sans le demander.
 */
public final class Convertisseurs {
  private Convertisseurs() {}

  private static <T> T lire(String texte, BiFunction<String, String, T> lecture) {
    try {
      return lecture.apply(null, texte);
    } catch (SaisieIncomprise e) {
      throw new ConverterException(
          new FacesMessage(FacesMessage.SEVERITY_ERROR, e.getMessage(), null));
    }
  }

  @FacesConverter(forClass = BigDecimal.class)
  public static class Nombre implements Converter<BigDecimal> {
    @Override
    public BigDecimal getAsObject(FacesContext faces, UIComponent champ, String texte) {
      return lire(texte, fr.maillon.saisie.Nombre::lire);
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
      return lire(texte, fr.maillon.saisie.Jour::lire);
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
      return lire(texte, fr.maillon.saisie.Jour::mois);
    }

    @Override
    public String getAsString(FacesContext faces, UIComponent champ, YearMonth valeur) {
      return valeur == null ? "" : valeur.toString();
    }
  }
}
