package fr.maillon.importespaces;

import static fr.maillon.liste.TypeDeColonne.ENTIER;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.importespaces.SuivreEspaces.LigneView;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureCentre;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Critere;
import fr.maillon.liste.FichierDeListe;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.liste.LireListe;
import fr.maillon.liste.Liste;
import fr.maillon.liste.ListeServie;
import fr.maillon.liste.Page;
import fr.maillon.liste.Requete;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Ce qu'annonce, ou ce qu'est devenue, chaque ligne d'un fichier d'espaces, dans son ordre. */
@ApplicationScoped
public class ListerLignesEspaces implements ListeServie {
  public static final Liste<LigneView, LigneView> LISTE =
      Liste.<LigneView, LigneView>de("lignes-espaces", "Lignes", LigneView.class)
          .lit(
              "LigneEspace l",
              "l.rang",
              "l.rang",
              "l.etat",
              "l.nom",
              "l.siret",
              "l.type",
              "l.code",
              "l.adminCourriel",
              "l.champ",
              "l.raison",
              "l.espace")
          .critere(Critere.identifiant("id", "Un fichier", "l.fichier").interne())
          .critere(
              Critere.mots(
                  "etat", "État", List.of(EtatLigne.values()), EtatLigne::libelle, "l.etat"))
          .colonne("rang", "ligne", ENTIER, LigneView::rang)
          .colonne("etat", "résultat", TEXTE, l -> l.etat().libelle())
          .colonne("nom", "nom", TEXTE, LigneView::nom)
          .colonne("siret", "siret", TEXTE, LigneView::siret)
          .colonne("type", "type", TEXTE, LigneView::type)
          .colonne("code", "code", TEXTE, LigneView::code)
          .colonne("courriel", "administrateur_courriel", TEXTE, LigneView::administrateurCourriel)
          .colonne("champ", "colonne", TEXTE, LigneView::champ)
          .colonne("raison", "raison", TEXTE, LigneView::raison)
          .personnelle()
          .range("rang", "l.rang")
          .parDefaut("rang");

  @Inject LireListe lire;
  @Inject SuivreEspaces fichiers;

  @Override
  public Liste<LigneView, LigneView> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @LectureCentre
  public Page<LigneView> executer(Requete requete) {
    fichiers.exiger(requete.un("id", UUID.class).orElse(null));
    return lire.page(LISTE, requete);
  }

  @Override
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    fichiers.exiger(requete.un("id", UUID.class).orElse(null));
    return lire.exporter(LISTE, requete, format);
  }
}
