package fr.maillon.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import fr.maillon.clause.AccepterClause;
import fr.maillon.execution.CorrigerHeures;
import fr.maillon.execution.DeclarerHeures;
import fr.maillon.marche.EtatMarche;
import fr.maillon.regle.RegleMetier;
import fr.maillon.saisie.FiltreIncompris;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ce que l'API lit, et ce qu'elle refuse, avant toute règle. */
class LecteursTest {
  private static <T> T lire(Class<T> type, String json) {
    return new JsonConfig().getContext(type).fromJson(json, type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7.5|7.5",
        "\"7h30\"|7.5",
        "\"7,5 h\"|7.5",
        "\"450 min\"|7.5",
        "0|0",
        "1E1|10",
        "-1|-1"
      })
  void lesHeuresSeLisentCommeDansUnePage(String ecrites, java.math.BigDecimal heures) {
    assertThat(
            lire(DeclarerHeures.Command.class, "{\"mois\":\"2026-10\",\"heures\":" + ecrites + "}")
                .heures())
        .isEqualByComparingTo(heures);
    assertThat(
            lire(CorrigerHeures.Command.class, "{\"motif\":\"relu\",\"heures\":" + ecrites + "}")
                .heures())
        .isEqualByComparingTo(heures);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1E1000000",
        "1E2000000000",
        "-1E2000000000",
        "1E-2000000000",
        "\"1h75\"",
        "\"sept\"",
        "11111111111111111111111111111111111111111111111111"
      })
  void desHeuresIncomprisesSontUnRefusEtNonUnePanne(String ecrites) {
    var faute =
        catchThrowable(
            () ->
                assertThat(
                        java.util.concurrent.CompletableFuture.supplyAsync(
                                () ->
                                    lire(
                                        DeclarerHeures.Command.class,
                                        "{\"heures\":" + ecrites + "}"))
                            .orTimeout(1, java.util.concurrent.TimeUnit.SECONDS)
                            .join())
                    .isNull());
    var probleme = Refus.de(faute.getCause());
    assertThat(probleme.status()).isEqualTo(400);
    assertThat(probleme.code()).isEqualTo("saisie-incomprise");
    assertThat(probleme.violations())
        .singleElement()
        .satisfies(v -> assertThat(v.champ()).isEqualTo("heures"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E1000000", "1E2000000000", "1.5", "99999999999"})
  void unEntierDemesureNeDevientPasZero(String ecrit) {
    var probleme =
        Refus.de(
            catchThrowable(
                () -> lire(AccepterClause.Command.class, "{\"version\":" + ecrit + "}")));
    assertThat(probleme.status()).isEqualTo(400);
    assertThat(probleme.detail()).contains("ligne 1, colonne");
  }

  @Test
  void unTexteNEntrePasAvecUnSigneDeCommande() {
    assertThat(
            lire(
                CorrigerHeures.Command.class,
                "{\"motif\":\"\\u00a0re\\u0000lu\\ufeff\",\"heures\":null}"))
        .isEqualTo(new CorrigerHeures.Command(null, "relu", null));
  }

  /**
   * Un corps « null » passe la lecture : la contrainte du geste le refuse, avec la phrase de la
   * bibliothèque si le geste n'en a pas.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{jakarta.validation.constraints.NotNull.message} | ne doit pas être nul | Envoyez un objet"
            + " JSON.",
        "Décrivez la demande. | Décrivez la demande. | Décrivez la demande."
      })
  void unCorpsNulDitQuoiEnvoyer(String modele, String dite, String attendue) {
    var chemin =
        (Path)
            Proxy.newProxyInstance(
                Path.class.getClassLoader(),
                new Class<?>[] {Path.class},
                (_, methode, _) ->
                    methode.getName().equals("iterator") ? List.of().iterator() : "");
    var faute =
        (ConstraintViolation<?>)
            Proxy.newProxyInstance(
                Path.class.getClassLoader(),
                new Class<?>[] {ConstraintViolation.class},
                (moi, methode, arguments) ->
                    switch (methode.getName()) {
                      case "getMessage" -> dite;
                      case "getMessageTemplate" -> modele;
                      case "getPropertyPath" -> chemin;
                      case "hashCode" -> 1;
                      case "equals" -> moi == arguments[0];
                      default -> null;
                    });
    var probleme = Refus.de(new ConstraintViolationException(Set.of(faute)));
    assertThat(probleme.status()).isEqualTo(400);
    assertThat(probleme.detail()).isEqualTo(attendue);
    assertThat(probleme.violations())
        .singleElement()
        .satisfies(v -> assertThat(v.champ()).isEqualTo("corps"));
  }

  @Test
  void unFiltreIncomprisEstUneDemandeMalFormee() {
    for (Runnable lecture :
        new Runnable[] {
          () -> FiltresLus.montant("f", "abc"),
          () -> FiltresLus.montant("f", "1E1000000"),
          () -> FiltresLus.montant("f", "-1"),
          () -> FiltresLus.jour("f", "2026-02-30"),
          () -> FiltresLus.entier("f", "2e3", 1, 9999),
          () -> FiltresLus.oui("f", "peut-être"),
          () -> FiltresLus.identifiant("f", "12"),
          () -> FiltresLus.mot(EtatMarche.class, "f", "PERDU")
        }) {
      assertThatThrownBy(lecture::run)
          .isInstanceOf(FiltreIncompris.class)
          .satisfies(
              e -> {
                var probleme = Refus.de(e);
                assertThat(probleme.status()).isEqualTo(400);
                assertThat(probleme.violations())
                    .singleElement()
                    .satisfies(v -> assertThat(v.in() + " " + v.champ()).isEqualTo("query f"));
              });
    }
    assertThat(FiltresLus.montant("f", "1 234,50")).isEqualByComparingTo("1234.5");
    assertThat(FiltresLus.jour("f", "03/02/2026")).isEqualTo(LocalDate.of(2026, 2, 3));
    assertThat(FiltresLus.oui("f", "true")).isTrue();
    assertThat(Refus.de(new RegleMetier("quart-heure", "heures", "…")).status()).isEqualTo(422);
  }
}
