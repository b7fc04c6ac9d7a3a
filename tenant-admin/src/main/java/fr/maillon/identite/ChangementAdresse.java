package fr.maillon.identite;

import fr.maillon.envoi.Sujet;
import fr.maillon.isolation.Identite;
import fr.maillon.personne.Attente;
import fr.maillon.personne.EtatInvitation;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * Une adresse demandée pour une personne : son lien part à la nouvelle, l'ancienne en est avertie ;
 * confirmée par le compte même de la personne, elle est portée chez Keycloak puis ici. Annulée ou
 * expirée, rien n'a changé.
 */
@Entity
@Table(schema = "plateforme", name = "changement_adresse")
class ChangementAdresse extends Attente {
  static final String SUJET = "changement-adresse";

  @Column(name = "personne_id")
  UUID personne;

  /** Null : demandé du centre. */
  @Column(name = "maitre_ouvrage_id")
  UUID espace;

  String ancien;

  @Column(name = "applique_le")
  Instant appliqueLe;

  ChangementAdresse() {}

  ChangementAdresse(
      PersonneNommee qui,
      UUID espace,
      String courriel,
      Identite par,
      Instant demandeLe,
      Instant expireLe) {
    super(courriel, qui.nom, par, demandeLe, expireLe);
    this.personne = qui.id;
    this.espace = espace;
    this.ancien = qui.courriel;
  }

  @Override
  protected UUID attendu() {
    return personne;
  }

  /** Confirmé, mais pas encore porté. */
  boolean aPorter() {
    return etat() == EtatInvitation.ACCEPTEE && appliqueLe == null;
  }

  void appliquer(Instant maintenant) {
    appliqueLe = maintenant;
  }

  @Override
  public Sujet sujet() {
    return new Sujet(SUJET, id());
  }
}
