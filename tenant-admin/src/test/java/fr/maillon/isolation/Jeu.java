package fr.maillon.isolation;

import fr.maillon.infra.Postgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Deux espaces, A et B, et au moins une ligne dans chaque table. Chaque ligne porte une étiquette
 * ({@code A}, {@code B}…) : les contrôles disent quelles étiquettes une personne voit. Une table
 * d'espace se lit au catalogue : elle n'a besoin ici que de sa ligne, et seulement si elle ne se
 * devine pas. Toute autre table nouvelle y ajoute une ligne, ses gestes dans {@link #GESTES}, et
 * dit qui la voit dans {@link Attendus}.
 */
final class Jeu {
  static final UUID NUL = new UUID(0, 0);
  static final UUID A = id("espace A");
  static final UUID B = id("espace B");

  /**
   * Ce que le rôle maillon_app fait de chaque table, outre lire : A ajoute, M modifie, S supprime.
   * Celles des espaces s'y ajoutent, d'après le catalogue.
   */
  static final Map<String, String> GESTES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("plateforme.fiche_espace", "AM"),
              Map.entry("plateforme.beneficiaire", "AMS"),
              Map.entry("plateforme.import_espaces", "AMS"),
              Map.entry("plateforme.import_espaces_ligne", "AM"),
              Map.entry("plateforme.corbeille", "AS"),
              Map.entry("equipe.participant", "AMS"),
              Map.entry("equipe.eligibilite", "AS"),
              Map.entry("equipe.acte_participant", "AS"),
              Map.entry("equipe.entreprise", "AM"),
              Map.entry("equipe.grille_calibrage", "AM"),
              Map.entry("plateforme.utilisateur", "AM"),
              Map.entry("plateforme.changement_adresse", "AM"),
              Map.entry("plateforme.structure", "A"),
              Map.entry("plateforme.maitre_ouvrage", "AM"),
              Map.entry("plateforme.maitre_ouvrage_siret", "AS"),
              Map.entry("plateforme.habilitation", "AM"),
              Map.entry("plateforme.invitation_equipe", "AM"),
              Map.entry("plateforme.acte_equipe", "A"),
              Map.entry("plateforme.adhesion", "AMS"),
              Map.entry("plateforme.convention", "AM"),
              Map.entry("plateforme.affectation", "AM"),
              Map.entry("plateforme.avenant", "A"),
              Map.entry("plateforme.passation", "AM"),
              Map.entry("plateforme.passation_espace", "AM"),
              Map.entry("plateforme.parametre", "AS"),
              Map.entry("plateforme.valeur_retiree", "A"),
              Map.entry("plateforme.limite", "AM"),
              Map.entry("plateforme.usage_espace", "AM"),
              Map.entry("plateforme.travail", "AMS"),
              Map.entry("plateforme.morceau", "AS"),
              Map.entry("plateforme.acces_support", "AM"),
              Map.entry("plateforme.journal", "A"),
              Map.entry("plateforme.tache", "AM"),
              Map.entry("plateforme.verification_cumuls", "AM"),
              Map.entry("plateforme.epingle", "AS"),
              Map.entry("plateforme.saisie_gardee", "AS"),
              Map.entry("plateforme.filtre", "AMS"),
              Map.entry("plateforme.journal_tete", "AM"),
              Map.entry("plateforme.journal_ancre", ""),
              Map.entry("plateforme.invitation", "AM"),
              Map.entry("plateforme.envoi", "AM"),
              Map.entry("plateforme.reprise", "AMS"),
              Map.entry("plateforme.certificat_effacement", "M"),
              Map.entry("consolide.cumul_efface", ""),
              Map.entry("consolide.arrete", "A"),
              Map.entry("consolide.arrete_type", "A"),
              Map.entry("consolide.arrete_personnes", "A"),
              Map.entry("consolide.arrete_case", "A"),
              Map.entry("plateforme.type_ancien", "A"),
              Map.entry("plateforme.protection", ""),
              Map.entry("plateforme.baisse", "A"),
              Map.entry("plateforme.baisse_decision", "A")));

  /** Une modification qui ne lit aucune colonne : seule la politique de modification la retient. */
  static final Map<String, String> MODIFICATION =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("plateforme.utilisateur", "nom = 'X'"),
              Map.entry("plateforme.changement_adresse", "nom = 'x'"),
              Map.entry("plateforme.habilitation", "au = current_date"),
              Map.entry("plateforme.invitation_equipe", "nom = 'x'"),
              Map.entry("plateforme.limite", "motif = 'motif changé'"),
              Map.entry("plateforme.usage_espace", "octets = 7"),
              Map.entry("plateforme.maitre_ouvrage", "nom = 'X'"),
              Map.entry("plateforme.fiche_espace", "contact_nom = 'X'"),
              Map.entry("plateforme.beneficiaire", "nom = 'X'"),
              Map.entry("plateforme.import_espaces", "fichier = 'x'"),
              Map.entry("plateforme.import_espaces_ligne", "raison = 'x'"),
              Map.entry("equipe.participant", "nom = 'X'"),
              Map.entry("equipe.entreprise", "nom = 'X'"),
              Map.entry("equipe.grille_calibrage", "libelle = 'X'"),
              Map.entry("plateforme.filtre", "proprietaire_nom = 'x'"),
              Map.entry("plateforme.convention", "quota = 3"),
              Map.entry("plateforme.affectation", "creee_par_nom = 'x'"),
              Map.entry("plateforme.passation", "etat = 'FAITE'"),
              Map.entry("plateforme.passation_espace", "erreur = 'x'"),
              Map.entry("plateforme.acces_support", "motif = 'motif changé'"),
              Map.entry("plateforme.journal_tete", "rang = 2"),
              Map.entry("plateforme.tache", "faute = 'x'"),
              Map.entry("plateforme.verification_cumuls", "ecarts = 7"),
              Map.entry("plateforme.adhesion", "confirmee_le = '2026-01-01'"),
              Map.entry("plateforme.invitation", "nom = 'x'"),
              Map.entry("plateforme.envoi", "objet = 'x'"),
              Map.entry("plateforme.travail", "etape = 'x'"),
              Map.entry("plateforme.reprise", "erreur = 'x'"),
              Map.entry("plateforme.certificat_effacement", "erreur = 'x'"),
              Map.entry("consolide.cumul_efface", "marches_clauses = 2"),
              Map.entry("plateforme.protection", "minimum = 1")));

  private static final List<String> ORDRE =
      List.of(
          "plateforme.utilisateur",
          "plateforme.structure",
          "plateforme.maitre_ouvrage",
          "plateforme.maitre_ouvrage_siret",
          "plateforme.habilitation",
          "plateforme.adhesion",
          "plateforme.convention",
          "plateforme.avenant",
          "plateforme.affectation",
          "plateforme.passation",
          "plateforme.passation_espace",
          "plateforme.parametre",
          "plateforme.valeur_retiree",
          "plateforme.fiche_espace",
          "plateforme.beneficiaire",
          "plateforme.import_espaces",
          "plateforme.import_espaces_ligne",
          "plateforme.limite",
          "plateforme.usage_espace",
          "equipe.participant",
          "equipe.eligibilite",
          "equipe.acte_participant",
          "equipe.entreprise",
          "equipe.grille_calibrage",
          "plateforme.travail",
          "plateforme.morceau",
          "plateforme.acces_support",
          "plateforme.journal",
          "plateforme.journal_tete",
          "plateforme.journal_ancre",
          "plateforme.tache",
          "plateforme.verification_cumuls",
          "plateforme.invitation_equipe",
          "plateforme.acte_equipe",
          "plateforme.invitation",
          "plateforme.changement_adresse",
          "plateforme.envoi",
          "plateforme.epingle",
          "plateforme.saisie_gardee",
          "plateforme.corbeille",
          "plateforme.filtre",
          "plateforme.reprise",
          "plateforme.certificat_effacement",
          "consolide.cumul_efface",
          "plateforme.type_ancien",
          "plateforme.protection",
          "plateforme.baisse",
          "plateforme.baisse_decision",
          "consolide.arrete",
          "consolide.arrete_type",
          "consolide.arrete_personnes",
          "consolide.arrete_case");

  /**
   * Une colonne obligatoire de la clé, ou d'une clé étrangère, d'une table d'espace.
   *
   * @param parent la table qu'elle désigne ; null : aucune
   */
  private record Cle(String colonne, String type, String parent, String designee) {}

  /** Les tables d'espace et leurs clés, parents d'abord, lues au catalogue. */
  private static final Map<String, List<Cle>> D_ESPACE = new LinkedHashMap<>();

  /**
   * Les colonnes obligatoires qu'une migration ajoute et que l'essai n'a pas besoin de connaître :
   * une valeur quelconque du bon type.
   */
  private static final Map<String, Map<String, Object>> OBLIGATOIRES = new TreeMap<>();

  private Jeu() {}

  static UUID id(String nom) {
    return UUID.nameUUIDFromBytes(nom.getBytes(StandardCharsets.UTF_8));
  }

  static Espace espace(String cote, Titre titre) {
    return espace(
        cote,
        titre,
        titre == Titre.AGENT ? Droits.agent(Droit.ACHETEUR, false) : Droits.equipe(null));
  }

  static Espace espace(String cote, Titre titre, Droits droits) {
    return new Espace(
        cote.equals("A") ? A : B,
        "essai-" + cote.toLowerCase(Locale.ROOT),
        "Essai " + cote,
        cote,
        cote.equals("A") ? "COMMUNE" : "SANTE",
        "#000000",
        titre,
        null,
        List.of(),
        false,
        droits);
  }

  static boolean connait(String table) {
    return (ORDRE.contains(table) || tableDEspace(table)) && GESTES.containsKey(table);
  }

  /**
   * Une seule ligne par maître d'ouvrage, un seul titre ouvert par personne : en ajouter une
   * seconde passe la garde, et la clé la refuse.
   */
  static final Set<String> UNE_PAR_ESPACE =
      Set.of(
          "plateforme.changement_adresse",
          "plateforme.habilitation",
          "plateforme.type_ancien",
          "plateforme.limite",
          "plateforme.usage_espace",
          "plateforme.fiche_espace",
          "plateforme.journal_tete",
          "plateforme.passation_espace");

  /**
   * Ce que la propriétaire sème et tient : les objets de la plateforme, jamais ce que les espaces y
   * écrivent.
   */
  static boolean tenueParLaProprietaire(String table) {
    return table.equals("consolide.cumul_efface")
        || table.startsWith("plateforme.")
            && !Set.of(
                    "plateforme.type_ancien",
                    "plateforme.baisse",
                    "plateforme.baisse_decision",
                    "plateforme.epingle",
                    "plateforme.saisie_gardee",
                    "plateforme.corbeille",
                    "plateforme.filtre",
                    "plateforme.limite",
                    "plateforme.usage_espace",
                    "plateforme.fiche_espace",
                    "plateforme.beneficiaire",
                    "plateforme.import_espaces",
                    "plateforme.import_espaces_ligne",
                    "plateforme.travail",
                    "plateforme.morceau",
                    "plateforme.acces_support",
                    "plateforme.journal",
                    "plateforme.journal_tete",
                    "plateforme.journal_ancre",
                    "plateforme.tache",
                    "plateforme.verification_cumuls",
                    "plateforme.invitation_equipe",
                    "plateforme.acte_equipe",
                    "plateforme.valeur_retiree",
                    "plateforme.invitation",
                    "plateforme.changement_adresse",
                    "plateforme.envoi",
                    "plateforme.reprise")
                .contains(table);
  }

  static List<String> tablesDEspace() {
    return D_ESPACE.keySet().stream().sorted().toList();
  }

  /** Table d'espace : chaque ligne y appartient à un maître d'ouvrage. */
  static boolean tableDEspace(String table) {
    return D_ESPACE.containsKey(table);
  }

  /** Par sa colonne tenant_id ou maitre_ouvrage_id : ce que l'effacement d'un espace emporte. */
  static boolean parleDUnEspace(String table) {
    var colonnes = ligne(table, etiquettes(table).iterator().next(), 0).keySet();
    return colonnes.contains("tenant_id")
        || colonnes.contains("maitre_ouvrage_id")
        || table.equals("plateforme.import_espaces_ligne");
  }

  static Set<String> etiquettes(String table) {
    return switch (table) {
      case "plateforme.utilisateur" ->
          new TreeSet<>(
              Set.of("agentA", "agentB", "facil", "facil2", "coord", "central", "support"));
      case "plateforme.habilitation" ->
          new TreeSet<>(Set.of("facil", "facil2", "coord", "central", "support"));
      // C : un espace qui n'a rien d'autre, que seuls le centre et le support peuvent nommer
      case "plateforme.maitre_ouvrage" -> new TreeSet<>(Set.of("A", "B", "C"));
      case "plateforme.affectation" -> new TreeSet<>(Set.of("A1", "A2", "B2"));
      // E : d'aucun espace, pour un membre de l'équipe
      case "plateforme.envoi" -> new TreeSet<>(Set.of("A", "B", "E"));
      // E : de l'équipe ; P : du centre
      case "plateforme.travail" -> new TreeSet<>(Set.of("A", "B", "E", "P"));
      // le second attend un membre que la plateforme ne connaît pas encore
      case "plateforme.invitation_equipe" -> new TreeSet<>(Set.of("P", "P2"));
      // A a fait son temps, B non
      case "plateforme.acte_equipe" -> new TreeSet<>(Set.of("A", "B"));
      // A2 attend une personne que la plateforme ne connaît pas encore
      case "plateforme.invitation" -> new TreeSet<>(Set.of("A", "A2", "B"));
      // P : du centre, pour un membre de l'équipe
      case "plateforme.changement_adresse" -> new TreeSet<>(Set.of("A", "B", "P"));
      case "plateforme.import_espaces", "plateforme.import_espaces_ligne" -> Set.of("P");
      // l'une vaut, l'autre vaudra
      case "plateforme.parametre" -> new TreeSet<>(Set.of("P", "P2"));
      // le premier attend son tableau ; la seconde baisse attend une décision
      case "consolide.arrete", "plateforme.baisse" -> new TreeSet<>(Set.of("P", "P2"));
      case "consolide.arrete_type",
          "consolide.arrete_personnes",
          "consolide.arrete_case",
          "plateforme.protection",
          "plateforme.baisse_decision" ->
          Set.of("P");
      case "plateforme.structure",
          "plateforme.valeur_retiree",
          "plateforme.tache",
          "plateforme.verification_cumuls",
          "plateforme.passation",
          "plateforme.certificat_effacement",
          "consolide.cumul_efface" ->
          Set.of("P");
      case "plateforme.filtre" -> new TreeSet<>(Set.of("facil", "facil2", "retire"));
      default -> table.startsWith("equipe.") ? Set.of("E") : new TreeSet<>(Set.of("A", "B"));
    };
  }

  /**
   * @param n 0 : la ligne semée ; au-delà : une ligne neuve, aux mêmes parents, que rien n'empêche
   *     d'ajouter sinon la garde
   */
  static Map<String, Object> ligne(String table, String e, int n) {
    var l = new LinkedHashMap<String, Object>();
    if (tableDEspace(table)) {
      l.put("tenant_id", e.equals("A") ? A : B);
    }
    var propre = id(table + e + n);
    switch (table) {
      case "plateforme.utilisateur" ->
          mettre(
              l,
              "id",
              n == 0 ? id(e) : propre,
              "identifiant",
              "essai-" + e + n,
              "nom",
              e,
              "courriel",
              e + "@essai.invalid");
      case "plateforme.structure" -> mettre(l, "id", propre, "nom", "Structure d'essai");
      case "plateforme.maitre_ouvrage" ->
          mettre(
              l,
              "id",
              n == 0 ? id("espace " + e) : propre,
              "code",
              "essai-" + e.toLowerCase(Locale.ROOT) + n,
              "nom",
              "Essai " + e,
              "sigle",
              e,
              "type",
              e.equals("A") ? "COMMUNE" : "SANTE",
              "couleur",
              "#000000");
      case "plateforme.maitre_ouvrage_siret" ->
          mettre(l, "maitre_ouvrage_id", id("espace " + e), "siret", siret(e, n));
      case "plateforme.habilitation" ->
          mettre(
              l,
              "utilisateur_id",
              id(e),
              "titre",
              e.startsWith("facil")
                  ? "FACILITATEUR"
                  : e.equals("coord")
                      ? "COORDINATEUR"
                      : e.equals("support") ? "SUPPORT" : "CENTRAL",
              "du",
              "2026-01-0" + (n + 1));
      case "plateforme.fiche_espace" ->
          mettre(l, "maitre_ouvrage_id", id("espace " + e), "contact_nom", "CANARI-" + e);
      case "plateforme.beneficiaire" ->
          mettre(
              l,
              "id",
              propre,
              "maitre_ouvrage_id",
              id("espace " + e),
              "siret",
              siret(e, n),
              "nom",
              "CANARI-" + e);
      case "plateforme.import_espaces" ->
          mettre(
              l,
              "id",
              propre,
              "fichier",
              "espaces.csv",
              "etat",
              "DEPOSE",
              "demande_par",
              id("central"),
              "demande_par_nom",
              "central",
              "cree_le",
              "2026-01-01");
      case "plateforme.import_espaces_ligne" ->
          mettre(
              l,
              "import_id",
              id("plateforme.import_espacesP0"),
              "rang",
              n + 1,
              "etat",
              "PRETE",
              "nom",
              "Essai");
      case "plateforme.adhesion" ->
          mettre(
              l,
              "utilisateur_id",
              id("agent" + e),
              "maitre_ouvrage_id",
              id("espace " + e),
              "du",
              "2026-01-0" + (n + 1));
      case "plateforme.convention" ->
          mettre(
              l,
              "id",
              propre,
              "maitre_ouvrage_id",
              id("espace " + e),
              "structure_id",
              id("plateforme.structureP0"),
              "du",
              "2026-01-01",
              "au",
              "2099-12-31");
      case "plateforme.avenant" ->
          mettre(
              l,
              "convention_id",
              id("plateforme.convention" + e + "0"),
              "maitre_ouvrage_id",
              id("espace " + e),
              "numero",
              n + 1,
              "effet",
              "2099-06-01",
              "au",
              "2099-12-31",
              "objet",
              "essai",
              "signe_par_nom",
              "central",
              "signe_le",
              "2026-01-01");
      case "plateforme.passation" ->
          mettre(
              l,
              "id",
              propre,
              "de",
              id("facil"),
              "de_nom",
              "facil",
              "vers",
              id("facil2"),
              "vers_nom",
              "facil2",
              "effet",
              "2099-01-01",
              "etat",
              "PREVUE",
              "par",
              id("coord"),
              "par_nom",
              "coord",
              "quand",
              "2026-01-01");
      case "plateforme.passation_espace" ->
          mettre(
              l,
              "passation_id",
              id("plateforme.passationP0"),
              "maitre_ouvrage_id",
              id("espace " + e),
              "etat",
              "A_FAIRE");
      case "plateforme.affectation" ->
          mettre(
              l,
              "id",
              propre,
              "convention_id",
              id("plateforme.convention" + e.charAt(0) + "0"),
              "maitre_ouvrage_id",
              id("espace " + e.charAt(0)),
              "utilisateur_id",
              id(e.endsWith("1") ? "facil" : "facil2"),
              "du",
              "2026-01-01");
      case "plateforme.parametre" ->
          mettre(
              l,
              "code",
              "ESSAI",
              "du",
              (e.equals("P") ? "2026-01-0" : "2099-01-0") + (n + 1),
              "valeur",
              1,
              "unite",
              "u",
              "libelle",
              "l",
              "source",
              "s",
              "saisi_par",
              id("central"),
              "saisi_par_nom",
              "central",
              "saisi_le",
              "2026-01-01");
      case "plateforme.valeur_retiree" ->
          mettre(
              l,
              "id",
              propre,
              "code",
              "ESSAI",
              "du",
              "2099-01-01",
              "valeur",
              1,
              "unite",
              "u",
              "source",
              "s",
              "retire_par",
              id("central"),
              "retire_par_nom",
              "central",
              "retire_le",
              "2026-01-01");
      case "plateforme.travail" ->
          mettre(
              l,
              "id",
              propre,
              "tenant_id",
              e.equals("E") || e.equals("P") ? NUL : id("espace " + e),
              "porteur",
              e.equals("E") ? "EQUIPE" : e.equals("P") ? "CENTRE" : "ESPACE",
              "nature",
              "essai",
              "cle",
              "cle " + n,
              "objet",
              "CANARI-" + e,
              "auteur_id",
              id(e.equals("E") ? "coord" : e.equals("P") ? "central" : "agent" + e),
              "auteur_nom",
              "agent",
              "etat",
              "A_FAIRE",
              "prochaine",
              "2026-01-01",
              "cree_le",
              "2026-01-01");
      case "plateforme.morceau" ->
          mettre(
              l,
              "tenant_id",
              id("espace " + e),
              "travail_id",
              parent("plateforme.travail", e),
              "rang",
              n,
              "contenu",
              "\\x00");
      case "plateforme.acces_support" ->
          mettre(
              l,
              "id",
              propre,
              "maitre_ouvrage_id",
              id("espace " + e),
              "ouvert_par",
              id("agent" + e),
              "ouvert_par_nom",
              "agent",
              "motif",
              "motif d'essai",
              "du",
              "2026-01-01 10:00+00",
              "au",
              "2026-01-01 10:30+00");
      case "plateforme.journal" ->
          mettre(
              l,
              "maitre_ouvrage_id",
              id("espace " + e),
              "rang",
              n + 2,
              "quand",
              revolu(e),
              "nature",
              "ACTE",
              "titre",
              "AGENT",
              "auteur_id",
              id("agent" + e),
              "auteur_nom",
              "agent",
              "acte",
              "essai",
              "precedente",
              "",
              "empreinte",
              "");
      case "plateforme.journal_tete" ->
          mettre(
              l, "maitre_ouvrage_id", id("espace " + e), "rang", n == 0 ? 2 : 0, "empreinte", "");
      case "plateforme.journal_ancre" ->
          mettre(
              l,
              "maitre_ouvrage_id",
              id("espace " + e),
              "rang",
              n + 1,
              "empreinte",
              "",
              "lignes",
              1,
              "au",
              revolu(e));
      case "plateforme.limite" ->
          mettre(
              l,
              "maitre_ouvrage_id",
              id("espace " + e),
              "motif",
              "motif d'essai",
              "decidee_par_nom",
              "central",
              "decidee_le",
              "2026-01-01");
      case "plateforme.usage_espace" ->
          mettre(l, "maitre_ouvrage_id", id("espace " + e), "octets", 1, "mesure_le", "2026-01-01");
      case "plateforme.tache" ->
          mettre(l, "nom", "essai-" + "ab".charAt(n), "prochaine", "2026-01-01");
      case "plateforme.verification_cumuls" ->
          mettre(l, "annee", 2026 + n, "ecarts", 0, "verifiee_le", "2026-01-01");
      case "plateforme.invitation" ->
          mettre(
              l,
              "id",
              propre,
              "maitre_ouvrage_id",
              id("espace " + e.charAt(0)),
              "courriel",
              n > 0
                  ? "neuve" + n + "@essai.invalid"
                  : e.equals("A2")
                      ? "agenta@essai.invalid"
                      : "agent-" + e.toLowerCase(Locale.ROOT) + "@essai.invalid",
              "nom",
              "Zoé Essai",
              "droit",
              "ACHETEUR",
              "export",
              false,
              "utilisateur_id",
              e.equals("A2") ? id("plateforme.utilisateuragentA1") : id("agent" + e),
              "par_id",
              id("agent" + e.charAt(0)),
              "par_nom",
              "agent",
              "par_titre",
              "AGENT",
              "invitee_le",
              "2026-01-01",
              "expire_le",
              "2026-01-08");
      case "plateforme.changement_adresse" ->
          mettre(
              l,
              "id",
              propre,
              "personne_id",
              id(e.equals("P") ? "coord" : "agent" + e),
              "maitre_ouvrage_id",
              e.equals("P") ? null : id("espace " + e),
              "courriel",
              e.toLowerCase(Locale.ROOT) + "-neuve@essai.invalid",
              "ancien",
              e + "@essai.invalid",
              "nom",
              "Zoé Essai",
              "par_id",
              id(e.equals("P") ? "central" : "agent" + e),
              "par_nom",
              "agent",
              "invitee_le",
              "2026-01-01",
              "expire_le",
              "2026-01-08");
      case "plateforme.envoi" ->
          mettre(
              l,
              "id",
              propre,
              "maitre_ouvrage_id",
              e.equals("E") ? null : id("espace " + e),
              "nature",
              e.equals("E") ? "GROUPES" : "COMPTE",
              "cle",
              "essai " + n,
              "objet",
              "Essai",
              "prochain_essai",
              "2026-01-01",
              "par_id",
              e.equals("E") ? id("central") : id("agent" + e),
              "par_titre",
              e.equals("E") ? "CENTRAL" : "AGENT",
              "cree_le",
              "2026-01-01");
      case "plateforme.invitation_equipe" ->
          mettre(
              l,
              "id",
              propre,
              "courriel",
              n > 0
                  ? "neuve" + n + "@essai.invalid"
                  : e.equals("P2") ? "facil@essai.invalid" : "facil-deja@essai.invalid",
              "nom",
              "Zoé Essai",
              "titres",
              "FACILITATEUR",
              "utilisateur_id",
              e.equals("P2") ? id("plateforme.utilisateurfacil1") : id("facil"),
              "par_id",
              id("central"),
              "par_nom",
              "central",
              "invitee_le",
              "2026-01-01",
              "expire_le",
              "2026-01-08");
      case "plateforme.acte_equipe" ->
          mettre(
              l,
              "id",
              propre,
              "quand",
              revolu(e),
              "utilisateur_id",
              id("facil"),
              "titre",
              "FACILITATEUR",
              "sens",
              "DONNE",
              "par_id",
              id("central"),
              "par_nom",
              "central");
      case "plateforme.reprise" ->
          mettre(
              l,
              "id",
              propre,
              "maitre_ouvrage_id",
              id("espace " + e),
              "auteur_id",
              id("agent" + e),
              "auteur_nom",
              "agent",
              "fichier",
              "a.zip",
              "demande_le",
              "2026-01-01");
      case "plateforme.certificat_effacement" ->
          mettre(
              l,
              "id",
              propre,
              "code",
              "ancien",
              "nom",
              "Ancien",
              "type",
              "COMMUNE",
              "sirets",
              "",
              "ferme_le",
              "2026-01-01",
              "efface_le",
              "2026-01-22",
              "lignes",
              1,
              "tables",
              "{}",
              "annees",
              "[]",
              "agregats_gardes",
              true,
              "comptes",
              0,
              "empreinte_espace",
              "x",
              "empreinte",
              "x");
      case "consolide.cumul_efface" ->
          mettre(
              l,
              "annee",
              2020 + n,
              "type",
              "COMMUNE",
              "lots_clauses",
              3,
              "marches_clauses",
              2,
              "heures_dues",
              30,
              "heures_validees",
              20,
              "participants_du_type",
              12,
              "participants_total",
              11);
      case "consolide.arrete" ->
          mettre(
              l,
              "au",
              (e.equals("P")
                      ? List.of("2025-01-31", "2025-05-31", "2025-07-31")
                      : List.of("2025-03-31", "2025-08-31", "2025-10-31"))
                  .get(n),
              "arrete_le",
              "2026-01-01",
              "seuil",
              11);
      case "consolide.arrete_type" ->
          mettre(l, "au", "2025-01-31", "annee", 2020 + n, "type", "COMMUNE");
      case "consolide.arrete_personnes" ->
          mettre(
              l,
              "au",
              "2025-03-31",
              "annee",
              2020 + n,
              "types",
              "{COMMUNE}",
              "mesure",
              "TRAVAIL",
              "personnes",
              12);
      case "consolide.arrete_case" ->
          mettre(
              l,
              "au",
              "2025-03-31",
              "annee",
              2020 + n,
              "type",
              "COMMUNE",
              "types",
              "{COMMUNE}",
              "lots_clauses",
              3,
              "marches_clauses",
              2,
              "heures_dues",
              30,
              "heures_validees",
              20,
              "heures_realisees",
              15,
              "personnes",
              12,
              "engages",
              12,
              "cachee",
              false,
              "publie_au",
              "2025-03-31");
      case "plateforme.type_ancien" ->
          mettre(
              l,
              "maitre_ouvrage_id",
              id("espace " + e),
              "annee",
              java.time.Year.now().getValue(),
              "type",
              e.equals("A") ? "COMMUNE" : "SANTE");
      case "plateforme.protection" ->
          mettre(
              l,
              "code",
              "ESSAI_PROTEGE_" + n,
              "minimum",
              1,
              "delai_code",
              "BAISSE_PROTEGEE_JOURS",
              "pourquoi",
              "essai");
      case "plateforme.baisse" ->
          mettre(
              l,
              "id",
              propre,
              "code",
              "SECRET_STATISTIQUE_PERSONNES",
              "valeur",
              12,
              "source",
              "essai",
              "verifie",
              false,
              "proposee_par",
              id("central"),
              "proposee_par_nom",
              "central",
              "proposee_le",
              "2026-01-01");
      case "plateforme.baisse_decision" ->
          mettre(
              l,
              "baisse_id",
              id("plateforme.baisse" + (n == 0 ? "P0" : "P20")),
              "sens",
              "ABANDONNEE",
              "par",
              id("central"),
              "par_nom",
              "central",
              "le",
              "2026-01-01");
      case "plateforme.saisie_gardee" ->
          mettre(
              l,
              "utilisateur_id",
              id("agent" + e),
              "adresse",
              "/m/essai" + n,
              "contenu",
              "x",
              "le",
              revolu(e));
      case "plateforme.epingle" ->
          mettre(
              l,
              "utilisateur_id",
              id("agent" + e),
              "maitre_ouvrage_id",
              id("espace " + (n == 0 ? e : e.equals("A") ? "B" : "A")),
              "le",
              "2026-01-01");
      case "plateforme.filtre" ->
          mettre(
              l,
              "id",
              propre,
              "proprietaire_id",
              id(proprietaire(e)),
              "proprietaire_nom",
              e,
              "nom",
              e + n,
              "requete",
              "quiAgit=MOI",
              "partage",
              e.equals("facil2"),
              "retire_par_nom",
              e.equals("retire") ? "coord" : null,
              "cree_le",
              "2026-01-01");
      case "equipe.participant" ->
          mettre(
              l,
              "id",
              propre,
              "nom",
              "Inventee",
              "prenom",
              "Zoe",
              "date_naissance",
              "1990-01-01",
              "sexe",
              "F",
              "niveau",
              "BAC");
      case "equipe.eligibilite" ->
          mettre(
              l,
              "id",
              propre,
              "participant_id",
              participant(),
              "critere",
              "DELD",
              "preuve",
              "attestation",
              "preuve_vue_le",
              "2026-01-01",
              "decision",
              "ELIGIBLE",
              "date_entree",
              "2026-01-01",
              "duree_mois",
              24,
              "date_fin",
              "2028-01-01",
              "decidee_par",
              id("facil"),
              "decidee_par_nom",
              "facil");
      // d'une fiche qui n'est plus
      case "equipe.acte_participant" ->
          mettre(
              l,
              "id",
              propre,
              "participant_id",
              id("partie" + n),
              "quand",
              "2026-01-01",
              "acte",
              "CORRECTION",
              "champ",
              "SEXE",
              "par_id",
              id("facil"),
              "par_nom",
              "facil");
      case "plateforme.corbeille" ->
          mettre(
              l,
              "maitre_ouvrage_id",
              id("espace " + e),
              "id",
              propre,
              "quoi",
              "MARCHE",
              "par_id",
              id("agent" + e),
              "le",
              revolu(e),
              "contenu",
              "{}");
      case "equipe.entreprise" -> mettre(l, "siret", siret(e, n), "nom", "Entreprise d'essai");
      case "equipe.grille_calibrage" ->
          mettre(
              l,
              "id",
              propre,
              "code",
              "ESSAI",
              "libelle",
              "Essai",
              "du",
              "2026-01-0" + (n + 1),
              "part_main_oeuvre",
              0.5,
              "cout_horaire",
              30,
              "source",
              "essai");
      case "metier.marche" ->
          mettre(
              l,
              "id",
              propre,
              "acheteur_siret",
              siret(e, 0),
              "numero",
              "2026-" + n,
              "cle_source",
              "cle" + n,
              "source",
              "SAISIE",
              "objet",
              "CANARI-" + e,
              "segment",
              "TRAVAUX",
              "sociale_connue",
              false,
              "etat",
              "IDENTIFIE");
      case "metier.poids_marche" ->
          mettre(
              l,
              "id",
              propre,
              "segment",
              "TRAVAUX",
              "etat",
              "CANARI-" + e,
              "sociale_connue",
              false,
              "sociale_clause",
              false,
              "sociale_critere",
              false,
              "sociale_reserve",
              false,
              "nombre",
              n,
              "montant",
              n);
      case "metier.lot" ->
          mettre(
              l,
              "id",
              propre,
              "marche_id",
              parent("metier.marche", e),
              "rang",
              n,
              "cle_source",
              "cle" + n,
              "sociale_connue",
              false);
      case "metier.filtre_garde" ->
          mettre(
              l,
              "id",
              propre,
              "liste",
              "marches",
              "proprietaire_id",
              id("agentA"),
              "proprietaire_nom",
              "Agent",
              "nom",
              "CANARI-" + e + n,
              "requete",
              "etat=SOLDE",
              "cree_le",
              "2026-01-01");
      case "metier.lot_version" ->
          mettre(
              l,
              "id",
              propre,
              "lot_id",
              parent("metier.lot", e),
              "cle_source",
              "laissee" + n,
              "empreinte",
              "e" + n,
              "rang_publie",
              n,
              "sociale_connue",
              false,
              "objet",
              "CANARI-" + e);
      case "metier.titulaire" ->
          mettre(l, "lot_id", parent("metier.lot", e), "rang", n, "denomination", "CANARI-" + e);
      case "metier.evenement" ->
          mettre(
              l,
              "id",
              propre,
              "marche_id",
              parent("metier.marche", e),
              "code",
              "ESSAI",
              "detail",
              "CANARI-" + e,
              "auteur_id",
              id("agent" + e),
              "auteur_nom",
              "agent" + e);
      case "metier.import_decp" ->
          mettre(
              l,
              "id",
              propre,
              "fichier",
              "CANARI-" + e,
              "octets",
              1,
              "etat",
              "EN_COURS",
              "demande_par",
              id("agent" + e),
              "demande_par_nom",
              "agent");
      case "metier.import_ligne" ->
          mettre(l, "import_id", parent("metier.import_decp", e), "rang", n, "resultat", "CREE");
      case "metier.demande" ->
          mettre(
              l,
              "id",
              propre,
              "marche_id",
              parent("metier.marche", e),
              "service",
              "AUTRE",
              "besoin",
              "CANARI-" + e,
              "date_souhaitee",
              "2026-12-31",
              "etat",
              n == 0 ? "PRISE_EN_CHARGE" : "TERMINEE",
              "facilitateur_id",
              id(e.equals("A") ? "facil" : "facil2"),
              "demandeur_id",
              id("agent" + e),
              "demandeur_nom",
              "agent",
              "convention_id",
              id("plateforme.convention" + e + "0"));
      case "metier.demande_message" ->
          mettre(
              l,
              "id",
              propre,
              "demande_id",
              parent("metier.demande", e),
              "nature",
              "QUESTION",
              "texte",
              "CANARI-" + e,
              "quand",
              "2026-01-01",
              "auteur_id",
              id("facil"),
              "auteur_nom",
              "facil");
      case "metier.clause" ->
          mettre(
              l,
              "id",
              propre,
              "marche_id",
              parent("metier.marche", e),
              "lot_id",
              parent("metier.lot", e),
              "mecanisme",
              "CLAUSE_EXECUTION",
              "article",
              "L2112-2",
              "numero_version",
              n + 1,
              "etat",
              n == 0 ? "ACCEPTEE" : "PROPOSEE",
              "auteur_id",
              id("facil"),
              "auteur_nom",
              "facil");
      case "metier.engagement" ->
          mettre(
              l,
              "id",
              propre,
              "clause_id",
              parent("metier.clause", e),
              "lot_id",
              parent("metier.lot", e),
              "unite",
              "HEURES",
              "quantite",
              100,
              "heures_dues",
              100,
              "annee",
              2026,
              "formule",
              "F1");
      case "metier.contrat" ->
          mettre(
              l,
              "id",
              propre,
              "engagement_id",
              parent("metier.engagement", e),
              "marche_id",
              parent("metier.marche", e),
              "participant_id",
              participant(),
              "eligibilite_id",
              id("equipe.eligibiliteE0"),
              "nature",
              "CDD",
              "modalite",
              "EMBAUCHE_DIRECTE",
              "employeur_siret",
              siret(e, 0),
              "employeur_nom",
              "CANARI-" + e,
              "debut",
              "2026-01-01",
              "cree_par_nom",
              "facil");
      case "metier.declaration_heures" ->
          mettre(
              l,
              "id",
              propre,
              "contrat_id",
              parent("metier.contrat", e),
              "engagement_id",
              parent("metier.engagement", e),
              "mois",
              "2026-0" + (n + 1) + "-01",
              "heures",
              10,
              "etat",
              n == 0 ? "VALIDEE" : "DECLAREE",
              "declaree_par_nom",
              "facil");
      case "metier.registre_heures" ->
          mettre(
              l,
              "id",
              propre,
              "declaration_id",
              parent("metier.declaration_heures", e),
              "contrat_id",
              parent("metier.contrat", e),
              "engagement_id",
              parent("metier.engagement", e),
              "participant_id",
              participant(),
              "nature",
              n == 0 ? "VALIDATION" : "CONTRE_PASSATION",
              "mois",
              "2026-01-01",
              "annee",
              2026,
              "heures",
              n == 0 ? 10 : -0.25,
              "motif",
              n == 0 ? null : "essai",
              "ecrit_le",
              "2025-01-10",
              "auteur_id",
              id("facil"),
              "auteur_nom",
              "facil");
      case "consolide.cumul_annee" ->
          mettre(
              l,
              "annee",
              2026 + n,
              "lots_clauses",
              1,
              "marches_clauses",
              1,
              "heures_dues",
              100,
              "heures_validees",
              10,
              "heures_realisees",
              10);
      case "consolide.cumul_participant" ->
          mettre(l, "annee", 2026 + n, "participant_id", participant(), "heures", 10);
      default -> {
        if (!tableDEspace(table)) {
          throw new IllegalArgumentException("pas de ligne d'essai pour " + table);
        }
      }
    }
    for (var cle : D_ESPACE.getOrDefault(table, List.of())) {
      if (!l.containsKey(cle.colonne())) {
        l.put(
            cle.colonne(),
            cle.parent() == null
                ? cle.type().equals("uuid") ? propre : n
                : ligne(cle.parent(), tableDEspace(cle.parent()) ? e : "E", 0).get(cle.designee()));
      }
    }
    OBLIGATOIRES.getOrDefault(table, Map.of()).forEach(l::putIfAbsent);
    return l;
  }

  /** Le journal de A a fait son temps, celui de B non : quelle que soit l'année où l'on essaie. */
  private static String revolu(String e) {
    return e.equals("A") ? "2020-01-01" : "2099-01-01";
  }

  private static String proprietaire(String filtre) {
    return filtre.equals("retire") ? "facil" : filtre;
  }

  private static UUID participant() {
    return id("equipe.participantE0");
  }

  private static UUID parent(String table, String e) {
    return id(table + e + "0");
  }

  private static String siret(String e, int n) {
    return (e.equals("A") ? "1" : e.equals("B") ? "2" : "3") + "%013d".formatted(n);
  }

  private static void mettre(Map<String, Object> ligne, Object... paires) {
    for (int i = 0; i < paires.length; i += 2) {
      if (paires[i + 1] != null) {
        ligne.put((String) paires[i], paires[i + 1]);
      }
    }
  }

  /**
   * L'instruction d'ajout ; chaque valeur est un littéral que la base convertit au type de la
   * colonne.
   */
  static String ajout(String table, Map<String, Object> ligne) {
    var colonnes = String.join(", ", ligne.keySet());
    var valeurs =
        ligne.values().stream()
            .map(v -> "'" + v.toString().replace("'", "''") + "'")
            .collect(java.util.stream.Collectors.joining(", "));
    return "insert into " + table + " (" + colonnes + ") values (" + valeurs + ")";
  }

  /**
   * Ce que le catalogue dit des tables d'espace : elles, leurs clés, ce que l'application en fait.
   */
  static void apprendre(Connection catalogue) throws SQLException {
    GESTES.keySet().removeAll(D_ESPACE.keySet());
    MODIFICATION.keySet().removeAll(D_ESPACE.keySet());
    D_ESPACE.clear();
    for (var table :
        Sql.colonne(
            catalogue,
            "with recursive d (nom) as (select a.attrelid from pg_attribute a join pg_attrdef v on"
                + " v.adrelid = a.attrelid and v.adnum = a.attnum where a.attname = 'tenant_id' and"
                + " a.attnotnull and pg_get_expr(v.adbin, v.adrelid) = 'app.tenant_courant()'),"
                + " rang (nom, n) as (select nom, 0 from d union select k.conrelid, n + 1 from rang"
                + " join pg_constraint k on k.confrelid = rang.nom and k.contype = 'f' and"
                + " k.conrelid <> k.confrelid join d on d.nom = k.conrelid) select"
                + " nom::regclass::text from rang group by nom order by max(n), 1")) {
      var cles = new ArrayList<Cle>();
      for (var cle :
          Sql.colonne(
              catalogue,
              "select distinct concat_ws(' ', a.attname, format_type(a.atttypid, -1),"
                  + " f.confrelid::regclass, v.attname) from pg_attribute a join pg_constraint k on"
                  + " k.conrelid = a.attrelid and k.contype in ('p', 'f') and a.attnum = any"
                  + " (k.conkey) left join pg_constraint f on f.conrelid = a.attrelid and f.contype"
                  + " = 'f' and a.attnum = any (f.conkey) left join pg_attribute v on v.attrelid ="
                  + " f.confrelid and v.attnum = f.confkey[array_position(f.conkey, a.attnum)]"
                  + " where a.attname <> 'tenant_id' and a.attnotnull and a.attrelid = '"
                  + table
                  + "'::regclass order by 1")) {
        var parties = cle.split(" ");
        cles.add(
            new Cle(
                parties[0],
                parties[1],
                parties.length > 2 ? parties[2] : null,
                parties.length > 2 ? parties[3] : null));
      }
      D_ESPACE.put(table, cles);
      GESTES.put(
          table,
          Sql.colonne(
                  catalogue,
                  "select concat(case when has_table_privilege('maillon_app', t, 'insert') then 'A'"
                      + " end, case when has_table_privilege('maillon_app', t, 'update') then 'M'"
                      + " end, case when has_table_privilege('maillon_app', t, 'delete') then 'S'"
                      + " end) from (select '"
                      + table
                      + "'::regclass::oid as t) x")
              .getFirst());
      if (GESTES.get(table).contains("M")) {
        MODIFICATION.put(
            table,
            Sql.colonne(
                    catalogue,
                    "select a.attname || ' = ' || case when not a.attnotnull then 'null' when"
                        + " t.typcategory = 'N' then '1' when t.typcategory = 'B' then 'false' when"
                        + " t.typcategory = 'D' then 'now()' else quote_literal('x') end from"
                        + " pg_attribute a join pg_type t on t.oid = a.atttypid where a.attnum > 0"
                        + " and not a.attisdropped and a.attgenerated = '' and a.attrelid = '"
                        + table
                        + "'::regclass and not exists (select 1 from pg_constraint k where"
                        + " k.conrelid = a.attrelid and k.contype <> 'n' and a.attnum = any"
                        + " (k.conkey)) and not exists (select 1 from pg_index i where i.indrelid ="
                        + " a.attrelid and i.indisunique and a.attnum = any (i.indkey)) order by"
                        + " a.attnotnull, a.attnum limit 1")
                .getFirst());
      }
    }
  }

  /**
   * Sème comme l'application écrit : en maillon_app, sous les réglages de l'écouteur ; la
   * plateforme, en propriétaire.
   */
  static void semer(Postgres postgres) throws SQLException {
    try (var proprietaire = postgres.connexion(Postgres.OWNER);
        var application = postgres.connexion(Postgres.APP)) {
      application.setAutoCommit(false);
      for (var colonne :
          Sql.colonne(
              proprietaire,
              "select concat_ws(' ', a.attrelid::regclass, a.attname, t.typname) from pg_attribute"
                  + " a join pg_type t on t.oid = a.atttypid join pg_class c on c.oid = a.attrelid"
                  + " where c.relkind = 'r' and a.attnotnull and not a.atthasdef and a.attnum > 0"
                  + " and not a.attisdropped")) {
        var parties = colonne.split(" ");
        OBLIGATOIRES
            .computeIfAbsent(parties[0], _ -> new TreeMap<>())
            .put(
                parties[1],
                switch (parties[2]) {
                  case "uuid" -> NUL;
                  case "date", "timestamptz" -> "2026-01-01";
                  case "bool" -> "false";
                  default -> "1";
                });
      }
      try (var superutilisateur = postgres.connexionSuperutilisateur()) {
        apprendre(superutilisateur);
      }
      var ordre = new ArrayList<>(ORDRE);
      ordre.addAll(ordre.indexOf("equipe.grille_calibrage") + 1, D_ESPACE.keySet());
      for (var table : ordre) {
        for (var etiquette : etiquettes(table)) {
          var sql = ajout(table, ligne(table, etiquette, 0));
          if (table.equals("plateforme.epingle")
              || table.equals("plateforme.saisie_gardee")
              || table.equals("plateforme.filtre")) {
            executer(
                application,
                !table.equals("plateforme.filtre")
                    ? TenantConnectionListener.reglages(
                        new Perimetre.Identification(), id("agent" + etiquette))
                    : TenantConnectionListener.reglages(
                        new Perimetre.Equipe(Titre.FACILITATEUR), id(proprietaire(etiquette))));
            executer(application, sql);
            application.commit();
          } else if (table.startsWith("plateforme.import_espaces")
              || table.equals("plateforme.limite")
              || table.equals("plateforme.valeur_retiree")
              || table.equals("plateforme.type_ancien")
              || table.startsWith("plateforme.baisse")
              || table.endsWith("_equipe")
              || table.equals("plateforme.envoi") && etiquette.equals("E")
              || Set.of("plateforme.changement_adresse", "plateforme.travail").contains(table)
                  && etiquette.equals("P")) {
            executer(
                application,
                TenantConnectionListener.reglages(new Perimetre.Centre(), id("central")));
            executer(application, sql);
            application.commit();
          } else if (table.equals("plateforme.travail") && etiquette.equals("E")) {
            executer(
                application,
                TenantConnectionListener.reglages(
                    new Perimetre.Equipe(Titre.COORDINATEUR), id("coord")));
            executer(application, sql);
            application.commit();
          } else if (table.startsWith("plateforme.journal")) {
            // un journal déjà purgé une fois : l'application n'écrit qu'à la suite de la tête,
            // l'entretien n'ancre qu'en retirant les lignes
            try (var superutilisateur = postgres.connexionSuperutilisateur()) {
              executer(superutilisateur, sql);
            }
          } else if (table.equals("plateforme.tache")
              || table.equals("plateforme.verification_cumuls")
              || table.startsWith("consolide.arrete")) {
            executer(application, TenantConnectionListener.reglages(new Perimetre.Systeme(), NUL));
            executer(application, sql);
            application.commit();
          } else if (!tenueParLaProprietaire(table) && table.startsWith("plateforme.")) {
            executer(
                application,
                TenantConnectionListener.reglages(
                    new Perimetre.UnMaitreOuvrage(
                        espace(
                            etiquette.substring(0, 1),
                            Titre.AGENT,
                            Droits.agent(Droit.ADMINISTRATEUR, true))),
                    id("agent" + etiquette.charAt(0))));
            executer(application, sql);
            application.commit();
          } else if (tenueParLaProprietaire(table)) {
            executer(proprietaire, sql);
          } else {
            executer(
                application,
                TenantConnectionListener.reglages(
                    table.startsWith("equipe.")
                        ? new Perimetre.Equipe(Titre.FACILITATEUR)
                        : new Perimetre.UnMaitreOuvrage(espace(etiquette, Titre.FACILITATEUR)),
                    id("facil")));
            executer(application, sql);
            application.commit();
          }
        }
      }
    }
  }

  static void executer(Connection connexion, String sql) throws SQLException {
    try (var instruction = connexion.createStatement()) {
      instruction.execute(sql);
    } catch (SQLException e) {
      throw new SQLException(e.getMessage() + " : " + sql, e.getSQLState(), e);
    }
  }
}
