package fr.maillon.trace;

import fr.maillon.isolation.Espace;
import fr.maillon.isolation.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ajoute à chaque ligne du journal JSON du serveur l'espace ({@code ext_tenant}, son code
 * d'adresse) et le numéro de la demande ({@code ext_trace}). Jamais le nom d'une personne.
 * L'interface de Liberty n'est pas publiée en artefact : elle est prise par réflexion.
 */
@ApplicationScoped
public class JournalDuServeur {
  private static final Logger JOURNAL = Logger.getLogger(JournalDuServeur.class.getName());
  private static final String CONTEXTE = "com.ibm.websphere.logging.hpel.LogRecordContext";
  // le serveur ne les retient que par références faibles
  private static final List<Object> RETENUS = new java.util.concurrent.CopyOnWriteArrayList<>();

  void auDemarrage(@Observes Startup evenement) {
    try {
      ajouter("tenant", () -> TenantScope.espace().map(Espace::code).orElse(null));
      ajouter("trace", Trace::siLiee);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException e) {
      JOURNAL.log(
          Level.WARNING,
          "Le journal n'aura ni espace ni numéro de demande : "
              + CONTEXTE
              + " n'est pas celui attendu.",
          e);
    }
  }

  private static void ajouter(String nom, Supplier<String> valeur)
      throws ClassNotFoundException,
          NoSuchMethodException,
          IllegalAccessException,
          InvocationTargetException {
    var extension = Class.forName(CONTEXTE + "$Extension");
    var lien =
        Proxy.newProxyInstance(
            extension.getClassLoader(),
            new Class<?>[] {extension},
            (moi, methode, arguments) ->
                switch (methode.getName()) {
                  case "getValue" -> valeur.get();
                  case "hashCode" -> System.identityHashCode(moi);
                  case "equals" -> moi == arguments[0];
                  default -> nom;
                });
    RETENUS.add(lien);
    Class.forName(CONTEXTE)
        .getMethod("registerExtension", String.class, extension)
        .invoke(null, nom, lien);
  }
}
