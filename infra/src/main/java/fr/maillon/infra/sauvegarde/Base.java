package fr.maillon.infra.sauvegarde;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What a base backup says of itself ({@code manifeste.json}, written last: without it the copy is
 * not one).
 *
 * @param debut when {@code pg_backup_start} answered, ISO 8601, clock of the server
 * @param fin when {@code pg_backup_stop} answered: no earlier moment can be restored from this copy
 * @param premierSegment first segment of the journal it needs
 * @param octets weight of its files
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Base(
    int format,
    String nom,
    String debut,
    String fin,
    String premierSegment,
    String lsnDebut,
    String lsnFin,
    String postgresql,
    long octets,
    List<Fichier> fichiers) {
  static final int FORMAT = 1;

  /**
   * @param crc32c of the bytes as they were copied; a folder has none
   */
  record Fichier(String chemin, long octets, String crc32c) {}
}
