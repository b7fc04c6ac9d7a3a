package fr.maillon.filtre;

import fr.maillon.isolation.EcritureEquipe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Change un de mes filtres. */
@ApplicationScoped
public class ChangerFiltre {
  /**
   * @param requete null : celle d'avant
   * @param version celle de la fiche lue
   */
  @Schema(name = "TenirFiltresChangement")
  public record Changement(
      @NotBlank(message = "Donnez un nom à ce filtre.")
          @Size(max = 60, message = "Un nom de filtre tient en 60 caractères.")
          String nom,
      String requete,
      boolean partage,
      boolean parDefaut,
      @NotNull(message = "Dites la version que vous avez lue.") Integer version) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject FiltresTenus filtresTenus;

  @Transactional
  @EcritureEquipe
  public FiltreView changer(@NotNull UUID id, @NotNull @Valid Changement c) {
    var filtre = filtresTenus.leSien(id);
    filtre.exigerVersion(c.version());
    filtresTenus.exigerNomLibre(id, c.nom());
    if (c.parDefaut()) {
      filtresTenus.oublierLeDefaut(id);
    }
    filtre.changer(
        c.nom(),
        c.requete() == null
            ? RequeteDeFiltre.relire(filtre.requete)
            : RequeteDeFiltre.lire(c.requete()),
        c.partage(),
        c.parDefaut());
    em.flush();
    return filtresTenus.vue(filtre);
  }
}
