package fr.maillon.journal;

import java.time.Instant;
import java.util.UUID;

/**
 * Le support entre sans qu'on lui ait ouvert : annoncé dans la transaction qui note son entrée,
 * sous le périmètre de l'espace où il entre. Qui l'observe doit réussir, ou l'entrée n'a pas lieu.
 *
 * @param fenetre l'identifiant de l'accès
 * @param qui le nom de la personne du support
 * @param fin instant où l'accès se referme
 */
public record BrisDeGlace(UUID fenetre, String qui, String motif, Instant fin) {}
