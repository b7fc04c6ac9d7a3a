package fr.maillon.clause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.regle.RegleMetier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MecanismeTest {

  @ParameterizedTest
  @CsvSource({
    "CLAUSE_EXECUTION, , L2112-2",
    "CLAUSE_EXECUTION, '  ', L2112-2",
    "CRITERE, , R2152-7",
    "ACHAT_INSERTION, , R2123-1 3°",
    "CLAUSE_EXECUTION, L2112-2-1, L2112-2-1",
    "CLAUSE_EXECUTION, 14, L2112-2",
    "CRITERE, article 53, R2152-7",
    "ACHAT_INSERTION, art. 30, R2123-1 3°",
    "LOT_RESERVE, 15, L2113-12",
    "MARCHE_RESERVE, L2113-14, L2113-14",
    "LOT_RESERVE, L. 2113-12 et l2113-13, 'L2113-12, L2113-13'",
    "MARCHE_RESERVE, L2113-13-1, L2113-13-1",
    "LOT_RESERVE, 'L2113-12, L2113-12', L2113-12"
  })
  void citeLArticleDUneSeuleFacon(Mecanisme mecanisme, String cite, String attendu) {
    assertThat(mecanisme.citer(cite)).isEqualTo(attendu);
  }

  @ParameterizedTest
  @CsvSource({
    "LOT_RESERVE, , article-manquant", "MARCHE_RESERVE, L2112-2, article-manquant",
        "LOT_RESERVE, L2113-15, article-manquant", "LOT_RESERVE, L2113-120, article-manquant",
    "LOT_RESERVE, 14, article-etranger", "CLAUSE_EXECUTION, 15, article-etranger",
        "CLAUSE_EXECUTION, L2113-12, article-etranger", "CRITERE, 30, article-etranger"
  })
  void refuseUnArticleQuiNeFondePasLeLevier(Mecanisme mecanisme, String cite, String code) {
    assertThatThrownBy(() -> mecanisme.citer(cite))
        .isInstanceOfSatisfying(
            RegleMetier.class,
            e -> assertThat(e.code() + " " + e.champ()).isEqualTo(code + " article"));
  }

  @Test
  void connaitLesArticlesDeLAncienCode() {
    assertThat(Mecanisme.deLAncienArticle("14")).contains(Mecanisme.CLAUSE_EXECUTION);
    assertThat(Mecanisme.deLAncienArticle("15")).contains(Mecanisme.LOT_RESERVE);
    assertThat(Mecanisme.deLAncienArticle("30")).contains(Mecanisme.ACHAT_INSERTION);
    assertThat(Mecanisme.deLAncienArticle("53")).contains(Mecanisme.CRITERE);
    assertThat(Mecanisme.deLAncienArticle("54")).isEmpty();
  }
}
