package fr.maillon.clause;

import fr.maillon.isolation.Identite;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Une version de la clause d'un lot. Elle naît proposée par un facilitateur ; l'agent l'accepte ou
 * la refuse, une fois. Acceptée, elle vaut jusqu'à ce qu'une version plus récente soit acceptée à
 * son tour ; elle est alors remplacée, et reste lisible.
 */
@Entity
@Table(schema = "metier", name = "clause")
class Clause {
  @Id UUID id;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  UUID tenantId;

  @Column(name = "marche_id")
  UUID marcheId;

  @Column(name = "lot_id")
  UUID lotId;

  @Enumerated(EnumType.STRING)
  Mecanisme mecanisme;

  String article;

  @Column(name = "numero_version")
  int numeroVersion;

  @Enumerated(EnumType.STRING)
  EtatClause etat;

  String motif;

  @Column(name = "motif_tardif")
  String motifTardif;

  @Column(name = "auteur_id")
  UUID auteurId;

  @Column(name = "auteur_nom")
  String auteurNom;

  @Column(name = "cree_le")
  Instant creeLe;

  @Column(name = "decidee_par")
  UUID decideePar;

  @Column(name = "decidee_par_nom")
  String decideeParNom;

  @Column(name = "decidee_le")
  Instant decideeLe;

  @Version int version;

  Clause() {}

  static Clause proposer(
      UUID marche,
      UUID lot,
      int numero,
      Mecanisme mecanisme,
      String article,
      Identite auteur,
      Instant quand) {
    var clause = new Clause();
    clause.id = UUID.randomUUID();
    clause.marcheId = marche;
    clause.lotId = lot;
    clause.numeroVersion = numero;
    clause.mecanisme = mecanisme;
    clause.article = mecanisme.citer(article);
    clause.etat = EtatClause.PROPOSEE;
    clause.auteurId = auteur.id();
    clause.auteurNom = auteur.nom();
    clause.creeLe = quand;
    return clause;
  }

  void accepter(int versionLue, Identite agent, Instant quand) {
    decider(versionLue, EtatClause.ACCEPTEE, agent, quand);
  }

  void refuser(int versionLue, String pourquoi, Identite agent, Instant quand) {
    decider(versionLue, EtatClause.REFUSEE, agent, quand);
    motif = pourquoi;
  }

  /** Une version plus récente a été acceptée. */
  void remplacer() {
    etat = EtatClause.REMPLACEE;
  }

  /** Peut-on encore la décider, et l'a-t-on lue telle qu'elle est ? */
  void verifier(int versionLue) {
    if (versionLue != version) {
      throw new VersionPerimee(
          etat == EtatClause.PROPOSEE
              ? null
              : VersionPerimee.Fait.de(etat.libelle(), decideeParNom, decideeLe));
    }
    if (etat != EtatClause.PROPOSEE) {
      throw new RegleMetier(
          "clause-deja-decidee",
          "Cette version est déjà "
              + etat.libelle().toLowerCase(Locale.FRENCH)
              + ". Pour changer la clause, demandez une nouvelle version au facilitateur.");
    }
  }

  private void decider(int versionLue, EtatClause decision, Identite agent, Instant quand) {
    verifier(versionLue);
    etat = decision;
    decideePar = agent.id();
    decideeParNom = agent.nom();
    decideeLe = quand;
  }
}
