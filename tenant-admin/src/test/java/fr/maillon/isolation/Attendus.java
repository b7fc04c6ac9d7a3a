package fr.maillon.isolation;

import fr.maillon.infra.Postgres;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * La matrice : qui voit quoi, qui écrit quoi. Écrite d'après l'architecture (3 et 4), non d'après
 * les politiques.
 */
final class Attendus {
  private static final Set<String> TOUS_LES_UTILISATEURS = Jeu.etiquettes("plateforme.utilisateur");
  private static final Set<String> REFERENTIELS =
      Set.of("plateforme.parametre", "plateforme.protection", "equipe.grille_calibrage");

  /**
   * La propriétaire hérite de maillon_vues, pour donner les vues à leurs lecteurs : elle lit ce que
   * lisent les vues.
   */
  private static final Set<String> LUES_PAR_LES_VUES =
      Set.of(
          "metier.clause",
          "metier.demande",
          "metier.engagement",
          "metier.registre_heures",
          "consolide.cumul_annee",
          "consolide.cumul_participant",
          "consolide.cumul_efface",
          "consolide.arrete",
          "consolide.arrete_type",
          "consolide.arrete_personnes",
          "consolide.arrete_case",
          "plateforme.type_ancien",
          "plateforme.reprise",
          "plateforme.acces_support",
          "plateforme.journal");

  /**
   * Ce que l'entretien voit sans se dire quelque part : le journal qui a fait son temps, sa durée.
   */
  private static final Map<String, Set<String>> VUES_DE_L_ENTRETIEN =
      Map.ofEntries(
          // ce qui a fait son temps ; ce qu'il tient d'un espace effacé, et les tables qu'il ne lit
          // que pour un espace effaçable : ici, aucun
          Map.entry("plateforme.corbeille", Set.of("A")),
          Map.entry("plateforme.journal", Set.of("A")),
          Map.entry("plateforme.journal_ancre", Set.of("A")),
          Map.entry("plateforme.acte_equipe", Set.of("A")),
          Map.entry("plateforme.saisie_gardee", Set.of("A")),
          Map.entry("plateforme.parametre", Set.of("*")),
          Map.entry("consolide.cumul_efface", Set.of("P")),
          Map.entry("plateforme.maitre_ouvrage", Set.of()),
          Map.entry("plateforme.utilisateur", Set.of()),
          Map.entry("plateforme.habilitation", Set.of()),
          Map.entry("plateforme.filtre", Set.of()));

  private static final Map<String, String> DROITS_DE_L_ENTRETIEN =
      Map.of(
          "plateforme.corbeille",
          "S",
          "plateforme.journal",
          "S",
          "plateforme.journal_ancre",
          "AS",
          "plateforme.acte_equipe",
          "S",
          "plateforme.saisie_gardee",
          "S",
          "consolide.cumul_efface",
          "AM",
          "plateforme.certificat_effacement",
          "A",
          "plateforme.maitre_ouvrage",
          "S",
          "plateforme.utilisateur",
          "S",
          "plateforme.filtre",
          "M");

  private Attendus() {}

  /**
   * Les étiquettes visibles ; vide : le droit de lire la table lui-même manque. « * » : les lignes
   * que posent les migrations.
   */
  static Optional<Set<String>> voit(Demandeur d, String table) {
    if (d.role.equals(Postgres.CONSOLIDE)) {
      return Optional.empty();
    }
    if (d == Demandeur.ENTRETIEN) {
      return Optional.ofNullable(
          VUES_DE_L_ENTRETIEN.getOrDefault(table, Jeu.parleDUnEspace(table) ? Set.of() : null));
    }
    var vues =
        d == Demandeur.PROPRIETAIRE
            ? voitProprietaire(table)
            : d.sansRien() ? Set.<String>of() : voitApplication(d, table);
    var toutes = new TreeSet<>(vues);
    if (REFERENTIELS.contains(table) && !vues.isEmpty()) {
      toutes.add("*");
    }
    return Optional.of(toutes);
  }

