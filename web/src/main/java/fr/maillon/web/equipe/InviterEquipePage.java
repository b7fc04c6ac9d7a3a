package fr.maillon.web.equipe;

import fr.maillon.equipe.InviterDansLEquipe;
import fr.maillon.equipe.TitresDeLEquipe;
import fr.maillon.isolation.Titre;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Inviter quelqu'un dans l'équipe. */
@Named("inviterEquipePage")
@RequestScoped
public class InviterEquipePage extends PageBean {
  /** Une case. */
  public record Choix(String valeur, String libelle, String explication, boolean choisi) {}

  @Inject InviterDansLEquipe inviter;
  @Inject HttpServletRequest requete;
  private String nom;
  private String courriel;

  public List<Choix> getChoix() {
    var coches = titres();
    return TitresDeLEquipe.TOUS.stream()
        .map(
            t ->
                new Choix(
                    t.name(),
                    Majuscule.de(TitresDeLEquipe.libelle(t)),
                    TitresDeLEquipe.explication(t),
                    coches.contains(t)))
        .toList();
  }

  /** Les cases cochées ; un mot inconnu n'est pas une case. */
  private Set<Titre> titres() {
    var coches = requete.getParameterValues("titre");
    return coches == null
        ? Set.of()
        : TitresDeLEquipe.TOUS.stream()
            .filter(t -> Arrays.asList(coches).contains(t.name()))
            .collect(Collectors.toSet());
  }

  public String envoyer() {
    var titres = titres();
    inviter.executer(new InviterDansLEquipe.Command(nom, courriel, titres));
    return aller(
        "Invitation pour "
            + nom.strip()
            + " : "
            + TitresDeLEquipe.TOUS.stream()
                .filter(titres::contains)
                .map(TitresDeLEquipe::libelle)
                .collect(Collectors.joining(", "))
            + ". Un courriel part ; elle entrera en l'acceptant.",
        "/centre/equipe");
  }

  /** Porte la faute des cases, qui sont hors de Faces. */
  public String getChamp() {
    return "";
  }

  public void setChamp(String rien) {
    // les cases se lisent dans la demande
  }

  public String getNom() {
    return nom;
  }

  public void setNom(String nom) {
    this.nom = nom;
  }

  public String getCourriel() {
    return courriel;
  }

  public void setCourriel(String courriel) {
    this.courriel = courriel;
  }
}
