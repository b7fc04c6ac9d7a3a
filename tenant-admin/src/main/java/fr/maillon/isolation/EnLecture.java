package fr.maillon.isolation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Une entité que sa maison offre aux requêtes des autres : une vue, ou ce que l'on en montre à
 * tous. Personne ne l'écrit d'ici ; ses colonnes sont une promesse. Les autres entités ne se
 * nomment que chez elles.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EnLecture {}
