package fr.maillon.equipe;

import fr.maillon.isolation.Titre;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * Qui a donné ou retiré un titre, changé un nom, demandé une adresse, à qui, à quel instant ; qui a
 * téléchargé une liste de personnes. Ajouté, jamais changé : le journal des actes qui ne sont
 * d'aucun espace.
 */
@Entity
@Table(schema = "plateforme", name = "acte_equipe")
class ActeDEquipe {
  enum Sens {
    DONNE,
    RETIRE,
    NOM,
    ADRESSE,
    EXPORT
  }

  @Id UUID id;
  Instant quand;

  @Column(name = "utilisateur_id")
  UUID personne;

  @Enumerated(EnumType.STRING)
  Titre titre;

  @Enumerated(EnumType.STRING)
  Sens sens;

  /** Au passé et sans sujet ; null : un titre. */
  String detail;

  @Column(name = "par_id")
  UUID par;

  @Column(name = "par_nom")
  String parNom;

  ActeDEquipe() {}

  ActeDEquipe(Instant quand, UUID personne, Titre titre, Sens sens, UUID par, String parNom) {
    this.id = UUID.randomUUID();
    this.quand = quand;
    this.personne = personne;
    this.titre = titre;
    this.sens = sens;
    this.par = par;
    this.parNom = parNom;
  }

  ActeDEquipe(Instant quand, UUID personne, Sens sens, String detail, UUID par, String parNom) {
    this(quand, personne, (Titre) null, sens, par, parNom);
    this.detail = detail;
  }

  /** Au passé et sans sujet. */
  String phrase() {
    return detail != null
        ? detail
        : (sens == Sens.DONNE ? "a donné" : "a retiré")
            + " le titre "
            + switch (titre) {
              case CENTRAL -> "d'administrateur central";
              case SUPPORT -> "du support";
              default -> "de " + TitresDeLEquipe.libelle(titre);
            };
  }
}
