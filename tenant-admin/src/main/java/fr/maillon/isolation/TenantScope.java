package fr.maillon.isolation;

import java.util.Optional;
import java.util.UUID;

/**
 * Porte le périmètre de la demande en cours. Une {@link ScopedValue} ne survit pas à l'appel et ne
 * passe pas d'un fil à l'autre : une tâche de fond doit rouvrir la portée elle-même, et sans portée
 * la base ne montre rien.
 */
public final class TenantScope {
  private record Courant(Identite identite, Perimetre perimetre) {}

  private static final UUID NUL = new UUID(0, 0);
  private static final Identite PERSONNE = new Identite(NUL, "", "", java.util.Set.of());
  private static final ScopedValue<Courant> COURANT = ScopedValue.newInstance();

  private TenantScope() {}

  public static <R, X extends Throwable> R call(
      Identite identite, Perimetre perimetre, ScopedValue.CallableOp<R, X> corps) throws X {
    return ScopedValue.where(COURANT, new Courant(identite, perimetre)).call(corps);
  }

  public static void run(Identite identite, Perimetre perimetre, Runnable corps) {
    ScopedValue.where(COURANT, new Courant(identite, perimetre)).run(corps);
  }

  public static Perimetre perimetre() {
    return COURANT.isBound() ? COURANT.get().perimetre() : new Perimetre.Aucun();
  }

  /** Qui parle ; une identité nulle, sans rôle, quand personne ne parle. */
  public static Identite identite() {
    return COURANT.isBound() ? COURANT.get().identite() : PERSONNE;
  }

  /** L'espace où l'on est entré, s'il y en a un. */
  public static Optional<Espace> espace() {
    return perimetre() instanceof Perimetre.UnMaitreOuvrage(var espace)
        ? Optional.of(espace)
        : Optional.empty();
  }
}
