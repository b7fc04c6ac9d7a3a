package fr.maillon.web.marche;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.assistance.Acteur;
import fr.maillon.assistance.DemandeLigne;
import fr.maillon.assistance.EtatDemande;
import fr.maillon.assistance.ServiceAssistance;
import fr.maillon.clause.ClauseView;
import fr.maillon.clause.EtatClause;
import fr.maillon.clause.Mecanisme;
import fr.maillon.clause.Unite;
import fr.maillon.marche.EtatMarche;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProchaineActionTest {
  private static final UUID MARCHE = UUID.fromString("00000000-0000-4000-8000-00000000000a");
  private static final UUID CLAUSE = UUID.fromString("00000000-0000-4000-8000-00000000000b");
  private static final UUID DEMANDE = UUID.fromString("00000000-0000-4000-8000-00000000000c");

  @Test
  void une_clause_a_decider_passe_avant_tout() {
    var action =
        action(EtatMarche.EN_EXECUTION, proposee(), 1, demande(EtatDemande.NOUVELLE), 3, 1);
    assertThat(action.qui()).isEqualTo("Le maître d'ouvrage");
    assertThat(action.quoi()).isEqualTo("accepte ou refuse la clause proposée pour le lot 2.");
    assertThat(action.lien()).isEqualTo("/m/x/clauses/" + CLAUSE);
  }

  @Test
  void plusieurs_clauses_menent_a_leur_liste() {
    assertThat(action(EtatMarche.A_ETUDIER, proposee(), 4, null, 0, 0).lien())
        .isEqualTo("/m/x/clauses?marche=" + MARCHE + "&etat=PROPOSEE");
  }

  @Test
  void une_demande_ouverte_dit_qui_agit() {
    var action = action(EtatMarche.A_ETUDIER, null, 0, demande(EtatDemande.PRISE_EN_CHARGE), 3, 1);
    assertThat(action.qui()).isEqualTo("Facilitateur 1");
    assertThat(action.lien()).isEqualTo("/m/x/demandes/" + DEMANDE);
    assertThat(
            action(EtatMarche.A_ETUDIER, null, 0, demande(EtatDemande.ATTENTE_MAITRE_OUVRAGE), 0, 0)
                .quoi())
        .contains("répond");
  }

  @Test
  void des_heures_declarees_attendent_le_facilitateur() {
    assertThat(action(EtatMarche.EN_EXECUTION, null, 0, null, 3, 1))
        .isEqualTo(
            new ProchaineAction(
                "Le facilitateur",
                "valide ou refuse 3\u00a0déclarations d'heures.",
                "/m/x/execution",
                "Voir les heures à valider"));
  }

  @Test
  void une_clause_calibree_est_acceptee_elle_n_attend_plus_de_decision() {
    assertThat(action(EtatMarche.CALIBRE, null, 0, null, 0, 1).quoi())
        .contains("acceptée")
        .doesNotContain("décide", "proposée");
  }

  @Test
  void un_marche_notifie_dont_la_clause_est_acceptee_attend_ses_contrats() {
    assertThat(action(EtatMarche.NOTIFIE, null, 0, null, 0, 1).quoi()).contains("contrats");
    assertThat(action(EtatMarche.NOTIFIE, null, 0, null, 0, 0).lien())
        .endsWith("/demandes/nouvelle?marche=" + MARCHE);
  }

  @Test
  void l_equipe_ne_se_voit_pas_offrir_ce_que_seul_l_agent_fait() {
    assertThat(
            ProchaineAction.de(
                    "/m/x", MARCHE, EtatMarche.A_ETUDIER, proposee(), 1, null, 0, 0, true)
                .libelle())
        .isEqualTo("Voir la clause");
    assertThat(
            ProchaineAction.de("/m/x", MARCHE, EtatMarche.IDENTIFIE, null, 0, null, 0, 0, true)
                .lien())
        .isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = EtatMarche.class,
      names = {"SOLDE", "SANS_CLAUSE", "RESILIE"})
  void un_marche_clos_n_attend_personne(EtatMarche etat) {
    assertThat(action(etat, null, 0, null, 0, 0).lien()).isNull();
  }

  private static ProchaineAction action(
      EtatMarche etat,
      ClauseView proposee,
      long proposees,
      DemandeLigne demande,
      long heures,
      long acceptees) {
    return ProchaineAction.de(
        "/m/x", MARCHE, etat, proposee, proposees, demande, heures, acceptees, false);
  }

  private static ClauseView proposee() {
    return new ClauseView(
        CLAUSE,
        MARCHE,
        "2026-1",
        "École",
        UUID.randomUUID(),
        2,
        "Peinture",
        Mecanisme.values()[0],
        "L2112-2",
        1,
        EtatClause.PROPOSEE,
        Unite.HEURES,
        BigDecimal.TEN,
        BigDecimal.TEN,
        null,
        null,
        2026,
        null,
        "Facilitateur 1",
        Instant.EPOCH,
        null,
        null,
        null,
        null,
        0);
  }

  private static DemandeLigne demande(EtatDemande etat) {
    var qui =
        etat.acteur() == Acteur.FACILITATEUR
            ? "Facilitateur 1"
            : etat.acteur() == Acteur.EQUIPE ? "L'équipe" : "Le maître d'ouvrage";
    return new DemandeLigne(
        DEMANDE,
        null,
        null,
        ServiceAssistance.values()[0],
        "Calibrage",
        LocalDate.of(2026, 12, 1),
        3,
        etat,
        etat.libelle(),
        etat.acteur(),
        qui,
        false,
        "Agent",
        Instant.EPOCH,
        false);
  }
}
