package fr.maillon.identite;

import fr.maillon.envoi.Courriels;
import fr.maillon.envoi.EtatEnvoi;
import fr.maillon.envoi.Lettre;
import fr.maillon.envoi.NatureEnvoi;
import fr.maillon.envoi.Relances;
import fr.maillon.equipe.ActesDuCentre;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureCentre;
import fr.maillon.isolation.Sensible;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.Verrou;
import fr.maillon.journal.Journal;
import fr.maillon.journal.NatureDeLigne;
import fr.maillon.personne.Coordonnees;
import fr.maillon.personne.EtatInvitation;
import fr.maillon.personne.Liens;
import fr.maillon.regle.Interdit;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import fr.maillon.usage.Cadence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * L'administrateur d'un espace tient le nom et l'adresse de ceux que cet espace seul tient ; le
 * centre, ceux de tous. Sans quoi un administrateur prendrait, par son adresse, le compte d'un
 * facilitateur ou de l'administrateur d'un autre espace.
 */
@ApplicationScoped
public class ChangerIdentite {
  /**
   * @param nom prénom et nom
   * @param version celle qui a été lue
   */
  public record Nom(
      @NotBlank(message = "Donnez le prénom et le nom de la personne.")
          @Size(max = 120, message = "Le nom compte 120 caractères au plus.")
          String nom,
      @NotNull(message = "Donnez la version que vous avez lue.") Integer version) {}

  /**
   * @param courriel la nouvelle adresse
   * @param version celle qui a été lue
   */
  public record Adresse(
      @NotBlank(message = "Donnez la nouvelle adresse.")
          @Size(max = 254, message = "Une adresse compte 254 caractères au plus.")
          String courriel,
      @NotNull(message = "Donnez la version que vous avez lue.") Integer version) {}

  static final String AU_CENTRE =
      "Le nom et l'adresse de cette personne se changent par l'administration centrale de Maillon :"
          + " écrivez-lui.";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Verrou verrou;
  @Inject Cadence cadence;
  @Inject Liens liens;
  @Inject Courriels courriels;
  @Inject Relances relances;
  @Inject ActesDuCentre actes;
  @Inject Journal journal;
  @Inject Clock horloge;

