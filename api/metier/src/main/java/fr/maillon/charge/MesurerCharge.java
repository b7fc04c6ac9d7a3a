package fr.maillon.charge;

import fr.maillon.assistance.EtatDemande;
import fr.maillon.assistance.ServiceAssistance;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.LectureCoordination;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.marche.EtatMarche;
import fr.maillon.suiviconvention.MaitreOuvrageAssiste;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Ce que porte chaque facilitateur, sur tous les espaces sous convention : des comptes, sans
 * pondération, puisqu'aucune règle publiée n'en donne. Sous {@link Perimetre.Portefeuille}, que la
 * base tient en lecture seule ; quatre requêtes, quel que soit le nombre d'espaces.
 */
@ApplicationScoped
public class MesurerCharge {
  /**
   * La charge d'une personne.
   *
   * @param enFonction facilitatrice aujourd'hui ; faux : ses demandes sont à confier à quelqu'un
   * @param espaces maîtres d'ouvrage où elle est affectée aujourd'hui
   * @param prises demandes où c'est à elle d'agir
   * @param attente demandes qui attendent le maître d'ouvrage
   * @param ouvertes les deux ensemble
   * @param enRetard parmi les ouvertes, celles dont la date souhaitée est passée
   * @param marchesEnExecution marchés en exécution de ses espaces ; un marché à deux facilitateurs
   *     compte pour chacun
   */
  @Schema(name = "MesurerChargeLigne")
  public record Ligne(
      UUID facilitateurId,
      String nom,
      boolean enFonction,
      long espaces,
      long prises,
      long attente,
      long ouvertes,
      long enRetard,
      long marchesEnExecution) {}

  /**
   * @param espaces maîtres d'ouvrage sous convention que ces nombres comptent
   * @param nouvelles demandes que personne ne suit encore
   * @param ouvertes toutes les demandes ouvertes, nouvelles comprises
   */
  public record Charge(
      Page<Ligne> facilitateurs,
      long espaces,
      long nouvelles,
      long nouvellesEnRetard,
      long ouvertes,
      long enRetard) {}

  /**
   * Une demande ouverte, à confier.
   *
   * @param jours d'ici la date souhaitée, négatif quand elle est passée
   * @param version à rendre pour la confier
   */
  public record DemandeOuverte(
      UUID id,
      int version,
      MaitreOuvrageAssiste maitreOuvrage,
      String numero,
      String objet,
      ServiceAssistance service,
      String serviceLibelle,
      EtatDemande etat,
      String etatLibelle,
      LocalDate dateSouhaitee,
      long jours) {}

  /** Un facilitateur, et son nom. */
  public record Nom(UUID id, String nom) {}

  /** Combien, pour qui ou chez qui. */
  public record Combien(UUID id, long nombre) {}

  /** Les demandes ouvertes d'une personne ; sans personne : celles que nul ne suit. */
  public record ParEtat(
      UUID facilitateur, long prises, long attente, long ouvertes, long enRetard, String nom) {
    private static final ParEtat AUCUNE = new ParEtat(null, 0, 0, 0, 0, null);
  }

  /** Une demande, telle que la base la rend. */
  public record DemandeLue(
      UUID id,
      int version,
      UUID espace,
      String numero,
      String objet,
      ServiceAssistance service,
      EtatDemande etat,
      LocalDate date) {}

  private static final String PAR_ETAT =
      "sum(case when d.etat = fr.maillon.assistance.EtatDemande.PRISE_EN_CHARGE then 1 else 0 end),"
          + " sum(case when d.etat = fr.maillon.assistance.EtatDemande.ATTENTE_MAITRE_OUVRAGE then"
          + " 1 else 0 end), count(d), sum(case when d.dateSouhaitee < :jour then 1 else 0 end)";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;

