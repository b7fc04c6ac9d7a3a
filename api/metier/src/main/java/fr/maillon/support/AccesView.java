package fr.maillon.support;

import java.time.Instant;
import java.util.UUID;

/**
 * Un accès du support.
 *
 * @param ouvertPar l'agent de l'espace ; en bris de glace, la personne du support
 * @param fermeLe avant son heure, par l'espace ; null : il est allé, ou ira, à son terme
 * @param vuLe un agent a dit avoir vu ce bris de glace ; null sinon
 * @param ouvert le support peut entrer en ce moment
 */
public record AccesView(
    UUID id,
    UUID ouvertParId,
    String ouvertPar,
    String motif,
    Instant du,
    Instant au,
    Instant fermeLe,
    String fermePar,
    boolean brisDeGlace,
    Instant vuLe,
    String vuPar,
    boolean ouvert) {

  /** Un bris de glace que personne de l'espace n'a encore dit avoir vu. */
  public boolean aConstater() {
    return brisDeGlace && vuLe == null;
  }
}
