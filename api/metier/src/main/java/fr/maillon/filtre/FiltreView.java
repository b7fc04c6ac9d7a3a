package fr.maillon.filtre;

import java.time.Instant;
import java.util.UUID;

/**
 * Un filtre enregistré, tel que celui qui lit le voit.
 *
 * @param requete la chaîne de requête de {@code /portefeuille}, réduite aux espaces ouverts à qui
 *     lit
 * @param proprietaire son nom
 * @param aMoi celui qui lit l'a enregistré : lui seul le change
 * @param retirePar qui, de la coordination, l'a retiré du partage ; null sinon
 * @param retirable la coordination peut le retirer du partage
 */
public record FiltreView(
    UUID id,
    String nom,
    String requete,
    String proprietaire,
    boolean aMoi,
    boolean partage,
    String retirePar,
    boolean parDefaut,
    boolean retirable,
    Instant creeLe,
    int version) {}
