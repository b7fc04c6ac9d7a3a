package fr.maillon.decp;

import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Ce que contient un fichier, avant tout import. Les figures suivent les définitions du README DECP
 * §10 : tout est compté tel que le fichier le dit, doublons et enregistrements refusés compris.
 *
 * @param format libellé du format, par exemple {@code 2022-json}
 * @param marches éléments qui ne sont pas des concessions
 * @param concessions contrats de concession
 * @param acheteurs identifiants d'acheteur distincts non vides, autorités concédantes comprises
 * @param considerationsSociales occurrences par libellé, marchés et concessions ; vide si tout est
 *     inconnu
 * @param montantTotal somme décimale exacte de {@code montant} sur les marchés, euros HT, avant
 *     nettoyage
 * @param avertissements nombre d'avertissements par code
 * @param refuses enregistrements refusés
 * @param enregistrementsSociaux enregistrements portant au moins une valeur positive
 * @param montantSocial somme de {@code montant} des marchés sociaux, euros HT
 * @param marchesModifies enregistrements portant au moins une modification non vide
 * @param modifications éléments de modification non vides ; le contrat lu peut en porter plus, une
 *     fois séparés ceux que le fichier confond
 * @param actesSousTraitance actes de sous-traitance
 * @param sousTraites marchés portant au moins un acte de sous-traitance
 * @param modificationsActes modifications d'actes
 * @param parAcheteur enregistrements par identifiant d'acheteur ; vide au-delà de 50 000 acheteurs
 * @param premiereNotification plus ancienne date de notification vraisemblable, {@code null} sans
 *     date
 * @param derniereNotification plus récente date de notification vraisemblable, {@code null} sans
 *     date
 * @param rupture pourquoi la lecture s'est arrêtée avant la fin, {@code null} si le fichier est
 *     entier
 */
public record ApercuDecp(
    String format,
    long marches,
    long concessions,
    long acheteurs,
    Map<String, Integer> considerationsSociales,
    BigDecimal montantTotal,
    Map<String, Integer> avertissements,
    long refuses,
    long enregistrementsSociaux,
    BigDecimal montantSocial,
    long marchesModifies,
    long modifications,
    long actesSousTraitance,
    long sousTraites,
    long modificationsActes,
    Map<String, Integer> parAcheteur,
    LocalDate premiereNotification,
    LocalDate derniereNotification,
    FichierIllisible rupture) {

  private static final int ACHETEURS_MAX = 50_000;

  /**
   * Il y a de l'ordre de 60 000 acheteurs en France : au-delà le fichier est forgé, on cesse de
   * compter.
   */
  private static final int DISTINCTS_MAX = 1_000_000;

  public ApercuDecp {
    considerationsSociales = Collections.unmodifiableMap(considerationsSociales);
    avertissements = Collections.unmodifiableMap(avertissements);
    parAcheteur = Collections.unmodifiableMap(parAcheteur);
  }

  /**
   * Lit tout le flux, sans le fermer, et en rend l'aperçu. Un fichier rompu en route rend l'aperçu
   * de ce qui précède.
   *
   * @throws FichierIllisible si rien n'a pu être lu : fichier vide, ou qui n'est pas DECP
   */
  public static ApercuDecp lire(InputStream flux, LecteurDecp lecteur) {
    return lire(flux, lecteur, _ -> {});
  }

  /**
   * @param aussi voit chaque enregistrement au passage
   */
  public static ApercuDecp lire(
      InputStream flux, LecteurDecp lecteur, Consumer<? super Enregistrement> aussi) {
    var compte = new Compte();
    LecteurDecp.Bilan bilan = null;
    FichierIllisible rupture = null;
    try {
      bilan =
          lecteur.parcourir(
              flux,
              resultat -> {
                compte.ajouter(resultat);
                aussi.accept(resultat.enregistrement());
              });
    } catch (FichierIllisible e) {
      if (e.enregistrementsLus() == 0) {
        throw e;
      }
      rupture = e;
    }
    return compte.apercu(bilan, rupture);
  }

  private static final class Compte {
    private FormatDecp format;
    private long marches;
    private long concessions;
    private long refuses;
    private long sociaux;
    private long modifies;
    private long modifications;
    private long actes;
    private long sousTraites;
    private long modificationsActes;
    private BigDecimal montant = BigDecimal.ZERO;
    private BigDecimal montantSocial = BigDecimal.ZERO;
    private LocalDate premiere;
    private LocalDate derniere;
    private final Map<String, Integer> considerations = new LinkedHashMap<>();
    private final Map<String, Integer> avertissements = new TreeMap<>();
    private final Map<String, Integer> parAcheteur = new HashMap<>();
    private final Set<Long> acheteurs = new HashSet<>();

    void ajouter(Interprete.Resultat resultat) {
      var e = resultat.enregistrement();
      format = e.format();
      if (e.concession()) {
        concessions++;
      } else {
        marches++;
      }
      if (!e.accepte()) {
        refuses++;
      }
      e.avertissements().forEach(a -> avertissements.merge(a.code(), 1, Integer::sum));
      if (e.montantDeclare() != null) {
        montant = montant.add(e.montantDeclare());
      }
      acheteur(e.acheteurDeclare());
      if (resultat.lu() != null) {
        contrat(resultat.lu(), e.montantDeclare(), resultat.modifications());
      }
    }

    private void acheteur(String acheteur) {
      if (acheteur == null) {
        return;
      }
      if (acheteurs.size() < DISTINCTS_MAX) {
        acheteurs.add(Balayage.texte(acheteur));
      }
      if (acheteurs.size() <= ACHETEURS_MAX) {
        parAcheteur.merge(acheteur, 1, Integer::sum);
      } else {
        parAcheteur.clear();
      }
    }

    private void contrat(MarcheDecp m, BigDecimal declare, int declarees) {
      m.considerationsSociales().forEach(c -> considerations.merge(c.libelle(), 1, Integer::sum));
      if (m.estSocial()) {
        sociaux++;
        montantSocial = declare == null ? montantSocial : montantSocial.add(declare);
      }
      modifies += declarees == 0 ? 0 : 1;
      modifications += declarees;
      sousTraites += m.actesSousTraitance().isEmpty() ? 0 : 1;
      actes += m.actesSousTraitance().size();
      modificationsActes += m.modificationsActesSousTraitance().size();
      LocalDate date = m.dateNotification();
      if (date != null) {
        premiere = premiere == null || date.isBefore(premiere) ? date : premiere;
        derniere = derniere == null || date.isAfter(derniere) ? date : derniere;
      }
    }

    ApercuDecp apercu(LecteurDecp.Bilan bilan, FichierIllisible rupture) {
      return new ApercuDecp(
          (bilan == null ? format : bilan.format()).libelle(),
          marches,
          concessions,
          acheteurs.size(),
          considerations,
          montant,
          avertissements,
          refuses,
          sociaux,
          montantSocial,
          modifies,
          modifications,
          actes,
          sousTraites,
          modificationsActes,
          parAcheteur,
          premiere,
          derniere,
          rupture);
    }
  }
}
