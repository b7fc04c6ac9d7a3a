package fr.maillon.infra.sauvegarde;

import fr.maillon.infra.Panne;
import fr.maillon.infra.sauvegarde.Suivi.Etape;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One space of the live platform brought back to one moment; the others, and what the platform
 * knows of the space itself (its journal, its rights, its conventions), stay as they are. For an
 * operator who holds the superuser: reading every row of a space to copy it is what row-level
 * security forbids to everybody else.
 */
public final class Restauration {
  /** What its connections call themselves in pg_stat_activity. */
  public static final String APPLICATION = "maillon-restauration";

  /**
   * @param essai only say what would be done
   * @param operateur who asks: goes into the journal of the space
   * @param attente how long to wait for writes that began before the space was suspended
   */
  public record Demande(
      String code, Instant instant, String operateur, boolean essai, Duration attente) {}

  /** The platform as it was at that moment. */
  public interface Source extends AutoCloseable {
    Connection connexion() throws SQLException;

    /** Where it comes from, in words. */
    String origine();

    @Override
    void close();
  }

  /** Opens the past; may ask the live server for what is not archived yet. */
  @FunctionalInterface
  public interface Passe {
    Source ouvrir(Connection vivante, Instant instant) throws SQLException, IOException;
  }

  /** Opens a connection to the live database as a superuser. */
  @FunctionalInterface
  public interface Present {
    Connection ouvrir() throws SQLException;
  }

  private final Demande demande;
  private final Present present;
  private final Passe passe;
  private final Suivi suivi;
  private final Rapport rapport = new Rapport();
  private long depuis = System.nanoTime();

  private Restauration(Demande demande, Present present, Passe passe, Suivi suivi) {
    this.demande = demande;
    this.present = present;
    this.passe = passe;
    this.suivi = suivi;
  }

  public static Rapport restaurer(Demande demande, Present present, Passe passe, Suivi suivi)
      throws SQLException, IOException {
    return new Restauration(demande, present, passe, suivi).executer();
  }

  /**
   * From a repository of backups of ours: whatever was committed until now is archived first, then
   * replayed.
   */
  public static Passe depuis(Depot depot, String motDePasse, Duration limite) {
    return (vivante, instant) -> {
      if (depot.baseAvant(instant).isPresent()) {
        Sauvegarde.archiverJusquAMaintenant(vivante, Duration.ofSeconds(60));
      }
      var rejeu = Rejeu.jusqua(depot, instant, motDePasse, limite);
      return new Source() {
        @Override
        public Connection connexion() throws SQLException {
          return rejeu.connexion();
        }

        @Override
        public String origine() {
          return "copie de base " + rejeu.depart() + " et journal archivé";
        }

        @Override
        public void close() {
          rejeu.close();
        }
      };
    };
  }

  /**
   * Lifts what a restore that was killed left standing: the space takes its state back, its rows
   * are as they are.
   */
  public static void lever(String code, String operateur, Present present) throws SQLException {
    try (var connexion = present.ouvrir()) {
      var espace = Barriere.trouver(connexion, code);
      if (!Barriere.reserver(connexion, espace)) {
        throw new Panne("La restauration de « " + code + " » est en cours : attendez sa fin.");
      }
      if (espace.levee()) {
        throw new Panne(
            "Aucune restauration interrompue de « " + code + " » : il n'y a rien à lever.");
      }
      Barriere.lever(
          connexion,
          espace,
          operateur,
          "Restauration.abandonner",
          null,
          "La restauration interrompue est abandonnée : l'espace reprend son état.");
    }
  }

  private Rapport executer() throws SQLException, IOException {
    try (var temoin = present.ouvrir()) {
      exigerSuperutilisateur(temoin);
      var espace = Barriere.trouver(temoin, demande.code());
      if (!Barriere.reserver(temoin, espace)) {
        throw new Panne(
            "Une autre restauration de « " + demande.code() + " » est en cours : attendez sa fin.");
      }
      var maintenant = Instant.parse(Sauvegarde.horloge(temoin));
      if (demande.instant().isAfter(maintenant)) {
        throw new Panne(
            "Le " + demande.instant() + " est à venir : il est " + maintenant + " au serveur.");
      }
      try (var source = passe.ouvrir(temoin, demande.instant());
          var alors = source.connexion()) {
        alors.setReadOnly(true);
        alors.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        alors.setAutoCommit(false);
        etape("rejeu", Etape.REJEU, source.origine());
        rapport.dire(
            "%s de l'espace « %s » (%s) à l'instant %s",
            demande.essai() ? "Essai : ce que ferait la restauration" : "Restauration",
            espace.code(),
            espace.nom(),
            demande.instant());
        rapport.dire("Depuis : %s. Opérateur : %s.", source.origine(), demande.operateur());
        exigerQuIlExistait(alors, espace.id());
        comparerEtFaire(espace, temoin, alors);
      }
      rapport.mesures();
      return rapport;
    }
  }

