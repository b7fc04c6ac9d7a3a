package fr.maillon.banc;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.assistance.ConfierDemande;
import fr.maillon.assistance.ListerPortefeuille;
import fr.maillon.charge.MesurerCharge;
import fr.maillon.choixespace.ChiffresDEnsemble;
import fr.maillon.clause.ConsulterClause;
import fr.maillon.clause.PreparerCalibrage;
import fr.maillon.consolidation.Cumuls;
import fr.maillon.equipe.ListerInvitationsEquipe;
import fr.maillon.execution.ConsulterContrats;
import fr.maillon.execution.ConsulterHeures;
import fr.maillon.filtre.ListerFiltres;
import fr.maillon.grille.ListerGrilles;
import fr.maillon.identite.ChangerIdentite;
import fr.maillon.importdecp.SuivreImports;
import fr.maillon.importespaces.SuivreEspaces;
import fr.maillon.infra.fiction.National;
import fr.maillon.infra.fiction.Taille;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Habilitation;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Liste;
import fr.maillon.liste.ListeServie;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.liste.Requete;
import fr.maillon.maitreouvrage.archive.Exports;
import fr.maillon.maitreouvrage.archive.Reprises;
import fr.maillon.maitreouvrage.effacement.Certificats;
import fr.maillon.marche.ConsulterMarche;
import fr.maillon.marche.ListerMarches;
import fr.maillon.marche.VersionsDuLot;
import fr.maillon.participant.ConsulterParticipants;
import fr.maillon.passation.ListerPassations;
import fr.maillon.personne.ListerInvitations;
import fr.maillon.suiviconvention.ConsulterConvention;
import fr.maillon.suiviconvention.ListerAffectations;
import fr.maillon.suiviconvention.ListerConventions;
import fr.maillon.support.SuivreSupport;
import fr.maillon.tracabilite.ConsulterJournal;
import fr.maillon.tracabilite.Identifiants;
import fr.maillon.travail.SuivreTravaux;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Le SQL que chaque liste envoie vraiment, lu par EXPLAIN sous son propre périmètre, sur une base
 * de deux cents espaces : nulle table d'espace n'y est relue entière, et tout index y commence par
 * l'espace. Une liste nouvelle qui n'est pas ici fait échouer l'essai.
 */
class PlansDesListesTest {
  private static final Clock HORLOGE =
      Clock.fixed(Instant.parse("2026-01-15T09:00:00Z"), ZoneId.of("Europe/Paris"));
  private static final Taille TAILLE = Taille.de(200);

  /** Cent fois plus petit que le tout, assez grand pour qu'une jointure mal prise s'y voie. */
  private static final int ESPACE = 10;

  private static final Identite AGENT =
      new Identite(new UUID(1, 1), "agent", "Agent", Set.of("agent"));
  private static final Identite FACILITATEUR =
      new Identite(
          National.facilitateur(TAILLE, ESPACE),
          "facilitateur",
          "Facilitateur",
          Set.of("facilitateur"));
  private static final Pagination PAGE = Pagination.premiere();
  private static final UUID FICHIER = new UUID(2, 2);

  /**
   * Rendent plusieurs lignes sans lire une table d'espace comme liste : ce qu'elles font, et
   * pourquoi elles n'ont rien à montrer ici.
   */
  private static final Map<String, String> HORS_SUJET =
      Map.of(
          "Consolidation.parType", "agrégats de tous les espaces, par une autre source",
          "Consolidation.annees", "agrégats de tous les espaces, par une autre source",
          "Consolidation.ecarts", "agrégats de tous les espaces, par une autre source",
          "ConsulterConsolidation.annees", "agrégats de tous les espaces, par une autre source",
          "ConsulterConsolidation.ecarts", "agrégats de tous les espaces, par une autre source",
          "ConfierDemandes.executer", "écrit, et rend ce qu'il a fait de chaque demande",
          "ChiffresDEnsemble.cles",
              "un compte groupé par espace sur tout le portefeuille, non des lignes",
          "ProposerClause.tous", "écrit, et rend des identifiants",
          "Publications.integrer", "écrit, et rend ce qu'il a fait de chaque enregistrement");

