package fr.maillon.maitreouvrage;

import fr.maillon.isolation.EcritureCentre;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Sensible;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.journal.Journal;
import fr.maillon.journal.NatureDeLigne;
import fr.maillon.liste.Texte;
import fr.maillon.parametre.Parametres;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/**
 * Suspend, rouvre, ferme un espace, annule sa fermeture, corrige ce qui le décrit. Chaque geste
 * laisse une ligne au journal de l'espace.
 */
@ApplicationScoped
public class TenirEspace {
  /** Jours entre la fermeture et l'effacement : paramètre daté. */
  public static final String DELAI = "DELAI_EFFACEMENT_JOURS";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Espaces espaces;
  @Inject Parametres parametres;
  @Inject Avertir avertir;
  @Inject Journal journal;
  @Inject Clock horloge;

  /**
   * @param motif ses personnes le liront
   */
  public record Suspension(
      @NotBlank(message = "Dites pourquoi : les personnes de l'espace le liront.")
          @Size(max = 1000, message = "Le motif compte 1 000 caractères au plus.")
          String motif,
      @NotNull(message = "Indiquez la version que vous avez lue.") Integer version) {}

  /**
   * @param nom celui de l'espace, recopié : fermer mène à tout effacer
   */
  public record Fermeture(
      @NotBlank(message = "Dites pourquoi : les administrateurs de l'espace le liront.")
          @Size(max = 1000, message = "Le motif compte 1 000 caractères au plus.")
          String motif,
      @NotBlank(message = "Recopiez le nom de l'espace.") String nom,
      @NotNull(message = "Indiquez la version que vous avez lue.") Integer version) {}

  public record Description(
      @NotBlank(message = "Donnez le nom du maître d'ouvrage.")
          @Size(max = 200, message = "Le nom compte 200 caractères au plus.")
          String nom,
      @NotBlank(message = "Donnez un sigle.")
          @Size(max = 3, message = "Le sigle compte trois lettres au plus.")
          String sigle,
      @NotNull(message = "Choisissez un type.") TypeEspace type,
      @NotBlank(message = "Donnez une couleur.") String couleur,
      @NotEmpty(message = "Donnez au moins un SIRET.") List<String> sirets,
      boolean importParSiren,
      @NotNull(message = "Indiquez la version que vous avez lue.") Integer version) {}

  /**
   * @throws RegleMetier {@code etape-impossible} quand l'espace n'est pas ouvert
   */
  @Transactional
  @EcritureCentre
  public void suspendre(
      UUID id, @NotNull(message = "Le corps de la demande manque.") @Valid Suspension c) {
    var m = lu(id, c.version());
    m.suspendre(c.motif().strip(), LocalDate.now(horloge));
    noter(m, "suspendre", m.motif);
  }

  @Transactional
  @EcritureCentre
  public void rouvrir(UUID id, Integer version) {
    var m = lu(id, version);
    m.rouvrir();
    noter(m, "rouvrir", null);
  }

  /**
   * Nul n'y entre plus dès la demande suivante ; ses administrateurs sont avertis du jour où tout
   * sera effacé.
   *
   * @return le premier jour où l'espace peut être effacé
   * @throws RegleMetier {@code nom-different} quand le nom recopié n'est pas le sien ; {@code
   *     etape-impossible} s'il est déjà fermé
   */
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.ECRIRE, sensible = Sensible.EFFACEMENT)
  public LocalDate fermer(
      UUID id, @NotNull(message = "Le corps de la demande manque.") @Valid Fermeture c) {
    var m = lu(id, c.version());
    if (!Texte.cherchable(c.nom()).equals(Texte.cherchable(m.nom))) {
      throw new RegleMetier(
          "nom-different",
          "nom",
          "Ce n'est pas le nom de cet espace. Recopiez « " + m.nom + " » pour confirmer.");
    }
    m.fermer(
        c.motif().strip(),
        LocalDate.now(horloge),
        parametres.valeur(DELAI, LocalDate.now(horloge)).intValueExact());
    noter(m, "fermer", m.motif);
    avertir.fermeture(m);
    return m.effacableLe;
  }

  /**
   * @throws RegleMetier {@code etape-impossible} le délai passé ; {@code siret-deja-pris} quand un
   *     autre espace a repris un de ses SIRET
   */
  @Transactional
  @EcritureCentre
  public void annulerFermeture(UUID id, Integer version) {
    espaces.verrouiller();
    var m = lu(id, version);
    m.annulerFermeture(LocalDate.now(horloge));
    espaces.exigerLibres(espaces.sirets(id), id);
    noter(m, "annulerFermeture", null);
    avertir.annulation(m);
  }

  /**
   * L'année en cours et celles d'avant gardent le type quitté ; déjà quitté cette année, il y est
   * noté.
   */
  private void dater(MaitreOuvrage m, TypeEspace type) {
    int annee = LocalDate.now(horloge).getYear();
    if (type != m.type && em.find(TypeAncien.class, new TypeAncien.Cle(m.id, annee)) == null) {
      em.persist(new TypeAncien(m.id, annee, m.type));
      em.flush();
    }
  }

  /**
   * Corrige le nom, le sigle, le type, la couleur, les SIRET. Un nouveau type ne vaut, dans les
   * chiffres, qu'à partir de l'année prochaine. Le code, lui, ne change jamais : il est dans toutes
   * les adresses.
   */
  @Transactional
  @EcritureCentre
  public void decrire(
      UUID id, @NotNull(message = "Le corps de la demande manque.") @Valid Description c) {
    var sirets = Espaces.nets(c.sirets());
    var couleur = Couleur.choisie(c.couleur());
    espaces.verrouiller();
    var m = lu(id, c.version());
    espaces.exigerLibres(sirets, id);
    dater(m, c.type());
    m.decrire(
        c.nom().strip().replaceAll("\\s+", " "),
        c.sigle().strip(),
        c.type(),
        couleur,
        c.importParSiren());
    var avant = new HashSet<>(espaces.sirets(id));
    sirets.stream().filter(s -> !avant.remove(s)).forEach(s -> em.persist(new SiretEspace(id, s)));
    avant.forEach(s -> em.remove(em.find(SiretEspace.class, new SiretEspace.Cle(id, s))));
    noter(m, "decrire", null);
  }

  private MaitreOuvrage lu(UUID id, Integer version) {
    var m = espaces.trouver(id);
    m.verifier(version);
    m.changer(TenantScope.identite(), horloge.instant());
    return m;
  }

  private void noter(MaitreOuvrage m, String acte, String detail) {
    em.flush();
    journal.noter(m.id, NatureDeLigne.VIE, "TenirEspace." + acte, m.id.toString(), detail);
  }
}