  /**
   * @param code un seul maître d'ouvrage ; null : tous. Le plus chargé d'abord.
   */
  @Transactional
  @LectureCoordination
  public Charge executer(String code, Pagination pagination) {
    var jour = LocalDate.now(horloge);
    var tenants = tenants(code);
    var noms = new HashMap<UUID, String>();
    em.createQuery(
            "select new fr.maillon.charge.MesurerCharge.Nom(u.id, u.nom) from Facilitateur f join"
                + " MembreEquipe u on u.id = f.utilisateur where f.du <= :jour and (f.au is null or"
                + " f.au >= :jour)",
            Nom.class)
        .setParameter("jour", jour)
        .getResultStream()
        .forEach(f -> noms.put(f.id(), f.nom()));
    var enFonction = java.util.Set.copyOf(noms.keySet());
    var demandes = new HashMap<UUID, ParEtat>();
    var espaces = new HashMap<UUID, Long>();
    var marches = new HashMap<UUID, Long>();
    if (!tenants.isEmpty()) {
      em.createQuery(
              "select new fr.maillon.charge.MesurerCharge.ParEtat(d.facilitateurId, "
                  + PAR_ETAT
                  + ", max(d.facilitateurNom)) from Demande d where d.tenantId in :tenants and"
                  + " d.etat in :ouverts group by d.facilitateurId",
              ParEtat.class)
          .setParameter("tenants", tenants)
          .setParameter("ouverts", EtatDemande.OUVERTS)
          .setParameter("jour", jour)
          .getResultStream()
          .forEach(
              d -> {
                demandes.put(d.facilitateur(), d);
                if (d.facilitateur() != null) {
                  noms.putIfAbsent(d.facilitateur(), d.nom());
                }
              });
      var affectees =
          " from Affectation a join ConventionDuJour c on c.id = a.convention%s where"
              + " a.maitreOuvrage in :tenants and c.enVigueur = true and a.du <= :jour and (a.au is"
              + " null or a.au >= :jour)";
      em.createQuery(
              "select new fr.maillon.charge.MesurerCharge.Combien(a.facilitateur, count(distinct"
                  + " a.maitreOuvrage))"
                  + affectees.formatted("")
                  + " group by a.facilitateur",
              Combien.class)
          .setParameter("tenants", tenants)
          .setParameter("jour", jour)
          .getResultStream()
          .forEach(a -> espaces.put(a.id(), a.nombre()));
      em.createQuery(
              "select new fr.maillon.charge.MesurerCharge.Combien(a.facilitateur, count(distinct"
                  + " m.id))"
                  + affectees.formatted(
                      " join Marche m on m.tenantId = a.maitreOuvrage and m.etat = :execution")
                  + " and m.tenantId in :tenants group by a.facilitateur",
              Combien.class)
          .setParameter("tenants", tenants)
          .setParameter("jour", jour)
          .setParameter("execution", EtatMarche.EN_EXECUTION)
          .getResultStream()
          .forEach(a -> marches.put(a.id(), a.nombre()));
    }
    var lignes = new ArrayList<Ligne>();
    noms.forEach(
        (id, nom) -> {
          var d = demandes.getOrDefault(id, ParEtat.AUCUNE);
          lignes.add(
              new Ligne(
                  id,
                  nom,
                  enFonction.contains(id),
                  espaces.getOrDefault(id, 0L),
                  d.prises(),
                  d.attente(),
                  d.ouvertes(),
                  d.enRetard(),
                  marches.getOrDefault(id, 0L)));
        });
    lignes.sort(
        Comparator.comparingLong(Ligne::ouvertes)
            .reversed()
            .thenComparing(Ligne::nom)
            .thenComparing(Ligne::facilitateurId));
    var nouvelles = demandes.getOrDefault(null, ParEtat.AUCUNE);
    var debut = Math.min(pagination.debut(), lignes.size());
    return new Charge(
        new Page<>(
            lignes.subList(debut, Math.min(debut + pagination.taille(), lignes.size())),
            lignes.size(),
            pagination.page(),
            pagination.taille()),
        tenants.size(),
        nouvelles.ouvertes(),
        nouvelles.enRetard(),
        demandes.values().stream().mapToLong(ParEtat::ouvertes).sum(),
        demandes.values().stream().mapToLong(ParEtat::enRetard).sum());
  }

