package fr.maillon.envoi;

import java.util.UUID;

/**
 * Qui mène les envois d'une nature. Appelé hors transaction, sous le périmètre du système : la part
 * lointaine se fait d'abord et peut se refaire sans effet, puis {@code constater} écrit ce qui
 * s'est passé dans la transaction même où l'envoi devient fait.
 */
public interface Acte {
  boolean mene(NatureEnvoi nature);

  /**
   * La part lointaine. Refaite après une coupure, elle retrouve ce qu'elle avait fait.
   *
   * @return ce qu'il faut constater en base, avec l'envoi lui-même
   * @throws EchecDEnvoi elle n'a pas pu se faire
   */
  Constat mener(Demande demande) throws EchecDEnvoi;

  /** L'envoi est en échec : ce qu'il faut en dire en base, dans la même transaction. */
  default void renoncer(Demande demande) {}

  /** Ce que l'acte lointain a donné, à écrire dans la transaction qui clôt l'envoi. */
  @FunctionalInterface
  interface Constat {
    void ecrire();
  }

  /** Un envoi, tel que l'acte le reçoit ; {@code espace} null : il est de l'équipe. */
  record Demande(
      UUID id,
      UUID espace,
      NatureEnvoi nature,
      String cle,
      String destinataire,
      Lettre lettre,
      Sujet sujet,
      UUID personne) {
    /** Null : aucun. */
    public UUID sujetId() {
      return sujet == null ? null : sujet.id();
    }
  }
}
