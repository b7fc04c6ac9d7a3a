package fr.maillon.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ce que l'écouteur dit à PostgreSQL, mot pour mot. */
class ListenerTest {
  private static final UUID QUI = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final String SOUS =
      "SET LOCAL app.perimetre = '%s'; SET LOCAL app.tenant_id = '%s'; SET LOCAL app.espace = '%s';"
          + " SET LOCAL app.droit = '%s'; SET LOCAL app.tenants = '{%s}'; SET LOCAL app.equipe ="
          + " '%s'; SET LOCAL app.utilisateur = '"
          + QUI
          + "'";

  @Test
  void unEspaceEstLeSeulQuOnEcrive() {
    assertThat(dire(new Perimetre.UnMaitreOuvrage(Jeu.espace("A", Titre.AGENT))))
        .isEqualTo(SOUS.formatted("espace", Jeu.A, Jeu.A, "ACHETEUR", Jeu.A, ""));
    assertThat(dire(new Perimetre.UnMaitreOuvrage(Jeu.espace("A", Titre.FACILITATEUR))))
        .isEqualTo(SOUS.formatted("espace", Jeu.A, Jeu.A, "", Jeu.A, "oui"));
    assertThat(dire(new Perimetre.UnMaitreOuvrage(Jeu.espace("A", Titre.COORDINATEUR))))
        .isEqualTo(SOUS.formatted("espace", Jeu.A, Jeu.A, "", Jeu.A, "oui"));
  }

  /** Le lecteur, le support et un espace suspendu : entrés, sans rien pouvoir écrire. */
  @Test
  void unEspaceEnLectureSeuleNEstPasEcrit() {
    assertThat(dire(Demandeur.LECTEUR_A.perimetre))
        .isEqualTo(SOUS.formatted("espace", "", Jeu.A, "LECTEUR", Jeu.A, ""));
    assertThat(dire(Demandeur.SUPPORT_DANS_A.perimetre))
        .isEqualTo(SOUS.formatted("espace", "", Jeu.A, "", Jeu.A, ""));
    assertThat(dire(Demandeur.FACIL_DANS_A_SUSPENDU.perimetre))
        .isEqualTo(SOUS.formatted("espace", "", Jeu.A, "", Jeu.A, "oui"));
    assertThat(
            dire(
                new Perimetre.UnMaitreOuvrage(
                    Jeu.espace(
                        "A",
                        Titre.AGENT,
                        new Droits(true, Droit.ADMINISTRATEUR, true, null, null)))))
        .isEqualTo(SOUS.formatted("espace", "", Jeu.A, "ADMINISTRATEUR", Jeu.A, ""));
  }

  @Test
  void unPortefeuilleSeLitSansSEcrire() {
    var espaces = new TreeMap<UUID, Espace>();
    assertThat(dire(new Perimetre.Portefeuille(espaces)))
        .isEqualTo(SOUS.formatted("portefeuille", "", "", "", "", "oui"));
    for (var e : new String[] {"A", "B"}) {
      espaces.put(Jeu.espace(e, Titre.FACILITATEUR).id(), Jeu.espace(e, Titre.FACILITATEUR));
    }
    var deux = espaces.firstKey() + "," + espaces.lastKey();
    assertThat(dire(new Perimetre.Portefeuille(espaces)))
        .isEqualTo(SOUS.formatted("portefeuille", "", "", "", deux, "oui"));
  }

  @Test
  void lesAutresPerimetresNOuvrentAucunEspace() {
    assertThat(dire(new Perimetre.Aucun())).isEqualTo(SOUS.formatted("aucun", "", "", "", "", ""));
    assertThat(dire(new Perimetre.Identification()))
        .isEqualTo(SOUS.formatted("identification", "", "", "", "", ""));
    assertThat(dire(new Perimetre.Equipe(Titre.FACILITATEUR)))
        .isEqualTo(SOUS.formatted("equipe", "", "", "", "", "oui"));
    assertThat(dire(new Perimetre.Centre()))
        .isEqualTo(SOUS.formatted("centre", "", "", "", "", ""));
    assertThat(dire(new Perimetre.Systeme()))
        .isEqualTo(SOUS.formatted("systeme", "", "", "", "", ""));
  }

