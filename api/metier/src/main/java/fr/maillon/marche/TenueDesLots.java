package fr.maillon.marche;

import fr.maillon.decp.MarcheDecp;
import fr.maillon.isolation.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Ce qui va avec un lot qui change à la main : la version qu'il quitte, ses titulaires, et le
 * marché qui se déduit de ses lots.
 */
@ApplicationScoped
class TenueDesLots {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;

  List<Titulaire> titulaires(UUID lot) {
    return em.createQuery(
            "select x from Titulaire x where x.tenantId = :tenant and x.lotId = :lot order by"
                + " x.rang",
            Titulaire.class)
        .setParameter("tenant", contexte.tenantId())
        .setParameter("lot", lot)
        .getResultList();
  }

  List<VersionLot> versions(UUID lot) {
    return em.createQuery(
            "select v from VersionLot v where v.tenantId = :tenant and v.lotId = :lot order by"
                + " v.dernierePublication desc, v.id",
            VersionLot.class)
        .setParameter("tenant", contexte.tenantId())
        .setParameter("lot", lot)
        .getResultList();
  }

  /** Garde la version que le lot porte, si elle ne l'est déjà. */
  void garder(Lot lot) {
    if (!lot.saisi()
        && versions(lot.id).stream().noneMatch(v -> v.empreinte.equals(lot.empreinte))) {
      em.persist(VersionLot.de(lot, titulaires(lot.id)));
    }
  }

  void attribuer(UUID lot, List<MarcheDecp.Titulaire> publies) {
    var siens = titulaires(lot);
    for (int i = 0; i < publies.size(); i++) {
      if (i < siens.size()) {
        siens.get(i).devenir(publies.get(i));
      } else {
        em.persist(Titulaire.de(lot, i + 1, publies.get(i)));
      }
    }
    siens.stream().skip(publies.size()).forEach(em::remove);
    em.flush();
  }

  void deduire(UUID marcheId) {
    em.flush();
    var lots =
        em.createQuery(
                "select l from Lot l where l.tenantId = :tenant and l.marcheId = :marche order by"
                    + " l.rang",
                Lot.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("marche", marcheId)
            .getResultList();
    var noms = new ArrayList<String>();
    em.createQuery(
            "select x from Titulaire x where x.tenantId = :tenant and x.lotId in (select l.id from"
                + " Lot l where l.tenantId = :tenant and l.marcheId = :marche) order by x.lotId,"
                + " x.rang",
            Titulaire.class)
        .setParameter("tenant", contexte.tenantId())
        .setParameter("marche", marcheId)
        .getResultList()
        .forEach(
            x -> {
              noms.add(x.denomination);
              noms.add(x.identifiant);
            });
    em.find(Marche.class, marcheId).deduire(lots, noms, horloge.instant());
    em.flush();
  }

  void noter(UUID marche, String code, String detail) {
    em.persist(Evenement.de(marche, code, detail, contexte.identite(), horloge.instant()));
  }
}
