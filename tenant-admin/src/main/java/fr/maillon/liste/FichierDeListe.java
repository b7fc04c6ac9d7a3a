package fr.maillon.liste;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * Une sélection entière, écrite hors de la mémoire : la transaction finit avant que le premier
 * octet ne sorte, et qui lit lentement ne tient pas de connexion à la base. Le système reprend le
 * fichier quand il se ferme.
 */
public final class FichierDeListe implements AutoCloseable {
  private final String nom;
  private final FormatDeFichier format;
  private final FileChannel contenu;

  /** Ce qui remplit le fichier. */
  interface Ecriture {
    void ecrire(OutputStream sortie) throws IOException;
  }

  private FichierDeListe(String nom, FormatDeFichier format, FileChannel contenu) {
    this.nom = nom;
    this.format = format;
    this.contenu = contenu;
  }

  static FichierDeListe ecrire(String nom, FormatDeFichier format, Ecriture ecriture) {
    try {
      var chemin = Files.createTempFile("maillon-", format.suffixe());
      var contenu =
          FileChannel.open(
              chemin,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      try {
        var sortie = new FilterOutputStream(Channels.newOutputStream(contenu));
        ecriture.ecrire(new java.io.BufferedOutputStream(sortie, 64 * 1024));
        return new FichierDeListe(nom, format, contenu);
      } catch (IOException | RuntimeException e) {
        contenu.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Le nom à proposer, sans accent. */
  public String nom() {
    return nom + format.suffixe();
  }

  public FormatDeFichier format() {
    return format;
  }

  public long taille() throws IOException {
    return contenu.size();
  }

  /** Une seule fois : le fichier se ferme, et disparaît. */
  public void copier(OutputStream sortie) throws IOException {
    try (contenu) {
      contenu.transferTo(0, contenu.size(), Channels.newChannel(sortie));
    }
  }

  @Override
  public void close() throws IOException {
    contenu.close();
  }
}
