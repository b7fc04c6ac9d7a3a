package fr.maillon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ce que la politique de sécurité refuserait dans le navigateur, refusé ici plus tôt. */
class VuesTest {
  private static final Path WEBAPP = Path.of("src/main/webapp");
  private static final Pattern EN_LIGNE = Pattern.compile("\\sstyle=|\\son[a-z]+=|<style[\\s>]|javascript:|<script(?![^>]*\\ssrc=)|https?://(?!www\\.w3\\.org|maillon\\.fr/tags)");

  static Stream<Path> vues() throws IOException {
    try (var tous = Files.walk(WEBAPP)) {
      return tous.filter(p -> p.toString().endsWith(".xhtml")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("vues")
  void une_vue_est_du_xml_sans_style_ni_script_en_ligne(Path vue) throws Exception {
    var usine = DocumentBuilderFactory.newInstance();
    usine.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    usine.newDocumentBuilder().parse(vue.toFile());
    assertThat(EN_LIGNE.matcher(Files.readString(vue)).results().map(r -> r.group()).toList()).as(vue.toString()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("vues")
  void un_formulaire_nu_qui_ecrit_porte_son_jeton(Path vue) throws IOException {
    var texte = Files.readString(vue);
    var formulaires = Pattern.compile("<form[^>]*method=\"post\".*?</form>", Pattern.DOTALL).matcher(texte).results().map(r -> r.group()).toList();
    assertThat(formulaires).allSatisfy(f -> assertThat(f).contains("_jeton"));
  }
}
