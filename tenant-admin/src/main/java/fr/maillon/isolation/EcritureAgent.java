package fr.maillon.isolation;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** S'écrit par les agents de l'espace, et eux seuls. */
@Inherited
@InterceptorBinding
@Habilite(
    value = {Titre.AGENT},
    geste = Geste.ECRIRE)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface EcritureAgent {}
