package fr.maillon.infra.bench;

import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;

/**
 * A file of the published format (2022, JSON) as large as wanted, one buyer, no two records alike.
 */
final class FichierDeCharge {
  private static final String[] CPV = {
    "45210000-2",
    "45442100-8",
    "90910000-9",
    "77310000-6",
    "71221000-3",
    "30197630-1",
    "50312000-5",
    "55510000-8"
  };
  private static final String[] SOCIALE = {
    "Pas de considération sociale", "Clause sociale", "Critère social", "Marché réservé"
  };

  private FichierDeCharge() {}

  static void ecrire(Writer sortie, String siret, int combien) throws IOException {
    var jour = LocalDate.of(2025, 1, 1);
    sortie.write("{\"marches\":{\"marche\":[");
    for (int i = 0; i < combien; i++) {
      var notification = jour.plusDays(i % 600);
      sortie.write(
          (i == 0 ? "" : ",")
              + """
              {"id":"BENCH-%07d","acheteur":{"id":"%s"},"nature":"Marché","objet":"Marché de mesure numéro %d, réhabilitation et entretien du patrimoine","codeCPV":"%s",\
              "techniques":{"technique":["Sans objet"]},"modalitesExecution":{"modaliteExecution":["Tranches"]},"marcheInnovant":false,"ccag":"Travaux","offresRecues":%d,\
              "attributionAvance":false,"typeGroupementOperateurs":"Pas de groupement","sousTraitanceDeclaree":false,"procedure":"Procédure adaptée",\
              "lieuExecution":{"code":"69001","typeCode":"Code postal"},"dureeMois":%d,"dateNotification":"%s","datePublicationDonnees":"%s","montant":%d.50,\
              "typesPrix":{"typePrix":["Définitif ferme"]},"formePrix":"Forfaitaire","titulaires":[{"titulaire":{"typeIdentifiant":"SIRET","id":"%s"}}],\
              "considerationsSociales":{"considerationSociale":["%s"]},"considerationsEnvironnementales":{"considerationEnvironnementale":["Clause environnementale"]}}\
              """
                  .formatted(
                      i,
                      siret,
                      i,
                      CPV[i % CPV.length],
                      1 + i % 9,
                      1 + i % 48,
                      notification,
                      notification.plusDays(15),
                      40_000 + i % 900_000,
                      siret,
                      SOCIALE[i % SOCIALE.length]));
    }
    sortie.write("],\"contrat-concession\":[]}}");
  }
}
