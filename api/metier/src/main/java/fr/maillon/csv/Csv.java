package fr.maillon.csv;

import fr.maillon.liste.Texte;
import fr.maillon.regle.RegleMetier;
import fr.maillon.saisie.Signes;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Un fichier CSV tel que les tableurs l'écrivent : UTF-8 (avec ou sans marque d'ordre) ou
 * Windows-1252, séparé de points-virgules, de virgules ou de tabulations, aux noms de colonnes
 * approchés.
 */
public final class Csv {
  /** Octets. */
  public static final int MAXIMUM = 5 * 1024 * 1024;

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /** La première ligne par laquelle Excel annonce le séparateur. */
  private static final Pattern ANNONCE = Pattern.compile("(?i)\"?sep=(.)\"?[;,\\t]*");

  private Csv() {}

  /**
   * Une colonne attendue.
   *
   * @param nom tel que le modèle l'écrit
   * @param autres d'autres noms admis ; accents, majuscules, espaces et tirets ne comptent pas
   */
  public record Colonne(String nom, boolean obligatoire, List<String> autres) {
    public static Colonne obligatoire(String nom, String... autres) {
      return new Colonne(nom, true, List.of(autres));
    }

    public static Colonne facultative(String nom, String... autres) {
      return new Colonne(nom, false, List.of(autres));
    }
  }

  /**
   * @param rang la ligne du fichier, l'en-tête étant la première
   */
  public record Ligne(int rang, Map<String, String> valeurs) {
    /** Sans blancs autour ; null quand la case est vide. */
    public String valeur(String colonne) {
      return valeurs.get(colonne);
    }
  }

  /**
   * Un fichier reçu, gardé sur disque le temps d'être relu, autant de fois qu'il le faut : une
   * ligne à la fois en mémoire. Fermé, il n'en reste rien.
   */
  public static final class Fichier implements AutoCloseable {
    private final Path chemin;
    private final Charset encodage;
    private final char separateur;
    private final boolean annonceLue;
    private final List<Colonne> colonnes;
    private final int lignesAuPlus;

    private Fichier(Path chemin, List<Colonne> colonnes, int lignesAuPlus) throws IOException {
      this.chemin = chemin;
      this.colonnes = List.copyOf(colonnes);
      this.lignesAuPlus = lignesAuPlus;
      encodage = encodage(chemin);
      String entete = null;
      boolean annonce = false;
      char annoncee = 0;
      try (var texte = new LineNumberReader(texte())) {
        for (var ligne = texte.readLine(); ligne != null; ligne = texte.readLine()) {
          if (Abime.est(ligne)) {
            throw new RegleMetier(
                "encodage-abime",
                "fichier",
                "Ligne "
                    + texte.getLineNumber()
                    + ", les accents sont abîmés : « "
                    + Abime.extrait(ligne)
                    + " ». Dans le tableur, « Enregistrer sous », « CSV UTF-8 », et renvoyez ce"
                    + " fichier-là.");
          }
          var separateurAnnonce = ANNONCE.matcher(ligne.strip());
          if (entete == null && !annonce && separateurAnnonce.matches()) {
            annonce = true;
            annoncee = separateurAnnonce.group(1).charAt(0);
          } else if (entete == null && !Signes.vide(ligne)) {
            entete = ligne;
          }
        }
      }
      if (entete == null) {
        throw new RegleMetier("fichier-vide", "fichier", "Le fichier est vide.");
      }
      annonceLue = annonce;
      separateur = annonce ? annoncee : separateur(entete);
    }

    /**
     * Rend chaque ligne, dans l'ordre du fichier ; les lignes blanches n'en sont pas.
     *
     * @return combien de lignes
     * @throws RegleMetier {@code fichier-vide}, {@code colonne-manquante}, {@code csv-rompu},
     *     {@code trop-de-lignes}
     */
    public int parcourir(Consumer<Ligne> suite) throws IOException {
      int lues = 0;
      int derniere = 1;
      try (var csv =
          CSVParser.parse(
              texte(),
              CSVFormat.Builder.create()
                  .setDelimiter(separateur)
                  .setIgnoreSurroundingSpaces(true)
                  .get())) {
        var lignes = csv.iterator();
        var entete = suivante(lignes, derniere);
        // « sep=; », qu'Excel écrit et lit, n'est pas l'en-tête
        while (entete != null
            && (annonceLue && entete.get(0).strip().regionMatches(true, 0, "sep=", 0, 4)
                || entete.stream().allMatch(Signes::vide))) {
          entete = suivante(lignes, derniere);
        }
        if (entete == null) {
          throw new RegleMetier("fichier-vide", "fichier", "Le fichier est vide.");
        }
        var places = places(entete.toList(), colonnes);
        for (var ligne = suivante(lignes, derniere);
            ligne != null;
            ligne = suivante(lignes, derniere)) {
          derniere = (int) csv.getCurrentLineNumber();
          if (ligne.stream().allMatch(Signes::vide)) {
            continue;
          }
          if (lues == lignesAuPlus) {
            throw new RegleMetier(
                "trop-de-lignes",
                "fichier",
                "Le fichier compte plus de " + lignesAuPlus + " lignes. Coupez-le en plusieurs.");
          }
          lues++;
          suite.accept(new Ligne(derniere, valeurs(ligne, places)));
        }
      }
      if (lues == 0) {
        throw new RegleMetier(
            "fichier-vide", "fichier", "Le fichier n'a que son en-tête : aucune ligne à lire.");
      }
      return lues;
    }

