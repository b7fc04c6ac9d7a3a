package fr.maillon.passation;

import fr.maillon.affectation.Affecter;
import fr.maillon.isolation.EcritureCoordination;
import fr.maillon.isolation.TenantContext;
import fr.maillon.journal.Journal;
import fr.maillon.journal.NatureDeLigne;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.travail.FileDesTravaux;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * La coordination décide une passation : les affectations changent aussitôt, à la date dite ; les
 * demandes suivent ce jour-là.
 */
@ApplicationScoped
public class DeciderPassation {
  /**
   * @param effet le premier jour de la nouvelle personne ; null : aujourd'hui
   * @param maitreOuvrage code du seul espace à passer ; vide ou null : tout le portefeuille
   */
  @Schema(name = "DeciderPassation")
  public record Command(
      @NotNull(message = "Choisissez qui passe la main.") UUID de,
      @NotNull(message = "Choisissez qui la prend.") UUID vers,
      LocalDate effet,
      String maitreOuvrage) {
    /** Le code, ou null. */
    public String code() {
      return maitreOuvrage == null || maitreOuvrage.isBlank() ? null : maitreOuvrage.strip();
    }
  }

  private static final DateTimeFormatter JOUR =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRANCE);

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Affecter affecter;
  @Inject Journal journal;
  @Inject FileDesTravaux travaux;
  @Inject Clock horloge;

  /**
   * @return l'identifiant de la passation
   * @throws RegleMetier {@code meme-personne}, {@code effet-passe}, {@code pas-facilitateur},
   *     {@code personne-inconnue}, {@code rien-a-passer}
   */
  @Transactional
  @EcritureCoordination
  public UUID executer(@NotNull(message = "Décrivez le transfert.") @Valid Command c) {
    var aujourdhui = LocalDate.now(horloge);
    var effet = c.effet() == null ? aujourdhui : c.effet();
    var passation =
        Passation.decider(
            c.de(),
            nom(c.de(), "de"),
            c.vers(),
            nom(c.vers(), "vers"),
            effet,
            contexte.identite(),
            horloge.instant(),
            aujourdhui);
    em.persist(passation);
    em.flush();
    var espaces = affecter.passer(passation.id, c.de(), c.vers(), effet, c.code());
    if (espaces.isEmpty()) {
      throw new RegleMetier(
          "rien-a-passer",
          "de",
          passation.deNom
              + " n'assiste aucun de ces maîtres d'ouvrage à partir de ce jour : il n'y a rien à"
              + " transférer.");
    }
    espaces.forEach(e -> em.persist(new PassationEspace(passation.id, e)));
    em.flush();
    // chaque espace lit qui l'assistait, qui l'assistera, et qui en a décidé ; toujours dans le
    // même ordre, deux passations ne s'attendent pas l'une l'autre
    espaces.stream()
        .sorted()
        .forEach(
            e ->
                journal.noter(
                    e,
                    NatureDeLigne.DROITS,
                    "DeciderPassation.executer",
                    passation.id.toString(),
                    "De "
                        + passation.deNom
                        + " à "
                        + passation.versNom
                        + ", à compter du "
                        + effet.format(JOUR)
                        + "."));
    travaux.demander(
        travail(passation),
        effet.isAfter(aujourdhui)
            ? effet.atStartOfDay(horloge.getZone()).toInstant()
            : horloge.instant());
    return passation.id;
  }

  /**
   * Reprend ce qui a été empêché, au nom de qui reprend.
   *
   * @throws Introuvable passation absente
   * @throws RegleMetier {@code rien-a-reprendre}
   */
  @Transactional
  @EcritureCoordination
  public void reprendre(UUID id) {
    var passation = em.find(Passation.class, id);
    if (passation == null) {
      throw new Introuvable("Passation");
    }
    passation.reprendre(contexte.identite());
    em.createQuery("select e from PassationEspace e where e.passation = :id", PassationEspace.class)
        .setParameter("id", id)
        .getResultList()
        .forEach(PassationEspace::reprendre);
    travaux.relancer(travail(passation));
  }

  private static FileDesTravaux.Demande travail(Passation p) {
    return new FileDesTravaux.Demande(
        p.id, MenerPassations.NATURE, p.id.toString(), "Transfert d'un portefeuille", false);
  }

  private String nom(UUID personne, String champ) {
    return em.createQuery("select u.nom from MembreEquipe u where u.id = :id", String.class)
        .setParameter("id", personne)
        .getResultStream()
        .findFirst()
        .orElseThrow(
            () ->
                new RegleMetier(
                    "personne-inconnue",
                    champ,
                    "Cette personne n'est pas de l'équipe : choisissez quelqu'un de la liste."));
  }
}
