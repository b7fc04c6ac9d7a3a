package fr.maillon.clause;

import fr.maillon.calibrage.EquivalentTempsPlein;
import fr.maillon.grille.Grilles;
import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.marche.VieDuMarche;
import fr.maillon.parametre.Parametres;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Un marché vu pour calibrer : ses lots, et ce que donneraient des valeurs, sans rien écrire.
 * L'agent s'en sert aussi seul, pour un achat qui n'attend pas.
 */
@ApplicationScoped
public class PreparerCalibrage {
  /** Au-delà, on calibre lot par lot. */
  public static final int LOTS = 30;

  private static final String ETP = "ETP_HEURES";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Grilles grilles;
  @Inject Parametres parametres;
  @Inject Clock horloge;

  /**
   * @param lotsEnTout tous les lots du marché ; {@code lots} n'en donne que les {@value #LOTS}
   *     premiers, ou le seul demandé
   */
  public record MarcheACalibrer(
      UUID id,
      String numero,
      String objet,
      String etat,
      List<LotACalibrer> lots,
      long lotsEnTout) {}

  /**
   * @param terme dernier jour, d'après la durée publiée ; null : on ne sait pas.
   * @param dejaDues heures dues de la clause en vigueur ; null s'il n'y en a pas
   */
  public record LotACalibrer(
      UUID id,
      int rang,
      String objet,
      BigDecimal montant,
      LocalDate dateNotification,
      LocalDate terme,
      BigDecimal dejaDues) {}

  /**
   * Ce que donne un lot.
   *
   * @param engagement le calcul ; null s'il est refusé
   * @param champ le champ en cause, s'il est refusé
   * @param refus pourquoi ; null si le calcul est bon
   */
  public record LotChiffre(UUID lot, EngagementView engagement, String champ, String refus) {}

  /**
   * @param heures somme des heures dues des lots calculés
   * @param etp ces heures en équivalents temps plein d'une année, au dixième
   * @param heuresParEtp heures d'un temps plein sur un an, le paramètre en vigueur
   */
  public record Essai(
      List<LotChiffre> lots, BigDecimal heures, BigDecimal etp, BigDecimal heuresParEtp) {}

  /**
   * @param lot un seul lot ; null : les premiers
   * @throws Introuvable marché ou lot absent, ou d'un autre espace
   */
  @LectureEspace
  @Transactional
  public MarcheACalibrer lire(@NotNull UUID marche, UUID lot) {
    var tenant = contexte.tenantId();
    var m =
        em.createQuery(
                "select m.numero, m.objet, m.etat from Marche m where m.tenantId = :tenant and m.id"
                    + " = :marche",
                Object[].class)
            .setParameter("tenant", tenant)
            .setParameter("marche", marche)
            .getResultStream()
            .findFirst()
            .orElseThrow(() -> new Introuvable("Marché"));
    var requete =
        em.createQuery(
                "select l.id, l.rang, l.objet, l.montant, l.dateNotification, l.dureeMois from Lot"
                    + " l where l.tenantId = :tenant and l.marcheId = :marche"
                    + (lot == null ? "" : " and l.id = :lot")
                    + " order by l.rang, l.id",
                Object[].class)
            .setParameter("tenant", tenant)
            .setParameter("marche", marche)
            .setMaxResults(LOTS);
    if (lot != null) {
      requete.setParameter("lot", lot);
    }
    var dues =
        em
            .createQuery(
                "select e.lotId, e.heuresDues from Engagement e, Clause c where e.tenantId ="
                    + " :tenant and c.tenantId = :tenant and c.id = e.clauseId and c.marcheId ="
                    + " :marche and c.etat = :acceptee",
                Object[].class)
            .setParameter("tenant", tenant)
            .setParameter("marche", marche)
            .setParameter("acceptee", EtatClause.ACCEPTEE)
            .getResultList()
            .stream()
            .collect(Collectors.toMap(l -> (UUID) l[0], l -> (BigDecimal) l[1]));
    var lots =
        requete.getResultList().stream()
            .map(
                l ->
                    new LotACalibrer(
                        (UUID) l[0],
                        (int) l[1],
                        (String) l[2],
                        (BigDecimal) l[3],
                        (LocalDate) l[4],
                        VieDuMarche.terme((LocalDate) l[4], (Integer) l[5]),
                        dues.get(l[0])))
            .toList();
    if (lot != null && lots.isEmpty()) {
      throw new Introuvable("Lot");
    }
    long enTout =
        em.createQuery(
                "select count(l) from Lot l where l.tenantId = :tenant and l.marcheId = :marche",
                Long.class)
            .setParameter("tenant", tenant)
            .setParameter("marche", marche)
            .getSingleResult();
    return new MarcheACalibrer(marche, (String) m[0], (String) m[1], m[2].toString(), lots, enTout);
  }

  /**
   * Calcule comme {@link ProposerClause} le ferait ; un lot refusé dit pourquoi et n'empêche pas
   * les autres.
   */
  @LectureEspace
  @Transactional
  public Essai essayer(
      @NotNull MarcheACalibrer marche, @NotNull List<ProposerClause.Command> commandes) {
    var aujourdhui = LocalDate.now(horloge);
    var grille =
        grilles.enVigueur(
            commandes.stream()
                .map(ProposerClause.Command::grille)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()),
            aujourdhui);
    var montants =
        marche.lots().stream()
            .filter(l -> l.montant() != null)
            .collect(Collectors.toMap(LotACalibrer::id, LotACalibrer::montant));
    var lots =
        commandes.stream()
            .map(
                c -> {
                  try {
                    if (c.grille() != null && !grille.containsKey(c.grille())) {
                      throw Grilles.inconnue("grille", c.grille(), aujourdhui);
                    }
                    return new LotChiffre(
                        c.lotId(),
                        Chiffrage.de(
                                c,
                                montants.get(c.lotId()),
                                c.grille() == null ? null : grille.get(c.grille()))
                            .vue(),
                        null,
                        null);
                  } catch (RegleMetier e) {
                    return new LotChiffre(c.lotId(), null, e.champ(), e.getMessage());
                  }
                })
            .toList();
    var heures =
        lots.stream()
            .filter(l -> l.engagement() != null)
            .map(l -> l.engagement().heuresDues())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var parEtp = parametres.valeur(ETP, aujourdhui);
    return new Essai(lots, heures, new EquivalentTempsPlein(parEtp).de(heures), parEtp);
  }
}
