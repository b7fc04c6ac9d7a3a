package fr.maillon.assistance;

import static fr.maillon.liste.TypeDeColonne.EUROS;
import static fr.maillon.liste.TypeDeColonne.INSTANT;
import static fr.maillon.liste.TypeDeColonne.JOUR;
import static fr.maillon.liste.TypeDeColonne.OUI_NON;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureEquipe;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Condition;
import fr.maillon.liste.Critere;
import fr.maillon.liste.FichierDeListe;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.liste.LireListe;
import fr.maillon.liste.Liste;
import fr.maillon.liste.ListeServie;
import fr.maillon.liste.Page;
import fr.maillon.liste.Requete;
import fr.maillon.liste.Texte;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Le travail d'un membre de l'équipe sur tous les espaces qui lui sont ouverts aujourd'hui : les
 * demandes qui ne sont pas closes, la plus urgente d'abord. Sous {@link Perimetre.Portefeuille},
 * que la base tient en lecture seule.
 */
@ApplicationScoped
public class ListerPortefeuille implements ListeServie {
  /** « Bientôt » : la date souhaitée tombe d'ici tant de jours, aujourd'hui compris. */
  public static final int JOURS_PROCHES = 5;

  /** Ce que la date souhaitée laisse de temps. */
  public enum Delai {
    TOUTES("Toutes"),
    EN_RETARD("En retard"),
    CINQ_JOURS("D'ici 5 jours"),
    /** D'aujourd'hui à dimanche. */
    CETTE_SEMAINE("Cette semaine"),
    TRENTE_JOURS("D'ici 30 jours"),
    /** Au-delà de trente jours. */
    PLUS_TARD("Plus tard");

    private final String libelle;

    Delai(String libelle) {
      this.libelle = libelle;
    }

    public String libelle() {
      return libelle;
    }

    private LocalDate limite(LocalDate jour) {
      return switch (this) {
        case TOUTES, EN_RETARD -> jour;
        case CINQ_JOURS -> jour.plusDays(JOURS_PROCHES);
        case CETTE_SEMAINE -> jour.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        case TRENTE_JOURS, PLUS_TARD -> jour.plusDays(30);
      };
    }
  }

  /** À qui d'agir, vu de celui qui lit. */
  public enum QuiAgit {
    TOUS("Tout le monde"),
    MOI("Moi"),
    EQUIPE("L'équipe, à prendre"),
    COLLEGUE("Un collègue"),
    MAITRE_OUVRAGE("Le maître d'ouvrage");

    private final String libelle;

    QuiAgit(String libelle) {
      this.libelle = libelle;
    }

    public String libelle() {
      return libelle;
    }
  }

  private static final String OUVERTES =
      "d.etat in (fr.maillon.assistance.EtatDemande.NOUVELLE,"
          + " fr.maillon.assistance.EtatDemande.PRISE_EN_CHARGE,"
          + " fr.maillon.assistance.EtatDemande.ATTENTE_MAITRE_OUVRAGE)";
  private static final String SUIVIE =
      "d.etat = fr.maillon.assistance.EtatDemande.PRISE_EN_CHARGE and d.calibreeLe is null and"
          + " d.facilitateurId ";

  /** Qui suit la demande, quand l'adresse ne nomme pas un membre de l'équipe. */
  public static final String MOI = "MOI";

  public static final String PERSONNE = "PERSONNE";

