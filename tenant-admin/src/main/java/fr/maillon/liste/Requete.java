package fr.maillon.liste;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Ce qu'une adresse demande à une liste, lu et admis : ses filtres, son ordre, ses colonnes, sa
 * page.
 */
public final class Requete {
  private final Liste<?, ?> liste;
  private final Map<String, List<?>> valeurs;
  private final String tri;
  private final List<String> colonnes;
  private final boolean totaux;
  private final Pagination pagination;

  Requete(
      Liste<?, ?> liste,
      Map<String, List<?>> valeurs,
      String tri,
      List<String> colonnes,
      boolean totaux,
      Pagination pagination) {
    this.liste = liste;
    this.valeurs = valeurs;
    this.tri = tri;
    this.colonnes = List.copyOf(colonnes);
    this.totaux = totaux;
    this.pagination = pagination;
  }

  public Requete a(Pagination page) {
    return new Requete(liste, valeurs, tri, colonnes, totaux, page);
  }

  public Requete trie(String autre) {
    return new Requete(liste, valeurs, liste.trier(autre), colonnes, totaux, pagination);
  }

  /** Avec ce critère-ci, que l'adresse ne dit pas forcément. */
  public Requete avec(String critere, Object... siennes) {
    var autres = new LinkedHashMap<>(valeurs);
    autres.put(liste.critere(critere).nom(), List.of(siennes));
    return new Requete(liste, autres, tri, colonnes, totaux, pagination);
  }

  /** Le même, tel que le chemin l'écrit. */
  public Requete avecTexte(String critere, String texte) {
    return avec(critere, liste.critere(critere).lire(texte, true));
  }

  /** Les valeurs lues d'un critère ; vide quand il ne filtre pas. */
  public List<?> de(String critere) {
    return valeurs.getOrDefault(critere, List.of());
  }

  public <T> List<T> de(String critere, Class<T> type) {
    return de(critere).stream().map(type::cast).toList();
  }

  public <T> Optional<T> un(String critere, Class<T> type) {
    return de(critere).stream().map(type::cast).findFirst();
  }

  /** Aucun filtre de l'adresse n'est posé. */
  public boolean vide() {
    return valeurs.keySet().stream().allMatch(c -> liste.critere(c).estInterne());
  }

  /** L'ordre suivi, choisi ou de départ, comme l'adresse l'écrit. */
  public String tri() {
    return tri;
  }

  public boolean triParDefaut() {
    return tri.equals(liste.triParDefaut());
  }

  /** Les colonnes choisies ; vide : celles de départ. */
  public List<String> colonnes() {
    return colonnes;
  }

  /** La page demande aussi ce que pèse toute la sélection, si grande soit-elle. */
  public boolean totaux() {
    return totaux;
  }

  public Pagination pagination() {
    return pagination;
  }

  /**
   * La chaîne de requête, sans « ? » : deux demandes qui montrent la même chose s'écrivent de même.
   * La page n'en fait pas partie.
   */
  public String texte() {
    return sans(null, null);
  }

  /** La même, une valeur de ce filtre ôtée ; null : toutes les siennes. */
  public String sans(String critere, Object valeur) {
    var morceaux = new ArrayList<String>();
    for (var c : liste.criteres()) {
      if (!c.estInterne()) {
        de(c.nom()).stream()
            .filter(v -> !c.nom().equals(critere) || valeur != null && !v.equals(valeur))
            .map(c::ecrire)
            .sorted()
            .forEach(v -> morceaux.add(c.nom() + "=" + encoder(v)));
      }
    }
    if (!triParDefaut()) {
      morceaux.add("tri=" + encoder(tri));
    }
    if (!colonnes.isEmpty()) {
      morceaux.add("colonnes=" + encoder(String.join(",", colonnes)));
    }
    return String.join("&", morceaux);
  }

  /** Ce que ses filtres disent, à la suite. */
  public String enMots() {
    return liste.criteres().stream()
        .filter(c -> !c.estInterne())
        .flatMap(c -> de(c.nom()).stream().map(c::dire))
        .collect(Collectors.joining(" · "));
  }

  private static String encoder(String texte) {
    return URLEncoder.encode(texte, StandardCharsets.UTF_8);
  }

  Liste<?, ?> liste() {
    return liste;
  }

  Map<String, List<?>> valeurs() {
    return valeurs;
  }
}
