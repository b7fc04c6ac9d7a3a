package fr.maillon.importdecp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.maillon.decp.ApercuDecp;
import fr.maillon.decp.FichierIllisible;
import fr.maillon.decp.LecteurDecp;
import fr.maillon.fichier.FluxDeMorceaux;
import fr.maillon.importdecp.SuivreImports.LigneView;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.RegleMetier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportDecpTest {

  private static Espace espace(boolean parSiren) {
    return new Espace(
        null,
        "x",
        "X",
        "X",
        "COMMUNE",
        "#000000",
        Titre.AGENT,
        null,
        List.of("21590163800019"),
        parSiren,
        Droits.agent(Droit.ADMINISTRATEUR, true));
  }

  @Test
  void seulsLesSiretDeLEspaceSontALui() {
    var perimetre = new Perimetres(espace(false));
    assertThat(perimetre.contient("21590163800019")).isTrue();
    assertThat(perimetre.contient("21590163800027")).isFalse();
    assertThat(perimetre.contient(null)).isFalse();
  }

  @Test
  void lOptionSirenPrendLesAutresEtablissements() {
    var perimetre = new Perimetres(espace(true));
    assertThat(perimetre.contient("21590163800027")).isTrue();
    assertThat(perimetre.contient("215901638")).isFalse();
    assertThat(perimetre.contient("21590163900019")).isFalse();
  }

  @Test
  void unRefusNEstAUnAutreQueSIlLeDitClairement() {
    var perimetre = new Perimetres(espace(false));
    assertThat(perimetre.designeUnAutre("20005480700017")).isTrue();
    assertThat(perimetre.designeUnAutre("215 901 638 00019")).isFalse();
    assertThat(perimetre.designeUnAutre("12345")).isFalse();
    assertThat(perimetre.designeUnAutre(null)).isFalse();
  }

  private static List<Object> lignesDuFichier(LigneView ligne) {
    return ListerLignesImport.LISTE.colonnes().stream()
        .<Object>map(c -> c.valeur().apply(ligne))
        .toList();
  }

  @Test
  void uneLigneDuCsvPorteLeRefusEnClair() {
    assertThat(
            lignesDuFichier(
                new LigneView(
                    7,
                    "=A",
                    "+Objet",
                    ResultatLigne.REFUSE,
                    null,
                    null,
                    "acheteur.id",
                    "-12",
                    "Acheteur illisible.",
                    List.of("a : b", "c : d"),
                    null,
                    null)))
        .containsExactly(
            7,
            "=A",
            "+Objet",
            "Refusé",
            "SIRET de l'acheteur",
            "-12",
            "Acheteur illisible.",
            "a : b | c : d");
  }

  @Test
  void leFluxRecolleLesMorceauxDansLOrdreEtSArreteAuDernier() throws IOException {
    var morceaux = List.of("abc", "", "de", "f");
    var flux =
        new FluxDeMorceaux(
            rang ->
                rang < morceaux.size()
                    ? morceaux.get(rang).getBytes(StandardCharsets.UTF_8)
                    : null);
    assertThat((char) flux.read()).isEqualTo('a');
    assertThat(flux.remis()).isEqualTo(1);
    assertThat(new String(flux.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("bcdef");
    assertThat(flux.remis()).isEqualTo(6);
    assertThat(flux.read()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bonjour", "{\"a\":1}", "<html></html>"})
  void ceQuiNEstPasDecpEstRefuseDEmblee(String contenu) {
    assertThatThrownBy(() -> ImporterDecp.exigerDecp(flux(contenu)))
        .asInstanceOf(InstanceOfAssertFactories.type(RegleMetier.class))
        .satisfies(e -> assertThat(e.champ()).isEqualTo("fichier"))
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
  }

  /**
   * Un fichier de plus d'un mégaoctet qui n'est pas DECP : l'aperçu le refuse, l'import aussi, du
   * même code.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[%s]}",
        "{\"a\":\"%s\"}",
        "{\"marches\":[{\"id\":\"1\",\"x\":[%s",
        "<rss><a>%s</a></rss>"
      })
  void lImportRefuseCeQueLApercuRefuseSiGrosQueCeSoit(String forme) {
    var contenu =
        forme.formatted(
            forme.contains("\"%s") || forme.startsWith("<")
                ? "a".repeat(900_000)
                : "0,".repeat(1_500_000) + "0");
    var apercu =
        catchThrowableOfType(
            FichierIllisible.class, () -> ApercuDecp.lire(flux(contenu), new LecteurDecp()));
    assertThatThrownBy(() -> ImporterDecp.exigerDecp(flux(contenu)))
        .asInstanceOf(InstanceOfAssertFactories.type(RegleMetier.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(apercu.code()).doesNotContain("_"));
  }

  @Test
  void unFichierDecpSeReconnaitApresUnLongPreambule() {
    ImporterDecp.exigerDecp(
        flux(
            "{\"a\":["
                + "0,".repeat(1_500_000)
                + "0],\"marches\":[{\"id\":\"1\",\"objet\":\"o\"}]}"));
  }

  private static InputStream flux(String texte) {
    return new ByteArrayInputStream(texte.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void chaqueEnregistrementEstCompteUneFois() {
    var job = ImportDecp.depose("f", null, "x", null);
    job.compter(ResultatLigne.CREE, true);
    job.compter(ResultatLigne.MIS_A_JOUR, false);
    job.compter(ResultatLigne.INCHANGE, true);
    job.compter(ResultatLigne.REFUSE, false);
    job.compterHorsPerimetre();
    assertThat(job.lus)
        .isEqualTo(5)
        .isEqualTo(job.crees + job.misAJour + job.inchanges + job.refuses + job.horsPerimetre);
    assertThat(job.avecAvertissement).isEqualTo(2);
  }
}
