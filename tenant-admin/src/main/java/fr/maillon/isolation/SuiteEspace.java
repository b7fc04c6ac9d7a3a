package fr.maillon.isolation;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Poursuit ce qui est commencé dans un espace, même suspendu : agents et équipe. */
@Inherited
@InterceptorBinding
@Habilite(
    value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR},
    geste = Geste.POURSUIVRE)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface SuiteEspace {}
