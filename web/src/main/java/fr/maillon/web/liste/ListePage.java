package fr.maillon.web.liste;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.TenantScope;
import fr.maillon.liste.Colonne;
import fr.maillon.liste.Critere;
import fr.maillon.liste.Liste;
import fr.maillon.liste.Requete;
import fr.maillon.saisie.Signes;
import fr.maillon.web.Demande;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Une page qui montre une liste déclarée : son filtre est tout entier dans l'adresse, qui se
 * partage. Ce qui n'y a pas de sens est dit, et la liste se montre sans lui.
 */
public abstract class ListePage extends PageBean {
  @Inject HttpServletRequest http;
  private Requete requete;
  // la vue les relit à chaque ligne et à chaque balise : ils valent pour toute la demande
  private List<Demandee> recherches;
  private List<Demandee> criteres;
  private List<Actif> actifs;
  private List<Choix> gardes;
  private Set<String> montrees;
  private List<? extends Colonne<?>> enPlus;

  /** Une valeur à choisir. */
  public record Choix(String valeur, String libelle, boolean choisi) {}

  /** Un filtre posé : ce qu'il dit, et l'adresse de la liste sans lui. */
  public record Actif(String libelle, String sans) {}

  /**
   * Un critère tel que la page le demande.
   *
   * @param valeur telle qu'écrite dans l'adresse
   */
  public record Demandee(Critere critere, List<Choix> choix, String valeur, String faute) {
    public String nom() {
      return critere.nom();
    }

    public String libelle() {
      return critere.libelle();
    }

    public boolean texte() {
      return critere.forme() == Critere.Forme.TEXTE;
    }

    /** Celui du champ où la valeur se tape ; null : elle se choisit, ou se cherche. */
    public String type() {
      return switch (critere.forme()) {
        case JOUR -> "date";
        case MOIS -> "month";
        case MONTANT -> "text";
        default -> null;
      };
    }

    public boolean tapee() {
      return type() != null;
    }

    public boolean plusieurs() {
      return critere.plusieurs() && !choix.isEmpty();
    }

    public boolean unSeul() {
      return !critere.plusieurs() && !choix.isEmpty();
    }

    /** Ce que le volet fermé dit de ses choix. */
    public String resume() {
      var choisis = choix.stream().filter(Choix::choisi).map(Choix::libelle).toList();
      return choisis.isEmpty()
          ? "Indifférent"
          : choisis.size() == 1
              ? choisis.getFirst()
              : Formats.compte(choisis.size(), "choisi", "choisis");
    }
  }

  protected abstract Liste<?, ?> liste();

  /** Les paramètres de la page qui ne sont pas de la liste. */
  protected Set<String> autres() {
    return Set.of();
  }

  /** Les valeurs d'un critère que seul l'espace connaît ; vide : celles qu'il déclare. */
  protected List<Critere.Valeur> valeurs(Critere critere) {
    return critere.valeurs();
  }

  protected Requete requete() {
    if (requete == null) {
      requete =
          liste()
              .relire(
                  Demande.de(http).map(Demande::requete).orElse(""),
                  autres(),
                  f -> chemin.incompris(f.champ(), f.getMessage()));
    }
    return requete;
  }

  /** Les critères où l'on écrit ce que l'on cherche. */
  public List<Demandee> getRecherches() {
    if (recherches == null) {
      recherches = demandees().filter(Demandee::texte).toList();
    }
    return recherches;
  }

  /** Les autres, que l'on replie en étroit. */
  public List<Demandee> getCriteres() {
    if (criteres == null) {
      criteres =
          demandees().filter(d -> !d.texte() && (!d.choix().isEmpty() || d.tapee())).toList();
    }
    return criteres;
  }

  private Stream<Demandee> demandees() {
    return liste().criteres().stream().filter(c -> !c.estInterne()).map(this::demandee);
  }

  private Demandee demandee(Critere critere) {
    var ecrites = requete().de(critere.nom()).stream().map(critere::ecrire).toList();
    var choix = new ArrayList<Choix>();
    valeurs(critere)
        .forEach(v -> choix.add(new Choix(v.ecrite(), v.libelle(), ecrites.contains(v.ecrite()))));
    return new Demandee(critere, choix, chemin.demande(critere.nom()), chemin.faute(critere.nom()));
  }

  public boolean isVide() {
    return requete().vide();
  }

  public List<Actif> getActifs() {
    if (actifs == null) {
      actifs = actifs();
    }
    return actifs;
  }

  private List<Actif> actifs() {
    var actifs = new ArrayList<Actif>();
    for (var critere : liste().criteres()) {
      if (!critere.estInterne()) {
        requete()
            .de(critere.nom())
            .forEach(
                v ->
                    actifs.add(
                        new Actif(dire(critere, v), suite(requete().sans(critere.nom(), v)))));
      }
    }
    return actifs;
  }

  /** Ce qu'un filtre posé dit de lui. */
  protected String dire(Critere critere, Object valeur) {
    return critere.dire(valeur);
  }

  /** L'ordre suivi, choisi ou de départ, comme il s'écrit dans l'adresse. */
  public String getOrdre() {
    return requete().tri();
  }

  /** Les ordres que la page propose d'un menu, et non de ses colonnes ; aucun. */
  protected String libelleDOrdre(String ordre) {
    return null;
  }

