package fr.maillon.passation;

import static fr.maillon.liste.TypeDeColonne.ENTIER;
import static fr.maillon.liste.TypeDeColonne.INSTANT;
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
import fr.maillon.liste.Requete;
import fr.maillon.passation.PassationView.EspaceView;
import fr.maillon.regle.Introuvable;
import fr.maillon.suiviconvention.MaitreOuvrageAssiste;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Les passations décidées, la plus récente d'abord, et ce qu'une passation emporterait. */
@ApplicationScoped
public class ListerPassations implements ListeServie {
  public static final Liste<Lue, PassationView> LISTE =
      Liste.<Lue, PassationView>de("passations", "Transferts", Lue.class)
          .lit(
              "Passation p",
              "p.id",
              "p.id",
              "p.de",
              "p.deNom",
              "p.vers",
              "p.versNom",
              "p.effet",
              "p.etat",
              "p.par",
              "p.parNom",
              "p.quand",
              "p.finieLe")
          .critere(Critere.identifiant("id", "Un transfert", "p.id").interne())
          .critere(
              Critere.mots(
                  "etat",
                  "État",
                  List.of(EtatPassation.values()),
                  EtatPassation::libelle,
                  "p.etat"))
          .colonne("de", "De", TEXTE, PassationView::de)
          .colonne("vers", "À", TEXTE, PassationView::vers)
          .colonne("effet", "À compter du", JOUR, PassationView::effet)
          .colonne("etat", "État", TEXTE, PassationView::etatLibelle)
          .colonne("espaces", "Espaces", ENTIER, PassationView::total)
          .enPlus("faits", "Espaces transférés", ENTIER, PassationView::faits)
          .enPlus("empeches", "Espaces empêchés", ENTIER, PassationView::erreurs)
          .colonne("demandes", "Demandes", ENTIER, PassationView::demandes)
          .enPlus("par", "Décidé par", TEXTE, PassationView::par)
          .enPlus("quand", "Décidé le", INSTANT, PassationView::quand)
          .range("recente", "p.quand desc, p.id")
          .parDefaut("recente");

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject LireListe lire;

  /** Ce que la base en rend. */
  public record Lue(
      UUID id,
      UUID de,
      String deNom,
      UUID vers,
      String versNom,
      LocalDate effet,
      EtatPassation etat,
      UUID par,
      String parNom,
      Instant quand,
      Instant finieLe) {}

  /** Où en sont ses espaces. */
  public record Compte(UUID passation, long total, Long faits, Long erreurs, Long demandes) {}

  /** Un de ses espaces. */
  public record EspaceLu(
      String code,
      String nom,
      String sigle,
      String type,
      String couleur,
      PassationEspace.Etat etat,
      int demandes,
      String erreur) {}

  /** Un espace, par son identifiant. */
  public record Assiste(
      UUID id, String code, String nom, String sigle, String type, String couleur) {}

  @Override
  public Liste<Lue, PassationView> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @LectureCoordination
  public Page<PassationView> executer(Requete requete) {
    return lire.page(LISTE, requete, lues -> vues(lues, List.of()));
  }

  @Override
  @Transactional
  @Habilite(value = Titre.COORDINATEUR, geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    return lire.exporter(LISTE, requete, format, lues -> vues(lues, List.of()));
  }

  /**
   * @throws Introuvable passation absente
   */
  @Transactional
  @LectureCoordination
  public PassationView une(UUID id) {
    var vue = lire.une(LISTE, LISTE.tout().avec("id", id), lues -> vues(lues, espaces(id)));
    if (vue == null) {
      throw new Introuvable("Passation");
    }
    return vue;
  }

  private List<EspaceView> espaces(UUID id) {
    return em.createQuery(
            "select new fr.maillon.passation.ListerPassations.EspaceLu(m.code, m.nom, m.sigle,"
                + " m.type, m.couleur, e.etat, e.demandes, e.erreur) from PassationEspace e join"
                + " EspaceConventionne m on m.id = e.maitreOuvrage where e.passation = :id order by"
                + " m.nom, m.code",
            EspaceLu.class)
        .setParameter("id", id)
        .getResultStream()
        .map(
            e ->
                new EspaceView(
                    new MaitreOuvrageAssiste(e.code(), e.nom(), e.sigle(), e.type(), e.couleur()),
                    switch (e.etat()) {
                      case A_FAIRE -> "À faire";
                      case FAIT -> "Fait";
                      case ERREUR -> "Empêché";
                    },
                    e.demandes(),
                    e.erreur()))
        .toList();
  }

  /**
   * Les espaces qu'une passation emporterait ce jour-là, par nom.
   *
   * @param code un seul ; null : tous
   */
  @Transactional
  @LectureCoordination
  public Map<UUID, MaitreOuvrageAssiste> aPasser(UUID de, LocalDate effet, String code) {
    var requete =
        em.createQuery(
                "select new fr.maillon.passation.ListerPassations.Assiste(m.id, m.code, m.nom,"
                    + " m.sigle, m.type, m.couleur) from Affectation a, ConventionDuJour c,"
                    + " EspaceConventionne m where c.id = a.convention and m.id = a.maitreOuvrage"
                    + " and a.facilitateur = :de and (a.au is null or a.au >= :effet and a.au >="
                    + " a.du) and c.fin >= :effet and m.etat <> 'FERME'"
                    + (code == null ? "" : " and m.code = :code")
                    + " order by m.nom, m.code",
                Assiste.class)
            .setParameter("de", de)
            .setParameter("effet", effet);
    if (code != null) {
      requete.setParameter("code", code);
    }
    var espaces = new LinkedHashMap<UUID, MaitreOuvrageAssiste>();
    requete
        .getResultStream()
        .forEach(
            m ->
                espaces.put(
                    m.id(),
                    new MaitreOuvrageAssiste(m.code(), m.nom(), m.sigle(), m.type(), m.couleur())));
    return espaces;
  }

  private List<PassationView> vues(List<Lue> lues, List<EspaceView> espaces) {
    var comptes =
        em.createQuery(
                "select new fr.maillon.passation.ListerPassations.Compte(e.passation, count(e),"
                    + " sum(case when e.etat = fr.maillon.passation.PassationEspace.Etat.FAIT then"
                    + " 1 else 0 end), sum(case when e.etat ="
                    + " fr.maillon.passation.PassationEspace.Etat.ERREUR then 1 else 0 end),"
                    + " sum(e.demandes)) from PassationEspace e where e.passation in :ids group by"
                    + " e.passation",
                Compte.class)
            .setParameter("ids", lues.stream().map(Lue::id).toList())
            .getResultStream()
            .collect(Collectors.toMap(Compte::passation, c -> c));
    return lues.stream()
        .map(
            l -> {
              var c = comptes.getOrDefault(l.id(), new Compte(l.id(), 0, 0L, 0L, 0L));
              return new PassationView(
                  l.id(),
                  l.de(),
                  l.deNom(),
                  l.vers(),
                  l.versNom(),
                  l.effet(),
                  l.etat(),
                  l.etat().libelle(),
                  c.total(),
                  c.faits(),
                  c.erreurs(),
                  c.demandes(),
                  l.par(),
                  l.parNom(),
                  l.quand(),
                  l.finieLe(),
                  espaces);
            })
        .toList();
  }
}
