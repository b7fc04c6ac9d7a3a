package fr.maillon.web.securite;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.isolation.Identite;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JetonCsrfTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant MATIN = Instant.parse("2026-11-22T08:00:00Z");
  private static final Identite ALICE =
      new Identite(new UUID(0, 1), "alice", "Alice", Set.of("agent"));
  private static final Identite BOB = new Identite(new UUID(0, 2), "bob", "Bob", Set.of("agent"));
  private static final String A = "m:aix-marseille:" + new UUID(0, 10);
  private static final String B = "m:lyon:" + new UUID(0, 11);
  private static final Secret SECRET =
      new Secret("un-secret-d-essai-de-plus-de-trente-deux-caracteres");

  private static JetonCsrf jeton(Instant quand) {
    return new JetonCsrf(SECRET, Clock.fixed(quand, PARIS));
  }

  @Test
  void recu_la_ou_il_a_ete_affiche_par_qui_l_a_affiche() {
    assertThat(jeton(MATIN).verifier(jeton(MATIN).tracer(ALICE, A), ALICE, A)).isEmpty();
  }

  @Test
  void recu_encore_le_lendemain_puis_plus() {
    var trace = jeton(MATIN).tracer(ALICE, A);
    assertThat(jeton(MATIN.plus(Duration.ofDays(1))).verifier(trace, ALICE, A)).isEmpty();
    assertThat(jeton(MATIN.plus(Duration.ofDays(2))).verifier(trace, ALICE, A))
        .get()
        .satisfies(r -> assertThat(r.statut()).isEqualTo(409))
        .extracting(JetonCsrf.Refus::detail)
        .asString()
        .contains("plus d'une journée", "Rien n'a été enregistré");
    assertThat(jeton(MATIN.minus(Duration.ofDays(1))).verifier(trace, ALICE, A)).isPresent();
  }

  /**
   * Un formulaire resté ouvert tout un pont n'agit plus ; ce qui y est écrit revient une semaine à
   * qui l'avait ouvert, et là seulement.
   */
  @Test
  void trop_vieux_pour_agir_il_se_relit_une_semaine() {
    var trace = jeton(MATIN).tracer(ALICE, A);
    for (int jours : new int[] {2, 7}) {
      assertThat(jeton(MATIN.plus(Duration.ofDays(jours))).relisible(trace, ALICE, A)).isTrue();
    }
    assertThat(jeton(MATIN.plus(Duration.ofDays(8))).relisible(trace, ALICE, A)).isFalse();
    assertThat(jeton(MATIN.plus(Duration.ofDays(2))).relisible(trace, BOB, A)).isFalse();
    assertThat(jeton(MATIN.plus(Duration.ofDays(2))).relisible(trace, ALICE, B)).isFalse();
    for (var faux : new String[] {null, "", "~~~", trace.substring(0, trace.length() - 1)}) {
      assertThat(jeton(MATIN).relisible(faux, ALICE, A)).isFalse();
    }
  }

  @Test
  void affiche_pour_un_espace_et_poste_a_un_autre_est_refuse_en_nommant_les_deux() {
    assertThat(jeton(MATIN).verifier(jeton(MATIN).tracer(ALICE, A), ALICE, B))
        .get()
        .satisfies(
            r -> {
              assertThat(r.statut()).isEqualTo(409);
              assertThat(r.detail()).contains("aix-marseille", "lyon", "Rien n'a été enregistré");
            });
  }

  @Test
  void celui_d_un_autre_est_refuse() {
    assertThat(jeton(MATIN).verifier(jeton(MATIN).tracer(BOB, A), ALICE, A))
        .get()
        .extracting(JetonCsrf.Refus::statut)
        .isEqualTo(403);
  }

  @Test
  void absent_tronque_ou_retouche_est_refuse() {
    var bon = jeton(MATIN).tracer(ALICE, A);
    for (var faux :
        new String[] {
          null,
          "",
          "~~",
          bon.substring(0, bon.length() - 1),
          bon.replace("aix-marseille", "lyon"),
          "x" + bon,
          (Long.parseLong(bon.split("~")[0]) + 1) + bon.substring(bon.indexOf('~'))
        }) {
      assertThat(jeton(MATIN).verifier(faux, ALICE, A))
          .as("%s", faux)
          .get()
          .extracting(JetonCsrf.Refus::statut)
          .isEqualTo(403);
    }
  }

  @Test
  void une_signature_d_un_usage_ne_vaut_rien_pour_un_autre() {
    assertThat(SECRET.verifie("message", "texte", SECRET.signer("formulaire", "texte"))).isFalse();
  }

  @Test
  void l_adresse_partagee_n_a_pas_de_jeton() {
    assertThat(JetonCsrf.sansJeton("q=peinture&_jeton=abc&page=2")).isEqualTo("q=peinture&page=2");
    assertThat(JetonCsrf.sansJeton(null)).isEmpty();
  }
}
