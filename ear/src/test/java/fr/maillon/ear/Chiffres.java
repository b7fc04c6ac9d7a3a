package fr.maillon.ear;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Une classe d'essai qui écrit dans les espaces de la démonstration, ou change les chiffres du pays
 * : une à la fois, à côté de celles qui ont leur espace. Les premières : la file la plus longue
 * commence d'abord.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("chiffres")
@Order(1)
@interface Chiffres {}
