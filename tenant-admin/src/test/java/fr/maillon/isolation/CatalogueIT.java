package fr.maillon.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.infra.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ce que le catalogue doit dire de toute base de Maillon, quelles que soient les lignes. */
class CatalogueIT {
  private static final String A_NOUS =
      " n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') ";
  private static final String D_ESPACE =
      "select a.attrelid from pg_attribute a join pg_class t on t.oid = a.attrelid where a.attname"
          + " = 'tenant_id' and t.relkind in ('r', 'p') and not a.attisdropped";
  private static Postgres postgres;
  private static Connection catalogue;
  private static List<String> tables;

  @BeforeAll
  static void ouvrir() throws SQLException {
    postgres = BaseSemee.copie();
    catalogue = postgres.connexionSuperutilisateur();
    tables =
        lire(
            "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid ="
                + " c.relnamespace where c.relkind in ('r', 'p') and"
                + A_NOUS
                + "and c.relname <> 'flyway_schema_history' order by 1");
  }

  @AfterAll
  static void fermer() throws SQLException {
    catalogue.close();
    postgres.close();
  }

  @Test
  void touteTableALaSecuriteParLigneActiveEtForcee() throws SQLException {
    assertThat(tables).allMatch(t -> t.matches("(metier|equipe|plateforme|consolide)[.].*"));
    assertThat(
            lire(
                "select oid::regclass::text from pg_class where relrowsecurity and"
                    + " relforcerowsecurity order by 1"))
        .isEqualTo(tables);
    assertThat(
            lire(
                "select oid::regclass::text from pg_class where oid in ("
                    + D_ESPACE
                    + ") and not (relrowsecurity and relforcerowsecurity)"))
        .isEmpty();
  }

  /**
   * {@link IsolationIT} et {@link MutantsIT} prouvent le gabarit sur quelques tables ; toute autre
   * table d'espace l'a mot pour mot.
   */
  @Test
  void touteTableDEspaceALesPolitiquesDuGabaritEtAucuneAutre() throws SQLException {
    for (var table : Jeu.tablesDEspace()) {
      assertThat(Gabarit.posees(catalogue, table))
          .as(table)
          .containsExactlyInAnyOrderElementsOf(
              Gabarit.POSTGRESQL.politiques(table, Jeu.GESTES.get(table)));
    }
    assertThat(Jeu.tablesDEspace().stream().filter(t -> Jeu.GESTES.get(t).equals("A")).toList())
        .as("en ajout seul")
        .containsExactly("metier.demande_message", "metier.evenement", "metier.registre_heures");
  }

  /**
   * Sans cela le planificateur compte l'espace deux fois, et joint ligne contre ligne ce qu'il
   * croit petit.
   */
  @Test
  void touteTableDEspaceDitAuPlanificateurCeQuUnEspaceYPese() throws SQLException {
    assertThat(
            lire(
                "select attrelid::regclass::text from pg_attribute where attname = 'tenant_id' and"
                    + " not attisdropped and attrelid::regclass::text ~ '^(metier|consolide)[.]'"
                    + " and attrelid in ("
                    + D_ESPACE
                    + ") and not (coalesce(attoptions, '{}') @> '{n_distinct=10}' and attstattarget"
                    + " = 400)"))
        .as("call app.estimer_espace")
        .isEmpty();
  }

  @Test
  void aucunePolitiqueNOuvreToutATous() throws SQLException {
    assertThat(
            lire(
                "select concat_ws(' ', tablename, policyname) from pg_policies where (qual = 'true'"
                    + " or with_check = 'true') and not roles <@ '{maillon_vues,maillon_owner}'"
                    // l'entretien ajoute aux sommes anonymes et aux certificats, qui ne sont
                    // d'aucun espace
                    + " and not (policyname = 'entretien' and roles = '{maillon_entretien}' and"
                    + " tablename in ('cumul_efface', 'certificat_effacement'))"))
        .isEmpty();
    assertThat(
            lire(
                "select concat_ws('.', schemaname, tablename) from pg_policies where policyname ="
                    + " 'proprietaire' order by 1"))
        .as("la propriétaire tient la plateforme et les référentiels, jamais un espace")
        .noneMatch(Jeu::tableDEspace)
        .noneMatch(t -> t.matches("equipe[.](participant|eligibilite|entreprise)"));
  }

