package fr.maillon.web.clause;

import fr.maillon.clause.EngagementView;
import fr.maillon.clause.Mecanisme;
import fr.maillon.clause.PreparerCalibrage;
import fr.maillon.clause.PreparerCalibrage.Essai;
import fr.maillon.clause.PreparerCalibrage.LotACalibrer;
import fr.maillon.clause.PreparerCalibrage.MarcheACalibrer;
import fr.maillon.clause.ProposerClause;
import fr.maillon.clause.Unite;
import fr.maillon.grille.LigneGrilleView;
import fr.maillon.grille.ListerGrilles;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.Titres;
import fr.maillon.saisie.Duree;
import fr.maillon.saisie.Nombre;
import fr.maillon.saisie.SaisieIncomprise;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import fr.maillon.web.commun.PageCourante;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Calibrer un marché, lot par lot. Toute la saisie est dans l'adresse : elle se partage, se
 * recharge, ne s'enregistre pas. Seul « Proposer » écrit.
 */
@Named
@RequestScoped
public class CalibragePage extends PageBean {
  @Inject PreparerCalibrage preparer;
  @Inject ListerGrilles grilles;
  @Inject ProposerClause proposer;
  @Inject PageCourante ici;
  @Inject Clock horloge;
  private MarcheACalibrer marche;
  private List<LigneGrilleView> grille;
  private Methode methode;
  private List<Bloc> blocs;
  private Essai essai;
  private Mecanisme mecanisme;
  private String article;
  private String motifTardif;

  /** Une façon de chiffrer, et les champs qu'elle demande. */
  public enum Methode {
    F1(
        "Par le montant",
        "Montant × part de main-d'œuvre × taux d'insertion ÷ coût horaire.",
        "tauxInsertion",
        List.of("montantHt", "partMainOeuvre", "coutHoraire", "tauxInsertion")),
    F2(
        "Part des heures",
        "Heures travaillées × taux d'insertion. La forme de la charte de l'Anru.",
        "heuresTravaillees",
        List.of("heuresTravaillees", "tauxInsertion")),
    F3(
        "Heures nouvelles",
        "(Heures du marché − heures du personnel repris) × taux d'insertion. Pour la propreté.",
        "heuresMarche",
        List.of("heuresMarche", "heuresReprises", "tauxInsertion")),
    F4(
        "Selon les commandes",
        "Commandes ÷ tranche × heures par tranche. Pour un accord-cadre à bons de commande.",
        "tranche",
        List.of("commandes", "tranche", "heuresParTranche")),
    SAISIE(
        "Quantité saisie",
        "Un nombre décidé sans calcul, dans l'unité de votre choix.",
        "quantite",
        List.of("quantite"));

    private final String libelle;
    private final String explication;
    private final String declencheur;
    private final List<String> champs;

    Methode(String libelle, String explication, String declencheur, List<String> champs) {
      this.libelle = libelle;
      this.explication = explication;
      this.declencheur = declencheur;
      this.champs = champs;
    }

    public String libelle() {
      return libelle;
    }

    public String explication() {
      return explication;
    }
  }

  /**
   * Un champ d'un lot, tel que la page le montre.
   *
   * @param faute ce qui l'empêche d'être lu ; vide si tout va bien
   */
  public record Champ(String nom, String libelle, String aide, String valeur, String faute) {}

  /** D'où vient une valeur du calcul. */
  public record Origine(String libelle, String valeur, String origine, boolean aVerifier) {}

  /** Un lot, sa saisie, et ce qu'elle donne. */
  public final class Bloc {
    private final LotACalibrer lot;
    private final Map<String, String> fautes = new HashMap<>();
    private final Map<String, String> compris = new HashMap<>();
    private ProposerClause.Command commande;
    private EngagementView engagement;

    Bloc(LotACalibrer lot) {
      this.lot = lot;
    }

    public LotACalibrer getLot() {
      return lot;
    }

    public EngagementView getEngagement() {
      return engagement;
    }

    public String getUnite() {
      return texte("unite");
    }

    public String getGrille() {
      return texte("grille");
    }

    public boolean isPleines() {
      return "oui".equals(texte("tranchesPleines"));
    }

    /** Ce qui empêche le calcul et ne tient à aucun champ montré. */
    public String getFaute() {
      return fautes.get("");
    }

    public String getFauteGrille() {
      return fautes.getOrDefault("grille", "");
    }

    public List<Champ> getChamps() {
      return methode.champs.stream()
          .map(
              c ->
                  new Champ(
                      c + "-" + lot.rang(),
                      libelle(c),
                      compris.containsKey(c) ? "Compris : " + compris.get(c) + "." : aide(c),
                      valeur(c),
                      fautes.getOrDefault(c, "")))
          .toList();
    }

