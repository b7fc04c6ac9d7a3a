package fr.maillon.support;

import fr.maillon.acces.Acces;
import fr.maillon.acces.OuvrirPerimetre;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Sensible;
import fr.maillon.isolation.TenantScope;
import fr.maillon.regle.Interdit;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Le support entre dans un espace que personne ne lui a ouvert : en lecture, une heure au plus, lui
 * seul. L'entrée se fait aussitôt, par la porte commune, et avec elle la ligne au journal et
 * l'alerte à l'acheteur : il n'existe pas d'entrée qui n'en ait pas.
 */
@ApplicationScoped
public class BriserLaGlace {
  @Inject Bris bris;
  @Inject Acces acces;
  @Inject OuvrirPerimetre perimetres;

  /**
   * @param code l'espace, par son code d'adresse
   * @param motif pourquoi il faut entrer sans attendre ; l'acheteur le lit
   */
  @Schema(name = "BriserLaGlace")
  public record Command(
      @NotBlank(message = "Donnez le code de l'espace, tel qu'il est dans son adresse.")
          String code,
      @NotNull(message = "Dites en dix caractères au moins pourquoi il faut entrer sans attendre.")
          @Size(
              min = 10,
              max = 1000,
              message =
                  "Dites en dix caractères au moins, mille au plus, pourquoi il faut entrer sans"
                      + " attendre.")
          String motif) {}

  /**
   * @throws Interdit qui parle n'est pas du support
   * @throws Introuvable aucun espace ouvert de ce code
   */
  @Habilite(
      value = {},
      geste = Geste.POURSUIVRE,
      sensible = Sensible.ACCES_D_URGENCE)
  public void executer(@NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    var identite = TenantScope.identite();
    if (!identite.a("support") || !acces.habilitations().contains("SUPPORT")) {
      throw new Interdit("Cette partie est réservée au support.");
    }
    bris.ouvrir(c.code().strip(), c.motif());
    perimetres.ouvrir(identite, new OuvrirPerimetre.Destination.UnEspace(c.code().strip()));
  }
}
