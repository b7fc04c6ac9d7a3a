package fr.maillon.execution;

import fr.maillon.consolidation.Cumuls;
import fr.maillon.isolation.TenantContext;
import fr.maillon.marche.VieDuMarche;
import fr.maillon.parametre.Parametres;
import fr.maillon.participant.FichesParticipants;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;

/** Le registre des heures d'un espace : la seule classe qui y écrive, et les cumuls avec. */
@ApplicationScoped
class Registre {
  /**
   * Plafond d'heures d'une personne par mois (domaine, 6), jugé sur tous ses contrats de l'espace.
   */
  static final String PLAFOND = "HEURES_MAX_MOIS";

  /** Ce qu'il faut savoir du contrat pour juger des heures. */
  record LeContrat(
      UUID id, UUID engagement, UUID marche, UUID participant, LocalDate debut, LocalDate fin) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject FichesParticipants fiches;
  @Inject Parametres parametres;
  @Inject Cumuls cumuls;
  @Inject VieDuMarche vie;
  @Inject Clock horloge;

  /** Le contrat, sa personne retenue jusqu'à la fin de la transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  public LeContrat contrat(UUID id) {
    var l =
        em.createQuery(
                "select c.engagementId, c.marcheId, c.participantId, c.debut, c.fin from Contrat c"
                    + " where c.tenantId = :tenant and c.id = :id",
                Object[].class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("id", id)
            .getResultStream()
            .findFirst()
            .orElseThrow(() -> new Introuvable("Contrat"));
    var contrat =
        new LeContrat(
            id, (UUID) l[0], (UUID) l[1], (UUID) l[2], (LocalDate) l[3], (LocalDate) l[4]);
    fiches.retenir(contrat.participant());
    return contrat;
  }

  /**
   * La déclaration, retenue jusqu'à la fin de la transaction : deux décisions simultanées se
   * suivent.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public DeclarationHeures declaration(UUID id) {
    var declaration = em.find(DeclarationHeures.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (declaration == null) {
      throw new Introuvable("Déclaration d'heures");
    }
    return declaration;
  }

  /**
   * Heures de la personne ce mois-là dans l'espace : le net du registre et ce qui attend une
   * décision.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public BigDecimal duMois(UUID participant, YearMonth mois) {
    var validees =
        em.createQuery(
                "select sum(r.heures) from RegistreHeures r where r.tenantId = :tenant and"
                    + " r.participantId = :participant and r.mois = :mois",
                BigDecimal.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("participant", participant)
            .setParameter("mois", mois.atDay(1))
            .getSingleResult();
    var attendues =
        em.createQuery(
                "select sum(d.heures) from DeclarationHeures d join Contrat c on c.id = d.contratId"
                    + " where d.tenantId = :tenant and c.tenantId = :tenant and c.participantId ="
                    + " :participant and d.mois = :mois and d.etat = :etat",
                BigDecimal.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("participant", participant)
            .setParameter("mois", mois.atDay(1))
            .setParameter("etat", EtatDeclaration.DECLAREE)
            .getSingleResult();
    return ou0(validees).add(ou0(attendues));
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public BigDecimal net(UUID declaration) {
    return ou0(
        em.createQuery(
                "select sum(r.heures) from RegistreHeures r where r.tenantId = :tenant and"
                    + " r.declarationId = :declaration",
                BigDecimal.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("declaration", declaration)
            .getSingleResult());
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public BigDecimal plafond(YearMonth mois) {
    return parametres.valeur(PLAFOND, mois.atDay(1));
  }

  /** L'espace veut-il deux personnes, l'une qui déclare, l'autre qui valide ? */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean validationSeparee() {
    return em.createQuery(
                "select count(f) from FicheEspace f where f.espace = :espace and"
                    + " f.validationSeparee = true",
                Long.class)
            .setParameter("espace", contexte.tenantId())
            .getSingleResult()
        > 0;
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public void ecrire(
      DeclarationHeures declaration,
      LeContrat contrat,
      NatureEcriture nature,
      BigDecimal heures,
      String motif) {
    var ecriture = new RegistreHeures();
    ecriture.id = UUID.randomUUID();
    ecriture.declarationId = declaration.id;
    ecriture.contratId = contrat.id();
    ecriture.engagementId = declaration.engagementId;
    ecriture.participantId = contrat.participant();
    ecriture.nature = nature;
    ecriture.mois = declaration.mois;
    ecriture.annee = declaration.mois.getYear();
    ecriture.heures = heures;
    ecriture.motif = motif;
    ecriture.auteurId = contexte.identite().id();
    ecriture.auteurNom = contexte.identite().nom();
    ecriture.ecritLe = horloge.instant();
    em.persist(ecriture);
    cumuls.heures(ecriture.annee, ecriture.participantId, ecriture.engagementId, heures);
    vie.noter(
        contrat.marche(),
        nature == NatureEcriture.VALIDATION ? "heures-validees" : "heures-corrigees",
        Heures.fait(nature, heures, YearMonth.from(declaration.mois)));
  }

  private static BigDecimal ou0(BigDecimal somme) {
    return somme == null ? BigDecimal.ZERO : somme;
  }
}