  /**
   * @throws Introuvable qui n'est pas de l'espace où l'on est n'y est pas
   */
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.CENTRAL},
      geste = Geste.LIRE)
  public IdentiteView lire(UUID personne) {
    reserver();
    return vue(trouver(personne));
  }

  /**
   * Ceux qui ont, ou ont eu, un compte à cette adresse exacte : deux quand une adresse a changé de
   * personne.
   */
  @Transactional
  @LectureCentre
  public List<IdentiteView> chercher(String courriel) {
    return courriel == null || courriel.isBlank()
        ? List.of()
        : em.createQuery(
                "select p from PersonneNommee p where lower(p.courriel) = :courriel or"
                    + " lower(p.identifiant) = :courriel order by p.nom, p.id",
                PersonneNommee.class)
            .setParameter("courriel", Coordonnees.adresse(courriel))
            .getResultStream()
            .map(this::vue)
            .toList();
  }

  /**
   * Change le nom tout de suite ; son compte suit.
   *
   * @throws RegleMetier {@code nom-invalide}, {@code identite-au-centre}
   */
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.CENTRAL},
      geste = Geste.ADMINISTRER,
      sensible = Sensible.DROITS)
  public IdentiteView renommer(
      UUID personne, @NotNull(message = "Le corps de la demande manque.") @Valid Nom c) {
    var qui = tenir(personne, c.version());
    var nom = Coordonnees.nom(c.nom());
    var avant = qui.nom;
    if (!nom.equals(avant)) {
      qui.renommer(nom);
      em.flush();
      courriels.acte(
          espace(),
          NatureEnvoi.IDENTITE,
          "identite " + personne + " " + UUID.randomUUID(),
          "Remettre le nom du compte de " + nom,
          null,
          personne);
      if (espace() == null) {
        actes.nomChange(personne, "a changé le nom : " + nom + ", avant " + avant);
        noterDansSesEspaces(personne, "renommer", avant + " s'appelle désormais " + nom + ".");
      }
    }
    return vue(qui);
  }

  /**
   * Demande une nouvelle adresse : le lien y part, l'ancienne est avertie, et rien ne change avant
   * que la personne ne confirme. L'adresse d'un compte que l'on ne voit pas d'ici n'est pas refusée
   * d'ici : ce serait dire qu'il existe.
   *
   * @throws RegleMetier {@code courriel-invalide}, {@code adresse-inchangee}, {@code
   *     adresse-prise}, {@code changement-en-cours}, {@code identite-au-centre}
   */
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.CENTRAL},
      geste = Geste.ADMINISTRER,
      sensible = Sensible.DROITS)
  public IdentiteView demander(
      UUID personne, @NotNull(message = "Le corps de la demande manque.") @Valid Adresse c) {
    var qui = tenir(personne, c.version());
    var adresse = Coordonnees.adresse(c.courriel());
    if (adresse.equalsIgnoreCase(qui.courriel)) {
      throw new RegleMetier("adresse-inchangee", "courriel", "C'est déjà son adresse.");
    }
    verrou.prendre("adresse " + personne);
    var enCours = enCours(personne);
    if (enCours != null
        && (enCours.aPorter()
            || enCours.espace != null && espace() == null
            || horloge.instant().isBefore(enCours.expireLe()))) {
      throw new RegleMetier(
          "changement-en-cours",
          "courriel",
          "Une autre adresse est déjà demandée pour cette personne : annulez-la d'abord.");
    }
    if (prise(adresse, personne)) {
      throw prise();
    }
    cadence.inviter(TenantScope.identite(), espace());
    if (enCours != null) {
      clore(enCours);
    }
    var maintenant = horloge.instant();
    var changement =
        new ChangementAdresse(
            qui, espace(), adresse, TenantScope.identite(), maintenant, liens.expire(maintenant));
    em.persist(changement);
    em.flush();
    liens.poser(changement, espace());
    courriels.a(
        espace(),
        changement.sujet(),
        qui.courriel,
        "ancienne adresse " + changement.id(),
        avis(changement));
    if (espace() == null) {
      actes.adresseDemandee(personne, "a demandé une nouvelle adresse : " + adresse);
      noterDansSesEspaces(personne, "demander", null);
    }
    return vue(qui);
  }

  /**
   * Fait partir un nouveau lien, l'ancien ne vaut plus ; confirmée, ou pour le nom seul, réessaie
   * de remettre le compte.
   *
   * @throws RegleMetier {@code rien-a-relancer}
   */
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.CENTRAL},
      geste = Geste.ADMINISTRER,
      sensible = Sensible.DROITS)
  public IdentiteView relancer(UUID personne) {
    var qui = tenir(personne, null);
    var changement = enCours(personne);
    if (changement != null && !changement.aPorter()) {
      cadence.inviter(TenantScope.identite(), espace());
      liens.relancer(changement, changement.espace);
    } else if (relances.relancer(NatureEnvoi.IDENTITE, personne) == 0) {
      throw new RegleMetier("rien-a-relancer", "Il n'y a rien à renvoyer : le compte suit.");
    }
    noterDuCentre(personne, "relancer");
    return vue(qui);
  }

  /**
   * @throws RegleMetier {@code rien-a-annuler}, {@code adresse-confirmee}
   */
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.CENTRAL},
      geste = Geste.ADMINISTRER)
  public IdentiteView annuler(UUID personne) {
    var qui = tenir(personne, null);
    var changement = enCours(personne);
    if (changement == null) {
      throw new RegleMetier("rien-a-annuler", "Aucune adresse n'est demandée pour cette personne.");
    }
    var reste = enAttente(personne);
    if (changement.aPorter() && (reste == null || reste.etat() != EtatEnvoi.ECHEC)) {
      throw new RegleMetier(
          "adresse-confirmee",
          qui.nom + " a déjà confirmé cette adresse : elle est en train d'être portée.");
    }
    clore(changement);
    noterDuCentre(personne, "annuler");
    return vue(qui);
  }

  private void clore(ChangementAdresse changement) {
    changement.annuler(horloge.instant());
    relances.annuler(changement.sujet());
    em.flush();
  }

  static RegleMetier prise() {
    return new RegleMetier(
        "adresse-prise",
        "courriel",
        "Cette adresse est déjà celle d'un autre compte : elle ne peut pas être prise."
            + " Choisissez-en une autre.");
  }

  boolean prise(String adresse, UUID personne) {
    return em.createQuery(
                "select count(p) from PersonneNommee p where p.id <> :personne and"
                    + " (lower(p.courriel) = :adresse or lower(p.identifiant) = :adresse)",
                Long.class)
            .setParameter("personne", personne)
            .setParameter("adresse", adresse)
            .getSingleResult()
        > 0;
  }

  private PersonneNommee tenir(UUID personne, Integer version) {
    var qui = trouver(personne);
    if (!modifiable(personne)) {
      throw new RegleMetier("identite-au-centre", AU_CENTRE);
    }
    em.refresh(qui, LockModeType.PESSIMISTIC_WRITE);
    if (version != null && version != qui.version) {
      throw new VersionPerimee();
    }
    return qui;
  }

  private PersonneNommee trouver(UUID personne) {
    var qui = em.find(PersonneNommee.class, personne);
    if (qui == null
        || espace() != null
            && em.createQuery(
                        "select count(a) from Adhesion a where a.espace = :espace and a.utilisateur"
                            + " = :personne and a.du <= :jour and (a.au is null or a.au >= :jour)",
                        Long.class)
                    .setParameter("espace", espace())
                    .setParameter("personne", personne)
                    .setParameter("jour", LocalDate.now(horloge))
                    .getSingleResult()
                == 0) {
      throw new Introuvable("Personne");
    }
    return qui;
  }

  private boolean modifiable(UUID personne) {
    return espace() == null || em.find(TenuIci.class, personne) != null;
  }

  private ChangementAdresse enCours(UUID personne) {
    return em.createQuery(
            "select c from ChangementAdresse c where c.personne = :personne and (c.etat in"
                + " (fr.maillon.personne.EtatInvitation.EN_ATTENTE,"
                + " fr.maillon.personne.EtatInvitation.ECHEC) or c.etat ="
                + " fr.maillon.personne.EtatInvitation.ACCEPTEE and c.appliqueLe is null) order by"
                + " c.inviteeLe desc",
            ChangementAdresse.class)
        .setParameter("personne", personne)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .orElse(null);
  }

  /** Lire sans trace au journal, mais réservé comme si c'était écrire. */
  private void reserver() {
    TenantScope.espace()
        .filter(e -> !e.peut(Geste.ADMINISTRER))
        .ifPresent(
            _ -> {
              throw new Interdit("Cette partie est réservée aux administrateurs de l'espace.");
            });
  }

  private static UUID espace() {
    return TenantScope.espace().map(Espace::id).orElse(null);
  }

  /** Du centre, ce qui touche une personne se lit aussi là où elle est. */
  private void noterDansSesEspaces(UUID personne, String acte, String detail) {
    em.createQuery(
            "select distinct a.espace from Adhesion a where a.utilisateur = :personne and (a.au is"
                + " null or a.au >= :jour)",
            UUID.class)
        .setParameter("personne", personne)
        .setParameter("jour", LocalDate.now(horloge))
        .getResultList()
        .forEach(
            e ->
                journal.noter(
                    e,
                    NatureDeLigne.DROITS,
                    "ChangerIdentite." + acte,
                    personne.toString(),
                    detail));
  }

  private void noterDuCentre(UUID personne, String acte) {
    if (espace() == null) {
      noterDansSesEspaces(personne, acte, null);
    }
  }

  private Lettre avis(ChangementAdresse c) {
    return new Lettre(
        "Maillon : une nouvelle adresse est demandée pour votre compte",
        List.of(
            "Bonjour " + c.nom() + ",",
            par(c) + " demande que l'adresse de votre compte devienne " + c.courriel() + ".",
            "Rien ne change tant que vous ne l'avez pas confirmé : un lien vient d'être envoyé à"
                + " cette nouvelle adresse, à ouvrir en étant connecté à votre compte.",
            "Si cette adresse n'est pas la vôtre, n'ouvrez aucun lien qu'on vous transmettrait, et"
                + " dites-le tout de suite à un administrateur."),
        null,
        null);
  }

  static String par(ChangementAdresse c) {
    return c.espace == null ? "L'administration de Maillon" : c.parNom();
  }

  /** Ce qui reste à remettre du compte de cette personne ; null : rien. */
  private Relances.Suivi enAttente(UUID personne) {
    return relances.enAttente(NatureEnvoi.IDENTITE, List.of(personne)).get(personne);
  }

  private IdentiteView vue(PersonneNommee p) {
    var changement = modifiable(p.id) ? enCours(p.id) : null;
    var reste = enAttente(p.id);
    return new IdentiteView(
        p.id,
        p.nom,
        p.courriel,
        p.identifiant,
        modifiable(p.id),
        changement == null ? null : vue(changement, reste),
        reste == null
            ? null
            : new IdentiteView.Compte(
                reste.etat() == EtatEnvoi.ECHEC ? "ECHEC" : "EN_ATTENTE",
                reste.erreur(),
                reste.prochainEssai()),
        espace() == null ? actes.surLIdentite(p.id) : List.of(),
        p.version);
  }

  private IdentiteView.Changement vue(ChangementAdresse c, Relances.Suivi compte) {
    var manque =
        relances.de(c.sujet()).stream()
            .filter(
                e ->
                    e.erreur() != null
                        && (e.etat() == EtatEnvoi.ECHEC || e.etat() == EtatEnvoi.A_FAIRE))
            .map(Relances.Suivi::erreur)
            .findFirst()
            .orElse(null);
    var echec = compte != null && compte.etat() == EtatEnvoi.ECHEC;
    var libelle =
        switch (c.etat()) {
          case EN_ATTENTE ->
              manque != null
                  ? "Courriel pas parti"
                  : horloge.instant().isBefore(c.expireLe()) ? "À confirmer" : "Lien expiré";
          case ACCEPTEE -> echec ? "Confirmée, en échec" : "Confirmée";
          case ECHEC -> "À renvoyer";
          case ANNULEE -> "Annulée";
        };
    return new IdentiteView.Changement(
        c.id(),
        c.courriel(),
        c.etat(),
        libelle,
        c.parNom(),
        c.inviteeLe(),
        c.expireLe(),
        manque,
        c.etat() != EtatInvitation.ACCEPTEE || echec,
        c.etat() != EtatInvitation.ACCEPTEE || compte != null && compte.erreur() != null);
  }
}
