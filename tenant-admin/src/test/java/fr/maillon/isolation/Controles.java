package fr.maillon.isolation;

import fr.maillon.infra.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Les contrôles d'isolation, comme une liste qu'on peut rejouer : {@link IsolationIT} les veut tous
 * tenus, {@link MutantsIT} veut qu'un au moins tombe dès qu'une garde manque. Chacun ouvre sa
 * transaction et l'annule : la base reste telle que semée.
 */
final class Controles implements AutoCloseable {
  /**
   * @param touche les tables que ce contrôle éprouve
   */
  record Controle(String nom, Set<String> touche, Verification verification) {}

  interface Verification {
    /** Ce qui ne va pas ; vide : le contrôle tient. */
    Optional<String> verifier() throws SQLException;
  }

  /**
   * Un de chaque sorte : sans portée, dans un espace en écriture, en lecture, dans deux, ailleurs.
   */
  private static final List<Demandeur> QUELQUES_UNS =
      List.of(
          Demandeur.SANS_PORTEE,
          Demandeur.AGENT_A,
          Demandeur.LECTEUR_A,
          Demandeur.PORTEFEUILLE_A_B,
          Demandeur.CENTRE,
          Demandeur.ENTRETIEN);

  private static final String REFUS = "42501";
  private static final String ADMINISTRATEUR = "administrateur de la base";

  final List<String> tables;
  final List<Controle> liste = new ArrayList<>();
  private final Map<String, Connection> connexions = new HashMap<>();
  private final Map<String, Map<String, String>> etiquettes = new HashMap<>();
  private final Map<String, List<String>> cles = new HashMap<>();

  Controles(Postgres postgres) throws SQLException {
    this(postgres, false);
  }

  /**
   * @param complet chaque demandeur devant chaque table d'espace ; sinon, tous devant une table par
   *     ensemble de gestes, et quelques-uns devant les autres, dont les politiques sont les mêmes
   *     mot pour mot ({@link Gabarit})
   */
  Controles(Postgres postgres, boolean complet) throws SQLException {
    for (var role : List.of(Postgres.APP, Postgres.CONSOLIDE, Postgres.ENTRETIEN, Postgres.OWNER)) {
      var connexion = postgres.connexion(role);
      connexion.setAutoCommit(false);
      connexions.put(role, connexion);
    }
    var administrateur = postgres.connexionSuperutilisateur();
    administrateur.setAutoCommit(false);
    connexions.put(ADMINISTRATEUR, administrateur);
    try (var catalogue = postgres.connexionSuperutilisateur()) {
      tables =
          Sql.colonne(
              catalogue,
              "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid ="
                  + " c.relnamespace where n.nspname in ('metier', 'equipe', 'plateforme',"
                  + " 'consolide') and c.relkind in ('r', 'p') order by 1");
      var inconnues = tables.stream().filter(t -> !Jeu.connait(t)).toList();
      if (!inconnues.isEmpty()) {
        throw new AssertionError(
            "tables sans ligne d'essai : "
                + inconnues
                + " ; ajoutez-les dans Jeu, et dites dans Attendus qui les voit");
      }
      var gestesProuves = new HashSet<String>();
      for (var table : tables) {
        etiqueter(catalogue, table);
        var demandeurs =
            complet || !Jeu.tableDEspace(table) || gestesProuves.add(Jeu.GESTES.get(table))
                ? List.of(Demandeur.values())
                : QUELQUES_UNS;
        lectures(table, demandeurs);
        ecritures(table, demandeurs);
      }
      clesEtrangeres(catalogue);
      luesEnEntier(catalogue);
    }
    hors();
    vues();
    purge();
    filtres();
    effacement();
    comptes();
    filtresEffaces();
    equipe();
    envois();
    identites();
    parametres();
    secret();
    journal();
    for (var table : tables) {
      liste.add(
          new Controle(
              table + " : sécurité par ligne active et forcée",
              Set.of(table),
              () ->
                  attendre(
                      "t",
                      texte(
                          connexions.get(Postgres.OWNER),
                          null,
                          "select relrowsecurity and relforcerowsecurity from pg_class where oid ="
                              + " '"
                              + table
                              + "'::regclass"))));
    }
  }

  /** Le premier contrôle qui tombe, parmi ceux-là. */
  Optional<String> premierEchec(Predicate<Controle> filtre) throws SQLException {
    return premierEchec(liste, filtre);
  }

  /** Un contrôle qui tombe, parmi ceux-là, les particuliers d'abord : ils sont en fin de liste. */
  Optional<String> dernierEchec(Predicate<Controle> filtre) throws SQLException {
    return premierEchec(liste.reversed(), filtre);
  }

  private static Optional<String> premierEchec(List<Controle> liste, Predicate<Controle> filtre)
      throws SQLException {
    for (var controle : liste) {
      if (filtre.test(controle)) {
        var echec = controle.verification().verifier();
        if (echec.isPresent()) {
          return Optional.of(controle.nom() + " : " + echec.get());
        }
      }
    }
    return Optional.empty();
  }

  private void etiqueter(Connection catalogue, String table) throws SQLException {
    cles.put(
        table,
        Sql.colonne(
            catalogue,
            "select a.attname from pg_index i cross join unnest(i.indkey) with ordinality k (n, o)"
                + " join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.n where"
                + " i.indisprimary and i.indrelid = '"
                + table
                + "'::regclass order by k.o"));
    var parCle = new HashMap<String, String>();
    for (var etiquette : Jeu.etiquettes(table)) {
      Sql.colonne(
              catalogue,
              "select "
                  + cle(table)
                  + " from "
                  + table
                  + " where "
                  + ou(table, Jeu.ligne(table, etiquette, 0)))
          .forEach(c -> parCle.put(c, etiquette));
    }
    if (!new TreeSet<>(parCle.values()).equals(new TreeSet<>(Jeu.etiquettes(table)))) {
      throw new AssertionError(
          table + " : lignes semées " + parCle.values() + ", attendu " + Jeu.etiquettes(table));
    }
    etiquettes.put(table, parCle);
  }

  private String cle(String table) {
    return "row(" + String.join(", ", cles.get(table)) + ")::text";
  }

  private String ou(String table, Map<String, Object> ligne) {
    return String.join(
        " and ", cles.get(table).stream().map(c -> c + " = '" + ligne.get(c) + "'").toList());
  }

  private void lectures(String table, List<Demandeur> demandeurs) {
    for (var d : demandeurs) {
      var attendu = Attendus.voit(d, table);
      controle(
          d,
          table,
          "lit " + attendu.map(Object::toString).orElse("rien, refusé"),
          c -> {
            try {
              var vues = new TreeSet<String>();
              Sql.colonne(c, "select " + cle(table) + " from " + table)
                  .forEach(k -> vues.add(etiquettes.get(table).getOrDefault(k, "*")));
              return attendu.isEmpty()
                  ? Optional.of("lecture permise : " + vues)
                  : attendre(attendu.get(), vues);
            } catch (SQLException e) {
              return attendu.isEmpty() && REFUS.equals(e.getSQLState())
                  ? Optional.empty()
                  : Optional.of("refusé : " + e.getMessage());
            }
          });
    }
  }

