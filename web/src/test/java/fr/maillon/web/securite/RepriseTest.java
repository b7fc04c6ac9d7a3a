package fr.maillon.web.securite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepriseTest {
  @Test
  void ce_qui_est_garde_se_relit_tel_quel() {
    var champs = new LinkedHashMap<String, String[]>();
    champs.put("objet", new String[] {"« Œuvre » n° 12 & suite = \"oui\"\\\n\ttabulé 😀\u00a0"});
    champs.put("choix", new String[] {"a", "b", ""});
    champs.put("jakarta.faces.ViewState", new String[] {"stateless"});
    var relus = Reprise.lire(Reprise.ecrire(champs));
    assertThat(relus.keySet()).containsExactlyElementsOf(champs.keySet());
    champs.forEach((nom, valeurs) -> assertThat(relus.get(nom)).containsExactly(valeurs));
    assertThat(Reprise.lire(Reprise.ecrire(Map.of()))).isEmpty();
  }
}
