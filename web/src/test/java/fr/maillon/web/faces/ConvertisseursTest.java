package fr.maillon.web.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.faces.convert.ConverterException;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class ConvertisseursTest {
  @Test
  void chaqueChampLitCeQuOnEcritIci() {
    assertThat(new Convertisseurs.Nombre().getAsObject(null, null, "1 043\u202f218,25"))
        .isEqualByComparingTo("1043218.25");
    assertThat(new Convertisseurs.Jour().getAsObject(null, null, "03/02/2026"))
        .isEqualTo(LocalDate.of(2026, 2, 3));
    assertThat(new Convertisseurs.Mois().getAsObject(null, null, "2026-02"))
        .isEqualTo(YearMonth.of(2026, 2));
    assertThat(new Convertisseurs.Jour().getAsObject(null, null, " \u00a0")).isNull();
  }

  @Test
  void unChampIncomprisDitQuoiEcrire() {
    assertThatThrownBy(() -> new Convertisseurs.Nombre().getAsObject(null, null, "1e999999999"))
        .isInstanceOf(ConverterException.class)
        .hasMessageContaining("Écrivez un nombre");
    assertThatThrownBy(() -> new Convertisseurs.Jour().getAsObject(null, null, "30/02/2026"))
        .isInstanceOf(ConverterException.class)
        .hasMessageContaining("n'existe pas");
  }
}
