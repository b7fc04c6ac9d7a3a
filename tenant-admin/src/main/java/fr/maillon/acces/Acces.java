package fr.maillon.acces;

import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identification;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Lit en base, à chaque demande, ce qui est ouvert aujourd'hui : un jeton peut survivre à un droit,
 * une page ouverte aussi.
 */
@ApplicationScoped
public class Acces {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Identification identification;

  private static final String LIGNE =
      "select new fr.maillon.acces.AccesDuJour.Ouvert(a.id, a.code, a.nom, a.sigle, a.type,"
          + " a.couleur, a.etat, a.titre, a.jusquAu, a.droit, a.export, a.convention, a.fin,"
          + " a.ouvertPar, a.ouvertParNom, a.brisDeGlace, a.logo) from AccesDuJour a";

  /**
   * Les espaces où cette personne peut entrer aujourd'hui, par nom : des milliers peut-être, aussi
   * sans leurs SIRET, que seul l'espace entré demande. Doit être appelé sous {@link
   * Perimetre.Identification}.
   */
  @Transactional
  public List<Espace> ouverts() {
    return unParEspace(
        em.createQuery(LIGNE + " order by a.nom, a.code, a.rang", AccesDuJour.Ouvert.class)
            .getResultStream()
            .map(AccesDuJour.Ouvert::espace));
  }

  /** Sous quel nom nous tenons quelqu'un. */
  public record Nommee(String identifiant, String nom) {}

  /** Qui parle, et l'espace de l'adresse s'il lui est ouvert aujourd'hui. */
  public record Reconnu(Identite identite, Optional<Espace> espace) {}

  /** Au plus une ligne par titre, le plus large d'abord ; une sans espace s'il n'est pas ouvert. */
  static final Identification.Lecture ENTREE =
      new Identification.Lecture(
          "maillon_entree",
          "select p.identifiant as qui_identifiant, p.nom as qui_nom, a.id, a.code, a.nom,"
              + " a.sigle, a.type, a.couleur, a.etat, a.titre, a.jusqu_au, a.sirets,"
              + " a.import_par_siren, a.droit, a.export, a.convention_id, a.fin, a.ouvert_par,"
              + " a.ouvert_par_nom, a.bris_de_glace, a.logo"
              + " from (values (1)) u(n)"
              + " left join plateforme.utilisateur p on p.id = (select app.utilisateur())"
              + " left join (select * from plateforme.acces_du_jour"
              + " where id = (select e.id from plateforme.adresse_espace e where e.code = $1)) a"
              + " on true order by a.rang");

  /**
   * L'espace de ce code, s'il est ouvert aujourd'hui à cette personne : lui seul est lu, par sa
   * clé, quel que soit le nombre des autres ; et la personne, sous le nom que nous en tenons. Doit
   * être appelé sous {@link Perimetre.Identification}.
   */
  public Reconnu entree(Identite jeton, String code) {
    return identification.lire(
        jeton.id(),
        ENTREE,
        code,
        l -> {
          var ouverts = new ArrayList<Espace>();
          var qui = jeton;
          while (l.next()) {
            if (l.getString("qui_identifiant") != null) {
              qui = jeton.sous(l.getString("qui_identifiant"), l.getString("qui_nom"));
            }
            if (l.getString("id") != null) {
              ouverts.add(AccesDuJour.lu(l));
            }
          }
          return new Reconnu(qui, unParEspace(ouverts.stream()).stream().findFirst());
        });
  }

  /**
   * Les mêmes, avec leurs SIRET ; pour la page d'une liste. Doit être appelé sous {@link
   * Perimetre.Identification}.
   */
  @Transactional
  public List<Espace> complets(List<Espace> page) {
    return page.isEmpty()
        ? List.of()
        : unParEspace(
            em.createQuery(
                    "select a from AccesDuJour a where a.id in :page order by a.nom, a.code,"
                        + " a.rang",
                    AccesDuJour.class)
                .setParameter("page", page.stream().map(Espace::id).toList())
                .getResultStream()
                .map(AccesDuJour::espace));
  }

  /**
   * La même identité, sous le nom que nous tenons d'elle, jamais sous celui que son jeton porte ;
   * sans ligne chez nous, sous son identifiant. Doit être appelé sous {@link
   * Perimetre.Identification}.
   */
  @Transactional
  public Identite nommee(Identite jeton) {
    return em.createQuery(
            "select new fr.maillon.acces.Acces.Nommee(p.identifiant, p.nom) from Personne p"
                + " where p.id = :moi",
            Nommee.class)
        .setParameter("moi", jeton.id())
        .getResultStream()
        .findFirst()
        .map(l -> jeton.sous(l.identifiant(), l.nom()))
        .orElse(jeton);
  }

  /**
   * Les titres d'équipe ou de centre tenus aujourd'hui en base. Doit être appelé sous {@link
   * Perimetre.Identification}.
   */
  @Transactional
  public Set<String> habilitations() {
    return Set.copyOf(
        em.createQuery(
                "select distinct h.titre from Habilitation h where h.du <= local date and (h.au is"
                    + " null or h.au >= local date)",
                String.class)
            .getResultList());
  }

  /**
   * L'accès d'une personne à un espace, relu en base ; sert aux tâches de fond, qui parlent au nom
   * de qui les a demandées.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Espace pour(Identite identite, UUID espace) {
    return TenantScope.call(
        identite,
        new Perimetre.Identification(),
        () ->
            premier(
                    em.createQuery(
                            "select a from AccesDuJour a where a.id = :id order by a.rang",
                            AccesDuJour.class)
                        .setParameter("id", espace))
                .orElse(null));
  }

  private static Optional<Espace> premier(TypedQuery<AccesDuJour> unEspace) {
    return unParEspace(unEspace.getResultStream().map(AccesDuJour::espace)).stream().findFirst();
  }

  /**
   * Un titre par espace : le plus large que le jeton porte aussi. Un titre donné depuis que le
   * jeton est pris ne ferme donc pas l'espace qu'un autre ouvre ; une tâche, qui parle sans jeton,
   * prend le plus large.
   *
   * @param parRang les titres d'un même espace se suivent, le plus large d'abord
   */
  static List<Espace> unParEspace(Stream<Espace> parRang) {
    var qui = TenantScope.identite();
    var choisis = new LinkedHashMap<UUID, Espace>();
    parRang.forEach(
        e ->
            choisis.merge(
                e.id(),
                e,
                (choisi, autre) ->
                    qui.a(choisi.titre().role()) || !qui.a(autre.titre().role()) ? choisi : autre));
    return List.copyOf(choisis.values());
  }
}
