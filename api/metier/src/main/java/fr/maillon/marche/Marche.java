package fr.maillon.marche;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Un marché d'un maître d'ouvrage. Il naît d'une publication (DECP) ou d'une saisie, groupe les lots d'un même numéro, est étudié,
 * calibré, rédigé, mis en consultation, notifié, exécuté, soldé ; ou reste sans clause, ou est résilié. Ses montants et ses
 * considérations sont ceux de ses lots, recalculés chaque fois qu'un lot change. La colonne {@code tenant_id} est remplie par la base.
 */
@Entity
@Table(schema = "metier", name = "marche")
class Marche {
  @Id UUID id;
  @Column(name = "tenant_id", insertable = false, updatable = false) UUID tenantId;
  @Column(name = "acheteur_siret") String acheteurSiret;
  String numero;
  @Column(name = "cle_source") String cleSource;
  String source;
  boolean concession;
  String objet;
  String nature;
  String procedure;
  @Column(name = "code_cpv") String codeCpv;
  @Enumerated(EnumType.STRING) Segment segment;
  @Column(name = "date_notification") LocalDate dateNotification;
  Integer annee;
  BigDecimal montant;
  int lots;
  @Column(name = "sociale_connue") boolean socialeConnue;
  @Column(name = "sociale_clause") boolean socialeClause;
  @Column(name = "sociale_critere") boolean socialeCritere;
  @Column(name = "sociale_reserve") boolean socialeReserve;
  @Enumerated(EnumType.STRING) EtatMarche etat;
  String recherche;
  @Version int version;
  @Column(name = "cree_le", insertable = false, updatable = false) Instant creeLe;
  @Column(name = "modifie_le") Instant modifieLe;

  Marche() {}

  void passerA(EtatMarche suivant, Instant quand) {
    etat = suivant;
    modifieLe = quand;
  }
}
