package fr.maillon.choixespace;

import static java.util.stream.Collectors.toSet;

import fr.maillon.acces.OuvrirPerimetre;
import fr.maillon.assistance.ListerPortefeuille;
import fr.maillon.assistance.Travail;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.MotsCherches;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.liste.Texte;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Où aller : les espaces ouverts aujourd'hui à celui qui parle, cherchés, rangés, épinglés. Sous
 * {@link fr.maillon.isolation.Perimetre.Identification}. Les droits sont relus à chaque appel ; le
 * travail ouvert n'est compté que pour les lignes montrées, en une requête groupée.
 */
@ApplicationScoped
public class ChoisirEspace {
  /** L'ordre de la liste. */
  public enum Tri {
    /** Épinglés, puis récents, puis tous par nom. */
    HABITUEL,
    NOM,
    /** Les demandes en retard d'abord, puis le nombre d'ouvertes. */
    TRAVAIL
  }

  /**
   * @param texte des mots du nom, du sigle, du code ou du type ; vide : tous
   * @param type code de type ; null : tous
   * @param recents codes ouverts il y a peu sur ce poste, le dernier d'abord
   */
  public record Criteres(String texte, String type, Tri tri, List<String> recents) {
    public Criteres {
      texte = Texte.cherchable(texte);
      tri = tri == null ? Tri.HABITUEL : tri;
      recents = List.copyOf(recents);
    }
  }

  @Inject OuvrirPerimetre perimetres;
  @Inject Epingles epingles;
  @Inject ListerPortefeuille portefeuille;
  @Inject TenantContext contexte;

  public Page<EspaceOffert> executer(Criteres criteres, Pagination pagination) {
    var identite = contexte.identite();
    var trouves = perimetres.ouverts(identite).stream().filter(e -> convient(e, criteres)).toList();
    var miennes = epingles.miennes();
    var comptes =
        criteres.tri() == Tri.TRAVAIL ? travail(identite, trouves) : Map.<UUID, Travail>of();
    var montres =
        trouves.stream()
            .sorted(ordre(criteres, miennes, comptes))
            .skip(pagination.debut())
            .limit(pagination.taille())
            .toList();
    var travail = criteres.tri() == Tri.TRAVAIL ? comptes : travail(identite, montres);
    return new Page<>(
        montres.stream()
            .map(
                e ->
                    EspaceOffert.de(
                        e,
                        miennes.contains(e.id()),
                        criteres.recents().contains(e.code()),
                        travail.get(e.id())))
            .toList(),
        trouves.size(),
        pagination.page(),
        pagination.taille());
  }

  /** Mes épingles encore ouvertes, par nom. */
  public List<EspaceOffert> epingles() {
    var miennes = epingles.miennes();
    return perimetres.ouverts(contexte.identite()).stream()
        .filter(e -> miennes.contains(e.id()))
        .map(e -> EspaceOffert.de(e, true, false, null))
        .toList();
  }

  /**
   * @throws Introuvable quand cet espace est absent, ou ne m'est pas ouvert aujourd'hui
   */
  public Espace epingler(String code) {
    var ouverts = perimetres.ouverts(contexte.identite());
    var espace =
        ouverts.stream()
            .filter(e -> e.code().equals(code))
            .findFirst()
            .orElseThrow(() -> new Introuvable("Espace"));
    epingles.poser(espace.id(), ouverts.stream().map(Espace::id).collect(toSet()));
    return espace;
  }

  /**
   * Sans effet quand il n'y avait pas d'épingle.
   *
   * @throws Introuvable comme {@link #epingler}
   */
  public Espace desepingler(String code) {
    var espace =
        perimetres.ouvert(contexte.identite(), code).orElseThrow(() -> new Introuvable("Espace"));
    epingles.oter(espace.id());
    return espace;
  }

  private Map<UUID, Travail> travail(Identite identite, List<Espace> espaces) {
    return espaces.stream().noneMatch(e -> e.titre().equipe())
        ? Map.of()
        : perimetres.parmi(identite, espaces, portefeuille::travail);
  }

  static boolean convient(Espace e, Criteres criteres) {
    if (criteres.type() != null && !criteres.type().equals(e.type())) {
      return false;
    }
    if (criteres.texte().isEmpty()) {
      return true;
    }
    return MotsCherches.de(criteres.texte())
        .dans(e.nom() + " " + e.sigle() + " " + e.code() + " " + e.type().replace('_', ' '));
  }

  static Comparator<Espace> ordre(
      Criteres criteres, Set<UUID> epingles, Map<UUID, Travail> travail) {
    var parNom = Comparator.comparing(Espace::nom, Texte.ordre()).thenComparing(Espace::code);
    return switch (criteres.tri()) {
      case NOM -> parNom;
      case TRAVAIL ->
          Comparator.<Espace>comparingLong(
                  e -> -travail.getOrDefault(e.id(), Travail.AUCUN).enRetard())
              .thenComparingLong(e -> -travail.getOrDefault(e.id(), Travail.AUCUN).ouvertes())
              .thenComparing(parNom);
      case HABITUEL ->
          Comparator.<Espace>comparingInt(
                  e -> criteres.texte().isEmpty() || commence(e, criteres.texte()) ? 0 : 1)
              .thenComparingInt(e -> epingles.contains(e.id()) ? 0 : 1)
              .thenComparingInt(e -> rang(criteres.recents(), e.code()))
              .thenComparing(parNom);
    };
  }

  /** Ce qu'on tape est d'ordinaire le début du nom, du sigle ou du code. */
  private static boolean commence(Espace e, String texte) {
    return Texte.cherchable(e.nom()).startsWith(texte)
        || Texte.cherchable(e.sigle()).startsWith(texte)
        || e.code().startsWith(texte);
  }

  private static int rang(List<String> recents, String code) {
    int rang = recents.indexOf(code);
    return rang < 0 ? Integer.MAX_VALUE : rang;
  }
}
