package fr.maillon.affectation;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.Verrou;
import fr.maillon.journal.Journal;
import fr.maillon.journal.NatureDeLigne;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Dit qui assiste qui, de quand à quand. L'espace s'ouvre et se ferme de lui-même, par la date. */
@ApplicationScoped
public class Affecter {
  /**
   * @param du null : aujourd'hui
   * @param au dernier jour ; null : tant que la convention court
   */
  @Schema(name = "Affecter")
  public record Command(
      @NotNull(message = "Choisissez la convention.") UUID conventionId,
      @NotNull(message = "Choisissez le facilitateur.") UUID facilitateurId,
      LocalDate du,
      LocalDate au) {}

  /**
   * @param au dernier jour ; hier : l'espace se ferme aussitôt
   * @param version celle de l'affectation lue
   */
  @Schema(name = "AffecterFin")
  public record Fin(
      LocalDate au,
      @NotNull(message = "Donnez la version de l'affectation lue.") Integer version) {}

  /** La convention sous laquelle on affecte. */
  public record Signee(LocalDate du, LocalDate fin, UUID maitreOuvrage, String numero) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Verrou verrou;
  @Inject TenantContext contexte;
  @Inject Journal journal;
  @Inject Clock horloge;

  /**
   * @return l'identifiant de l'affectation
   * @throws Introuvable convention ou personne absente
   * @throws RegleMetier {@code hors-convention} quand la convention ne court pas ce jour-là, {@code
   *     pas-facilitateur} quand la personne ne l'est pas ce jour-là, {@code affectation-en-double}
   *     quand elle y est déjà, {@code affectation-passee}, {@code dates-inversees}
   */
  @Transactional
  @Habilite(
      value = {Titre.COORDINATEUR, Titre.CENTRAL},
      geste = Geste.ECRIRE)
  public UUID ouvrir(@NotNull(message = "Décrivez l'affectation.") @Valid Command c) {
    var aujourdhui = LocalDate.now(horloge);
    var du = c.du() == null ? aujourdhui : c.du();
    if (du.isBefore(aujourdhui)) {
      throw new RegleMetier(
          "affectation-passee", "du", "Une affectation commence aujourd'hui ou plus tard.");
    }
    var convention =
        em.createQuery(
                "select new fr.maillon.affectation.Affecter.Signee(c.du, c.fin, c.maitreOuvrage,"
                    + " c.numero) from ConventionDuJour c where c.id = :id",
                Signee.class)
            .setParameter("id", c.conventionId())
            .getResultStream()
            .findFirst()
            .orElseThrow(() -> new Introuvable("Convention"));
    var debut = convention.du();
    var fin = convention.fin();
    if (du.isBefore(debut) || du.isAfter(fin)) {
      throw new RegleMetier(
          "hors-convention",
          "du",
          "La convention "
              + convention.numero()
              + " va du "
              + debut.format(Affectation.JOUR)
              + " au "
              + fin.format(Affectation.JOUR)
              + " : choisissez un jour entre les deux.");
    }
    if (c.au() != null && c.au().isAfter(fin)) {
      throw new RegleMetier(
          "hors-convention",
          "au",
          "La convention "
              + convention.numero()
              + " finit le "
              + fin.format(Affectation.JOUR)
              + " : laissez vide pour aller jusque-là.");
    }
    exigerFacilitateur(c.facilitateurId(), du, "facilitateurId");
    var espace = convention.maitreOuvrage();
    verrou.prendre("affectations " + espace);
    if (siennes(espace, c.facilitateurId()).stream().anyMatch(a -> a.heurte(du, c.au()))) {
      throw new RegleMetier(
          "affectation-en-double",
          "facilitateurId",
          "Cette personne est déjà affectée à ce maître d'ouvrage à ces dates.");
    }
    var affectation =
        Affectation.ouvrir(
            c.conventionId(), espace, c.facilitateurId(), du, c.au(), null, contexte.identite());
    em.persist(affectation);
    em.flush();
    journal.noter(
        espace,
        NatureDeLigne.DROITS,
        "Affecter.ouvrir",
        affectation.id.toString(),
        nom(c.facilitateurId())
            + ", du "
            + du.format(Affectation.JOUR)
            + (c.au() == null ? "" : " au " + c.au().format(Affectation.JOUR))
            + ", convention "
            + convention.numero()
            + ".");
    return affectation.id;
  }

