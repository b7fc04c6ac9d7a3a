package fr.maillon.web.clause;

import fr.maillon.clause.ClauseView;
import fr.maillon.clause.EtatClause;
import fr.maillon.clause.ListerClauses;
import fr.maillon.liste.Liste;
import fr.maillon.liste.Page;
import fr.maillon.web.liste.ListePage;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Les clauses d'un espace, filtrées par l'adresse. */
@Named
@RequestScoped
public class ClausesPage extends ListePage {
  @Inject ListerClauses clauses;
  private Page<ClauseView> page;

  @PostConstruct
  void lire() {
    page = clauses.executer(requete());
  }

  @Override
  protected Liste<?, ?> liste() {
    return ListerClauses.LISTE;
  }

  @Override
  protected String libelleDOrdre(String ordre) {
    return switch (ordre) {
      case "recentes" -> "Les plus récentes";
      case "heures" -> "Le plus d'heures";
      default -> "Par marché";
    };
  }

  public Page<ClauseView> getPage() {
    return page;
  }

  public boolean isFiltree() {
    return !isVide();
  }

  /** Le ton d'un état, pour la pastille de mot. */
  public String ton(EtatClause etat) {
    return CouleursDeClause.de(etat);
  }
}
