package fr.maillon.marche;

import fr.maillon.isolation.EcritureEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import fr.maillon.repentir.Corbeille;
import fr.maillon.repentir.Quoi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Supprime un marché, ou un lot, entré par erreur, tant que rien n'en dépend. Le journal de
 * l'espace garde qu'il a existé, et qui l'a ôté.
 */
@ApplicationScoped
public class SupprimerMarche {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject @Any Instance<Attache> attaches;
  @Inject Clock horloge;
  @Inject Corbeille corbeille;
  @Inject TenueDesLots tenue;

  /**
   * @param version celle du marché lu
   * @throws Introuvable absent
   * @throws VersionPerimee il a changé
   * @throws RegleMetier {@code marche-utilise}, et ce qui en dépend
   */
  @Transactional
  @EcritureEspace
  public void executer(UUID id, Integer version) {
    var marche = lire(id, version);
    var dependances = new ArrayList<String>();
    attaches.stream().forEach(a -> compter(dependances, a.nom(), a.auMarche(id)));
    exigerLibre("Ce marché", dependances);
    corbeille.garder(Quoi.MARCHE, id);
    em.remove(marche);
  }

  /**
   * @param version celle du marché lu.
   * @throws RegleMetier {@code lot-utilise}, {@code dernier-lot}
   */
  @Transactional
  @EcritureEspace
  public void lot(UUID id, UUID lotId, Integer version) {
    var marche = trouver(id);
    var lots =
        new ArrayList<>(
            em.createQuery(
                    "select l from Lot l where l.tenantId = :tenant and l.marcheId = :marche order"
                        + " by l.rang",
                    Lot.class)
                .setParameter("tenant", contexte.tenantId())
                .setParameter("marche", id)
                .getResultList());
    var lot =
        lots.stream()
            .filter(l -> l.id.equals(lotId))
            .findFirst()
            .orElseThrow(() -> new Introuvable("Lot"));
    exigerVersion(marche, version);
    if (lots.size() == 1) {
      throw new RegleMetier(
          "dernier-lot", "Un marché a au moins un lot : supprimez plutôt le marché.");
    }
    var dependances = new ArrayList<String>();
    attaches.stream().forEach(a -> compter(dependances, a.nom(), a.auLot(lotId)));
    exigerLibre("Ce lot", dependances);
    corbeille.garder(Quoi.LOT, lotId);
    lots.remove(lot);
    em.remove(lot);
    em.flush();
    var titulaires =
        em.createQuery(
                "select x from Titulaire x where x.tenantId = :tenant and x.lotId in :lots",
                Titulaire.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("lots", lots.stream().map(l -> l.id).toList())
            .getResultStream()
            .flatMap(x -> Stream.of(x.denomination, x.identifiant))
            .filter(Objects::nonNull)
            .toList();
    marche.deduire(lots, titulaires, horloge.instant());
    em.persist(
        Evenement.de(
            id,
            "lot-supprime",
            "Lot "
                + lot.rang
                + ", entré par erreur, supprimé"
                + (lot.objet == null ? "." : " : " + lot.objet + "."),
            contexte.identite(),
            horloge.instant()));
  }

  /**
   * Le lot ôté dans la minute revient à son marché.
   *
   * @throws RegleMetier {@code repris-depuis}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void rendreLot(Corbeille.Ote ote) {
    corbeille.rendre(ote);
    var lot = em.find(Lot.class, ote.id());
    tenue.noter(lot.marcheId, "lot-rendu", "Lot " + lot.rang + ", supprimé par erreur, rétabli.");
    tenue.deduire(lot.marcheId);
  }

  private Marche lire(UUID id, Integer version) {
    var marche = trouver(id);
    exigerVersion(marche, version);
    return marche;
  }

  private static void exigerVersion(Marche marche, Integer version) {
    if (VersionPerimee.exigee(version) != marche.version) {
      throw new VersionPerimee();
    }
  }

  private Marche trouver(UUID id) {
    var marche = em.find(Marche.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (marche == null) {
      throw new Introuvable("Marché");
    }
    return marche;
  }

  private static void compter(List<String> dependances, Attache.Nom nom, long combien) {
    if (combien > 0) {
      dependances.add(combien == 1 ? nom.une() : combien + " " + nom.plusieurs());
    }
  }

  private static void exigerLibre(String quoi, List<String> dependances) {
    if (!dependances.isEmpty()) {
      throw new RegleMetier(
          quoi.equals("Ce lot") ? "lot-utilise" : "marche-utilise",
          quoi
              + " ne se supprime pas : en dépend"
              + (dependances.size() > 1 ? "ent " : " ")
              + dependances.stream().sorted().collect(Collectors.joining(", "))
              + ".");
    }
  }
}
