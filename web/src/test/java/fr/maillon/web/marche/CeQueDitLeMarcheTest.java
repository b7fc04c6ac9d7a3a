package fr.maillon.web.marche;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CeQueDitLeMarcheTest {
  private static final List<String> AUCUNE = List.of("Pas de considération sociale");

  @Test
  void uneClauseAccepteeEtUnePublicationQuiNenDeclareAucuneSeDisentEnsemble() {
    assertThat(mots(true, true, AUCUNE, true))
        .containsExactly("Clause acceptée ici", "La publication n'en déclare aucune");
    assertThat(CeQueDitLeMarche.phrase(true, true, AUCUNE, true))
        .isEqualTo(
            "Clause acceptée ici. La publication n'en déclare aucune : elle a pu précéder la"
                + " clause, ou reste à corriger.");
    assertThat(mots(true, true, AUCUNE, false)).containsExactly("Aucune");
  }

  @Test
  void ceQuiConcordeNeSeCommentePas() {
    assertThat(mots(true, true, List.of("Clause sociale"), true))
        .containsExactly("Clause acceptée ici", "Clause sociale");
    assertThat(CeQueDitLeMarche.phrase(true, true, List.of("Clause sociale"), true))
        .isEqualTo("Clause acceptée ici. Clause sociale");
    assertThat(mots(true, false, List.of(), true))
        .containsExactly("Clause acceptée ici", "La publication n'en dit rien");
    assertThat(mots(true, false, List.of(), false)).containsExactly("Inconnue");
    assertThat(mots(false, false, List.of(), false)).containsExactly("Rien d'enregistré");
    assertThat(mots(false, false, List.of(), true)).containsExactly("Clause acceptée ici");
  }

  private static List<String> mots(
      boolean publie, boolean connues, List<String> declarees, boolean clauseIci) {
    return CeQueDitLeMarche.dire(publie, connues, declarees, clauseIci).stream()
        .map(CeQueDitLeMarche.Dit::libelle)
        .toList();
  }
}
