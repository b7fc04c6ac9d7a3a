package fr.maillon.assurance;

import fr.maillon.regle.RegleMetier;

/**
 * Ce que Keycloak a répondu ne prouve pas que c'est bien cette personne, maintenant, avec son
 * second facteur.
 */
public class ConfirmationRefusee extends RegleMetier {
  private static final long serialVersionUID = 1L;

  /** Ce qui ne convient pas. */
  public enum Cause {
    ILLISIBLE,
    SIGNATURE,
    EMETTEUR,
    DESTINATAIRE,
    EXPIREE,
    NONCE,
    AUTRE_PERSONNE,
    SANS_SECOND_FACTEUR,
    TROP_ANCIENNE
  }

  private final Cause cause;

  ConfirmationRefusee(Cause cause) {
    super(
        "confirmation-refusee",
        switch (cause) {
          case AUTRE_PERSONNE ->
              "Vous avez confirmé avec un autre compte que celui de cette page. Recommencez avec le"
                  + " vôtre.";
          case SANS_SECOND_FACTEUR ->
              "Votre compte a répondu sans second facteur. Recommencez ; si cela se répète,"
                  + " prévenez le support.";
          case EXPIREE, TROP_ANCIENNE -> "Cette confirmation est trop ancienne. Recommencez.";
          case ILLISIBLE, SIGNATURE, EMETTEUR, DESTINATAIRE, NONCE ->
              "Cette confirmation n'a pas pu être vérifiée. Rien n'a été fait : recommencez depuis"
                  + " la page.";
        });
    this.cause = cause;
  }

  public Cause cause() {
    return cause;
  }
}
