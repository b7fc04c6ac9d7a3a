package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Aucune requête, JPQL ou SQL, ne se compose d'autre chose que de constantes : une valeur y entre
 * en paramètre, jamais dans le texte.
 */
class RequetesTest {
  private static final List<String> MODULES =
      List.of("tenant-admin", "api/metier", "api/rest", "web");

  /**
   * Ce qui se compose de déclarations : une liste, dont chaque morceau est relu là où elle se
   * déclare ; une entité ; l'instruction d'entrée, dont le seul mot venu d'ailleurs n'est fait que
   * de lettres, de chiffres et de traits ({@code Identification.lisible}).
   */
  private static final Set<String> DECLAREES =
      Set.of(
          "Critere.predicats:",
          "Identification.lire:",
          "InsertionGroupee.inserer:",
          "LireListe.choisies:",
          "LireListe.cles:",
          "LireListe.compter:",
          "LireListe.depasse:",
          "LireListe.jointes:",
          "LireListe.lignes:",
          "LireListe.resume:",
          "LireListe.tenu:",
          "TenueDesPoids.ecrire:");

  /**
   * Ce qui se compose de noms de tables et de colonnes lus au catalogue de PostgreSQL, que nul ne
   * saisit.
   */
  private static final Set<String> DU_CATALOGUE =
      Set.of(
          "EffacerEspaces.preparer:",
          "LireTables.compter:",
          "LireTables.noms:",
          "LireTables.page:",
          "LireTables.piece:",
          "RemplirEspace.inserer:",
          "Stockage.mesurer:");

  @Test
  void aucuneRequeteNeSeComposeDAutreChoseQueDeConstantes() throws IOException {
    var provenance = new Provenance(sources());
    assertThat(provenance.requetes()).as("requêtes relues").isGreaterThan(250);
    var admises = new TreeSet<>(DU_CATALOGUE);
    admises.addAll(DECLAREES);
    var fautes = new TreeSet<String>();
    provenance
        .douteuses()
        .forEach(
            (ou, quoi) -> {
              if (admises.stream().noneMatch(ou::startsWith)) {
                fautes.add(ou + " : " + quoi);
              }
            });
    assertThat(fautes).isEmpty();
    assertThat(admises)
        .as("une exception qui ne sert plus")
        .allMatch(e -> provenance.douteuses().keySet().stream().anyMatch(ou -> ou.startsWith(e)));
  }

  /** L'essai voit ce qu'il doit voir. */
  @Test
  void uneValeurDansLeTexteEstVue() throws IOException {
    var dossier = Files.createTempDirectory("requetes");
    var source =
        Files.writeString(
            dossier.resolve("Essai.java"),
            """
            import jakarta.persistence.EntityManager;
            import java.util.List;
            class Essai {
              enum Tri { NOM("e.nom"), CODE("e.code"); final String ordre; Tri(String ordre) { this.ordre = ordre; } }
              record Filtre(String texte) {}
              static final String LU = "select e from Essai e";
              EntityManager em;
              void bon(Tri tri, int n, boolean b) { em.createQuery(LU + (b ? " where e.x = :x" : "") + " order by " + tri.ordre + n + ou(b)); }
              String ou(boolean b) { var s = new StringBuilder(); if (b) { s.append(" and e.y"); } return s.toString(); }
              void concatene(String nom) { em.createQuery(LU + " where e.nom = '" + nom + "'"); }
              void formate(Filtre f) { em.createNativeQuery("select 1 where x = '%s'".formatted(f.texte())); }
              void parMorceaux(List<String> noms) { var s = new StringBuilder(LU); for (var n : noms) { s.append(n); } em.createQuery(s.toString()); }
              void detour(String nom) { parametre(LU + nom); }
              void parametre(String sql) { em.createQuery(sql); }
              void entree(Filtre f) { concatene(f.texte()); new Essai().parMorceaux(List.of(f.texte())); detour(System.getProperty("x")); new Filtre(System.getenv("y")); }
            }
            """);
    try {
      assertThat(new Provenance(List.of(source)).douteuses().keySet())
          .extracting(ou -> ou.replaceAll(":.*", ""))
          .containsExactly(
              "Essai.concatene", "Essai.formate", "Essai.parMorceaux", "Essai.parametre");
    } finally {
      Files.delete(source);
      Files.delete(dossier);
    }
  }

  private static List<Path> sources() throws IOException {
    var racine = Path.of("").toAbsolutePath().getParent();
    var fichiers = new java.util.ArrayList<Path>();
    for (var module : MODULES) {
      try (var arbre = Files.walk(racine.resolve(module).resolve("src/main/java"))) {
        arbre
            .filter(
                f ->
                    f.toString().endsWith(".java")
                        && !f.endsWith("package-info.java")
                        && !f.endsWith("module-info.java"))
            .forEach(fichiers::add);
      }
    }
    return fichiers;
  }
}
