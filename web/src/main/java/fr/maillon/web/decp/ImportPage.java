package fr.maillon.web.decp;

import fr.maillon.decp.LibelleChamp;
import fr.maillon.decp.LibelleDefaut;
import fr.maillon.importdecp.EtatImport;
import fr.maillon.importdecp.ImporterDecp;
import fr.maillon.importdecp.ListerLignesImport;
import fr.maillon.importdecp.PrevisualiserDecp.ApercuView;
import fr.maillon.importdecp.PrevisualiserDecp.MonAcheteur;
import fr.maillon.importdecp.ReglerImport;
import fr.maillon.importdecp.ResultatLigne;
import fr.maillon.importdecp.SuivreImports;
import fr.maillon.importdecp.SuivreImports.ImportView;
import fr.maillon.importdecp.SuivreImports.LigneView;
import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Un import : son aperçu avant, son avancement pendant, ses lignes après. */
@Named
@RequestScoped
public class ImportPage extends PageBean {
  @Inject ImporterDecp importer;
  @Inject SuivreImports suivre;
  @Inject ListerLignesImport lister;
  @Inject ReglerImport regler;
  @Inject TenantContext contexte;
  private UUID id;
  private ImportView job;
  private ApercuView apercu;
  private Page<LigneView> lignes;
  private Page<LigneView> doublons;
  private ResultatLigne resultat;
  private boolean avertis;

  /** Un choix au-dessus des lignes. */
  public record Vue(String libelle, long nombre, String adresse, boolean choisie) {}

  @PostConstruct
  void lire() {
    id = chemin.uuid("id");
    job = suivre.consulter(id);
    resultat = chemin.mot(ResultatLigne.class, "resultat");
    avertis = "oui".equals(chemin.demande("avertis"));
  }

  public ImportView getJob() {
    return job;
  }

  public boolean isDepose() {
    return job.etat() == EtatImport.DEPOSE;
  }

  public boolean isFini() {
    return job.etat() == EtatImport.TERMINE || job.etat() == EtatImport.ECHEC;
  }

  public boolean isEchec() {
    return job.etat() == EtatImport.ECHEC;
  }

  public String getEtat() {
    return job.etat().libelle();
  }

  public String getTon() {
    return ton(job.etat());
  }

  static String ton(EtatImport etat) {
    return switch (etat) {
      case DEPOSE, EN_COURS -> "attention";
      case TERMINE -> "ok";
      case ECHEC -> "alerte";
    };
  }

  public ApercuView getApercu() {
    if (apercu == null) {
      apercu = importer.apercu(id);
    }
    return apercu;
  }

  /** Ce que le fichier dit de cet espace. */
  public MonAcheteur getMien() {
    return getApercu().mesAcheteurs().getFirst();
  }

  public int getMiens() {
    return getMien().enregistrements();
  }

  public List<Map.Entry<String, Integer>> getMesAvertissements() {
    return parNombre(getMien().avertissements());
  }

  public SansImperfection getMiensSansImperfection() {
    return SansImperfection.de(getApercu().rupture() != null, getMien().refuses(), true);
  }

  public SansImperfection getSansImperfection() {
    return SansImperfection.de(getApercu().rupture() != null, getApercu().refuses(), false);
  }

  private static List<Map.Entry<String, Integer>> parNombre(Map<String, Integer> comptes) {
    return comptes.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }

  /** Le nom d'un champ en cause. */
  public String champ(String champ) {
    return LibelleChamp.de(champ);
  }

  public Page<LigneView> getDoublons() {
    if (doublons == null) {
      doublons = suivre.doublons(id, new Pagination(1, Pagination.MAXIMUM));
    }
    return doublons;
  }

  public String retablir() {
    var changes = regler.retablir(id);
    return aller(
        (changes == 1 ? "Un lot a repris" : changes + " lots ont repris")
            + " ce que dit ce fichier, dans "
            + contexte.espace().nom()
            + ".",
        adresse());
  }

