package fr.maillon.assistance;

import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Une demande d'assistance sur un marché : nouvelle, prise en charge par un facilitateur, renvoyée
 * au maître d'ouvrage par une question autant de fois qu'il faut, terminée par une réponse, ou
 * annulée par le maître d'ouvrage. Chaque texte échangé est un {@link DemandeMessage}, écrit une
 * fois.
 */
@Entity
@Table(schema = "metier", name = "demande")
class Demande {
  /** Ce qui se lit à la place de qui doit agir. */
  static final String CALIBREE = "Personne : la clause est acceptée";

  @Id UUID id;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  UUID tenantId;

  @Column(name = "marche_id")
  UUID marcheId;

  @Enumerated(EnumType.STRING)
  ServiceAssistance service;

  String besoin;

  @Column(name = "date_souhaitee")
  LocalDate dateSouhaitee;

  @Enumerated(EnumType.STRING)
  EtatDemande etat;

  @Column(name = "facilitateur_id")
  UUID facilitateurId;

  @Column(name = "facilitateur_nom")
  String facilitateurNom;

  @Column(name = "demandeur_id")
  UUID demandeurId;

  @Column(name = "demandeur_nom")
  String demandeurNom;

  @Column(name = "cree_le")
  Instant creeLe;

  @Column(name = "terminee_le")
  Instant termineeLe;

  @Column(name = "convention_id")
  UUID conventionId;

  @Column(name = "hors_quota")
  boolean horsQuota;

  @Column(name = "calibree_le")
  Instant calibreeLe;

  @Version int version;

  Demande() {}

  /**
   * @throws RegleMetier {@code date-passee} quand la réponse est souhaitée avant aujourd'hui
   */
  static Demande deposer(
      UUID marche,
      ServiceAssistance service,
      String besoin,
      LocalDate dateSouhaitee,
      Identite demandeur,
      Instant quand,
      LocalDate aujourdhui) {
    if (dateSouhaitee.isBefore(aujourdhui)) {
      throw new RegleMetier(
          "date-passee",
          "dateSouhaitee",
          "La date souhaitée est passée : choisissez aujourd'hui ou un jour à venir.");
    }
    var demande = new Demande();
    demande.id = UUID.randomUUID();
    demande.marcheId = marche;
    demande.service = service;
    demande.besoin = besoin.strip();
    demande.dateSouhaitee = dateSouhaitee;
    demande.etat = EtatDemande.NOUVELLE;
    demande.demandeurId = demandeur.id();
    demande.demandeurNom = demandeur.nom();
    demande.creeLe = quand;
    return demande;
  }

  /**
   * @param horsQuota la convention comprend moins de demandes par an : celle-ci est prise, et
   *     marquée
   */
  void sousConvention(UUID convention, boolean horsQuota) {
    this.conventionId = convention;
    this.horsQuota = horsQuota;
  }

  /**
   * Un membre de l'équipe s'en charge ; ou prend le relais de celui qui s'en chargeait, sans
   * changer l'étape.
   */
  DemandeMessage prendreEnCharge(Identite membre, Instant quand) {
    exiger(Geste.PRENDRE_EN_CHARGE, membre);
    var phrase =
        facilitateurNom == null
            ? "Prise en charge par " + membre.nom() + "."
            : membre.nom() + " prend le relais de " + facilitateurNom + ".";
    if (etat == EtatDemande.NOUVELLE) {
      etat = EtatDemande.PRISE_EN_CHARGE;
    }
    facilitateurId = membre.id();
    facilitateurNom = membre.nom();
    return new DemandeMessage(id, NatureMessage.PRISE_EN_CHARGE, phrase, membre, quand);
  }

  /**
   * La coordination la confie à un facilitateur, qu'elle soit nouvelle ou suivie par un autre ;
   * l'étape ne recule pas.
   *
   * @param detail ce qui l'explique, en fin de phrase ; vide : rien
   */
  DemandeMessage confier(
      UUID membre, String membreNom, String detail, Identite par, Instant quand) {
    exiger(Geste.CONFIER, par);
    if (suiviePar(membre)) {
      throw new RegleMetier(
          "deja-suivie", "facilitateurId", membreNom + " suit déjà cette demande.");
    }
    var phrase =
        "Confiée à "
            + membreNom
            + (facilitateurNom == null ? "" : ", à la suite de " + facilitateurNom)
            + (detail.isEmpty() ? "" : ", " + detail)
            + ".";
    if (etat == EtatDemande.NOUVELLE) {
      etat = EtatDemande.PRISE_EN_CHARGE;
    }
    facilitateurId = membre;
    facilitateurNom = membreNom;
    return new DemandeMessage(id, NatureMessage.AFFECTATION, phrase, par, quand);
  }

