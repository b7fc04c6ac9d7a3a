package fr.maillon.participant;

import fr.maillon.isolation.Identite;
import fr.maillon.liste.Texte;
import fr.maillon.regle.RegleMetier;
import fr.maillon.saisie.Signes;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Une personne que l'équipe accompagne. Un maître d'ouvrage n'en voit jamais qu'un pseudonyme. */
@Entity
@Table(schema = "equipe", name = "participant")
class Participant {
  private static final LocalDate PLUS_ANCIENNE = LocalDate.of(1920, 1, 1);

  /**
   * Borne de vraisemblance d'une saisie, non règle de droit : sous cet âge, l'année est presque
   * sûrement fautive.
   */
  private static final int AGE_MINIMUM = 14;

  @Id UUID id;
  String nom;
  String prenom;

  @Column(name = "date_naissance")
  LocalDate dateNaissance;

  @Enumerated(EnumType.STRING)
  Sexe sexe;

  @Enumerated(EnumType.STRING)
  Niveau niveau;

  @Column(name = "residence_qpv")
  Boolean residenceQpv;

  String recherche;

  @Column(name = "change_par_nom")
  String changeParNom;

  @Column(name = "change_le")
  Instant changeLe;

  @Version int version;

  Participant() {}

  static Participant inscrire(
      String nom,
      String prenom,
      LocalDate dateNaissance,
      Sexe sexe,
      Niveau niveau,
      Boolean residenceQpv,
      LocalDate aujourdHui) {
    Nir.refuser("nom", nom);
    Nir.refuser("prenom", prenom);
    if (dateNaissance.isBefore(PLUS_ANCIENNE)
        || dateNaissance.isAfter(aujourdHui.minusYears(AGE_MINIMUM))) {
      throw new RegleMetier(
          "date-naissance",
          "dateNaissance",
          "Cette date de naissance n'est pas vraisemblable : elle va du 1er janvier 1920 à "
              + AGE_MINIMUM
              + " ans avant aujourd'hui. Vérifiez l'année.");
    }
    var personne = new Participant();
    personne.id = UUID.randomUUID();
    personne.nom = Signes.propre(nom);
    personne.prenom = Signes.propre(prenom);
    personne.dateNaissance = dateNaissance;
    personne.sexe = sexe;
    personne.niveau = niveau;
    personne.residenceQpv = residenceQpv;
    personne.recherche =
        Texte.cherchable(personne.nom + " " + personne.prenom + " " + personne.nom);
    return personne;
  }

  /** Reprend tout ce que dit l'autre : une faute de saisie corrigée. */
  void corriger(Participant autre, Identite par, Instant quand) {
    nom = autre.nom;
    prenom = autre.prenom;
    dateNaissance = autre.dateNaissance;
    sexe = autre.sexe;
    niveau = autre.niveau;
    residenceQpv = autre.residenceQpv;
    recherche = autre.recherche;
    changeParNom = par.nom();
    changeLe = quand;
  }

  boolean ressemble(Participant autre) {
    return Ressemblance.memePersonne(nom, prenom, autre.nom, autre.prenom);
  }
}
