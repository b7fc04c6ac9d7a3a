package fr.maillon.filtre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.maillon.regle.RegleMetier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequeteDeFiltreTest {

  @Test
  void deuxFiltresQuiMontrentLaMemeChoseSEcriventDeMeme() {
    var une =
        RequeteDeFiltre.lire(
            "delai=EN_RETARD&mo=lyon&mo=chu-caen&service=CALIBRAGE&page=3&texte=+%C3%A9cole+&quiAgit=TOUS&etat=");
    var autre =
        RequeteDeFiltre.lire(
            "texte=%C3%A9cole&service=CALIBRAGE&mo=chu-caen&mo=lyon&mo=lyon&delai=EN_RETARD&tri=nom");
    assertThat(une.texte())
        .isEqualTo(autre.texte())
        .isEqualTo("texte=%C3%A9cole&mo=chu-caen&mo=lyon&service=CALIBRAGE&delai=EN_RETARD");
    assertThat(RequeteDeFiltre.lire(une.texte())).isEqualTo(une);
  }

  @ParameterizedTest
  @CsvSource({
    "inconnue=1, filtre-inconnu",
    "service=CAFE, filtre-inconnu",
    "etat=TERMINEE, filtre-inconnu",
    "mo=../x, filtre-inconnu",
    "facilitateur=moi, filtre-inconnu",
    "'', filtre-vide",
    "page=2, filtre-vide",
    "delai=TOUTES, filtre-vide",
    "texte=%, filtre-inconnu"
  })
  void ceQuiNEstPasUnFiltreEstRefuse(String requete, String code) {
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(() -> RequeteDeFiltre.lire(requete))
        .matches(e -> e.code().equals(code) && e.champ().equals("requete"));
  }

  @Test
  void unFiltreTropLongEstRefuse() {
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(() -> RequeteDeFiltre.lire("texte=" + "a".repeat(2000)))
        .matches(e -> e.code().equals("filtre-trop-long"));
  }

  /**
   * Le motif d'un code se lisait lettre à lettre, l'une dans l'autre : dix mille lettres épuisaient
   * la pile avant que la longueur soit vue.
   */
  @Test
  void unCodeDemesureEstInconnu() {
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(() -> RequeteDeFiltre.lire("mo=" + "a".repeat(100_000)))
        .matches(e -> e.code().equals("filtre-inconnu"));
    assertThat(RequeteDeFiltre.relire("quiAgit=MOI&mo=" + "a-".repeat(50_000)).texte())
        .isEqualTo("quiAgit=MOI");
  }

  @Test
  void unMotDHierEstPasseALaRelecture() {
    assertThat(RequeteDeFiltre.relire("service=DISPARU&quiAgit=MOI&autre=1").texte())
        .isEqualTo("quiAgit=MOI");
    assertThat(RequeteDeFiltre.relire(null).texte()).isEmpty();
  }

  @Test
  void quiNAPasLesEspacesDUnFiltreNApprendPasQuIlsExistent() {
    var filtre = RequeteDeFiltre.lire("mo=lyon&mo=chu-caen&delai=EN_RETARD");
    assertThat(filtre.pour(c -> c.equals("lyon")).texte()).isEqualTo("mo=lyon&delai=EN_RETARD");
    assertThat(filtre.pour(_ -> false).texte())
        .as("et il ne montre rien, plutôt que tout")
        .isEqualTo("mo=-&delai=EN_RETARD");
    assertThat(RequeteDeFiltre.lire("quiAgit=MOI").pour(_ -> false).texte())
        .isEqualTo("quiAgit=MOI");
  }
}
