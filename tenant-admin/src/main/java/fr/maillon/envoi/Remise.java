package fr.maillon.envoi;

import java.util.UUID;

/**
 * Remet une lettre au courrier sans la garder : ce qu'elle porte n'est écrit nulle part ailleurs.
 */
public interface Remise {
  /**
   * @param envoi il nomme le message : remis deux fois, les serveurs le reconnaissent
   */
  void remettre(UUID envoi, String adresse, Lettre lettre) throws EchecDEnvoi;
}
