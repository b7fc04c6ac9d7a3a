package fr.maillon.marche;

import fr.maillon.isolation.Identite;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Un fait de la vie d'un marché : écrit une fois, jamais repris. */
@Entity
@Table(schema = "metier", name = "evenement")
class Evenement {
  @Id UUID id;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  UUID tenantId;

  @Column(name = "marche_id")
  UUID marcheId;

  Instant quand;
  String code;
  String detail;

  @Column(name = "auteur_id")
  UUID auteurId;

  @Column(name = "auteur_nom")
  String auteurNom;

  Evenement() {}

  static Evenement de(UUID marche, String code, String detail, Identite auteur, Instant quand) {
    var fait = new Evenement();
    fait.id = UUID.randomUUID();
    fait.marcheId = marche;
    fait.quand = quand;
    fait.code = code;
    fait.detail = detail;
    fait.auteurId = auteur.id();
    fait.auteurNom = auteur.nom();
    return fait;
  }
}
