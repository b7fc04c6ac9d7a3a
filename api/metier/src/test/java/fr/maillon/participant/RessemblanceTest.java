package fr.maillon.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RessemblanceTest {
  @ParameterizedTest
  @CsvSource({
    "Durand,Jean-Luc,Durand,Jean Luc",
    "Durand,Jean‑Luc,DURAND,Jeanluc",
    "L'Herbier,Zoé,L’Herbier,Zoe",
    "L'Herbier,Zoé,Lherbier,Zoé",
    "Œuvray,Anne,Oeuvray,Anne",
    "Martin,Paul,Paul,Martin",
    "de la Tour,Marie,Delatour,Marie",
    "De La Tour,Marie,de Latour,Marie",
    "Lefèvre,Zoé,Lefebvre,Zoé",
    "Dupont,Marc,Dupond,Marc",
    "Durand,Philippe,Durand,Filipe",
    "Benali,Mohamed,Benali,Mohammed",
    "Saint-Étienne,Luc,Saint Etienne,Luc",
    "Ben Ali,Karim,Karim,Benali",
    "Moreau,Jean,Moreau,Jean-Baptiste",
    "Kowalczyk,Anna,Kowalcyk,Anna",
    "Lefaivre-Dubois,Maelle,Lefèvre-Dubois,Maëlle",
    "Dubois,Maëlle,Lefèvre-Dubois,Maëlle"
  })
  void uneMemePersonneSeReconnait(String nom, String prenom, String autreNom, String autrePrenom) {
    assertThat(Ressemblance.memePersonne(nom, prenom, autreNom, autrePrenom)).isTrue();
    assertThat(Ressemblance.memePersonne(autreNom, autrePrenom, nom, prenom)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Martin,Paul,Bernard,Paul",
    "Martin,Paul,Martin,Julie",
    "Durand,Anne,Dumas,Anne",
    "Petit,Louis,Petit,Hugo",
    "NOM1,Prénom,NOM2,Prénom",
    "Roux,Léa,Roux,Théo",
    "Nguyen,Minh,Tran,Minh",
    "Diallo,Awa,Diarra,Awa",
    "Martin-Roche,Awa,Martin-Petit,Awa",
    "De Sousa,Ana,De Almeida,Ana"
  })
  void deuxPersonnesNeSeConfondentPas(
      String nom, String prenom, String autreNom, String autrePrenom) {
    assertThat(Ressemblance.memePersonne(nom, prenom, autreNom, autrePrenom)).isFalse();
  }

  @Test
  void uneDateSeRapprocheParUnChiffreOuParEchange() {
    var dates = Ressemblance.datesProches(LocalDate.of(1990, 4, 12));
    assertThat(dates)
        .contains(
            LocalDate.of(1990, 4, 12),
            LocalDate.of(1990, 12, 4),
            LocalDate.of(1991, 4, 12),
            LocalDate.of(1980, 4, 12),
            LocalDate.of(1990, 4, 22),
            LocalDate.of(1990, 5, 12))
        .doesNotContain(LocalDate.of(1991, 5, 12), LocalDate.of(1990, 4, 23))
        .hasSizeLessThan(75);
  }
}
