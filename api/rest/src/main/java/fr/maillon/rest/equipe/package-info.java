/** La coordination : qui assiste qui, passations, charge. */
package fr.maillon.rest.equipe;
