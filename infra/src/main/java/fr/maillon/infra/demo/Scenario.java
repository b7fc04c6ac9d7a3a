package fr.maillon.infra.demo;

import fr.maillon.infra.Pile;

/** The year of the five maîtres d'ouvrage, told through the API: each call with the token of who would make it. */
final class Scenario {
    private Scenario() {}

    /** Plays every step; may be played again after a failure, so each step first looks whether it is done. */
    static String jouer(Pile pile) {
        // steps come here with the API: pile.jeton("facilitateur1"), pile.urlMaillon() + "/api/v1/…"
        return "comptes prêts sur " + pile.urlMaillon();
    }
}
