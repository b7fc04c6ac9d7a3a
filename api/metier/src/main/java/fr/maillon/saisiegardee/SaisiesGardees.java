package fr.maillon.saisiegardee;

import fr.maillon.isolation.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Ce que celui qui parle venait d'envoyer, sa session finie. À lui seul : la base n'en montre ni
 * n'en prend d'autres. Toujours sous {@link fr.maillon.isolation.Perimetre.Identification}.
 */
@ApplicationScoped
public class SaisiesGardees {
  public static final Duration DUREE = Duration.ofHours(1);
  public static final int OCTETS = 131_072;
  private static final int AU_PLUS = 20;

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;

  /**
   * Garde un formulaire ; le même, envoyé de nouveau, remplace le précédent.
   *
   * @return faux : trop long, ou trop sont déjà gardés
   */
  @Transactional
  public boolean garder(String adresse, String contenu) {
    var moi = contexte.identite().id();
    if (adresse.length() > 1000 || contenu.getBytes(StandardCharsets.UTF_8).length > OCTETS) {
      return false;
    }
    em.createQuery(
            "delete from SaisieGardee s where s.utilisateur = :moi and (s.adresse = :adresse or"
                + " s.le < :limite)")
        .setParameter("moi", moi)
        .setParameter("adresse", adresse)
        .setParameter("limite", horloge.instant().minus(DUREE))
        .executeUpdate();
    if (em.createQuery("select count(s) from SaisieGardee s where s.utilisateur = :moi", Long.class)
            .setParameter("moi", moi)
            .getSingleResult()
        >= AU_PLUS) {
      return false;
    }
    em.persist(new SaisieGardee(moi, adresse, contenu, horloge.instant()));
    return true;
  }

  /** La rend, une fois. Vide : rien, ou trop tard, ou ce n'est pas la sienne. */
  @Transactional
  public Optional<String> reprendre(String adresse) {
    UUID moi = contexte.identite().id();
    var trouvee =
        em.createQuery(
                "select s.contenu from SaisieGardee s where s.utilisateur = :moi and s.adresse ="
                    + " :adresse and s.le >= :limite",
                String.class)
            .setParameter("moi", moi)
            .setParameter("adresse", adresse)
            .setParameter("limite", horloge.instant().minus(DUREE))
            .getResultStream()
            .findFirst();
    em.createQuery("delete from SaisieGardee s where s.utilisateur = :moi and s.adresse = :adresse")
        .setParameter("moi", moi)
        .setParameter("adresse", adresse)
        .executeUpdate();
    return trouvee;
  }
}