  /** Qui la suivait ne peut pas la mener : elle redevient nouvelle, à prendre par un autre. */
  DemandeMessage rendre(Identite membre, String pourquoi, Instant quand) {
    exiger(Geste.RENDRE, membre);
    etat = EtatDemande.NOUVELLE;
    facilitateurId = null;
    facilitateurNom = null;
    return new DemandeMessage(id, NatureMessage.RENDUE, pourquoi, membre, quand);
  }

  /** Le facilitateur a besoin d'une précision : la main passe au maître d'ouvrage. */
  DemandeMessage questionner(Identite membre, String question, Instant quand) {
    exiger(Geste.QUESTIONNER, membre);
    etat = EtatDemande.ATTENTE_MAITRE_OUVRAGE;
    return new DemandeMessage(id, NatureMessage.QUESTION, question, membre, quand);
  }

  /** Le maître d'ouvrage a répondu : la main revient au facilitateur. */
  DemandeMessage repondre(Identite agent, String reponse, Instant quand) {
    exiger(Geste.REPONDRE, agent);
    etat = EtatDemande.PRISE_EN_CHARGE;
    return new DemandeMessage(id, NatureMessage.REPONSE, reponse, agent, quand);
  }

  /**
   * L'équipe donne sa réponse ; permis aussi quand le maître d'ouvrage n'a pas répondu à la
   * question.
   */
  DemandeMessage terminer(Identite membre, String conclusion, Instant quand) {
    exiger(Geste.TERMINER, membre);
    etat = EtatDemande.TERMINEE;
    termineeLe = quand;
    return new DemandeMessage(id, NatureMessage.CONCLUSION, conclusion, membre, quand);
  }

  DemandeMessage annuler(Identite agent, String motif, Instant quand) {
    exiger(Geste.ANNULER, agent);
    etat = EtatDemande.ANNULEE;
    termineeLe = quand;
    return new DemandeMessage(id, NatureMessage.ANNULATION, motif, agent, quand);
  }

  /**
   * Qui doit agir pour que la demande avance : l'équipe, tel facilitateur, le maître d'ouvrage, ou
   * personne quand elle est close.
   */
  String quiAgit() {
    return calibree() ? CALIBREE : etat.acteur().libelle(facilitateurNom);
  }

  /** Une clause du marché est acceptée, et rien n'attend : nul n'a plus à agir. */
  boolean calibree() {
    return calibreeLe != null && etat == EtatDemande.PRISE_EN_CHARGE;
  }

  boolean suiviePar(UUID membre) {
    return Objects.equals(facilitateurId, membre);
  }

  /** Les gestes ouverts maintenant à cette personne, à ce titre. */
  Set<Geste> gestes(Titre titre, UUID personne) {
    var gestes = EnumSet.noneOf(Geste.class);
    for (var geste : Geste.values()) {
      var deLEquipe =
          geste == Geste.PRENDRE_EN_CHARGE
              || geste == Geste.RENDRE
              || geste == Geste.QUESTIONNER
              || geste == Geste.TERMINER;
      var ouvert =
          geste == Geste.CONFIER
              ? titre == Titre.COORDINATEUR
              : deLEquipe ? titre.equipe() : titre == Titre.AGENT;
      if (ouvert && refus(geste, personne) == null) {
        gestes.add(geste);
      }
    }
    return gestes;
  }

  /**
   * @throws VersionPerimee quand la fiche a changé depuis la lecture sur laquelle le geste s'appuie
   */
  void exigerVersion(int lue) {
    if (lue != version) {
      throw new VersionPerimee();
    }
  }

  private void exiger(Geste geste, Identite qui) {
    var refus = refus(geste, qui.id());
    if (refus != null) {
      throw new RegleMetier("etape-impossible", refus);
    }
  }

  private String refus(Geste geste, UUID personne) {
    if (!etat.ouvert()) {
      return "Cette demande est close ("
          + etat.libelle().toLowerCase(java.util.Locale.ROOT)
          + ") : faites-en une nouvelle s'il reste un besoin.";
    }
    return switch (geste) {
      case PRENDRE_EN_CHARGE ->
          suiviePar(personne) ? "Vous avez déjà pris cette demande en charge." : null;
      case QUESTIONNER ->
          etat == EtatDemande.ATTENTE_MAITRE_OUVRAGE
              ? "Une question attend déjà la réponse du maître d'ouvrage."
              : refusDeSuivi(personne);
      case TERMINER, RENDRE -> refusDeSuivi(personne);
      case REPONDRE ->
          etat == EtatDemande.ATTENTE_MAITRE_OUVRAGE
              ? null
              : "Aucune question de l'équipe n'attend de réponse.";
      case ANNULER, CONFIER -> null;
    };
  }

  private String refusDeSuivi(UUID personne) {
    if (facilitateurId == null) {
      return "Prenez d'abord cette demande en charge.";
    }
    return suiviePar(personne)
        ? null
        : facilitateurNom + " suit cette demande : prenez d'abord le relais.";
  }
}
