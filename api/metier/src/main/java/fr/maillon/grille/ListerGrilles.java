package fr.maillon.grille;

import static fr.maillon.liste.TypeDeColonne.EUROS;
import static fr.maillon.liste.TypeDeColonne.JOUR;
import static fr.maillon.liste.TypeDeColonne.NOMBRE;
import static fr.maillon.liste.TypeDeColonne.OUI_NON;
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
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * La grille, en vigueur à une date ou toute son histoire. L'agent la lit depuis son espace,
 * l'équipe depuis partout.
 */
@ApplicationScoped
public class ListerGrilles implements ListeServie {
  public static final Liste<LigneGrilleView, LigneGrilleView> LISTE =
      Liste.<LigneGrilleView, LigneGrilleView>de("grilles", "Grille", LigneGrilleView.class)
          .lit(
              "LigneGrille g",
              "g.id",
              "g.id",
              "g.code",
              "g.libelle",
              "g.du",
              "g.au",
              "g.partMainOeuvre",
              "g.coutHoraire",
              "g.source",
              "g.verifie")
          .critere(
              Critere.codes(
                  "code",
                  "Un métier, par son code",
                  Pattern.compile("[A-Z0-9_]{1,40}"),
                  "Donnez le code d'un métier de la grille, par exemple PEINTURE.",
                  (codes, c) -> c.et("g.code in :codes").avec("codes", codes)))
          .critere(
              Critere.jour("le", "En vigueur le", LocalDate::toString, (j, c) -> c.avec("le", j)))
          .critere(
              Critere.oui("historique", "Toute l'histoire", "g.id is not null")
                  .sinon("g.du <= :le and (g.au is null or g.au >= :le)"))
          .colonne("libelle", "Métier", TEXTE, LigneGrilleView::libelle)
          .enPlus("code", "Code", TEXTE, LigneGrilleView::code)
          .colonne("part", "Part de main-d'œuvre", NOMBRE, LigneGrilleView::partMainOeuvre)
          .colonne("cout", "Coût horaire", EUROS, LigneGrilleView::coutHoraire)
          .colonne("du", "Du", JOUR, LigneGrilleView::du)
          .enPlus("au", "Au", JOUR, LigneGrilleView::au)
          .colonne("source", "Source", TEXTE, LigneGrilleView::source)
          .enPlus("verifie", "Vérifiée", OUI_NON, LigneGrilleView::verifie)
          .trie("libelle", "g.libelle, g.code, g.du desc", "g.libelle desc, g.code, g.du desc")
          .range("code", "g.code, g.du desc")
          .parDefaut("libelle");

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject LireListe lire;
  @Inject Clock horloge;

  @Override
  public Liste<LigneGrilleView, LigneGrilleView> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @LectureEspace
  public Page<LigneGrilleView> executer(Requete requete) {
    return lire.page(LISTE, datee(requete));
  }

  @Override
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    return lire.exporter(LISTE, datee(requete), format);
  }

  /** Celle d'aujourd'hui, toute. */
  @Transactional
  @LectureEspace
  public List<LigneGrilleView> duJour() {
    return lire.toutes(LISTE, datee(LISTE.tout()), l -> l);
  }

  /** L'histoire d'un métier se lit d'une traite. */
  private Requete datee(Requete requete) {
    var rangee =
        requete.de("historique").contains(true) && requete.triParDefaut()
            ? requete.trie("code")
            : requete;
    return rangee.de("le").isEmpty() ? rangee.avec("le", LocalDate.now(horloge)) : rangee;
  }

  /**
   * @throws Introuvable ligne absente
   */
  @LectureEspace
  @Transactional
  public LigneGrilleView une(UUID id) {
    var ligne = em.find(LigneGrille.class, id);
    if (ligne == null) {
      throw new Introuvable("Ligne de la grille");
    }
    return ligne.vue();
  }
}
