package fr.maillon.assistance;

import fr.maillon.isolation.Identite;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * Un texte de l'échange entre le maître d'ouvrage et l'équipe : écrit une fois, jamais repris (la
 * base le refuse).
 */
@Entity
@Table(schema = "metier", name = "demande_message")
class DemandeMessage {
  @Id UUID id;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  UUID tenantId;

  @Column(name = "demande_id")
  UUID demandeId;

  @Enumerated(EnumType.STRING)
  NatureMessage nature;

  String texte;
  Instant quand;

  @Column(name = "auteur_id")
  UUID auteurId;

  @Column(name = "auteur_nom")
  String auteurNom;

  DemandeMessage() {}

  DemandeMessage(UUID demande, NatureMessage nature, String texte, Identite auteur, Instant quand) {
    this.id = UUID.randomUUID();
    this.demandeId = demande;
    this.nature = nature;
    this.texte = texte.strip();
    this.quand = quand;
    this.auteurId = auteur.id();
    this.auteurNom = auteur.nom();
  }
}
