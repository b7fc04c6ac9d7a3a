package fr.maillon.isolation;

import fr.maillon.regle.AssuranceInsuffisante;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Qui doit montrer un second facteur, et quand. L'équipe, le centre, le support et les
 * administrateurs d'un espace, pour entrer ; quiconque, depuis moins de cinq minutes, pour un geste
 * sensible. La base dit qui est quoi à chaque demande : un droit donné l'exige aussitôt.
 */
@ApplicationScoped
public class SecondFacteur {
  /**
   * Lu à chaque demande. Faux : la démonstration, et elle seule, où des scripts se connectent par
   * mot de passe.
   */
  @Inject
  @ConfigProperty(name = "maillon.second.facteur", defaultValue = "true")
  Supplier<Boolean> reglage;

  @Inject Clock horloge;

  public SecondFacteur() {}

  public SecondFacteur(boolean exige, Clock horloge) {
    this.reglage = () -> exige;
    this.horloge = horloge;
  }

  public boolean exige() {
    return reglage.get();
  }

  /**
   * @throws AssuranceInsuffisante connecté sans second facteur
   */
  public void exigerPourEntrer(Identite qui, Titre titre) {
    if (exige() && titre != Titre.AGENT && !qui.assurance().secondFacteur()) {
      throw AssuranceInsuffisante.pourEntrer();
    }
  }

  /**
   * @throws AssuranceInsuffisante administrateur de cet espace, ou de l'équipe, et connecté sans
   *     second facteur
   */
  public void exigerPourEntrer(Identite qui, Espace espace) {
    if (exige()
        && (espace.titre() != Titre.AGENT || espace.peut(Geste.ADMINISTRER))
        && !qui.assurance().secondFacteur()) {
      throw AssuranceInsuffisante.pourEntrer();
    }
  }

  /**
   * @throws AssuranceInsuffisante sans second facteur montré depuis moins de cinq minutes
   */
  public void exigerPour(Identite qui, Sensible sensible) {
    if (exige() && sensible != Sensible.NON && !qui.assurance().fraiche(horloge.instant())) {
      throw AssuranceInsuffisante.pourUnGeste();
    }
  }
}
