package fr.maillon.isolation;

import java.time.Duration;
import java.time.Instant;

/**
 * Ce que l'on sait de la façon dont la personne s'est connectée, d'après le jeton vérifié ({@code
 * acr}, {@code auth_time}).
 *
 * @param secondFacteur elle a montré un second facteur
 * @param le quand elle s'est authentifiée pour la dernière fois ; null : on ne le sait pas, et rien
 *     n'est frais
 */
public record Assurance(boolean secondFacteur, Instant le) {
  /** La valeur d'{@code acr} par laquelle Keycloak dit « avec un second facteur ». */
  public static final String ACR = "second-facteur";

  /** Au-delà, un geste sensible demande de confirmer que c'est bien elle. */
  public static final Duration FRAICHEUR = Duration.ofMinutes(5);

  public static final Assurance AUCUNE = new Assurance(false, null);

  /** La suite d'un geste : ce qu'il fallait montrer l'a été quand la personne l'a demandé. */
  public static final Assurance ACQUISE = new Assurance(true, Instant.MAX);

  /**
   * @param acr tel que le jeton le porte ; null admis
   */
  public static Assurance de(String acr, Instant le) {
    return new Assurance(ACR.equals(acr), le);
  }

  public boolean fraiche(Instant maintenant) {
    return secondFacteur && le != null && !le.isBefore(maintenant.minus(FRAICHEUR));
  }

  /** La plus forte des deux : un second facteur l'emporte, puis le plus récent. */
  public Assurance ou(Assurance autre) {
    if (secondFacteur != autre.secondFacteur) {
      return secondFacteur ? this : autre;
    }
    return le == null || autre.le != null && autre.le.isAfter(le) ? autre : this;
  }
}