  private static Banc banc;
  private static Plans plans;
  private static UUID marche;
  private static UUID lot;
  private static UUID clause;
  private static UUID engagement;
  private static UUID contrat;
  private static UUID declaration;
  private static UUID travail;
  private static UUID participant;

  private final Set<String> lues = new TreeSet<>();
  private final List<String> fautes = new ArrayList<>();
  private int requetes;

  @BeforeAll
  static void engendrer() throws SQLException {
    banc = new Banc(HORLOGE);
    try (var c = banc.postgres().connexionSuperutilisateur()) {
      National.charger(c, TAILLE, new PrintStream(OutputStream.nullOutputStream()));
      try (var s = c.createStatement()) {
        s.execute(
            "insert into plateforme.import_espaces (id, fichier, etat, demande_par,"
                + " demande_par_nom, cree_le) select '"
                + FICHIER
                + "', 'espaces.csv', 'EN_COURS', id, nom, now() from plateforme.utilisateur limit"
                + " 1;insert into plateforme.import_espaces_ligne (import_id, rang, etat, nom)"
                + " select '"
                + FICHIER
                + "', n, case when n % 3 = 0 then 'PRETE' else 'OUVERT' end, 'Espace ' || n from"
                + " generate_series(1, 3000) n;analyze plateforme.import_espaces_ligne");
      }
      plans = new Plans(c);
      var tenant = "'" + National.espace(TAILLE, ESPACE) + "'";
      contrat = id(c, "select id from metier.contrat where tenant_id = " + tenant + " limit 1");
      marche =
          id(
              c,
              "select marche_id from metier.contrat where tenant_id = "
                  + tenant
                  + " and id = '"
                  + contrat
                  + "'");
      engagement =
          id(
              c,
              "select engagement_id from metier.contrat where tenant_id = "
                  + tenant
                  + " and id = '"
                  + contrat
                  + "'");
      participant =
          id(
              c,
              "select participant_id from metier.contrat where tenant_id = "
                  + tenant
                  + " and id = '"
                  + contrat
                  + "'");
      clause =
          id(
              c,
              "select clause_id from metier.engagement where tenant_id = "
                  + tenant
                  + " and id = '"
                  + engagement
                  + "'");
      lot =
          id(
              c,
              "select lot_id from metier.engagement where tenant_id = "
                  + tenant
                  + " and id = '"
                  + engagement
                  + "'");
      declaration =
          id(
              c,
              "select declaration_id from metier.registre_heures where tenant_id = "
                  + tenant
                  + " limit 1");
      travail = id(c, "select id from metier.import_decp where tenant_id = " + tenant + " limit 1");
    }
  }

  @AfterAll
  static void fermer() {
    banc.close();
  }

