package fr.maillon.assistance;

import fr.maillon.assistance.DemandeLigne.MarcheConcerne;
import fr.maillon.assistance.DemandeView.MessageView;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.parametre.Parametres;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/** Une demande de l'espace ouvert, avec son échange. */
@ApplicationScoped
public class LireDemande {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Parametres parametres;
  @Inject Clock horloge;

  /**
   * @throws Introuvable absente, ou d'un autre espace
   */
  @Transactional
  @LectureEspace
  public DemandeView executer(UUID id) {
    return vue(trouver(id));
  }

  Demande trouver(UUID id) {
    return em.createQuery(
            "select d from Demande d where d.tenantId = :tenant and d.id = :id", Demande.class)
        .setParameter("tenant", contexte.tenantId())
        .setParameter("id", id)
        .getResultStream()
        .findFirst()
        .orElseThrow(() -> new Introuvable("Demande"));
  }

  /** La demande telle que la base la tient à cet instant de la transaction. */
  DemandeView vue(Demande d) {
    em.flush();
    var m =
        em.createQuery(
                "select new fr.maillon.assistance.DemandeLigne.MarcheConcerne(m.id, m.numero,"
                    + " m.objet, m.montant, m.lots) from Marche m where m.tenantId = :tenant and"
                    + " m.id = :marche",
                MarcheConcerne.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("marche", d.marcheId)
            .getSingleResult();
    var messages =
        em.createQuery(
                "select new fr.maillon.assistance.DemandeView.MessageView(x.nature, x.texte,"
                    + " x.auteurId, x.auteurNom, x.quand) from DemandeMessage x where x.tenantId ="
                    + " :tenant and x.demandeId = :demande order by x.quand, x.id",
                MessageView.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("demande", d.id)
            .getResultList();
    var moi = contexte.identite().id();
    return new DemandeView(
        d.id,
        m,
        d.service,
        d.service.libelle(),
        d.besoin,
        d.dateSouhaitee,
        DemandeLigne.jours(d.etat, d.dateSouhaitee, LocalDate.now(horloge)),
        d.etat,
        d.etat.libelle(),
        d.etat.acteur(),
        d.quiAgit(),
        d.etat.acteur() == Acteur.FACILITATEUR && !d.calibree() && d.suiviePar(moi),
        d.facilitateurNom,
        d.demandeurNom,
        d.creeLe,
        d.termineeLe,
        avertissement(d),
        d.horsQuota,
        contexte.espace().peut(Geste.ECRIRE) ? d.gestes(contexte.espace().titre(), moi) : Set.of(),
        messages,
        d.version);
  }

  private String avertissement(Demande d) {
    var depot = d.creeLe.atZone(horloge.getZone()).toLocalDate();
    return delaiCourt(
        depot,
        d.dateSouhaitee,
        parametres.valeur(Parametres.DELAI_REPONSE_SEMAINES, depot).intValueExact());
  }

  /**
   * @return la phrase d'avertissement quand la date tombe avant la fin du délai de réponse compté
   *     du dépôt ; null sinon
   */
  static String delaiCourt(LocalDate depot, LocalDate dateSouhaitee, int semaines) {
    return dateSouhaitee.isBefore(depot.plusWeeks(semaines))
        ? "La date souhaitée laisse moins de "
            + semaines
            + " semaines, le délai de réponse de l'équipe : la réponse peut venir après."
        : null;
  }
}
