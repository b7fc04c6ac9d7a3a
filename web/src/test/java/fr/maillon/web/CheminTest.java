package fr.maillon.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.marche.EtatMarche;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheminTest {
  private static Chemin demande(Map<String, String[]> parametres) {
    var recue =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                CheminTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (_, methode, arguments) ->
                    switch (methode.getName()) {
                      case "getParameter" ->
                          parametres.containsKey(arguments[0])
                              ? parametres.get(arguments[0])[0]
                              : null;
                      case "getParameterValues" -> parametres.get(arguments[0]);
                      case "getParameterMap" -> parametres;
                      default -> throw new UnsupportedOperationException(methode.getName());
                    });
    var chemin = new Chemin();
    chemin.requete = new SaisieNette(recue);
    return chemin;
  }

  private static Chemin demande(String nom, String... valeurs) {
    return demande(Map.of(nom, valeurs));
  }

  @Test
  void unFiltreComprisNeDitRien() {
    var chemin =
        demande(
            Map.of(
                "montantMin",
                new String[] {"1 234,50 €"},
                "du",
                new String[] {"03/02/2026"},
                "page",
                new String[] {"2"},
                "etat",
                new String[] {"execution,ACHEVE", "PREPARATION"}));
    assertThat(chemin.montant("montantMin")).isEqualByComparingTo("1234.5");
    assertThat(chemin.jour("du")).isEqualTo(LocalDate.of(2026, 2, 3));
    assertThat(chemin.entier("page", 1, 1_000_000, 1)).isEqualTo(2);
    assertThat(chemin.textes("etat")).containsExactly("execution", "ACHEVE", "PREPARATION");
    assertThat(chemin.montant("montantMax")).isNull();
    assertThat(chemin.getFautes()).isEmpty();
  }

  @Test
  void unFiltreIncomprisEstDitEtGarde() {
    for (var texte : new String[] {"abc", "1E1000000", "-5", "12345678901234567"}) {
      var chemin = demande("montantMin", texte);
      assertThat(chemin.montant("montantMin")).as(texte).isNull();
      assertThat(chemin.faute("montantMin")).as(texte).isNotEmpty();
      assertThat(chemin.demande("montantMin")).isEqualTo(texte);
    }
    for (var page : new String[] {"0", "-1", "abc", "99999999999"}) {
      var chemin = demande("page", page);
      assertThat(chemin.entier("page", 1, 1_000_000, 1)).isEqualTo(1);
      assertThat(chemin.getTues())
          .as("la page qui n'en dit rien le dit à son pied")
          .containsExactly("Écrivez un nombre entier, de 1 à 1\u202f000\u202f000.");
      assertThat(chemin.faute("page")).as(page).contains("nombre entier");
      assertThat(chemin.getTues()).as("une fois suffit").isEmpty();
    }
    var chemin = demande("etat", "LUNE");
    assertThat(chemin.mot(EtatMarche.class, "etat")).isNull();
    assertThat(chemin.mots(EtatMarche.class, "etat")).isEmpty();
    assertThat(chemin.getFautes()).containsOnlyKeys("etat");
  }

  @Test
  void ceQuUnePageRecoitPerdLesSignesDeCommandeSaufUnMotDePasse() {
    assertThat(demande("texte", "\u00a0l’é\u0000cole\u200b").requete.getParameterMap().get("texte"))
        .containsExactly("l’école");
    assertThat(demande("besoin", "deux\r\nlignes\n").requete.getParameter("besoin"))
        .isEqualTo("deux\nlignes");
    assertThat(demande("motDePasse", " a\u00a0").requete.getParameter("motDePasse"))
        .isEqualTo(" a\u00a0");
  }
}
