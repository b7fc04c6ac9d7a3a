package fr.maillon.equipe;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Sensible;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.Verrou;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;

/** Retire un titre à quelqu'un de l'équipe. */
@ApplicationScoped
public class RetirerTitre {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Verrou verrou;
  @Inject Clock horloge;
  @Inject TitresTenus titresTenus;

  /**
   * @throws Introuvable qui n'a jamais été de l'équipe
   * @throws RegleMetier {@code titre-non-tenu}, {@code dernier-central}, {@code
   *     portefeuille-a-passer} quand la personne assiste encore
   */
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.ECRIRE, sensible = Sensible.DROITS)
  public void retirer(
      UUID personne, @NotNull(message = "Choisissez le titre à retirer.") Titre titre) {
    TitresDeLEquipe.exiger(Set.of(titre), "titre");
    verrou.prendre(TitresTenus.VERROU);
    var qui = titresTenus.trouver(personne);
    var tenu = titresTenus.tenu(personne, titre);
    if (tenu == null) {
      throw new RegleMetier(
          "titre-non-tenu",
          qui.nom + " n'est pas " + TitresDeLEquipe.libelle(titre) + " aujourd'hui.");
    }
    if (titre == Titre.CENTRAL) {
      garderUnCentral(personne);
    } else if (titre == Titre.FACILITATEUR) {
      exigerSansPortefeuille(qui);
    }
    tenu.retirer(LocalDate.now(horloge));
    titresTenus.noter(personne, titre, ActeDEquipe.Sens.RETIRE);
    titresTenus.remettreSesGroupes(qui);
  }

  /** Qui n'a pas encore son rôle chez Keycloak ne compte pas : il ne pourrait pas entrer. */
  private void garderUnCentral(UUID quiPart) {
    var restent =
        em.createQuery(
                "select count(distinct h.personne) from TitreTenu h where h.titre ="
                    + " fr.maillon.isolation.Titre.CENTRAL and h.personne <> :personne and h.du <="
                    + " :jour and (h.au is null or h.au > :jour) and not exists (select 1 from"
                    + " Envoi e where e.espace is null and e.utilisateur = h.personne and e.nature"
                    + " = fr.maillon.envoi.NatureEnvoi.GROUPES and e.etat in"
                    + " (fr.maillon.envoi.EtatEnvoi.A_FAIRE, fr.maillon.envoi.EtatEnvoi.ECHEC))",
                Long.class)
            .setParameter("personne", quiPart)
            .setParameter("jour", LocalDate.now(horloge))
            .getSingleResult();
    if (restent == 0) {
      throw new RegleMetier(
          "dernier-central",
          "Maillon garde toujours un administrateur central dont le compte est prêt. Donnez d'abord"
              + " ce titre à quelqu'un d'autre.");
    }
  }

  private void exigerSansPortefeuille(Equipier qui) {
    var espaces =
        em.createQuery(
                "select count(distinct a.maitreOuvrage) from Affectation a, ConventionDuJour c,"
                    + " EspaceConventionne m where a.facilitateur = :personne and c.id ="
                    + " a.convention and c.fin >= :jour and (a.au is null or a.au >= :jour and a.au"
                    + " >= a.du) and m.id = a.maitreOuvrage and m.etat <> 'FERME'",
                Long.class)
            .setParameter("personne", qui.id)
            .setParameter("jour", LocalDate.now(horloge))
            .getSingleResult();
    var demandes =
        em.createQuery(
                "select s.ouvertes from DemandesSuivies s where s.personne = :personne", Long.class)
            .setParameter("personne", qui.id)
            .getResultStream()
            .findFirst()
            .orElse(0L);
    if (espaces == 0 && demandes == 0) {
      return;
    }
    var quoi = new ArrayList<String>();
    if (espaces > 0) {
      quoi.add(
          "est encore affecté à "
              + espaces
              + (espaces > 1 ? " maîtres d'ouvrage" : " maître d'ouvrage"));
    }
    if (demandes > 0) {
      quoi.add(
          "suit encore " + demandes + (demandes > 1 ? " demandes ouvertes" : " demande ouverte"));
    }
    throw new RegleMetier(
        "portefeuille-a-passer",
        qui.nom
            + " "
            + String.join(" et ", quoi)
            + ". La coordination transfère d'abord son portefeuille à quelqu'un d'autre ("
            + (espaces > 0 ? "Transferts" : "Charge, « Confier »")
            + ") ; ce titre se retire ensuite.");
  }
}
