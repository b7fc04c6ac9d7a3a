package fr.maillon.liste;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CelluleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+33",
        "-1",
        "@SUM(A1)",
        "|cmd",
        "%x",
        "\t=1",
        "\r",
        "\n=1",
        "\tx",
        // pleine chasse, petites formes, exposants, signe moins
        "\uff1d1+1",
        "\uff0b1",
        "\uff0d1",
        "\uff20A",
        "\uff5cx",
        "\uff05x",
        "\ufe661",
        "\ufe621",
        "\ufe631",
        "\ufe6bA",
        "\u207c1",
        "\u22121",
        // ce qui ne se voit pas, devant
        " =1",
        "\u00a0=1",
        "\u202f=1",
        "\u2007=1",
        "\u3000=1",
        "\u200b=1",
        "\u200d=1",
        "\u2060=1",
        "\ufeff=1",
        "\u00ad=1",
        "\u0000=1",
        "\u200b\u00a0\uff1dcmd|'/C calc'!A0",
        "\u2800=1",
        "\u3164@x"
      })
  void aucuneFormuleNePasse(String texte) {
    assertThat(Cellule.inerte(texte)).isEqualTo("'" + texte);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "24-1033429",
        "Œuvre = utile",
        "’apostrophe",
        " Lyon",
        "\u00a0Lyon",
        "\u200bLyon",
        "a\uff1db",
        "'=déjà",
        "  ",
        "\u00e9t\u00e9"
      })
  void unTexteOrdinaireSortTelQuel(String texte) {
    assertThat(Cellule.inerte(texte)).isEqualTo(texte);
  }

  @Test
  void rienResteRien() {
    assertThat(Cellule.inerte(null)).isNull();
    assertThat(Cellule.inerte("")).isEmpty();
  }
}
