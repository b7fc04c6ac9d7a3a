package fr.maillon.choixespace;

import fr.maillon.acces.OuvrirPerimetre;
import fr.maillon.consolidation.ChiffresAnnee;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.liste.Texte;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * « Tous mes maîtres d'ouvrage » : chaque espace ouvert aujourd'hui à un membre de l'équipe, avec
 * ses chiffres. Sous {@link Perimetre.Portefeuille}, que la base tient en lecture seule. Une
 * requête pour les lignes montrées, sous un portefeuille réduit à elles ; une de plus pour ranger
 * tout le portefeuille par un chiffre, quel que soit le nombre d'espaces.
 */
@ApplicationScoped
public class VoirEnsemble {
  /** L'ordre : un mot, précédé de « - » pour le sens contraire dans l'adresse. */
  public enum Tri {
    NOM,
    OUVERTES,
    RETARD,
    EXECUTION,
    DUES,
    VALIDEES,
    FIN
  }

  /**
   * @param type code de type ; null : tous
   * @param descendant le plus grand d'abord
   */
  public record Criteres(String texte, String type, Tri tri, boolean descendant) {
    public static final Criteres TOUT = new Criteres("", null, Tri.NOM, false);
  }

  /**
   * @param jusquAu dernier jour où j'y entre : fin de la convention, ou de l'affectation si elle
   *     vient avant ; null : sans fin fixée
   * @param marchesEnExecution marchés à l'étape « en exécution »
   * @param annee celle des heures
   * @param heuresDues par les engagements de l'année
   * @param heuresValidees faites dans l'année, tous engagements
   * @param heuresRealisees faites sur les engagements de l'année
   * @param tauxRealisation pour 100 heures dues ; null : rien n'est dû
   */
  public record EspaceOuvert(
      String code,
      String nom,
      String sigle,
      String type,
      String couleur,
      Titre titre,
      LocalDate jusquAu,
      long demandesOuvertes,
      long aMoi,
      long enRetard,
      long nouvelles,
      LocalDate prochaineEcheance,
      long marchesEnExecution,
      int annee,
      BigDecimal heuresDues,
      BigDecimal heuresValidees,
      BigDecimal heuresRealisees,
      BigDecimal tauxRealisation) {}

  @Inject OuvrirPerimetre perimetres;
  @Inject ChiffresDEnsemble chiffres;
  @Inject TenantContext contexte;
  @Inject Clock horloge;

  public Page<EspaceOuvert> executer(Criteres criteres, Pagination pagination) {
    if (!(contexte.perimetre() instanceof Perimetre.Portefeuille(var portefeuille))) {
      throw new IllegalStateException(
          "l'ensemble se lit sous le portefeuille : " + contexte.perimetre());
    }
    var choix = new ChoisirEspace.Criteres(criteres.texte(), criteres.type(), null, List.of());
    var trouves =
        new ArrayList<>(
            portefeuille.values().stream().filter(e -> ChoisirEspace.convient(e, choix)).toList());
    trouves.sort(ordre(criteres));
    var montres = trouves.stream().skip(pagination.debut()).limit(pagination.taille()).toList();
    var lus =
        montres.isEmpty()
            ? Map.<UUID, ChiffresDEnsemble.Chiffres>of()
            : perimetres.parmi(contexte.identite(), montres, chiffres::parEspace);
    return new Page<>(
        montres.stream()
            .map(e -> ligne(e, lus.getOrDefault(e.id(), ChiffresDEnsemble.Chiffres.AUCUN)))
            .toList(),
        trouves.size(),
        pagination.page(),
        pagination.taille());
  }

  private Comparator<Espace> ordre(Criteres criteres) {
    var parNom = Comparator.comparing(Espace::nom, Texte.ordre()).thenComparing(Espace::code);
    var sens =
        criteres.tri() == Tri.NOM
            ? parNom
            : switch (criteres.tri()) {
              case FIN ->
                  Comparator.comparing(
                      Espace::jusquAu, Comparator.nullsLast(Comparator.naturalOrder()));
              default -> {
                var cle = chiffres.cles(criteres.tri());
                yield Comparator.<Espace, BigDecimal>comparing(
                    e -> cle.getOrDefault(e.id(), BigDecimal.ZERO));
              }
            };
    return (criteres.descendant() ? sens.reversed() : sens).thenComparing(parNom);
  }

  private EspaceOuvert ligne(Espace e, ChiffresDEnsemble.Chiffres c) {
    return new EspaceOuvert(
        e.code(),
        e.nom(),
        e.sigle(),
        e.type(),
        e.couleur(),
        e.titre(),
        e.jusquAu(),
        c.ouvertes(),
        c.aMoi(),
        c.enRetard(),
        c.nouvelles(),
        c.prochaine(),
        c.enExecution(),
        LocalDate.now(horloge).getYear(),
        c.dues(),
        c.validees(),
        c.realisees(),
        ChiffresAnnee.taux(c.realisees(), c.dues()));
  }
}
