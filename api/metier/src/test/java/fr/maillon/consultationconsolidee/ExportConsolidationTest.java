package fr.maillon.consultationconsolidee;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.consolidation.ChiffresAnnee;
import fr.maillon.consultationconsolidee.ConsulterConsolidation.Tableau;
import fr.maillon.liste.FormatDeFichier;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportConsolidationTest {
  private static final Tableau TABLEAU =
      new Tableau(
          2026,
          Axe.TYPE_MAITRE_OUVRAGE,
          List.of(
              new ChiffresAnnee(
                  "COMMUNE",
                  2026,
                  2,
                  3,
                  new BigDecimal("1500.00"),
                  new BigDecimal("1000.50"),
                  new BigDecimal("812.25"),
                  new BigDecimal("54.2"),
                  14,
                  false,
                  false,
                  List.of()),
              new ChiffresAnnee(
                  "AUTRES",
                  2026,
                  1,
                  1,
                  new BigDecimal("400.00"),
                  null,
                  null,
                  null,
                  null,
                  true,
                  false,
                  List.of("ETAT", "SANTE"))),
          new ChiffresAnnee(
              null,
              2026,
              3,
              4,
              new BigDecimal("1900.00"),
              null,
              null,
              null,
              null,
              true,
              true,
              List.of()),
          LocalDate.of(2026, 10, 31),
          false);

  @Test
  void leCsvDitLesBasesEtCacheLesCases() throws Exception {
    var sortie = new ByteArrayOutputStream();
    ExportConsolidation.ecrire(FormatDeFichier.CSV, TABLEAU, sortie);
    var lignes = sortie.toString(StandardCharsets.UTF_8).split("\r\n");
    assertThat(lignes[0]).isEqualTo("\ufeffAnnée;2026");
    assertThat(lignes[1]).isEqualTo("Arrêté au;2026-10-31");
    assertThat(lignes[2])
        .isEqualTo(
            "Type de maître d'ouvrage;Marchés avec clause;Lots avec clause;Heures faites dans"
                + " l'année (tous engagements);Heures dues par les engagements de l'année;Heures"
                + " faites sur les engagements de l'année;Réalisation des engagements de l'année"
                + " (%);Participants");
    assertThat(lignes[3]).startsWith("Base;marchés dont un lot");
    assertThat(lignes[4]).isEqualTo("Communes;2;3;1000,50;1500,00;812,25;54,2;14");
    assertThat(lignes[5])
        .isEqualTo("Types réunis (État, Établissements de santé);1;1;s.;400,00;s.;s.;s.");
    assertThat(lignes[6]).isEqualTo("Ensemble;3;4;s.;1900,00;s.;s.;s.");
    assertThat(lignes).hasSize(7);
    assertThat(new BigDecimal("54.2"))
        .as("le taux se refait depuis les deux nombres de sa ligne")
        .isEqualByComparingTo(
            ChiffresAnnee.taux(new BigDecimal("812.25"), new BigDecimal("1500.00")));
  }

  @Test
  void leClasseurPorteDeVraisNombres(@TempDir Path dossier) throws Exception {
    var fichier = dossier.resolve("consolidation.xlsx");
    try (var sortie = Files.newOutputStream(fichier)) {
      ExportConsolidation.ecrire(FormatDeFichier.XLSX, TABLEAU, sortie);
    }
    String feuille;
    try (var zip = new ZipFile(fichier.toFile())) {
      feuille =
          new String(
              zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes(),
              StandardCharsets.UTF_8);
    }
    assertThat(feuille)
        .containsPattern("r=\"F3\"[^>]*><v>812.25</v>")
        .containsPattern("r=\"H3\"[^>]*><v>14</v>")
        .containsPattern("r=\"G3\"[^>]*><v>54.2</v>");
    assertThat(feuille).containsPattern("r=\"D4\"[^>]*t=\"(s|inlineStr)\"");
  }
}
