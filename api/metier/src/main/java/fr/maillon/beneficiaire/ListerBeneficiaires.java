package fr.maillon.beneficiaire;

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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;

/**
 * Les bénéficiaires de la centrale d'achat où l'on est, par nom ; vide ailleurs. Leur fichier est
 * ce que la reprise relit.
 */
@ApplicationScoped
public class ListerBeneficiaires implements ListeServie {
  public static final Liste<BeneficiaireView, BeneficiaireView> LISTE =
      Liste.<BeneficiaireView, BeneficiaireView>de(
              "beneficiaires", "Bénéficiaires", BeneficiaireView.class)
          .lit("Beneficiaire b", "b.id", "b.id", "b.siret", "b.nom", "b.commune", "b.version")
          .dansLEspace("b.espace")
          .critere(Critere.texte("texte", "Nom, commune ou SIRET", "b.recherche"))
          .colonne("siret", "siret", TEXTE, BeneficiaireView::siret)
          .colonne("nom", "nom", TEXTE, BeneficiaireView::nom)
          .colonne("commune", "commune", TEXTE, BeneficiaireView::commune)
          .trie("nom", "b.nom", "b.nom desc")
          .parDefaut("nom");

  @Inject LireListe lire;

  public record BeneficiaireView(UUID id, String siret, String nom, String commune, int version) {}

  @Override
  public Liste<BeneficiaireView, BeneficiaireView> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @LectureEspace
  public Page<BeneficiaireView> executer(Requete requete) {
    return lire.page(LISTE, requete);
  }

  @Override
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    return lire.exporter(LISTE, requete, format);
  }
}
