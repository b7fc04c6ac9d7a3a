package fr.maillon.web.personne;

import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.TenantContext;
import fr.maillon.personne.ChangerDroit;
import fr.maillon.personne.ConfirmerPersonnes;
import fr.maillon.personne.LibellesDesDroits;
import fr.maillon.personne.ListerPersonnes;
import fr.maillon.personne.PersonneView;
import fr.maillon.personne.RetirerPersonne;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Une personne de l'espace : son droit, et, pour l'administrateur, de quoi le changer ou la
 * retirer.
 */
@Named("personnePage")
@RequestScoped
public class PersonnePage extends PageBean {
  @Inject ListerPersonnes personnes;
  @Inject ChangerDroit changerDroit;
  @Inject RetirerPersonne retirerPersonne;
  @Inject ConfirmerPersonnes confirmerPersonnes;
  @Inject TenantContext contexte;
  private PersonneView personne;
  private Droit droit;
  private Boolean export;

  public PersonneView getPersonne() {
    if (personne == null) {
      personne = personnes.une(id());
    }
    return personne;
  }

  public boolean isAdministrateur() {
    return contexte.espace().peut(Geste.ADMINISTRER);
  }

  public List<SelectItem> getDroits() {
    return Arrays.stream(Droit.values())
        .map(
            d ->
                new SelectItem(
                    d,
                    majuscule(LibellesDesDroits.droit(d))
                        + ". "
                        + LibellesDesDroits.explication(d)))
        .toList();
  }

  public String getExplication() {
    return LibellesDesDroits.explication(getPersonne().droit());
  }

  public String enregistrer() {
    var p =
        changerDroit.changer(
            id(), new ChangerDroit.Command(droit, Boolean.TRUE.equals(export), chemin.lue()));
    return dit(
        p.nom() + " : " + LibellesDesDroits.droits(p.droit(), p.export()) + ", dès maintenant.",
        "/" + p.id());
  }

  public String confirmer() {
    return dit(confirmerPersonnes.confirmer(id()).nom() + " est toujours de l'espace.", "/" + id());
  }

  public String retirer() {
    var p = getPersonne();
    retirerPersonne.retirer(id(), chemin.lue());
    return dit(p.nom() + " n'est plus de l'espace.", "");
  }

  private String dit(String phrase, String suite) {
    var espace = contexte.espace();
    return aller(
        espace.nom() + ". " + phrase, "/m/" + espace.code() + "/administration/personnes" + suite);
  }

  private UUID id() {
    return chemin.uuid("id");
  }

  static String majuscule(String mot) {
    return mot.substring(0, 1).toUpperCase(java.util.Locale.FRENCH) + mot.substring(1);
  }

  public Droit getDroit() {
    return droit == null ? getPersonne().droit() : droit;
  }

  public void setDroit(Droit droit) {
    this.droit = droit;
  }

  public boolean isExport() {
    return export == null ? getPersonne().export() : export;
  }

  public void setExport(boolean export) {
    this.export = export;
  }
}
