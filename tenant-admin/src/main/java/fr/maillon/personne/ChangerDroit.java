package fr.maillon.personne;

import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Sensible;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.RegleMetier;
import fr.maillon.tache.Reveil;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Change le droit d'une personne de l'espace. */
@ApplicationScoped
public class ChangerDroit {
  /**
   * @param version celle qui a été lue
   */
  @Schema(name = "TenirPersonnes")
  public record Command(
      @NotNull(message = "Choisissez un droit : lecteur, acheteur, référent ou administrateur.")
          Droit droit,
      boolean export,
      @NotNull(message = "Donnez la version que vous avez lue.") Integer version) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject ListerPersonnes personnes;
  @Inject Event<Reveil> reveil;
  @Inject Adhesions adhesions;

  /**
   * @throws RegleMetier {@code dernier-administrateur}
   */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.ADMINISTRER, sensible = Sensible.DROITS)
  public PersonneView changer(UUID personne, @NotNull @Valid Command c) {
    var adhesion = adhesions.lire(personne, c.version());
    if (adhesion.droit == Droit.ADMINISTRATEUR && c.droit() != Droit.ADMINISTRATEUR) {
      adhesions.garderUnAdministrateur(personne);
    }
    adhesion.changer(c.droit(), c.export());
    reveil.fire(new Reveil(GroupeDuSecondFacteur.NOM));
    em.flush();
    return personnes.une(personne);
  }
}
