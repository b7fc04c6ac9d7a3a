package fr.maillon.marche;

import fr.maillon.isolation.Pesee;
import fr.maillon.liste.Texte;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Un marché d'un maître d'ouvrage. Il naît d'une publication (DECP) ou d'une saisie, groupe les
 * lots d'un même numéro, est étudié, calibré, rédigé, mis en consultation, notifié, exécuté, soldé
 * ; ou reste sans clause, ou est résilié. Ses montants et ses considérations sont ceux de ses lots,
 * recalculés chaque fois qu'un lot change. La colonne {@code tenant_id} est remplie par la base.
 */
@Entity
@Table(schema = "metier", name = "marche")
class Marche implements Pesee {
  @Id UUID id;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  UUID tenantId;

  @Column(name = "acheteur_siret")
  String acheteurSiret;

  String numero;

  @Column(name = "cle_source")
  String cleSource;

  String source;
  boolean concession;
  String objet;
  String nature;
  String procedure;

  @Column(name = "code_cpv")
  String codeCpv;

  @Enumerated(EnumType.STRING)
  Segment segment;

  @Column(name = "date_notification")
  LocalDate dateNotification;

  Integer annee;
  BigDecimal montant;
  int lots;

  @Column(name = "sociale_connue")
  boolean socialeConnue;

  @Column(name = "sociale_clause")
  boolean socialeClause;

  @Column(name = "sociale_critere")
  boolean socialeCritere;

  @Column(name = "sociale_reserve")
  boolean socialeReserve;

  @Enumerated(EnumType.STRING)
  EtatMarche etat;

  String recherche;
  @Version int version;

  @Column(name = "cree_le", insertable = false, updatable = false)
  Instant creeLe;

  @Column(name = "modifie_le")
  Instant modifieLe;

  @Transient private Poids poidsConnu;

  Marche() {}

  @Override
  public String tableDesPoids() {
    return "metier.poids_marche";
  }

  @Override
  public Poids poids() {
    var groupe = new HashMap<String, Object>();
    groupe.put("annee", annee);
    groupe.put("segment", segment);
    groupe.put("etat", etat);
    groupe.put("sociale_connue", socialeConnue);
    groupe.put("sociale_clause", socialeClause);
    groupe.put("sociale_critere", socialeCritere);
    groupe.put("sociale_reserve", socialeReserve);
    return new Poids(groupe, 1, montant == null ? BigDecimal.ZERO : montant);
  }

  @Override
  public Poids poidsConnu() {
    return poidsConnu;
  }

  @Override
  public void connaitre(Poids poids) {
    poidsConnu = poids;
  }

  static Marche publie(Publication p, Instant quand) {
    var marche = neuf(p.contenu().acheteurId(), p.numero(), p.cleDeMarche(), "DECP", quand);
    marche.concession = p.contenu().estConcession();
    marche.etat = EtatMarche.IDENTIFIE;
    return marche;
  }

  static Marche saisi(String acheteurSiret, String numero, Instant quand) {
    var marche =
        neuf(
            acheteurSiret,
            numero,
            Publication.cleDeMarche(acheteurSiret, numero, false),
            "SAISIE",
            quand);
    marche.etat = EtatMarche.IDENTIFIE;
    return marche;
  }

  private static Marche neuf(
      String acheteurSiret, String numero, String cleSource, String source, Instant quand) {
    var marche = new Marche();
    marche.id = UUID.randomUUID();
    marche.acheteurSiret = acheteurSiret;
    marche.numero = numero;
    marche.cleSource = cleSource;
    marche.source = source;
    marche.modifieLe = quand;
    return marche;
  }

  /**
   * Reprend de ses lots, dans leur rang, ce qui se déduit d'eux. Le montant est leur somme (euros
   * HT, inconnu compte pour 0), la notification la plus ancienne, le code CPV et la nature ceux du
   * plus gros lot. Les considérations sont connues si chaque lot les dit, ou dès qu'un lot en dit
   * une : l'inconnu n'efface pas ce qui est su, et ne vaut jamais « aucune ».
   *
   * @param titulaires noms et identifiants des titulaires de tous les lots, pour la recherche
   */
  void deduire(List<Lot> sesLots, Collection<String> titulaires, Instant quand) {
    var plusGros =
        sesLots.stream()
            .max(
                Comparator.comparing((Lot l) -> l.montant == null ? BigDecimal.ZERO : l.montant)
                    .thenComparingInt(l -> -l.rang))
            .orElseThrow();
    lots = sesLots.size();
    montant =
        sesLots.stream()
            .map(l -> l.montant)
            .filter(Objects::nonNull)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    objet = source.equals("SAISIE") && objet != null ? objet : sesLots.getFirst().objet;
    codeCpv = plusGros.codeCpv == null ? codeCpv : plusGros.codeCpv;
    segment = Segment.deCpv(codeCpv);
    nature = plusGros.nature;
    procedure = plusGros.procedure;
    dateNotification =
        sesLots.stream()
            .map(l -> l.dateNotification)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    annee = dateNotification == null ? null : Integer.valueOf(dateNotification.getYear());
    socialeClause = sesLots.stream().anyMatch(l -> l.socialeClause);
    socialeCritere = sesLots.stream().anyMatch(l -> l.socialeCritere);
    socialeReserve = sesLots.stream().anyMatch(l -> l.socialeReserve);
    socialeConnue =
        socialeClause
            || socialeCritere
            || socialeReserve
            || sesLots.stream().allMatch(l -> l.socialeConnue);
    var textes = new LinkedHashSet<String>();
    textes.add(numero);
    textes.add(objet);
    sesLots.forEach(l -> textes.add(l.objet));
    textes.addAll(titulaires);
    textes.remove(null);
    recherche = Texte.cherchable(String.join(" ", textes));
    if (dateNotification != null && etat.compareTo(EtatMarche.NOTIFIE) < 0) {
      etat = EtatMarche.NOTIFIE;
    }
    modifieLe = quand;
  }

  void passerA(EtatMarche suivant, Instant quand) {
    etat = suivant;
    modifieLe = quand;
  }
}
