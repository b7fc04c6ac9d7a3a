package fr.maillon.importdecp;

import static fr.maillon.liste.TypeDeColonne.ENTIER;
import static fr.maillon.liste.TypeDeColonne.INSTANT;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.FichierDeListe;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.liste.LireListe;
import fr.maillon.liste.Liste;
import fr.maillon.liste.ListeServie;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.liste.Requete;
import fr.maillon.regle.Introuvable;
import fr.maillon.travail.FileDesTravaux;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Où en sont les imports de l'espace, et ce qu'il est advenu de chaque enregistrement. */
@ApplicationScoped
public class SuivreImports implements ListeServie {
  public static final Liste<ImportView, ImportView> LISTE =
      Liste.<ImportView, ImportView>de("imports", "Imports", ImportView.class)
          .lit(
              "ImportDecp i",
              "i.id",
              "i.id",
              "i.etat",
              "i.lus",
              "i.crees",
              "i.misAJour",
              "i.inchanges",
              "i.horsPerimetre",
              "i.avecAvertissement",
              "i.refuses",
              "i.octets",
              "i.octetsLus",
              "i.format",
              "i.fichier",
              "i.echec",
              "i.reprenable",
              "i.tentatives",
              "i.demandeParNom",
              "i.creeLe",
              "i.finiLe",
              "i.dejaImporteLe")
          .dansLEspace("i.tenantId")
          .ou("i.etat <> fr.maillon.importdecp.EtatImport.DEPOSE")
          .colonne("fichier", "Fichier", TEXTE, ImportView::fichier)
          .colonne("depose_le", "Déposé le", INSTANT, ImportView::creeLe)
          .colonne("depose_par", "Par", TEXTE, ImportView::demandePar)
          .colonne("etat", "État", TEXTE, i -> i.etat().libelle())
          .colonne("lus", "Lus", ENTIER, ImportView::lus)
          .colonne("crees", "Créés", ENTIER, ImportView::crees)
          .colonne("mis_a_jour", "Mis à jour", ENTIER, ImportView::misAJour)
          .colonne("inchanges", "Inchangés", ENTIER, ImportView::inchanges)
          .colonne("hors_perimetre", "D'autres acheteurs", ENTIER, ImportView::horsPerimetre)
          .colonne("avertis", "Pris avec avertissement", ENTIER, ImportView::avecAvertissement)
          .colonne("refuses", "Refusés", ENTIER, ImportView::refuses)
          .colonne("fini_le", "Fini le", INSTANT, ImportView::finiLe)
          .range("recents", "i.creeLe desc")
          .parDefaut("recents");

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject LireListe lire;
  @Inject TenantContext contexte;
  @Inject FileDesTravaux travaux;

  /**
   * Un import. Toujours : {@code lus = crees + misAJour + inchanges + horsPerimetre + refuses}.
   *
   * @param lus enregistrements lus, tous acheteurs confondus
   * @param avecAvertissement enregistrements de l'acheteur pris malgré une imperfection
   * @param echec pourquoi il s'est arrêté ; null sinon
   * @param dejaImporteLe quand ce même fichier a été importé auparavant ; null : jamais
   * @param retablissables enregistrements dont le lot retient une autre version, que « Rétablir cet
   *     état » lui rendrait ; null dans une liste, où cela ne se compte pas
   * @param doublons lots créés qui sont probablement des doublons, qu'une personne n'a pas encore
   *     regardés ; null dans une liste
   * @param reprenable il a échoué sans que le fichier soit en cause : il peut repartir d'où il en
   *     était
   */
  public record ImportView(
      UUID id,
      EtatImport etat,
      int lus,
      int crees,
      int misAJour,
      int inchanges,
      int horsPerimetre,
      int avecAvertissement,
      int refuses,
      long octets,
      long octetsLus,
      String format,
      String fichier,
      String echec,
      boolean reprenable,
      int tentatives,
      String demandePar,
      Instant creeLe,
      Instant finiLe,
      Instant dejaImporteLe,
      Long retablissables,
      Long doublons) {
    /** Celui d'une liste : ce qui reste à en faire ne s'y compte pas. */
    public ImportView(
        UUID id,
        EtatImport etat,
        int lus,
        int crees,
        int misAJour,
        int inchanges,
        int horsPerimetre,
        int avecAvertissement,
        int refuses,
        long octets,
        long octetsLus,
        String format,
        String fichier,
        String echec,
        boolean reprenable,
        int tentatives,
        String demandePar,
        Instant creeLe,
        Instant finiLe,
        Instant dejaImporteLe) {
      this(
          id,
          etat,
          lus,
          crees,
          misAJour,
          inchanges,
          horsPerimetre,
          avecAvertissement,
          refuses,
          octets,
          octetsLus,
          format,
          fichier,
          echec,
          reprenable,
          tentatives,
          demandePar,
          creeLe,
          finiLe,
          dejaImporteLe,
          null,
          null);
    }

    public boolean enCours() {
      return etat == EtatImport.EN_COURS;
    }

    /** Son fichier a fait son temps, ou n'est pas venu avec l'archive de l'espace. */
    ImportView sansFichier() {
      return new ImportView(
          id,
          etat,
          lus,
          crees,
          misAJour,
          inchanges,
          horsPerimetre,
          avecAvertissement,
          refuses,
          octets,
          octetsLus,
          format,
          fichier,
          echec,
          false,
          tentatives,
          demandePar,
          creeLe,
          finiLe,
          dejaImporteLe,
          retablissables,
          doublons);
    }
  }

