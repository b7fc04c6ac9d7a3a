package fr.maillon.choixespace;

import fr.maillon.assistance.EtatDemande;
import fr.maillon.isolation.LectureEquipe;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.marche.EtatMarche;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Les chiffres de chaque espace d'un portefeuille : une requête, qu'il y en ait un ou cent. */
@ApplicationScoped
public class ChiffresDEnsemble {
  private static final String DEMANDES =
      " from Demande d where d.tenantId = e.id and d.etat in :ouverts";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;

  /**
   * Ce chiffre pour tout le portefeuille. Sans la liste des espaces : la politique de la base la
   * porte déjà, une seconde fois la doublerait.
   */
  @Transactional
  @LectureEquipe
  public Map<UUID, BigDecimal> cles(VoirEnsemble.Tri tri) {
    var requete =
        switch (tri) {
          case OUVERTES ->
              em.createQuery(
                      "select d.tenantId, count(d) from Demande d where d.etat in :ouverts group by"
                          + " d.tenantId",
                      Object[].class)
                  .setParameter("ouverts", EtatDemande.OUVERTS);
          case RETARD ->
              em.createQuery(
                      "select d.tenantId, count(d) from Demande d where d.etat in :ouverts and"
                          + " d.dateSouhaitee < :jour group by d.tenantId",
                      Object[].class)
                  .setParameter("ouverts", EtatDemande.OUVERTS)
                  .setParameter("jour", LocalDate.now(horloge));
          case EXECUTION ->
              em.createQuery(
                      "select m.tenantId, count(m) from Marche m where m.etat = :etat group by"
                          + " m.tenantId",
                      Object[].class)
                  .setParameter("etat", EtatMarche.EN_EXECUTION);
          case DUES ->
              em.createQuery(
                      "select c.tenantId, c.heuresDues from CumulLu c where c.annee = :annee",
                      Object[].class)
                  .setParameter("annee", LocalDate.now(horloge).getYear());
          case VALIDEES ->
              em.createQuery(
                      "select c.tenantId, c.heuresValidees from CumulLu c where c.annee = :annee",
                      Object[].class)
                  .setParameter("annee", LocalDate.now(horloge).getYear());
          case NOM, FIN -> throw new IllegalArgumentException(tri.name());
        };
    var cles = new HashMap<UUID, BigDecimal>();
    requete.getResultStream().forEach(c -> cles.put((UUID) c[0], decimal(c[1])));
    return cles;
  }

  /** Les colonnes d'une ligne, pour chaque espace du portefeuille. */
  @Transactional
  @LectureEquipe
  public Map<UUID, Object[]> parEspace() {
    if (!(contexte.perimetre() instanceof Perimetre.Portefeuille(var portefeuille))) {
      throw new IllegalStateException(
          "l'ensemble se lit sous le portefeuille : " + contexte.perimetre());
    }
    var espaces = portefeuille.keySet();
    var chiffres = new HashMap<UUID, Object[]>();
    if (!espaces.isEmpty()) {
      var jour = LocalDate.now(horloge);
      em.createQuery(
              "select e.id, (select count(d)"
                  + DEMANDES
                  + "), (select count(d)"
                  + DEMANDES
                  + " and d.dateSouhaitee < :jour),"
                  + " (select count(d)"
                  + DEMANDES
                  + " and d.etat = fr.maillon.assistance.EtatDemande.PRISE_EN_CHARGE and"
                  + " d.facilitateurId = :moi), (select count(d) from Demande d where d.tenantId ="
                  + " e.id and d.etat = fr.maillon.assistance.EtatDemande.NOUVELLE), (select"
                  + " min(d.dateSouhaitee)"
                  + DEMANDES
                  + "), (select count(m) from Marche m where m.tenantId = e.id and m.etat ="
                  + " :execution), (select max(c.heuresDues) from CumulLu c where c.tenantId = e.id"
                  + " and c.annee = :annee), (select max(c.heuresValidees) from CumulLu c where"
                  + " c.tenantId = e.id and c.annee = :annee), (select max(c.heuresRealisees) from"
                  + " CumulLu c where c.tenantId = e.id and c.annee = :annee) from EspaceConnu e"
                  + " where e.id in :espaces",
              Object[].class)
          .setParameter("ouverts", EtatDemande.OUVERTS)
          .setParameter("jour", jour)
          .setParameter("moi", contexte.identite().id())
          .setParameter("execution", EtatMarche.EN_EXECUTION)
          .setParameter("annee", jour.getYear())
          .setParameter("espaces", espaces)
          .getResultStream()
          .forEach(c -> chiffres.put((UUID) c[0], c));
    }
    return chiffres;
  }

  /** EclipseLink ne convertit pas ce que rend un sous-select. */
  static LocalDate jour(Object lu) {
    return lu instanceof java.sql.Date d ? d.toLocalDate() : (LocalDate) lu;
  }

  static long nombre(Object n) {
    return n == null ? 0 : ((Number) n).longValue();
  }

  static BigDecimal decimal(Object n) {
    return n == null
        ? BigDecimal.ZERO
        : n instanceof BigDecimal b ? b : BigDecimal.valueOf(((Number) n).longValue());
  }
}
