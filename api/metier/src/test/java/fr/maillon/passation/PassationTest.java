package fr.maillon.passation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.maillon.banc.Banc;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.regle.RegleMetier;
import fr.maillon.travail.Bail;
import fr.maillon.travail.BailPerdu;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Une passation se décide, se mène par étapes, se reprend ; ce qu'il reste à faire se lit en base.
 */
class PassationTest {
  private static final LocalDate JOUR = LocalDate.of(2026, 11, 22);
  private static final Instant QUAND = Instant.parse("2026-11-22T09:00:00Z");
  private static final UUID UNE = new UUID(0, 1);
  private static final UUID DEUX = new UUID(0, 2);
  private static final Identite QUI =
      new Identite(new UUID(0, 3), "coordinateur", "Coordination", Set.of());
  private static final Identite AUTRE =
      new Identite(new UUID(0, 4), "autre", "Autre coordination", Set.of());

  @Test
  void elleVaDUnePersonneAUneAutreEtPasDansLePasse() {
    refus("meme-personne", () -> decider(UNE, JOUR));
    refus("effet-passe", () -> decider(DEUX, JOUR.minusDays(1)));
    assertThat(decider(DEUX, JOUR).etat).isEqualTo(EtatPassation.PREVUE);
  }

  @Test
  void ceQuiEstEmpecheSeReprendAuNomDeQuiReprend() {
    var p = decider(DEUX, JOUR);
    refus("rien-a-reprendre", () -> p.reprendre(AUTRE));
    p.finir(false, QUAND);
    assertThat(p.etat).isEqualTo(EtatPassation.A_REPRENDRE);
    p.reprendre(AUTRE);
    assertThat(p.etat).isEqualTo(EtatPassation.PREVUE);
    assertThat(p.par).isEqualTo(AUTRE.id());
    p.finir(true, QUAND);
    refus("rien-a-reprendre", () -> p.reprendre(AUTRE));
  }

  @Test
  void unEspaceEmpecheSeReprendEtCeQuiEstFaitNeSeRefaitPas() {
    var e = new PassationEspace(UNE, DEUX);
    e.empecher("x".repeat(900));
    assertThat(e.etat).isEqualTo(PassationEspace.Etat.ERREUR);
    assertThat(e.erreur).hasSize(500);
    e.reprendre();
    assertThat(e.etat).isEqualTo(PassationEspace.Etat.A_FAIRE);
    e.fait(3);
    e.reprendre();
    assertThat(e.etat).as("ce qui est fait ne se refait pas").isEqualTo(PassationEspace.Etat.FAIT);
    assertThat(e.demandes).isEqualTo(3);
  }

  @Test
  void ceQuiResteAFaireSeLitEtSeClotSousLeBail() {
    try (var banc = new Banc(Clock.fixed(QUAND, ZoneId.of("Europe/Paris")))) {
      for (var id : new UUID[] {UNE, DEUX, QUI.id()}) {
        banc.proprietaire(
            "insert into plateforme.utilisateur (id, identifiant, nom, courriel) values ('"
                + id
                + "', '"
                + id
                + "', 'x', 'x@essai.invalid')");
      }
      var espace = UUID.randomUUID();
      banc.proprietaire(
          "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
              + espace
              + "', 'essai', 'Essai', 'E', 'COMMUNE', '#123456')");
      for (int i = 0; i < 2; i++) {
        var id = new UUID(9, i);
        banc.proprietaire(
            "insert into plateforme.passation (id, de, de_nom, vers, vers_nom, effet, etat, par,"
                + " par_nom, quand) values ('"
                + id
                + "', '"
                + UNE
                + "', 'a', '"
                + DEUX
                + "', 'b', '"
                + JOUR.plusDays(i)
                + "', 'PREVUE', '"
                + QUI.id()
                + "', 'c', now())");
        banc.proprietaire(
            "insert into plateforme.passation_espace (passation_id, maitre_ouvrage_id, etat) values"
                + " ('"
                + id
                + "', '"
                + espace
                + "', 'A_FAIRE')");
      }
      var bail = new Bail(new UUID(0, 0), new UUID(9, 0), UUID.randomUUID());
      var perdu = new Bail(new UUID(0, 0), new UUID(9, 0), UUID.randomUUID());
      banc.proprietaire("alter table plateforme.travail no force row level security");
      banc.proprietaire(
          "insert into plateforme.travail (tenant_id, id, porteur, nature, cle, objet, auteur_id,"
              + " auteur_nom, etat, jeton, bail, prochaine, cree_le) values ('"
              + bail.tenantId()
              + "', '"
              + bail.travail()
              + "', 'EQUIPE', 'passation', 'p', 'p', '"
              + QUI.id()
              + "', 'c', 'EN_COURS', '"
              + bail.jeton()
              + "', now(), now(), now())");
      banc.proprietaire("alter table plateforme.travail force row level security");
      var etape = new Etapes.Etape(espace, UNE, DEUX);
      assertThat(restent(banc, bail)).containsExactly(etape);
      assertThatExceptionOfType(BailPerdu.class)
          .isThrownBy(
              () ->
                  etapes(
                      banc,
                      e -> {
                        e.fait(perdu, etape, 2);
                        return null;
                      }));
      etapes(
          banc,
          e -> {
            e.fait(bail, etape, 2);
            e.clore(bail);
            return null;
          });
      assertThat(restent(banc, bail)).isEmpty();
      assertThat(etat(banc, bail.travail())).isEqualTo(EtatPassation.FAITE);
      assertThat(etat(banc, new UUID(9, 1)))
          .as("celle de demain attend")
          .isEqualTo(EtatPassation.PREVUE);
    }
  }

  private static List<Etapes.Etape> restent(Banc banc, Bail bail) {
    return etapes(banc, e -> e.aFaire(bail.travail()));
  }

  private static EtatPassation etat(Banc banc, UUID passation) {
    return etapes(banc, e -> e.em.find(Passation.class, passation).etat);
  }

  private static <R> R etapes(Banc banc, Function<Etapes, R> geste) {
    return banc.sous(QUI, new Perimetre.Systeme(), Etapes.class, geste);
  }

  private static Passation decider(UUID vers, LocalDate effet) {
    return Passation.decider(UNE, "Une", vers, "Deux", effet, QUI, QUAND, JOUR);
  }

  private static void refus(String code, Runnable geste) {
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(geste::run)
        .matches(e -> e.code().equals(code), code);
  }
}
