package fr.maillon.infra.sauvegarde;

import fr.maillon.infra.Panne;
import fr.maillon.infra.sauvegarde.Catalogue.Colonne;
import fr.maillon.infra.sauvegarde.Catalogue.Table;
import fr.maillon.infra.sauvegarde.Empreintes.Empreinte;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a restore would do, table by table, when the schema of then and that of now differ too.
 *
 * @param remarques what the operator must know and that prevents nothing
 */
record Plan(List<Ligne> lignes, List<String> remarques) {
  /**
   * @param alors what the space had there at that moment; nothing when the table did not exist
   * @param aujourdhui what it has now, over the same columns
   */
  record Ligne(Table table, List<Colonne> communes, Empreinte alors, Empreinte aujourdhui) {
    boolean change() {
      return !alors.equals(aujourdhui);
    }

    String colonnes() {
      return communes.stream().map(Colonne::sql).collect(Collectors.joining(", "));
    }
  }

  static Plan etablir(
      Catalogue avant, Connection source, Catalogue present, Connection vivante, UUID espace)
      throws SQLException {
    var lignes = new ArrayList<Ligne>();
    var remarques = new ArrayList<String>();
    var refus = new ArrayList<String>();
    for (var table : present.deLEspace()) {
      var ancienne = avant.tables().get(table.nom());
      if (ancienne == null
          || ancienne.colonneDEspace() == null
          || !ancienne.colonneDEspace().equals(table.colonneDEspace())) {
        var communes = List.copyOf(table.colonnes().values());
        lignes.add(
            new Ligne(
                table, communes, Empreinte.VIDE, Empreintes.de(vivante, table, communes, espace)));
        remarques.add(
            table.nom() + " n'existait pas encore : les lignes de l'espace en sont retirées");
        continue;
      }
      var communes =
          table.colonnes().values().stream()
              .filter(c -> !c.calculee() && ancienne.colonnes().containsKey(c.nom()))
              .toList();
      var alors =
          Empreintes.de(
              source,
              ancienne,
              communes.stream().map(c -> ancienne.colonnes().get(c.nom())).toList(),
              espace);
      lignes.add(
          new Ligne(table, communes, alors, Empreintes.de(vivante, table, communes, espace)));
      for (var colonne : table.colonnes().values()) {
        if (!colonne.calculee() && !ancienne.colonnes().containsKey(colonne.nom())) {
          if (colonne.obligatoire() && alors.lignes() > 0) {
            refus.add(
                table.nom()
                    + "."
                    + colonne.nom()
                    + " est obligatoire, sans valeur par défaut, et n'existait pas");
          } else {
            remarques.add(
                table.nom()
                    + "."
                    + colonne.nom()
                    + " n'existait pas encore : elle prend sa valeur par défaut");
          }
        } else if (!colonne.calculee()
            && !ancienne.colonnes().get(colonne.nom()).type().equals(colonne.type())) {
          remarques.add(
              table.nom()
                  + "."
                  + colonne.nom()
                  + " était "
                  + ancienne.colonnes().get(colonne.nom()).type()
                  + ", est "
                  + colonne.type());
        }
      }
      for (var colonne : ancienne.colonnes().values()) {
        if (!table.colonnes().containsKey(colonne.nom())
            && !colonne.calculee()
            && compter(source, ancienne, espace, Catalogue.cite(colonne.nom()) + " is not null")
                > 0) {
          remarques.add(
              table.nom()
                  + "."
                  + colonne.nom()
                  + " n'existe plus : ce qu'elle portait ne revient pas");
        }
      }
    }
    for (var ancienne : avant.deLEspace()) {
      var disparue =
          !present.tables().containsKey(ancienne.nom())
              || present.tables().get(ancienne.nom()).portee() != ancienne.portee();
      if (disparue) {
        var perdues = compter(source, ancienne, espace, "true");
        if (perdues > 0) {
          refus.add(
              ancienne.nom()
                  + " n'existe plus et l'espace y avait "
                  + perdues
                  + " lignes, qui n'auraient nulle part où revenir");
        }
      }
    }
    if (!refus.isEmpty()) {
      throw new Panne(
          "La base a trop changé depuis cet instant pour y ramener l'espace : "
              + String.join(" ; ", refus)
              + ". Choisissez un instant postérieur à cette migration, ou rendez les données par"
              + " l'archive de l'espace.");
    }
    return new Plan(lignes, remarques);
  }

  private static long compter(Connection connexion, Table table, UUID espace, String condition)
      throws SQLException {
    try (var query =
        connexion.prepareStatement(
            "select count(*) from "
                + table.sql()
                + " where "
                + Catalogue.cite(table.colonneDEspace())
                + " = ? and "
                + condition)) {
      query.setObject(1, espace);
      try (var row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
