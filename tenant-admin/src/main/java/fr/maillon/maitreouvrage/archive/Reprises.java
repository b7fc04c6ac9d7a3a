package fr.maillon.maitreouvrage.archive;

import fr.maillon.fichier.NomDeFichier;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureAgent;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.Interdit;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.travail.Contenus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;

/**
 * Reprendre une archive dans un espace ouvert et vide : son administrateur. Le fichier est gardé,
 * vérifié d'un bout à l'autre, puis repris en tâche de fond.
 */
@ApplicationScoped
public class Reprises {
  private static final int ZIP = 0x504B0304;

  @Inject TenueDesReprises tenue;
  @Inject RemplirEspace remplir;
  @Inject Contenus contenus;
  @Inject TenantContext contexte;

  /**
   * Reçoit une archive.
   *
   * @param nom nom du fichier
   * @param octetsAnnonces taille que l'envoi annonce ; négatif : inconnue
   * @throws RegleMetier {@code espace-suspendu}, {@code espace-non-vide}, {@code pas-une-archive},
   *     {@code trop-volumineux}
   * @throws IOException l'envoi s'est interrompu ; rien n'est gardé
   */
  @Habilite(value = Titre.AGENT, geste = Geste.ADMINISTRER)
  public UUID deposer(String nom, long octetsAnnonces, InputStream fichier) throws IOException {
    exigerOuvertEtVide();
    var octetsMax = tenue.octetsMax();
    borner(octetsAnnonces, octetsMax);
    var debut = fichier.readNBytes(Morceaux.TAILLE);
    if (debut.length < 4 || java.nio.ByteBuffer.wrap(debut).getInt() != ZIP) {
      throw new RegleMetier(
          "pas-une-archive",
          "fichier",
          "Ce fichier n'est pas une archive d'espace de Maillon : c'est un fichier .zip que donne"
              + " la page Export.");
    }
    var id = tenue.ouvrir(NomDeFichier.lire(nom, "archive.zip"));
    var complet = false;
    try {
      long octets = debut.length;
      contenus.reserver(id, 0, debut);
      var rang = 1;
      for (var suite = fichier.readNBytes(Morceaux.TAILLE);
          suite.length > 0;
          suite = fichier.readNBytes(Morceaux.TAILLE)) {
        octets += suite.length;
        borner(octets, octetsMax);
        contenus.reserver(id, rang++, suite);
      }
      tenue.fermer(id, octets);
      complet = true;
    } finally {
      if (!complet) {
        tenue.abandonner(id);
      }
    }
    return id;
  }

  /** Les reprises de l'espace, de la plus récente à la plus ancienne. */
  @LectureAgent
  public List<RepriseView> lister() {
    exigerAdministrateur();
    return tenue.lister();
  }

  /** Le métier de l'espace n'a pas une ligne : il peut reprendre une archive. */
  @LectureAgent
  public boolean vide() {
    exigerAdministrateur();
    return remplir.dejaLa() == 0;
  }

  /**
   * @throws Introuvable absente de cet espace
   */
  @LectureAgent
  public RepriseView consulter(UUID id) {
    exigerAdministrateur();
    return tenue.lire(id).orElseThrow(() -> new Introuvable("Reprise"));
  }

  private void exigerOuvertEtVide() {
    if (contexte.espace().lectureSeule()) {
      throw new RegleMetier(
          "espace-suspendu",
          "Cet espace est suspendu : il se lit, rien ne s'y écrit. L'administration centrale peut"
              + " le rouvrir.");
    }
    if (remplir.dejaLa() > 0) {
      throw new RegleMetier(
          "espace-non-vide",
          "fichier",
          "Cet espace contient déjà des données : une archive ne se reprend que dans un espace"
              + " vide, pour ne rien mêler. Demandez-en un à l'administration centrale.");
    }
  }

  private void exigerAdministrateur() {
    if (!contexte.espace().peut(Geste.ADMINISTRER)) {
      throw new Interdit("Cette partie est réservée aux administrateurs de l'espace.");
    }
  }

  private static void borner(long octets, long octetsMax) {
    if (octets > octetsMax) {
      throw new RegleMetier(
          "trop-volumineux",
          "fichier",
          "Cette archive dépasse "
              + octetsMax / 1_000_000
              + " Mo. Demandez à l'exploitant de la reprendre.");
    }
  }
}
