package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Les murs entre les maisons tiennent aussi dans le texte des requêtes : Java ne voit pas qu'un
 * {@code join Clause c} écrit chez les heures lie deux maisons. Une maison ne nomme que ses
 * entités, celles que leur maison offre en lecture, et ce que dit la liste, avec sa raison.
 */
class MursDesRequetesTest {
  private static final List<String> MODULES =
      List.of("tenant-admin", "api/metier", "api/rest", "web");

  /** {@code from Marche m}, {@code join Lot l}, {@code update Clause c}, {@code , Titulaire t}. */
  private static final Pattern NOMMEE =
      Pattern.compile("(?:\\b(?:from|join|update|into)\\s+|,\\s*)([A-Z]\\w+)\\b");

  /** La source d'une liste déclarée : {@code Marche m left join …}. */
  private static final Pattern SOURCE =
      Pattern.compile("^([A-Z]\\w+) [a-z]{1,2}(?: (?:left |inner )?join .*|, .*)?$");

  private static final Pattern TABLE =
      Pattern.compile("\\b(?:metier|equipe|plateforme)\\.([a-z_]+)\\b");

  /** Elles mesurent, sortent, effacent ou relisent l'espace entier, table par table. */
  private static final Set<String> TOUTES_LES_TABLES =
      Set.of("isolation", "consolidation", "journal", "usage", "maitreouvrage", "repentir");

  /** Qui lit chez qui, au-delà des entités offertes ; et pourquoi. Le sens est celui de Java. */
  private static final Map<String, String> LECTRICES =
      Map.ofEntries(
          Map.entry("assistance -> clause", "« Mon travail » attend les clauses à décider"),
          Map.entry("assistance -> execution", "« Mon travail » attend les heures à valider"),
          Map.entry("assistance -> marche", "une demande se lit avec son marché"),
          Map.entry("choixespace -> assistance", "les chiffres de chaque espace, côte à côte"),
          Map.entry("choixespace -> marche", "les chiffres de chaque espace, côte à côte"),
          Map.entry("charge -> affectation", "la charge d'un facilitateur, espace par espace"),
          Map.entry("charge -> assistance", "la charge d'un facilitateur, espace par espace"),
          Map.entry("charge -> marche", "la charge d'un facilitateur, espace par espace"),
          Map.entry("clause -> marche", "une clause se lit avec son lot"),
          Map.entry(
              "acces -> personne", "le nom de qui entre, dans la lecture qui le laisse entrer"),
          Map.entry(
              "suiviconvention -> affectation", "une convention se lit avec ceux qu'elle affecte"),
          Map.entry(
              "suiviconvention -> convention",
              "les listes de la coordination, au-dessus de la règle"),
          Map.entry("envoi -> personne", "à qui écrire dans un espace, le jour de l'envoi"),
          Map.entry(
              "equipe -> affectation", "un membre se lit avec ses espaces ; qui part les rend"),
          Map.entry("equipe -> envoi", "une invitation non partie se retire avec son titre"),
          Map.entry("execution -> clause", "un contrat tient à un engagement"),
          Map.entry("execution -> maitreouvrage", "l'espace dit si l'on valide ce qu'on a déclaré"),
          Map.entry("execution -> marche", "un contrat se lit avec son marché"),
          Map.entry("execution -> participant", "un contrat se lit avec sa personne"),
          Map.entry("identite -> equipe", "qui change d'adresse garde ses titres"),
          Map.entry("identite -> personne", "qui change d'adresse garde ses droits"),
          Map.entry(
              "maitreouvrage -> personne", "le centre voit si le premier administrateur est venu"),
          Map.entry(
              "importespaces -> maitreouvrage",
              "un fichier d'espaces se compare à ceux qui existent"),
          Map.entry("passation -> affectation", "un portefeuille est fait d'affectations"),
          Map.entry("tracabilite -> personne", "qui, sous l'identifiant"));

  @Test
  void uneMaisonNeNommeQueSesEntites() throws IOException {
    var fautes = new TreeSet<String>();
    var servies = new TreeSet<String>();
    lectures()
        .forEach(
            (paire, ou) -> {
              if (LECTRICES.containsKey(paire)) {
                servies.add(paire);
              } else {
                fautes.add(paire + " : " + ou);
              }
            });
    assertThat(fautes).as("une maison lit l'entité d'une autre").isEmpty();
    assertThat(servies).as("une lecture permise qui ne sert plus").isEqualTo(LECTRICES.keySet());
  }

  /** Sans cercle : ce qu'une maison lit ne la lit pas, de proche en proche. */
  @Test
  void lesLecturesNeTournentPasEnRond() throws IOException {
    var suivantes = new TreeMap<String, TreeSet<String>>();
    for (var paire : lectures().keySet()) {
      var maisons = paire.split(" -> ", 2);
      suivantes.computeIfAbsent(maisons[0], _ -> new TreeSet<>()).add(maisons[1]);
    }
    for (var depart : suivantes.keySet()) {
      var vues = new TreeSet<String>();
      var aVoir = new ArrayList<>(suivantes.get(depart));
      while (!aVoir.isEmpty()) {
        var maison = aVoir.removeLast();
        if (vues.add(maison)) {
          aVoir.addAll(suivantes.getOrDefault(maison, new TreeSet<>()));
        }
      }
      assertThat(vues)
          .as("%s se lit elle-même en passant par d'autres", depart)
          .doesNotContain(depart);
    }
  }

