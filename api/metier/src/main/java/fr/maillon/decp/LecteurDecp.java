package fr.maillon.decp;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Lit un fichier DECP au fil de l'eau et remet ses enregistrements un par un.
 *
 * <p>Le format est reconnu au contenu. La mémoire ne dépend pas de la taille du fichier, à quelques
 * dizaines d'octets près par enregistrement (un million au plus), qui servent à reconnaître les
 * doublons. Une instance sert autant de fois qu'on veut, y compris à plusieurs à la fois.
 */
public final class LecteurDecp {
  /**
   * Bilan d'une lecture menée à son terme.
   *
   * @param format format reconnu
   * @param enregistrements nombre d'éléments remis, refus compris
   */
  public record Bilan(FormatDecp format, long enregistrements) {}

  private final NomenclatureCpv nomenclature;

  /** Sans nomenclature : les codes CPV sont contrôlés dans leur forme seulement. */
  public LecteurDecp() {
    this(null);
  }

  /** Avec nomenclature : les codes inconnus et les clés fausses donnent aussi un avertissement. */
  public LecteurDecp(NomenclatureCpv nomenclature) {
    this.nomenclature = nomenclature;
  }

  /**
   * Lit tout le flux, sans le fermer. Une exception du destinataire interrompt la lecture et
   * remonte telle quelle.
   *
   * @throws FichierIllisible si ce n'est pas un fichier DECP, ou s'il est rompu ; les
   *     enregistrements qui précèdent la rupture ont été remis
   */
  public Bilan lire(InputStream flux, Consumer<? super Enregistrement> destinataire) {
    return parcourir(flux, resultat -> destinataire.accept(resultat.enregistrement()));
  }

  Bilan parcourir(InputStream flux, Consumer<? super Interprete.Resultat> destinataire) {
    var lecture = new Lecture(nomenclature, destinataire);
    try {
      var entree = Entree.ouvrir(flux, lecture);
      lecture.decodage = entree.decodage();
      if (entree.xml()) {
        new SourceXml(lecture).lire(entree.texte());
      } else {
        new SourceJson(lecture).lire(entree.texte());
      }
    } catch (IOException e) {
      throw lecture.rupture(
          "lecture-interrompue",
          "La transmission du fichier s'est interrompue. Recommencez l'envoi.",
          0,
          0,
          e);
    }
    return new Bilan(lecture.format, lecture.rang);
  }

  /** Une lecture en cours. */
  private static final class Lecture implements Puits {
    private final NomenclatureCpv nomenclature;
    private final Consumer<? super Interprete.Resultat> destinataire;
    private FormatDecp format;
    private Interprete interprete;
    private Decodage decodage;
    private long rang;

    Lecture(NomenclatureCpv nomenclature, Consumer<? super Interprete.Resultat> destinataire) {
      this.nomenclature = nomenclature;
      this.destinataire = destinataire;
    }

    @Override
    public void format(FormatDecp reconnu) {
      format = reconnu;
      interprete = new Interprete(reconnu, nomenclature, new Memoire());
    }

    @Override
    public void enregistrement(Brut brut) {
      rang++;
      destinataire.accept(interprete.lire(brut, rang, decodage.windows()));
    }

    @Override
    public FichierIllisible rupture(
        String code, String raison, int ligne, int colonne, Throwable cause) {
      return new FichierIllisible(code, raison, ligne, colonne, rang, cause);
    }
  }
}
