package fr.maillon.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FacteurDEssaiTest {
  /** Test vectors of RFC 6238, appendix B, their last six digits. */
  @Test
  void showsTheCodesOfTheRfc() {
    var secret = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    assertThat(FacteurDEssai.code(secret, 59 / 30)).isEqualTo("287082");
    assertThat(FacteurDEssai.code(secret, 1_111_111_109L / 30)).isEqualTo("081804");
    assertThat(FacteurDEssai.code(secret, 20_000_000_000L / 30)).isEqualTo("353130");
  }
}
