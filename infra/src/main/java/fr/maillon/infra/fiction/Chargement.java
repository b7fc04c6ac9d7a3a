package fr.maillon.infra.fiction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/**
 * Fills tables by COPY, in one transaction: all or nothing. Keys, indexes and foreign keys of the
 * large tables are put aside, then built again, which checks them on every row; a second thread
 * sends, so that the base works while the rows are being made.
 */
final class Chargement implements Rangees.Puits, AutoCloseable {
  private record Bloc(String copie, byte[] octets, int longueur) {}

  /** What was put aside, and the order that brings it back. */
  private record Objet(String oter, String remettre) {}

  private static final Bloc DERNIER = new Bloc(null, null, 0);
  private static final String CONTRAINTES =
      "select format('alter table %s drop constraint %I', conrelid::regclass, conname),"
          + " format('alter table %s add constraint %I %s', conrelid::regclass, conname,"
          + " pg_get_constraintdef(oid)) from pg_constraint where ";
  private static final String INDEX =
      "select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid) from"
          + " pg_index i where i.indrelid = any (?::regclass[]) and not exists (select 1 from"
          + " pg_constraint c where c.conindid = i.indexrelid) order by 2";

  private final Connection connexion;
  private final List<Objet> aRemettre = new ArrayList<>();
  private final BlockingQueue<Bloc> file = new ArrayBlockingQueue<>(8);
  private final Thread envoi;
  private volatile Exception echec;

  /**
   * @param superutilisateur COPY is refused to a role that row-level security binds
   */
  Chargement(Connection superutilisateur, Collection<String> grandes) throws SQLException {
    connexion = superutilisateur;
    connexion.setAutoCommit(false);
    try (var s = connexion.createStatement()) {
      s.execute("set local synchronous_commit = off");
      s.execute("set local maintenance_work_mem = '512MB'");
      s.execute("set local work_mem = '256MB'");
    }
    oter(grandes);
    envoi = Thread.ofPlatform().name("copie").start(this::envoyer);
  }

  private void oter(Collection<String> grandes) throws SQLException {
    var noms = connexion.createArrayOf("text", grandes.toArray());
    // what refers first, what is referred to next; they come back the other way round
    var cles =
        lire(
            CONTRAINTES
                + "contype = 'f' and conparentid = 0 and (conrelid = any (?::regclass[]) or"
                + " confrelid = any (?::regclass[])) order by 1",
            noms,
            noms);
    var uniques =
        lire(
            CONTRAINTES + "contype in ('p', 'u') and conrelid = any (?::regclass[]) order by 1",
            noms);
    var index = lire(INDEX, noms);
    for (var objets : List.of(cles, uniques, index)) {
      for (var objet : objets) {
        executer(objet.oter());
      }
    }
    aRemettre.addAll(uniques);
    aRemettre.addAll(index);
    aRemettre.addAll(cles);
  }

  @Override
  public void prendre(String copie, byte[] octets, int longueur) {
    try {
      while (!file.offer(new Bloc(copie, octets, longueur), 1, TimeUnit.SECONDS)) {
        verifier();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    verifier();
  }

  private void verifier() {
    if (echec != null) {
      throw new IllegalStateException("la copie a échoué : " + echec.getMessage(), echec);
    }
  }

  private void envoyer() {
    try {
      var copies = connexion.unwrap(PGConnection.class).getCopyAPI();
      for (var bloc = file.take(); bloc != DERNIER; bloc = file.take()) {
        var copie = copies.copyIn(bloc.copie());
        try {
          copie.writeToCopy(bloc.octets(), 0, bloc.longueur());
          copie.endCopy();
        } finally {
          if (copie.isActive()) {
            copie.cancelCopy();
          }
        }
      }
    } catch (SQLException | InterruptedException e) {
      echec = e;
    }
  }

  /** Waits for the last block; from then on the connection is free again. */
  void toutEnvoye() throws SQLException {
    try {
      while (envoi.isAlive() && !file.offer(DERNIER, 1, TimeUnit.SECONDS)) {
        verifier();
      }
      envoi.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException(e);
    }
    verifier();
  }

  /**
   * @return how many keys and indexes were built again
   */
  int remettre() throws SQLException {
    for (var objet : aRemettre) {
      executer(objet.remettre());
    }
    connexion.commit();
    connexion.setAutoCommit(true);
    return aRemettre.size();
  }

  void executer(String sql) throws SQLException {
    try (var s = connexion.createStatement()) {
      s.execute(sql);
    }
  }

  private List<Objet> lire(String sql, java.sql.Array... parametres) throws SQLException {
    try (var requete = connexion.prepareStatement(sql)) {
      for (int i = 0; i < parametres.length; i++) {
        requete.setArray(i + 1, parametres[i]);
      }
      var objets = new ArrayList<Objet>();
      try (var r = requete.executeQuery()) {
        while (r.next()) {
          objets.add(new Objet(r.getString(1), r.getString(2)));
        }
      }
      return objets;
    }
  }

  @Override
  public void close() throws SQLException {
    if (envoi.isAlive()) {
      envoi.interrupt();
    }
    if (!connexion.getAutoCommit()) {
      connexion.rollback();
    }
  }
}
