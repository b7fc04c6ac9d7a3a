package fr.maillon.infra.fiction;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/**
 * Three invented years of public bodies that exist: their spaces, conventions and portfolios, then
 * markets, clauses, people and hours until the last whole month. The same list on the same day
 * gives the same bytes. Every key and constraint is checked as the rows come.
 */
public final class Organismes {
  /**
   * A maître d'ouvrage of the demonstration.
   *
   * @param facilitateurs who assists it, the first of them writing its clauses and hours
   */
  public record Organisme(
      String code,
      String nom,
      String sigle,
      String type,
      String couleur,
      String siret,
      List<Personne> facilitateurs) {
    public Organisme {
      facilitateurs = List.copyOf(facilitateurs);
    }
  }

  /** Someone of the team, who has an account already. */
  public record Personne(UUID id, String nom) {}

  /** What was written: rows, and a fingerprint of every byte of every table. */
  public record Bilan(Map<String, Long> lignes, String empreinte) {
    public Bilan {
      lignes = Map.copyOf(lignes);
    }
  }

  private record Bloc(String copie, byte[] octets, int longueur) {}

  private static final long GRAINE = 20_261_130L;
  private static final int ANNEES = 3;
  private static final int PART_CLAUSEE = 45;

  /** A range of SIRET that Insee does not give out. */
  private static final String ENTREPRISES = "995";

  private final List<Organisme> organismes;
  private final UUID structure;
  private final LocalDate jour;
  private final Taille taille;
  private final Map<String, List<Bloc>> blocs = new LinkedHashMap<>();
  private final Tables tables =
      new Tables(
          (copie, octets, longueur) ->
              blocs
                  .computeIfAbsent(copie, c -> new ArrayList<>())
                  .add(new Bloc(copie, octets, longueur)));
  private final BitSet personnes = new BitSet();

  private Organismes(List<Organisme> organismes, UUID structure, LocalDate jour) {
    this.organismes = List.copyOf(organismes);
    this.structure = structure;
    this.jour = jour;
    taille = taille(organismes.size(), finDesHeures());
  }

  private static Taille taille(int combien, LocalDate fin) {
    return new Taille(GRAINE, combien, fin.minusDays(1).getYear(), ANNEES);
  }

  /** Adds them to a base that has neither them nor their conventions, in one transaction. */
  public static Bilan charger(
      Connection superutilisateur, List<Organisme> organismes, UUID structure, LocalDate jour)
      throws SQLException {
    var ici = new Organismes(organismes, structure, jour);
    ici.ecrire();
    superutilisateur.setAutoCommit(false);
    try {
      var copies = superutilisateur.unwrap(PGConnection.class).getCopyAPI();
      for (var rangees : ici.tables.toutes()) {
        for (var bloc : ici.blocs.getOrDefault(rangees.copie(), List.of())) {
          var copie = copies.copyIn(bloc.copie());
          copie.writeToCopy(bloc.octets(), 0, bloc.longueur());
          copie.endCopy();
        }
      }
      superutilisateur.commit();
    } finally {
      superutilisateur.rollback();
      superutilisateur.setAutoCommit(true);
    }
    try (var s = superutilisateur.createStatement()) {
      s.execute("analyze");
    }
    return ici.bilan();
  }

  /** What would be written, without a base. */
  public static Bilan aBlanc(List<Organisme> organismes, UUID structure, LocalDate jour) {
    var ici = new Organismes(organismes, structure, jour);
    ici.ecrire();
    return ici.bilan();
  }

  /** The convention of the body of that rank, from 1. */
  public static UUID convention(int rang) {
    return taille(1, LocalDate.EPOCH).id("convention", rang);
  }

  /** The space of that rank, from 1. */
  public static UUID espace(int rang) {
    return taille(1, LocalDate.EPOCH).id("tenant", rang);
  }

  private Bilan bilan() {
    return new Bilan(tables.comptes(), tables.empreinte());
  }

  private LocalDate finDesHeures() {
    return jour.withDayOfMonth(1);
  }

  private void ecrire() {
    var marches = taille.parts(taille.marches());
    var contrats = taille.parts(taille.contratsParAn());
    for (int e = 0; e < taille.entreprises(); e++) {
      tables
          .entreprise
          .texte(Sirets.de(ENTREPRISES, e))
          .texte(Noms.entreprise(e))
          .texte(e % 9 == 0 ? "EI" : e % 9 == 1 ? "ETTI" : "ENTREPRISE")
          .fin();
    }
    for (int rang = 1; rang <= organismes.size(); rang++) {
      var o = organismes.get(rang - 1);
      var agent = plateforme(rang, o);
      new EspaceFictif(
              taille,
              new EspaceFictif.Cadre(
                  espace(rang),
                  o.siret(),
                  agent,
                  auteur(o.facilitateurs().getFirst()),
                  ENTREPRISES,
                  finDesHeures(),
                  jour,
                  PART_CLAUSEE),
              rang,
              tables,
              personnes)
          .ecrire(marches[rang - 1], contrats[rang - 1]);
    }
    new Personnes(
            taille,
            tables,
            organismes.stream()
                .flatMap(o -> o.facilitateurs().stream())
                .distinct()
                .map(Organismes::auteur)
                .toList())
        .ecrire(personnes);
    tables.vider();
  }

  private static EspaceFictif.Auteur auteur(Personne p) {
    return new EspaceFictif.Auteur(p.id(), p.nom());
  }

  private EspaceFictif.Auteur plateforme(int rang, Organisme o) {
    var hasard = taille.hasard("agent", rang);
    var agent =
        new EspaceFictif.Auteur(
            taille.id("agent", rang), Noms.prenom(hasard) + " " + Noms.nom(hasard));
    var du = LocalDate.of(taille.premiereAnnee(), 1, 1);
    tables
        .maitreOuvrage
        .id(espace(rang))
        .texte(o.code())
        .texte(o.nom())
        .texte(o.sigle())
        .texte(o.type())
        .texte(o.couleur())
        .fin();
    tables.siret.id(espace(rang)).texte(o.siret()).fin();
    tables
        .utilisateur
        .id(agent.id())
        .texte("agent-" + o.code())
        .texte(agent.nom())
        .texte("agent-" + o.code() + "@maillon.example")
        .fin();
    tables
        .adhesion
        .id(agent.id())
        .id(espace(rang))
        .jour(du)
        .rien()
        .texte("ADMINISTRATEUR")
        .vrai(true)
        .fin();
    tables
        .convention
        .id(convention(rang))
        .id(espace(rang))
        .id(structure)
        .texte("%d-%03d".formatted(du.getYear(), rang + 5))
        .jour(du)
        .jour(LocalDate.of(jour.getYear() + 1, 12, 31))
        .fin();
    IntStream.range(0, o.facilitateurs().size())
        .forEach(
            i ->
                tables
                    .affectation
                    .id(taille.id("affectation", rang * 10L + i))
                    .id(convention(rang))
                    .id(espace(rang))
                    .id(o.facilitateurs().get(i).id())
                    .jour(du)
                    .rien()
                    .fin());
    return agent;
  }
}