  /** Chaque liste, avec chacun de ses filtres et de ses tris. */
  private Map<String, Runnable> listes() {
    var listes = new LinkedHashMap<String, Runnable>();
    ListesDeclarees.toutes()
        .forEach(cas -> listes.put(cas.getSimpleName() + ".executer", () -> declaree(cas)));
    listes.put("ListerMarches.annees", () -> dans(ListerMarches.class, ListerMarches::annees));
    listes.put(
        "ConsulterContrats.deLaPersonne",
        () -> portefeuille(ConsulterContrats.class, l -> l.deLaPersonne(participant, PAGE)));
    listes.put("ListerGrilles.duJour", () -> dans(ListerGrilles.class, ListerGrilles::duJour));
    listes.put(
        "ListerPortefeuille.suiveurs",
        () -> portefeuille(ListerPortefeuille.class, ListerPortefeuille::suiveurs));
    listes.put(
        "ListerPortefeuille.travail",
        () -> portefeuille(ListerPortefeuille.class, ListerPortefeuille::travail));
    listes.put(
        "ChiffresDEnsemble.parEspace",
        () -> portefeuille(ChiffresDEnsemble.class, ChiffresDEnsemble::parEspace));
    listes.put(
        "ListerInvitations.lister", () -> administre(ListerInvitations.class, l -> l.lister(PAGE)));
    listes.put("Exports.lister", () -> administre(Exports.class, Exports::lister));
    listes.put("Reprises.lister", () -> administre(Reprises.class, Reprises::lister));
    listes.put("PasDOuverture.pretes", () -> centre(pasDOuverture(), pas -> pretes(pas)));
    listes.put("SuivreEspaces.lister", () -> centre(SuivreEspaces.class, l -> l.lister(PAGE)));
    listes.put("Certificats.lister", () -> centre(Certificats.class, l -> l.lister(PAGE)));
    listes.put(
        "ListerFiltres.lister", () -> portefeuille(ListerFiltres.class, l -> l.lister(PAGE)));
    listes.put(
        "ConsulterHeures.ecritures",
        () -> dans(ConsulterHeures.class, l -> l.ecritures(declaration, PAGE)));
    listes.put(
        "SuivreTravaux.lister",
        () -> {
          dans(SuivreTravaux.class, l -> l.lister(PAGE));
          centre(SuivreTravaux.class, l -> l.lister(PAGE));
          equipe(SuivreTravaux.class, l -> l.lister(PAGE));
        });
    listes.put(
        "SuivreImports.doublons", () -> dans(SuivreImports.class, l -> l.doublons(travail, PAGE)));
    listes.put(
        "ConsulterParticipants.corrections",
        () -> equipe(ConsulterParticipants.class, l -> l.corrections(participant, PAGE)));
    listes.put(
        "ConsulterParticipants.suppressions",
        () -> equipe(ConsulterParticipants.class, l -> l.suppressions(PAGE)));
    listes.put(
        "ConsulterParticipants.eligibilites",
        () -> equipe(ConsulterParticipants.class, l -> l.eligibilites(participant, PAGE)));
    // la plateforme : ces listes ne lisent d'un espace que des comptes
    listes.put(
        "ListerConventions.structures",
        () -> centre(ListerConventions.class, l -> l.structures(PAGE)));
    listes.put(
        "ListerConventions.maitresOuvrage",
        () -> centre(ListerConventions.class, l -> l.maitresOuvrage("espace")));
    listes.put(
        "ConsulterConvention.de",
        () -> centre(ConsulterConvention.class, l -> l.de(National.code(ESPACE))));
    listes.put(
        "ConsulterConvention.deLEspace",
        () -> dans(ConsulterConvention.class, ConsulterConvention::deLEspace));
    listes.put(
        "ListerAffectations.facilitateurs",
        () -> {
          equipe(ListerAffectations.class, l -> l.facilitateurs(PAGE));
          // au-delà de la dernière page, nul n'est à compter
          equipe(ListerAffectations.class, l -> l.facilitateurs(new Pagination(1000, 25)));
        });
    listes.put("ConfierDemande.choix", () -> dans(ConfierDemande.class, ConfierDemande::choix));
    listes.put(
        "ListerInvitationsEquipe.lister",
        () -> centre(ListerInvitationsEquipe.class, l -> l.lister(PAGE)));
    listes.put(
        "ChangerIdentite.chercher",
        () -> centre(ChangerIdentite.class, l -> l.chercher("agent.cherche@maillon.example")));
    listes.put(
        "Identifiants.lire",
        () -> equipe(Identifiants.class, l -> l.lire(Set.of(FACILITATEUR.id()))));
    listes.put(
        "MesurerCharge.executer",
        () -> portefeuille(MesurerCharge.class, l -> l.executer(null, PAGE)));
    listes.put(
        "MesurerCharge.demandes",
        () -> portefeuille(MesurerCharge.class, l -> l.demandes(FACILITATEUR.id(), null, PAGE)));
    listes.put(
        "MesurerCharge.ouvertes",
        () -> portefeuille(MesurerCharge.class, l -> l.ouvertes(FACILITATEUR.id())));
    listes.put(
        "ListerPassations.aPasser",
        () ->
            equipe(
                ListerPassations.class,
                l -> l.aPasser(FACILITATEUR.id(), LocalDate.of(2026, 2, 1), null)));
    listes.put(
        "ConsulterJournal.personnes",
        () -> dans(ConsulterJournal.class, ConsulterJournal::personnes));
    listes.put("SuivreSupport.lister", () -> dans(SuivreSupport.class, l -> l.lister(PAGE)));
    listes.put("SuivreSupport.enCours", () -> dans(SuivreSupport.class, SuivreSupport::enCours));
    return listes;
  }

