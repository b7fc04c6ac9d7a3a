package fr.maillon.travail;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Un travail : demandé, pris sous bail, fini ou remis à plus tard. */
@Entity
@Table(schema = "plateforme", name = "travail")
class LigneTravail {
  private static final int PHRASE = 1000;

  /** Ce que garde un exécutant qui clôt lui-même, et n'en dit rien. */
  static final Duration MEMOIRE = Duration.ofDays(90);

  @Column(name = "tenant_id")
  UUID tenantId;

  @Id UUID id;

  @Enumerated(EnumType.STRING)
  Porteur porteur;

  String nature;
  String cle;
  String objet;

  @Column(name = "auteur_id")
  UUID auteur;

  @Column(name = "auteur_nom")
  String auteurNom;

  /** Null : tout l'espace le voit. */
  @Column(name = "reserve_a")
  UUID reserveA;

  @Enumerated(EnumType.STRING)
  EtatTravail etat;

  String etape;
  long fait;

  @Column(name = "a_faire")
  long aFaire;

  int essais;
  long octets;
  String empreinte;
  UUID jeton;
  Instant bail;
  Instant prochaine;
  String phrase;
  boolean annulation;

  @Column(name = "cree_le")
  Instant creeLe;

  @Column(name = "commence_le")
  Instant commenceLe;

  @Column(name = "fini_le")
  Instant finiLe;

  @Column(name = "expire_le")
  Instant expireLe;

  LigneTravail() {}

  boolean tenuPar(Bail b) {
    return etat == EtatTravail.EN_COURS && b.jeton().equals(jeton);
  }

  // Tout changement passe par une méthode d'ici : EclipseLink ne voit pas un champ changé depuis
  // une autre classe.

  void prendre(UUID nouveau, Instant maintenant, Duration duree) {
    etat = EtatTravail.EN_COURS;
    jeton = nouveau;
    bail = maintenant.plus(duree);
    essais++;
    commenceLe = commenceLe == null ? maintenant : commenceLe;
  }

  void battre(EnCours.Avance avance, Instant fin) {
    bail = fin;
    avancer(avance);
  }

  void avancer(EnCours.Avance avance) {
    etape = avance.etape();
    fait = avance.fait();
    aFaire = avance.aFaire();
  }

  /**
   * À faire de nouveau, à cette heure.
   *
   * @param coute l'essai compte
   */
  void reporter(Instant heure, String pourquoi, boolean coute) {
    etat = EtatTravail.A_FAIRE;
    prochaine = heure;
    phrase = borner(pourquoi);
    essais -= coute ? 0 : 1;
    lacher();
  }

  void clore(EtatTravail fin, String dit, Instant quand, Duration memoire) {
    etat = fin;
    phrase = borner(dit);
    fait = fin == EtatTravail.FAIT && aFaire > 0 ? aFaire : fait;
    finiLe = quand;
    expireLe = quand.plus(memoire);
    annulation = false;
    lacher();
  }

  /** Repart, au nom de qui le demande. */
  void lancer(UUID par, String nom, Instant quand) {
    etat = EtatTravail.A_FAIRE;
    auteur = par;
    auteurNom = nom;
    essais = 0;
    prochaine = quand;
    phrase = null;
    finiLe = null;
    expireLe = null;
    annulation = false;
    lacher();
  }

  /** Celui qui attend n'attend plus : le moteur le clôt. */
  void annuler(Instant maintenant) {
    annulation = true;
    prochaine = etat == EtatTravail.A_FAIRE ? maintenant : prochaine;
  }

  void donner(long lignes, long taille, String sha256) {
    fait = lignes;
    octets = taille;
    empreinte = sha256;
  }

  void expirer(Instant quand) {
    expireLe = quand;
  }

  private void lacher() {
    jeton = null;
    bail = null;
  }

  private static String borner(String texte) {
    return texte == null ? null : texte.substring(0, Math.min(PHRASE, texte.length()));
  }
}
