package fr.maillon.maitreouvrage.archive;

import fr.maillon.infra.Postgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Des espaces pleins, semés d'un trait : au moins une ligne dans chaque table du métier, des
 * personnes partagées entre espaces.
 */
public final class Semis {
  public static final UUID AGENT = new UUID(0x4000, 1);
  public static final UUID FACILITATRICE = new UUID(0x4000, 2);
  public static final UUID COORDINATEUR = new UUID(0x4000, 3);

  private final Postgres postgres;

  public Semis(Postgres postgres) {
    this.postgres = postgres;
    faire(
        "insert into plateforme.utilisateur (id, identifiant, nom, courriel) values ('"
            + AGENT
            + "', 'agente', 'Agente Martin', 'agente@essai.invalid'),"
            + " ('"
            + FACILITATRICE
            + "', 'facil', 'Facilitatrice Durand', 'facil@essai.invalid'), ('"
            + COORDINATEUR
            + "', 'coord', 'Coordinateur Petit', 'coord@essai.invalid')",
        "insert into plateforme.habilitation (utilisateur_id, titre, du) values ('"
            + FACILITATRICE
            + "', 'FACILITATEUR', '2020-01-01'), ('"
            + COORDINATEUR
            + "', 'COORDINATEUR', '2020-01-01')",
        "insert into equipe.participant (id, nom, prenom, date_naissance, sexe, niveau, recherche)"
            + " select "
            + personne("n")
            + ", 'NomSecret' || n, 'PrenomSecret', date '1990-01-01', 'F', 'BAC', 'x'"
            + " from generate_series(0, 99) n",
        "insert into equipe.eligibilite (id, participant_id, critere, preuve, preuve_vue_le,"
            + " decision, date_entree, duree_mois, date_fin, decidee_par, decidee_par_nom) select "
            + eligibilite("n")
            + ", "
            + personne("n")
            + ", 'CritereSecret', 'attestation', '2020-01-01', 'ELIGIBLE', '2020-01-01', 120,"
            + " '2030-01-01', '"
            + FACILITATRICE
            + "', 'Facilitatrice Durand' from generate_series(0, 99) n");
  }

  public static String personne(String n) {
    return "cast('aaaaaaaa-0000-4000-8000-' || lpad((" + n + ")::text, 12, '0') as uuid)";
  }

  public static String eligibilite(String n) {
    return "cast('bbbbbbbb-0000-4000-8000-' || lpad((" + n + ")::text, 12, '0') as uuid)";
  }

  public void espace(UUID id, String code, String type) {
    faire(
        "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
            + id
            + "', '"
            + code
            + "', 'Espace "
            + code
            + "', 'E', '"
            + type
            + "', '#123456')",
        "insert into plateforme.maitre_ouvrage_siret values ('"
            + id
            + "', '"
            + "%014d".formatted(Math.abs(id.getLeastSignificantBits() % 1_000_000))
            + "')",
        "insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du, droit, export)"
            + " values ('"
            + AGENT
            + "', '"
            + id
            + "', '2020-01-01', 'ADMINISTRATEUR', true)");
  }

