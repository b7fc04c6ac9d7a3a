package fr.maillon.isolation;

import fr.maillon.isolation.Pesee.Poids;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.persistence.descriptors.DescriptorEvent;
import org.eclipse.persistence.descriptors.DescriptorEventAdapter;

/** Écrit l'écart de chaque {@link Pesee} avec elle, par la connexion de la transaction. */
final class TenueDesPoids extends DescriptorEventAdapter {

  @Override
  public void postBuild(DescriptorEvent e) {
    connaitre(e);
  }

  @Override
  public void postClone(DescriptorEvent e) {
    connaitre(e);
  }

  @Override
  public void postRefresh(DescriptorEvent e) {
    connaitre(e);
  }

  @Override
  public void postInsert(DescriptorEvent e) {
    ecrire(e, ligne(e).poids());
  }

  @Override
  public void postUpdate(DescriptorEvent e) {
    ecrire(e, ligne(e).poids());
  }

  @Override
  public void postDelete(DescriptorEvent e) {
    ecrire(e, null);
  }

  private static Pesee ligne(DescriptorEvent e) {
    return (Pesee) e.getSource();
  }

  private static void connaitre(DescriptorEvent e) {
    ligne(e).connaitre(ligne(e).poids());
  }

  private static void ecrire(DescriptorEvent e, Poids devenu) {
    var ligne = ligne(e);
    var ecarts = new ArrayList<Poids>();
    if (ligne.poidsConnu() != null) {
      ecarts.add(ligne.poidsConnu().oppose());
    }
    if (devenu != null) {
      ecarts.add(devenu);
    }
    try {
      ecrire(e.getSession().getAccessor().getConnection(), ligne.tableDesPoids(), ecarts);
    } catch (SQLException faute) {
      throw new IllegalStateException("poids dans " + ligne.tableDesPoids(), faute);
    }
    ligne.connaitre(devenu);
  }

  /** Ceux d'un même groupe s'additionnent ; rien à écrire quand rien ne change. */
  static void ecrire(Connection connexion, String table, Collection<Poids> ecarts)
      throws SQLException {
    var parGroupe = new LinkedHashMap<Map<String, Object>, Poids>();
    ecarts.forEach(p -> parGroupe.merge(p.groupe(), p, Poids::plus));
    parGroupe.values().removeIf(Poids::nul);
    if (parGroupe.isEmpty()) {
      return;
    }
    var noms = colonnes(parGroupe.keySet().iterator().next());
    try (var requete =
        connexion.prepareStatement(
            "insert into "
                + table
                + " ("
                + String.join(", ", noms)
                + ", nombre, montant) values "
                + parGroupe.values().stream()
                    .map(_ -> valeurs(noms.size() + 2))
                    .collect(Collectors.joining(", ")))) {
      int rang = 1;
      for (var poids : parGroupe.values()) {
        for (var nom : noms) {
          mettre(requete, rang++, poids.groupe().get(nom));
        }
        requete.setInt(rang++, poids.nombre());
        requete.setBigDecimal(rang++, poids.montant());
      }
      requete.executeUpdate();
    }
  }

  private static List<String> colonnes(Map<String, Object> groupe) {
    return groupe.keySet().stream().sorted(Comparator.naturalOrder()).toList();
  }

  private static String valeurs(int combien) {
    return IntStream.range(0, combien)
        .mapToObj(_ -> "?")
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static void mettre(java.sql.PreparedStatement requete, int rang, Object valeur)
      throws SQLException {
    switch (valeur) {
      case null -> requete.setNull(rang, Types.INTEGER);
      case Integer i -> requete.setInt(rang, i);
      case Boolean b -> requete.setBoolean(rang, b);
      case BigDecimal n -> requete.setBigDecimal(rang, n);
      default -> requete.setString(rang, valeur.toString());
    }
  }
}
