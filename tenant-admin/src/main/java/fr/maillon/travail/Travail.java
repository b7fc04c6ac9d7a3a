package fr.maillon.travail;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Ce qu'un {@link Executant} mène, et comment il se reprend. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Travail {
  /** Nom stable, en minuscules et tirets. */
  String nature();

  /** Essais en tout ; un arrêt du serveur demandé n'en coûte pas. */
  int essais() default 5;

  /** Avant le deuxième essai ; le double ensuite, une heure au plus. */
  String attente() default "PT30S";

  /** Travaux de cette nature qu'un serveur mène en même temps. */
  int ensemble() default 1;

  /** Ceux d'un même espace, tous serveurs confondus : un espace n'occupe pas toutes les places. */
  int parEspace() default 1;

  /** Un serveur qui n'a pas donné signe de vie depuis ce temps est tenu pour arrêté. */
  String bail() default "PT60S";

  /** Ce qui est fini se lit encore tout ce temps ; un contenu à reprendre est gardé d'autant. */
  String memoire() default "P90D";
}
