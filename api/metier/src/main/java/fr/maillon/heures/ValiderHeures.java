package fr.maillon.heures;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.util.UUID;

/** Inscrit des heures déclarées au registre et, du même geste, aux cumuls : la consolidation les compte aussitôt. */
@ApplicationScoped
public class ValiderHeures {
  @Inject TenantContext contexte;
  @Inject Registre registre;
  @Inject Clock horloge;

  /** @throws Introuvable absente, ou d'un autre espace ; @throws RegleMetier {@code deja-decidee} */
  @Habilite(value = {Titre.FACILITATEUR, Titre.COORDINATEUR}, geste = Geste.ECRIRE)
  @Transactional
  public void executer(@NotNull UUID declaration) {
    var trouvee = registre.declaration(declaration);
    trouvee.valider(contexte.identite().nom(), horloge.instant());
    registre.ecrire(trouvee, registre.contrat(trouvee.contratId), NatureEcriture.VALIDATION, trouvee.heures, null);
  }
}
