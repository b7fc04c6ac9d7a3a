package fr.maillon.maitreouvrage;

import fr.maillon.isolation.Verrou;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

/**
 * Trouver un espace, verrouiller les SIRET, en poser et en ôter : ce que partagent les gestes de
 * l'administration centrale.
 */
@ApplicationScoped
class Espaces {
  /**
   * Ouvrir, rattacher un SIRET, annuler une fermeture : un à la fois, pour qu'aucun SIRET ni code
   * ne soit pris deux fois.
   */
  private static final String VERROU = "ouverture d'un espace";

  private static final int SIRETS_AU_PLUS = 200;

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Verrou verrou;

  @Transactional(Transactional.TxType.MANDATORY)
  public void verrouiller() {
    verrou.prendre(VERROU);
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public MaitreOuvrage trouver(UUID id) {
    var m = em.find(MaitreOuvrage.class, id);
    if (m == null) {
      throw new Introuvable("Espace");
    }
    return m;
  }

  boolean codePris(String code) {
    return em.createQuery("select count(m) from MaitreOuvrage m where m.code = :code", Long.class)
            .setParameter("code", code)
            .getSingleResult()
        > 0;
  }

  List<String> sirets(UUID espace) {
    return em.createQuery(
            "select s.siret from SiretEspace s where s.espace = :espace order by s.siret",
            String.class)
        .setParameter("espace", espace)
        .getResultList();
  }

  /** Les espaces qui ne sont pas fermés et tiennent l'un de ces SIRET. */
  List<MaitreOuvrage> tenants(Collection<String> sirets) {
    return em.createQuery(
            "select distinct m from MaitreOuvrage m, SiretEspace s where s.espace = m.id and m.etat"
                + " <> fr.maillon.maitreouvrage.EtatEspace.FERME and s.siret in :sirets",
            MaitreOuvrage.class)
        .setParameter("sirets", sirets)
        .getResultList();
  }

  /**
   * @throws RegleMetier {@code siret-deja-pris} quand un autre espace, qui n'est pas fermé, en
   *     tient un
   */
  void exigerLibres(Collection<String> sirets, UUID sauf) {
    if (sirets.isEmpty()) {
      return;
    }
    tenants(sirets).stream()
        .filter(m -> !m.id.equals(sauf))
        .findFirst()
        .ifPresent(
            m -> {
              throw new RegleMetier(
                  "siret-deja-pris",
                  "sirets",
                  "L'espace « "
                      + m.nom
                      + " » (code "
                      + m.code
                      + ") tient déjà ce SIRET. Vérifiez le numéro, ou ouvrez cet espace-là.");
            });
  }

  /**
   * Espaces et points ôtés, sans doublon.
   *
   * @throws RegleMetier {@code siret-invalide}, {@code siret-absent}, {@code trop-de-sirets}
   */
  static List<String> nets(Collection<String> sirets) {
    var nets = new LinkedHashSet<String>();
    for (var siret : sirets == null ? List.<String>of() : sirets) {
      nets.add(
          Siret.lire(siret)
              .orElseThrow(
                  () ->
                      new RegleMetier(
                          "siret-invalide",
                          "sirets",
                          "Le SIRET « "
                              + (siret == null ? "" : siret.strip())
                              + " » n'est pas juste : 14 chiffres, dont une clé. Recopiez-le."))
              .valeur());
    }
    if (nets.isEmpty()) {
      throw new RegleMetier(
          "siret-absent",
          "sirets",
          "Donnez au moins un SIRET : c'est lui qui reconnaît les marchés de l'espace.");
    }
    if (nets.size() > SIRETS_AU_PLUS) {
      throw new RegleMetier(
          "trop-de-sirets",
          "sirets",
          "Un espace tient " + SIRETS_AU_PLUS + " SIRET au plus. Prenez plutôt tout le SIREN.");
    }
    return List.copyOf(nets);
  }
}
