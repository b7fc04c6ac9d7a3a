package fr.maillon.maitreouvrage.archive;

import static fr.maillon.maitreouvrage.archive.Reglages.instant;
import static fr.maillon.maitreouvrage.archive.Reglages.quand;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureAgent;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.travail.Bail;
import fr.maillon.travail.Contenus;
import fr.maillon.travail.FileDesTravaux;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Ce que la base sait de chaque reprise d'archive, et le fichier reçu. */
@ApplicationScoped
class TenueDesReprises {
  /** Un envoi qui dure plus a été coupé. */
  private static final Duration DEPOT_MAXIMUM = Duration.ofHours(6);

  private static final String LUE =
      "select cast(r.id as text), case when t.etat = 'EN_COURS' then 'EN_COURS' else r.etat end,"
          + " case when t.etat = 'EN_COURS' then t.etape end, r.fichier, r.octets, case when r.etat"
          + " = 'TERMINEE' then r.lignes else coalesce(t.fait, 0) end, r.source,"
          + " cast(extract(epoch from r.exportee_le) * 1000 as bigint), r.empreinte, r.auteur_nom,"
          + " cast(extract(epoch from r.demande_le) * 1000 as bigint), cast(extract(epoch from"
          + " r.finie_le) * 1000 as bigint), r.erreur from plateforme.reprise r left join"
          + " plateforme.travail t on t.tenant_id = r.maitre_ouvrage_id and t.id = r.id where"
          + " r.maitre_ouvrage_id = ?1";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;
  @Inject Reglages reglages;
  @Inject FileDesTravaux travaux;
  @Inject Contenus contenus;

  /**
   * Taille d'une archive qu'un espace peut reprendre, en octets ({@code REPRISE_MO_MAX}, en
   * millions).
   */
  @Transactional
  @LectureAgent
  public long octetsMax() {
    return reglages.parametre("REPRISE_MO_MAX") * 1_000_000;
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @Habilite(value = Titre.AGENT, geste = Geste.POURSUIVRE)
  public UUID ouvrir(String fichier) {
    var id = UUID.randomUUID();
    em.createNativeQuery(
            "insert into plateforme.reprise (id, maitre_ouvrage_id, auteur_id, auteur_nom, fichier,"
                + " demande_le) values (?1, ?2, ?3, ?4, ?5, ?6)")
        .setParameter(1, id)
        .setParameter(2, contexte.tenantId())
        .setParameter(3, contexte.identite().id())
        .setParameter(4, contexte.identite().nom())
        .setParameter(5, fichier)
        .setParameter(6, quand(horloge.instant()))
        .executeUpdate();
    travaux.deposer(
        new FileDesTravaux.Demande(
            id, MenerReprises.NATURE, id.toString(), "Reprise de " + fichier, false),
        horloge.instant().plus(DEPOT_MAXIMUM));
    return id;
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @Habilite(value = Titre.AGENT, geste = Geste.POURSUIVRE)
  public void fermer(UUID id, long octets) {
    em.createNativeQuery(
            "update plateforme.reprise set etat = 'DEPOSEE', octets = ?3 where maitre_ouvrage_id ="
                + " ?1 and id = ?2")
        .setParameter(1, contexte.tenantId())
        .setParameter(2, id)
        .setParameter(3, octets)
        .executeUpdate();
    travaux.lancer(id);
  }

  /** Elle ne se fera pas : dans la transaction qui clôt son travail. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void echouer(UUID id, String erreur) {
    em.createNativeQuery(
            "update plateforme.reprise set etat = 'ECHEC', erreur = ?3 where maitre_ouvrage_id = ?1"
                + " and id = ?2 and etat = 'DEPOSEE'")
        .setParameter(1, contexte.tenantId())
        .setParameter(2, id)
        .setParameter(3, erreur)
        .executeUpdate();
  }

  /** Ce qui n'a rien repris s'oublie avec son travail. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void oublier(UUID id) {
    em.createNativeQuery(
            "delete from plateforme.reprise where maitre_ouvrage_id = ?1 and id = ?2 and etat <>"
                + " 'TERMINEE'")
        .setParameter(1, contexte.tenantId())
        .setParameter(2, id)
        .executeUpdate();
  }

  /** L'envoi n'a pas abouti : il n'en reste rien. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @LectureAgent
  public void abandonner(UUID id) {
    em.createNativeQuery("delete from plateforme.reprise where maitre_ouvrage_id = ?1 and id = ?2")
        .setParameter(1, contexte.tenantId())
        .setParameter(2, id)
        .executeUpdate();
    travaux.supprimer(id);
  }

  @Transactional
  @LectureAgent
  public List<RepriseView> lister() {
    return vues(
        em.createNativeQuery(LUE + " order by r.demande_le desc, r.id limit 50")
            .setParameter(1, contexte.tenantId())
            .getResultList());
  }

  @Transactional
  @LectureAgent
  public Optional<RepriseView> lire(UUID id) {
    return vues(
            em.createNativeQuery(LUE + " and r.id = ?2")
                .setParameter(1, contexte.tenantId())
                .setParameter(2, id)
                .getResultList())
        .stream()
        .findFirst();
  }

  /**
   * Dans la transaction même qui a rempli l'espace : les lignes et leur lignée, ou ni l'une ni
   * l'autre.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void terminer(Bail bail, Manifeste manifeste) {
    var noms = new LinkedHashMap<String, Object>();
    manifeste.agents().forEach(n -> noms.put(n, true));
    travaux.finir(bail, null);
    try {
      em.createNativeQuery(
              "update plateforme.reprise set etat = 'TERMINEE', erreur = null, lignes = ?3, lignee"
                  + " = ?4, noms = ?5, source = ?6, exportee_le = ?7, empreinte = ?8, finie_le = ?9"
                  + " where maitre_ouvrage_id = ?1 and id = ?2")
          .setParameter(1, contexte.tenantId())
          .setParameter(2, bail.travail())
          .setParameter(3, manifeste.lignes())
          .setParameter(4, manifeste.lignee())
          .setParameter(5, LigneJson.ecrire(noms))
          .setParameter(6, manifeste.code())
          .setParameter(7, quand(manifeste.instant()))
          .setParameter(8, manifeste.empreinteDesDonnees())
          .setParameter(9, quand(horloge.instant()))
          .executeUpdate();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    contenus.effacer(bail.travail());
  }

  private static List<RepriseView> vues(List<?> lignes) {
    return lignes.stream()
        .map(Object[].class::cast)
        .map(
            l ->
                new RepriseView(
                    UUID.fromString((String) l[0]),
                    (String) l[1],
                    (String) l[2],
                    (String) l[3],
                    ((Number) l[4]).longValue(),
                    ((Number) l[5]).longValue(),
                    (String) l[6],
                    instant(l[7]),
                    (String) l[8],
                    (String) l[9],
                    instant(l[10]),
                    instant(l[11]),
                    (String) l[12]))
        .toList();
  }
}