  /**
   * Ce qu'il est advenu d'un enregistrement de l'acheteur.
   *
   * @param rang position dans le fichier, à partir de 1
   * @param objet du marché, null quand l'enregistrement n'en dit pas
   * @param marche le marché où il est entré ; null s'il est refusé
   * @param lot le lot, dans ce marché
   * @param doublonDe le lot dont celui-ci est probablement le doublon ; null le plus souvent
   * @param raison pourquoi il est refusé, ou ce qui a changé
   * @param avertissements « libellé : phrase », un par imperfection
   */
  @Schema(name = "SuivreImportsLigneView")
  public record LigneView(
      int rang,
      String numero,
      String objet,
      ResultatLigne resultat,
      UUID marche,
      UUID lot,
      String champ,
      String valeur,
      String raison,
      List<String> avertissements,
      UUID doublonDe,
      EtatDoublon doublon) {}

  @Override
  public Liste<ImportView, ImportView> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @LectureEspace
  public Page<ImportView> executer(Requete requete) {
    return lire.page(LISTE, requete);
  }

  @Override
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    return lire.exporter(LISTE, requete, format);
  }

  /**
   * @throws Introuvable absent, ou dans un autre espace
   */
  @Transactional
  @LectureEspace
  public ImportView consulter(UUID id) {
    var job = trouver(id);
    var aRetablir =
        job.dejaImporteLe == null
            ? 0L
            : em.createQuery(
                    "select count(l) from LigneImport l where l.tenantId = :tenant and l.importId ="
                        + " :import and l.versionId is not null",
                    Long.class)
                .setParameter("tenant", contexte.tenantId())
                .setParameter("import", id)
                .getSingleResult();
    var doublons =
        em.createQuery(
                "select count(l) from LigneImport l where l.tenantId = :tenant and l.importId ="
                    + " :import and l.doublonEtat = :aVoir",
                Long.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("import", id)
            .setParameter("aVoir", EtatDoublon.A_VOIR)
            .getSingleResult();
    var vue = vue(job, aRetablir, doublons);
    return job.reprenable && travaux.trouver(id).isEmpty() ? vue.sansFichier() : vue;
  }

  /** Les lots que cet import a créés et qui sont probablement des doublons : à regarder d'abord. */
  @Transactional
  @LectureEspace
  public Page<LigneView> doublons(UUID id, Pagination page) {
    trouver(id);
    var total =
        em.createQuery(
                "select count(l) from LigneImport l where l.tenantId = :tenant and l.importId ="
                    + " :import and l.doublonEtat is not null",
                Long.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("import", id)
            .getSingleResult();
    var lignes =
        em.createQuery(
                "select new fr.maillon.importdecp.ListerLignesImport.Lue(l.rang, l.numero, l.objet,"
                    + " l.resultat, l.marcheId, l.lotId, l.champ, l.valeur, l.raison,"
                    + " l.avertissements, l.doublonLotId, l.doublonEtat) from LigneImport l where"
                    + " l.tenantId = :tenant and l.importId = :import and l.doublonEtat is not null"
                    + " order by l.rang",
                ListerLignesImport.Lue.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("import", id)
            .setFirstResult(page.debut())
            .setMaxResults(page.taille())
            .getResultList();
    return new Page<>(ListerLignesImport.vues(lignes), total, page.page(), page.taille());
  }

  /**
   * @throws Introuvable absent, ou dans un autre espace
   */
  void exiger(UUID id) {
    if (id == null) {
      throw new Introuvable("Import");
    }
    trouver(id);
  }

  private ImportDecp trouver(UUID id) {
    var job = em.find(ImportDecp.class, id);
    if (job == null) {
      throw new Introuvable("Import");
    }
    return job;
  }

  private static ImportView vue(ImportDecp i, Long retablissables, Long doublons) {
    return new ImportView(
        i.id,
        i.etat,
        i.lus,
        i.crees,
        i.misAJour,
        i.inchanges,
        i.horsPerimetre,
        i.avecAvertissement,
        i.refuses,
        i.octets,
        i.octetsLus,
        i.format,
        i.fichier,
        i.echec,
        i.reprenable,
        i.tentatives,
        i.demandeParNom,
        i.creeLe,
        i.finiLe,
        i.dejaImporteLe,
        retablissables,
        doublons);
  }
}
