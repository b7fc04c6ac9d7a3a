package fr.maillon.suiviconvention;

import fr.maillon.assistance.ServiceAssistance;
import fr.maillon.isolation.LectureCentre;
import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.Introuvable;
import fr.maillon.suiviconvention.ConventionView.AnneeView;
import fr.maillon.suiviconvention.ConventionView.AvenantView;
import fr.maillon.suiviconvention.ConventionView.TermesView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Une convention avec ses avenants, ses affectations et ce qui en est consommé. */
@ApplicationScoped
public class ConsulterConvention {
  private static final String LUE =
      "select new fr.maillon.suiviconvention.ConsulterConvention.Lue(c.id, c.numero, m.code, m.nom,"
          + " m.sigle, m.type, m.couleur, s.nom, j.du, j.fin, j.au, j.services, j.quota, j.avenant,"
          + " c.au, c.services, c.quota, c.signeePar, c.signeeParNom, c.signeeLe, c.version) from"
          + " ConventionDuJour j join Convention c on c.id = j.id join EspaceConventionne m on m.id"
          + " = j.maitreOuvrage join Structure s on s.id = j.structure";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;

  /**
   * Une convention, ses termes du jour, puis ceux qui ont été signés.
   *
   * @param avenant celui qui est en vigueur ; null : aucun
   */
  public record Lue(
      UUID id,
      String numero,
      String code,
      String nom,
      String sigle,
      String type,
      String couleur,
      String structure,
      LocalDate du,
      LocalDate fin,
      LocalDate au,
      String services,
      Integer quota,
      Integer avenant,
      LocalDate signeJusquAu,
      String signeServices,
      Integer signeQuota,
      UUID signeePar,
      String signeeParNom,
      Instant signeeLe,
      int version) {}

  /** Un avenant. */
  public record AvenantLu(
      UUID convention,
      int numero,
      LocalDate effet,
      LocalDate au,
      String services,
      Integer quota,
      String objet,
      UUID signePar,
      String signeParNom,
      Instant signeLe) {
    AvenantView vue(Integer enVigueur, LocalDate jour) {
      return new AvenantView(
          numero,
          effet,
          termes(au, services, quota),
          objet,
          effet.isAfter(jour)
              ? "À venir"
              : enVigueur != null && enVigueur == numero ? "En vigueur" : "Remplacé",
          signePar,
          signeParNom,
          signeLe);
    }
  }

  /** Ce qu'une année a consommé. */
  public record AnneeLue(UUID convention, int annee, long demandes, long auDela) {}

  /** Qui y est affecté. */
  public record AffectationLue(
      UUID convention,
      UUID id,
      UUID facilitateurId,
      String facilitateur,
      LocalDate du,
      LocalDate au,
      String ouvertePar,
      String closePar,
      int version) {}

  /**
   * @throws Introuvable convention absente
   */
  @Transactional
  @LectureCentre
  public ConventionView executer(UUID id) {
    return vues(
            em.createQuery(LUE + " where j.id = :id", Lue.class)
                .setParameter("id", id)
                .getResultList())
        .stream()
        .findFirst()
        .orElseThrow(() -> new Introuvable("Convention"));
  }

  /** Celles de l'espace ouvert, la plus récente d'abord, passées comprises. */
  @Transactional
  @LectureEspace
  public List<ConventionView> deLEspace() {
    return vues(
        em.createQuery(
                LUE + " where j.maitreOuvrage = :espace order by j.fin desc, c.numero desc",
                Lue.class)
            .setParameter("espace", contexte.tenantId())
            .getResultList());
  }

  /**
   * Celles d'un maître d'ouvrage, pour la fiche que le centre en tient.
   *
   * @param code celui de son adresse
   */
  @Transactional
  @LectureCentre
  public List<ConventionView> de(String code) {
    return vues(
        em.createQuery(LUE + " where m.code = :code order by j.fin desc, c.numero desc", Lue.class)
            .setParameter("code", code)
            .getResultList());
  }

