package fr.maillon.web.securite;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.assurance.Confirmer;
import fr.maillon.isolation.Identite;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RenforcementTest {
  private static final Instant DEPART = Instant.parse("2026-11-30T17:00:00Z");
  private static final Identite MOI = new Identite(new UUID(0, 1), "moi", "Moi", Set.of());
  private static final Identite AUTRE = new Identite(new UUID(0, 2), "autre", "Autre", Set.of());
  private static final Renforcement.EnCours EN_COURS =
      new Renforcement.EnCours(
          new Confirmer.Tentative("e-tat", "n_once", "verifieur"),
          "/m/lyon/administration/personnes?page=2");

  @Test
  void le_retour_retrouve_ce_que_l_aller_a_laisse() {
    var cookie = a(DEPART).tracer(EN_COURS, MOI);
    assertThat(a(DEPART.plusSeconds(900)).lire(cookie, MOI)).contains(EN_COURS);
  }

  @Test
  void ni_pour_un_autre_ni_trop_tard_ni_modifie() {
    var cookie = a(DEPART).tracer(EN_COURS, MOI);
    assertThat(a(DEPART).lire(cookie, AUTRE)).isEmpty();
    assertThat(a(DEPART.plusSeconds(901)).lire(cookie, MOI)).isEmpty();
    assertThat(a(DEPART).lire(cookie.replace("n_once", "n_once2"), MOI)).isEmpty();
    assertThat(a(DEPART).lire("", MOI)).isEmpty();
    assertThat(a(DEPART).lire("a~b", MOI)).isEmpty();
  }

  @Test
  void ne_ramene_jamais_ailleurs_que_chez_nous() {
    for (var bonne :
        List.of("/m/lyon/administration/personnes?page=2", "/centre/equipe", "/m/lyon/marches")) {
      assertThat(Renforcement.adresseSure(bonne)).isEqualTo(bonne);
    }
    for (var ailleurs :
        new String[] {
          null,
          "",
          "https://ailleurs.example",
          "//ailleurs.example/centre/equipe",
          "/\\ailleurs.example",
          "/inconnue",
          "/confirmer/retour?code=x",
          "/centre/equipe\r\nX: y",
          "/centre/%zz",
          "javascript:alert(1)",
          "/" + "a".repeat(2_001)
        }) {
      assertThat(Renforcement.adresseSure(ailleurs)).as(String.valueOf(ailleurs)).isEqualTo("/");
    }
  }

  private static Renforcement a(Instant quand) {
    var r = new Renforcement();
    r.secret = new Secret("un-secret-d-essai-de-plus-de-trente-deux-caracteres");
    r.horloge = Clock.fixed(quand, ZoneOffset.UTC);
    return r;
  }
}
