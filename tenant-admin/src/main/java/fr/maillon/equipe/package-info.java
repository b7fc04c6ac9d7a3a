/**
 * L'équipe : qui en est, à quels titres, depuis quand. L'administration centrale invite, donne et
 * retire ; la base décide de ce qui est ouvert dès la demande suivante, et les groupes de Keycloak
 * suivent par la boîte d'envoi. Il reste toujours un administrateur central, et nul ne perd le
 * titre de facilitateur tant qu'il assiste quelqu'un. Qui perd son dernier titre et n'est d'aucun
 * espace perd son compte, qu'un titre rendu rouvre.
 */
package fr.maillon.equipe;
