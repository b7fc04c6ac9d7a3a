package fr.maillon.convention;

import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Titre;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Une ligne de la vue {@code plateforme.acces_du_jour} : un espace ouvert aujourd'hui à la personne, et à quel titre. Jamais écrite. */
@Entity
@Table(schema = "plateforme", name = "acces_du_jour")
class AccesDuJour {
  @Id UUID id;
  String code;
  String nom;
  String sigle;
  String type;
  String couleur;
  String etat;
  @Enumerated(EnumType.STRING) Titre titre;
  @Column(name = "jusqu_au") LocalDate jusquAu;
  String sirets;
  @Column(name = "import_par_siren") boolean parSiren;
  @Enumerated(EnumType.STRING) Droit droit;
  boolean export;
  @Column(name = "convention_id") UUID convention;
  Instant fin;
  @Column(name = "ouvert_par") UUID ouvertPar;
  @Column(name = "ouvert_par_nom") String ouvertParNom;
  @Column(name = "bris_de_glace") boolean brisDeGlace;
  String logo;

  Espace espace() {
    return new Espace(id, code, nom, sigle, type, couleur, titre, jusquAu,
        sirets == null ? List.of() : List.of(sirets.split(" ")), parSiren,
        new Droits(etat.equals("SUSPENDU"), droit, export, convention, fin == null ? null : new Droits.Fenetre(fin, ouvertPar, ouvertParNom, brisDeGlace)), logo);
  }
}
