/** Les chiffres montrés : la consolidation et ses exports, le suivi d'exécution d'un espace. */
package fr.maillon.consultationconsolidee;
