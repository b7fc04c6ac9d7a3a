package fr.maillon.personne;

import fr.maillon.parametre.Parametres;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;

/** De quand date une confirmation trop ancienne. */
@ApplicationScoped
class Revue {
  @Inject Parametres parametres;
  @Inject Clock horloge;

  /** Une personne confirmée avant ce jour est à confirmer de nouveau. */
  @Transactional(Transactional.TxType.MANDATORY)
  public LocalDate seuil() {
    var jour = LocalDate.now(horloge);
    return jour.minusMonths(parametres.valeur("REVUE_DES_PERSONNES_MOIS", jour).longValueExact());
  }
}
