package fr.maillon.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Titre;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccueilServletTest {
  private static Espace espace(String code, Titre titre) {
    return new Espace(UUID.nameUUIDFromBytes(code.getBytes()), code, code, "X", "COMMUNE", "#1f5f8b", titre, null, List.of(), false, Droits.agent(Droit.ADMINISTRATEUR, true));
  }

  @Test
  void chacun_arrive_ou_il_travaille() {
    var a = espace("a", Titre.AGENT);
    var b = espace("b", Titre.AGENT);
    assertThat(AccueilServlet.arrivee(Set.of("agent"), List.of(a))).isEqualTo("/m/a");
    assertThat(AccueilServlet.arrivee(Set.of("agent"), List.of(a, b))).isEqualTo("/espaces");
    assertThat(AccueilServlet.arrivee(Set.of("agent"), List.of())).isEqualTo("/espaces");
    assertThat(AccueilServlet.arrivee(Set.of("facilitateur"), List.of(espace("c", Titre.FACILITATEUR)))).isEqualTo("/portefeuille");
    assertThat(AccueilServlet.arrivee(Set.of("coordinateur"), List.of())).isEqualTo("/portefeuille");
    assertThat(AccueilServlet.arrivee(Set.of("administrateur-central"), List.of())).isEqualTo("/consolidation");
  }
}