  /**
   * @param premiere rang de la première personne
   * @param personnes combien y travaillent
   * @param annee celle des heures
   */
  public void remplir(UUID t, int marches, int premiere, int personnes, int annee) {
    var e = "'" + t + "'::uuid";
    var cle = "gen_random_uuid()";
    faire(
        "create temporary table m on commit drop as select n, "
            + cle
            + " as marche, "
            + cle
            + " as lot, "
            + cle
            + " as clause, "
            + cle
            + " as engagement, "
            + cle
            + " as contrat, "
            + cle
            + " as declaration from generate_series(1, "
            + marches
            + ") n",
        "insert into metier.marche (tenant_id, id, acheteur_siret, numero, cle_source, source,"
            + " objet, segment, sociale_connue, etat, montant, date_notification, annee, recherche)"
            + " select "
            + e
            + ", marche, '00000000000001', 'M' || n, 'cle' || n, 'SAISIE', '=HYPERLINK(\"x\") «"
            + " marché » n° ' || n || E' \\\\ \\t', 'TRAVAUX', true, 'EN_EXECUTION', n + 0.10, '"
            + annee
            + "-02-01', "
            + annee
            + ", 'r' from m",
        "insert into metier.filtre_garde (tenant_id, id, liste, proprietaire_id, proprietaire_nom,"
            + " nom, requete, cree_le) values ("
            + e
            + ", gen_random_uuid(), 'marches', gen_random_uuid(), 'Agente', 'Travaux',"
            + " 'segment=TRAVAUX', now())",
        "insert into metier.poids_marche (tenant_id, annee, segment, etat, sociale_connue,"
            + " sociale_clause, sociale_critere, sociale_reserve, nombre, montant) select "
            + e
            + ", "
            + annee
            + ", 'TRAVAUX', 'EN_EXECUTION', true, false, false, false, 1, n + 0.10 from m",
        "insert into metier.lot (tenant_id, id, marche_id, rang, cle_source, sociale_connue,"
            + " montant, modifications) select "
            + e
            + ", lot, marche, 1, 'lot' || n, true, n + 0.10, '[{\"a\":1.50}]' from m",
        "insert into metier.lot_version (tenant_id, id, lot_id, cle_source, empreinte, rang_publie,"
            + " sociale_connue, montant) select "
            + e
            + ", gen_random_uuid(), lot, 'laissee' || n, 'e' || n, 0, true, n + 0.20 from m",
        "insert into metier.titulaire (tenant_id, lot_id, rang, denomination) select "
            + e
            + ", lot, 1, 'Entreprise ' || n from m",
        "insert into metier.evenement (tenant_id, id, marche_id, code, detail, auteur_id,"
            + " auteur_nom) select "
            + e
            + ", gen_random_uuid(), marche, 'X', 'Prise en charge par Facilitatrice Durand', '"
            + FACILITATRICE
            + "', 'Facilitatrice Durand' from m",
        "insert into metier.evenement (tenant_id, id, marche_id, code, detail, auteur_id,"
            + " auteur_nom) select "
            + e
            + ", gen_random_uuid(), marche, 'Y', 'Décision', '"
            + AGENT
            + "', 'Agente Martin' from m limit 1",
        "insert into metier.import_decp (tenant_id, id, fichier, octets, etat, demande_par,"
            + " demande_par_nom) values ("
            + e
            + ", 'cccccccc-0000-4000-8000-000000000001', 'f.json', 3, 'EN_COURS', '"
            + AGENT
            + "', 'Agente Martin')",
        "insert into metier.import_ligne (tenant_id, import_id, rang, resultat) values ("
            + e
            + ", 'cccccccc-0000-4000-8000-000000000001', 1, 'CREE')",
        "insert into metier.demande (tenant_id, id, marche_id, service, besoin, date_souhaitee,"
            + " etat, facilitateur_id, facilitateur_nom, demandeur_id, demandeur_nom) select "
            + e
            + ", marche, marche, 'AUTRE', 'besoin', '2026-12-31', 'PRISE_EN_CHARGE', '"
            + FACILITATRICE
            + "', 'Facilitatrice Durand', '"
            + AGENT
            + "', 'Agente Martin' from m",
        "insert into metier.demande_message (tenant_id, id, demande_id, nature, texte, quand,"
            + " auteur_id, auteur_nom) select "
            + e
            + ", gen_random_uuid(), marche, 'QUESTION', 'Bonjour, Coordinateur Petit suit ce"
            + " dossier.', now(), '"
            + COORDINATEUR
            + "', 'Coordinateur Petit' from m limit 1",
        "insert into metier.clause (tenant_id, id, marche_id, lot_id, mecanisme, article,"
            + " numero_version, etat, auteur_id, auteur_nom, decidee_par_nom) select "
            + e
            + ", clause, marche, lot, 'CLAUSE_EXECUTION', 'L2112-2', 1, 'ACCEPTEE', '"
            + FACILITATRICE
            + "', 'Facilitatrice Durand', 'Agente Martin' from m",
        "insert into metier.engagement (tenant_id, id, clause_id, lot_id, unite, quantite,"
            + " heures_dues, annee, formule, heures_exactes) select "
            + e
            + ", engagement, clause, lot, 'HEURES', 100, 100, "
            + annee
            + ", 'F1', 100.000000 from m",
        "insert into metier.contrat (tenant_id, id, engagement_id, marche_id, participant_id,"
            + " eligibilite_id, nature, modalite, employeur_siret, employeur_nom, debut,"
            + " cree_par_nom) select "
            + e
            + ", contrat, engagement, marche, "
            + personne(premiere + " + n % " + personnes)
            + ", "
            + eligibilite(premiere + " + n % " + personnes)
            + ", 'CDD', 'EMBAUCHE_DIRECTE', '00000000000002', 'Employeur', '"
            + annee
            + "-01-01', 'Facilitatrice Durand' from m",
        "insert into metier.declaration_heures (tenant_id, id, contrat_id, engagement_id, mois,"
            + " heures, etat, declaree_par_nom, decidee_par_nom) select "
            + e
            + ", declaration, contrat, engagement, '"
            + annee
            + "-03-01', 7.50, 'VALIDEE', 'Anonyme Zorro', 'Coordinateur Petit' from m",
        "insert into metier.registre_heures (tenant_id, id, declaration_id, contrat_id,"
            + " engagement_id, participant_id, nature, mois, annee, heures, auteur_id, auteur_nom)"
            + " select "
            + e
            + ", gen_random_uuid(), declaration, contrat, engagement, "
            + personne(premiere + " + n % " + personnes)
            + ", 'VALIDATION', '"
            + annee
            + "-03-01', "
            + annee
            + ", 7.50, '"
            + COORDINATEUR
            + "', 'Coordinateur Petit' from m",
        "insert into consolide.cumul_annee (tenant_id, annee, lots_clauses, marches_clauses,"
            + " heures_dues, heures_validees, heures_realisees) select "
            + e
            + ", "
            + annee
            + ", "
            + marches
            + ", "
            + marches
            + ", 100 * "
            + marches
            + ", 7.50 * "
            + marches
            + ", 7.50 * "
            + marches,
        "insert into consolide.cumul_participant (tenant_id, annee, participant_id, heures) select"
            + " tenant_id, annee, participant_id, sum(heures) from metier.registre_heures where"
            + " tenant_id = "
            + e
            + " and annee = "
            + annee
            + " group by 1, 2, 3");
  }

  public void faire(String... ordres) {
    try (var c = postgres.connexionSuperutilisateur();
        var o = c.createStatement()) {
      c.setAutoCommit(false);
      for (var sql : ordres) {
        o.execute(sql);
      }
      c.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public List<String> lire(String sql) {
    try (var c = postgres.connexionSuperutilisateur();
        var o = c.createStatement();
        var r = o.executeQuery(sql)) {
      var lus = new ArrayList<String>();
      while (r.next()) {
        lus.add(r.getString(1));
      }
      return lus;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