  /** L'essai voit ce qu'il doit voir. */
  @Test
  void chaqueFaconDeNommerEstVue() {
    assertThat(
            List.of(
                    "select m from Marche m where m.id = :id",
                    "select count(*) from Lot l join Marche m on m.id = l.marcheId",
                    "select l from Lot l, Marche m",
                    "update Marche m set m.etat = :e",
                    "delete from Marche m",
                    "Marche m",
                    "Marche m left join Lot l on l.marcheId = m.id")
                .stream()
                .map(MursDesRequetesTest::nommees))
        .allMatch(n -> n.contains("Marche"));
    assertThat(nommees("Marche conclu le 3 mai")).isEmpty();
  }

  private static Set<String> nommees(String texte) {
    var noms = new TreeSet<String>();
    if (texte.matches(
        "(?s)\\s*(select|update|delete|insert|from|join|left|exists|not exists|and|or|\\().*")) {
      var m = NOMMEE.matcher(texte);
      while (m.find()) {
        noms.add(m.group(1));
      }
    }
    var source = SOURCE.matcher(texte);
    if (source.matches()) {
      noms.add(source.group(1));
      var m = NOMMEE.matcher(texte);
      while (m.find()) {
        noms.add(m.group(1));
      }
    }
    return noms;
  }

  /** « lectrice -> lue », et où. */
  private static SortedMap<String, Set<String>> lectures() throws IOException {
    var racine = Path.of(System.getProperty("maillon.racine"));
    var classes = new ArrayList<ClassModel>();
    var adresses = new ArrayList<java.net.URL>();
    for (var module : MODULES) {
      var dossier = racine.resolve(module).resolve("target/classes");
      adresses.add(dossier.toUri().toURL());
      try (var fichiers = Files.walk(dossier)) {
        for (var f : fichiers.filter(x -> x.toString().endsWith(".class")).sorted().toList()) {
          classes.add(ClassFile.of().parse(f));
        }
      }
    }
    var maisons = new TreeMap<String, String>();
    var tables = new TreeMap<String, String>();
    try (var chargeur =
        new URLClassLoader(
            adresses.toArray(java.net.URL[]::new), MursDesRequetesTest.class.getClassLoader())) {
      for (var c : classes) {
        var nom = c.thisClass().asInternalName().replace('/', '.');
        if (!annotee(c)) {
          continue;
        }
        var type = chargeur.loadClass(nom);
        var entite = type.getAnnotation(Entity.class);
        var nomDEntite = entite.name().isEmpty() ? type.getSimpleName() : entite.name();
        var offerte = type.isAnnotationPresent(fr.maillon.isolation.EnLecture.class);
        maisons.put(nomDEntite, offerte ? "" : maison(nom));
        var table = type.getAnnotation(Table.class);
        if (!offerte && table != null) {
          tables.put(table.schema() + "." + table.name(), maison(nom));
        }
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
    assertThat(maisons).as("entités relues").hasSizeGreaterThan(60);
    var lues = new TreeMap<String, Set<String>>();
    for (var c : classes) {
      var nom = c.thisClass().asInternalName().replace('/', '.');
      for (var entree : c.constantPool()) {
        if (entree instanceof StringEntry texte) {
          for (var entite : nommees(texte.stringValue())) {
            noter(lues, nom, maisons.getOrDefault(entite, ""), entite);
          }
          var m = TABLE.matcher(texte.stringValue());
          while (m.find() && !TOUTES_LES_TABLES.contains(maison(nom))) {
            noter(lues, nom, tables.getOrDefault(m.group(), ""), m.group());
          }
        }
      }
    }
    return lues;
  }

  private static void noter(
      SortedMap<String, Set<String>> lues, String classe, String chez, String entite) {
    if (!chez.isEmpty() && !chez.equals(maison(classe))) {
      lues.computeIfAbsent(maison(classe) + " -> " + chez, _ -> new TreeSet<>())
          .add(classe.substring(classe.lastIndexOf('.') + 1) + " lit " + entite);
    }
  }

  private static boolean annotee(ClassModel c) {
    return c.findAttribute(java.lang.classfile.Attributes.runtimeVisibleAnnotations())
        .map(
            a ->
                a.annotations().stream()
                    .anyMatch(x -> x.className().equalsString("Ljakarta/persistence/Entity;")))
        .orElse(false);
  }

  /** {@code fr.maillon.maitreouvrage.archive.Exports} : {@code maitreouvrage}. */
  private static String maison(String classe) {
    var noms = classe.split("\\.", -1);
    return noms[2].equals("web") || noms[2].equals("rest") ? noms[2] + "." + noms[3] : noms[2];
  }
}