  private void ecritures(String table, List<Demandeur> demandeurs) {
    for (var d : demandeurs) {
      var ajoutables = Attendus.ecrit(d, table, 'A');
      var modifiables = Attendus.ecrit(d, table, 'M');
      var supprimables = Attendus.ecrit(d, table, 'S');
      boolean proprietaire = d == Demandeur.PROPRIETAIRE;
      for (var e : Jeu.etiquettes(table)) {
        boolean ajoute = ajoutables.contains(e) && Attendus.droit(d, table, 'A');
        controle(
            d,
            table,
            (ajoute ? "ajoute " : "n'ajoute pas ") + e,
            c ->
                resultat(
                    !ajoute ? REFUS : Jeu.UNE_PAR_ESPACE.contains(table) ? "23505" : "1",
                    c,
                    Jeu.ajout(table, Jeu.ligne(table, e, 1))));

        // une ligne visée par sa clé : modifiée une fois si elle est à soi, invisible ou refusée
        // sinon
        var visee = " where " + ou(table, Jeu.ligne(table, e, 0));
        var modification = "update " + table + " set " + modification(table);
        boolean modifie = modifiables.contains(e);
        if (!proprietaire || !modifie || Jeu.MODIFICATION.containsKey(table)) {
          controle(
              d,
              table,
              "modifie " + e + " par sa clé : " + modifie,
              c ->
                  resultat(
                      !Attendus.droit(d, table, 'M') || Attendus.touche(d, table, e)
                          ? REFUS
                          : modifie ? "1" : "0",
                      c,
                      modification + visee));
        }
        if (!supprimables.contains(e)) {
          controle(
              d,
              table,
              "ne supprime pas " + e,
              c ->
                  resultat(
                      Attendus.droit(d, table, 'S') ? "0" : REFUS,
                      c,
                      "delete from " + table + visee));
        } else if (Attendus.droit(d, table, 'S') && !proprietaire && ajoute) {
          controle(
              d,
              table,
              "supprime la sienne",
              c -> {
                var neuve = Jeu.ligne(table, e, 1);
                return resultat("1", c, Jeu.ajout(table, neuve))
                    .or(
                        () ->
                            resultat(
                                "1", c, "delete from " + table + " where " + ou(table, neuve)));
              });
        } else if (Attendus.droit(d, table, 'S') && !proprietaire) {
          controle(
              d, table, "supprime " + e, c -> resultat("1", c, "delete from " + table + visee));
        }
      }
      if (proprietaire) {
        continue;
      }
      // sans clause where, rien n'est lu : la politique de modification (de suppression) est seule
      // à garder
      controle(
          d,
          table,
          "modifie à l'aveugle " + modifiables,
          c ->
              resultat(
                  !Attendus.droit(d, table, 'M')
                          || Jeu.etiquettes(table).stream()
                              .anyMatch(e -> Attendus.touche(d, table, e))
                      ? REFUS
                      : String.valueOf(modifiables.isEmpty() ? 0 : nombre(table, modifiables)),
                  c,
                  "update " + table + " set " + modification(table)));
      if (supprimables.isEmpty()) {
        controle(
            d,
            table,
            "ne supprime rien à l'aveugle",
            c -> resultat(Attendus.droit(d, table, 'S') ? "0" : REFUS, c, "delete from " + table));
      } else if (Jeu.tableDEspace(table)) {
        controle(
            d,
            table,
            "ne passe pas ses lignes à B",
            c -> resultat(REFUS, c, "update " + table + " set tenant_id = '" + Jeu.B + "'"));
        controle(
            d,
            table,
            "ajoute dans son espace sans le nommer",
            c -> {
              var ligne = Jeu.ligne(table, "A", 1);
              ligne.remove("tenant_id");
              return resultat("1", c, Jeu.ajout(table, ligne))
                  .or(
                      () ->
                          attendre(
                              "1",
                              texteBrut(
                                  c,
                                  "select count(*) from "
                                      + table
                                      + " where "
                                      + ou(table, Jeu.ligne(table, "A", 1)))));
            });
      } else if (Attendus.droit(d, table, 'S') && !ajoutables.equals(supprimables)) {
        controle(
            d,
            table,
            "supprime à l'aveugle " + supprimables,
            c -> resultat(String.valueOf(supprimables.size()), c, "delete from " + table));
      }
      if (Attendus.droit(d, table, 'M')
          && modifiables.stream().anyMatch(e -> e.startsWith("A"))
          && modifiables.stream().noneMatch(e -> e.startsWith("B"))
          && Jeu.ligne(table, Jeu.etiquettes(table).iterator().next(), 0)
              .containsKey("maitre_ouvrage_id")) {
        controle(
            d,
            table,
            "ne passe pas ses lignes à B",
            c ->
                resultat(REFUS, c, "update " + table + " set maitre_ouvrage_id = '" + Jeu.B + "'"));
      }
    }
  }

  private int nombre(String table, Set<String> lignes) {
    // les référentiels d'équipe ont aussi les lignes des migrations, que l'équipe tient
    return table.equals("equipe.grille_calibrage") ? GRILLES + lignes.size() : lignes.size();
  }

  private static final int GRILLES = 6;

  private String modification(String table) {
    return Jeu.MODIFICATION.getOrDefault(table, cles.get(table).getFirst() + " = null");
  }

  /**
   * Une clé étrangère d'une table d'espace vers une autre ne peut désigner le parent d'un autre
   * espace.
   */
  private void clesEtrangeres(Connection catalogue) throws SQLException {
    var contraintes =
        Sql.colonne(
            catalogue,
            "select concat_ws(' ', c.conrelid::regclass, c.confrelid::regclass,"
                + " string_agg(a.attname, ',' order by k.o)) from pg_constraint c cross join"
                + " unnest(c.conkey) with ordinality k (n, o) join pg_attribute a on a.attrelid ="
                + " c.conrelid and a.attnum = k.n join pg_attribute p on p.attrelid = c.confrelid"
                + " and p.attname = 'tenant_id' where c.contype = 'f' and"
                + " c.conrelid::regclass::text ~ '^(metier|consolide)[.]' group by c.oid order by"
                + " 1");
    for (var contrainte : contraintes) {
      var parties = contrainte.split(" ");
      var table = parties[0];
      controle(
          Demandeur.FACIL_DANS_A,
          table,
          "ne désigne pas une ligne de " + parties[1] + " de B",
          c -> {
            var ligne = new LinkedHashMap<>(Jeu.ligne(table, "A", 1));
            for (var colonne : parties[2].split(",")) {
              if (!colonne.equals("tenant_id")) {
                ligne.put(colonne, Jeu.ligne(table, "B", 1).get(colonne));
              }
            }
            return resultat("23503", c, Jeu.ajout(table, ligne));
          });
    }
  }

  /** Hors transaction, et juste après une transaction, la connexion n'est dans aucun espace. */
  private void hors() {
    liste.add(
        new Controle(
            "hors transaction : zéro ligne",
            Set.of(),
            () -> {
              var c = connexions.get(Postgres.APP);
              c.setAutoCommit(true);
              try {
                for (var table : tables) {
                  Jeu.executer(c, Demandeur.FACIL_DANS_A.reglages());
                  var n = texteBrut(c, "select count(*) from " + table);
                  if (!"0".equals(n)) {
                    return Optional.of(table + " montre " + n + " lignes");
                  }
                }
                return Optional.empty();
              } finally {
                c.setAutoCommit(false);
              }
            }));
  }

