package fr.maillon.assistance;

import static fr.maillon.liste.TypeDeColonne.ENTIER;
import static fr.maillon.liste.TypeDeColonne.INSTANT;
import static fr.maillon.liste.TypeDeColonne.NOMBRE;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureEquipe;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.FichierDeListe;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.liste.LireListe;
import fr.maillon.liste.Liste;
import fr.maillon.liste.ListeServie;
import fr.maillon.liste.Page;
import fr.maillon.liste.Requete;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Les clauses à décider chez tous mes maîtres d'ouvrage, la plus anciennement proposée d'abord. */
@ApplicationScoped
public class ListerClausesADecider implements ListeServie {
  public static final Liste<Lue, ClauseADecider> LISTE =
      Liste.<Lue, ClauseADecider>de("clauses-a-decider", "Clauses à décider", Lue.class)
          .lit(
              "Clause c",
              "c.id",
              "c.tenantId",
              "c.id",
              "m.numero",
              "m.objet",
              "l.rang",
              "l.objet",
              "e.heuresDues",
              "c.auteurNom",
              "c.creeLe")
          .joint(
              "join Engagement e on (e.tenantId = c.tenantId and e.clauseId = c.id) join Lot l on"
                  + " (l.tenantId = c.tenantId and l.id = c.lotId) join Marche m on (m.tenantId ="
                  + " c.tenantId and m.id = c.marcheId)")
          .dansLePortefeuille("c.tenantId")
          .ou("c.etat = fr.maillon.clause.EtatClause.PROPOSEE")
          .critere(Portefeuilles.maitreOuvrage())
          .colonne("maitre_ouvrage", "Maître d'ouvrage", TEXTE, c -> c.maitreOuvrage().nom())
          .colonne("rang", "Lot", ENTIER, ClauseADecider::lotRang)
          .colonne("lot", "Objet du lot", TEXTE, ClauseADecider::lotObjet)
          .colonne("numero", "Numéro du marché", TEXTE, ClauseADecider::marcheNumero)
          .colonne("objet", "Marché", TEXTE, ClauseADecider::marcheObjet)
          .colonne("heures", "Heures proposées", NOMBRE, ClauseADecider::heuresDues)
          .colonne("proposee", "Proposée le", INSTANT, ClauseADecider::creeLe)
          .colonne("auteur", "Proposée par", TEXTE, ClauseADecider::auteur)
          .range("ancienne", "c.creeLe")
          .parDefaut("ancienne");

  @Inject LireListe lire;

  /** Une version de clause, que l'agent du maître d'ouvrage accepte ou refuse. */
  public record ClauseADecider(
      DemandeLigne.MaitreOuvrage maitreOuvrage,
      UUID id,
      String marcheNumero,
      String marcheObjet,
      int lotRang,
      String lotObjet,
      BigDecimal heuresDues,
      String auteur,
      Instant creeLe) {}

  /** Ce que la base en rend. */
  public record Lue(
      UUID tenantId,
      UUID id,
      String marcheNumero,
      String marcheObjet,
      int lotRang,
      String lotObjet,
      BigDecimal heuresDues,
      String auteur,
      Instant creeLe) {}

  @Override
  public Liste<Lue, ClauseADecider> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @LectureEquipe
  public Page<ClauseADecider> executer(Requete requete) {
    return lire.page(LISTE, requete, this::vues);
  }

  @Override
  @Transactional
  @Habilite(
      value = {Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    return lire.exporter(LISTE, requete, format, this::vues);
  }

  private List<ClauseADecider> vues(List<Lue> lues) {
    var espaces = lire.espaces();
    return lues.stream()
        .map(
            l ->
                new ClauseADecider(
                    DemandeLigne.MaitreOuvrage.de(espaces.get(l.tenantId())),
                    l.id(),
                    l.marcheNumero(),
                    l.marcheObjet(),
                    l.lotRang(),
                    l.lotObjet(),
                    l.heuresDues(),
                    l.auteur(),
                    l.creeLe()))
        .toList();
  }
}