  @Test
  void touteCleDUneTableDEspaceCommenceParTenantId() throws SQLException {
    assertThat(
            lire(
                "select i.indexrelid::regclass::text from pg_index i join pg_attribute a on"
                    + " a.attrelid = i.indrelid and a.attnum = i.indkey[0] where (i.indisunique or"
                    + " i.indisprimary) and a.attname <> 'tenant_id' and i.indrelid in ("
                    + D_ESPACE
                    + ") order by 1"))
        .isEmpty();
    assertThat(
            lire(
                "select concat_ws(' ', c.conrelid::regclass, c.conname) from pg_constraint c where"
                    + " c.contype = 'f' and c.conrelid in ("
                    + D_ESPACE
                    + ") and c.confrelid not in ("
                    + D_ESPACE
                    + ") and c.confrelid::regclass::text not like 'equipe.%'"))
        .as("une table répartie ne désigne que sa part, ou une table de l'équipe, partout la même")
        .isEmpty();
    assertThat(
            lire(
                "select concat_ws(' ', c.conrelid::regclass, c.conname) from pg_constraint c where"
                    + " c.contype = 'f' and c.conrelid in ("
                    + D_ESPACE
                    + ") and c.confrelid in ("
                    + D_ESPACE
                    + ") and not exists (select 1 from unnest(c.conkey, c.confkey) k (d, v) join"
                    + " pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.d   join"
                    + " pg_attribute b on b.attrelid = c.confrelid and b.attnum = k.v where"
                    + " a.attname = 'tenant_id' and b.attname = 'tenant_id')"))
        .as("tenant_id désigne tenant_id")
        .isEmpty();
  }

  @Test
  void touteTableDesEspacesPrendLEspaceOuLOnEcrit() throws SQLException {
    assertThat(
            lire(
                "select c.oid::regclass::text from pg_class c where c.oid in ("
                    + D_ESPACE
                    + ") and c.relnamespace::regnamespace::text in ('metier', 'consolide') order by"
                    + " 1"))
        .containsExactlyElementsOf(Jeu.tablesDEspace());
    assertThat(tables.stream().filter(t -> t.startsWith("metier.")).toList())
        .allMatch(Jeu::tableDEspace);
  }

  @Test
  void toutIndexDUneTableDEspaceCommenceParTenantId() throws SQLException {
    var fautes =
        lire(
            "select concat_ws(' ', i.indrelid::regclass, a.attname) from pg_index i join"
                + " pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] where"
                + " i.indrelid in ("
                + D_ESPACE
                + ") and a.attname <> 'tenant_id' order by 1");
    assertThat(fautes)
        .containsExactlyInAnyOrder(
            // la consolidation compte par année à travers les espaces
            "consolide.cumul_participant annee",
            // le moteur lit ce qui est dû, ou a fait son temps, à travers les espaces
            "plateforme.travail prochaine",
            "plateforme.travail expire_le");
  }

  /**
   * Appelées à chaque ligne et sur chaque nœud : ce qui dépend d'une ligne se lit à l'ouverture de
   * la portée.
   */
  @Test
  void lesPolitiquesDUneTableDEspaceNAppellentQueDesFonctionsQuiLisentDesReglages()
      throws SQLException {
    var appelees =
        "select d.refobjid from pg_depend d join pg_policy p on p.oid = d.objid where d.classid ="
            + " 'pg_policy'::regclass and d.refclassid = 'pg_proc'::regclass and p.polrelid in ("
            + D_ESPACE
            + ")";
    assertThat(
            lire(
                "select p.proname from pg_proc p where p.oid in ("
                    + appelees
                    + ") and (p.prosqlbody is null or exists (select 1 from pg_depend d where"
                    + " d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.refclassid ="
                    + " 'pg_class'::regclass))"))
        .isEmpty();
    assertThat(lire("select proname from pg_proc where oid in (" + appelees + ")"))
        .contains("tenant_courant", "tenants_lisibles", "effacables");
  }

