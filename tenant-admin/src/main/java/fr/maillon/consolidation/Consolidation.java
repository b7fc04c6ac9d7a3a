package fr.maillon.consolidation;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Titre;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Les agrégats de tous les espaces, lus par une seconde source de données dont le rôle n'a que SELECT sur des vues d'agrégats : même un
 * défaut d'ici ne peut montrer une ligne d'un espace. Le secret statistique est appliqué dans la vue.
 */
@ApplicationScoped
public class Consolidation {
  @Resource(lookup = "jdbc/consolide")
  DataSource base;

  /** Une ligne par type de maître d'ouvrage, puis le total. Vide quand l'année n'a rien. */
  @Habilite(value = Titre.CENTRAL, geste = Geste.LIRE)
  public List<ChiffresAnnee> parType(int annee) {
    try (var connexion = base.getConnection();
        var requete = connexion.prepareStatement("select type, annee, marches_clauses, heures_dues, heures_validees, participants, masque, total"
            + " from consolide.par_type where annee = ? order by total, type")) {
      requete.setInt(1, annee);
      var lignes = new ArrayList<ChiffresAnnee>();
      try (var r = requete.executeQuery()) {
        while (r.next()) {
          lignes.add(ligne(r));
        }
      }
      return lignes;
    } catch (SQLException e) {
      throw new IllegalStateException("consolidation illisible", e);
    }
  }

  /** Les années qui ont au moins un cumul, de la plus récente à la plus ancienne. */
  @Habilite(value = Titre.CENTRAL, geste = Geste.LIRE)
  public List<Integer> annees() {
    return lireAnnees();
  }

  List<Integer> lireAnnees() {
    try (var connexion = base.getConnection();
        var requete = connexion.prepareStatement("select annee from consolide.annees order by annee desc");
        var r = requete.executeQuery()) {
      var annees = new ArrayList<Integer>();
      while (r.next()) {
        annees.add(r.getInt(1));
      }
      return annees;
    } catch (SQLException e) {
      throw new IllegalStateException("consolidation illisible", e);
    }
  }

  /** Écarts entre les cumuls et un recalcul complet depuis le registre, par année ; vide : tout est identique. */
  @Habilite(value = Titre.CENTRAL, geste = Geste.LIRE)
  public SortedMap<Integer, Integer> ecarts() {
    return lireEcarts();
  }

  SortedMap<Integer, Integer> lireEcarts() {
    try (var connexion = base.getConnection();
        var requete = connexion.prepareStatement("select annee, sum(ecarts) from consolide.ecarts group by annee");
        var r = requete.executeQuery()) {
      var ecarts = new TreeMap<Integer, Integer>();
      while (r.next()) {
        ecarts.put(r.getInt(1), r.getInt(2));
      }
      return ecarts;
    } catch (SQLException e) {
      throw new IllegalStateException("consolidation illisible", e);
    }
  }

  private static ChiffresAnnee ligne(ResultSet r) throws SQLException {
    return ChiffresAnnee.de(r.getString(1), r.getInt(2), r.getInt(3), r.getBigDecimal(4), r.getBigDecimal(5), r.getObject(6, Integer.class),
        r.getBoolean(7), r.getBoolean(8));
  }
}
