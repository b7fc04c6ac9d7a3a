package fr.maillon.clause;

import fr.maillon.grille.Grilles;
import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.isolation.TenantContext;
import fr.maillon.marche.VieDuMarche;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.saisie.DureeJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Le facilitateur propose au maître d'ouvrage une version de clause pour un lot, avec son
 * engagement chiffré. Rien n'est dû tant que l'agent ne l'a pas acceptée. Un lot peut avoir
 * plusieurs propositions en attente : l'agent choisit.
 */
@ApplicationScoped
public class ProposerClause {
  private static final Set<String> CLOS = Set.of("SOLDE", "RESILIE");
  private static final DateTimeFormatter JOUR = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final String DECIMALES_TAUX = "Quatre décimales au plus, entre 0 et 1.";
  private static final String DECIMALES_MONTANT =
      "Un montant en euros, au centime, sous cent mille milliards.";
  private static final String DECIMALES_HEURES = "Un nombre d'heures, deux décimales au plus.";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject @Any Instance<SuiteDuCalibrage> suites;
  @Inject VieDuMarche vie;
  @Inject Grilles grilles;
  @Inject Clock horloge;

  /**
   * La formule se reconnaît aux valeurs données : F1 (montant, part, taux, coût ou code de grille),
   * F2 ({@code heuresTravaillees}, taux), F3 ({@code heuresMarche}, {@code heuresReprises}, taux),
   * F4 ({@code tranche}, {@code heuresParTranche}), ou quantité saisie.
   *
   * @param article obligatoire pour une réservation, sinon celui du mécanisme
   * @param tauxInsertion de 0 à 1
   * @param montantHt à défaut, celui du lot
   * @param grille code de la grille de référence, pour la part et le coût qui ne sont pas donnés
   * @param commandes F4 : montant commandé prévu ; à défaut, celui du lot
   * @param tranchesPleines F4 : vrai si une tranche entamée ne compte pas
   * @param motifTardif pourquoi, quand le lot est fini
   * @param unite avec {@code quantite} ; HEURES par défaut
   */
  @Schema(name = "ProposerClause")
  public record Command(
      @NotNull(message = "Choisissez le lot.") UUID lotId,
      @NotNull(message = "Choisissez le levier.") Mecanisme mecanisme,
      @Size(max = 200, message = "L'article compte 200 caractères au plus.") String article,
      @Digits(integer = 9, fraction = 4, message = DECIMALES_TAUX) BigDecimal tauxInsertion,
      @Digits(integer = 14, fraction = 2, message = DECIMALES_MONTANT) BigDecimal montantHt,
      @Digits(integer = 9, fraction = 4, message = DECIMALES_TAUX) BigDecimal partMainOeuvre,
      @Digits(
              integer = 5,
              fraction = 2,
              message = "Le coût horaire se donne au centime, sous 100 000 €.")
          BigDecimal coutHoraire,
      @Size(max = 40, message = "Ce code de grille n'existe pas.") String grille,
      @Digits(integer = 9, fraction = 2, message = DECIMALES_HEURES)
          @JsonbTypeDeserializer(DureeJson.Autre.class)
          BigDecimal heuresTravaillees,
      @Digits(integer = 9, fraction = 2, message = DECIMALES_HEURES)
          @JsonbTypeDeserializer(DureeJson.Autre.class)
          BigDecimal heuresMarche,
      @Digits(integer = 9, fraction = 2, message = DECIMALES_HEURES)
          @JsonbTypeDeserializer(DureeJson.Autre.class)
          BigDecimal heuresReprises,
      @Digits(integer = 14, fraction = 2, message = DECIMALES_MONTANT) BigDecimal commandes,
      @Digits(integer = 14, fraction = 2, message = DECIMALES_MONTANT) BigDecimal tranche,
      @Digits(integer = 9, fraction = 2, message = DECIMALES_HEURES)
          @JsonbTypeDeserializer(DureeJson.Autre.class)
          BigDecimal heuresParTranche,
      Boolean tranchesPleines,
      Unite unite,
      @Digits(integer = 9, fraction = 2, message = "Une quantité, deux décimales au plus.")
          BigDecimal quantite,
      @Size(max = 1000, message = "Le motif compte 1 000 caractères au plus.")
          String motifTardif) {}

  /**
   * @return l'identifiant de la version proposée
   * @throws RegleMetier {@code article-manquant}, {@code article-etranger}, {@code hors-bornes},
   *     {@code valeur-manquante}, {@code calcul-ambigu}, {@code unite-incompatible}, {@code
   *     engagement-vide}, {@code grille-inconnue}, {@code marche-clos}, {@code clause-tardive}
   * @throws Introuvable lot absent ou d'un autre espace
   */
  @EcritureEquipe
  @Transactional
  public UUID executer(@NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    return proposer(c);
  }

  /** Plusieurs lots d'un coup : tous proposés, ou aucun. */
  @EcritureEquipe
  @Transactional
  public List<UUID> tous(
      @NotEmpty(message = "Calibrez au moins un lot.") List<@NotNull @Valid Command> commandes) {
    return commandes.stream()
        .sorted(Comparator.comparing(Command::lotId))
        .map(this::proposer)
        .toList();
  }

  private UUID proposer(Command c) {
    var tenant = contexte.tenantId();
    var lot = Lots.retenir(em, tenant, c.lotId());
    if (CLOS.contains(lot.etatMarche())) {
      throw new RegleMetier(
          "marche-clos", "Ce marché est soldé ou résilié : on n'y propose plus de clause.");
    }
    var aujourdhui = LocalDate.now(horloge);
    if (lot.fini(aujourdhui) && (c.motifTardif() == null || c.motifTardif().isBlank())) {
      throw new RegleMetier(
          "clause-tardive",
          "motifTardif",
          "Le lot "
              + lot.rang()
              + " a fini le "
              + JOUR.format(lot.terme())
              + ". Dites pourquoi une clause s'y ajoute encore : ses heures compteront en "
              + aujourdhui.getYear()
              + ".");
    }
    var grille =
        c.grille() == null || c.grille().isBlank()
            ? null
            : grilles.enVigueur(c.grille().strip(), aujourdhui);
    int numero =
        1
            + em.createQuery(
                    "select coalesce(max(x.numeroVersion), 0) from Clause x where x.tenantId ="
                        + " :tenant and x.lotId = :lot",
                    Integer.class)
                .setParameter("tenant", tenant)
                .setParameter("lot", c.lotId())
                .getSingleResult();
    var clause =
        Clause.proposer(
            lot.marche(),
            c.lotId(),
            numero,
            c.mecanisme(),
            c.article(),
            contexte.identite(),
            horloge.instant());
    var engagement = Chiffrage.de(c, lot.montant(), grille);
    clause.motifTardif = lot.fini(aujourdhui) ? c.motifTardif().strip() : null;
    engagement.porter(clause, lot.annee(aujourdhui));
    em.persist(clause);
    em.flush();
    em.persist(engagement);
    suites.stream().forEach(x -> x.proposee(lot.marche()));
    vie.noter(
        lot.marche(),
        "clause-proposee",
        LibellesDeClause.clause(clause, lot.rang(), engagement)
            + " : proposée, l'agent doit décider."
            + (clause.motifTardif == null ? "" : " Après la fin du lot : " + clause.motifTardif));
    return clause.id;
  }
}
