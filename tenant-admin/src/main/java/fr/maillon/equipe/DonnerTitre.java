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
import java.util.Set;
import java.util.UUID;

/** Donne un titre à quelqu'un de l'équipe. */
@ApplicationScoped
public class DonnerTitre {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Verrou verrou;
  @Inject Clock horloge;
  @Inject TitresTenus titresTenus;

  /**
   * @throws Introuvable qui n'a jamais été de l'équipe s'y invite
   * @throws RegleMetier {@code titre-deja-tenu}, {@code titre-hors-equipe}
   */
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.ECRIRE, sensible = Sensible.DROITS)
  public void donner(
      UUID personne, @NotNull(message = "Choisissez le titre à donner.") Titre titre) {
    TitresDeLEquipe.exiger(Set.of(titre), "titre");
    verrou.prendre(TitresTenus.VERROU);
    var qui = titresTenus.trouver(personne);
    if (titresTenus.tenu(personne, titre) != null) {
      throw new RegleMetier(
          "titre-deja-tenu",
          "titre",
          qui.nom + " est déjà " + TitresDeLEquipe.libelle(titre) + ".");
    }
    var jour = LocalDate.now(horloge);
    var duJour = em.find(TitreTenu.class, new TitreTenu.Cle(personne, titre, jour));
    if (duJour == null) {
      em.persist(new TitreTenu(personne, titre, jour));
    } else {
      duJour.reprendre();
    }
    titresTenus.noter(personne, titre, ActeDEquipe.Sens.DONNE);
    titresTenus.remettreSesGroupes(qui);
  }
}
