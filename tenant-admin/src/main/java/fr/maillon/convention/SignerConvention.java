package fr.maillon.convention;

import fr.maillon.isolation.EcritureCentre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Verrou;
import fr.maillon.journal.Journal;
import fr.maillon.journal.NatureDeLigne;
import fr.maillon.liste.Texte;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.saisie.Signes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * L'administration centrale signe une convention, ou un avenant. L'accès suit de lui-même, par la
 * date.
 */
@ApplicationScoped
public class SignerConvention {
  /**
   * @param maitreOuvrage code de l'espace, ou son nom s'il n'est qu'à lui
   * @param structureId une structure connue ; null : {@code structureNom} en crée une
   * @param numero celui du papier ; vide : le suivant de l'année, {@code 2026-014}
   * @param services codes des services couverts ; vide ou null : tous
   * @param quota demandes comprises par année civile ; null : sans limite
   */
  @Schema(name = "SignerConvention")
  public record Command(
      @NotBlank(message = "Choisissez le maître d'ouvrage.") String maitreOuvrage,
      UUID structureId,
      @Size(max = 200, message = "Le nom de la structure tient en 200 caractères.")
          String structureNom,
      @Size(max = 40, message = "Le numéro tient en 40 caractères.") String numero,
      @NotNull(message = "Donnez le premier jour.") LocalDate du,
      @NotNull(message = "Donnez le dernier jour.") LocalDate au,
      Set<@Pattern(regexp = "[A-Z_]{2,30}", message = "Service inconnu.") String> services,
      @Min(
              value = 1,
              message = "Le quota est d'une demande au moins ; laissez vide pour ne pas limiter.")
          Integer quota) {}

  /**
   * Tous les termes à compter de l'effet : ceux qui ne changent pas se redonnent.
   *
   * @param version celle de la convention lue
   */
  public record Amendement(
      @NotNull(message = "Donnez le jour où l'avenant prend effet.") LocalDate effet,
      @NotNull(message = "Donnez le dernier jour.") LocalDate au,
      Set<@Pattern(regexp = "[A-Z_]{2,30}", message = "Service inconnu.") String> services,
      @Min(
              value = 1,
              message = "Le quota est d'une demande au moins ; laissez vide pour ne pas limiter.")
          Integer quota,
      @NotBlank(message = "Dites ce que l'avenant change.")
          @Size(max = 500, message = "L'objet tient en 500 caractères.")
          String objet,
      @NotNull(message = "Donnez la version de la convention lue.") Integer version) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Verrou verrou;
  @Inject TenantContext contexte;
  @Inject Journal journal;
  @Inject Clock horloge;

  /**
   * @return l'identifiant de la convention
   * @throws Introuvable structure absente
   * @throws RegleMetier {@code maitre-ouvrage-inconnu}, {@code espace-ferme}, {@code
   *     dates-inversees}, {@code structure-manquante}, {@code numero-deja-pris}, {@code
   *     conventions-en-conflit} quand un même service serait couvert deux fois le même jour
   */
  @Transactional
  @EcritureCentre
  public UUID executer(@NotNull(message = "Décrivez la convention.") @Valid Command c) {
    var espace = espace(c.maitreOuvrage().strip());
    if (espace.etat.equals("FERME")) {
      throw new RegleMetier(
          "espace-ferme",
          "maitreOuvrage",
          "Cet espace est fermé : aucune convention ne peut plus l'ouvrir.");
    }
    seul(espace.id);
    var convention =
        Convention.signer(
            espace.id,
            structure(c),
            numero(c.numero()),
            c.du(),
            termes(c.au(), c.services(), c.quota()),
            contexte.identite(),
            horloge.instant());
    exigerSansConflit(convention, List.of());
    em.persist(convention);
    journal.noter(
        espace.id,
        NatureDeLigne.VIE,
        "SignerConvention.executer",
        convention.id.toString(),
        "Convention "
            + convention.numero
            + ", du "
            + convention.du.format(Convention.JOUR)
            + " au "
            + convention.au.format(Convention.JOUR)
            + ".");
    return convention.id;
  }

  /**
   * Un avenant : prolonge, écourte, change les services ou le quota, à compter d'un jour.
   *
   * @throws Introuvable convention absente
   * @throws RegleMetier {@code avenant-passe}, {@code avenant-desordre}, {@code
   *     avenant-apres-la-fin}, {@code dates-inversees}, {@code conventions-en-conflit}
   */
  @Transactional
  @EcritureCentre
  public void amender(UUID id, @NotNull(message = "Décrivez l'avenant.") @Valid Amendement c) {
    var convention = em.find(Convention.class, id);
    if (convention == null) {
      throw new Introuvable("Convention");
    }
    seul(convention.maitreOuvrage);
    em.refresh(convention);
    convention.exigerVersion(c.version());
    var deja = avenants(id);
    var avenant =
        convention.amender(
            deja,
            termes(c.au(), c.services(), c.quota()),
            c.effet(),
            c.objet(),
            contexte.identite(),
            horloge.instant(),
            LocalDate.now(horloge));
    deja.add(avenant);
    exigerSansConflit(convention, deja);
    em.lock(convention, jakarta.persistence.LockModeType.OPTIMISTIC_FORCE_INCREMENT);
    em.persist(avenant);
    journal.noter(
        convention.maitreOuvrage,
        NatureDeLigne.VIE,
        "SignerConvention.amender",
        convention.id.toString(),
        "Avenant n° "
            + avenant.numero
            + " à la convention "
            + convention.numero
            + ", à compter du "
            + avenant.effet.format(Convention.JOUR)
            + " : jusqu'au "
            + avenant.au.format(Convention.JOUR)
            + ".");
  }

