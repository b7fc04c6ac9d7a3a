package fr.maillon.fichier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.maillon.regle.RegleMetier;
import org.junit.jupiter.api.Test;

class NomDeFichierTest {
  @Test
  void un_nom_se_garde_entier_ou_se_refuse() {
    var long255 = "é".repeat(251) + ".csv";
    assertThat(NomDeFichier.lire(long255, "x")).isEqualTo(long255);
    var refus =
        catchThrowableOfType(RegleMetier.class, () -> NomDeFichier.lire("a" + long255, "x"));
    assertThat(refus.champ()).isEqualTo("fichier");
    assertThat(refus.getMessage()).contains("256 caractères").contains("255");
  }

  @Test
  void le_dossier_et_les_signes_de_commande_s_en_vont() {
    assertThat(NomDeFichier.lire("C:\\Documents\\espaces.csv", "x")).isEqualTo("espaces.csv");
    assertThat(NomDeFichier.lire("/tmp/a\nb/es\rpaces.csv ", "x")).isEqualTo("espaces.csv");
    assertThat(NomDeFichier.lire(" \t", "espaces.csv")).isEqualTo("espaces.csv");
    assertThat(NomDeFichier.lire(null, "espaces.csv")).isEqualTo("espaces.csv");
  }
}
