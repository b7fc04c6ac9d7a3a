package fr.maillon.tempete;

import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Un appel par demande, comme dans l'application ; répond en clair ce que l'appel a vu, et ne juge
 * rien.
 */
@WebServlet("/")
public class TempeteServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String COUPEE_PAR_POSTGRESQL = "57014";

  @Inject transient Appels appels;

  @Resource(lookup = "java:comp/UserTransaction")
  transient UserTransaction transaction;

  @Resource(lookup = "jdbc/essaiUnique")
  transient DataSource unique;

  @Resource(lookup = "jdbc/essaiFuite")
  transient DataSource fuite;

  @Override
  protected void doGet(HttpServletRequest demande, HttpServletResponse reponse) throws IOException {
    String vu;
    try {
      vu = appeler(demande).toString();
    } catch (Exception e) {
      throw new IOException(e);
    }
    reponse.setContentType("text/plain");
    reponse.setCharacterEncoding("UTF-8");
    reponse.getWriter().print(vu);
  }

  private Object appeler(HttpServletRequest demande) throws Exception {
    var espace = demande.getParameter("espace");
    var garde = Boolean.parseBoolean(demande.getParameter("garde"));
    return switch (demande.getParameter("nature")) {
      case "lecture" -> dans(espace, () -> appels.lire(garde));
      case "ecriture" -> dans(espace, () -> appels.modifier(garde));
      case "portefeuille" ->
          dans(portefeuille(espace, demande.getParameter("autre")), () -> appels.lire(garde));
      case "portefeuille-ecriture" ->
          dans(portefeuille(espace, demande.getParameter("autre")), () -> appels.modifier(garde));
      case "exception" -> echouer(espace, garde);
      case "annulation" -> dans(espace, () -> appels.modifierPuisAnnuler(garde));
      case "requete-coupee" -> couper(espace, garde);
      case "transaction-trop-longue" -> durerTrop(espace, garde);
      case "sans-portee" -> appels.lire(garde);
      case "sans-portee-ecriture" -> appels.modifier(garde);
      case "hors-transaction" -> dans(espace, () -> appels.lireHorsTransaction(garde));
      case "connexion-rendue" -> sonder(garde ? unique : fuite);
      case "par-la-cle" -> {
        var marche = UUID.fromString(demande.getParameter("marche"));
        yield espace == null
            ? appels.trouverParCle(marche)
            : dans(espace, () -> appels.trouverParCle(marche));
      }
      case String inconnue -> throw new IllegalArgumentException(inconnue);
    };
  }

  private String echouer(String espace, boolean garde) throws Exception {
    try {
      dans(
          espace,
          () -> {
            appels.lirePuisEchouer(garde);
            return null;
          });
      return "aucune";
    } catch (Appels.Voulue e) {
      return "exception";
    }
  }

  private String couper(String espace, boolean garde) throws Exception {
    try {
      dans(
          espace,
          () -> {
            appels.lirePuisAttendreTrop(garde);
            return null;
          });
      return "aucune";
    } catch (RuntimeException e) {
      if (Stream.iterate((Throwable) e, t -> t != null, Throwable::getCause)
          .anyMatch(
              t -> t instanceof SQLException s && COUPEE_PAR_POSTGRESQL.equals(s.getSQLState()))) {
        return "coupée";
      }
      throw e;
    }
  }

  /**
   * La transaction dépasse son temps : le serveur l'annule, avec ce qu'elle a écrit, et la
   * connexion revient au bassin.
   */
  private String durerTrop(String espace, boolean garde) throws Exception {
    transaction.setTransactionTimeout(1);
    try {
      transaction.begin();
      try {
        dans(espace, () -> appels.modifierPuisDormir(garde, 1.5));
      } catch (RuntimeException e) {
        transaction.rollback();
        return "annulée";
      }
      transaction.commit();
      return "validée";
    } catch (RollbackException e) {
      return "annulée";
    } finally {
      if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
        transaction.rollback();
      }
      transaction.setTransactionTimeout(0);
    }
  }

  /**
   * La connexion prise au bassin par qui n'a rien dit : qui elle est, l'espace où elle se croit, ce
   * qu'elle voit.
   */
  private static String sonder(DataSource source) throws SQLException {
    try (var c = source.getConnection();
        var i = c.createStatement();
        var r =
            i.executeQuery(
                "select pg_backend_pid(), concat(current_setting('app.perimetre', true),"
                    + " current_setting('app.tenant_id', true), current_setting('app.tenants',"
                    + " true)), (select count(*) from metier.marche)")) {
      r.next();
      return r.getInt(1) + ":" + r.getString(2) + ":" + r.getLong(3);
    }
  }

  private static <T> T dans(String espace, Callable<T> appel) throws Exception {
    return dans(new Perimetre.UnMaitreOuvrage(espace(espace)), appel);
  }

  private static <T> T dans(Perimetre perimetre, Callable<T> appel) throws Exception {
    return TenantScope.call(
        new Identite(new UUID(0, 1), "essai", "Essai", Set.of("facilitateur")),
        perimetre,
        appel::call);
  }

  private static Perimetre portefeuille(String... ids) {
    var espaces = new TreeMap<UUID, Espace>();
    Stream.of(ids).map(TempeteServlet::espace).forEach(e -> espaces.put(e.id(), e));
    return new Perimetre.Portefeuille(espaces);
  }

  private static Espace espace(String id) {
    return new Espace(
        UUID.fromString(id),
        "essai",
        "Essai",
        "E",
        "COMMUNE",
        "#000000",
        Titre.FACILITATEUR,
        null,
        List.of(),
        false,
        Droits.agent(Droit.ADMINISTRATEUR, true));
  }
}