  /**
   * Une vue d'agrégats ou d'accès porte sa règle elle-même : le rôle qui la lit doit voir toutes
   * les lignes, ou elle compterait faux.
   */
  private void luesEnEntier(Connection catalogue) throws SQLException {
    for (var table :
        Sql.colonne(
            catalogue,
            "select format('%I.%I', schemaname, tablename) from pg_policies where policyname ="
                + " 'vues' order by 1")) {
      var lignes = Sql.colonne(catalogue, "select count(*) from " + table).toString();
      liste.add(
          new Controle(
              table + " : les vues lisent toutes ses lignes",
              Set.of(table),
              () -> {
                var c = connexions.get(ADMINISTRATEUR);
                try {
                  Jeu.executer(c, "set local role maillon_vues");
                  return attendre(
                      lignes, Sql.colonne(c, "select count(*) from " + table).toString());
                } catch (SQLException e) {
                  return Optional.of(e.getMessage());
                } finally {
                  c.rollback();
                }
              }));
    }
  }

  private void vues() {
    Attendus.VUES_CONSOLIDEES.forEach(
        (sql, attendu) -> {
          liste.add(
              new Controle(
                  "consolidation : " + attendu,
                  Set.copyOf(tables),
                  () -> {
                    var c = connexions.get(Postgres.CONSOLIDE);
                    try {
                      return attendre(attendu, Sql.colonne(c, sql).toString());
                    } catch (SQLException e) {
                      return Optional.of(e.getMessage());
                    } finally {
                      c.rollback();
                    }
                  }));
          controle(
              Demandeur.CENTRE,
              "consolide",
              "n'a pas la consolidation par le bassin de l'application",
              c -> resultat(REFUS, c, sql));
        });
    for (var d : Demandeur.values()) {
      // le centre compte les demandes d'une convention sans en lire une ; les autres, celles des
      // espaces qu'ils lisent
      var comptees =
          d == Demandeur.CENTRE
              ? Optional.of(Jeu.etiquettes("plateforme.convention"))
              : d.role.equals(Postgres.APP)
                  ? Attendus.voit(d, "metier.demande")
                  : Optional.<Set<String>>empty();
      comptees.ifPresent(
          attendues ->
              controle(
                  d,
                  "plateforme.convention",
                  Set.of("plateforme.convention", "plateforme.consommation"),
                  "compte les demandes de " + attendues,
                  c ->
                      attendre(
                          attendues.stream()
                              .map(e -> Jeu.id("espace " + e) + " 1")
                              .sorted()
                              .toList(),
                          Sql.colonne(
                              c,
                              "select concat_ws(' ', maitre_ouvrage_id, sum(demandes)) from"
                                  + " plateforme.consommation group by maitre_ouvrage_id order"
                                  + " by 1"))));
    }
    for (var d : Demandeur.values()) {
      if (d.role.equals(Postgres.APP)) {
        vueOuverte(
            d,
            "plateforme.habilitation",
            "plateforme.facilitateur",
            d.equipe() || d == Demandeur.CENTRE);
        vueOuverte(
            d,
            "plateforme.habilitation",
            "plateforme.membre_equipe",
            d.equipe() || d.dansUnEspace());
        vueOuverte(
            d,
            "plateforme.journal",
            "plateforme.journal_maillon",
            d.dansUnEspace()
                || Set.of(
                        Demandeur.CENTRE,
                        Demandeur.SYSTEME,
                        Demandeur.EQUIPE_FACIL,
                        Demandeur.EQUIPE_COORD)
                    .contains(d));
        vueOuverte(d, "plateforme.maitre_ouvrage", "plateforme.type_actuel", d == Demandeur.CENTRE);
        for (var vue :
            List.of("matiere", "types_a_arreter", "cases_a_publier", "personnes_a_arreter")) {
          vueOuverte(d, "consolide.arrete", "consolide." + vue, d == Demandeur.SYSTEME);
        }
        vueOuverte(
            d,
            "plateforme.maitre_ouvrage",
            "plateforme.adresse_espace",
            d.perimetre instanceof Perimetre.Identification);
      }
    }
    for (var d : Demandeur.values()) {
      // l'entretien a le droit d'effacer les contrats, jamais d'en nommer les personnes
      var contrats =
          d == Demandeur.ENTRETIEN
              ? Optional.<Set<String>>empty()
              : Attendus.voit(d, "metier.contrat");
      controle(
          d,
          "metier.contrat",
          "voit les pseudonymes de ses seuls contrats",
          c -> {
            if (d.role.equals(Postgres.OWNER)) {
              return Optional.empty();
            }
            if (contrats.isEmpty()) {
              return resultat(
                  REFUS,
                  c,
                  "select count(equipe.pseudonyme(tenant_id, participant_id)) from metier.contrat");
            }
            try {
              var vus = new TreeSet<String>();
              var pseudonymes = new TreeSet<String>();
              for (var ligne :
                  Sql.colonne(
                      c,
                      "select concat_ws(' ', tenant_id, id, equipe.pseudonyme(tenant_id,"
                          + " participant_id)) from metier.contrat")) {
                var parties = ligne.split(" ");
                var e = parties[0].equals(Jeu.A.toString()) ? "A" : "B";
                vus.add(e);
                pseudonymes.add(parties[2]);
                if (!parties[1].equals(Jeu.ligne("metier.contrat", e, 0).get("id").toString())
                    || !parties[2].matches("P-[0-9A-F]{8}")) {
                  return Optional.of("ligne inattendue " + ligne);
                }
              }
              // la même personne travaille dans A et dans B : deux pseudonymes
              return attendre(contrats.get(), vus)
                  .or(() -> attendre(contrats.get().size(), pseudonymes.size()));
            } catch (SQLException e) {
              return Optional.of(e.getMessage());
            }
          });
    }
  }

  private void vueOuverte(Demandeur d, String table, String vue, boolean ouverte) {
    controle(
        d,
        table,
        Set.of(table, vue),
        (ouverte ? "lit " : "ne lit rien de ") + vue,
        c -> attendre(ouverte ? "t" : "f", texteBrut(c, "select count(*) > 0 from " + vue)));
  }

  /**
   * Ce que la purge doit pouvoir, et rien à côté : ancrer le début révolu d'une chaîne, puis le
   * retirer.
   */
  private void purge() {
    var a = Jeu.ligne("plateforme.journal", "A", 0);
    var ancre =
        "insert into plateforme.journal_ancre (maitre_ouvrage_id, rang, empreinte, lignes, au)"
            + " values ('%s', %s, '', 1, '%s')";
    controle(
        Demandeur.ENTRETIEN,
        "plateforme.journal",
        "ancre la ligne révolue de A, puis la retire",
        c ->
            resultat("1", c, ancre.formatted(Jeu.A, a.get("rang"), a.get("quand")))
                .or(() -> resultat("1", c, "delete from plateforme.journal")));
    controle(
        Demandeur.ENTRETIEN,
        "plateforme.journal_ancre",
        "n'ancre pas une ligne récente",
        c ->
            resultat(
                REFUS,
                c,
                ancre.formatted(
                    Jeu.B, a.get("rang"), Jeu.ligne("plateforme.journal", "B", 0).get("quand"))));
  }

