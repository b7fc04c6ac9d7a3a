package fr.maillon.personne;

import fr.maillon.banc.Banc;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import java.util.Set;
import java.util.UUID;

/**
 * Le courriel d'une invitation et son acceptation, sans courrier ni Keycloak : la part de la base.
 */
public final class EntreeDEssai {
  private static final Identite MACHINE =
      new Identite(new UUID(0, 0), "maillon", "Maillon", Set.of());

  private EntreeDEssai() {}

  /**
   * @return le secret que porterait le courriel
   */
  public static String armer(Banc banc, UUID invitation) {
    return banc.sous(MACHINE, new Perimetre.Systeme(), Seuil.class, s -> s.armer(invitation))
        .orElseThrow()
        .lettre()
        .lien()
        .substring(AccepterInvitation.ADRESSE.length());
  }

  /** Ce que fait qui ouvre un compte, avant de l'ouvrir. */
  public static UUID reserver(Banc banc, String secret) {
    return banc.sous(MACHINE, new Perimetre.Systeme(), Seuil.class, s -> s.reserver(secret)).id();
  }

  public static String entrer(Banc banc, String secret, Comptes.Compte compte) {
    return banc.sous(
        MACHINE, new Perimetre.Systeme(), Seuil.class, s -> s.entrer(secret, null, compte, false));
  }
}
