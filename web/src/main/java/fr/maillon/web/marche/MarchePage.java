package fr.maillon.web.marche;

import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.Page;
import fr.maillon.marche.ConsulterMarche;
import fr.maillon.marche.ConsulterMarche.EvenementView;
import fr.maillon.marche.ConsulterMarche.LotView;
import fr.maillon.marche.ConsulterMarche.MarcheView;
import fr.maillon.marche.ConsulterMarche.ModificationView;
import fr.maillon.marche.ConsulterMarche.SousTraitanceView;
import fr.maillon.marche.ConsulterMarche.TitulaireView;
import fr.maillon.marche.CreerMarche;
import fr.maillon.marche.EtatMarche;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Un marché : sa vie en maillons, ses lots, ce qui lui est arrivé, et à qui d'agir. */
@Named
@RequestScoped
public class MarchePage extends PageBean {
  private static final List<EtatMarche> VIE = List.of(EtatMarche.IDENTIFIE, EtatMarche.A_ETUDIER, EtatMarche.CALIBRE, EtatMarche.REDIGE,
      EtatMarche.EN_CONSULTATION, EtatMarche.NOTIFIE, EtatMarche.EN_EXECUTION, EtatMarche.SOLDE);

  @Inject ConsulterMarche consulter;
  @Inject CreerMarche creer;
  @Inject TenantContext contexte;
  private UUID id;
  private MarcheView marche;
  private Page<LotView> lots;
  private Page<EvenementView> historique;

  private String objet;
  private BigDecimal montantHt;
  private Integer dureeMois;
  private String codeCpv;

  /** Un maillon de la chaîne. */
  public record Etape(String libelle, String detail, String etat) {}

  /** Ce qu'il reste à faire, et par où. */
  public record Suite(String qui, String quoi, String lien, String libelle) {}

  @PostConstruct
  void lire() {
    id = chemin.uuid("id");
    marche = consulter.executer(id);
  }

  public MarcheView getMarche() {
    return marche;
  }

  public String getTitre() {
    return marche.objet() == null ? "Marché " + marche.numero() : marche.objet();
  }

  /** Numéro, segment, CPV, notification : ce qui situe le marché en une ligne. */
  public String getSituation() {
    return Stream.of(marche.numero(), marche.concession() ? "Concession" : Mots.de(marche.segment()),
            marche.codeCpv() == null ? null : "CPV " + marche.codeCpv(),
            marche.dateNotification() == null ? null : "notifié le " + Formats.dateLongue(marche.dateNotification()))
        .filter(Objects::nonNull).collect(Collectors.joining(" · "));
  }

  public String getEtat() {
    return Mots.de(marche.etat());
  }

  public String getTon() {
    return Mots.ton(marche.etat());
  }

  public String getSegment() {
    return Mots.de(marche.segment());
  }

  public String getConsiderations() {
    return marche.considerationsConnues() ? String.join(", ", marche.considerationsSociales()) : "Inconnues : la publication n'en dit rien";
  }

  public List<Etape> getEtapes() {
    var etapes = new ArrayList<Etape>();
    var sorti = marche.etat() == EtatMarche.SANS_CLAUSE || marche.etat() == EtatMarche.RESILIE;
    for (var etape : VIE) {
      // un marché publié après coup n'a pas vécu les étapes d'avant chez nous : elles ne sont pas dites faites
      var publie = marche.source().equals("DECP") && marche.etat() == EtatMarche.NOTIFIE && etape != EtatMarche.IDENTIFIE;
      var etat = etape == marche.etat() ? "encours" : !sorti && etape.compareTo(marche.etat()) < 0 && !publie ? "fait" : "avenir";
      etapes.add(new Etape(Mots.de(etape), switch (etape) {
        case IDENTIFIE -> Formats.date(marche.creeLe());
        case NOTIFIE -> marche.dateNotification() == null ? "" : Formats.date(marche.dateNotification());
        default -> "";
      }, etat));
    }
    if (sorti) {
      etapes.add(new Etape(Mots.de(marche.etat()), "", "encours"));
    }
    return etapes;
  }

