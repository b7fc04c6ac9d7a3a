package fr.maillon.equipe;

import static fr.maillon.liste.TypeDeColonne.ENTIER;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.envoi.EtatEnvoi;
import fr.maillon.envoi.NatureEnvoi;
import fr.maillon.envoi.Relances;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureCentre;
import fr.maillon.isolation.TenantContext;
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
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Qui est de l'équipe, et qui en a été. */
@ApplicationScoped
public class ListerEquipe implements ListeServie {
  private static final String DU_JOUR = "h.du <= :jour and (h.au is null or h.au >= :jour)";
  private static final String TIENT =
      "exists (select 1 from TitreTenu h where h.personne = p.id and " + DU_JOUR + ")";

  public static final Liste<Lu, MembreView> LISTE =
      Liste.<Lu, MembreView>de("equipe", "Équipe", Lu.class)
          .lit("Equipier p", "p.id", "p.id", "p.nom", "p.courriel")
          .ou("exists (select 1 from TitreTenu h where h.personne = p.id)")
          .critere(
              Critere.mots(
                  "titre",
                  "Titre",
                  TitresDeLEquipe.TOUS,
                  TitresDeLEquipe::libelle,
                  (lus, c) ->
                      // de qui n'en tient plus, ceux qu'il a tenus
                      c.et(
                              "exists (select 1 from TitreTenu t where t.personne = p.id and"
                                  + " t.titre in :titre and (t.du <= :jour and (t.au is null or"
                                  + " t.au >= :jour) or not "
                                  + TIENT
                                  + "))")
                          .avec("titre", lus)))
          .critere(Critere.oui("anciens", "Anciens", "not " + TIENT).sinon(TIENT))
          .colonne("nom", "Personne", TEXTE, MembreView::nom)
          .enPlus("courriel", "Adresse", TEXTE, MembreView::courriel)
          .colonne("titres", "Titres", TEXTE, MembreView::titresLibelle)
          .colonne("espaces", "Espaces assistés", ENTIER, MembreView::espaces)
          .colonne("demandes", "Demandes suivies", ENTIER, MembreView::demandes)
          .personnelle("courriel")
          .trie("nom", "p.nom, p.courriel", "p.nom desc, p.courriel desc")
          .parDefaut("nom");

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject LireListe lire;
  @Inject TenantContext contexte;
  @Inject Relances relances;
  @Inject Clock horloge;

  /** Ce que la base en rend. */
  public record Lu(UUID id, String nom, String courriel) {}

  /** Combien, pour qui. */
  public record Nombre(UUID personne, long combien) {}

  @Override
  public Liste<Lu, MembreView> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @LectureCentre
  public Page<MembreView> executer(Requete requete) {
    return lire.page(LISTE, requete, this::vues);
  }

  @Override
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    return lire.exporter(LISTE, requete, format, this::vues);
  }

  /**
   * @throws Introuvable qui n'a jamais été de l'équipe n'y est pas
   */
  @Transactional
  @LectureCentre
  public MembreView.Fiche une(UUID personne) {
    var periodes =
        em.createQuery(
                "select h from TitreTenu h where h.personne = :personne order by h.du desc,"
                    + " h.titre",
                TitreTenu.class)
            .setParameter("personne", personne)
            .getResultStream()
            .map(h -> new MembreView.Periode(h.titre, TitresDeLEquipe.libelle(h.titre), h.du, h.au))
            .toList();
    var equipier = periodes.isEmpty() ? null : em.find(Equipier.class, personne);
    if (equipier == null) {
      throw new Introuvable("Membre de l'équipe");
    }
    var actes =
        em.createQuery(
                "select a from ActeDEquipe a where a.personne = :personne order by a.quand desc,"
                    + " a.id",
                ActeDEquipe.class)
            .setParameter("personne", personne)
            .setMaxResults(Pagination.MAXIMUM)
            .getResultStream()
            .map(a -> new MembreView.Acte(a.quand, a.par, a.parNom, a.phrase()))
            .toList();
    return new MembreView.Fiche(
        vues(List.of(new Lu(equipier.id, equipier.nom, equipier.courriel))).getFirst(),
        periodes,
        actes);
  }

  private List<MembreView> vues(List<Lu> equipiers) {
    var jour = LocalDate.now(horloge);
    var qui = equipiers.stream().map(Lu::id).toList();
    Map<UUID, List<TitreTenu>> titres =
        em.createQuery(
                "select h from TitreTenu h where h.personne in :qui and " + DU_JOUR,
                TitreTenu.class)
            .setParameter("qui", qui)
            .setParameter("jour", jour)
            .getResultStream()
            .collect(Collectors.groupingBy(h -> h.personne));
    var espaces =
        nombres(
            em.createQuery(
                    "select new fr.maillon.equipe.ListerEquipe.Nombre(a.facilitateur,"
                        + " count(distinct a.maitreOuvrage)) from Affectation a,"
                        + " ConventionDuJour c, EspaceConventionne m where a.facilitateur in :qui"
                        + " and c.id = a.convention and c.enVigueur = true and a.du <= :jour and"
                        + " (a.au is null or a.au >= :jour) and m.id = a.maitreOuvrage and m.etat"
                        + " <> 'FERME' group by a.facilitateur",
                    Nombre.class)
                .setParameter("qui", qui)
                .setParameter("jour", jour));
    var demandes =
        nombres(
            em.createQuery(
                    "select new fr.maillon.equipe.ListerEquipe.Nombre(s.personne, s.ouvertes) from"
                        + " DemandesSuivies s where s.personne in :qui",
                    Nombre.class)
                .setParameter("qui", qui));
    var groupes = relances.enAttente(NatureEnvoi.GROUPES, qui);
    return equipiers.stream()
        .map(
            e -> {
              var siens =
                  titres.getOrDefault(e.id(), List.of()).stream()
                      .sorted(Comparator.comparingInt(h -> TitresDeLEquipe.TOUS.indexOf(h.titre)))
                      .map(
                          h -> new MembreView.Tenu(h.titre, TitresDeLEquipe.libelle(h.titre), h.du))
                      .toList();
              return new MembreView(
                  e.id(),
                  e.nom(),
                  e.courriel(),
                  siens,
                  TitresDeLEquipe.libelles(siens.stream().map(MembreView.Tenu::titre).toList()),
                  espaces.getOrDefault(e.id(), 0L),
                  demandes.getOrDefault(e.id(), 0L),
                  compte(groupes.get(e.id())),
                  e.id().equals(contexte.identite().id()));
            })
        .toList();
  }

  private static Map<UUID, Long> nombres(TypedQuery<Nombre> requete) {
    return requete.getResultStream().collect(Collectors.toMap(Nombre::personne, Nombre::combien));
  }

  private static MembreView.Compte compte(Relances.Suivi enAttente) {
    return enAttente == null
        ? new MembreView.Compte("A_JOUR", null, null)
        : new MembreView.Compte(
            enAttente.etat() == EtatEnvoi.ECHEC ? "ECHEC" : "EN_ATTENTE",
            enAttente.erreur(),
            enAttente.prochainEssai());
  }
}
