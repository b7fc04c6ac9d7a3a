/**
 * Les chiffres qui traversent les espaces : cumuls tenus à l'écriture, agrégats lus par une autre
 * porte.
 */
package fr.maillon.consolidation;
