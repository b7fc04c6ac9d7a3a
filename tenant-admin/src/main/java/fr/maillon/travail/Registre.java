package fr.maillon.travail;

import fr.maillon.isolation.Verrou;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Les pas du moteur en base, chacun dans sa transaction. */
@ApplicationScoped
class Registre {
  enum Signe {
    TENU,
    ANNULE,
    PERDU
  }

  /** Ce que l'annotation dit d'une nature. */
  record Regle(
      int essais, Duration attente, int ensemble, int parEspace, Duration bail, Duration memoire) {
    static Regle de(Travail t) {
      return new Regle(
          t.essais(),
          Duration.parse(t.attente()),
          t.ensemble(),
          t.parEspace(),
          Duration.parse(t.bail()),
          Duration.parse(t.memoire()));
    }

    Duration apres(int essai) {
      var attente = attente().multipliedBy(1L << Math.min(20, essai - 1));
      return attente.compareTo(Duration.ofHours(1)) > 0 ? Duration.ofHours(1) : attente;
    }
  }

  /** De quoi ouvrir un travail : où, au nom de qui, et rien de ce qu'il contient. */
  record Fiche(
      UUID tenantId,
      UUID id,
      Porteur porteur,
      String nature,
      String cle,
      UUID auteur,
      String auteurNom,
      EtatTravail etat,
      int essais,
      boolean annulation,
      EnCours.Avance avance) {}

  private static final int LOT = 50;

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Verrou verrou;
  @Inject Clock horloge;