  /** Une liste déclarée : chacun de ses ordres, chaque valeur de chacun de ses critères. */
  private static void declaree(Class<? extends ListeServie> cas) {
    var liste = ListesDeclarees.de(cas);
    var requetes = new ArrayList<Requete>();
    liste.ordres().forEach(o -> requetes.add(interne(liste, liste.tout().trie(o))));
    for (var critere : liste.criteres()) {
      if (!critere.estInterne()) {
        critere
            .exemples()
            .forEach(e -> requetes.add(interne(liste, liste.lire(critere.nom() + "=" + e))));
      }
    }
    for (var requete : requetes) {
      switch (ListesDeclarees.lieu(cas)) {
        case ESPACE -> dans(cas, l -> l.executer(requete));
        case PORTEFEUILLE -> portefeuille(cas, l -> l.executer(requete));
        case EQUIPE -> equipe(cas, l -> l.executer(requete));
        case CENTRE -> centre(cas, l -> l.executer(requete));
      }
    }
  }

  /** Ce que le chemin porte, et non l'adresse. */
  private static Requete interne(Liste<?, ?> liste, Requete requete) {
    return liste.criteres().stream().noneMatch(c -> c.nom().equals("id") && c.estInterne())
        ? requete
        : requete.avec(
            "id",
            switch (liste.nom()) {
              case "lignes-import" -> travail;
              case "lots", "histoire" -> marche;
              case "lignes-espaces" -> FICHIER;
              default -> participant;
            });
  }

  /** Ce que les pages lisent encore de plusieurs lignes, sans être des listes. */
  private void fiches() {
    dans(ConsulterMarche.class, l -> l.executer(marche));
    dans(ConsulterClause.class, l -> l.executer(clause));
    dans(ConsulterContrats.class, l -> l.un(contrat));
    dans(ConsulterHeures.class, l -> l.une(declaration));
    dans(PreparerCalibrage.class, l -> l.lire(marche, null));
    dans(VersionsDuLot.class, l -> l.lister(marche, lot));
    dans(SuivreImports.class, l -> l.consulter(travail));
    dans(Cumuls.class, l -> l.annee(2025));
    portefeuille(ListerPortefeuille.class, ListerPortefeuille::reperes);
  }

  @Test
  void chaqueListeNePrendQueDesIndexDeSonEspace() {
    var listes = listes();
    for (var liste : listes.entrySet()) {
      ecoutant(liste.getKey(), liste.getValue());
    }
    ecoutant("fiches", this::fiches);
    System.out.println(
        "plans : "
            + listes.size()
            + " listes, "
            + requetes
            + " requêtes lues sous trois jours, tables "
            + lues);
    assertThat(fautes).isEmpty();
    assertThat(requetes).isGreaterThan(80);
    assertThat(lues)
        .contains(
            "marche",
            "lot",
            "titulaire",
            "evenement",
            "demande",
            "clause",
            "engagement",
            "contrat",
            "declaration_heures",
            "registre_heures",
            "import_decp",
            "import_ligne",
            "cumul_annee",
            "cumul_participant");
  }

