package fr.maillon.web.clause;

import fr.maillon.clause.ClauseView;
import fr.maillon.clause.EtatClause;
import fr.maillon.clause.ListerClauses;
import fr.maillon.clause.Mecanisme;
import fr.maillon.liste.Page;
import fr.maillon.web.commun.PageBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Les clauses d'un espace, filtrées par l'adresse. */
@Named
@RequestScoped
public class ClausesPage extends PageBean {
  @Inject ListerClauses clauses;
  private ListerClauses.Filtre filtre;
  private Page<ClauseView> page;

  @PostConstruct
  void lire() {
    var tri = chemin.mot(ListerClauses.Tri.class, "tri");
    filtre =
        new ListerClauses.Filtre(
            chemin.mot(EtatClause.class, "etat"),
            chemin.mot(Mecanisme.class, "mecanisme"),
            chemin.uuidDemande("marche"),
            null,
            tri == null ? ListerClauses.Tri.RECENTES : tri);
    page = clauses.executer(filtre, pagination());
  }

  public Page<ClauseView> getPage() {
    return page;
  }

  public ListerClauses.Filtre getFiltre() {
    return filtre;
  }

  public boolean isFiltree() {
    return filtre.etat() != null || filtre.mecanisme() != null || filtre.marche() != null;
  }

  public EtatClause[] getEtats() {
    return EtatClause.values();
  }

  public Mecanisme[] getMecanismes() {
    return Mecanisme.values();
  }

  public ListerClauses.Tri[] getTris() {
    return ListerClauses.Tri.values();
  }

  public String tri(ListerClauses.Tri tri) {
    return switch (tri) {
      case RECENTES -> "Les plus récentes";
      case HEURES -> "Le plus d'heures";
      case MARCHE -> "Par marché";
    };
  }

  /** Le ton d'un état, pour la pastille de mot. */
  public String ton(EtatClause etat) {
    return Tons.de(etat);
  }
}
