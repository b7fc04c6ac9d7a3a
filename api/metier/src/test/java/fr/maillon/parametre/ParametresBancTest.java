package fr.maillon.parametre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.maillon.banc.Banc;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Les paramètres devant une vraie base, dont la date est celle du jour : elle refuse elle-même ce
 * qui toucherait au passé.
 */
class ParametresBancTest {
  private static final Clock HORLOGE = Clock.system(ZoneId.of("Europe/Paris"));
  private static final Identite CENTRALE =
      new Identite(
          UUID.randomUUID(), "central", "Claude Centrale", Set.of("administrateur-central"));
  private static final Identite SECONDE =
      new Identite(
          UUID.randomUUID(), "central2", "Sacha Seconde", Set.of("administrateur-central"));
  private static final String SEUIL = "SECRET_STATISTIQUE_PERSONNES";
  private static final String SEUIL_DELAI = "BAISSE_PROTEGEE_JOURS";
  private static final String DELAI = "DELAI_REPONSE_SEMAINES";
  private static Banc banc;
  private LocalDate jour;

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(HORLOGE);
  }

  @AfterAll
  static void fermer() {
    banc.close();
  }

  @BeforeEach
  void remettre() throws SQLException {
    jour = LocalDate.now(HORLOGE);
    banc.proprietaire("delete from plateforme.parametre where saisi_par is not null");
    try (var c = banc.postgres().connexionSuperutilisateur();
        var o = c.createStatement()) {
      o.execute("delete from plateforme.baisse_decision; delete from plateforme.baisse");
    }
  }

  @Test
  void uneValeurNouvelleFinitLAncienneLaVeilleSansLaRecrire() {
    ajouter(DELAI, jour.plusDays(10), "6");
    var fiche = fiche(DELAI);
    assertThat(fiche.valeurs())
        .extracting(
            v -> v.du() + " " + v.au() + " " + v.nombre() + " " + v.etat() + " " + v.saisiPar())
        .containsExactly(
            jour.plusDays(10) + " null 6 A_VENIR Claude Centrale",
            "2026-01-01 " + jour.plusDays(9) + " 4 EN_VIGUEUR null");
    assertThat(fiche.parametre().valeur().nombre()).isEqualByComparingTo("4");
    assertThat(fiche.parametre().suivante()).isEqualTo(jour.plusDays(10));
    assertThat(enVigueur(jour.plusDays(9))).isEqualByComparingTo("4");
    assertThat(enVigueur(jour.plusDays(10))).isEqualByComparingTo("6");
    ajouter(DELAI, jour.plusDays(20), "8");
    assertThat(fiche(DELAI).valeurs())
        .extracting(v -> v.nombre() + " " + v.au())
        .containsExactly("8 null", "6 " + jour.plusDays(19), "4 " + jour.plusDays(9));
  }

  @Test
  void uneSourcePoseeALInstallationDitLeMetier() {
    var textes =
        banc
            .sous(
                CENTRALE,
                new Perimetre.Centre(),
                ListerParametres.class,
                l ->
                    l.executer(
                        ListerParametres.LISTE.tout().a(new Pagination(1, Pagination.MAXIMUM))))
            .elements()
            .stream()
            .map(p -> p.libelle() + " : " + p.valeur().source())
            .toList();
    assertThat(textes)
        .hasSizeGreaterThan(15)
        .allSatisfy(
            t ->
                assertThat(t)
                    .doesNotContainPattern(
                        "(?i)conception|le banc|voisin bruyant|lab110bis|\\bDPO\\b|ses"
                            + " connexions|serveur|ses lignes"));
  }

  @Test
  void desAujourdHuiElleVautAussitotEtNeSeRetirePlus() {
    ajouter(DELAI, jour, "6");
    assertThat(enVigueur(jour)).isEqualByComparingTo("6");
    assertThat(enVigueur(jour.minusDays(1))).as("hier garde sa règle").isEqualByComparingTo("4");
    refus("valeur-deja-en-vigueur", null, () -> retirer(DELAI, jour, null));
    refus("valeur-deja-prevue", "du", () -> ajouter(DELAI, jour, "7"));
  }

  @Test
  void ceQuiNeVautPasEncoreSeRetireEnLaissantSaTrace() {
    ajouter(DELAI, jour.plusDays(10), "6");
    retirer(DELAI, jour.plusDays(10), fiche(DELAI).version());
    var fiche = fiche(DELAI);
    assertThat(fiche.valeurs())
        .extracting(v -> v.nombre() + " " + v.au())
        .containsExactly("4 null");
    assertThat(fiche.retirees())
        .isNotEmpty()
        .first()
        .satisfies(
            r ->
                assertThat(r.nombre() + " " + r.du() + " " + r.saisiPar() + " " + r.retirePar())
                    .isEqualTo("6 " + jour.plusDays(10) + " Claude Centrale Claude Centrale"));
    assertThatExceptionOfType(Introuvable.class)
        .isThrownBy(() -> retirer(DELAI, jour.plusDays(10), null));
  }

  @Test
  void ceQuiNeVaPasEstRefuseSurSonChamp() {
    refus("date-passee", "du", () -> ajouter(DELAI, jour.minusDays(1), "6"));
    refus("date-trop-lointaine", "du", () -> ajouter(DELAI, jour.plusYears(11), "6"));
    refus("valeur-hors-bornes", "valeur", () -> ajouter(DELAI, jour.plusDays(1), "4.5"));
    ajouter(DELAI, jour.plusDays(10), "6");
    refus("valeur-deja-prevue", "du", () -> ajouter(DELAI, jour.plusDays(5), "5"));
    for (ThrowingCallable appel :
        List.<ThrowingCallable>of(
            () -> fiche("INCONNU"),
            () -> ajouter("INCONNU", jour, "1", 0),
            () -> retirer("INCONNU", jour, null))) {
      assertThatExceptionOfType(Introuvable.class).isThrownBy(appel);
    }
  }

  @Test
  void deuxPersonnesNeChangentPasLaMemeHistoire() {
    var lue = fiche(DELAI).version();
    ajouter(DELAI, jour.plusDays(10), "6", lue);
    assertThatExceptionOfType(VersionPerimee.class)
        .isThrownBy(() -> ajouter(DELAI, jour.plusDays(20), "8", lue));
    assertThatExceptionOfType(VersionPerimee.class)
        .isThrownBy(() -> retirer(DELAI, jour.plusDays(10), lue));
  }

  @Test
  void laListeDitChaqueParametreUneFois() {
    ajouter(DELAI, jour.plusDays(10), "6");
    ajouter("HEURES_MAX_MOIS", jour, "260.5");
    var liste = lister(false);
    assertThat(liste)
        .extracting(ParametreView::code)
        .doesNotHaveDuplicates()
        .contains(DELAI, "HEURES_MAX_MOIS", "USAGE_STOCKAGE_MO", "SECRET_STATISTIQUE_PERSONNES");
    assertThat(liste).extracting(ParametreView::groupe).isSorted();
    assertThat(liste)
        .extracting(ParametreView::libelle)
        .as("les accents ne rangent pas à part")
        .containsSubsequence(
            "Délai de réponse de l'équipe à une demande",
            "Durée de conservation du journal d'un espace");
    assertThat(liste)
        .filteredOn(p -> p.code().equals(DELAI))
        .singleElement()
        .satisfies(
            p ->
                assertThat(p.valeur().nombre() + " " + p.valeur().au() + " " + p.suivante())
                    .isEqualTo("4 " + jour.plusDays(9) + " " + jour.plusDays(10)));
    assertThat(liste)
        .filteredOn(p -> p.code().equals("HEURES_MAX_MOIS"))
        .singleElement()
        .satisfies(p -> assertThat(p.valeur().nombre()).isEqualByComparingTo("260.5"));
    assertThat(lister(true))
        .isNotEmpty()
        .allMatch(p -> !p.valeur().verifie())
        .extracting(ParametreView::code)
        .doesNotContain(DELAI);
  }

  @Test
  void ailleursQuAuCentreNulNEnAjouteNiNEnRetire() {
    ajouter(DELAI, jour.plusDays(10), "6");
    for (var perimetre :
        List.of(
            new Perimetre.Identification(),
            new Perimetre.Equipe(Titre.COORDINATEUR),
            new Perimetre.Systeme())) {
      assertThatExceptionOfType(Exception.class)
          .isThrownBy(
              () ->
                  banc.sous(
                      CENTRALE,
                      perimetre,
                      ChangerParametre.class,
                      c ->
                          faire(
                              () ->
                                  c.ajouter(
                                      DELAI,
                                      commande(jour.plusDays(30), "9", fiche(DELAI).version())))))
          .withStackTraceContaining("row-level security");
    }
    assertThat(fiche(DELAI).valeurs()).hasSize(2);
  }

  /**
   * Relever est libre ; abaisser demande une proposition, une autre personne, un délai ; le
   * plancher ne se passe pas.
   */
  @Test
  void unParametreProtegeNeSAbaisseQuADeuxEtPlusTard() {
    refus("sous-le-plancher", "valeur", () -> ajouter(SEUIL, jour, "1"));
    refus("sous-le-plancher", "valeur", () -> proposer(CENTRALE, SEUIL, "10"));
    refus("pas-une-baisse", "valeur", () -> proposer(CENTRALE, SEUIL, "11"));
    refus("parametre-libre", "valeur", () -> proposer(CENTRALE, DELAI, "1"));
    ajouter(SEUIL, jour, "30");
    refus("baisse-a-deux", "valeur", () -> ajouter(SEUIL, jour.plusDays(60), "20"));
    refus("valeur-deja-en-vigueur", null, () -> retirer(SEUIL, jour, null));

    var id = proposer(CENTRALE, SEUIL, "20");
    assertThat(fiche(SEUIL).valeurs()).as("proposer ne change rien").hasSize(2);
    assertThat(fiche(SEUIL).protection())
        .satisfies(
            p -> {
              assertThat(p.minimum()).isEqualByComparingTo("11");
              assertThat(p.delaiJours()).isEqualTo(30);
              assertThat(p.baisse().deMoi()).isTrue();
              assertThat(p.baisse().nombre()).isEqualByComparingTo("20");
            });
    refus("baisse-deja-proposee", "valeur", () -> proposer(SECONDE, SEUIL, "15"));
    refus("meme-personne", null, () -> confirmer(CENTRALE, SEUIL, id));
    assertThat(confirmer(SECONDE, SEUIL, id)).isEqualTo(jour.plusDays(30));
    assertThat(fiche(SEUIL).valeurs())
        .extracting(
            v -> v.du() + " " + v.nombre().stripTrailingZeros().toPlainString() + " " + v.etat())
        .startsWith(jour.plusDays(30) + " 20 A_VENIR", jour + " 30 EN_VIGUEUR");
    assertThat(fiche(SEUIL).protection().baisse()).isNull();
    assertThatExceptionOfType(Introuvable.class).isThrownBy(() -> confirmer(SECONDE, SEUIL, id));
    retirer(SEUIL, jour.plusDays(30), null);
    assertThat(fiche(SEUIL).parametre().valeur().nombre()).isEqualByComparingTo("30");
  }

  @Test
  void uneBaisseSAbandonneEtLeDelaiLuiMemeEstProtege() {
    var id = proposer(CENTRALE, SEUIL_DELAI, "10");
    banc.sous(
        SECONDE,
        new Perimetre.Centre(),
        ProposerBaisse.class,
        p -> faire(() -> p.abandonner(SEUIL_DELAI, id)));
    assertThat(fiche(SEUIL_DELAI).protection().baisse()).isNull();
    refus("sous-le-plancher", "valeur", () -> proposer(CENTRALE, SEUIL_DELAI, "6"));
    refus("baisse-a-deux", "valeur", () -> ajouter(SEUIL_DELAI, jour, "10"));
  }

  /**
   * Entrée en vigueur aujourd'hui, une baisse se retire encore aujourd'hui : on revient aussitôt à
   * plus sûr.
   */
  @Test
  void laBaisseDuJourSeRetireAussitot() throws SQLException {
    banc.proprietaire(
        "insert into plateforme.parametre (code, du, valeur, unite, libelle, source, saisi_par,"
            + " saisi_par_nom, saisi_le) values ('"
            + SEUIL
            + "', current_date - 3, 40, 'personnes', 'x', 'x', gen_random_uuid(), 'x', now()),"
            + " ('"
            + SEUIL
            + "', current_date, 20, 'personnes', 'x', 'x', gen_random_uuid(), 'x', now())");
    assertThat(fiche(SEUIL).valeurs().getFirst().retirable()).isTrue();
    retirer(SEUIL, jour, null);
    assertThat(fiche(SEUIL).parametre().valeur().nombre()).isEqualByComparingTo("40");
    assertThat(fiche(SEUIL).retirees())
        .first()
        .satisfies(r -> assertThat(r.nombre()).isEqualByComparingTo("20"));
  }

  private static UUID proposer(Identite qui, String code, String valeur) {
    return banc.sous(
        qui,
        new Perimetre.Centre(),
        ProposerBaisse.class,
        p -> p.proposer(code, new ProposerBaisse.Command(new BigDecimal(valeur), "essai", true)));
  }

  private static LocalDate confirmer(Identite qui, String code, UUID id) {
    return banc.sous(qui, new Perimetre.Centre(), ProposerBaisse.class, p -> p.confirmer(code, id));
  }

  private void ajouter(String code, LocalDate du, String valeur) {
    ajouter(code, du, valeur, fiche(code).version());
  }

  private void ajouter(String code, LocalDate du, String valeur, int version) {
    banc.sous(
        CENTRALE,
        new Perimetre.Centre(),
        ChangerParametre.class,
        c -> faire(() -> c.ajouter(code, commande(du, valeur, version))));
  }

  private void retirer(String code, LocalDate du, Integer version) {
    banc.sous(
        CENTRALE,
        new Perimetre.Centre(),
        ChangerParametre.class,
        c -> faire(() -> c.retirer(code, du, version)));
  }

  private static ChangerParametre.Command commande(LocalDate du, String valeur, int version) {
    return new ChangerParametre.Command(new BigDecimal(valeur), du, "essai", true, version);
  }

  private static ParametreView.Fiche fiche(String code) {
    return banc.sous(CENTRALE, new Perimetre.Centre(), ListerParametres.class, l -> l.un(code));
  }

  private static List<ParametreView> lister(boolean aVerifier) {
    return banc.sous(
            CENTRALE,
            new Perimetre.Centre(),
            ListerParametres.class,
            l -> l.executer(ListerParametres.LISTE.lire("aVerifier=" + aVerifier)))
        .elements();
  }

  private static BigDecimal enVigueur(LocalDate le) {
    return banc.sous(CENTRALE, new Perimetre.Centre(), Parametres.class, p -> p.valeur(DELAI, le));
  }

  private static Void faire(Runnable geste) {
    geste.run();
    return null;
  }

  private static void refus(String code, String champ, ThrowingCallable appel) {
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(appel)
        .matches(e -> e.code().equals(code) && java.util.Objects.equals(e.champ(), champ), code);
  }
}
