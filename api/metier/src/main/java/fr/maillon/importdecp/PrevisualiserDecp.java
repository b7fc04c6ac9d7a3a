package fr.maillon.importdecp;

import fr.maillon.convention.Acces;
import fr.maillon.decp.ApercuDecp;
import fr.maillon.decp.CpvDe2008;
import fr.maillon.decp.FichierIllisible;
import fr.maillon.decp.LecteurDecp;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.TenantScope;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Dit ce que contient un fichier DECP, sans rien écrire. Ouvert à toute personne identifiée : un fichier publié n'a rien de secret, et
 * l'aperçu ne dit des espaces que ce que la personne peut déjà y voir.
 */
@ApplicationScoped
public class PrevisualiserDecp {
  @Inject Acces acces;

  /** @param enregistrements du fichier, dont l'acheteur est ce maître d'ouvrage */
  public record MonAcheteur(String code, String nom, int enregistrements) {}

  /** Pourquoi la lecture s'est arrêtée avant la fin. */
  public record Rupture(String code, String raison, int ligne, int colonne) {}

  /**
   * L'aperçu ; les figures sont définies par {@link ApercuDecp}.
   *
   * @param montantTotal euros HT, tel que publié
   * @param mesAcheteurs les maîtres d'ouvrage où la personne peut entrer, ou le seul espace où elle est
   * @param rupture null quand le fichier est entier
   */
  public record ApercuView(String format, long marches, long concessions, long acheteurs, Map<String, Integer> considerationsSociales,
      BigDecimal montantTotal, Map<String, Integer> avertissements, long refuses, List<MonAcheteur> mesAcheteurs, Rupture rupture) {}

  /** @throws RegleMetier code de {@link FichierIllisible}, avec sa phrase, si rien n'a pu être lu */
  public ApercuView executer(InputStream fichier) {
    var apercu = lire(fichier);
    var mien = new ArrayList<MonAcheteur>();
    // dans un espace, le sien seul : la base n'y montre pas les SIRET des autres
    for (var espace : TenantScope.espace().map(List::of).orElseGet(() -> acces.complets(acces.ouverts()))) {
      mien.add(new MonAcheteur(espace.code(), espace.nom(), compter(apercu, espace)));
    }
    var rupture = apercu.rupture();
    return new ApercuView(apercu.format(), apercu.marches(), apercu.concessions(), apercu.acheteurs(), apercu.considerationsSociales(),
        apercu.montantTotal(), apercu.avertissements(), apercu.refuses(), List.copyOf(mien),
        rupture == null ? null : new Rupture(rupture.code(), rupture.raison(), rupture.ligne(), rupture.colonne()));
  }

  private static ApercuDecp lire(InputStream fichier) {
    try {
      return ApercuDecp.lire(fichier, new LecteurDecp(CpvDe2008.nomenclature()));
    } catch (FichierIllisible e) {
      throw illisible(e);
    }
  }

  static RegleMetier illisible(FichierIllisible e) {
    return new RegleMetier(e.code(), "fichier", phrase(e));
  }

  /** La raison du lecteur, avec l'endroit quand il y en a un. */
  static String phrase(FichierIllisible e) {
    return e.ligne() > 0 ? e.raison() + " (ligne " + e.ligne() + (e.colonne() > 0 ? ", colonne " + e.colonne() : "") + ")" : e.raison();
  }

  private static int compter(ApercuDecp apercu, Espace espace) {
    var perimetre = new Perimetres(espace);
    return apercu.parAcheteur().entrySet().stream().filter(e -> perimetre.contientDeclare(e.getKey())).mapToInt(Map.Entry::getValue).sum();
  }
}
