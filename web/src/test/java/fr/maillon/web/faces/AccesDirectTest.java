package fr.maillon.web.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.el.ELException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccesDirectTest {
  /** Une ligne de liste. */
  record Ligne(String objet, int lots) {}

  /** Un bean de page. */
  static class Page {
    public String getTitre() {
      return "Marchés";
    }

    public boolean isVide() {
      return false;
    }

    public String objet(Ligne ligne) {
      return ligne.objet();
    }

    public String deux() {
      return "sans";
    }

    public String deux(String a) {
      return a;
    }

    public String plusieurs(String... a) {
      return String.join(",", a);
    }

    public String panne() {
      throw new IllegalStateException("panne");
    }
  }

  private final AccesDirect acces = new AccesDirect();
  private final Contexte contexte = new Contexte();

  @Test
  void une_ligne_se_lit_par_sa_methode_ou_par_son_nom() {
    var ligne = new Ligne("Rénovation", 2);
    assertThat(appeler(ligne, "objet")).isEqualTo("Rénovation");
    assertThat(lire(ligne, "lots")).isEqualTo(2);
  }

  @Test
  void une_page_se_lit_par_ses_proprietes_et_ses_methodes() {
    var page = new Page();
    assertThat(lire(page, "titre")).isEqualTo("Marchés");
    assertThat(lire(page, "vide")).isEqualTo(false);
    assertThat(appeler(page, "objet", new Ligne("Voirie", 1))).isEqualTo("Voirie");
  }

  @Test
  void ce_qui_demande_un_choix_ou_une_conversion_reste_au_serveur() {
    var page = new Page();
    assertThat(laisse(page, "deux")).isTrue();
    assertThat(laisse(page, "plusieurs", "a")).isTrue();
    assertThat(laisse(page, "objet", "du texte")).isTrue();
    assertThat(laisse(page, "objet", (Object) null)).isTrue();
    assertThat(laisse(page, "inconnue")).isTrue();
    assertThat(laisse(List.of(1), "size")).isTrue();
    contexte.setPropertyResolved(false);
    assertThat(acces.getValue(contexte, page, "inconnue")).isNull();
    assertThat(contexte.isPropertyResolved()).isFalse();
  }

  @Test
  void une_panne_garde_sa_cause() {
    assertThatThrownBy(() -> appeler(new Page(), "panne"))
        .isInstanceOf(ELException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void ce_qui_a_deja_le_type_voulu_n_est_pas_converti() {
    contexte.setPropertyResolved(false);
    assertThat(acces.convertToType(contexte, "mot", String.class)).isEqualTo("mot");
    assertThat(contexte.isPropertyResolved()).isTrue();
    contexte.setPropertyResolved(false);
    assertThat(acces.convertToType(contexte, null, String.class)).isNull();
    assertThat(contexte.isPropertyResolved()).isFalse();
  }

  private Object lire(Object base, String propriete) {
    contexte.setPropertyResolved(false);
    var valeur = acces.getValue(contexte, base, propriete);
    assertThat(contexte.isPropertyResolved()).isTrue();
    return valeur;
  }

  private Object appeler(Object base, String methode, Object... valeurs) {
    contexte.setPropertyResolved(false);
    var valeur = acces.invoke(contexte, base, methode, types(valeurs), valeurs);
    assertThat(contexte.isPropertyResolved()).isTrue();
    return valeur;
  }

  private boolean laisse(Object base, String methode, Object... valeurs) {
    contexte.setPropertyResolved(false);
    acces.invoke(contexte, base, methode, types(valeurs), valeurs);
    return !contexte.isPropertyResolved();
  }

  /** Comme le moteur des pages les donne : ceux des valeurs, et rien quand il n'y en a pas. */
  private static Class<?>[] types(Object... valeurs) {
    return valeurs.length == 0
        ? null
        : Stream.of(valeurs).map(v -> v == null ? null : v.getClass()).toArray(Class[]::new);
  }

  private static final class Contexte extends jakarta.el.ELContext {
    @Override
    public jakarta.el.ELResolver getELResolver() {
      return null;
    }

    @Override
    public jakarta.el.FunctionMapper getFunctionMapper() {
      return null;
    }

    @Override
    public jakarta.el.VariableMapper getVariableMapper() {
      return null;
    }
  }
}
