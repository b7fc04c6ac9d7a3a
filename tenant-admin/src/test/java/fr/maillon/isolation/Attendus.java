package fr.maillon.isolation;

import fr.maillon.infra.Postgres;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** La matrice : qui voit quoi, qui écrit quoi. Écrite d'après l'architecture (3 et 4), non d'après les politiques. */
final class Attendus {
  private static final Set<String> TOUS_LES_UTILISATEURS = Jeu.etiquettes("plateforme.utilisateur");
  private static final Set<String> REFERENTIELS = Set.of("plateforme.parametre", "equipe.grille_calibrage");

  /** La propriétaire hérite de maillon_vues, pour donner les vues à leurs lecteurs : elle lit ce que lisent les vues d'agrégats. */
  private static final Set<String> LUES_PAR_LES_VUES = Set.of("metier.clause", "metier.engagement", "metier.registre_heures", "consolide.cumul_annee", "consolide.cumul_participant");

  private Attendus() {}

  /** Les étiquettes visibles ; vide : le droit de lire la table lui-même manque. « * » : les lignes que posent les migrations. */
  static Optional<Set<String>> voit(Demandeur d, String table) {
    if (d.role.equals(Postgres.CONSOLIDE)) {
      return Optional.empty();
    }
    var vues = d == Demandeur.PROPRIETAIRE ? voitProprietaire(table) : d.sansRien() ? Set.<String>of() : voitApplication(d, table);
    var toutes = new TreeSet<>(vues);
    if (REFERENTIELS.contains(table) && !vues.isEmpty()) {
      toutes.add("*");
    }
    return Optional.of(toutes);
  }

  private static Set<String> voitProprietaire(String table) {
    boolean lit = LUES_PAR_LES_VUES.contains(table) || table.equals("equipe.grille_calibrage")
        || table.startsWith("plateforme.") && !table.equals("plateforme.travail");
    return lit ? Jeu.etiquettes(table) : Set.of();
  }

  private static Set<String> voitApplication(Demandeur d, String table) {
    if (Jeu.tableDEspace(table)) {
      return switch (d) {
        case AGENT_A, FACIL_DANS_A, FACIL2_DANS_A, COORD_DANS_A, PORTEFEUILLE_A -> Set.of("A");
        case PORTEFEUILLE_A_B -> Set.of("A", "B");
        default -> Set.of();
      };
    }
    return switch (table) {
      case "equipe.participant", "equipe.eligibilite", "equipe.entreprise" -> d.equipe() ? Set.of("E") : Set.of();
      case "equipe.grille_calibrage", "plateforme.structure", "plateforme.parametre" -> Jeu.etiquettes(table);
      case "plateforme.utilisateur" -> d.equipe() || d == Demandeur.CENTRE ? TOUS_LES_UTILISATEURS : d.personne == null ? Set.of() : Set.of(d.personne);
      case "plateforme.habilitation" -> d.personne == null || d.personne.startsWith("agent") ? Set.of() : Set.of(d.personne);
      case "plateforme.adhesion" -> switch (d) {
        case IDENTIFICATION_AGENT_A -> Set.of("A");
        case CENTRE -> Set.of("A", "B");
        default -> Set.of();
      };
      case "plateforme.affectation" -> switch (d) {
        case AGENT_A, FACIL_DANS_A, FACIL2_DANS_A, COORD_DANS_A -> Set.of("A1", "A2");
        case IDENTIFICATION_FACIL, PORTEFEUILLE_VIDE, PORTEFEUILLE_A, EQUIPE_FACIL -> Set.of("A1");
        case IDENTIFICATION_FACIL2, PORTEFEUILLE_A_B -> Set.of("A2", "B2");
        case IDENTIFICATION_COORD, EQUIPE_COORD, CENTRE -> Set.of("A1", "A2", "B2");
        default -> Set.of();
      };
      case "plateforme.convention" -> switch (d) {
        case AGENT_A, FACIL_DANS_A, FACIL2_DANS_A, COORD_DANS_A, IDENTIFICATION_FACIL, PORTEFEUILLE_VIDE, PORTEFEUILLE_A, EQUIPE_FACIL -> Set.of("A");
        case IDENTIFICATION_FACIL2, PORTEFEUILLE_A_B, IDENTIFICATION_COORD, EQUIPE_COORD, CENTRE -> Set.of("A", "B");
        default -> Set.of();
      };
      case "plateforme.maitre_ouvrage", "plateforme.maitre_ouvrage_siret" -> switch (d) {
        case AGENT_A, FACIL_DANS_A, FACIL2_DANS_A, COORD_DANS_A, PORTEFEUILLE_A, IDENTIFICATION_AGENT_A, IDENTIFICATION_FACIL -> Set.of("A");
        case IDENTIFICATION_FACIL2, IDENTIFICATION_COORD, PORTEFEUILLE_A_B, CENTRE -> Set.of("A", "B");
        default -> Set.of();
      };
      case "plateforme.travail" -> switch (d) {
        case AGENT_A, FACIL_DANS_A, FACIL2_DANS_A, COORD_DANS_A -> Set.of("A");
        case SYSTEME -> Set.of("A", "B");
        default -> Set.of();
      };
      default -> throw new IllegalArgumentException("qui voit " + table + " ? La matrice ne le dit pas");
    };
  }

  /** Le droit SQL sur la table : sans lui, tout geste est refusé avant même la politique. */
  static boolean droit(Demandeur d, String table, char geste) {
    return d == Demandeur.PROPRIETAIRE || d.role.equals(Postgres.APP) && Jeu.GESTES.get(table).indexOf(geste) >= 0;
  }

  /** Les lignes que ce demandeur peut ajouter, modifier ou supprimer, quand il en a le droit SQL. */
  static Set<String> ecrit(Demandeur d, String table) {
    if (d == Demandeur.PROPRIETAIRE) {
      return table.equals("equipe.grille_calibrage") || table.startsWith("plateforme.") && !table.equals("plateforme.travail") ? Jeu.etiquettes(table) : Set.of();
    }
    if (!d.role.equals(Postgres.APP)) {
      return Set.of();
    }
    if (Jeu.tableDEspace(table) || table.equals("plateforme.travail")) {
      return d.dansUnEspace() ? Set.of("A") : Set.of();
    }
    return table.startsWith("equipe.") && d.equipe() && !(d.perimetre instanceof Perimetre.Portefeuille) ? Jeu.etiquettes(table) : Set.of();
  }

  /** Ce que la consolidation publie du jeu d'essai. */
  static final Map<String, String> VUES_CONSOLIDEES = Map.of(
      "select concat_ws(' ', annee, coalesce(type, 'TOTAL'), marches_clauses, heures_dues, heures_validees, participants, masque) from consolide.par_type order by total, type",
      "[2026 COMMUNE 1 100.00 10.00 1 f, 2026 SANTE 1 100.00 10.00 1 f, 2026 TOTAL 2 200.00 20.00 1 f]",
      "select annee from consolide.annees", "[2026]",
      "select * from consolide.ecarts", "[]");
}
