package fr.maillon.envoi;

import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Pose un courriel dans la transaction du geste qui le cause : si elle est annulée, rien ne part ;
 * si elle tient, il partira, même si le serveur de courrier est arrêté à cet instant.
 */
@ApplicationScoped
public class Courriels {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;
  @Inject FileDesEnvois file;

  /**
   * Écrit à toutes les personnes d'un espace qui ont au moins ce droit ; leurs adresses sont lues
   * au départ. Appelable depuis l'espace, le centre ou le système ; depuis l'identification, par le
   * support seul (bris de glace).
   *
   * @param aPartirDe {@code ADMINISTRATEUR} : ses administrateurs ; {@code REFERENT} : ses
   *     référents aussi
   * @param cle ce qui ne doit partir qu'une fois dans cet espace, par exemple {@code bris-de-glace
   *     <id de la fenêtre>}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void aLEspace(UUID espace, Droit aPartirDe, String cle, Lettre lettre) {
    poser(
        nouveau(espace, NatureEnvoi.COURRIEL_GROUPE, cle, lettre.sujet())
            .vers(aPartirDe.name())
            .portant(lettre));
  }

  /**
   * Les espaces à qui l'on a écrit depuis, sous une clé qui commence ainsi ; jamais vide, pour
   * qu'un {@code not in} reste une condition.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<UUID> avises(String debutDeCle, Instant depuis) {
    var avises =
        em.createQuery(
                "select distinct e.espace from Envoi e where e.espace is not null and e.cle like"
                    + " :cle and e.creeLe > :depuis",
                UUID.class)
            .setParameter("cle", debutDeCle + "%")
            .setParameter("depuis", depuis)
            .getResultList();
    return avises.isEmpty() ? List.of(new UUID(0, 0)) : avises;
  }

  /** Écrit à une adresse, au nom d'un sujet, qui montrera où en est ce courriel. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void a(UUID espace, Sujet sujet, String adresse, String cle, Lettre lettre) {
    poser(
        nouveau(espace, NatureEnvoi.COURRIEL, cle, lettre.sujet())
            .vers(adresse)
            .portant(lettre)
            .pour(sujet, null));
  }

  /**
   * Demande un acte sur un compte ; {@link Acte} dit qui le mène.
   *
   * @param espace null : l'acte est de l'équipe ou du centre, d'aucun espace
   * @param objet ce que c'est, en une phrase que l'administrateur lira
   * @param sujet ce qui le cause ; null admis
   * @param personne le « sub » du compte ; null quand il n'existe pas encore
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void acte(
      UUID espace, NatureEnvoi nature, String cle, String objet, Sujet sujet, UUID personne) {
    poser(nouveau(espace, nature, cle, objet).pour(sujet, personne));
  }

  /** Demande de fermer un compte, s'il n'ouvre plus rien quand l'envoi part. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void retrait(UUID espace, String cle, String objet, UUID personne, String adresse) {
    poser(
        nouveau(espace, NatureEnvoi.RETRAIT_COMPTE, cle, objet).vers(adresse).pour(null, personne));
  }

  /**
   * Demande de remettre les groupes d'un membre de l'équipe, et de fermer son compte s'il n'ouvre
   * plus rien quand l'envoi part.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void groupes(String cle, String objet, UUID personne, String adresse) {
    poser(nouveau(null, NatureEnvoi.GROUPES, cle, objet).vers(adresse).pour(null, personne));
  }

  private Envoi nouveau(UUID espace, NatureEnvoi nature, String cle, String objet) {
    return new Envoi(
        UUID.randomUUID(),
        espace,
        nature,
        cle,
        objet,
        TenantScope.identite().id(),
        titre(),
        horloge.instant());
  }

  private void poser(Envoi envoi) {
    file.poser(envoi);
  }

  private static String titre() {
    return switch (TenantScope.perimetre()) {
      case Perimetre.UnMaitreOuvrage(var espace) -> espace.titre().name();
      case Perimetre.Centre _ -> "CENTRAL";
      case Perimetre.Systeme _ -> "SYSTEME";
      case Perimetre.Identification _ -> "SUPPORT";
      default -> throw new IllegalStateException("pas d'envoi depuis " + TenantScope.perimetre());
    };
  }
}