    private BufferedReader texte() throws IOException {
      var texte = new BufferedReader(new InputStreamReader(Files.newInputStream(chemin), encodage));
      texte.mark(1);
      if (texte.read() != '\ufeff') {
        texte.reset();
      }
      return texte;
    }

    private static CSVRecord suivante(Iterator<CSVRecord> lignes, int derniere) {
      try {
        return lignes.hasNext() ? lignes.next() : null;
      } catch (UncheckedIOException | IllegalStateException e) {
        throw new RegleMetier(
            "csv-rompu",
            "fichier",
            "Le fichier ne se lit plus après "
                + (derniere == 1 ? "l'en-tête" : "la ligne " + derniere)
                + " : un guillemet n'y est pas refermé. Corrigez-le, puis renvoyez-le.");
      }
    }

    private static Map<String, String> valeurs(CSVRecord ligne, Map<String, Integer> places) {
      var valeurs = new HashMap<String, String>();
      places.forEach(
          (nom, place) -> {
            var valeur = place < ligne.size() ? Signes.propre(ligne.get(place)) : "";
            if (!valeur.isEmpty()) {
              valeurs.put(nom, valeur);
            }
          });
      return valeurs;
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(chemin);
    }
  }

  /**
   * Reçoit un fichier au fil de l'eau. Un classeur, une image, un PDF sont reconnus à leurs octets,
   * quel que soit leur nom.
   *
   * @throws RegleMetier {@code trop-volumineux}, {@code fichier-vide}, {@code pas-un-csv}
   */
  public static Fichier recevoir(InputStream flux, List<Colonne> colonnes, int lignesAuPlus)
      throws IOException {
    var chemin = Files.createTempFile("maillon-", ".csv");
    try {
      copier(flux, chemin);
      return new Fichier(chemin, colonnes, lignesAuPlus);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(chemin);
      throw e;
    }
  }

  private static void copier(InputStream flux, Path chemin) throws IOException {
    try (var sortie = Files.newOutputStream(chemin)) {
      var tampon = new byte[16 * 1024];
      long lus = 0;
      for (int n = flux.readNBytes(tampon, 0, tampon.length);
          n > 0;
          n = flux.readNBytes(tampon, 0, tampon.length)) {
        lus += n;
        if (lus > MAXIMUM) {
          throw new RegleMetier(
              "trop-volumineux", "fichier", "Le fichier dépasse 5 Mo. Coupez-le en plusieurs.");
        }
        sortie.write(tampon, 0, n);
      }
    }
  }

  /**
   * UTF-8 si tout s'y lit, sinon Windows-1252. Un octet nul n'est d'aucun texte de l'un ou de
   * l'autre.
   */
  private static Charset encodage(Path chemin) throws IOException {
    boolean utf8 = true;
    try (var texte =
        new InputStreamReader(Files.newInputStream(chemin), StandardCharsets.UTF_8.newDecoder())) {
      var tampon = new char[8 * 1024];
      while (texte.read(tampon) >= 0) {
        // lire suffit : un octet malvenu lève
      }
    } catch (CharacterCodingException e) {
      utf8 = false;
    }
    try (var flux = new BufferedInputStream(Files.newInputStream(chemin))) {
      for (int octet = flux.read(); octet >= 0; octet = flux.read()) {
        if (octet == 0) {
          throw new RegleMetier(
              "pas-un-csv",
              "fichier",
              "Ce n'est pas un fichier CSV. D'un tableur, « Enregistrer sous », puis « CSV UTF-8 »,"
                  + " et renvoyez ce fichier-là.");
        }
      }
    }
    return utf8 ? StandardCharsets.UTF_8 : WINDOWS;
  }

  private static char separateur(String entete) {
    char meilleur = ';';
    for (char c : new char[] {',', '\t'}) {
      char jusquIci = meilleur;
      if (entete.chars().filter(x -> x == c).count()
          > entete.chars().filter(x -> x == jusquIci).count()) {
        meilleur = c;
      }
    }
    return meilleur;
  }

  private static Map<String, Integer> places(List<String> entetes, List<Colonne> colonnes) {
    var places = new HashMap<String, Integer>();
    for (var colonne : colonnes) {
      for (int i = 0; i < entetes.size() && !places.containsKey(colonne.nom()); i++) {
        var lu = plie(entetes.get(i));
        if (lu.equals(plie(colonne.nom()))
            || colonne.autres().stream().anyMatch(a -> plie(a).equals(lu))) {
          places.put(colonne.nom(), i);
        }
      }
    }
    var manquantes =
        colonnes.stream()
            .filter(c -> c.obligatoire() && !places.containsKey(c.nom()))
            .map(c -> "« " + c.nom() + " »")
            .toList();
    if (!manquantes.isEmpty()) {
      throw new RegleMetier(
          "colonne-manquante",
          "fichier",
          (manquantes.size() == 1 ? "La colonne " : "Les colonnes ")
              + String.join(", ", manquantes)
              + (manquantes.size() == 1 ? " manque" : " manquent")
              + " à la première ligne. Partez du modèle à télécharger.");
    }
    return places;
  }

  private static String plie(String nom) {
    return Texte.cherchable(nom).replaceAll("[^a-z0-9]", "");
  }
}
