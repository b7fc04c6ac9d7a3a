package fr.maillon.suiviconvention;

import static fr.maillon.liste.TypeDeColonne.JOUR;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureCoordination;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Critere;
import fr.maillon.liste.FichierDeListe;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.liste.LireListe;
import fr.maillon.liste.Liste;
import fr.maillon.liste.ListeServie;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.liste.Requete;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Qui assiste qui, pour la coordination : chaque convention qui court ou va courir, et ceux qui y
 * sont affectés.
 */
@ApplicationScoped
public class ListerAffectations implements ListeServie {
  private static final String EN_COURS = " a.du <= :jour and (a.au is null or a.au >= :jour)";

  public static final Liste<Lue, Ligne> LISTE =
      Liste.<Lue, Ligne>de("affectations", "Affectations", Lue.class)
          .lit(
              "ConventionDuJour c join EspaceConventionne m on m.id = c.maitreOuvrage join"
                  + " Structure s on s.id = c.structure",
              "c.id",
              "c.id",
              "c.numero",
              "m.code",
              "m.nom",
              "m.sigle",
              "m.type",
              "m.couleur",
              "s.nom",
              "c.du",
              "c.fin")
          .ou("c.fin >= :jour and m.etat <> 'FERME'")
          .critere(Critere.texte("texte", "Maître d'ouvrage", "m.recherche"))
          .critere(
              Critere.identifiant(
                  "facilitateur",
                  "Facilitateur",
                  (qui, c) ->
                      c.et(
                              "exists (select 1 from Affectation a where a.convention = c.id and"
                                  + " a.facilitateur = :facilitateur and (a.au is null or a.au >="
                                  + " :jour and a.au >= a.du))")
                          .avec("facilitateur", qui)))
          .critere(
              Critere.oui(
                  "sansFacilitateur",
                  "Sans facilitateur",
                  "c.enVigueur = true and not exists (select 1 from Affectation a where"
                      + " a.convention = c.id and"
                      + EN_COURS
                      + ")"))
          .colonne("nom", "Maître d'ouvrage", TEXTE, l -> l.maitreOuvrage().nom())
          .colonne("numero", "Convention", TEXTE, Ligne::numero)
          .enPlus("structure", "Structure", TEXTE, Ligne::structure)
          .colonne(
              "facilitateurs",
              "Facilitateurs",
              TEXTE,
              l ->
                  l.affectations().stream()
                      .filter(AffectationView::finissable)
                      .map(AffectationView::facilitateur)
                      .collect(Collectors.joining(", ")))
          .enPlus("du", "Début", JOUR, Ligne::du)
          .colonne("fin", "Fin", JOUR, Ligne::fin)
          .enPlus("etat", "État", TEXTE, Ligne::etatLibelle)
          .trie("nom", "m.nom, m.code, c.du", "m.nom desc, m.code, c.du")
          .trie("fin", "c.fin, m.nom", "c.fin desc, m.nom")
          .parDefaut("nom");

  /**
   * @param affectations en cours et à venir d'abord ; les finies suivent, l'histoire reste
   */
  @Schema(name = "ListerAffectationsLigne")
  public record Ligne(
      UUID conventionId,
      String numero,
      MaitreOuvrageAssiste maitreOuvrage,
      String structure,
      LocalDate du,
      LocalDate fin,
      EtatConvention etat,
      String etatLibelle,
      List<AffectationView> affectations) {}

  /**
   * @param jusquAu dernier jour de son titre ; null : sans fin
   * @param espaces où il est affecté aujourd'hui
   */
  public record FacilitateurView(UUID id, String nom, LocalDate jusquAu, long espaces) {
    FacilitateurView avec(long combien) {
      return new FacilitateurView(id, nom, jusquAu, combien);
    }
  }

  /** Combien d'espaces, pour qui. */
  public record Espaces(UUID facilitateur, long combien) {}

  /** Ce que la base en rend. */
  public record Lue(
      UUID id,
      String numero,
      String code,
      String nom,
      String sigle,
      String type,
      String couleur,
      String structure,
      LocalDate du,
      LocalDate fin) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject LireListe lire;
  @Inject Clock horloge;

  @Override
  public Liste<Lue, Ligne> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @LectureCoordination
  public Page<Ligne> executer(Requete requete) {
    return lire.page(LISTE, requete, this::vues);
  }

  @Override
  @Transactional
  @Habilite(value = Titre.COORDINATEUR, geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    return lire.exporter(LISTE, requete, format, this::vues);
  }

  private List<Ligne> vues(List<Lue> lues) {
    var jour = LocalDate.now(horloge);
    var fins = lues.stream().collect(Collectors.toMap(Lue::id, Lue::fin));
    var affectations = ConsulterConvention.affectations(em, fins, jour);
    return lues.stream()
        .map(
            l -> {
              var etat = EtatConvention.de(l.du(), l.fin(), jour);
              return new Ligne(
                  l.id(),
                  l.numero(),
                  new MaitreOuvrageAssiste(l.code(), l.nom(), l.sigle(), l.type(), l.couleur()),
                  l.structure(),
                  l.du(),
                  l.fin(),
                  etat,
                  etat.libelle(),
                  affectations.getOrDefault(l.id(), List.of()));
            })
        .toList();
  }

  /** Les facilitateurs d'aujourd'hui, par nom. */
  @Transactional
  @Habilite(
      value = {Titre.COORDINATEUR, Titre.CENTRAL},
      geste = Geste.LIRE)
  public Page<FacilitateurView> facilitateurs(Pagination pagination) {
    var jour = LocalDate.now(horloge);
    var de =
        " from Facilitateur f join MembreEquipe u on u.id = f.utilisateur where f.du <= :jour and"
            + " (f.au is null or f.au >= :jour)";
    var trouves =
        em.createQuery(
                "select new fr.maillon.suiviconvention.ListerAffectations.FacilitateurView(u.id,"
                    + " u.nom, f.au, 0L)"
                    + de
                    + " order by u.nom, u.id",
                FacilitateurView.class)
            .setParameter("jour", jour)
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultList();
    var espaces =
        trouves.isEmpty()
            ? Map.<UUID, Long>of()
            : em.createQuery(
                    "select new"
                        + " fr.maillon.suiviconvention.ListerAffectations.Espaces(a.facilitateur,"
                        + " count(distinct a.maitreOuvrage)) from Affectation a, ConventionDuJour c"
                        + " where a.facilitateur in :ids and c.id = a.convention and c.enVigueur ="
                        + " true and"
                        + EN_COURS
                        + " group by a.facilitateur",
                    Espaces.class)
                .setParameter("ids", trouves.stream().map(FacilitateurView::id).toList())
                .setParameter("jour", jour)
                .getResultStream()
                .collect(Collectors.toMap(Espaces::facilitateur, Espaces::combien));
    return new Page<>(
        trouves.stream().map(t -> t.avec(espaces.getOrDefault(t.id(), 0L))).toList(),
        em.createQuery("select count(f)" + de, Long.class)
            .setParameter("jour", jour)
            .getSingleResult(),
        pagination.page(),
        pagination.taille());
  }
}
