/**
 * Les pages de l'accès du support : ce que l'espace en voit et en décide, ce que le support en
 * voit.
 */
package fr.maillon.web.support;
