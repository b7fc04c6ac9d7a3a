package fr.maillon.ear;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Donne à Arquillian le serveur d'essai déjà ouvert, plutôt que d'en démarrer un second. Dans le
 * serveur, il n'y a rien à faire.
 */
final class ServeurDEssai implements BeforeAllCallback {
  private static final String CONFIGURATION = "arq.container.liberty.configuration.";

  @Override
  public void beforeAll(ExtensionContext contexte) {
    if (System.getProperty("maillon.racine") == null) {
      return;
    }
    var pile = PileDeTest.pile();
    System.setProperty(CONFIGURATION + "wlpHome", pile.libertyHome().toString());
    System.setProperty(CONFIGURATION + "usrDir", pile.libertyUserDir().toString());
    System.setProperty(CONFIGURATION + "serverName", pile.serverName());
    System.setProperty(CONFIGURATION + "httpPort", pile.urlMaillon().replaceAll(".*:", ""));
  }
}
