package fr.maillon.importdecp;

import static java.util.stream.Collectors.joining;

import fr.maillon.decp.Avertissement;
import fr.maillon.decp.Enregistrement;
import fr.maillon.decp.LibelleDefaut;
import fr.maillon.isolation.InsertionGroupee;
import fr.maillon.isolation.SuiteEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.marche.Publications;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
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
  /** Un serveur qui n'a rien écrit depuis ce temps est tenu pour arrêté. */
  static final Duration BAIL = Duration.ofSeconds(60);

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;
  @Inject Publications publications;
  @Inject InsertionGroupee insertion;

  /**
   * @param dejaLus enregistrements que des exécutions précédentes ont déjà comptés et écrits
   */
  record Prise(String demandeurNom, int dejaLus, Instant dejaImporteLe) {}

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

  /**
   * Prend l'import pour ce serveur ; vide si un autre le mène, s'il est clos, ou s'il a disparu.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public Optional<Prise> prendre(UUID id, UUID serveur) {
    var maintenant = horloge.instant();
    var pris =
        em.createQuery(
                "update ImportDecp i set i.executant = :serveur, i.bail = :fin where i.tenantId ="
                    + " :tenant and i.id = :id and i.etat = :enCours and (i.executant is null or"
                    + " i.bail < :maintenant)")
            .setParameter("serveur", serveur)
            .setParameter("fin", maintenant.plus(BAIL))
            .setParameter("tenant", contexte.tenantId())
            .setParameter("id", id)
            .setParameter("enCours", EtatImport.EN_COURS)
            .setParameter("maintenant", maintenant)
            .executeUpdate();
    if (pris == 0) {
      var connu = em.find(ImportDecp.class, id);
      if (connu == null || connu.etat != EtatImport.EN_COURS) {
        oublier(id);
      }
      return Optional.empty();
    }
    var job = em.find(ImportDecp.class, id);
    return Optional.of(new Prise(job.demandeParNom, job.lus, job.dejaImporteLe));
  }

  /**
   * @throws BailPerdu rien n'est écrit
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public void ecrire(UUID id, UUID serveur, Bloc bloc, Publications.Passage passage) {
    var job = tenir(id, serveur);
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
  public void refuser(UUID id, UUID serveur, Bloc bloc) {
    var job = tenir(id, serveur);
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
  public void terminer(UUID id, UUID serveur, String format) {
    tenir(id, serveur).terminer(format, horloge.instant());
    oublier(id);
    effacerMorceaux(id);
  }

  /** Que les listes se lisent bien dès que l'import est dit fini. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public void analyser() {
    em.createNativeQuery("select cast(app.analyser_les_marches() as text)").getSingleResult();
  }

  /**
   * @param reprenable l'échec ne tient pas au fichier, qui est alors gardé
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public void echouer(UUID id, UUID serveur, String raison, boolean reprenable) {
    tenir(id, serveur).echouer(raison, reprenable, horloge.instant());
    oublier(id);
    if (!reprenable) {
      effacerMorceaux(id);
    }
  }

  /**
   * Rend l'import sans le clore : un autre serveur, ou celui-ci après son redémarrage, le
   * reprendra.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public void rendre(UUID id, UUID serveur) {
    tenir(id, serveur).rendre();
  }

  private ImportDecp tenir(UUID id, UUID serveur) {
    var job = em.find(ImportDecp.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (job == null || !job.menePar(serveur)) {
      throw new BailPerdu(id);
    }
    return job;
  }

  private void avancer(ImportDecp job, Bloc bloc) {
    job.lireJusque(bloc.octetsLus(), bloc.format());
    job.prolonger(horloge.instant().plus(BAIL));
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

  private void oublier(UUID id) {
    em.createQuery("delete from Travail t where t.tenant = :tenant and t.id = :id")
        .setParameter("tenant", contexte.tenantId())
        .setParameter("id", id)
        .executeUpdate();
  }

  private void effacerMorceaux(UUID id) {
    em.createQuery("delete from Morceau m where m.tenantId = :tenant and m.importId = :id")
        .setParameter("tenant", contexte.tenantId())
        .setParameter("id", id)
        .executeUpdate();
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