  /**
   * Les demandes ouvertes d'une personne, la plus urgente d'abord.
   *
   * @param facilitateur null : celles que personne ne suit
   */
  @Transactional
  @LectureCoordination
  public Page<DemandeOuverte> demandes(UUID facilitateur, String code, Pagination pagination) {
    var jour = LocalDate.now(horloge);
    var tenants = tenants(code);
    if (tenants.isEmpty()) {
      return new Page<>(List.of(), 0, pagination.page(), pagination.taille());
    }
    var ou =
        " from Demande d join Marche m on m.tenantId = d.tenantId and m.id = d.marcheId where"
            + " d.tenantId in :tenants and d.etat in :ouverts and "
            + (facilitateur == null
                ? "d.facilitateurId is null"
                : "d.facilitateurId = :facilitateur");
    var requete =
        em.createQuery(
                "select new fr.maillon.charge.MesurerCharge.DemandeLue(d.id, d.version, d.tenantId,"
                    + " m.numero, m.objet, d.service, d.etat, d.dateSouhaitee)"
                    + ou
                    + " order by d.dateSouhaitee, d.creeLe, d.id",
                DemandeLue.class)
            .setParameter("tenants", tenants)
            .setParameter("ouverts", EtatDemande.OUVERTS);
    var compte =
        em.createQuery("select count(d)" + ou, Long.class)
            .setParameter("tenants", tenants)
            .setParameter("ouverts", EtatDemande.OUVERTS);
    if (facilitateur != null) {
      requete.setParameter("facilitateur", facilitateur);
      compte.setParameter("facilitateur", facilitateur);
    }
    var espaces = espaces();
    var lignes =
        requete
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultStream()
            .map(
                d -> {
                  var e = espaces.get(d.espace());
                  return new DemandeOuverte(
                      d.id(),
                      d.version(),
                      new MaitreOuvrageAssiste(e.code(), e.nom(), e.sigle(), e.type(), e.couleur()),
                      d.numero(),
                      d.objet(),
                      d.service(),
                      d.service().libelle(),
                      d.etat(),
                      d.etat().libelle(),
                      d.date(),
                      ChronoUnit.DAYS.between(jour, d.date()));
                })
            .toList();
    return new Page<>(lignes, compte.getSingleResult(), pagination.page(), pagination.taille());
  }

  /** Combien de demandes ouvertes cette personne suit, par espace. */
  @Transactional
  @LectureCoordination
  public Map<UUID, Long> ouvertes(UUID facilitateur) {
    var tenants = tenants(null);
    var ouvertes = new HashMap<UUID, Long>();
    if (!tenants.isEmpty()) {
      em.createQuery(
              "select new fr.maillon.charge.MesurerCharge.Combien(d.tenantId, count(d)) from"
                  + " Demande d where d.tenantId in :tenants and d.etat in :ouverts and"
                  + " d.facilitateurId = :facilitateur group by d.tenantId",
              Combien.class)
          .setParameter("tenants", tenants)
          .setParameter("ouverts", EtatDemande.OUVERTS)
          .setParameter("facilitateur", facilitateur)
          .getResultStream()
          .forEach(d -> ouvertes.put(d.id(), d.nombre()));
    }
    return ouvertes;
  }

  private List<UUID> tenants(String code) {
    return espaces().values().stream()
        .filter(e -> code == null || e.code().equals(code))
        .map(Espace::id)
        .toList();
  }

  private SortedMap<UUID, Espace> espaces() {
    if (contexte.perimetre() instanceof Perimetre.Portefeuille(var espaces)) {
      return espaces;
    }
    throw new IllegalStateException(
        "la charge se lit sous le portefeuille : " + contexte.perimetre());
  }
}