  private void comparerEtFaire(Barriere.Espace espace, Connection temoin, Connection alors)
      throws SQLException, IOException {
    var avant = Catalogue.lire(alors);
    var aujourdhui = Catalogue.lire(temoin);
    // refuses what cannot be done before anybody is suspended
    var plan = Plan.etablir(avant, alors, aujourdhui, temoin, espace.id());
    var manquantes =
        new LignesCommunes(avant, aujourdhui, alors, temoin).chercher(plan, espace.id(), false);
    etape(
        "comparaison",
        Etape.COMPARAISON,
        plan.lignes().stream().filter(Plan.Ligne::change).count() + " tables diffèrent");
    if (demande.essai()) {
      rapport.plan(plan, manquantes);
      rapport.dire("Rien n'a été changé.");
      return;
    }
    var barriere =
        Barriere.poser(temoin, espace, demande.operateur(), demande.instant(), demande.attente());
    Transplantation.Resultat resultat;
    try {
      etape("suspension", Etape.SUSPENSION, "plus rien n'écrit dans l'espace");
      try (var vivante = present.ouvrir()) {
        resultat =
            new Transplantation(
                    avant, aujourdhui, alors, vivante, espace.id(), this::etapeDeLaTransaction)
                .executer(temoin);
      }
    } catch (SQLException | IOException | RuntimeException e) {
      abandonner(barriere, e);
      throw e;
    }
    barriere.lever(
        "Restauration.restaurer",
        demande.instant(),
        "L'espace est revenu à cet instant : "
            + resultat.retirees()
            + " lignes retirées, "
            + resultat.remises()
            + " remises.");
    etape("réouverture", Etape.VALIDATION, "espace rouvert");
    rapport.resultat(resultat, espace.id().toString());
    analyser(temoin, resultat);
  }

  private void abandonner(Barriere barriere, Exception cause) {
    try {
      barriere.lever(
          "Restauration.abandonner",
          demande.instant(),
          "La restauration a échoué : rien n'a été changé.");
    } catch (SQLException e) {
      // the server itself is gone; the space stays suspended, which harms nothing, until the
      // command is run again
      cause.addSuppressed(e);
    }
  }

  /**
   * The planner must know at once how large the space is again; a failure here is no failure of the
   * restore.
   */
  private static void analyser(Connection connexion, Transplantation.Resultat resultat)
      throws SQLException {
    for (var fait : resultat.faits()) {
      if (!fait.identique()) {
        try (var statement = connexion.createStatement()) {
          statement.execute("analyze " + fait.table());
        }
      }
    }
  }

  private void etapeDeLaTransaction(Etape etape, String dit) {
    etape(
        switch (etape) {
          case EMPREINTES_AVANT, EMPREINTES_APRES -> "empreintes";
          case RETRAIT -> "retrait";
          case REMISE -> "remise";
          case VERIFICATION -> "vérification";
          default -> "validation";
        },
        etape,
        dit);
  }

  private void etape(String nom, Etape etape, String dit) {
    var maintenant = System.nanoTime();
    rapport.duree(nom, (maintenant - depuis) / 1e9);
    depuis = maintenant;
    suivi.fait(etape, dit);
  }

  private static void exigerSuperutilisateur(Connection connexion) throws SQLException {
    if (!Sauvegarde.texte(
            connexion, "select rolsuper::text from pg_roles where rolname = current_user")
        .equals("true")) {
      throw new Panne(
          "Restaurer un espace demande un superutilisateur de PostgreSQL : nul autre ne lit ni"
              + " n'écrit les lignes d'un espace par COPY.");
    }
  }

  private void exigerQuIlExistait(Connection alors, UUID espace) throws SQLException {
    try (var query =
        alors.prepareStatement("select from " + Catalogue.MAITRE_OUVRAGE + " where id = ?")) {
      query.setObject(1, espace);
      try (var row = query.executeQuery()) {
        if (!row.next()) {
          throw new Panne(
              "L'espace « "
                  + demande.code()
                  + " » n'existait pas encore le "
                  + demande.instant()
                  + ".");
        }
      }
    }
  }
}
