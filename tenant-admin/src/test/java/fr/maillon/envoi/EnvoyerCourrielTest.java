package fr.maillon.envoi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.maillon.infra.Courrier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Un courriel devant un vrai serveur SMTP, et devant un serveur qui refuse. */
class EnvoyerCourrielTest {
  private static final String ZOE = "zoe.martin@ville.example";

  @TempDir Path dossier;

  @Test
  void leCourrielArriveEnTexteEtEnHtmlSansTraceur() throws Exception {
    Files.setPosixFilePermissions(dossier, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (var courrier = new Courrier(dossier, portLibre())) {
      courrier.demarrer();
      var demande = demande(ZOE);
      poste(courrier.port()).mener(demande).ecrire();
      assertThat(courrier.recus(ZOE))
          .singleElement()
          .satisfies(
              m -> {
                assertThat(m.sujet()).isEqualTo("Maillon : vous êtes invitée");
                assertThat(m.texte())
                    .contains("Bonjour Zoé <Martin>,", "http://localhost:9080/m/lyon");
                assertThat(m.html())
                    .contains(
                        "Bonjour Zoé &lt;Martin&gt;,", "<a href=\"http://localhost:9080/m/lyon\">")
                    .doesNotContain("<img", "<script", "<Martin>");
                assertThat(m.identifiant()).isEqualTo("<" + demande.id() + "@maillon>");
                assertThat(Files.readString(m.fichier()))
                    .contains("Auto-Submitted: auto-generated");
                // il nomme des gens, et porte un lien qui ouvre un compte
                assertThat(
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(m.fichier())))
                    .isEqualTo("rw-------");
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dossier)))
                    .isEqualTo("rwx------");
              });
    }
  }

  @Test
  void unServeurArreteEstUnePanneQuOnReessaie() throws Exception {
    try (var courrier = new Courrier(dossier, portLibre())) {
      var poste = poste(courrier.port());
      assertThatExceptionOfType(EchecDEnvoi.class)
          .isThrownBy(() -> poste.mener(demande(ZOE)))
          .withMessage("Le serveur de courrier ne répond pas.")
          .matches(c -> !c.sansAppel());
      courrier.demarrer();
      poste.mener(demande(ZOE)).ecrire();
      courrier.arreter();
      assertThatExceptionOfType(EchecDEnvoi.class).isThrownBy(() -> poste.mener(demande(ZOE)));
      courrier.demarrer();
      poste.mener(demande(ZOE)).ecrire();
      assertThat(courrier.recus(ZOE)).hasSize(2);
    }
  }

  @Test
  void uneReponse421EstUnePanneEtUneReponse550EstSansAppel() throws Exception {
    try (var occupe = new Grincheux("421 4.3.2 Service not available", null)) {
      assertThatExceptionOfType(EchecDEnvoi.class)
          .isThrownBy(() -> poste(occupe.port()).mener(demande(ZOE)))
          .withMessage(
              "Le serveur de courrier ne prend pas le message pour l'instant (réponse 421).")
          .matches(c -> !c.sansAppel());
    }
    try (var gris = new Grincheux("220 essai", "450 4.2.0 Greylisted")) {
      assertThatExceptionOfType(EchecDEnvoi.class)
          .isThrownBy(() -> poste(gris.port()).mener(demande(ZOE)))
          .matches(c -> !c.sansAppel());
    }
    try (var ferme = new Grincheux("220 essai", "550 5.1.1 User unknown")) {
      assertThatExceptionOfType(EchecDEnvoi.class)
          .isThrownBy(() -> poste(ferme.port()).mener(demande(ZOE)))
          .withMessage(
              "Le serveur de courrier refuse l'adresse " + ZOE + " (réponse 550). Vérifiez-la.")
          .matches(EchecDEnvoi::sansAppel);
    }
  }

  /** STARTTLS exigé : un serveur qui ne le propose pas ne reçoit rien en clair. */
  @Test
  void sansChiffrementRienNePartQuandIlEstExige() throws Exception {
    try (var courrier = new Courrier(dossier, portLibre())) {
      courrier.demarrer();
      var poste = poste(courrier.port());
      poste.securite = "STARTTLS";
      assertThatExceptionOfType(EchecDEnvoi.class).isThrownBy(() -> poste.mener(demande(ZOE)));
      assertThat(courrier.recus(ZOE)).isEmpty();
    }
  }

  private static EnvoyerCourriel poste(int port) {
    var poste = new EnvoyerCourriel();
    poste.hote = "127.0.0.1";
    poste.port = port;
    poste.securite = "AUCUNE";
    poste.compte = Optional.empty();
    poste.secret = Optional.empty();
    poste.de = "Maillon <ne-pas-repondre@maillon.example>";
    poste.url = "http://localhost:9080";
    poste.horloge = Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneId.of("Europe/Paris"));
    return poste;
  }

  private static Acte.Demande demande(String adresse) {
    return new Acte.Demande(
        UUID.randomUUID(),
        UUID.randomUUID(),
        NatureEnvoi.COURRIEL,
        "cle",
        adresse,
        new Lettre(
            "Maillon : vous êtes invitée",
            List.of("Bonjour Zoé <Martin>,", "Venez."),
            "/m/lyon",
            "Ouvrir l'espace"),
        null,
        null);
  }

  private static int portLibre() throws IOException {
    try (var s = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return s.getLocalPort();
    }
  }

  /** Un serveur SMTP qui dit non : à l'arrivée, ou à l'adresse. */
  private static final class Grincheux implements AutoCloseable {
    private final ServerSocket ecoute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

    Grincheux(String accueil, String aLAdresse) throws IOException {
      Thread.ofVirtual()
          .start(
              () -> {
                while (!ecoute.isClosed()) {
                  try (var client = ecoute.accept();
                      var lignes =
                          new BufferedReader(
                              new InputStreamReader(
                                  client.getInputStream(), StandardCharsets.US_ASCII))) {
                    dire(client, accueil);
                    for (var ligne = lignes.readLine();
                        ligne != null && accueil.startsWith("220");
                        ligne = lignes.readLine()) {
                      dire(
                          client,
                          ligne.startsWith("RCPT")
                              ? aLAdresse
                              : ligne.startsWith("QUIT") ? "221 bye" : "250 ok");
                    }
                  } catch (IOException e) {
                    // le client est parti, ou l'essai est fini
                  }
                }
              });
    }

    private static void dire(java.net.Socket client, String ligne) throws IOException {
      client.getOutputStream().write((ligne + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    int port() {
      return ecoute.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      ecoute.close();
    }
  }
}
