package fr.maillon.maitreouvrage.archive;

import static fr.maillon.maitreouvrage.archive.Travaux.instant;
import static fr.maillon.maitreouvrage.archive.Travaux.quand;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureAgent;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.tache.Reveil;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Ce que la base sait de chaque reprise d'archive, et le fichier reçu. */
@ApplicationScoped
class TenueDesReprises {
  private static final String LUE =
      "select cast(id as text), etat, etape, fichier, octets, lignes, source, cast(extract(epoch"
          + " from exportee_le) * 1000 as bigint), empreinte, auteur_nom, cast(extract(epoch from"
          + " demande_le) * 1000 as bigint), cast(extract(epoch from finie_le) * 1000 as bigint),"
          + " erreur from plateforme.reprise where maitre_ouvrage_id = ?1";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;
  @Inject Travaux travaux;
  @Inject Event<Reveil> reveil;

  /**
   * Taille d'une archive qu'un espace peut reprendre, en octets ({@code REPRISE_MO_MAX}, en
   * millions).
   */
  @Transactional
  @LectureAgent
  public long octetsMax() {
    return travaux.parametre("REPRISE_MO_MAX") * 1_000_000;
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
    return id;
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @Habilite(value = Titre.AGENT, geste = Geste.POURSUIVRE)
  public void garder(UUID id, int rang, byte[] contenu) {
    em.createNativeQuery(
            "insert into plateforme.reprise_morceau (maitre_ouvrage_id, reprise_id, rang, contenu)"
                + " values (?1, ?2, ?3, ?4)")
        .setParameter(1, contexte.tenantId())
        .setParameter(2, id)
        .setParameter(3, rang)
        .setParameter(4, contenu)
        .executeUpdate();
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
    reveil.fire(new Reveil(MenerArchives.NOM));
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @LectureAgent
  public byte[] morceau(UUID id, int rang) {
    var trouves =
        em.createNativeQuery(
                "select contenu from plateforme.reprise_morceau where maitre_ouvrage_id = ?1 and"
                    + " reprise_id = ?2 and rang = ?3")
            .setParameter(1, contexte.tenantId())
            .setParameter(2, id)
            .setParameter(3, rang)
            .getResultList();
    return trouves.isEmpty() ? null : (byte[]) trouves.getFirst();
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @LectureAgent
  public void effacerMorceaux(UUID id) {
    em.createNativeQuery(
            "delete from plateforme.reprise_morceau where maitre_ouvrage_id = ?1 and reprise_id ="
                + " ?2")
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
  }

  @Transactional
  @LectureAgent
  public List<RepriseView> lister() {
    return vues(
        em.createNativeQuery(LUE + " order by demande_le desc, id limit 50")
            .setParameter(1, contexte.tenantId())
            .getResultList());
  }

  @Transactional
  @LectureAgent
  public Optional<RepriseView> lire(UUID id) {
    return vues(
            em.createNativeQuery(LUE + " and id = ?2")
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
  public void terminer(UUID id, UUID serveur, Manifeste manifeste) {
    var noms = new LinkedHashMap<String, Object>();
    manifeste.agents().forEach(n -> noms.put(n, true));
    try {
      Travaux.tenu(
          em.createNativeQuery(
                  "update plateforme.reprise set etat = 'TERMINEE', etape = null, erreur = null,"
                      + " lignes = ?3, lignee = ?4, noms = ?5, source = ?6, exportee_le = ?7,"
                      + " empreinte = ?8, finie_le = ?9, executant = null, bail = null where id ="
                      + " ?1 and executant = ?2 and etat = 'EN_COURS'")
              .setParameter(1, id)
              .setParameter(2, serveur)
              .setParameter(3, manifeste.lignes())
              .setParameter(4, manifeste.lignee())
              .setParameter(5, Rang.ecrire(noms))
              .setParameter(6, manifeste.code())
              .setParameter(7, quand(manifeste.instant()))
              .setParameter(8, manifeste.empreinteDesDonnees())
              .setParameter(9, quand(horloge.instant()))
              .executeUpdate());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    em.createNativeQuery(
            "delete from plateforme.reprise_morceau where maitre_ouvrage_id = ?1 and reprise_id ="
                + " ?2")
        .setParameter(1, contexte.tenantId())
        .setParameter(2, id)
        .executeUpdate();
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
