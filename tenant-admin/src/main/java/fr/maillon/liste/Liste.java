package fr.maillon.liste;

import fr.maillon.saisie.FiltreIncompris;
import fr.maillon.saisie.Nombre;
import fr.maillon.saisie.SaisieIncomprise;
import fr.maillon.saisie.Signes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Une liste, déclarée une fois : ce qu'elle lit, ses critères, ses ordres, ses colonnes. Elle en
 * reçoit pages, compte, adresse, filtres gardés, fichiers.
 *
 * @param <L> ce que la base rend d'une ligne, par {@code select new}
 * @param <V> ce que la liste en montre
 */
public final class Liste<L, V> {
  /**
   * De quel périmètre sont ses lignes : la condition d'espace est posée ici, et nulle part
   * ailleurs.
   */
  public enum Portee {
    ESPACE,
    PORTEFEUILLE,
    SANS_ESPACE
  }

  /** Deux critères dont l'un borne l'autre. */
  private record Bornes(String de, String a, String code, String phrase) {}

  private static final Set<String> COMMUNS = Set.of("page", "taille", "tri", "colonnes", "totaux");

  private final String nom;
  private final String libelle;
  private final Class<L> ligne;
  private final Map<String, Critere> criteres = new LinkedHashMap<>();
  private final Map<String, Colonne<V>> colonnes = new LinkedHashMap<>();
  private final Map<String, String> ordres = new LinkedHashMap<>();
  private final List<Bornes> bornes = new ArrayList<>();
  private final Set<String> surDemande = new LinkedHashSet<>();
  private String source;
  private String comptee;
  private String lectures;
  private String jointures = "";
  private String cle;
  private Portee portee = Portee.SANS_ESPACE;
  private String colonneDEspace;
  private String condition;
  private String somme;
  private String poids;
  private Set<String> criteresDesPoids = Set.of();
  private String parDefaut;
  private boolean personnelle;

  private Liste(String nom, String libelle, Class<L> ligne) {
    this.nom = nom;
    this.libelle = libelle;
    this.ligne = ligne;
  }

  public static <L, V> Liste<L, V> de(String nom, String libelle, Class<L> ligne) {
    return new Liste<>(nom, libelle, ligne);
  }

  /**
   * @param source {@code Marche m}, et ses jointures
   * @param cle ce qui distingue une ligne : tout ordre finit par elle
   * @param expressions les arguments du {@code select new}
   */
  public Liste<L, V> lit(String source, String cle, String... expressions) {
    this.source = source;
    this.comptee = source;
    this.cle = cle;
    this.lectures = String.join(", ", expressions);
    return this;
  }

  /**
   * Ce qu'il suffit de lire pour filtrer, ranger et compter, quand les jointures de {@link #lit} ne
   * servent qu'à montrer.
   */
  public Liste<L, V> compteSur(String sourceCourte) {
    comptee = sourceCourte;
    return this;
  }

  /**
   * Les tables que seules ses lignes montrées lisent : elles se choisissent et se comptent sans
   * elles.
   */
  public Liste<L, V> joint(String tables) {
    jointures = " " + tables;
    return this;
  }

  /** Les lignes d'un espace, par sa colonne. */
  public Liste<L, V> dansLEspace(String colonne) {
    portee = Portee.ESPACE;
    colonneDEspace = colonne;
    return this;
  }

  /** Celles de tous les espaces ouverts à qui lit. */
  public Liste<L, V> dansLePortefeuille(String colonne) {
    portee = Portee.PORTEFEUILLE;
    colonneDEspace = colonne;
    return this;
  }

  /** Ce que toute ligne de la liste remplit, quoi qu'on cherche. */
  public Liste<L, V> ou(String toujours) {
    condition = toujours;
    return this;
  }

  public Liste<L, V> critere(Critere critere) {
    if (COMMUNS.contains(critere.nom()) || criteres.put(critere.nom(), critere) != null) {
      throw new IllegalArgumentException("critère déjà pris : " + critere.nom());
    }
    return this;
  }

  public Liste<L, V> ordonnes(String de, String a, String code, String phrase) {
    bornes.add(new Bornes(de, a, code, phrase));
    return this;
  }

  /** Une colonne que la page montre d'emblée. */
  public Liste<L, V> colonne(
      String nomDeColonne, String titre, TypeDeColonne type, Function<? super V, ?> valeur) {
    return colonne(new Colonne<>(nomDeColonne, titre, type, valeur, true));
  }

