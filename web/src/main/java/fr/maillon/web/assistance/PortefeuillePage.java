package fr.maillon.web.assistance;

import fr.maillon.assistance.DemandeLigne;
import fr.maillon.assistance.EtatDemande;
import fr.maillon.assistance.ListerPortefeuille;
import fr.maillon.assistance.ListerPortefeuille.Delai;
import fr.maillon.assistance.ListerPortefeuille.EspaceOuvert;
import fr.maillon.assistance.ListerPortefeuille.QuiAgit;
import fr.maillon.assistance.ListerPortefeuille.Reperes;
import fr.maillon.assistance.ServiceAssistance;
import fr.maillon.liste.Page;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Le travail d'un membre de l'équipe, sur tous les espaces qui lui sont ouverts aujourd'hui. */
@Named("portefeuillePage")
@RequestScoped
public class PortefeuillePage extends PageBean {
  @Inject ListerPortefeuille portefeuille;
  @Inject HttpServletRequest requete;
  private Page<DemandeLigne> page;
  private Reperes reperes;
  private List<EspaceOuvert> espaces;

  /** Un filtre posé, et l'adresse qui l'enlève. */
  public record Jeton(String libelle, String adresse) {}

  /** Une case ou une option d'un filtre. */
  public record Choix(String valeur, String libelle, boolean choisi) {}

  private Filtre filtre() {
    return new Filtre(requete, "texte", "mo", "service", "etat", "delai", "quiAgit");
  }

  public Page<DemandeLigne> getPage() {
    if (page == null) {
      var f = filtre();
      page = portefeuille.executer(new ListerPortefeuille.Criteres(getTexte(), Set.copyOf(f.valeurs("mo")), f.mots(ServiceAssistance.class, "service"),
          f.mots(EtatDemande.class, "etat"), f.mot(Delai.class, "delai", Delai.TOUTES), f.mot(QuiAgit.class, "quiAgit", QuiAgit.TOUS)), pagination());
    }
    return page;
  }

  public Reperes getReperes() {
    if (reperes == null) {
      reperes = portefeuille.reperes();
    }
    return reperes;
  }

  public List<EspaceOuvert> getEspaces() {
    if (espaces == null) {
      espaces = portefeuille.espacesOuverts();
    }
    return espaces;
  }

  public String getTexte() {
    return chemin.demande("texte");
  }

  public List<Choix> getMaitresOuvrage() {
    var choisis = filtre().valeurs("mo");
    return getEspaces().stream().map(e -> new Choix(e.code(), e.nom(), choisis.contains(e.code()))).toList();
  }

  public int getMaitresOuvrageChoisis() {
    return (int) getMaitresOuvrage().stream().filter(Choix::choisi).count();
  }

  public List<Choix> getServices() {
    var choisis = filtre().mots(ServiceAssistance.class, "service");
    return java.util.Arrays.stream(ServiceAssistance.values()).map(s -> new Choix(s.name(), s.libelle(), choisis.contains(s))).toList();
  }

  public List<Choix> getEtats() {
    var choisis = filtre().mots(EtatDemande.class, "etat");
    return java.util.Arrays.stream(EtatDemande.values()).filter(EtatDemande::ouvert).map(e -> new Choix(e.name(), e.libelle(), choisis.contains(e))).toList();
  }

  public List<Choix> getDelais() {
    var choisi = filtre().mot(Delai.class, "delai", Delai.TOUTES);
    return java.util.Arrays.stream(Delai.values()).map(d -> new Choix(d == Delai.TOUTES ? "" : d.name(), mots(d), d == choisi)).toList();
  }

  public List<Choix> getActeurs() {
    var choisi = filtre().mot(QuiAgit.class, "quiAgit", QuiAgit.TOUS);
    return java.util.Arrays.stream(QuiAgit.values()).map(q -> new Choix(q == QuiAgit.TOUS ? "" : q.name(), mots(q), q == choisi)).toList();
  }

  /** Les filtres posés, chacun avec de quoi l'ôter. */
  public List<Jeton> getJetons() {
    var f = filtre();
    var jetons = new ArrayList<Jeton>();
    if (getTexte() != null) {
      jetons.add(new Jeton("« " + getTexte() + " »", f.sans("texte", getTexte())));
    }
    getMaitresOuvrage().stream().filter(Choix::choisi).forEach(c -> jetons.add(new Jeton(c.libelle(), f.sans("mo", c.valeur()))));
    getServices().stream().filter(Choix::choisi).forEach(c -> jetons.add(new Jeton(c.libelle(), f.sans("service", c.valeur()))));
    getEtats().stream().filter(Choix::choisi).forEach(c -> jetons.add(new Jeton(c.libelle(), f.sans("etat", c.valeur()))));
    getDelais().stream().filter(c -> c.choisi() && !c.valeur().isEmpty()).forEach(c -> jetons.add(new Jeton(c.libelle(), f.sans("delai", c.valeur()))));
    getActeurs().stream().filter(c -> c.choisi() && !c.valeur().isEmpty()).forEach(c -> jetons.add(new Jeton("Agit : " + c.libelle(), f.sans("quiAgit", c.valeur()))));
    return jetons;
  }

  private static String mots(Delai delai) {
    return switch (delai) {
      case TOUTES -> "Toutes";
      case EN_RETARD -> "En retard";
      case CINQ_JOURS -> "D'ici 5 jours";
    };
  }

  private static String mots(QuiAgit qui) {
    return switch (qui) {
      case TOUS -> "Tout le monde";
      case MOI -> "Moi";
      case EQUIPE -> "L'équipe, à prendre";
      case COLLEGUE -> "Un collègue";
      case MAITRE_OUVRAGE -> "Le maître d'ouvrage";
    };
  }
}
