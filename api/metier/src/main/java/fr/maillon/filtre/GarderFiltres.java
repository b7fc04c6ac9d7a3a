package fr.maillon.filtre;

import static fr.maillon.liste.TypeDeColonne.INSTANT;
import static fr.maillon.liste.TypeDeColonne.OUI_NON;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.isolation.EcritureEspace;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Critere;
import fr.maillon.liste.FichierDeListe;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.liste.LireListe;
import fr.maillon.liste.Liste;
import fr.maillon.liste.ListeServie;
import fr.maillon.liste.Page;
import fr.maillon.liste.Requete;
import fr.maillon.regle.Interdit;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.saisie.FiltreIncompris;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Les filtres gardés des listes d'un espace. Toute liste déclarée dans l'espace a les siens, sans
 * rien faire : elle seule lit et écrit sa chaîne de requête. Un agent lit les siens et ceux que les
 * agents partagent ; l'équipe, les siens.
 */
@ApplicationScoped
public class GarderFiltres implements ListeServie {
  public static final int MAXIMUM = 50;
  static final int LONGUEUR = 2000;

  public static final Liste<Lu, FiltreGarde> LISTE =
      Liste.<Lu, FiltreGarde>de("filtres", "Filtres enregistrés", Lu.class)
          .lit(
              "FiltreDEspace f",
              "f.id",
              "f.id",
              "f.liste",
              "f.nom",
              "f.requete",
              "f.proprietaire",
              "f.proprietaireNom",
              "f.partage",
              "f.creeLe")
          .dansLEspace("f.tenantId")
          .critere(
              Critere.codes(
                      "liste",
                      "Liste",
                      Pattern.compile("[a-z][a-z-]{1,39}"),
                      "« liste » est le nom d'une liste.",
                      (noms, c) -> c.et("f.liste in :liste").avec("liste", noms))
                  .exemple("marches"))
          .critere(
              Critere.oui(
                      "lisibles",
                      "Les siens, et ceux des agents",
                      "(f.proprietaire = :moi or f.partage = true)")
                  .interne())
          .critere(Critere.oui("siens", "Les siens", "f.proprietaire = :moi").interne())
          .colonne("nom", "Filtre", TEXTE, FiltreGarde::nom)
          .colonne("liste", "Liste", TEXTE, FiltreGarde::libelle)
          .colonne("requete", "Adresse", TEXTE, FiltreGarde::requete)
          .colonne("partage", "Partagé", OUI_NON, FiltreGarde::partage)
          .colonne("proprietaire", "Enregistré par", TEXTE, FiltreGarde::proprietaire)
          .colonne("cree_le", "Le", INSTANT, FiltreGarde::creeLe)
          .range("nom", "f.nom")
          .parDefaut("nom");

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject LireListe lire;
  @Inject TenantContext contexte;
  @Inject Clock horloge;
  @Inject @Any Instance<ListeServie> listes;

  /** Ce que la base rend d'un filtre. */
  public record Lu(
      UUID id,
      String liste,
      String nom,
      String requete,
      UUID proprietaire,
      String proprietaireNom,
      boolean partage,
      Instant creeLe) {}

  /**
   * Un filtre gardé, tel que celui qui lit le voit.
   *
   * @param liste le nom de la liste, comme le contrat l'écrit
   * @param libelle le nom de la liste, comme la page l'écrit
   * @param requete la chaîne de requête de la liste, sans « ? »
   * @param montre la même, en mots
   * @param proprietaire son nom
   * @param aMoi celui qui lit l'a enregistré
   * @param retirable celui qui lit peut le retirer
   */
  @Schema(name = "FiltreGarde")
  public record FiltreGarde(
      UUID id,
      String liste,
      String libelle,
      String nom,
      String requete,
      String montre,
      String proprietaire,
      boolean aMoi,
      boolean partage,
      boolean retirable,
      Instant creeLe) {}

  /**
   * @param liste le nom de la liste : {@code marches}
   * @param requete sa chaîne de requête, sans « ? »
   * @param partage avec les agents de l'espace ; l'équipe garde les siens pour elle
   */
  @Schema(name = "GarderFiltre")
  public record Command(
      @NotBlank(message = "Dites de quelle liste est ce filtre.") String liste,
      @NotBlank(message = "Donnez un nom à ce filtre.")
          @Size(max = 60, message = "Un nom de filtre tient en 60 caractères.")
          String nom,
      @NotNull(message = "Dites ce que ce filtre montre.") String requete,
      boolean partage) {}

  @Override
  public Liste<Lu, FiltreGarde> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @LectureEspace
  public Page<FiltreGarde> executer(Requete requete) {
    return lire.page(LISTE, lisible(requete), this::vues);
  }

