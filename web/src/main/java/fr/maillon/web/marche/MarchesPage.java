package fr.maillon.web.marche;

import fr.maillon.liste.Page;
import fr.maillon.marche.EtatMarche;
import fr.maillon.marche.ListerMarches;
import fr.maillon.marche.ListerMarches.Consideration;
import fr.maillon.marche.ListerMarches.Filtre;
import fr.maillon.marche.ListerMarches.MarcheLigne;
import fr.maillon.marche.ListerMarches.Ordre;
import fr.maillon.marche.ListerMarches.Selection;
import fr.maillon.marche.ListerMarches.Tri;
import fr.maillon.marche.Segment;
import fr.maillon.regle.RegleMetier;
import fr.maillon.saisie.Nombre;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * La liste des marchés : son filtre est tout entier dans l'adresse, qui se partage. Une valeur
 * incomprise est dite, et non appliquée.
 */
@Named
@RequestScoped
public class MarchesPage extends PageBean {
  @Inject ListerMarches lister;
  private Filtre filtre;
  private Ordre ordre;
  private Selection selection;

  /** Un choix d'une liste déroulante. */
  public record Choix(String valeur, String libelle, boolean choisi) {}

  /** Un filtre actif : ce qu'il dit, et l'adresse de la liste sans lui. */
  public record Actif(String libelle, String sans) {}

  @PostConstruct
  void lire() {
    var min = chemin.montant("montantMin");
    var max = chemin.montant("montantMax");
    if (min != null && max != null && max.compareTo(min) < 0) {
      chemin.incompris("montantMax", "Le montant maximum est inférieur au minimum.");
      max = null;
    }
    filtre =
        new Filtre(
            texte(),
            chemin.plusieurs("annee", a -> Nombre.entier("annee", a, 1900, 2200)),
            chemin.mots(Segment.class, "segment"),
            chemin.mots(Consideration.class, "consideration"),
            chemin.mots(EtatMarche.class, "etat"),
            min,
            max);
    ordre = ordre();
    selection = lister.executer(filtre, ordre, pagination());
  }

  private Ordre ordre() {
    try {
      return Ordre.de(chemin.demande("tri"));
    } catch (RegleMetier e) {
      chemin.incompris(
          "tri",
          "Cet ordre n'est pas connu : les marchés notifiés les plus récents viennent d'abord.");
      return Ordre.PAR_DEFAUT;
    }
  }

  /** Une recherche trop longue n'est pas coupée : elle est refusée, et reste dans son champ. */
  private String texte() {
    var texte = chemin.demande("q");
    if (texte != null && texte.length() > Filtre.TEXTE) {
      chemin.incompris(
          "q",
          "La recherche tient en "
              + Filtre.TEXTE
              + " caractères ; celle-ci en a "
              + texte.length()
              + ".");
      return null;
    }
    return texte;
  }

  public List<MarcheLigne> getLignes() {
    return selection.elements();
  }

  public Page<MarcheLigne> getPage() {
    return new Page<>(
        selection.elements(), selection.total(), selection.page(), selection.taille());
  }

  public long getTotal() {
    return selection.total();
  }

  public BigDecimal getMontantTotal() {
    return selection.montantTotal();
  }

  public Filtre getFiltre() {
    return filtre;
  }

  /** L'ordre suivi, choisi ou de départ, comme il s'écrit dans l'adresse. */
  public String getOrdre() {
    return ordre.mot();
  }

  /** L'ordre choisi, pour qu'un filtre ne le perde pas ; null pour l'ordre de départ. */
  public String getTri() {
    return ordre.equals(Ordre.PAR_DEFAUT) ? null : ordre.mot();
  }

  /** L'ordre, en mots, pour qui lit la liste sans voir ses flèches. */
  public String getOrdreEnMots() {
    return switch (ordre.tri()) {
      case DATE_NOTIFICATION ->
          ordre.decroissant()
              ? "notifiés les plus récents d'abord"
              : "notifiés les plus anciens d'abord";
      case MONTANT ->
          ordre.decroissant()
              ? "les plus gros montants d'abord"
              : "les plus petits montants d'abord";
      case NUMERO -> "par numéro";
      case OBJET -> "par objet";
    };
  }

