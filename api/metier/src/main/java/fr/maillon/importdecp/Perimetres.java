package fr.maillon.importdecp;

import fr.maillon.decp.SiretEcrit;
import fr.maillon.isolation.Espace;
import fr.maillon.maitreouvrage.Siret;
import java.util.HashSet;
import java.util.Set;

/**
 * Quels enregistrements sont à un maître d'ouvrage : ceux de ses SIRET, ou de son SIREN si l'espace
 * le veut.
 */
final class Perimetres {
  private final Set<String> sirets;
  private final Set<String> sirens = new HashSet<>();

  Perimetres(Espace espace) {
    sirets = Set.copyOf(espace.sirets());
    if (espace.parSiren()) {
      sirets.forEach(s -> sirens.add(new Siret(s).siren()));
    }
  }

  boolean contient(String acheteur) {
    return acheteur != null
        && (sirets.contains(acheteur)
            || Siret.bienForme(acheteur) && sirens.contains(new Siret(acheteur).siren()));
  }

  /**
   * Le déclaré est tel qu'écrit : il se lit comme à l'import, et à défaut on n'en compare que les
   * chiffres.
   */
  boolean contientDeclare(String declare) {
    return declare != null && contient(lu(declare));
  }

  private static String lu(String declare) {
    var repare = SiretEcrit.reparer(declare);
    return repare == null ? declare.replaceAll("\\D", "") : repare;
  }

  /** Vrai quand l'enregistrement désigne, sans doute possible, un autre acheteur. */
  boolean designeUnAutre(String declare) {
    return declare != null && Siret.bienForme(lu(declare)) && !contientDeclare(declare);
  }
}
