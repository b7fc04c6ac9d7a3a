package fr.maillon.marche;

import static fr.maillon.liste.TypeDeColonne.ENTIER;
import static fr.maillon.liste.TypeDeColonne.EUROS;
import static fr.maillon.liste.TypeDeColonne.JOUR;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Critere;
import fr.maillon.liste.FichierDeListe;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.liste.Francais;
import fr.maillon.liste.LireListe;
import fr.maillon.liste.Liste;
import fr.maillon.liste.ListeServie;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.liste.Requete;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Les marchés de l'espace, filtrés, triés, par page, avec ce que pèse toute la sélection. */
@ApplicationScoped
public class ListerMarches implements ListeServie {
  public static final Liste<Lue, MarcheLigne> LISTE =
      Liste.<Lue, MarcheLigne>de("marches", "Marchés", Lue.class)
          .lit(
              "Marche m",
              "m.id",
              "m.id",
              "m.numero",
              "m.objet",
              "m.acheteurSiret",
              "m.segment",
              "m.codeCpv",
              "m.dateNotification",
              "m.montant",
              "m.lots",
              "m.socialeConnue",
              "m.socialeClause",
              "m.socialeCritere",
              "m.socialeReserve",
              "m.etat")
          .dansLEspace("m.tenantId")
          .critere(Critere.texte("q", "Objet, numéro, titulaire", "m.recherche"))
          .critere(Critere.entiers("annee", "Année", 1900, 2200, a -> "Notifié en " + a, "m.annee"))
          .critere(
              Critere.mots(
                  "segment", "Segment", List.of(Segment.values()), Segment::libelle, "m.segment"))
          .critere(
              Critere.predicats(
                  "consideration",
                  "Considération sociale",
                  List.of(Consideration.values()),
                  Consideration::libelle,
                  c -> c.predicat))
          .critere(
              Critere.mots(
                  "etat", "État", List.of(EtatMarche.values()), EtatMarche::libelle, "m.etat"))
          .critere(
              Critere.montant(
                  "montantMin",
                  "Montant HT (€), de",
                  m -> "À partir de " + Francais.euros(m) + " HT",
                  "m.montant >="))
          .critere(
              Critere.montant(
                  "montantMax", "à", m -> "Jusqu'à " + Francais.euros(m) + " HT", "m.montant <="))
          .ordonnes(
              "montantMin",
              "montantMax",
              "montants-inverses",
              "Le montant maximum est inférieur au minimum.")
          .colonne("objet", "Objet et titulaires", TEXTE, MarcheLigne::objet)
          .colonne("segment", "Segment", TEXTE, l -> l.segment().libelle())
          .colonne(
              "consideration",
              "Considération sociale",
              TEXTE,
              l -> String.join(", ", l.considerationsSociales()))
          .colonne("date_notification", "Notifié", JOUR, MarcheLigne::dateNotification)
          .colonne("montant", "Montant HT", EUROS, MarcheLigne::montant)
          .colonne("etat", "État", TEXTE, l -> l.etat().libelle())
          .enPlus("numero", "Numéro", TEXTE, MarcheLigne::numero)
          .enPlus("titulaires", "Titulaires", TEXTE, l -> String.join(", ", l.titulaires()))
          .enPlus("cpv", "Code CPV", TEXTE, MarcheLigne::codeCpv)
          .enPlus("lots", "Lots", ENTIER, MarcheLigne::lots)
          .enPlus("clauses", "Lots avec clause acceptée", ENTIER, MarcheLigne::clausesAcceptees)
          .enPlus("siret", "SIRET de l'acheteur", TEXTE, MarcheLigne::acheteurSiret)
          .trie("date_notification", "m.dateNotification")
          .trie("montant", "m.montant, m.id desc", "m.montant desc")
          .trie("numero", "m.numero")
          .trie("objet", "m.objet")
          .somme("m.montant")
          .tientSonPoids("PoidsMarche m", "annee", "segment", "consideration", "etat")
          .parDefaut("-date_notification");

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject LireListe lire;
  @Inject TenantContext contexte;
  @Inject @Any Instance<ClausesDesMarches> clausesDesMarches;

  /**
   * Ce que l'on cherche dans les considérations sociales ; {@code INCONNUE} n'est pas {@code
   * AUCUNE}.
   */
  public enum Consideration {
    CLAUSE("Clause sociale", "m.socialeClause = true"),
    CRITERE("Critère social", "m.socialeCritere = true"),
    RESERVE("Marché réservé", "m.socialeReserve = true"),
    AUCUNE(
        "Aucune considération",
        "m.socialeConnue = true and m.socialeClause = false and m.socialeCritere = false and"
            + " m.socialeReserve = false"),
    INCONNUE("Considération inconnue", "m.socialeConnue = false");

    private final String libelle;
    private final String predicat;

    Consideration(String libelle, String predicat) {
      this.libelle = libelle;
      this.predicat = predicat;
    }

    public String libelle() {
      return libelle;
    }
  }

  /** Ce que la base rend d'un marché. */
  public record Lue(
      UUID id,
      String numero,
      String objet,
      String acheteurSiret,
      Segment segment,
      String codeCpv,
      LocalDate dateNotification,
      BigDecimal montant,
      int lots,
      boolean connue,
      boolean clause,
      boolean critere,
      boolean reserve,
      EtatMarche etat) {}

