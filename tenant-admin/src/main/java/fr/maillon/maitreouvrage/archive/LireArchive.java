package fr.maillon.maitreouvrage.archive;

import fr.maillon.maitreouvrage.archive.Catalogue.Table;
import fr.maillon.maitreouvrage.archive.Manifeste.Fichier;
import fr.maillon.regle.RegleMetier;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Vérifie une archive d'un bout à l'autre avant qu'on en prenne une ligne : sa signature, chaque
 * empreinte, et que cette base la comprend.
 */
final class LireArchive {
  private static final int MANIFESTE_MAXIMUM = 32 << 20;
  private static final int FICHIERS_MAXIMUM = 20_000;

  /** Du JSON se comprime vingt fois ; au-delà de deux cents, le fichier ment sur sa taille. */
  private static final long GONFLEMENT = 200;

  private static final long MARGE = 100L << 20;

  private LireArchive() {}

  /** Un fichier de l'archive, au fil de la lecture. */
  interface Visite {
    void fichier(ZipEntry entree, InputStream contenu) throws IOException;
  }

  static void parcourir(InputStream archive, Visite visite) throws IOException {
    try (var zip = new ZipInputStream(archive, StandardCharsets.UTF_8)) {
      for (var entree = zip.getNextEntry(); entree != null; entree = zip.getNextEntry()) {
        visite.fichier(entree, zip);
      }
    } catch (ZipException | IllegalArgumentException e) {
      throw illisible("il est abîmé");
    } catch (EOFException e) {
      throw illisible("il n'est pas entier");
    }
  }

  private static RegleMetier illisible(String pourquoi) {
    return new RegleMetier(
        "archive-illisible",
        "fichier",
        "Ce fichier ne se lit pas : "
            + pourquoi
            + ". Téléchargez l'archive à nouveau, puis déposez-la sans l'ouvrir.");
  }

  /**
   * Avant de rien décompresser : le fichier est entier, et ne contient pas plus de fichiers qu'une
   * archive d'espace. Sa dernière page le dit.
   *
   * @param queue les derniers octets du fichier, {@link FinDeZip#QUEUE} au plus
   * @param octets taille du fichier reçu
   * @return combien de fichiers il annonce
   * @throws RegleMetier {@code archive-illisible}, {@code archive-modifiee}
   */
  private static int annonce(byte[] queue, long octets) {
    var fin = FinDeZip.lire(queue, octets);
    if (fin.isEmpty()) {
      throw illisible("il n'est pas entier");
    }
    if (fin.get().fichiers() > FICHIERS_MAXIMUM) {
      throw modifiee("elle contient trop de fichiers");
    }
    return fin.get().fichiers();
  }

  /**
   * @param octets taille du fichier reçu
   * @param queue ses derniers octets, {@link FinDeZip#QUEUE} au plus
   * @return le manifeste, dont tout a été vérifié
   * @throws RegleMetier {@code pas-une-archive}, {@code archive-illisible}, {@code
   *     archive-modifiee}
   */
  static Manifeste verifier(InputStream archive, byte[] queue, long octets, SignatureDArchive sceau)
      throws IOException {
    int annonces = annonce(queue, octets);
    var lus = new ArrayList<Fichier>();
    var noms = new HashSet<String>();
    var manifeste = new byte[1][];
    var signature = new byte[1][];
    var total = new long[1];
    parcourir(
        archive,
        (entree, contenu) -> {
          if (!noms.add(entree.getName()) || noms.size() > annonces) {
            throw modifiee("elle contient deux fois le même fichier, ou trop de fichiers");
          }
          switch (entree.getName()) {
            case Manifeste.NOM -> manifeste[0] = contenu.readNBytes(MANIFESTE_MAXIMUM);
            case Manifeste.SIGNATURE -> signature[0] = contenu.readNBytes(1_000);
            default -> {
              var empreinte = SignatureDArchive.sha256();
              var tampon = new byte[1 << 16];
              long taille = 0;
              for (int n = contenu.read(tampon); n >= 0; n = contenu.read(tampon)) {
                empreinte.update(tampon, 0, n);
                taille += n;
                total[0] += n;
                if (total[0] > octets * GONFLEMENT + MARGE) {
                  throw modifiee("décompressée, elle serait démesurée");
                }
              }
              lus.add(
                  new Fichier(
                      entree.getName(), taille, HexFormat.of().formatHex(empreinte.digest())));
            }
          }
        });
    if (noms.size() != annonces) {
      throw illisible("il n'est pas entier");
    }
    if (manifeste[0] == null || signature[0] == null) {
      throw new RegleMetier(
          "pas-une-archive", "fichier", "Ce fichier n'est pas une archive d'espace de Maillon.");
    }
    if (!sceau.verifie(manifeste[0], new String(signature[0], StandardCharsets.UTF_8))) {
      throw modifiee("elle ne vient pas de cette plateforme");
    }
    Manifeste m;
    try {
      m = Manifeste.lire(manifeste[0]);
    } catch (IOException e) {
      throw modifiee("sa description est illisible");
    }
    if (!lus.equals(m.fichiers())) {
      throw modifiee(
          lus.stream()
              .filter(f -> !m.fichiers().contains(f))
              .findFirst()
              .map(f -> f.nom() + " n'est pas celui qui a été exporté")
              .orElse("il y manque un fichier"));
    }
    return m;
  }

  /**
   * Les tables de l'archive, avec les seules colonnes qu'elle donne ; null à la place d'une table
   * d'autrefois.
   *
   * @throws RegleMetier {@code archive-plus-recente}, {@code archive-inconnue}
   */
  static List<Table> comprendre(Manifeste manifeste, List<Table> metier, String niveau) {
    if (manifeste.version() > Manifeste.VERSION || manifeste.niveau().compareTo(niveau) > 0) {
      throw new RegleMetier(
          "archive-plus-recente",
          "fichier",
          "Cette archive vient d'une version plus récente de Maillon (niveau "
              + manifeste.niveau()
              + ", ici "
              + niveau
              + "). Mettez la plateforme à jour, puis déposez-la à nouveau.");
    }
    var connues = metier.stream().collect(Collectors.toMap(Table::nom, Function.identity()));
    var tables = new ArrayList<Table>();
    for (var t : manifeste.tables()) {
      var table = connues.get(t.nom());
      if (table == null && Catalogue.oubliee(t.nom())) {
        tables.add(null);
        continue;
      }
      if (table == null) {
        throw inconnue("la table " + t.nom());
      }
      var colonnes =
          Stream.concat(table.colonnes().stream(), Catalogue.retirees(t.nom()).stream())
              .collect(Collectors.toMap(Catalogue.Colonne::nom, Function.identity()));
      tables.add(
          new Table(
              table.nom(),
              table.sens(),
              table.espace(),
              true,
              t.colonnes().stream()
                  .map(
                      c -> {
                        if (!colonnes.containsKey(c)) {
                          throw inconnue("la colonne " + t.nom() + "." + c);
                        }
                        return colonnes.get(c);
                      })
                  .toList()));
    }
    return tables;
  }

  private static RegleMetier inconnue(String quoi) {
    return new RegleMetier(
        "archive-inconnue",
        "fichier",
        "Cette archive contient "
            + quoi
            + ", que cette version de Maillon ne connaît pas. Rien n'a été pris.");
  }

  private static RegleMetier modifiee(String pourquoi) {
    return new RegleMetier(
        "archive-modifiee",
        "fichier",
        "Cette archive a été modifiée, ou vient d'une autre plateforme : "
            + pourquoi
            + ". Rien n'a été pris. Déposez-la telle que Maillon l'a donnée.");
  }
}
