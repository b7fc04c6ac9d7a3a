package fr.maillon.rest.personne;

import fr.maillon.identite.ChangerIdentite;
import fr.maillon.identite.IdentiteView;
import fr.maillon.rest.VersionLue;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Ce que l'espace et le centre lisent et rendent pareil. */
final class Identites {
  private Identites() {}

  static ChangerIdentite.Nom lu(ChangerIdentite.Nom corps, HttpHeaders entetes) {
    return corps == null
        ? null
        : new ChangerIdentite.Nom(corps.nom(), VersionLue.de(entetes, corps.version()));
  }

  static ChangerIdentite.Adresse lu(ChangerIdentite.Adresse corps, HttpHeaders entetes) {
    return corps == null
        ? null
        : new ChangerIdentite.Adresse(corps.courriel(), VersionLue.de(entetes, corps.version()));
  }

  static Response reponse(IdentiteView identite) {
    return Response.ok(identite).tag(VersionLue.etag(identite.version())).build();
  }
}
