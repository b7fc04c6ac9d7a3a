package fr.maillon.web.consolidation;

import fr.maillon.consolidation.ChiffresAnnee;
import fr.maillon.consolidation.Verifications;
import fr.maillon.consolidation.Verifications.VerificationView;
import fr.maillon.consultationconsolidee.ConsulterConsolidation;
import fr.maillon.consultationconsolidee.ConsulterConsolidation.Tableau;
import fr.maillon.consultationconsolidee.ExportConsolidation;
import fr.maillon.web.commun.PageBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Une année consolidée, par type de maître d'ouvrage. */
@Named
@RequestScoped
public class AnneePage extends PageBean {
  @Inject ConsulterConsolidation consulter;
  @Inject Verifications verifications;
  @Inject Clock horloge;
  private Tableau tableau;
  private List<Integer> annees;
  private VerificationView verification;

  @PostConstruct
  void lire() {
    int cetteAnnee = LocalDate.now(horloge).getYear();
    tableau = consulter.executer(chemin.entier("annee", 2000, 2100, cetteAnnee), null);
    var toutes = new TreeSet<>(consulter.annees());
    toutes.add(tableau.annee());
    annees = List.copyOf(toutes.descendingSet());
    verification = verifications.de(tableau.annee()).orElse(null);
  }

  public Tableau getTableau() {
    return tableau;
  }

  /** Une année n'a pas de séparateur de milliers. */
  public String getAnnee() {
    return Integer.toString(tableau.annee());
  }

  public List<Integer> getAnnees() {
    return annees;
  }

  /** Null : pas encore recalculée. */
  public VerificationView getVerification() {
    return verification;
  }

  public String libelle(String type) {
    return ExportConsolidation.libelle(type);
  }

  /** « Établissements de santé, État » : les types que réunit une ligne. */
  public String reunis(ChiffresAnnee ligne) {
    return ligne.reunis().stream()
        .map(ExportConsolidation::libelle)
        .collect(Collectors.joining(", "));
  }
}
