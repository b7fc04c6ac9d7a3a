package fr.maillon.infra.sauvegarde;

import fr.maillon.infra.Panne;
import fr.maillon.infra.sauvegarde.Catalogue.Cle;
import fr.maillon.infra.sauvegarde.Catalogue.Portee;
import fr.maillon.infra.sauvegarde.Catalogue.Table;
import fr.maillon.infra.sauvegarde.Empreintes.Empreinte;
import fr.maillon.infra.sauvegarde.Suivi.Etape;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows of one space as they were, in place of those it has, in one transaction that sees the
 * others' rows stand still: their checksums before and after are equal if and only if this
 * transaction touched none of them.
 */
final class Transplantation {
  /**
   * @param identique the table already held, row for row, what it should
   */
  record Fait(String table, long retirees, long remises, boolean identique) {}

  /**
   * @param avant checksums by table and space, before; {@code apres}, after
   * @param ramenees shared rows brought back, by table
   * @param orphelines rows kept by the platform whose subject no longer existed at that moment, by
   *     table: what their foreign key orders was done
   */
  record Resultat(
      List<Fait> faits,
      Map<String, Map<String, Empreinte>> avant,
      Map<String, Map<String, Empreinte>> apres,
      Map<String, Long> ramenees,
      Map<String, Long> orphelines,
      List<String> remarques) {
    long retirees() {
      return faits.stream().mapToLong(Fait::retirees).sum();
    }

    long remises() {
      return faits.stream().mapToLong(Fait::remises).sum();
    }
  }

  private static final String ECARTS = "select annee, ecarts from consolide.ecarts order by 1, 2";

  private final Catalogue alors;
  private final Catalogue present;
  private final Connection source;
  private final Connection vivante;
  private final UUID espace;
  private final Suivi suivi;

  Transplantation(
      Catalogue alors,
      Catalogue present,
      Connection source,
      Connection vivante,
      UUID espace,
      Suivi suivi) {
    this.alors = alors;
    this.present = present;
    this.source = source;
    this.vivante = vivante;
    this.espace = espace;
    this.suivi = suivi;
  }

  /**
   * @param temoin a second connection, that sees what is committed: to tell our own discrepancies
   *     from those that were there
   */
  Resultat executer(Connection temoin) throws SQLException, IOException {
    vivante.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    vivante.setAutoCommit(false);
    try {
      var resultat = dansLaTransaction(temoin);
      vivante.commit();
      suivi.fait(Etape.VALIDATION, "transaction validée");
      return resultat;
    } catch (SQLException | IOException | RuntimeException e) {
      annuler(e);
      throw e;
    }
  }

  private void annuler(Exception cause) {
    try {
      vivante.rollback();
    } catch (SQLException e) {
      // the connection is lost, and the server has rolled back by itself
      cause.addSuppressed(e);
    }
  }