  private List<ConventionView> vues(List<Lue> lues) {
    if (lues.isEmpty()) {
      return List.of();
    }
    var ids = lues.stream().map(Lue::id).toList();
    var jour = LocalDate.now(horloge);
    var avenants = avenants(ids);
    var affectations =
        affectations(em, lues.stream().collect(Collectors.toMap(Lue::id, Lue::fin)), jour);
    var annees = annees(ids);
    return lues.stream()
        .map(
            l -> {
              var etat = EtatConvention.de(l.du(), l.fin(), jour);
              var siennes = annees.getOrDefault(l.id(), List.of());
              return new ConventionView(
                  l.id(),
                  l.numero(),
                  new MaitreOuvrageAssiste(l.code(), l.nom(), l.sigle(), l.type(), l.couleur()),
                  l.structure(),
                  l.du(),
                  l.fin(),
                  etat,
                  etat.libelle(),
                  restants(etat, l.fin(), jour),
                  termes(l.au(), l.services(), l.quota()),
                  termes(l.signeJusquAu(), l.signeServices(), l.signeQuota()),
                  avenants.getOrDefault(l.id(), List.of()).stream()
                      .map(a -> a.vue(l.avenant(), jour))
                      .toList(),
                  affectations.getOrDefault(l.id(), List.of()),
                  siennes.stream()
                      .filter(a -> a.annee() == jour.getYear())
                      .findFirst()
                      .orElse(new AnneeView(jour.getYear(), 0, 0)),
                  siennes,
                  l.signeePar(),
                  l.signeeParNom(),
                  l.signeeLe(),
                  l.version());
            })
        .toList();
  }

  private Map<UUID, List<AvenantLu>> avenants(List<UUID> ids) {
    return em.createQuery(
            "select new fr.maillon.suiviconvention.ConsulterConvention.AvenantLu(a.convention,"
                + " a.numero, a.effet, a.au, a.services, a.quota, a.objet, a.signePar,"
                + " a.signeParNom, a.signeLe) from Avenant a where a.convention in :ids order by"
                + " a.numero",
            AvenantLu.class)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(Collectors.groupingBy(AvenantLu::convention));
  }

  private Map<UUID, List<AnneeView>> annees(List<UUID> ids) {
    return em.createQuery(
            "select new fr.maillon.suiviconvention.ConsulterConvention.AnneeLue(c.convention,"
                + " c.annee, c.demandes, c.auDela) from Consommation c where c.convention in :ids"
                + " order by c.annee desc",
            AnneeLue.class)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(
            Collectors.groupingBy(
                AnneeLue::convention,
                Collectors.mapping(
                    c -> new AnneeView(c.annee(), c.demandes(), c.auDela()), Collectors.toList())));
  }

  /**
   * @param fins le dernier jour de chaque convention
   */
  static Map<UUID, List<AffectationView>> affectations(
      EntityManager em, Map<UUID, LocalDate> fins, LocalDate jour) {
    if (fins.isEmpty()) {
      return Map.of();
    }
    var parConvention =
        em.createQuery(
                "select new fr.maillon.suiviconvention.ConsulterConvention.AffectationLue("
                    + "a.convention, a.id, a.facilitateur, u.nom, a.du, a.au, a.creeeParNom,"
                    + " a.closeParNom, a.version) from Affectation a left join MembreEquipe u on"
                    + " u.id = a.facilitateur where a.convention in :ids order by a.du desc, u.nom",
                AffectationLue.class)
            .setParameter("ids", List.copyOf(fins.keySet()))
            .getResultStream()
            .collect(
                Collectors.groupingBy(
                    AffectationLue::convention,
                    Collectors.mapping(
                        a -> AffectationView.de(a, fins.get(a.convention()), jour),
                        Collectors.toList())));
    parConvention
        .values()
        .forEach(l -> l.sort(Comparator.comparing((AffectationView a) -> !a.enCours())));
    return parConvention;
  }

  static Long restants(EtatConvention etat, LocalDate fin, LocalDate jour) {
    return etat == EtatConvention.EN_VIGUEUR || etat == EtatConvention.BIENTOT_FINIE
        ? ChronoUnit.DAYS.between(jour, fin)
        : null;
  }

  static TermesView termes(LocalDate au, String services, Integer quota) {
    var codes = codes(services);
    return new TermesView(
        au, codes, codes.stream().map(ServiceAssistance::libelle).toList(), quota);
  }

  static Set<ServiceAssistance> codes(String services) {
    var codes = EnumSet.noneOf(ServiceAssistance.class);
    if (services != null) {
      Arrays.stream(services.split(" ")).map(ServiceAssistance::valueOf).forEach(codes::add);
    }
    return codes;
  }
}