  @Override
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    return lire.exporter(LISTE, lisible(requete), format, this::vues);
  }

  /**
   * @throws RegleMetier {@code liste-inconnue}, {@code filtre-vide}, {@code filtre-trop-long},
   *     {@code filtre-deja-nomme}, {@code trop-de-filtres}
   * @throws FiltreIncompris la liste ne comprend pas cette requête
   */
  @Transactional
  @EcritureEspace
  public UUID enregistrer(@NotNull @Valid Command c) {
    var moi = contexte.identite();
    var requete =
        servie(c.liste())
            .orElseThrow(
                () ->
                    new RegleMetier(
                        "liste-inconnue",
                        "liste",
                        "« " + c.liste() + " » n'est pas une liste de l'espace."))
            .lire(c.requete())
            .texte();
    if (requete.isEmpty()) {
      throw new RegleMetier(
          "filtre-vide",
          "requete",
          "Ce filtre ne filtre rien : posez-en au moins un avant de l'enregistrer.");
    }
    if (requete.length() > LONGUEUR) {
      throw new RegleMetier(
          "filtre-trop-long", "requete", "Ce filtre est trop long : choisissez moins de valeurs.");
    }
    if (compter("", c) >= MAXIMUM) {
      throw new RegleMetier(
          "trop-de-filtres",
          "Vous avez déjà "
              + MAXIMUM
              + " filtres de cette liste : retirez-en un avant d'en enregistrer un autre.");
    }
    if (compter(" and lower(f.nom) = :nom", c) > 0) {
      throw new RegleMetier("filtre-deja-nomme", "nom", "Vous avez déjà un filtre de ce nom.");
    }
    var filtre =
        new FiltreDEspace(
            moi, horloge.instant(), c.liste(), c.nom(), requete, c.partage() && agent());
    em.persist(filtre);
    em.flush();
    return filtre.id;
  }

  /**
   * Le sien ; un filtre partagé se retire aussi par l'administrateur de l'espace.
   *
   * @throws Introuvable absent, d'un autre espace, ou gardé par un autre pour lui seul
   */
  @Transactional
  @EcritureEspace
  public void retirer(@NotNull UUID id) {
    var filtre = em.find(FiltreDEspace.class, id);
    boolean aMoi = filtre != null && filtre.proprietaire.equals(contexte.identite().id());
    if (filtre == null || !aMoi && !(filtre.partage && agent())) {
      throw new Introuvable("Filtre");
    }
    if (!aMoi && !administre()) {
      throw new Interdit(
          "Ce filtre est à "
              + filtre.proprietaireNom
              + ", qui le partage ; un administrateur de l'espace peut aussi le retirer.");
    }
    em.remove(filtre);
  }

  /**
   * Ce que cette requête montre, en mots ; ce que la liste n'en comprend pas y est passé.
   *
   * @return vide si la liste n'est pas de l'espace
   */
  @Transactional
  @LectureEspace
  public String montre(String liste, String requete) {
    return servie(liste).map(l -> l.relire(requete, Set.of(), _ -> {}).enMots()).orElse("");
  }

  private long compter(String critere, Command c) {
    var requete =
        em.createQuery(
                "select count(f) from FiltreDEspace f where f.tenantId = :tenant and f.proprietaire"
                    + " = :moi and f.liste = :liste"
                    + critere,
                Long.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("moi", contexte.identite().id())
            .setParameter("liste", c.liste());
    if (!critere.isEmpty()) {
      requete.setParameter("nom", c.nom().strip().toLowerCase(Locale.ROOT));
    }
    return requete.getSingleResult();
  }

  private Requete lisible(Requete requete) {
    return requete.avec(agent() ? "lisibles" : "siens", true);
  }

  private boolean agent() {
    return contexte.espace().titre() == Titre.AGENT;
  }

  private boolean administre() {
    return contexte.espace().peut(Geste.ADMINISTRER);
  }

  private List<FiltreGarde> vues(List<Lu> lus) {
    var moi = contexte.identite().id();
    return lus.stream()
        .map(
            f -> {
              // ce que la liste ne comprend plus y est passé : un lien vieilli ne casse rien
              var liste = servie(f.liste());
              boolean aMoi = f.proprietaire().equals(moi);
              var demande = liste.map(l -> l.relire(f.requete(), Set.of(), _ -> {}));
              return new FiltreGarde(
                  f.id(),
                  f.liste(),
                  liste.<String>map(Liste::libelle).orElse(f.liste()),
                  f.nom(),
                  demande.map(Requete::texte).orElse(f.requete()),
                  demande.map(Requete::enMots).orElse(""),
                  f.proprietaireNom(),
                  aMoi,
                  f.partage(),
                  aMoi || administre(),
                  f.creeLe());
            })
        .toList();
  }

  private Optional<Liste<?, ?>> servie(String nom) {
    return listes.stream()
        .<Liste<?, ?>>map(ListeServie::liste)
        .filter(l -> l.nom().equals(nom) && l.portee() == Liste.Portee.ESPACE && l != LISTE)
        .findFirst();
  }
}
