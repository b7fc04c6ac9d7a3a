package fr.maillon.ear;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beRecords;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Sensible;
import fr.maillon.isolation.TenantScope;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Table;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Les règles de construction que le compilateur ne sait pas dire. Chacune protège l'isolation, ou
 * ce qui permet de la relire.
 */
class ArchitectureTest {
  private static final List<String> MODULES =
      List.of("tenant-admin", "api/metier", "api/rest", "web");

  /**
   * Qui ouvre une portée : l'entrée de l'API, celle des pages, la porte elle-même, ce qui relit «
   * où puis-je entrer », et l'import en tâche de fond.
   */
  private static final Set<String> OUVREURS =
      Set.of(
          "fr.maillon.acces.OuvrirPerimetre",
          "fr.maillon.acces.Acces",
          "fr.maillon.rest.PerimetreFilter",
          "fr.maillon.web.PageFilter",
          "fr.maillon.web.commun.PageCourante",
          "fr.maillon.web.securite.Reprise",
          "fr.maillon.importdecp.MenerImports",
          "fr.maillon.travail.MoteurDesTravaux",
          "fr.maillon.travail.Portees",
          "fr.maillon.maitreouvrage.archive.MenerExports",
          "fr.maillon.tache.Taches",
          "fr.maillon.tache.SuivreTaches",
          "fr.maillon.charge.ConfierDemandes",
          "fr.maillon.passation.PreparerPassation",
          "fr.maillon.passation.MenerPassations",
          "fr.maillon.usage.LimitesEnVigueur",
          // qui accepte une invitation n'est encore de nulle part : son secret seul l'y fait entrer
          "fr.maillon.personne.AccepterInvitation");

  /**
   * Ouvert à toute personne connectée : ne lit que la grille de référence, la même pour tous, ce
   * que la personne garde pour elle, ou, dans l'espace où elle est, qui l'a devancée.
   */
  private static final Set<String> SANS_TITRE =
      Set.of(
          "fr.maillon.calibrage.Calibrer",
          "fr.maillon.tracabilite.QuiAChange",
          "fr.maillon.saisiegardee.SaisiesGardees",
          "fr.maillon.choixespace.Epingles",
          "fr.maillon.filtre.FiltreParDefaut");

  private static final String PHRASES =
      "api/metier/src/main/resources/fr/maillon/tracabilite/actes.properties";

  /** Les gestes qui veulent un second facteur récent. Chacun est éprouvé dans SecondFacteurIT. */
  static final java.util.Map<Sensible, List<String>> SENSIBLES =
      java.util.Map.of(
          Sensible.EXPORT, List.of("Exports.demander", "Exports.telecharger"),
          Sensible.EFFACEMENT, List.of("FermerEspace.fermer"),
          Sensible.ACCES_D_URGENCE, List.of("BriserLaGlace.executer"),
          Sensible.DROITS,
              List.of(
                  "ChangerDroit.changer",
                  "ChangerIdentite.demander",
                  "ChangerIdentite.relancer",
                  "ChangerIdentite.renommer",
                  "DeposerEspaces.confirmer",
                  "DonnerTitre.donner",
                  "InviterAdministrateur.executer",
                  "InviterAdministrateur.relancer",
                  "InviterDansLEquipe.executer",
                  "InviterPersonne.executer",
                  "OuvrirEspace.executer",
                  "RelancerInvitation.relancer",
                  "RelancerInvitationEquipe.relancer",
                  "RetirerPersonne.retirer",
                  "RetirerTitre.retirer"),
          Sensible.SEUILS,
              List.of(
                  "ChangerParametre.ajouter",
                  "ChangerParametre.retirer",
                  "ProposerBaisse.abandonner",
                  "ProposerBaisse.confirmer",
                  "ProposerBaisse.proposer"));

  private static JavaClasses maillon;

  @BeforeAll
  static void lire() {
    maillon =
        new ClassFileImporter()
            .importPaths(
                MODULES.stream()
                    .map(m -> racine().resolve(m).resolve("target/classes"))
                    .toArray(Path[]::new));
    assertThat(maillon).hasSizeGreaterThan(150);
    MODULES.forEach(
        m ->
            assertThat(
                    maillon.stream()
                        .filter(
                            c ->
                                c.getSource()
                                    .orElseThrow()
                                    .getUri()
                                    .getPath()
                                    .contains("/" + m + "/")))
                .as(m)
                .isNotEmpty());
  }

