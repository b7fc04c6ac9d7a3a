package fr.maillon.maitreouvrage.archive;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.TropDeDemandes;
import fr.maillon.usage.LimitesEnVigueur;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Ce que la base sait de chaque export. La base ne le montre qu'à son auteur, dans l'espace ; au système, qu'il existe. */
@ApplicationScoped
class TenueDesExports {
  /** Un serveur qui n'a rien écrit depuis ce temps est tenu pour arrêté. */
  static final Duration BAIL = Duration.ofSeconds(60);
  static final int TENTATIVES = 3;
  /** Une archive moyenne est prête d'ici là. */
  private static final Duration APRES = Duration.ofSeconds(15);

  private static final String LU = "select cast(id as text), etat, etape, lignes, octets, empreinte, cast(extract(epoch from demande_le) * 1000 as bigint),"
      + " cast(extract(epoch from pret_le) * 1000 as bigint), cast(extract(epoch from expire_le) * 1000 as bigint), erreur from plateforme.export where maitre_ouvrage_id = ?1";

  @PersistenceContext(unitName = "maillon") EntityManager em;
  @Inject TenantContext contexte;
  @Inject LimitesEnVigueur limites;
  @Inject Clock horloge;

  /** @param type EXPORT ou REPRISE */
  record AMener(String type, UUID id, UUID espace, UUID auteur, String auteurNom) {}

  /** @throws TropDeDemandes {@code export-en-cours} quand l'espace en prépare déjà autant qu'il peut */
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID demander() {
    var id = UUID.randomUUID();
    int places = ensemble();
    for (int place = 1; place <= places; place++) {
      if (em.createNativeQuery("insert into plateforme.export (id, maitre_ouvrage_id, auteur_id, auteur_nom, place, demande_le) values (?1, ?2, ?3, ?4, ?5, ?6) on conflict do nothing")
          .setParameter(1, id).setParameter(2, contexte.tenantId()).setParameter(3, contexte.identite().id()).setParameter(4, contexte.identite().nom()).setParameter(5, place)
          .setParameter(6, quand(horloge.instant())).executeUpdate() == 1) {
        return id;
      }
    }
    throw new TropDeDemandes("export-en-cours", (places == 1 ? "Une archive de cet espace est déjà en préparation" : places + " archives de cet espace sont déjà en préparation, autant qu'il peut en mener")
        + ", les vôtres ou celles d'un autre administrateur. Attendez que l'une soit prête.", APRES);
  }

