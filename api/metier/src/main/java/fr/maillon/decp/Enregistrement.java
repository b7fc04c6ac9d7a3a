package fr.maillon.decp;

import java.math.BigDecimal;
import java.util.List;

/**
 * Un élément du fichier tel que {@link LecteurDecp} le remet : soit un contrat, soit un refus.
 *
 * @param rang position dans le fichier, à partir de 1, marchés et concessions confondus
 * @param ligne ligne où l'élément commence, à partir de 1
 * @param format format du fichier
 * @param concession vrai pour un contrat de concession (README DECP §10)
 * @param acheteurDeclare identifiant d'acheteur tel qu'écrit, {@code null} s'il manque
 * @param numero du contrat, même refusé ; {@code null} s'il manque
 * @param objet du contrat, même refusé ; {@code null} s'il manque
 * @param montantDeclare {@code montant} tel qu'écrit, en euros HT, même invraisemblable ; {@code
 *     null} s'il manque ou n'est pas un nombre. Base des sommes publiées, qui se calculent avant
 *     nettoyage
 * @param marche le contrat nettoyé, {@code null} si l'enregistrement est refusé
 * @param refus le motif, {@code null} si l'enregistrement est accepté
 * @param avertissements imperfections, dans l'ordre du contrôle ; vide si tout est en règle
 */
public record Enregistrement(
    long rang,
    int ligne,
    FormatDecp format,
    boolean concession,
    String acheteurDeclare,
    String numero,
    String objet,
    BigDecimal montantDeclare,
    MarcheDecp marche,
    Refus refus,
    List<Avertissement> avertissements) {

  public Enregistrement {
    avertissements = List.copyOf(avertissements);
  }

  public boolean accepte() {
    return marche != null;
  }
}
