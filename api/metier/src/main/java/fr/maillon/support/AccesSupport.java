package fr.maillon.support;

import fr.maillon.isolation.Identite;
import fr.maillon.regle.RegleMetier;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Un accès du support à un espace. Ouvert pour une heure au plus et pour un motif, par l'acheteur à
 * tout le support, ou en bris de glace par une personne du support à elle seule ; se ferme à son
 * heure, ou avant si l'acheteur le dit ; reste écrit. Un bris de glace attend en outre qu'un agent
 * de l'espace dise l'avoir vu.
 */
@Entity
@Table(schema = "plateforme", name = "acces_support")
class AccesSupport {
  @Id UUID id;

  @Column(name = "maitre_ouvrage_id")
  UUID espace;

  @Column(name = "ouvert_par")
  UUID ouvertPar;

  @Column(name = "ouvert_par_nom")
  String ouvertParNom;

  String motif;
  Instant du;
  Instant au;

  @Column(name = "ferme_le")
  Instant fermeLe;

  @Column(name = "ferme_par_nom")
  String fermeParNom;

  @Column(name = "bris_de_glace")
  boolean brisDeGlace;

  @Column(name = "vu_le")
  Instant vuLe;

  @Column(name = "vu_par_nom")
  String vuParNom;

  @Version int version;

  AccesSupport() {}

  static AccesSupport ouvrir(
      UUID espace, Identite qui, String motif, Instant du, Duration duree, boolean brisDeGlace) {
    var acces = new AccesSupport();
    acces.id = UUID.randomUUID();
    acces.espace = espace;
    acces.ouvertPar = qui.id();
    acces.ouvertParNom = qui.nom();
    acces.motif = motif.strip();
    acces.du = du;
    acces.au = du.plus(duree);
    acces.brisDeGlace = brisDeGlace;
    return acces;
  }

  boolean ouvert(Instant maintenant) {
    return fermeLe == null && au.isAfter(maintenant);
  }

  /**
   * @throws RegleMetier {@code fenetre-fermee}
   */
  void fermer(Identite qui, Instant maintenant) {
    if (!ouvert(maintenant)) {
      throw new RegleMetier(
          "fenetre-fermee", "Cet accès est déjà fermé : il n'y a plus rien à fermer.");
    }
    fermeLe = maintenant.isBefore(du) ? du : maintenant;
    fermeParNom = qui.nom();
  }

  /**
   * Dire deux fois qu'on l'a vu garde la première.
   *
   * @throws RegleMetier {@code pas-un-bris}
   */
  void constater(Identite qui, Instant maintenant) {
    if (!brisDeGlace) {
      throw new RegleMetier(
          "pas-un-bris",
          "Cet accès a été ouvert par l'espace lui-même : il n'attend aucun constat.");
    }
    if (vuLe == null) {
      vuLe = maintenant;
      vuParNom = qui.nom();
    }
  }

  AccesView vue(Instant maintenant) {
    return new AccesView(
        id,
        ouvertPar,
        ouvertParNom,
        motif,
        du,
        au,
        fermeLe,
        fermeParNom,
        brisDeGlace,
        vuLe,
        vuParNom,
        ouvert(maintenant));
  }
}