  public Suite getSuite() {
    var racine = "/m/" + contexte.espace().code();
    return switch (marche.etat()) {
      case IDENTIFIE, NOTIFIE -> new Suite("L'agent", "peut demander l'assistance d'un facilitateur sur ce marché.",
          racine + "/demandes/nouvelle?marche=" + id, "Demander une assistance");
      case A_ETUDIER -> new Suite("Le facilitateur", "étudie le marché et calibre la clause.", racine + "/demandes?marche=" + id, "Voir les demandes");
      case CALIBRE, REDIGE -> new Suite("L'agent", "relit la clause proposée et décide.", racine + "/clauses?marche=" + id, "Voir les clauses");
      case EN_CONSULTATION -> new Suite("L'agent", "attend les offres, puis notifie.", racine + "/clauses?marche=" + id, "Voir les clauses");
      case EN_EXECUTION -> new Suite("Les titulaires", "déclarent leurs heures, le facilitateur les valide.", racine + "/execution?marche=" + id, "Suivre les heures");
      case SOLDE, SANS_CLAUSE, RESILIE -> new Suite("Personne", "n'a plus à agir sur ce marché.", null, null);
    };
  }

  /** Toutes les lignes tiennent sur la page du marché ; au-delà de 25 lots, elles vont par pages. */
  public Page<LotView> getLots() {
    if (lots == null) {
      lots = consulter.pageDeLots(id, pagination());
    }
    return lots;
  }

  public Page<EvenementView> getHistorique() {
    if (historique == null) {
      historique = consulter.historique(id, fr.maillon.liste.Pagination.premiere());
    }
    return historique;
  }

  public String titulaires(LotView lot) {
    return lot.titulaires().stream().map(MarchePage::nom).collect(Collectors.joining(", "));
  }

  public String considerations(LotView lot) {
    return !lot.considerationsConnues() ? "Inconnue" : sociale(lot) ? String.join(", ", lot.considerationsSociales()) : "Aucune";
  }

  public boolean sociale(LotView lot) {
    return lot.considerationsConnues() && lot.considerationsSociales().stream().noneMatch(c -> c.startsWith("Pas de"));
  }

  public String lieu(LotView lot) {
    return Stream.of(lot.lieuType(), lot.lieuCode(), lot.lieuNom()).filter(Objects::nonNull).collect(Collectors.joining(" "));
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
      dit.add("titulaires : " + m.titulaires().stream().map(MarchePage::nom).collect(Collectors.joining(", ")));
    }
    if (m.objet() != null) {
      dit.add(m.objet());
    }
    return dit.isEmpty() ? "sans détail publié" : String.join(" ; ", dit);
  }

  public String sousTraitance(SousTraitanceView s) {
    var dit = new ArrayList<String>();
    dit.add(s.nature().equals("ACTE") ? "Acte" + (s.numero() == null ? "" : " " + s.numero()) : "Modification de l'acte" + (s.numero() == null ? "" : " " + s.numero()));
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
    return t.nom() != null ? t.nom() : t.id() == null ? "identifiant absent" : (t.type() == null ? "" : t.type() + " ") + t.id();
  }

  /** On ajoute un lot tant que le marché n'est pas clos. */
  public boolean isOuvert() {
    return marche.etat() != EtatMarche.SOLDE && marche.etat() != EtatMarche.RESILIE;
  }

  public String ajouterLot() {
    creer.ajouterLot(id, new CreerMarche.LotSaisi(objet, montantHt, dureeMois, codeCpv));
    return aller("Lot ajouté au marché " + marche.numero() + " de " + contexte.espace().nom() + ".", "/m/" + contexte.espace().code() + "/marches/" + id);
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
