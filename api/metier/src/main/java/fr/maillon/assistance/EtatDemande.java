package fr.maillon.assistance;

import java.util.Set;

/** Où en est une demande ; les deux derniers états la closent. */
public enum EtatDemande {
  NOUVELLE("Nouvelle", Acteur.EQUIPE),
  PRISE_EN_CHARGE("Prise en charge", Acteur.FACILITATEUR),
  ATTENTE_MAITRE_OUVRAGE("En attente du maître d'ouvrage", Acteur.MAITRE_OUVRAGE),
  TERMINEE("Terminée", Acteur.PERSONNE),
  ANNULEE("Annulée", Acteur.PERSONNE);

  /** Les états où quelqu'un doit encore agir. */
  public static final Set<EtatDemande> OUVERTS =
      Set.of(NOUVELLE, PRISE_EN_CHARGE, ATTENTE_MAITRE_OUVRAGE);

  private final String libelle;
  private final Acteur acteur;

  EtatDemande(String libelle, Acteur acteur) {
    this.libelle = libelle;
    this.acteur = acteur;
  }

  public String libelle() {
    return libelle;
  }

  public Acteur acteur() {
    return acteur;
  }

  public boolean ouvert() {
    return OUVERTS.contains(this);
  }
}
