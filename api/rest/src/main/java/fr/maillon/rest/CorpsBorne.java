package fr.maillon.rest;

import fr.maillon.regle.RegleMetier;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParserFactory;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Map;

/**
 * Un corps JSON est borné ; les fichiers, lus en flux par leur ressource, ont leur propre borne.
 */
@Provider
public class CorpsBorne implements ReaderInterceptor {
  static final int MAXIMUM = 1_000_000;

  /**
   * Nos corps en ont cinq au plus ; au-delà de mille, le lecteur du serveur s'arrête d'une faute
   * qui n'est pas de lecture.
   */
  private static final int NIVEAUX = 50;

  private static final JsonParserFactory JSON = Json.createParserFactory(Map.of());

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext lecture) throws IOException {
    if (lecture.getType() != InputStream.class
        && lecture
            .getMediaType()
            .isCompatible(jakarta.ws.rs.core.MediaType.APPLICATION_JSON_TYPE)) {
      var corps = new Borne(lecture.getInputStream()).readAllBytes();
      refuserLesElementsVides(corps);
      lecture.setInputStream(new ByteArrayInputStream(corps));
    }
    return lecture.proceed();
  }

  /**
   * Aucune de nos listes n'a d'élément absent : dit ici une fois, nul cas d'usage n'a à s'en
   * garder.
   */
  static void refuserLesElementsVides(byte[] corps) {
    var dansUneListe = new ArrayDeque<Boolean>();
    try (var json = JSON.createParser(new ByteArrayInputStream(corps))) {
      while (json.hasNext()) {
        switch (json.next()) {
          case START_ARRAY -> entrer(dansUneListe, true);
          case START_OBJECT -> entrer(dansUneListe, false);
          case END_ARRAY, END_OBJECT -> dansUneListe.pop();
          case VALUE_NULL -> {
            if (Boolean.TRUE.equals(dansUneListe.peek())) {
              throw new RegleMetier(
                  "element-vide",
                  "Une liste du corps contient un élément vide (null) : retirez-le. Rien n'a été"
                      + " enregistré.");
            }
          }
          default -> {}
        }
      }
    } catch (JsonException e) {
      // pas du JSON : la lecture qui suit le dira, avec la ligne et la colonne
      return;
    }
  }

  private static void entrer(ArrayDeque<Boolean> niveaux, boolean liste) {
    niveaux.push(liste);
    if (niveaux.size() > NIVEAUX) {
      throw new RegleMetier(
          "corps-trop-imbrique",
          "Le corps a plus de "
              + NIVEAUX
              + " listes ou objets les uns dans les autres. Rien n'a été enregistré.");
    }
  }

  private static final class Borne extends FilterInputStream {
    private long lus;

    Borne(InputStream source) {
      super(source);
    }

    @Override
    public int read() throws IOException {
      var octet = super.read();
      compter(octet < 0 ? 0 : 1);
      return octet;
    }

    @Override
    public int read(byte[] tampon, int debut, int longueur) throws IOException {
      var n = super.read(tampon, debut, longueur);
      compter(Math.max(n, 0));
      return n;
    }

    private void compter(int n) {
      lus += n;
      if (lus > MAXIMUM) {
        throw new RegleMetier("trop-volumineux", "Le corps dépasse " + MAXIMUM + " octets.");
      }
    }
  }
}