  /** Une colonne que l'on choisit, et que les fichiers portent. */
  public Liste<L, V> enPlus(
      String nomDeColonne, String titre, TypeDeColonne type, Function<? super V, ?> valeur) {
    return colonne(new Colonne<>(nomDeColonne, titre, type, valeur, false));
  }

  private Liste<L, V> colonne(Colonne<V> colonne) {
    if (colonnes.put(colonne.nom(), colonne) != null) {
      throw new IllegalArgumentException("colonne déjà prise : " + colonne.nom());
    }
    return this;
  }

  /**
   * Ses lignes parlent de personnes : la télécharger se note, dans un espace comme hors de lui.
   *
   * @param colonnesSurDemande celles que le fichier ne porte que choisies
   */
  public Liste<L, V> personnelle(String... colonnesSurDemande) {
    personnelle = true;
    for (var demandee : colonnesSurDemande) {
      if (!colonnes.containsKey(demandee)) {
        throw new IllegalArgumentException("colonne inconnue : " + demandee);
      }
      surDemande.add(demandee);
    }
    return this;
  }

  /** Un ordre dans les deux sens ; sans valeur : à la fin, dans les deux sens. */
  public Liste<L, V> trie(String nomDOrdre, String expression) {
    return trie(nomDOrdre, expression + " nulls last", expression + " desc nulls last");
  }

  /** Le même, chaque sens écrit comme son index le veut ; la clé s'y ajoute. */
  public Liste<L, V> trie(String nomDOrdre, String croissant, String decroissant) {
    ordres.put(nomDOrdre, croissant);
    ordres.put("-" + nomDOrdre, decroissant);
    return this;
  }

  /** Un ordre d'un seul sens. */
  public Liste<L, V> range(String nomDOrdre, String expressions) {
    ordres.put(nomDOrdre, expressions);
    return this;
  }

  /** Ce que pèse la sélection, tant qu'elle se compte. */
  public Liste<L, V> somme(String expression) {
    somme = expression;
    return this;
  }

  /**
   * Où le poids est tenu par qui écrit, en écarts, pour qui ne filtre que sur ces critères : il se
   * lit là au lieu de relire toute la sélection.
   *
   * @param source une entité sous le même alias, aux mêmes attributs, avec {@code nombre} et {@code
   *     montant}
   */
  public Liste<L, V> tientSonPoids(String source, String... criteres) {
    poids = source;
    criteresDesPoids = Set.of(criteres);
    return this;
  }

  /** L'ordre de départ ; en dernier : la déclaration est finie, et vérifiée. */
  public Liste<L, V> parDefaut(String ordre) {
    if (source == null || !ordres.containsKey(ordre)) {
      throw new IllegalArgumentException("liste incomplète : " + nom);
    }
    parDefaut = ordre;
    return this;
  }

  public String nom() {
    return nom;
  }

  public String libelle() {
    return libelle;
  }

  public Collection<Critere> criteres() {
    return criteres.values();
  }

  public Critere critere(String nomDeCritere) {
    var critere = criteres.get(nomDeCritere);
    if (critere == null) {
      throw new IllegalArgumentException(nom + " n'a pas de critère " + nomDeCritere);
    }
    return critere;
  }

  public List<Colonne<V>> colonnes() {
    return List.copyOf(colonnes.values());
  }

  /** Celles que ces choix montrent. */
  public List<Colonne<V>> montrees(Requete requete) {
    return colonnes.values().stream()
        .filter(
            c -> requete.colonnes().isEmpty() ? c.montree() : requete.colonnes().contains(c.nom()))
        .toList();
  }

  List<Colonne<V>> exportees(Requete requete) {
    return requete.colonnes().isEmpty()
        ? colonnes.values().stream().filter(c -> !surDemande.contains(c.nom())).toList()
        : montrees(requete);
  }

  /** Les ordres admis, tels que l'adresse les écrit. */
  public Collection<String> ordres() {
    return ordres.keySet();
  }

  public String triParDefaut() {
    return parDefaut;
  }

  /** Tout, dans l'ordre de départ, à la première page. */
  public Requete tout() {
    return new Requete(this, Map.of(), parDefaut, List.of(), false, Pagination.premiere());
  }

  /**
   * Une chaîne de requête, sans « ? ».
   *
   * @throws FiltreIncompris ce qu'elle dit n'a pas de sens ici
   */
  public Requete lire(String adresse) {
    return lire(parametres(adresse));
  }

