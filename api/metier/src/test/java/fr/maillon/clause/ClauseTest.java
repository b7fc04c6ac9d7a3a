package fr.maillon.clause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.isolation.Identite;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClauseTest {
  private static final Instant HIER = Instant.parse("2026-11-21T10:00:00Z");
  private static final Instant MIDI = Instant.parse("2026-11-22T12:00:00Z");
  private final Identite facilitateur =
      new Identite(UUID.randomUUID(), "facilitateur1", "Facilitateur 1", Set.of("facilitateur"));
  private final Identite agent =
      new Identite(UUID.randomUUID(), "agent-lyon", "Agent", Set.of("agent"));
  private final Clause clause =
      Clause.proposer(
          UUID.randomUUID(),
          UUID.randomUUID(),
          2,
          Mecanisme.CLAUSE_EXECUTION,
          null,
          facilitateur,
          HIER);

  @Test
  void naitProposeeParSonAuteur() {
    assertThat(clause.etat).isEqualTo(EtatClause.PROPOSEE);
    assertThat(clause.auteurNom).isEqualTo("Facilitateur 1");
    assertThat(clause.decideeLe).isNull();
  }

  @Test
  void accepteeDitParQuiEtQuand() {
    clause.accepter(0, agent, MIDI);
    assertThat(clause.etat).isEqualTo(EtatClause.ACCEPTEE);
    assertThat(clause.decideeParNom).isEqualTo("Agent");
    assertThat(clause.decideeLe).isEqualTo(MIDI);
  }

  @Test
  void refuseeGardeLeMotif() {
    clause.refuser(0, "Trop d'heures pour deux mois de chantier", agent, MIDI);
    assertThat(clause.etat).isEqualTo(EtatClause.REFUSEE);
    assertThat(clause.motif).startsWith("Trop d'heures");
  }

  @Test
  void neSeDecideQuUneFois() {
    clause.accepter(0, agent, MIDI);
    assertThatThrownBy(() -> clause.refuser(0, "non", agent, MIDI))
        .isInstanceOfSatisfying(
            RegleMetier.class, e -> assertThat(e.code()).isEqualTo("clause-deja-decidee"));
    assertThat(clause.etat).isEqualTo(EtatClause.ACCEPTEE);
    assertThat(clause.motif).isNull();
  }

  @Test
  void uneLecturePerimeeNeDecideRien() {
    assertThatThrownBy(() -> clause.accepter(1, agent, MIDI)).isInstanceOf(VersionPerimee.class);
    assertThat(clause.etat).isEqualTo(EtatClause.PROPOSEE);
  }
}
