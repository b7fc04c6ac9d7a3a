package fr.maillon.maitreouvrage.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * La dernière page d'un ZIP (« end of central directory ») : combien de fichiers, et où est leur
 * table. Un fichier coupé n'en a pas ; la lire coûte quelques octets, quand parcourir cent mille
 * fichiers coûte une minute.
 *
 * @param fichiers combien le ZIP en annonce
 */
record FinDeZip(int fichiers) {
  private static final int SIGNATURE = 0x06054b50;
  private static final int TAILLE = 22;
  private static final int COMMENTAIRE_MAXIMUM = 0xffff;

  /**
   * Au-delà (ZIP64), le vrai nombre est ailleurs : plus de fichiers que nous n'en écrivons jamais.
   */
  private static final int ZIP64 = 0xffff;

  private static final long ZIP64_OCTETS = 0xffff_ffffL;

  /** De combien d'octets, à la fin du fichier, la lecture a besoin. */
  static final int QUEUE = TAILLE + COMMENTAIRE_MAXIMUM;

  /**
   * @return vide si le fichier n'est pas un ZIP entier
   */
  static Optional<FinDeZip> lire(byte[] queue, long octets) {
    var page = ByteBuffer.wrap(queue).order(ByteOrder.LITTLE_ENDIAN);
    for (int debut = queue.length - TAILLE; debut >= 0; debut--) {
      if (page.getInt(debut) == SIGNATURE
          && (page.getShort(debut + 20) & 0xffff) == queue.length - debut - TAILLE) {
        int fichiers = page.getShort(debut + 10) & 0xffff;
        long table = page.getInt(debut + 12) & ZIP64_OCTETS;
        long ou = page.getInt(debut + 16) & ZIP64_OCTETS;
        long ici = octets - queue.length + debut;
        boolean zip64 = fichiers == ZIP64 || ou == ZIP64_OCTETS;
        return zip64 || ou + table == ici ? Optional.of(new FinDeZip(fichiers)) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
