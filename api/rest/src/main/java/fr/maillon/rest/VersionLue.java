package fr.maillon.rest;

import fr.maillon.regle.VersionPerimee;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * La version d'une fiche, telle que l'appelant l'a lue : {@code ETag} à la lecture, {@code
 * If-Match} à l'écriture.
 */
public final class VersionLue {
  private VersionLue() {}

  public static EntityTag etag(int version) {
    return new EntityTag(Integer.toString(version));
  }

  /** La version de l'en-tête {@code If-Match} si elle y est, sinon celle du corps. */
  public static Integer de(HttpHeaders entetes, Integer duCorps) {
    var entete = entetes.getHeaderString(HttpHeaders.IF_MATCH);
    if (entete == null || entete.equals("*")) {
      return duCorps;
    }
    try {
      return Integer.valueOf(entete.replace("\"", "").strip());
    } catch (NumberFormatException e) {
      throw new VersionPerimee();
    }
  }
}