  /**
   * @throws Introuvable affectation absente
   * @throws VersionPerimee quelqu'un l'a changée
   * @throws RegleMetier {@code fin-absente}, {@code affectation-finie}, {@code fin-passee}, {@code
   *     affectation-plus-courte}
   */
  @Transactional
  @Habilite(
      value = {Titre.COORDINATEUR, Titre.CENTRAL},
      geste = Geste.ECRIRE)
  public void finir(UUID id, @NotNull(message = "Décrivez la fin.") @Valid Fin c) {
    var affectation = em.find(Affectation.class, id);
    if (affectation == null) {
      throw new Introuvable("Affectation");
    }
    affectation.exigerVersion(c.version());
    var au = c.au();
    if (au == null) {
      throw new RegleMetier(
          "fin-absente",
          "au",
          "Donnez le dernier jour. Hier ferme l'espace aussitôt à cette personne.");
    }
    var aujourdhui = LocalDate.now(horloge);
    affectation.finir(au, contexte.identite(), aujourdhui);
    em.flush();
    journal.noter(
        affectation.maitreOuvrage,
        NatureDeLigne.DROITS,
        "Affecter.finir",
        id.toString(),
        nom(affectation.facilitateur) + ", dernier jour : " + au.format(Affectation.JOUR) + ".");
  }

  /**
   * Tout le portefeuille d'une personne, ou un seul espace, passe à une autre ce jour-là : ses
   * affectations finissent la veille, les mêmes s'ouvrent au nom de l'autre, avec la même fin.
   *
   * @param maitreOuvrage code du seul espace à passer ; null : tous
   * @return les espaces passés
   * @throws RegleMetier {@code pas-facilitateur}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<UUID> passer(
      UUID passation, UUID de, UUID vers, LocalDate effet, String maitreOuvrage) {
    exigerFacilitateur(vers, effet, "vers");
    var aujourdhui = LocalDate.now(horloge);
    var aPasser =
        em.createQuery(
                "select a from Affectation a, ConventionDuJour c, EspaceConventionne m where c.id ="
                    + " a.convention and m.id = a.maitreOuvrage and a.facilitateur = :de and (a.au"
                    + " is null or a.au >= :effet and a.au >= a.du) and c.fin >= :effet and m.etat"
                    + " <> 'FERME' and (:code is null or m.code = :code) order by a.maitreOuvrage,"
                    + " a.du",
                Affectation.class)
            .setParameter("de", de)
            .setParameter("effet", effet)
            .setParameter("code", maitreOuvrage)
            .getResultList();
    for (var a : aPasser) {
      verrou.prendre("affectations " + a.maitreOuvrage);
      var du = a.du.isAfter(effet) ? a.du : effet;
      var au = a.au;
      a.finir(effet.minusDays(1), contexte.identite(), aujourdhui);
      var autres = siennes(a.maitreOuvrage, vers).stream().filter(b -> b.heurte(du, au)).toList();
      if (autres.stream().noneMatch(b -> b.heurte(du, du))) {
        var avant = autres.stream().map(b -> b.du.minusDays(1)).min(LocalDate::compareTo);
        em.persist(
            Affectation.ouvrir(
                a.convention,
                a.maitreOuvrage,
                vers,
                du,
                avant.orElse(au),
                passation,
                contexte.identite()));
      }
    }
    return aPasser.stream().map(a -> a.maitreOuvrage).distinct().toList();
  }

  private void exigerFacilitateur(UUID personne, LocalDate jour, String champ) {
    var habilite =
        em.createQuery(
                "select count(f) from Facilitateur f where f.utilisateur = :personne and f.du <="
                    + " :jour and (f.au is null or f.au >= :jour)",
                Long.class)
            .setParameter("personne", personne)
            .setParameter("jour", jour)
            .getSingleResult();
    if (habilite == 0) {
      throw new RegleMetier(
          "pas-facilitateur",
          champ,
          "Cette personne n'est pas facilitatrice le "
              + jour.format(Affectation.JOUR)
              + " : choisissez quelqu'un de la liste.");
    }
  }

  private String nom(UUID personne) {
    return em.createQuery("select u.nom from MembreEquipe u where u.id = :personne", String.class)
        .setParameter("personne", personne)
        .getResultStream()
        .findFirst()
        .orElse("Un facilitateur");
  }

  private List<Affectation> siennes(UUID espace, UUID personne) {
    return em.createQuery(
            "select a from Affectation a where a.maitreOuvrage = :espace and a.facilitateur ="
                + " :personne",
            Affectation.class)
        .setParameter("espace", espace)
        .setParameter("personne", personne)
        .getResultList();
  }
}
