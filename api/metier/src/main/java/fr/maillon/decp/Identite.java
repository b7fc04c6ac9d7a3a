package fr.maillon.decp;

/** Identité d'un lot et empreinte de son contenu. */
final class Identite {
  private Identite() {}

  static String cleDeLot(MarcheDecp marche) {
    throw new UnsupportedOperationException("à venir");
  }

  static String empreinte(MarcheDecp marche) {
    throw new UnsupportedOperationException("à venir");
  }
}
