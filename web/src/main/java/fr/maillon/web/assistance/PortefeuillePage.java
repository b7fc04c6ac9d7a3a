package fr.maillon.web.assistance;

import fr.maillon.assistance.DemandeLigne;
import fr.maillon.assistance.ListerClausesADecider;
import fr.maillon.assistance.ListerHeuresAValider;
import fr.maillon.assistance.ListerPortefeuille;
import fr.maillon.assistance.ListerPortefeuille.Reperes;
import fr.maillon.filtre.FiltreView;
import fr.maillon.filtre.ListerFiltres;
import fr.maillon.filtre.RequeteDeFiltre;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import fr.maillon.liste.Critere;
import fr.maillon.liste.Liste;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.liste.Texte;
import fr.maillon.web.Demande;
import fr.maillon.web.bascule.MotsDuFiltre;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.Recents;
import fr.maillon.web.liste.ListePage;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Le travail d'un membre de l'équipe, sur tous les espaces qui lui sont ouverts aujourd'hui. */
@Named("portefeuillePage")
@RequestScoped
public class PortefeuillePage extends ListePage {
  /** Au-delà, la page ne les porte plus tous : elle resterait longue à lire et lourde. */
  private static final int TOUS = 25;

  private static final int GARDES = 50;
  private static final Pagination QUELQUES = new Pagination(1, 5);

  @Inject ListerPortefeuille portefeuille;
  @Inject ListerHeuresAValider aValider;
  @Inject ListerClausesADecider aDecider;
  @Inject ListerFiltres listerFiltres;
  @Inject MotsDuFiltre mots;
  @Inject HttpServletRequest http;
  private Page<DemandeLigne> page;
  private Reperes reperes;
  private Page<ListerHeuresAValider.HeuresAValider> heures;
  private Page<ListerClausesADecider.ClauseADecider> clauses;
  private List<Espace> espaces;
  private List<FiltreView> mesFiltres;

  @Override
  protected Liste<?, ?> liste() {
    return ListerPortefeuille.LISTE;
  }

  @Override
  protected Set<String> autres() {
    return Set.of("filtre", "tout");
  }

  /** Les maîtres d'ouvrage et les collègues ne se connaissent qu'ici. */
  @Override
  protected List<Critere.Valeur> valeurs(Critere critere) {
    return switch (critere.nom()) {
      case "mo" -> maitresOuvrage();
      case "facilitateur" -> suivis();
      default -> super.valeurs(critere);
    };
  }

  @Override
  protected String dire(Critere critere, Object valeur) {
    return switch (critere.nom()) {
      case "mo" -> mots.espace((String) valeur);
      case "quiAgit" -> "Agit : " + super.dire(critere, valeur);
      case "facilitateur" -> "Suivi par " + mots.suivi((String) valeur);
      default -> super.dire(critere, valeur);
    };
  }

  public Page<DemandeLigne> getPage() {
    if (page == null) {
      page = portefeuille.executer(requete());
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
  public Page<ListerHeuresAValider.HeuresAValider> getHeures() {
    if (heures == null) {
      heures = aValider.executer(ListerHeuresAValider.LISTE.tout().a(QUELQUES));
    }
    return heures;
  }

  public Page<ListerClausesADecider.ClauseADecider> getClauses() {
    if (clauses == null) {
      clauses = aDecider.executer(ListerClausesADecider.LISTE.tout().a(QUELQUES));
    }
    return clauses;
  }

  public String mois(String mois) {
    return Formats.phrase(Formats.mois(YearMonth.parse(mois)));
  }

  /**
   * Ceux à cocher : tous quand ils sont peu, sinon ceux du filtre et les derniers ouverts. Les
   * autres se prennent dans « Maîtres d'ouvrage ».
   */
  private List<Critere.Valeur> maitresOuvrage() {
    var choisis = requete().de("mo", String.class);
    var recents = Recents.lire(http);
    var connus =
        espaces().stream()
            .filter(
                e ->
                    espaces().size() <= TOUS
                        || choisis.contains(e.code())
                        || recents.contains(e.code()))
            .map(e -> new Critere.Valeur(e.code(), e.nom()));
    var inconnus =
        choisis.stream()
            .filter(c -> espaces().stream().noneMatch(e -> e.code().equals(c)))
            .limit(1)
            .map(c -> new Critere.Valeur(c, mots.espace(c)));
    return Stream.concat(connus, inconnus).toList();
  }

  public boolean isTropDeMaitresOuvrage() {
    return espaces().size() > TOUS;
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

  private List<Critere.Valeur> suivis() {
    return Stream.concat(
            Stream.of(
                new Critere.Valeur(ListerPortefeuille.MOI, "Moi"),
                new Critere.Valeur(ListerPortefeuille.PERSONNE, "Pas encore attribuée")),
            mots.getSuiveurs().stream()
                .filter(s -> !s.id().equals(TenantScope.identite().id()))
                .map(s -> new Critere.Valeur(s.id().toString(), s.nom())))
        .toList();
  }

  /** Les filtres gardés, prêts à ouvrir. */
  public List<FiltreView> getMesFiltres() {
    if (mesFiltres == null) {
      mesFiltres = listerFiltres.lister(new Pagination(1, GARDES)).elements();
    }
    return mesFiltres;
  }

  /** Le filtre gardé que l'adresse montre en ce moment ; null : aucun. */
  public FiltreView getOuvert() {
    var ici = RequeteDeFiltre.relire(posee()).texte();
    return ici.isEmpty()
        ? null
        : getMesFiltres().stream().filter(f -> f.requete().equals(ici)).findFirst().orElse(null);
  }

  /** De quoi enregistrer les filtres posés. */
  public String getFiltrePose() {
    return RequeteDeFiltre.relire(posee()).texte();
  }

  private String posee() {
    return Demande.de(http).map(Demande::requete).orElse("");
  }
}
