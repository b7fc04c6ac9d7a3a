package fr.maillon.web.securite;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecretTest {
  @Test
  void refuse_un_secret_absent_ou_trop_court() {
    assertThatThrownBy(() -> new Secret(null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("MAILLON_SECRET");
    assertThatThrownBy(() -> new Secret("court")).isInstanceOf(IllegalStateException.class);
  }
}
