package fr.maillon.maitreouvrage.effacement;

import fr.maillon.maitreouvrage.archive.OrdreDesTables;
import fr.maillon.tache.Reveil;
import fr.maillon.tache.Tache;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Efface les espaces fermés dont le délai est passé : une transaction par espace, avec son
 * certificat, ou rien. Le rôle {@code maillon_entretien} ne voit et n'efface que ceux-là : une
 * faute d'ici ne peut toucher un espace ouvert. Les années closes restent dans la consolidation, en
 * sommes que rien ne rattache à un espace ni à une personne ({@code consolide.cumul_efface}).
 */
@ApplicationScoped
class EffacerEspaces implements Tache {
  private static final Logger JOURNAL = Logger.getLogger(EffacerEspaces.class.getName());

  @Resource(lookup = "jdbc/entretien")
  DataSource base;

  @Inject Clock horloge;
  @Inject Event<Reveil> reveil;

  /**
   * @param nom avec son schéma
   * @param espace la colonne qui dit de quel espace est la ligne
   */
  private record Cible(String nom, String espace) {}

  @Override
  public String nom() {
    return "effacement";
  }

  /**
   * Un espace se ferme un jour et s'efface un autre : quelques heures de plus n'y changent rien,
   * une journée si.
   */
  @Override
  public Duration periode() {
    return Duration.ofHours(6);
  }

