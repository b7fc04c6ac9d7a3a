package fr.maillon.beneficiaire;

import fr.maillon.csv.Csv;
import fr.maillon.isolation.EcritureAgent;
import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Reprend d'un fichier une liste entière de bénéficiaires. */
@ApplicationScoped
public class ReprendreBeneficiaires {
  /**
   * @param rang ligne du fichier, l'en-tête étant la première
   */
  public record FauteView(int rang, String champ, String raison) {}

  /**
   * @param fautes s'il y en a, rien n'a été écrit ; les cent premières.
   * @param fautives combien de lignes en ont
   */
  @Schema(name = "TenirBeneficiairesRepriseView")
  public record RepriseView(
      int ajoutes, int misAJour, int inchanges, int fautives, List<FauteView> fautes) {
    public RepriseView {
      fautes = List.copyOf(fautes);
    }
  }

  /** Le premier passage : dit les fautes, n'écrit rien. */
  private static final class Relecture {
    private final List<FauteView> fautes = new ArrayList<>();
    private final Set<String> vus = new HashSet<>();
    private int fautives;

    void prendre(Csv.Ligne ligne) {
      try {
        Beneficiaire.nom(ligne.valeur("nom"));
        Beneficiaire.commune(ligne.valeur("commune"));
        if (!vus.add(Beneficiaire.siret(ligne.valeur("siret")))) {
          throw new RegleMetier(
              "siret-en-double",
              "siret",
              "Ce SIRET est deux fois dans le fichier. Gardez une seule de ces lignes.");
        }
      } catch (RegleMetier e) {
        fautives++;
        if (fautes.size() < FAUTES_AU_PLUS) {
          fautes.add(new FauteView(ligne.rang(), e.champ(), e.getMessage()));
        }
      }
    }
  }

  /** Le second : écrit par lots, chacun oublié une fois écrit. */
  private final class Reprise {
    private final Map<String, Csv.Ligne> lot = new LinkedHashMap<>();
    private int ajoutes;
    private int misAJour;

    void prendre(Csv.Ligne ligne) {
      lot.put(Beneficiaire.siret(ligne.valeur("siret")), ligne);
      if (lot.size() == LOT) {
        finir();
      }
    }

    void finir() {
      if (lot.isEmpty()) {
        return;
      }
      var connus = new HashMap<String, Beneficiaire>();
      em.createQuery(
              "select b from Beneficiaire b where b.espace = :tenant and b.siret in :sirets",
              Beneficiaire.class)
          .setParameter("tenant", contexte.tenantId())
          .setParameter("sirets", lot.keySet())
          .getResultList()
          .forEach(b -> connus.put(b.siret, b));
      lot.forEach(
          (siret, ligne) -> {
            var connu = connus.get(siret);
            if (connu == null) {
              em.persist(
                  new Beneficiaire(
                      contexte.tenantId(),
                      siret,
                      Beneficiaire.nom(ligne.valeur("nom")),
                      Beneficiaire.commune(ligne.valeur("commune"))));
              ajoutes++;
            } else if (connu.nommer(
                Beneficiaire.nom(ligne.valeur("nom")),
                Beneficiaire.commune(ligne.valeur("commune")))) {
              misAJour++;
            }
          });
      em.flush();
      em.clear();
      lot.clear();
    }
  }

  static final List<Csv.Colonne> COLONNES =
      List.of(
          Csv.Colonne.obligatoire("siret", "numéro siret", "n° siret"),
          Csv.Colonne.obligatoire(
              "nom", "raison sociale", "dénomination", "organisme", "bénéficiaire"),
          Csv.Colonne.facultative("commune", "ville"));
  private static final int LIGNES_AU_PLUS = 50_000;
  private static final int FAUTES_AU_PLUS = 100;
  private static final int LOT = 500;

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject ListeTenue listeTenue;

  /**
   * Reprend un fichier : ajoute ceux qui manquent, renomme ceux qui ont changé, ne retire personne.
   * Une seule ligne fautive, et rien n'est écrit.
   *
   * @throws RegleMetier {@code fichier-vide}, {@code colonne-manquante}, {@code csv-rompu}, {@code
   *     pas-un-csv}, {@code trop-volumineux}, {@code trop-de-lignes}
   */
  @Transactional
  @EcritureAgent
  public RepriseView reprendre(InputStream fichier) throws IOException {
    listeTenue.exigerReferent();
    listeTenue.exigerCentrale();
    try (var recu = Csv.recevoir(fichier, COLONNES, LIGNES_AU_PLUS)) {
      var relecture = new Relecture();
      recu.parcourir(relecture::prendre);
      if (relecture.fautives > 0) {
        return new RepriseView(0, 0, 0, relecture.fautives, relecture.fautes);
      }
      var reprise = new Reprise();
      int lignes = recu.parcourir(reprise::prendre);
      reprise.finir();
      return new RepriseView(
          reprise.ajoutes,
          reprise.misAJour,
          lignes - reprise.ajoutes - reprise.misAJour,
          0,
          List.of());
    }
  }
}
