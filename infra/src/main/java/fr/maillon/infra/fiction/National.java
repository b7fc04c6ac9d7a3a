package fr.maillon.infra.fiction;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntPredicate;

/**
 * A base of the size wanted, invented from a seed: the maîtres d'ouvrage, the team that assists them, ten years of markets, contracts and
 * hours. The same seed gives the same base, byte for byte, on every machine.
 */
public final class National {
    private static final String[] PRENOMS = {"Alix", "Bahia", "Camille", "Dario", "Elsa", "Farid", "Gaia", "Hugo", "Ines", "Jonas", "Keira", "Lino", "Maya", "Nour", "Oscar", "Pia"};
    private static final String[] DEBUTS = {"Ba", "Che", "Do", "Fa", "Gri", "Jo", "La", "Mo", "Na", "Pe", "Ri", "Sa", "To", "Va"};
    private static final String[] MILIEUX = {"lan", "rou", "mi", "dre", "ter", "ni", "vo", "que"};
    private static final String[] FINS = {"sson", "ret", "lle", "din", "ville", "don", "mart", "nier", "ba", "zet"};
    private static final String[] NIVEAUX = {"INFRA_CAP", "INFRA_CAP", "CAP_BEP", "CAP_BEP", "CAP_BEP", "BAC", "BAC_PLUS_2", "INCONNU"};
    private static final String[] CRITERES = {"RSA", "DELD", "JEUNE_MOINS_26", "TRAVAILLEUR_HANDICAPE", "SENIOR_PLUS_50"};

    /**
     * What was written.
     *
     * @param lignes rows of each table
     * @param empreinte of every byte of every table
     * @param secondes of the copy alone, then of everything (keys, indexes, ANALYZE)
     */
    public record Bilan(Map<String, Long> lignes, String empreinte, double secondesDeCopie, double secondes) {
        public Bilan {
            lignes = Map.copyOf(lignes);
        }