  /**
   * L'ordre du dictionnaire vient de l'index : nul tri, dans les deux sens, quelle que soit la
   * taille de l'espace.
   */
  @Test
  void lesMarchesRangesParObjetOuParNumeroNeSeTrientPas() {
    var pris = new TreeSet<String>();
    for (var tri : List.of("objet", "numero")) {
      for (boolean decroissant : new boolean[] {false, true}) {
        banc.ecouter(
            (connexion, prepare, valeurs) -> {
              if (prepare.contains("ORDER BY")
                  && prepare.contains("OBJET")
                  && prepare.toUpperCase(java.util.Locale.ROOT).contains("LIMIT")) {
                try (var s = connexion.createStatement();
                    var r = s.executeQuery("explain " + valeurs)) {
                  var plan = new StringBuilder();
                  while (r.next()) {
                    plan.append(r.getString(1)).append('\n');
                  }
                  assertThat(plan)
                      .contains("marche_par_" + tri + (decroissant ? "_inverse" : ""))
                      .doesNotContain("Sort");
                  pris.add(tri + decroissant);
                }
              }
            });
        try {
          dans(
              ListerMarches.class,
              l -> l.executer(ListerMarches.LISTE.tout().trie((decroissant ? "-" : "") + tri)));
        } finally {
          banc.ecouter(null);
        }
      }
    }
    assertThat(pris).as("témoin : chaque requête a été vue").hasSize(4);
  }

  @Test
  void aucuneListeNEstOubliee() throws Exception {
    var trouvees = new TreeSet<String>();
    for (var module : List.of("tenant-admin", "api/metier")) {
      var racine = Path.of(System.getProperty("maillon.racine"), module, "target/classes");
      try (var fichiers = Files.walk(racine)) {
        for (var fichier : fichiers.filter(f -> f.toString().endsWith(".class")).toList()) {
          var classe =
              Class.forName(
                  racine
                      .relativize(fichier)
                      .toString()
                      .replace(java.io.File.separatorChar, '.')
                      .replaceAll("\\.class$", ""),
                  false,
                  getClass().getClassLoader());
          if (Modifier.isPublic(classe.getModifiers()) || classe == pasDOuverture()) {
            Arrays.stream(classe.getDeclaredMethods())
                .filter(PlansDesListesTest::estUneListe)
                .forEach(m -> trouvees.add(classe.getSimpleName() + "." + m.getName()));
          }
        }
      }
    }
    var connues = new TreeSet<>(listes().keySet());
    connues.addAll(HORS_SUJET.keySet());
    assertThat(trouvees)
        .as("listes des cas d'usage : une nouvelle se met dans listes(), avec ses filtres")
        .isEqualTo(connues);
  }

  private static boolean estUneListe(Method m) {
    return Modifier.isPublic(m.getModifiers())
        && !m.isBridge()
        && Habilitation.de(m).isPresent()
        && (Arrays.asList(m.getParameterTypes()).contains(Pagination.class)
            || Arrays.equals(m.getParameterTypes(), new Class<?>[] {Requete.class})
            || Collection.class.isAssignableFrom(m.getReturnType())
            || Map.class.isAssignableFrom(m.getReturnType())
            || m.getReturnType() == Page.class);
  }

