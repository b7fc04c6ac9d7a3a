package fr.maillon.rest.importdecp;

import fr.maillon.regle.RegleMetier;
import jakarta.ws.rs.core.EntityPart;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Le fichier d'un envoi, qu'il soit le corps entier ou la part « fichier » d'un formulaire. */
record Fichier(String nom, InputStream contenu) implements AutoCloseable {

  static Fichier de(List<EntityPart> parts) {
    for (var part : parts) {
      if (part.getName().equals("fichier")) {
        return new Fichier(part.getFileName().orElse(null), part.getContent());
      }
    }
    throw new RegleMetier(
        "fichier-absent", "fichier", "Joignez le fichier sous le nom « fichier ».");
  }

  @Override
  public void close() throws IOException {
    contenu.close();
  }
}
