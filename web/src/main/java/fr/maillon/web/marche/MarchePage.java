package fr.maillon.web.marche;

import fr.maillon.assistance.DemandeLigne;
import fr.maillon.assistance.EtatDemande;
import fr.maillon.assistance.ListerDemandes;
import fr.maillon.clause.ClauseView;
import fr.maillon.clause.EtatClause;
import fr.maillon.clause.ListerClauses;
import fr.maillon.execution.ConsulterHeures;
import fr.maillon.execution.EtatDeclaration;
import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.marche.ConsulterMarche;
import fr.maillon.marche.ConsulterMarche.EvenementView;
import fr.maillon.marche.ConsulterMarche.LotView;
import fr.maillon.marche.ConsulterMarche.MarcheView;
import fr.maillon.marche.ConsulterMarche.ModificationView;
import fr.maillon.marche.ConsulterMarche.SousTraitanceView;
import fr.maillon.marche.ConsulterMarche.TitulaireView;
import fr.maillon.marche.CreerMarche;
import fr.maillon.marche.EtatMarche;
import fr.maillon.marche.ListerHistoire;
import fr.maillon.marche.ListerLots;
import fr.maillon.marche.SupprimerMarche;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Un marché : sa vie en maillons, ses lots, ce qui lui est arrivé, et à qui d'agir. */
@Named
@RequestScoped
public class MarchePage extends PageBean {
  private static final List<EtatMarche> VIE =
      List.of(
          EtatMarche.IDENTIFIE,
          EtatMarche.A_ETUDIER,
          EtatMarche.CALIBRE,
          EtatMarche.REDIGE,
          EtatMarche.EN_CONSULTATION,
          EtatMarche.NOTIFIE,
          EtatMarche.EN_EXECUTION,
          EtatMarche.SOLDE);

  private static final Pagination QUELQUES = new Pagination(1, 10);

  @Inject ConsulterMarche consulter;
  @Inject ListerLots lesLots;
  @Inject ListerHistoire histoire;
  @Inject CreerMarche creer;
  @Inject SupprimerMarche supprimer;
  private String lotASupprimer;
  @Inject ListerClauses clauses;
  @Inject ListerDemandes demandes;
  @Inject ConsulterHeures heures;
  @Inject TenantContext contexte;
  @Inject Clock horloge;
  private UUID id;
  private MarcheView marche;
  private Page<ClauseView> acceptees;
  private Page<ClauseView> proposees;
  private Page<DemandeLigne> ouvertes;
  private List<Engagement> engagements;
  private ProchaineAction suite;
  private Page<LotView> lots;
  private Page<EvenementView> historique;

  private String objet;
  private BigDecimal montantHt;
  private Integer dureeMois;
  private String codeCpv;

  /** Un maillon de la chaîne. */
  public record Etape(String libelle, String detail, String etat) {}

  /** La clause en vigueur d'un lot, et où en sont ses heures. */
  public record Engagement(ClauseView clause, String titulaires, Avancement avancement) {}

  @PostConstruct
  void lire() {
    id = chemin.uuid("id");
    marche = consulter.executer(id);
    var cent = new Pagination(1, Pagination.MAXIMUM);
    acceptees =
        clauses.executer(
            ListerClauses.LISTE
                .tout()
                .avec("etat", EtatClause.ACCEPTEE)
                .avec("marche", id)
                .trie("marche")
                .a(cent));
    proposees =
        clauses.executer(
            ListerClauses.LISTE
                .tout()
                .avec("etat", EtatClause.PROPOSEE)
                .avec("marche", id)
                .trie("marche")
                .a(Pagination.premiere()));
    ouvertes =
        demandes.executer(
            ListerDemandes.LISTE
                .tout()
                .avec("etat", EtatDemande.OUVERTS.toArray())
                .avec("marche", id)
                .a(QUELQUES));
  }

  public MarcheView getMarche() {
    return marche;
  }