    public List<Origine> getOrigines() {
      var ligne =
          grille.stream()
              .filter(g -> g.code().equals(engagement.grilleCode()))
              .findFirst()
              .orElse(null);
      var origines = new ArrayList<Origine>();
      if (engagement.montantHt() != null) {
        boolean duLot =
            lot.montant() != null && lot.montant().compareTo(engagement.montantHt()) == 0;
        origines.add(
            new Origine(
                methode == Methode.F4 ? "Commandes" : "Montant",
                Formats.euros(engagement.montantHt()),
                duLot ? "montant du lot" : "saisi ici",
                false));
      }
      deLaGrille(
          origines,
          "Part de main-d'œuvre",
          "partMainOeuvre",
          Formats.part(engagement.partMainOeuvre()),
          ligne);
      deLaGrille(
          origines, "Coût horaire", "coutHoraire", Formats.euros(engagement.coutHoraire()), ligne);
      return origines;
    }

    private void deLaGrille(
        List<Origine> origines,
        String libelle,
        String champ,
        String valeur,
        LigneGrilleView ligne) {
      if (methode == Methode.F1) {
        boolean saisi = texte(champ) != null || ligne == null;
        origines.add(
            new Origine(
                libelle,
                valeur,
                saisi ? "saisi ici" : ligne.libelle() + " : " + ligne.source(),
                !saisi && !ligne.verifie()));
      }
    }

    private String texte(String champ) {
      return chemin.demande(champ + "-" + lot.rang());
    }

    private String valeur(String champ) {
      var texte = texte(champ);
      boolean montant = champ.equals("montantHt") || champ.equals("commandes");
      return texte != null
          ? texte
          : montant && lot.montant() != null
              ? Formats.euros(lot.montant()).replace("\u00a0€", "")
              : "";
    }

    private BigDecimal lire(String champ, boolean proportion) {
      try {
        if (!methode.champs.contains(champ)) {
          return null;
        }
        if (heures(champ)) {
          var lues = Duree.lire(champ, texte(champ));
          if (lues != null && !texte(champ).matches("[0-9]+")) {
            compris.put(champ, Duree.ecrire(lues));
          }
          return lues;
        }
        return proportion
            ? Nombre.proportion(champ, texte(champ))
            : Nombre.lire(champ, texte(champ), 2);
      } catch (SaisieIncomprise e) {
        fautes.put(champ, e.getMessage());
        return null;
      }
    }

    /** Ce champ compte-t-il des heures ? Une quantité saisie en compte quand son unité le dit. */
    private boolean heures(String champ) {
      return switch (champ) {
        case "heuresTravaillees", "heuresMarche", "heuresReprises", "heuresParTranche" -> true;
        case "quantite" ->
            getUnite() == null || mot(Unite.class, getUnite(), Unite.HEURES) == Unite.HEURES;
        default -> false;
      };
    }

    /** Un lot où rien n'est saisi n'est pas calibré, et ce n'est pas une faute. */
    private void comprendre() {
      if (texte(methode.declencheur) == null
          && methode.champs.stream()
              .allMatch(c -> texte(c) == null || c.equals("montantHt") || c.equals("commandes"))
          && getGrille() == null) {
        return;
      }
      var unite =
          methode == Methode.SAISIE && getUnite() != null
              ? mot(Unite.class, getUnite(), Unite.HEURES)
              : null;
      commande =
          new ProposerClause.Command(
              lot.id(),
              Mecanisme.CRITERE,
              null,
              lire("tauxInsertion", true),
              lire("montantHt", false),
              lire("partMainOeuvre", true),
              lire("coutHoraire", false),
              methode == Methode.F1 ? getGrille() : null,
              lire("heuresTravaillees", false),
              lire("heuresMarche", false),
              lire("heuresReprises", false),
              lire("commandes", false),
              lire("tranche", false),
              lire("heuresParTranche", false),
              methode == Methode.F4 ? isPleines() : null,
              unite,
              lire("quantite", false),
              null);
      if (methode == Methode.SAISIE && commande.quantite() == null && fautes.isEmpty()) {
        commande = null;
      }
    }

    private void conclure(PreparerCalibrage.LotChiffre chiffre) {
      engagement = chiffre.engagement();
      if (chiffre.refus() != null) {
        boolean montre =
            chiffre.champ() != null
                && (methode.champs.contains(chiffre.champ()) || chiffre.champ().equals("grille"));
        fautes.putIfAbsent(montre ? chiffre.champ() : "", chiffre.refus());
      }
    }
  }

  @PostConstruct
  void lire() {
    marche = preparer.lire(chemin.uuid("id"), chemin.uuidDemande("lot"));
    grille = grilles.duJour();
    methode = mot(Methode.class, chemin.demande("methode"), Methode.F1);
    blocs = marche.lots().stream().map(Bloc::new).toList();
    if (chemin.demande("calculer") != null) {
      calculer();
    }
  }

  private void calculer() {
    blocs.forEach(Bloc::comprendre);
    var lisibles = blocs.stream().filter(b -> b.commande != null && b.fautes.isEmpty()).toList();
    essai = preparer.essayer(marche, lisibles.stream().map(b -> b.commande).toList());
    for (int i = 0; i < lisibles.size(); i++) {
      lisibles.get(i).conclure(essai.lots().get(i));
    }
  }

