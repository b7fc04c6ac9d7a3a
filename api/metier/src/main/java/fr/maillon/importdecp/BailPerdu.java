package fr.maillon.importdecp;

import java.util.UUID;

/** Un autre serveur a pris cet import, ou il a été clos : celui-ci s'arrête sans rien écrire. */
class BailPerdu extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BailPerdu(UUID job) {
    super("import " + job + " repris ailleurs");
  }
}
