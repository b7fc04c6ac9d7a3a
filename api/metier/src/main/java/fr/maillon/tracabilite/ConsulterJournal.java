package fr.maillon.tracabilite;

import static fr.maillon.liste.TypeDeColonne.ENTIER;
import static fr.maillon.liste.TypeDeColonne.INSTANT;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.journal.NatureDeLigne;
import fr.maillon.liste.Critere;
import fr.maillon.liste.FichierDeListe;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.liste.Francais;
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
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Le journal de l'espace, du plus récent au plus ancien : qui est entré, à quel titre, par quelle
 * convention, ce qui a changé ou est sorti.
 */
@ApplicationScoped
public class ConsulterJournal implements ListeServie {
  private static final int PERSONNES_AU_PLUS = 500;
  private static final UUID MACHINE = new UUID(0, 0);

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  public static final Liste<Lue, LigneView> LISTE =
      Liste.<Lue, LigneView>de("journal", "Journal", Lue.class)
          .lit(
              "LigneDeJournal j",
              "j.rang",
              "j.rang",
              "j.quand",
              "j.nature",
              "j.titre",
              "j.auteurId",
              "j.auteurNom",
              "j.pourId",
              "j.pourNom",
              "j.convention",
              "j.acte",
              "j.objet",
              "j.detail")
          .dansLEspace("j.espace")
          .critere(
              Critere.jour(
                  "du",
                  "Du",
                  j -> "À partir du " + Francais.jour(j),
                  (j, c) -> c.et("j.quand >= :du").avec("du", j.atStartOfDay(PARIS).toInstant())))
          .critere(
              Critere.jour(
                  "au",
                  "Au",
                  j -> "Jusqu'au " + Francais.jour(j),
                  (j, c) ->
                      c.et("j.quand < :au")
                          .avec("au", j.plusDays(1).atStartOfDay(PARIS).toInstant())))
          .ordonnes(
              "du",
              "au",
              "periode-inversee",
              "La période finit avant de commencer : mettez la date la plus ancienne en premier.")
          .critere(
              Critere.identifiant(
                  "personne",
                  "Personne",
                  (id, c) ->
                      c.et("(j.auteurId = :personne or j.pourId = :personne)")
                          .avec("personne", id)))
          .critere(
              Critere.mots(
                  "titre",
                  "À quel titre",
                  List.of(TitreDeLigne.values()),
                  TitreDeLigne::libelle,
                  "j.titre"))
          .critere(
              Critere.mots(
                  "nature",
                  "Nature",
                  List.of(NatureDeLigne.values()),
                  Natures::libelle,
                  "j.nature"))
          .colonne("rang", "rang", ENTIER, LigneView::rang)
          .colonne("quand", "quand", INSTANT, LigneView::quand)
          .colonne("qui", "qui", TEXTE, LigneView::auteur)
          .colonne("titre", "titre", TEXTE, l -> l.titre().libelle())
          .colonne("pour", "pour", TEXTE, LigneView::pour)
          .colonne("convention", "convention", TEXTE, LigneView::convention)
          .colonne("nature", "nature", TEXTE, l -> Natures.libelle(l.nature()))
          .colonne("acte", "acte", TEXTE, LigneView::phrase)
          .colonne("objet", "objet", TEXTE, LigneView::objet)
          .colonne("detail", "détail", TEXTE, LigneView::detail)
          .colonne("code", "code", TEXTE, LigneView::acte)
          .colonne("identifiant", "identifiant", TEXTE, LigneView::identifiant)
          .range("recentes", "j.rang desc")
          .parDefaut("recentes");

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject LireListe lire;
  @Inject TenantContext contexte;
  @Inject Identifiants identifiants;

  /** Ce que la base rend d'une ligne. */
  public record Lue(
      long rang,
      Instant quand,
      NatureDeLigne nature,
      TitreDeLigne titre,
      UUID auteurId,
      String auteurNom,
      UUID pourId,
      String pourNom,
      UUID convention,
      String acte,
      String objet,
      String detail) {}

