package fr.maillon.maitreouvrage;

import static fr.maillon.liste.TypeDeColonne.ENTIER;
import static fr.maillon.liste.TypeDeColonne.JOUR;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureCentre;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Condition;
import fr.maillon.liste.Critere;
import fr.maillon.liste.FichierDeListe;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.liste.LireListe;
import fr.maillon.liste.Liste;
import fr.maillon.liste.ListeServie;
import fr.maillon.liste.MotsCherches;
import fr.maillon.liste.Page;
import fr.maillon.liste.Requete;
import fr.maillon.regle.Introuvable;
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

/** Les espaces de la plateforme, comme objets : ce que l'administration centrale en voit. */
@ApplicationScoped
public class ListerEspaces implements ListeServie {
  private static final String PERSONNES =
      "(select count(distinct a.utilisateur) from AgentDEspace a where a.espace = m.id and a.du <="
          + " :jour and (a.au is null or a.au >= :jour))";

  public static final Liste<Lu, EspaceCentralView> LISTE =
      Liste.<Lu, EspaceCentralView>de("espaces", "Espaces", Lu.class)
          .lit(
              "MaitreOuvrage m left join FicheEspace f on f.espace = m.id",
              "m.id",
              "m.id",
              "m.code",
              "m.nom",
              "m.sigle",
              "m.type",
              "f.couleur",
              "m.couleur",
              "m.etat",
              "m.ouvertLe",
              "m.suspenduLe",
              "m.fermeLe",
              "m.effacableLe",
              "m.version")
          .critere(Critere.identifiant("id", "Un espace", "m.id").interne())
          .critere(Critere.texte("texte", "Nom, code ou SIRET", ListerEspaces::chercher))
          .critere(
              Critere.mots(
                  "type", "Type", List.of(TypeEspace.values()), TypeEspace::libelle, "m.type"))
          .critere(
              Critere.mots(
                  "etat", "État", List.of(EtatEspace.values()), EtatEspace::libelle, "m.etat"))
          .colonne("nom", "Maître d'ouvrage", TEXTE, EspaceCentralView::nom)
          .enPlus("code", "Code", TEXTE, EspaceCentralView::code)
          .enPlus("siret", "SIRET", TEXTE, EspaceCentralView::siret)
          .colonne("type", "Type", TEXTE, e -> e.type().libelle())
          .colonne("personnes", "Personnes", ENTIER, EspaceCentralView::personnes)
          .colonne("conventions", "Conventions", ENTIER, EspaceCentralView::conventions)
          .colonne("ouverture", "Ouvert le", JOUR, EspaceCentralView::ouvertLe)
          .colonne("etat", "État", TEXTE, e -> e.etat().libelle())
          .enPlus("effacable", "Effacé à partir du", JOUR, EspaceCentralView::effacableLe)
          .trie("nom", "m.nom", "m.nom desc")
          .trie("ouverture", "m.ouvertLe, m.nom", "m.ouvertLe desc, m.nom")
          .trie("personnes", PERSONNES + ", m.nom", PERSONNES + " desc, m.nom")
          .parDefaut("nom");

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject LireListe lire;
  @Inject Clock horloge;

  /** Ce que la base en rend. */
  public record Lu(
      UUID id,
      String code,
      String nom,
      String sigle,
      TypeEspace type,
      String couleurChoisie,
      String couleur,
      EtatEspace etat,
      LocalDate ouvertLe,
      LocalDate suspenduLe,
      LocalDate fermeLe,
      LocalDate effacableLe,
      int version) {}

  /** Combien d'un espace. */
  public record Combien(UUID espace, long nombre) {}

  /** L'un de ses SIRET. */
  public record Siret(UUID espace, String siret) {}

  /** Combien dans un état. */
  public record ParEtat(EtatEspace etat, long nombre) {}

  /** Combien d'espaces dans chaque état. */
  public record ComptesView(long ouverts, long suspendus, long fermes) {}

