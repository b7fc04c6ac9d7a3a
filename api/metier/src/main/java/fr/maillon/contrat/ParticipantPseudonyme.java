package fr.maillon.contrat;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Comment un maître d'ouvrage désigne une personne : un pseudonyme propre à son espace. Une vue, jamais écrite. */
@Entity
@Table(schema = "equipe", name = "participant_pseudonyme")
class ParticipantPseudonyme {
  @Id @Column(name = "contrat_id") UUID contratId;
  @Column(name = "tenant_id", insertable = false, updatable = false) UUID tenantId;
  String pseudonyme;
}
