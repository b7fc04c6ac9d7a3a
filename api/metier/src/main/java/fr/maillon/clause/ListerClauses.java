package fr.maillon.clause;

import static fr.maillon.liste.TypeDeColonne.ENTIER;
import static fr.maillon.liste.TypeDeColonne.INSTANT;
import static fr.maillon.liste.TypeDeColonne.NOMBRE;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Critere;
import fr.maillon.liste.FichierDeListe;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.liste.Francais;
import fr.maillon.liste.LireListe;
import fr.maillon.liste.Liste;
import fr.maillon.liste.ListeServie;
import fr.maillon.liste.Page;
import fr.maillon.liste.Requete;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Les versions de clause de l'espace. */
@ApplicationScoped
public class ListerClauses implements ListeServie {
  // à gauche, bien que toujours là : l'ordre des jointures est dit, il n'y en a pas vingt à
  // comparer à chaque lecture
  public static final Liste<Lue, ClauseView> LISTE =
      Liste.<Lue, ClauseView>de("clauses", "Clauses", Lue.class)
          .lit(
              "Clause c left join Engagement e on (e.tenantId = c.tenantId and e.clauseId = c.id)"
                  + " left join Marche m on (m.tenantId = c.tenantId and m.id = c.marcheId) left"
                  + " join Lot l on (l.tenantId = c.tenantId and l.id = c.lotId)",
              "c.id",
              "c.id",
              "c.marcheId",
              "m.numero",
              "m.objet",
              "c.lotId",
              "l.rang",
              "l.objet",
              "c.mecanisme",
              "c.article",
              "c.numeroVersion",
              "c.etat",
              "e.unite",
              "e.quantite",
              "e.heuresDues",
              "e.annee",
              "c.auteurId",
              "c.auteurNom",
              "c.creeLe",
              "c.decideePar",
              "c.decideeParNom",
              "c.decideeLe",
              "c.motif",
              "c.version")
          .dansLEspace("c.tenantId")
          .critere(
              Critere.mots(
                  "etat", "État", List.of(EtatClause.values()), EtatClause::libelle, "c.etat"))
          .critere(
              Critere.mots(
                  "mecanisme",
                  "Levier",
                  List.of(Mecanisme.values()),
                  m -> Francais.phrase(m.libelle()),
                  "c.mecanisme"))
          .critere(Critere.identifiant("marche", "Un seul marché", "c.marcheId"))
          .critere(Critere.identifiant("lot", "Un seul lot", "c.lotId"))
          .colonne("lot", "Lot", TEXTE, ClauseView::lotObjet)
          .colonne("mecanisme", "Levier", TEXTE, c -> Francais.phrase(c.mecanisme().libelle()))
          .colonne("heures_dues", "Heures dues", NOMBRE, ClauseView::heuresDues)
          .colonne("heures_validees", "Heures validées", NOMBRE, ClauseView::heuresValidees)
          .colonne("realisation", "Réalisation (%)", NOMBRE, ClauseView::tauxRealisation)
          .colonne("etat", "État", TEXTE, c -> c.etat().libelle())
          .enPlus("rang", "Rang du lot", ENTIER, ClauseView::lotRang)
          .enPlus("marche", "Marché", TEXTE, ClauseView::marcheObjet)
          .enPlus("numero", "Numéro du marché", TEXTE, ClauseView::marcheNumero)
          .enPlus("article", "Article", TEXTE, ClauseView::article)
          .enPlus("version", "Version", ENTIER, ClauseView::numeroVersion)
          .enPlus("annee", "Année", ENTIER, ClauseView::annee)
          .enPlus("proposee", "Proposée le", INSTANT, ClauseView::creeLe)
          .enPlus("decidee", "Décidée le", INSTANT, ClauseView::decideeLe)
          .range("recentes", "c.creeLe desc")
          .range("heures", "e.heuresDues desc, c.creeLe desc")
          .range("marche", "m.numero, l.rang, c.numeroVersion desc")
          .parDefaut("recentes");

  @Inject LireListe lire;
  @Inject @Any Instance<HeuresDesLots> heures;

  /** Ce que la base rend d'une version. */
  public record Lue(
      UUID id,
      UUID marcheId,
      String marcheNumero,
      String marcheObjet,
      UUID lotId,
      int lotRang,
      String lotObjet,
      Mecanisme mecanisme,
      String article,
      int numeroVersion,
      EtatClause etat,
      Unite unite,
      BigDecimal quantite,
      BigDecimal heuresDues,
      int annee,
      UUID auteurId,
      String auteurNom,
      Instant creeLe,
      UUID decideePar,
      String decideeParNom,
      Instant decideeLe,
      String motif,
      int version) {}

  @Override
  public Liste<Lue, ClauseView> liste() {
    return LISTE;
  }

  @Override
  @LectureEspace
  @Transactional
  public Page<ClauseView> executer(Requete requete) {
    return lire.page(LISTE, requete, this::vues);
  }

  @Override
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    return lire.exporter(LISTE, requete, format, this::vues);
  }

  /**
   * Toutes les versions d'un lot, de la plus récente à la plus ancienne ; vide si le lot n'en a
   * pas.
   */
  List<ClauseView> versions(UUID lot) {
    return lire.toutes(LISTE, LISTE.tout().avec("lot", lot).trie("marche"), this::vues);
  }

  private List<ClauseView> vues(List<Lue> lues) {
    var validees = validees(lues);
    return lues.stream()
        .map(
            l ->
                ClauseView.de(
                    l,
                    l.etat() == EtatClause.ACCEPTEE
                        ? validees.getOrDefault(l.lotId(), BigDecimal.ZERO)
                        : null))
        .toList();
  }

  private Map<UUID, BigDecimal> validees(List<Lue> lues) {
    var lots =
        lues.stream()
            .filter(l -> l.etat() == EtatClause.ACCEPTEE)
            .map(Lue::lotId)
            .distinct()
            .toList();
    return lots.isEmpty() ? Map.of() : heures.iterator().next().validees(lots);
  }
}