  /** Le témoin : ce que l'essai doit savoir voir. */
  @Test
  void uneRequeteSansEspaceTombe() throws SQLException {
    // que la sécurité par ligne ne lie pas : elle ajouterait l'espace à toute requête
    try (var c = banc.postgres().connexionSuperutilisateur()) {
      c.setAutoCommit(false);
      for (var sql :
          List.of(
              "select count(*) from metier.marche",
              "select * from metier.registre_heures where participant_id = '" + participant + "'",
              "select * from metier.contrat where participant_id = '" + participant + "'",
              "select * from metier.demande order by date_souhaitee limit 25",
              "select * from metier.marche where id = '" + marche + "'")) {
        assertThat(plans.fautes(c, sql, sql, new TreeSet<>())).as(sql).isNotEmpty();
      }
      var bonne =
          "select * from metier.marche where tenant_id = '"
              + National.espace(TAILLE, ESPACE)
              + "' order by montant desc, id limit 25";
      assertThat(plans.fautes(c, bonne, bonne, new TreeSet<>())).isEmpty();
    }
  }

  private void ecoutant(String liste, Runnable appel) {
    banc.ecouter(
        (connexion, prepare, valeurs) -> {
          if (prepare.regionMatches(true, 0, "select", 0, 6)) {
            requetes++;
            for (var faute : plans.fautes(connexion, prepare, valeurs, lues)) {
              fautes.add(liste + " " + faute + "\n    " + prepare);
            }
          }
        });
    try {
      appel.run();
    } finally {
      banc.ecouter(null);
    }
  }

  /**
   * Dans l'espace, comme agent puis comme facilitateur : les jointures de l'équipe ne montrent rien
   * au premier.
   */
  private static <C, R> void dans(Class<C> cas, Function<C, R> appel) {
    banc.sous(AGENT, new Perimetre.UnMaitreOuvrage(espace(ESPACE, Titre.AGENT)), cas, appel);
    banc.sous(
        FACILITATEUR,
        new Perimetre.UnMaitreOuvrage(espace(ESPACE, Titre.FACILITATEUR)),
        cas,
        appel);
  }

  /** Ce qui n'est qu'à l'administrateur de l'espace. */
  private static <C, R> void administre(Class<C> cas, Function<C, R> appel) {
    banc.sous(AGENT, new Perimetre.UnMaitreOuvrage(espace(ESPACE, Titre.AGENT)), cas, appel);
  }

  /** Douze espaces parmi deux cents. */
  private static <C, R> void portefeuille(Class<C> cas, Function<C, R> appel) {
    var espaces = new TreeMap<UUID, Espace>();
    for (int rang = ESPACE; espaces.size() < 12; rang++) {
      espaces.put(National.espace(TAILLE, rang), espace(rang, Titre.FACILITATEUR));
    }
    banc.sous(FACILITATEUR, new Perimetre.Portefeuille(espaces), cas, appel);
  }

  private static <C, R> void equipe(Class<C> cas, Function<C, R> appel) {
    banc.sous(FACILITATEUR, new Perimetre.Equipe(Titre.FACILITATEUR), cas, appel);
  }

  private static <C, R> void centre(Class<C> cas, Function<C, R> appel) {
    banc.sous(FACILITATEUR, new Perimetre.Centre(), cas, appel);
  }

  private static Espace espace(int rang, Titre titre) {
    return new Espace(
        National.espace(TAILLE, rang),
        National.code(rang),
        "Espace " + rang,
        "E",
        "COMMUNE",
        "#123456",
        titre,
        null,
        List.of(),
        false,
        titre == Titre.AGENT ? Droits.agent(Droit.ADMINISTRATEUR, true) : Droits.equipe(null));
  }

  /** Un pas de l'import, que son paquet garde pour lui. */
  private static Class<?> pasDOuverture() {
    try {
      return Class.forName(SuivreEspaces.class.getPackageName() + ".PasDOuverture");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object pretes(Object pas) {
    try {
      var pretes = pas.getClass().getMethod("pretes", UUID.class, int.class, int.class);
      pretes.setAccessible(true);
      return pretes.invoke(pas, FICHIER, 0, 50);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static UUID id(Connection c, String sql) throws SQLException {
    try (var s = c.createStatement();
        var r = s.executeQuery(sql)) {
      assertThat(r.next()).as(sql).isTrue();
      return r.getObject(1, UUID.class);
    }
  }
}