  private Resultat dansLaTransaction(Connection temoin) throws SQLException, IOException {
    // Foreign keys are proved whole afterwards, set against set: no order to find among cycles, no
    // cascade into what must stay,
    // and a hundredth of the time that three million checks one by one would take.
    executer("set local session_replication_role = replica");
    executer("set local statement_timeout = 0");
    executer("set local idle_in_transaction_session_timeout = 0");
    executer("set local lock_timeout = '30s'");
    executer("set local work_mem = '64MB'");
    var avant = empreintes();
    suivi.fait(Etape.EMPREINTES_AVANT, total(avant));

    var plan = Plan.etablir(alors, source, present, vivante, espace);
    var faits = new ArrayList<Fait>();
    var retirees = new LinkedHashMap<Plan.Ligne, Long>();
    for (var ligne : plan.lignes()) {
      var entiere =
          ligne.communes().size()
              == ligne.table().colonnes().values().stream().filter(c -> !c.calculee()).count();
      if (!ligne.change() && entiere) {
        faits.add(new Fait(ligne.table().nom(), 0, 0, true));
      } else {
        retirees.put(
            ligne,
            modifier(
                "delete from "
                    + ligne.table().sql()
                    + " where tenant_id = '"
                    + espace
                    + "'::uuid"));
      }
    }
    suivi.fait(
        Etape.RETRAIT, retirees.values().stream().mapToLong(Long::longValue).sum() + " lignes");

    var ramenees = new LignesCommunes(alors, present, source, vivante).chercher(plan, espace, true);
    for (var retrait : retirees.entrySet()) {
      var ligne = retrait.getKey();
      var remises = 0L;
      if (ligne.alors().lignes() > 0) {
        remises =
            Copie.de(
                source,
                "select "
                    + ligne.colonnes()
                    + " from "
                    + ligne.table().sql()
                    + " where tenant_id = '"
                    + espace
                    + "'::uuid",
                vivante,
                ligne.table().sql() + " (" + ligne.colonnes() + ")");
      }
      faits.add(new Fait(ligne.table().nom(), retrait.getValue(), remises, false));
    }
    suivi.fait(Etape.REMISE, faits.stream().mapToLong(Fait::remises).sum() + " lignes");

    // the planner may still believe the space empty: a loop within a loop over half a million rows
    // would never end
    executer("set local enable_nestloop = off");
    var orphelines = satisfaireLesClesVersLEspace(ramenees.keySet());
    for (var ligne : plan.lignes()) {
      var obtenue = Empreintes.de(vivante, ligne.table(), ligne.communes(), espace);
      if (!obtenue.equals(ligne.alors())) {
        throw new Panne(
            ligne.table().nom()
                + " n'a pas l'empreinte de l'instant demandé ("
                + ligne.alors()
                + " attendu, "
                + obtenue
                + " obtenu) : rien n'a été changé.");
      }
    }
    verifierLesCumuls(temoin);
    suivi.fait(Etape.VERIFICATION, "clés, empreintes et cumuls");

    var apres = empreintes();
    verifierLesAutres(avant, apres, ramenees, orphelines);
    suivi.fait(Etape.EMPREINTES_APRES, total(apres));
    return new Resultat(faits, avant, apres, ramenees, orphelines, plan.remarques());
  }

  private Map<String, Map<String, Empreinte>> empreintes() throws SQLException {
    var all = new TreeMap<String, Map<String, Empreinte>>();
    for (var table : present.tables().values()) {
      all.put(table.nom(), Empreintes.parEspace(vivante, table));
    }
    return all;
  }

  private static String total(Map<String, Map<String, Empreinte>> empreintes) {
    return empreintes.values().stream()
            .flatMap(t -> t.values().stream())
            .mapToLong(Empreinte::lignes)
            .sum()
        + " lignes lues";
  }

  /**
   * Every foreign key with an end in what was written is proved. A row that the platform keeps (a
   * pinned market, a shared file) may speak of one that did not exist yet: what its key orders for
   * a deletion is done, and said.
   */
  private Map<String, Long> satisfaireLesClesVersLEspace(java.util.Set<String> ramenees)
      throws SQLException {
    var orphelines = new TreeMap<String, Long>();
    var restant = true;
    while (restant) {
      restant = false;
      for (var cle : present.cles()) {
        var enfant = present.tables().get(cle.enfant());
        var parent = present.tables().get(cle.parent());
        if (enfant.portee() == Portee.ESPACE
            || (parent.portee() != Portee.ESPACE && !orphelines.containsKey(parent.nom()))) {
          continue;
        }
        var orphelins = condition(cle, enfant, parent);
        var touchees =
            switch (cle.action()) {
              case 'c' -> modifier("delete from " + enfant.sql() + " e where " + orphelins);
              case 'n' ->
                  modifier(
                      "update "
                          + enfant.sql()
                          + " e set "
                          + cle.de().stream()
                              .map(c -> Catalogue.cite(c) + " = null")
                              .collect(Collectors.joining(", "))
                          + " where "
                          + orphelins);
              default -> refuserLesOrphelines(cle, enfant, orphelins);
            };
        if (touchees > 0) {
          orphelines.merge(enfant.nom(), touchees, Long::sum);
          restant = true;
        }
      }
    }
    for (var cle : present.cles()) {
      var enfant = present.tables().get(cle.enfant());
      if (enfant.portee() == Portee.ESPACE
          || ramenees.contains(enfant.nom())
          || orphelines.containsKey(enfant.nom())) {
        refuserLesOrphelines(
            cle, enfant, condition(cle, enfant, present.tables().get(cle.parent())));
      }
    }
    return orphelines;
  }

