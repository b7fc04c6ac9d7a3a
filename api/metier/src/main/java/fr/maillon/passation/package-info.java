/**
 * Un facilitateur passe la main à un autre, avec tout ce qu'il suit. Les affectations changent d'un
 * coup, dans la décision ; les demandes, espace par espace, chacun dans sa transaction et sous son
 * périmètre, au nom de qui a décidé, par une tâche reprise jusqu'au bout.
 */
package fr.maillon.passation;
