package fr.maillon.personne;

import static fr.maillon.liste.TypeDeColonne.JOUR;
import static fr.maillon.liste.TypeDeColonne.OUI_NON;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.isolation.Droit;
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
import fr.maillon.liste.Requete;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Qui est de l'espace aujourd'hui. Lisible par tous ceux qui y entrent ; seul l'administrateur y
 * change quelque chose.
 */
@ApplicationScoped
public class ListerPersonnes implements ListeServie {
  public static final Liste<Lue, PersonneView> LISTE =
      Liste.<Lue, PersonneView>de("personnes", "Personnes", Lue.class)
          .lit(
              "Adhesion a join Personne p on p.id = a.utilisateur",
              "p.id",
              "p.id",
              "p.nom",
              "p.courriel",
              "a.droit",
              "a.export",
              "a.du",
              "a.confirmeeLe",
              "a.version")
          .dansLEspace("a.espace")
          .ou("a.du <= :jour and (a.au is null or a.au >= :jour)")
          .critere(Critere.identifiant("id", "Une personne", "p.id").interne())
          .critere(
              Critere.jour(
                      "seuil",
                      "À confirmer avant",
                      LocalDate::toString,
                      (j, c) -> c.avec("seuil", j))
                  .interne())
          .critere(
              Critere.mots(
                  "droit", "Droit", List.of(Droit.values()), LibellesDesDroits::droit, "a.droit"))
          .critere(
              Critere.oui("aConfirmer", "À confirmer", "coalesce(a.confirmeeLe, a.du) < :seuil"))
          .colonne("nom", "Personne", TEXTE, PersonneView::nom)
          .enPlus("courriel", "Adresse", TEXTE, PersonneView::courriel)
          .colonne("droit", "Droit", TEXTE, PersonneView::droitLibelle)
          .colonne("export", "Export", OUI_NON, PersonneView::export)
          .colonne("depuis", "Depuis", JOUR, PersonneView::depuis)
          .colonne(
              "confirmee",
              "Confirmée",
              JOUR,
              p -> p.confirmeeLe() == null ? p.depuis() : p.confirmeeLe())
          .personnelle("courriel")
          .trie("nom", "p.nom, p.courriel", "p.nom desc, p.courriel desc")
          .trie("depuis", "a.du, p.nom", "a.du desc, p.nom")
          .parDefaut("nom");

  @Inject LireListe lire;
  @Inject TenantContext contexte;
  @Inject Revue revue;

  /** Ce que la base en rend. */
  public record Lue(
      UUID id,
      String nom,
      String courriel,
      Droit droit,
      boolean export,
      LocalDate depuis,
      LocalDate confirmeeLe,
      int version) {}

  @Override
  public Liste<Lue, PersonneView> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @LectureEspace
  public Page<PersonneView> executer(Requete requete) {
    var seuil = revue.seuil();
    return lire.page(LISTE, requete.avec("seuil", seuil), lues -> vues(lues, seuil));
  }

  @Override
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    var seuil = revue.seuil();
    return lire.exporter(LISTE, requete.avec("seuil", seuil), format, lues -> vues(lues, seuil));
  }

  /** Combien de personnes attendent d'être confirmées. */
  @Transactional
  @LectureEspace
  public long aConfirmer() {
    return lire.compter(LISTE, LISTE.tout().avec("seuil", revue.seuil()).avec("aConfirmer", true));
  }

  @Transactional
  @LectureEspace
  public PersonneView une(UUID personne) {
    var seuil = revue.seuil();
    var vue =
        lire.une(
            LISTE,
            LISTE.tout().avec("seuil", seuil).avec("id", personne),
            lues -> vues(lues, seuil));
    if (vue == null) {
      throw new Introuvable("Personne");
    }
    return vue;
  }

  private List<PersonneView> vues(List<Lue> lues, LocalDate seuil) {
    var moi = contexte.identite().id();
    return lues.stream().map(l -> PersonneView.de(l, seuil, moi)).toList();
  }
}
