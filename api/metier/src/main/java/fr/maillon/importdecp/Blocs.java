package fr.maillon.importdecp;

import static java.util.stream.Collectors.joining;

import fr.maillon.decp.Avertissement;
import fr.maillon.decp.Enregistrement;
import fr.maillon.decp.LibelleDefaut;
import fr.maillon.isolation.InsertionGroupee;
import fr.maillon.isolation.SuiteEspace;
import fr.maillon.marche.PoidsDesMarches;
import fr.maillon.marche.Publications;
import fr.maillon.travail.Bail;
import fr.maillon.travail.BailPerdu;
import fr.maillon.travail.Contenus;
import fr.maillon.travail.FileDesTravaux;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Les transactions d'un import. Chaque bloc écrit ses marchés, ses lignes et ses comptes ensemble :
 * où que l'import s'arrête, ce qui est compté est écrit, et rien d'autre.
 */
@ApplicationScoped
class Blocs {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;
  @Inject Publications publications;
  @Inject PoidsDesMarches poids;
  @Inject InsertionGroupee insertion;
  @Inject FileDesTravaux travaux;
  @Inject Contenus contenus;

  /**
   * @param dejaLus enregistrements que des exécutions précédentes ont déjà comptés et écrits
   */
  record Prise(int dejaLus, long octets, Instant dejaImporteLe) {}

  /**
   * @param recu null quand l'enregistrement est refusé
   */
  record Mien(Enregistrement lu, Publications.Recu recu) {
    static Mien de(Enregistrement lu) {
      return new Mien(
          lu, lu.accepte() ? new Publications.Recu(lu.marche(), lu.avertissements().size()) : null);
    }
  }

  /**
   * @param miens enregistrements de l'acheteur, acceptés ou refusés
   * @param hors nombre de ceux des autres
   */
  record Bloc(List<Mien> miens, int hors, long octetsLus, String format) {}

