package fr.maillon.web;

import fr.maillon.regle.Introuvable;
import fr.maillon.saisie.Jour;
import fr.maillon.saisie.Nombre;
import fr.maillon.saisie.SaisieIncomprise;
import fr.maillon.saisie.Signes;
import fr.maillon.web.faces.Lu;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Les paramètres lus dans l'adresse et dans sa chaîne de requête. */
@Named("chemin")
@RequestScoped
public class Chemin {
  @Inject HttpServletRequest requete;
  private final Map<String, String> fautes = new LinkedHashMap<>();
  private final Set<String> dites = new HashSet<>();

  /** Un paramètre nommé de la route, ou null. */
  public String param(String nom) {
    return Demande.de(requete).map(d -> d.parametres().get(nom)).orElse(null);
  }

  /**
   * Un identifiant de l'adresse.
   *
   * @throws Introuvable quand il n'en a pas la forme : la même réponse qu'un identifiant absent
   */
  public UUID uuid(String nom) {
    return lire(param(nom));
  }

  /**
   * Un paramètre de la chaîne de requête, sans blancs autour ; null quand il est absent ou vide.
   */
  public String demande(String nom) {
    var valeur = requete.getParameter(nom);
    return Signes.vide(valeur) ? null : Signes.propre(valeur);
  }

  /**
   * Ce que l'adresse demande et qui n'a pas de sens, par nom : la page le dit, et montre la liste
   * sans ce filtre.
   */
  public Map<String, String> getFautes() {
    dites.addAll(fautes.keySet());
    return fautes;
  }

  /** La phrase à côté d'un filtre incompris ; vide si tout va bien. */
  public String faute(String nom) {
    dites.add(nom);
    return fautes.getOrDefault(nom, "");
  }

  /** Ce que la page n'a dit nulle part : son pied le dit. */
  public List<String> getTues() {
    return fautes.entrySet().stream()
        .filter(f -> !dites.contains(f.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Note une faute que la page voit d'elle-même. */
  public void incompris(String nom, String phrase) {
    fautes.putIfAbsent(nom, phrase);
  }

  /** Un montant en euros, positif ou nul ; null s'il est absent ou incompris. */
  public BigDecimal montant(String nom) {
    return lire(
        nom,
        texte -> {
          var montant = Nombre.lire(nom, texte, 2);
          if (montant.signum() < 0) {
            throw new SaisieIncomprise(nom, "Un montant ne descend pas sous zéro.");
          }
          return montant;
        });
  }

  /** Une date ; null si elle est absente ou incomprise. */
  public LocalDate jour(String nom) {
    return lire(nom, texte -> Jour.lire(nom, texte));
  }

  /** Un mot d'une liste, sans égard aux majuscules ; null s'il est absent ou inconnu. */
  public <E extends Enum<E>> E mot(Class<E> liste, String nom) {
    return lire(nom, texte -> mot(liste, nom, texte));
  }

  /** Plusieurs mots d'une liste, répétés ou séparés par des virgules. */
  public <E extends Enum<E>> Set<E> mots(Class<E> liste, String nom) {
    return plusieurs(nom, texte -> mot(liste, nom, texte));
  }

  /** Plusieurs valeurs d'un filtre, chacune lue ou dite incomprise. */
  public <T> Set<T> plusieurs(String nom, Function<String, T> lecture) {
    var lus = new LinkedHashSet<T>();
    for (var texte : textes(nom)) {
      var lu = lire(nom, texte, lecture);
      if (lu != null) {
        lus.add(lu);
      }
    }
    return lus;
  }

  /** Les valeurs d'un paramètre répété ou séparé par des virgules, telles qu'écrites. */
  public List<String> textes(String nom) {
    var valeurs = requete.getParameterValues(nom);
    return valeurs == null
        ? List.of()
        : Arrays.stream(valeurs)
            .flatMap(v -> Arrays.stream(v.split(",")))
            .map(Signes::propre)
            .filter(v -> !v.isEmpty())
            .toList();
  }

  private static <E extends Enum<E>> E mot(Class<E> liste, String nom, String texte) {
    return Arrays.stream(liste.getEnumConstants())
        .filter(e -> e.name().equalsIgnoreCase(texte))
        .findFirst()
        .orElseThrow(
            () ->
                new SaisieIncomprise(
                    nom, "« " + court(texte) + " » n'est pas un choix de ce filtre."));
  }

  private <T> T lire(String nom, Function<String, T> lecture) {
    var texte = demande(nom);
    return texte == null ? null : lire(nom, texte, lecture);
  }

  private <T> T lire(String nom, String texte, Function<String, T> lecture) {
    try {
      return lecture.apply(texte);
    } catch (SaisieIncomprise e) {
      incompris(nom, e.getMessage());
      return null;
    }
  }

  private static String court(String texte) {
    return texte.length() > 40 ? texte.substring(0, 40) + "…" : texte;
  }

  /** Le formulaire est parti sans lui : dans la chaîne de requête, mais vide. */
  public boolean laisseVide(String nom) {
    return requete.getParameter(nom) != null && demande(nom) == null;
  }

  /**
   * Un entier de la chaîne de requête ; la valeur par défaut quand il est absent, ou incompris : la
   * page le dit alors.
   */
  public int entier(String nom, int min, int max, int defaut) {
    var lu = lire(nom, texte -> Nombre.entier(nom, texte, min, max));
    return lu == null ? defaut : lu;
  }

  /**
   * Un identifiant de la chaîne de requête ; null quand il est absent.
   *
   * @throws Introuvable quand il n'en a pas la forme
   */
  public UUID uuidDemande(String nom) {
    var valeur = demande(nom);
    return valeur == null ? null : lire(valeur);
  }

  /**
   * La version que la personne avait sous les yeux, telle que son formulaire la rapporte ({@link
   * Lu}) ; null : aucune.
   */
  public Integer lue() {
    return Lu.version(requete);
  }

  /**
   * L'objet dont le formulaire parle.
   *
   * @throws Introuvable quand il n'en désigne aucun
   */
  public UUID objetLu() {
    return lire(Lu.objet(requete));
  }

  private static UUID lire(String valeur) {
    if (valeur == null || !valeur.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      throw new Introuvable("Page");
    }
    return UUID.fromString(valeur);
  }
}
