package fr.maillon.importespaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.banc.Banc;
import fr.maillon.importespaces.SuivreEspaces.LigneView;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.regle.RegleMetier;
import fr.maillon.travail.Bail;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
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
 * Un fichier d'espaces, de l'aperçu au compte rendu, sur une vraie base : chaque pas comme la tâche
 * de fond le fait.
 */
class FichierEspacesBancTest {
  private static final UUID CENTRAL = UUID.fromString("00000000-0000-4000-8000-000000000031");
  private static final Identite QUI =
      new Identite(CENTRAL, "central", "Administration Centrale", Set.of("administrateur-central"));
  private static Banc banc;

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneId.of("Europe/Paris")));
    banc.proprietaire(
        "insert into plateforme.utilisateur (id, identifiant, nom, courriel) values ('"
            + CENTRAL
            + "', 'central', 'Centrale', 'c@essai.invalid')");
  }

  @AfterAll
  static void fermer() {
    banc.close();
  }

  @Test
  void chaque_faute_est_dite_et_les_lignes_pretes_s_ouvrent_une_a_une() {
    var id =
        deposer(
            """
            Raison sociale;N° SIRET;Type;Courriel de l'administrateur;Administrateur
            Ville de Lyon;216 901 231 00011;mairie;zoe@lyon.example;Zoé Martin
            Ville de Rien;21690123100012;;;
            ;45220075100025;;;
            Archipel Habitat;45220075100025;gâteau;;
            Archipel Habitat;4,52201E+13;;;
            CHU de Caen;26140093100018;;pas une adresse;Zoé
            Métropole;20005480700017;EPCI;;
            Autre nom;20005480700017;EPCI;;
            Centrale;77605646700587;centrale d'achat;;
            Ville de Bron;21690029000018;;zoe@bron;Zoé Martin
            Ville de Bron;21690029000018;;zoe@bron.example;Z
            """
                .getBytes(Charset.forName("windows-1252")));
    var lignes = lignes(id, null);
    assertThat(lignes)
        .extracting(LigneView::rang)
        .containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(lignes)
        .extracting(LigneView::etat)
        .containsExactly(
            EtatLigne.PRETE,
            EtatLigne.FAUTIVE,
            EtatLigne.FAUTIVE,
            EtatLigne.FAUTIVE,
            EtatLigne.FAUTIVE,
            EtatLigne.FAUTIVE,
            EtatLigne.PRETE,
            EtatLigne.FAUTIVE,
            EtatLigne.PRETE,
            EtatLigne.FAUTIVE,
            EtatLigne.FAUTIVE);
    assertThat(lignes)
        .extracting(LigneView::champ)
        .containsExactly(
            null,
            "siret",
            "nom",
            "type",
            "siret",
            "administrateur_courriel",
            null,
            "siret",
            null,
            "administrateur_courriel",
            "administrateur_nom");
    assertThat(lignes.get(4).raison()).contains("notation scientifique");
    assertThat(lignes.get(7).raison()).contains("ligne 8");
    assertThat(
            banc.sous(QUI, new Perimetre.Centre(), SuivreEspaces.class, s -> s.consulter(id))
                .de(EtatLigne.OUVERT))
        .as("déposer n'ouvre rien")
        .isZero();

    confirmer(id);
    mener(id);
    assertThat(lignes(id, EtatLigne.OUVERT))
        .extracting(LigneView::nom)
        .containsExactly("Ville de Lyon", "Métropole", "Centrale");
    assertThat(lignes(id, EtatLigne.OUVERT)).allMatch(l -> l.espace() != null);
    refuse("import-termine", () -> confirmer(id));
    refuse("import-deja-lance", () -> oublier(id));

    // le même fichier, déposé de nouveau : rien n'est rouvert, et un nom changé est dit dès
    // l'aperçu
    var encore =
        deposer(
            "nom,siret\nVille de Lyon,21690123100011\nLyon,21690123100011\n"
                .getBytes(StandardCharsets.UTF_8));
    assertThat(lignes(encore, null))
        .extracting(LigneView::etat)
        .containsExactly(EtatLigne.PRETE, EtatLigne.FAUTIVE);
    assertThat(lignes(encore, EtatLigne.FAUTIVE).getFirst().raison())
        .contains("Ville de Lyon", "ville-de-lyon");
    var codes =
        lignes(
            deposer(
                "nom;siret;code\nVille de Lyon;21690123100011;ville-de-lyon\nVille de Bron;21690029000018;Ville-De-Lyon\n"
                    .getBytes(StandardCharsets.UTF_8)),
            null);
    assertThat(codes)
        .as("son propre code n'est pas une faute ; celui d'un autre, si")
        .extracting(LigneView::champ)
        .containsExactly(null, "code");
    confirmer(encore);
    mener(encore);
    assertThat(lignes(encore, null))
        .extracting(LigneView::etat)
        .containsExactly(EtatLigne.DEJA_OUVERT, EtatLigne.FAUTIVE);
  }

  @Test
  void le_compte_rendu_ne_porte_aucune_formule_et_le_modele_se_relit() throws IOException {
    var id = deposer("nom;siret\n=HYPERLINK(1);123\n".getBytes(StandardCharsets.UTF_8));
    var sortie = new ByteArrayOutputStream();
    banc.sous(
            QUI,
            new Perimetre.Centre(),
            ListerLignesEspaces.class,
            l -> l.exporter(ListerLignesEspaces.LISTE.tout().avec("id", id), FormatDeFichier.CSV))
        .copier(sortie);
    assertThat(sortie.toString(StandardCharsets.UTF_8))
        .startsWith("\ufeff")
        .contains(";'=HYPERLINK(1);")
        .doesNotContain(";=HYPERLINK");
    refuse("rien-a-ouvrir", () -> confirmer(id));
    oublier(id);
    assertThatThrownBy(() -> lignes(id, null))
        .isInstanceOfSatisfying(
            RegleMetier.class, e -> assertThat(e.code()).isEqualTo("introuvable"));

    var modele = new ByteArrayOutputStream();
    DeposerEspaces.modele(modele);
    assertThat(lignes(deposer(modele.toByteArray()), null)).hasSize(2);
    refuse("colonne-manquante", () -> deposer("a;b\n1;2\n".getBytes(StandardCharsets.UTF_8)));
    refuse("fichier-vide", () -> deposer(new byte[0]));
    refuse("fichier-vide", () -> deposer("nom;siret\n".getBytes(StandardCharsets.UTF_8)));
    refuse("csv-rompu", () -> deposer("nom;siret\nVille;\"123\n".getBytes(StandardCharsets.UTF_8)));
    refuse("trop-volumineux", () -> deposer(new byte[6_000_000]));
    refuse("pas-un-csv", () -> deposer(new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0, 8, 0}));
  }

  private static UUID deposer(byte[] fichier) {
    return banc.sous(
        QUI,
        new Perimetre.Centre(),
        DeposerEspaces.class,
        d -> {
          try {
            return d.executer("essai.csv", new ByteArrayInputStream(fichier));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void confirmer(UUID id) {
    banc.sous(
        QUI,
        new Perimetre.Centre(),
        DeposerEspaces.class,
        d -> {
          d.confirmer(id);
          return null;
        });
  }

  private static void oublier(UUID id) {
    banc.sous(
        QUI,
        new Perimetre.Centre(),
        DeposerEspaces.class,
        d -> {
          d.oublier(id);
          return null;
        });
  }

  /** Comme le moteur : chaque ligne dans sa transaction, sous le bail. */
  private static void mener(UUID id) {
    var bail = new Bail(new UUID(0, 0), id, UUID.randomUUID());
    try (var c = banc.postgres().connexionSuperutilisateur();
        var o = c.createStatement()) {
      assertThat(
              o.executeUpdate(
                  "update plateforme.travail set etat = 'EN_COURS', bail = now(), jeton = '"
                      + bail.jeton()
                      + "' where id = '"
                      + id
                      + "'"))
          .isEqualTo(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    for (int rang :
        banc.sous(QUI, new Perimetre.Centre(), PasDOuverture.class, p -> p.pretes(id, 0, 100))) {
      banc.sous(
          QUI,
          new Perimetre.Centre(),
          PasDOuverture.class,
          p -> {
            p.ouvrir(bail, rang);
            return null;
          });
    }
    banc.sous(
        QUI,
        new Perimetre.Centre(),
        PasDOuverture.class,
        p -> {
          p.terminer(bail);
          return null;
        });
  }

  private static List<LigneView> lignes(UUID id, EtatLigne etat) {
    return banc.sous(
            QUI,
            new Perimetre.Centre(),
            ListerLignesEspaces.class,
            l -> {
              var toutes = ListerLignesEspaces.LISTE.tout().avec("id", id);
              return l.executer(etat == null ? toutes : toutes.avec("etat", etat));
            })
        .elements();
  }

  private static void refuse(
      String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable geste) {
    assertThatThrownBy(geste)
        .isInstanceOfSatisfying(RegleMetier.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