  private static Map<String, List<String>> parametres(String adresse) {
    var parametres = new LinkedHashMap<String, List<String>>();
    for (var morceau : adresse.split("&")) {
      int milieu = morceau.indexOf('=');
      var cle = dechiffrer(milieu < 0 ? morceau : morceau.substring(0, milieu));
      var valeur = milieu < 0 ? "" : dechiffrer(morceau.substring(milieu + 1));
      if (!cle.isEmpty()) {
        parametres.computeIfAbsent(cle, _ -> new ArrayList<>()).add(valeur);
      }
    }
    return parametres;
  }

  private static String dechiffrer(String texte) {
    try {
      return URLDecoder.decode(texte, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new FiltreIncompris("requete", "Cette adresse est mal formée.");
    }
  }

  /**
   * Les paramètres d'une adresse.
   *
   * @throws FiltreIncompris le premier qui n'a pas de sens : un nom, une valeur, un nombre hors de
   *     ses bornes
   */
  public Requete lire(Map<String, List<String>> parametres) {
    return new Lecture(
            false,
            Set.of(),
            faute -> {
              throw faute;
            })
        .lire(parametres);
  }

  /**
   * Les mêmes, d'une page : ce qui n'a pas de sens est dit, et la liste se montre sans lui.
   *
   * @param autres paramètres de la page qui ne sont pas de la liste
   */
  public Requete relire(
      Map<String, List<String>> parametres, Set<String> autres, Consumer<FiltreIncompris> faute) {
    return new Lecture(true, autres, faute).lire(parametres);
  }

  public Requete relire(String adresse, Set<String> autres, Consumer<FiltreIncompris> faute) {
    return relire(parametres(adresse), autres, faute);
  }

  private final class Lecture {
    private final boolean page;
    private final Set<String> autres;
    private final Consumer<FiltreIncompris> faute;

    private Lecture(boolean page, Set<String> autres, Consumer<FiltreIncompris> faute) {
      this.page = page;
      this.autres = autres;
      this.faute = faute;
    }

    private Requete lire(Map<String, List<String>> parametres) {
      var textes = new LinkedHashMap<String, List<String>>();
      parametres.forEach(
          (cle, ecrits) -> {
            var nets = ecrits.stream().map(Signes::propre).filter(t -> !Signes.vide(t)).toList();
            if (!COMMUNS.contains(cle) && !admis(cle)) {
              if (!autres.contains(cle)) {
                faute.accept(inconnu(cle));
              }
            } else if (!nets.isEmpty()) {
              textes.put(cle, nets);
            }
          });
      var valeurs = new LinkedHashMap<String, List<?>>();
      for (var critere : criteres.values()) {
        var lus =
            lus(
                critere,
                critere.noms().stream()
                    .flatMap(n -> textes.getOrDefault(n, List.of()).stream())
                    .toList());
        if (!lus.isEmpty()) {
          valeurs.put(critere.nom(), lus);
        }
      }
      bornes.forEach(b -> verifier(b, valeurs));
      return new Requete(
          Liste.this,
          valeurs,
          tri(seul("tri", textes)),
          choisies(textes.getOrDefault("colonnes", List.of())),
          "oui".equals(seul("totaux", textes)) || "true".equals(seul("totaux", textes)),
          pagination(textes));
    }

    private List<Object> lus(Critere critere, List<String> textes) {
      var lus = new ArrayList<>();
      if (!critere.plusieurs() && textes.size() > 1) {
        faute.accept(new FiltreIncompris(critere.nom(), "Ce filtre n'a qu'une valeur à la fois."));
        return List.of();
      }
      for (var texte : Critere.morceaux(critere, textes)) {
        try {
          if (!Signes.vide(texte)) {
            var lu = critere.lire(texte.strip(), page);
            if (!lus.contains(lu)) {
              lus.add(lu);
            }
          }
        } catch (FiltreIncompris e) {
          faute.accept(e);
        }
      }
      return lus;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void verifier(Bornes b, Map<String, List<?>> valeurs) {
      var de = valeurs.get(b.de());
      var a = valeurs.get(b.a());
      if (de != null && a != null && ((Comparable) de.getFirst()).compareTo(a.getFirst()) > 0) {
        faute.accept(new FiltreIncompris(b.code(), b.a(), b.phrase()));
        valeurs.remove(b.a());
      }
    }

    private String seul(String cle, Map<String, List<String>> textes) {
      return textes.getOrDefault(cle, List.of("")).getFirst();
    }

    private String tri(String voulu) {
      try {
        return trier(voulu);
      } catch (FiltreIncompris e) {
        faute.accept(e);
        return parDefaut;
      }
    }

    private List<String> choisies(List<String> voulues) {
      var choisies = new ArrayList<String>();
      voulues.stream()
          .flatMap(v -> Arrays.stream(v.split(",")))
          .map(String::strip)
          .filter(v -> !v.isEmpty())
          .distinct()
          .forEach(
              v -> {
                if (colonnes.containsKey(v)) {
                  choisies.add(v);
                } else {
                  faute.accept(
                      new FiltreIncompris(
                          "colonne-inconnue",
                          "colonnes",
                          "« "
                              + court(v)
                              + " » n'est pas une colonne de cette liste : "
                              + String.join(", ", colonnes.keySet())
                              + "."));
                }
              });
      return choisies;
    }

    private Pagination pagination(Map<String, List<String>> textes) {
      try {
        return new Pagination(
            nombre("page", textes, 1), nombre("taille", textes, Pagination.TAILLE));
      } catch (FiltreIncompris e) {
        faute.accept(e);
        return Pagination.premiere();
      }
    }

    private int nombre(String champ, Map<String, List<String>> textes, int defaut) {
      try {
        var lu = Nombre.entier(champ, seul(champ, textes), 1, 1_000_000);
        return lu == null ? defaut : lu;
      } catch (SaisieIncomprise e) {
        throw new FiltreIncompris(champ, e.getMessage());
      }
    }

    private FiltreIncompris inconnu(String cle) {
      return new FiltreIncompris(
          cle,
          page
              ? "« " + court(cle) + " » n'est pas un filtre de cette liste."
              : "« "
                  + court(cle)
                  + " » n'est pas un paramètre de cette liste : "
                  + criteres.values().stream()
                      .filter(c -> !c.estInterne())
                      .map(c -> c.nom() + ", ")
                      .collect(Collectors.joining())
                  + "tri, colonnes, page, taille.");
    }
  }

  private boolean admis(String cle) {
    return criteres.values().stream().anyMatch(c -> c.noms().contains(cle) && !c.estInterne());
  }

  private static String court(String texte) {
    return texte.length() > 40 ? texte.substring(0, 40) + "…" : texte;
  }

  String trier(String voulu) {
    if (Signes.vide(voulu)) {
      return parDefaut;
    }
    var net = voulu.strip();
    return ordres.keySet().stream()
        .filter(o -> o.equals(net) || o.equals(net.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new FiltreIncompris(
                    "tri-inconnu",
                    "tri",
                    "Cet ordre n'est pas connu. Le tri se fait par "
                        + ordres.keySet().stream()
                            .filter(o -> !o.startsWith("-"))
                            .collect(Collectors.joining(", "))
                        + (ordres.keySet().stream().anyMatch(o -> o.startsWith("-"))
                            ? ", avec un signe moins pour l'inverser."
                            : ".")));
  }

  String selection() {
    return "select new " + ligne.getCanonicalName() + "(" + lectures + ")";
  }

  String ordre(Requete requete) {
    var voulu = ordres.get(requete.tri());
    return " order by " + voulu + (finitParLaCle(voulu) ? "" : ", " + cle);
  }

  private boolean finitParLaCle(String ordre) {
    return ordre.endsWith(" " + cle)
        || ordre.endsWith(" " + cle + " desc")
        || ordre.equals(cle)
        || ordre.equals(cle + " desc");
  }

  Class<L> ligne() {
    return ligne;
  }

  String source() {
    return source;
  }

  String comptee() {
    return comptee;
  }

  String jointures() {
    return jointures;
  }

  String cle() {
    return cle;
  }

  public Portee portee() {
    return portee;
  }

  /** Parle-t-elle de personnes ? */
  public boolean estPersonnelle() {
    return personnelle;
  }

  /** Les colonnes que le fichier ne porte que choisies. */
  public Set<String> surDemande() {
    return java.util.Collections.unmodifiableSet(surDemande);
  }

  String colonneDEspace() {
    return colonneDEspace;
  }

  String condition() {
    return condition;
  }

  String somme() {
    return somme;
  }

  /** Null : le poids de cette sélection n'est pas tenu. */
  String poids(Requete requete) {
    return criteres.keySet().stream()
            .allMatch(c -> requete.de(c).isEmpty() || criteresDesPoids.contains(c))
        ? poids
        : null;
  }
}
