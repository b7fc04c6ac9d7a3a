package fr.maillon.maitreouvrage.effacement;

import fr.maillon.isolation.LectureCentre;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Les certificats d'effacement, pour l'administration centrale : ce qui n'est plus, et la preuve.
 */
@ApplicationScoped
public class Certificats {
  private static final String LU =
      "select cast(id as text), code, nom, type, sirets, cast(ouvert_le as text), cast(ferme_le as"
          + " text), ferme_par, cast(extract(epoch from efface_le) * 1000 as bigint), lignes,"
          + " tables, annees, agregats_gardes, comptes, empreinte_espace, empreinte,"
          + " cast(extract(epoch from avise_le) * 1000 as bigint), erreur, refuses, destinataires"
          + " is null and comptes_a_fermer is null from plateforme.certificat_effacement";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  /** Du plus récent au plus ancien. */
  @Transactional
  @LectureCentre
  public Page<CertificatView> lister(Pagination page) {
    var total =
        ((Number)
                em.createNativeQuery("select count(*) from plateforme.certificat_effacement")
                    .getSingleResult())
            .longValue();
    return new Page<>(
        vues(
            em.createNativeQuery(LU + " order by efface_le desc, id limit ?1 offset ?2")
                .setParameter(1, page.taille())
                .setParameter(2, page.debut())
                .getResultList()),
        total,
        page.page(),
        page.taille());
  }

  /**
   * @throws Introuvable aucun certificat de cet identifiant
   */
  @Transactional
  @LectureCentre
  public CertificatView consulter(UUID id) {
    return vues(em.createNativeQuery(LU + " where id = ?1").setParameter(1, id).getResultList())
        .stream()
        .findFirst()
        .orElseThrow(() -> new Introuvable("Certificat"));
  }

  private static List<CertificatView> vues(List<?> lignes) {
    return lignes.stream().map(l -> vue((Object[]) l)).toList();
  }

  private static CertificatView vue(Object[] l) {
    try {
      var tables = CertificatView.tables((String) l[10]);
      return new CertificatView(
          UUID.fromString((String) l[0]),
          (String) l[1],
          (String) l[2],
          (String) l[3],
          mots((String) l[4]),
          jour((String) l[5]),
          jour((String) l[6]),
          (String) l[7],
          instant(l[8]),
          ((Number) l[9]).longValue(),
          tables,
          mots((String) l[11]).stream().map(Integer::valueOf).toList(),
          (Boolean) l[12],
          ((Number) l[13]).intValue(),
          (String) l[14],
          (String) l[15],
          instant(l[16]),
          (String) l[17],
          ((Number) l[18]).intValue(),
          (Boolean) l[19]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> mots(String texte) {
    return texte.isBlank() ? List.of() : Arrays.asList(texte.split(" "));
  }

  private static LocalDate jour(String date) {
    return date == null ? null : LocalDate.parse(date);
  }

  private static Instant instant(Object millisecondes) {
    return millisecondes == null
        ? null
        : Instant.ofEpochMilli(((Number) millisecondes).longValue());
  }
}