  /**
   * Retirer du partage, et rien d'autre : la coordination sur ce qui est partagé, nul sur le reste.
   */
  private void filtres() {
    var retirer =
        "update plateforme.filtre set partage = false, retire_par_nom = 'x' where "
            + ou("plateforme.filtre", Jeu.ligne("plateforme.filtre", "facil2", 0));
    var remettre =
        "update plateforme.filtre set partage = true, retire_par_nom = null where "
            + ou("plateforme.filtre", Jeu.ligne("plateforme.filtre", "retire", 0));
    controle(
        Demandeur.EQUIPE_COORD,
        "plateforme.filtre",
        "retire du partage",
        c -> resultat("1", c, retirer));
    controle(
        Demandeur.EQUIPE_COORD,
        "plateforme.filtre",
        "ne repartage pas",
        c -> resultat("0", c, remettre));
    for (var d :
        java.util.List.of(
            Demandeur.EQUIPE_FACIL,
            Demandeur.PORTEFEUILLE_A,
            Demandeur.COORD_DANS_A,
            Demandeur.IDENTIFICATION_COORD)) {
      controle(
          d, "plateforme.filtre", "ne retire pas celui d'un autre", c -> resultat("0", c, retirer));
    }
  }

  /**
   * Ce que l'entretien lit quand A est fermé et son délai passé : A, ce que la purge lui montre, et
   * rien d'autre.
   */
  private void effacement() {
    for (var table : tables) {
      var deA = Jeu.etiquettes(table).stream().filter(e -> deA(table, e)).toList();
      if (!deA.isEmpty()) {
        var attendu = new TreeSet<>(Attendus.voit(Demandeur.ENTRETIEN, table).orElse(Set.of()));
        attendu.addAll(deA);
        quandASEfface(
            Set.of(table),
            table + " : ENTRETIEN lit " + attendu + " quand A s'efface",
            c -> {
              var vues = new TreeSet<String>();
              Sql.colonne(c, "select " + cle(table) + " from " + table)
                  .forEach(k -> vues.add(etiquettes.get(table).getOrDefault(k, "*")));
              return attendre(attendu, vues);
            });
        // sans les clés étrangères, que l'effacement respecte par son ordre : ici, c'est la
        // politique de cette table seule
        quandASEfface(
            Set.of(table),
            table + " : ENTRETIEN efface " + deA + " quand A s'efface",
            List.of("set local session_replication_role = replica"),
            c ->
                resultat(
                    String.valueOf(deA.size()),
                    c,
                    "delete from " + table + " where " + espace(table) + " = '" + Jeu.A + "'"));
      }
    }
    // ce qui a fait son temps part de toute façon : ici, ce qui vient d'être ôté
    var corbeille = "plateforme.corbeille";
    quandASEfface(
        Set.of(corbeille),
        corbeille + " : ENTRETIEN efface ce que A vient d'ôter",
        List.of(
            "update " + corbeille + " set le = now() where maitre_ouvrage_id = '" + Jeu.A + "'"),
        c ->
            resultat(
                "1", c, "delete from " + corbeille + " where maitre_ouvrage_id = '" + Jeu.A + "'"));
    var lignes = "plateforme.import_espaces_ligne";
    quandASEfface(
        Set.of(lignes),
        lignes + " : ENTRETIEN efface les lignes qui ont ouvert A",
        List.of("update " + lignes + " set maitre_ouvrage_id = '" + Jeu.A + "'"),
        c ->
            resultat(
                String.valueOf(Jeu.etiquettes(lignes).size()),
                c,
                "delete from " + lignes + " where maitre_ouvrage_id = '" + Jeu.A + "'"));
    quandASEfface(
        Set.of("consolide.cumul_efface"),
        "consolide.cumul_efface : ENTRETIEN ajoute aux sommes anonymes",
        c ->
            resultat(
                    "1",
                    c,
                    "insert into consolide.cumul_efface (annee, type) values (1999, 'COMMUNE')")
                .or(
                    () ->
                        resultat(
                            "1",
                            c,
                            "update consolide.cumul_efface set lots_clauses = 1 where annee ="
                                + " 1999")));
    quandASEfface(
        Set.of("plateforme.certificat_effacement"),
        "plateforme.certificat_effacement : ENTRETIEN certifie",
        c ->
            resultat(
                "1",
                c,
                "insert into plateforme.certificat_effacement (id, code, nom, type, sirets,"
                    + " ferme_le, efface_le, lignes, tables, annees, agregats_gardes, comptes,"
                    + " empreinte_espace, empreinte) values (gen_random_uuid(), 'x', 'x',"
                    + " 'COMMUNE', '', current_date, now(), 0, '{}', '', false, 0, '', '')"));
  }

  private static boolean deA(String table, String etiquette) {
    return Jeu.A.equals(Jeu.ligne(table, etiquette, 0).get(espace(table)));
  }

  private static String espace(String table) {
    return table.equals("plateforme.maitre_ouvrage")
        ? "id"
        : Jeu.tableDEspace(table)
                || table.equals("plateforme.travail")
                || table.equals("plateforme.morceau")
            ? "tenant_id"
            : "maitre_ouvrage_id";
  }

  /**
   * Qui s'efface avec A : qui n'a plus que lui. Une adhésion ailleurs, une affectation, un titre
   * retiennent le compte.
   */
  private void comptes() {
    var seul = Jeu.id("seul");
    var touchees =
        Set.of(
            "plateforme.utilisateur",
            "plateforme.adhesion",
            "plateforme.affectation",
            "plateforme.habilitation",
            "plateforme.maitre_ouvrage");
    var compte =
        "insert into plateforme.utilisateur (id, identifiant, nom, courriel) values ('"
            + seul
            + "', 'seul', 'Seul', 'seul@essai.invalid')";
    var dansA =
        "insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du) values ('"
            + seul
            + "', '"
            + Jeu.A
            + "', '2020-01-01')";
    var efface = "delete from plateforme.utilisateur where id = '" + seul + "'";
    quandASEfface(
        touchees,
        "plateforme.utilisateur : ENTRETIEN oublie qui n'a plus d'espace",
        List.of(compte),
        c -> resultat("1", c, efface));
    Map.of(
            "une adhésion ailleurs",
            "insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du) values ('"
                + seul
                + "', '"
                + Jeu.B
                + "', '2020-01-01')",
            "une affectation",
            "insert into plateforme.affectation (id, convention_id, maitre_ouvrage_id,"
                + " utilisateur_id, du) select gen_random_uuid(), id, maitre_ouvrage_id, '"
                + seul
                + "', du from plateforme.convention where maitre_ouvrage_id = '"
                + Jeu.B
                + "' limit 1",
            "un titre",
            "insert into plateforme.habilitation (utilisateur_id, titre, du) values ('"
                + seul
                + "', 'CENTRAL', '2020-01-01')")
        .forEach(
            (quoi, sql) ->
                quandASEfface(
                    touchees,
                    "plateforme.utilisateur : ENTRETIEN lit qui est de A et que retient "
                        + quoi
                        + ", sans l'oublier",
                    List.of(compte, dansA, sql),
                    c ->
                        resultat("0", c, efface)
                            .or(
                                () ->
                                    attendre(
                                        "1",
                                        texteBrut(
                                            c,
                                            "select count(*) from plateforme.utilisateur where id ="
                                                + " '"
                                                + seul
                                                + "'")))));
    quandASEfface(
        touchees,
        "plateforme.utilisateur : ENTRETIEN ne lit pas qui n'est que d'ailleurs",
        List.of(
            compte,
            "insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du) values ('"
                + seul
                + "', '"
                + Jeu.B
                + "', '2020-01-01')"),
        c ->
            attendre(
                "0",
                texteBrut(
                    c, "select count(*) from plateforme.utilisateur where id = '" + seul + "'")));
    quandASEfface(
        Set.of("plateforme.reprise"),
        "plateforme.reprise : ENTRETIEN sait que B a repris A",
        List.of(
            "delete from plateforme.reprise where etat = 'TERMINEE'",
            "insert into plateforme.reprise (id, maitre_ouvrage_id, auteur_id, auteur_nom, fichier,"
                + " etat, lignee, demande_le) values (gen_random_uuid(), '"
                + Jeu.B
                + "', '"
                + seul
                + "', 'x', 'x', 'TERMINEE', '"
                + Jeu.A
                + "', now())"),
        c ->
            attendre(
                "2",
                texteBrut(
                    c, "select count(*) from plateforme.lignee where lignee = '" + Jeu.A + "'")));
  }

