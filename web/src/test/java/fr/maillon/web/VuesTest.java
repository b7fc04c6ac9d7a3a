package fr.maillon.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.web.securite.Reprise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Ce que la politique de sécurité refuserait dans le navigateur, refusé ici plus tôt. */
class VuesTest {
  private static final Path WEBAPP = Path.of("src/main/webapp");
  private static final Pattern EN_LIGNE =
      Pattern.compile(
          "\\sstyle=|\\son[a-z]+=|<style[\\s>]|javascript:|<script(?![^>]*\\ssrc=)|https?://(?!www\\.w3\\.org|maillon\\.fr/tags)");

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
    assertThat(EN_LIGNE.matcher(Files.readString(vue)).results().map(r -> r.group()).toList())
        .as(vue.toString())
        .isEmpty();
  }

  /** Une ligne porte un élément, pour qu'un diff montre ce qui change (120 colonnes d'usage). */
  @ParameterizedTest
  @MethodSource("vues")
  void une_ligne_n_est_pas_une_page(Path vue) throws IOException {
    assertThat(Files.readAllLines(vue))
        .as(vue.toString())
        .allSatisfy(l -> assertThat(l).hasSizeLessThanOrEqualTo(190));
  }

  /**
   * MyFaces ne retient pas lequel des deux guillemets a ouvert un texte : une apostrophe entre
   * guillemets doubles casse toute la page.
   */
  @ParameterizedTest
  @MethodSource("vues")
  void une_expression_ne_melange_pas_les_guillemets(Path vue) throws IOException {
    var melange = Pattern.compile("#\\{[^}]*(\"[^\"}]*'[^\"}]*\"|'[^'}\"]*\"[^'}\"]*')[^}]*\\}");
    assertThat(
            melange
                .matcher(Files.readString(vue).replaceAll("=\"[^\"]*\"", ""))
                .results()
                .map(r -> r.group())
                .toList())
        .as(vue.toString())
        .isEmpty();
  }

  /** Ce qui se tape caché ne se rend jamais en clair, ni ne se garde. */
  @ParameterizedTest
  @MethodSource("vues")
  void un_champ_secret_est_connu_de_ceux_qui_rendent_une_saisie(Path vue) throws IOException {
    var secrets =
        Pattern.compile("<h:inputSecret id=\"(\\w+)\"|type=\"password\"[^>]*name=\"(\\w+)\"")
            .matcher(Files.readString(vue))
            .results()
            .map(r -> r.group(1) == null ? r.group(2) : r.group(1))
            .toList();
    assertThat(Reprise.SECRETS).containsAll(secrets);
  }

  @ParameterizedTest
  @MethodSource("vues")
  void un_formulaire_nu_qui_ecrit_porte_son_jeton(Path vue) throws IOException {
    var texte = Files.readString(vue);
    var formulaires =
        Pattern.compile("<form[^>]*method=\"post\".*?</form>", Pattern.DOTALL)
            .matcher(texte)
            .results()
            .map(r -> r.group())
            .toList();
    assertThat(formulaires).allSatisfy(f -> assertThat(f).contains("_jeton"));
  }

  /**
   * « x.le() » ne se lit pas : le langage des expressions garde ces mots pour comparer, et la page
   * répond 500.
   */
  @ParameterizedTest
  @MethodSource("vues")
  void une_expression_n_appelle_rien_d_un_mot_reserve(Path vue) throws Exception {
    assertThat(Files.readString(vue))
        .as(vue.toString())
        .doesNotContainPattern(
            "#\\{[^}]*\\.(and|or|not|eq|ne|lt|gt|le|ge|div|mod|empty|instanceof)\\(");
  }

  /**
   * Deux onglets : un geste posté dit ce que la personne avait sous les yeux, ou pourquoi il
   * n'écrase rien.
   */
  @ParameterizedTest
  @MethodSource("vues")
  void un_formulaire_dit_la_version_lue_ou_pourquoi_pas(Path vue) throws Exception {
    var usine = DocumentBuilderFactory.newInstance();
    usine.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    var elements = usine.newDocumentBuilder().parse(vue.toFile()).getElementsByTagName("h:form");
    for (int i = 0; i < elements.getLength(); i++) {
      var formulaire = (Element) elements.item(i);
      var dits = new ArrayList<String>();
      for (var enfant = formulaire.getFirstChild();
          enfant != null;
          enfant = enfant.getNextSibling()) {
        if (enfant instanceof Element e
            && e.getTagName().equals("f:attribute")
            && e.getAttribute("name").matches("lu|sansVersion")) {
          dits.add(e.getAttribute("value"));
          assertThat(e.getAttribute("value"))
              .as(vue + " : une version est lue de la page, une raison est une phrase")
              .matches(
                  e.getAttribute("name").equals("lu")
                      ? "#\\{m:lu\\(.+\\)}"
                      : "[^#{}]* [^#{}]* [^#{}]+");
        }
      }
      assertThat(dits)
          .as(
              vue
                  + " : le formulaire "
                  + formulaire.getAttribute("id")
                  + " porte « lu » ou « sansVersion »")
          .hasSize(1);
    }
    assertThat(Files.readString(vue))
        .as("une version ne se cache plus à la main")
        .doesNotContainPattern("inputHidden[^>]*[vV]ersion");
  }

  /**
   * Un texte sans limite dite serait coupé ou refusé sans prévenir ; et tout formulaire doit tenir
   * là où sa saisie se garde quand la session finit.
   */
  @ParameterizedTest
  @MethodSource("vues")
  void tout_texte_dit_sa_limite_et_tout_formulaire_peut_se_garder(Path vue) throws Exception {
    var usine = DocumentBuilderFactory.newInstance();
    usine.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    var formulaires = usine.newDocumentBuilder().parse(vue.toFile()).getElementsByTagName("h:form");
    for (int i = 0; i < formulaires.getLength(); i++) {
      var formulaire = (Element) formulaires.item(i);
      var champs = formulaire.getElementsByTagName("*");
      long octets = 0;
      for (int j = 0; j < champs.getLength(); j++) {
        var champ = (Element) champs.item(j);
        if (champ.getTagName().matches("h:input(Text|Textarea|Secret)")
            && !champ.getAttribute("pt:type").matches("date|month|color")
            && champ.getElementsByTagName("f:passThroughAttribute").getLength() == 0) {
          assertThat(champ.getAttribute("pt:maxlength"))
              .as(vue + " : la limite de " + champ.getAttribute("id"))
              .matches("[1-9][0-9]{0,4}");
          octets += 3L * Integer.parseInt(champ.getAttribute("pt:maxlength"));
        }
        octets += champ.getTagName().startsWith("h:") ? 200 : 0;
      }
      assertThat(2 * octets)
          .as(vue + " : ce formulaire, même dépassé du double, tient dans une saisie gardée")
          .isLessThan(fr.maillon.saisiegardee.SaisiesGardees.OCTETS);
    }
  }

  /** Sans libellé, le résumé des fautes ne saurait ni nommer le champ ni y mener. */
  @ParameterizedTest
  @MethodSource("vues")
  void tout_champ_a_son_libelle(Path vue) throws Exception {
    var usine = DocumentBuilderFactory.newInstance();
    usine.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    var elements = usine.newDocumentBuilder().parse(vue.toFile()).getElementsByTagName("*");
    for (int i = 0; i < elements.getLength(); i++) {
      var champ = (Element) elements.item(i);
      if (champ.getTagName().matches("h:(input(?!Hidden)|select).*")) {
        var cadre = (Node) champ;
        while (cadre instanceof Element e && !e.getTagName().equals("m:champ")) {
          cadre = cadre.getParentNode();
        }
        assertThat(cadre instanceof Element || champ.hasAttribute("label"))
            .as(vue + " : " + champ.getAttribute("id"))
            .isTrue();
      }
    }
  }

  /**
   * Ce que la maison dit de sa construction, et ce que personne du métier ne dit :
   * infra/decisions/redaction.md.
   */
  private static final Pattern MOTS_BANNIS =
      Pattern.compile(
          "contre-pass|bris de glace|manifeste|empreinte(?!\\w*\\(|\")|JSON Lines|agrégat|choix de"
              + " conception|le banc\\b|votre saisie|Remplissez ce champ|Y renoncer|Ne rien"
              + " changer|>Renoncer|Oublier ce fichier|Sortir tout|Sa vie<|Ses valeurs<|Ce qui le"
              + " décrit|\"Vaut\"|>Vaut<|Passer un portefeuille|Vérifier la chaîne|Rien au"
              + " registre|Bon total|\\bdeviennent dues|le registre dit|sans les index|erreur du"
              + " serveur|\\bDPO\\b|voisin bruyant",
          Pattern.CASE_INSENSITIVE);

  @ParameterizedTest
  @MethodSource("vues")
  void une_page_parle_la_langue_de_ceux_qui_la_lisent(Path vue) throws IOException {
    var texte =
        Pattern.compile("<!--.*?-->", Pattern.DOTALL).matcher(Files.readString(vue)).replaceAll("");
    assertThat(MOTS_BANNIS.matcher(texte).results().map(r -> r.group()).toList())
        .as(vue.toString())
        .isEmpty();
  }

  /** Une phrase composée en Java se lit dans une page comme les autres. */
  @Test
  void une_phrase_composee_parle_la_meme_langue() throws IOException {
    var lues = 0;
    for (var module :
        List.of(
            "src/main/java",
            "../api/metier/src/main/java",
            "../api/rest/src/main/java",
            "../tenant-admin/src/main/java")) {
      try (var sources = Files.walk(Path.of(module))) {
        for (var source : sources.filter(p -> p.toString().endsWith(".java")).toList()) {
          var phrases =
              Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"")
                  .matcher(Files.readString(source))
                  .results()
                  .map(r -> r.group())
                  .filter(
                      p ->
                          Pattern.compile(
                                  "(?i)le registre dit|erreur du serveur|sans les"
                                      + " index|d'oeuvre|voisin bruyant|\\bDPO\\b|choix de"
                                      + " conception")
                              .matcher(p)
                              .find())
                  .toList();
          assertThat(phrases).as(source.toString()).isEmpty();
          lues++;
        }
      }
    }
    assertThat(lues).isGreaterThan(300);
  }

  /**
   * Deux personnes peuvent porter le même nom, ou l'avoir pris : une histoire dit aussi par quel
   * compte. Le journal a sa colonne ; un portefeuille ne connaît pas les agents.
   */
  @ParameterizedTest
  @MethodSource("vues")
  void une_histoire_nomme_son_auteur_et_son_compte(Path vue) throws IOException {
    if (!vue.toString()
        .matches(".*(administration/journal|archive/reprise|assistance/portefeuille)\\.xhtml")) {
      var nus =
          Pattern.compile("<m:auteur[^>]*/>|<f:attribute[^>]*/>|rendered=\"[^\"]*\"")
              .matcher(Files.readString(vue))
              .replaceAll("");
      assertThat(
              Pattern.compile(
                      "\\b(auteur|auteurNom|decideeParNom|declareePar|decideePar|signePar|signeePar|proposeePar)\\(\\)")
                  .matcher(nus)
                  .results()
                  .map(r -> r.group())
                  .toList())
          .as(vue + " : <m:auteur nom= id=/>")
          .isEmpty();
    }
  }

  /**
   * « Levier : remplissez ce champ » ne dit pas quoi faire d'une liste : qui rend un choix
   * obligatoire dit lequel.
   */
  @ParameterizedTest
  @MethodSource("vues")
  void un_choix_obligatoire_dit_lequel_faire(Path vue) throws IOException {
    assertThat(
            Pattern.compile("<h:select[^>]*required=\"true\"(?![^>]*requiredMessage)")
                .matcher(Files.readString(vue))
                .find())
        .as(vue.toString())
        .isFalse();
  }

  /**
   * Une faute posée sur un champ qui n'existe pas finirait en tête de page, loin de ce qu'elle dit
   * de corriger.
   */
  @Test
  void une_page_ne_pose_de_faute_que_sur_un_champ_qui_existe() throws IOException {
    var identifiants = new StringBuilder();
    for (var vue : vues().toList()) {
      identifiants.append(Files.readString(vue));
    }
    try (var sources = Files.walk(Path.of("src/main/java"))) {
      for (var source : sources.filter(p -> p.toString().endsWith("Page.java")).toList()) {
        assertThat(
                Pattern.compile("faute\\(\"([a-zA-Z]+)\"")
                    .matcher(Files.readString(source))
                    .results()
                    .map(r -> r.group(1))
                    .toList())
            .as(source.toString())
            .allSatisfy(
                champ -> assertThat(identifiants).contains("<m:champ id=\"" + champ + "\""));
      }
    }
  }
}
