package fr.maillon.grille;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.maillon.banc.Banc;
import fr.maillon.calibrage.Calibrer;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.RegleMetier;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * La grille devant une vraie base : ce qui vaut à une date, ce qui ne se réécrit pas, qui peut
 * l'écrire.
 */
class GrilleBancTest {
  private static final Clock HORLOGE =
      Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneId.of("Europe/Paris"));
  private static final LocalDate JOUR = LocalDate.now(HORLOGE);
  private static final Identite QUI =
      new Identite(UUID.randomUUID(), "facilitateur", "Facilitatrice", Set.of("facilitateur"));
  private static Banc banc;

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(HORLOGE);
  }

  @AfterAll
  static void fermer() {
    banc.close();
  }

  @Test
  void uneLigneNouvelleClotLAncienneLaVeilleEtLaLaisseLisible() {
    ajouter("MACONNERIE", JOUR.plusDays(10), "0.55");
    assertThat(lignes("code=MACONNERIE&historique=true"))
        .extracting(l -> l.du() + " " + l.au() + " " + l.partMainOeuvre())
        .containsExactly("2026-12-02 null 0.5500", "2020-01-01 2026-12-01 0.5000");
    assertThat(lignes("code=MACONNERIE&le=" + JOUR.plusDays(9)))
        .extracting(l -> l.partMainOeuvre().toString())
        .containsExactly("0.5000");
    assertThat(lignes("code=MACONNERIE&le=" + JOUR.plusDays(10)))
        .extracting(l -> l.partMainOeuvre().toString())
        .containsExactly("0.5500");
    assertThat(lignes("code=MACONNERIE&le=2019-12-31")).isEmpty();
  }

  @Test
  void lePasseNeSeReecritPas() {
    refus("grille-date-passee", () -> ajouter("PEINTURE", JOUR.minusDays(1), "0.6"));
    refus("grille-date-anterieure", () -> ajouter("PEINTURE", LocalDate.of(2020, 1, 1), "0.6"));
    assertThat(lignes("code=PEINTURE&historique=true"))
        .extracting(LigneGrilleView::au)
        .containsExactly((LocalDate) null);
    assertThat(ajouter("PLOMBERIE", LocalDate.of(2021, 1, 1), "0.6").du())
        .as("un code nouveau peut commencer à la date de sa source")
        .isEqualTo("2021-01-01");
  }

  @Test
  void lePortefeuilleEtLaPersonneSeuleNEcriventPas() {
    for (var perimetre :
        List.of(
            new Perimetre.Identification(),
            new Perimetre.Portefeuille(new java.util.TreeMap<>()))) {
      assertThatExceptionOfType(Exception.class)
          .isThrownBy(
              () ->
                  banc.sous(
                      QUI,
                      perimetre,
                      AjouterLigneGrille.class,
                      a -> a.executer(commande("REFUSEE", JOUR, "0.5"))))
          .withStackTraceContaining("row-level security");
    }
    assertThat(lignes("code=REFUSEE&historique=true")).isEmpty();
  }

  @Test
  void chacunCalibreAvecLaGrilleSansEspaceOuvert() {
    var resultat =
        banc.sous(
            QUI,
            new Perimetre.Identification(),
            Calibrer.class,
            c ->
                c.executer(
                    new Calibrer.Command(
                        new BigDecimal("0.05"),
                        List.of(
                            new Calibrer.Lot(new BigDecimal("300000"), null, null, "CHARPENTE")))));
    assertThat(resultat.total()).isEqualTo(100);
    assertThat(resultat.lots().getFirst().source()).contains("mefsud77.fr");
  }

  private static LigneGrilleView ajouter(String code, LocalDate du, String part) {
    return banc.sous(
        QUI,
        new Perimetre.Equipe(Titre.FACILITATEUR),
        AjouterLigneGrille.class,
        a -> a.executer(commande(code, du, part)));
  }

  private static AjouterLigneGrille.Command commande(String code, LocalDate du, String part) {
    return new AjouterLigneGrille.Command(
        code, "Métier", du, new BigDecimal(part), new BigDecimal("30"), "essai", false);
  }

  private static List<LigneGrilleView> lignes(String filtre) {
    return banc.sous(
            QUI,
            new Perimetre.Equipe(Titre.FACILITATEUR),
            ListerGrilles.class,
            l -> l.executer(ListerGrilles.LISTE.lire(filtre)))
        .elements();
  }

  private static void refus(
      String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable appel) {
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(appel)
        .matches(e -> e.code().equals(code) && e.champ().equals("du"), code);
  }
}
