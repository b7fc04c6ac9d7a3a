package fr.maillon.marche;

import fr.maillon.isolation.EcritureEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Saisit un marché en programmation, avant toute publication. Quand ses données paraîtront sous le
 * même numéro, l'import le reconnaîtra : il complétera les lots saisis au lieu d'en ajouter.
 */
@ApplicationScoped
public class CreerMarche {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;

  /**
   * @param montantHt euros HT estimés ; null s'ils ne sont pas encore connus
   */
  public record LotSaisi(
      @NotBlank(message = "Dites l'objet du lot.")
          @Size(max = 1000, message = "L'objet tient en 1 000 caractères.")
          String objet,
      @DecimalMin(value = "0", message = "Le montant ne peut pas être négatif.")
          @DecimalMax(value = "99999999999", message = "Ce montant n'est pas vraisemblable.")
          @Digits(
              integer = 11,
              fraction = 2,
              message = "Le montant s'écrit en euros, avec deux décimales au plus.")
          BigDecimal montantHt,
      @Min(value = 1, message = "La durée est d'un mois au moins.")
          @Max(value = 1200, message = "La durée ne dépasse pas cent ans.")
          Integer dureeMois,
      @Pattern(regexp = "[0-9]{8}(-[0-9])?", message = "Le code CPV a huit chiffres.")
          String codeCpv) {}

  /**
   * @param acheteurSiret un des SIRET de l'espace ; null : le premier
   */
  @Schema(name = "CreerMarche")
  public record Command(
      @NotBlank(message = "Donnez un numéro au marché.")
          @Size(max = 40, message = "Le numéro tient en 40 caractères.")
          String numero,
      @NotBlank(message = "Dites l'objet du marché.")
          @Size(max = 1000, message = "L'objet tient en 1 000 caractères.")
          String objet,
      @Pattern(regexp = "[0-9]{8}(-[0-9])?", message = "Le code CPV a huit chiffres.")
          String codeCpv,
      @Pattern(regexp = "[0-9]{14}", message = "Un SIRET compte 14 chiffres.") String acheteurSiret,
      @NotNull(message = "Un marché a au moins un lot.")
          @Size(min = 1, max = 200, message = "Un marché a de 1 à 200 lots.")
          List<@NotNull(message = "Ce lot est vide.") @Valid LotSaisi> lots) {}

  /**
   * @throws RegleMetier {@code numero-deja-pris}, {@code siret-etranger}
   */
  @Transactional
  @EcritureEspace
  public UUID executer(@NotNull @Valid Command c) {
    var numero = c.numero().strip();
    var marche = Marche.saisi(siret(c.acheteurSiret()), numero, horloge.instant());
    marche.objet = c.objet().strip();
    marche.codeCpv = huitChiffres(c.codeCpv());
    if (em.createQuery(
                "select count(m) from Marche m where m.tenantId = :tenant and m.cleSource = :cle",
                Long.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("cle", marche.cleSource)
            .getSingleResult()
        > 0) {
      throw dejaPris(numero);
    }
    var lots = new ArrayList<Lot>();
    for (var lot : c.lots()) {
      lots.add(lot(marche, lots.size() + 1, lot));
    }
    marche.deduire(lots, List.of(), horloge.instant());
    marche.codeCpv = huitChiffres(c.codeCpv()) == null ? marche.codeCpv : huitChiffres(c.codeCpv());
    marche.segment = Segment.deCpv(marche.codeCpv);
    em.persist(marche);
    try {
      em.flush();
    } catch (PersistenceException e) {
      // quelqu'un a pris ce numéro entre la vérification et l'écriture : la contrainte de la base
      // tranche
      throw unicite(e) ? dejaPris(numero) : e;
    }
    lots.forEach(em::persist);
    em.persist(
        Evenement.de(
            marche.id,
            "cree",
            "Marché saisi en programmation, "
                + (lots.size() == 1 ? "1 lot" : lots.size() + " lots")
                + ".",
            contexte.identite(),
            horloge.instant()));
    return marche.id;
  }

  /**
   * @throws RegleMetier {@code marche-clos} quand le marché est soldé ou résilié
   */
  @Transactional
  @EcritureEspace
  public UUID ajouterLot(UUID id, @NotNull @Valid LotSaisi c) {
    var marche = em.find(Marche.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (marche == null) {
      throw new Introuvable("Marché");
    }
    if (marche.etat == EtatMarche.SOLDE || marche.etat == EtatMarche.RESILIE) {
      throw new RegleMetier("marche-clos", "Ce marché est clos : on n'y ajoute plus de lot.");
    }
    var lots =
        new ArrayList<>(
            em.createQuery(
                    "select l from Lot l where l.tenantId = :tenant and l.marcheId = :marche order"
                        + " by l.rang",
                    Lot.class)
                .setParameter("tenant", contexte.tenantId())
                .setParameter("marche", id)
                .getResultList());
    var lot = lot(marche, lots.isEmpty() ? 1 : lots.getLast().rang + 1, c);
    lots.add(lot);
    var titulaires =
        em
            .createQuery(
                "select x from Titulaire x where x.tenantId = :tenant and x.lotId in (select l.id"
                    + " from Lot l where l.tenantId = :tenant and l.marcheId = :marche)",
                Titulaire.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("marche", id)
            .getResultList()
            .stream()
            .flatMap(x -> Stream.of(x.denomination, x.identifiant))
            .filter(Objects::nonNull)
            .toList();
    marche.deduire(lots, titulaires, horloge.instant());
    em.persist(lot);
    em.persist(
        Evenement.de(
            id,
            "lot-ajoute",
            "Lot " + lot.rang + " ajouté : " + lot.objet + ".",
            contexte.identite(),
            horloge.instant()));
    return lot.id;
  }

  private static Lot lot(Marche marche, int rang, LotSaisi c) {
    var cpv = huitChiffres(c.codeCpv());
    return Lot.saisi(
        marche.id,
        rang,
        c.objet().strip(),
        cpv == null ? marche.codeCpv : cpv,
        c.montantHt(),
        c.dureeMois());
  }

  private static String huitChiffres(String codeCpv) {
    return codeCpv == null || codeCpv.isBlank() ? null : codeCpv.substring(0, 8);
  }

  private String siret(String demande) {
    var sirets = contexte.espace().sirets();
    if (demande == null || demande.isBlank()) {
      if (sirets.isEmpty()) {
        throw new RegleMetier(
            "siret-absent",
            "acheteurSiret",
            "Cet espace n'a pas encore de SIRET : demandez à l'administration centrale de"
                + " l'ajouter.");
      }
      return sirets.getFirst();
    }
    if (!sirets.contains(demande)) {
      throw new RegleMetier(
          "siret-etranger",
          "acheteurSiret",
          "Ce SIRET n'est pas de ceux de cet espace : " + String.join(", ", sirets) + ".");
    }
    return demande;
  }

  private static boolean unicite(Throwable faute) {
    for (var cause = faute; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private static RegleMetier dejaPris(String numero) {
    return new RegleMetier(
        "numero-deja-pris",
        "numero",
        "Le numéro « "
            + numero
            + " » est déjà pris : ouvrez ce marché, ou choisissez un autre numéro.");
  }
}
