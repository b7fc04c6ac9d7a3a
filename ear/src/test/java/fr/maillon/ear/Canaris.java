package fr.maillon.ear;

import fr.maillon.infra.Postgres;
import fr.maillon.infra.ServerStack;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Une chaîne complète dans chaque espace de la démonstration, dont chaque texte porte la marque de
 * l'espace : un octet d'ailleurs dans une réponse se reconnaît à sa marque, ou à un identifiant que
 * la base attribue à un autre espace. Les heures sont loin dans l'avenir pour ne pas changer les
 * chiffres des autres essais ; les cumuls suivent le registre.
 */
final class Canaris {
  static final Set<String> ESPACES =
      new TreeSet<>(Set.of("aix-marseille", "lyon", "archipel-habitat", "chu-caen", "ugap"));
  static final String EQUIPE = "(équipe)";
  static final int ANNEE = 2031;
  private static final String INVITATION_EQUIPE = "aaaaaaaa-0019-4000-8000-000000000001";
  private static final String PASSATION = "aaaaaaaa-0012-4000-a000-000000000001";
  private static final Pattern MARQUE =
      Pattern.compile("CANARI_([A-Z]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern IDENTIFIANT =
      Pattern.compile(
          "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  /** Un fichier d'espaces, déjà mené : ni confirmé ni oublié par un essai. */
  private static final String FICHIER = "aaaaaaaa-0011-4000-9000-000000000001";

  /** Par espace : ce que désigne chaque mot d'une adresse ou d'un corps d'essai. */
  final Map<String, Map<String, String>> lignes = new TreeMap<>();

  private final ServerStack pile;
  private final String suffixe = UUID.randomUUID().toString().substring(0, 8);

  Canaris(ServerStack pile) throws SQLException {
    this(pile, ESPACES);
  }

  /**
   * @param espaces leurs codes ; chacun a son administrateur, une convention et une affectation
   */
  Canaris(ServerStack pile, Set<String> espaces) throws SQLException {
    this.pile = pile;
    try (var application = pile.postgres().connexion(Postgres.APP)) {
      application.setAutoCommit(false);
      var participant = UUID.randomUUID();
      var eligibilite = UUID.randomUUID();
      executer(application, "SET LOCAL app.perimetre = 'equipe'; SET LOCAL app.equipe = 'oui'");
      ajouter(
          application,
          "equipe.participant",
          Map.of(
              "id",
              participant,
              "nom",
              "CANARI_EQUIPE",
              "prenom",
              "Inventee " + suffixe,
              "date_naissance",
              "1990-01-01",
              "sexe",
              "F",
              "niveau",
              "BAC",
              "recherche",
              "canari_equipe inventee"));
      ajouter(
          application,
          "equipe.eligibilite",
          Map.ofEntries(
              Map.entry("id", eligibilite),
              Map.entry("participant_id", participant),
              Map.entry("critere", "DELD"),
              Map.entry("preuve", "CANARI_EQUIPE"),
              Map.entry("preuve_vue_le", "2026-01-01"),
              Map.entry("decision", "ELIGIBLE"),
              Map.entry("date_entree", "2026-01-01"),
              Map.entry("duree_mois", 120),
              Map.entry("date_fin", "2035-12-31"),
              Map.entry("decidee_par", UUID.randomUUID()),
              Map.entry("decidee_par_nom", "CANARI_EQUIPE")));
      application.commit();
      var filtre = UUID.randomUUID();
      try (var superutilisateur = pile.postgres().connexionSuperutilisateur()) {
        executer(
            superutilisateur,
            "insert into plateforme.filtre (id, proprietaire_id, proprietaire_nom, nom, requete,"
                + " partage, cree_le) select '"
                + filtre
                + "', id, 'CANARI_EQUIPE', 'CANARI_EQUIPE "
                + suffixe
                + "', 'mo=lyon', true, now() from plateforme.utilisateur where identifiant ="
                + " 'facilitateur1'");
      }
      for (var code : espaces) {
        lignes.put(code, semer(application, code, participant, eligibilite));
        lignes.get(code).put("filtre", filtre.toString());
        lignes.get(code).put("absent", UUID.randomUUID().toString());
      }
    }
  }

  static String marque(String code) {
    return "CANARI_" + code.replace("-", "").toUpperCase(Locale.ROOT);
  }

  private Map<String, String> semer(Connection c, String code, UUID participant, UUID eligibilite)
      throws SQLException {
    var marque = marque(code);
    String tenant;
    String convention;
    String affectation;
    try (var superutilisateur = pile.postgres().connexionSuperutilisateur();
        var i = superutilisateur.createStatement();
        var r =
            i.executeQuery(
                "select m.id, c.id, a.id from plateforme.maitre_ouvrage m join"
                    + " plateforme.convention c on c.maitre_ouvrage_id = m.id join"
                    + " plateforme.affectation a on a.convention_id = c.id where m.code = '"
                    + code
                    + "' order by c.numero, a.id limit 1")) {
      r.next();
      tenant = r.getString(1);
      convention = r.getString(2);
      affectation = r.getString(3);
    }
    try (var superutilisateur = pile.postgres().connexionSuperutilisateur();
        var i = superutilisateur.createStatement()) {
      i.execute(
          "insert into plateforme.passation (id, de, de_nom, vers, vers_nom, effet, etat, par,"
              + " par_nom, quand) select '"
              + PASSATION
              + "', f.id, f.nom, g.id, g.nom, '2025-01-01', 'FAITE', g.id, g.nom, '2025-01-01' from"
              + " plateforme.utilisateur f, plateforme.utilisateur g where f.identifiant ="
              + " 'facilitateur1' and g.identifiant = 'facilitateur2' on conflict do nothing");
    }
    var ids = new HashMap<String, String>();
    for (var mot :
        Set.of(
            "marche",
            "lot",
            "version",
            "clause",
            "engagement",
            "contrat",
            "declaration",
            "validee",
            "demande",
            "import",
            "registre",
            "propose",
            "acces",
            "invitation",
            "export",
            "reprise",
            "certificat")) {
      ids.put(mot, UUID.randomUUID().toString());
    }
    ids.put("tenant", tenant);
    ids.put("convention", convention);
    ids.put("affectation", affectation);
    ids.put("passation", PASSATION);
    ids.put("rang", "7654321");
    ids.put("participant", participant.toString());
    ids.put("texte", marque);
    ids.put("beneficiaire", UUID.randomUUID().toString());
    ids.put("fichierEspaces", FICHIER);
    // affecté partout : lui retirer son titre est toujours refusé
    ids.put("membre", "00000000-0000-4000-8000-000000000011");
    ids.put("invitationEquipe", INVITATION_EQUIPE);
    try (var superutilisateur = pile.postgres().connexionSuperutilisateur()) {
      ajouter(
          superutilisateur,
          "plateforme.beneficiaire",
          Map.of(
              "id",
              ids.get("beneficiaire"),
              "maitre_ouvrage_id",
              tenant,
              "siret",
              "%014d"
                  .formatted(Math.floorMod(ids.get("beneficiaire").hashCode(), Integer.MAX_VALUE)),
              "nom",
              marque,
              "recherche",
              marque.toLowerCase(Locale.ROOT)));
      executer(
          superutilisateur,
          "insert into plateforme.import_espaces (id, fichier, etat, demande_par, demande_par_nom,"
              + " cree_le) select '"
              + FICHIER
              + "', 'essai.csv', 'TERMINE', id, nom, now() from plateforme.utilisateur where"
              + " identifiant = 'central' on conflict do nothing");
      executer(
          superutilisateur,
          "insert into plateforme.invitation_equipe (id, courriel, nom, titres, etat, par_id,"
              + " par_nom, invitee_le, expire_le) select '"
              + INVITATION_EQUIPE
              + "', 'matrice@essai.example', 'Essai de la matrice', 'SUPPORT', 'ACCEPTEE', id, nom,"
              + " '2026-01-01', '2026-01-08' from plateforme.utilisateur where identifiant ="
              + " 'central' on conflict do nothing");
    }
    ids.put("parametre", "DELAI_EFFACEMENT_JOURS");
    ids.put("grille", "10000000-0000-4000-8000-000000000001");
    executer(
        c,
        "SET LOCAL app.perimetre = 'espace'; SET LOCAL app.tenant_id = '"
            + tenant
            + "'; SET LOCAL app.tenants = '{"
            + tenant
            + "}'; SET LOCAL app.equipe = 'oui'");
    ajouter(
        c,
        "metier.marche",
        Map.ofEntries(
            Map.entry("id", ids.get("marche")),
            Map.entry("acheteur_siret", "00000000000000"),
            Map.entry("numero", marque),
            Map.entry("cle_source", "canari" + suffixe),
            Map.entry("source", "SAISIE"),
            Map.entry("objet", marque),
            Map.entry("nature", marque),
            Map.entry("procedure", marque),
            Map.entry("segment", "TRAVAUX"),
            Map.entry("annee", ANNEE),
            Map.entry("sociale_connue", false),
            Map.entry("etat", "IDENTIFIE"),
            Map.entry("recherche", marque.toLowerCase(Locale.ROOT)),
            Map.entry("lots", 1)));
    ajouter(
        c,
        "metier.lot",
        Map.of(
            "id",
            ids.get("lot"),
            "marche_id",
            ids.get("marche"),
            "rang",
            1,
            "cle_source",
            "canari" + suffixe,
            "objet",
            marque,
            "montant",
            1000000,
            "lieu_nom",
            marque,
            "sociale_connue",
            false,
            "date_notification",
            ANNEE + "-01-01"));
    ajouter(
        c,
        "metier.lot_version",
        Map.of(
            "id",
            ids.get("version"),
            "lot_id",
            ids.get("lot"),
            "cle_source",
            "laissee" + suffixe,
            "empreinte",
            "e".repeat(64),
            "rang_publie",
            0,
            "objet",
            marque,
            "montant",
            999999,
            "lieu_nom",
            marque,
            "sociale_connue",
            false));
    ajouter(
        c,
        "metier.titulaire",
        Map.of(
            "lot_id",
            ids.get("lot"),
            "rang",
            1,
            "type_identifiant",
            "SIRET",
            "identifiant",
            "00000000000000",
            "denomination",
            marque));
    ajouter(
        c,
        "metier.evenement",
        Map.of(
            "id",
            UUID.randomUUID(),
            "marche_id",
            ids.get("marche"),
            "code",
            "ESSAI",
            "detail",
            marque,
            "auteur_id",
            UUID.randomUUID(),
            "auteur_nom",
            marque));
    ajouter(
        c,
        "metier.import_decp",
        Map.ofEntries(
            Map.entry("id", ids.get("import")),
            Map.entry("fichier", marque),
            Map.entry("octets", 1),
            Map.entry("etat", "TERMINE"),
            Map.entry("demande_par", UUID.randomUUID()),
            Map.entry("demande_par_nom", marque)));
    ajouter(
        c,
        "metier.import_ligne",
        Map.of(
            "import_id",
            ids.get("import"),
            "rang",
            1,
            "resultat",
            "REFUSE",
            "numero",
            marque,
            "champ",
            "montant",
            "valeur",
            marque,
            "raison",
            marque));
    ajouter(
        c,
        "metier.demande",
        Map.of(
            "id",
            ids.get("demande"),
            "marche_id",
            ids.get("marche"),
            "service",
            "REDACTION",
            "besoin",
            marque,
            "date_souhaitee",
            "2030-01-01",
            "etat",
            "NOUVELLE",
            "demandeur_id",
            UUID.randomUUID(),
            "demandeur_nom",
            marque));
    ajouter(
        c,
        "metier.demande_message",
        Map.of(
            "id",
            UUID.randomUUID(),
            "demande_id",
            ids.get("demande"),
            "nature",
            "QUESTION",
            "texte",
            marque,
            "quand",
            "2026-01-01",
            "auteur_id",
            UUID.randomUUID(),
            "auteur_nom",
            marque));
    for (var mot : Set.of("clause", "propose")) {
      ajouter(
          c,
          "metier.clause",
          Map.of(
              "id",
              ids.get(mot),
              "marche_id",
              ids.get("marche"),
              "lot_id",
              ids.get("lot"),
              "mecanisme",
              "CLAUSE_EXECUTION",
              "article",
              marque,
              "numero_version",
              mot.equals("clause") ? 1 : 2,
              "etat",
              mot.equals("clause") ? "ACCEPTEE" : "PROPOSEE",
              "auteur_id",
              UUID.randomUUID(),
              "auteur_nom",
              marque));
    }
    ajouter(
        c,
        "metier.engagement",
        Map.of(
            "id",
            ids.get("engagement"),
            "clause_id",
            ids.get("clause"),
            "lot_id",
            ids.get("lot"),
            "unite",
            "HEURES",
            "quantite",
            100,
            "heures_dues",
            100,
            "annee",
            ANNEE,
            "formule",
            "SAISIE",
            "grille_source",
            marque));
    ajouter(
        c,
        "metier.engagement",
        Map.of(
            "id",
            UUID.randomUUID(),
            "clause_id",
            ids.get("propose"),
            "lot_id",
            ids.get("lot"),
            "unite",
            "HEURES",
            "quantite",
            200,
            "heures_dues",
            200,
            "annee",
            ANNEE,
            "formule",
            "SAISIE",
            "grille_source",
            marque));
    ajouter(
        c,
        "metier.contrat",
        Map.ofEntries(
            Map.entry("id", ids.get("contrat")),
            Map.entry("engagement_id", ids.get("engagement")),
            Map.entry("marche_id", ids.get("marche")),
            Map.entry("participant_id", participant),
            Map.entry("eligibilite_id", eligibilite),
            Map.entry("nature", "CDD"),
            Map.entry("modalite", "EMBAUCHE_DIRECTE"),
            Map.entry("employeur_siret", "00000000000000"),
            Map.entry("employeur_nom", marque),
            Map.entry("debut", "2026-01-01"),
            Map.entry("cree_par_nom", marque)));
    for (var mot : Set.of("declaration", "validee")) {
      ajouter(
          c,
          "metier.declaration_heures",
          Map.of(
              "id",
              ids.get(mot),
              "contrat_id",
              ids.get("contrat"),
              "engagement_id",
              ids.get("engagement"),
              "mois",
              ANNEE + (mot.equals("validee") ? "-01-01" : "-02-01"),
              "heures",
              10,
              "etat",
              mot.equals("validee") ? "VALIDEE" : "DECLAREE",
              "declaree_par_nom",
              marque));
    }
    ajouter(
        c,
        "metier.registre_heures",
        Map.ofEntries(
            Map.entry("id", ids.get("registre")),
            Map.entry("declaration_id", ids.get("validee")),
            Map.entry("contrat_id", ids.get("contrat")),
            Map.entry("engagement_id", ids.get("engagement")),
            Map.entry("participant_id", participant),
            Map.entry("nature", "VALIDATION"),
            Map.entry("mois", ANNEE + "-01-01"),
            Map.entry("annee", ANNEE),
            Map.entry("heures", 10),
            Map.entry("auteur_id", UUID.randomUUID()),
            Map.entry("auteur_nom", marque)));
    executer(
        c,
        "insert into consolide.cumul_annee as c (annee, lots_clauses, marches_clauses, heures_dues,"
            + " heures_validees, heures_realisees) values ("
            + ANNEE
            + ", 1, 1, 100, 10, 10) on conflict (tenant_id, annee) do update set lots_clauses ="
            + " c.lots_clauses + 1, marches_clauses = c.marches_clauses + 1, heures_dues ="
            + " c.heures_dues + 100, heures_validees = c.heures_validees + 10, heures_realisees ="
            + " c.heures_realisees + 10");
    ajouter(
        c,
        "consolide.cumul_participant",
        Map.of("annee", ANNEE, "participant_id", participant, "heures", 10));
    // l'administrateur de l'espace en est la seule personne à ce droit : la retirer est toujours
    // refusé
    ids.put("personne", administrateur(code));
    executer(
        c,
        "SET LOCAL app.espace = '"
            + tenant
            + "'; SET LOCAL app.droit = 'ADMINISTRATEUR'; SET LOCAL app.utilisateur = '"
            + ids.get("personne")
            + "'");
    ajouter(
        c,
        "plateforme.invitation",
        Map.ofEntries(
            Map.entry("id", ids.get("invitation")),
            Map.entry("maitre_ouvrage_id", tenant),
            Map.entry("courriel", suffixe + "@canari.example"),
            Map.entry("nom", marque),
            Map.entry("droit", "LECTEUR"),
            Map.entry("export", false),
            Map.entry("par_id", ids.get("personne")),
            Map.entry("par_nom", marque),
            Map.entry("par_titre", "AGENT"),
            Map.entry("invitee_le", "2026-01-01"),
            Map.entry("expire_le", "2026-01-08")));
    c.commit();
    try (var superutilisateur = pile.postgres().connexionSuperutilisateur()) {
      ajouter(
          superutilisateur,
          "plateforme.acces_support",
          Map.of(
              "id",
              ids.get("acces"),
              "maitre_ouvrage_id",
              tenant,
              "ouvert_par",
              UUID.randomUUID(),
              "ouvert_par_nom",
              marque,
              "motif",
              marque + " motif",
              "du",
              "2026-01-01 10:00+00",
              "au",
              "2026-01-01 10:30+00",
              "bris_de_glace",
              true,
              "vu_le",
              "2026-01-01 10:10+00",
              "vu_par_nom",
              marque));
    }
    semerArchives(code, tenant, marque, ids);
    return ids;
  }

  private String administrateur(String code) throws SQLException {
    try (var superutilisateur = pile.postgres().connexionSuperutilisateur();
        var i = superutilisateur.createStatement();
        var r =
            i.executeQuery(
                "select a.utilisateur_id from plateforme.adhesion a join plateforme.maitre_ouvrage"
                    + " m on m.id = a.maitre_ouvrage_id where a.droit = 'ADMINISTRATEUR' and m.code"
                    + " = '"
                    + code
                    + "'")) {
      r.next();
      return r.getString(1);
    }
  }

  /**
   * Le support entre à Aix-Marseille et chez Archipel Habitat ; l'agent de Caen lit chez l'UGAP. Le
   * temps d'un essai.
   */
  void droitsDEssai(boolean ouverts) throws SQLException {
    try (var c = pile.postgres().connexionSuperutilisateur()) {
      if (ouverts) {
        executer(
            c,
            "insert into plateforme.acces_support (id, maitre_ouvrage_id, ouvert_par,"
                + " ouvert_par_nom, motif, du, au) select gen_random_uuid(), id, gen_random_uuid(),"
                + " 'Agent d''essai', 'fenêtre de la matrice', now(), now() + interval '60 minutes'"
                + " from plateforme.maitre_ouvrage where code in ('aix-marseille',"
                + " 'archipel-habitat')");
        executer(
            c,
            "insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du, droit) select"
                + " u.id, m.id, '2024-01-01', 'LECTEUR' from plateforme.utilisateur u,"
                + " plateforme.maitre_ouvrage m where u.identifiant = 'agent-chu-caen' and m.code ="
                + " 'ugap'");
      } else {
        executer(
            c,
            "update plateforme.acces_support set ferme_le = now() where ferme_le is null and au >"
                + " now() and motif = 'fenêtre de la matrice'");
        executer(
            c,
            "delete from plateforme.adhesion where droit = 'LECTEUR' and utilisateur_id = (select"
                + " id from plateforme.utilisateur where identifiant = 'agent-chu-caen')");
      }
    }
  }

  /**
   * Une archive prête, de l'agent de l'espace ; une reprise ; le certificat d'un espace d'hier, qui
   * n'est d'aucun.
   */
  private void semerArchives(String code, String tenant, String marque, Map<String, String> ids)
      throws SQLException {
    try (var c = pile.postgres().connexionSuperutilisateur()) {
      c.setAutoCommit(false);
      var auteur = "'" + administrateur(code) + "'";
      executer(
          c,
          "insert into plateforme.travail (tenant_id, id, porteur, nature, cle, objet, auteur_id,"
              + " auteur_nom, reserve_a, etat, fait, octets, empreinte, prochaine, cree_le,"
              + " fini_le, expire_le) values ('"
              + tenant
              + "', '"
              + ids.get("export")
              + "', 'ESPACE', 'export', 'place 1', '"
              + marque
              + "', "
              + auteur
              + ", '"
              + marque
              + "', "
              + auteur
              + ", 'FAIT', 1, 4, repeat('0', 64), now(), now(), now(), now() + interval '1 day')");
      executer(
          c,
          "insert into plateforme.morceau values ('"
              + tenant
              + "', '"
              + ids.get("export")
              + "', 0, '\\x504b0304', "
              + auteur
              + ")");
      executer(
          c,
          "insert into plateforme.travail (tenant_id, id, porteur, nature, cle, objet, auteur_id,"
              + " auteur_nom, etat, prochaine, cree_le, fini_le) values ('"
              + tenant
              + "', '"
              + ids.get("import")
              + "', 'ESPACE', 'import-decp', 'import', '"
              + marque
              + "', "
              + auteur
              + ", '"
              + marque
              + "', 'FAIT', now(), now(), now())");
      executer(
          c,
          "insert into plateforme.reprise (id, maitre_ouvrage_id, auteur_id, auteur_nom, fichier,"
              + " etat, demande_le) values ('"
              + ids.get("reprise")
              + "', '"
              + tenant
              + "', "
              + auteur
              + ", '"
              + marque
              + "', '"
              + marque
              + ".zip', 'ECHEC', now())");
      executer(
          c,
          "insert into plateforme.certificat_effacement (id, code, nom, type, sirets, ferme_le,"
              + " efface_le, lignes, tables, annees, agregats_gardes, comptes, empreinte_espace,"
              + " empreinte) values ('"
              + ids.get("certificat")
              + "', 'ancien', 'Ancien espace', 'COMMUNE', '', '2026-01-01', now(), 1,"
              + " '{\"metier.marche\":1}', '2024 2025', true, 0, 'x', 'x')");
      c.commit();
    }
  }

  /** Les espaces (et l'équipe) que trahit ce texte, par leurs marques. */
  static Set<String> marques(String texte) {
    var trouvees = new TreeSet<String>();
    var m = MARQUE.matcher(texte);
    while (m.find()) {
      var nom = m.group(1).toUpperCase(Locale.ROOT);
      trouvees.add(
          nom.equals("EQUIPE")
              ? EQUIPE
              : ESPACES.stream()
                  .filter(e -> marque(e).endsWith("_" + nom))
                  .findFirst()
                  .orElse(nom));
    }
    return trouvees;
  }

  static Set<String> identifiants(String texte) {
    var trouves = new TreeSet<String>();
    var m = IDENTIFIANT.matcher(texte);
    while (m.find()) {
      trouves.add(m.group().toLowerCase(Locale.ROOT));
    }
    return trouves;
  }

  /**
   * À qui est chaque identifiant de la base : son espace, ou l'équipe. Relu à la fin : les essais
   * aussi ont écrit.
   */
  Map<String, String> proprietaires() throws SQLException {
    var proprietaires = new HashMap<String, String>();
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement()) {
      var requetes = new LinkedHashMap<String, String>();
      try (var r =
          i.executeQuery(
              "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid ="
                  + " c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'id'"
                  + " where n.nspname = 'metier' and c.relkind = 'r'")) {
        while (r.next()) {
          requetes.put(
              r.getString(1),
              "select t.id, m.code from "
                  + r.getString(1)
                  + " t join plateforme.maitre_ouvrage m on m.id = t.tenant_id");
        }
      }
      requetes.put(
          "support",
          "select t.id, m.code from plateforme.acces_support t join plateforme.maitre_ouvrage m on"
              + " m.id = t.maitre_ouvrage_id");
      requetes.put(
          "invitations",
          "select i.id, m.code from plateforme.invitation i join plateforme.maitre_ouvrage m on"
              + " m.id = i.maitre_ouvrage_id");
      requetes.put("espaces", "select id, code from plateforme.maitre_ouvrage");
      requetes.put(
          "personnes",
          "select id, '"
              + EQUIPE
              + "' from equipe.participant union all select id, '"
              + EQUIPE
              + "' from equipe.eligibilite");
      for (var requete : requetes.values()) {
        try (var r = i.executeQuery(requete)) {
          while (r.next()) {
            proprietaires.put(r.getString(1), r.getString(2));
          }
        }
      }
    }
    return proprietaires;
  }

  /**
   * Les espaces eux-mêmes : des objets pour l'administration centrale, qui les nomme sans rien lire
   * de ce qu'ils contiennent.
   */
  Set<String> espaces() throws SQLException {
    var espaces = new java.util.TreeSet<String>();
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement();
        var r = i.executeQuery("select id from plateforme.maitre_ouvrage")) {
      while (r.next()) {
        espaces.add(r.getString(1));
      }
    }
    return espaces;
  }

  private static void ajouter(Connection c, String table, Map<String, Object> ligne)
      throws SQLException {
    var colonnes = ligne.keySet().stream().toList();
    executer(
        c,
        "insert into "
            + table
            + " ("
            + String.join(", ", colonnes)
            + ") values ("
            + String.join(", ", colonnes.stream().map(k -> "'" + ligne.get(k) + "'").toList())
            + ")");
  }

  private static void executer(Connection c, String sql) throws SQLException {
    try (var i = c.createStatement()) {
      i.execute(sql);
    } catch (SQLException e) {
      throw new SQLException(e.getMessage() + " : " + sql, e.getSQLState(), e);
    }
  }
}
