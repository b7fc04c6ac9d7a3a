package fr.maillon.participant;

import java.util.function.Function;

/** Ce qu'une fiche dit d'une personne, et ce dont l'histoire garde les valeurs. */
public enum ChampDeFiche {
  NOM("Nom", false, p -> p.nom),
  PRENOM("Prénom", false, p -> p.prenom),
  DATE_NAISSANCE("Date de naissance", true, p -> p.dateNaissance),
  SEXE("Sexe", true, p -> p.sexe),
  NIVEAU("Niveau de qualification", false, p -> p.niveau),
  RESIDENCE_QPV("Quartier prioritaire", true, p -> p.residenceQpv);

  private final String libelle;
  private final boolean sensible;
  private final Function<Participant, Object> lecture;

  ChampDeFiche(String libelle, boolean sensible, Function<Participant, Object> lecture) {
    this.libelle = libelle;
    this.sensible = sensible;
    this.lecture = lecture;
  }

  public String libelle() {
    return libelle;
  }

  /** L'histoire dit qu'il a changé, sans les valeurs. */
  public boolean sensible() {
    return sensible;
  }

  Object valeur(Participant fiche) {
    return lecture.apply(fiche);
  }

  String ecrit(Participant fiche) {
    return valeur(fiche) instanceof Niveau niveau
        ? niveau.libelle()
        : String.valueOf(valeur(fiche));
  }
}
