package fr.maillon.participant;

import fr.maillon.isolation.Identite;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Une ligne de l'histoire d'une fiche : un champ corrigé, ou la fiche supprimée. Ajoutée, jamais
 * changée.
 */
@Entity
@Table(schema = "equipe", name = "acte_participant")
class ActeSurFiche {
  enum Acte {
    CORRECTION,
    SUPPRESSION
  }

  @Id UUID id;

  @Column(name = "participant_id")
  UUID participantId;

  Instant quand;

  @Enumerated(EnumType.STRING)
  Acte acte;

  @Enumerated(EnumType.STRING)
  ChampDeFiche champ;

  String avant;
  String apres;

  @Column(name = "par_id")
  UUID parId;

  @Column(name = "par_nom")
  String parNom;

  ActeSurFiche() {}

  private ActeSurFiche(UUID participant, Acte acte, Identite par, Instant quand) {
    this.id = UUID.randomUUID();
    this.participantId = participant;
    this.acte = acte;
    this.quand = quand;
    this.parId = par.id();
    this.parNom = par.nom();
  }

  static ActeSurFiche suppression(UUID participant, Identite par, Instant quand) {
    return new ActeSurFiche(participant, Acte.SUPPRESSION, par, quand);
  }

  /** Une ligne par champ qui change. */
  static List<ActeSurFiche> corrections(
      Participant avant, Participant apres, Identite par, Instant quand) {
    var actes = new ArrayList<ActeSurFiche>();
    for (var champ : ChampDeFiche.values()) {
      if (!Objects.equals(champ.valeur(avant), champ.valeur(apres))) {
        var acte = new ActeSurFiche(avant.id, Acte.CORRECTION, par, quand);
        acte.champ = champ;
        acte.avant = champ.sensible() ? null : champ.ecrit(avant);
        acte.apres = champ.sensible() ? null : champ.ecrit(apres);
        actes.add(acte);
      }
    }
    return actes;
  }
}
