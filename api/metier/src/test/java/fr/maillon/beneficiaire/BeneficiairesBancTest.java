package fr.maillon.beneficiaire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.banc.Banc;
import fr.maillon.beneficiaire.ReprendreBeneficiaires.RepriseView;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.regle.RegleMetier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * La liste d'une centrale d'achat, sur une vraie base : qui la tient, ce que reprend un fichier, ce
 * qu'un autre espace en voit.
 */
class BeneficiairesBancTest {
  private static final UUID CENTRALE = UUID.fromString("cccccccc-0000-4000-9000-000000000001");
  private static final UUID COMMUNE = UUID.fromString("cccccccc-0000-4000-9000-000000000002");
  private static final Identite QUI =
      new Identite(
          UUID.fromString("cccccccc-0000-4000-8000-000000000001"),
          "agent",
          "Agent",
          Set.of("agent"));
  private static Banc banc;

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneId.of("Europe/Paris")));
    banc.proprietaire(
        "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
            + CENTRALE
            + "', 'centrale', 'Centrale', 'C', 'CENTRALE_ACHAT', '#1f5f8b'), ('"
            + COMMUNE
            + "', 'commune', 'Commune', 'C', 'COMMUNE', '#1f5f8b')");
  }

  @AfterAll
  static void fermer() {
    banc.close();
  }

  @Test
  void un_referent_tient_la_liste_un_acheteur_la_lit_un_autre_espace_n_en_voit_rien()
      throws Exception {
    var referent = dans(CENTRALE, "CENTRALE_ACHAT", Droit.REFERENT);
    assertThat(
            reprendre(
                referent,
                "siret;nom;commune\n"
                    + "21690123100011;Ville de Lyon;Lyon\n"
                    + "45220075100025;Archipel Habitat;Rennes\n"))
        .satisfies(
            r -> {
              assertThat(r.ajoutes()).isEqualTo(2);
              assertThat(r.fautives()).isZero();
            });
    assertThat(
            reprendre(
                referent,
                "siret;nom;commune\n"
                    + "21690123100011;Ville de Lyon;Lyon\n"
                    + "45220075100025;Archipel;Rennes\n"
                    + "26140093100018;CHU;Caen\n"))
        .isEqualTo(new RepriseView(1, 1, 1, 0, List.of()));
    var fautive =
        reprendre(
            referent,
            "siret;nom\n77605646700587;UGAP\n77605646700588;Faux\n77605646700587;Double\n");
    assertThat(fautive.fautes())
        .extracting(ReprendreBeneficiaires.FauteView::rang)
        .containsExactly(3, 4);
    assertThat(lister(referent, null)).as("une ligne fautive : rien n'est écrit").hasSize(3);

    var acheteur = dans(CENTRALE, "CENTRALE_ACHAT", Droit.ACHETEUR);
    assertThat(lister(acheteur, "rennes"))
        .extracting(ListerBeneficiaires.BeneficiaireView::nom)
        .containsExactly("Archipel");
    refuse("interdit", () -> reprendre(acheteur, "siret;nom\n77605646700587;UGAP\n"));
    var commune = dans(COMMUNE, "COMMUNE", Droit.ADMINISTRATEUR);
    assertThat(lister(commune, null)).isEmpty();
    refuse("pas-une-centrale", () -> reprendre(commune, "siret;nom\n77605646700587;UGAP\n"));
    var un = lister(referent, "chu").getFirst();
    refuse(
        "introuvable",
        () ->
            banc.sous(
                QUI,
                commune,
                RetirerBeneficiaire.class,
                t -> {
                  t.retirer(un.id());
                  return null;
                }));
    banc.sous(
        QUI,
        referent,
        CorrigerBeneficiaire.class,
        t -> {
          t.corriger(un.id(), new AjouterBeneficiaire.Command(null, "=CHU", "Caen", un.version()));
          return null;
        });
    refuse(
        "version-perimee",
        () ->
            banc.sous(
                QUI,
                referent,
                CorrigerBeneficiaire.class,
                t -> {
                  t.corriger(
                      un.id(), new AjouterBeneficiaire.Command(null, "CHU", "Caen", un.version()));
                  return null;
                }));
    refuse(
        "beneficiaire-deja-la",
        () ->
            banc.sous(
                QUI,
                referent,
                AjouterBeneficiaire.class,
                t ->
                    t.ajouter(
                        new AjouterBeneficiaire.Command("261 400 931 00018", "CHU", null, null))));
    var sortie = new ByteArrayOutputStream();
    banc.sous(
            QUI,
            referent,
            ListerBeneficiaires.class,
            l -> l.exporter(ListerBeneficiaires.LISTE.tout(), FormatDeFichier.CSV))
        .copier(sortie);
    assertThat(sortie.toString(StandardCharsets.UTF_8).lines())
        .hasSize(4)
        .anyMatch(l -> l.equals("26140093100018;'=CHU;Caen"));
  }

  private static Perimetre dans(UUID espace, String type, Droit droit) {
    return new Perimetre.UnMaitreOuvrage(
        new Espace(
            espace,
            "essai",
            "Essai",
            "E",
            type,
            "#1f5f8b",
            Titre.AGENT,
            null,
            List.of(),
            false,
            Droits.agent(droit, true)));
  }

  private static RepriseView reprendre(Perimetre ou, String fichier) {
    return banc.sous(
        QUI,
        ou,
        ReprendreBeneficiaires.class,
        t -> {
          try {
            return t.reprendre(new ByteArrayInputStream(fichier.getBytes(StandardCharsets.UTF_8)));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static List<ListerBeneficiaires.BeneficiaireView> lister(Perimetre ou, String texte) {
    return banc.sous(
            QUI,
            ou,
            ListerBeneficiaires.class,
            l ->
                l.executer(
                    ListerBeneficiaires.LISTE.tout().avec("texte", texte == null ? "" : texte)))
        .elements();
  }

  private static void refuse(
      String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable geste) {
    assertThatThrownBy(geste)
        .isInstanceOfSatisfying(RegleMetier.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
