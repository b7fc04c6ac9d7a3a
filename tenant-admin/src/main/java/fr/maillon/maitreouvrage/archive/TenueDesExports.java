package fr.maillon.maitreouvrage.archive;

import fr.maillon.isolation.LectureAgent;
import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.TropDeDemandes;
import fr.maillon.travail.Bail;
import fr.maillon.travail.FileDesTravaux;
import fr.maillon.usage.LimitesEnVigueur;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Ce que la base sait de chaque export : un travail, qu'elle ne montre qu'à son auteur. */
@ApplicationScoped
class TenueDesExports {
  /** Une archive moyenne est prête d'ici là. */
  private static final Duration APRES = Duration.ofSeconds(15);

  @Inject TenantContext contexte;
  @Inject LimitesEnVigueur limites;
  @Inject Reglages reglages;
  @Inject FileDesTravaux travaux;
  @Inject Clock horloge;

  /**
   * @throws TropDeDemandes {@code export-en-cours} quand l'espace en prépare déjà autant qu'il peut
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID demander() {
    var id = UUID.randomUUID();
    int places = ensemble();
    for (int place = 1; place <= places; place++) {
      if (travaux.demander(
          new FileDesTravaux.Demande(
              id, MenerExports.NATURE, "place " + place, "Archive de l'espace", true))) {
        return id;
      }
    }
    throw new TropDeDemandes(
        "export-en-cours",
        (places == 1
                ? "Une archive de cet espace est déjà en préparation"
                : places
                    + " archives de cet espace sont déjà en préparation, autant qu'il peut en"
                    + " mener")
            + ", les vôtres ou celles d'un autre administrateur. Attendez que l'une soit prête.",
        APRES);
  }

  /** Archives que l'espace peut préparer en même temps. */
  int ensemble() {
    return limites.de(contexte.tenantId()).exportsSimultanes();
  }

  @Transactional
  @LectureAgent
  public List<ExportView> lister() {
    return travaux.lister(MenerExports.NATURE).stream().map(ExportView::de).toList();
  }

  @Transactional
  @LectureAgent
  public Optional<ExportView> lire(UUID id) {
    return travaux
        .trouver(id)
        .filter(t -> t.nature().equals(MenerExports.NATURE))
        .map(ExportView::de);
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public void supprimer(UUID id) {
    travaux.supprimer(id);
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @LectureAgent
  public void pret(Bail bail, long lignes, long octets, String empreinte) {
    travaux.donner(
        bail,
        lignes,
        octets,
        empreinte,
        horloge.instant().plus(Duration.ofDays(reglages.parametre("EXPORT_VALIDITE_JOURS"))));
  }
}
