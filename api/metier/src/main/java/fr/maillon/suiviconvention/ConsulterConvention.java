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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Une convention avec ses avenants, ses affectations et ce qui en est consommé. */
@ApplicationScoped
public class ConsulterConvention {
  private static final String COLONNES =
      "c.id, c.numero, m.code, m.nom, m.sigle, m.type, m.couleur, s.nom, j.du, j.fin, j.au,"
          + " j.services, j.quota, j.avenant, c.au, c.services, c.quota, c.signeePar,"
          + " c.signeeParNom, c.signeeLe, c.version";
  private static final String DE =
      " from ConventionDuJour j join Convention c on c.id = j.id join EspaceConventionne m on m.id"
          + " = j.maitreOuvrage join Structure s on s.id = j.structure";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;

  /**
   * @throws Introuvable convention absente
   */
  @Transactional
  @LectureCentre
  public ConventionView executer(UUID id) {
    return vues(
            em.createQuery("select " + COLONNES + DE + " where j.id = :id", Object[].class)
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
                "select "
                    + COLONNES
                    + DE
                    + " where j.maitreOuvrage = :espace order by j.fin desc, c.numero desc",
                Object[].class)
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
        em.createQuery(
                "select "
                    + COLONNES
                    + DE
                    + " where m.code = :code order by j.fin desc, c.numero desc",
                Object[].class)
            .setParameter("code", code)
            .getResultList());
  }

  private List<ConventionView> vues(List<Object[]> lignes) {
    if (lignes.isEmpty()) {
      return List.of();
    }
    var ids = lignes.stream().map(l -> (UUID) l[0]).toList();
    var jour = LocalDate.now(horloge);
    var fins = new HashMap<UUID, LocalDate>();
    lignes.forEach(l -> fins.put((UUID) l[0], (LocalDate) l[9]));
    var avenants = avenants(ids);
    var affectations = affectations(em, ids, fins, jour);
    var annees = annees(ids);
    return lignes.stream()
        .map(
            l -> {
              var id = (UUID) l[0];
              var du = (LocalDate) l[8];
              var fin = (LocalDate) l[9];
              var etat = EtatConvention.de(du, fin, jour);
              var enVigueur = (Integer) l[13];
              var siennes = annees.getOrDefault(id, List.of());
              return new ConventionView(
                  id,
                  (String) l[1],
                  new MaitreOuvrageAssiste(
                      (String) l[2], (String) l[3], (String) l[4], (String) l[5], (String) l[6]),
                  (String) l[7],
                  du,
                  fin,
                  etat,
                  etat.libelle(),
                  restants(etat, fin, jour),
                  termes((LocalDate) l[10], (String) l[11], (Integer) l[12]),
                  termes((LocalDate) l[14], (String) l[15], (Integer) l[16]),
                  avenants.getOrDefault(id, List.of()).stream()
                      .map(a -> avenant(a, enVigueur, jour))
                      .toList(),
                  affectations.getOrDefault(id, List.of()),
                  siennes.stream()
                      .filter(a -> a.annee() == jour.getYear())
                      .findFirst()
                      .orElse(new AnneeView(jour.getYear(), 0, 0)),
                  siennes,
                  (UUID) l[17],
                  (String) l[18],
                  (Instant) l[19],
                  (Integer) l[20]);
            })
        .toList();
  }

  private Map<UUID, List<Object[]>> avenants(List<UUID> ids) {
    var parConvention = new HashMap<UUID, List<Object[]>>();
    em.createQuery(
            "select a.convention, a.numero, a.effet, a.au, a.services, a.quota, a.objet,"
                + " a.signePar, a.signeParNom, a.signeLe from Avenant a where a.convention in :ids"
                + " order by a.numero",
            Object[].class)
        .setParameter("ids", ids)
        .getResultStream()
        .forEach(a -> parConvention.computeIfAbsent((UUID) a[0], _ -> new ArrayList<>()).add(a));
    return parConvention;
  }

  private static AvenantView avenant(Object[] a, Integer enVigueur, LocalDate jour) {
    var effet = (LocalDate) a[2];
    return new AvenantView(
        (Integer) a[1],
        effet,
        termes((LocalDate) a[3], (String) a[4], (Integer) a[5]),
        (String) a[6],
        effet.isAfter(jour)
            ? "À venir"
            : Objects.equals(a[1], enVigueur) ? "En vigueur" : "Remplacé",
        (UUID) a[7],
        (String) a[8],
        (Instant) a[9]);
  }

  private Map<UUID, List<AnneeView>> annees(List<UUID> ids) {
    var parConvention = new HashMap<UUID, List<AnneeView>>();
    em.createQuery(
            "select c.convention, c.annee, c.demandes, c.auDela from Consommation c where"
                + " c.convention in :ids order by c.annee desc",
            Object[].class)
        .setParameter("ids", ids)
        .getResultStream()
        .forEach(
            c ->
                parConvention
                    .computeIfAbsent((UUID) c[0], _ -> new ArrayList<>())
                    .add(new AnneeView((Integer) c[1], (Long) c[2], (Long) c[3])));
    return parConvention;
  }

  /**
   * @param fins le dernier jour de chaque convention
   */
  static Map<UUID, List<AffectationView>> affectations(
      EntityManager em, List<UUID> ids, Map<UUID, LocalDate> fins, LocalDate jour) {
    var parConvention = new HashMap<UUID, List<AffectationView>>();
    if (!ids.isEmpty()) {
      em.createQuery(
              "select a.convention, a.id, a.facilitateur, u.nom, a.du, a.au, a.creeeParNom,"
                  + " a.closeParNom, a.version from Affectation a left join MembreEquipe u on u.id"
                  + " = a.facilitateur where a.convention in :ids order by a.du desc, u.nom",
              Object[].class)
          .setParameter("ids", ids)
          .getResultStream()
          .forEach(
              a ->
                  parConvention
                      .computeIfAbsent((UUID) a[0], _ -> new ArrayList<>())
                      .add(
                          AffectationView.de(
                              (UUID) a[1],
                              (UUID) a[2],
                              (String) a[3],
                              (LocalDate) a[4],
                              (LocalDate) a[5],
                              fins.get((UUID) a[0]),
                              (String) a[6],
                              (String) a[7],
                              (Integer) a[8],
                              jour)));
      parConvention
          .values()
          .forEach(l -> l.sort(Comparator.comparing((AffectationView a) -> !a.enCours())));
    }
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
