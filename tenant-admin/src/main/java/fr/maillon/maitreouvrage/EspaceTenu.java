package fr.maillon.maitreouvrage;

import fr.maillon.isolation.TenantScope;
import fr.maillon.journal.Journal;
import fr.maillon.journal.NatureDeLigne;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.UUID;

/** L'espace qu'un geste change : relu, puis noté à son journal. */
@ApplicationScoped
class EspaceTenu {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Espaces espaces;
  @Inject Journal journal;
  @Inject Clock horloge;

  MaitreOuvrage lu(UUID id, Integer version) {
    var m = espaces.trouver(id);
    m.verifier(version);
    m.changer(TenantScope.identite(), horloge.instant());
    return m;
  }

  void noter(MaitreOuvrage m, String acte, String detail) {
    em.flush();
    journal.noter(m.id, NatureDeLigne.VIE, acte, m.id.toString(), detail);
  }
}