  private static Termes termes(LocalDate au, Set<String> services, Integer quota) {
    return new Termes(au, services == null ? Set.of() : services, quota);
  }

  /** Une signature à la fois par maître d'ouvrage : le conflit se juge sur ce qui est écrit. */
  private void seul(UUID espace) {
    verrou.prendre("conventions " + espace);
  }

  private List<Avenant> avenants(UUID convention) {
    return new ArrayList<>(
        em.createQuery(
                "select a from Avenant a where a.convention = :convention order by a.effet,"
                    + " a.numero",
                Avenant.class)
            .setParameter("convention", convention)
            .getResultList());
  }

  private void exigerSansConflit(Convention nouvelle, List<Avenant> siens) {
    var siennes = nouvelle.periodes(siens);
    for (var autre :
        em.createQuery(
                "select c from Convention c where c.maitreOuvrage = :espace and c.id <> :moi",
                Convention.class)
            .setParameter("espace", nouvelle.maitreOuvrage)
            .setParameter("moi", nouvelle.id)
            .getResultList()) {
      if (autre.periodes(avenants(autre.id)).stream()
          .anyMatch(p -> siennes.stream().anyMatch(p::heurte))) {
        throw new RegleMetier(
            "conventions-en-conflit",
            "du",
            "La convention "
                + autre.numero
                + " couvre déjà un de ces services à ces dates : écourtez-la par un avenant,"
                + " changez les dates, ou répartissez les services.");
      }
    }
  }

  /**
   * Un code désigne un espace ; un nom aussi, quand un seul le porte, ou qu'un seul le contient. Un
   * espace fermé ne se trouve que par son code.
   */
  private EspaceConventionne espace(String designe) {
    var parCode =
        em.createQuery(
                "select m from EspaceConventionne m where m.code = :code", EspaceConventionne.class)
            .setParameter("code", designe)
            .getResultStream()
            .findFirst();
    if (parCode.isPresent()) {
      return parCode.get();
    }
    var cherche = Texte.cherchable(designe);
    var proches =
        em.createQuery(
                "select m from EspaceConventionne m where m.etat <> 'FERME' order by m.nom, m.code",
                EspaceConventionne.class)
            .getResultStream()
            .filter(m -> Texte.cherchable(m.nom).contains(cherche))
            .toList();
    var memes = proches.stream().filter(m -> Texte.cherchable(m.nom).equals(cherche)).toList();
    var trouves = memes.isEmpty() ? proches : memes;
    if (trouves.size() == 1) {
      return trouves.getFirst();
    }
    throw new RegleMetier(
        "maitre-ouvrage-inconnu",
        "maitreOuvrage",
        trouves.isEmpty()
            ? "Aucun maître d'ouvrage ouvert n'a ce nom : choisissez-le dans la liste."
            : "Plusieurs maîtres d'ouvrage ont ce nom : écrivez l'adresse du bon, "
                + trouves.stream()
                    .limit(5)
                    .map(m -> m.code + " (" + m.nom + ")")
                    .collect(Collectors.joining(", "))
                + (trouves.size() > 5 ? "…" : "."));
  }

  private UUID structure(Command c) {
    if (c.structureId() != null) {
      if (em.find(Structure.class, c.structureId()) == null) {
        throw new Introuvable("Structure");
      }
      return c.structureId();
    }
    if (c.structureNom() == null || c.structureNom().isBlank()) {
      throw new RegleMetier(
          "structure-manquante",
          "structureNom",
          "Choisissez la structure qui assiste, ou donnez le nom d'une nouvelle.");
    }
    var nom = Signes.propre(c.structureNom());
    var connue =
        em.createQuery(
                "select s.id from Structure s where s.recherche = :nom order by s.id", UUID.class)
            .setParameter("nom", Texte.cherchable(nom))
            .getResultStream()
            .findFirst();
    return connue.orElseGet(
        () -> {
          var neuve = new Structure(nom);
          em.persist(neuve);
          return neuve.id;
        });
  }

  private String numero(String donne) {
    verrou.prendre("numéro de convention");
    if (donne != null && !donne.isBlank()) {
      var numero = donne.strip();
      if (em.createQuery("select count(c) from Convention c where c.numero = :numero", Long.class)
              .setParameter("numero", numero)
              .getSingleResult()
          > 0) {
        throw new RegleMetier(
            "numero-deja-pris", "numero", "Une convention porte déjà le numéro " + numero + ".");
      }
      return numero;
    }
    var annee = LocalDate.now(horloge).getYear() + "-";
    var rang =
        em.createQuery("select c.numero from Convention c where c.numero like :annee", String.class)
            .setParameter("annee", annee + "%")
            .getResultStream()
            .map(n -> n.substring(annee.length()))
            .filter(n -> n.matches("[0-9]{1,6}"))
            .mapToInt(Integer::parseInt)
            .max()
            .orElse(0);
    return annee + "%03d".formatted(rang + 1);
  }
}
