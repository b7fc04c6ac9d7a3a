package fr.maillon.fichier;

import fr.maillon.regle.RegleMetier;

/** Un envoi qui n'avance pas : il tiendrait une place que d'autres attendent. */
public class Lenteur extends RegleMetier {
  private static final long serialVersionUID = 1L;

  Lenteur() {
    super(
        "envoi-trop-lent",
        "L'envoi n'avance pas assez vite et a été arrêté. Rien n'a été enregistré : vérifiez votre"
            + " connexion, puis renvoyez.");
  }
}
