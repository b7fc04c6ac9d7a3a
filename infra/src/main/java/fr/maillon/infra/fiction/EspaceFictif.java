package fr.maillon.infra.fiction;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The years of one invented maître d'ouvrage, coherent as the application would have left them: the
 * lots of a market add up to its amount, hours are due because a clause was accepted, each
 * validated month is one line of the ledger and one fact of the market's history, and the rollups
 * are those of the ledger. Contracts are written as they come; only markets and lots are held.
 */
final class EspaceFictif {
  /** What is said of a purchase: object, CPV code, segment. */
  private record Modele(String objet, String cpv, String segment) {}

  /** Someone of the space or of the team. */
  record Auteur(UUID id, String nom) {}

  /**
   * Who tells its years, and from where.
   *
   * @param entreprises beginning of the SIRETs of the companies, in a range that Insee does not
   *     give out
   * @param finDesHeures the first day of the first month of which nothing is known yet
   * @param aujourdhui nothing was written after that day
   * @param partClausee of a hundred lots, how many have an accepted clause
   */
  record Cadre(
      UUID tenant,
      String siret,
      Auteur agent,
      Auteur facilitateur,
      String entreprises,
      LocalDate finDesHeures,
      LocalDate aujourdhui,
      int partClausee) {}

  private static final class Marche {
    final UUID id;
    final String numero;
    final LocalDate notification;
    final Modele modele;
    final List<Lot> lots = new ArrayList<>();

    Marche(UUID id, String numero, LocalDate notification, Modele modele) {
      this.id = id;
      this.numero = numero;
      this.notification = notification;
      this.modele = modele;
    }
  }

  private static final class Lot {
    final UUID id;
    final Marche marche;
    final int rang;
    final String siret;
    final String entreprise;
    String etat;
    UUID clause;
    UUID engagement;
    long quarts;
    long heuresDues;
    long euros;

    Lot(UUID id, Marche marche, int rang, String siret, String entreprise) {
      this.id = id;
      this.marche = marche;
      this.rang = rang;
      this.siret = siret;
      this.entreprise = entreprise;
    }

    boolean accepte() {
      return "ACCEPTEE".equals(etat);
    }
  }

  private static final Modele[] MODELES = {
    new Modele("Entretien des espaces verts", "77310000", "SERVICES"),
        new Modele("Nettoyage des locaux", "90910000", "SERVICES"),
    new Modele("Réfection de toitures", "45261000", "TRAVAUX"),
        new Modele("Travaux de peinture", "45442100", "TRAVAUX"),
    new Modele("Voirie et réseaux divers", "45233140", "TRAVAUX"),
        new Modele("Maîtrise d'œuvre de réhabilitation", "71221000", "PRESTATIONS_INTELLECTUELLES"),
    new Modele("Fourniture d'imprimés", "30197630", "FOURNITURES"),
        new Modele("Restauration collective", "55510000", "SERVICES"),
    new Modele("Collecte et recyclage du papier", "90514000", "SERVICES"),
        new Modele("Construction d'un groupe scolaire", "45214210", "TRAVAUX")
  };
  private static final String[] SERVICES = {
    "CHOIX_LEVIER", "CALIBRAGE", "REDACTION", "ANALYSE_OFFRES", "SUIVI_HEURES", "AUTRE"
  };

  /** In the order of the services. */
  private static final String[] BESOINS = {
    "Lot réservé ou clause d'exécution ?", "Combien d'heures demander pour ce lot ?",
        "Relire la clause avant publication.",
    "Comparer les engagements des trois candidats.",
        "Le titulaire n'a rien déclaré depuis deux mois.",
        "Présenter la démarche au service technique.",
    "Peut-on réserver ce marché à une entreprise adaptée ?",
        "Recalculer les heures, la tranche optionnelle est affermie.",
        "Écrire la pénalité et le suivi dans le CCAP.",
    "Une offre propose moins d'heures que demandé : que répondre ?",
        "Faire le point avec le titulaire avant la réception.",
        "Trouver une structure d'insertion du bassin."
  };

