package fr.maillon.importespaces;

import fr.maillon.isolation.LectureCentre;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Les fichiers d'espaces à ouvrir : ce qu'ils annoncent, où ils en sont, ce que chaque ligne est
 * devenue.
 */
@ApplicationScoped
public class SuivreEspaces {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  public record FichierView(
      UUID id,
      String fichier,
      EtatFichier etat,
      int lignes,
      int fautives,
      String demandePar,
      Instant creeLe,
      Instant confirmeLe,
      Instant finiLe) {}

  /**
   * @param compte combien de lignes dans chaque état
   */
  public record SuiviView(FichierView fichier, Map<EtatLigne, Long> compte) {
    public long de(EtatLigne etat) {
      return compte.getOrDefault(etat, 0L);
    }
  }

  /**
   * @param rang ligne du fichier
   * @param champ colonne en cause ; null sinon.
   * @param espace celui qu'elle a ouvert ou retrouvé
   */
  @Schema(name = "SuivreEspacesLigneView")
  public record LigneView(
      int rang,
      EtatLigne etat,
      String nom,
      String siret,
      String type,
      String code,
      String administrateurCourriel,
      String champ,
      String raison,
      UUID espace) {}

  @Transactional
  @LectureCentre
  public Page<FichierView> lister(Pagination p) {
    var fichiers =
        em.createQuery(VUE + " order by f.creeLe desc, f.id", FichierView.class)
            .setFirstResult(p.debut())
            .setMaxResults(p.taille())
            .getResultList();
    return new Page<>(
        fichiers,
        em.createQuery("select count(f) from FichierEspaces f", Long.class).getSingleResult(),
        p.page(),
        p.taille());
  }

  @Transactional
  @LectureCentre
  public SuiviView consulter(UUID id) {
    var fichier =
        em
            .createQuery(VUE + " where f.id = :id", FichierView.class)
            .setParameter("id", id)
            .getResultList()
            .stream()
            .findFirst()
            .orElseThrow(() -> new Introuvable("Import"));
    var compte = new EnumMap<EtatLigne, Long>(EtatLigne.class);
    em.createQuery(
            "select l.etat, count(l) from LigneEspace l where l.fichier = :id group by l.etat",
            Object[].class)
        .setParameter("id", id)
        .getResultList()
        .forEach(c -> compte.put((EtatLigne) c[0], (Long) c[1]));
    return new SuiviView(fichier, compte);
  }

  /**
   * @throws Introuvable fichier absent
   */
  void exiger(UUID id) {
    if (id == null || em.find(FichierEspaces.class, id) == null) {
      throw new Introuvable("Import");
    }
  }

  private static final String VUE =
      "select new fr.maillon.importespaces.SuivreEspaces.FichierView(f.id, f.fichier, f.etat,"
          + " f.lignes, f.fautives, f.demandeParNom, f.creeLe, f.confirmeLe, f.finiLe) from"
          + " FichierEspaces f";
}