  private static Set<String> voitProprietaire(String table) {
    boolean lit =
        LUES_PAR_LES_VUES.contains(table)
            || table.equals("equipe.grille_calibrage")
            || table.equals("plateforme.fiche_espace")
            || Jeu.tenueParLaProprietaire(table);
    return lit ? Jeu.etiquettes(table) : Set.of();
  }

  private static Set<String> voitApplication(Demandeur d, String table) {
    if (Jeu.tableDEspace(table)) {
      return d.dansUnEspace()
          ? Set.of("A")
          : switch (d) {
            case PORTEFEUILLE_A -> Set.of("A");
            case PORTEFEUILLE_A_B -> Set.of("A", "B");
            default -> Set.of();
          };
    }
    return switch (table) {
      case "equipe.participant",
          "equipe.eligibilite",
          "equipe.acte_participant",
          "equipe.entreprise" ->
          d.equipe() ? Set.of("E") : Set.of();
      case "equipe.grille_calibrage", "plateforme.structure", "plateforme.parametre" ->
          Jeu.etiquettes(table);
      case "plateforme.utilisateur" -> utilisateurs(d);
      case "plateforme.habilitation" ->
          d == Demandeur.CENTRE || d == Demandeur.SYSTEME
              ? Jeu.etiquettes(table)
              : d.personne == null || d.personne.startsWith("agent")
                  ? Set.of()
                  : Set.of(d.personne);
      case "plateforme.invitation_equipe" ->
          d == Demandeur.CENTRE || d == Demandeur.SYSTEME ? Jeu.etiquettes(table) : Set.of();
      case "plateforme.acte_equipe" -> d == Demandeur.CENTRE ? Jeu.etiquettes(table) : Set.of();
      case "plateforme.valeur_retiree" -> d == Demandeur.CENTRE ? Set.of("P") : Set.of();
      case "plateforme.adhesion" ->
          d.dansUnEspace()
              ? Set.of("A")
              : switch (d) {
                case IDENTIFICATION_AGENT_A -> Set.of("A");
                case CENTRE, SYSTEME -> Set.of("A", "B");
                default -> Set.of();
              };
      case "plateforme.affectation" ->
          d.dansUnEspace()
              ? Set.of("A1", "A2")
              : switch (d) {
                case IDENTIFICATION_FACIL, PORTEFEUILLE_VIDE, PORTEFEUILLE_A, EQUIPE_FACIL ->
                    Set.of("A1");
                case IDENTIFICATION_FACIL2, PORTEFEUILLE_A_B -> Set.of("A2", "B2");
                case IDENTIFICATION_COORD, EQUIPE_COORD, CENTRE -> Set.of("A1", "A2", "B2");
                default -> Set.of();
              };
      case "plateforme.convention", "plateforme.avenant" ->
          d.dansUnEspace()
              ? Set.of("A")
              : switch (d) {
                case IDENTIFICATION_FACIL, PORTEFEUILLE_VIDE, PORTEFEUILLE_A, EQUIPE_FACIL ->
                    Set.of("A");
                case IDENTIFICATION_FACIL2,
                    PORTEFEUILLE_A_B,
                    IDENTIFICATION_COORD,
                    EQUIPE_COORD,
                    CENTRE ->
                    Set.of("A", "B");
                default -> Set.of();
              };
      case "plateforme.maitre_ouvrage",
          "plateforme.maitre_ouvrage_siret",
          "plateforme.fiche_espace" ->
          d.dansUnEspace()
              ? Set.of("A")
              : switch (d) {
                case IDENTIFICATION_SUPPORT, CENTRE, SYSTEME -> Jeu.etiquettes(table);
                case PORTEFEUILLE_A, IDENTIFICATION_AGENT_A, IDENTIFICATION_FACIL, EQUIPE_FACIL ->
                    Set.of("A");
                case IDENTIFICATION_FACIL2, IDENTIFICATION_COORD, EQUIPE_COORD, PORTEFEUILLE_A_B ->
                    Set.of("A", "B");
                default -> Set.of();
              };
      case "plateforme.passation", "plateforme.passation_espace" ->
          d == Demandeur.EQUIPE_COORD || d == Demandeur.SYSTEME ? Jeu.etiquettes(table) : Set.of();
      case "plateforme.beneficiaire" ->
          d.dansUnEspace()
              ? Set.of("A")
              : switch (d) {
                case PORTEFEUILLE_A -> Set.of("A");
                case PORTEFEUILLE_A_B -> Set.of("A", "B");
                default -> Set.of();
              };
      case "plateforme.import_espaces" -> d == Demandeur.CENTRE ? Set.of("P") : Set.of();
      case "plateforme.import_espaces_ligne" -> d == Demandeur.CENTRE ? Set.of("P") : Set.of();
      case "plateforme.travail" ->
          d.dansUnEspace()
              ? Set.of("A")
              : switch (d) {
                case SYSTEME -> Jeu.etiquettes(table);
                case EQUIPE_FACIL, EQUIPE_COORD -> Set.of("E");
                case CENTRE -> Set.of("P");
                default -> Set.of();
              };
      // le système n'en lit pas un octet
      case "plateforme.morceau" -> d.dansUnEspace() ? Set.of("A") : Set.of();
      case "plateforme.tache" -> d == Demandeur.SYSTEME ? Jeu.etiquettes(table) : Set.of();
      case "plateforme.verification_cumuls" ->
          d == Demandeur.SYSTEME || d == Demandeur.CENTRE ? Jeu.etiquettes(table) : Set.of();
      case "plateforme.journal", "plateforme.journal_ancre" ->
          d.dansUnEspace() ? Set.of("A") : Set.of();
      case "plateforme.limite" ->
          d.dansUnEspace()
              ? Set.of("A")
              : d == Demandeur.SYSTEME || d == Demandeur.CENTRE ? Set.of("A", "B") : Set.of();
      case "plateforme.usage_espace" ->
          d.dansUnEspace() ? Set.of("A") : d == Demandeur.CENTRE ? Set.of("A", "B") : Set.of();
      // la coordination y avance quand elle note qui elle affecte
      case "plateforme.journal_tete" ->
          d.dansUnEspace()
              ? Set.of("A")
              : d == Demandeur.SYSTEME || d == Demandeur.CENTRE || d == Demandeur.EQUIPE_COORD
                  ? Set.of("A", "B")
                  : Set.of();
      case "plateforme.epingle", "plateforme.saisie_gardee" ->
          d == Demandeur.IDENTIFICATION_AGENT_A ? Set.of("A") : Set.of();
      // à qui a ôté, dans l'espace où il l'a ôté
      case "plateforme.corbeille" ->
          d.ecritDansUnEspace() && "agentA".equals(d.personne) ? Set.of("A") : Set.of();
      case "plateforme.filtre" ->
          switch (d) {
            case IDENTIFICATION_FACIL -> Set.of("facil", "retire");
            case PORTEFEUILLE_VIDE, PORTEFEUILLE_A, EQUIPE_FACIL ->
                Set.of("facil", "facil2", "retire");
            case IDENTIFICATION_FACIL2, PORTEFEUILLE_A_B -> Set.of("facil2");
            case EQUIPE_COORD -> Set.of("facil2", "retire");
            default -> Set.of();
          };
      case "plateforme.acces_support" ->
          d.dansUnEspace()
              ? Set.of("A")
              : d == Demandeur.IDENTIFICATION_SUPPORT ? Set.of("A", "B") : Set.of();
      case "plateforme.invitation" ->
          d == Demandeur.ADMIN_A
              ? Set.of("A", "A2")
              : d == Demandeur.SYSTEME ? Jeu.etiquettes(table) : Set.of();
      case "plateforme.changement_adresse" ->
          d == Demandeur.ADMIN_A
              ? Set.of("A")
              : d == Demandeur.CENTRE || d == Demandeur.SYSTEME ? Jeu.etiquettes(table) : Set.of();
      case "plateforme.envoi" ->
          d == Demandeur.ADMIN_A
              ? Set.of("A")
              : d == Demandeur.SYSTEME
                  ? Set.of("A", "B", "E")
                  : d == Demandeur.CENTRE ? Set.of("E") : Set.of();
      // l'auteur, tant qu'il administre l'espace ; le système sait qu'un travail attend, il n'en
      // lit pas un octet
      case "plateforme.reprise" ->
          d == Demandeur.ADMIN_A
              ? Set.of("A")
              : d == Demandeur.SYSTEME ? Set.of("A", "B") : Set.of();
      case "plateforme.certificat_effacement" ->
          d == Demandeur.CENTRE || d == Demandeur.SYSTEME ? Set.of("P") : Set.of();
      case "consolide.cumul_efface",
          "consolide.arrete_type",
          "consolide.arrete_personnes",
          "consolide.arrete_case" ->
          Set.of();
      case "consolide.arrete" -> d == Demandeur.SYSTEME ? Jeu.etiquettes(table) : Set.of();
      case "plateforme.type_ancien",
          "plateforme.protection",
          "plateforme.baisse",
          "plateforme.baisse_decision" ->
          d == Demandeur.CENTRE ? Jeu.etiquettes(table) : Set.of();
      default ->
          throw new IllegalArgumentException("qui voit " + table + " ? La matrice ne le dit pas");
    };
  }

