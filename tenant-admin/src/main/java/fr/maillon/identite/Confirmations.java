package fr.maillon.identite;

import fr.maillon.envoi.Courriels;
import fr.maillon.envoi.Lettre;
import fr.maillon.envoi.NatureEnvoi;
import fr.maillon.journal.Journal;
import fr.maillon.journal.NatureDeLigne;
import fr.maillon.personne.Arrivee;
import fr.maillon.personne.Comptes;
import fr.maillon.personne.Liens;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * La personne confirme sa nouvelle adresse, puis son compte et notre ligne la portent. Sous le
 * périmètre du système.
 */
@ApplicationScoped
class Confirmations implements Arrivee<ChangementAdresse> {
  /**
   * Ce que le compte doit dire.
   *
   * @param changement celui qu'on porte ; null : le nom seul
   * @param courriel null : l'adresse ne change pas
   */
  record Voulue(String nom, UUID changement, String courriel) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject ChangerIdentite changer;
  @Inject Courriels courriels;
  @Inject Journal journal;
  @Inject Clock horloge;

  @Override
  public Class<ChangementAdresse> sorte() {
    return ChangementAdresse.class;
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public ChangementAdresse parEmpreinte(String empreinte) {
    return em.createQuery(
            "select c from ChangementAdresse c where c.secretEmpreinte = :empreinte",
            ChangementAdresse.class)
        .setParameter("empreinte", empreinte)
        .getResultStream()
        .findFirst()
        .orElse(null);
  }

  @Override
  public String groupe() {
    throw new IllegalStateException("une adresse se confirme avec un compte qui existe");
  }

  @Override
  public Accueil accueil(ChangementAdresse c) {
    return new Accueil(
        ChangerIdentite.par(c),
        "Maillon",
        "Votre adresse, " + c.ancien + ", devient " + c.courriel() + ".",
        "/");
  }

  @Override
  public Lettre lettre(ChangementAdresse c, String lien) {
    return new Lettre(
        "Maillon : confirmez votre nouvelle adresse",
        List.of(
            "Bonjour " + c.nom() + ",",
            ChangerIdentite.par(c)
                + " demande que l'adresse de votre compte dans Maillon devienne celle-ci. Elle"
                + " servira à vous connecter et à vous écrire.",
            Liens.jusquAu(c)
                + " Vous vous connecterez avec votre compte actuel. Si vous n'attendiez pas ce"
                + " message, ignorez-le : rien ne changera."),
        lien,
        "Confirmer cette adresse");
  }

  /**
   * Confirmée : son compte est à remettre. Redit tout ce que la demande exigeait : une semaine a pu
   * passer.
   */
  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public void entrer(ChangementAdresse c, Comptes.Compte compte, boolean neuf) {
    if (!encoreTenu(c)) {
      throw new RegleMetier(
          "identite-au-centre",
          "Cette demande ne vaut plus : votre adresse se change désormais par l'administration"
              + " centrale de Maillon.");
    }
    if (changer.prise(c.courriel(), c.personne)) {
      throw ChangerIdentite.prise();
    }
    courriels.acte(
        c.espace,
        NatureEnvoi.IDENTITE,
        "identite " + c.id(),
        "Porter la nouvelle adresse de " + c.nom(),
        c.sujet(),
        c.personne);
  }

  /** Demandé d'un espace : la personne en est encore, et rien d'autre ne la tient. */
  private boolean encoreTenu(ChangementAdresse c) {
    return c.espace == null
        || compter(
                    "Adhesion a where a.utilisateur = :qui and a.espace = :espace and a.du <= :jour"
                        + " and (a.au is null or a.au >= :jour)",
                    c)
                > 0
            && compter(
                        "Adhesion a where a.utilisateur = :qui and a.espace <> :espace and (a.au is"
                            + " null or a.au >= :jour)",
                        c)
                    + em.createQuery(
                            "select count(a) from TitreTenu a where a.personne = :qui and (a.au is"
                                + " null or a.au >= :jour)",
                            Long.class)
                        .setParameter("qui", c.personne)
                        .setParameter("jour", LocalDate.now(horloge))
                        .getSingleResult()
                == 0;
  }

  private long compter(String ou, ChangementAdresse c) {
    return em.createQuery("select count(a) from " + ou, Long.class)
        .setParameter("qui", c.personne)
        .setParameter("espace", c.espace)
        .setParameter("jour", LocalDate.now(horloge))
        .getSingleResult();
  }

  /**
   * Ce que le compte doit dire à cet instant ; vide : la personne n'est plus connue, il n'y a rien
   * à remettre.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Optional<Voulue> voulue(UUID personne, UUID changement)
      throws fr.maillon.envoi.EchecDEnvoi {
    var qui = em.find(PersonneNommee.class, personne);
    if (qui == null) {
      return Optional.empty();
    }
    var c = changement == null ? null : em.find(ChangementAdresse.class, changement);
    if (c == null || !c.aPorter()) {
      return Optional.of(new Voulue(qui.nom, null, null));
    }
    if (!encoreTenu(c)) {
      throw fr.maillon.envoi.EchecDEnvoi.refus(
          "Cette demande ne vaut plus. " + ChangerIdentite.AU_CENTRE, null);
    }
    return Optional.of(new Voulue(qui.nom, c.id(), c.courriel()));
  }

  /**
   * Le compte porte l'adresse : notre ligne aussi. L'ancienne l'apprend, et les espaces où elle est
   * le lisent au journal.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void porter(UUID changement, String identifiant) {
    var c = em.find(ChangementAdresse.class, changement, LockModeType.PESSIMISTIC_WRITE);
    if (!c.aPorter()) {
      return;
    }
    var qui = em.find(PersonneNommee.class, c.personne);
    qui.adresser(c.courriel(), identifiant);
    em.flush();
    c.appliquer(horloge.instant());
    courriels.a(
        c.espace,
        c.sujet(),
        c.ancien,
        "adresse changée " + c.id(),
        new Lettre(
            "Maillon : l'adresse de votre compte a changé",
            List.of(
                "Bonjour " + qui.nom + ",",
                "L'adresse de votre compte est désormais "
                    + c.courriel()
                    + ", confirmée par ce compte. Celle-ci ne sert plus.",
                "Si ce n'est pas vous, dites-le tout de suite à "
                    + (c.espace == null ? "l'administration de Maillon" : c.parNom())
                    + "."),
            null,
            null));
    em.createQuery(
            "select distinct a.espace from Adhesion a where a.utilisateur = :qui and (a.au is null"
                + " or a.au >= :jour)",
            UUID.class)
        .setParameter("qui", qui.id)
        .setParameter("jour", LocalDate.now(horloge))
        .getResultList()
        .forEach(
            e ->
                journal.noter(
                    e,
                    NatureDeLigne.DROITS,
                    "ChangerIdentite.porter",
                    qui.id.toString(),
                    qui.nom + " a confirmé sa nouvelle adresse : " + c.courriel() + "."));
  }
}
