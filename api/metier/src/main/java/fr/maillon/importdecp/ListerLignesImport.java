package fr.maillon.importdecp;

import static fr.maillon.liste.TypeDeColonne.ENTIER;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.decp.LibelleChamp;
import fr.maillon.decp.LibelleDefaut;
import fr.maillon.importdecp.SuivreImports.LigneView;
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
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Ce qu'il est advenu de chaque enregistrement d'un import, dans l'ordre du fichier. */
@ApplicationScoped
public class ListerLignesImport implements ListeServie {
  public static final Liste<Lue, LigneView> LISTE =
      Liste.<Lue, LigneView>de("lignes-import", "Lignes", Lue.class)
          .lit(
              "LigneImport l",
              "l.rang",
              "l.rang",
              "l.numero",
              "l.objet",
              "l.resultat",
              "l.marcheId",
              "l.lotId",
              "l.champ",
              "l.valeur",
              "l.raison",
              "l.avertissements",
              "l.doublonLotId",
              "l.doublonEtat")
          .dansLEspace("l.tenantId")
          .critere(Critere.identifiant("id", "Un import", "l.importId").interne())
          .critere(
              Critere.mots(
                  "resultat",
                  "Résultat",
                  List.of(ResultatLigne.values()),
                  ResultatLigne::libelle,
                  "l.resultat"))
          .critere(
              Critere.oui("avertis", "Pris avec avertissement", "l.avertissements is not null"))
          .colonne("rang", "rang", ENTIER, LigneView::rang)
          .colonne("numero", "numéro", TEXTE, LigneView::numero)
          .colonne("objet", "objet", TEXTE, LigneView::objet)
          .colonne("resultat", "résultat", TEXTE, l -> l.resultat().libelle())
          .colonne("champ", "champ", TEXTE, l -> LibelleChamp.de(l.champ()))
          .colonne("valeur", "valeur", TEXTE, LigneView::valeur)
          .colonne("raison", "raison", TEXTE, LigneView::raison)
          .colonne(
              "avertissements",
              "avertissements",
              TEXTE,
              l -> l.avertissements().isEmpty() ? null : String.join(" | ", l.avertissements()))
          .range("rang", "l.rang")
          .parDefaut("rang");

  @Inject LireListe lire;
  @Inject SuivreImports imports;

  /** Ce que la base rend d'une ligne. */
  public record Lue(
      int rang,
      String numero,
      String objet,
      ResultatLigne resultat,
      UUID marche,
      UUID lot,
      String champ,
      String valeur,
      String raison,
      String avertissements,
      UUID doublonDe,
      EtatDoublon doublon) {}

  @Override
  public Liste<Lue, LigneView> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @LectureEspace
  public Page<LigneView> executer(Requete requete) {
    imports.exiger(requete.un("id", UUID.class).orElse(null));
    return lire.page(LISTE, requete, ListerLignesImport::vues);
  }

  @Override
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    imports.exiger(requete.un("id", UUID.class).orElse(null));
    return lire.exporter(LISTE, requete, format, ListerLignesImport::vues);
  }

  static List<LigneView> vues(List<Lue> lues) {
    return lues.stream()
        .map(
            l ->
                new LigneView(
                    l.rang(),
                    l.numero(),
                    l.objet(),
                    l.resultat(),
                    l.marche(),
                    l.lot(),
                    l.champ(),
                    l.valeur(),
                    l.raison(),
                    l.avertissements() == null
                        ? List.of()
                        : Arrays.stream(l.avertissements().split("\n"))
                            .map(ListerLignesImport::sansCode)
                            .toList(),
                    l.doublonDe(),
                    l.doublon()))
        .toList();
  }

  /** Les premiers imports gardaient le code du défaut devant sa phrase. */
  private static String sansCode(String phrase) {
    var fin = phrase.indexOf(" : ");
    return fin < 0 ? phrase : LibelleDefaut.de(phrase.substring(0, fin)) + phrase.substring(fin);
  }
}