  /** Sans quoi, avant la première analyse, chercher une ligne relit tout l'espace. */
  @Test
  void toutEspaceEstAnnonceAuPlanificateurCommeUnePartNotableDeSaTable() throws SQLException {
    assertThat(
            lire(
                "select c.oid::regclass::text from pg_class c where c.oid in ("
                    + D_ESPACE
                    + ") and not exists (select 1 from pg_statistic s join pg_attribute a on"
                    + " a.attrelid = s.starelid and a.attnum = s.staattnum where s.starelid = c.oid"
                    + " and a.attname = 'tenant_id')"))
        .as("les travaux se lisent par leur clé")
        .containsExactlyInAnyOrder("plateforme.travail", "plateforme.morceau");
  }

  @Test
  void lesRolesDuServeurNePossedentRienEtNeContournentRien() throws SQLException {
    assertThat(
            lire(
                "select rolname from pg_roles where rolname like 'maillon_%' and (rolsuper or"
                    + " rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)"))
        .isEmpty();
    assertThat(
            lire(
                "select c.oid::regclass::text from pg_class c where pg_get_userbyid(c.relowner) in"
                    + " ('maillon_app', 'maillon_consolide', 'maillon_entretien') union all select"
                    + " p.oid::regprocedure::text from pg_proc p where pg_get_userbyid(p.proowner)"
                    + " in ('maillon_app', 'maillon_consolide', 'maillon_entretien') union all"
                    + " select nspname from pg_namespace where pg_get_userbyid(nspowner) in"
                    + " ('maillon_app', 'maillon_consolide', 'maillon_entretien')"))
        .isEmpty();
    assertThat(
            lire(
                "select concat_ws(' ', member::regrole, roleid::regrole) from pg_auth_members where"
                    + " member::regrole::text like 'maillon%' or roleid::regrole::text like"
                    + " 'maillon%'"))
        .as("qui est membre de qui")
        .containsExactly("maillon_owner maillon_vues");
    assertThat(lire("select rolname from pg_roles where rolname = 'maillon_vues' and rolcanlogin"))
        .isEmpty();
  }

  @Test
  void lApplicationALesDroitsDeSesGestesEtAucunAutre() throws SQLException {
    var lettres = Map.of('A', "INSERT", 'M', "UPDATE", 'S', "DELETE");
    for (var table : tables) {
      var attendu = new ArrayList<>(List.of("SELECT"));
      Jeu.GESTES.get(table).chars().forEach(g -> attendu.add(lettres.get((char) g)));
      assertThat(droits("maillon_app", table))
          .as(table)
          .containsExactlyInAnyOrderElementsOf(attendu);
    }
    assertThat(
            lire(
                "select r || ' ' || nspname from pg_namespace n, unnest(array['maillon_app',"
                    + " 'maillon_consolide', 'maillon_entretien']) r where has_schema_privilege(r,"
                    + " n.oid, 'create')"))
        .as("nulle part où créer")
        .isEmpty();
    assertThat(
            lire(
                "select r from unnest(array['maillon_app', 'maillon_consolide',"
                    + " 'maillon_entretien']) r where has_database_privilege(r, current_database(),"
                    + " 'temp') or has_database_privilege(r, current_database(), 'create')"))
        .isEmpty();
    assertThat(
            lire(
                "select attrelid::regclass::text from pg_attribute where attacl is not null and"
                    + " attrelid in (select c.oid from pg_class c join pg_namespace n on n.oid ="
                    + " c.relnamespace where"
                    + A_NOUS
                    + ")"))
        .as("aucun droit par colonne")
        .isEmpty();
  }

  @Test
  void laConsolidationNeLitQueDesVuesDAgregats() throws SQLException {
    assertThat(
            lire(
                "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid ="
                    + " c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and"
                    + A_NOUS
                    + "and (has_table_privilege('maillon_consolide', c.oid, 'select') or"
                    + " has_any_column_privilege('maillon_consolide', c.oid, 'select')) order by"
                    + " 1"))
        .containsExactly(
            "consolide.annees", "consolide.arrete_au", "consolide.ecarts", "consolide.par_type");
    assertThat(droits("maillon_consolide", "consolide.par_type")).containsExactly("SELECT");
    assertThat(
            lire(
                "select attname from pg_attribute where attrelid in ('consolide.annees'::regclass,"
                    + " 'consolide.arrete_au'::regclass, 'consolide.ecarts'::regclass,"
                    + " 'consolide.par_type'::regclass) and attnum > 0"))
        .as("aucune colonne qui désigne un espace ou une personne")
        .doesNotContain("tenant_id", "participant_id", "id", "code", "nom");
  }

