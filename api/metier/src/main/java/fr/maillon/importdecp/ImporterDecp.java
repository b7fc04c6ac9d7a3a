package fr.maillon.importdecp;

import fr.maillon.decp.Enregistrement;
import fr.maillon.decp.FichierIllisible;
import fr.maillon.decp.LecteurDecp;
import fr.maillon.fichier.FluxDeMorceaux;
import fr.maillon.fichier.NomDeFichier;
import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.SuiteEspace;
import fr.maillon.regle.RegleMetier;
import fr.maillon.travail.Contenus;
import fr.maillon.usage.Stockage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reçoit un fichier DECP et en lance l'import. Ce qui n'est pas un fichier DECP est refusé aussitôt
 * ; le reste est gardé, puis lu en tâche de fond au nom de qui l'a déposé. Un envoi dure plus
 * qu'une transaction : {@link Depots} écrit la ligne de journal de chaque geste dans celle qui
 * l'achève.
 */
@ApplicationScoped
public class ImporterDecp {
  @Inject Stockage stockage;
  @Inject Depots depots;
  @Inject PrevisualiserDecp previsualiser;
  @Inject Contenus contenus;

  /** Octets au plus ; un fichier national d'un an en fait environ trois cents millions. */
  @Inject
  @ConfigProperty(name = "maillon.import.octets-max", defaultValue = "1073741824")
  long octetsMax;

  /**
   * Reçoit un fichier et en lance l'import.
   *
   * @param nom nom du fichier, pour le reconnaître dans la liste
   * @param octetsAnnonces taille que l'envoi annonce ; négatif : inconnue
   * @return l'identifiant de l'import, qui est en cours
   * @throws RegleMetier {@code trop-volumineux} ; ou le code de {@link FichierIllisible} quand ce
   *     n'est pas un fichier DECP
   * @throws IOException l'envoi s'est interrompu ; rien n'est gardé
   */
  @SuiteEspace
  public UUID executer(String nom, long octetsAnnonces, InputStream fichier) throws IOException {
    return recevoir(nom, octetsAnnonces, fichier, depots::fermerEtCommencer);
  }

  /** Lance l'import d'un fichier déposé, une fois son aperçu accepté. */
  @SuiteEspace
  public void lancer(UUID job) {
    depots.commencer(job);
  }

  /** Oublie un fichier déposé, sans l'importer. */
  @SuiteEspace
  public void renoncer(UUID job) {
    depots.renoncer(job);
  }

  /** Ce que contient un fichier déposé, avant de l'importer. */
  @LectureEspace
  public PrevisualiserDecp.ApercuView apercu(UUID job) {
    return previsualiser.executer(new FluxDeMorceaux(rang -> contenus.morceau(job, rang)));
  }

  /**
   * Garde un fichier sans rien en prendre : son aperçu se regarde d'abord. Mêmes paramètres et
   * refus que {@link #executer}.
   */
  @SuiteEspace
  public UUID deposer(String nom, long octetsAnnonces, InputStream fichier) throws IOException {
    return recevoir(nom, octetsAnnonces, fichier, depots::fermer);
  }

  /**
   * @param achever ce qui clôt le dépôt, quand le fichier est entier
   */
  private UUID recevoir(String nom, long octetsAnnonces, InputStream fichier, Achevement achever)
      throws IOException {
    borner(octetsAnnonces);
    var recu = new Recu(NomDeFichier.lire(nom, "fichier DECP"), octetsAnnonces, fichier);
    var complet = false;
    try {
      exigerDecp(recu);
      var job = recu.finir();
      achever.achever(job, recu.octets, HexFormat.of().formatHex(recu.empreinte.digest()));
      complet = true;
      return job;
    } finally {
      if (!complet) {
        recu.abandonner();
      }
    }
  }

  private interface Achevement {
    void achever(UUID job, long octets, String empreinte);
  }

  /**
   * Le fichier à mesure qu'il arrive. Le lecteur y cherche un premier enregistrement ; ce qu'il a
   * lu est gardé par morceaux, sans jamais tenir plus d'un morceau en mémoire : un fichier se
   * refuse ainsi sur la même lecture que son aperçu, si loin que soit ce qui le fait reconnaître.
   */
  private final class Recu extends InputStream {
    private final String nom;
    private final long annonces;
    private final InputStream envoi;
    private final MessageDigest empreinte = sha256();
    private byte[] morceau = new byte[Contenus.TAILLE];
    private int remplis;
    private int rang;
    private long octets;
    private UUID job;

    Recu(String nom, long annonces, InputStream envoi) {
      this.nom = nom;
      this.annonces = annonces;
      this.envoi = envoi;
    }

    @Override
    public int read() throws IOException {
      var un = new byte[1];
      return read(un, 0, 1) < 0 ? -1 : un[0] & 0xFF;
    }

    @Override
    public int read(byte[] tampon, int debut, int longueur) throws IOException {
      int n = envoi.read(tampon, debut, longueur);
      for (int pris = 0; pris < n; ) {
        int part = Math.min(n - pris, Contenus.TAILLE - remplis);
        System.arraycopy(tampon, debut + pris, morceau, remplis, part);
        pris += part;
        remplis += part;
        if (remplis == Contenus.TAILLE) {
          garder();
        }
      }
      octets += Math.max(0, n);
      borner(octets);
      return n;
    }

    private void garder() {
      if (job == null) {
        stockage.exigerPlace(annonces);
        job = depots.ouvrir(nom);
      }
      empreinte.update(morceau, 0, remplis);
      if (remplis > 0) {
        contenus.garder(
            job, rang++, remplis == Contenus.TAILLE ? morceau : Arrays.copyOf(morceau, remplis));
        // le morceau donné appartient désormais à sa transaction
        morceau = new byte[Contenus.TAILLE];
        remplis = 0;
      }
    }

    UUID finir() throws IOException {
      var tampon = new byte[1 << 16];
      while (read(tampon, 0, tampon.length) >= 0) {
        // la lecture garde
      }
      garder();
      stockage.exigerPlace(octets);
      return job;
    }

    void abandonner() {
      if (job != null) {
        depots.abandonner(job);
      }
    }
  }

  /**
   * Relance un import qui a échoué sans que le fichier soit en cause : il repart d'où il en était.
   *
   * @throws RegleMetier {@code import-non-reprenable} quand il n'a pas échoué, ou que le fichier
   *     est à corriger
   */
  @SuiteEspace
  public void reprendre(UUID id) {
    depots.remettreEnCours(id);
  }

  private void borner(long octets) {
    if (octets > octetsMax) {
      throw new RegleMetier(
          "trop-volumineux",
          "fichier",
          "Ce fichier dépasse "
              + octetsMax / 1_000_000
              + " Mo. Découpez-le, puis importez chaque partie.");
    }
  }

  /** Lit jusqu'au premier enregistrement : refuse ce que l'aperçu refuserait, et rien d'autre. */
  static void exigerDecp(InputStream fichier) {
    final class Reconnu extends RuntimeException {
      private static final long serialVersionUID = 1L;

      Reconnu() {
        super(null, null, false, false);
      }
    }
    try {
      new LecteurDecp()
          .lire(
              fichier,
              (Enregistrement _) -> {
                throw new Reconnu();
              });
    } catch (Reconnu reconnu) {
      return;
    } catch (FichierIllisible e) {
      throw PrevisualiserDecp.illisible(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Toute machine Java fournit SHA-256", e);
    }
  }
}
