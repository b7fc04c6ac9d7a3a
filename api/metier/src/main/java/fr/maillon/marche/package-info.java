/** Les marchés et leurs lots : d'où ils viennent, ce qu'ils disent, où ils en sont. */
package fr.maillon.marche;
