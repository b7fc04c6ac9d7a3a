package fr.maillon.usage;

import fr.maillon.isolation.Identite;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** Ce que l'administration centrale a décidé de différent pour un espace. Null : comme tous. */
@Entity
@Table(schema = "plateforme", name = "limite")
class Limite {
  @Id
  @Column(name = "maitre_ouvrage_id")
  UUID espace;

  @Column(name = "requetes_minute")
  Integer requetesMinute;

  @Column(name = "exports_simultanes")
  Integer exportsSimultanes;

  @Column(name = "stockage_mo")
  Integer stockageMo;

  String motif;

  @Column(name = "decidee_par")
  UUID decideePar;

  @Column(name = "decidee_par_nom")
  String decideeParNom;

  @Column(name = "decidee_le")
  Instant decideeLe;

  @Version int version;

  protected Limite() {}

  Limite(UUID espace) {
    this.espace = espace;
  }

  void decider(
      Integer requetes,
      Integer exports,
      Integer stockage,
      String pourquoi,
      Identite par,
      Instant quand) {
    requetesMinute = requetes;
    exportsSimultanes = exports;
    stockageMo = stockage;
    motif = pourquoi;
    decideePar = par.id();
    decideeParNom = par.nom();
    decideeLe = quand;
  }

  Limites sur(Limites commune) {
    return new Limites(
        requetesMinute == null ? commune.requetesMinute() : requetesMinute,
        commune.simultanees(),
        exportsSimultanes == null ? commune.exportsSimultanes() : exportsSimultanes,
        stockageMo == null ? commune.stockageMo() : stockageMo);
  }
}
