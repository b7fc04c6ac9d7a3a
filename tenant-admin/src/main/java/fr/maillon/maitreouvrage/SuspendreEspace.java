package fr.maillon.maitreouvrage;

import fr.maillon.isolation.EcritureCentre;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

/** Suspend un espace ouvert. */
@ApplicationScoped
public class SuspendreEspace {
  /**
   * @param motif ses personnes le liront
   */
  public record Suspension(
      @NotBlank(message = "Dites pourquoi : les personnes de l'espace le liront.")
          @Size(max = 1000, message = "Le motif compte 1 000 caractères au plus.")
          String motif,
      @NotNull(message = "Indiquez la version que vous avez lue.") Integer version) {}

  @Inject Clock horloge;
  @Inject EspaceTenu espaceTenu;

  /**
   * @throws RegleMetier {@code etape-impossible} quand l'espace n'est pas ouvert
   */
  @Transactional
  @EcritureCentre
  public void suspendre(
      UUID id, @NotNull(message = "Le corps de la demande manque.") @Valid Suspension c) {
    var m = espaceTenu.lu(id, c.version());
    m.suspendre(c.motif().strip(), LocalDate.now(horloge));
    espaceTenu.noter(m, "SuspendreEspace.suspendre", m.motif);
  }
}
