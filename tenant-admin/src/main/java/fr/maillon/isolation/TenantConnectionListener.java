package fr.maillon.isolation;

import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.eclipse.persistence.internal.databaseaccess.Accessor;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;

/**
 * La seule classe qui dise à PostgreSQL qui demande. EclipseLink l'appelle à chaque connexion prise
 * au bassin : personne ne peut l'oublier. Les réglages sont posés par {@code SET LOCAL} : ils
 * meurent avec la transaction, et hors transaction ils ne font rien, si bien qu'une transaction
 * oubliée lit zéro ligne. Les valeurs sont des UUID ou des mots de ce fichier, jamais du texte venu
 * d'ailleurs.
 */
public final class TenantConnectionListener extends SessionEventAdapter {

  @Override
  public void postAcquireConnection(SessionEvent evenement) {
    var connexion = ((Accessor) evenement.getResult()).getConnection();
    try (var instruction = connexion.createStatement()) {
      ouvrir(instruction, TenantScope.perimetre(), TenantScope.identite().id());
    } catch (SQLException e) {
      throw new IllegalStateException("périmètre non posé : la demande est refusée", e);
    }
  }

  /**
   * Un espace qu'un opérateur restaure ne s'écrit pas. Lu ici, dans la transaction même et d'un
   * seul aller-retour : une restauration attend la fin des transactions plus anciennes qu'elle.
   */
  static void ouvrir(Statement instruction, Perimetre perimetre, UUID utilisateur)
      throws SQLException {
    var reglages = reglages(perimetre, utilisateur);
    if (!(perimetre instanceof Perimetre.UnMaitreOuvrage(var espace)) || espace.lectureSeule()) {
      instruction.execute(reglages);
      return;
    }
    var lue =
        instruction.execute(
            reglages
                + "; SELECT 1 FROM plateforme.espace_en_restauration WHERE id = '"
                + espace.id()
                + "'");
    while (!lue) {
      lue = instruction.getMoreResults();
    }
    if (instruction.getResultSet().next()) {
      instruction.execute("SET LOCAL app.tenant_id = ''");
    }
  }

  static String reglages(Perimetre perimetre, UUID utilisateur) {
    return switch (perimetre) {
      case Perimetre.Aucun() -> set("aucun", null, "{}", false, utilisateur);
      case Perimetre.Identification() -> set("identification", null, "{}", false, utilisateur);
      case Perimetre.UnMaitreOuvrage(var espace) ->
          set("espace", espace, "{" + espace.id() + "}", espace.titre().equipe(), utilisateur);
      case Perimetre.Portefeuille(var espaces) ->
          set(
              "portefeuille",
              null,
              espaces.keySet().stream().map(UUID::toString).collect(joining(",", "{", "}")),
              true,
              utilisateur);
      case Perimetre.Equipe _ -> set("equipe", null, "{}", true, utilisateur);
      case Perimetre.Centre() -> set("centre", null, "{}", false, utilisateur);
      case Perimetre.Systeme() -> set("systeme", null, "{}", false, utilisateur);
    };
  }

  /**
   * @param entre l'espace où l'on est ; on n'y écrit que si les droits le disent
   */
  private static String set(
      String perimetre, Espace entre, String lisibles, boolean equipe, UUID utilisateur) {
    var id = entre == null ? "" : entre.id().toString();
    return "SET LOCAL app.perimetre = '"
        + perimetre
        + "'; SET LOCAL app.tenant_id = '"
        + (entre == null || entre.lectureSeule() ? "" : id)
        + "'; SET LOCAL app.espace = '"
        + id
        + "'; SET LOCAL app.droit = '"
        + (entre == null || entre.droits().droit() == null ? "" : entre.droits().droit())
        + "'; SET LOCAL app.tenants = '"
        + lisibles
        + "'; SET LOCAL app.equipe = '"
        + (equipe ? "oui" : "")
        + "'; SET LOCAL app.utilisateur = '"
        + utilisateur
        + "'";
  }
}
