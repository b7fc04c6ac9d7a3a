package fr.maillon.marche;

import static fr.maillon.liste.TypeDeColonne.ENTIER;
import static fr.maillon.liste.TypeDeColonne.EUROS;
import static fr.maillon.liste.TypeDeColonne.JOUR;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Critere;
import fr.maillon.liste.FichierDeListe;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.liste.LireListe;
import fr.maillon.liste.Liste;
import fr.maillon.liste.ListeServie;
import fr.maillon.liste.Page;
import fr.maillon.liste.Requete;
import fr.maillon.marche.ConsulterMarche.LotView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Les lots d'un marché, dans leur rang. */
@ApplicationScoped
public class ListerLots implements ListeServie {
  public static final Liste<Lu, LotView> LISTE =
      Liste.<Lu, LotView>de("lots", "Lots", Lu.class)
          .lit("Lot l", "l.id", "l")
          .dansLEspace("l.tenantId")
          .critere(Critere.identifiant("id", "Un marché", "l.marcheId").interne())
          .colonne("rang", "Lot", ENTIER, LotView::rang)
          .colonne("objet", "Objet", TEXTE, LotView::objet)
          .colonne("titulaires", "Titulaires", TEXTE, ListerLots::titulaires)
          .colonne("montant", "Montant HT", EUROS, LotView::montant)
          .colonne("duree", "Durée (mois)", ENTIER, LotView::dureeMois)
          .colonne("notifie", "Notifié", JOUR, LotView::dateNotification)
          .enPlus("publie", "Publié", JOUR, LotView::datePublication)
          .enPlus("cpv", "Code CPV", TEXTE, LotView::codeCpv)
          .enPlus("nature", "Nature", TEXTE, LotView::nature)
          .enPlus("procedure", "Procédure", TEXTE, LotView::procedure)
          .enPlus("lieu", "Lieu d'exécution", TEXTE, LotView::lieuNom)
          .enPlus("offres", "Offres reçues", ENTIER, LotView::offresRecues)
          .enPlus(
              "consideration",
              "Considération sociale",
              TEXTE,
              l -> String.join(", ", l.considerationsSociales()))
          .range("rang", "l.rang")
          .parDefaut("rang");

  @Inject LireListe lire;
  @Inject ConsulterMarche marches;

  /** Ce que la base rend d'un lot. */
  public record Lu(Lot lot) {}

  @Override
  public Liste<Lu, LotView> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @LectureEspace
  public Page<LotView> executer(Requete requete) {
    marches.exiger(requete.un("id", UUID.class).orElse(null));
    return lire.page(LISTE, requete, this::vues);
  }

  @Override
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    marches.exiger(requete.un("id", UUID.class).orElse(null));
    return lire.exporter(LISTE, requete, format, this::vues);
  }

  private List<LotView> vues(List<Lu> lus) {
    return marches.vues(lus.stream().map(Lu::lot).toList());
  }

  private static String titulaires(LotView lot) {
    return lot.titulaires().stream()
        .map(t -> t.nom() == null ? t.id() : t.nom())
        .collect(Collectors.joining(", "));
  }
}
