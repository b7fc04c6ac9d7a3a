package fr.maillon.travail;

import fr.maillon.isolation.Identite;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Un travail que ce serveur mène. Ce qu'on y dit se lit ailleurs à la seconde, sans connexion. */
public final class EnCours {
  private final Bail bail;
  private final String cle;
  private final Identite auteur;
  private final BooleanSupplier arret;
  private volatile Avance avance;
  private volatile boolean annule;
  private volatile boolean perdu;

  record Avance(String etape, long fait, long aFaire) {}

  EnCours(Bail bail, String cle, Identite auteur, Avance avance, BooleanSupplier arret) {
    this.bail = bail;
    this.cle = cle;
    this.auteur = auteur;
    this.avance = avance;
    this.arret = arret;
  }

  public Bail bail() {
    return bail;
  }

  /** Celui du travail, et de ce qu'il mène. */
  public UUID id() {
    return bail.travail();
  }

  /** Ce que le travail vise, tel que demandé. */
  public String cle() {
    return cle;
  }

  /** Au nom de qui. */
  public Identite auteur() {
    return auteur;
  }

  /** L'étape que le dernier essai a notée ; null : aucune. */
  public String etape() {
    return avance.etape();
  }

  /**
   * À appeler entre deux lots.
   *
   * @throws Interruption il faut s'arrêter là
   * @throws BailPerdu un autre serveur mène ce travail
   */
  public void verifier() {
    if (perdu) {
      throw new BailPerdu(bail);
    }
    if (annule) {
      throw new Interruption("annulé");
    }
    if (arret.getAsBoolean()) {
      throw new Interruption("arrêt du serveur");
    }
  }

  /** Dit où l'on en est, et {@link #verifier vérifie}. */
  public void dire(String etape, long fait, long aFaire) {
    avance = new Avance(etape, fait, aFaire);
    verifier();
  }

  Avance avance() {
    return avance;
  }

  boolean annule() {
    return annule;
  }

  void apprendre(Registre.Signe signe) {
    annule |= signe == Registre.Signe.ANNULE;
    perdu |= signe == Registre.Signe.PERDU;
  }
}