  /** Un réglage oublié laisserait celui d'un périmètre ouvert plus tôt dans la même transaction. */
  @ParameterizedTest
  @MethodSource
  void chaquePerimetrePoseTousLesReglagesEtRienDAutre(Demandeur demandeur) {
    assertThat(demandeur.reglages())
        .matches("(SET LOCAL app\\.[a-z_]+ = '[A-Za-z0-9{},-]*'(; |$)){7}");
    assertThat(Stream.of(demandeur.reglages().split("; ")).map(r -> r.split(" ")[2]))
        .doesNotHaveDuplicates();
  }

  static Stream<Demandeur> chaquePerimetrePoseTousLesReglagesEtRienDAutre() {
    return Arrays.stream(Demandeur.values()).filter(d -> d.perimetre != null);
  }

  @Test
  void sansPorteeLePerimetreEstAucunEtPersonneNeParle() {
    assertThat(TenantScope.perimetre()).isEqualTo(new Perimetre.Aucun());
    assertThat(TenantScope.identite().id()).isEqualTo(Jeu.NUL);
    assertThat(TenantScope.espace()).isEmpty();
  }

  @Test
  void laPorteeNeSurvitPasALAppelEtNePassePasAUnAutreFil() throws InterruptedException {
    var moi = new Identite(QUI, "moi", "Moi", Set.of());
    var ailleurs = new Perimetre[1];
    TenantScope.run(
        moi,
        new Perimetre.Centre(),
        () -> {
          assertThat(TenantScope.perimetre()).isEqualTo(new Perimetre.Centre());
          var fil = new Thread(() -> ailleurs[0] = TenantScope.perimetre());
          fil.start();
          try {
            fil.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          TenantScope.run(
              moi,
              new Perimetre.Identification(),
              () -> assertThat(TenantScope.perimetre()).isEqualTo(new Perimetre.Identification()));
          assertThat(TenantScope.perimetre()).isEqualTo(new Perimetre.Centre());
        });
    assertThat(ailleurs[0]).isEqualTo(new Perimetre.Aucun());
    assertThatThrownBy(
            () ->
                TenantScope.run(
                    moi,
                    new Perimetre.Centre(),
                    () -> {
                      throw new IllegalStateException();
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(TenantScope.perimetre()).isEqualTo(new Perimetre.Aucun());
  }

  /** Un jeton qui dit encore « coordinateur » ne rend pas un titre que la base a retiré. */
  @Test
  void leTitreVientDuPerimetreJamaisDuJeton() {
    var ancienne = new Identite(QUI, "coord", "Coord", Set.of("coordinateur", "facilitateur"));
    TenantScope.run(
        ancienne,
        new Perimetre.Equipe(Titre.FACILITATEUR),
        () -> assertThat(Titres.courant()).contains(Titre.FACILITATEUR));
    TenantScope.run(
        ancienne,
        Demandeur.PORTEFEUILLE_A.perimetre,
        () -> assertThat(Titres.courant()).contains(Titre.FACILITATEUR));
    TenantScope.run(
        ancienne, new Perimetre.Identification(), () -> assertThat(Titres.courant()).isEmpty());
    TenantScope.run(
        ancienne, new Perimetre.Systeme(), () -> assertThat(Titres.courant()).isEmpty());
    assertThat(Titres.courant()).isEmpty();
    assertThatThrownBy(() -> new Perimetre.Equipe(Titre.AGENT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String dire(Perimetre perimetre) {
    return TenantConnectionListener.reglages(perimetre, QUI);
  }
}
