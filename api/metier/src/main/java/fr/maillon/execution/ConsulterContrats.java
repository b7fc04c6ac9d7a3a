package fr.maillon.execution;

import static fr.maillon.liste.TypeDeColonne.JOUR;
import static fr.maillon.liste.TypeDeColonne.NOMBRE;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureEquipe;
import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.Perimetre;
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
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Les contrats d'un espace. L'équipe y lit des noms ; un agent, des pseudonymes : la base ne lui
 * montre pas les fiches.
 */
@ApplicationScoped
public class ConsulterContrats implements ListeServie {
  private static final String VALIDEES =
      "(select sum(r.heures) from RegistreHeures r where r.tenantId = c.tenantId and r.contratId ="
          + " c.id)";
  private static final String A_VALIDER =
      "(select sum(d.heures) from DeclarationHeures d where d.tenantId = c.tenantId and d.contratId"
          + " = c.id and d.etat = fr.maillon.execution.EtatDeclaration.DECLAREE)";

  public static final Liste<Lue, ContratView> LISTE =
      Liste.<Lue, ContratView>de("contrats", "Contrats", Lue.class)
          .lit(
              "Contrat c join Marche m on (m.tenantId = c.tenantId and m.id = c.marcheId) left join"
                  + " Participant p on p.id = c.participantId",
              "c.id",
              "c.id",
              "c.engagementId",
              "c.marcheId",
              "m.numero",
              "m.objet",
              "c.participantId",
              "p.nom",
              "p.prenom",
              "function('equipe.pseudonyme', c.tenantId, c.participantId)",
              "c.nature",
              "c.modalite",
              "c.employeurSiret",
              "c.employeurNom",
              "c.debut",
              "c.fin",
              VALIDEES,
              A_VALIDER,
              "c.version")
          .compteSur("Contrat c")
          .dansLEspace("c.tenantId")
          .critere(Critere.identifiant("engagement", "Un engagement", "c.engagementId"))
          .critere(Critere.identifiant("marche", "Un seul marché", "c.marcheId"))
          .critere(Critere.identifiant("contrat", "Un contrat", "c.id").interne())
          .colonne("personne", "Personne", TEXTE, ContratView::personne)
          .colonne("marche", "Marché", TEXTE, ContratView::marcheNumero)
          .colonne("nature", "Contrat", TEXTE, c -> c.nature().libelle())
          .colonne("employeur", "Employeur", TEXTE, ContratView::employeurNom)
          .colonne("validees", "Heures validées", NOMBRE, ContratView::heuresValidees)
          .colonne("a_valider", "Heures à valider", NOMBRE, ContratView::heuresAValider)
          .enPlus("objet", "Objet du marché", TEXTE, ContratView::marcheObjet)
          .enPlus("modalite", "Modalité", TEXTE, c -> c.modalite().libelle())
          .enPlus("siret", "SIRET de l'employeur", TEXTE, ContratView::employeurSiret)
          .enPlus("debut", "Premier jour", JOUR, ContratView::debut)
          .enPlus("fin", "Dernier jour", JOUR, ContratView::fin)
          .enPlus("pseudonyme", "Pseudonyme", TEXTE, ContratView::pseudonyme)
          .personnelle()
          .range("recents", "c.debut desc")
          .parDefaut("recents");

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject LireListe lire;
  @Inject TenantContext contexte;

  /** Ce que la base rend d'un contrat. */
  public record Lue(
      UUID id,
      UUID engagement,
      UUID marche,
      String marcheNumero,
      String marcheObjet,
      UUID participant,
      String nom,
      String prenom,
      Object pseudonyme,
      NatureContrat nature,
      Modalite modalite,
      String employeurSiret,
      String employeurNom,
      LocalDate debut,
      LocalDate fin,
      BigDecimal validees,
      BigDecimal aValider,
      int version) {}

  @Override
  public Liste<Lue, ContratView> liste() {
    return LISTE;
  }