  @Test
  void rienNeSExecuteAuNomDUnAutreNiAlInsuDuneTable() throws SQLException {
    assertThat(
            lire(
                "select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid ="
                    + " p.pronamespace where p.prosecdef and"
                    + A_NOUS))
        .as(
            "security definer : analyser une table, que sa propriétaire seule peut, et rien"
                + " d'autre")
        .containsExactly("app.analyser_les_marches()");
    assertThat(
            lire(
                "select tgrelid::regclass || ' ' || tgname from pg_trigger where not tgisinternal"))
        .as("déclencheurs")
        .isEmpty();
    assertThat(
            lire(
                "select ev_class::regclass || ' ' || rulename from pg_rewrite r join pg_class c on"
                    + " c.oid = r.ev_class join pg_namespace n on n.oid = c.relnamespace where"
                    + " rulename <> '_RETURN' and"
                    + A_NOUS))
        .isEmpty();
    assertThat(
            lire(
                "select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid ="
                    + " p.pronamespace where"
                    + A_NOUS
                    + "and p.prokind = 'p' and has_function_privilege('maillon_app', p.oid,"
                    + " 'execute')"))
        .isEmpty();
  }

  /** Une vue lit au nom de qui la possède : la propriétaire verrait tout. */
  @Test
  void touteVueLitAuNomDeQuiLInterrogeOuDUnRoleSansConnexion() throws SQLException {
    assertThat(
            lire(
                "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid ="
                    + " c.relnamespace where c.relkind in ('v', 'm') and"
                    + A_NOUS
                    + "and not (pg_get_userbyid(c.relowner) = 'maillon_vues' or"
                    + " 'security_invoker=true' = any (coalesce(c.reloptions, '{}')))"))
        .isEmpty();
    assertThat(
            lire(
                "select c.oid::regclass::text from pg_class c where pg_get_userbyid(c.relowner) ="
                    + " 'maillon_vues' and c.relkind <> 'v'"))
        .isEmpty();
    assertThat(tables.stream().filter(t -> lireDroit(t)).toList())
        .as("ce que lit maillon_vues")
        .containsExactly(
            "consolide.arrete",
            "consolide.arrete_case",
            "consolide.arrete_personnes",
            "consolide.arrete_type",
            "consolide.cumul_annee",
            "consolide.cumul_efface",
            "consolide.cumul_participant",
            "metier.clause",
            "metier.demande",
            "metier.engagement",
            "metier.registre_heures",
            "plateforme.acces_support",
            "plateforme.adhesion",
            "plateforme.affectation",
            "plateforme.avenant",
            "plateforme.convention",
            "plateforme.fiche_espace",
            "plateforme.habilitation",
            "plateforme.journal",
            "plateforme.maitre_ouvrage",
            "plateforme.maitre_ouvrage_siret",
            "plateforme.parametre",
            "plateforme.reprise",
            "plateforme.type_ancien");
  }

  /**
   * Sans barrière, une fonction que la requête ajoute (un cast, une division) est évaluée sur les
   * lignes cachées, et son message les cite.
   */
  @Test
  void touteVueQuiFiltreSelonQuiDemandeEstUneBarriere() throws SQLException {
    assertThat(lire(Conditions.VUES_GARDEES))
        .contains(
            "plateforme.consommation",
            "plateforme.demandes_suivies",
            "plateforme.facilitateur",
            "plateforme.membre_equipe");
    assertThat(
            lire(
                "select c.oid::regclass::text from pg_class c where c.oid::regclass::text in ("
                    + Conditions.VUES_GARDEES.replace(" order by 1", "")
                    + ")"
                    + " and not 'security_barrier=true' = any (coalesce(c.reloptions, '{}'))"))
        .isEmpty();
  }

  /** Une vue sous les droits d'un autre que l'application lit sans se dire quelque part. */
  @Test
  void touteVueQueLApplicationLitSousLesDroitsDUnAutreFiltreSelonQuiDemande() throws SQLException {
    assertThat(
            lire(
                "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid ="
                    + " c.relnamespace where c.relkind in ('v', 'm') and"
                    + A_NOUS
                    + "and not 'security_invoker=true' = any (coalesce(c.reloptions, '{}')) and"
                    + " has_table_privilege('maillon_app', c.oid, 'select') and"
                    + " c.oid::regclass::text not in ("
                    + Conditions.VUES_GARDEES.replace(" order by 1", "")
                    + ")"))
        // un verrou que l'on ne verrait pas n'en serait pas un : des identifiants, le temps d'une
        // restauration
        .containsExactly("plateforme.espace_en_restauration");
  }

