package fr.maillon.infra.fiction;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A base of the size wanted, invented from a seed: the maîtres d'ouvrage, the team that assists
 * them, ten years of markets, contracts and hours. The same seed gives the same base, byte for
 * byte, on every machine.
 */
public final class National {
  private static final String[] TYPES = {
    "COMMUNE",
    "COMMUNE",
    "COMMUNE",
    "COMMUNE",
    "EPCI",
    "EPCI",
    "BAILLEUR",
    "BAILLEUR",
    "SANTE",
    "DEPARTEMENT",
    "REGION",
    "ETAT",
    "AUTRE_PUBLIC",
    "PRIVE",
    "CENTRALE_ACHAT"
  };
  private static final String[] DROITS = {"ADMINISTRATEUR", "REFERENT", "ACHETEUR", "LECTEUR"};
  private static final String[] COULEURS = {
    "#1f5f8b", "#9c2f2f", "#7a3b69", "#1c6b3f", "#8a5300", "#3d4f9f"
  };

  /** Ranges of SIRET that Insee does not give out: of the companies, of the spaces. */
  private static final String ENTREPRISES = "996";

  private static final String ESPACES = "997";
  private static final int PART_CLAUSEE = 78;

  /**
   * What was written.
   *
   * @param lignes rows of each table
   * @param empreinte of every byte of every table
   * @param secondes of the copy alone, then of everything (keys, indexes, ANALYZE)
   */
  public record Bilan(
      Map<String, Long> lignes, String empreinte, double secondesDeCopie, double secondes) {
    public Bilan {
      lignes = Map.copyOf(lignes);
    }

    public long total() {
      return lignes.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private final Taille taille;
  private final Tables tables;
  private final IntPredicate choisis;
  private final BitSet personnes = new BitSet();
  private final long debut = System.nanoTime();
  private final PrintStream sortie;
  private long prochain = 5_000_000_000L;

  private National(Taille taille, IntPredicate choisis, Rangees.Puits puits, PrintStream sortie) {
    this.taille = taille;
    this.choisis = choisis;
    this.tables = new Tables(puits);
    this.sortie = sortie;
  }

  /** Fills that base, which may already hold something else. */
  public static Bilan charger(Connection superutilisateur, Taille taille, PrintStream sortie)
      throws SQLException {
    return charger(superutilisateur, taille, rang -> true, sortie);
  }

  /** Only these spaces of that base, each the very same as in the whole. */
  public static Bilan charger(
      Connection superutilisateur, Taille taille, IntPredicate choisis, PrintStream sortie)
      throws SQLException {
    try (var chargement = new Chargement(superutilisateur, Tables.grandes())) {
      var national = new National(taille, choisis, chargement, sortie);
      national.ecrire();
      chargement.toutEnvoye();
      var copie = national.secondes();
      national.dire("copie terminée ; clés et index…");
      var objets = chargement.remettre();
      national.dire(objets + " clés et index construits ; analyse…");
      // hint bits and the visibility map too: what a base that has lived has
      chargement.executer("vacuum (analyze)");
      national.dire("prêt");
      return new Bilan(
          national.tables.comptes(), national.tables.empreinte(), copie, national.secondes());
    }
  }

  /** What would be written, without a base. */
  public static Bilan aBlanc(Taille taille) {
    var national =
        new National(
            taille,
            rang -> true,
            (copie, octets, longueur) -> {},
            new PrintStream(java.io.OutputStream.nullOutputStream()));
    national.ecrire();
    return new Bilan(
        national.tables.comptes(),
        national.tables.empreinte(),
        national.secondes(),
        national.secondes());
  }

  /** The space of that rank: 1 is the largest. */
  public static UUID espace(Taille taille, int rang) {
    return taille.id("tenant", rang);
  }

  public static String code(int rang) {
    return "espace-%05d".formatted(rang);
  }

  /** The facilitateur that assists that space today. */
  public static UUID facilitateur(Taille taille, int rang) {
    return taille.id("facilitateur", numeroDuFacilitateur(taille, rang));
  }

  private static int numeroDuFacilitateur(Taille taille, int rang) {
    return (rang - 1) % taille.facilitateurs();
  }

  private static String nomDuFacilitateur(int f) {
    return "Facilitateur " + (f + 1);
  }

  private EspaceFictif fiction(int rang) {
    var f = numeroDuFacilitateur(taille, rang);
    var fin = an(taille.annees());
    return new EspaceFictif(
        taille,
        new EspaceFictif.Cadre(
            espace(taille, rang),
            Sirets.de(ESPACES, rang),
            new EspaceFictif.Auteur(taille.id("agent", rang * 100L), "Agent " + rang + " A"),
            new EspaceFictif.Auteur(taille.id("facilitateur", f), nomDuFacilitateur(f)),
            ENTREPRISES,
            fin,
            fin.plusMonths(3),
            PART_CLAUSEE),
        rang,
        tables,
        personnes);
  }

  private void ecrire() {
    var marches = taille.parts(taille.marches());
    var contrats = taille.parts(taille.contratsParAn());
    equipe();
    for (int rang = 1; rang <= taille.espaces(); rang++) {
      if (choisis.test(rang)) {
        plateforme(rang, marches[rang - 1]);
      }
    }
    tables.viderLaPlateforme();
    for (int rang = 1; rang <= taille.espaces(); rang++) {
      if (choisis.test(rang)) {
        fiction(rang).ecrire(marches[rang - 1], contrats[rang - 1]);
        dire(rang);
      }
    }
    new Personnes(
            taille,
            tables,
            IntStream.range(0, taille.facilitateurs())
                .mapToObj(
                    f ->
                        new EspaceFictif.Auteur(taille.id("facilitateur", f), nomDuFacilitateur(f)))
                .toList())
        .ecrire(personnes);
    tables.vider();
  }

  private void equipe() {
    for (int s = 0; s < taille.structures(); s++) {
      tables
          .structure
          .id(taille.id("structure", s))
          .texte("Maison de l'emploi fictive " + (s + 1))
          .fin();
    }
    for (int f = 0; f < taille.facilitateurs(); f++) {
      personnel(
          taille.id("facilitateur", f),
          "facilitateur-%04d".formatted(f + 1),
          nomDuFacilitateur(f),
          "FACILITATEUR");
    }
    personnel(
        taille.id("coordinateur", 0), "coordinateur-0001", "Coordinateur fictif", "COORDINATEUR");
    personnel(taille.id("central", 0), "central-0001", "Administration fictive", "CENTRAL");
    for (int e = 0; e < taille.entreprises(); e++) {
      tables
          .entreprise
          .texte(Sirets.de(ENTREPRISES, e))
          .texte(Noms.entreprise(e))
          .texte(e % 9 == 0 ? "EI" : e % 9 == 1 ? "ETTI" : "ENTREPRISE")
          .fin();
    }
  }

  private void personnel(UUID id, String identifiant, String nom, String titre) {
    tables
        .utilisateur
        .id(id)
        .texte(identifiant)
        .texte(nom)
        .texte(identifiant + "@maillon.example")
        .fin();
    tables.habilitation.id(id).texte(titre).jour(LocalDate.of(taille.premiereAnnee(), 1, 1)).fin();
  }

  /**
   * The space itself: who it is, its agents, the convention that has it assisted and the
   * facilitateur who does.
   */
  private void plateforme(int rang, int marchesDuRang) {
    var type = TYPES[(rang * 7) % TYPES.length];
    var t = tables;
    var tenant = espace(taille, rang);
    t.maitreOuvrage
        .id(tenant)
        .texte(code(rang))
        .texte(
            "Espace fictif " + rang + " (" + type.toLowerCase(Locale.ROOT).replace('_', ' ') + ")")
        .texte(sigle(rang))
        .texte(type)
        .texte(COULEURS[rang % COULEURS.length])
        .fin();
    t.siret.id(tenant).texte(Sirets.de(ESPACES, rang)).fin();
    for (int i = 0; i < 1 + Math.min(7, marchesDuRang / 8); i++) {
      var id = taille.id("agent", rang * 100L + i);
      t.utilisateur
          .id(id)
          .texte("agent-%05d-%d".formatted(rang, i + 1))
          .texte("Agent " + rang + " " + (char) ('A' + i))
          .texte("agent-%05d-%d@maillon.example".formatted(rang, i + 1))
          .fin();
      t.adhesion
          .id(id)
          .id(tenant)
          .jour(an(0))
          .rien()
          .texte(DROITS[i % DROITS.length])
          .vrai(i == 0)
          .fin();
    }
    var f = numeroDuFacilitateur(taille, rang);
    var structure = taille.id("structure", f % taille.structures());
    if (rang % 5 == 0) {
      // another structure assisted it before: the history stays
      var avant = taille.id("structure", (f + 1) % taille.structures());
      convention(
          rang,
          1,
          avant,
          (f + 1) % taille.facilitateurs(),
          an(0),
          an(5).minusDays(1),
          an(5).minusDays(1));
      convention(rang, 2, structure, f, an(5), an(taille.annees() + 10).minusDays(1), null);
    } else {
      convention(rang, 2, structure, f, an(0), an(taille.annees() + 10).minusDays(1), null);
    }
  }

  private void convention(
      int rang,
      int numero,
      UUID structure,
      int facilitateur,
      LocalDate du,
      LocalDate au,
      LocalDate finDeLAffectation) {
    var id = taille.id("convention", rang * 10L + numero);
    var tenant = espace(taille, rang);
    tables
        .convention
        .id(id)
        .id(tenant)
        .id(structure)
        .texte("F-%05d-%d".formatted(rang, numero))
        .jour(du)
        .jour(au)
        .fin();
    tables
        .affectation
        .id(taille.id("affectation", rang * 10L + numero))
        .id(id)
        .id(tenant)
        .id(taille.id("facilitateur", facilitateur))
        .jour(du)
        .jour(finDeLAffectation)
        .fin();
  }

  private static String sigle(int rang) {
    return ""
        + (char) ('A' + rang % 26)
        + (char) ('A' + rang / 26 % 26)
        + (char) ('A' + rang / 676 % 26);
  }

  private LocalDate an(int rangDeLAnnee) {
    return LocalDate.of(taille.premiereAnnee() + rangDeLAnnee, 1, 1);
  }

  private double secondes() {
    return (System.nanoTime() - debut) / 1e9;
  }

  private void dire(int rang) {
    if (System.nanoTime() - debut > prochain) {
      prochain = System.nanoTime() - debut + 5_000_000_000L;
      dire(rang + " espaces");
    }
  }

  private void dire(String quoi) {
    sortie.println(
        String.format(
            Locale.FRENCH,
            "[%5.0f s] %s : %,d lignes, %,.0f lignes/s",
            secondes(),
            quoi,
            tables.lignes(),
            tables.lignes() / secondes()));
  }
}
