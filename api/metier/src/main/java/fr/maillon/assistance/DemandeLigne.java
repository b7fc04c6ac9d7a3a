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

  /**
   * Les colonnes que {@link #de} attend, dans l'ordre ; à prendre sur {@code Demande d} et {@code
   * Marche m}.
   */
  static final String COLONNES =
      "d.id, d.service, d.dateSouhaitee, d.etat, d.facilitateurId, d.facilitateurNom,"
          + " d.demandeurNom, d.creeLe, m.id, m.numero, m.objet, m.montant, m.lots, d.tenantId,"
          + " d.horsQuota, d.calibreeLe";

  static UUID tenant(Object[] c) {
    return (UUID) c[13];
  }

  static DemandeLigne de(Object[] c, Espace espace, UUID lecteur, LocalDate aujourdhui) {
    var service = (ServiceAssistance) c[1];
    var date = (LocalDate) c[2];
    var etat = (EtatDemande) c[3];
    var calibree = c[15] != null && etat == EtatDemande.PRISE_EN_CHARGE;
    return new DemandeLigne(
        (UUID) c[0],
        MaitreOuvrage.de(espace),
        new MarcheConcerne(
            (UUID) c[8], (String) c[9], (String) c[10], (BigDecimal) c[11], (Integer) c[12]),
        service,
        service.libelle(),
        date,
        jours(etat, date, aujourdhui),
        etat,
        etat.libelle(),
        etat.acteur(),
        calibree ? Demande.CALIBREE : etat.acteur().libelle((String) c[5]),
        etat.acteur() == Acteur.FACILITATEUR && !calibree && Objects.equals(c[4], lecteur),
        (String) c[6],
        (Instant) c[7],
        (Boolean) c[14]);
  }

  static Integer jours(EtatDemande etat, LocalDate date, LocalDate aujourdhui) {
    return etat.ouvert() ? Math.toIntExact(ChronoUnit.DAYS.between(aujourdhui, date)) : null;
  }
}
