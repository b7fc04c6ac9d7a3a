package fr.maillon.filtre;

import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Garde un filtre sous un nom. */
@ApplicationScoped
public class EnregistrerFiltre {
  /**
   * @param requete chaîne de requête de {@code /portefeuille}, sans « ? »
   * @param parDefaut celui où l'on arrive en se connectant
   */
  @Schema(name = "TenirFiltres")
  public record Command(
      @NotBlank(message = "Donnez un nom à ce filtre.")
          @Size(max = 60, message = "Un nom de filtre tient en 60 caractères.")
          String nom,
      @NotNull(message = "Dites ce que ce filtre montre.") String requete,
      boolean partage,
      boolean parDefaut) {}

  public static final int MAXIMUM = 50;

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;
  @Inject FiltresTenus filtresTenus;

  /**
   * @throws RegleMetier {@code filtre-deja-nomme}, {@code trop-de-filtres}, ou ce que {@link
   *     RequeteDeFiltre#lire} refuse
   */
  @Transactional
  @EcritureEquipe
  public FiltreView enregistrer(@NotNull @Valid Command c) {
    var moi = contexte.identite();
    if (em.createQuery("select count(f) from Filtre f where f.proprietaire = :moi", Long.class)
            .setParameter("moi", moi.id())
            .getSingleResult()
        >= MAXIMUM) {
      throw new RegleMetier(
          "trop-de-filtres",
          "Vous avez déjà "
              + MAXIMUM
              + " filtres : supprimez-en un avant d'en enregistrer un autre.");
    }
    var filtre =
        new Filtre(
            moi,
            horloge.instant(),
            c.nom(),
            RequeteDeFiltre.lire(c.requete()),
            c.partage(),
            c.parDefaut());
    filtresTenus.exigerNomLibre(filtre.id, c.nom());
    if (c.parDefaut()) {
      filtresTenus.oublierLeDefaut(filtre.id);
    }
    em.persist(filtre);
    em.flush();
    return filtresTenus.vue(filtre);
  }
}
