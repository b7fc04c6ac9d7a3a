package fr.maillon.maitreouvrage.archive;

import fr.maillon.maitreouvrage.archive.Catalogue.Colonne;
import fr.maillon.maitreouvrage.archive.Catalogue.Table;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Remplace, dans ce qui sort d'un espace, qui n'est pas de cet espace. Les agents gardent leur nom
 * : ce sont les leurs. L'équipe des facilitateurs devient « Équipe E-… » ; un participant n'est
 * plus qu'un bloc chiffré. Un nom dont on ne sait s'il est d'un agent est remplacé : le doute
 * cache.
 */
final class Pseudonymes {
  static final String PARTICIPANT = "participant";
  static final String ELIGIBILITE = "eligibilite";
  private static final Map<String, String> CHIFFREES =
      Map.of("equipe.participant", PARTICIPANT, "equipe.eligibilite", ELIGIBILITE);
  private static final Pattern DEJA = Pattern.compile("Équipe E-[0-9A-F]{8}");
  private static final int NOM_MINIMAL = 6;

  private final SignatureDArchive sceau;
  private final UUID lignee;
  private final Set<UUID> equipe;
  private final Map<String, UUID> equipiersParNom;
  private final Set<String> agents;
  private final Map<UUID, UUID> dejaVus = new HashMap<>();
  private final Set<String> gardes = new TreeSet<>();

  /**
   * @param equipe quiconque a eu un titre d'équipe, un jour
   * @param equipiersParNom les noms sous lesquels ils ont signé dans l'espace
   * @param agents les noms des agents de l'espace, d'aujourd'hui et d'hier
   */
  Pseudonymes(
      SignatureDArchive sceau,
      UUID lignee,
      Set<UUID> equipe,
      Map<String, UUID> equipiersParNom,
      Set<String> agents) {
    this.sceau = sceau;
    this.lignee = lignee;
    this.equipe = Set.copyOf(equipe);
    this.equipiersParNom = Map.copyOf(equipiersParNom);
    this.agents = Set.copyOf(agents);
  }

  /** Les noms d'agents laissés dans des colonnes sans identifiant. */
  Set<String> gardes() {
    return gardes;
  }

  /**
   * Remplace sur place, dans une ligne dont les valeurs sont du texte, des nombres, des booléens ou
   * null.
   */
  void masquer(Table table, Map<String, Object> ligne) {
    var avant = new HashMap<>(ligne);
    for (var c : table.colonnes()) {
      var valeur = ligne.get(c.nom());
      if (!(valeur instanceof String texte)) {
        continue;
      }
      if (c.type().equals("uuid")) {
        ligne.put(c.nom(), identifiant(c, UUID.fromString(texte)).toString());
      } else if (c.nom().endsWith("_nom") && auteur(table, c) instanceof Colonne qui) {
        if (avant.get(qui.nom()) instanceof String id && equipe.contains(UUID.fromString(id))) {
          ligne.put(c.nom(), nom(equipier(UUID.fromString(id))));
        } else if (avant.get(qui.nom()) == null) {
          ligne.put(c.nom(), nomSeul(texte));
        }
      } else if (c.nom().endsWith("_par_nom")) {
        ligne.put(c.nom(), nomSeul(texte));
      } else if (texte.length() >= NOM_MINIMAL && c.type().equals("text")) {
        ligne.put(c.nom(), libre(texte));
      }
    }
  }

  /** Rend à une ligne de l'archive les participants qu'elle désigne. */
  void demasquer(Table table, Map<String, Object> ligne) {
    for (var c : table.colonnes()) {
      var nature = CHIFFREES.get(c.reference());
      if (nature != null && ligne.get(c.nom()) instanceof String texte) {
        ligne.put(c.nom(), sceau.dechiffrer(nature, lignee, UUID.fromString(texte)).toString());
      }
    }
  }

  private UUID identifiant(Colonne c, UUID id) {
    var nature = CHIFFREES.get(c.reference());
    return nature != null
        ? sceau.chiffrer(nature, lignee, id)
        : equipe.contains(id) ? equipier(id) : id;
  }

  private UUID equipier(UUID id) {
    return dejaVus.computeIfAbsent(id, x -> sceau.equipier(lignee, x));
  }

  private String nomSeul(String texte) {
    if (DEJA.matcher(texte).matches()) {
      return texte;
    }
    var connu = equipiersParNom.get(texte);
    if (connu != null) {
      return nom(equipier(connu));
    }
    if (agents.contains(texte)) {
      gardes.add(texte);
      return texte;
    }
    return nom(sceau.equipier(lignee, texte));
  }

  /** Un nom d'équipier cité dans une phrase. */
  private String libre(String texte) {
    var resultat = texte;
    for (var e : equipiersParNom.entrySet()) {
      if (e.getKey().length() >= NOM_MINIMAL
          && e.getKey().indexOf(' ') > 0
          && resultat.contains(e.getKey())) {
        resultat = resultat.replace(e.getKey(), nom(equipier(e.getValue())));
      }
    }
    return resultat;
  }

  private static String nom(UUID pseudonyme) {
    return "Équipe E-" + pseudonyme.toString().substring(0, 8).toUpperCase(Locale.ROOT);
  }

  /**
   * La colonne qui dit de qui « x_nom » est le nom : « x_id », ou « x » ; null quand il n'y en a
   * pas.
   */
  static Colonne auteur(Table table, Colonne nom) {
    var racine = nom.nom().substring(0, nom.nom().length() - "_nom".length());
    return table.colonnes().stream()
        .filter(
            c ->
                c.type().equals("uuid")
                    && (c.nom().equals(racine + "_id") || c.nom().equals(racine)))
        .findFirst()
        .orElse(null);
  }
}