  /** Propose les lots calculés, tous ou aucun. */
  public String proposer() {
    var commandes =
        blocs.stream()
            .filter(b -> b.engagement != null)
            .map(b -> b.commande)
            .map(
                c ->
                    new ProposerClause.Command(
                        c.lotId(),
                        mecanisme,
                        article,
                        c.tauxInsertion(),
                        c.montantHt(),
                        c.partMainOeuvre(),
                        c.coutHoraire(),
                        c.grille(),
                        c.heuresTravaillees(),
                        c.heuresMarche(),
                        c.heuresReprises(),
                        c.commandes(),
                        c.tranche(),
                        c.heuresParTranche(),
                        c.tranchesPleines(),
                        c.unite(),
                        c.quantite(),
                        motifTardif))
            .toList();
    proposer.tous(commandes);
    return aller(
        Formats.compte(commandes.size(), "clause proposée", "clauses proposées")
            + " à "
            + ici.getEspace().nom()
            + " : l'agent doit maintenant décider.",
        ici.getRacine() + "/clauses?marche=" + marche.id());
  }

  /** Les lots calculés que la publication dit finis : on le dit avant de proposer. Vide : aucun. */
  public String getTardifs() {
    var jour = LocalDate.now(horloge);
    return blocs.stream()
        .filter(b -> b.engagement != null)
        .map(b -> b.lot)
        .filter(l -> l.terme() != null && l.terme().isBefore(jour))
        .map(l -> "Le lot " + l.rang() + " a fini le " + Formats.dateLongue(l.terme()) + ".")
        .collect(Collectors.joining(" "));
  }

  /** L'année où compteraient les heures d'un lot fini. */
  public String getAnnee() {
    return Integer.toString(LocalDate.now(horloge).getYear());
  }

  public String getMotifTardif() {
    return motifTardif;
  }

  public void setMotifTardif(String motifTardif) {
    this.motifTardif = motifTardif;
  }

  public MarcheACalibrer getMarche() {
    return marche;
  }

  public List<LigneGrilleView> getGrille() {
    return grille;
  }

  public Methode getMethode() {
    return methode;
  }

  public Methode[] getMethodes() {
    return Methode.values();
  }

  public List<Bloc> getBlocs() {
    return blocs;
  }

  /** Le calcul demandé ; null tant qu'il ne l'est pas. */
  public Essai getEssai() {
    return essai;
  }

  public long getCalcules() {
    return blocs.stream().filter(b -> b.engagement != null).count();
  }

  public boolean isEquipe() {
    return Titres.courant().filter(Titre::equipe).isPresent();
  }

  public UUID getLotSeul() {
    return chemin.uuidDemande("lot");
  }

  public Unite[] getUnites() {
    return Unite.values();
  }

  public Mecanisme[] getMecanismes() {
    return Mecanisme.values();
  }

  public Mecanisme getMecanisme() {
    return mecanisme;
  }

  public void setMecanisme(Mecanisme mecanisme) {
    this.mecanisme = mecanisme;
  }

  public String getArticle() {
    return article;
  }

  public void setArticle(String article) {
    this.article = article;
  }

  /**
   * L'adresse de la même page avec une autre méthode ; la saisie de l'ancienne n'y a plus de sens.
   */
  public String adresse(Methode autre) {
    return ici.getRacine()
        + "/marches/"
        + marche.id()
        + "/calibrage?methode="
        + autre.name()
        + (getLotSeul() == null ? "" : "&lot=" + getLotSeul());
  }

  private static String libelle(String champ) {
    return switch (champ) {
      case "montantHt" -> "Montant HT, en euros";
      case "partMainOeuvre" -> "Part de main-d'œuvre, en %";
      case "coutHoraire" -> "Coût horaire chargé, en euros";
      case "tauxInsertion" -> "Taux d'insertion, en %";
      case "heuresTravaillees" -> "Heures travaillées";
      case "heuresMarche" -> "Heures du marché";
      case "heuresReprises" -> "Heures du personnel repris";
      case "commandes" -> "Commandes prévues HT, en euros";
      case "tranche" -> "Montant d'une tranche, en euros";
      case "heuresParTranche" -> "Heures par tranche";
      default -> "Quantité";
    };
  }

  private static String aide(String champ) {
    return switch (champ) {
      case "tauxInsertion" -> "Usage publié : 5 à 20.";
      case "partMainOeuvre", "coutHoraire" -> "Vide : celui de la grille.";
      case "montantHt" -> "Vide : celui du lot.";
      case "commandes" -> "Vide : le montant du lot.";
      default -> "";
    };
  }

  static <E extends Enum<E>> E mot(Class<E> type, String texte, E defaut) {
    for (var valeur : type.getEnumConstants()) {
      if (valeur.name().equals(texte)) {
        return valeur;
      }
    }
    return defaut;
  }
}
