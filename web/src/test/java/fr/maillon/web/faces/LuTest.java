package fr.maillon.web.faces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LuTest {
  @Test
  void unEnvoiSansSonBoutonNAccusePersonne() {
    assertThat(Lu.sansSonBouton(List.of("ecart"), Set.of("ecart", "refus"), "a~3", "a~3"))
        .as("rien n'a bougé")
        .isTrue();
    assertThat(Lu.sansSonBouton(List.of("essai"), Set.of("essai"), null, null))
        .as("rien à écraser")
        .isTrue();
    assertThat(Lu.sansSonBouton(List.of(), Set.of("ecart"), null, null))
        .as("aucun formulaire n'est nommé")
        .isTrue();
  }

  @Test
  void unFormulaireDevanceLeDit() {
    assertThat(Lu.sansSonBouton(List.of("ecart"), Set.of("ecart"), "a~4", "a~3"))
        .as("la version a bougé")
        .isFalse();
    assertThat(Lu.sansSonBouton(List.of("ecart"), Set.of("refus"), null, "a~3"))
        .as("le formulaire n'est plus là")
        .isFalse();
    assertThat(Lu.sansSonBouton(List.of(), Set.of("ecart"), null, "a~3"))
        .as("lu, et plus de formulaire")
        .isFalse();
  }
}
