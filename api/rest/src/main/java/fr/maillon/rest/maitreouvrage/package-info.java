/** La vie des espaces : au centre, les ouvrir et les tenir ; de l'intérieur, leur fiche. */
package fr.maillon.rest.maitreouvrage;