  /** Une convention citée : son numéro et sa structure. */
  public record Citee(UUID id, String numero, String structure) {}

  /**
   * Une ligne du journal.
   *
   * @param identifiant l'identifiant de connexion de l'auteur ; celui de son compte, s'il n'est
   *     plus de l'espace ; null pour Maillon
   * @param pour qui a ouvert la fenêtre par où le support est entré ; null hors du support
   * @param convention celle qui ouvrait l'espace à cette personne : son numéro et sa structure ;
   *     null pour un agent
   * @param acte nom de code, stable
   * @param phrase ce que l'acte a fait, au passé et sans sujet
   * @param objet identifiant de ce sur quoi il porte ; null admis
   */
  @Schema(name = "ConsulterJournalLigneView")
  public record LigneView(
      long rang,
      Instant quand,
      NatureDeLigne nature,
      TitreDeLigne titre,
      UUID auteurId,
      String auteur,
      String identifiant,
      UUID pourId,
      String pour,
      UUID conventionId,
      String convention,
      String acte,
      String phrase,
      String objet,
      String detail) {}

  /** Quelqu'un qui a laissé une ligne au journal. */
  public record PersonneView(UUID id, String nom) {}

  @Override
  public Liste<Lue, LigneView> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.CONSULTER_JOURNAL)
  public Page<LigneView> executer(Requete requete) {
    return lire.page(LISTE, requete, this::vues);
  }

  /** Cette sortie laisse elle-même une ligne au journal. */
  @Override
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    return lire.exporter(LISTE, requete, format, this::vues);
  }

  /** Ceux dont le journal porte au moins une ligne, par nom : le choix du filtre. */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.CONSULTER_JOURNAL)
  public List<PersonneView> personnes() {
    return em.createQuery(
            "select new fr.maillon.tracabilite.ConsulterJournal.PersonneView(j.auteurId,"
                + " max(j.auteurNom)) from LigneDeJournal j where j.espace = :espace group by"
                + " j.auteurId",
            PersonneView.class)
        .setParameter("espace", contexte.tenantId())
        .setMaxResults(PERSONNES_AU_PLUS)
        .getResultStream()
        .sorted(java.util.Comparator.comparing(PersonneView::nom, Texte.ordre()))
        .toList();
  }

  private List<LigneView> vues(List<Lue> lignes) {
    var conventions =
        conventions(
            lignes.stream()
                .map(j -> j.convention())
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet()));
    var connus =
        identifiants.lire(lignes.stream().map(j -> j.auteurId()).collect(Collectors.toSet()));
    return lignes.stream()
        .map(
            j ->
                new LigneView(
                    j.rang(),
                    j.quand(),
                    j.nature(),
                    j.titre(),
                    j.auteurId(),
                    j.auteurNom(),
                    j.auteurId().equals(MACHINE)
                        ? null
                        : connus.getOrDefault(j.auteurId(), j.auteurId().toString()),
                    j.pourId(),
                    j.pourNom(),
                    j.convention(),
                    j.convention() == null
                        ? null
                        : conventions.getOrDefault(j.convention(), "introuvable aujourd'hui"),
                    j.acte(),
                    Actes.phrase(j.acte(), j.nature()),
                    j.objet(),
                    j.detail()))
        .toList();
  }

  private Map<UUID, String> conventions(Set<UUID> ids) {
    var noms = new HashMap<UUID, String>();
    if (!ids.isEmpty()) {
      em.createQuery(
              "select new fr.maillon.tracabilite.ConsulterJournal.Citee(c.id, c.numero, s.nom) from"
                  + " ConventionCitee c join StructureCitee s on s.id = c.structure where c.id in"
                  + " :ids",
              Citee.class)
          .setParameter("ids", ids)
          .getResultStream()
          .forEach(c -> noms.put(c.id(), c.numero() + ", " + c.structure()));
    }
    return noms;
  }
}
