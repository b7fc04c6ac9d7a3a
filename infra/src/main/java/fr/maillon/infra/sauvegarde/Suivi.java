package fr.maillon.infra.sauvegarde;

/** Told of each step of a restore, once it is done. */
@FunctionalInterface
public interface Suivi {
  /** The steps, in order. */
  enum Etape {
    REJEU("Instant rejoué"),
    COMPARAISON("Comparaison"),
    SUSPENSION("Espace suspendu"),
    EMPREINTES_AVANT("Empreintes de tous, avant"),
    RETRAIT("Retrait"),
    REMISE("Remise"),
    VERIFICATION("Vérification"),
    EMPREINTES_APRES("Empreintes de tous, après"),
    VALIDATION("Validation");

    private final String dit;

    Etape(String dit) {
      this.dit = dit;
    }

    String dit() {
      return dit;
    }
  }

  void fait(Etape etape, String dit);
}