  @Override
  @LectureEspace
  @Transactional
  public Page<ContratView> executer(Requete requete) {
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
   * @throws Introuvable absent, ou d'un autre espace
   */
  @LectureEspace
  @Transactional
  public ContratView un(UUID id) {
    var contrat = lire.une(LISTE, LISTE.tout().avec("contrat", id), this::vues);
    if (contrat == null) {
      throw new Introuvable("Contrat");
    }
    return contrat;
  }

  /**
   * Un contrat d'une personne, là où le portefeuille l'a ; chaque ligne nomme son maître d'ouvrage.
   */
  public record ContratDePersonne(
      String code,
      String maitreOuvrage,
      UUID id,
      String marcheNumero,
      String marcheObjet,
      NatureContrat nature,
      String employeurNom,
      LocalDate debut,
      LocalDate fin,
      BigDecimal heuresValidees,
      BigDecimal heuresAValider) {}

  /** Ce que la base rend d'un contrat, dans l'un des espaces du portefeuille. */
  public record LueAilleurs(
      UUID espace,
      UUID id,
      String marcheNumero,
      String marcheObjet,
      NatureContrat nature,
      String employeurNom,
      LocalDate debut,
      LocalDate fin,
      BigDecimal validees,
      BigDecimal aValider) {
    ContratDePersonne chez(Espace chez) {
      return new ContratDePersonne(
          chez.code(),
          chez.nom(),
          id,
          marcheNumero,
          marcheObjet,
          nature,
          employeurNom,
          debut,
          fin,
          heures(validees),
          heures(aValider));
    }
  }

  /**
   * Les contrats d'une personne chez mes maîtres d'ouvrage, le dernier commencé d'abord. Sous
   * {@link Perimetre.Portefeuille}, que la base tient en lecture seule.
   */
  @LectureEquipe
  @Transactional
  public Page<ContratDePersonne> deLaPersonne(UUID participant, Pagination page) {
    if (em.createQuery("select count(p) from Participant p where p.id = :id", Long.class)
            .setParameter("id", participant)
            .getSingleResult()
        == 0) {
      throw new Introuvable("Participant");
    }
    if (!(contexte.perimetre() instanceof Perimetre.Portefeuille(var espaces))
        || espaces.isEmpty()) {
      return new Page<>(List.of(), 0, page.page(), page.taille());
    }
    var lignes =
        em.createQuery(
                "select new fr.maillon.execution.ConsulterContrats.LueAilleurs(c.tenantId, c.id,"
                    + " m.numero, m.objet, c.nature, c.employeurNom, c.debut, c.fin, "
                    + VALIDEES
                    + ", "
                    + A_VALIDER
                    + ") from Contrat c join Marche m on (m.tenantId = c.tenantId and m.id ="
                    + " c.marcheId) where c.tenantId in :tenants and c.participantId = :participant"
                    + " order by c.debut desc, c.id",
                LueAilleurs.class)
            .setParameter("tenants", espaces.keySet())
            .setParameter("participant", participant)
            .setFirstResult(page.debut())
            .setMaxResults(page.taille())
            .getResultStream()
            .map(l -> l.chez(espaces.get(l.espace())))
            .toList();
    return Page.de(
        lignes,
        page,
        () ->
            em.createQuery(
                    "select count(c) from Contrat c where c.tenantId in :tenants and"
                        + " c.participantId = :participant",
                    Long.class)
                .setParameter("tenants", espaces.keySet())
                .setParameter("participant", participant)
                .getSingleResult());
  }

  private List<ContratView> vues(List<Lue> lues) {
    var equipe = contexte.espace().titre().equipe();
    return lues.stream()
        .map(
            l ->
                new ContratView(
                    l.id(),
                    l.engagement(),
                    l.marche(),
                    l.marcheNumero(),
                    l.marcheObjet(),
                    equipe ? l.participant() : null,
                    equipe && l.nom() != null
                        ? l.prenom() + " " + l.nom()
                        : (String) l.pseudonyme(),
                    (String) l.pseudonyme(),
                    l.nature(),
                    l.modalite(),
                    l.employeurSiret(),
                    l.employeurNom(),
                    l.debut(),
                    l.fin(),
                    heures(l.validees()),
                    heures(l.aValider()),
                    l.version()))
        .toList();
  }

  private static BigDecimal heures(BigDecimal somme) {
    return somme == null ? new BigDecimal("0.00") : somme;
  }
}
