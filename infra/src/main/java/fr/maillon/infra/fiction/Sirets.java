package fr.maillon.infra.fiction;

/** Identifiers with right keys that are nobody's. */
public final class Sirets {
    private Sirets() {}

    /** @param debut a range that Insee does not give out */
    public static String de(String debut, int numero) {
        return cle(cle(debut + "%05d".formatted(numero)) + "0001");
    }

    private static String cle(String debut) {
        int somme = 0;
        for (int i = 0; i < debut.length(); i++) {
            int n = (debut.charAt(debut.length() - 1 - i) - '0') * (i % 2 == 0 ? 2 : 1);
            somme += n > 9 ? n - 9 : n;
        }
        return debut + (10 - somme % 10) % 10;
    }
}
