package fr.maillon.maitreouvrage;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Un numéro SIRET bien formé : 14 chiffres, dont le SIREN (9) et le NIC (5). Ses clés ne sont pas
 * forcément justes, voir {@link #cleJuste()}.
 */
public record Siret(String valeur) {
  private static final String LA_POSTE = "356000000";
  private static final String NUL = "000000000";

  /** Ce qu'une personne ou un tableur met entre les chiffres, ou devant. */
  private static final Pattern PONCTUATION = Pattern.compile("[\\s.'\\u00a0\\u202f]");

  public Siret {
    if (!bienForme(valeur)) {
      throw new IllegalArgumentException("Un SIRET compte 14 chiffres : " + valeur);
    }
  }

  /** Vrai pour exactement 14 chiffres ASCII. */
  public static boolean bienForme(String texte) {
    return texte != null
        && texte.length() == 14
        && texte.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /**
   * Le SIRET d'une saisie, espaces, points et apostrophes ôtés ; vide si ce n'en est pas un, clés
   * comprises.
   */
  public static Optional<Siret> lire(String saisie) {
    return Optional.ofNullable(saisie).map(Siret::chiffres).filter(Siret::valide).map(Siret::new);
  }

  /**
   * Le SIRET auquel un tableur a ôté ses zéros de tête, si les clés le confirment : à proposer,
   * jamais à prendre.
   */
  public static Optional<Siret> avecSesZeros(String saisie) {
    return Optional.ofNullable(saisie)
        .map(Siret::chiffres)
        .filter(s -> s.length() >= 10 && s.length() < 14)
        .map(s -> "0".repeat(14 - s.length()) + s)
        .filter(Siret::valide)
        .map(Siret::new);
  }

  /** La saisie sans sa ponctuation, juste ou non. */
  private static String chiffres(String saisie) {
    return PONCTUATION.matcher(saisie).replaceAll("");
  }

  /** Vrai pour 14 chiffres dont les deux clés sont justes. */
  public static boolean valide(String texte) {
    return bienForme(texte) && new Siret(texte).cleJuste();
  }

  public String siren() {
    return valeur.substring(0, 9);
  }

  /**
   * Clés de Luhn du SIREN et du SIRET ; un SIREN nul les a, et n'est à personne. Les établissements
   * de La Poste (SIREN 356000000) dérogent légalement à la seconde : leur somme simple est un
   * multiple de 5 (INSEE) ; leur siège suit la règle commune.
   */
  public boolean cleJuste() {
    return !siren().equals(NUL) && luhn(siren()) && cleDuSiretJuste();
  }

  /**
   * La seconde clé seule : ce que comptent les statistiques des données publiées, où l'on avertit
   * sans refuser.
   */
  public boolean cleDuSiretJuste() {
    return luhn(valeur)
        || siren().equals(LA_POSTE) && valeur.chars().map(c -> c - '0').sum() % 5 == 0;
  }

  private static boolean luhn(String chiffres) {
    int somme = 0;
    for (int i = 0; i < chiffres.length(); i++) {
      int chiffre = chiffres.charAt(chiffres.length() - 1 - i) - '0';
      int poids = i % 2 == 0 ? chiffre : chiffre * 2;
      somme += poids > 9 ? poids - 9 : poids;
    }
    return somme % 10 == 0;
  }

  @Override
  public String toString() {
    return valeur;
  }
}
