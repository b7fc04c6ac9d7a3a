package fr.maillon.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.acces.OuvrirPerimetre.Destination;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutesTest {

  @Test
  void lit_les_parametres_de_l_adresse() {
    var trouvee = Routes.trouver("/m/aix-marseille/marches/42").orElseThrow();
    assertThat(trouvee.parametres())
        .containsEntry("code", "aix-marseille")
        .containsEntry("id", "42");
    assertThat(trouvee.route().destination(trouvee.parametres()))
        .isEqualTo(new Destination.UnEspace("aix-marseille"));
  }

  @Test
  void ne_connait_pas_une_adresse_interne_ni_une_adresse_presque_juste() {
    for (var chemin :
        List.of(
            "/vues/bascule/espaces.xhtml",
            "/interne/accueil",
            "/WEB-INF/web.xml",
            "/m",
            "/m//marches",
            "/m/a/marches/b/c",
            "/index.xhtml")) {
      assertThat(Routes.trouver(chemin)).as(chemin).isEmpty();
    }
  }

  @Test
  void toute_adresse_sous_m_ouvre_l_espace_qu_elle_nomme() {
    for (var route : Routes.table()) {
      assertThat(route.entree() == Route.Entree.ESPACE)
          .as(route.motif())
          .isEqualTo(route.motif().startsWith("/m/{code}"));
    }
  }

  @Test
  void deux_routes_n_ont_pas_la_meme_adresse() {
    assertThat(Routes.table())
        .extracting(r -> r.motif().replaceAll("\\{[^}]+}", "{}"))
        .doesNotHaveDuplicates();
  }

  @Test
  void seules_l_aide_et_une_invitation_se_lisent_sans_connexion() {
    assertThat(Routes.table())
        .filteredOn(r -> r.entree() == Route.Entree.PUBLIQUE)
        .extracting(Route::motif)
        .containsExactlyInAnyOrder(
            "/accessibilite", "/deconnecte", "/invitation", "/invitation/lien");
  }

  @Test
  void une_adresse_fixe_passe_avant_un_parametre() {
    for (var route : Routes.table()) {
      if (!route.motif().contains("{")) {
        assertThat(Routes.trouver(route.motif()).orElseThrow().route()).isEqualTo(route);
      }
    }
  }

  @Test
  void les_vues_de_la_table_ont_un_nom_sans_surprise() {
    assertThat(Routes.table())
        .allSatisfy(
            r ->
                assertThat(r.cible())
                    .matches("/vues/[a-z]+/[a-z0-9-]+\\.xhtml|/interne/[a-z0-9-]+"));
  }

  @Test
  void les_vues_communes_existent() {
    var webapp = Path.of("src/main/webapp");
    for (var vue :
        Set.of(
            "bascule/espaces",
            "accueil/espace",
            "accueil/deconnecte",
            "aide/aide",
            "aide/persona",
            "aide/accessibilite")) {
      assertThat(Files.exists(webapp.resolve("vues/" + vue + ".xhtml"))).as(vue).isTrue();
    }
  }
}
