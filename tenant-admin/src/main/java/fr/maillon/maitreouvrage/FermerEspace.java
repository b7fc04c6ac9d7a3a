package fr.maillon.maitreouvrage;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Sensible;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Texte;
import fr.maillon.parametre.Parametres;
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

/** Ferme un espace, qui sera effacé après le délai. */
@ApplicationScoped
public class FermerEspace {
  /**
   * @param nom celui de l'espace, recopié : fermer mène à tout effacer
   */
  public record Fermeture(
      @NotBlank(message = "Dites pourquoi : les administrateurs de l'espace le liront.")
          @Size(max = 1000, message = "Le motif compte 1 000 caractères au plus.")
          String motif,
      @NotBlank(message = "Recopiez le nom de l'espace.") String nom,
      @NotNull(message = "Indiquez la version que vous avez lue.") Integer version) {}

  /** Jours entre la fermeture et l'effacement : paramètre daté. */
  public static final String DELAI = "DELAI_EFFACEMENT_JOURS";

  @Inject Parametres parametres;
  @Inject Avertir avertir;
  @Inject Clock horloge;
  @Inject EspaceTenu espaceTenu;

  /**
   * Nul n'y entre plus dès la demande suivante ; ses administrateurs sont avertis du jour où tout
   * sera effacé.
   *
   * @return le premier jour où l'espace peut être effacé
   * @throws RegleMetier {@code nom-different} quand le nom recopié n'est pas le sien ; {@code
   *     etape-impossible} s'il est déjà fermé
   */
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.ECRIRE, sensible = Sensible.EFFACEMENT)
  public LocalDate fermer(
      UUID id, @NotNull(message = "Le corps de la demande manque.") @Valid Fermeture c) {
    var m = espaceTenu.lu(id, c.version());
    if (!Texte.cherchable(c.nom()).equals(Texte.cherchable(m.nom))) {
      throw new RegleMetier(
          "nom-different",
          "nom",
          "Ce n'est pas le nom de cet espace. Recopiez « " + m.nom + " » pour confirmer.");
    }
    m.fermer(
        c.motif().strip(),
        LocalDate.now(horloge),
        parametres.valeur(DELAI, LocalDate.now(horloge)).intValueExact());
    espaceTenu.noter(m, "FermerEspace.fermer", m.motif);
    avertir.fermeture(m);
    return m.effacableLe;
  }
}
