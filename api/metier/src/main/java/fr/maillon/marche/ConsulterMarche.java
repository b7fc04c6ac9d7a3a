package fr.maillon.marche;

import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Un marché de l'espace : ce qu'il est, ses lots, son histoire. */
@ApplicationScoped
public class ConsulterMarche {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;

  /**
   * @param type type d'identifiant (SIRET, TVA…)
   * @param nom format 2019 seulement, sinon null
   */
  public record TitulaireView(String type, String id, String nom) {}

  /**
   * @param montant nouveau montant, euros HT ; null s'il ne change pas
   */
  public record ModificationView(
      Integer numero,
      String objet,
      LocalDate dateNotification,
      Integer dureeMois,
      BigDecimal montant,
      List<TitulaireView> titulaires) {}

  /**
   * @param nature {@code ACTE}, ou {@code MODIFICATION} d'un acte, reconnu à son numéro ; @param
   *     montant euros HT
   */
  public record SousTraitanceView(
      String nature,
      Integer numero,
      TitulaireView sousTraitant,
      LocalDate dateNotification,
      Integer dureeMois,
      BigDecimal montant) {}

  /**
   * Un lot.
   *
   * @param montant euros HT, tel que publié à l'origine ; null quand il n'est pas dit
   * @param avertissements imperfections relevées à la dernière lecture
   * @param versions autres versions publiées, gardées, que le lot ne retient pas
   */
  public record LotView(
      UUID id,
      int rang,
      String objet,
      String codeCpv,
      BigDecimal montant,
      Integer dureeMois,
      LocalDate dateNotification,
      LocalDate datePublication,
      String nature,
      String procedure,
      String ccag,
      String techniques,
      String modalitesExecution,
      String typesPrix,
      String formePrix,
      String lieuCode,
      String lieuType,
      String lieuNom,
      Integer offresRecues,
      List<String> considerationsSociales,
      boolean considerationsConnues,
      String considerationsEnvironnementales,
      int avertissements,
      int version,
      long versions,
      List<TitulaireView> titulaires,
      List<ModificationView> modifications,
      List<SousTraitanceView> sousTraitance) {}

  /** Combien de versions publiées un lot ne retient pas. */
  public record Laissees(UUID lot, long combien) {}

  /** Un fait de l'histoire du marché. */
  public record EvenementView(
      UUID id, Instant quand, String code, String detail, UUID auteurId, String auteur) {}

  /**
   * Un marché ; {@code lots} en porte les cent premiers, {@code nombreDeLots} dit combien il en a.
   */
  public record MarcheView(
      UUID id,
      String numero,
      String objet,
      String acheteurSiret,
      String source,
      boolean concession,
      String nature,
      String procedure,
      String codeCpv,
      Segment segment,
      LocalDate dateNotification,
      Integer annee,
      BigDecimal montant,
      List<String> considerationsSociales,
      boolean considerationsConnues,
      EtatMarche etat,
      int version,
      Instant creeLe,
      Instant modifieLe,
      int nombreDeLots,
      List<LotView> lots) {}

  /**
   * @throws Introuvable absent, ou dans un autre espace
   */
  @Transactional
  @LectureEspace
  public MarcheView executer(UUID id) {
    var m = marche(id);
    return new MarcheView(
        m.id,
        m.numero,
        m.objet,
        m.acheteurSiret,
        m.source,
        m.concession,
        m.nature,
        m.procedure,
        m.codeCpv,
        m.segment,
        m.dateNotification,
        m.annee,
        m.montant,
        Considerations.libelles(
            m.socialeConnue, m.socialeClause, m.socialeCritere, m.socialeReserve),
        m.socialeConnue,
        m.etat,
        m.version,
        m.creeLe,
        m.modifieLe,
        m.lots,
        lots(id));
  }

  /**
   * @throws Introuvable le lot est absent, ou d'un autre marché
   */
  @Transactional
  @LectureEspace
  public LotView lot(UUID id, UUID lot) {
    var trouve = em.find(Lot.class, lot);
    if (trouve == null || !trouve.marcheId.equals(id)) {
      throw new Introuvable("Lot");
    }
    return vue(
        trouve,
        titulaires(List.of(lot)).getOrDefault(lot, List.of()),
        versions(List.of(lot)).getOrDefault(lot, 0L));
  }

  /**
   * @throws Introuvable absent, ou dans un autre espace
   */
  void exiger(UUID id) {
    if (id == null) {
      throw new Introuvable("Marché");
    }
    marche(id);
  }

