package fr.maillon.execution;

import static fr.maillon.liste.TypeDeColonne.INSTANT;
import static fr.maillon.liste.TypeDeColonne.NOMBRE;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Critere;
import fr.maillon.liste.FichierDeListe;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.liste.LireListe;
import fr.maillon.liste.Liste;
import fr.maillon.liste.ListeServie;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.liste.Requete;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/**
 * Les heures d'un espace, le mois le plus récent d'abord. L'équipe y lit des noms ; un agent, des
 * pseudonymes : la base ne lui montre pas les fiches.
 */
@ApplicationScoped
public class ConsulterHeures implements ListeServie {
  // Contrat en tête : EclipseLink rattache toute jointure externe à la première table ; le contrat
  // ne sert ni à filtrer ni à ranger, et compter une longue liste sans lui ne lit qu'un index
  public static final Liste<Lue, HeuresView> LISTE =
      Liste.<Lue, HeuresView>de("heures", "Heures", Lue.class)
          .lit(
              "Contrat c join DeclarationHeures d on (d.tenantId = c.tenantId and d.contratId ="
                  + " c.id) join Marche m on (m.tenantId = c.tenantId and m.id = c.marcheId) left"
                  + " join Participant p on p.id = c.participantId",
              "d.id",
              "d.id",
              "d.contratId",
              "d.engagementId",
              "c.marcheId",
              "m.numero",
              "m.objet",
              "p.nom",
              "p.prenom",
              "function('equipe.pseudonyme', c.tenantId, c.participantId)",
              "c.employeurNom",
              "d.mois",
              "d.heures",
              "(select sum(r.heures) from RegistreHeures r where r.tenantId = d.tenantId and"
                  + " r.declarationId = d.id)",
              "d.etat",
              "d.motif",
              "d.declareePar",
              "d.declareeParNom",
              "d.declareeLe",
              "d.decideePar",
              "d.decideeParNom",
              "d.decideeLe",
              "d.version")
          .compteSur("DeclarationHeures d")
          .dansLEspace("d.tenantId")
          .critere(
              Critere.mots(
                  "etat",
                  "État",
                  List.of(EtatDeclaration.values()),
                  EtatDeclaration::libelle,
                  "d.etat"))
          .critere(Critere.mois("mois", "Mois", "d.mois").refus("mois-invalide"))
          .critere(Critere.identifiant("contrat", "Un contrat", "d.contratId"))
          .critere(
              Critere.identifiant(
                  "marche",
                  "Un seul marché",
                  (id, c) ->
                      c.et(
                              "exists (select 1 from Contrat k where k.tenantId = d.tenantId and"
                                  + " k.id = d.contratId and k.marcheId = :marche)")
                          .avec("marche", id)))
          .critere(Critere.identifiant("declaration", "Une déclaration", "d.id").interne())
          .colonne("mois", "Mois", TEXTE, HeuresView::mois)
          .colonne("personne", "Personne", TEXTE, HeuresView::personne)
          .colonne("marche", "Marché", TEXTE, HeuresView::marcheNumero)
          .colonne("employeur", "Employeur", TEXTE, HeuresView::employeurNom)
          .colonne("heures", "Heures déclarées", NOMBRE, HeuresView::heures)
          .colonne("validees", "Heures validées", NOMBRE, HeuresView::heuresValidees)
          .colonne("etat", "État", TEXTE, h -> h.etat().libelle())
          .enPlus("objet", "Objet du marché", TEXTE, HeuresView::marcheObjet)
          .enPlus("pseudonyme", "Pseudonyme", TEXTE, HeuresView::pseudonyme)
          .enPlus("motif", "Motif", TEXTE, HeuresView::motif)
          .enPlus("declaree_par", "Déclarée par", TEXTE, HeuresView::declareePar)
          .enPlus("declaree_le", "Déclarée le", INSTANT, HeuresView::declareeLe)
          .enPlus("decidee_par", "Décidée par", TEXTE, HeuresView::decideePar)
          .enPlus("decidee_le", "Décidée le", INSTANT, HeuresView::decideeLe)
          .personnelle()
          .range("recentes", "d.mois desc, d.declareeLe desc")
          .parDefaut("recentes");

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject LireListe lire;
  @Inject TenantContext contexte;