  /**
   * Une ligne de la liste.
   *
   * @param montant euros HT, somme des lots
   * @param lots nombre de lots
   * @param considerationsSociales libellés du format DECP ; vide quand elles sont inconnues
   * @param considerationsConnues faux pour le format 2019, qui n'en dit rien
   * @param clausesAcceptees lots qui portent une clause acceptée dans Maillon, quoi qu'en dise la
   *     publication
   * @param titulaires noms, ou identifiants à défaut, des trois premiers
   */
  public record MarcheLigne(
      UUID id,
      String numero,
      String objet,
      String acheteurSiret,
      Segment segment,
      String codeCpv,
      LocalDate dateNotification,
      BigDecimal montant,
      int lots,
      List<String> considerationsSociales,
      boolean considerationsConnues,
      long clausesAcceptees,
      EtatMarche etat,
      List<String> titulaires) {
    public MarcheLigne {
      considerationsSociales = List.copyOf(considerationsSociales);
      titulaires = List.copyOf(titulaires);
    }
  }

  /**
   * @param total null : plus de {@code auMoins} ; demandez {@code totaux=true} pour l'exact
   * @param montantTotal euros HT, de toute la sélection et non de la page ; null avec le total
   */
  public record Selection(
      List<MarcheLigne> elements,
      Long total,
      Long auMoins,
      int page,
      int taille,
      BigDecimal montantTotal) {
    public Selection {
      elements = List.copyOf(elements);
    }

    /** Le total, ou ce que l'on en sait. */
    public long compte() {
      return total == null ? auMoins : total;
    }

    static Selection de(Page.Pesee<MarcheLigne> pesee) {
      var page = pesee.page();
      return new Selection(
          page.elements(), page.total(), page.auMoins(), page.page(), page.taille(), pesee.somme());
    }
  }

  /** Les titulaires d'un marché, à la suite. */
  public record TitulaireLu(UUID marche, String denomination, String identifiant) {
    String nom() {
      return denomination == null ? identifiant : denomination;
    }
  }

  @Override
  public Liste<Lue, MarcheLigne> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @LectureEspace
  public Selection executer(Requete requete) {
    return Selection.de(lire.peser(LISTE, requete, this::vues));
  }

  @Override
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    return lire.exporter(LISTE, requete, format, this::vues);
  }

  /** Ce que pèsent tous les marchés de l'espace, sans en montrer un. */
  @Transactional
  @LectureEspace
  public Selection ensemble() {
    return Selection.de(lire.peser(LISTE, LISTE.tout().a(new Pagination(1, 1)), _ -> List.of()));
  }

  /** Les années de notification présentes dans l'espace, de la plus récente à la plus ancienne. */
  @Transactional
  @LectureEspace
  public List<Integer> annees() {
    // d'année en année par l'index : « distinct » relirait tous les marchés à chaque page
    return Stream.of(
            em.createNativeQuery(
                    "with recursive a(annee) as (select max(m.annee) from metier.marche m where"
                        + " m.tenant_id = ?1 union all select (select max(m.annee) from"
                        + " metier.marche m where m.tenant_id = ?1 and m.annee < a.annee) from a"
                        + " where a.annee is not null) select a.annee from a where a.annee is not"
                        + " null")
                .setParameter(1, contexte.tenantId())
                .getResultList()
                .toArray())
        .map(a -> ((Number) a).intValue())
        .toList();
  }

  private List<MarcheLigne> vues(List<Lue> lues) {
    var marches = lues.stream().map(Lue::id).toList();
    var titulaires = titulaires(marches);
    var clauses = clausesDesMarches.iterator().next().acceptees(marches);
    return lues.stream()
        .map(
            l ->
                new MarcheLigne(
                    l.id(),
                    l.numero(),
                    l.objet(),
                    l.acheteurSiret(),
                    l.segment(),
                    l.codeCpv(),
                    l.dateNotification(),
                    l.montant(),
                    l.lots(),
                    Considerations.libelles(l.connue(), l.clause(), l.critere(), l.reserve()),
                    l.connue(),
                    clauses.getOrDefault(l.id(), 0L),
                    l.etat(),
                    titulaires.getOrDefault(l.id(), List.of())))
        .toList();
  }

  private Map<UUID, List<String>> titulaires(List<UUID> marches) {
    var noms = new HashMap<UUID, List<String>>();
    em.createQuery(
            "select new fr.maillon.marche.ListerMarches.TitulaireLu(l.marcheId, x.denomination,"
                + " x.identifiant) from Titulaire x join Lot l on l.id = x.lotId and l.tenantId ="
                + " x.tenantId where x.tenantId = :tenant and l.tenantId = :tenant and l.marcheId"
                + " in :marches and l.rang <= 3 and x.rang <= 3 order by l.marcheId, l.rang,"
                + " x.rang",
            TitulaireLu.class)
        .setParameter("tenant", contexte.tenantId())
        .setParameter("marches", marches)
        .getResultStream()
        .filter(t -> t.nom() != null)
        .forEach(
            t -> {
              var siens = noms.computeIfAbsent(t.marche(), _ -> new ArrayList<>());
              if (siens.size() < 3 && !siens.contains(t.nom())) {
                siens.add(t.nom());
              }
            });
    return noms;
  }
}