  private long refuserLesOrphelines(Cle cle, Table enfant, String orphelins) throws SQLException {
    var combien = compter("select count(*) from " + enfant.sql() + " e where " + orphelins);
    if (combien > 0) {
      throw new Panne(
          combien
              + " lignes de "
              + cle.enfant()
              + " désignent dans "
              + cle.parent()
              + " ce qui n'y est pas à cet instant ("
              + cle.nom()
              + ") : rien n'a été changé. Retirez ou déplacez d'abord ces lignes.");
    }
    return 0;
  }

  private String condition(Cle cle, Table enfant, Table parent) {
    var pleines =
        cle.de().stream()
            .map(c -> "e." + Catalogue.cite(c) + " is not null")
            .collect(Collectors.joining(" and "));
    var memes =
        IntStream.range(0, cle.de().size())
            .mapToObj(
                i ->
                    "p."
                        + Catalogue.cite(cle.vers().get(i))
                        + " = e."
                        + Catalogue.cite(cle.de().get(i)))
            .collect(Collectors.joining(" and "));
    var siennes =
        enfant.portee() == Portee.COMMUNE
            ? ""
            : "e." + Catalogue.cite(enfant.colonneDEspace()) + " = '" + espace + "'::uuid and ";
    return siennes
        + pleines
        + " and not exists (select from "
        + parent.sql()
        + " p where "
        + memes
        + ")";
  }

  private void verifierLesCumuls(Connection temoin) throws SQLException {
    var ecarts = lignes(vivante, ECARTS);
    if (!ecarts.isEmpty() && !ecarts.equals(lignes(temoin, ECARTS))) {
      throw new Panne(
          "Après la remise, les cumuls de la consolidation ne sont plus ceux du registre (année,"
              + " écarts : "
              + ecarts
              + ") : rien n'a été changé.");
    }
  }

  private void verifierLesAutres(
      Map<String, Map<String, Empreinte>> avant,
      Map<String, Map<String, Empreinte>> apres,
      Map<String, Long> ramenees,
      Map<String, Long> orphelines) {
    var fautes = new ArrayList<String>();
    for (var table : present.tables().values()) {
      var a = avant.get(table.nom());
      var b = apres.get(table.nom());
      var espaces = new TreeSet<>(a.keySet());
      espaces.addAll(b.keySet());
      for (var autre : espaces) {
        var sien = table.portee() == Portee.ESPACE && autre.equals(espace.toString());
        var voulu =
            autre.equals(Empreintes.COMMUNE) && ramenees.containsKey(table.nom())
                || orphelines.containsKey(table.nom())
                    && (autre.equals(Empreintes.COMMUNE) || autre.equals(espace.toString()));
        if (!sien
            && !voulu
            && !a.getOrDefault(autre, Empreinte.VIDE)
                .equals(b.getOrDefault(autre, Empreinte.VIDE))) {
          fautes.add(table.nom() + " de " + autre);
        }
      }
    }
    if (!fautes.isEmpty()) {
      throw new Panne(
          "La restauration changeait des lignes qui ne sont pas de cet espace, elle est annulée : "
              + fautes);
    }
  }

  private void executer(String sql) throws SQLException {
    try (var statement = vivante.createStatement()) {
      statement.execute(sql);
    }
  }

  private long modifier(String sql) throws SQLException {
    try (var statement = vivante.createStatement()) {
      return statement.executeLargeUpdate(sql);
    }
  }

  private long compter(String sql) throws SQLException {
    try (var statement = vivante.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<String> lignes(Connection connexion, String sql) throws SQLException {
    var found = new ArrayList<String>();
    try (var statement = connexion.createStatement();
        var row = statement.executeQuery(sql)) {
      while (row.next()) {
        found.add(row.getString(1) + " " + row.getString(2));
      }
    }
    return found;
  }
}
