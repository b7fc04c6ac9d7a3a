package fr.maillon.decp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ce que le lecteur retient d'un enregistrement à l'autre : des sommes de 64 bits, jamais les
 * enregistrements. Au delà d'un million d'entrées (une dizaine de fichiers nationaux), il cesse
 * d'apprendre et ne signale plus de doublon nouveau : la mémoire reste bornée.
 */
final class Memoire {
  private static final int ENTREES_MAX = 1_000_000;
  private static final int CHAMPS_MAX = 1_000;

  private final Sommes stricts = new Sommes();
  private final Sommes cles = new Sommes();
  private final Sommes lots = new Sommes();
  private final Map<Long, List<Long>> jumeaux = new HashMap<>();
  private final Set<String> champsInconnus = new HashSet<>();

  /** Vrai si le même enregistrement a déjà été vu à l'identique. */
  boolean doublonStrict(long somme) {
    return stricts.ajouter(somme, 0) != null;
  }

  /** Vrai si le couple (acheteur, numéro) a déjà été vu. */
  boolean cleEnDouble(String acheteur, String id) {
    return cles.ajouter(Balayage.texte(acheteur + '\n' + id), 0) != null;
  }

  /** Vrai la première fois qu'un nom de champ inconnu se présente. */
  boolean champNouveau(String nom) {
    return champsInconnus.size() < CHAMPS_MAX && champsInconnus.add(nom);
  }

  /**
   * Numéro d'ordre parmi les lots du fichier qui ont la même identité mais pas le même contenu.
   *
   * @see Identite
   */
  int jumeau(long identite, long contenu) {
    Long premier = lots.ajouter(identite, contenu);
    if (premier == null || premier == contenu) {
      return 0;
    }
    if (jumeaux.size() >= ENTREES_MAX / 10 && !jumeaux.containsKey(identite)) {
      return 0;
    }
    var suivants = jumeaux.computeIfAbsent(identite, i -> new ArrayList<>());
    int rang = suivants.indexOf(contenu);
    if (rang < 0) {
      if (suivants.size() >= CHAMPS_MAX) {
        return 0;
      }
      suivants.add(contenu);
      rang = suivants.size() - 1;
    }
    return rang + 1;
  }

  /** Table à adressage ouvert, clé et valeur de 64 bits : seize octets par case, sans objet. */
  private static final class Sommes {
    private long[] cles = new long[1 << 10];
    private long[] valeurs = new long[1 << 10];
    private int taille;

    /** La valeur déjà présente, ou {@code null} si la clé vient d'être ajoutée. */
    Long ajouter(long somme, long valeur) {
      long cle = somme == 0 ? 1 : somme;
      int i = place(cles, cle);
      if (cles[i] == cle) {
        return valeurs[i];
      }
      if (taille < ENTREES_MAX) {
        cles[i] = cle;
        valeurs[i] = valeur;
        taille++;
        if (taille * 2 > cles.length) {
          agrandir();
        }
      }
      return null;
    }

    private static int place(long[] table, long cle) {
      int i = (int) (Balayage.melanger(cle) & (table.length - 1));
      while (table[i] != 0 && table[i] != cle) {
        i = (i + 1) & (table.length - 1);
      }
      return i;
    }

    private void agrandir() {
      long[] anciennes = cles;
      long[] avant = valeurs;
      cles = new long[anciennes.length * 2];
      valeurs = new long[anciennes.length * 2];
      for (int i = 0; i < anciennes.length; i++) {
        if (anciennes[i] != 0) {
          int j = place(cles, anciennes[i]);
          cles[j] = anciennes[i];
          valeurs[j] = avant[i];
        }
      }
    }
  }
}
