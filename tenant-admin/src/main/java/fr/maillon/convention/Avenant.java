package fr.maillon.convention;

import fr.maillon.isolation.Identite;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Un changement daté d'une {@link Convention} : tous ses termes à compter de l'effet, ceux qui ne
 * changent pas recopiés. Jamais réécrit.
 */
@Entity
@Table(schema = "plateforme", name = "avenant")
@IdClass(Avenant.Cle.class)
class Avenant {
  @Id
  @Column(name = "convention_id")
  UUID convention;

  @Column(name = "maitre_ouvrage_id")
  UUID maitreOuvrage;

  @Id int numero;
  LocalDate effet;
  LocalDate au;
  String services;
  Integer quota;
  String objet;

  @Column(name = "signe_par")
  UUID signePar;

  @Column(name = "signe_par_nom")
  String signeParNom;

  @Column(name = "signe_le")
  Instant signeLe;

  record Cle(UUID convention, int numero) {}

  Avenant() {}

  Avenant(
      Convention convention,
      int numero,
      LocalDate effet,
      Termes termes,
      String objet,
      Identite par,
      Instant signeLe) {
    this.convention = convention.id;
    this.maitreOuvrage = convention.maitreOuvrage;
    this.numero = numero;
    this.effet = effet;
    this.au = termes.au();
    this.services = Termes.ecrire(termes.services());
    this.quota = termes.quota();
    this.objet = objet;
    this.signePar = par.id();
    this.signeParNom = par.nom();
    this.signeLe = signeLe;
  }

  Termes termes() {
    return new Termes(au, Termes.lire(services), quota);
  }
}
