package fr.maillon.web.faces;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EcritureFrancaiseTest {
  @Test
  void la_ponctuation_tient_au_mot_qu_elle_suit() {
    assertThat(EcritureFrancaise.insecable("Retirer le titre « support » ? Non ; jamais : voilà !"))
        .isEqualTo(
            "Retirer le titre «\u00a0support\u00a0»\u00a0? Non\u00a0; jamais\u00a0: voilà\u00a0!");
    assertThat(EcritureFrancaise.insecable("(il s'efface « demain ».)"))
        .isEqualTo("(il s'efface «\u00a0demain\u00a0».)");
  }

  @Test
  void ce_qui_n_est_pas_de_la_ponctuation_reste() {
    for (var texte :
        new String[] {
          "", "09:41", "https://maillon.example/?a=b;c", "a :b", "déjà\u00a0: fait", " : "
        }) {
      assertThat(EcritureFrancaise.insecable(texte)).isEqualTo(texte);
    }
  }

  /** La règle, en une expression : le parcours signe à signe dit la même chose, sur tout texte. */
  @Test
  void le_parcours_suit_la_regle() {
    var regle = Pattern.compile("(?<=\\S) (?=[;:!?»](?:[\\s.,)»]|\\z))|(?<=«) ");
    var signes = "a :;!?»«.,)(\t\n\u00a0é1".toCharArray();
    var hasard = new Random(7);
    for (int essai = 0; essai < 20_000; essai++) {
      var texte = new StringBuilder();
      for (int n = hasard.nextInt(12); n > 0; n--) {
        texte.append(signes[hasard.nextInt(signes.length)]);
      }
      assertThat(EcritureFrancaise.insecable(texte.toString()))
          .isEqualTo(regle.matcher(texte).replaceAll("\u00a0"));
    }
  }

  @Test
  void une_page_la_recoit_un_champ_garde_ce_qu_on_y_a_tape() throws IOException {
    var page = new StringWriter();
    try (var ecriture = new EcritureFrancaise(new Brut(page)).cloneWithWriter(page)) {
      ecriture.writeText("Fait : oui", (String) null);
      ecriture.startElement("textarea", null);
      ecriture.writeText("Fait : oui", (String) null);
      ecriture.endElement("textarea");
      ecriture.writeText("Vraiment ?", (UIComponent) null, null);
      ecriture.writeText(3, (String) null);
    }
    assertThat(page.toString()).isEqualTo("Fait\u00a0: ouiFait : ouiVraiment\u00a0?3");
  }

  @Test
  void un_attribut_qui_parle_par_sa_presence_ne_s_ecrit_pas_vide() throws IOException {
    var page = new StringWriter();
    try (var ecriture = new EcritureFrancaise(new Brut(page)).cloneWithWriter(page)) {
      for (var valeur : new String[] {"", "checked"}) {
        ecriture.writeAttribute("checked", valeur, null);
        ecriture.writeURIAttribute("aria-current", valeur, null);
        ecriture.writeAttribute("value", valeur, null);
      }
    }
    assertThat(page.toString())
        .isEqualTo(" value= checked=checked aria-current=checked value=checked");
  }

  /** Écrit le texte et les attributs, sans balise. */
  private static final class Brut extends ResponseWriter {
    private final Writer sortie;

    Brut(Writer sortie) {
      this.sortie = sortie;
    }

    @Override
    public void writeText(Object texte, String propriete) throws IOException {
      sortie.write(texte.toString());
    }

    @Override
    public void writeText(char[] texte, int de, int combien) throws IOException {
      sortie.write(texte, de, combien);
    }

    @Override
    public void write(char[] texte, int de, int combien) throws IOException {
      sortie.write(texte, de, combien);
    }

    @Override
    public ResponseWriter cloneWithWriter(Writer autre) {
      return new Brut(autre);
    }

    @Override
    public String getContentType() {
      return "text/html";
    }

    @Override
    public String getCharacterEncoding() {
      return "UTF-8";
    }

    @Override
    public void startDocument() {}

    @Override
    public void endDocument() {}

    @Override
    public void startElement(String nom, UIComponent composant) {}

    @Override
    public void endElement(String nom) {}

    @Override
    public void writeAttribute(String nom, Object valeur, String propriete) throws IOException {
      sortie.write(" " + nom + "=" + valeur);
    }

    @Override
    public void writeURIAttribute(String nom, Object valeur, String propriete) throws IOException {
      writeAttribute(nom, valeur, propriete);
    }

    @Override
    public void writeComment(Object texte) {}

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
