package fr.maillon.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Titre;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccueilServletTest {
  private static Espace espace(String code, Titre titre) {
    return new Espace(
        UUID.nameUUIDFromBytes(code.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        code,
        code,
        "X",
        "COMMUNE",
        "#1f5f8b",
        titre,
        null,
        List.of(),
        false,
        Droits.agent(Droit.ADMINISTRATEUR, true));
  }

  @Test
  void chacun_arrive_ou_il_travaille() {
    var a = espace("a", Titre.AGENT);
    var b = espace("b", Titre.AGENT);
    assertThat(AccueilServlet.arrivee(Set.of("agent"), () -> List.of(a), Optional::empty))
        .isEqualTo("/m/a");
    assertThat(AccueilServlet.arrivee(Set.of("agent"), () -> List.of(a, b), Optional::empty))
        .isEqualTo("/espaces");
    assertThat(AccueilServlet.arrivee(Set.of("agent"), () -> List.of(), Optional::empty))
        .isEqualTo("/espaces");
    assertThat(
            AccueilServlet.arrivee(
                Set.of("facilitateur"),
                () -> List.of(espace("c", Titre.FACILITATEUR)),
                Optional::empty))
        .isEqualTo("/portefeuille");
    assertThat(AccueilServlet.arrivee(Set.of("coordinateur"), () -> List.of(), Optional::empty))
        .isEqualTo("/portefeuille");
    assertThat(
            AccueilServlet.arrivee(
                Set.of("facilitateur"), List::of, () -> Optional.of("quiAgit=MOI")))
        .isEqualTo("/portefeuille?quiAgit=MOI");
    assertThat(
            AccueilServlet.arrivee(
                Set.of("administrateur-central"), () -> List.of(), Optional::empty))
        .isEqualTo("/consolidation");
  }
}
