package fr.maillon.assistance;

import fr.maillon.isolation.Espace;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;

/**
 * Une demande dans une liste ; chaque ligne nomme son maître d'ouvrage.
 *
 * @param joursRestants jours d'ici la date souhaitée, négatif quand elle est passée ; null quand la
 *     demande est close
 * @param quiAgit l'équipe, le nom d'un facilitateur, le maître d'ouvrage, ou personne
 * @param auDelaDuQuota faite après le nombre de demandes que la convention comprend par an
 * @param aMoi vrai quand c'est à celui qui lit d'agir, parce qu'il a pris la demande en charge
 */
public record DemandeLigne(
    UUID id,
    MaitreOuvrage maitreOuvrage,
    MarcheConcerne marche,
    ServiceAssistance service,
    String serviceLibelle,
    LocalDate dateSouhaitee,
    Integer joursRestants,
    EtatDemande etat,
    String etatLibelle,
    Acteur acteur,
    String quiAgit,
    boolean aMoi,
    String demandeur,
    Instant creeLe,
    boolean auDelaDuQuota) {

  public record MaitreOuvrage(String code, String nom, String sigle, String type, String couleur) {
    static MaitreOuvrage de(Espace e) {
      return new MaitreOuvrage(e.code(), e.nom(), e.sigle(), e.type(), e.couleur());
    }
  }

  /**
   * @param montant total hors taxe des lots, en euros
   */
  public record MarcheConcerne(
      UUID id, String numero, String objet, BigDecimal montant, int lots) {}

  /** Ce que la base rend d'une demande et de son marché. */
  public record Lue(
      UUID id,
      ServiceAssistance service,
      LocalDate dateSouhaitee,
      EtatDemande etat,
      UUID facilitateurId,
      String facilitateurNom,
      String demandeurNom,
      Instant creeLe,
      UUID marcheId,
      String numero,
      String objet,
      BigDecimal montant,
      int lots,
      UUID tenantId,
      boolean horsQuota,
      Instant calibreeLe) {}

  /** Les arguments de {@link Lue}, pris sur {@code Demande d} et {@code Marche m}. */
  static final String COLONNES =
      "d.id, d.service, d.dateSouhaitee, d.etat, d.facilitateurId, d.facilitateurNom,"
          + " d.demandeurNom, d.creeLe, m.id, m.numero, m.objet, m.montant, m.lots, d.tenantId,"
          + " d.horsQuota, d.calibreeLe";

  static DemandeLigne de(Lue l, Espace espace, UUID lecteur, LocalDate aujourdhui) {
    var etat = l.etat();
    var calibree = l.calibreeLe() != null && etat == EtatDemande.PRISE_EN_CHARGE;
    return new DemandeLigne(
        l.id(),
        MaitreOuvrage.de(espace),
        new MarcheConcerne(l.marcheId(), l.numero(), l.objet(), l.montant(), l.lots()),
        l.service(),
        l.service().libelle(),
        l.dateSouhaitee(),
        jours(etat, l.dateSouhaitee(), aujourdhui),
        etat,
        etat.libelle(),
        etat.acteur(),
        calibree ? Demande.CALIBREE : etat.acteur().libelle(l.facilitateurNom()),
        etat.acteur() == Acteur.FACILITATEUR
            && !calibree
            && Objects.equals(l.facilitateurId(), lecteur),
        l.demandeurNom(),
        l.creeLe(),
        l.horsQuota());
  }

  static Integer jours(EtatDemande etat, LocalDate date, LocalDate aujourdhui) {
    return etat.ouvert() ? Math.toIntExact(ChronoUnit.DAYS.between(aujourdhui, date)) : null;
  }
}
