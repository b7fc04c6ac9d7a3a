package fr.maillon.web.commun;

import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.SecondFacteur;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.web.Demande;
import fr.maillon.web.securite.JetonCsrf;
import fr.maillon.web.securite.LieuDuFormulaire;
import fr.maillon.web.securite.Reprise;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.component.EditableValueHolder;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIForm;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Où suis-je, qui suis-je, où puis-je aller : ce que le cadre de chaque page montre. */
@Named("ici")
@RequestScoped
public class PageCourante {
  /** Les listes que tout espace a : passer de l'un à l'autre garde la sorte de page. */
  public static final Set<String> LISTES =
      Set.of("marches", "demandes", "clauses", "execution", "imports");

  /** Un champ, dans la source d'une vue, même là où la page ne le montre plus. */
  private static final Pattern CHAMP =
      Pattern.compile("<m:champ id=\"(\\w+)\" libelle=\"([^\"#]*)");

  @Inject HttpServletRequest requete;
  @Inject JetonCsrf jeton;
  @Inject Reprise reprise;
  @Inject SecondFacteur secondFacteur;

  /** Un onglet de la navigation. */
  public record Onglet(String libelle, String adresse, boolean actif) {}

  /** Ce qui empêche d'enregistrer : le champ (null : l'ensemble), son libellé, la phrase. */
  public record Faute(String champ, String libelle, String phrase) {}

  public List<Faute> getFautes() {
    var faces = FacesContext.getCurrentInstance();
    var libelles = new LinkedHashMap<String, String>();
    parcourir(faces, faces.getViewRoot(), null, libelles);
    var fautes = new ArrayList<Faute>();
    faces
        .getClientIdsWithMessages()
        .forEachRemaining(
            id -> {
              var libelle = id == null ? null : libelles.get(id);
              faces
                  .getMessageList(id)
                  .forEach(
                      m ->
                          fautes.add(
                              new Faute(libelle == null ? null : id, libelle, m.getSummary())));
            });
    // l'ordre de la page, non celui où le métier les a trouvées ; une faute de l'ensemble, sans
    // champ, vient d'abord (une liste immuable refuserait d'y chercher null)
    var champs = new ArrayList<>(libelles.keySet());
    fautes.sort(Comparator.comparingInt(f -> champs.indexOf(f.champ())));
    return fautes;
  }

  /** Ce qui a été saisi et dont le champ n'est plus dans la page. */
  public record Saisi(String libelle, String valeur) {}

  /**
   * Un geste refusé parce qu'un autre a décidé peut ôter son formulaire de la page : ce qui y était
   * tapé se relit et se copie.
   */
  public List<Saisi> getSaisiesSansChamp() {
    var faces = FacesContext.getCurrentInstance();
    if (!faces.isPostback() || !faces.getMessages().hasNext()) {
      return List.of();
    }
    var dansLaPage = new LinkedHashMap<String, String>();
    var envoye = envoye(faces.getViewRoot());
    if (envoye != null) {
      parcourir(faces, envoye, null, dansLaPage);
    }
    var saisies = new ArrayList<Saisi>();
    CHAMP
        .matcher(source(faces))
        .results()
        .forEach(
            m -> {
              var valeur = requete.getParameter(m.group(1));
              if (valeur != null
                  && !valeur.isBlank()
                  && !Reprise.SECRETS.contains(m.group(1))
                  && !dansLaPage.containsKey(m.group(1))
                  && saisies.stream().noneMatch(x -> x.valeur().equals(valeur))) {
                saisies.add(new Saisi(m.group(2), valeur));
              }
            });
    return saisies;
  }

  /**
   * Le formulaire reçu, s'il est encore dans la page : un champ du même nom, dans un autre, ne
   * porte pas ce qui a été tapé.
   */
  private static UIComponent envoye(UIComponent ici) {
    if (ici instanceof UIForm formulaire && formulaire.isSubmitted()) {
      return ici;
    }
    for (var enfants = ici.getFacetsAndChildren(); enfants.hasNext(); ) {
      var trouve = envoye(enfants.next());
      if (trouve != null) {
        return trouve;
      }
    }
    return null;
  }