  /** Aucun marché du tout dans l'espace : il reste à importer. */
  public boolean isVierge() {
    return selection.total() == 0 && filtre.vide();
  }

  public List<Choix> getAnnees() {
    var annees = new ArrayList<>(lister.annees());
    filtre.annees().stream().filter(a -> !annees.contains(a)).forEach(annees::add);
    return annees.stream()
        .map(a -> new Choix(a.toString(), a.toString(), filtre.annees().contains(a)))
        .toList();
  }

  public List<Choix> getSegments() {
    return Stream.of(Segment.values())
        .map(s -> new Choix(s.name(), Mots.de(s), filtre.segments().contains(s)))
        .toList();
  }

  public List<Choix> getConsiderations() {
    return Stream.of(Consideration.values())
        .map(c -> new Choix(c.name(), Mots.de(c), filtre.considerations().contains(c)))
        .toList();
  }

  public List<Choix> getEtats() {
    return Stream.of(EtatMarche.values())
        .map(e -> new Choix(e.name(), Mots.de(e), filtre.etats().contains(e)))
        .toList();
  }

  public List<Actif> getActifs() {
    var actifs = new ArrayList<Actif>();
    if (filtre.texte() != null) {
      actifs.add(new Actif("« " + filtre.texte() + " »", sans("q", filtre.texte())));
    }
    filtre.annees().stream()
        .sorted()
        .forEach(a -> actifs.add(new Actif("Notifié en " + a, sans("annee", a.toString()))));
    filtre.segments().stream()
        .sorted()
        .forEach(s -> actifs.add(new Actif(Mots.de(s), sans("segment", s.name()))));
    filtre.considerations().stream()
        .sorted()
        .forEach(c -> actifs.add(new Actif(Mots.de(c), sans("consideration", c.name()))));
    filtre.etats().stream()
        .sorted()
        .forEach(e -> actifs.add(new Actif(Mots.de(e), sans("etat", e.name()))));
    if (filtre.montantMin() != null) {
      actifs.add(
          new Actif(
              "À partir de " + Formats.euros(filtre.montantMin()) + " HT",
              sans("montantMin", null)));
    }
    if (filtre.montantMax() != null) {
      actifs.add(
          new Actif(
              "Jusqu'à " + Formats.euros(filtre.montantMax()) + " HT", sans("montantMax", null)));
    }
    return actifs;
  }

  /** L'adresse de la liste, cette valeur de filtre ôtée, à la première page. */
  private String sans(String ote, String valeur) {
    var suite = new ArrayList<String>();
    for (var nom :
        List.of(
            "q", "annee", "segment", "consideration", "etat", "montantMin", "montantMax", "tri")) {
      for (var v : nom.equals("q") || nom.startsWith("montant") ? seul(nom) : chemin.textes(nom)) {
        if (!nom.equals(ote) || valeur != null && !v.equals(valeur)) {
          suite.add(nom + "=" + URLEncoder.encode(v, StandardCharsets.UTF_8));
        }
      }
    }
    return "?" + String.join("&", suite);
  }

  private List<String> seul(String nom) {
    var valeur = chemin.demande(nom);
    return valeur == null ? List.of() : List.of(valeur);
  }

  public String segment(MarcheLigne ligne) {
    return Mots.de(ligne.segment());
  }

  public String etat(MarcheLigne ligne) {
    return Mots.de(ligne.etat());
  }

  public String ton(MarcheLigne ligne) {
    return Mots.ton(ligne.etat());
  }

  public String titulaires(MarcheLigne ligne) {
    return String.join(", ", ligne.titulaires());
  }

  public List<CeQueDitLeMarche.Dit> considerations(MarcheLigne ligne) {
    return CeQueDitLeMarche.dire(
        true,
        ligne.considerationsConnues(),
        ligne.considerationsSociales(),
        ligne.clausesAcceptees() > 0);
  }

  /** Le champ trié, pour l'en-tête de la colonne par défaut. */
  public boolean trie(String champ) {
    return ordre.tri() == Tri.valueOf(champ.toUpperCase(java.util.Locale.ROOT));
  }
}
