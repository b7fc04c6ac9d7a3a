package fr.maillon.importdecp;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Où en sont les imports de l'espace, et ce qu'il est advenu de chaque enregistrement. */
@ApplicationScoped
public class SuivreImports {
  /** Lignes lues d'un coup pour le fichier CSV. */
  public static final int PAR_TRANCHE = 1000;

  @PersistenceContext(unitName = "maillon") EntityManager em;
  @Inject TenantContext contexte;

  /**
   * Un import. Toujours : {@code lus = crees + misAJour + inchanges + horsPerimetre + refuses}.
   *
   * @param lus enregistrements lus, tous acheteurs confondus
   * @param avecAvertissement enregistrements de l'acheteur pris malgré une imperfection
   * @param echec pourquoi il s'est arrêté ; null sinon
   * @param reprenable il a échoué sans que le fichier soit en cause : il peut repartir d'où il en était
   */
  public record ImportView(UUID id, EtatImport etat, int lus, int crees, int misAJour, int inchanges, int horsPerimetre, int avecAvertissement,
      int refuses, long octets, long octetsLus, String format, String fichier, String echec, boolean reprenable, int tentatives, String demandePar,
      Instant creeLe, Instant finiLe) {
    public boolean enCours() {
      return etat == EtatImport.EN_COURS;
    }
  }

  /**
   * Ce qu'il est advenu d'un enregistrement de l'acheteur.
   *
   * @param rang position dans le fichier, à partir de 1
   * @param marche le marché où il est entré ; null s'il est refusé
   * @param raison pourquoi il est refusé, ou ce qui a changé
   * @param avertissements « code : phrase », un par imperfection
   */
  public record LigneView(int rang, String numero, ResultatLigne resultat, UUID marche, String champ, String valeur, String raison,
      List<String> avertissements) {}

  /** Du plus récent au plus ancien. */
  @Transactional
  @Habilite(value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR, Titre.SUPPORT}, geste = Geste.LIRE)
  public Page<ImportView> lister(Pagination page) {
    var total = em.createQuery("select count(i) from ImportDecp i where i.tenantId = :tenant and i.etat <> :depose", Long.class)
        .setParameter("tenant", contexte.tenantId()).setParameter("depose", EtatImport.DEPOSE).getSingleResult();
    var imports = em.createQuery("select i from ImportDecp i where i.tenantId = :tenant and i.etat <> :depose order by i.creeLe desc, i.id", ImportDecp.class)
        .setParameter("tenant", contexte.tenantId()).setParameter("depose", EtatImport.DEPOSE).setFirstResult(page.debut()).setMaxResults(page.taille()).getResultList();
    return new Page<>(imports.stream().map(SuivreImports::vue).toList(), total, page.page(), page.taille());
  }

  /** @throws Introuvable absent, ou dans un autre espace */
  @Transactional
  @Habilite(value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR, Titre.SUPPORT}, geste = Geste.LIRE)
  public ImportView consulter(UUID id) {
    return vue(trouver(id));
  }

  /**
   * @param resultat null : toutes les lignes
   * @param avertis seulement celles qui portent un avertissement
   */
  @Transactional
  @Habilite(value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR, Titre.SUPPORT}, geste = Geste.LIRE)
  public Page<LigneView> lignes(UUID id, ResultatLigne resultat, boolean avertis, Pagination page) {
    trouver(id);
    var ou = " from LigneImport l where l.tenantId = :tenant and l.importId = :import" + (resultat == null ? "" : " and l.resultat = :resultat")
        + (avertis ? " and l.avertissements is not null" : "");
    var compte = em.createQuery("select count(l)" + ou, Long.class).setParameter("tenant", contexte.tenantId()).setParameter("import", id);
    var lignes = em.createQuery("select l" + ou + " order by l.rang", Ligne.class).setParameter("tenant", contexte.tenantId()).setParameter("import", id);
    if (resultat != null) {
      compte.setParameter("resultat", resultat);
      lignes.setParameter("resultat", resultat);
    }
    return new Page<>(lignes.setFirstResult(page.debut()).setMaxResults(page.taille()).getResultList().stream().map(SuivreImports::vue).toList(),
        compte.getSingleResult(), page.page(), page.taille());
  }

  /** Les {@value #PAR_TRANCHE} lignes qui suivent ce rang ; vide à la fin. */
  @Transactional
  @Habilite(value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR, Titre.SUPPORT}, geste = Geste.LIRE)
  public List<LigneView> tranche(UUID id, int apresRang) {
    return em.createQuery("select l from LigneImport l where l.tenantId = :tenant and l.importId = :import and l.rang > :rang order by l.rang", Ligne.class)
        .setParameter("tenant", contexte.tenantId()).setParameter("import", id).setParameter("rang", apresRang)
        .setMaxResults(PAR_TRANCHE).getResultList().stream().map(SuivreImports::vue).toList();
  }

  private ImportDecp trouver(UUID id) {
    var job = em.find(ImportDecp.class, id);
    if (job == null) {
      throw new Introuvable("Import");
    }
    return job;
  }

  private static ImportView vue(ImportDecp i) {
    return new ImportView(i.id, i.etat, i.lus, i.crees, i.misAJour, i.inchanges, i.horsPerimetre, i.avecAvertissement, i.refuses, i.octets,
        i.octetsLus, i.format, i.fichier, i.echec, i.reprenable, i.tentatives, i.demandeParNom, i.creeLe, i.finiLe);
  }

  private static LigneView vue(Ligne l) {
    return new LigneView(l.rang, l.numero, l.resultat, l.marcheId, l.champ, l.valeur, l.raison,
        l.avertissements == null ? List.of() : List.of(l.avertissements.split("\n")));
  }
}