  private Marche marche(UUID id) {
    var marche = em.find(Marche.class, id);
    if (marche == null) {
      throw new Introuvable("Marché");
    }
    return marche;
  }

  private List<LotView> lots(UUID marche) {
    return vues(
        em.createQuery(
                "select l from Lot l where l.tenantId = :tenant and l.marcheId = :marche order by"
                    + " l.rang, l.id",
                Lot.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("marche", marche)
            .setMaxResults(Pagination.MAXIMUM)
            .getResultList());
  }

  List<LotView> vues(List<Lot> lots) {
    var ids = lots.stream().map(l -> l.id).toList();
    var titulaires = titulaires(ids);
    var versions = versions(ids);
    return lots.stream()
        .map(l -> vue(l, titulaires.getOrDefault(l.id, List.of()), versions.getOrDefault(l.id, 0L)))
        .toList();
  }

  private Map<UUID, Long> versions(List<UUID> lots) {
    var comptes = new HashMap<UUID, Long>();
    if (!lots.isEmpty()) {
      em.createQuery(
              "select new fr.maillon.marche.ConsulterMarche.Laissees(v.lotId, count(v)) from"
                  + " VersionLot v, Lot l where v.tenantId = :tenant and v.lotId in :lots and"
                  + " l.tenantId = :tenant and l.id = v.lotId and v.empreinte <>"
                  + " coalesce(l.empreinte, '') group by v.lotId",
              Laissees.class)
          .setParameter("tenant", contexte.tenantId())
          .setParameter("lots", lots)
          .getResultList()
          .forEach(l -> comptes.put(l.lot(), l.combien()));
    }
    return comptes;
  }

  private Map<UUID, List<TitulaireView>> titulaires(List<UUID> lots) {
    var trouves = new HashMap<UUID, List<TitulaireView>>();
    if (!lots.isEmpty()) {
      em.createQuery(
              "select x from Titulaire x where x.tenantId = :tenant and x.lotId in :lots order by"
                  + " x.lotId, x.rang",
              Titulaire.class)
          .setParameter("tenant", contexte.tenantId())
          .setParameter("lots", lots)
          .getResultList()
          .forEach(
              x ->
                  trouves
                      .computeIfAbsent(x.lotId, _ -> new ArrayList<>())
                      .add(new TitulaireView(x.typeIdentifiant, x.identifiant, x.denomination)));
    }
    return trouves;
  }

  private static LotView vue(Lot l, List<TitulaireView> titulaires, long versions) {
    return new LotView(
        l.id,
        l.rang,
        l.objet,
        l.codeCpv,
        l.montant,
        l.dureeMois,
        l.dateNotification,
        l.datePublication,
        l.nature,
        l.procedure,
        l.ccag,
        l.techniques,
        l.modalitesExecution,
        l.typesPrix,
        l.formePrix,
        l.lieuCode,
        l.lieuType,
        l.lieuNom,
        l.offresRecues,
        Considerations.libelles(
            l.socialeConnue, l.socialeClause, l.socialeCritere, l.socialeReserve),
        l.socialeConnue,
        l.environnementales,
        l.avertissements,
        l.version,
        versions,
        titulaires,
        FaitsPublies.lire(l.modifications).stream().map(ConsulterMarche::modification).toList(),
        FaitsPublies.lire(l.sousTraitance).stream().map(ConsulterMarche::sousTraitance).toList());
  }

  private static ModificationView modification(Map<String, Object> m) {
    return new ModificationView(
        FaitsPublies.entier(m.get("numero")),
        (String) m.get("objet"),
        FaitsPublies.date(m.get("notifiee")),
        FaitsPublies.entier(m.get("dureeMois")),
        (BigDecimal) m.get("montant"),
        FaitsPublies.entreprises(m.get("titulaires")));
  }

  private static SousTraitanceView sousTraitance(Map<String, Object> a) {
    var entreprise =
        a.containsKey("type") || a.containsKey("id") || a.containsKey("nom")
            ? new TitulaireView((String) a.get("type"), (String) a.get("id"), (String) a.get("nom"))
            : null;
    return new SousTraitanceView(
        (String) a.get("nature"),
        FaitsPublies.entier(a.get("numero")),
        entreprise,
        FaitsPublies.date(a.get("notifiee")),
        FaitsPublies.entier(a.get("dureeMois")),
        (BigDecimal) a.get("montant"));
  }
}