  private static String source(FacesContext faces) {
    try (var vue =
        faces.getExternalContext().getResourceAsStream(faces.getViewRoot().getViewId())) {
      return vue == null ? "" : new String(vue.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Chaque champ de la page par son identifiant, dans l'ordre, avec son libellé : celui du {@code
   * m:champ} qui le porte, sinon le sien.
   */
  private static void parcourir(
      FacesContext faces, UIComponent ici, String herite, Map<String, String> libelles) {
    if (!ici.isRendered()) {
      return;
    }
    var libelle =
        ici.getAttributes().get("champ") == null
            ? herite
            : (String) ici.getAttributes().get("libelle");
    if (ici instanceof EditableValueHolder) {
      libelles.put(
          ici.getClientId(faces),
          libelle == null ? (String) ici.getAttributes().get("label") : libelle);
    }
    ici.getFacetsAndChildren()
        .forEachRemaining(enfant -> parcourir(faces, enfant, libelle, libelles));
  }

  /** Faux : l'exploitant a éteint le second facteur ; qui administre doit le savoir. */
  public boolean isSecondFacteur() {
    return secondFacteur.exige();
  }

  public Espace getEspace() {
    return TenantScope.espace().orElse(null);
  }

  /** L'espace ouvert se lit sans s'écrire : suspendu, ou le droit de qui lit est de lire. */
  public boolean isLectureSeule() {
    return TenantScope.espace().filter(Espace::lectureSeule).isPresent();
  }

  /**
   * Faut-il montrer ce qui écrit ? Oui aussi quand un formulaire vient d'être posté trop tard :
   * c'est lui qui doit dire pourquoi.
   */
  public boolean isPeutEcrire() {
    return !isLectureSeule() || FacesContext.getCurrentInstance().isPostback();
  }

  public String getPourquoiLectureSeule() {
    var espace = getEspace();
    return espace == null || !espace.lectureSeule()
        ? ""
        : espace.droits().suspendu()
            ? "Cet espace est suspendu : il se lit, rien ne s'y écrit. L'administration centrale"
                + " peut le rouvrir."
            : espace.titre() == Titre.SUPPORT
                ? "Le support lit l'espace sans y écrire."
                : "Votre droit dans cet espace est de lire. Un administrateur de l'espace peut"
                    + " l'étendre.";
  }

  /** L'adresse du logo de l'espace ouvert ; null s'il n'en a pas. */
  public String getLogo() {
    return TenantScope.espace()
        .filter(e -> e.logo() != null)
        .map(e -> "/m/" + e.code() + "/logo?v=" + e.logo())
        .orElse(null);
  }

  /** L'adresse de l'espace ouvert : {@code /m/aix-marseille}. */
  public String getRacine() {
    return TenantScope.espace().map(e -> "/m/" + e.code()).orElse("");
  }

  public boolean isConnecte() {
    return !identite().identifiant().isEmpty();
  }

  public String getNom() {
    return identite().nom();
  }

  public String getIdentifiant() {
    return identite().identifiant();
  }

  private static String droit(Droit droit) {
    return switch (droit) {
      case LECTEUR -> "Lecteur";
      case ACHETEUR -> "Acheteur";
      case REFERENT -> "Référent";
      case ADMINISTRATEUR -> "Administrateur";
    };
  }

  /** Le rôle, en mots, tel qu'il vaut ici. */
  public String getRole() {
    var espace = getEspace();
    if (espace != null) {
      return switch (espace.titre()) {
        case AGENT -> droit(espace.droits().droit());
        case FACILITATEUR ->
            espace.jusquAu() == null
                ? "Facilitateur"
                : "Assistance jusqu'au " + Formats.date(espace.jusquAu());
        case COORDINATEUR -> "Coordination de l'équipe";
        case CENTRAL -> "Administration centrale";
        case SUPPORT -> "Support";
      };
    }
    return isCentral()
        ? "Administration centrale"
        : identite().a("coordinateur")
            ? "Coordination de l'équipe"
            : isEquipe() ? "Facilitateur" : identite().a("support") ? "Support" : "Agent";
  }

  public boolean isEquipe() {
    return identite().a("facilitateur") || identite().a("coordinateur");
  }

  public boolean isCentral() {
    return identite().a("administrateur-central");
  }

  /** Combien d'espaces le portefeuille rassemble ; nul ailleurs. */
  public int getRassembles() {
    return TenantScope.perimetre() instanceof Perimetre.Portefeuille(var espaces)
        ? espaces.size()
        : 0;
  }

  /** Sous le portefeuille : on lit en travers, on n'écrit dans aucun espace. */
  public boolean isEnsemble() {
    return TenantScope.perimetre() instanceof Perimetre.Portefeuille;
  }

  /**
   * La liste de l'espace ouvert où l'on est, ou d'où vient la fiche qu'on lit : {@code demandes}.
   * Changer d'espace mène à la même ; jamais à une fiche, qui n'est que d'un espace.
   */
  public String getListe() {
    return TenantScope.espace()
        .flatMap(_ -> Demande.de(requete))
        .map(d -> d.route().section())
        .filter(LISTES::contains)
        .orElse("");
  }

  /** Le nom que porte la bascule. */
  public String getLieu() {
    return switch (TenantScope.perimetre()) {
      case Perimetre.UnMaitreOuvrage(var espace) -> espace.nom();
      case Perimetre.Portefeuille _ -> "Tous mes maîtres d'ouvrage";
      case Perimetre.Equipe _ -> "L'équipe";
      case Perimetre.Centre _ -> "Administration centrale";
      case Perimetre.Aucun _, Perimetre.Identification _, Perimetre.Systeme _ ->
          "Choisir un espace";
    };
  }

  /** La feuille de la couleur de l'espace ; null hors d'un espace. */
  public String getTheme() {
    return TenantScope.espace()
        .map(e -> "/theme/" + e.couleur().substring(1) + ".css")
        .orElse(null);
  }

  public List<Onglet> getOnglets() {
    var racine = getRacine();
    return switch (TenantScope.perimetre()) {
      case Perimetre.UnMaitreOuvrage(var espace) ->
          de(
              espace,
              List.of(
                  onglet("Accueil", racine, "accueil"),
                  onglet("Marchés", racine + "/marches", "marches"),
                  onglet("Assistance", racine + "/demandes", "demandes"),
                  onglet("Clauses", racine + "/clauses", "clauses"),
                  onglet("Exécution", racine + "/execution", "execution"),
                  onglet("Imports", racine + "/imports", "imports"),
                  onglet(
                      getEspace().peut(Geste.CONSULTER_JOURNAL) ? "Administration" : "Personnes",
                      racine + "/administration/personnes",
                      "administration")));
      case Perimetre.Portefeuille _, Perimetre.Equipe _ -> ongletsDeLEquipe();
      case Perimetre.Centre _ ->
          List.of(
              onglet("Espaces", "/centre/espaces", "espaces"),
              onglet("Année", "/consolidation", "annee"),
              onglet("Conventions", "/centre/conventions", "conventions"),
              onglet("Équipe", "/centre/equipe", "equipe"),
              onglet("Paramètres", "/centre/parametres", "parametres"),
              onglet("Certificats", "/centre/certificats", "certificats"));
      case Perimetre.Aucun _, Perimetre.Identification _, Perimetre.Systeme _ -> List.of();
    };
  }

  /** La coordination répartit ; un facilitateur n'a pas ces rubriques. */
  private List<Onglet> ongletsDeLEquipe() {
    var onglets =
        new ArrayList<>(
            List.of(
                onglet("Mon travail", "/portefeuille", "travail"),
                onglet("Maîtres d'ouvrage", "/portefeuille/maitres-ouvrage", "ensemble")));
    if (identite().a("coordinateur")) {
      onglets.addAll(
          List.of(
              onglet("Charge", "/equipe/charge", "charge"),
              onglet("Affectations", "/equipe/affectations", "affectations"),
              onglet("Transferts", "/equipe/passations", "passations")));
    }
    onglets.addAll(
        List.of(
            onglet("Participants", "/equipe/participants", "participants"),
            onglet("Grilles", "/equipe/grilles", "grilles")));
    return onglets;
  }

  /** Une centrale d'achat a un onglet de plus : ceux pour qui elle achète. */
  private List<Onglet> de(Espace espace, List<Onglet> onglets) {
    if (!espace.type().equals("CENTRALE_ACHAT")) {
      return onglets;
    }
    var tous = new ArrayList<>(onglets);
    tous.add(onglet("Bénéficiaires", "/m/" + espace.code() + "/beneficiaires", "beneficiaires"));
    return tous;
  }

  private Onglet onglet(String libelle, String adresse, String section) {
    return new Onglet(
        libelle,
        adresse,
        Demande.de(requete).map(d -> d.route().section()).orElse("").equals(section));
  }

  /**
   * Le jeton d'un formulaire écrit en HTML nu dans cette page. Un {@code h:form} a déjà le sien.
   */
  public String getJeton() {
    return jeton.tracer(
        identite(), Demande.de(requete).map(Demande::zone).orElse(LieuDuFormulaire.SOI));
  }

  /** Le jeton du formulaire de déconnexion, qui n'appartient à aucun espace. */
  public String getJetonSoi() {
    return jeton.tracer(identite(), LieuDuFormulaire.SOI);
  }

  /** La page montre rempli ce qui n'est pas parti, et dit pourquoi ; null : rien de tel. */
  public String getReprise() {
    return (String) requete.getAttribute(Reprise.RELIRE);
  }

  /** Une saisie attend qui se reconnectera. */
  public boolean isSaisieGardee() {
    return reprise.attend(requete);
  }

  /** L'adresse publique de la page en cours. */
  public String getAdresse() {
    return Demande.de(requete).map(Demande::adresse).orElse("/");
  }

  public String getMessage() {
    return (String) requete.getAttribute(Message.ATTRIBUT);
  }

  private static Identite identite() {
    return TenantScope.identite();
  }
}
