package fr.maillon.filtre;

import static java.util.stream.Collectors.toSet;

import fr.maillon.isolation.EcritureCoordination;
import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.LectureEquipe;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.Titres;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.Interdit;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Les filtres enregistrés du portefeuille. Le portefeuille ne fait que lire les espaces ; ces
 * lignes-ci sont à la personne, et la base les laisse écrire sous ce périmètre. Un filtre partagé
 * est lu de toute l'équipe, changé par qui l'a fait, retiré du partage aussi par la coordination.
 */
@ApplicationScoped
public class TenirFiltres {
  public static final int MAXIMUM = 50;

  /**
   * @param requete chaîne de requête de {@code /portefeuille}, sans « ? »
   * @param parDefaut celui où l'on arrive en se connectant
   */
  @Schema(name = "TenirFiltres")
  public record Command(
      @NotBlank(message = "Donnez un nom à ce filtre.")
          @Size(max = 60, message = "Un nom de filtre tient en 60 caractères.")
          String nom,
      @NotNull(message = "Dites ce que ce filtre montre.") String requete,
      boolean partage,
      boolean parDefaut) {}

  /**
   * @param requete null : celle d'avant
   * @param version celle de la fiche lue
   */
  @Schema(name = "TenirFiltresChangement")
  public record Changement(
      @NotBlank(message = "Donnez un nom à ce filtre.")
          @Size(max = 60, message = "Un nom de filtre tient en 60 caractères.")
          String nom,
      String requete,
      boolean partage,
      boolean parDefaut,
      @NotNull(message = "Dites la version que vous avez lue.") Integer version) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;

  /**
   * Les miens, puis ceux de l'équipe, par nom ; la coordination voit aussi ceux qu'elle a retirés.
   */
  @Transactional
  @LectureEquipe
  public Page<FiltreView> lister(Pagination pagination) {
    var moi = contexte.identite().id();
    var elements =
        em.createQuery(
                "select f from Filtre f order by case when f.proprietaire = :moi then 0 else 1 end,"
                    + " f.nom, f.id",
                Filtre.class)
            .setParameter("moi", moi)
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultStream()
            .map(this::vue)
            .toList();
    return new Page<>(
        elements,
        em.createQuery("select count(f) from Filtre f", Long.class).getSingleResult(),
        pagination.page(),
        pagination.taille());
  }

  @Transactional
  @LectureEquipe
  public FiltreView lire(UUID id) {
    return vue(trouver(id));
  }

  /**
   * @throws RegleMetier {@code filtre-deja-nomme}, {@code trop-de-filtres}, ou ce que {@link
   *     RequeteDeFiltre#lire} refuse
   */
  @Transactional
  @EcritureEquipe
  public FiltreView enregistrer(@NotNull @Valid Command c) {
    var moi = contexte.identite();
    if (em.createQuery("select count(f) from Filtre f where f.proprietaire = :moi", Long.class)
            .setParameter("moi", moi.id())
            .getSingleResult()
        >= MAXIMUM) {
      throw new RegleMetier(
          "trop-de-filtres",
          "Vous avez déjà "
              + MAXIMUM
              + " filtres : supprimez-en un avant d'en enregistrer un autre.");
    }
    var filtre =
        new Filtre(
            moi,
            horloge.instant(),
            c.nom(),
            RequeteDeFiltre.lire(c.requete()),
            c.partage(),
            c.parDefaut());
    exigerNomLibre(filtre.id, c.nom());
    if (c.parDefaut()) {
      oublierLeDefaut(filtre.id);
    }
    em.persist(filtre);
    em.flush();
    return vue(filtre);
  }

  @Transactional
  @EcritureEquipe
  public FiltreView changer(@NotNull UUID id, @NotNull @Valid Changement c) {
    var filtre = leSien(id);
    filtre.exigerVersion(c.version());
    exigerNomLibre(id, c.nom());
    if (c.parDefaut()) {
      oublierLeDefaut(id);
    }
    filtre.changer(
        c.nom(),
        c.requete() == null
            ? RequeteDeFiltre.relire(filtre.requete)
            : RequeteDeFiltre.lire(c.requete()),
        c.partage(),
        c.parDefaut());
    em.flush();
    return vue(filtre);
  }

  @Transactional
  @EcritureEquipe
  public void supprimer(@NotNull UUID id) {
    em.remove(leSien(id));
  }

  /** La coordination cesse de montrer à l'équipe un filtre partagé ; il reste à qui l'a fait. */
  @Transactional
  @EcritureCoordination
  public FiltreView retirer(@NotNull UUID id) {
    var filtre = trouver(id);
    if (!filtre.partage) {
      throw new RegleMetier(
          "filtre-non-partage", "Ce filtre n'est pas partagé : il n'y a rien à retirer.");
    }
    filtre.retirer(contexte.identite());
    em.flush();
    return vue(filtre);
  }

  private Filtre trouver(UUID id) {
    var filtre = em.find(Filtre.class, id);
    if (filtre == null) {
      throw new Introuvable("Filtre");
    }
    return filtre;
  }

  private Filtre leSien(UUID id) {
    var filtre = trouver(id);
    if (!filtre.appartientA(contexte.identite().id())) {
      throw new Interdit(
          "Ce filtre est à "
              + filtre.proprietaireNom
              + " : enregistrez-en une copie sous votre nom pour le changer.");
    }
    return filtre;
  }

  private void exigerNomLibre(UUID id, String nom) {
    if (em.createQuery(
                "select count(f) from Filtre f where f.proprietaire = :moi and lower(f.nom) = :nom"
                    + " and f.id <> :id",
                Long.class)
            .setParameter("moi", contexte.identite().id())
            .setParameter("nom", nom.strip().toLowerCase(Locale.ROOT))
            .setParameter("id", id)
            .getSingleResult()
        > 0) {
      throw new RegleMetier("filtre-deja-nomme", "nom", "Vous avez déjà un filtre de ce nom.");
    }
  }

  /** Avant que l'autre le devienne : la base n'en admet qu'un par personne. */
  private void oublierLeDefaut(UUID saufCelui) {
    em.createQuery(
            "select f from Filtre f where f.proprietaire = :moi and f.parDefaut = true and f.id <>"
                + " :id",
            Filtre.class)
        .setParameter("moi", contexte.identite().id())
        .setParameter("id", saufCelui)
        .getResultList()
        .forEach(Filtre::nePlusEtreParDefaut);
    em.flush();
  }

  private FiltreView vue(Filtre f) {
    boolean aMoi = f.appartientA(contexte.identite().id());
    boolean coordination = Titres.courant().filter(Titre.COORDINATEUR::equals).isPresent();
    return new FiltreView(
        f.id,
        f.nom,
        RequeteDeFiltre.relire(f.requete).pour(codes()::contains).texte(),
        f.proprietaireNom,
        aMoi,
        f.partage,
        f.retireParNom,
        aMoi && f.parDefaut,
        f.partage && coordination,
        f.creeLe,
        f.version);
  }

  private Set<String> codes() {
    if (contexte.perimetre() instanceof Perimetre.Portefeuille(var espaces)) {
      return espaces.values().stream().map(Espace::code).collect(toSet());
    }
    throw new IllegalStateException(
        "les filtres se lisent sous le portefeuille : " + contexte.perimetre());
  }
}