  /**
   * La portée se pose par SET LOCAL, un ordre ; par une fonction, n'importe quelle requête la
   * changerait.
   */
  @Test
  void nulRoleDuServeurNePoseUnReglageDansUneRequete() throws SQLException {
    assertThat(
            lire(
                "select r from unnest(array['maillon_owner', 'maillon_app', 'maillon_consolide',"
                    + " 'maillon_entretien', 'maillon_vues', 'keycloak']) r where"
                    + " has_function_privilege(r, 'pg_catalog.set_config(text, text, boolean)',"
                    + " 'execute')"))
        .as("Flyway s'en sert")
        .containsExactly("maillon_owner");
  }

  /**
   * Ce qui parle d'un espace s'efface avec lui : aucune table n'y échappe, et le rôle qui efface
   * n'a rien d'autre.
   */
  @Test
  void lEntretienEffaceToutDUnEspaceEffacableEtRienDAutre() throws SQLException {
    var dUnEspace =
        lire(
            "select distinct a.attrelid::regclass::text from pg_attribute a join pg_class c on"
                + " c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace where"
                + " a.attname in ('tenant_id', 'maitre_ouvrage_id') and not a.attisdropped and"
                + " c.relkind in ('r', 'p') and"
                + A_NOUS
                + "order by 1");
    assertThat(dUnEspace).hasSizeGreaterThan(25);
    for (var table : dUnEspace) {
      assertThat(
              lire(
                  "select qual from pg_policies where format('%I.%I', schemaname, tablename) = '"
                      + table
                      + "' and policyname = 'entretien' and roles = '{maillon_entretien}' and cmd ="
                      + " 'ALL'"))
          .as(table)
          .isEqualTo(
              List.of(
                  Gabarit.POSTGRESQL.efface(
                      Jeu.tableDEspace(table)
                              || List.of("plateforme.travail", "plateforme.morceau").contains(table)
                          ? "tenant_id"
                          : "maitre_ouvrage_id")));
      assertThat(droits("maillon_entretien", table))
          .as(table)
          .contains("SELECT", "DELETE")
          .doesNotContain("UPDATE", "TRUNCATE");
    }
    assertThat(
            tables.stream()
                .filter(t -> !dUnEspace.contains(t))
                .filter(
                    t -> {
                      try {
                        return droits("maillon_entretien", t).contains("DELETE");
                      } catch (SQLException e) {
                        throw new IllegalStateException(e);
                      }
                    })
                .toList())
        .containsExactly(
            "plateforme.acte_equipe",
            "plateforme.maitre_ouvrage",
            "plateforme.saisie_gardee",
            "plateforme.utilisateur");
    // de l'équipe, il ne purge que ce qui a passé la durée du journal
    assertThat(
            lire(
                "select cmd from pg_policies where tablename = 'acte_equipe' and roles ="
                    + " '{maillon_entretien}' and qual like '(quand < %limite_du_journal()%' order"
                    + " by 1"))
        .containsExactly("DELETE", "SELECT");
  }

  private static boolean lireDroit(String table) {
    try {
      return !droits("maillon_vues", table).isEmpty();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> droits(String role, String table) throws SQLException {
    return lire(
        "select p from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE',"
            + " 'REFERENCES', 'TRIGGER', 'MAINTAIN']) p where has_table_privilege('"
            + role
            + "', '"
            + table
            + "', p)");
  }

  private static List<String> lire(String sql) throws SQLException {
    return Sql.colonne(catalogue, sql);
  }

  @Test
  void laBaseNEstOuverteQuAuxRolesDeMaillon() throws SQLException {
    assertThat(
            lire(
                "select coalesce(string_agg(a.privilege_type, ','), '') from pg_database d,"
                    + " aclexplode(d.datacl) a where d.datname ="
                    + " current_database() and a.grantee = 0"))
        .containsExactly("");
  }
}
