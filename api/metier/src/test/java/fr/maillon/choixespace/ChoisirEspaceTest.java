package fr.maillon.choixespace;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.assistance.Travail;
import fr.maillon.choixespace.ChoisirEspace.Criteres;
import fr.maillon.choixespace.ChoisirEspace.Tri;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Titre;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChoisirEspaceTest {
  private static final Espace LYON = espace("lyon", "Ville de Lyon", "VL", "COMMUNE");
  private static final Espace CAEN = espace("chu-caen", "CHU de Caen Normandie", "CHU", "SANTE");
  private static final Espace AIX =
      espace("aix-marseille", "Métropole d'Aix-Marseille-Provence", "AMP", "EPCI");
  private static final List<Espace> TOUS = List.of(LYON, CAEN, AIX);

  @Test
  void onChercheParMotsDuNomDuSigleDuCodeOuDuType() {
    assertThat(trouves("metropole aix")).containsExactly(AIX);
    assertThat(trouves("AMP")).containsExactly(AIX);
    assertThat(trouves("santé")).containsExactly(CAEN);
    assertThat(trouves("lyon caen")).isEmpty();
    assertThat(trouves("")).hasSize(3);
    assertThat(
            TOUS.stream()
                .filter(e -> ChoisirEspace.convient(e, new Criteres("", "EPCI", null, List.of()))))
        .containsExactly(AIX);
  }

  @Test
  void epinglesPuisRecentsPuisParNom() {
    assertThat(
            rangs(
                new Criteres("", null, Tri.HABITUEL, List.of("lyon")), Set.of(AIX.id()), Map.of()))
        .containsExactly(AIX, LYON, CAEN);
    assertThat(rangs(new Criteres("", null, Tri.NOM, List.of("lyon")), Set.of(AIX.id()), Map.of()))
        .containsExactly(CAEN, AIX, LYON);
    assertThat(rangs(new Criteres("v", null, Tri.HABITUEL, List.of()), Set.of(AIX.id()), Map.of()))
        .as("ce qui commence par le mot passe devant l'épingle")
        .startsWith(LYON);
  }

  @Test
  void lePlusEnRetardDAbord() {
    var travail =
        Map.of(LYON.id(), new Travail(9, 0, 0, 0, null), CAEN.id(), new Travail(1, 0, 1, 0, null));
    assertThat(rangs(new Criteres("", null, Tri.TRAVAIL, List.of()), Set.of(AIX.id()), travail))
        .containsExactly(CAEN, LYON, AIX);
  }

  private static List<Espace> trouves(String texte) {
    return TOUS.stream()
        .filter(e -> ChoisirEspace.convient(e, new Criteres(texte, null, null, List.of())))
        .toList();
  }

  private static List<Espace> rangs(
      Criteres criteres, Set<UUID> epingles, Map<UUID, Travail> travail) {
    return TOUS.stream().sorted(ChoisirEspace.ordre(criteres, epingles, travail)).toList();
  }

  private static Espace espace(String code, String nom, String sigle, String type) {
    return new Espace(
        UUID.nameUUIDFromBytes(code.getBytes(StandardCharsets.UTF_8)),
        code,
        nom,
        sigle,
        type,
        "#123456",
        Titre.FACILITATEUR,
        null,
        List.of(),
        false,
        Droits.equipe(null));
  }
}