        public long total() {
            return lignes.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private final Taille taille;
    private final Tables tables;
    private final IntPredicate choisis;
    private final BitSet personnes = new BitSet();
    private final long debut = System.nanoTime();
    private final PrintStream sortie;
    private long prochain = 5_000_000_000L;

    private National(Taille taille, IntPredicate choisis, Rangees.Puits puits, PrintStream sortie) {
        this.taille = taille;
        this.choisis = choisis;
        this.tables = new Tables(puits);
        this.sortie = sortie;
    }

    /** Fills that base, which may already hold something else. */
    public static Bilan charger(Connection superutilisateur, Taille taille, PrintStream sortie) throws SQLException {
        return charger(superutilisateur, taille, rang -> true, sortie);
    }

    /** Only these spaces of that base, each the very same as in the whole. */
    public static Bilan charger(Connection superutilisateur, Taille taille, IntPredicate choisis, PrintStream sortie) throws SQLException {
        try (var chargement = new Chargement(superutilisateur, Tables.grandes())) {
            var national = new National(taille, choisis, chargement, sortie);
            national.ecrire();
            chargement.toutEnvoye();
            var copie = national.secondes();
            national.dire("copie terminée ; clés et index…");
            var objets = chargement.remettre();
            national.dire(objets + " clés et index construits ; analyse…");
            // hint bits and the visibility map too: what a base that has lived has
            chargement.executer("vacuum (analyze)");
            national.dire("prêt");
            return new Bilan(national.tables.comptes(), national.tables.empreinte(), copie, national.secondes());
        }
    }

    /** What would be written, without a base. */
    public static Bilan aBlanc(Taille taille) {
        var national = new National(taille, rang -> true, (copie, octets, longueur) -> { }, new PrintStream(java.io.OutputStream.nullOutputStream()));
        national.ecrire();
        return new Bilan(national.tables.comptes(), national.tables.empreinte(), national.secondes(), national.secondes());
    }

    /** The space of that rank: 1 is the largest. */
    public static UUID espace(Taille taille, int rang) {
        return EspaceFictif.id(taille, rang);
    }

    public static String code(int rang) {
        return EspaceFictif.code(rang);
    }

    /** The facilitateur that assists that space today. */
    public static UUID facilitateur(Taille taille, int rang) {
        return taille.id("facilitateur", (rang - 1) % taille.facilitateurs());
    }

    static UUID participant(Taille taille, long personne) {
        return taille.id("participant", personne);
    }

    static UUID eligibilite(Taille taille, long personne) {
        return taille.id("eligibilite", personne);
    }

    private void ecrire() {
        var marches = taille.parts(taille.marches());
        var contrats = taille.parts(taille.contratsParAn());
        equipe();
        for (int rang = 1; rang <= taille.espaces(); rang++) {
            if (choisis.test(rang)) {
                new EspaceFictif(taille, rang, tables, personnes).plateforme(marches[rang - 1]);
            }
        }
        tables.viderLaPlateforme();
        for (int rang = 1; rang <= taille.espaces(); rang++) {
            if (choisis.test(rang)) {
                new EspaceFictif(taille, rang, tables, personnes).ecrire(marches[rang - 1], contrats[rang - 1]);
                dire(rang);
            }
        }
        // who was never hired was never met
        personnes.stream().forEach(this::participant);
        tables.vider();
    }

    private void equipe() {
        for (int s = 0; s < taille.structures(); s++) {
            tables.structure.id(taille.id("structure", s)).texte("Maison de l'emploi fictive " + (s + 1)).fin();
        }
        for (int f = 0; f < taille.facilitateurs(); f++) {
            personnel(taille.id("facilitateur", f), "facilitateur-%04d".formatted(f + 1), EspaceFictif.nomDuFacilitateur(f), "FACILITATEUR");
        }
        personnel(taille.id("coordinateur", 0), "coordinateur-0001", "Coordinateur fictif", "COORDINATEUR");
        personnel(taille.id("central", 0), "central-0001", "Administration fictive", "CENTRAL");
        for (int e = 0; e < taille.entreprises(); e++) {
            tables.entreprise.texte(EspaceFictif.siret("996", e)).texte(EspaceFictif.nomDeLEntreprise(e)).texte(e % 9 == 0 ? "EI" : e % 9 == 1 ? "ETTI" : "ENTREPRISE").fin();
        }
    }

    private void personnel(UUID id, String identifiant, String nom, String titre) {
        tables.utilisateur.id(id).texte(identifiant).texte(nom).texte(identifiant + "@maillon.example").fin();
        tables.habilitation.id(id).texte(titre).jour(LocalDate.of(taille.premiereAnnee(), 1, 1)).fin();
    }

    private void participant(int personne) {
        var hasard = taille.hasard("participant", personne);
        var nom = DEBUTS[hasard.nextInt(DEBUTS.length)] + MILIEUX[hasard.nextInt(MILIEUX.length)] + FINS[hasard.nextInt(FINS.length)];
        var prenom = PRENOMS[hasard.nextInt(PRENOMS.length)];
        var entree = LocalDate.of(taille.premiereAnnee() + personne / taille.personnesParAn(), 1, 1);
        var facilitateur = hasard.nextInt(taille.facilitateurs());
        var sexe = hasard.nextInt(100);
        tables.participant.id(participant(taille, personne)).texte(nom).texte(prenom).jour(LocalDate.of(1960, 1, 1).plusDays(hasard.nextInt(365 * 45)))
                .texte(sexe < 45 ? "F" : sexe < 99 ? "M" : "NON_PRECISE").texte(NIVEAUX[hasard.nextInt(NIVEAUX.length)]).vrai(hasard.nextInt(4) == 0)
                .texte((nom + " " + prenom + " " + nom).toLowerCase(Locale.ROOT)).instant(entree).fin();
        tables.eligibilite.id(eligibilite(taille, personne)).id(participant(taille, personne)).texte(CRITERES[hasard.nextInt(CRITERES.length)]).texte("Attestation").jour(entree)
                .texte("ELIGIBLE").rien().jour(entree).nombre(24).jour(entree.plusYears(2).minusDays(1)).id(taille.id("facilitateur", facilitateur))
                .texte(EspaceFictif.nomDuFacilitateur(facilitateur)).instant(entree).fin();
    }

    private double secondes() {
        return (System.nanoTime() - debut) / 1e9;
    }

    private void dire(int rang) {
        if (System.nanoTime() - debut > prochain) {
            prochain = System.nanoTime() - debut + 5_000_000_000L;
            dire(rang + " espaces");
        }
    }

    private void dire(String quoi) {
        sortie.println(String.format(Locale.FRENCH, "[%5.0f s] %s : %,d lignes, %,.0f lignes/s", secondes(), quoi, tables.lignes(), tables.lignes() / secondes()));
    }
}
