package fr.maillon.regle;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndisponibleTest {
  @ParameterizedTest
  @ValueSource(strings = {"08001", "08006", "53300", "57P01", "57P03"})
  void uneBaseInjoignableSeReconnaitAuFondDesCauses(String etat) {
    assertThat(
            Indisponible.dans(
                new IllegalStateException(new RuntimeException("x", new SQLException("x", etat)))))
        .isPresent();
  }

  @Test
  void memeEtouffee() {
    var faute = new IllegalStateException("x");
    faute.addSuppressed(new SQLTransientConnectionException("x"));
    assertThat(Indisponible.dans(faute))
        .hasValueSatisfying(i -> assertThat(i.secondes()).isPositive());
  }

  @ParameterizedTest
  @ValueSource(strings = {"22021", "23505", "42501", "57014"})
  void uneAutreFauteNEnEstPasUne(String etat) {
    assertThat(Indisponible.dans(new RuntimeException(new SQLException("x", etat)))).isEmpty();
  }
}
