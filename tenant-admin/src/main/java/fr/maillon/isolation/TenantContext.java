package fr.maillon.isolation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Ce que le métier demande : où suis-je, qui parle. */
@ApplicationScoped
public class TenantContext {

  /** L'espace où l'on est entré. */
  public Espace espace() {
    return TenantScope.espace()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "aucun espace ouvert : périmètre " + TenantScope.perimetre()));
  }

  /**
   * Le prédicat que toute requête de liste porte en clair. La politique de la base reste la garde ;
   * ce prédicat est la route, celle de l'index qui commence par {@code tenant_id}.
   */
  public UUID tenantId() {
    return espace().id();
  }

  public Perimetre perimetre() {
    return TenantScope.perimetre();
  }

  public Identite identite() {
    return TenantScope.identite();
  }
}
