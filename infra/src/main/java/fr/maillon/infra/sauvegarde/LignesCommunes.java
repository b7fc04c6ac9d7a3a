package fr.maillon.infra.sauvegarde;

import fr.maillon.infra.Panne;
import fr.maillon.infra.sauvegarde.Catalogue.Cle;
import fr.maillon.infra.sauvegarde.Catalogue.Portee;
import fr.maillon.infra.sauvegarde.Catalogue.Table;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows shared by all that the rows of a space need (a participant, its eligibility): those that
 * vanished since are brought back, those that still exist are left as they are, even if they
 * changed.
 */
final class LignesCommunes {
  private static final int PAQUET = 2_000;

  private final Catalogue avant;
  private final Catalogue present;
  private final Connection source;
  private final Connection vivante;
  private final Map<String, Set<List<String>>> vues = new LinkedHashMap<>();
  private final Map<String, Long> manquantes = new LinkedHashMap<>();

  LignesCommunes(Catalogue avant, Catalogue present, Connection source, Connection vivante) {
    this.avant = avant;
    this.present = present;
    this.source = source;
    this.vivante = vivante;
  }

  /** By table, how many are missing; written there when asked. */
  Map<String, Long> chercher(Plan plan, UUID espace, boolean ramener)
      throws SQLException, IOException {
    for (var ligne : plan.lignes()) {
      if (ligne.alors().lignes() == 0) {
        continue;
      }
      for (var cle : versLeCommun(ligne.table())) {
        suivre(cle, Catalogue.cite("tenant_id") + " = '" + espace + "'::uuid", ramener);
      }
    }
    return manquantes;
  }

  /** Keys that lead out of the space, by columns that already existed then. */
  private List<Cle> versLeCommun(Table table) {
    var ancienne = avant.tables().get(table.nom());
    return present.cles().stream()
        .filter(
            c ->
                c.enfant().equals(table.nom())
                    && present.tables().get(c.parent()).portee() != Portee.ESPACE)
        .filter(c -> ancienne != null && ancienne.colonnes().keySet().containsAll(c.de()))
        .toList();
  }

  private void suivre(Cle cle, String condition, boolean ramener) throws SQLException, IOException {
    var parent = present.tables().get(cle.parent());
    var types = cle.vers().stream().map(c -> parent.colonnes().get(c).type()).toList();
    var absentes = absentes(cle, types, valeurs(cle, condition));
    if (absentes.isEmpty()) {
      return;
    }
    if (parent.portee() == Portee.PLATEFORME) {
      throw new Panne(
          "Des lignes à remettre dans "
              + cle.enfant()
              + " dépendent de "
              + parent.nom()
              + ", qui en a perdu "
              + absentes.size()
              + " : la restauration d'un espace ne recrée ni droits ni conventions. Recréez-les"
              + " d'abord.");
    }
    var ancien = avant.tables().get(parent.nom());
    if (ancien == null) {
      throw new Panne(
          "Des lignes à remettre dans "
              + cle.enfant()
              + " dépendent de "
              + parent.nom()
              + ", qui n'existait pas à cet instant.");
    }
    for (int debut = 0; debut < absentes.size(); debut += PAQUET) {
      var paquet = absentes.subList(debut, Math.min(debut + PAQUET, absentes.size()));
      var choisies =
          "(" + noms(cle.vers()) + ") in (select * from unnest(" + tableaux(paquet, types) + "))";
      for (var suivante : versLeCommun(parent)) {
        suivre(suivante, choisies, ramener);
      }
      long combien = paquet.size();
      if (ramener) {
        var colonnes =
            parent.colonnes().values().stream()
                .filter(c -> !c.calculee() && ancien.colonnes().containsKey(c.nom()))
                .map(Catalogue.Colonne::sql)
                .collect(Collectors.joining(", "));
        combien =
            Copie.de(
                source,
                "select " + colonnes + " from " + ancien.sql() + " where " + choisies,
                vivante,
                parent.sql() + " (" + colonnes + ")");
      }
      manquantes.merge(parent.nom(), combien, Long::sum);
    }
  }

  private List<List<String>> valeurs(Cle cle, String condition) throws SQLException {
    var found = new ArrayList<List<String>>();
    var textes =
        cle.de().stream().map(c -> Catalogue.cite(c) + "::text").collect(Collectors.joining(", "));
    var pleines =
        cle.de().stream()
            .map(c -> Catalogue.cite(c) + " is not null")
            .collect(Collectors.joining(" and "));
    try (var statement = source.createStatement();
        var row =
            statement.executeQuery(
                "select distinct "
                    + textes
                    + " from "
                    + avant.tables().get(cle.enfant()).sql()
                    + " where "
                    + condition
                    + " and "
                    + pleines)) {
      while (row.next()) {
        var valeur = new ArrayList<String>();
        for (int i = 1; i <= cle.de().size(); i++) {
          valeur.add(row.getString(i));
        }
        found.add(valeur);
      }
    }
    return found;
  }

  /** Those that the live database has not, each named once whatever the keys that lead to it. */
  private List<List<String>> absentes(Cle cle, List<String> types, List<List<String>> valeurs)
      throws SQLException {
    var deja = vues.computeIfAbsent(cle.parent() + cle.vers(), k -> new LinkedHashSet<>());
    var absentes = new ArrayList<List<String>>();
    var noms = IntStream.range(0, types.size()).mapToObj(i -> "k" + i).toList();
    var memes =
        IntStream.range(0, types.size())
            .mapToObj(i -> "p." + Catalogue.cite(cle.vers().get(i)) + " = u.k" + i)
            .collect(Collectors.joining(" and "));
    for (int debut = 0; debut < valeurs.size(); debut += PAQUET) {
      var paquet = valeurs.subList(debut, Math.min(debut + PAQUET, valeurs.size()));
      try (var statement = vivante.createStatement();
          var row =
              statement.executeQuery(
                  "select "
                      + noms.stream()
                          .map(n -> "u." + n + "::text")
                          .collect(Collectors.joining(", "))
                      + " from unnest("
                      + tableaux(paquet, types)
                      + ") u ("
                      + String.join(", ", noms)
                      + ") where not exists (select from "
                      + present.tables().get(cle.parent()).sql()
                      + " p where "
                      + memes
                      + ")")) {
        while (row.next()) {
          var valeur = new ArrayList<String>();
          for (int i = 1; i <= types.size(); i++) {
            valeur.add(row.getString(i));
          }
          if (deja.add(valeur)) {
            absentes.add(valeur);
          }
        }
      }
    }
    return absentes;
  }

  private static String noms(List<String> colonnes) {
    return colonnes.stream().map(Catalogue::cite).collect(Collectors.joining(", "));
  }

  private static String tableaux(List<List<String>> valeurs, List<String> types) {
    return IntStream.range(0, types.size())
        .mapToObj(
            i ->
                "array["
                    + valeurs.stream()
                        .map(v -> "'" + v.get(i).replace("'", "''") + "'")
                        .collect(Collectors.joining(","))
                    + "]::"
                    + types.get(i)
                    + "[]")
        .collect(Collectors.joining(", "));
  }
}
