package fr.maillon.support;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.Verrou;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * L'acheteur laisse entrer le support, en lecture, pour une heure au plus ; il referme quand il
 * veut.
 */
@ApplicationScoped
public class OuvrirAuSupport {
  /** Les durées admises, en minutes. */
  public static final Set<Integer> MINUTES = Set.of(15, 30, 60);

  private static final DateTimeFormatter HEURE = DateTimeFormatter.ofPattern("HH 'h' mm");

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Verrou verrou;
  @Inject TenantContext contexte;
  @Inject Clock horloge;

  /**
   * @param minutes 15, 30 ou 60
   * @param motif ce que le support vient regarder ; il le lit en entrant
   */
  @Schema(name = "OuvrirAuSupport")
  public record Command(
      @NotNull(message = "Choisissez une durée : 15, 30 ou 60 minutes.") Integer minutes,
      @NotNull(message = "Dites en dix caractères au moins ce que le support vient regarder.")
          @Size(
              min = 10,
              max = 1000,
              message =
                  "Dites en dix caractères au moins, mille au plus, ce que le support vient"
                      + " regarder.")
          String motif) {}

  /**
   * @throws RegleMetier {@code duree-de-fenetre}, {@code fenetre-deja-ouverte}
   */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.OUVRIR_AU_SUPPORT)
  public UUID executer(@NotNull @Valid Command c) {
    if (!MINUTES.contains(c.minutes())) {
      throw new RegleMetier(
          "duree-de-fenetre", "minutes", "Choisissez une durée : 15, 30 ou 60 minutes.");
    }
    if (c.motif().strip().length() < 10) {
      throw new RegleMetier(
          "motif-trop-court",
          "motif",
          "Dites en dix caractères au moins ce que le support vient regarder.");
    }
    verrou.prendre("support " + contexte.tenantId());
    var maintenant = horloge.instant().truncatedTo(ChronoUnit.MICROS);
    em.createQuery(
            "select a from AccesSupport a where a.espace = :espace and a.brisDeGlace = false and"
                + " a.fermeLe is null and a.au > :maintenant",
            AccesSupport.class)
        .setParameter("espace", contexte.tenantId())
        .setParameter("maintenant", maintenant)
        .getResultStream()
        .findFirst()
        .ifPresent(
            a -> {
              throw new RegleMetier(
                  "fenetre-deja-ouverte",
                  "Le support est déjà autorisé jusqu'à "
                      + HEURE.format(a.au.atZone(horloge.getZone()))
                      + ". Fermez cet accès, ou attendez sa fin, avant d'en ouvrir un autre.");
            });
    var acces =
        AccesSupport.ouvrir(
            contexte.tenantId(),
            contexte.identite(),
            c.motif(),
            maintenant,
            Duration.ofMinutes(c.minutes()),
            false);
    em.persist(acces);
    em.flush();
    return acces.id;
  }

  /**
   * Referme un accès, bris de glace compris : la demande suivante du support est refusée. @throws
   * RegleMetier {@code fenetre-fermee}
   */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.OUVRIR_AU_SUPPORT)
  public void fermer(UUID id) {
    trouver(id).fermer(contexte.identite(), horloge.instant());
  }

  /**
   * Dit qu'on a vu un bris de glace : l'espace cesse de le montrer partout.
   *
   * @throws RegleMetier {@code pas-un-bris}
   */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.OUVRIR_AU_SUPPORT)
  public void constater(UUID id) {
    trouver(id).constater(contexte.identite(), horloge.instant());
  }

  private AccesSupport trouver(UUID id) {
    return em.createQuery(
            "select a from AccesSupport a where a.espace = :espace and a.id = :id",
            AccesSupport.class)
        .setParameter("espace", contexte.tenantId())
        .setParameter("id", id)
        .getResultStream()
        .findFirst()
        .orElseThrow(() -> new Introuvable("Accès du support"));
  }
}