  /** Le code de A s'en va des filtres, et l'entretien n'en change rien d'autre. */
  private void filtresEffaces() {
    var touchees = Set.of("plateforme.filtre");
    var facil = " where " + ou("plateforme.filtre", Jeu.ligne("plateforme.filtre", "facil", 0));
    var scene =
        List.of(
            "update plateforme.filtre set requete = 'quiAgit=MOI&mo=' || (select code from"
                + " plateforme.maitre_ouvrage where id = '"
                + Jeu.A
                + "') || '&mo=b'"
                + facil);
    quandASEfface(
        touchees,
        "plateforme.filtre : ENTRETIEN lit les filtres quand A s'efface",
        scene,
        c -> attendre("3", texteBrut(c, "select count(*) from plateforme.filtre")));
    quandASEfface(
        touchees,
        "plateforme.filtre : ENTRETIEN ne change que celui qui nomme A",
        scene,
        c -> resultat("1", c, "update plateforme.filtre set requete = 'quiAgit=MOI&mo=b'"));
    quandASEfface(
        touchees,
        "plateforme.filtre : ENTRETIEN ne le laisse pas nommer A",
        scene,
        c -> resultat(REFUS, c, "update plateforme.filtre set requete = requete || '&texte=x'"));
  }

  private void quandASEfface(Set<String> touche, String nom, Essai essai) {
    quandASEfface(touche, nom, List.of(), essai);
  }

  /**
   * L'administrateur de la base pose la scène dans une transaction, y prend le rôle de l'entretien,
   * et annule tout.
   */
  private void quandASEfface(Set<String> touche, String nom, List<String> scene, Essai essai) {
    liste.add(
        new Controle(
            nom,
            touche,
            () -> {
              var c = connexions.get(ADMINISTRATEUR);
              try {
                Jeu.executer(
                    c,
                    "update plateforme.maitre_ouvrage set etat = 'FERME', ferme_le = current_date -"
                        + " 21, effacable_le = current_date where id = '"
                        + Jeu.A
                        + "'");
                for (var sql : scene) {
                  Jeu.executer(c, sql);
                }
                Jeu.executer(
                    c,
                    "set local role "
                        + Postgres.ENTRETIEN
                        + "; set local app.effacables = '{"
                        + Jeu.A
                        + "}'");
                return essai.faire(c);
              } finally {
                c.rollback();
              }
            }));
  }

  /**
   * D'où l'on pose un envoi, on demande au système de le mener : ni autre chose, ni au nom d'un
   * autre, et l'on n'en revoit rien.
   */
  private void envois() {
    var table = "plateforme.travail";
    var confie = confie("envoi", "SYSTEME", Jeu.NUL, "A_FAIRE");
    for (var d : Demandeur.values()) {
      if (!d.role.equals(Postgres.APP)) {
        continue;
      }
      var pose =
          switch (d.perimetre) {
            case Perimetre.UnMaitreOuvrage _,
                Perimetre.Centre _,
                Perimetre.Identification _,
                Perimetre.Systeme _ ->
                true;
            case null, default -> false;
          };
      controle(
          d,
          table,
          pose ? "ajoute l'envoi qu'elle confie au système" : "n'ajoute pas d'envoi au système",
          c -> resultat(pose ? "1" : REFUS, c, confie));
      if (!pose || d == Demandeur.SYSTEME) {
        continue;
      }
      controle(
          d,
          table,
          "ne lit pas l'envoi qu'elle a confié",
          c ->
              resultat("1", c, confie)
                  .or(
                      () ->
                          attendre(
                              "0",
                              texteBrut(
                                  c, "select count(*) from " + table + " where nature = 'envoi'")))
                  .or(
                      () ->
                          resultat(
                              "0",
                              c,
                              "update " + table + " set annulation = true where nature = 'envoi'"))
                  .or(() -> resultat("0", c, "delete from " + table + " where nature = 'envoi'")));
      for (var refus :
          List.of(
              confie("import-decp", "SYSTEME", Jeu.NUL, "A_FAIRE"),
              confie("envoi", "EQUIPE", Jeu.NUL, "A_FAIRE"),
              confie("envoi", "SYSTEME", Jeu.id("coord"), "A_FAIRE"),
              confie("envoi", "SYSTEME", Jeu.NUL, "FAIT"))) {
        controle(
            d,
            table,
            "n'ajoute rien d'autre au système : " + refus,
            c -> resultat(REFUS, c, refus));
      }
    }
    // le système mène une invitation sans demander à qui elle est
    for (var d : List.of(Demandeur.ADMIN_A, Demandeur.SYSTEME)) {
      var deB = Jeu.ligne("plateforme.envoi", "A", 2);
      deB.put("sujet_type", "invitation");
      deB.put("sujet_id", Jeu.ligne("plateforme.invitation", "B", 0).get("id"));
      controle(
          d,
          "plateforme.envoi",
          "n'ajoute pas d'envoi d'une invitation de B",
          c -> resultat("23503", c, Jeu.ajout("plateforme.envoi", deB)));
    }
  }

  private static String confie(String nature, String porteur, Object auteur, String etat) {
    return "insert into plateforme.travail (tenant_id, id, porteur, nature, cle, objet, auteur_id,"
        + " auteur_nom, etat, prochaine, cree_le) values ('"
        + Jeu.NUL
        + "', gen_random_uuid(), '"
        + porteur
        + "', '"
        + nature
        + "', 'x', 'Envoi', '"
        + auteur
        + "', 'Maillon', '"
        + etat
        + "', now(), now())";
  }

