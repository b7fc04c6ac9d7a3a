package fr.maillon.maitreouvrage;

/**
 * Un numéro SIRET bien formé : 14 chiffres, dont le SIREN (9) et le NIC (5). Sa clé n'est pas forcément juste, voir
 * {@link #cleJuste()}.
 */
public record Siret(String valeur) {
  private static final String LA_POSTE = "356000000";

  public Siret {
    if (!bienForme(valeur)) {
      throw new IllegalArgumentException("Un SIRET compte 14 chiffres : " + valeur);
    }
  }

  /** Vrai pour exactement 14 chiffres ASCII. */
  public static boolean bienForme(String texte) {
    return texte != null && texte.length() == 14 && texte.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Vrai pour 14 chiffres dont la clé est juste. */
  public static boolean valide(String texte) {
    return bienForme(texte) && new Siret(texte).cleJuste();
  }

  public String siren() {
    return valeur.substring(0, 9);
  }

  /**
   * Clé de Luhn sur 14 chiffres. Les établissements de La Poste (SIREN 356000000) y dérogent légalement : leur somme
   * simple est un multiple de 5 (INSEE) ; leur siège suit la règle commune.
   */
  public boolean cleJuste() {
    return luhn() || (siren().equals(LA_POSTE) && valeur.chars().map(c -> c - '0').sum() % 5 == 0);
  }

  private boolean luhn() {
    int somme = 0;
    for (int i = 0; i < valeur.length(); i++) {
      int chiffre = valeur.charAt(i) - '0';
      int poids = i % 2 == 0 ? chiffre * 2 : chiffre;
      somme += poids > 9 ? poids - 9 : poids;
    }
    return somme % 10 == 0;
  }

  @Override
  public String toString() {
    return valeur;
  }
}
