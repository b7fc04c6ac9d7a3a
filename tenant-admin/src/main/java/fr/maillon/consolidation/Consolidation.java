package fr.maillon.consolidation;

import fr.maillon.isolation.LectureCentre;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Les agrégats de tous les espaces, lus par une seconde source de données dont le rôle n'a que
 * SELECT sur des vues d'agrégats : même un défaut d'ici ne peut montrer une ligne d'un espace. Le
 * secret statistique est appliqué dans la vue.
 */
@ApplicationScoped
public class Consolidation {
  @Resource(lookup = "jdbc/consolide")
  DataSource base;

  /**
   * Une ligne par type de maître d'ouvrage, puis les types réunis, puis le total, tels qu'arrêtés.
   * Vide quand l'année n'a rien.
   */
  @LectureCentre
  public List<ChiffresAnnee> parType(int annee) {
    try (var connexion = base.getConnection();
        var requete =
            connexion.prepareStatement(
                "select type, annee, marches_clauses, lots_clauses, heures_dues, heures_validees,"
                    + " heures_realisees, participants, masque, total, reunis from"
                    + " consolide.par_type where annee = ? order by total, type = 'AUTRES',"
                    + " type")) {
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

  /**
   * Le dernier jour du dernier mois arrêté ; vide : aucun ne l'est encore. Rien d'écrit depuis ne
   * paraît ici.
   */
  @LectureCentre
  public Optional<LocalDate> arreteAu() {
    try (var connexion = base.getConnection();
        var requete = connexion.prepareStatement("select au from consolide.arrete_au");
        var r = requete.executeQuery()) {
      return r.next() ? Optional.of(r.getObject(1, LocalDate.class)) : Optional.empty();
    } catch (SQLException e) {
      throw new IllegalStateException("consolidation illisible", e);
    }
  }

  /**
   * Le dernier jour que comptent les chiffres publiés de cette année ; vide : elle n'en a pas. Plus
   * ancien que {@link #arreteAu} quand trop peu a été écrit depuis pour que la différence se
   * publie.
   */
  @LectureCentre
  public Optional<LocalDate> publieAu(int annee) {
    try (var connexion = base.getConnection();
        var requete =
            connexion.prepareStatement(
                "select max(arrete_au) from consolide.par_type where annee = ?")) {
      requete.setInt(1, annee);
      try (var r = requete.executeQuery()) {
        return r.next() ? Optional.ofNullable(r.getObject(1, LocalDate.class)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("consolidation illisible", e);
    }
  }

  /** Les années qui ont des chiffres arrêtés, de la plus récente à la plus ancienne. */
  @LectureCentre
  public List<Integer> annees() {
    return lireAnnees();
  }

  List<Integer> lireAnnees() {
    try (var connexion = base.getConnection();
        var requete =
            connexion.prepareStatement("select annee from consolide.annees order by annee desc");
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

  /**
   * Écarts entre les cumuls et un recalcul complet depuis le registre, par année ; vide : tout est
   * identique.
   */
  @LectureCentre
  public SortedMap<Integer, Integer> ecarts() {
    return lireEcarts();
  }

  SortedMap<Integer, Integer> lireEcarts() {
    try (var connexion = base.getConnection();
        var requete =
            connexion.prepareStatement(
                "select annee, sum(ecarts) from consolide.ecarts group by annee");
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
    var reunis = r.getString(11);
    return ChiffresAnnee.de(
        r.getString(1),
        r.getInt(2),
        r.getInt(3),
        r.getInt(4),
        r.getBigDecimal(5),
        r.getBigDecimal(6),
        r.getBigDecimal(7),
        r.getObject(8, Integer.class),
        r.getBoolean(9),
        r.getBoolean(10),
        reunis == null ? List.of() : List.of(reunis.split(" ")));
  }
}
