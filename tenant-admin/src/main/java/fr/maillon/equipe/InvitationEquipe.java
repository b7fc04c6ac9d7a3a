package fr.maillon.equipe;

import fr.maillon.envoi.Sujet;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Titre;
import fr.maillon.personne.Attente;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Quelqu'un qu'on attend dans l'équipe, avec ses titres. Une seule court par adresse. */
@Entity
@Table(schema = "plateforme", name = "invitation_equipe")
class InvitationEquipe extends Attente {
  static final String SUJET = "invitation-equipe";

  String titres;

  InvitationEquipe() {}

  InvitationEquipe(
      String courriel,
      String nom,
      Collection<Titre> titres,
      Identite par,
      Instant inviteeLe,
      Instant expireLe) {
    super(courriel, nom, par, inviteeLe, expireLe);
    this.titres =
        TitresDeLEquipe.TOUS.stream()
            .filter(titres::contains)
            .map(Titre::name)
            .collect(Collectors.joining(" "));
  }

  Set<Titre> titres() {
    return Arrays.stream(titres.split(" "))
        .map(Titre::valueOf)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Titre.class)));
  }

  @Override
  public Sujet sujet() {
    return new Sujet(SUJET, id());
  }
}