  public List<Choix> getTris() {
    return liste().ordres().stream()
        .filter(o -> libelleDOrdre(o) != null)
        .map(o -> new Choix(o, libelleDOrdre(o), o.equals(requete().tri())))
        .toList();
  }

  /** Ce qu'un filtre ne doit pas perdre : l'ordre et les colonnes choisis. */
  public List<Choix> getGardes() {
    if (gardes == null) {
      gardes = gardes();
    }
    return gardes;
  }

  private List<Choix> gardes() {
    var gardes = new ArrayList<Choix>();
    demandees()
        .filter(d -> !d.texte() && !d.tapee() && d.choix().isEmpty())
        .forEach(
            d ->
                requete()
                    .de(d.nom())
                    .forEach(v -> gardes.add(new Choix(d.nom(), d.critere().ecrire(v), true))));
    if (!requete().triParDefaut() && getTris().isEmpty()) {
      gardes.add(new Choix("tri", requete().tri(), true));
    }
    requete().colonnes().forEach(c -> gardes.add(new Choix("colonnes", c, true)));
    return gardes;
  }

  /** Les filtres et l'ordre, que le choix des colonnes ne doit pas perdre. */
  public List<Choix> getPoses() {
    var poses = new ArrayList<Choix>();
    for (var critere : liste().criteres()) {
      if (!critere.estInterne()) {
        requete()
            .de(critere.nom())
            .forEach(v -> poses.add(new Choix(critere.nom(), critere.ecrire(v), true)));
      }
    }
    if (!requete().triParDefaut()) {
      poses.add(new Choix("tri", requete().tri(), true));
    }
    return poses;
  }

  public List<Choix> getColonnes() {
    var montrees = montrees();
    return liste().colonnes().stream()
        .map(c -> new Choix(c.nom(), c.libelle(), montrees.contains(c.nom())))
        .toList();
  }

  /** La colonne est-elle sur la page ? */
  public boolean montre(String colonne) {
    return montrees().contains(colonne);
  }

  private Set<String> montrees() {
    if (montrees == null) {
      var noms = new LinkedHashSet<String>();
      liste().montrees(requete()).forEach(c -> noms.add(c.nom()));
      montrees = noms;
    }
    return montrees;
  }

  /** Celles que la vue n'écrit pas elle-même, et que l'on a choisies. */
  public List<? extends Colonne<?>> getEnPlus() {
    if (enPlus == null) {
      enPlus = liste().montrees(requete()).stream().filter(c -> !c.montree()).toList();
    }
    return enPlus;
  }

  /** Une cellule de ces colonnes-là. */
  @SuppressWarnings("unchecked")
  public String cellule(Colonne<?> colonne, Object ligne) {
    return ecrire(colonne, ((Colonne<Object>) colonne).valeur().apply(ligne));
  }

  private static String ecrire(Colonne<?> colonne, Object valeur) {
    return switch (valeur) {
      case null -> "–";
      case BigDecimal n ->
          switch (colonne.type()) {
            case EUROS -> Formats.euros(n);
            default -> Formats.valeur(n);
          };
      case Number n -> Formats.nombre(n);
      case Boolean oui -> oui ? "Oui" : "Non";
      case LocalDate jour -> Formats.date(jour);
      case TemporalAccessor quand -> Formats.moment(quand);
      default -> Signes.vide(valeur.toString()) ? "–" : valeur.toString();
    };
  }

  /** L'adresse de la même sélection en fichier ; null : qui lit n'a pas ce droit. */
  public String fichier(String suffixe) {
    return TenantScope.espace().isEmpty()
            || TenantScope.espace().filter(e -> e.peut(Geste.EXPORTER)).isPresent()
        ? adresse() + suffixe + suite(requete().texte())
        : null;
  }

  /** Où garder sous un nom le filtre posé ; null : rien n'est posé, ou l'on n'écrit pas ici. */
  public String getAGarder() {
    return isVide() || !gardable()
        ? null
        : filtres()
            + "/nouveau?liste="
            + liste().nom()
            + "&requete="
            + URLEncoder.encode(requete().texte(), StandardCharsets.UTF_8);
  }

  /** Ceux de cette liste que l'on a gardés ; null : nul ne peut en garder ici. */
  public String getEnregistres() {
    return gardable() ? filtres() + "?liste=" + liste().nom() : null;
  }

  /** Une liste de l'espace, dont le chemin ne borne rien d'autre. */
  private boolean gardable() {
    return TenantScope.espace().filter(e -> e.peut(Geste.ECRIRE)).isPresent()
        && liste().portee() == Liste.Portee.ESPACE
        && adresse().lastIndexOf('/') == racine().length();
  }

  private static String racine() {
    return "/m/" + TenantScope.espace().orElseThrow().code();
  }

  private static String filtres() {
    return racine() + "/filtres";
  }

  /** L'adresse de la liste, sans rien demander. */
  public String adresse() {
    return Demande.de(http).map(Demande::chemin).orElse("");
  }

  /** La même, avec ce que pèse toute la sélection, si grande soit-elle. */
  public String getEntiere() {
    var texte = requete().texte();
    return adresse() + "?" + (texte.isEmpty() ? "" : texte + "&") + "totaux=oui";
  }

  private static String suite(String requete) {
    return requete.isEmpty() ? "" : "?" + requete;
  }
}
