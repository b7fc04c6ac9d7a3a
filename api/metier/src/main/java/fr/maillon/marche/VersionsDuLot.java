package fr.maillon.marche;

import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.SuiteEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * Les versions publiées d'un lot : les voir, en choisir une, réunir deux lots qui n'en font qu'un.
 */
@ApplicationScoped
public class VersionsDuLot {
  private static final DateTimeFormatter JOUR =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.FRENCH);

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject @Any Instance<Attache> attaches;
  @Inject TenueDesLots tenue;

  /**
   * @param id null pour la version que le lot retient : il n'y a rien à choisir
   * @param publieeLe sa plus récente date de publication, modifications comprises
   * @param modifications combien elle en porte
   * @param lueLe quand elle a été importée ; null : avant qu'on le retienne
   */
  public record VersionView(
      UUID id,
      boolean retenue,
      String objet,
      BigDecimal montant,
      Integer dureeMois,
      LocalDate dateNotification,
      LocalDate publieeLe,
      int modifications,
      List<String> considerationsSociales,
      List<String> titulaires,
      Instant lueLe) {}

  /**
   * @param version celle du lot telle que la personne l'a vue
   */
  public record VersionsView(
      UUID marche,
      UUID lot,
      int rang,
      String objet,
      boolean choisie,
      int version,
      List<VersionView> versions) {}

  /** De la plus récente publication à la plus ancienne. */
  @Transactional
  @LectureEspace
  public VersionsView lister(UUID marche, UUID id) {
    var lot = lot(marche, id);
    var vues = new ArrayList<VersionView>();
    if (!lot.saisi()) {
      vues.add(vue(null, true, lot, tenue.titulaires(id).stream().map(Titulaire::nom).toList()));
    }
    tenue.versions(id).stream()
        .filter(v -> !v.empreinte.equals(lot.empreinte))
        .forEach(
            v ->
                vues.add(
                    vue(
                        v.id,
                        false,
                        v,
                        v.titulairesPublies().stream()
                            .map(
                                t ->
                                    t.denominationSociale() == null
                                        ? t.id()
                                        : t.denominationSociale())
                            .toList())));
    vues.sort(
        Comparator.comparing(
                VersionView::publieeLe, Comparator.nullsLast(Comparator.reverseOrder()))
            .thenComparing(VersionView::modifications, Comparator.reverseOrder())
            .thenComparing(VersionView::lueLe, Comparator.nullsLast(Comparator.reverseOrder())));
    return new VersionsView(
        marche, id, lot.rang, lot.objet, lot.choisie, lot.version, List.copyOf(vues));
  }

  /**
   * Le lot prend cette version. Celle qu'il quitte est gardée.
   *
   * @param vue version du lot que la personne a vue ; null : peu importe
   * @throws VersionPerimee le lot a changé depuis
   */
  @Transactional
  @SuiteEspace
  public void choisir(UUID marche, UUID lot, UUID version, Integer vue) {
    var trouve = lot(marche, lot);
    if (vue != null && vue != trouve.version) {
      throw new VersionPerimee();
    }
    var choisie = em.find(VersionLot.class, version);
    if (choisie == null || !choisie.lotId.equals(lot)) {
      throw new Introuvable("Version");
    }
    prendre(trouve, choisie);
    tenue.deduire(marche);
  }

  /**
   * Chaque lot reprend la version dite. Une version disparue depuis est passée.
   *
   * @return combien ont changé
   */
  @Transactional(Transactional.TxType.MANDATORY)
  @SuiteEspace
  public int retablir(Collection<UUID> versions) {
    if (versions.isEmpty()) {
      return 0;
    }
    var trouvees =
        em.createQuery(
                "select v from VersionLot v where v.tenantId = :tenant and v.id in :ids",
                VersionLot.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("ids", List.copyOf(versions))
            .getResultList();
    var marches =
        trouvees.stream()
            .map(
                v -> {
                  var lot = em.find(Lot.class, v.lotId, LockModeType.PESSIMISTIC_WRITE);
                  prendre(lot, v);
                  return lot.marcheId;
                })
            .distinct()
            .toList();
    marches.forEach(tenue::deduire);
    return trouvees.size();
  }

  private void prendre(Lot lot, VersionLot version) {
    if (version.empreinte.equals(lot.empreinte)) {
      return;
    }
    var autre =
        em.createQuery(
                "select count(l) from Lot l where l.tenantId = :tenant and l.cleSource = :cle and"
                    + " l.id <> :lot",
                Long.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("cle", version.cleSource)
            .setParameter("lot", lot.id)
            .getSingleResult();
    if (autre > 0) {
      throw new RegleMetier(
          "version-d-un-autre-lot",
          "Cette version est celle d'un autre lot aujourd'hui : réunissez d'abord les deux lots.");
    }
    tenue.garder(lot);
    lot.choisir(version);
    tenue.attribuer(lot.id, version.titulairesPublies());
    tenue.noter(
        lot.marcheId,
        "version-choisie",
        "Lot "
            + lot.rang
            + " : version choisie, "
            + (version.dernierePublication == null
                ? "publiée à une date inconnue"
                : "publiée le " + JOUR.format(version.dernierePublication))
            + (version.montant == null ? "" : ", " + Differences.euros(version.montant) + " HT")
            + ".");
  }

  /**
   * Deux lots qui n'en font qu'un : le second disparaît, le premier prend la plus récente des deux
   * versions et garde l'autre.
   *
   * @throws RegleMetier {@code lot-suivi} une clause ou un engagement tient déjà au lot qui
   *     disparaîtrait
   */
  @Transactional(Transactional.TxType.MANDATORY)
  @SuiteEspace
  public void reunir(UUID idGarde, UUID idEnTrop) {
    var garde = em.find(Lot.class, idGarde, LockModeType.PESSIMISTIC_WRITE);
    var enTrop = em.find(Lot.class, idEnTrop, LockModeType.PESSIMISTIC_WRITE);
    if (garde == null
        || enTrop == null
        || !garde.marcheId.equals(enTrop.marcheId)
        || garde.id.equals(enTrop.id)) {
      throw new Introuvable("Lot");
    }
    if (attaches.stream().anyMatch(a -> a.auLot(idEnTrop) > 0)) {
      throw new RegleMetier(
          "lot-suivi",
          "Une clause tient déjà au lot "
              + enTrop.rang
              + " : il ne peut pas disparaître dans un autre.");
    }
    var avant = VersionLot.de(garde, tenue.titulaires(garde.id)).avantFusion(enTrop.id);
    var reunie = VersionLot.reunie(garde, enTrop, tenue.titulaires(enTrop.id));
    tenue.titulaires(enTrop.id).forEach(em::remove);
    tenue.versions(enTrop.id).forEach(em::remove);
    em.flush();
    em.remove(enTrop);
    em.flush();
    em.persist(avant);
    em.persist(reunie);
    if (garde.comparer(reunie.dernierePublication, reunie.rangPublie) <= 0) {
      garde.recevoir(reunie);
      tenue.attribuer(garde.id, reunie.titulairesPublies());
    }
    tenue.noter(
        garde.marcheId,
        "lots-reunis",
        "Lot "
            + reunie.fusionRang
            + " réuni au lot "
            + garde.rang
            + " : c'était le même, publié sous un autre objet.");
    tenue.deduire(garde.marcheId);
  }

  /**
   * Défait {@link #reunir} : les deux lots redeviennent ce qu'ils étaient ; ce que l'import a dit
   * du lot depuis lui reste.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  @SuiteEspace
  public void separer(UUID enTrop) {
    var gardees =
        em.createQuery(
                "select v from VersionLot v where v.tenantId = :tenant and v.fusionDe = :lot",
                VersionLot.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("lot", enTrop)
            .getResultList();
    var reunie =
        gardees.stream()
            .filter(v -> v.fusionRang != null)
            .findFirst()
            .orElseThrow(() -> new Introuvable("Lot"));
    var avant =
        gardees.stream()
            .filter(v -> v.fusionRang == null)
            .findFirst()
            .orElseThrow(() -> new Introuvable("Lot"));
    var garde = em.find(Lot.class, reunie.lotId, LockModeType.PESSIMISTIC_WRITE);
    if (Objects.equals(garde.empreinte, reunie.empreinte)) {
      garde.recevoir(avant);
      tenue.attribuer(garde.id, avant.titulairesPublies());
    }
    gardees.forEach(em::remove);
    em.flush();
    var rendu = Lot.rendu(reunie, garde.marcheId);
    em.persist(rendu);
    em.flush();
    tenue.attribuer(rendu.id, reunie.titulairesPublies());
    tenue.noter(
        garde.marcheId, "lots-separes", "Lot " + rendu.rang + " séparé du lot " + garde.rang + ".");
    tenue.deduire(garde.marcheId);
  }

  private Lot lot(UUID marche, UUID id) {
    var lot = em.find(Lot.class, id);
    if (lot == null || !lot.marcheId.equals(marche)) {
      throw new Introuvable("Lot");
    }
    return lot;
  }

  private static VersionView vue(
      UUID id, boolean retenue, ContenuPublie c, List<String> titulaires) {
    return new VersionView(
        id,
        retenue,
        c.objet,
        c.montant,
        c.dureeMois,
        c.dateNotification,
        c.dernierePublication,
        FaitsPublies.lire(c.modifications).size(),
        Considerations.libelles(
            c.socialeConnue, c.socialeClause, c.socialeCritere, c.socialeReserve),
        titulaires.stream().filter(Objects::nonNull).toList(),
        c.lueLe);
  }
}
