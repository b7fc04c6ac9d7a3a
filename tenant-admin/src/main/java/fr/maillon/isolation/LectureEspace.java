package fr.maillon.isolation;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Se lit dans un espace, par ses agents, l'équipe et le support qu'on y a laissé entrer. */
@Inherited
@InterceptorBinding
@Habilite(
    value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR, Titre.SUPPORT},
    geste = Geste.LIRE)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface LectureEspace {}
