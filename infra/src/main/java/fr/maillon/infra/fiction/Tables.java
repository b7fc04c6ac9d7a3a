package fr.maillon.infra.fiction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables that are filled, and the columns given; the others keep their defaults. */
final class Tables {
  private static final String CHIFFRE =
      "sociale_connue, sociale_clause, sociale_critere, sociale_reserve";

  private final List<Rangees> toutes = new ArrayList<>();
  private final Rangees.Puits puits;
  final Rangees utilisateur;
  final Rangees structure;
  final Rangees maitreOuvrage;
  final Rangees siret;
  final Rangees habilitation;
  final Rangees adhesion;
  final Rangees convention;
  final Rangees affectation;
  final Rangees entreprise;
  final Rangees participant;
  final Rangees eligibilite;
  final Rangees marche;
  final Rangees lot;
  final Rangees titulaire;
  final Rangees evenement;
  final Rangees importDecp;
  final Rangees importLigne;
  final Rangees demande;
  final Rangees message;
  final Rangees clause;
  final Rangees engagement;
  final Rangees contrat;
  final Rangees declaration;
  final Rangees registre;
  final Rangees cumulAnnee;
  final Rangees cumulParticipant;

  Tables(Rangees.Puits puits) {
    this.puits = puits;
    utilisateur = table("plateforme.utilisateur", "id, identifiant, nom, courriel");
    structure = table("plateforme.structure", "id, nom");
    maitreOuvrage = table("plateforme.maitre_ouvrage", "id, code, nom, sigle, type, couleur");
    siret = table("plateforme.maitre_ouvrage_siret", "maitre_ouvrage_id, siret");
    habilitation = table("plateforme.habilitation", "utilisateur_id, titre, du");
    adhesion =
        table("plateforme.adhesion", "utilisateur_id, maitre_ouvrage_id, du, au, droit, export");
    convention =
        table("plateforme.convention", "id, maitre_ouvrage_id, structure_id, numero, du, au");
    affectation =
        table(
            "plateforme.affectation",
            "id, convention_id, maitre_ouvrage_id, utilisateur_id, du, au");
    entreprise = table("equipe.entreprise", "siret, nom, type_structure");
    participant =
        table(
            "equipe.participant",
            "id, nom, prenom, date_naissance, sexe, niveau, residence_qpv, recherche, cree_le");
    eligibilite =
        table(
            "equipe.eligibilite",
            "id, participant_id, critere, preuve, preuve_vue_le, decision, motif, date_entree,"
                + " duree_mois, date_fin, decidee_par, decidee_par_nom, cree_le");
    marche =
        table(
            "metier.marche",
            "tenant_id, id, acheteur_siret, numero, cle_source, source, objet, nature, procedure,"
                + " code_cpv, segment, date_notification, annee, montant, lots, "
                + CHIFFRE
                + ", etat, recherche, cree_le, modifie_le");
    lot =
        table(
            "metier.lot",
            "tenant_id, id, marche_id, rang, cle_source, empreinte, derniere_publication, objet,"
                + " code_cpv, montant, duree_mois, date_notification, date_publication, procedure,"
                + " nature, ccag, techniques, forme_prix, lieu_code, lieu_type, offres_recues, "
                + CHIFFRE
                + ", environnementales, avertissements");
    titulaire =
        table(
            "metier.titulaire",
            "tenant_id, lot_id, rang, type_identifiant, identifiant, denomination");
    evenement =
        table(
            "metier.evenement",
            "tenant_id, id, marche_id, quand, code, detail, auteur_id, auteur_nom");
    importDecp =
        table(
            "metier.import_decp",
            "tenant_id, id, fichier, octets, format, etat, octets_lus, lus, crees, inchanges,"
                + " tentatives, echec, reprenable, demande_par, demande_par_nom, cree_le, fini_le");
    importLigne =
        table(
            "metier.import_ligne",
            "tenant_id, import_id, rang, resultat, numero, marche_id, avertissements");
    demande =
        table(
            "metier.demande",
            "tenant_id, id, marche_id, service, besoin, date_souhaitee, etat, facilitateur_id,"
                + " facilitateur_nom, demandeur_id, demandeur_nom, cree_le, terminee_le");
    message =
        table(
            "metier.demande_message",
            "tenant_id, id, demande_id, nature, texte, quand, auteur_id, auteur_nom");
    clause =
        table(
            "metier.clause",
            "tenant_id, id, marche_id, lot_id, mecanisme, article, numero_version, etat, motif,"
                + " auteur_id, auteur_nom, cree_le, decidee_par_nom, decidee_le");
    engagement =
        table(
            "metier.engagement",
            "tenant_id, id, clause_id, lot_id, unite, quantite, heures_dues, annee, formule,"
                + " montant_ht, part_main_oeuvre, taux_insertion, cout_horaire, heures_exactes");
    contrat =
        table(
            "metier.contrat",
            "tenant_id, id, engagement_id, marche_id, participant_id, eligibilite_id, nature,"
                + " modalite, employeur_siret, employeur_nom, debut, fin, cree_par_nom, cree_le");
    declaration =
        table(
            "metier.declaration_heures",
            "tenant_id, id, contrat_id, engagement_id, mois, heures, etat, motif, declaree_par_nom,"
                + " declaree_le, decidee_par_nom, decidee_le");
    registre =
        table(
            "metier.registre_heures",
            "tenant_id, id, declaration_id, contrat_id, engagement_id, participant_id, nature,"
                + " mois, annee, heures, motif, auteur_id, auteur_nom, ecrit_le");
    cumulAnnee =
        table(
            "consolide.cumul_annee",
            "tenant_id, annee, lots_clauses, marches_clauses, heures_dues, heures_validees,"
                + " heures_realisees");
    cumulParticipant =
        table("consolide.cumul_participant", "tenant_id, annee, participant_id, heures");
  }

  private Rangees table(String nom, String colonnes) {
    var rangees = new Rangees(nom, colonnes, puits);
    toutes.add(rangees);
    return rangees;
  }

  /** The tables of the platform are small and keep their keys: they go in this order. */
  void viderLaPlateforme() {
    List.of(
            utilisateur,
            structure,
            maitreOuvrage,
            siret,
            habilitation,
            adhesion,
            convention,
            affectation,
            entreprise)
        .forEach(Rangees::vider);
  }

  void vider() {
    toutes.forEach(Rangees::vider);
  }

  /** In the order that foreign keys want. */
  List<Rangees> toutes() {
    return List.copyOf(toutes);
  }

  /** The tables whose keys are better built once they are full. */
  static List<String> grandes() {
    return new Tables((copie, octets, longueur) -> {})
        .toutes.stream()
            .map(r -> r.table)
            .filter(t -> !t.startsWith("plateforme.") && !t.equals("equipe.entreprise"))
            .toList();
  }

  long lignes() {
    return toutes.stream().mapToLong(Rangees::lignes).sum();
  }

  /** Table by table, in the order they are declared. */
  Map<String, Long> comptes() {
    var comptes = new LinkedHashMap<String, Long>();
    toutes.forEach(t -> comptes.put(t.table, t.lignes()));
    return comptes;
  }

  /** Of every byte of every table: the same seed gives the same. */
  String empreinte() {
    var texte = new StringBuilder();
    toutes.forEach(
        t ->
            texte
                .append(t.table)
                .append(' ')
                .append(t.lignes())
                .append(' ')
                .append(Long.toHexString(t.somme()))
                .append('\n'));
    return texte.toString();
  }
}