  private static final DateTimeFormatter JOUR =
      DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.FRENCH);
  private static final DateTimeFormatter MOIS =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.FRENCH);
  private static final String[] NATURES = {
    "CDD", "CTT", "CDDI", "CDI", "APPRENTISSAGE", "PROFESSIONNALISATION"
  };
  private static final String[] MODALITES = {
    "EMBAUCHE_DIRECTE", "MISE_A_DISPOSITION", "SOUS_TRAITANCE", "COTRAITANCE"
  };

  /**
   * A month of one contract: from 15 to 83 hours, so that three contracts of one person keep under
   * the ceiling of 250.
   */
  private static final int QUARTS_MINIMUM = 60;

  private static final int QUARTS_MAXIMUM = 332;

  private final Taille taille;
  private final Cadre cadre;
  private final Tables t;
  private final BitSet personnes;
  private final int rang;
  private final RandomGenerator hasard;
  private final UUID tenant;
  private final Auteur agent;
  private final Auteur facilitateur;
  private final String siret;
  private final List<Marche> marches = new ArrayList<>();
  private final List<Lot> clauses = new ArrayList<>();
  private final int[] clausesJusquA;
  private final Map<Long, Long> quartsParPersonne = new HashMap<>();
  private final long[] quartsParAnnee;

  /**
   * @param personnes everyone hired so far, by number; those hired here are added
   */
  EspaceFictif(Taille taille, Cadre cadre, int rang, Tables tables, BitSet personnes) {
    this.taille = taille;
    this.cadre = cadre;
    this.rang = rang;
    this.t = tables;
    this.personnes = personnes;
    hasard = taille.hasard("espace", rang);
    tenant = cadre.tenant();
    siret = cadre.siret();
    agent = cadre.agent();
    facilitateur = cadre.facilitateur();
    clausesJusquA = new int[taille.annees()];
    quartsParAnnee = new long[taille.annees()];
  }

  void ecrire(int nombreDeMarches, int contratsParAn) {
    for (int i = 0; i < nombreDeMarches; i++) {
      marches.add(marche(i, nombreDeMarches));
    }
    choisirLesClauses();
    for (int annee = 0; annee < taille.annees(); annee++) {
      for (int i = 0; i < contratsParAn; i++) {
        contrat(annee);
      }
    }
    marches.forEach(this::ecrireLeMarche);
    imports();
    cumuls();
  }

  private Marche marche(int i, int combien) {
    // the first one in the first days: each year has a clause to hang its contracts on
    var annee = i == 0 ? 0 : (int) ((long) i * taille.annees() / combien);
    var notification = i == 0 ? an(0) : an(annee).plusDays(hasard.nextInt(jours(annee, 360)));
    var marche =
        new Marche(
            Taille.id(hasard),
            "FICTION-%d-%05d".formatted(notification.getYear(), i + 1),
            notification,
            MODELES[hasard.nextInt(MODELES.length)]);
    var lots = hasard.nextInt(4) > 0 ? 1 : 2 + hasard.nextInt(3);
    for (int rangDuLot = 1; rangDuLot <= lots; rangDuLot++) {
      var e = hasard.nextInt(taille.entreprises());
      marche.lots.add(
          new Lot(
              Taille.id(hasard),
              marche,
              rangDuLot,
              Sirets.de(cadre.entreprises(), e),
              Noms.entreprise(e)));
    }
    return marche;
  }

  private void choisirLesClauses() {
    for (var marche : marches) {
      for (var lot : marche.lots) {
        var de = hasard.nextInt(100);
        lot.etat =
            clauses.isEmpty() || de < cadre.partClausee()
                ? "ACCEPTEE"
                : de < cadre.partClausee() + 8
                    ? "PROPOSEE"
                    : de < cadre.partClausee() + 12 ? "REFUSEE" : null;
        if (lot.etat != null) {
          lot.clause = Taille.id(hasard);
          lot.engagement = Taille.id(hasard);
        }
        if (lot.accepte()) {
          clauses.add(lot);
          // markets come in the order of their years
          for (int a = marche.notification.getYear() - taille.premiereAnnee();
              a < taille.annees();
              a++) {
            clausesJusquA[a] = clauses.size();
          }
        }
      }
    }
  }

  private void contrat(int annee) {
    var dernier = clausesJusquA[annee];
    var premier = annee < recul() ? 0 : Math.min(clausesJusquA[annee - recul()], dernier - 1);
    var lot = clauses.get(premier + hasard.nextInt(dernier - premier));
    var cohorte = annee > 0 && hasard.nextInt(10) < 3 ? annee - 1 : annee;
    var personne = cohorte * taille.personnesParAn() + hasard.nextInt(taille.personnesParAn());
    personnes.set(personne);
    var debut = an(annee).plusDays(hasard.nextInt(jours(annee, 365)));
    if (lot.marche.notification.isAfter(debut)) {
      debut = lot.marche.notification.plusDays(hasard.nextInt(5));
    }
    var premierMois = debut.withDayOfMonth(1);
    // within the two years of the person's eligibility; hours are known until the end of the story
    var duree = Math.min(1 + hasard.nextInt(14), mois(premierMois, an(cohorte + 2)));
    var mois = Math.min(duree, mois(premierMois, cadre.finDesHeures()));
    var fin = premierMois.plusMonths(duree).minusDays(1);
    var contrat = Taille.id(hasard);
    var participant = Personnes.participant(taille, personne);
    var marche = lot.marche.id;
    var direct = hasard.nextInt(3) > 0;
    t.contrat
        .id(tenant)
        .id(contrat)
        .id(lot.engagement)
        .id(marche)
        .id(participant)
        .id(Personnes.eligibilite(taille, personne))
        .texte(NATURES[hasard.nextInt(NATURES.length)])
        .texte(direct ? MODALITES[0] : MODALITES[hasard.nextInt(MODALITES.length)])
        .texte(lot.siret)
        .texte(lot.entreprise)
        .jour(debut)
        .jour(fin)
        .texte(facilitateur.nom)
        .instant(debut)
        .fin();
    evenement(
        marche,
        debut,
        "contrat-ouvert",
        "Contrat d'insertion ouvert chez "
            + lot.entreprise
            + ", à partir du "
            + debut.format(JOUR)
            + ".",
        facilitateur);
    for (int m = 0; m < mois; m++) {
      heures(lot, contrat, participant, personne, premierMois.plusMonths(m));
    }
  }

  private void heures(Lot lot, UUID contrat, UUID participant, long personne, LocalDate mois) {
    var quarts =
        hasard.nextInt(50) == 0
            ? 0
            : QUARTS_MINIMUM + hasard.nextInt(QUARTS_MAXIMUM - QUARTS_MINIMUM + 1);
    var declaree = auPlusTard(mois.plusMonths(1).plusDays(4));
    var recente = !mois.isBefore(cadre.finDesHeures().minusMonths(2));
    var de = hasard.nextInt(100);
    var etat = recente && de < 30 ? "DECLAREE" : de == 99 ? "REFUSEE" : "VALIDEE";
    var declaration = Taille.id(hasard);
    t.declaration
        .id(tenant)
        .id(declaration)
        .id(contrat)
        .id(lot.engagement)
        .jour(mois)
        .quarts(quarts)
        .texte(etat)
        .texte(etat.equals("REFUSEE") ? "Feuille de présence illisible." : null)
        .texte(lot.entreprise)
        .instant(declaree);
    if (etat.equals("DECLAREE")) {
      t.declaration.rien().rien().fin();
      return;
    }
    t.declaration.texte(facilitateur.nom).instant(auPlusTard(declaree.plusDays(3))).fin();
    if (etat.equals("REFUSEE")) {
      return;
    }
    registre(
        lot,
        declaration,
        contrat,
        participant,
        personne,
        mois,
        "VALIDATION",
        quarts,
        auPlusTard(declaree.plusDays(3)));
    evenement(
        lot.marche.id,
        auPlusTard(declaree.plusDays(3)),
        "heures-validees",
        "Heures validées, " + mois.format(MOIS) + ".",
        facilitateur);
    if (de == 0 && quarts > 0) {
      registre(
          lot,
          declaration,
          contrat,
          participant,
          personne,
          mois,
          "CONTRE_PASSATION",
          -(1 + hasard.nextInt(quarts)),
          auPlusTard(declaree.plusDays(20)));
      evenement(
          lot.marche.id,
          auPlusTard(declaree.plusDays(20)),
          "heures-corrigees",
          "Heures corrigées, " + mois.format(MOIS) + ".",
          facilitateur);
    }
  }

  private void registre(
      Lot lot,
      UUID declaration,
      UUID contrat,
      UUID participant,
      long personne,
      LocalDate mois,
      String nature,
      long quarts,
      LocalDate quand) {
    t.registre
        .id(tenant)
        .id(Taille.id(hasard))
        .id(declaration)
        .id(contrat)
        .id(lot.engagement)
        .id(participant)
        .texte(nature)
        .jour(mois)
        .nombre(mois.getYear())
        .quarts(quarts)
        .texte(nature.equals("VALIDATION") ? null : "Heures comptées deux fois.")
        .id(facilitateur.id)
        .texte(facilitateur.nom)
        .instant(quand)
        .fin();
    var annee = mois.getYear() - taille.premiereAnnee();
    lot.quarts += quarts;
    quartsParAnnee[annee] += quarts;
    quartsParPersonne.merge(personne * taille.annees() + annee, quarts, Long::sum);
  }

  private void evenement(UUID marche, LocalDate quand, String code, String detail, Auteur auteur) {
    t.evenement
        .id(tenant)
        .id(Taille.id(hasard))
        .id(marche)
        .instant(quand)
        .texte(code)
        .texte(detail)
        .id(auteur.id)
        .texte(auteur.nom)
        .fin();
  }

  private void ecrireLeMarche(Marche m) {
    var recherche = new StringBuilder(m.numero).append(' ').append(m.modele.objet);
    var publication = auPlusTard(m.notification.plusDays(20));
    var reserve = hasard.nextInt(12) == 0;
    var critere = hasard.nextInt(8) == 0;
    for (var lot : m.lots) {
      clause(lot);
      recherche.append(' ').append(lot.siret);
      var objet = m.modele.objet + (m.lots.size() > 1 ? ", lot " + lot.rang : "");
      t.lot
          .id(tenant)
          .id(lot.id)
          .id(m.id)
          .nombre(lot.rang)
          .texte(siret + "|" + m.numero + "|" + lot.rang)
          .texte(Long.toHexString(hasard.nextLong()))
          .jour(publication)
          .texte(objet)
          .texte(m.modele.cpv)
          .nombre(lot.euros)
          .nombre(6 + hasard.nextInt(42))
          .jour(m.notification)
          .jour(publication)
          .texte(hasard.nextInt(4) == 0 ? "Appel d'offres ouvert" : "Procédure adaptée")
          .texte("Marché")
          .texte("Travaux")
          .texte("Sans objet")
          .texte("Forfaitaire")
          .texte("69000")
          .texte("Code postal")
          .nombre(1 + hasard.nextInt(8))
          .vrai(true)
          .vrai(lot.accepte())
          .vrai(critere)
          .vrai(reserve)
          .texte("Critère environnemental")
          .nombre(0)
          .fin();
      t.titulaire
          .id(tenant)
          .id(lot.id)
          .nombre(1)
          .texte("SIRET")
          .texte(lot.siret)
          .texte(lot.entreprise)
          .fin();
      if (hasard.nextInt(10) == 0) {
        var e = hasard.nextInt(taille.entreprises());
        t.titulaire
            .id(tenant)
            .id(lot.id)
            .nombre(2)
            .texte("SIRET")
            .texte(Sirets.de(cadre.entreprises(), e))
            .texte(Noms.entreprise(e))
            .fin();
      }
    }
    var execute = m.lots.stream().anyMatch(Lot::accepte);
    var propose = m.lots.stream().anyMatch(l -> "PROPOSEE".equals(l.etat));
    var ancien = m.notification.getYear() < taille.derniereAnnee() - recul();
    t.marche
        .id(tenant)
        .id(m.id)
        .texte(siret)
        .texte(m.numero)
        .texte(siret + "|" + m.numero)
        .texte("DECP")
        .texte(m.modele.objet)
        .texte("Marché")
        .texte("Procédure adaptée")
        .texte(m.modele.cpv)
        .texte(m.modele.segment)
        .jour(m.notification)
        .nombre(m.notification.getYear())
        .nombre(m.lots.stream().mapToLong(l -> l.euros).sum())
        .nombre(m.lots.size())
        .vrai(true)
        .vrai(execute)
        .vrai(critere)
        .vrai(reserve)
        .texte(
            execute
                ? ancien ? "SOLDE" : "EN_EXECUTION"
                : propose ? "NOTIFIE" : ancien ? "SANS_CLAUSE" : "NOTIFIE")
        .texte(Noms.cherchable(recherche.toString()))
        .instant(publication)
        .instant(publication)
        .fin();
    evenement(
        m.id,
        publication,
        "publication-lue",
        "Marché entré par l'import des données publiées.",
        agent);
    demandes(m);
  }

  private void clause(Lot lot) {
    var jour = auPlusTard(lot.marche.notification.plusDays(1));
    var annee = lot.marche.notification.getYear();
    // of a year that is not over, the hours still to come are due as well
    var aVenir = annee == cadre.aujourdhui().getYear() ? 2 : 1;
    lot.heuresDues =
        lot.accepte()
            ? Math.max(50, lot.quarts / 4 * (70 + hasard.nextInt(70)) / 100 * aVenir)
            : 50 + hasard.nextInt(2_000);
    // F1 read backwards: half of the amount is work, a twentieth of it for insertion, 30 euros an
    // hour
    lot.euros = lot.heuresDues * 1_200;
    if (lot.etat == null) {
      return;
    }
    var version = 1;
    if (lot.accepte() && hasard.nextInt(10) == 0) {
      version(
          lot,
          Taille.id(hasard),
          Taille.id(hasard),
          version++,
          "REFUSEE",
          lot.heuresDues + 100,
          jour,
          annee);
    }
    version(lot, lot.clause, lot.engagement, version, lot.etat, lot.heuresDues, jour, annee);
  }

  private void version(
      Lot lot,
      UUID clause,
      UUID engagement,
      int version,
      String etat,
      long heures,
      LocalDate jour,
      int annee) {
    var decidee = !etat.equals("PROPOSEE");
    t.clause
        .id(tenant)
        .id(clause)
        .id(lot.marche.id)
        .id(lot.id)
        .texte("CLAUSE_EXECUTION")
        .texte("L2112-2")
        .nombre(version)
        .texte(etat)
        .texte(etat.equals("REFUSEE") ? "Trop d'heures pour ce lot." : null)
        .id(facilitateur.id)
        .texte(facilitateur.nom)
        .instant(jour)
        .texte(decidee ? agent.nom : null)
        .instant(decidee ? auPlusTard(jour.plusDays(6)) : null)
        .fin();
    t.engagement
        .id(tenant)
        .id(engagement)
        .id(clause)
        .id(lot.id)
        .texte("HEURES")
        .nombre(heures)
        .nombre(heures)
        .nombre(annee)
        .texte("F1")
        .nombre(heures * 1_200)
        .texte("0.5000")
        .texte("0.0500")
        .texte("30.00")
        .nombre(heures)
        .fin();
    evenement(
        lot.marche.id,
        jour,
        "clause-proposee",
        "Lot " + lot.rang + ", clause d'exécution (L2112-2), version " + version + " : proposee.",
        facilitateur);
    if (decidee) {
      evenement(
          lot.marche.id,
          auPlusTard(jour.plusDays(6)),
          etat.equals("ACCEPTEE") ? "clause-acceptee" : "clause-refusee",
          "Lot " + lot.rang + ", version " + version + ".",
          agent);
    }
  }

  private void demandes(Marche m) {
    if (hasard.nextInt(10) < 5) {
      return;
    }
    for (int i = 0; i <= hasard.nextInt(2); i++) {
      var service = SERVICES[(hasard.nextInt(3) + 3 * i) % SERVICES.length];
      var recent =
          m.notification.isAfter(cadre.finDesHeures().minusYears(Math.max(1, taille.annees() / 5)));
      var de = hasard.nextInt(100);
      var etat =
          recent && de < 60
              ? List.of("NOUVELLE", "PRISE_EN_CHARGE", "ATTENTE_MAITRE_OUVRAGE").get(de / 20)
              : de < 94 ? "TERMINEE" : "ANNULEE";
      var close = etat.equals("TERMINEE") || etat.equals("ANNULEE");
      // what still waits was asked lately
      var faite =
          close
              ? auPlusTard(m.notification.plusDays(hasard.nextInt(30)))
              : plusTard(m.notification, cadre.aujourdhui().minusDays(1 + hasard.nextInt(25)));
      var prise = !etat.equals("NOUVELLE") && !etat.equals("ANNULEE");
      var id = Taille.id(hasard);
      t.demande
          .id(tenant)
          .id(id)
          .id(m.id)
          .texte(service)
          .texte(
              BESOINS[
                  (hasard.nextInt(2) * SERVICES.length + List.of(SERVICES).indexOf(service))
                      % BESOINS.length])
          .jour(faite.plusDays(28))
          .texte(etat)
          .id(prise ? facilitateur.id : null)
          .texte(prise ? facilitateur.nom : null)
          .id(agent.id)
          .texte(agent.nom)
          .instant(faite)
          .instant(close ? auPlusTard(faite.plusDays(20)) : null)
          .fin();
      evenement(m.id, faite, "demande-creee", "Assistance demandée.", agent);
      if (prise) {
        message(
            id,
            "PRISE_EN_CHARGE",
            "Prise en charge par " + facilitateur.nom + ".",
            auPlusTard(faite.plusDays(2)),
            facilitateur);
      }
      if (etat.equals("ATTENTE_MAITRE_OUVRAGE")) {
        message(
            id,
            "QUESTION",
            "Quelle est la durée prévue ?",
            auPlusTard(faite.plusDays(3)),
            facilitateur);
      } else if (etat.equals("TERMINEE")) {
        message(
            id,
            "QUESTION",
            "Quelle est la durée prévue ?",
            auPlusTard(faite.plusDays(3)),
            facilitateur);
        message(id, "REPONSE", "Dix-huit mois.", auPlusTard(faite.plusDays(5)), agent);
        message(
            id,
            "CONCLUSION",
            "Une clause d'exécution convient.",
            auPlusTard(faite.plusDays(20)),
            facilitateur);
      } else if (etat.equals("ANNULEE")) {
        message(
            id, "ANNULATION", "Le besoin n'existe plus.", auPlusTard(faite.plusDays(20)), agent);
      }
    }
  }

  private void message(UUID demande, String nature, String texte, LocalDate quand, Auteur auteur) {
    t.message
        .id(tenant)
        .id(Taille.id(hasard))
        .id(demande)
        .texte(nature)
        .texte(texte)
        .instant(quand)
        .id(auteur.id)
        .texte(auteur.nom)
        .fin();
  }

  private void imports() {
    var fin = auPlusTard(an(taille.annees())).minusDays(30);
    var lots = marches.stream().mapToInt(m -> m.lots.size()).sum();
    for (int passage = 0; passage < 2; passage++) {
      var id = Taille.id(hasard);
      importDecp(id, "TERMINE", lots, passage == 0, fin.plusDays(passage));
      var rangDeLigne = 0;
      for (var m : marches) {
        for (int i = 0; i < m.lots.size(); i++) {
          t.importLigne
              .id(tenant)
              .id(id)
              .nombre(++rangDeLigne)
              .texte(passage == 0 ? "CREE" : "INCHANGE")
              .texte(m.numero)
              .id(m.id)
              .texte(rangDeLigne % 9 == 0 ? "cpv-absent : Le code CPV manque." : null)
              .fin();
        }
      }
    }
    if (rang % 20 == 0) {
      // stopped by a failure that was not the file's: its pieces are kept
      var id = Taille.id(hasard);
      t.importDecp
          .id(tenant)
          .id(id)
          .texte("fiction.json")
          .nombre(6)
          .rien()
          .texte("ECHEC")
          .nombre(0)
          .nombre(0)
          .nombre(0)
          .nombre(0)
          .nombre(3)
          .texte("Le serveur s'est arrêté trois fois.")
          .vrai(true)
          .id(agent.id)
          .texte(agent.nom)
          .instant(fin.plusDays(9))
          .instant(fin.plusDays(9))
          .fin();
    }
  }

  private void importDecp(UUID id, String etat, int lots, boolean crees, LocalDate jour) {
    t.importDecp
        .id(tenant)
        .id(id)
        .texte("fiction.json")
        .nombre(lots * 900L)
        .texte("2022-json")
        .texte(etat)
        .nombre(lots * 900L)
        .nombre(lots)
        .nombre(crees ? lots : 0)
        .nombre(crees ? 0 : lots)
        .nombre(1)
        .rien()
        .vrai(false)
        .id(agent.id)
        .texte(agent.nom)
        .instant(jour)
        .instant(jour)
        .fin();
  }

  private void cumuls() {
    var lots = new int[taille.annees()];
    var marchesDeLAnnee = new int[taille.annees()];
    var dues = new long[taille.annees()];
    var realisees = new long[taille.annees()];
    var vus = new java.util.HashSet<UUID>();
    for (var lot : clauses) {
      var annee = lot.marche.notification.getYear() - taille.premiereAnnee();
      lots[annee]++;
      marchesDeLAnnee[annee] += vus.add(lot.marche.id) ? 1 : 0;
      dues[annee] += lot.heuresDues;
      realisees[annee] += lot.quarts;
    }
    var personnes = new int[taille.annees()];
    for (var e :
        quartsParPersonne.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
      var annee = (int) (e.getKey() % taille.annees());
      personnes[annee]++;
      t.cumulParticipant
          .id(tenant)
          .nombre(taille.premiereAnnee() + annee)
          .id(Personnes.participant(taille, e.getKey() / taille.annees()))
          .quarts(e.getValue())
          .fin();
    }
    for (int a = 0; a < taille.annees(); a++) {
      if (lots[a] > 0 || personnes[a] > 0) {
        t.cumulAnnee
            .id(tenant)
            .nombre(taille.premiereAnnee() + a)
            .nombre(lots[a])
            .nombre(marchesDeLAnnee[a])
            .nombre(dues[a])
            .quarts(quartsParAnnee[a])
            .quarts(realisees[a])
            .fin();
      }
    }
  }

  private LocalDate an(int rangDeLAnnee) {
    return LocalDate.of(taille.premiereAnnee() + rangDeLAnnee, 1, 1);
  }

  /**
   * Of that year, the days when something may have begun: ten days at least before the end of the
   * story.
   */
  private int jours(int annee, int entiere) {
    return Math.clamp(
        java.time.temporal.ChronoUnit.DAYS.between(an(annee), cadre.finDesHeures()) - 10,
        1,
        entiere);
  }

  /** How many years back a contract may go to find its clause. */
  private int recul() {
    return Math.max(1, taille.annees() * 2 / 5);
  }

  private static int mois(LocalDate du, LocalDate au) {
    return (au.getYear() - du.getYear()) * 12 + au.getMonthValue() - du.getMonthValue();
  }

  private LocalDate auPlusTard(LocalDate jour) {
    return jour.isBefore(cadre.aujourdhui()) ? jour : cadre.aujourdhui().minusDays(1);
  }

  private static LocalDate plusTard(LocalDate un, LocalDate autre) {
    return un.isAfter(autre) ? un : autre;
  }
}
