package fr.maillon.importespaces;

import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.csv.Csv;
import fr.maillon.csv.Csv.Colonne;
import fr.maillon.fichier.NomDeFichier;
import fr.maillon.isolation.EcritureCentre;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Sensible;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Ecrivain;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.liste.Texte;
import fr.maillon.maitreouvrage.Couleur;
import fr.maillon.maitreouvrage.OuvrirEspace;
import fr.maillon.maitreouvrage.Siret;
import fr.maillon.personne.InviterPremierAdministrateur;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.travail.FileDesTravaux;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Dépose un fichier d'espaces à ouvrir, et dit ligne à ligne ce qui n'ira pas ; le confirme, ou
 * l'oublie. Déposer n'ouvre rien.
 */
@ApplicationScoped
public class DeposerEspaces {
  private static final int LIGNES_AU_PLUS = 20_000;
  private static final int LOT = 500;
  private static final List<Colonne> COLONNES =
      List.of(
          Colonne.obligatoire(
              "nom", "raison sociale", "dénomination", "maître d'ouvrage", "organisme"),
          Colonne.obligatoire("siret", "sirets", "numéro siret", "n° siret"),
          Colonne.facultative("type"),
          Colonne.facultative("code"),
          Colonne.facultative("couleur"),
          Colonne.facultative(
              "administrateur_nom",
              "administrateur",
              "nom administrateur",
              "nom de l'administrateur"),
          Colonne.facultative(
              "administrateur_courriel",
              "courriel",
              "courriel administrateur",
              "courriel de l'administrateur",
              "email",
              "mail"));

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject FileDesTravaux travaux;
  @Inject Clock horloge;

  /**
   * @param nom du fichier, pour le reconnaître ; null admis
   * @throws RegleMetier {@code nom-de-fichier-trop-long}, {@code fichier-vide}, {@code
   *     colonne-manquante}, {@code csv-rompu}, {@code pas-un-csv}, {@code trop-volumineux}, {@code
   *     trop-de-lignes}
   */
  @Transactional
  @EcritureCentre
  public UUID executer(String nom, InputStream flux) throws IOException {
    try (var recu = Csv.recevoir(flux, COLONNES, LIGNES_AU_PLUS)) {
      var identite = contexte.identite();
      var fichier =
          new FichierEspaces(
              NomDeFichier.lire(nom, "espaces.csv"),
              identite.id(),
              identite.nom(),
              horloge.instant());
      em.persist(fichier);
      em.flush();
      var relecture = new Relecture(fichier.id);
      int lignes = recu.parcourir(relecture::prendre);
      relecture.finir();
      em.find(FichierEspaces.class, fichier.id).compter(lignes, relecture.fautives);
      return fichier.id;
    }
  }

  /** Ce qu'une ligne déjà relue a pris. */
  private record Vue(int rang, String nom) {}

  /**
   * Relit et garde les lignes par lots : le fichier entier n'est jamais en mémoire, hors les SIRET
   * et les codes qu'il porte.
   */
  private final class Relecture {
    private final UUID fichier;
    private final List<LigneEspace> lot = new ArrayList<>();
    private final Map<String, Vue> sirets = new HashMap<>();
    private final Map<String, Vue> codes = new HashMap<>();
    private int fautives;

    Relecture(UUID fichier) {
      this.fichier = fichier;
    }

    void prendre(Csv.Ligne l) {
      lot.add(
          new LigneEspace(
              fichier,
              l.rang(),
              l.valeur("nom"),
              l.valeur("siret"),
              l.valeur("type"),
              l.valeur("code"),
              l.valeur("couleur"),
              l.valeur("administrateur_nom"),
              l.valeur("administrateur_courriel")));
      if (lot.size() == LOT) {
        finir();
      }
    }

    void finir() {
      var deja = dejaPris(lot);
      var pris = codesPris(lot);
      for (var ligne : lot) {
        try {
          verifier(ligne, deja, pris, sirets, codes);
        } catch (RegleMetier e) {
          ligne.fauter(e.champ(), e.getMessage());
          fautives++;
        }
        em.persist(ligne);
      }
      em.flush();
      em.clear();
      lot.clear();
    }
  }

