/**
 * Lecture au fil de l'eau des données essentielles de la commande publique (DECP).
 *
 * <p>{@link fr.maillon.decp.LecteurDecp} reconnaît le format au contenu (2019 ou 2022, JSON ou
 * XML), puis remet les {@link fr.maillon.decp.Enregistrement} un par un : un {@link
 * fr.maillon.decp.MarcheDecp} nettoyé avec ses {@link fr.maillon.decp.Avertissement}, ou un {@link
 * fr.maillon.decp.Refus}. {@link fr.maillon.decp.ApercuDecp} en tire les chiffres d'un fichier
 * avant tout import.
 *
 * <p>Chemin d'un enregistrement : {@code Entree} décode le flux et choisit {@code SourceJson} ou
 * {@code SourceXml}, qui en font le même arbre ({@code Noeud}) ; {@code Interprete} le lit champ
 * par champ ({@code Champs}), compare aux listes fermées ({@code Liste}), relève chaque
 * imperfection ({@code Defaut}) et se souvient de ce qu'il a vu par sommes de 64 bits ({@code
 * Memoire}).
 *
 * <p>Deux règles tiennent tout le reste. Rien de réel n'est refusé parce qu'il est imparfait : un
 * enregistrement sur deux du format 2019 n'est pas conforme à son schéma. Et l'inconnu n'est jamais
 * « aucune » : le format 2019 ne dit rien des considérations sociales.
 */
package fr.maillon.decp;