  @Override
  public void executer() {
    var fautes = new ArrayList<String>();
    try (var c = base.getConnection()) {
      c.setAutoCommit(false);
      for (var espace : effacables(c)) {
        try {
          var lignes = effacer(c, espace);
          c.commit();
          reveil.fire(new Reveil(AviserEffacement.NOM));
          JOURNAL.info("un espace fermé a été effacé : " + lignes + " lignes");
        } catch (SQLException | RuntimeException e) {
          c.rollback();
          JOURNAL.log(
              Level.SEVERE, "un espace fermé n'a pas pu être effacé ; rien n'en a été touché", e);
          fautes.add(String.valueOf(e.getMessage()));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("effacement remis à plus tard", e);
    }
    if (!fautes.isEmpty()) {
      throw new IllegalStateException(String.join(" ; ", fautes));
    }
  }

  private static List<UUID> effacables(Connection c) throws SQLException {
    var espaces = new ArrayList<UUID>();
    for (var l :
        lire(
            c,
            "select id from plateforme.maitre_ouvrage where etat = 'FERME' and effacable_le <="
                + " current_date order by effacable_le, id")) {
      espaces.add((UUID) l.getFirst());
    }
    c.rollback();
    return espaces;
  }

  /**
   * @return le nombre de lignes effacées, dans toutes les tables
   */
  long effacer(Connection c, UUID espace) throws SQLException {
    lire(c, "select app.verrouiller(?)", "effacement:" + espace);
    var fiches =
        lire(
            c,
            "select code, nom, type, ouvert_le, ferme_le from plateforme.maitre_ouvrage where id ="
                + " ?",
            espace);
    if (fiches.isEmpty()) {
      return 0;
    }
    var fiche = fiches.getFirst();
    // la politique de plateforme.maitre_ouvrage vient de le dire effaçable : ses autres lignes se
    // voient
    executer(c, "set local app.effacables = '{" + espace + "}'");
    var sirets =
        textes(
            lire(
                c,
                "select siret from plateforme.maitre_ouvrage_siret where maitre_ouvrage_id = ?"
                    + " order by 1",
                espace));
    var fermePar =
        textes(
            lire(
                c,
                "select auteur_nom from plateforme.journal where maitre_ouvrage_id = ? and nature ="
                    + " 'VIE' and titre = 'CENTRAL' order by rang desc limit 1",
                espace));
    var ailleurs =
        !lire(
                c,
                "select 1 from plateforme.lignee l where l.maitre_ouvrage_id <> ? and l.lignee ="
                    + " (select m.lignee from plateforme.lignee m where m.maitre_ouvrage_id = ?)"
                    + " limit 1",
                espace,
                espace)
            .isEmpty();
    var destinataires =
        textes(
            lire(
                c,
                "select distinct u.courriel from plateforme.adhesion a join plateforme.utilisateur"
                    + " u on u.id = a.utilisateur_id where a.maitre_ouvrage_id = ? and a.droit ="
                    + " 'ADMINISTRATEUR' and (a.au is null or a.au >= ?) order by 1",
                espace,
                fiche.get(4)));
    var comptes =
        lire(
                c,
                "select distinct u.id, u.courriel from plateforme.adhesion d join"
                    + " plateforme.utilisateur u on u.id = d.utilisateur_id where"
                    + " d.maitre_ouvrage_id = ? and d.utilisateur_id not in (select"
                    + " p.utilisateur_id from plateforme.personne_attachee p) and not exists"
                    + " (select 1 from plateforme.adhesion a where a.utilisateur_id ="
                    + " d.utilisateur_id and a.maitre_ouvrage_id <> ?) order by 1",
                espace,
                espace)
            .stream()
            .map(l -> new SuitesDEffacement.Compte((UUID) l.get(0), (String) l.get(1)))
            .toList();
    var annees = ailleurs ? List.<String>of() : garder(c, espace);

    var cibles = cibles(c);
    var effacees = new LinkedHashMap<String, Long>();
    for (var cible : cibles) {
      effacees.put(
          cible.nom(),
          (long)
              executer(
                  c, "delete from " + cible.nom() + " where " + cible.espace() + " = ?", espace));
    }
    oublierDansLesFiltres(c, (String) fiche.getFirst());
    // la preuve, avant que l'espace lui-même ne disparaisse et que le rôle ne voie plus rien de lui
    for (var cible : cibles) {
      var reste =
          ((Number)
                  lire(
                          c,
                          "select count(*) from "
                              + cible.nom()
                              + " where "
                              + cible.espace()
                              + " = ?",
                          espace)
                      .getFirst()
                      .getFirst())
              .longValue();
      if (reste != 0) {
        throw new IllegalStateException("il reste " + reste + " lignes dans " + cible.nom());
      }
    }
    effacees.put(
        "plateforme.maitre_ouvrage",
        (long) executer(c, "delete from plateforme.maitre_ouvrage where id = ?", espace));
    if (effacees.get("plateforme.maitre_ouvrage") != 1) {
      throw new IllegalStateException("l'espace n'est plus effaçable");
    }
    long fermes = 0;
    for (var compte : comptes) {
      fermes += oublier(c, compte.id());
    }
    effacees.put("plateforme.utilisateur", fermes);
    certifier(
        c,
        espace,
        fiche,
        String.join(" ", sirets),
        fermePar.isEmpty() ? null : fermePar.getFirst(),
        effacees,
        annees,
        !ailleurs,
        (int) fermes,
        destinataires,
        comptes);
    return effacees.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Ajoute les années closes de l'espace aux sommes anonymes, sous le type de chacune. Chaque
   * personne y est comptée si nul autre espace ne la compte déjà.
   */
  private static List<String> garder(Connection c, UUID espace) throws SQLException {
    return textes(
            lire(
                c,
                "insert into consolide.cumul_efface as e (annee, type, lots_clauses,"
                    + " marches_clauses, heures_dues, heures_validees, heures_realisees,"
                    + " participants_du_type, participants_total, espaces, validees_max,"
                    + " realisees_max, personnes_max) select a.annee, t.type, a.lots_clauses,"
                    + " a.marches_clauses, a.heures_dues, a.heures_validees, a.heures_realisees,"
                    + " coalesce(p.du_type, 0), coalesce(p.total, 0),  1, a.heures_validees,"
                    + " a.heures_realisees, coalesce(p.du_type, 0) from consolide.cumul_annee a"
                    + " join consolide.type_annee t on t.maitre_ouvrage_id = a.tenant_id and"
                    + " t.annee = a.annee left join consolide.personnes_propres p on p.tenant_id ="
                    + " a.tenant_id and p.annee = a.annee where a.tenant_id = ? and a.annee <"
                    + " extract(year from current_date) on conflict (annee, type) do update set"
                    + " lots_clauses = e.lots_clauses + excluded.lots_clauses, marches_clauses ="
                    + " e.marches_clauses + excluded.marches_clauses, heures_dues = e.heures_dues +"
                    + " excluded.heures_dues, heures_validees = e.heures_validees +"
                    + " excluded.heures_validees, heures_realisees = e.heures_realisees +"
                    + " excluded.heures_realisees, participants_du_type = e.participants_du_type +"
                    + " excluded.participants_du_type, participants_total = e.participants_total +"
                    + " excluded.participants_total, espaces = e.espaces + excluded.espaces,"
                    + " validees_max = greatest(e.validees_max, excluded.validees_max),"
                    + " realisees_max = greatest(e.realisees_max, excluded.realisees_max),"
                    + " personnes_max = greatest(e.personnes_max, excluded.personnes_max) returning"
                    + " cast(annee as text)",
                espace))
        .stream()
        .sorted()
        .toList();
  }

  /**
   * Un filtre du portefeuille nomme des espaces par leur code : il ne le garde pas, ni pour le
   * montrer, ni pour désigner un jour un autre espace du même code. S'il ne nommait que lui, il ne
   * montre plus rien, plutôt que tout.
   */
  private static void oublierDansLesFiltres(Connection c, String code) throws SQLException {
    var cherche = "&mo=" + code + "&";
    executer(
        c,
        "update plateforme.filtre f set requete = n.requete, version = f.version + 1 from (select"
            + " id, case when sans like '%&mo=%' then btrim(sans, '&') else btrim(sans || 'mo=-',"
            + " '&') end as requete from (select id, replace('&' || requete || '&', ?, '&') as sans"
            + " from plateforme.filtre where position(? in '&' || requete || '&') > 0) s) n where"
            + " n.id = f.id",
        cherche,
        cherche);
  }

  /**
   * Un compte que retient encore autre chose reste, sans espace : il se ferme quand même chez
   * Keycloak.
   */
  private static long oublier(Connection c, UUID compte) throws SQLException {
    var ici = c.setSavepoint();
    try {
      return executer(c, "delete from plateforme.utilisateur where id = ?", compte);
    } catch (SQLException e) {
      c.rollback(ici);
      JOURNAL.log(Level.WARNING, "un compte sans espace est retenu par une autre table", e);
      return 0;
    }
  }

  private void certifier(
      Connection c,
      UUID espace,
      List<Object> fiche,
      String sirets,
      String fermePar,
      Map<String, Long> effacees,
      List<String> annees,
      boolean gardes,
      int fermes,
      List<String> destinataires,
      List<SuitesDEffacement.Compte> comptes)
      throws SQLException {
    var id = UUID.randomUUID();
    var instant = horloge.instant().truncatedTo(ChronoUnit.SECONDS);
    var empreinteEspace = CertificatView.sha256(espace.toString());
    var certificat =
        new CertificatView(
            id,
            (String) fiche.get(0),
            (String) fiche.get(1),
            (String) fiche.get(2),
            sirets.isEmpty() ? List.of() : List.of(sirets.split(" ")),
            jour(fiche.get(3)),
            jour(fiche.get(4)),
            fermePar,
            instant,
            effacees.values().stream().mapToLong(Long::longValue).sum(),
            effacees,
            annees.stream().map(Integer::valueOf).toList(),
            gardes,
            fermes,
            empreinteEspace,
            "",
            null,
            null,
            0,
            false);
    executer(
        c,
        "insert into plateforme.certificat_effacement (id, code, nom, type, sirets, ouvert_le,"
            + " ferme_le, ferme_par, efface_le, lignes, tables, annees, agregats_gardes, comptes,"
            + " empreinte_espace, empreinte, destinataires, comptes_a_fermer) values (?, ?, ?, ?,"
            + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        fiche.get(0),
        fiche.get(1),
        fiche.get(2),
        sirets,
        fiche.get(3),
        fiche.get(4),
        fermePar,
        OffsetDateTime.ofInstant(instant, ZoneOffset.UTC),
        certificat.lignes(),
        certificat.tablesEnJson(),
        String.join(" ", annees),
        gardes,
        fermes,
        empreinteEspace,
        certificat.calculer(),
        destinataires.isEmpty() ? null : String.join(" ", destinataires),
        comptes.isEmpty()
            ? null
            : String.join(" ", comptes.stream().map(SuitesDEffacement.Compte::toString).toList()));
  }

  private static java.time.LocalDate jour(Object date) {
    return date == null ? null : ((java.sql.Date) date).toLocalDate();
  }

  /**
   * Toutes les tables qui parlent d'un espace, enfants d'abord, telles que le catalogue les dit.
   */
  private static List<Cible> cibles(Connection c) throws SQLException {
    var parNom = new LinkedHashMap<String, Cible>();
    for (var l :
        lire(
            c,
            "select n.nspname || '.' || k.relname, cast(a.attname as text), exists (select 1 from"
                + " pg_policies p where p.schemaname = n.nspname and p.tablename = k.relname and"
                + " p.policyname = 'entretien' and p.cmd = 'ALL' and p.qual like '(' || a.attname"
                + " || ' = ANY (%app.effacables()%') from pg_attribute a join"
                + " pg_class k on k.oid = a.attrelid join pg_namespace n on n.oid = k.relnamespace"
                + " where a.attname in ('tenant_id', 'maitre_ouvrage_id') and not a.attisdropped"
                + " and k.relkind in ('r', 'p') and n.nspname not in ('pg_catalog',"
                + " 'information_schema', 'pg_toast') order by 1")) {
      // nulle clé étrangère ne retiendrait les lignes que cette politique cacherait
      if (!(Boolean) l.get(2)) {
        throw new IllegalStateException("la politique d'entretien de " + l.get(0) + " a changé");
      }
      parNom.put((String) l.get(0), new Cible((String) l.get(0), (String) l.get(1)));
    }
    var parents = new HashMap<String, Set<String>>();
    for (var l :
        lire(
            c,
            "select distinct en.nspname || '.' || e.relname, pn.nspname || '.' || p.relname from"
                + " pg_constraint f join pg_class e on e.oid = f.conrelid join pg_namespace en on"
                + " en.oid = e.relnamespace join pg_class p on p.oid = f.confrelid join"
                + " pg_namespace pn on pn.oid = p.relnamespace where f.contype = 'f' and e.oid <>"
                + " p.oid")) {
      parents.computeIfAbsent((String) l.get(0), _ -> new HashSet<>()).add((String) l.get(1));
    }
    var ordre =
        new ArrayList<>(OrdreDesTables.parentsDAbord(List.copyOf(parNom.keySet()), parents));
    Collections.reverse(ordre);
    return ordre.stream().map(parNom::get).toList();
  }

  private static List<String> textes(List<List<Object>> lignes) {
    return lignes.stream().map(l -> (String) l.getFirst()).toList();
  }

  private static List<List<Object>> lire(Connection c, String sql, Object... parametres)
      throws SQLException {
    try (var requete = preparer(c, sql, parametres);
        var r = requete.executeQuery()) {
      var lignes = new ArrayList<List<Object>>();
      while (r.next()) {
        var ligne = new ArrayList<Object>();
        for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) {
          ligne.add(r.getObject(i));
        }
        lignes.add(ligne);
      }
      return lignes;
    }
  }

  private static int executer(Connection c, String sql, Object... parametres) throws SQLException {
    try (var requete = preparer(c, sql, parametres)) {
      return requete.executeUpdate();
    }
  }

  private static PreparedStatement preparer(Connection c, String sql, Object... parametres)
      throws SQLException {
    var requete = c.prepareStatement(sql);
    for (int i = 0; i < parametres.length; i++) {
      requete.setObject(i + 1, parametres[i]);
    }
    return requete;
  }
}
