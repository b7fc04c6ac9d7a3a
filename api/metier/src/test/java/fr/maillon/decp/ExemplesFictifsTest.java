package fr.maillon.decp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Les exemples officiels des deux formats, publiés avec les schémas. */
class ExemplesFictifsTest {
  @TestFactory
  Stream<DynamicTest> toutExempleEstLuEnEntierDansSonFormat() throws IOException {
    return Stream.of("2019", "2022")
        .flatMap(
            f ->
                exemples(f).stream()
                    .map(
                        e ->
                            DynamicTest.dynamicTest(
                                f + "/" + e.getFileName(),
                                () -> {
                                  var lus = Jeu.lire(e);
                                  assertThat(lus).isNotEmpty().allMatch(Enregistrement::accepte);
                                  String attendu =
                                      f + (e.toString().endsWith("xml") ? "-xml" : "-json");
                                  assertThat(lus)
                                      .extracting(l -> l.format().libelle())
                                      .containsOnly(attendu);
                                })));
  }

  private static List<Path> exemples(String format) {
    try (var fichiers = Files.list(Jeu.dossier().resolve("schemas/exemples-fictifs-" + format))) {
      return fichiers.sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Les autres couples d'exemples ne disent pas la même chose en JSON et en XML (numéros, nombre
   * d'avenants).
   */
  @ParameterizedTest
  @ValueSource(
      strings = {"mar-basique", "mar-basique-avec-uid", "cc-basique", "cc-basique-avec-uid"})
  void leJsonEtLeXmlDuMemeContenuDonnentLeMemeContrat(String nom) {
    var dossier = Jeu.dossier().resolve("schemas/exemples-fictifs-2019");
    var json = Jeu.lire(dossier.resolve(nom + ".json"));
    var xml = Jeu.lire(dossier.resolve(nom + ".xml"));
    assertThat(xml.getFirst().marche())
        .usingRecursiveComparison()
        .withEqualsForType((a, b) -> a.compareTo(b) == 0, java.math.BigDecimal.class)
        .ignoringFields("format")
        .isEqualTo(json.getFirst().marche());
    assertThat(xml.getFirst().marche().empreinte()).isEqualTo(json.getFirst().marche().empreinte());
    assertThat(xml.getFirst().marche().cleDeLot()).isEqualTo(json.getFirst().marche().cleDeLot());
  }

  @Test
  void laConcessionDe2022EstLaMemeEnXmlEtEnJson() {
    var dossier = Jeu.dossier().resolve("schemas/exemples-fictifs-2022");
    var json = Jeu.lire(dossier.resolve("marches_concessions.json")).getFirst().marche();
    var xml = Jeu.lire(dossier.resolve("Contrat-concession-modification.xml")).getFirst().marche();
    assertThat(xml.concession()).isEqualTo(json.concession());
    assertThat(xml.titulaires()).isEqualTo(json.titulaires()).hasSize(2);
    assertThat(xml.considerationsSociales()).isEqualTo(json.considerationsSociales());
    assertThat(xml.modifications()).hasSameSizeAs(json.modifications());
    assertThat(xml.modifications().getFirst().montant()).isEqualByComparingTo("25");
  }

  @Test
  void leMarcheDe2022EnXml() {
    var m =
        Jeu.lire(Jeu.dossier().resolve("schemas/exemples-fictifs-2022/Marche.xml"))
            .getFirst()
            .marche();
    assertThat(m.marcheInnovant()).isTrue();
    assertThat(m.origineUE()).isEqualByComparingTo("0.1");
    assertThat(m.techniques()).containsExactly("Concours", "Accord-cadre");
    assertThat(m.considerationsSociales())
        .containsExactly(ConsiderationSociale.CLAUSE, ConsiderationSociale.CRITERE);
    assertThat(m.actesSousTraitance())
        .singleElement()
        .satisfies(
            a -> {
              assertThat(a.sousTraitant().id()).isEqualTo("214356");
              assertThat(a.montant()).isEqualByComparingTo("123456.89");
              assertThat(a.datePublication()).isEqualTo("2024-10-12");
            });
    assertThat(m.lieu()).isEqualTo(new MarcheDecp.Lieu("75000", "Code postal", null));
    assertThat(m.montant()).isEqualByComparingTo("575000");
  }
}