  @Test
  void lesFonctionsNeFormentAucunCycle() {
    slices().matching("fr.maillon.(*)..").should().beFreeOfCycles().check(maillon);
    slices().matching("fr.maillon.rest.(*)..").should().beFreeOfCycles().check(maillon);
    slices().matching("fr.maillon.web.(*)..").should().beFreeOfCycles().check(maillon);
  }

  @Test
  void chaqueModuleNeConnaitQueCeuxQuiLePortent() {
    noClasses()
        .that()
        .resideInAPackage("fr.maillon.web..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("fr.maillon.rest..")
        .check(maillon);
    noClasses()
        .that()
        .resideInAPackage("fr.maillon.rest..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("fr.maillon.web..")
        .check(maillon);
    noClasses()
        .that()
        .resideOutsideOfPackages("fr.maillon.web..", "fr.maillon.rest..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("fr.maillon.web..", "fr.maillon.rest..")
        .check(maillon);
    var espaces =
        describe(
            "de tenant-admin",
            (JavaClass c) ->
                c.getBaseComponentType()
                    .getSource()
                    .map(o -> o.getUri().getPath().contains("/tenant-admin/target/classes/"))
                    .orElse(false));
    noClasses()
        .that(espaces)
        .should()
        .dependOnClassesThat(resideInAPackage("fr.maillon..").and(not(espaces)))
        .check(maillon);
  }

  @Test
  void lesPagesEtLApiNAppellentPasNotreApiParLeReseau() {
    noClasses()
        .that()
        .resideInAnyPackage("fr.maillon.web..", "fr.maillon.rest..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "jakarta.ws.rs.client..")
        .check(maillon);
  }

  @Test
  void seuleLIsolationConnaitEclipseLink() {
    noClasses()
        .that()
        .resideOutsideOfPackage("fr.maillon.isolation")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.persistence..")
        .check(maillon);
  }

  /**
   * Reconnaître la cause d'un refus, ou convertir une date lue, n'est pas parler SQL ; la
   * corbeille, elle, garde et rend des lignes entières.
   */
  @Test
  void seulesLIsolationEtLaConsolidationParlentSql() {
    var sql =
        resideInAnyPackage("java.sql..", "javax.sql..")
            .and(
                not(
                    DescribedPredicate.<JavaClass>describe(
                        "SQLException, les siennes, ou Date",
                        c ->
                            c.isAssignableTo(java.sql.SQLException.class)
                                || c.getName().equals("java.sql.Date"))));
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "fr.maillon.isolation",
            "fr.maillon.consolidation",
            "fr.maillon.maitreouvrage.archive",
            "fr.maillon.maitreouvrage.effacement",
            "fr.maillon.journal",
            // l'entrée se lit en un aller-retour (décision 0023)
            "fr.maillon.acces")
        .should()
        .dependOnClassesThat(sql)
        .check(maillon);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "fr.maillon.isolation",
            "fr.maillon.consolidation",
            "fr.maillon.journal",
            "fr.maillon.usage",
            "fr.maillon.maitreouvrage..",
            "fr.maillon.repentir",
            // « skip locked » et « on conflict », que JPQL ne sait pas dire
            "fr.maillon.travail")
        .and(
            describe(
                "n'ont pas leur raison",
                c ->
                    !Set.of(
                            // d'année en année par l'index : JPQL n'a pas de requête récursive
                            "fr.maillon.marche.ListerMarches",
                            // le poids tenu des marchés : « insert … select », que JPQL ne dit pas
                            "fr.maillon.marche.PoidsDesMarches",
                            // les statistiques après un gros import : une fonction de la base
                            "fr.maillon.importdecp.Blocs")
                        .contains(c.getName())))
        .should()
        .callMethodWhere(
            appel(
                "une requête native",
                a ->
                    a.getTarget()
                        .getName()
                        .matches(
                            "createNativeQuery|createNativeStatement|createStoredProcedureQuery|createNamedStoredProcedureQuery|runWithConnection|callWithConnection")))
        .check(maillon);
  }

  @Test
  void chaqueSourceDeDonneesALesSiens() throws IOException {
    assertThat(classesQuiContiennent("jdbc/consolide"))
        .isNotEmpty()
        .allMatch(c -> c.startsWith("fr/maillon/consolidation/"));
    // effacer un espace fermé, purger le journal : le seul rôle qui supprime hors d'une demande
    assertThat(classesQuiContiennent("jdbc/entretien"))
        .allMatch(
            c ->
                c.startsWith("fr/maillon/maitreouvrage/effacement/")
                    || c.startsWith("fr/maillon/journal/")
                    || c.startsWith("fr/maillon/isolation/"));
    assertThat(classesQuiContiennent("jdbc/maillon"))
        .allMatch(c -> c.startsWith("fr/maillon/isolation/"));
  }

  @Test
  void seulLEcouteurPoseUnReglageEtNulNeChangeDeRole() throws IOException {
    assertThat(classesQuiContiennent("SET LOCAL app."))
        .containsExactly("fr/maillon/isolation/TenantConnectionListener.class");
    assertThat(classesQuiContiennent("set_config"))
        .as("celle qui vérifie que nul ne peut l'appeler")
        .containsExactly("fr/maillon/isolation/GardeDeLaBase.class");
    assertThat(classesQuiContiennent("SET ROLE")).isEmpty();
  }

  /** Trois copies d'une garde en laissent une en retard. */
  @Test
  void uneSeuleGardeContreLesFormulesDeTableur() throws IOException {
    assertThat(classesQuiContiennent("=+-@")).containsExactly("fr/maillon/liste/Cellule.class");
  }

  /**
   * Un verrou cherché par une requête ne se prend pas quand elle ne trouve aucune ligne.
   * L'effacement, lui, n'a pas de gestionnaire d'entités.
   */
  @Test
  void unVerrouSePrendParVerrou() throws IOException {
    assertThat(classesQuiContiennent("app.verrouiller"))
        .containsExactly(
            "fr/maillon/isolation/Verrou.class",
            "fr/maillon/maitreouvrage/effacement/EffacerEspaces.class");
  }

  @Test
  void seulesLesEntreesOuvrentUnePortee() {
    noClasses()
        .that(
            describe(
                "ne sont pas une entrée",
                c ->
                    !OUVREURS.contains(c.getName().replaceAll("\\$.*", ""))
                        && !c.getPackageName().equals("fr.maillon.isolation")))
        .should()
        .callMethodWhere(
            appel(
                "TenantScope.call ou run",
                a ->
                    a.getTargetOwner().isEquivalentTo(TenantScope.class)
                        && Set.of("call", "run").contains(a.getTarget().getName())))
        .check(maillon);
  }

  @Test
  void nulleEntiteNeSortDuMetier() {
    var entite = describe("une entité", (JavaClass c) -> c.isAnnotatedWith(Entity.class));
    noClasses()
        .that()
        .resideInAnyPackage("fr.maillon.rest..", "fr.maillon.web..")
        .should()
        .dependOnClassesThat(entite)
        .check(maillon);
    classes().that(entite).should().notBePublic().check(maillon);
    noMethods()
        .that()
        .areDeclaredInClassesThat(entite)
        .should()
        .haveNameMatching("set[A-Z].*")
        .check(maillon);
  }

  @Test
  void uneEntiteDEspaceLitTenantIdSansJamaisLEcrire() {
    classes()
        .that(describe("sont d'un espace", ArchitectureTest::dEspace))
        .should(
            new ArchCondition<>("mapper tenant_id en lecture seule") {
              @Override
              public void check(JavaClass c, ConditionEvents evenements) {
                evenements.add(
                    new SimpleConditionEvent(
                        c,
                        c.getAllFields().stream().anyMatch(ArchitectureTest::porteTenantId),
                        c.getName() + " mappe tenant_id"));
              }
            })
        .check(maillon);
    // plateforme.travail, que le moteur écrit en nommant son espace, a sa propre politique d'ajout
    fields()
        .that(describe("portent tenant_id", f -> porteTenantId(f) && dEspace(f.getOwner())))
        .should(
            new ArchCondition<>("n'être ni insérés ni modifiés") {
              @Override
              public void check(JavaField f, ConditionEvents evenements) {
                var colonne = f.getAnnotationOfType(Column.class);
                evenements.add(
                    new SimpleConditionEvent(
                        f,
                        !colonne.insertable()
                            && !colonne.updatable()
                            && f.getRawType().isEquivalentTo(java.util.UUID.class),
                        f.getFullName() + " est UUID, insertable = false, updatable = false"));
              }
            })
        .check(maillon);
    assertThat(maillon.stream().filter(ArchitectureTest::dEspace)).hasSizeGreaterThan(8);
  }

  @Test
  void toutCasDUsageEstHabilite() {
    methods()
        .that()
        .areAnnotatedWith(Transactional.class)
        .and()
        .arePublic()
        .and(describe("ouvrent une transaction", m -> !obligatoire(m)))
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackages(
            "fr.maillon.isolation", "fr.maillon.acces", "fr.maillon.journal", "fr.maillon.usage")
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .and()
        .areDeclaredInClassesThat(
            describe("ne sont pas ouvertes à tous", c -> !SANS_TITRE.contains(c.getName())))
        .should()
        .beMetaAnnotatedWith(Habilite.class)
        .check(maillon);
    // une marque de classe passerait au travers de la règle : elle s'écrit sur chaque méthode
    noClasses().should().beAnnotatedWith(Transactional.class).check(maillon);
    noClasses()
        .that(
            describe(
                "ne sont pas un intercepteur",
                c ->
                    !c.isAnnotatedWith(jakarta.interceptor.Interceptor.class) && !c.isAnnotation()))
        .should()
        .beMetaAnnotatedWith(Habilite.class)
        .check(maillon);
    assertThat(
            maillon.stream()
                .flatMap(c -> c.getMethods().stream())
                .filter(m -> m.isMetaAnnotatedWith(Habilite.class)))
        .hasSizeGreaterThan(15);
  }

  /**
   * Les gestes que l'on confirme par son second facteur, par ce qu'ils ont de sensible. La marque
   * suffit : l'intercepteur refuse, par les pages comme par l'API (SecondFacteurTest,
   * SecondFacteurIT).
   */
  @Test
  void lesGestesSensiblesSontMarques() {
    var marques = new java.util.TreeMap<Sensible, List<String>>();
    habilitees()
        .forEach(
            m ->
                marques
                    .computeIfAbsent(regle(m).sensible(), _ -> new java.util.ArrayList<>())
                    .add(m.getOwner().getSimpleName() + "." + m.getName()));
    marques.remove(Sensible.NON);
    marques.values().forEach(java.util.Collections::sort);
    assertThat(marques).isEqualTo(SENSIBLES);
    assertThat(marques.keySet())
        .as("une sorte de geste n'est marquée nulle part")
        .hasSize(Sensible.values().length - 1);
  }

  /**
   * Un geste nouveau sur les droits, les titres ou les paramètres est sensible, sauf à dire ici
   * pourquoi il ne l'est pas.
   */
  @Test
  void unGesteSurLesDroitsOuLesSeuilsNeSOublie() {
    var sansDanger =
        java.util.Map.of(
            "ReglerEspace.executer",
            "le contact et l'affichage",
            "ReglerEspace.porterLogo",
            "une image",
            "Reprises.deposer",
            "remplit un espace vide, sans droit pour personne",
            "ConfirmerPersonnes.confirmer",
            "ne change aucun droit",
            "ConfirmerPersonnes.toutConfirmer",
            "ne change aucun droit",
            "ChangerIdentite.annuler",
            "retire une attente",
            "InviterAdministrateur.annuler",
            "retire une attente",
            "AnnulerInvitation.annuler",
            "retire une attente",
            "AnnulerInvitationEquipe.annuler",
            "retire une attente",
            "RemettreGroupes.reessayer",
            "refait ce qui est déjà décidé");
    var oublies =
        habilitees()
            .filter(m -> regle(m).sensible() == Sensible.NON)
            // le fichier d'une liste lit, et ne change rien
            .filter(m -> !m.getOwner().isAssignableTo(fr.maillon.liste.ListeServie.class))
            .filter(
                m ->
                    regle(m).geste() == Geste.ADMINISTRER
                        || regle(m).geste().journalise()
                            && Set.of(
                                    "fr.maillon.personne",
                                    "fr.maillon.equipe",
                                    "fr.maillon.parametre")
                                .contains(m.getOwner().getPackageName()))
            .map(m -> m.getOwner().getSimpleName() + "." + m.getName())
            .distinct()
            .sorted()
            .toList();
    assertThat(oublies).containsExactlyInAnyOrderElementsOf(sansDanger.keySet());
  }

  /** Écrite sur la méthode, ou par l'une des marques qui la nomment. */
  private static Habilite regle(JavaMethod methode) {
    return methode
        .tryGetAnnotationOfType(Habilite.class)
        .orElseGet(
            () ->
                methode.getAnnotations().stream()
                    .map(a -> a.getRawType())
                    .filter(t -> t.isAnnotatedWith(Habilite.class))
                    .findFirst()
                    .orElseThrow()
                    .getAnnotationOfType(Habilite.class));
  }

  private static java.util.stream.Stream<JavaMethod> habilitees() {
    return maillon.stream()
        .flatMap(c -> c.getMethods().stream())
        .filter(m -> m.isMetaAnnotatedWith(Habilite.class));
  }

  /**
   * L'acheteur lit son journal en phrases : un geste qui y laisse une ligne y a la sienne. Le
   * centre nomme lui-même les siens.
   */
  @Test
  void toutGesteNoteAuJournalASaPhrase() throws IOException {
    var phrases = new java.util.Properties();
    try (var lecteur = Files.newBufferedReader(racine().resolve(PHRASES))) {
      phrases.load(lecteur);
    }
    var actes =
        maillon.stream()
            .flatMap(c -> c.getMethods().stream())
            .filter(m -> m.isMetaAnnotatedWith(Habilite.class))
            .filter(m -> regle(m).geste().journalise())
            .filter(
                m ->
                    java.util.Arrays.stream(regle(m).value())
                        .anyMatch(t -> t != fr.maillon.isolation.Titre.CENTRAL))
            // une liste emportée a sa phrase, la même pour toutes
            .filter(
                m ->
                    !m.getOwner().isAssignableTo(fr.maillon.liste.ListeServie.class)
                        || !m.getName().equals("exporter"))
            .map(m -> m.getOwner().getSimpleName() + "." + m.getName())
            .sorted()
            .toList();
    assertThat(actes)
        .as("deux cas d'usage du même nom ne se distingueraient plus au journal")
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(25);
    assertThat(actes.stream().filter(a -> !phrases.containsKey(a)))
        .as("actes sans phrase dans " + PHRASES)
        .isEmpty();
    assertThat(phrases.values())
        .as("au passé, sans sujet, sans point")
        .allMatch(p -> p.toString().matches("(a|est|s'est) .*[^.]"));
  }

  /**
   * Ce qui s'ajoute, se suit d'étape en étape ou n'est qu'à soi n'écrase la lecture de personne ;
   * tout autre geste de l'API dit la version lue.
   */
  private static final Map<String, String> SANS_VERSION =
      Map.ofEntries(
          Map.entry(
              "(creer|ouvrir|demander|declarer|proposer|inscrire|verifier|inviter|signer|affecter|decider|deposer|ajouter|ajouterLot|enregistrer|briser|signaler)",
              "ajoute, ne remplace rien"),
          Map.entry("(calibrer|preparer|apercu|previsualiser|analyser)", "n'écrit rien"),
          Map.entry(
              "(lancer|renoncer|reprendre|confirmer|oublier|relancer|reessayer|annuler|supprimer|fermer|constater|retirer|donner|abandonner)",
              "une étape : refusée si elle est passée"),
          Map.entry("(epingler|desepingler|choisir)", "n'est qu'à soi"),
          Map.entry("(porterLogo|retirerLogo|importer)", "remplace un tout, sans en lire la suite"),
          Map.entry("AcceptationResource\\.accepter", "un secret, qui ne sert qu'une fois"),
          Map.entry(
              "ImportsResource\\.(ecarter|retablir|reunir|revenir)",
              "un doublon déjà réglé est refusé ; rétablir deux fois ne change rien"),
          Map.entry(
              "RepentirsResource\\.executer",
              "ce qui est supprimé n'a plus de version : la minute, et qui l'a supprimé, en"
                  + " jugent"),
          Map.entry("confier", "chaque demande porte sa version"));

  @Test
  void toutGesteDeLApiDitLaVersionLueOuPourquoiPas() {
    var sans =
        maillon.stream()
            .filter(c -> c.getPackageName().startsWith("fr.maillon.rest"))
            .flatMap(c -> c.getMethods().stream())
            .filter(
                m ->
                    m.isAnnotatedWith(jakarta.ws.rs.POST.class)
                        || m.isAnnotatedWith(jakarta.ws.rs.PUT.class)
                        || m.isAnnotatedWith(jakarta.ws.rs.DELETE.class))
            .filter(
                m ->
                    m.getRawParameterTypes().stream()
                        .noneMatch(
                            t ->
                                t.isEquivalentTo(jakarta.ws.rs.core.HttpHeaders.class)
                                    || t.tryGetField("version").isPresent()))
            .filter(
                m ->
                    SANS_VERSION.keySet().stream()
                        .noneMatch(
                            r ->
                                m.getName().matches(r)
                                    || (m.getOwner().getSimpleName() + "." + m.getName())
                                        .matches(r)))
            .map(JavaMethod::getFullName)
            .sorted()
            .toList();
    assertThat(sans).as("ni version, ni If-Match, ni raison").isEmpty();
  }

  /**
   * L'intercepteur ne voit que l'appel d'un autre objet : une méthode privée ou statique serait
   * marquée pour rien.
   */
  @Test
  void uneMethodeHabiliteeEstTransactionnelleEtInterceptable() {
    methods()
        .that()
        .areMetaAnnotatedWith(Habilite.class)
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage("fr.maillon.consolidation")
        // sans EntityManager, elle ne parle pas à la base : elle enchaîne des étapes qui ont
        // chacune leur transaction (import au fil de l'eau)
        .and()
        .areDeclaredInClassesThat(
            describe(
                "parlent à la base",
                c ->
                    c.getFields().stream()
                        .anyMatch(f -> f.getRawType().isEquivalentTo(EntityManager.class))))
        .should()
        .beAnnotatedWith(Transactional.class)
        .check(maillon);
    methods()
        .that()
        .areMetaAnnotatedWith(Habilite.class)
        .or()
        .areAnnotatedWith(Transactional.class)
        .should()
        .notBePrivate()
        .andShould()
        .notBeStatic()
        .andShould()
        .notBeFinal()
        .check(maillon);
    noClasses()
        .should()
        .callMethodWhere(
            appel(
                "leur propre méthode habilitée depuis une qui ne l'est pas : l'intercepteur ne la"
                    + " voit pas",
                a ->
                    a.getOriginOwner().equals(a.getTargetOwner())
                        && !(a.getOrigin() instanceof JavaMethod m
                            && m.isMetaAnnotatedWith(Habilite.class))
                        && a.getTarget()
                            .resolveMember()
                            .map(m -> m.isMetaAnnotatedWith(Habilite.class))
                            .orElse(false)))
        .check(maillon);
  }

  @Test
  void laTransactionEstAffaireDuMetier() {
    noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage("fr.maillon.web..", "fr.maillon.rest..")
        .should()
        .beAnnotatedWith(Transactional.class)
        .check(maillon);
    noClasses()
        .that()
        .resideInAnyPackage("fr.maillon.web..", "fr.maillon.rest..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(EntityManager.class)
        .check(maillon);
    methods()
        .that()
        .areAnnotatedWith(Transactional.class)
        .should(
            new ArchCondition<>("rester dans la transaction de l'appelant ou en ouvrir une") {
              @Override
              public void check(JavaMethod m, ConditionEvents evenements) {
                var type = m.getAnnotationOfType(Transactional.class).value();
                evenements.add(
                    new SimpleConditionEvent(
                        m,
                        Set.of(
                                Transactional.TxType.REQUIRED,
                                Transactional.TxType.MANDATORY,
                                Transactional.TxType.REQUIRES_NEW)
                            .contains(type),
                        m.getFullName() + " : " + type + " lirait hors transaction, donc rien"));
              }
            })
        .check(maillon);
  }

  @Test
  void rienNEstGardeDUneDemandeALAutre() {
    noClasses().should().beAnnotatedWith(Cacheable.class).check(maillon);
    noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class).check(maillon);
    noClasses().should().dependOnClassesThat().areAssignableTo(ForkJoinPool.class).check(maillon);
    noClasses().should().dependOnClassesThat().areAssignableTo(Executors.class).check(maillon);
    noClasses()
        .should()
        .callMethodWhere(
            appel(
                "un fil sans portée",
                a ->
                    a.getTarget().getName().equals("parallelStream")
                        || a.getTarget().getName().equals("parallel")
                        || a.getTargetOwner().isAssignableTo(CompletableFuture.class)
                            && a.getTarget().getName().endsWith("Async")
                        || a.getTargetOwner().isEquivalentTo(Thread.class)
                            && Set.of("start", "startVirtualThread", "ofVirtual", "ofPlatform")
                                .contains(a.getTarget().getName())))
        .check(maillon);
  }

  @Test
  void lesVuesEtLesCommandesSontDesEnregistrements() {
    classes()
        .that()
        .haveSimpleNameEndingWith("View")
        .or()
        .haveSimpleName("Command")
        .should(beRecords())
        .check(maillon);
  }

  @Test
  void nulNeLitLHeureSansHorloge() {
    noClasses()
        .should()
        .callMethodWhere(
            appel(
                "now() sans horloge",
                a ->
                    a.getTarget().getName().equals("now")
                        && a.getTargetOwner().getPackageName().startsWith("java.time")
                        && a.getTarget().getRawParameterTypes().isEmpty()))
        .check(maillon);
    noClasses().should().callConstructor(java.util.Date.class).check(maillon);
  }

  /**
   * Une entité rendue par find passe la garde de la base ; une référence paresseuse, non : elle se
   * refuserait plus tard, ailleurs.
   */
  @Test
  void onNePrendPasDeReferenceSansLaLire() {
    noClasses()
        .should()
        .callMethodWhere(
            appel(
                "getReference",
                a ->
                    a.getTarget().getName().equals("getReference")
                        && a.getTargetOwner().getName().startsWith("jakarta.persistence")))
        .check(maillon);
  }

  @Test
  void leCacheResteFerme() throws IOException {
    for (var unite : List.of("api/metier/src/main/resources/META-INF/persistence.xml")) {
      assertThat(Files.readString(racine().resolve(unite)))
          .contains(
              "<shared-cache-mode>NONE</shared-cache-mode>",
              "\"eclipselink.session-event-listener\""
                  + " value=\"fr.maillon.isolation.TenantConnectionListener\"",
              "\"eclipselink.transaction.join-existing\" value=\"true\"");
    }
    noClasses()
        .should()
        .callMethodWhere(
            appel(
                "le cache partagé",
                a ->
                    a.getTarget().getName().equals("getCache")
                        && a.getTargetOwner().getName().startsWith("jakarta.persistence")))
        .check(maillon);
  }

  private static boolean obligatoire(JavaMethod m) {
    return m.getAnnotationOfType(Transactional.class).value() == Transactional.TxType.MANDATORY;
  }

  private static boolean dEspace(JavaClass c) {
    return c.isAnnotatedWith(Table.class)
        && Set.of("metier", "consolide").contains(c.getAnnotationOfType(Table.class).schema());
  }

  private static boolean porteTenantId(JavaField f) {
    return !f.getModifiers().contains(JavaModifier.STATIC)
        && f.isAnnotatedWith(Column.class)
        && f.getAnnotationOfType(Column.class).name().equals("tenant_id");
  }

  private static DescribedPredicate<JavaCall<?>> appel(
      String quoi, java.util.function.Predicate<JavaCall<?>> predicat) {
    return describe(quoi, predicat);
  }

  private static List<String> classesQuiContiennent(String texte) throws IOException {
    var trouvees = new java.util.ArrayList<String>();
    for (var module : MODULES) {
      var classes = racine().resolve(module).resolve("target/classes");
      try (var fichiers = Files.walk(classes)) {
        for (var fichier :
            fichiers.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
          if (new String(Files.readAllBytes(fichier), StandardCharsets.ISO_8859_1)
              .contains(texte)) {
            trouvees.add(classes.relativize(fichier).toString().replace('\\', '/'));
          }
        }
      }
    }
    return trouvees;
  }

  private static Path racine() {
    return Path.of(System.getProperty("maillon.racine"));
  }
}
