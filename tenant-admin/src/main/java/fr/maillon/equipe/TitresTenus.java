package fr.maillon.equipe;

import fr.maillon.envoi.Courriels;
import fr.maillon.envoi.NatureEnvoi;
import fr.maillon.envoi.Relances;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

/** Les titres d'une personne de l'équipe, lus sous le verrou de l'équipe. */
@ApplicationScoped
class TitresTenus {
  /** Un geste à la fois sur l'équipe : deux retraits croisés ne peuvent pas se manquer. */
  static final String VERROU = "equipe";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Courriels courriels;
  @Inject Relances relances;
  @Inject Clock horloge;

  Equipier trouver(UUID personne) {
    var deLEquipe =
        em.createQuery("select count(h) from TitreTenu h where h.personne = :personne", Long.class)
                .setParameter("personne", personne)
                .getSingleResult()
            > 0;
    var qui = deLEquipe ? em.find(Equipier.class, personne) : null;
    if (qui == null) {
      throw new Introuvable("Membre de l'équipe");
    }
    return qui;
  }

  TitreTenu tenu(UUID personne, Titre titre) {
    return em.createQuery(
            "select h from TitreTenu h where h.personne = :personne and h.titre = :titre and h.du"
                + " <= :jour and (h.au is null or h.au >= :jour)",
            TitreTenu.class)
        .setParameter("personne", personne)
        .setParameter("titre", titre)
        .setParameter("jour", LocalDate.now(horloge))
        .getResultStream()
        .findFirst()
        .orElse(null);
  }

  void noter(UUID personne, Titre titre, ActeDEquipe.Sens sens) {
    em.persist(
        new ActeDEquipe(
            horloge.instant(),
            personne,
            titre,
            sens,
            contexte.identite().id(),
            contexte.identite().nom()));
    em.flush();
  }

  void remettreSesGroupes(Equipier qui) {
    relances.annuler(NatureEnvoi.GROUPES, qui.id);
    courriels.groupes(
        "groupes " + qui.id + " " + UUID.randomUUID(),
        "Remettre les groupes de " + qui.nom,
        qui.id,
        qui.courriel);
  }
}
