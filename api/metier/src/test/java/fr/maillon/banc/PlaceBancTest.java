package fr.maillon.banc;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.usage.Stockage;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * La place que prend un espace, sur une vraie base : ce qu'on vient d'y importer se voit aussitôt.
 */
class PlaceBancTest {
  private static final UUID ESPACE = UUID.fromString("dddddddd-0000-4000-9000-000000000001");
  private static final Identite QUI =
      new Identite(
          UUID.fromString("dddddddd-0000-4000-8000-000000000001"),
          "agent",
          "Agent",
          Set.of("agent"));
  private static final Instant MAINTENANT = Instant.parse("2026-03-02T09:00:00Z");

  @Test
  void quaranteTroisMarchesNeSontPasMoinsDUnKo() throws SQLException {
    try (var banc = new Banc(Clock.fixed(MAINTENANT, ZoneId.of("Europe/Paris")))) {
      banc.proprietaire(
          "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
              + ESPACE
              + "', 'place', 'Place', 'P', 'COMMUNE', '#1f5f8b')");
      var vide = place(banc);
      try (var c = banc.postgres().connexionSuperutilisateur();
          var s = c.createStatement()) {
        s.execute(
            "insert into metier.marche (tenant_id, id, acheteur_siret, numero, cle_source, source,"
                + " objet, segment, sociale_connue, etat) select '"
                + ESPACE
                + "', gen_random_uuid(), '21690123100011', 'n' || n, 'cle' || n, 'DECP', 'Un marché"
                + " importé', 'TRAVAUX', false, 'IDENTIFIE' from generate_series(1, 43) n");
        assertThat(place(banc).octets()).isGreaterThan(vide.octets() + 43 * 100);
        // un grand espace garde une heure ce qu'on y a mesuré
        s.execute("update plateforme.usage_espace set octets = 50000000");
        assertThat(place(banc).octets()).isEqualTo(50_000_000);
      }
    }
  }

  private static Stockage.Place place(Banc banc) {
    var espace =
        new Espace(
            ESPACE,
            "place",
            "Place",
            "P",
            "COMMUNE",
            "#1f5f8b",
            Titre.AGENT,
            null,
            List.of(),
            false,
            Droits.agent(Droit.ADMINISTRATEUR, true));
    return banc.sous(QUI, new Perimetre.UnMaitreOuvrage(espace), Stockage.class, Stockage::place);
  }
}