  /**
   * La coordination note qui elle affecte, en son nom, et rien d'autre ; le centre compte ce que
   * suit un facilitateur ; le système ne donne que ce qu'une invitation annonce.
   */
  private void equipe() {
    for (var espace : List.of("A", "B")) {
      controle(
          Demandeur.EQUIPE_COORD,
          "plateforme.journal",
          "note ses affectations au journal de " + espace,
          c -> resultat("1", c, note(espace, "DROITS", "COORDINATEUR", "coord")));
    }
    controle(
        Demandeur.EQUIPE_COORD,
        "plateforme.journal",
        "ne note pas autre chose",
        c -> resultat(REFUS, c, note("A", "ACTE", "COORDINATEUR", "coord")));
    controle(
        Demandeur.EQUIPE_COORD,
        "plateforme.journal",
        "ne note pas à un autre titre",
        c -> resultat(REFUS, c, note("A", "DROITS", "CENTRAL", "coord")));
    controle(
        Demandeur.EQUIPE_COORD,
        "plateforme.journal",
        "ne note pas au nom d'un autre",
        c -> resultat(REFUS, c, note("A", "DROITS", "COORDINATEUR", "facil")));
    controle(
        Demandeur.EQUIPE_FACIL,
        "plateforme.journal",
        "ne note pas comme la coordination",
        c -> resultat(REFUS, c, note("A", "DROITS", "COORDINATEUR", "facil")));
    for (var d : Demandeur.values()) {
      if (d.role.equals(Postgres.APP)) {
        var suivies = d == Demandeur.CENTRE ? List.of("facil 1", "facil2 1") : List.<String>of();
        controle(
            d,
            "metier.demande",
            Set.of("metier.demande", "plateforme.demandes_suivies"),
            "compte ce que chacun suit : " + suivies,
            c ->
                attendre(
                    suivies,
                    Sql.colonne(
                        c,
                        "select case when s.utilisateur_id = '"
                            + Jeu.id("facil")
                            + "' then 'facil' else 'facil2' end || ' ' || s.ouvertes"
                            + " from plateforme.demandes_suivies s order by 1")));
      }
    }
    var titre = Jeu.ligne("plateforme.habilitation", "facil", 1);
    titre.put("titre", "CENTRAL");
    controle(
        Demandeur.SYSTEME,
        "plateforme.habilitation",
        "ne donne pas un titre que l'invitation n'annonce pas",
        c -> resultat(REFUS, c, Jeu.ajout("plateforme.habilitation", titre)));
    var acte = Jeu.ligne("plateforme.acte_equipe", "A", 1);
    acte.put("sens", "RETIRE");
    controle(
        Demandeur.SYSTEME,
        "plateforme.acte_equipe",
        "n'écrit pas un retrait",
        c -> resultat(REFUS, c, Jeu.ajout("plateforme.acte_equipe", acte)));
    var dUnAutre = Jeu.ligne("plateforme.acte_equipe", "A", 2);
    dUnAutre.put("par_id", Jeu.id("coord"));
    controle(
        Demandeur.CENTRE,
        "plateforme.acte_equipe",
        "n'écrit pas au nom d'un autre",
        c -> resultat(REFUS, c, Jeu.ajout("plateforme.acte_equipe", dUnAutre)));
    controle(
        Demandeur.SYSTEME,
        "plateforme.acte_equipe",
        "n'écrit pas au nom d'un autre",
        c -> resultat(REFUS, c, Jeu.ajout("plateforme.acte_equipe", dUnAutre)));
    // l'équipe : ce qu'elle sort elle-même, et rien d'autre
    sortie(Demandeur.EQUIPE_COORD, "note sa sortie", "1", "coord", "coord", true);
    sortie(Demandeur.EQUIPE_COORD, "ne donne pas un titre", REFUS, "coord", "coord", false);
    sortie(Demandeur.EQUIPE_COORD, "n'est pas un autre", REFUS, "coord", "facil", true);
    sortie(Demandeur.EQUIPE_COORD, "n'accuse pas un autre", REFUS, "facil", "coord", true);
    sortie(Demandeur.COORD_DANS_A, "note dans l'espace, non ici", REFUS, "coord", "coord", true);
    var invitation = Jeu.ligne("plateforme.invitation_equipe", "P", 1);
    invitation.put("par_id", Jeu.id("coord"));
    controle(
        Demandeur.CENTRE,
        "plateforme.invitation_equipe",
        "n'invite pas au nom d'un autre",
        c -> resultat(REFUS, c, Jeu.ajout("plateforme.invitation_equipe", invitation)));
  }

  private void sortie(
      Demandeur d, String quoi, String attendu, String qui, String par, boolean export) {
    var acte = Jeu.ligne("plateforme.acte_equipe", "A", 3);
    acte.put("utilisateur_id", Jeu.id(qui));
    acte.put("par_id", Jeu.id(par));
    if (export) {
      acte.remove("titre");
      acte.put("sens", "EXPORT");
      acte.put("detail", "a téléchargé une liste");
    }
    controle(
        d,
        "plateforme.acte_equipe",
        quoi,
        c -> resultat(attendu, c, Jeu.ajout("plateforme.acte_equipe", acte)));
  }

  /**
   * L'administrateur ne tient que qui n'est que de chez lui ; le système ne porte que l'adresse
   * confirmée ; nul ne demande au nom d'un autre, ni confirmé d'avance.
   */
  private void identites() {
    var table = "plateforme.changement_adresse";
    for (var d : Demandeur.values()) {
      if (d.role.equals(Postgres.APP)) {
        var tenus =
            d == Demandeur.ADMIN_A ? List.of(Jeu.id("agentA").toString()) : List.<String>of();
        controle(
            d,
            "plateforme.adhesion",
            Set.of("plateforme.adhesion", "plateforme.habilitation", "plateforme.tenu_ici"),
            "tient seul " + tenus,
            c ->
                attendre(
                    tenus,
                    Sql.colonne(
                        c, "select utilisateur_id::text from plateforme.tenu_ici order by 1")));
      }
    }
    for (var ailleurs :
        List.of(
            "insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du) values ('"
                + Jeu.id("agentA")
                + "', '"
                + Jeu.B
                + "', '2099-01-01')",
            "insert into plateforme.habilitation (utilisateur_id, titre, du) values ('"
                + Jeu.id("agentA")
                + "', 'SUPPORT', '2099-01-01')")) {
      apres(
          Demandeur.ADMIN_A,
          Set.of("plateforme.utilisateur", table, "plateforme.tenu_ici"),
          "ne renomme plus qui est d'ailleurs : " + ailleurs.substring(0, 40),
          ailleurs,
          c ->
              resultat("0", c, "update plateforme.utilisateur set nom = 'X'")
                  .or(() -> resultat(REFUS, c, Jeu.ajout(table, Jeu.ligne(table, "A", 1)))));
    }
    var coord = " where id = '" + Jeu.id("coord") + "'";
    var confirme =
        "update " + table + " set etat = 'ACCEPTEE' where personne_id = '" + Jeu.id("coord") + "'";
    var touchees = Set.of("plateforme.utilisateur", table);
    apres(
        Demandeur.SYSTEME,
        touchees,
        "porte l'adresse confirmée",
        confirme,
        c ->
            resultat(
                "1",
                c,
                "update plateforme.utilisateur set courriel = 'p-neuve@essai.invalid'" + coord));
    apres(
        Demandeur.SYSTEME,
        touchees,
        "n'en porte pas une autre",
        confirme,
        c ->
            resultat(
                REFUS,
                c,
                "update plateforme.utilisateur set courriel = 'autre@essai.invalid'" + coord));
    apres(
        Demandeur.SYSTEME,
        touchees,
        "ne porte pas une adresse demandée seulement",
        "select 1",
        c ->
            resultat(
                "0",
                c,
                "update plateforme.utilisateur set courriel = 'p-neuve@essai.invalid'" + coord));
    apres(
        Demandeur.SYSTEME,
        touchees,
        "ne connaît plus qui n'attend rien",
        "update " + table + " set etat = 'ANNULEE'",
        c ->
            attendre("0", texteBrut(c, "select count(*) from plateforme.utilisateur" + coord))
                .or(
                    () ->
                        attendre(
                            "2",
                            texteBrut(
                                c,
                                "select count(*) from plateforme.utilisateur where id in ('"
                                    + Jeu.id("agentA")
                                    + "', '"
                                    + Jeu.id("agentB")
                                    + "')"))));
    apres(
        Demandeur.SYSTEME,
        Set.of("plateforme.utilisateur", "plateforme.envoi"),
        "connaît qui a son compte à remettre",
        "insert into plateforme.envoi (id, nature, cle, objet, utilisateur_id, prochain_essai,"
            + " par_id, par_titre, cree_le) values (gen_random_uuid(), 'IDENTITE', 'x', 'x', '"
            + Jeu.id("support")
            + "', now(), '"
            + Jeu.id("central")
            + "', 'CENTRAL', now())",
        c ->
            attendre(
                "1",
                texteBrut(
                    c,
                    "select count(*) from plateforme.utilisateur where id = '"
                        + Jeu.id("support")
                        + "'")));
    for (var d : List.of(Demandeur.ADMIN_A, Demandeur.CENTRE)) {
      var e = d == Demandeur.CENTRE ? "P" : "A";
      var dUnAutre = Jeu.ligne(table, e, 1);
      dUnAutre.put("par_id", Jeu.id("support"));
      controle(
          d,
          table,
          "ne demande pas au nom d'un autre",
          c -> resultat(REFUS, c, Jeu.ajout(table, dUnAutre)));
      var confirmee = Jeu.ligne(table, e, 1);
      confirmee.put("etat", "ACCEPTEE");
      controle(
          d,
          table,
          "ne demande pas une adresse déjà confirmée",
          c -> resultat(REFUS, c, Jeu.ajout(table, confirmee)));
    }
    var dUnAilleurs = Jeu.ligne(table, "A", 1);
    dUnAilleurs.put("personne_id", Jeu.id("agentB"));
    controle(
        Demandeur.ADMIN_A,
        table,
        "ne demande pas pour qui n'est pas d'ici",
        c -> resultat(REFUS, c, Jeu.ajout(table, dUnAilleurs)));
  }

