/**
 * Les filtres du portefeuille qu'on enregistre, qu'on partage avec l'équipe, et qui sont des
 * adresses.
 */
package fr.maillon.filtre;
