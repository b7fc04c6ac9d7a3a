package fr.maillon.web.assistance;

import fr.maillon.assistance.DemandeLigne;
import fr.maillon.assistance.EtatDemande;
import fr.maillon.assistance.ListerAttentes;
import fr.maillon.assistance.ListerPortefeuille;
import fr.maillon.assistance.ListerPortefeuille.Delai;
import fr.maillon.assistance.ListerPortefeuille.QuiAgit;
import fr.maillon.assistance.ListerPortefeuille.Reperes;
import fr.maillon.assistance.ServiceAssistance;
import fr.maillon.filtre.FiltreView;
import fr.maillon.filtre.RequeteDeFiltre;
import fr.maillon.filtre.TenirFiltres;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.liste.Texte;
import fr.maillon.web.Demande;
import fr.maillon.web.bascule.MotsDuFiltre;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import fr.maillon.web.commun.Recents;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Le travail d'un membre de l'équipe, sur tous les espaces qui lui sont ouverts aujourd'hui. */
@Named("portefeuillePage")
@RequestScoped
public class PortefeuillePage extends PageBean {
  /** Au-delà, la page ne les porte plus tous : elle resterait longue à lire et lourde. */
  private static final int TOUS = 25;

  private static final int GARDES = 50;
  private static final Pagination QUELQUES = new Pagination(1, 5);

  @Inject ListerPortefeuille portefeuille;
  @Inject ListerAttentes attentes;
  @Inject TenirFiltres filtres;
  @Inject MotsDuFiltre mots;
  @Inject HttpServletRequest requete;
  private Page<DemandeLigne> page;
  private Reperes reperes;
  private Page<ListerAttentes.HeuresAValider> heures;
  private Page<ListerAttentes.ClauseADecider> clauses;
  private List<Espace> espaces;
  private List<FiltreView> gardes;

  /** Un filtre posé, et l'adresse qui l'enlève. */
  public record FiltreActif(String libelle, String adresse) {}

  /** Une case ou une option d'un filtre. */
  public record Choix(String valeur, String libelle, boolean choisi) {}

  private static <E> E ou(E lu, E defaut) {
    return lu == null ? defaut : lu;
  }

  private Filtre filtre() {
    return new Filtre(
        requete, "texte", "mo", "service", "etat", "delai", "quiAgit", "facilitateur");
  }

  public Page<DemandeLigne> getPage() {
    if (page == null) {
      var f = filtre();
      page =
          portefeuille.executer(
              new ListerPortefeuille.Criteres(
                  getTexte(),
                  Set.copyOf(f.valeurs("mo")),
                  chemin.mots(ServiceAssistance.class, "service"),
                  chemin.mots(EtatDemande.class, "etat"),
                  ou(chemin.mot(Delai.class, "delai"), Delai.TOUTES),
                  ou(chemin.mot(QuiAgit.class, "quiAgit"), QuiAgit.TOUS),
                  Set.copyOf(RequeteDeFiltre.relire(adresse()).de("facilitateur"))),
              pagination());
    }
    return page;
  }

  public Reperes getReperes() {
    if (reperes == null) {
      reperes = portefeuille.reperes();
    }
    return reperes;
  }

  /** Les plus anciennes ; elles n'obéissent pas aux filtres des demandes. */
  public Page<ListerAttentes.HeuresAValider> getHeures() {
    if (heures == null) {
      heures = attentes.heures(QUELQUES);
    }
    return heures;
  }

  public Page<ListerAttentes.ClauseADecider> getClauses() {
    if (clauses == null) {
      clauses = attentes.clauses(QUELQUES);
    }
    return clauses;
  }

  public String mois(String mois) {
    return Formats.phrase(Formats.mois(YearMonth.parse(mois)));
  }

  public String getTexte() {
    return chemin.demande("texte");
  }

  /**
   * Ceux à cocher : tous quand ils sont peu, sinon ceux du filtre et les derniers ouverts. Les
   * autres se prennent dans « Maîtres d'ouvrage ».
   */
  public List<Choix> getMaitresOuvrage() {
    var choisis = filtre().valeurs("mo");
    var recents = Recents.lire(requete);
    var connus =
        espaces().stream()
            .filter(
                e ->
                    espaces().size() <= TOUS
                        || choisis.contains(e.code())
                        || recents.contains(e.code()))
            .map(e -> new Choix(e.code(), e.nom(), choisis.contains(e.code())));
    var inconnus =
        choisis.stream()
            .filter(c -> espaces().stream().noneMatch(e -> e.code().equals(c)))
            .limit(1)
            .map(c -> new Choix(c, mots.espace(c), true));
    return Stream.concat(connus, inconnus).toList();
  }

  public boolean isTropDeMaitresOuvrage() {
    return espaces().size() > TOUS;
  }

