package fr.maillon.isolation;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Se lit par l'équipe. */
@Inherited
@InterceptorBinding
@Habilite(
    value = {Titre.FACILITATEUR, Titre.COORDINATEUR},
    geste = Geste.LIRE)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface LectureEquipe {}
