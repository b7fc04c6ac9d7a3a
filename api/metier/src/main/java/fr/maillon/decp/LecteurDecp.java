package fr.maillon.decp;

import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Lit un fichier DECP au fil de l'eau et remet ses enregistrements un par un.
 *
 * <p>Le format est reconnu au contenu. La mémoire ne dépend pas de la taille du fichier.
 */
public final class LecteurDecp {
  /**
   * Bilan d'une lecture menée à son terme.
   *
   * @param format format reconnu
   * @param enregistrements nombre d'éléments remis, refus compris
   */
  public record Bilan(FormatDecp format, long enregistrements) {}

  /** Sans nomenclature : les codes CPV sont contrôlés dans leur forme seulement. */
  public LecteurDecp() {
    this(null);
  }

  /** Avec nomenclature : les codes inconnus et les clés fausses donnent aussi un avertissement. */
  public LecteurDecp(NomenclatureCpv nomenclature) {}

  /**
   * Lit tout le flux, sans le fermer. Une exception du destinataire interrompt la lecture et remonte telle quelle.
   *
   * @throws FichierIllisible si ce n'est pas un fichier DECP, ou s'il est rompu ; les enregistrements qui précèdent
   *     la rupture ont été remis
   */
  public Bilan lire(InputStream flux, Consumer<? super Enregistrement> destinataire) {
    throw new UnsupportedOperationException("à venir");
  }
}