  public int getMaitresOuvrageChoisis() {
    return filtre().valeurs("mo").size();
  }

  private List<Espace> espaces() {
    if (espaces == null) {
      espaces =
          TenantScope.perimetre() instanceof Perimetre.Portefeuille(var tous)
              ? tous.values().stream()
                  .sorted(
                      Comparator.comparing(Espace::nom, Texte.ordre()).thenComparing(Espace::code))
                  .toList()
              : List.of();
    }
    return espaces;
  }

  public List<Choix> getSuivis() {
    var choisis = filtre().valeurs("facilitateur");
    return Stream.concat(
            Stream.of(
                new Choix("", "Tous", choisis.isEmpty()),
                new Choix("MOI", "Moi", choisis.contains("MOI")),
                new Choix("PERSONNE", "Pas encore attribuée", choisis.contains("PERSONNE"))),
            mots.getSuiveurs().stream()
                .filter(s -> !s.id().equals(TenantScope.identite().id()))
                .map(
                    s ->
                        new Choix(s.id().toString(), s.nom(), choisis.contains(s.id().toString()))))
        .toList();
  }

  /** Les filtres gardés, prêts à ouvrir. */
  public List<FiltreView> getGardes() {
    if (gardes == null) {
      gardes = filtres.lister(new Pagination(1, GARDES)).elements();
    }
    return gardes;
  }

  /** Le filtre gardé que l'adresse montre en ce moment ; null : aucun. */
  public FiltreView getOuvert() {
    var ici = RequeteDeFiltre.relire(adresse()).texte();
    return ici.isEmpty()
        ? null
        : getGardes().stream().filter(f -> f.requete().equals(ici)).findFirst().orElse(null);
  }

  /** De quoi enregistrer les filtres posés. */
  public String getAGarder() {
    return RequeteDeFiltre.relire(adresse()).texte();
  }

  private String adresse() {
    return Demande.de(requete).map(Demande::requete).orElse("");
  }

  public List<Choix> getServices() {
    var choisis = filtre().mots(ServiceAssistance.class, "service");
    return java.util.Arrays.stream(ServiceAssistance.values())
        .map(s -> new Choix(s.name(), s.libelle(), choisis.contains(s)))
        .toList();
  }

  public List<Choix> getEtats() {
    var choisis = filtre().mots(EtatDemande.class, "etat");
    return java.util.Arrays.stream(EtatDemande.values())
        .filter(EtatDemande::ouvert)
        .map(e -> new Choix(e.name(), e.libelle(), choisis.contains(e)))
        .toList();
  }

  public List<Choix> getDelais() {
    var choisi = filtre().mot(Delai.class, "delai", Delai.TOUTES);
    return java.util.Arrays.stream(Delai.values())
        .map(d -> new Choix(d == Delai.TOUTES ? "" : d.name(), MotsDuFiltre.delai(d), d == choisi))
        .toList();
  }

  public List<Choix> getActeurs() {
    var choisi = filtre().mot(QuiAgit.class, "quiAgit", QuiAgit.TOUS);
    return java.util.Arrays.stream(QuiAgit.values())
        .map(
            q -> new Choix(q == QuiAgit.TOUS ? "" : q.name(), MotsDuFiltre.quiAgit(q), q == choisi))
        .toList();
  }

  /** Les filtres posés, chacun avec de quoi l'ôter. */
  public List<FiltreActif> getJetons() {
    var f = filtre();
    var jetons = new ArrayList<FiltreActif>();
    if (getTexte() != null) {
      jetons.add(new FiltreActif("« " + getTexte() + " »", f.sans("texte", getTexte())));
    }
    getMaitresOuvrage().stream()
        .filter(Choix::choisi)
        .forEach(c -> jetons.add(new FiltreActif(c.libelle(), f.sans("mo", c.valeur()))));
    getServices().stream()
        .filter(Choix::choisi)
        .forEach(c -> jetons.add(new FiltreActif(c.libelle(), f.sans("service", c.valeur()))));
    getEtats().stream()
        .filter(Choix::choisi)
        .forEach(c -> jetons.add(new FiltreActif(c.libelle(), f.sans("etat", c.valeur()))));
    getDelais().stream()
        .filter(c -> c.choisi() && !c.valeur().isEmpty())
        .forEach(c -> jetons.add(new FiltreActif(c.libelle(), f.sans("delai", c.valeur()))));
    getActeurs().stream()
        .filter(c -> c.choisi() && !c.valeur().isEmpty())
        .forEach(
            c ->
                jetons.add(
                    new FiltreActif("Agit : " + c.libelle(), f.sans("quiAgit", c.valeur()))));
    f.valeurs("facilitateur")
        .forEach(
            q ->
                jetons.add(
                    new FiltreActif("Suivi par " + mots.suivi(q), f.sans("facilitateur", q))));
    return jetons;
  }
}
