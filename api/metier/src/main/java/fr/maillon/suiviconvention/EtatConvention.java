package fr.maillon.suiviconvention;

import java.time.LocalDate;

/** Où en est une convention, avenants signés compris. */
public enum EtatConvention {
  A_VENIR("À venir"),
  EN_VIGUEUR("En vigueur"),
  BIENTOT_FINIE("Finit bientôt"),
  FINIE("Finie");

  /** « Bientôt » : elle finit d'ici tant de jours, aujourd'hui compris. */
  public static final int JOURS = 90;

  private final String libelle;

  EtatConvention(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }

  static EtatConvention de(LocalDate du, LocalDate fin, LocalDate jour) {
    return fin.isBefore(jour)
        ? FINIE
        : du.isAfter(jour)
            ? A_VENIR
            : fin.isAfter(jour.plusDays(JOURS)) ? EN_VIGUEUR : BIENTOT_FINIE;
  }
}
