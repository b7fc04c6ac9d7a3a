package fr.maillon.maitreouvrage;

import fr.maillon.isolation.EcritureCentre;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

/** Revient sur une fermeture avant l'effacement. */
@ApplicationScoped
public class AnnulerFermeture {
  @Inject Espaces espaces;
  @Inject Avertir avertir;
  @Inject Clock horloge;
  @Inject EspaceTenu espaceTenu;

  /**
   * @throws RegleMetier {@code etape-impossible} le délai passé ; {@code siret-deja-pris} quand un
   *     autre espace a repris un de ses SIRET
   */
  @Transactional
  @EcritureCentre
  public void annulerFermeture(UUID id, Integer version) {
    espaces.verrouiller();
    var m = espaceTenu.lu(id, version);
    m.annulerFermeture(LocalDate.now(horloge));
    espaces.exigerLibres(espaces.sirets(id), id);
    espaceTenu.noter(m, "AnnulerFermeture.annulerFermeture", null);
    avertir.annulation(m);
  }
}