  /**
   * Les siens, ceux de l'équipe pour l'équipe, et ceux de l'espace où l'on est : ses agents et ses
   * facilitateurs.
   */
  private static Set<String> utilisateurs(Demandeur d) {
    if (d == Demandeur.CENTRE) {
      return TOUS_LES_UTILISATEURS;
    }
    var vus = new TreeSet<String>();
    if (d == Demandeur.SYSTEME) {
      // dont coord : son adresse va changer
      return Set.of("agentA", "agentB", "coord", "facil");
    }
    if (d.personne != null) {
      vus.add(d.personne);
    }
    if (d.equipe()) {
      vus.addAll(Jeu.etiquettes("plateforme.habilitation"));
    }
    if (d.dansUnEspace()) {
      vus.addAll(Set.of("agentA", "facil", "facil2"));
    }
    return vus;
  }

  /** Le droit SQL sur la table : sans lui, tout geste est refusé avant même la politique. */
  static boolean droit(Demandeur d, String table, char geste) {
    if (d == Demandeur.ENTRETIEN) {
      return DROITS_DE_L_ENTRETIEN
              .getOrDefault(table, Jeu.parleDUnEspace(table) ? "S" : "")
              .indexOf(geste)
          >= 0;
    }
    return d == Demandeur.PROPRIETAIRE
        || d.role.equals(Postgres.APP) && Jeu.GESTES.get(table).indexOf(geste) >= 0;
  }

