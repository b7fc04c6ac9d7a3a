package fr.maillon.isolation;

import org.eclipse.persistence.internal.databaseaccess.DatabaseCall;
import org.eclipse.persistence.internal.expressions.ExpressionSQLPrinter;
import org.eclipse.persistence.internal.expressions.SQLSelectStatement;
import org.eclipse.persistence.platform.database.PostgreSQLPlatform;

/**
 * La première page d'une liste dit sa taille dans la requête au lieu de la passer en paramètre :
 * PostgreSQL, qui prévoit sinon de lire un dixième de la table, voit qu'un même plan vaut pour tous
 * les espaces et ne le prépare qu'une fois par connexion. Les pages suivantes, dont chaque rang
 * ferait une requête de plus à garder, restent en paramètres.
 */
public final class PagedPostgreSQLPlatform extends PostgreSQLPlatform {
  @Override
  public void printSQLSelectStatement(
      DatabaseCall call, ExpressionSQLPrinter printer, SQLSelectStatement statement) {
    var query = statement.getQuery();
    if (query == null
        || query.getMaxRows() <= 0
        || query.getFirstResult() > 0
        || !shouldUseRownumFiltering()) {
      super.printSQLSelectStatement(call, printer, statement);
      return;
    }
    statement.setUseUniqueFieldAliases(true);
    call.setFields(statement.printSQL(printer));
    printer.printString(" LIMIT " + query.getMaxRows());
    // la requête d'une autre page doit être récrite : EclipseLink ne la croit bonne pour toutes que
    // si on lui dit d'ignorer ces réglages
    call.setIgnoreFirstRowSetting(false);
    call.setIgnoreMaxResultsSetting(false);
  }
}