  /** Vrai quand le marché vient des données publiées, faux quand il a été saisi ici. */
  public boolean isPublie() {
    return marche.source().equals("DECP");
  }

  public String getTitre() {
    return marche.objet() == null ? "Marché " + marche.numero() : marche.objet();
  }

  /** Numéro, segment, CPV, notification : ce qui situe le marché en une ligne. */
  public String getSituation() {
    return Stream.of(
            marche.numero(),
            marche.concession() ? "Concession" : marche.segment().libelle(),
            marche.codeCpv() == null ? null : "CPV " + marche.codeCpv(),
            marche.dateNotification() == null
                ? null
                : "notifié le " + Formats.dateLongue(marche.dateNotification()))
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" · "));
  }

  public String getEtat() {
    return marche.etat().libelle();
  }

  public String getTon() {
    return LibellesDuMarche.ton(marche.etat());
  }

  public String getSegment() {
    return marche.segment().libelle();
  }

  public String getConsiderations() {
    return CeQueDitLeMarche.phrase(
        isPublie(),
        marche.considerationsConnues(),
        marche.considerationsSociales(),
        acceptees.total() > 0);
  }

  public List<Etape> getEtapes() {
    var etapes = new ArrayList<Etape>();
    var sorti = marche.etat() == EtatMarche.SANS_CLAUSE || marche.etat() == EtatMarche.RESILIE;
    for (var etape : VIE) {
      // un marché publié après coup n'a pas vécu les étapes d'avant chez nous : elles ne sont pas
      // dites faites
      var publie =
          isPublie()
              && marche.etat() == EtatMarche.NOTIFIE
              && etape != EtatMarche.IDENTIFIE
              && !(etape == EtatMarche.CALIBRE && acceptees.total() > 0);
      var etat =
          etape == marche.etat()
              ? "encours"
              : !sorti && etape.compareTo(marche.etat()) < 0 && !publie ? "fait" : "avenir";
      etapes.add(
          new Etape(
              etape.libelle(),
              switch (etape) {
                case IDENTIFIE -> Formats.date(marche.creeLe());
                case NOTIFIE ->
                    marche.dateNotification() == null
                        ? ""
                        : Formats.date(marche.dateNotification());
                case CALIBRE ->
                    acceptees.total() > 0 && acceptees.pages() == 1
                        ? Formats.heures(somme(ClauseView::heuresDues))
                        : "";
                case EN_EXECUTION -> etat.equals("encours") ? mois() : "";
                default -> "";
              },
              etat));
    }
    if (sorti) {
      etapes.add(new Etape(marche.etat().libelle(), "", "encours"));
    }
    return etapes;
  }

  /** {@code mois 9 sur 18}, pour un marché d'un lot dont la durée est connue. */
  private String mois() {
    var lot = marche.nombreDeLots() == 1 ? marche.lots().getFirst() : null;
    var duree = lot == null ? null : duree(lot);
    if (duree == null || lot.dateNotification() == null) {
      return "";
    }
    var ecoules = ChronoUnit.MONTHS.between(lot.dateNotification(), LocalDate.now(horloge)) + 1;
    return ecoules < 1 || ecoules > duree ? "" : "mois " + ecoules + " sur " + duree;
  }

  public ProchaineAction getSuite() {
    if (suite == null) {
      var attente =
          heures
              .executer(
                  ConsulterHeures.LISTE
                      .tout()
                      .avec("etat", EtatDeclaration.DECLAREE)
                      .avec("marche", id)
                      .a(new Pagination(1, 1)))
              .compte();
      suite =
          ProchaineAction.de(
              "/m/" + contexte.espace().code(),
              id,
              marche.etat(),
              proposees.elements().stream().findFirst().orElse(null),
              proposees.total(),
              ouvertes.elements().stream().findFirst().orElse(null),
              attente,
              acceptees.total(),
              contexte.espace().titre().equipe() || contexte.espace().lectureSeule());
    }
    return suite;
  }

  public boolean isEquipe() {
    return contexte.espace().titre().equipe();
  }

  /** Les clauses qui attendent une décision. */
  public Page<ClauseView> getProposees() {
    return proposees;
  }

  /** Les demandes d'assistance ouvertes, la plus urgente d'abord. */
  public Page<DemandeLigne> getDemandes() {
    return ouvertes;
  }

  public Page<ClauseView> getAcceptees() {
    return acceptees;
  }

  /** Les clauses en vigueur, lot par lot. */
  public List<Engagement> getEngagements() {
    if (engagements == null) {
      var parLot =
          marche.lots().stream().collect(Collectors.toMap(LotView::id, Function.identity()));
      var jour = LocalDate.now(horloge);
      engagements = acceptees.elements().stream().map(c -> engagement(c, parLot, jour)).toList();
    }
    return engagements;
  }

  private Engagement engagement(ClauseView clause, Map<UUID, LotView> lots, LocalDate jour) {
    var lot = lots.get(clause.lotId());
    return new Engagement(
        clause,
        lot == null ? "" : titulaires(lot),
        Avancement.de(
            clause.tauxRealisation(),
            lot == null ? null : lot.dateNotification(),
            lot == null ? null : duree(lot),
            jour));
  }

  /** La durée du lot en mois, telle que la dernière modification publiée la laisse. */
  private static Integer duree(LotView lot) {
    return lot.modifications().stream()
        .map(ModificationView::dureeMois)
        .filter(Objects::nonNull)
        .reduce((_, derniere) -> derniere)
        .orElse(lot.dureeMois());
  }

  /** Ce que les engagements montrés font ensemble ; vide quand rien n'est dû en heures. */
  public String getTotal() {
    var dues = somme(ClauseView::heuresDues);
    if (dues.signum() == 0 || acceptees.pages() > 1) {
      return "";
    }
    var validees = somme(ClauseView::heuresValidees);
    return "Total : "
        + Formats.heures(validees)
        + " validées sur "
        + Formats.heures(dues)
        + " dues, soit "
        + Formats.pourcent(
            validees.movePointRight(2).divide(dues, 1, java.math.RoundingMode.HALF_UP))
        + " des heures dues."
        + (getEngagements().stream()
                .anyMatch(e -> e.avancement().realise() != null && e.avancement().ecoule() != null)
            ? " Le trait marque le temps écoulé."
            : "");
  }

  private BigDecimal somme(Function<ClauseView, BigDecimal> combien) {
    return acceptees.elements().stream()
        .map(combien)
        .filter(Objects::nonNull)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * Toutes les lignes tiennent sur la page du marché ; au-delà de 25 lots, elles vont par pages.
   */
  public Page<LotView> getLots() {
    if (lots == null) {
      lots = lesLots.executer(ListerLots.LISTE.tout().avec("id", id).a(pagination()));
    }
    return lots;
  }

  public Page<EvenementView> getHistorique() {
    if (historique == null) {
      historique = histoire.executer(ListerHistoire.LISTE.tout().avec("id", id).a(QUELQUES));
    }
    return historique;
  }

  public String titulaires(LotView lot) {
    return lot.titulaires().stream().map(MarchePage::nom).collect(Collectors.joining(", "));
  }

  public List<CeQueDitLeMarche.Dit> considerations(LotView lot) {
    return CeQueDitLeMarche.dire(
        isPublie(), lot.considerationsConnues(), lot.considerationsSociales(), engage(lot));
  }

  /**
   * Le rang d'un lot devant son objet, sauf quand l'objet commence par lui : « Lot 2 Serrurerie ».
   */
  public String lot(int rang, String objet) {
    return (LibellesDuMarche.nomme(rang, objet) ? "" : rang + " ")
        + (objet == null || objet.isBlank() ? "Objet non publié" : objet);
  }

  public String rang(LotView lot) {
    return LibellesDuMarche.nomme(lot.rang(), lot.objet()) ? "" : lot.rang() + " ";
  }

  private boolean engage(LotView lot) {
    return acceptees.elements().stream().anyMatch(c -> c.lotId().equals(lot.id()));
  }

  public String lieu(LotView lot) {
    return Stream.of(lot.lieuType(), lot.lieuCode(), lot.lieuNom())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" "));
  }

  public String modification(ModificationView m) {
    var dit = new ArrayList<String>();
    if (m.montant() != null) {
      dit.add("montant porté à " + Formats.euros(m.montant()) + " HT");
    }
    if (m.dureeMois() != null) {
      dit.add("durée portée à " + m.dureeMois() + " mois");
    }
    if (!m.titulaires().isEmpty()) {
      dit.add(
          "titulaires : "
              + m.titulaires().stream().map(MarchePage::nom).collect(Collectors.joining(", ")));
    }
    if (m.objet() != null) {
      dit.add(m.objet());
    }
    return dit.isEmpty() ? "sans détail publié" : String.join(" ; ", dit);
  }

  public String sousTraitance(SousTraitanceView s) {
    var dit = new ArrayList<String>();
    dit.add(
        s.nature().equals("ACTE")
            ? "Acte" + (s.numero() == null ? "" : " " + s.numero())
            : "Modification de l'acte" + (s.numero() == null ? "" : " " + s.numero()));
    if (s.sousTraitant() != null) {
      dit.add(nom(s.sousTraitant()));
    }
    if (s.montant() != null) {
      dit.add(Formats.euros(s.montant()) + " HT");
    }
    if (s.dureeMois() != null) {
      dit.add(s.dureeMois() + " mois");
    }
    return String.join(", ", dit);
  }

  private static String nom(TitulaireView t) {
    return t.nom() != null
        ? t.nom()
        : t.id() == null ? "identifiant absent" : (t.type() == null ? "" : t.type() + " ") + t.id();
  }

  /** On ajoute un lot tant que le marché n'est pas clos. */
  public boolean isOuvert() {
    return marche.etat() != EtatMarche.SOLDE && marche.etat() != EtatMarche.RESILIE;
  }

  public String ajouterLot() {
    creer.ajouterLot(id, new CreerMarche.LotSaisi(objet, montantHt, dureeMois, codeCpv));
    return aller(
        "Lot ajouté au marché " + marche.numero() + " de " + contexte.espace().nom() + ".",
        "/m/" + contexte.espace().code() + "/marches/" + id);
  }

  public String supprimer() {
    supprimer.executer(id, chemin.lue());
    return aller(
        "Le marché " + marche.numero() + " est supprimé pour " + contexte.espace().nom() + ".",
        "/m/" + contexte.espace().code() + "/marches");
  }

  public String supprimerLot() {
    if (lotASupprimer == null || lotASupprimer.isBlank()) {
      faute("lotASupprimer", "Choisissez le lot.");
      return null;
    }
    supprimer.lot(id, UUID.fromString(lotASupprimer), chemin.lue());
    return aller(
        "Le lot est supprimé du marché " + marche.numero() + " de " + contexte.espace().nom() + ".",
        "/m/" + contexte.espace().code() + "/marches/" + id);
  }

  public String getLotASupprimer() {
    return lotASupprimer;
  }

  public void setLotASupprimer(String lotASupprimer) {
    this.lotASupprimer = lotASupprimer;
  }

  public String getObjet() {
    return objet;
  }

  public void setObjet(String objet) {
    this.objet = objet;
  }

  public BigDecimal getMontantHt() {
    return montantHt;
  }

  public void setMontantHt(BigDecimal montantHt) {
    this.montantHt = montantHt;
  }

  public Integer getDureeMois() {
    return dureeMois;
  }

  public void setDureeMois(Integer dureeMois) {
    this.dureeMois = dureeMois;
  }

  public String getCodeCpv() {
    return codeCpv;
  }

  public void setCodeCpv(String codeCpv) {
    this.codeCpv = codeCpv;
  }
}
