package fr.maillon.maitreouvrage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.regle.RegleMetier;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NommageTest {
  @ParameterizedTest
  @CsvSource({
    "Ville de Lyon, ville-de-lyon, VL",
    "Métropole d'Aix-Marseille-Provence, metropole-d-aix-marseille-provence, MAM",
    "L'Haÿ-les-Roses, hay-les-roses, HR",
    "CHU de Caen Normandie, chu-de-caen-normandie, CCN",
    "UGAP, ugap, UG",
    "Œuvre des Sœurs, oeuvre-des-soeurs, OS",
    "«  »!, espace, MO",
    "Y, espace-y, Y"
  })
  void un_nom_donne_un_code_et_un_sigle(String nom, String code, String sigle) {
    assertThat(Nommage.code(nom, _ -> false)).isEqualTo(code);
    assertThat(Nommage.sigle(nom)).isEqualTo(sigle);
    assertThat(Nommage.codeChoisi(code)).isEqualTo(code);
  }

  @Test
  void un_code_pris_prend_un_rang_et_reste_dans_ses_bornes() {
    assertThat(Nommage.code("Ville de Lyon", Set.of("ville-de-lyon", "ville-de-lyon-2")::contains))
        .isEqualTo("ville-de-lyon-3");
    var long1 =
        Nommage.code(
            "Communauté d'agglomération de la Région de Château-Thierry et du Tardenois",
            _ -> false);
    assertThat(long1).hasSizeLessThanOrEqualTo(36).isEqualTo("communaute-agglomeration-region");
    assertThat(Nommage.code("a".repeat(200), _ -> false)).hasSize(36);
  }

  /** L'adresse ne changera plus : elle ne s'arrête ni au milieu d'un mot, ni sur « de ». */
  @ParameterizedTest
  @CsvSource({
    "Communauté de communes du Golfe de Saint-Tropez, communaute-communes-golfe",
    "Office public de l'habitat du département de Seine-Maritime,"
        + " office-public-habitat-departement",
    "Syndicat intercommunal d'énergie, syndicat-intercommunal-d-energie",
    "Saint-Germain-de-la-Grange-sous-Montfort-l'Amaury, saint-germain-grange-montfort-amaury",
    "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson, saint-remy-bouzemont-saint-genest"
  })
  void un_nom_long_se_coupe_entre_deux_mots(String nom, String code) {
    assertThat(Nommage.code(nom, _ -> false)).isEqualTo(code);
  }

  /**
   * De nuit aussi, quelle que soit la couleur choisie : le texte d'accent sur ses fonds, le texte
   * sombre sur l'accent.
   */
  @Test
  void toute_couleur_se_lit_la_nuit() {
    for (int rouge = 0; rouge < 256; rouge += 51) {
      for (int vert = 0; vert < 256; vert += 51) {
        for (int bleu = 0; bleu < 256; bleu += 51) {
          var couleur = new Couleur(rouge, vert, bleu).lisible();
          var nuit = couleur.deNuit();
          assertThat(nuit.contraste(Couleur.FEUILLE_DE_NUIT))
              .as(couleur.hexa())
              .isGreaterThanOrEqualTo(Couleur.SEUIL);
          assertThat(nuit.contraste(Couleur.PAPIER_DE_NUIT))
              .as(couleur.hexa())
              .isGreaterThanOrEqualTo(Couleur.SEUIL);
          assertThat(nuit.contraste(couleur.fondDeNuit()))
              .as(couleur.hexa())
              .isGreaterThanOrEqualTo(Couleur.SEUIL);
        }
      }
    }
  }

  @Test
  void la_palette_est_lisible() {
    assertThat(Couleur.PALETTE)
        .allSatisfy(c -> assertThat(Couleur.choisie(c.hexa())).isEqualTo(c.hexa()))
        .extracting(Couleur.Proposee::nom)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "-lyon",
        "lyon-",
        "ly--on",
        "lyon métropole",
        "été",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void un_code_choisi_de_travers_est_refuse(String code) {
    assertThatThrownBy(() -> Nommage.codeChoisi(code))
        .isInstanceOfSatisfying(RegleMetier.class, e -> assertThat(e.champ()).isEqualTo("code"));
  }

  @Test
  void toute_couleur_proposee_est_lisible() {
    for (int i = 0; i < 200; i++) {
      assertThat(Couleur.choisie(Nommage.couleur("espace-" + i))).startsWith("#");
    }
    assertThatThrownBy(() -> Couleur.choisie("#ffcc00"))
        .isInstanceOfSatisfying(
            RegleMetier.class,
            e -> {
              assertThat(e.code()).isEqualTo("couleur-trop-claire");
              assertThat(e.getMessage()).containsPattern("#[0-9a-f]{6}");
            });
    assertThatThrownBy(() -> Couleur.choisie("rouge"))
        .isInstanceOfSatisfying(
            RegleMetier.class, e -> assertThat(e.code()).isEqualTo("couleur-invalide"));
    assertThat(Couleur.choisie(" 1F5F8B ")).isEqualTo("#1f5f8b");
  }

  @ParameterizedTest
  @CsvSource({
    "21690123100011, Ville de Lyon, COMMUNE",
    "20005480700017, Métropole d'Aix-Marseille-Provence, EPCI",
    "26140093100018, CHU de Caen Normandie, SANTE",
    "45220075100025, Archipel Habitat, BAILLEUR",
    "77605646700587, UGAP, AUTRE_PUBLIC",
    "22590001800016, Département du Nord, DEPARTEMENT"
  })
  void le_type_se_propose(String siret, String nom, TypeEspace type) {
    assertThat(TypeEspace.propose(siret, nom)).isEqualTo(type);
  }

  @Test
  void un_logo_se_reconnait_a_son_contenu() {
    byte[] png = new byte[60];
    System.arraycopy(
        new byte[] {
          (byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 'I', 'H', 'D', 'R'
        },
        0,
        png,
        0,
        16);
    assertThat(Logo.lire(png).type()).isEqualTo("image/png");
    assertThat(Logo.lire(png).empreinte()).matches("[0-9a-f]{16}");
    assertThatThrownBy(
            () ->
                Logo.lire(
                    "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"
                        .getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            RegleMetier.class, e -> assertThat(e.code()).isEqualTo("logo-illisible"));
    assertThatThrownBy(() -> Logo.lire(new byte[0])).isInstanceOf(RegleMetier.class);
    assertThatThrownBy(() -> Logo.lire(new byte[Logo.MAXIMUM + 1]))
        .isInstanceOfSatisfying(
            RegleMetier.class, e -> assertThat(e.code()).isEqualTo("logo-trop-lourd"));
  }
}
