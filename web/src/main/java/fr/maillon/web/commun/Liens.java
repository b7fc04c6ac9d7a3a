package fr.maillon.web.commun;

import fr.maillon.web.Demande;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.stream.Collectors;

/** L'adresse de la page en cours, un paramètre changé : les autres filtres restent. */
@Named("liens")
@RequestScoped
public class Liens {
  /**
   * Ce qu'une adresse porte sans filtrer : la recherche, que l'on voit, l'ordre, la page, et ce qui
   * est ouvert.
   */
  private static final Set<String> HORS_FILTRES =
      Set.of(
          "q",
          "texte",
          "tri",
          "page",
          "taille",
          "colonnes",
          "totaux",
          "convention",
          "ouvert",
          "filtre");

  @Inject HttpServletRequest requete;

  /** Combien de filtres l'adresse pose, la recherche à part. */
  public long getFiltres() {
    return filtres(Demande.de(requete).orElseThrow().requete());
  }

  static long filtres(String requete) {
    return java.util.Arrays.stream(requete.split("&"))
        .filter(m -> m.indexOf('=') > 0 && m.indexOf('=') < m.length() - 1)
        .map(m -> lire(m.substring(0, m.indexOf('='))))
        .filter(nom -> !HORS_FILTRES.contains(nom))
        .distinct()
        .count();
  }

  /**
   * @param valeur vide ou null : enlève le paramètre. Changer autre chose que la page ramène à la
   *     première.
   */
  public String avec(String nom, Object valeur) {
    var demande = Demande.de(requete).orElseThrow();
    return avec(demande.chemin(), demande.requete(), nom, valeur == null ? "" : valeur.toString());
  }

  static String avec(String chemin, String requete, String nom, String valeur) {
    var parametres = new LinkedHashMap<String, java.util.List<String>>();
    for (var morceau : requete.split("&")) {
      int milieu = morceau.indexOf('=');
      if (milieu > 0 && milieu < morceau.length() - 1) {
        parametres
            .computeIfAbsent(lire(morceau.substring(0, milieu)), _ -> new java.util.ArrayList<>())
            .add(lire(morceau.substring(milieu + 1)));
      }
    }
    parametres.remove(nom);
    if (!nom.equals("page")) {
      parametres.remove("page");
    }
    if (!valeur.isEmpty() && !(nom.equals("page") && valeur.equals("1"))) {
      parametres.put(nom, java.util.List.of(valeur));
    }
    var suite =
        parametres.entrySet().stream()
            .flatMap(e -> e.getValue().stream().map(v -> ecrire(e.getKey()) + "=" + ecrire(v)))
            .collect(Collectors.joining("&"));
    return suite.isEmpty() ? chemin : chemin + "?" + suite;
  }

  /**
   * Le sens où la liste est triée sur ce champ : {@code ascending}, {@code descending} ou {@code
   * none}, pour aria-sort.
   *
   * @param actuel l'ordre que la liste suit, {@code -montant} ; vide ou null : celui que dit
   *     l'adresse
   */
  public String sens(String champ, String actuel) {
    return sensDe(champ, actuel == null || actuel.isEmpty() ? requete.getParameter("tri") : actuel);
  }

  static String sensDe(String champ, String tri) {
    return champ.equals(tri) ? "ascending" : ("-" + champ).equals(tri) ? "descending" : "none";
  }

  /** L'adresse qui trie sur ce champ, ou dans l'autre sens s'il trie déjà. */
  public String tri(String champ, String actuel) {
    return avec("tri", "ascending".equals(sens(champ, actuel)) ? "-" + champ : champ);
  }

  private static String lire(String texte) {
    return URLDecoder.decode(texte, StandardCharsets.UTF_8);
  }

  private static String ecrire(String texte) {
    return URLEncoder.encode(texte, StandardCharsets.UTF_8);
  }
}
