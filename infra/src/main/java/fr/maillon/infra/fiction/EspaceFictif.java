package fr.maillon.infra.fiction;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The ten years of one invented maître d'ouvrage, coherent as the application would have left them: the lots of a market add up to its
 * amount, hours are due because a clause was accepted, each validated month is one line of the ledger and one fact of the market's
 * history, and the rollups are those of the ledger. Contracts are written as they come; only markets and lots are held.
 */
final class EspaceFictif {
    /** What is said of a purchase: object, CPV code, segment. */
    private record Modele(String objet, String cpv, String segment) {}

    /** Someone of the space or of the team. */
    private record Auteur(UUID id, String nom) {}

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
        new Modele("Entretien des espaces verts", "77310000", "SERVICES"), new Modele("Nettoyage des locaux", "90910000", "SERVICES"),
        new Modele("Refection de toitures", "45261000", "TRAVAUX"), new Modele("Travaux de peinture", "45442100", "TRAVAUX"),
        new Modele("Voirie et reseaux divers", "45233140", "TRAVAUX"), new Modele("Maitrise d'oeuvre de rehabilitation", "71221000", "PRESTATIONS_INTELLECTUELLES"),
        new Modele("Fourniture d'imprimes", "30197630", "FOURNITURES"), new Modele("Restauration collective", "55510000", "SERVICES"),
        new Modele("Collecte et recyclage du papier", "90514000", "SERVICES"), new Modele("Construction d'un groupe scolaire", "45214210", "TRAVAUX")};
    private static final String[] TYPES = {"COMMUNE", "COMMUNE", "COMMUNE", "COMMUNE", "EPCI", "EPCI", "BAILLEUR", "BAILLEUR", "SANTE", "DEPARTEMENT", "REGION", "ETAT", "AUTRE_PUBLIC", "PRIVE", "CENTRALE_ACHAT"};
    private static final String[] DROITS = {"ADMINISTRATEUR", "REFERENT", "ACHETEUR", "LECTEUR"};
    private static final String[] COULEURS = {"#1f5f8b", "#9c2f2f", "#7a3b69", "#1c6b3f", "#8a5300", "#3d4f9f"};
    private static final String[] SERVICES = {"CHOIX_LEVIER", "CALIBRAGE", "REDACTION", "ANALYSE_OFFRES", "SUIVI_HEURES", "AUTRE"};
    private static final String[] NATURES = {"CDD", "CTT", "CDDI", "CDI", "APPRENTISSAGE", "PROFESSIONNALISATION"};
    private static final String[] MODALITES = {"EMBAUCHE_DIRECTE", "MISE_A_DISPOSITION", "SOUS_TRAITANCE", "COTRAITANCE"};
    /** A month of one contract: from 15 to 83 hours, so that three contracts of one person keep under the ceiling of 250. */
    private static final int QUARTS_MINIMUM = 60;
    private static final int QUARTS_MAXIMUM = 332;

    private final Taille taille;
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
    private final int[] clausesJusquA = new int[Taille.ANNEES];
    private final Map<Long, Long> quartsParPersonne = new HashMap<>();
    private final long[] quartsParAnnee = new long[Taille.ANNEES];

    /** @param personnes everyone hired so far, by number; those hired here are added */
    EspaceFictif(Taille taille, int rang, Tables tables, BitSet personnes) {
        this.personnes = personnes;
        this.taille = taille;
        this.rang = rang;
        this.t = tables;
        hasard = taille.hasard("espace", rang);
        tenant = id(taille, rang);
        agent = new Auteur(taille.id("agent", rang * 100L), "Agent " + rang + " A");
        var f = facilitateur(taille, rang);
        facilitateur = new Auteur(taille.id("facilitateur", f), nomDuFacilitateur(f));
        siret = siret("997", rang);
    }

    static UUID id(Taille taille, int rang) {
        return taille.id("tenant", rang);
    }

    static String code(int rang) {
        return "espace-%05d".formatted(rang);
    }

    private static int facilitateur(Taille taille, int rang) {
        return (rang - 1) % taille.facilitateurs();
    }

    static String nomDuFacilitateur(int f) {
        return "Facilitateur " + (f + 1);
    }

    /** The space itself: who it is, its agents, the convention that has it assisted and the facilitateur who does. */
    void plateforme(int marchesDuRang) {
        var type = TYPES[(rang * 7) % TYPES.length];
        t.maitreOuvrage.id(tenant).texte(code(rang)).texte("Espace fictif " + rang + " (" + type.toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ")")
                .texte(sigle()).texte(type).texte(COULEURS[rang % COULEURS.length]).fin();
        t.siret.id(tenant).texte(siret).fin();
        for (int i = 0; i < 1 + Math.min(7, marchesDuRang / 8); i++) {
            var id = taille.id("agent", rang * 100L + i);
            t.utilisateur.id(id).texte("agent-%05d-%d".formatted(rang, i + 1)).texte("Agent " + rang + " " + (char) ('A' + i)).texte("agent-%05d-%d@maillon.example".formatted(rang, i + 1)).fin();
            t.adhesion.id(id).id(tenant).jour(an(0)).rien().texte(DROITS[i % DROITS.length]).vrai(i == 0).fin();
        }
        var f = facilitateur(taille, rang);
        var structure = taille.id("structure", f % taille.structures());
        if (rang % 5 == 0) {
            // another structure assisted it before: the history stays
            var avant = taille.id("structure", (f + 1) % taille.structures());
            convention(1, avant, (f + 1) % taille.facilitateurs(), an(0), an(5).minusDays(1), an(5).minusDays(1));
            convention(2, structure, f, an(5), an(Taille.ANNEES + 10).minusDays(1), null);
        } else {
            convention(2, structure, f, an(0), an(Taille.ANNEES + 10).minusDays(1), null);
        }
    }

    private void convention(int numero, UUID structure, int facilitateur, LocalDate du, LocalDate au, LocalDate finDeLAffectation) {
        var id = taille.id("convention", rang * 10L + numero);
        t.convention.id(id).id(tenant).id(structure).jour(du).jour(au).fin();
        t.affectation.id(taille.id("affectation", rang * 10L + numero)).id(id).id(tenant).id(taille.id("facilitateur", facilitateur)).jour(du).jour(finDeLAffectation).fin();
    }

    private String sigle() {
        return "" + (char) ('A' + rang % 26) + (char) ('A' + rang / 26 % 26) + (char) ('A' + rang / 676 % 26);
    }

    void ecrire(int nombreDeMarches, int contratsParAn) {
        for (int i = 0; i < nombreDeMarches; i++) {
            marches.add(marche(i, nombreDeMarches));
        }
        choisirLesClauses();
        for (int annee = 0; annee < Taille.ANNEES; annee++) {
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
        var annee = i == 0 ? 0 : (int) ((long) i * Taille.ANNEES / combien);
        var notification = i == 0 ? an(0) : an(annee).plusDays(hasard.nextInt(360));
        var marche = new Marche(Taille.id(hasard), "FICTION-%d-%05d".formatted(notification.getYear(), i + 1), notification, MODELES[hasard.nextInt(MODELES.length)]);
        var lots = hasard.nextInt(4) > 0 ? 1 : 2 + hasard.nextInt(3);
        for (int rangDuLot = 1; rangDuLot <= lots; rangDuLot++) {
            var e = hasard.nextInt(taille.entreprises());
            marche.lots.add(new Lot(Taille.id(hasard), marche, rangDuLot, siret("996", e), nomDeLEntreprise(e)));
        }
        return marche;
    }

    private void choisirLesClauses() {
        for (var marche : marches) {
            for (var lot : marche.lots) {
                var de = hasard.nextInt(100);
                lot.etat = clauses.isEmpty() || de < 78 ? "ACCEPTEE" : de < 86 ? "PROPOSEE" : de < 90 ? "REFUSEE" : null;
                if (lot.etat != null) {
                    lot.clause = Taille.id(hasard);
                    lot.engagement = Taille.id(hasard);
                }
                if (lot.accepte()) {
                    clauses.add(lot);
                    // markets come in the order of their years
                    for (int a = marche.notification.getYear() - taille.premiereAnnee(); a < Taille.ANNEES; a++) {
                        clausesJusquA[a] = clauses.size();
                    }
                }
            }
        }
    }

    private void contrat(int annee) {
        var dernier = clausesJusquA[annee];
        var premier = annee < 4 ? 0 : Math.min(clausesJusquA[annee - 4], dernier - 1);
        var lot = clauses.get(premier + hasard.nextInt(dernier - premier));
        var cohorte = annee > 0 && hasard.nextInt(10) < 3 ? annee - 1 : annee;
        var personne = cohorte * taille.personnesParAn() + hasard.nextInt(taille.personnesParAn());
        personnes.set(personne);
        var debut = an(annee).plusDays(hasard.nextInt(365));
        if (lot.marche.notification.isAfter(debut)) {
            debut = lot.marche.notification.plusDays(hasard.nextInt(5));
        }
        var premierMois = debut.withDayOfMonth(1);
        // within the two years of the person's eligibility, and within the ten years
        var limite = an(Math.min(cohorte + 2, Taille.ANNEES));
        var mois = Math.min(1 + hasard.nextInt(14), (limite.getYear() - premierMois.getYear()) * 12 + 1 - premierMois.getMonthValue());
        var fin = premierMois.plusMonths(mois).minusDays(1);
        var contrat = Taille.id(hasard);
        var participant = National.participant(taille, personne);
        var marche = lot.marche.id;
        var direct = hasard.nextInt(3) > 0;
        t.contrat.id(tenant).id(contrat).id(lot.engagement).id(marche).id(participant).id(National.eligibilite(taille, personne)).texte(NATURES[hasard.nextInt(NATURES.length)])
                .texte(direct ? MODALITES[0] : MODALITES[hasard.nextInt(MODALITES.length)]).texte(lot.siret).texte(lot.entreprise).jour(debut).jour(fin).texte(facilitateur.nom).instant(debut).fin();
        evenement(marche, debut, "contrat-ouvert", "Contrat d'insertion ouvert chez " + lot.entreprise + ".", facilitateur);
        for (int m = 0; m < mois; m++) {
            heures(lot, contrat, participant, personne, premierMois.plusMonths(m));
        }
    }

    private void heures(Lot lot, UUID contrat, UUID participant, long personne, LocalDate mois) {
        var quarts = hasard.nextInt(50) == 0 ? 0 : QUARTS_MINIMUM + hasard.nextInt(QUARTS_MAXIMUM - QUARTS_MINIMUM + 1);
        var declaree = mois.plusMonths(1).plusDays(4);
        var recente = !mois.isBefore(an(Taille.ANNEES).minusMonths(2));
        var de = hasard.nextInt(100);
        var etat = recente && de < 30 ? "DECLAREE" : de == 99 ? "REFUSEE" : "VALIDEE";
        var declaration = Taille.id(hasard);
        t.declaration.id(tenant).id(declaration).id(contrat).id(lot.engagement).jour(mois).quarts(quarts).texte(etat).texte(etat.equals("REFUSEE") ? "Feuille de presence illisible." : null)
                .texte(lot.entreprise).instant(declaree);
        if (etat.equals("DECLAREE")) {
            t.declaration.rien().rien().fin();
            return;
        }
        t.declaration.texte(facilitateur.nom).instant(declaree.plusDays(3)).fin();
        if (etat.equals("REFUSEE")) {
            return;
        }
        registre(lot, declaration, contrat, participant, personne, mois, "VALIDATION", quarts, declaree.plusDays(3));
        evenement(lot.marche.id, declaree.plusDays(3), "heures-validees", "Heures validees pour le mois " + mois.getMonthValue() + " de " + mois.getYear() + ".", facilitateur);
        if (de == 0 && quarts > 0) {
            registre(lot, declaration, contrat, participant, personne, mois, "CONTRE_PASSATION", -(1 + hasard.nextInt(quarts)), declaree.plusDays(20));
            evenement(lot.marche.id, declaree.plusDays(20), "heures-corrigees", "Heures corrigees pour le mois " + mois.getMonthValue() + " de " + mois.getYear() + ".", facilitateur);
        }
    }

    private void registre(Lot lot, UUID declaration, UUID contrat, UUID participant, long personne, LocalDate mois, String nature, long quarts, LocalDate quand) {
        t.registre.id(tenant).id(Taille.id(hasard)).id(declaration).id(contrat).id(lot.engagement).id(participant).texte(nature).jour(mois).nombre(mois.getYear()).quarts(quarts)
                .texte(nature.equals("VALIDATION") ? null : "Heures comptees deux fois.").id(facilitateur.id).texte(facilitateur.nom).instant(quand).fin();
        var annee = mois.getYear() - taille.premiereAnnee();
        lot.quarts += quarts;
        quartsParAnnee[annee] += quarts;
        quartsParPersonne.merge(personne * Taille.ANNEES + annee, quarts, Long::sum);
    }

    private void evenement(UUID marche, LocalDate quand, String code, String detail, Auteur auteur) {
        t.evenement.id(tenant).id(Taille.id(hasard)).id(marche).instant(quand).texte(code).texte(detail).id(auteur.id).texte(auteur.nom).fin();
    }

    private void ecrireLeMarche(Marche m) {
        var recherche = new StringBuilder(m.numero).append(' ').append(m.modele.objet);
        var publication = m.notification.plusDays(20);
        var reserve = hasard.nextInt(12) == 0;
        var critere = hasard.nextInt(8) == 0;
        for (var lot : m.lots) {
            clause(lot);
            recherche.append(' ').append(lot.siret);
            var objet = m.modele.objet + (m.lots.size() > 1 ? ", lot " + lot.rang : "");
            t.lot.id(tenant).id(lot.id).id(m.id).nombre(lot.rang).texte(siret + "|" + m.numero + "|" + lot.rang).texte(Long.toHexString(hasard.nextLong())).jour(publication).texte(objet)
                    .texte(m.modele.cpv).nombre(lot.euros).nombre(6 + hasard.nextInt(42)).jour(m.notification).jour(publication).texte(hasard.nextInt(4) == 0 ? "Appel d'offres ouvert" : "Procedure adaptee")
                    .texte("Marche").texte("Travaux").texte("Sans objet").texte("Forfaitaire").texte("69000").texte("Code postal").nombre(1 + hasard.nextInt(8)).vrai(true).vrai(lot.accepte()).vrai(critere)
                    .vrai(reserve).texte("Critere environnemental").nombre(0).fin();
            t.titulaire.id(tenant).id(lot.id).nombre(1).texte("SIRET").texte(lot.siret).texte(lot.entreprise).fin();
            if (hasard.nextInt(10) == 0) {
                var e = hasard.nextInt(taille.entreprises());
                t.titulaire.id(tenant).id(lot.id).nombre(2).texte("SIRET").texte(siret("996", e)).texte(nomDeLEntreprise(e)).fin();
            }
        }
        var execute = m.lots.stream().anyMatch(Lot::accepte);
        var propose = m.lots.stream().anyMatch(l -> "PROPOSEE".equals(l.etat));
        var ancien = m.notification.getYear() < taille.derniereAnnee() - 4;
        t.marche.id(tenant).id(m.id).texte(siret).texte(m.numero).texte(siret + "|" + m.numero).texte("DECP").texte(m.modele.objet).texte("Marche").texte("Procedure adaptee").texte(m.modele.cpv)
                .texte(m.modele.segment).jour(m.notification).nombre(m.notification.getYear()).nombre(m.lots.stream().mapToLong(l -> l.euros).sum()).nombre(m.lots.size()).vrai(true).vrai(execute)
                .vrai(critere).vrai(reserve).texte(execute ? ancien ? "SOLDE" : "EN_EXECUTION" : propose ? "NOTIFIE" : ancien ? "SANS_CLAUSE" : "NOTIFIE")
                .texte(recherche.toString().toLowerCase(java.util.Locale.ROOT)).instant(publication).instant(publication).fin();
        evenement(m.id, publication, "publication-lue", "Lu dans les donnees essentielles.", agent);
        demandes(m);
    }

    private void clause(Lot lot) {
        var jour = lot.marche.notification.plusDays(1);
        var annee = lot.marche.notification.getYear();
        lot.heuresDues = lot.accepte() ? Math.max(50, lot.quarts / 4 * (70 + hasard.nextInt(70)) / 100) : 50 + hasard.nextInt(2_000);
        // F1 read backwards: half of the amount is work, a twentieth of it for insertion, 30 euros an hour
        lot.euros = lot.heuresDues * 1_200;
        if (lot.etat == null) {
            return;
        }
        var version = 1;
        if (lot.accepte() && hasard.nextInt(10) == 0) {
            version(lot, Taille.id(hasard), Taille.id(hasard), version++, "REFUSEE", lot.heuresDues + 100, jour, annee);
        }
        version(lot, lot.clause, lot.engagement, version, lot.etat, lot.heuresDues, jour, annee);
    }

    private void version(Lot lot, UUID clause, UUID engagement, int version, String etat, long heures, LocalDate jour, int annee) {
        var decidee = !etat.equals("PROPOSEE");
        t.clause.id(tenant).id(clause).id(lot.marche.id).id(lot.id).texte("CLAUSE_EXECUTION").texte("L2112-2").nombre(version).texte(etat).texte(etat.equals("REFUSEE") ? "Trop d'heures pour ce lot." : null)
                .id(facilitateur.id).texte(facilitateur.nom).instant(jour).texte(decidee ? agent.nom : null).instant(decidee ? jour.plusDays(6) : null).fin();
        t.engagement.id(tenant).id(engagement).id(clause).id(lot.id).texte("HEURES").nombre(heures).nombre(heures).nombre(annee).texte("F1").nombre(heures * 1_200).texte("0.5000").texte("0.0500")
                .texte("30.00").nombre(heures).fin();
        evenement(lot.marche.id, jour, "clause-proposee", "Lot " + lot.rang + ", clause d'execution (L2112-2), version " + version + " : proposee.", facilitateur);
        if (decidee) {
            evenement(lot.marche.id, jour.plusDays(6), etat.equals("ACCEPTEE") ? "clause-acceptee" : "clause-refusee", "Lot " + lot.rang + ", version " + version + ".", agent);
        }
    }

    private void demandes(Marche m) {
        if (hasard.nextInt(10) < 5) {
            return;
        }
        for (int i = 0; i <= hasard.nextInt(2); i++) {
            var service = SERVICES[(hasard.nextInt(3) + 3 * i) % SERVICES.length];
            var recent = m.notification.getYear() >= taille.derniereAnnee() - 1;
            var de = hasard.nextInt(100);
            var etat = recent && de < 60 ? List.of("NOUVELLE", "PRISE_EN_CHARGE", "ATTENTE_MAITRE_OUVRAGE").get(de / 20) : de < 94 ? "TERMINEE" : "ANNULEE";
            var faite = m.notification.plusDays(hasard.nextInt(30));
            var close = etat.equals("TERMINEE") || etat.equals("ANNULEE");
            var prise = !etat.equals("NOUVELLE") && !etat.equals("ANNULEE");
            var id = Taille.id(hasard);
            t.demande.id(tenant).id(id).id(m.id).texte(service).texte("Besoin fictif sur " + m.numero + " : que faut-il demander, et comment l'ecrire ?").jour(faite.plusDays(28)).texte(etat)
                    .id(prise ? facilitateur.id : null).texte(prise ? facilitateur.nom : null).id(agent.id).texte(agent.nom).instant(faite).instant(close ? faite.plusDays(20) : null).fin();
            evenement(m.id, faite, "demande-creee", "Assistance demandee.", agent);
            if (prise) {
                message(id, "PRISE_EN_CHARGE", "Prise en charge par " + facilitateur.nom + ".", faite.plusDays(2), facilitateur);
            }
            if (etat.equals("ATTENTE_MAITRE_OUVRAGE")) {
                message(id, "QUESTION", "Quelle est la duree prevue ?", faite.plusDays(3), facilitateur);
            } else if (etat.equals("TERMINEE")) {
                message(id, "QUESTION", "Quelle est la duree prevue ?", faite.plusDays(3), facilitateur);
                message(id, "REPONSE", "Dix-huit mois.", faite.plusDays(5), agent);
                message(id, "CONCLUSION", "Une clause d'execution convient.", faite.plusDays(20), facilitateur);
            } else if (etat.equals("ANNULEE")) {
                message(id, "ANNULATION", "Le besoin n'existe plus.", faite.plusDays(20), agent);
            }
        }
    }

    private void message(UUID demande, String nature, String texte, LocalDate quand, Auteur auteur) {
        t.message.id(tenant).id(Taille.id(hasard)).id(demande).texte(nature).texte(texte).instant(quand).id(auteur.id).texte(auteur.nom).fin();
    }

    private void imports() {
        var fin = an(Taille.ANNEES).minusDays(30);
        var lots = marches.stream().mapToInt(m -> m.lots.size()).sum();
        for (int passage = 0; passage < 2; passage++) {
            var id = Taille.id(hasard);
            importDecp(id, "TERMINE", lots, passage == 0, fin.plusDays(passage));
            var rangDeLigne = 0;
            for (var m : marches) {
                for (int i = 0; i < m.lots.size(); i++) {
                    t.importLigne.id(tenant).id(id).nombre(++rangDeLigne).texte(passage == 0 ? "CREE" : "INCHANGE").texte(m.numero).id(m.id).texte(rangDeLigne % 9 == 0 ? "cpv-absent : Le code CPV manque." : null).fin();
                }
            }
        }
        if (rang % 20 == 0) {
            // stopped by a failure that was not the file's: its pieces are kept
            var id = Taille.id(hasard);
            t.importDecp.id(tenant).id(id).texte("fiction.json").nombre(6).rien().texte("ECHEC").nombre(0).nombre(0).nombre(0).nombre(0).nombre(3).texte("Le serveur s'est arrete trois fois.").vrai(true)
                    .id(agent.id).texte(agent.nom).instant(fin.plusDays(9)).instant(fin.plusDays(9)).fin();
            for (int i = 0; i < 3; i++) {
                t.importMorceau.id(tenant).id(id).nombre(i).texte("{}").fin();
            }
        }
    }

    private void importDecp(UUID id, String etat, int lots, boolean crees, LocalDate jour) {
        t.importDecp.id(tenant).id(id).texte("fiction.json").nombre(lots * 900L).texte("2022-json").texte(etat).nombre(lots * 900L).nombre(lots).nombre(crees ? lots : 0).nombre(crees ? 0 : lots).nombre(1).rien()
                .vrai(false).id(agent.id).texte(agent.nom).instant(jour).instant(jour).fin();
    }

    private void cumuls() {
        var lots = new int[Taille.ANNEES];
        var dues = new long[Taille.ANNEES];
        for (var lot : clauses) {
            var annee = lot.marche.notification.getYear() - taille.premiereAnnee();
            lots[annee]++;
            dues[annee] += lot.heuresDues;
        }
        var personnes = new int[Taille.ANNEES];
        for (var e : quartsParPersonne.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
            var annee = (int) (e.getKey() % Taille.ANNEES);
            personnes[annee]++;
            t.cumulParticipant.id(tenant).nombre(taille.premiereAnnee() + annee).id(National.participant(taille, e.getKey() / Taille.ANNEES)).quarts(e.getValue()).fin();
        }
        for (int a = 0; a < Taille.ANNEES; a++) {
            if (lots[a] > 0 || personnes[a] > 0) {
                t.cumulAnnee.id(tenant).nombre(taille.premiereAnnee() + a).nombre(lots[a]).nombre(dues[a]).quarts(quartsParAnnee[a]).fin();
            }
        }
    }

    private LocalDate an(int rangDeLAnnee) {
        return LocalDate.of(taille.premiereAnnee() + rangDeLAnnee, 1, 1);
    }

    static String nomDeLEntreprise(int e) {
        return "Entreprise fictive " + (e + 1);
    }

    /** An identifier with a right key, in ranges that Insee does not give out. */
    static String siret(String debut, int numero) {
        return cle(cle(debut + "%05d".formatted(numero)) + "0001");
    }

    private static String cle(String debut) {
        int somme = 0;
        for (int i = 0; i < debut.length(); i++) {
            int n = (debut.charAt(debut.length() - 1 - i) - '0') * (i % 2 == 0 ? 2 : 1);
            somme += n > 9 ? n - 9 : n;
        }
        return debut + (10 - somme % 10) % 10;
    }
}