  /** Ce que la base rend d'une déclaration. */
  public record Lue(
      UUID id,
      UUID contrat,
      UUID engagement,
      UUID marche,
      String marcheNumero,
      String marcheObjet,
      String nom,
      String prenom,
      Object pseudonyme,
      String employeurNom,
      LocalDate mois,
      BigDecimal heures,
      BigDecimal validees,
      EtatDeclaration etat,
      String motif,
      UUID declareePar,
      String declareeParNom,
      Instant declareeLe,
      UUID decideePar,
      String decideeParNom,
      Instant decideeLe,
      int version) {}

  @Override
  public Liste<Lue, HeuresView> liste() {
    return LISTE;
  }

  @Override
  @LectureEspace
  @Transactional
  public Page<HeuresView> executer(Requete requete) {
    return lire.page(LISTE, requete, this::vues);
  }

  @Override
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    return lire.exporter(LISTE, requete, format, this::vues);
  }

  /**
   * Combien de déclarations des mois d'une année ont été déclarées et validées par la même
   * personne.
   */
  @LectureEspace
  @Transactional
  public long memePersonne(int annee) {
    return em.createQuery(
            "select count(d) from DeclarationHeures d where d.tenantId = :tenant and d.etat ="
                + " :validee and d.mois between :du and :au and d.decideePar = d.declareePar",
            Long.class)
        .setParameter("tenant", contexte.tenantId())
        .setParameter("validee", EtatDeclaration.VALIDEE)
        .setParameter("du", LocalDate.of(annee, 1, 1))
        .setParameter("au", LocalDate.of(annee, 12, 31))
        .getSingleResult();
  }

  /**
   * @throws Introuvable absente, ou d'un autre espace
   */
  @LectureEspace
  @Transactional
  public HeuresView une(UUID id) {
    var declaration = lire.une(LISTE, LISTE.tout().avec("declaration", id), this::vues);
    if (declaration == null) {
      throw new Introuvable("Déclaration d'heures");
    }
    return declaration;
  }

  /**
   * Les écritures d'une déclaration, dans l'ordre.
   *
   * @throws Introuvable absente, ou d'un autre espace
   */
  @LectureEspace
  @Transactional
  public Page<EcritureView> ecritures(UUID declaration, Pagination page) {
    une(declaration);
    var filtre =
        " from RegistreHeures r where r.tenantId = :tenant and r.declarationId = :declaration";
    var lignes =
        em.createQuery(
                "select new fr.maillon.execution.EcritureView(r.id, r.nature, r.heures, r.motif,"
                    + " r.auteurId, r.auteurNom, r.ecritLe)"
                    + filtre
                    + " order by r.ecritLe, r.id",
                EcritureView.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("declaration", declaration)
            .setFirstResult(page.debut())
            .setMaxResults(page.taille())
            .getResultList();
    return Page.de(
        lignes,
        page,
        () ->
            em.createQuery("select count(r)" + filtre, Long.class)
                .setParameter("tenant", contexte.tenantId())
                .setParameter("declaration", declaration)
                .getSingleResult());
  }

  private List<HeuresView> vues(List<Lue> lues) {
    var equipe = contexte.espace().titre().equipe();
    return lues.stream()
        .map(
            l ->
                new HeuresView(
                    l.id(),
                    l.contrat(),
                    l.engagement(),
                    l.marche(),
                    l.marcheNumero(),
                    l.marcheObjet(),
                    equipe && l.nom() != null
                        ? l.prenom() + " " + l.nom()
                        : (String) l.pseudonyme(),
                    (String) l.pseudonyme(),
                    l.employeurNom(),
                    YearMonth.from(l.mois()).toString(),
                    l.heures(),
                    l.validees() == null ? new BigDecimal("0.00") : l.validees(),
                    l.etat(),
                    l.motif(),
                    l.declareePar(),
                    l.declareeParNom(),
                    l.declareeLe(),
                    l.decideePar(),
                    l.decideeParNom(),
                    l.decideeLe(),
                    l.etat() == EtatDeclaration.VALIDEE
                        && l.decideePar() != null
                        && l.decideePar().equals(l.declareePar()),
                    l.version()))
        .toList();
  }
}