  /** L'administrateur de la base pose la scène, puis le demandeur parle ; tout est annulé. */
  private void apres(Demandeur d, Set<String> touche, String nom, String scene, Essai essai) {
    liste.add(
        new Controle(
            "identité : " + d + " " + nom,
            touche,
            () -> {
              var c = connexions.get(ADMINISTRATEUR);
              try {
                Jeu.executer(c, scene);
                Jeu.executer(c, "set local role " + d.role + "; " + d.reglages());
                return essai.faire(c);
              } finally {
                c.rollback();
              }
            }));
  }

  /**
   * Le centre tient les paramètres en son nom, sans antidater, sans récrire ni retirer ce qui a
   * valu.
   */
  private void parametres() {
    var jour = Jeu.ligne("plateforme.parametre", "P2", 1);
    jour.put("du", "today");
    controle(
        Demandeur.CENTRE,
        "plateforme.parametre",
        "ajoute dès aujourd'hui",
        c -> resultat("1", c, Jeu.ajout("plateforme.parametre", jour)));
    controle(
        Demandeur.CENTRE,
        "plateforme.parametre",
        "ne retire pas ce qui vaut depuis aujourd'hui",
        c ->
            resultat("1", c, Jeu.ajout("plateforme.parametre", jour))
                .or(
                    () ->
                        resultat(
                            "0",
                            c,
                            "delete from plateforme.parametre where code = 'ESSAI' and du ="
                                + " current_date")));
    var hier = Jeu.ligne("plateforme.parametre", "P2", 1);
    hier.put("du", "yesterday");
    controle(
        Demandeur.CENTRE,
        "plateforme.parametre",
        "n'antidate pas",
        c -> resultat(REFUS, c, Jeu.ajout("plateforme.parametre", hier)));
    var dUnAutre = Jeu.ligne("plateforme.parametre", "P2", 1);
    dUnAutre.put("saisi_par", Jeu.id("coord"));
    controle(
        Demandeur.CENTRE,
        "plateforme.parametre",
        "n'ajoute pas au nom d'un autre",
        c -> resultat(REFUS, c, Jeu.ajout("plateforme.parametre", dUnAutre)));
    var anonyme = Jeu.ligne("plateforme.parametre", "P2", 1);
    anonyme.keySet().removeIf(colonne -> colonne.startsWith("saisi_"));
    controle(
        Demandeur.CENTRE,
        "plateforme.parametre",
        "n'ajoute pas sans son nom",
        c -> resultat(REFUS, c, Jeu.ajout("plateforme.parametre", anonyme)));
    controle(
        Demandeur.CENTRE,
        "plateforme.parametre",
        "ne retire à l'aveugle que ce qui ne vaut pas encore",
        c -> resultat("1", c, "delete from plateforme.parametre"));
    var retraitDUnAutre = Jeu.ligne("plateforme.valeur_retiree", "P", 1);
    retraitDUnAutre.put("retire_par", Jeu.id("coord"));
    controle(
        Demandeur.CENTRE,
        "plateforme.valeur_retiree",
        "ne retire pas au nom d'un autre",
        c -> resultat(REFUS, c, Jeu.ajout("plateforme.valeur_retiree", retraitDUnAutre)));
  }

  /**
   * Lire un espace, c'est y noter son entrée : la tête avance, et ne va nulle part ailleurs ; une
   * ligne suit la tête, ou n'est pas écrite.
   */
  private void journal() {
    var tete = " where maitre_ouvrage_id = '" + Jeu.A + "'";
    for (var d :
        List.of(
            Demandeur.LECTEUR_A,
            Demandeur.AGENT_A,
            Demandeur.SUPPORT_DANS_A,
            Demandeur.CENTRE,
            Demandeur.SYSTEME,
            Demandeur.EQUIPE_COORD)) {
      for (var faux :
          List.of("rang = 7", "rang = 1", "empreinte = 'x'", "rang = 0, empreinte = ''")) {
        controle(
            d,
            "plateforme.journal_tete",
            "ne pose pas la tête à " + faux,
            c -> resultat(REFUS, c, "update plateforme.journal_tete set " + faux + tete));
      }
    }
    for (var d : List.of(Demandeur.CENTRE, Demandeur.SYSTEME)) {
      // un espace né sans journal, le temps de l'essai : sa tête naît à zéro
      for (var faux : List.of("5, ''", "0, 'x'")) {
        controle(
            d,
            "plateforme.journal_tete",
            "ne fait pas naître une tête à " + faux,
            c ->
                resultat(
                    REFUS,
                    c,
                    "insert into plateforme.journal_tete values ('" + Jeu.A + "', " + faux + ")"));
      }
    }
    controle(
        Demandeur.AGENT_A,
        "plateforme.journal",
        "note à la suite",
        c ->
            resultat(
                "1", c, Jeu.ajout("plateforme.journal", Jeu.ligne("plateforme.journal", "A", 1))));
    for (var faux : List.of(Map.entry("rang", (Object) 9), Map.entry("precedente", (Object) "x"))) {
      var ligne = Jeu.ligne("plateforme.journal", "A", 1);
      ligne.put(faux.getKey(), faux.getValue());
      controle(
          Demandeur.AGENT_A,
          "plateforme.journal",
          "ne note pas hors de la chaîne : " + faux,
          c -> resultat(REFUS, c, Jeu.ajout("plateforme.journal", ligne)));
      ligne.put("titre", "SYSTEME");
      controle(
          Demandeur.SYSTEME,
          "plateforme.journal",
          "ne note pas hors de la chaîne : " + faux,
          c -> resultat(REFUS, c, Jeu.ajout("plateforme.journal", ligne)));
      var dAilleurs = Jeu.ligne("plateforme.journal", "A", 1);
      dAilleurs.putAll(
          Map.of("nature", "DROITS", "titre", "COORDINATEUR", "auteur_id", Jeu.id("coord")));
      dAilleurs.put(faux.getKey(), faux.getValue());
      controle(
          Demandeur.EQUIPE_COORD,
          "plateforme.journal",
          "ne note pas hors de la chaîne : " + faux,
          c -> resultat(REFUS, c, Jeu.ajout("plateforme.journal", dAilleurs)));
    }
    controle(
        Demandeur.LECTEUR_A,
        "plateforme.journal_tete",
        Set.of("plateforme.journal", "plateforme.journal_tete", "plateforme.journal_maillon"),
        "note son entrée",
        c ->
            attendre(
                "3",
                texteBrut(
                    c,
                    "select app.journaliser('"
                        + Jeu.A
                        + "', now(), 'ENTREE', 'AGENT', '"
                        + Jeu.id("agentA")
                        + "', 'agent', null, null, null, 'entrer', null, null)")));
  }

