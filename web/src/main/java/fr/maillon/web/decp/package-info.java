/** Les pages de l'import : déposer, regarder avant, suivre, comprendre ligne à ligne. */
package fr.maillon.web.decp;
