package fr.maillon.acces;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** De plusieurs titres dans un espace, celui qui fait entrer. */
class AccesTest {
  @Test
  void lePlusLargeQueLeJetonPorte() {
    assertThat(titre("coordinateur facilitateur", Titre.COORDINATEUR, Titre.FACILITATEUR))
        .isEqualTo(Titre.COORDINATEUR);
    assertThat(
            titre(
                "agent coordinateur facilitateur",
                Titre.AGENT,
                Titre.COORDINATEUR,
                Titre.FACILITATEUR))
        .isEqualTo(Titre.AGENT);
    assertThat(titre("facilitateur", Titre.COORDINATEUR, Titre.FACILITATEUR))
        .as("nommé depuis que le jeton est pris : il entre comme avant")
        .isEqualTo(Titre.FACILITATEUR);
    assertThat(
            titre(
                "facilitateur support",
                Titre.AGENT,
                Titre.COORDINATEUR,
                Titre.FACILITATEUR,
                Titre.SUPPORT))
        .isEqualTo(Titre.FACILITATEUR);
  }

  @Test
  void sansJetonLePlusLarge() {
    assertThat(titre("", Titre.COORDINATEUR, Titre.FACILITATEUR))
        .as("une tâche parle sans jeton")
        .isEqualTo(Titre.COORDINATEUR);
    assertThat(titre("support", Titre.COORDINATEUR, Titre.FACILITATEUR))
        .as("aucun ne convient : la porte refusera")
        .isEqualTo(Titre.COORDINATEUR);
  }

  @Test
  void unSeulParEspaceEtDansLOrdreRecu() {
    var b = espace("b", Titre.FACILITATEUR);
    assertThat(
            choisis(
                "facilitateur coordinateur",
                espace("a", Titre.COORDINATEUR),
                espace("a", Titre.FACILITATEUR),
                b))
        .extracting(e -> e.code() + " " + e.titre())
        .containsExactly("a COORDINATEUR", "b FACILITATEUR");
  }

  private static Titre titre(String roles, Titre... titres) {
    return choisis(roles, Arrays.stream(titres).map(t -> espace("a", t)).toArray(Espace[]::new))
        .getFirst()
        .titre();
  }

  private static List<Espace> choisis(String roles, Espace... espaces) {
    var qui =
        new Identite(
            new UUID(0, 1), "qui", "Qui", roles.isEmpty() ? Set.of() : Set.of(roles.split(" ")));
    return TenantScope.call(
        qui, new Perimetre.Identification(), () -> Acces.unParEspace(Stream.of(espaces)));
  }

  private static Espace espace(String code, Titre titre) {
    return new Espace(
        UUID.nameUUIDFromBytes(code.getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
        code,
        code,
        code,
        "COMMUNE",
        "#000000",
        titre,
        null,
        List.of(),
        false,
        titre == Titre.AGENT ? Droits.agent(Droit.ACHETEUR, false) : Droits.equipe(null));
  }
}
