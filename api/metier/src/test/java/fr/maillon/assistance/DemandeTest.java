package fr.maillon.assistance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DemandeTest {
  private static final Instant MAINTENANT = Instant.parse("2026-11-22T09:00:00Z");
  private static final LocalDate JOUR = LocalDate.parse("2026-11-22");
  private static final Identite AGENT = personne("Agente");
  private static final Identite UNE = personne("Facilitatrice Une");
  private static final Identite DEUX = personne("Facilitateur Deux");

  /** Ce que le suivi par UNE permet à qui, dans chaque état ; tout le reste est refusé. */
  private static final Map<EtatDemande, Map<Identite, Set<Geste>>> PERMIS =
      Map.of(
          EtatDemande.NOUVELLE,
              Map.of(
                  UNE,
                  Set.of(Geste.PRENDRE_EN_CHARGE),
                  DEUX,
                  Set.of(Geste.PRENDRE_EN_CHARGE),
                  AGENT,
                  Set.of(Geste.ANNULER)),
          EtatDemande.PRISE_EN_CHARGE,
              Map.of(
                  UNE,
                  Set.of(Geste.RENDRE, Geste.QUESTIONNER, Geste.TERMINER),
                  DEUX,
                  Set.of(Geste.PRENDRE_EN_CHARGE),
                  AGENT,
                  Set.of(Geste.ANNULER)),
          EtatDemande.ATTENTE_MAITRE_OUVRAGE,
              Map.of(
                  UNE,
                  Set.of(Geste.RENDRE, Geste.TERMINER),
                  DEUX,
                  Set.of(Geste.PRENDRE_EN_CHARGE),
                  AGENT,
                  Set.of(Geste.REPONDRE, Geste.ANNULER)),
          EtatDemande.TERMINEE, Map.of(UNE, Set.of(), DEUX, Set.of(), AGENT, Set.of()),
          EtatDemande.ANNULEE, Map.of(UNE, Set.of(), DEUX, Set.of(), AGENT, Set.of()));

  static Stream<Arguments> tout() {
    return Stream.of(EtatDemande.values())
        .flatMap(
            etat ->
                Stream.of(UNE, DEUX, AGENT)
                    .flatMap(
                        qui ->
                            Stream.of(Geste.values())
                                .filter(g -> g != Geste.CONFIER && equipe(g) == (qui != AGENT))
                                .map(geste -> Arguments.of(etat, qui, geste))));
  }

  @ParameterizedTest
  @MethodSource("tout")
  void chaqueGesteEstPermisOuRefuseSelonLEtatEtQuiSuit(
      EtatDemande etat, Identite qui, Geste geste) {
    var demande = en(etat);
    if (PERMIS.get(etat).get(qui).contains(geste)) {
      faire(geste, qui).accept(demande);
    } else {
      refusee("etape-impossible", () -> faire(geste, qui).accept(demande));
      assertThat(demande.etat).as("un refus ne change rien").isEqualTo(etat);
    }
  }

  @ParameterizedTest
  @EnumSource(EtatDemande.class)
  void lesGestesAnnoncesSontCeuxPermisACeTitre(EtatDemande etat) {
    var demande = en(etat);
    assertThat(demande.gestes(Titre.FACILITATEUR, UNE.id())).isEqualTo(PERMIS.get(etat).get(UNE));
    assertThat(demande.gestes(Titre.FACILITATEUR, DEUX.id())).isEqualTo(PERMIS.get(etat).get(DEUX));
    var deLaCoordination = EnumSet.noneOf(Geste.class);
    deLaCoordination.addAll(PERMIS.get(etat).get(DEUX));
    if (etat.ouvert()) {
      deLaCoordination.add(Geste.CONFIER);
    }
    assertThat(demande.gestes(Titre.COORDINATEUR, DEUX.id())).isEqualTo(deLaCoordination);
    assertThat(demande.gestes(Titre.AGENT, AGENT.id())).isEqualTo(PERMIS.get(etat).get(AGENT));
    assertThat(demande.gestes(Titre.CENTRAL, AGENT.id())).isEmpty();
  }

  @Test
  void laMainPasseDeLEquipeAuFacilitateurPuisAuMaitreDOuvrage() {
    var demande = en(EtatDemande.NOUVELLE);
    assertThat(demande.quiAgit()).isEqualTo("L'équipe");
    demande.prendreEnCharge(UNE, MAINTENANT);
    assertThat(demande.quiAgit()).isEqualTo("Facilitatrice Une");
    var question = demande.questionner(UNE, " Quel lot ? ", MAINTENANT);
    assertThat(demande.etat).isEqualTo(EtatDemande.ATTENTE_MAITRE_OUVRAGE);
    assertThat(demande.quiAgit()).isEqualTo("Le maître d'ouvrage");
    assertThat(question.texte).isEqualTo("Quel lot ?");
    assertThat(question.auteurNom).isEqualTo("Facilitatrice Une");
    assertThat(question.demandeId).isEqualTo(demande.id);
    demande.repondre(AGENT, "Le lot 2.", MAINTENANT);
    assertThat(demande.quiAgit()).isEqualTo("Facilitatrice Une");
    assertThat(demande.termineeLe).isNull();
    demande.terminer(UNE, "Voici.", MAINTENANT);
    assertThat(demande.quiAgit()).isEqualTo("Aucune action attendue");
    assertThat(demande.termineeLe).isEqualTo(MAINTENANT);
  }

  @Test
  void rendueElleRedevientNouvelleEtUnAutreLaPrend() {
    var demande = en(EtatDemande.PRISE_EN_CHARGE);
    var message = demande.rendre(UNE, " Hors de mon métier. ", MAINTENANT);
    assertThat(message.nature).isEqualTo(NatureMessage.RENDUE);
    assertThat(message.texte).isEqualTo("Hors de mon métier.");
    assertThat(demande.etat).isEqualTo(EtatDemande.NOUVELLE);
    assertThat(demande.quiAgit()).isEqualTo("L'équipe");
    assertThat(demande.suiviePar(UNE.id())).isFalse();
    demande.prendreEnCharge(DEUX, MAINTENANT);
    assertThat(demande.quiAgit()).isEqualTo("Facilitateur Deux");
    demande.calibreeLe = MAINTENANT;
    assertThat(demande.quiAgit())
        .as("la clause acceptée, nul n'a plus à agir")
        .startsWith("Personne");
    assertThat(demande.gestes(Titre.FACILITATEUR, DEUX.id()))
        .as("mais elle se termine")
        .contains(Geste.TERMINER);
  }

  @Test
  void leRelaisChangeLaPersonneEtNonLEtape() {
    var demande = en(EtatDemande.ATTENTE_MAITRE_OUVRAGE);
    var relais = demande.prendreEnCharge(DEUX, MAINTENANT);
    assertThat(relais.texte).isEqualTo("Facilitateur Deux prend le relais de Facilitatrice Une.");
    assertThat(demande.etat).isEqualTo(EtatDemande.ATTENTE_MAITRE_OUVRAGE);
    assertThat(demande.facilitateurNom).isEqualTo("Facilitateur Deux");
    refusee("etape-impossible", () -> demande.terminer(UNE, "Trop tard.", MAINTENANT));
  }

  @ParameterizedTest
  @EnumSource(EtatDemande.class)
  void laCoordinationConfieCeQuiEstOuvert(EtatDemande etat) {
    var demande = en(etat);
    if (!etat.ouvert()) {
      refusee(
          "etape-impossible", () -> demande.confier(DEUX.id(), DEUX.nom(), "", UNE, MAINTENANT));
      return;
    }
    var message = demande.confier(DEUX.id(), DEUX.nom(), "", AGENT, MAINTENANT);
    assertThat(message.texte)
        .isEqualTo(
            etat == EtatDemande.NOUVELLE
                ? "Confiée à Facilitateur Deux."
                : "Confiée à Facilitateur Deux, à la suite de Facilitatrice Une.");
    assertThat(demande.etat)
        .as("l'étape ne recule pas")
        .isEqualTo(etat == EtatDemande.NOUVELLE ? EtatDemande.PRISE_EN_CHARGE : etat);
    assertThat(demande.suiviePar(DEUX.id())).isTrue();
    refusee("deja-suivie", () -> demande.confier(DEUX.id(), DEUX.nom(), "", AGENT, MAINTENANT));
  }

  @Test
  void laDateSouhaiteeNEstPasPassee() {
    refusee(
        "date-passee",
        () ->
            Demande.deposer(
                UUID.randomUUID(),
                ServiceAssistance.CALIBRAGE,
                "Besoin",
                JOUR.minusDays(1),
                AGENT,
                MAINTENANT,
                JOUR));
    assertThat(
            Demande.deposer(
                    UUID.randomUUID(),
                    ServiceAssistance.CALIBRAGE,
                    "Besoin",
                    JOUR,
                    AGENT,
                    MAINTENANT,
                    JOUR)
                .etat)
        .isEqualTo(EtatDemande.NOUVELLE);
  }

  @Test
  void plusTotQueLeDelaiDeReponseEstUnAvertissement() {
    assertThat(LireDemande.delaiCourt(JOUR, JOUR.plusDays(27), 4)).contains("4 semaines");
    assertThat(LireDemande.delaiCourt(JOUR, JOUR.plusDays(28), 4)).isNull();
  }

  @Test
  void uneVersionPerimeeEstRefusee() {
    var demande = en(EtatDemande.NOUVELLE);
    demande.version = 3;
    assertThatExceptionOfType(VersionPerimee.class).isThrownBy(() -> demande.exigerVersion(2));
    demande.exigerVersion(3);
  }

  @Test
  void lesJoursRestantsNeComptentQuePourUneDemandeOuverte() {
    assertThat(DemandeLigne.jours(EtatDemande.NOUVELLE, JOUR.minusDays(2), JOUR)).isEqualTo(-2);
    assertThat(DemandeLigne.jours(EtatDemande.PRISE_EN_CHARGE, JOUR.plusDays(5), JOUR))
        .isEqualTo(5);
    assertThat(DemandeLigne.jours(EtatDemande.TERMINEE, JOUR.minusDays(2), JOUR)).isNull();
  }

  private static Demande en(EtatDemande etat) {
    var demande =
        Demande.deposer(
            UUID.randomUUID(),
            ServiceAssistance.CALIBRAGE,
            "Calibrer le lot 2.",
            JOUR.plusDays(40),
            AGENT,
            MAINTENANT,
            JOUR);
    List<Consumer<Demande>> chemin =
        switch (etat) {
          case NOUVELLE -> List.of();
          case PRISE_EN_CHARGE -> List.of(faire(Geste.PRENDRE_EN_CHARGE, UNE));
          case ATTENTE_MAITRE_OUVRAGE ->
              List.of(faire(Geste.PRENDRE_EN_CHARGE, UNE), faire(Geste.QUESTIONNER, UNE));
          case TERMINEE -> List.of(faire(Geste.PRENDRE_EN_CHARGE, UNE), faire(Geste.TERMINER, UNE));
          case ANNULEE -> List.of(faire(Geste.ANNULER, AGENT));
        };
    chemin.forEach(pas -> pas.accept(demande));
    assertThat(demande.etat).isEqualTo(etat);
    return demande;
  }

  private static Consumer<Demande> faire(Geste geste, Identite qui) {
    return switch (geste) {
      case PRENDRE_EN_CHARGE -> d -> d.prendreEnCharge(qui, MAINTENANT);
      case CONFIER -> d -> d.confier(DEUX.id(), DEUX.nom(), "", qui, MAINTENANT);
      case RENDRE -> d -> d.rendre(qui, "Je pars.", MAINTENANT);
      case QUESTIONNER -> d -> d.questionner(qui, "Question ?", MAINTENANT);
      case REPONDRE -> d -> d.repondre(qui, "Réponse.", MAINTENANT);
      case TERMINER -> d -> d.terminer(qui, "Conclusion.", MAINTENANT);
      case ANNULER -> d -> d.annuler(qui, "Sans objet.", MAINTENANT);
    };
  }

  private static boolean equipe(Geste geste) {
    return EnumSet.of(Geste.PRENDRE_EN_CHARGE, Geste.RENDRE, Geste.QUESTIONNER, Geste.TERMINER)
        .contains(geste);
  }

  private static void refusee(String code, ThrowingCallable geste) {
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(geste)
        .matches(e -> e.code().equals(code), "code " + code);
  }

  private static Identite personne(String nom) {
    return new Identite(
        UUID.nameUUIDFromBytes(nom.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        nom,
        nom,
        Set.of());
  }
}
