package fr.maillon.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.csv.Csv.Colonne;
import fr.maillon.csv.Csv.Ligne;
import fr.maillon.regle.RegleMetier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Les fichiers que les tableurs écrivent vraiment, et ceux qui n'en sont pas. */
class CsvTest {
  private static final List<Colonne> COLONNES =
      List.of(Colonne.obligatoire("nom", "raison sociale"), Colonne.facultative("type"));
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  @ParameterizedTest
  @ValueSource(strings = {";", ",", "\t"})
  void chaque_encodage_et_chaque_separateur_se_lisent(String s) throws IOException {
    var texte =
        "\r\n Type "
            + s
            + "Raison sociale\r\n"
            + s
            + "Évêché d'Œuilly\r\n\r\n"
            + s
            + " \r\nÉtat"
            + s
            + "\"Ville, de; Lyon\"\r\n";
    for (var octets :
        List.of(
            texte.getBytes(StandardCharsets.UTF_8),
            ("\ufeff" + texte).getBytes(StandardCharsets.UTF_8),
            texte.getBytes(WINDOWS))) {
      var lignes = lire(new ByteArrayInputStream(octets), 100);
      assertThat(lignes)
          .extracting(l -> l.valeur("nom"))
          .containsExactly("Évêché d'Œuilly", "Ville, de; Lyon");
      assertThat(lignes).extracting(l -> l.valeur("type")).containsExactly(null, "État");
      assertThat(lignes)
          .extracting(Ligne::rang)
          .as("le rang que le tableur montre")
          .containsExactly(3, 6);
    }
  }

  @Test
  void un_accent_au_dela_du_premier_tampon_dit_l_encodage() throws IOException {
    var texte = "nom\n" + "Ville\n".repeat(3_000) + "Évêché\n";
    assertThat(
            lire(new ByteArrayInputStream(texte.getBytes(WINDOWS)), 5_000).getLast().valeur("nom"))
        .isEqualTo("Évêché");
    assertThat(
            lire(new ByteArrayInputStream(texte.getBytes(StandardCharsets.UTF_8)), 5_000)
                .getLast()
                .valeur("nom"))
        .isEqualTo("Évêché");
  }

  @Test
  void le_separateur_annonce_par_excel_n_est_pas_l_en_tete() throws IOException {
    for (var texte :
        List.of(
            "sep=;\r\nnom;type\r\nVille de Sept;COMMUNE\r\n",
            "\ufeffsep=,\r\nnom,type\r\nVille de Sept,COMMUNE\r\n",
            "SEP=;\nnom;type\n\u00a0Ville de Sept\u202f;\u200bCOMMUNE\ufeff\n")) {
      assertThat(lire(new ByteArrayInputStream(texte.getBytes(StandardCharsets.UTF_8)), 10))
          .singleElement()
          .satisfies(
              l -> {
                assertThat(l.valeur("nom")).isEqualTo("Ville de Sept");
                assertThat(l.valeur("type")).isEqualTo("COMMUNE");
                assertThat(l.rang()).isEqualTo(3);
              });
    }
  }

  @Test
  void des_accents_abimes_sont_refuses_avec_leur_ligne() throws IOException {
    var mac = "nom\rVille\rCommunaut\u008e d'\u0083vry\r".getBytes(StandardCharsets.ISO_8859_1);
    var mixte =
        "nom\nVille d'\u00c3\u0089t\u00c3\u00a9\nVille d'\u00c2ge\n"
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> lire(new ByteArrayInputStream(mac), 10))
        .isInstanceOf(RegleMetier.class)
        .hasMessageStartingWith("Ligne 3,")
        .hasMessageContaining("CSV UTF-8");
    assertThatThrownBy(() -> lire(new ByteArrayInputStream(mixte), 10))
        .isInstanceOf(RegleMetier.class)
        .hasMessageStartingWith("Ligne 2,");
    refuse("encodage-abime", "nom\nVille d'\u00c3\u2030t\u00c3\u00a9\n");
    refuse("encodage-abime", "nom\nCommunaut\ufffd\n");
    var sains =
        List.of(
            "nom\nŽižkov Œuilly Ÿ d'Évêché Âge Pâque ÎLE n° 12 « à » 50 € – l’été…\n",
            "nom\nSARL Œuvre•Durable\u00a0; Ville\n".replace("•", " • "));
    for (var sain : sains) {
      assertThat(lire(new ByteArrayInputStream(sain.getBytes(WINDOWS)), 10)).as(sain).hasSize(1);
      assertThat(lire(new ByteArrayInputStream(sain.getBytes(StandardCharsets.UTF_8)), 10))
          .as(sain)
          .hasSize(1);
    }
  }

  @Test
  void ce_qui_n_est_pas_un_csv_est_dit() {
    refuse("fichier-vide", "");
    refuse("fichier-vide", " \n \n");
    refuse("fichier-vide", "nom;type\n;\n");
    refuse("colonne-manquante", "{\"nom\": \"Lyon\"}");
    refuse("csv-rompu", "nom\nLyon\n\"Caen\n");
    refuse("pas-un-csv", "PK\u0003\u0004\u0014\u0000\u0006\u0000");
    refuse("trop-de-lignes", "nom\n" + "Lyon\n".repeat(101));
  }

  /** Il n'est ni lu jusqu'au bout, ni gardé. */
  @Test
  void un_fichier_sans_fin_est_arrete_et_rien_n_en_reste() throws IOException {
    var avant = temporaires();
    var infini =
        new InputStream() {
          private long lus;

          @Override
          public int read() {
            lus++;
            return 'a';
          }
        };
    assertThatThrownBy(() -> lire(infini, 100))
        .isInstanceOfSatisfying(
            RegleMetier.class, e -> assertThat(e.code()).isEqualTo("trop-volumineux"));
    assertThat(infini.lus).isLessThan(Csv.MAXIMUM + 64 * 1024L);
    refuse("csv-rompu", "nom\nLyon\n\"Caen\n");
    assertThat(temporaires()).isEqualTo(avant);
  }

  private static List<String> temporaires() throws IOException {
    try (var fichiers = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return fichiers
          .map(f -> f.getFileName().toString())
          .filter(f -> f.startsWith("maillon-") && f.endsWith(".csv"))
          .sorted()
          .toList();
    }
  }

  private static void refuse(String code, String texte) {
    assertThatThrownBy(
            () -> lire(new ByteArrayInputStream(texte.getBytes(StandardCharsets.UTF_8)), 100))
        .isInstanceOfSatisfying(RegleMetier.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static List<Ligne> lire(InputStream flux, int auPlus) throws IOException {
    var lignes = new ArrayList<Ligne>();
    try (var fichier = Csv.recevoir(flux, COLONNES, auPlus)) {
      assertThat(fichier.parcourir(lignes::add)).isEqualTo(lignes.size());
      // le second passage rend la même chose
      var encore = new ArrayList<Ligne>();
      fichier.parcourir(encore::add);
      assertThat(encore).isEqualTo(lignes);
    }
    return lignes;
  }
}
