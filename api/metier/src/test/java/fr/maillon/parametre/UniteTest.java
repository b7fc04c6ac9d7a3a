package fr.maillon.parametre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.maillon.regle.RegleMetier;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniteTest {
  @ParameterizedTest
  @CsvSource({
    "%,0,0",
    "%,100,100",
    "%,33.30,33.3",
    "jours,21.00,21",
    "mois,120,120",
    "heures,1820.5,1820.5",
    "exports,10,10",
    "octets,2147483648,2147483648",
    "euros HT,5404000.01,5404000.01"
  })
  void garde(String unite, BigDecimal valeur, String gardee) {
    assertThat(Unite.de(unite).exiger(valeur, unite).toPlainString()).isEqualTo(gardee);
  }

  @ParameterizedTest
  @CsvSource({
    "%,-0.01",
    "%,100.01",
    "%,33.333",
    "jours,0",
    "jours,1.5",
    "jours,3651",
    "semaines,521",
    "mois,121",
    "personnes,0",
    "exports,11",
    "Mo,0.5",
    "heures,0",
    "heures,1.234",
    "euros HT,-1",
    "euros HT,1e30"
  })
  void refuse(String unite, BigDecimal valeur) {
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(() -> Unite.de(unite).exiger(valeur, unite))
        .matches(e -> e.code().equals("valeur-hors-bornes") && e.champ().equals("valeur"));
  }

  @Test
  void lUniteSAccordeAuNombre() {
    assertThat(Unite.accordee(BigDecimal.ONE, "demandes par minute"))
        .isEqualTo("demande par minute");
    assertThat(Unite.accordee(BigDecimal.ONE, "mois")).isEqualTo("mois");
    assertThat(Unite.accordee(new BigDecimal("1.5"), "heures")).isEqualTo("heure");
    assertThat(Unite.accordee(BigDecimal.TWO, "jours")).isEqualTo("jours");
    assertThat(Unite.accordee(BigDecimal.ONE, "%")).isEqualTo("%");
  }
}
