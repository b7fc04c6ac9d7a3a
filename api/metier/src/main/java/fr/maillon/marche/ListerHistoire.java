package fr.maillon.marche;

import static fr.maillon.liste.TypeDeColonne.INSTANT;
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
import fr.maillon.marche.ConsulterMarche.EvenementView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Ce qui est arrivé à un marché, du plus récent au plus ancien. */
@ApplicationScoped
public class ListerHistoire implements ListeServie {
  public static final Liste<EvenementView, EvenementView> LISTE =
      Liste.<EvenementView, EvenementView>de("histoire", "Histoire", EvenementView.class)
          .lit(
              "Evenement e",
              "e.id",
              "e.id",
              "e.quand",
              "e.code",
              "e.detail",
              "e.auteurId",
              "e.auteurNom")
          .dansLEspace("e.tenantId")
          .critere(Critere.identifiant("id", "Un marché", "e.marcheId").interne())
          .colonne("quand", "Quand", INSTANT, EvenementView::quand)
          .colonne("auteur", "Qui", TEXTE, EvenementView::auteur)
          .colonne("detail", "Ce qui s'est passé", TEXTE, EvenementView::detail)
          .enPlus("code", "Code", TEXTE, EvenementView::code)
          .range("recents", "e.quand desc")
          .parDefaut("recents");

  @Inject LireListe lire;
  @Inject ConsulterMarche marches;

  @Override
  public Liste<EvenementView, EvenementView> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @LectureEspace
  public Page<EvenementView> executer(Requete requete) {
    marches.exiger(requete.un("id", UUID.class).orElse(null));
    return lire.page(LISTE, requete);
  }

  @Override
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    marches.exiger(requete.un("id", UUID.class).orElse(null));
    return lire.exporter(LISTE, requete, format);
  }
}
