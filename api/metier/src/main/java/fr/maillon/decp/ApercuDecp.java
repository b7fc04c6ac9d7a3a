package fr.maillon.decp;

import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;

/**
 * Ce que contient un fichier, avant tout import. Les figures suivent les définitions du README DECP §10 : tout est
 * compté tel que le fichier le dit, doublons et enregistrements refusés compris.
 *
 * @param format libellé du format, par exemple {@code 2022-json}
 * @param marches éléments qui ne sont pas des concessions
 * @param concessions contrats de concession
 * @param acheteurs identifiants d'acheteur distincts non vides, autorités concédantes comprises
 * @param considerationsSociales occurrences par libellé, marchés et concessions ; vide si tout est inconnu
 * @param montantTotal somme décimale exacte de {@code montant} sur les marchés, euros HT, avant nettoyage
 * @param avertissements nombre d'avertissements par code
 * @param refuses enregistrements refusés
 * @param enregistrementsSociaux enregistrements portant au moins une valeur positive
 * @param montantSocial somme de {@code montant} des marchés sociaux, euros HT
 * @param marchesModifies enregistrements portant au moins une modification non vide
 * @param modifications modifications non vides
 * @param actesSousTraitance actes de sous-traitance
 * @param sousTraites marchés portant au moins un acte de sous-traitance
 * @param modificationsActes modifications d'actes
 * @param parAcheteur enregistrements par identifiant d'acheteur ; vide au-delà de 50 000 acheteurs
 * @param premiereNotification plus ancienne date de notification vraisemblable, {@code null} sans date
 * @param derniereNotification plus récente date de notification vraisemblable, {@code null} sans date
 * @param rupture pourquoi la lecture s'est arrêtée avant la fin, {@code null} si le fichier est entier
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

  /**
   * Lit tout le flux, sans le fermer, et en rend l'aperçu. Un fichier rompu en route rend l'aperçu de ce qui précède.
   *
   * @throws FichierIllisible si rien n'a pu être lu : fichier vide, ou qui n'est pas DECP
   */
  public static ApercuDecp lire(InputStream flux, LecteurDecp lecteur) {
    throw new UnsupportedOperationException("à venir");
  }
}