  /** Archives que l'espace peut préparer en même temps. */
  int ensemble() {
    return limites.de(contexte.tenantId()).exportsSimultanes();
  }

  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.LIRE)
  public List<ExportView> lister() {
    return vues(em.createNativeQuery(LU + " order by demande_le desc, id limit 50").setParameter(1, contexte.tenantId()).getResultList());
  }

  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.LIRE)
  public Optional<ExportView> lire(UUID id) {
    return vues(em.createNativeQuery(LU + " and id = ?2").setParameter(1, contexte.tenantId()).setParameter(2, id).getResultList()).stream().findFirst();
  }

  /** Un morceau de l'archive ; null après le dernier. Une transaction par morceau : un téléchargement lent n'en tient aucune. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @Habilite(value = Titre.AGENT, geste = Geste.LIRE)
  public byte[] morceau(UUID id, int rang) {
    var trouves = em.createNativeQuery("select contenu from plateforme.export_morceau where maitre_ouvrage_id = ?1 and export_id = ?2 and rang = ?3")
        .setParameter(1, contexte.tenantId()).setParameter(2, id).setParameter(3, rang).getResultList();
    return trouves.isEmpty() ? null : (byte[]) trouves.getFirst();
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @Habilite(value = Titre.AGENT, geste = Geste.LIRE)
  public void garder(UUID id, int rang, byte[] contenu) {
    em.createNativeQuery("insert into plateforme.export_morceau (maitre_ouvrage_id, export_id, rang, contenu) values (?1, ?2, ?3, ?4)")
        .setParameter(1, contexte.tenantId()).setParameter(2, id).setParameter(3, rang).setParameter(4, contenu).executeUpdate();
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @Habilite(value = Titre.AGENT, geste = Geste.LIRE)
  public void effacerMorceaux(UUID id) {
    em.createNativeQuery("delete from plateforme.export_morceau where maitre_ouvrage_id = ?1 and export_id = ?2").setParameter(1, contexte.tenantId()).setParameter(2, id).executeUpdate();
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public void supprimer(UUID id) {
    em.createNativeQuery("delete from plateforme.export where maitre_ouvrage_id = ?1 and id = ?2").setParameter(1, contexte.tenantId()).setParameter(2, id).executeUpdate();
  }

  /** @param espace nombre de lignes et sommes de l'archive */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @Habilite(value = Titre.AGENT, geste = Geste.LIRE)
  public void pret(UUID id, UUID serveur, long lignes, long octets, String empreinte) {
    var maintenant = horloge.instant();
    tenir(em.createNativeQuery("update plateforme.export set etat = 'PRET', etape = null, erreur = null, lignes = ?3, octets = ?4, empreinte = ?5, pret_le = ?6, expire_le = ?7, executant = null, bail = null"
        + " where id = ?1 and executant = ?2 and etat = 'EN_COURS'").setParameter(1, id).setParameter(2, serveur).setParameter(3, lignes).setParameter(4, octets).setParameter(5, empreinte)
        .setParameter(6, quand(maintenant)).setParameter(7, quand(maintenant.plus(Duration.ofDays(parametre("EXPORT_VALIDITE_JOURS", 7))))).executeUpdate());
  }

  // --- sous le système : quels travaux mener, jamais ce qu'ils contiennent ---

  /** Ce qui attend un serveur : demandé, ou laissé par un serveur arrêté. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<AMener> aMener() {
    @SuppressWarnings("unchecked")
    List<Object[]> lignes = em.createNativeQuery("select 'EXPORT', cast(id as text), cast(maitre_ouvrage_id as text), cast(auteur_id as text), auteur_nom, demande_le from plateforme.export"
        + " where etat in ('DEMANDE', 'EN_COURS') and (bail is null or bail < ?1)"
        + " union all select 'REPRISE', cast(id as text), cast(maitre_ouvrage_id as text), cast(auteur_id as text), auteur_nom, demande_le from plateforme.reprise"
        + " where etat in ('DEPOSEE', 'EN_COURS') and (bail is null or bail < ?2) order by 6, 2 limit 20")
        .setParameter(1, quand(horloge.instant())).setParameter(2, quand(horloge.instant())).getResultList();
    return lignes.stream().map(l -> new AMener((String) l[0], UUID.fromString((String) l[1]), UUID.fromString((String) l[2]), UUID.fromString((String) l[3]), (String) l[4])).toList();
  }

  /** Prend l'export pour ce serveur. @return le rang de cet essai ; 0 : un autre l'a pris, ou il n'est plus à faire */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public int prendre(String table, UUID id, UUID serveur) {
    var maintenant = horloge.instant();
    var rangs = em.createNativeQuery("update plateforme." + table + " set etat = 'EN_COURS', executant = ?2, bail = ?3, tentatives = tentatives + 1"
        + " where id = ?1 and etat in ('DEMANDE', 'DEPOSEE', 'EN_COURS') and (bail is null or bail < ?4) returning tentatives").setParameter(1, id).setParameter(2, serveur)
        .setParameter(3, quand(maintenant.plus(BAIL))).setParameter(4, quand(maintenant)).getResultList();
    return rangs.isEmpty() ? 0 : ((Number) rangs.getFirst()).intValue();
  }

  /** Dit où l'on en est et garde le bail. @throws BailPerdu un autre serveur a repris, ou la demande a disparu */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void avancer(String table, UUID id, UUID serveur, String etape, long lignes) {
    tenir(em.createNativeQuery("update plateforme." + table + " set etape = ?3, lignes = ?4, bail = ?5 where id = ?1 and executant = ?2 and etat = 'EN_COURS'")
        .setParameter(1, id).setParameter(2, serveur).setParameter(3, etape).setParameter(4, lignes).setParameter(5, quand(horloge.instant().plus(BAIL))).executeUpdate());
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void echouer(String table, UUID id, UUID serveur, String erreur) {
    em.createNativeQuery("update plateforme." + table + " set etat = 'ECHEC', etape = null, erreur = ?3, executant = null, bail = null where id = ?1 and executant = ?2 and etat = 'EN_COURS'")
        .setParameter(1, id).setParameter(2, serveur).setParameter(3, erreur).executeUpdate();
  }

  /** Rend le travail sans le clore : un autre serveur, ou celui-ci après son redémarrage, le reprendra. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void rendre(String table, UUID id, UUID serveur, boolean tentativeComptee) {
    em.createNativeQuery("update plateforme." + table + " set executant = null, bail = null, tentatives = tentatives - ?3 where id = ?1 and executant = ?2 and etat = 'EN_COURS'")
        .setParameter(1, id).setParameter(2, serveur).setParameter(3, tentativeComptee ? 0 : 1).executeUpdate();
  }

  /** Oublie ce qui a fait son temps : archives expirées, échecs, dépôts coupés. Les morceaux partent avec la ligne. @return combien */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public int oublier() {
    var maintenant = horloge.instant();
    return em.createNativeQuery("delete from plateforme.export where expire_le < ?1 or etat = 'ECHEC' and demande_le < ?2").setParameter(1, quand(maintenant))
        .setParameter(2, quand(maintenant.minus(Duration.ofDays(7)))).executeUpdate()
        + em.createNativeQuery("delete from plateforme.reprise where etat = 'DEPOT' and demande_le < ?1 or etat = 'ECHEC' and demande_le < ?2")
        .setParameter(1, quand(maintenant.minus(Duration.ofHours(6)))).setParameter(2, quand(maintenant.minus(Duration.ofDays(7)))).executeUpdate();
  }

  int parametre(String code, int defaut) {
    return (int) parametre(code, (long) defaut);
  }

  long parametre(String code, long defaut) {
    var valeurs = em.createNativeQuery("select valeur from plateforme.parametre where code = ?1 and du <= current_date and (au is null or au >= current_date) order by du desc limit 1")
        .setParameter(1, code).getResultList();
    return valeurs.isEmpty() ? defaut : ((BigDecimal) valeurs.getFirst()).longValue();
  }

  private static void tenir(int touchees) {
    if (touchees == 0) {
      throw new BailPerdu();
    }
  }

  /** Ce serveur ne tient plus ce travail : il n'écrit plus rien. */
  static final class BailPerdu extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BailPerdu() {
      super("travail repris ou supprimé", null, false, false);
    }
  }

  static OffsetDateTime quand(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  static Instant instant(Object millisecondes) {
    return millisecondes == null ? null : Instant.ofEpochMilli(((Number) millisecondes).longValue());
  }

  private static List<ExportView> vues(List<?> lignes) {
    return lignes.stream().map(Object[].class::cast).map(l -> new ExportView(UUID.fromString((String) l[0]), (String) l[1], (String) l[2], ((Number) l[3]).longValue(), ((Number) l[4]).longValue(),
        (String) l[5], instant(l[6]), instant(l[7]), instant(l[8]), (String) l[9])).toList();
  }
}
