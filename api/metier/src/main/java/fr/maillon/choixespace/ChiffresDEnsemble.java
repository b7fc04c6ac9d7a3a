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
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Les chiffres de chaque espace d'un portefeuille : une requête, qu'il y en ait un ou cent. */
@ApplicationScoped
public class ChiffresDEnsemble {
  private static final String DEMANDES =
      " from Demande d where d.tenantId = e.id and d.etat in :ouverts";

  /** Un chiffre d'un espace. */
  public record Cle(UUID espace, BigDecimal valeur) {
    public Cle(UUID espace, long nombre) {
      this(espace, BigDecimal.valueOf(nombre));
    }
  }

  /**
   * Les chiffres d'un espace.
   *
   * @param echeance telle que la base la rend : EclipseLink ne convertit pas ce que rend un
   *     sous-select
   */
  public record Chiffres(
      UUID espace,
      Long ouvertes,
      Long enRetard,
      Long aMoi,
      Long nouvelles,
      Object echeance,
      Long enExecution,
      BigDecimal dues,
      BigDecimal validees,
      BigDecimal realisees) {
    static final Chiffres AUCUN = new Chiffres(null, 0L, 0L, 0L, 0L, null, 0L, null, null, null);

    public Chiffres {
      dues = dues == null ? BigDecimal.ZERO : dues;
      validees = validees == null ? BigDecimal.ZERO : validees;
      realisees = realisees == null ? BigDecimal.ZERO : realisees;
    }

    LocalDate prochaine() {
      return echeance instanceof java.sql.Date d ? d.toLocalDate() : (LocalDate) echeance;
    }
  }

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
                      "select new fr.maillon.choixespace.ChiffresDEnsemble.Cle(d.tenantId,"
                          + " count(d)) from Demande d where d.etat in :ouverts group by"
                          + " d.tenantId",
                      Cle.class)
                  .setParameter("ouverts", EtatDemande.OUVERTS);
          case RETARD ->
              em.createQuery(
                      "select new fr.maillon.choixespace.ChiffresDEnsemble.Cle(d.tenantId,"
                          + " count(d)) from Demande d where d.etat in :ouverts and d.dateSouhaitee"
                          + " < :jour group by d.tenantId",
                      Cle.class)
                  .setParameter("ouverts", EtatDemande.OUVERTS)
                  .setParameter("jour", LocalDate.now(horloge));
          case EXECUTION ->
              em.createQuery(
                      "select new fr.maillon.choixespace.ChiffresDEnsemble.Cle(m.tenantId,"
                          + " count(m)) from Marche m where m.etat = :etat group by m.tenantId",
                      Cle.class)
                  .setParameter("etat", EtatMarche.EN_EXECUTION);
          case DUES ->
              em.createQuery(
                      "select new fr.maillon.choixespace.ChiffresDEnsemble.Cle(c.tenantId,"
                          + " c.heuresDues) from CumulLu c where c.annee = :annee",
                      Cle.class)
                  .setParameter("annee", LocalDate.now(horloge).getYear());
          case VALIDEES ->
              em.createQuery(
                      "select new fr.maillon.choixespace.ChiffresDEnsemble.Cle(c.tenantId,"
                          + " c.heuresValidees) from CumulLu c where c.annee = :annee",
                      Cle.class)
                  .setParameter("annee", LocalDate.now(horloge).getYear());
          case NOM, FIN -> throw new IllegalArgumentException(tri.name());
        };
    return requete.getResultStream().collect(Collectors.toMap(Cle::espace, Cle::valeur));
  }

  /** Les colonnes d'une ligne, pour chaque espace du portefeuille. */
  @Transactional
  @LectureEquipe
  public Map<UUID, Chiffres> parEspace() {
    if (!(contexte.perimetre() instanceof Perimetre.Portefeuille(var portefeuille))) {
      throw new IllegalStateException(
          "l'ensemble se lit sous le portefeuille : " + contexte.perimetre());
    }
    var espaces = portefeuille.keySet();
    if (espaces.isEmpty()) {
      return Map.of();
    }
    var jour = LocalDate.now(horloge);
    return em.createQuery(
            "select new fr.maillon.choixespace.ChiffresDEnsemble.Chiffres(e.id, (select count(d)"
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
                + " CumulLu c where c.tenantId = e.id and c.annee = :annee)) from EspaceConnu e"
                + " where e.id in :espaces",
            Chiffres.class)
        .setParameter("ouverts", EtatDemande.OUVERTS)
        .setParameter("jour", jour)
        .setParameter("moi", contexte.identite().id())
        .setParameter("execution", EtatMarche.EN_EXECUTION)
        .setParameter("annee", jour.getYear())
        .setParameter("espaces", espaces)
        .getResultStream()
        .collect(Collectors.toMap(Chiffres::espace, c -> c));
  }
}
