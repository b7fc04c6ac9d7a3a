package fr.maillon.isolation;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** S'écrit par l'administration centrale. */
@Inherited
@InterceptorBinding
@Habilite(
    value = {Titre.CENTRAL},
    geste = Geste.ECRIRE)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface EcritureCentre {}