  /**
   * Les espaces s'ouvrent en tâche de fond. Sur un import interrompu, reprend en son nom. @throws
   * RegleMetier {@code import-termine}, {@code rien-a-ouvrir}
   */
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.ECRIRE, sensible = Sensible.DROITS)
  public void confirmer(UUID id) {
    var fichier = trouver(id);
    fichier.confirmer(contexte.identite().id(), contexte.identite().nom(), horloge.instant());
    travaux.relancer(
        new FileDesTravaux.Demande(
            id,
            MenerOuvertures.NATURE,
            id.toString(),
            "Ouverture des espaces de " + fichier.fichier,
            false));
  }

  /**
   * @throws RegleMetier {@code import-deja-lance}
   */
  @Transactional
  @EcritureCentre
  public void oublier(UUID id) {
    var fichier = trouver(id);
    if (fichier.etat != EtatFichier.DEPOSE) {
      throw new RegleMetier(
          "import-deja-lance", "Ces espaces s'ouvrent déjà : suivez-les sur cette page.");
    }
    // ses lignes partent avec lui : la clé étrangère de la base le dit
    em.remove(fichier);
  }

  /** Le fichier à remplir, avec deux lignes d'exemple. */
  public static void modele(OutputStream sortie) throws IOException {
    var colonnes = new ArrayList<fr.maillon.liste.Colonne<Object[]>>();
    COLONNES.forEach(c -> colonnes.add(Ecrivain.colonne(colonnes.size(), c.nom(), TEXTE)));
    var modele =
        Ecrivain.de(FormatDeFichier.CSV, "Espaces", colonnes, ZoneId.of("Europe/Paris"), sortie);
    modele.ecrire(
        new Object[] {
          "Ville d'Exemple",
          "21690123100011",
          "commune",
          null,
          null,
          "Camille Exemple",
          "camille@ville.example"
        });
    modele.ecrire(
        new Object[] {
          "Habitat d'Exemple", "45220075100025", null, "habitat-exemple", "#7a3b69", null, null
        });
    modele.finir();
  }

  private FichierEspaces trouver(UUID id) {
    var fichier = em.find(FichierEspaces.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (fichier == null) {
      throw new Introuvable("Import");
    }
    return fichier;
  }

  private static void verifier(
      LigneEspace l,
      Map<String, String> deja,
      Map<String, String> codesPris,
      Map<String, Vue> sirets,
      Map<String, Vue> codes) {
    if (l.nom == null || l.nom.length() > 200) {
      throw new RegleMetier(
          "nom-absent",
          "nom",
          l.nom == null
              ? "Donnez le nom du maître d'ouvrage."
              : "Le nom compte 200 caractères au plus.");
    }
    var commande = l.commande();
    if (commande.sirets().isEmpty()) {
      throw new RegleMetier("siret-absent", "siret", "Donnez au moins un SIRET.");
    }
    boolean retrouve = false;
    for (var brut : commande.sirets()) {
      var siret =
          Siret.lire(brut)
              .orElseThrow(() -> new RegleMetier("siret-invalide", "siret", pourquoi(brut)))
              .valeur();
      var tenu = deja.get(siret);
      if (tenu != null
          && !Texte.cherchable(tenu.substring(0, tenu.lastIndexOf('\n')))
              .equals(Texte.cherchable(l.nom))) {
        throw new RegleMetier(
            "siret-deja-pris",
            "siret",
            "L'espace « "
                + tenu.replace("\n", " » (code ")
                + ") tient déjà ce SIRET. Vérifiez le numéro, ou retirez la ligne.");
      }
      retrouve |= tenu != null;
      var autre = sirets.putIfAbsent(siret, new Vue(l.rang, l.nom));
      if (autre != null && !Texte.cherchable(autre.nom()).equals(Texte.cherchable(l.nom))) {
        throw new RegleMetier(
            "siret-en-double",
            "siret",
            "Ce SIRET est déjà ligne "
                + autre.rang()
                + ", sous un autre nom. Gardez la bonne ligne.");
      }
    }
    if (l.couleur != null) {
      Couleur.choisie(l.couleur);
    }
    if (l.code != null) {
      OuvrirEspace.verifierCode(l.code);
      var pris = codesPris.get(l.code.toLowerCase(Locale.ROOT));
      if (pris != null && !retrouve) {
        throw new RegleMetier(
            "code-deja-pris",
            "code",
            "Ce code est déjà celui de l'espace « "
                + pris
                + " ». Choisissez-en un autre, ou laissez vide.");
      }
      var autre = codes.putIfAbsent(l.code.toLowerCase(Locale.ROOT), new Vue(l.rang, l.nom));
      if (autre != null) {
        throw new RegleMetier(
            "code-en-double",
            "code",
            "Ce code est déjà ligne " + autre.rang() + ". Un code n'est qu'à un espace.");
      }
    }
    if ((l.adminNom == null) != (l.adminCourriel == null)) {
      throw new RegleMetier(
          "administrateur-incomplet",
          l.adminNom == null ? "administrateur_nom" : "administrateur_courriel",
          "Donnez le nom et le courriel du premier administrateur, ou aucun des deux.");
    }
    if (l.adminCourriel != null) {
      try {
        InviterPremierAdministrateur.verifier(l.adminNom, l.adminCourriel);
      } catch (RegleMetier e) {
        throw new RegleMetier(e.code(), "administrateur_" + e.champ(), e.getMessage());
      }
    }
  }

  private static String pourquoi(String brut) {
    if (LigneEspace.ARRONDI.matcher(brut).matches()) {
      return "Le tableur a écrit ce SIRET en notation scientifique : mettez la colonne en texte, et"
          + " recopiez-le.";
    }
    return Siret.avecSesZeros(brut)
        .map(
            s ->
                "Il manque des chiffres : le tableur a sans doute retiré les zéros de tête. Si"
                    + " c'est "
                    + s.valeur()
                    + ", mettez la colonne en texte, et écrivez-le ainsi.")
        .orElse("Ce SIRET n'est pas juste : 14 chiffres, dont une clé. Recopiez-le.");
  }

  /** SIRET → nom et code de l'espace, qui n'est pas fermé, qui le tient. */
  private Map<String, String> dejaPris(List<LigneEspace> lignes) {
    var tous =
        lignes.stream()
            .flatMap(l -> l.sirets().stream())
            .map(Siret::lire)
            .flatMap(Optional::stream)
            .map(Siret::valeur)
            .distinct()
            .toList();
    var deja = new HashMap<String, String>();
    if (!tous.isEmpty()) {
      em.createQuery(
              "select s.siret, m.nom, m.code from MaitreOuvrage m, SiretEspace s where s.espace ="
                  + " m.id and m.etat <> fr.maillon.maitreouvrage.EtatEspace.FERME and s.siret in"
                  + " :sirets",
              Object[].class)
          .setParameter("sirets", tous)
          .getResultList()
          .forEach(l -> deja.put((String) l[0], l[1] + "\n" + l[2]));
    }
    return deja;
  }

  /** Code → nom de l'espace qui le porte ; un espace fermé garde le sien. */
  private Map<String, String> codesPris(List<LigneEspace> lignes) {
    var demandes =
        lignes.stream()
            .filter(l -> l.code != null)
            .map(l -> l.code.toLowerCase(Locale.ROOT))
            .distinct()
            .toList();
    var pris = new HashMap<String, String>();
    if (!demandes.isEmpty()) {
      em.createQuery(
              "select m.code, m.nom from MaitreOuvrage m where m.code in :codes", Object[].class)
          .setParameter("codes", demandes)
          .getResultList()
          .forEach(l -> pris.put((String) l[0], (String) l[1]));
    }
    return pris;
  }
}