  public String reunir(int rang) {
    regler.reunir(id, rang);
    return aller(
        "Les deux lots n'en font plus qu'un, dans " + contexte.espace().nom() + ".", adresse());
  }

  public String ecarter(int rang) {
    regler.ecarter(id, rang);
    return aller("Noté : ce sont deux lots, dans " + contexte.espace().nom() + ".", adresse());
  }

  public String revenir(int rang) {
    regler.revenir(id, rang);
    return aller(
        "C'est défait : les deux lots sont de nouveau à regarder, dans "
            + contexte.espace().nom()
            + ".",
        adresse());
  }

  public List<Map.Entry<String, Integer>> getConsiderations() {
    return new ArrayList<>(getApercu().considerationsSociales().entrySet());
  }

  public List<Map.Entry<String, Integer>> getAvertissements() {
    return parNombre(getApercu().avertissements());
  }

  /** Le nom court d'un défaut. La phrase entière suit chaque enregistrement, une fois importé. */
  public String defaut(String code) {
    return LibelleDefaut.de(code);
  }

  public String getFormat() {
    var format = isDepose() ? getApercu().format() : job.format();
    if (format == null) {
      return "en cours de lecture";
    }
    var morceaux = format.split("-");
    return "DECP " + morceaux[0] + ", " + morceaux[1].toUpperCase(java.util.Locale.ROOT);
  }

  /** De 0 à 100. */
  public int getAvancement() {
    return job.octets() == 0 ? 0 : (int) Math.min(100, job.octetsLus() * 100 / job.octets());
  }

  public String getTaille() {
    var mo = BigDecimal.valueOf(job.octets()).movePointLeft(6);
    return job.octets() < 1_000_000
        ? Formats.nombre(Math.max(1, job.octets() / 1000)) + "\u00a0ko"
        : Formats.nombre(mo.setScale(0, java.math.RoundingMode.HALF_UP)) + "\u00a0Mo";
  }

  public String lancer() {
    importer.lancer(id);
    return aller(null, adresse());
  }

  public String renoncer() {
    importer.renoncer(id);
    return aller(
        "Le fichier « "
            + job.fichier()
            + " » est supprimé ; rien n'en a été pris pour "
            + contexte.espace().nom()
            + ".",
        "/m/" + contexte.espace().code() + "/imports");
  }

  public String reprendre() {
    importer.reprendre(id);
    return aller("L'import de " + contexte.espace().nom() + " repart d'où il en était.", adresse());
  }

  public String getAdresse() {
    return adresse();
  }

  private String adresse() {
    return "/m/" + contexte.espace().code() + "/imports/" + id;
  }

  public Page<LigneView> getLignes() {
    if (lignes == null) {
      var voulues = ListerLignesImport.LISTE.tout().avec("id", id).a(pagination());
      if (resultat != null) {
        voulues = voulues.avec("resultat", resultat);
      }
      lignes = lister.executer(avertis ? voulues.avec("avertis", true) : voulues);
    }
    return lignes;
  }

  public List<Vue> getVues() {
    var toutes = (long) job.crees() + job.misAJour() + job.inchanges() + job.refuses();
    return List.of(
        new Vue("Tous", toutes, adresse(), resultat == null && !avertis),
        vue("Créés", job.crees(), ResultatLigne.CREE),
        vue("Mis à jour", job.misAJour(), ResultatLigne.MIS_A_JOUR),
        vue("Inchangés", job.inchanges(), ResultatLigne.INCHANGE),
        vue("Refusés", job.refuses(), ResultatLigne.REFUSE),
        new Vue(
            "Pris avec avertissement",
            job.avecAvertissement(),
            adresse() + "?avertis=oui",
            avertis));
  }

  private Vue vue(String libelle, long nombre, ResultatLigne valeur) {
    return new Vue(libelle, nombre, adresse() + "?resultat=" + valeur.name(), resultat == valeur);
  }

  public String ton(LigneView ligne) {
    return switch (ligne.resultat()) {
      case CREE -> "ok";
      case MIS_A_JOUR -> "accent";
      case INCHANGE -> "";
      case REFUSE -> "alerte";
    };
  }
}
