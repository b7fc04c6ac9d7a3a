package fr.maillon.maitreouvrage.archive;

import static fr.maillon.maitreouvrage.archive.Travaux.instant;
import static fr.maillon.maitreouvrage.archive.Travaux.quand;

import fr.maillon.isolation.LectureAgent;
import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.TropDeDemandes;
import fr.maillon.usage.LimitesEnVigueur;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Ce que la base sait de chaque export. La base ne le montre qu'à son auteur, dans l'espace. */
@ApplicationScoped
class TenueDesExports {
  /** Une archive moyenne est prête d'ici là. */
  private static final Duration APRES = Duration.ofSeconds(15);

  private static final String LU =
      "select cast(id as text), etat, etape, lignes, octets, empreinte, cast(extract(epoch from"
          + " demande_le) * 1000 as bigint), cast(extract(epoch from pret_le) * 1000 as bigint),"
          + " cast(extract(epoch from expire_le) * 1000 as bigint), erreur from plateforme.export"
          + " where maitre_ouvrage_id = ?1";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject LimitesEnVigueur limites;
  @Inject Travaux travaux;
  @Inject Clock horloge;

  /**
   * @throws TropDeDemandes {@code export-en-cours} quand l'espace en prépare déjà autant qu'il peut
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID demander() {
    var id = UUID.randomUUID();
    int places = ensemble();
    for (int place = 1; place <= places; place++) {
      if (em.createNativeQuery(
                  "insert into plateforme.export (id, maitre_ouvrage_id, auteur_id, auteur_nom,"
                      + " place, demande_le) values (?1, ?2, ?3, ?4, ?5, ?6) on conflict do"
                      + " nothing")
              .setParameter(1, id)
              .setParameter(2, contexte.tenantId())
              .setParameter(3, contexte.identite().id())
              .setParameter(4, contexte.identite().nom())
              .setParameter(5, place)
              .setParameter(6, quand(horloge.instant()))
              .executeUpdate()
          == 1) {
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
    return vues(
        em.createNativeQuery(LU + " order by demande_le desc, id limit 50")
            .setParameter(1, contexte.tenantId())
            .getResultList());
  }

  @Transactional
  @LectureAgent
  public Optional<ExportView> lire(UUID id) {
    return vues(
            em.createNativeQuery(LU + " and id = ?2")
                .setParameter(1, contexte.tenantId())
                .setParameter(2, id)
                .getResultList())
        .stream()
        .findFirst();
  }

  /**
   * Un morceau de l'archive ; null après le dernier. Une transaction par morceau : un
   * téléchargement lent n'en tient aucune.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @LectureAgent
  public byte[] morceau(UUID id, int rang) {
    var trouves =
        em.createNativeQuery(
                "select contenu from plateforme.export_morceau where maitre_ouvrage_id = ?1 and"
                    + " export_id = ?2 and rang = ?3")
            .setParameter(1, contexte.tenantId())
            .setParameter(2, id)
            .setParameter(3, rang)
            .getResultList();
    return trouves.isEmpty() ? null : (byte[]) trouves.getFirst();
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @LectureAgent
  public void garder(UUID id, int rang, byte[] contenu) {
    em.createNativeQuery(
            "insert into plateforme.export_morceau (maitre_ouvrage_id, export_id, rang, contenu)"
                + " values (?1, ?2, ?3, ?4)")
        .setParameter(1, contexte.tenantId())
        .setParameter(2, id)
        .setParameter(3, rang)
        .setParameter(4, contenu)
        .executeUpdate();
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @LectureAgent
  public void effacerMorceaux(UUID id) {
    em.createNativeQuery(
            "delete from plateforme.export_morceau where maitre_ouvrage_id = ?1 and export_id = ?2")
        .setParameter(1, contexte.tenantId())
        .setParameter(2, id)
        .executeUpdate();
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public void supprimer(UUID id) {
    em.createNativeQuery("delete from plateforme.export where maitre_ouvrage_id = ?1 and id = ?2")
        .setParameter(1, contexte.tenantId())
        .setParameter(2, id)
        .executeUpdate();
  }

  /**
   * @param lignes de l'archive, toutes tables
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @LectureAgent
  public void pret(UUID id, UUID serveur, long lignes, long octets, String empreinte) {
    var maintenant = horloge.instant();
    Travaux.tenu(
        em.createNativeQuery(
                "update plateforme.export set etat = 'PRET', etape = null, erreur = null, lignes ="
                    + " ?3, octets = ?4, empreinte = ?5, pret_le = ?6, expire_le = ?7, executant ="
                    + " null, bail = null where id = ?1 and executant = ?2 and etat = 'EN_COURS'")
            .setParameter(1, id)
            .setParameter(2, serveur)
            .setParameter(3, lignes)
            .setParameter(4, octets)
            .setParameter(5, empreinte)
            .setParameter(6, quand(maintenant))
            .setParameter(
                7,
                quand(maintenant.plus(Duration.ofDays(travaux.parametre("EXPORT_VALIDITE_JOURS")))))
            .executeUpdate());
  }

  private static List<ExportView> vues(List<?> lignes) {
    return lignes.stream()
        .map(Object[].class::cast)
        .map(
            l ->
                new ExportView(
                    UUID.fromString((String) l[0]),
                    (String) l[1],
                    (String) l[2],
                    ((Number) l[3]).longValue(),
                    ((Number) l[4]).longValue(),
                    (String) l[5],
                    instant(l[6]),
                    instant(l[7]),
                    instant(l[8]),
                    (String) l[9]))
        .toList();
  }
}
