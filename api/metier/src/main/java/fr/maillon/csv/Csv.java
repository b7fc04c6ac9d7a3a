package fr.maillon.csv;

import fr.maillon.liste.Texte;
import fr.maillon.regle.RegleMetier;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;

/**
 * Un fichier CSV tel que les tableurs l'écrivent : UTF-8 (avec ou sans marque d'ordre) ou Windows-1252, séparé de points-virgules, de
 * virgules ou de tabulations, aux noms de colonnes approchés.
 */
public final class Csv {
  /** Octets. */
  public static final int MAXIMUM = 5 * 1024 * 1024;
  private static final Charset WINDOWS = Charset.forName("windows-1252");

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

  /** @param rang la ligne du fichier, l'en-tête étant la première */
  public record Ligne(int rang, Map<String, String> valeurs) {
    /** Sans blancs autour ; null quand la case est vide. */
    public String valeur(String colonne) {
      return valeurs.get(colonne);
    }
  }

  /**
   * @throws RegleMetier {@code trop-volumineux}, {@code fichier-vide}, {@code colonne-manquante}, {@code csv-rompu}, {@code trop-de-lignes}
   */
  public static List<Ligne> lire(InputStream flux, List<Colonne> colonnes, int lignesAuPlus) throws IOException {
    var octets = flux.readNBytes(MAXIMUM + 1);
    if (octets.length > MAXIMUM) {
      throw new RegleMetier("trop-volumineux", "fichier", "Le fichier dépasse 5 Mo. Coupez-le en plusieurs.");
    }
    var texte = texte(octets);
    if (texte.isBlank()) {
      throw new RegleMetier("fichier-vide", "fichier", "Le fichier est vide.");
    }
    var lignes = new ArrayList<Ligne>();
    try (var csv = CSVParser.parse(new StringReader(texte), CSVFormat.Builder.create().setDelimiter(separateur(texte)).setIgnoreSurroundingSpaces(true).get())) {
      Map<String, Integer> places = null;
      for (var ligne : csv) {
        if (places == null) {
          places = places(ligne.toList(), colonnes);
          continue;
        }
        var valeurs = new HashMap<String, String>();
        places.forEach((nom, place) -> {
          var valeur = place < ligne.size() ? ligne.get(place).strip() : "";
          if (!valeur.isEmpty()) {
            valeurs.put(nom, valeur);
          }
        });
        if (ligne.stream().allMatch(String::isBlank)) {
          continue;
        }
        if (lignes.size() == lignesAuPlus) {
          throw new RegleMetier("trop-de-lignes", "fichier", "Le fichier compte plus de " + lignesAuPlus + " lignes. Coupez-le en plusieurs.");
        }
        lignes.add(new Ligne((int) csv.getCurrentLineNumber(), valeurs));
      }
    } catch (UncheckedIOException | IOException | IllegalStateException e) {
      throw new RegleMetier("csv-rompu", "fichier", "Le fichier ne se lit plus après " + (lignes.isEmpty() ? "l'en-tête" : "la ligne " + lignes.getLast().rang())
          + " : un guillemet n'y est pas refermé. Corrigez-le, puis renvoyez-le.");
    }
    if (lignes.isEmpty()) {
      throw new RegleMetier("fichier-vide", "fichier", "Le fichier n'a que son en-tête : aucune ligne à lire.");
    }
    return lignes;
  }

  /** Un fichier à télécharger : UTF-8 avec marque d'ordre (Excel l'attend), points-virgules, CRLF. */
  public static CSVPrinter ecrire(OutputStream sortie, String... entetes) throws IOException {
    Writer texte = new OutputStreamWriter(sortie, StandardCharsets.UTF_8);
    texte.write('\ufeff');
    return new CSVPrinter(texte, CSVFormat.Builder.create().setDelimiter(';').setRecordSeparator("\r\n").setHeader(entetes).get());
  }

  /** Un texte venu d'un fichier ne doit jamais être pris pour une formule par un tableur (OWASP ASVS 1.2.10). */
  public static String inerte(String texte) {
    return texte != null && !texte.isEmpty() && "=+-@\t\r\n|%".indexOf(texte.charAt(0)) >= 0 ? "'" + texte : texte;
  }

  private static String texte(byte[] octets) {
    try {
      var texte = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
      return texte.startsWith("\ufeff") ? texte.substring(1) : texte;
    } catch (CharacterCodingException e) {
      return new String(octets, WINDOWS);
    }
  }

  private static char separateur(String texte) {
    var entete = texte.lines().filter(l -> !l.isBlank()).findFirst().orElse("");
    char meilleur = ';';
    for (char c : new char[] {',', '\t'}) {
      if (entete.chars().filter(x -> x == c).count() > entete.chars().filter(x -> x == ';').count()) {
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
        if (lu.equals(plie(colonne.nom())) || colonne.autres().stream().anyMatch(a -> plie(a).equals(lu))) {
          places.put(colonne.nom(), i);
        }
      }
    }
    var manquantes = colonnes.stream().filter(c -> c.obligatoire() && !places.containsKey(c.nom())).map(c -> "« " + c.nom() + " »").toList();
    if (!manquantes.isEmpty()) {
      throw new RegleMetier("colonne-manquante", "fichier", (manquantes.size() == 1 ? "La colonne " : "Les colonnes ") + String.join(", ", manquantes)
          + (manquantes.size() == 1 ? " manque" : " manquent") + " à la première ligne. Partez du modèle à télécharger.");
    }
    return places;
  }

  private static String plie(String nom) {
    return Texte.cherchable(nom).replaceAll("[^a-z0-9]", "");
  }
}
