package fr.maillon.web.commun;

import fr.maillon.isolation.TenantScope;
import fr.maillon.ravisement.SeRaviser;
import fr.maillon.repentir.Corbeille;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** À côté de la phrase qui dit une suppression : de quoi revenir dessus, une minute. */
@Named
@RequestScoped
public class RepentirPage extends PageBean {
  /** L'identifiant du formulaire : envoyé, il dit qu'on vient de lui. */
  private static final String FORMULAIRE = "raviser";

  @Inject SeRaviser seRaviser;
  @Inject PageCourante ici;
  private Corbeille.Ote ote;
  private boolean lu;

  /** Null : rien ne peut revenir, ou la page ne dit pas qu'on vient d'ôter quelque chose. */
  public Corbeille.Ote getOte() {
    var envoye = FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
    if (!lu
        && TenantScope.espace().isPresent()
        && (ici.getMessage() != null || envoye.containsKey(FORMULAIRE))) {
      lu = true;
      ote = seRaviser.possible().orElse(null);
    }
    return ote;
  }

  public String raviser() {
    var rendu = seRaviser.executer(getOte().id());
    return aller(
        "C'est annulé : "
            + rendu.quoi().libelle()
            + " est revenu comme avant, "
            + ici.getEspace().nom()
            + ".",
        ici.getRacine()
            + switch (rendu.quoi()) {
              case MARCHE -> "/marches/" + rendu.id();
              case LOT -> "/marches";
              case CONTRAT -> "/contrats/" + rendu.id();
              case DECLARATION -> "/heures/" + rendu.id();
            });
  }
}