  /**
   * Ce qui attend une place, ou que laisse un serveur arrêté. Un de chaque espace d'abord, puis un
   * deuxième de chacun : qui en demande cent ne fait pas attendre qui en demande un.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<Fiche> candidats(Collection<String> natures) {
    @SuppressWarnings("unchecked")
    List<LigneTravail> lignes =
        em.createNativeQuery(
                "select t.* from (select w.*, row_number() over (partition by w.tenant_id, w.nature"
                    + " order by w.prochaine, w.cree_le, w.id) + (select count(*) from"
                    + " plateforme.travail c where c.tenant_id = w.tenant_id and c.nature ="
                    + " w.nature and c.etat = 'EN_COURS' and c.bail >= ?1) as tour from"
                    + " plateforme.travail w where (w.etat = 'A_FAIRE' and w.prochaine <= ?1 or"
                    + " w.etat = 'EN_COURS' and w.bail < ?1) and w.nature = any"
                    + " (string_to_array(?2, ' '))) t order by t.tour, t.prochaine, t.cree_le, t.id"
                    + " limit "
                    + LOT,
                LigneTravail.class)
            .setParameter(1, quand(horloge.instant()))
            .setParameter(2, String.join(" ", natures))
            .getResultList();
    return lignes.stream().map(Registre::fiche).toList();
  }

  /** Vide : un autre l'a pris, il n'est plus à faire, ou son espace a déjà sa part. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Optional<Fiche> prendre(Fiche vue, UUID jeton, Regle regle) {
    var maintenant = horloge.instant();
    if (vue.porteur() == Porteur.ESPACE) {
      verrou.prendre("travail " + vue.tenantId() + " " + vue.nature());
      var menes =
          em.createQuery(
                  "select count(t) from LigneTravail t where t.tenantId = :tenant and t.nature ="
                      + " :nature and t.etat = fr.maillon.travail.EtatTravail.EN_COURS and t.bail"
                      + " >= :maintenant",
                  Long.class)
              .setParameter("tenant", vue.tenantId())
              .setParameter("nature", vue.nature())
              .setParameter("maintenant", maintenant)
              .getSingleResult();
      if (menes >= regle.parEspace()) {
        return Optional.empty();
      }
    }
    var pris =
        libre(
            vue.tenantId(),
            vue.id(),
            "(etat = 'A_FAIRE' and prochaine <= ?3 or etat = 'EN_COURS' and bail < ?3)",
            quand(maintenant));
    pris.ifPresent(t -> t.prendre(jeton, maintenant, regle.bail()));
    return pris.map(Registre::fiche);
  }

  /**
   * Le signe de vie d'un travail mené ici. Sa ligne verrouillée, c'est lui-même qui l'écrit : il
   * vit.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Signe battre(Bail bail, EnCours.Avance avance, Duration duree) {
    var tenus =
        em.createQuery(
                "select count(t) from LigneTravail t where t.tenantId = :tenant and t.id = :id and"
                    + " t.jeton = :jeton and t.etat = fr.maillon.travail.EtatTravail.EN_COURS",
                Long.class)
            .setParameter("tenant", bail.tenantId())
            .setParameter("id", bail.travail())
            .setParameter("jeton", bail.jeton())
            .getSingleResult();
    if (tenus == 0) {
      return Signe.PERDU;
    }
    var ligne =
        libre(bail.tenantId(), bail.travail(), "etat = 'EN_COURS' and jeton = ?3", bail.jeton());
    ligne.ifPresent(t -> t.battre(avance, horloge.instant().plus(duree)));
    return ligne.filter(t -> t.annulation).isPresent() ? Signe.ANNULE : Signe.TENU;
  }

  /**
   * Rend le travail sans le clore ; {@code suite} s'écrit dans la même transaction.
   *
   * @param coute l'essai compte ; sinon il repart aussitôt
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void reporter(
      Bail bail,
      EnCours.Avance avance,
      Duration apres,
      String pourquoi,
      boolean coute,
      Consumer<Instant> suite) {
    var ligne = tenue(bail);
    var prochain = horloge.instant().plus(apres);
    suite.accept(prochain);
    ligne.avancer(avance);
    ligne.reporter(prochain, pourquoi, coute);
  }

  /**
   * Clôt le travail ; {@code suite} s'écrit dans la même transaction. Sans effet quand l'exécutant
   * l'a déjà clos.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void clore(
      Bail bail,
      EnCours.Avance avance,
      EtatTravail fin,
      String phrase,
      Duration memoire,
      Runnable suite) {
    var ligne = ligne(bail.tenantId(), bail.travail());
    if (ligne.isEmpty() || ligne.get().etat.fini()) {
      return;
    }
    if (!ligne.get().tenuPar(bail)) {
      throw new BailPerdu(bail);
    }
    suite.run();
    ligne.get().avancer(avance);
    ligne.get().clore(fin, phrase, horloge.instant(), memoire);
  }

  /** Ceux qui ont fait leur temps. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<Fiche> expires() {
    return em
        .createQuery(
            "select t from LigneTravail t where t.expireLe < :maintenant order by t.expireLe",
            LigneTravail.class)
        .setParameter("maintenant", horloge.instant())
        .setMaxResults(LOT)
        .getResultList()
        .stream()
        .map(Registre::fiche)
        .toList();
  }

  /** Le travail part avec son contenu, et avec ce que {@code suite} ôte. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void oublier(Fiche vue, Runnable suite) {
    var ligne = ligne(vue.tenantId(), vue.id());
    if (ligne.isPresent()
        && ligne.get().expireLe != null
        && ligne.get().expireLe.isBefore(horloge.instant())) {
      suite.run();
      em.remove(ligne.get());
    }
  }

  private LigneTravail tenue(Bail bail) {
    return ligne(bail.tenantId(), bail.travail())
        .filter(t -> t.tenuPar(bail))
        .orElseThrow(() -> new BailPerdu(bail));
  }

  private Optional<LigneTravail> ligne(UUID tenant, UUID id) {
    return em.createQuery(
            "select t from LigneTravail t where t.tenantId = :tenant and t.id = :id",
            LigneTravail.class)
        .setParameter("tenant", tenant)
        .setParameter("id", id)
        .setLockMode(jakarta.persistence.LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  /** La ligne, verrouillée, si nul ne la tient. */
  private Optional<LigneTravail> libre(UUID tenant, UUID id, String critere, Object valeur) {
    @SuppressWarnings("unchecked")
    List<LigneTravail> lignes =
        em.createNativeQuery(
                "select * from plateforme.travail where tenant_id = ?1 and id = ?2 and "
                    + critere
                    + " for update skip locked",
                LigneTravail.class)
            .setParameter(1, tenant)
            .setParameter(2, id)
            .setParameter(3, valeur)
            .getResultList();
    return lignes.stream().findFirst();
  }

  static Fiche fiche(LigneTravail t) {
    return new Fiche(
        t.tenantId,
        t.id,
        t.porteur,
        t.nature,
        t.cle,
        t.auteur,
        t.auteurNom,
        t.etat,
        t.essais,
        t.annulation,
        new EnCours.Avance(t.etape, t.fait, t.aFaire));
  }

  static OffsetDateTime quand(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
