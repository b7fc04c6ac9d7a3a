package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ContratPublieTest {
  private static final String HIER =
      """
      {"paths": {"/a": {"get": {"parameters": [{"name": "page", "in": "query",
         "schema": {"type": "integer"}}], "responses": {"200": {"content":
         {"application/json": {"schema": {"$ref": "#/components/schemas/X"}}}}}}}},
       "components": {"schemas": {"X": {"properties": {"nom": {"type": "string"}}},
         "E": {"enum": ["A", "B"]}}}}
      """;

  @Test
  void ajouterNeCasseRien() throws IOException {
    assertThat(
            ContratPublie.ruptures(
                HIER,
                HIER.replace("\"A\", \"B\"", "\"A\", \"B\", \"C\"")
                    .replace("{\"nom\": ", "{\"prenom\": {\"type\": \"string\"}, \"nom\": ")))
        .isEmpty();
  }

  @Test
  void oterRenommerChangerDeTypeOuExigerCasse() throws IOException {
    assertThat(ContratPublie.ruptures(HIER, HIER.replace("\"/a\"", "\"/b\"")))
        .contains("n'est plus tenu : GET /a");
    assertThat(ContratPublie.ruptures(HIER, HIER.replace("\"page\"", "\"rang\"")))
        .containsExactly("n'est plus tenu : GET /a ?page integer");
    assertThat(
            ContratPublie.ruptures(
                HIER,
                HIER.replace(
                    "\"nom\": {\"type\": \"string\"}", "\"nom\": {\"type\": \"integer\"}")))
        .containsExactly("n'est plus tenu : X.nom string");
    assertThat(ContratPublie.ruptures(HIER, HIER.replace("\"A\", \"B\"", "\"A\"")))
        .containsExactly("n'est plus tenu : E = B");
    assertThat(
            ContratPublie.ruptures(
                HIER,
                HIER.replace(
                    "\"X\": {\"properties\"", "\"X\": {\"required\": [\"nom\"], \"properties\"")))
        .containsExactly("est exigé de plus : X !nom");
    assertThat(ContratPublie.ruptures(HIER, HIER.replace("\"200\"", "\"201\"")))
        .contains("n'est plus tenu : GET /a > 200");
  }
}
