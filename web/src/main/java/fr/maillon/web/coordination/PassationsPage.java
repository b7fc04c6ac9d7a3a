package fr.maillon.web.coordination;

import fr.maillon.liste.Liste;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.passation.DeciderPassation;
import fr.maillon.passation.EtatPassation;
import fr.maillon.passation.ListerPassations;
import fr.maillon.passation.PassationView;
import fr.maillon.passation.PreparerPassation;
import fr.maillon.suiviconvention.ListerAffectations;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.liste.ListePage;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Passer un portefeuille : choisir, voir ce qui partirait, confirmer, suivre. */
@Named("passationsPage")
@RequestScoped
public class PassationsPage extends ListePage {
  @Inject ListerPassations lister;
  @Inject PreparerPassation preparer;
  @Inject DeciderPassation decider;
  @Inject ListerAffectations affectations;
  @Inject Clock horloge;
  private Page<PassationView> page;
  private PassationView ouverte;
  private PreparerPassation.Apercu apercu;
  private List<ListerAffectations.FacilitateurView> facilitateurs;

  @Override
  protected Liste<?, ?> liste() {
    return ListerPassations.LISTE;
  }

  @Override
  protected Set<String> autres() {
    return Set.of("passation", "de", "vers", "effet", "mo");
  }

  public Page<PassationView> getPage() {
    if (page == null) {
      page = lister.executer(requete());
    }
    return page;
  }

  /** La passation que l'adresse désigne ; null : aucune. */
  public PassationView getOuverte() {
    var id = chemin.uuidDemande("passation");
    if (ouverte == null && id != null) {
      ouverte = lister.une(id);
    }
    return ouverte;
  }

  public List<Choix> choix(String nom) {
    if (facilitateurs == null) {
      facilitateurs = affectations.facilitateurs(new Pagination(1, Pagination.MAXIMUM)).elements();
    }
    var choisi = chemin.demande(nom);
    return facilitateurs.stream()
        .map(
            f ->
                new Choix(
                    f.id().toString(),
                    f.nom() + " (" + Formats.compte(f.espaces(), "espace", "espaces") + ")",
                    f.id().toString().equals(choisi)))
        .toList();
  }

  private DeciderPassation.Command commande() {
    return new DeciderPassation.Command(
        chemin.uuidDemande("de"), chemin.uuidDemande("vers"), jour(), chemin.demande("mo"));
  }

  /** Deux personnes sont choisies : on montre ce qui partirait. */
  public boolean isPreparee() {
    return chemin.demande("de") != null && chemin.demande("vers") != null && getFauteVers() == null;
  }

  public String getFauteDe() {
    return chemin.laisseVide("de") ? "Choisissez qui passe la main." : null;
  }

  public String getFauteVers() {
    if (chemin.laisseVide("vers")) {
      return "Choisissez qui prend la suite.";
    }
    var vers = chemin.demande("vers");
    return vers != null && vers.equals(chemin.demande("de"))
        ? "Un transfert va d'une personne à une autre : choisissez quelqu'un d'autre."
        : null;
  }

  public PreparerPassation.Apercu getApercu() {
    if (apercu == null) {
      apercu = preparer.executer(commande());
    }
    return apercu;
  }

  /** Le nom d'une des deux personnes. */
  public String nom(String champ) {
    return choix(champ).stream()
        .filter(Choix::choisi)
        .findFirst()
        .map(c -> c.libelle().replaceFirst(" \\([^(]*\\)$", ""))
        .orElse("Cette personne");
  }

  public String getEffet() {
    var jour = jour();
    return (jour == null ? LocalDate.now(horloge) : jour).toString();
  }

  /** La personne qui passe la main est choisie : on sait parmi quels espaces choisir. */
  public boolean isDeChoisi() {
    return chemin.uuidDemande("de") != null;
  }

  /**
   * Les maîtres d'ouvrage que la personne choisie passerait ce jour-là. Un code d'adresse qui n'en
   * est pas reste choisi : la page dit alors qu'il n'y a rien à passer.
   */
  public List<Choix> getMaitresOuvrage() {
    if (!isDeChoisi()) {
      return List.of();
    }
    var choisi = chemin.demande("mo");
    var jour = jour();
    var siens =
        lister
            .aPasser(chemin.uuidDemande("de"), jour == null ? LocalDate.now(horloge) : jour, null)
            .values()
            .stream()
            .map(m -> new Choix(m.code(), m.nom(), m.code().equals(choisi)))
            .toList();
    return choisi == null || siens.stream().anyMatch(Choix::choisi)
        ? siens
        : Stream.concat(
                siens.stream(),
                Stream.of(new Choix(choisi, choisi + " (pas dans son portefeuille)", true)))
            .toList();
  }

  public String confirmer() {
    var id = decider.executer(commande());
    var p = lister.une(id);
    return aller(
        "Portefeuille de "
            + p.de()
            + " transféré à "
            + p.vers()
            + " à compter du "
            + Formats.dateLongue(p.effet())
            + " : "
            + Formats.compte(p.total(), "espace", "espaces")
            + ".",
        "/equipe/passations?passation=" + id);
  }

  public String reprendre() {
    var id = chemin.uuidDemande("passation");
    decider.reprendre(id);
    return aller("Le transfert reprend.", "/equipe/passations?passation=" + id);
  }

  public String ton(EtatPassation etat) {
    return switch (etat) {
      case PREVUE -> "accent";
      case FAITE -> "ok";
      case A_REPRENDRE -> "alerte";
    };
  }

  /** L'adresse de la passation contraire, à confirmer : c'est ainsi qu'on revient en arrière. */
  public String retour(PassationView p) {
    return "/equipe/passations?de="
        + p.versId()
        + "&vers="
        + p.deId()
        + (p.effet().isAfter(LocalDate.now(horloge)) ? "&effet=" + p.effet() : "");
  }

  /** De 0 à 100. */
  public long avancement(PassationView p) {
    return p.total() == 0 ? 100 : 100 * (p.faits() + p.erreurs()) / p.total();
  }

  private LocalDate jour() {
    try {
      var effet = chemin.demande("effet");
      return effet == null ? null : LocalDate.parse(effet);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Pour l'attribut {@code min} du champ. */
  public String getAujourdhui() {
    return LocalDate.now(horloge).toString();
  }

  public UUID getDesignee() {
    return chemin.uuidDemande("passation");
  }
}
