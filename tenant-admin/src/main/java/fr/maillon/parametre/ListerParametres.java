package fr.maillon.parametre;

import static fr.maillon.liste.TypeDeColonne.JOUR;
import static fr.maillon.liste.TypeDeColonne.NOMBRE;
import static fr.maillon.liste.TypeDeColonne.OUI_NON;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureCentre;
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
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** Les paramètres, chacun à sa valeur d'aujourd'hui, et l'histoire de l'un d'eux. */
@ApplicationScoped
public class ListerParametres implements ListeServie {
  /** La dernière valeur commencée ; la première à venir pour un paramètre qui n'en a pas encore. */
  private static final String COURANTE =
      "((p.du <= :jour and not exists (select q from Parametre q where q.code = p.code and q.du >"
          + " p.du and q.du <= :jour)) or (p.du > :jour and not exists (select q from Parametre q"
          + " where q.code = p.code and q.du < p.du)))";

  public static final Liste<Lu, ParametreView> LISTE =
      Liste.<Lu, ParametreView>de("parametres", "Paramètres", Lu.class)
          .lit("Parametre p", "p.code", "p")
          .ou(COURANTE)
          .critere(
              Critere.mots(
                  "groupe",
                  "Groupe",
                  List.of(GroupeDeParametres.values()),
                  GroupeDeParametres::libelle,
                  "p.groupe"))
          .critere(Critere.oui("aVerifier", "À vérifier", "p.verifie = false"))
          .enPlus("code", "Code", TEXTE, ParametreView::code)
          .enPlus("groupe", "Groupe", TEXTE, p -> p.groupe().libelle())
          .colonne("libelle", "Paramètre", TEXTE, ParametreView::libelle)
          .colonne("valeur", "Valeur", NOMBRE, p -> p.valeur().nombre())
          .enPlus("unite", "Unité", TEXTE, p -> p.valeur().uniteAccordee())
          .colonne("du", "Depuis le", JOUR, p -> p.valeur().du())
          .enPlus("suivante", "Valeur suivante", JOUR, ParametreView::suivante)
          .colonne("source", "Source", TEXTE, p -> p.valeur().source())
          .colonne("verifie", "Vérifiée", OUI_NON, p -> p.valeur().verifie())
          .range("groupe", "p.groupe, p.libelle")
          .parDefaut("groupe");

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject LireListe lire;
  @Inject TenantContext contexte;
  @Inject Clock horloge;

  /** Sa valeur d'aujourd'hui. */
  public record Lu(Parametre parametre) {}

  /** Une valeur qui n'a pas commencé. */
  public record AVenir(String code, LocalDate du) {}

  @Override
  public Liste<Lu, ParametreView> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @LectureCentre
  public Page<ParametreView> executer(Requete requete) {
    return lire.page(LISTE, requete, this::vues);
  }

  @Override
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    return lire.exporter(LISTE, requete, format, this::vues);
  }

  private List<ParametreView> vues(List<Lu> lus) {
    var jour = LocalDate.now(horloge);
    var aVenir =
        em.createQuery(
                "select new fr.maillon.parametre.ListerParametres.AVenir(p.code, p.du) from"
                    + " Parametre p where p.code in :codes and p.du > :jour order by p.du",
                AVenir.class)
            .setParameter("codes", lus.stream().map(l -> l.parametre().code).toList())
            .setParameter("jour", jour)
            .getResultList();
    return lus.stream()
        .map(Lu::parametre)
        .map(
            p ->
                vue(
                    p,
                    aVenir.stream()
                        .filter(v -> v.code().equals(p.code) && v.du().isAfter(p.du))
                        .map(AVenir::du)
                        .findFirst()
                        .orElse(null),
                    jour))
        .toList();
  }

  /**
   * @throws Introuvable code inconnu
   */
  @Transactional
  @LectureCentre
  public ParametreView.Fiche un(String code) {
    var jour = LocalDate.now(horloge);
    var histoire = Histoire.lire(em, code);
    var valeurs = histoire.vues(jour, em.find(Protection.class, code));
    var courante =
        valeurs.stream()
            .filter(v -> v.etat() != ParametreView.Etat.A_VENIR)
            .findFirst()
            .orElseGet(valeurs::getLast);
    var suivante =
        valeurs.reversed().stream()
            .map(ParametreView.ValeurView::du)
            .filter(du -> du.isAfter(courante.du()))
            .findFirst()
            .orElse(null);
    var p = histoire.derniere();
    var retirees =
        em.createQuery(
                "select r from ValeurRetiree r where r.code = :code order by r.retireLe desc, r.id",
                ValeurRetiree.class)
            .setParameter("code", code)
            .setMaxResults(Pagination.TAILLE)
            .getResultStream()
            .map(ValeurRetiree::vue)
            .toList();
    return new ParametreView.Fiche(
        new ParametreView(p.code, p.groupe, p.libelle, p.miseEnGarde, courante, suivante),
        valeurs,
        retirees,
        protection(p, jour),
        histoire.version());
  }

  private ParametreView.ProtectionView protection(Parametre p, LocalDate jour) {
    var protection = em.find(Protection.class, p.code);
    if (protection == null) {
      return null;
    }
    var baisse = ProposerBaisse.enAttente(em, p.code);
    return new ParametreView.ProtectionView(
        protection.minimum,
        ProposerBaisse.delai(em, protection, jour),
        protection.pourquoi,
        baisse == null
            ? null
            : new ParametreView.BaisseView(
                baisse.id,
                baisse.valeur,
                Unite.accordee(baisse.valeur, p.unite),
                baisse.source,
                baisse.proposeePar,
                baisse.proposeeParNom,
                baisse.proposeeLe,
                baisse.proposeePar.equals(contexte.identite().id())));
  }

  private static ParametreView vue(Parametre p, LocalDate suivante, LocalDate jour) {
    return new ParametreView(
        p.code,
        p.groupe,
        p.libelle,
        p.miseEnGarde,
        ParametreView.valeur(p, suivante, jour, false),
        suivante);
  }
}
