package fr.maillon.web.securite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntetesFilterTest {
  @Test
  void n_ouvre_que_soi_et_le_retour_par_keycloak() {
    var politique =
        EntetesFilter.politique(
            EntetesFilter.origine("https://connexion.exemple.fr/realms/maillon"));
    assertThat(politique)
        .startsWith("default-src 'none'")
        .contains("form-action 'self' https://connexion.exemple.fr;")
        .doesNotContain("unsafe")
        .doesNotContain("*");
    assertThat(EntetesFilter.politique("")).contains("form-action 'self';");
  }
}
