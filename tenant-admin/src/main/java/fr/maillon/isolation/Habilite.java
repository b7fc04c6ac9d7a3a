package fr.maillon.isolation;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * À quels titres ce cas d'usage est ouvert. La base garde l'isolation ; ceci garde les gestes. Un
 * cas d'usage sans cette marque fait échouer le build (règle d'architecture).
 */
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Habilite {
  /** Aucun : ouvert hors de tout titre, et le cas d'usage juge lui-même. */
  @Nonbinding
  Titre[] value();

  /**
   * Ce que fait la méthode ; décide, avec les droits de la personne dans l'espace, et de la ligne
   * au journal.
   */
  @Nonbinding
  Geste geste();

  /** Sensible : refusé à qui n'a pas montré son second facteur depuis moins de cinq minutes. */
  @Nonbinding
  Sensible sensible() default Sensible.NON;
}
