package fr.maillon.infra.demo;

import fr.maillon.infra.fiction.Sirets;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Random;

/**
 * An invented file in the format of the essential data (2022, JSON): what a buyer would have
 * published.
 */
final class FichierPublie {
  private record Modele(String objet, String cpv, String ccag, int bas, int haut, String sociale) {}

  private static final Modele[] MODELES = {
    new Modele(
        "Entretien des espaces verts",
        "77310000-6",
        "Fournitures courantes et services",
        40,
        400,
        "Marché réservé"),
    new Modele(
        "Nettoyage des locaux",
        "90910000-9",
        "Fournitures courantes et services",
        60,
        700,
        "Clause sociale"),
    new Modele("Réfection de toitures", "45261000-4", "Travaux", 90, 1500, "Clause sociale"),
    new Modele("Travaux de peinture", "45442100-8", "Travaux", 40, 300, "Clause sociale"),
    new Modele("Voirie et réseaux divers", "45233140-2", "Travaux", 200, 3000, "Clause sociale"),
    new Modele(
        "Maîtrise d'œuvre de réhabilitation",
        "71221000-3",
        "Maitrise d'œuvre",
        50,
        600,
        "Pas de considération sociale"),
    new Modele(
        "Fourniture de papier et d'imprimés",
        "30197630-1",
        "Fournitures courantes et services",
        25,
        150,
        "Pas de considération sociale"),
    new Modele(
        "Restauration collective",
        "55510000-8",
        "Fournitures courantes et services",
        100,
        1200,
        "Critère social"),
    new Modele(
        "Maintenance du parc informatique",
        "50312000-5",
        "Techniques de l'information et de la communication",
        40,
        500,
        "Pas de considération sociale"),
    new Modele(
        "Collecte et recyclage du papier",
        "90514000-3",
        "Fournitures courantes et services",
        25,
        120,
        "Marché réservé"),
    new Modele(
        "Étude d'accessibilité",
        "71241000-9",
        "Prestations intellectuelles",
        25,
        90,
        "Pas de considération sociale"),
    new Modele(
        "Transport de personnes à mobilité réduite",
        "60130000-8",
        "Fournitures courantes et services",
        80,
        600,
        "Critère social")
  };

  private FichierPublie() {}

  /**
   * The same buyer always gets the same file for a given year, so that importing it again changes
   * nothing.
   */
  static byte[] de(String siret, String espace, LocalDate jour) throws IOException {
    var hasard = new Random(espace.hashCode());
    var marches = Client.JSON.createArrayNode();
    for (int i = 0; i < 42; i++) {
      var modele = MODELES[i % MODELES.length];
      var lots = i % 9 == 4 ? 3 : 1;
      var notification =
          jour.withDayOfYear(1)
              .minusYears(i % 3 == 0 ? 1 : 0)
              .plusDays(hasard.nextInt(Math.max(1, i % 3 == 0 ? 360 : jour.getDayOfYear() - 1)));
      for (int lot = 1; lot <= lots; lot++) {
        var m = marches.addObject();
        m.put("id", "FICTION-%s-%02d".formatted(notification.getYear(), i + 1));
        m.putObject("acheteur").put("id", siret);
        m.put("nature", "Marché");
        m.put("objet", modele.objet() + " (fiction)" + (lots > 1 ? ", lot " + lot : ""));
        m.put("codeCPV", modele.cpv());
        m.putObject("techniques")
            .putArray("technique")
            .add(i % 5 == 0 ? "Accord-cadre" : "Sans objet");
        m.putObject("modalitesExecution")
            .putArray("modaliteExecution")
            .add(i % 5 == 0 ? "Bons de commande" : "Sans objet");
        m.put("marcheInnovant", false)
            .put("ccag", modele.ccag())
            .put("offresRecues", 1 + hasard.nextInt(8))
            .put("attributionAvance", false);
        m.put("typeGroupementOperateurs", "Pas de groupement").put("sousTraitanceDeclaree", false);
        m.put("procedure", i % 4 == 0 ? "Appel d'offres ouvert" : "Procédure adaptée");
        m.putObject("lieuExecution").put("code", "69000").put("typeCode", "Code postal");
        m.put("dureeMois", 6 + hasard.nextInt(42))
            .put("dateNotification", notification.toString())
            .put("datePublicationDonnees", notification.plusDays(20).toString());
        m.put("montant", 1000L * (modele.bas() + hasard.nextInt(modele.haut() - modele.bas())));
        m.putObject("typesPrix").putArray("typePrix").add("Définitif révisable");
        m.put("formePrix", "Forfaitaire");
        m.putArray("titulaires")
            .addObject()
            .putObject("titulaire")
            .put("typeIdentifiant", "SIRET")
            .put("id", Sirets.de("999", hasard.nextInt(100_000)));
        m.putObject("considerationsSociales")
            .putArray("considerationSociale")
            .add(i % 7 == 6 ? "Pas de considération sociale" : modele.sociale());
        m.putObject("considerationsEnvironnementales")
            .putArray("considerationEnvironnementale")
            .add("Critère environnemental");
      }
    }
    var fichier = Client.JSON.createObjectNode();
    fichier.putObject("marches").set("marche", marches);
    ((com.fasterxml.jackson.databind.node.ObjectNode) fichier.get("marches"))
        .putArray("contrat-concession");
    return Client.JSON.writeValueAsBytes(fichier);
  }
}
