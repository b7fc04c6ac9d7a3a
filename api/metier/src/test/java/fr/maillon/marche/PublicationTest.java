package fr.maillon.marche;

import static fr.maillon.marche.Publies.RIEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PublicationTest {

  @Test
  void lesLotsDUnNumeroFontUnMarcheEtRestentDesLots() {
    var lots =
        Publies.lire(
            Publies.marche(
                "2024-FCS01-00",
                "Lot 1",
                "79000000",
                "171000",
                "2024-07-01",
                "2024-07-10",
                RIEN,
                ""),
            Publies.marche(
                "2024-FCS01-00",
                "Lot 2",
                "79000000",
                "9000",
                "2024-07-01",
                "2024-07-10",
                "[\"Marché réservé\"]",
                ""));
    assertThat(lots.get(0).cleDeMarche()).isEqualTo(lots.get(1).cleDeMarche());
    assertThat(lots.get(0).cle()).isNotEqualTo(lots.get(1).cle());
  }

  @Test
  void sansNumeroChaqueEnregistrementFaitSonMarche() {
    var lots =
        Publies.lire(
            Publies.marche("", "Lot 1", "79000000", "171000", "2024-07-01", "2024-07-10", RIEN, ""),
            Publies.marche("", "Lot 2", "79000000", "9000", "2024-07-01", "2024-07-10", RIEN, ""));
    assertThat(lots.get(0).cleDeMarche()).isNotEqualTo(lots.get(1).cleDeMarche());
    assertThat(lots.get(0).numero()).startsWith("sans numéro ");
  }

  @Test
  void laDernierePublicationCompteLesModifications() {
    var p =
        Publies.un(
            Publies.marche(
                "1",
                "A",
                "79000000",
                "10",
                "2024-07-01",
                "2024-07-10",
                RIEN,
                ",\"modifications\":[{\"modification\":{\"id\":1,\"dateNotificationModification\":\"2024-08-01\",\"datePublicationDonneesModification\":\"2024-08-11\",\"montant\":300}}]"));
    assertThat(p.dernierePublication()).isEqualTo(LocalDate.of(2024, 8, 11));
  }

  @Test
  void uneVersionDejaLueSeReconnaitEtLaMemoireEstBornee() {
    var p =
        Publies.un(
            Publies.marche("1", "A", "79000000", "10", "2024-07-01", "2024-07-10", RIEN, ""));
    assertThat(p.dejaVue(null)).isFalse();
    var vues = Publication.vueAvec(null, p.empreinte());
    assertThat(p.dejaVue(vues)).isTrue();
    assertThat(Publication.vueAvec(vues, p.empreinte())).isEqualTo(vues);
    for (int i = 0; i < 200; i++) {
      vues = Publication.vueAvec(vues, "%064x".formatted(i).substring(48) + "0".repeat(48));
    }
    assertThat(vues.split(" ")).hasSize(60);
    assertThat(p.dejaVue(vues)).isFalse();
  }

  @Test
  void uneRepublicationQuiNeChangeQueSaDateNeChangePasLeLot() {
    var lot = Lot.publie(java.util.UUID.randomUUID(), 1);
    lot.reprendre(
        Publies.un(
            Publies.marche("1", "A", "79000000", "10", "2024-07-01", "2024-07-10", RIEN, "")),
        null);
    assertThat(
            lot.dejaDit(
                Publies.un(
                    Publies.marche(
                        "1", "A", "79000000", "10.00", "2024-07-01", "2024-07-12", RIEN, ""))))
        .isTrue();
    assertThat(
            lot.dejaDit(
                Publies.un(
                    Publies.marche(
                        "1", "A", "79000000", "11", "2024-07-01", "2024-07-12", RIEN, ""))))
        .isFalse();
  }

  @Test
  void lesFaitsPubliesSeRelisentTelsQuIlsOntEteEcrits() {
    var p =
        Publies.un(
            Publies.marche(
                "1",
                "A",
                "79000000",
                "10",
                "2024-07-01",
                "2024-07-10",
                RIEN,
                ",\"modifications\":[{\"modification\":{\"id\":3,\"dateNotificationModification\":\"2024-08-01\",\"datePublicationDonneesModification\":\"2024-08-11\",\"montant\":300.25}}]"
                    + ",\"actesSousTraitance\":[{\"acteSousTraitance\":{\"id\":1,\"sousTraitant\":{\"typeIdentifiant\":\"SIRET\",\"id\":\"45220075100025\"},\"dureeMois\":4,"
                    + "\"dateNotification\":\"2024-08-02\",\"montant\":120,\"variationPrix\":\"Ferme\",\"datePublicationDonnees\":\"2024-08-03\"}}]"));
    var lot = Lot.publie(java.util.UUID.randomUUID(), 1);
    lot.reprendre(p, null);
    var modification = FaitsPublies.lire(lot.modifications).getFirst();
    assertThat(FaitsPublies.entier(modification.get("numero"))).isEqualTo(3);
    assertThat(FaitsPublies.date(modification.get("notifiee"))).isEqualTo(LocalDate.of(2024, 8, 1));
    assertThat(modification.get("montant")).isEqualTo(new java.math.BigDecimal("300.25"));
    var acte = FaitsPublies.lire(lot.sousTraitance).getFirst();
    assertThat(acte).containsEntry("nature", "ACTE").containsEntry("id", "45220075100025");
  }
}
