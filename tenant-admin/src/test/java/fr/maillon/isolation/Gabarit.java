package fr.maillon.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Les politiques que {@code app.proteger_espace} donne à une table d'espace, mot pour mot. Elles
 * s'écrivent de deux façons, et de nulle autre : avec un sous-select, qui n'appelle la fonction
 * qu'une fois par requête ; sans, comme Citus le veut ({@code infra/cluster/citus.sql}).
 */
enum Gabarit {
  POSTGRESQL(
      "(tenant_id = ANY (( SELECT app.tenants_lisibles() AS tenants_lisibles)::uuid[]))",
      "(tenant_id = ( SELECT app.tenant_courant() AS tenant_courant))",
      "(tenant_id = ANY (( SELECT app.effacables() AS effacables)::uuid[]))"),
  CITUS(
      "(tenant_id = ANY (app.tenants_lisibles()))",
      "(tenant_id = app.tenant_courant())",
      "(tenant_id = ANY (app.effacables()))");

  /** Tables d'espace que lisent aussi les vues d'agrégats, par un rôle où nul ne se connecte. */
  private static final Set<String> LUES_PAR_LES_VUES =
      Set.of(
          "metier.clause",
          "metier.demande",
          "metier.engagement",
          "metier.registre_heures",
          "consolide.cumul_annee",
          "consolide.cumul_participant");

  private final String lu;
  private final String ecrit;
  private final String efface;

  Gabarit(String lu, String ecrit, String efface) {
    this.lu = lu;
    this.ecrit = ecrit;
    this.efface = efface;
  }

  String efface(String colonne) {
    return efface.replace("tenant_id", colonne);
  }

  /** Toutes celles de cette table. */
  List<String> politiques(String table, String gestes) {
    var politiques = new ArrayList<>(List.of("lecture SELECT public " + lu + " -"));
    if (gestes.contains("A")) {
      politiques.add("ajout INSERT public - " + ecrit);
    }
    if (gestes.contains("M")) {
      politiques.add("modification UPDATE public " + ecrit + " " + ecrit);
    }
    if (gestes.contains("S")) {
      politiques.add("suppression DELETE public " + ecrit + " -");
    }
    politiques.add("entretien ALL maillon_entretien " + efface + " -");
    if (LUES_PAR_LES_VUES.contains(table)) {
      politiques.add("vues SELECT maillon_vues true -");
    }
    return politiques;
  }

  static List<String> posees(Connection catalogue, String table) throws SQLException {
    return Sql.colonne(
        catalogue,
        "select concat_ws(' ', policyname, cmd, array_to_string(roles, ','), coalesce(qual, '-'),"
            + " coalesce(with_check, '-')) from pg_policies where format('%I.%I', schemaname,"
            + " tablename) = '"
            + table
            + "' and permissive = 'PERMISSIVE' order by policyname");
  }
}
