package fr.maillon.web.faces;

import jakarta.el.ELContext;
import jakarta.el.ELException;
import jakarta.el.ELResolver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.ServletRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ce que les pages écrivent mille fois, {@code #{ligne.objet()}} et {@code #{ici.racine}}, trouvé
 * sans relire la classe à chaque ligne ni traverser un mandataire à chaque mot. Passe avant les
 * résolveurs du serveur, et leur laisse tout ce qui n'est pas une classe de Maillon ou n'y a pas
 * une méthode seule de son nom.
 */
public final class AccesDirect extends ELResolver {
  private static final String MAISON = "fr.maillon.";
  private static final Object[] RIEN = {};
  private static final Set<Class<?>> PORTEES = Set.of(RequestScoped.class, ApplicationScoped.class);

  private static final ClassValue<Methodes> METHODES =
      new ClassValue<>() {
        @Override
        protected Methodes computeValue(Class<?> classe) {
          return new Methodes(classe);
        }
      };

  private final ConcurrentHashMap<String, Optional<Bean<?>>> nommes = new ConcurrentHashMap<>();

  /** Les méthodes publiques d'une classe que leur nom suffit à désigner. */
  static final class Methodes {
    private final Map<String, Method> parNom = new HashMap<>();
    private final Map<String, Method> lectures = new HashMap<>();

    Methodes(Class<?> classe) {
      if (!classe.getName().startsWith(MAISON)) {
        return;
      }
      var plusieurs = new HashMap<String, Integer>();
      for (var m : classe.getMethods()) {
        if (m.isBridge() || Modifier.isStatic(m.getModifiers()) || m.isVarArgs()) {
          plusieurs.merge(m.getName(), 2, Integer::sum);
          continue;
        }
        plusieurs.merge(m.getName(), 1, Integer::sum);
        if (m.trySetAccessible()) {
          parNom.put(m.getName(), m);
        }
      }
      plusieurs.forEach(
          (nom, combien) -> {
            if (combien > 1) {
              parNom.remove(nom);
            }
          });
      parNom.forEach(
          (nom, m) -> {
            if (m.getParameterCount() > 0) {
              return;
            }
            if (nom.startsWith("get") && nom.length() > 3) {
              lectures.put(propriete(nom, 3), m);
            } else if (nom.startsWith("is")
                && nom.length() > 2
                && m.getReturnType() == boolean.class) {
              lectures.put(propriete(nom, 2), m);
            }
          });
      if (classe.isRecord()) {
        for (var composant : classe.getRecordComponents()) {
          var m = parNom.get(composant.getName());
          if (m != null) {
            lectures.put(composant.getName(), m);
          }
        }
      }
    }

    private static String propriete(String nom, int debut) {
      return java.beans.Introspector.decapitalize(nom.substring(debut));
    }

    Method lecture(String propriete) {
      return lectures.get(propriete);
    }

    Method methode(String nom, Object[] valeurs) {
      var m = parNom.get(nom);
      if (m == null || m.getParameterCount() != valeurs.length) {
        return null;
      }
      for (int i = 0; i < valeurs.length; i++) {
        // une valeur à convertir, ou un vide : aux résolveurs du serveur
        if (!m.getParameterTypes()[i].isInstance(valeurs[i])) {
          return null;
        }
      }
      return m;
    }
  }

  @Override
  public Object getValue(ELContext contexte, Object base, Object propriete) {
    if (!(propriete instanceof String nom)) {
      return null;
    }
    if (base == null) {
      var trouve = nomme(nom);
      if (trouve != null) {
        contexte.setPropertyResolved(null, nom);
      }
      return trouve;
    }
    var lecture = METHODES.get(base.getClass()).lecture(nom);
    if (lecture == null) {
      return null;
    }
    var valeur = appeler(lecture, base, RIEN);
    contexte.setPropertyResolved(base, nom);
    return valeur;
  }

  /** Une ligne de {@code ui:repeat}, ou un bean de cette demande. */
  private Object nomme(String nom) {
    var faces = FacesContext.getCurrentInstance();
    if (faces == null) {
      return null;
    }
    if (faces.getExternalContext().getRequest() instanceof ServletRequest requete) {
      var attribut = requete.getAttribute(nom);
      if (attribut != null) {
        return attribut;
      }
    }
    @SuppressWarnings("unchecked")
    var connus =
        (Map<String, Object>)
            faces.getAttributes().computeIfAbsent(AccesDirect.class, _ -> new HashMap<>());
    var connu = connus.get(nom);
    if (connu == null) {
      connu =
          nommes
              .computeIfAbsent(nom, AccesDirect::chercher)
              .map(AccesDirect::instance)
              .orElse(null);
      if (connu != null) {
        connus.put(nom, connu);
      }
    }
    return connu;
  }

  private static Optional<Bean<?>> chercher(String nom) {
    var gestionnaire = CDI.current().getBeanManager();
    return Optional.<Bean<?>>ofNullable(gestionnaire.resolve(gestionnaire.getBeans(nom)))
        .filter(b -> PORTEES.contains(b.getScope()));
  }

  /** Celui que le mandataire cacherait ; ses intercepteurs restent, ils sont dans sa classe. */
  private static <T> T instance(Bean<T> bean) {
    BeanManager gestionnaire = CDI.current().getBeanManager();
    return gestionnaire
        .getContext(bean.getScope())
        .get(bean, gestionnaire.createCreationalContext(bean));
  }

  @Override
  public Object invoke(
      ELContext contexte, Object base, Object methode, Class<?>[] types, Object[] valeurs) {
    if (base == null || !(methode instanceof String nom)) {
      return null;
    }
    var donnees = valeurs == null ? RIEN : valeurs;
    var m = METHODES.get(base.getClass()).methode(nom, donnees);
    if (m == null) {
      return null;
    }
    var resultat = appeler(m, base, donnees);
    contexte.setPropertyResolved(base, nom);
    return resultat;
  }

  private static Object appeler(Method methode, Object base, Object[] valeurs) {
    try {
      return methode.invoke(base, valeurs);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error erreur) {
        throw erreur;
      }
      throw new ELException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new ELException(e);
    }
  }

  /** Ce qui est déjà du type voulu n'a pas à faire le tour des résolveurs. */
  @Override
  public <T> T convertToType(ELContext contexte, Object valeur, Class<T> type) {
    if (!type.isInstance(valeur)) {
      return null;
    }
    contexte.setPropertyResolved(valeur, type);
    return type.cast(valeur);
  }

  @Override
  public Class<?> getType(ELContext contexte, Object base, Object propriete) {
    return null;
  }

  @Override
  public void setValue(ELContext contexte, Object base, Object propriete, Object valeur) {
    // l'écriture reste aux résolveurs du serveur
  }

  @Override
  public boolean isReadOnly(ELContext contexte, Object base, Object propriete) {
    return false;
  }

  @Override
  public Class<?> getCommonPropertyType(ELContext contexte, Object base) {
    return null;
  }
}
