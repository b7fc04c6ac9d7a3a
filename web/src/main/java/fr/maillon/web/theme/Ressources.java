package fr.maillon.web.theme;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/**
 * Les fichiers de {@code /ressources}, lus une fois et comprimés une fois. Leur adresse porte une
 * empreinte de l'ensemble ({@code /ressources/1a2b3c4d/maillon.css}) : le navigateur les garde un
 * an et en change à la livraison suivante.
 */
@Named("ressources")
@ApplicationScoped
public class Ressources {
  private static final String RACINE = "/ressources/";
  private static final Map<String, String> TYPES =
      Map.of(
          "css",
          "text/css;charset=UTF-8",
          "js",
          "text/javascript;charset=UTF-8",
          "svg",
          "image/svg+xml",
          "woff2",
          "font/woff2",
          "ico",
          "image/svg+xml");

  @Inject ServletContext servlets;
  private Map<String, Fichier> fichiers;
  private String empreinte;

  /**
   * @param comprime null quand comprimer ne gagne rien
   */
  record Fichier(String type, byte[] brut, byte[] comprime) {}

  @PostConstruct
  void lire() {
    try {
      var tous = new TreeMap<String, Fichier>();
      var condense = MessageDigest.getInstance("SHA-256");
      for (var chemin : new TreeSet<>(chemins())) {
        var type = TYPES.get(chemin.substring(chemin.lastIndexOf('.') + 1));
        if (type == null) {
          continue;
        }
        try (var flux = servlets.getResourceAsStream(chemin)) {
          var brut = flux.readAllBytes();
          condense.update(brut);
          tous.put(
              chemin.substring(RACINE.length()),
              new Fichier(type, brut, type.startsWith("font") ? null : comprimer(brut)));
        }
      }
      fichiers = Map.copyOf(tous);
      empreinte = HexFormat.of().formatHex(condense.digest(), 0, 4);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Set<String> chemins() {
    var chemins = servlets.getResourcePaths(RACINE);
    return chemins == null ? Set.of() : chemins;
  }

  private static byte[] comprimer(byte[] brut) throws IOException {
    var sortie = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(sortie)) {
      gzip.write(brut);
    }
    return sortie.toByteArray();
  }

  /** L'adresse d'un fichier, avec son empreinte. */
  public String adresse(String nom) {
    return RACINE + empreinte + "/" + nom;
  }

  Fichier fichier(String nom) {
    return fichiers.get(nom);
  }

  boolean actuelle(String valeur) {
    return empreinte.equals(valeur);
  }
}