  /**
   * Ce que le centre ne peut ni antidater, ni décider seul : le type d'un espace, un seuil plus
   * bas.
   */
  private void secret() {
    int annee = java.time.Year.now().getValue();
    for (var faux :
        List.of(annee - 1 + ", 'COMMUNE'", annee + 1 + ", 'COMMUNE'", annee + ", 'EPCI'")) {
      surUnTypeNeuf(
          "ne date pas un type de travers : " + faux,
          c ->
              resultat(
                  REFUS,
                  c,
                  "insert into plateforme.type_ancien values ('" + Jeu.A + "', " + faux + ")"));
    }
    surUnTypeNeuf(
        "ne change pas un type sans l'avoir daté",
        c ->
            resultat(
                REFUS,
                c,
                "update plateforme.maitre_ouvrage set type = 'EPCI' where id = '" + Jeu.A + "'"));
    surUnTypeNeuf(
        "le date, puis le change",
        c ->
            resultat(
                    "1",
                    c,
                    "insert into plateforme.type_ancien values ('"
                        + Jeu.A
                        + "', "
                        + annee
                        + ", 'COMMUNE')")
                .or(
                    () ->
                        resultat(
                            "1",
                            c,
                            "update plateforme.maitre_ouvrage set type = 'EPCI' where id = '"
                                + Jeu.A
                                + "'")));
    controle(
        Demandeur.CENTRE,
        "plateforme.parametre",
        "relève seul un seuil protégé, et ne revient pas dessus le jour même",
        c ->
            resultat("1", c, seuil(30, "current_date"))
                .or(
                    () ->
                        resultat(
                            "0",
                            c,
                            "delete from plateforme.parametre where code ="
                                + " 'SECRET_STATISTIQUE_PERSONNES' and du = current_date"))
                .or(() -> resultat(REFUS, c, seuil(20, "current_date + 40"))));
    var baisse = Jeu.ligne("plateforme.baisse", "P", 1);
    baisse.put("proposee_par", Jeu.id("coord"));
    controle(
        Demandeur.CENTRE,
        "plateforme.baisse",
        "ne propose pas au nom d'un autre",
        c -> resultat(REFUS, c, Jeu.ajout("plateforme.baisse", baisse)));
    for (var faux :
        List.of(
            Map.of("par", (Object) Jeu.id("coord")),
            Map.of("sens", (Object) "CONFIRMEE", "du", "2099-01-01"))) {
      var decision = Jeu.ligne("plateforme.baisse_decision", "P", 1);
      decision.putAll(faux);
      controle(
          Demandeur.CENTRE,
          "plateforme.baisse_decision",
          "ne décide pas pour un autre, ni de sa propre baisse : " + faux.keySet(),
          c -> resultat(REFUS, c, Jeu.ajout("plateforme.baisse_decision", decision)));
    }
    controle(
        Demandeur.SYSTEME,
        "consolide.arrete",
        "n'arrête pas un mois qui n'est pas fini",
        c ->
            resultat(
                REFUS,
                c,
                "insert into consolide.arrete values (date_trunc('month', current_date)::date +"
                    + " interval '1 month - 1 day', now(), 11)"));
  }

  private static String seuil(int valeur, String du) {
    return "insert into plateforme.parametre (code, du, valeur, unite, libelle, source, saisi_par,"
        + " saisi_par_nom, saisi_le) values ('SECRET_STATISTIQUE_PERSONNES', "
        + du
        + ", "
        + valeur
        + ", 'personnes', 'x', 'x', '"
        + Jeu.id("central")
        + "', 'central', now())";
  }

  /**
   * L'administrateur de la base oublie les types déjà datés, prend le rôle de l'application au
   * centre, et annule tout.
   */
  private void surUnTypeNeuf(String nom, Essai essai) {
    liste.add(
        new Controle(
            "CENTRE " + nom,
            Set.of("plateforme.type_ancien", "plateforme.maitre_ouvrage"),
            () -> {
              var c = connexions.get(ADMINISTRATEUR);
              try {
                Jeu.executer(c, "delete from plateforme.type_ancien");
                Jeu.executer(c, Demandeur.CENTRE.reglages());
                Jeu.executer(c, "set local role " + Postgres.APP);
                return essai.faire(c);
              } finally {
                c.rollback();
              }
            }));
  }

  private static String note(String espace, String nature, String titre, String qui) {
    var ligne = Jeu.ligne("plateforme.journal", espace, 1);
    ligne.put("nature", nature);
    ligne.put("titre", titre);
    ligne.put("auteur_id", Jeu.id(qui));
    return Jeu.ajout("plateforme.journal", ligne);
  }

  private interface Essai {
    Optional<String> faire(Connection c) throws SQLException;
  }

  private void controle(Demandeur d, String table, String quoi, Essai essai) {
    controle(d, table, Set.of(table), quoi, essai);
  }

  private void controle(Demandeur d, String table, Set<String> touche, String quoi, Essai essai) {
    liste.add(
        new Controle(
            table + " : " + d + " " + quoi,
            touche,
            () -> {
              var c = connexions.get(d.role);
              try {
                if (d.role.equals(Postgres.CONSOLIDE)) {
                  // la lecture seule du rôle n'est qu'un défaut : ce sont les droits qui doivent
                  // refuser
                  Jeu.executer(c, "set transaction read write");
                }
                if (d.reglages() != null) {
                  Jeu.executer(c, d.reglages());
                }
                return essai.faire(c);
              } finally {
                c.rollback();
              }
            }));
  }

  /** Le nombre de lignes touchées (lues, pour une requête), ou l'état SQL du refus. */
  private static Optional<String> resultat(String attendu, Connection c, String sql) {
    String obtenu;
    try (var instruction = c.createStatement()) {
      obtenu = instruction.execute(sql) ? "lu" : String.valueOf(instruction.getUpdateCount());
    } catch (SQLException e) {
      obtenu = e.getSQLState();
    }
    return attendre(attendu, obtenu).map(m -> m + " : " + sql);
  }

  private static Optional<String> attendre(Object attendu, Object obtenu) {
    return attendu.equals(obtenu)
        ? Optional.empty()
        : Optional.of("attendu " + attendu + ", obtenu " + obtenu);
  }

  private static String texteBrut(Connection c, String sql) {
    try {
      return Sql.colonne(c, sql).getFirst();
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  private static String texte(Connection c, String reglages, String sql) throws SQLException {
    try {
      if (reglages != null) {
        Jeu.executer(c, reglages);
      }
      return Sql.colonne(c, sql).getFirst();
    } finally {
      c.rollback();
    }
  }

  @Override
  public void close() throws SQLException {
    for (var connexion : connexions.values()) {
      connexion.close();
    }
  }
}