  @Override
  public Liste<Lu, EspaceCentralView> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @LectureCentre
  public Page<EspaceCentralView> executer(Requete requete) {
    return lire.page(LISTE, requete, this::vues);
  }

  @Override
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    return lire.exporter(LISTE, requete, format, this::vues);
  }

  @Transactional
  @LectureCentre
  public ComptesView comptes() {
    var parEtat =
        em.createQuery(
                "select new fr.maillon.maitreouvrage.ListerEspaces.ParEtat(m.etat, count(m)) from"
                    + " MaitreOuvrage m group by m.etat",
                ParEtat.class)
            .getResultStream()
            .collect(Collectors.toMap(ParEtat::etat, ParEtat::nombre));
    return new ComptesView(
        parEtat.getOrDefault(EtatEspace.OUVERT, 0L),
        parEtat.getOrDefault(EtatEspace.SUSPENDU, 0L),
        parEtat.getOrDefault(EtatEspace.FERME, 0L));
  }

  /**
   * @throws Introuvable espace absent, ou effacé
   */
  @Transactional
  @LectureCentre
  public EspaceCentralView un(UUID id) {
    var vue = lire.une(LISTE, LISTE.tout().avec("id", id), this::vues);
    if (vue == null) {
      throw new Introuvable("Espace");
    }
    return vue;
  }

  private static void chercher(MotsCherches mots, Condition c) {
    var chiffres = mots.colles();
    c.et(
            "("
                + mots.condition("m.recherche")
                + " or exists (select 1 from SiretEspace s where s.espace = m.id and s.siret like"
                + " :siret))")
        .avec("siret", chiffres.matches("[0-9]{3,14}") ? chiffres + "%" : "-");
    mots.parametres().forEach(c::avec);
  }

  private List<EspaceCentralView> vues(List<Lu> lus) {
    var personnes =
        nombres(
            "select new fr.maillon.maitreouvrage.ListerEspaces.Combien(a.espace, count(distinct"
                + " a.utilisateur)) from AgentDEspace a where a.espace in :ids and a.du <= :jour"
                + " and (a.au is null or a.au >= :jour) group by a.espace",
            lus);
    var conventions =
        nombres(
            "select new fr.maillon.maitreouvrage.ListerEspaces.Combien(c.espace, count(c)) from"
                + " ConventionDEspace c where c.espace in :ids and :jour between c.du and c.au"
                + " group by c.espace",
            lus);
    var sirets =
        em.createQuery(
                "select new fr.maillon.maitreouvrage.ListerEspaces.Siret(s.espace, min(s.siret))"
                    + " from SiretEspace s where s.espace in :ids group by s.espace",
                Siret.class)
            .setParameter("ids", lus.stream().map(Lu::id).toList())
            .getResultStream()
            .collect(Collectors.toMap(Siret::espace, Siret::siret));
    return lus.stream()
        .map(
            l ->
                new EspaceCentralView(
                    l.id(),
                    l.code(),
                    l.nom(),
                    l.sigle(),
                    l.type(),
                    l.couleurChoisie() == null ? l.couleur() : l.couleurChoisie(),
                    l.etat(),
                    l.ouvertLe(),
                    l.suspenduLe(),
                    l.fermeLe(),
                    l.effacableLe(),
                    sirets.get(l.id()),
                    personnes.getOrDefault(l.id(), 0),
                    conventions.getOrDefault(l.id(), 0),
                    l.version()))
        .toList();
  }

  private Map<UUID, Integer> nombres(String requete, List<Lu> lus) {
    return em.createQuery(requete, Combien.class)
        .setParameter("ids", lus.stream().map(Lu::id).toList())
        .setParameter("jour", LocalDate.now(horloge))
        .getResultStream()
        .collect(Collectors.toMap(Combien::espace, c -> (int) c.nombre()));
  }
}