  /**
   * Les lignes sur lesquelles ce demandeur peut ce geste (A ajoute, M modifie, S supprime), quand
   * il en a le droit SQL.
   */
  static Set<String> ecrit(Demandeur d, String table, char geste) {
    if (d == Demandeur.PROPRIETAIRE) {
      return table.equals("equipe.grille_calibrage") || Jeu.tenueParLaProprietaire(table)
          ? Jeu.etiquettes(table)
          : Set.of();
    }
    if (d == Demandeur.ENTRETIEN && table.equals("plateforme.journal_ancre") && geste == 'A') {
      // la ligne d'essai suit l'ancre semée et couvre la seule ligne révolue
      return Set.of("A");
    }
    if (d == Demandeur.ENTRETIEN
        && (table.equals("consolide.cumul_efface")
            || table.equals("plateforme.certificat_effacement"))) {
      return Set.of("P");
    }
    if (d == Demandeur.ENTRETIEN
        && Set.of("plateforme.acte_equipe", "plateforme.saisie_gardee", "plateforme.corbeille")
            .contains(table)
        && geste == 'S') {
      return Set.of("A");
    }
    if (!d.role.equals(Postgres.APP)) {
      return Set.of();
    }
    if (Jeu.tableDEspace(table)) {
      return d.ecritDansUnEspace() ? Set.of("A") : Set.of();
    }
    switch (table) {
      // chacun demande en son nom, et tient ce que les siens ont demandé
      case "plateforme.travail" -> {
        return switch (d) {
          case SYSTEME -> geste == 'A' ? Set.of() : Jeu.etiquettes(table);
          case EQUIPE_FACIL -> geste == 'A' ? Set.of() : Set.of("E");
          case EQUIPE_COORD -> Set.of("E");
          case CENTRE -> Set.of("P");
          default ->
              d.ecritDansUnEspace() && (geste != 'A' || "agentA".equals(d.personne))
                  ? Set.of("A")
                  : Set.of();
        };
      }
      case "plateforme.morceau" -> {
        return d.ecritDansUnEspace() ? Set.of("A") : Set.of();
      }
      // chacun en son nom : la ligne d'essai est celle de l'agent de A
      case "plateforme.journal" -> {
        return d.dansUnEspace() && "agentA".equals(d.personne) ? Set.of("A") : Set.of();
      }
      case "plateforme.journal_tete",
          "plateforme.tache",
          "plateforme.passation",
          "plateforme.passation_espace" -> {
        return voitApplication(d, table);
      }
      case "plateforme.verification_cumuls",
          "consolide.arrete",
          "consolide.arrete_type",
          "consolide.arrete_personnes",
          "consolide.arrete_case" -> {
        return d == Demandeur.SYSTEME ? Jeu.etiquettes(table) : Set.of();
      }
      // qui est attendu entre par le système ; l'administrateur tient le nom des siens, le centre
      // celui de tous
      case "plateforme.utilisateur" -> {
        return geste == 'A'
            ? d == Demandeur.SYSTEME ? Set.of("agentA", "facil") : Set.of()
            : d == Demandeur.CENTRE
                ? Jeu.etiquettes(table)
                : d == Demandeur.ADMIN_A ? Set.of("agentA") : Set.of();
      }
      case "plateforme.changement_adresse" -> {
        return d == Demandeur.SYSTEME
            ? geste == 'A' ? Set.of() : Jeu.etiquettes(table)
            : d == Demandeur.ADMIN_A
                ? Set.of("A")
                : d != Demandeur.CENTRE
                    ? Set.of()
                    : geste == 'A' ? Set.of("P") : Jeu.etiquettes(table);
      }
      // le centre donne et retire ; le système ne donne que ce qu'une invitation annonce
      case "plateforme.habilitation" -> {
        return d == Demandeur.CENTRE
            ? Jeu.etiquettes(table)
            : d == Demandeur.SYSTEME ? Set.of("facil") : Set.of();
      }
      case "plateforme.invitation_equipe" -> {
        return d == Demandeur.CENTRE || d == Demandeur.SYSTEME && geste == 'M'
            ? Jeu.etiquettes(table)
            : Set.of();
      }
      // chacun en son nom : la ligne d'essai est celle de facil
      case "equipe.acte_participant" -> {
        return d.equipe()
                && !(d.perimetre instanceof Perimetre.Portefeuille)
                && (geste == 'S' || "facil".equals(d.personne))
            ? Jeu.etiquettes(table)
            : Set.of();
      }
      case "plateforme.acte_equipe" -> {
        return d == Demandeur.CENTRE || d == Demandeur.SYSTEME ? Jeu.etiquettes(table) : Set.of();
      }
      // le centre ajoute et retire ce qui ne vaut pas encore ; ce qui a valu, personne
      case "plateforme.parametre" -> {
        return d == Demandeur.CENTRE && geste != 'M' ? Set.of("P2") : Set.of();
      }
      case "plateforme.type_ancien", "plateforme.baisse", "plateforme.baisse_decision" -> {
        return d == Demandeur.CENTRE ? Jeu.etiquettes(table) : Set.of();
      }
      case "plateforme.valeur_retiree" -> {
        return d == Demandeur.CENTRE ? Set.of("P") : Set.of();
      }
      case "plateforme.adhesion" -> {
        return geste == 'A'
            ? d == Demandeur.SYSTEME ? Set.of("A", "B") : Set.of()
            : d == Demandeur.ADMIN_A ? Set.of("A") : Set.of();
      }
      case "plateforme.invitation" -> {
        return d == Demandeur.ADMIN_A
            ? Set.of("A", "A2")
            : d == Demandeur.SYSTEME && geste == 'M' ? Jeu.etiquettes(table) : Set.of();
      }
      case "plateforme.envoi" -> {
        return voitApplication(d, table);
      }
      case "plateforme.epingle", "plateforme.saisie_gardee", "plateforme.corbeille" -> {
        return voitApplication(d, table);
      }
      case "plateforme.filtre" -> {
        return switch (d) {
          case PORTEFEUILLE_VIDE, PORTEFEUILLE_A, EQUIPE_FACIL -> Set.of("facil", "retire");
          case PORTEFEUILLE_A_B -> Set.of("facil2");
          default -> Set.of();
        };
      }
      case "plateforme.structure", "plateforme.convention", "plateforme.avenant" -> {
        return d == Demandeur.CENTRE ? Jeu.etiquettes(table) : Set.of();
      }
      // qui assiste qui : le centre, et la coordination depuis l'équipe
      case "plateforme.affectation" -> {
        return d == Demandeur.CENTRE || d == Demandeur.EQUIPE_COORD
            ? Jeu.etiquettes(table)
            : Set.of();
      }
      case "plateforme.reprise" -> {
        return geste == 'A' && d == Demandeur.SYSTEME ? Set.of() : voitApplication(d, table);
      }
      case "plateforme.certificat_effacement" -> {
        return d == Demandeur.SYSTEME ? Set.of("P") : Set.of();
      }
      case "plateforme.maitre_ouvrage",
          "plateforme.maitre_ouvrage_siret",
          "plateforme.import_espaces",
          "plateforme.import_espaces_ligne" -> {
        return d == Demandeur.CENTRE ? Jeu.etiquettes(table) : Set.of();
      }
      case "plateforme.fiche_espace" -> {
        return d == Demandeur.CENTRE
            ? Set.of("A", "B")
            : d == Demandeur.ADMIN_A ? Set.of("A") : Set.of();
      }
      case "plateforme.limite" -> {
        return d == Demandeur.CENTRE ? Set.of("A", "B") : Set.of();
      }
      case "plateforme.usage_espace" -> {
        return d.dansUnEspace() ? Set.of("A") : Set.of();
      }
      case "plateforme.acces_support", "plateforme.beneficiaire" -> {
        return d == Demandeur.ADMIN_A ? Set.of("A") : Set.of();
      }
      default -> {}
    }
    return table.startsWith("equipe.")
            && d.equipe()
            && !(d.perimetre instanceof Perimetre.Portefeuille)
        ? Jeu.etiquettes(table)
        : Set.of();
  }

  /**
   * Une ligne qu'il peut toucher, mais pas de n'importe quelle façon : la coordination retire un
   * filtre du partage, sans rien y changer d'autre.
   */
  static boolean touche(Demandeur d, String table, String ligne) {
    return table.equals("plateforme.filtre")
        && d == Demandeur.EQUIPE_COORD
        && ligne.equals("facil2");
  }

  /** Ce que la consolidation publie du jeu d'essai. */
  static final Map<String, String> VUES_CONSOLIDEES =
      Map.of(
          "select concat_ws(' ', annee, coalesce(type, 'TOTAL'), lots_clauses, marches_clauses,"
              + " heures_dues, heures_validees, heures_realisees, participants, masque, arrete_au)"
              + " from consolide.par_type order by total, annee, type",
          "[2020 COMMUNE 3 2 30.00 20.00 15.00 12 f 2025-03-31]",
          "select annee from consolide.annees order by annee",
          "[2020]",
          "select au from consolide.arrete_au",
          "[2025-03-31]",
          "select * from consolide.ecarts",
          "[]");
}
