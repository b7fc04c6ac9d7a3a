package fr.maillon.maitreouvrage.archive;

import fr.maillon.maitreouvrage.archive.Manifeste.Fichier;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Le ZIP, écrit au fil de l'eau : chaque fichier est compté et haché en passant. Aucune date n'y
 * entre : mêmes fichiers, mêmes octets.
 */
final class FichierZip implements AutoCloseable {
  private static final LocalDateTime SANS_DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ZipOutputStream zip;
  private final List<Fichier> fichiers = new ArrayList<>();

  /** Ce qu'on écrit dans un fichier du paquet. */
  interface Contenu {
    void ecrire(OutputStream sortie) throws IOException;
  }

  FichierZip(OutputStream sortie) {
    zip = new ZipOutputStream(sortie, StandardCharsets.UTF_8);
  }

  Fichier ajouter(String nom, Contenu contenu) throws IOException {
    var entree = new ZipEntry(nom);
    entree.setTimeLocal(SANS_DATE);
    zip.putNextEntry(entree);
    var compteur = new Compteur(zip);
    contenu.ecrire(compteur);
    compteur.flush();
    zip.closeEntry();
    var fichier =
        new Fichier(nom, compteur.octets, HexFormat.of().formatHex(compteur.empreinte.digest()));
    fichiers.add(fichier);
    return fichier;
  }

  void ajouter(String nom, byte[] contenu) throws IOException {
    ajouter(nom, sortie -> sortie.write(contenu));
  }

  List<Fichier> fichiers() {
    return fichiers;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private static final class Compteur extends FilterOutputStream {
    private final MessageDigest empreinte = SignatureDArchive.sha256();
    private long octets;

    Compteur(OutputStream sortie) {
      super(sortie);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int debut, int longueur) throws IOException {
      empreinte.update(b, debut, longueur);
      octets += longueur;
      out.write(b, debut, longueur);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
