package fr.maillon.infra.demo;

import fr.maillon.infra.Panne;
import fr.maillon.infra.Postgres;
import fr.maillon.infra.fiction.Arrete;
import fr.maillon.infra.fiction.Organismes;
import fr.maillon.infra.fiction.Organismes.Organisme;
import fr.maillon.infra.fiction.Organismes.Personne;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Nineteen more maîtres d'ouvrage, so that the centre has something to read that masking does not
 * hide: with the five of the scenario, fourteen communes, four bailleurs, three EPCI, a CHU, a
 * State service and a central purchasing body. They exist; what they do here is invented.
 */
public final class Voisins {
  private static final UUID STRUCTURE = UUID.fromString("00000000-0000-4000-a000-000000000001");
  private static final Personne PREMIER =
      new Personne(UUID.fromString("00000000-0000-4000-8000-000000000011"), "Facilitateur Premier");
  private static final Personne SECOND =
      new Personne(UUID.fromString("00000000-0000-4000-8000-000000000012"), "Facilitateur Second");
  private static final List<Personne> UN = List.of(PREMIER);
  private static final List<Personne> DEUX = List.of(SECOND);
  private static final List<Personne> TOUS = List.of(PREMIER, SECOND);

  /** From the largest to the smallest: what each does follows Zipf's law. */
  private static final List<Organisme> ORGANISMES =
      List.of(
          new Organisme(
              "rouen", "Ville de Rouen", "RO", "COMMUNE", "#1f5f8b", "21760540100017", UN),
          new Organisme(
              "brest-metropole",
              "Brest métropole",
              "BM",
              "EPCI",
              "#3d4f9f",
              "24290031400012",
              DEUX),
          new Organisme(
              "habitat-76", "Habitat 76", "H76", "BAILLEUR", "#7a3b69", "78110744600028", UN),
          new Organisme(
              "villeurbanne",
              "Ville de Villeurbanne",
              "VI",
              "COMMUNE",
              "#9c2f2f",
              "21690266800013",
              UN),
          new Organisme(
              "aix-en-provence",
              "Ville d'Aix-en-Provence",
              "AIX",
              "COMMUNE",
              "#8a5300",
              "21130001700012",
              TOUS),
          new Organisme(
              "est-metropole-habitat",
              "Est Métropole Habitat",
              "EMH",
              "BAILLEUR",
              "#1c6b3f",
              "40137617300019",
              UN),
          new Organisme(
              "toulon-habitat",
              "Toulon Habitat Méditerranée",
              "THM",
              "BAILLEUR",
              "#1f5f8b",
              "27830001700029",
              DEUX),
          new Organisme(
              "sgami-ile-de-france",
              "SGAMI Île-de-France",
              "SG",
              "ETAT",
              "#3d4f9f",
              "13002037300010",
              UN),
          new Organisme(
              "sotteville-les-rouen",
              "Ville de Sotteville-lès-Rouen",
              "SR",
              "COMMUNE",
              "#7a3b69",
              "21760681300012",
              UN),
          new Organisme(
              "grand-quevilly",
              "Ville de Grand Quevilly",
              "GQ",
              "COMMUNE",
              "#1c6b3f",
              "21760322400015",
              UN),
          new Organisme(
              "golfe-saint-tropez",
              "Communauté de communes du Golfe de Saint-Tropez",
              "GST",
              "EPCI",
              "#8a5300",
              "20003607700010",
              DEUX),
          new Organisme(
              "petit-quevilly",
              "Ville de Petit-Quevilly",
              "PQ",
              "COMMUNE",
              "#9c2f2f",
              "21760498200017",
              UN),
          new Organisme(
              "six-fours-les-plages",
              "Ville de Six-Fours-les-Plages",
              "SF",
              "COMMUNE",
              "#1f5f8b",
              "21830129900010",
              DEUX),
          new Organisme(
              "saint-lo", "Ville de Saint-Lô", "SL", "COMMUNE", "#3d4f9f", "21500502600012", UN),
          new Organisme(
              "mont-saint-aignan",
              "Ville de Mont-Saint-Aignan",
              "MSA",
              "COMMUNE",
              "#7a3b69",
              "21760451100014",
              TOUS),
          new Organisme(
              "decines-charpieu",
              "Ville de Décines-Charpieu",
              "DC",
              "COMMUNE",
              "#1c6b3f",
              "21690275900010",
              UN),
          new Organisme(
              "miramas", "Ville de Miramas", "MI", "COMMUNE", "#8a5300", "21130063700017", DEUX),
          new Organisme(
              "oissel-sur-seine",
              "Ville d'Oissel-sur-Seine",
              "OI",
              "COMMUNE",
              "#9c2f2f",
              "21760484200013",
              DEUX),
          new Organisme(
              "darnetal", "Ville de Darnétal", "DA", "COMMUNE", "#1f5f8b", "21760212700011", UN));

  private Voisins() {}

  /** Adds them, unless they are there; says how many there are. */
  public static int charger(Connection superutilisateur, LocalDate jour) throws SQLException {
    if (!presents(superutilisateur)) {
      Organismes.charger(superutilisateur, ORGANISMES, STRUCTURE, jour);
      Arrete.dernierMois(superutilisateur);
    }
    return ORGANISMES.size();
  }

  /** Of every byte that would be written on that day. */
  public static String empreinte(LocalDate jour) {
    return Organismes.aBlanc(ORGANISMES, STRUCTURE, jour).empreinte();
  }

  private static boolean presents(Connection c) throws SQLException {
    try (var s = c.prepareStatement("select 1 from plateforme.maitre_ouvrage where id = ?")) {
      s.setObject(1, Organismes.espace(1));
      return s.executeQuery().next();
    }
  }

  /**
   * Their conventions last until the end of next year, as those of the five: the demonstration does
   * not grow stale.
   */
  static void prolonger(Postgres postgres, LocalDate jour) {
    try (var c = postgres.connexion(Postgres.OWNER);
        var s =
            c.prepareStatement(
                "update plateforme.convention set au = ? where id = any (?) and au < ?")) {
      var au = LocalDate.of(jour.getYear() + 1, 12, 31);
      s.setObject(1, au);
      s.setArray(
          2,
          c.createArrayOf(
              "uuid",
              IntStream.rangeClosed(1, ORGANISMES.size())
                  .mapToObj(Organismes::convention)
                  .toArray()));
      s.setObject(3, au);
      s.executeUpdate();
    } catch (SQLException e) {
      throw new Panne(
          "Les conventions de la démonstration n'ont pas été prolongées : " + e.getMessage(), e);
    }
  }
}
