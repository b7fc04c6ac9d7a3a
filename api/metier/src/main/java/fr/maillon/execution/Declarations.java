package fr.maillon.execution;

import fr.maillon.regle.VersionPerimee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** La déclaration qu'un geste change, relue et tenue. */
@ApplicationScoped
class Declarations {
  @Inject Registre registre;

  DeclarationHeures lire(UUID id, Integer version) {
    var declaration = registre.declaration(id);
    declaration.exigerVersion(VersionPerimee.exigee(version));
    return declaration;
  }
}
