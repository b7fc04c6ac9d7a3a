package fr.maillon.marche;

import fr.maillon.decp.Enregistrement;
import fr.maillon.decp.LecteurDecp;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Des enregistrements au format 2022, passés par le vrai lecteur. */
final class Publies {
  static final String CLAUSE = "[\"Clause sociale\"]";
  static final String RIEN = "[\"Pas de considération sociale\"]";

  private Publies() {}

  static String marche(
      String id,
      String objet,
      String cpv,
      String montant,
      String notification,
      String publication,
      String sociales,
      String reste) {
    return """
    {"id":"%s","acheteur":{"id":"20005480700017"},"nature":"Marché","objet":"%s","codeCPV":"%s","dureeMois":12,\
    "dateNotification":"%s","datePublicationDonnees":"%s","montant":%s,"titulaires":[{"titulaire":{"typeIdentifiant":"SIRET","id":"45220075100025"}}],\
    "considerationsSociales":{"considerationSociale":%s}%s}\
    """
        .formatted(id, objet, cpv, notification, publication, montant, sociales, reste);
  }

  static List<Publication> lire(String... marches) {
    var lus = new ArrayList<Publication>();
    var json = "{\"marches\":{\"marche\":[" + String.join(",", marches) + "]}}";
    new LecteurDecp()
        .lire(
            new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
            (Enregistrement e) -> lus.add(Publication.de(e.marche(), e.avertissements().size())));
    return lus;
  }

  static Publication un(String marche) {
    return lire(marche).getFirst();
  }
}
