package fr.maillon.maitreouvrage.effacement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Ce qui reste à faire après un effacement, tel que le certificat le retient. Sous le périmètre du
 * système.
 */
@ApplicationScoped
class SuitesDEffacement {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;

  /**
   * @param courriel sous lequel une invitation d'ailleurs pourrait l'attendre
   */
  record Compte(UUID id, String courriel) {
    private static Compte lire(String texte) {
      var coupe = texte.indexOf(':');
      return new Compte(UUID.fromString(texte.substring(0, coupe)), texte.substring(coupe + 1));
    }

    @Override
    public String toString() {
      return id + ":" + courriel;
    }
  }

  record EnAttente(
      UUID id,
      String nom,
      long lignes,
      String empreinte,
      List<String> destinataires,
      List<Compte> comptes) {}

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<EnAttente> enAttente() {
    @SuppressWarnings("unchecked")
    List<Object[]> lignes =
        em.createNativeQuery(
                "select cast(id as text), nom, lignes, empreinte, destinataires, comptes_a_fermer"
                    + " from plateforme.certificat_effacement where destinataires is not null or"
                    + " comptes_a_fermer is not null order by efface_le, id limit 50")
            .getResultList();
    return lignes.stream()
        .map(
            l ->
                new EnAttente(
                    UUID.fromString((String) l[0]),
                    (String) l[1],
                    ((Number) l[2]).longValue(),
                    (String) l[3],
                    mots(l[4]),
                    mots(l[5]).stream().map(Compte::lire).toList()))
        .toList();
  }

  /**
   * @param destinataires, comptes ceux qui restent à aviser, à fermer
   * @param avises, refuses courriels partis, refusés sans appel
   * @param erreur null quand tout est fait
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void noter(
      UUID id,
      List<String> destinataires,
      List<Compte> comptes,
      int avises,
      int refuses,
      String erreur) {
    em.createNativeQuery(
            "update plateforme.certificat_effacement set destinataires = cast(?2 as text),"
                + " comptes_a_fermer = cast(?3 as text), erreur = cast(?4 as text), essais = essais"
                + " + 1, refuses = refuses + ?7, avise_le = case when ?5 > 0 then ?6 else avise_le"
                + " end where id = ?1")
        .setParameter(1, id)
        .setParameter(2, texte(destinataires))
        .setParameter(3, texte(comptes))
        .setParameter(4, erreur)
        .setParameter(5, avises)
        .setParameter(6, OffsetDateTime.ofInstant(horloge.instant(), ZoneOffset.UTC))
        .setParameter(7, refuses)
        .executeUpdate();
  }

  private static String texte(List<?> mots) {
    return mots.isEmpty()
        ? null
        : mots.stream().map(Object::toString).collect(Collectors.joining(" "));
  }

  private static List<String> mots(Object texte) {
    return texte == null ? List.of() : Arrays.asList(((String) texte).split(" "));
  }
}
