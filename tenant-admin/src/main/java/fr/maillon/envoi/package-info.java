/**
 * Ce qui se fait hors de la base : un courriel, un compte. Le geste pose une ligne dans sa propre
 * transaction ({@code plateforme.envoi}) ; un travail du système la mène ensuite, autant de fois
 * qu'il faut. Rien ne part d'un geste annulé, rien ne se perd d'un geste fait, et ce qui échoue se
 * voit.
 */
package fr.maillon.envoi;