  public static final Liste<DemandeLigne.Lue, DemandeLigne> LISTE =
      Liste.<DemandeLigne.Lue, DemandeLigne>de(
              "portefeuille", "Demandes ouvertes", DemandeLigne.Lue.class)
          .lit("Demande d", "d.id", DemandeLigne.COLONNES)
          // le marché ne se joint à toutes les demandes que pour y chercher un texte
          .joint("join Marche m on m.tenantId = d.tenantId and m.id = d.marcheId")
          .dansLePortefeuille("d.tenantId")
          .critere(
              Critere.jour("limite", "Jusqu'au", LocalDate::toString, (j, c) -> c.avec("limite", j))
                  .interne())
          .critere(
              Critere.texte(
                  "texte",
                  "Marché ou titulaire",
                  (mots, c) -> {
                    c.joindre("join Marche m on m.tenantId = d.tenantId and m.id = d.marcheId")
                        .et(mots.condition("m.recherche"));
                    mots.parametres().forEach(c::avec);
                  }))
          .critere(Portefeuilles.maitreOuvrage())
          .critere(
              Critere.mots(
                      "service",
                      "Service",
                      List.of(ServiceAssistance.values()),
                      ServiceAssistance::libelle,
                      "d.service")
                  .refus("service-inconnu"))
          .critere(
              Critere.mots(
                      "etat",
                      "État",
                      Arrays.stream(EtatDemande.values()).filter(EtatDemande::ouvert).toList(),
                      EtatDemande::libelle,
                      "d.etat")
                  .sinon(OUVERTES)
                  .refus("etat-inconnu"))
          .critere(
              Critere.mot(
                      "delai",
                      "Échéance",
                      Arrays.stream(Delai.values()).filter(d -> d != Delai.TOUTES).toList(),
                      Delai::libelle,
                      (d, c) ->
                          c.et(
                              switch (d) {
                                case TOUTES -> throw new IllegalArgumentException("toutes");
                                case EN_RETARD -> "d.dateSouhaitee < :jour";
                                case CINQ_JOURS, CETTE_SEMAINE, TRENTE_JOURS ->
                                    "d.dateSouhaitee between :jour and :limite";
                                case PLUS_TARD -> "d.dateSouhaitee > :limite";
                              }))
                  .indifferent(Delai.TOUTES.name())
                  .refus("delai-inconnu"))
          .critere(
              Critere.mot(
                      "quiAgit",
                      "Qui agit",
                      Arrays.stream(QuiAgit.values()).filter(q -> q != QuiAgit.TOUS).toList(),
                      QuiAgit::libelle,
                      (q, c) ->
                          c.et(
                              switch (q) {
                                case TOUS -> throw new IllegalArgumentException("tous");
                                case EQUIPE ->
                                    "d.etat = fr.maillon.assistance.EtatDemande.NOUVELLE";
                                case MAITRE_OUVRAGE ->
                                    "d.etat ="
                                        + " fr.maillon.assistance.EtatDemande.ATTENTE_MAITRE_OUVRAGE";
                                case MOI -> SUIVIE + "= :moi";
                                case COLLEGUE -> SUIVIE + "<> :moi";
                              }))
                  .indifferent(QuiAgit.TOUS.name())
                  .refus("quiagit-inconnu"))
          .critere(
              Critere.codes(
                      "facilitateur",
                      "Suivi par",
                      Pattern.compile(
                          "MOI|PERSONNE|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
                      "« facilitateur » est MOI, PERSONNE ou l'identifiant d'un membre de"
                          + " l'équipe.",
                      ListerPortefeuille::suivies)
                  .exemple(MOI)
                  .refus("facilitateur-inconnu"))
          .colonne("maitre_ouvrage", "Maître d'ouvrage", TEXTE, d -> d.maitreOuvrage().nom())
          .colonne("objet", "Objet", TEXTE, d -> d.marche().objet())
          .enPlus("numero", "Numéro du marché", TEXTE, d -> d.marche().numero())
          .enPlus("montant", "Montant", EUROS, d -> d.marche().montant())
          .colonne("service", "Service", TEXTE, DemandeLigne::serviceLibelle)
          .colonne("qui_agit", "Qui agit", TEXTE, DemandeLigne::quiAgit)
          .colonne("date_souhaitee", "Échéance", JOUR, DemandeLigne::dateSouhaitee)
          .colonne("etat", "État", TEXTE, DemandeLigne::etatLibelle)
          .enPlus("demandeur", "Demandée par", TEXTE, DemandeLigne::demandeur)
          .enPlus("creee", "Demandée le", INSTANT, DemandeLigne::creeLe)
          .enPlus("au_dela", "Au-delà du quota", OUI_NON, DemandeLigne::auDelaDuQuota)
          .range("urgence", "d.dateSouhaitee, d.creeLe, d.id")
          .parDefaut("urgence");

  private static void suivies(List<String> qui, Condition c) {
    var ids =
        qui.stream()
            .filter(q -> !q.equals(MOI) && !q.equals(PERSONNE))
            .map(UUID::fromString)
            .toList();
    c.et(
        "("
            + (qui.contains(PERSONNE) ? "d.facilitateurId is null or " : "")
            + (qui.contains(MOI) ? "d.facilitateurId = :moi or " : "")
            + "d.facilitateurId in :suivis)");
    c.avec("suivis", ids.isEmpty() ? List.of(new UUID(0, 0)) : ids);
  }

  /** Quelqu'un qui suit au moins une demande ouverte de mon portefeuille. */
  public record Suiveur(UUID id, String nom) {}

  /**
   * Les quatre nombres du haut de la page, tous filtres ôtés.
   *
   * @param ouvertes toutes les demandes ouvertes
   */
  public record Reperes(
      long aMoi, long enRetard, long avantCinqJours, long nouvelles, long ouvertes) {}

  /**
   * Au-delà, la liste des espaces ne se redit pas dans la requête : la politique de la base la
   * porte, et mène au même index.
   */
  private static final int NOMMES = 200;

  private static final String COMPTES =
      "sum(case when d.etat = fr.maillon.assistance.EtatDemande.PRISE_EN_CHARGE and d.calibreeLe is"
          + " null and d.facilitateurId = :moi then 1 else 0 end), sum(case when d.dateSouhaitee <"
          + " :jour then 1 else 0 end), sum(case when d.dateSouhaitee between :jour and :limite"
          + " then 1 else 0 end), sum(case when d.etat = fr.maillon.assistance.EtatDemande.NOUVELLE"
          + " then 1 else 0 end), count(d)";

  /** Les mêmes, tels que la base les compte : sans ligne, une somme n'est rien. */
  public record ReperesLus(
      Long aMoi, Long enRetard, Long avantCinqJours, Long nouvelles, long ouvertes) {}

  /** Ceux d'un espace. */
  public record TravailLu(
      long aMoi,
      long enRetard,
      long avantCinqJours,
      long nouvelles,
      long ouvertes,
      LocalDate prochaine,
      UUID espace) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject LireListe lire;
  @Inject TenantContext contexte;
  @Inject Clock horloge;

  @Override
  public Liste<DemandeLigne.Lue, DemandeLigne> liste() {
    return LISTE;
  }

  /**
   * Les demandes ouvertes, la plus urgente d'abord ; une requête pour leur rang, une pour ce
   * qu'elles montrent, une pour leur nombre, quel que soit le nombre d'espaces.
   */
  @Override
  @Transactional
  @LectureEquipe
  public Page<DemandeLigne> executer(Requete requete) {
    return lire.page(LISTE, limitee(requete), this::vues);
  }

  @Override
  @Transactional
  @Habilite(
      value = {Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    return lire.exporter(LISTE, limitee(requete), format, this::vues);
  }

  private Requete limitee(Requete requete) {
    var jour = LocalDate.now(horloge);
    return requete
        .un("delai", Delai.class)
        .map(d -> requete.avec("limite", d.limite(jour)))
        .orElse(requete);
  }

  private List<DemandeLigne> vues(List<DemandeLigne.Lue> lues) {
    var espaces = lire.espaces();
    var moi = contexte.identite().id();
    var jour = LocalDate.now(horloge);
    return lues.stream()
        .map(l -> DemandeLigne.de(l, espaces.get(l.tenantId()), moi, jour))
        .toList();
  }

  @Transactional
  @LectureEquipe
  public Reperes reperes() {
    var espaces = lire.espaces();
    if (espaces.isEmpty()) {
      return new Reperes(0, 0, 0, 0, 0);
    }
    var c =
        comptes(
                em.createQuery(
                    "select new fr.maillon.assistance.ListerPortefeuille.ReperesLus("
                        + COMPTES
                        + ") from Demande d where "
                        + parmi(espaces)
                        + "d.etat in :ouverts",
                    ReperesLus.class),
                espaces)
            .getSingleResult();
    return new Reperes(
        nombre(c.aMoi()),
        nombre(c.enRetard()),
        nombre(c.avantCinqJours()),
        nombre(c.nouvelles()),
        c.ouvertes());
  }

  /**
   * Ce qui reste à faire dans chaque espace du portefeuille ; rien pour un espace où rien n'est
   * ouvert. Une requête, groupée.
   */
  @Transactional
  @LectureEquipe
  public Map<UUID, Travail> travail() {
    var espaces = lire.espaces();
    var travail = new HashMap<UUID, Travail>();
    if (!espaces.isEmpty()) {
      comptes(
              em.createQuery(
                  "select new fr.maillon.assistance.ListerPortefeuille.TravailLu("
                      + COMPTES
                      + ", min(d.dateSouhaitee), d.tenantId) from Demande d where "
                      + parmi(espaces)
                      + "d.etat in :ouverts"
                      + " group by d.tenantId",
                  TravailLu.class),
              espaces)
          .getResultStream()
          .forEach(
              c ->
                  travail.put(
                      c.espace(),
                      new Travail(
                          c.ouvertes(), c.aMoi(), c.enRetard(), c.nouvelles(), c.prochaine())));
    }
    return travail;
  }

  /** Qui suit les demandes ouvertes de mon portefeuille, par nom. */
  @Transactional
  @LectureEquipe
  public List<Suiveur> suiveurs() {
    var espaces = lire.espaces();
    if (espaces.isEmpty()) {
      return List.of();
    }
    var requete =
        em.createQuery(
                "select new fr.maillon.assistance.ListerPortefeuille.Suiveur(d.facilitateurId,"
                    + " max(d.facilitateurNom)) from Demande d where "
                    + parmi(espaces)
                    + "d.etat in :ouverts and d.facilitateurId is not null group by"
                    + " d.facilitateurId",
                Suiveur.class)
            .setParameter("ouverts", EtatDemande.OUVERTS);
    return (espaces.size() <= NOMMES ? requete.setParameter("tenants", espaces.keySet()) : requete)
        .getResultStream()
        .sorted(Comparator.comparing(Suiveur::nom, Texte.ordre()))
        .toList();
  }

  private static String parmi(SortedMap<UUID, Espace> espaces) {
    return espaces.size() <= NOMMES ? "d.tenantId in :tenants and " : "";
  }

  private <T> TypedQuery<T> comptes(TypedQuery<T> requete, SortedMap<UUID, Espace> espaces) {
    var jour = LocalDate.now(horloge);
    return (espaces.size() <= NOMMES ? requete.setParameter("tenants", espaces.keySet()) : requete)
        .setParameter("ouverts", EtatDemande.OUVERTS)
        .setParameter("moi", contexte.identite().id())
        .setParameter("jour", jour)
        .setParameter("limite", jour.plusDays(JOURS_PROCHES));
  }

  private static long nombre(Long somme) {
    return somme == null ? 0 : somme;
  }
}
