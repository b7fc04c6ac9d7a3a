package fr.maillon.importdecp;

import fr.maillon.acces.Acces;
import fr.maillon.decp.ApercuDecp;
import fr.maillon.decp.CpvDe2008;
import fr.maillon.decp.Enregistrement;
import fr.maillon.decp.FichierIllisible;
import fr.maillon.decp.LecteurDecp;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.TenantScope;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Dit ce que contient un fichier DECP, sans rien écrire. Ouvert à toute personne identifiée : un
 * fichier publié n'a rien de secret, et l'aperçu ne dit des espaces que ce que la personne peut
 * déjà y voir.
 */
@ApplicationScoped
public class PrevisualiserDecp {
  @Inject Acces acces;

  /** Assez pour reconnaître son fichier d'un coup d'œil. */
  private static final int PREMIERS = 25;

  /**
   * @param montant euros HT, tel que publié : le montant, ou la valeur globale d'une concession
   * @param refus pourquoi il ne sera pas pris ; null le plus souvent
   */
  @Schema(name = "PrevisualiserDecpContratView")
  public record ContratView(
      String numero,
      String objet,
      BigDecimal montant,
      LocalDate dateNotification,
      int avertissements,
      String refus) {}

  /**
   * @param enregistrements du fichier, dont l'acheteur est ce maître d'ouvrage
   * @param montantTotal de ceux-là, euros HT, tel que publié
   * @param avertissements de ceux-là, nombre par code
   * @param refuses de ceux-là, ceux que l'import refuserait
   * @param premiers les premiers d'entre eux, dans l'ordre du fichier
   */
  public record MonAcheteur(
      String code,
      String nom,
      int enregistrements,
      BigDecimal montantTotal,
      Map<String, Integer> avertissements,
      int refuses,
      List<ContratView> premiers) {}

  /**
   * Ce que le fichier dit d'un maître d'ouvrage, au fil de la lecture : les mêmes enregistrements
   * que l'import prendrait.
   */
  private static final class Compte {
    private final Espace espace;
    private final Perimetres perimetre;
    private final Map<String, Integer> avertissements = new TreeMap<>();
    private final List<ContratView> premiers = new ArrayList<>();
    private BigDecimal montant = BigDecimal.ZERO;
    private int enregistrements;
    private int refuses;

    Compte(Espace espace) {
      this.espace = espace;
      this.perimetre = new Perimetres(espace);
    }

    void voir(Enregistrement e) {
      if (!(e.accepte()
          ? perimetre.contient(e.marche().acheteurId())
          : perimetre.contientDeclare(e.acheteurDeclare()))) {
        return;
      }
      enregistrements++;
      refuses += e.accepte() ? 0 : 1;
      montant = e.montantDeclare() == null ? montant : montant.add(e.montantDeclare());
      e.avertissements().forEach(a -> avertissements.merge(a.code(), 1, Integer::sum));
      if (premiers.size() < PREMIERS) {
        var valeur =
            e.accepte() && e.concession()
                ? e.marche().concession().valeurGlobale()
                : e.montantDeclare();
        premiers.add(
            new ContratView(
                e.numero(),
                e.objet(),
                valeur,
                e.accepte() ? e.marche().dateNotification() : null,
                e.avertissements().size(),
                e.accepte() ? null : e.refus().raison()));
      }
    }

    MonAcheteur vue() {
      return new MonAcheteur(
          espace.code(),
          espace.nom(),
          enregistrements,
          montant,
          Map.copyOf(avertissements),
          refuses,
          List.copyOf(premiers));
    }
  }

  /** Pourquoi la lecture s'est arrêtée avant la fin. */
  public record Rupture(String code, String raison, int ligne, int colonne) {}

  /**
   * L'aperçu ; les figures sont définies par {@link ApercuDecp}.
   *
   * @param montantTotal euros HT, tel que publié
   * @param mesAcheteurs les maîtres d'ouvrage où la personne peut entrer, ou le seul espace où elle
   *     est
   * @param rupture null quand le fichier est entier
   */
  public record ApercuView(
      String format,
      long marches,
      long concessions,
      long acheteurs,
      Map<String, Integer> considerationsSociales,
      BigDecimal montantTotal,
      Map<String, Integer> avertissements,
      long refuses,
      List<MonAcheteur> mesAcheteurs,
      Rupture rupture) {}

  /**
   * @throws RegleMetier code de {@link FichierIllisible}, avec sa phrase, si rien n'a pu être lu
   */
  public ApercuView executer(InputStream fichier) {
    // dans un espace, le sien seul : la base n'y montre pas les SIRET des autres
    var comptes =
        TenantScope.espace().map(List::of).orElseGet(() -> acces.complets(acces.ouverts())).stream()
            .map(Compte::new)
            .toList();
    var apercu = lire(fichier, e -> comptes.forEach(c -> c.voir(e)));
    var rupture = apercu.rupture();
    return new ApercuView(
        apercu.format(),
        apercu.marches(),
        apercu.concessions(),
        apercu.acheteurs(),
        apercu.considerationsSociales(),
        apercu.montantTotal(),
        apercu.avertissements(),
        apercu.refuses(),
        comptes.stream().map(Compte::vue).toList(),
        rupture == null
            ? null
            : new Rupture(rupture.code(), rupture.raison(), rupture.ligne(), rupture.colonne()));
  }

  private static ApercuDecp lire(InputStream fichier, Consumer<Enregistrement> aussi) {
    try {
      return ApercuDecp.lire(fichier, new LecteurDecp(CpvDe2008.nomenclature()), aussi);
    } catch (FichierIllisible e) {
      throw illisible(e);
    }
  }

  static RegleMetier illisible(FichierIllisible e) {
    return new RegleMetier(e.code(), "fichier", phrase(e));
  }

  /** La raison du lecteur, avec l'endroit quand il y en a un. */
  static String phrase(FichierIllisible e) {
    return e.ligne() > 0
        ? e.raison()
            + " (ligne "
            + e.ligne()
            + (e.colonne() > 0 ? ", colonne " + e.colonne() : "")
            + ")"
        : e.raison();
  }
}