  /** Où reprendre ; vide : l'import n'est plus à mener. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public Optional<Prise> reprendre(UUID id) {
    return Optional.ofNullable(em.find(ImportDecp.class, id))
        .filter(job -> job.etat == EtatImport.EN_COURS)
        .map(job -> new Prise(job.lus, job.octets, job.dejaImporteLe));
  }

  /**
   * @throws BailPerdu rien n'est écrit
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public void ecrire(Bail bail, Bloc bloc, Publications.Passage passage) {
    var job = tenir(bail);
    var sorts =
        publications
            .integrer(
                bloc.miens().stream().map(Mien::recu).filter(Objects::nonNull).toList(), passage)
            .iterator();
    var lignes = new ArrayList<Ligne>(bloc.miens().size());
    for (var mien : bloc.miens()) {
      var e = mien.lu();
      var ligne = e.accepte() ? prise(e, sorts.next()) : refusee(e);
      noter(job, ligne, e);
      lignes.add(ligne);
    }
    insertion.inserer(lignes);
    for (int i = 0; i < bloc.hors(); i++) {
      job.compterHorsPerimetre();
    }
    avancer(job, bloc);
  }

  /**
   * L'enregistrement se lit, mais la base n'en veut pas : il est refusé avec ce qu'on sait, et les
   * autres passent.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public void refuser(Bail bail, Bloc bloc) {
    var job = tenir(bail);
    for (var mien : bloc.miens()) {
      var e = mien.lu();
      var ligne = e.accepte() ? ligne(e, ResultatLigne.REFUSE) : refusee(e);
      if (e.accepte()) {
        ligne.numero = e.marche().id();
        ligne.objet = e.marche().objet();
        ligne.raison =
            "Cet enregistrement n'a pas pu être gardé : une de ses valeurs dépasse ce que la base"
                + " admet. Corrigez-la chez l'éditeur du fichier.";
      }
      noter(job, ligne, e);
      em.persist(ligne);
    }
    for (int i = 0; i < bloc.hors(); i++) {
      job.compterHorsPerimetre();
    }
    avancer(job, bloc);
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public void terminer(Bail bail, String format) {
    tenir(bail).terminer(format, horloge.instant());
    travaux.finir(bail, null);
    contenus.effacer(bail.travail());
  }

  /** Que les listes se lisent bien dès que l'import est dit fini. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public void analyser() {
    poids.recaler();
    poids.replier();
    em.createNativeQuery("select cast(app.analyser_les_marches() as text)").getSingleResult();
  }

  /** Le fichier est en cause : rien n'est à reprendre. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public void rompre(Bail bail, String raison) {
    tenir(bail).echouer(raison, false, horloge.instant());
    travaux.echouer(bail, raison);
    contenus.effacer(bail.travail());
  }

  /** L'import s'arrête là, dans la transaction qui clôt son travail ; son fichier est gardé. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void arreter(UUID id, String raison) {
    var job = em.find(ImportDecp.class, id);
    if (job != null && job.etat == EtatImport.EN_COURS) {
      job.echouer(raison, true, horloge.instant());
    }
  }

  private ImportDecp tenir(Bail bail) {
    travaux.tenir(bail);
    return em.find(ImportDecp.class, bail.travail(), LockModeType.PESSIMISTIC_WRITE);
  }

  private void avancer(ImportDecp job, Bloc bloc) {
    job.lireJusque(bloc.octetsLus(), bloc.format());
  }

  private void noter(ImportDecp job, Ligne ligne, Enregistrement e) {
    job.compter(
        ligne.resultat,
        e.accepte() && ligne.resultat != ResultatLigne.REFUSE && !e.avertissements().isEmpty());
    ligne.importId = job.id;
  }

  private static Ligne prise(Enregistrement e, Publications.Sort sort) {
    var ligne = ligne(e, ResultatLigne.valueOf(sort.resultat().name()));
    ligne.numero = e.marche().id();
    ligne.objet = e.marche().objet();
    ligne.marcheId = sort.marche();
    ligne.lotId = sort.lot();
    ligne.versionId = sort.version();
    ligne.doublonLotId = sort.doublonDe();
    ligne.doublonEtat = sort.doublonDe() == null ? null : EtatDoublon.A_VOIR;
    ligne.raison = sort.remarque();
    return ligne;
  }

  private static Ligne refusee(Enregistrement e) {
    var ligne = ligne(e, ResultatLigne.REFUSE);
    ligne.numero = e.numero();
    ligne.objet = e.objet();
    ligne.champ = e.refus().champ();
    ligne.valeur = e.refus().valeur();
    ligne.raison =
        e.refus().raison() + (e.refus().quoiFaire() == null ? "" : " " + e.refus().quoiFaire());
    return ligne;
  }

  private static Ligne ligne(Enregistrement e, ResultatLigne resultat) {
    var ligne = new Ligne();
    ligne.rang = Math.toIntExact(e.rang());
    ligne.resultat = resultat;
    ligne.avertissements =
        e.avertissements().isEmpty()
            ? null
            : e.avertissements().stream().map(Blocs::phrase).distinct().collect(joining("\n"));
    return ligne;
  }

  private static String phrase(Avertissement a) {
    return LibelleDefaut.de(a.code())
        + " : "
        + a.message()
        + (a.valeur() == null ? "" : " (« " + a.valeur() + " »)");
  }

  /** Deux moitiés d'un bloc ; les comptes hors périmètre vont avec la seconde. */
  static List<Bloc> moities(Bloc bloc) {
    var milieu = bloc.miens().size() / 2;
    return List.of(
        new Bloc(new ArrayList<>(bloc.miens().subList(0, milieu)), 0, 0, bloc.format()),
        new Bloc(
            new ArrayList<>(bloc.miens().subList(milieu, bloc.miens().size())),
            bloc.hors(),
            bloc.octetsLus(),
            bloc.format()));
  }
}
