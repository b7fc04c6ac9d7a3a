package fr.maillon.decp;

import fr.maillon.maitreouvrage.Siret;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Fait d'un enregistrement brut un contrat nettoyé, ou un refus, en relevant chaque imperfection.
 */
final class Interprete {
  /**
   * @param enregistrement ce qui est remis au destinataire
   * @param lu le contrat tel que lu, même si l'enregistrement est refusé ; {@code null} s'il n'y
   *     avait rien à lire
   * @param modifications éléments de modification non vides du fichier, avant dépliage
   */
  record Resultat(Enregistrement enregistrement, MarcheDecp lu, int modifications) {}

  private static final Set<String> CHAMPS_CONNUS =
      Set.of(
          "id",
          "uid",
          "uuid",
          "source",
          "_type",
          "acheteur",
          "acheteur.id",
          "acheteur.nom",
          "autoriteConcedante",
          "autoriteConcedante.id",
          "autoriteConcedante.nom",
          "nature",
          "objet",
          "codeCPV",
          "techniques",
          "modalitesExecution",
          "idAccordCadre",
          "marcheInnovant",
          "ccag",
          "offresRecues",
          "attributionAvance",
          "tauxAvance",
          "typeGroupementOperateurs",
          "sousTraitanceDeclaree",
          "procedure",
          "lieuExecution",
          "dureeMois",
          "dateNotification",
          "dateSignature",
          "dateDebutExecution",
          "datePublicationDonnees",
          "montant",
          "valeurGlobale",
          "montantSubventionPublique",
          "typesPrix",
          "formePrix",
          "origineUE",
          "origineFrance",
          "titulaires",
          "concessionnaires",
          "considerationsSociales",
          "considerationsEnvironnementales",
          "actesSousTraitance",
          "modificationsActesSousTraitance",
          "modifications",
          "donneesExecution");

  private static final Pattern CONTROLE =
      Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f]");
  private static final Pattern SAUT = Pattern.compile("[\\t\\n\\r]");
  private static final Pattern ID_DECONSEILLE = Pattern.compile("[&\"\\\\< ,;]");
  private static final Pattern SOCIAL =
      Pattern.compile(
          "\\br[ée\\uFFFD]serv[é\\uFFFD]e?s?\\b|\\b(?:march[ée]s?|lots?)"
              + " r[ée]serve|insertion|\\bESAT\\b|entreprises? adapt[ée\\uFFFD]e|handicap|clauses?"
              + " sociale|\\bSIAE\\b",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private static final String DEMANDER = "Demandez à l'acheteur de republier ce contrat complet.";

  private final FormatDecp format;
  private final NomenclatureCpv nomenclature;
  private final Memoire memoire;

  Interprete(FormatDecp format, NomenclatureCpv nomenclature, Memoire memoire) {
    this.format = format;
    this.nomenclature = nomenclature;
    this.memoire = memoire;
  }

  /**
   * @param windows le fichier, annoncé ou tenu pour de l'UTF-8, s'est révélé en Windows-1252
   */
  Resultat lire(Brut brut, long rang, boolean windows) {
    var noeud = brut.noeud();
    if (!(noeud instanceof Map)) {
      Refus refus =
          noeud == Noeud.TROP_GROS
              ? new Refus(
                  rang,
                  "marche",
                  null,
                  "L'enregistrement est démesuré : plus de 8 Mo.",
                  "Ce n'est pas un contrat ordinaire : signalez-le à celui qui publie le fichier.")
              : new Refus(
                  rang,
                  "marche",
                  Texte.abreger(String.valueOf(noeud), 200),
                  "L'élément n'est pas un contrat mais une simple valeur.",
                  "Signalez-le à celui qui publie le fichier.");
      return new Resultat(
          new Enregistrement(
              rang,
              brut.ligne(),
              format,
              brut.rangement() == Brut.Rangement.CONCESSIONS,
              null,
              null,
              null,
              null,
              null,
              refus,
              List.of()),
          null,
          0);
    }
    return contrat(brut, rang, windows);
  }

  /**
   * La liste où l'enregistrement est rangé, puis son type, puis l'autorité qui concède. Une colonne
   * vide ne dit rien.
   */
  private static boolean concession(Champs c, Brut.Rangement rangement) {
    if (rangement != Brut.Rangement.INDECIS) {
      return rangement == Brut.Rangement.CONCESSIONS;
    }
    String type = c.brut("_type") instanceof String ecrit ? Texte.plier(ecrit) : "";
    return type.contains("concess")
        || !type.contains("marche") && acheteurEcrit(c, "autoriteConcedante", "id") != null;
  }

  private Resultat contrat(Brut brut, long rang, boolean windows) {
    var objet = Noeud.objet(brut.noeud());
    int ligne = brut.ligne();
    var constat = new Constat();
    var c = new Champs(objet, "", constat);
    boolean concession = concession(c, brut.rangement());

    var balayage = new Balayage(objet);
    ecriture(balayage, constat);
    if (brut.caracteresRetires()) {
      constat.relever(Defaut.CARACTERES_RETIRES, "", null);
    }
    if (windows && balayage.horsAscii()) {
      constat.relever(Defaut.ENCODAGE, "", null);
    }
    inconnus(objet, constat);

    String cheminAcheteur =
        acheteurEcrit(c, "acheteur", "id") == null
                && (acheteurEcrit(c, "autoriteConcedante", "id") != null
                    || concession && !c.renseigne("acheteur"))
            ? "autoriteConcedante"
            : "acheteur";
    String acheteurEcrit = acheteurEcrit(c, cheminAcheteur, "id");
    String acheteurId = acheteur(acheteurEcrit, cheminAcheteur, constat);
    String acheteurNom = Texte.nettoyer(acheteurEcrit(c, cheminAcheteur, "nom"));
    if (memoire.cleEnDouble(acheteurEcrit, c.ecrit("id"))) {
      constat.relever(Defaut.CLE_EN_DOUBLE, "id", c.ecrit("id"));
    }
    if (memoire.doublonStrict(balayage.somme())) {
      constat.relever(Defaut.DOUBLON_STRICT, "", c.ecrit("id"));
    }

    String id = id(c, constat);
    String texteObjet = objet(c, constat);
    String nature = nature(c, concession, constat);
    var titulaires = titulaires(c, acheteurEcrit, constat);
    var sociales = sociales(c, constat);
    if (texteObjet != null
        && sociales.size() == 1
        && sociales.contains(ConsiderationSociale.AUCUNE)
        && SOCIAL.matcher(texteObjet).find()) {
      constat.relever(Defaut.OBJET_SOCIAL, "objet", texteObjet);
    }
    String cpv = concession ? c.texte("codeCPV") : cpv(c, constat);
    BigDecimal montant = montant(c, concession ? "valeurGlobale" : "montant", constat);
    LocalDate notification = dates(c, concession ? "dateSignature" : "dateNotification", constat);
    LocalDate publication = c.date("datePublicationDonnees");
    var actes = actes(c, constat);
    Boolean sousTraitance = c.booleen("sousTraitanceDeclaree");
    if (!actes.isEmpty() && Boolean.FALSE.equals(sousTraitance)) {
      constat.relever(Defaut.ACTES_SANS_DECLARATION, "actesSousTraitance", actes.size());
    }
    var techniques = liste(c, "techniques", "technique", Liste.TECHNIQUE, constat);
    var modalites = liste(c, "modalitesExecution", "modaliteExecution", Liste.MODALITE, constat);
    if (techniques.isEmpty() && "Accord-cadre".equals(nature)) {
      techniques = List.of("Accord-cadre");
    }
    if (modalites.isEmpty() && "Marché subséquent".equals(nature)) {
      modalites = List.of("Marchés subséquents");
    }
    var typesPrix = liste(c, "typesPrix", "typePrix", Liste.TYPE_PRIX, constat);
    String forme = concession ? null : formePrix(c, constat);
    if (!format.de2022() && forme != null) {
      String type = Liste.FORME_2019_VERS_TYPE.get(forme);
      typesPrix = typesPrix.isEmpty() && type != null ? List.of(type) : typesPrix;
      forme = null;
    }

    long contenu =
        Balayage.texte(
            (cpv == null ? "" : cpv)
                + '\n'
                + (montant == null ? "" : montant.stripTrailingZeros().toPlainString()));
    int jumeau =
        acheteurId == null
            ? 0
            // sous deux rangs de modification, ce sont deux versions d'un lot et non deux lots
            : memoire.jumeau(
                Balayage.texte(
                    Identite.base(format, acheteurId, id, texteObjet, titulaires) + '\n' + id),
                contenu);

    var lu =
        new MarcheDecp(
            id,
            acheteurId,
            acheteurNom,
            nature,
            texteObjet,
            cpv,
            techniques,
            modalites,
            c.texte("idAccordCadre"),
            procedure(c, concession, constat),
            c.choix("ccag", Liste.CCAG, Defaut.ATTRIBUT_HORS_LISTE),
            lieu(c, concession, constat),
            duree(c, constat),
            notification,
            publication,
            concession ? null : montant,
            forme,
            typesPrix,
            titulaires,
            sociales,
            environnementales(c, constat),
            modifications(c, constat),
            actes,
            modificationsActes(c, constat),
            c.booleen("marcheInnovant"),
            c.entier("offresRecues"),
            c.booleen("attributionAvance"),
            c.taux("tauxAvance"),
            c.choix("typeGroupementOperateurs", Liste.GROUPEMENT, Defaut.ATTRIBUT_HORS_LISTE),
            sousTraitance,
            c.taux("origineUE"),
            c.taux("origineFrance"),
            concession
                ? new MarcheDecp.Concession(
                    notification,
                    c.date("dateDebutExecution"),
                    montant,
                    c.montant("montantSubventionPublique"))
                : null,
            format,
            jumeau);

    Refus refus = null;
    if (!brut.nombresDemesures().isEmpty()) {
      refus =
          new Refus(
              rang,
              brut.nombresDemesures().iterator().next(),
              null,
              "Un nombre y a plus de mille chiffres.",
              "Ce n'est pas un contrat ordinaire : signalez-le à celui qui publie le fichier.");
    } else if (acheteurId == null) {
      refus =
          new Refus(
              rang,
              cheminAcheteur + ".id",
              Texte.abreger(acheteurEcrit, 200),
              acheteurEcrit == null
                  ? "L'acheteur n'est pas identifié."
                  : "L'identifiant de l'acheteur n'est pas un SIRET de 14 chiffres.",
              DEMANDER);
    } else if (id == null && texteObjet == null) {
      refus = new Refus(rang, "id", c.ecrit("id"), "Le contrat n'a ni numéro ni objet.", DEMANDER);
    }
    int declarees =
        (int)
            Noeud.elements(c.brut("modifications"), "modification").stream()
                .filter(m -> !Noeud.objet(m).isEmpty())
                .count();
    BigDecimal declare = concession ? null : c.nombre("montant");
    return new Resultat(
        new Enregistrement(
            rang,
            ligne,
            format,
            concession,
            acheteurEcrit,
            id,
            texteObjet,
            declare,
            refus == null ? lu : null,
            refus,
            constat.horsDe(brut.nombresDemesures())),
        lu,
        declarees);
  }

  private static void ecriture(Balayage balayage, Constat constat) {
    if (balayage.espaces()) {
      constat.relever(Defaut.ESPACES, "", null);
    }
    if (balayage.remplacement()) {
      constat.relever(Defaut.REMPLACEMENT, "", null);
    }
    if (balayage.entite()) {
      constat.relever(Defaut.ENTITE_HTML, "", null);
    }
  }

  private void inconnus(Map<String, Object> objet, Constat constat) {
    for (var nom : objet.keySet()) {
      if (!CHAMPS_CONNUS.contains(nom) && !CHAMPS_CONNUS.contains(nom.strip())) {
        String court = Texte.abreger(nom, 100);
        if (memoire.champNouveau(court)) {
          constat.relever(Defaut.CHAMP_INCONNU, court, Champs.ecrit(objet.get(nom)));
        }
      }
    }
  }

  /** « acheteur.id » existe aussi comme clé à plat dans l'historique consolidé du ministère. */
  private static String acheteurEcrit(Champs c, String chemin, String nom) {
    String dedans = c.dans(chemin).ecrit(nom);
    String ecrit = dedans != null ? dedans : c.ecrit(chemin + "." + nom);
    return ecrit == null || ecrit.isBlank() ? null : ecrit;
  }

  private static String acheteur(String ecrit, String chemin, Constat constat) {
    if (!Siret.bienForme(ecrit)) {
      String repare = SiretEcrit.reparer(ecrit);
      if (repare == null) {
        constat.relever(Defaut.ACHETEUR_SIRET_FORMAT, chemin + ".id", ecrit);
      } else {
        constat.relever(
            Defaut.ACHETEUR_SIRET_FORMAT,
            chemin + ".id",
            ecrit,
            "Le SIRET de l'acheteur est mal écrit ; il est lu "
                + repare
                + ". À corriger chez celui qui publie le fichier.");
      }
      return repare;
    }
    if (!new Siret(ecrit).cleDuSiretJuste()) {
      constat.relever(Defaut.ACHETEUR_SIRET_LUHN, chemin + ".id", ecrit);
    }
    return ecrit;
  }

  private String id(Champs c, Constat constat) {
    String ecrit = c.ecrit("id");
    String id = c.texte("id");
    if (id == null) {
      constat.relever(Defaut.ID_ABSENT, "id", ecrit);
      return null;
    }
    if (ID_DECONSEILLE.matcher(ecrit).find()) {
      constat.relever(Defaut.ID_CARACTERES, "id", ecrit);
    }
    if (ecrit.length() > 16) {
      constat.relever(Defaut.ID_LONG, "id", ecrit);
    }
    if (ecrit.length() < (format.de2022() ? 1 : 7)) {
      constat.relever(Defaut.ID_COURT, "id", ecrit);
    }
    return id;
  }

  private static String objet(Champs c, Constat constat) {
    String ecrit = c.ecrit("objet");
    String objet = c.texte("objet");
    if (objet == null) {
      constat.relever(Defaut.OBJET_ABSENT, "objet", ecrit);
      return null;
    }
    if (CONTROLE.matcher(ecrit).find()) {
      constat.relever(Defaut.OBJET_CONTROLE, "objet", ecrit);
    }
    if (SAUT.matcher(ecrit).find()) {
      constat.relever(Defaut.OBJET_SAUT, "objet", ecrit);
    }
    return objet;
  }

  private String nature(Champs c, boolean concession, Constat constat) {
    Liste liste =
        concession
            ? Liste.NATURE_CONCESSION
            : format.de2022() ? Liste.NATURE_2022 : Liste.NATURE_2019;
    return obligatoire(c, "nature", liste, Defaut.NATURE, constat);
  }

  private static String procedure(Champs c, boolean concession, Constat constat) {
    return obligatoire(
        c,
        "procedure",
        concession ? Liste.PROCEDURE_CONCESSION : Liste.PROCEDURE,
        Defaut.PROCEDURE,
        constat);
  }

  private String formePrix(Champs c, Constat constat) {
    return obligatoire(
        c,
        "formePrix",
        format.de2022() ? Liste.FORME_PRIX_2022 : Liste.FORME_PRIX_2019,
        Defaut.FORME_PRIX,
        constat);
  }

  private static String obligatoire(
      Champs c, String nom, Liste liste, Defaut defaut, Constat constat) {
    String valeur = c.choix(nom, liste, defaut);
    if (valeur == null) {
      constat.relever(defaut, c.chemin(nom), null);
    }
    return valeur;
  }

  private String cpv(Champs c, Constat constat) {
    String ecrit = c.ecrit("codeCPV");
    String net = c.texte("codeCPV");
    if (net == null) {
      constat.relever(Defaut.CPV_ABSENT, "codeCPV", ecrit);
      return null;
    }
    boolean enRegle = Cpv.enRegle(ecrit);
    if (!enRegle) {
      constat.relever(Defaut.CPV_FORMAT, "codeCPV", ecrit);
    }
    String code = Cpv.huitChiffres(net, nomenclature);
    if (nomenclature != null && enRegle) {
      var cle = nomenclature.cle(code);
      if (cle.isEmpty()) {
        constat.relever(Defaut.CPV_INCONNU, "codeCPV", ecrit);
      } else if (ecrit.length() > 8 && ecrit.charAt(9) - '0' != cle.getAsInt()) {
        constat.relever(Defaut.CPV_CLE, "codeCPV", ecrit);
      }
    }
    return code;
  }

  private BigDecimal montant(Champs c, String nom, Constat constat) {
    Object brut = c.brut(nom);
    if (brut == null) {
      constat.relever(Defaut.MONTANT_ABSENT, nom, null);
      return null;
    }
    // En XML tout est texte : cela ne dit rien.
    if (brut instanceof String && json()) {
      constat.relever(Defaut.MONTANT_CHAINE, nom, brut);
    }
    BigDecimal montant = c.montant(nom);
    if (montant != null && montant.signum() == 0) {
      constat.relever(Defaut.MONTANT_NUL, nom, brut);
    }
    if (montant != null && montant.compareTo(BigDecimal.ONE) == 0) {
      constat.relever(Defaut.MONTANT_EGAL_1, nom, brut);
    }
    return montant;
  }

  private Integer duree(Champs c, Constat constat) {
    Object brut = c.brut("dureeMois");
    if (brut == null) {
      constat.relever(Defaut.DUREE_ABSENTE, "dureeMois", null);
    } else if (brut instanceof String && json()) {
      constat.relever(Defaut.DUREE_CHAINE, "dureeMois", brut);
    }
    return c.duree("dureeMois");
  }

  private boolean json() {
    return format == FormatDecp.JSON_2019 || format == FormatDecp.JSON_2022;
  }

  /** Contrôle les deux dates du contrat et rend celle de notification. */
  private static LocalDate dates(Champs c, String notification, Constat constat) {
    String notifie = c.ecrit(notification);
    String publie = c.ecrit("datePublicationDonnees");
    presence(notification, notifie, Defaut.DATE_NOTIFICATION_ABSENTE, constat);
    presence("datePublicationDonnees", publie, Defaut.DATE_PUBLICATION_ABSENTE, constat);
    if (notifie != null
        && publie != null
        && notifie.length() >= 10
        && publie.length() >= 10
        && notifie.substring(0, 10).compareTo(publie.substring(0, 10)) > 0) {
      constat.relever(Defaut.NOTIFICATION_TARDIVE, notification, notifie);
    }
    return c.date(notification);
  }

  private static void presence(String nom, String ecrit, Defaut absente, Constat constat) {
    if (ecrit == null || ecrit.isBlank()) {
      constat.relever(absente, nom, null);
    } else if (!Champs.iso(ecrit)) {
      constat.relever(Defaut.DATE_FORMAT, nom, ecrit);
    }
  }

  private MarcheDecp.Lieu lieu(Champs c, boolean concession, Constat constat) {
    if (concession && format.de2022()) {
      return null;
    }
    var l = c.dans("lieuExecution");
    String codeEcrit = l.ecrit("code");
    String typeEcrit = l.ecrit("typeCode");
    String type = obligatoire(l, "typeCode", Liste.TYPE_LIEU, Defaut.LIEU_TYPE, constat);
    String code = "Code pays".equals(type) ? l.texteLibre("code") : l.texte("code");
    if (code == null) {
      constat.relever(Defaut.LIEU_CODE_ABSENT, "lieuExecution.code", codeEcrit);
    } else if (Lieux.incoherent(codeEcrit, typeEcrit)) {
      constat.relever(Defaut.LIEU_INCOHERENT, "lieuExecution.code", codeEcrit);
    }
    String nom = l.texte("nom");
    if (code == null && type == null && nom == null) {
      return null;
    }
    return new MarcheDecp.Lieu(Lieux.completer(code, type), type, nom);
  }

  private static List<String> liste(
      Champs c, String nom, String element, Liste liste, Constat constat) {
    var valeurs = new ArrayList<String>(2);
    for (var brut : Noeud.elements(c.brut(nom), element)) {
      String net = Texte.nettoyer(Champs.ecrit(brut));
      if (net == null || marqueur(net, nom, constat)) {
        continue;
      }
      if (!liste.contient(Champs.ecrit(brut))) {
        constat.relever(Defaut.ATTRIBUT_HORS_LISTE, nom, net);
      }
      valeurs.addAll(liste.toutes(net));
    }
    return valeurs;
  }

  private static boolean marqueur(String net, String nom, Constat constat) {
    if (Champs.estMarqueur(net)) {
      constat.relever(Defaut.MARQUEUR, nom, net);
      return true;
    }
    return false;
  }

  private Set<ConsiderationSociale> sociales(Champs c, Constat constat) {
    var valeurs = new TreeSet<ConsiderationSociale>();
    for (var brut : Noeud.elements(c.brut("considerationsSociales"), "considerationSociale")) {
      String net = Texte.nettoyer(Champs.ecrit(brut));
      if (net == null || marqueur(net, "considerationsSociales", constat)) {
        continue;
      }
      var parts = Liste.SOCIALE.reconnaitre(net) == null ? Liste.separer(net) : List.of(net);
      if (parts.size() > 1) {
        constat.relever(Defaut.CONSIDERATIONS_ENSEMBLE, "considerationsSociales", net);
      }
      parts.forEach(part -> sociale(part, valeurs, constat));
    }
    if (valeurs.isEmpty() && format.de2022()) {
      constat.relever(Defaut.CONSIDERATIONS_ABSENTES, "considerationsSociales", null);
    }
    if (valeurs.size() > 1 && valeurs.contains(ConsiderationSociale.AUCUNE)) {
      constat.relever(Defaut.CONSIDERATIONS_CONTRADICTOIRES, "considerationsSociales", valeurs);
    }
    return valeurs;
  }

  private static void sociale(String ecrit, Set<ConsiderationSociale> valeurs, Constat constat) {
    String libelle = Liste.SOCIALE.reconnaitre(ecrit);
    if (libelle == null) {
      constat.relever(Defaut.CONSIDERATION_HORS_LISTE, "considerationsSociales", ecrit);
      return;
    }
    var lue =
        Arrays.stream(ConsiderationSociale.values())
            .filter(v -> v.libelle().equals(libelle))
            .findFirst()
            .orElseThrow();
    if (Liste.SOCIALE.estSynonyme(ecrit)) {
      constat.relever(
          Defaut.CONSIDERATION_HORS_LISTE,
          "considerationsSociales",
          ecrit,
          "« "
              + Texte.abreger(ecrit, 60)
              + " » n'est pas une valeur du format ; c'est lu « "
              + libelle
              + " ». À confirmer avec l'acheteur.");
    }
    valeurs.add(lue);
  }

  private static Set<ConsiderationEnvironnementale> environnementales(Champs c, Constat constat) {
    var valeurs = new TreeSet<ConsiderationEnvironnementale>();
    var lues =
        liste(
            c,
            "considerationsEnvironnementales",
            "considerationEnvironnementale",
            Liste.ENVIRONNEMENTALE,
            constat);
    Arrays.stream(ConsiderationEnvironnementale.values())
        .filter(v -> lues.contains(v.libelle()))
        .forEach(valeurs::add);
    return valeurs;
  }

  private static List<MarcheDecp.Titulaire> titulaires(Champs c, String acheteur, Constat constat) {
    String nom = c.renseigne("titulaires", "concessionnaires");
    var titulaires = new ArrayList<MarcheDecp.Titulaire>(2);
    Set<String> vus = new HashSet<>();
    boolean enDouble = false;
    for (var t : titulairesBruts(c.brut(nom), nom, constat)) {
      String type = t.ecrit("typeIdentifiant");
      String id = t.ecrit("id");
      if ("SIRET".equals(type)) {
        siretTitulaire(id, nom, constat);
      }
      if (id != null && id.equals(acheteur)) {
        constat.relever(Defaut.TITULAIRE_EGAL_ACHETEUR, nom + ".id", id);
      }
      enDouble |= !vus.add(id);
      titulaires.add(titulaire(t, constat));
    }
    if (titulaires.isEmpty()) {
      constat.relever(Defaut.TITULAIRES_ABSENTS, nom, null);
    }
    if (enDouble) {
      constat.relever(Defaut.TITULAIRE_EN_DOUBLE, nom, null);
    }
    return titulaires;
  }

  private static void siretTitulaire(String id, String nom, Constat constat) {
    if (!Siret.bienForme(id)) {
      String repare = SiretEcrit.reparer(id);
      if (repare == null) {
        constat.relever(Defaut.TITULAIRE_SIRET_FORMAT, nom + ".id", id);
      } else {
        constat.relever(
            Defaut.TITULAIRE_SIRET_FORMAT,
            nom + ".id",
            id,
            "Le SIRET du titulaire est mal écrit ; il est lu "
                + repare
                + ". À corriger chez celui qui publie le fichier.");
      }
    } else if (!new Siret(id).cleDuSiretJuste()) {
      constat.relever(Defaut.TITULAIRE_SIRET_LUHN, nom + ".id", id);
    }
  }

  private static List<Champs> titulairesBruts(Object brut, String nom, Constat constat) {
    var bruts = new ArrayList<Champs>(2);
    for (var element : Noeud.elements(brut, "titulaire", "concessionnaire")) {
      for (var objet : deplier(element, nom, constat)) {
        if (!objet.isEmpty()) {
          bruts.add(new Champs(objet, nom, constat));
        }
      }
    }
    return bruts;
  }

  private static List<Map<String, Object>> deplier(Object element, String nom, Constat constat) {
    var deplies = Noeud.deplier(element);
    if (deplies.size() > 1) {
      constat.relever(Defaut.CONFONDUS, nom, deplies.size());
    }
    return deplies;
  }

  private static MarcheDecp.Titulaire titulaire(Champs t, Constat constat) {
    String id = SiretEcrit.sansBlanc(t.texte("id"));
    String type =
        obligatoire(t, "typeIdentifiant", Liste.TYPE_IDENTIFIANT, Defaut.TITULAIRE_TYPE, constat);
    String siret = type == null || type.equals("SIRET") ? SiretEcrit.reparer(id) : null;
    if (type == null && Siret.valide(siret)) {
      type = "SIRET";
    }
    if ("SIRET".equals(type) && siret != null) {
      id = siret;
    }
    return new MarcheDecp.Titulaire(type, id, t.texte("denominationSociale"));
  }

  private static List<MarcheDecp.Modification> modifications(Champs c, Constat constat) {
    var modifications = new ArrayList<MarcheDecp.Modification>(1);
    Set<Integer> ids = new HashSet<>();
    boolean enDouble = false;
    boolean vide = false;
    for (var element : Noeud.elements(c.brut("modifications"), "modification")) {
      var objet = Noeud.objet(element);
      if (objet.isEmpty()) {
        vide = true;
        continue;
      }
      for (var deplie : deplier(objet, "modifications", constat)) {
        var modification = modification(new Champs(deplie, "modifications", constat));
        enDouble |= modification.id() != null && !ids.add(modification.id());
        modifications.add(modification);
      }
    }
    if (enDouble) {
      constat.relever(Defaut.MODIFICATION_ID_EN_DOUBLE, "modifications.id", null);
    }
    if (vide) {
      constat.relever(Defaut.MODIFICATION_VIDE, "modifications", null);
    }
    return modifications;
  }

  private static MarcheDecp.Modification modification(Champs m) {
    String montant = m.renseigne("montant", "valeurGlobale");
    String date = m.renseigne("dateNotificationModification", "dateSignatureModification");
    return new MarcheDecp.Modification(
        m.entier("id"),
        m.texte("objetModification"),
        m.date(date),
        m.date("datePublicationDonneesModification"),
        m.duree("dureeMois"),
        m.montant(montant),
        titulairesModifies(m));
  }

  /**
   * Les défauts des titulaires se comptent sur le contrat, pas sur ses modifications (README §10).
   */
  private static List<MarcheDecp.Titulaire> titulairesModifies(Champs m) {
    Object brut = m.brut(m.renseigne("titulaires", "concessionnaires"));
    return brut == null
        ? List.of()
        : titulairesBruts(brut, "modifications.titulaires", new Constat()).stream()
            .map(t -> titulaire(t, new Constat()))
            .toList();
  }

  private static List<MarcheDecp.ActeSousTraitance> actes(Champs c, Constat constat) {
    var actes = new ArrayList<MarcheDecp.ActeSousTraitance>(1);
    for (var element : Noeud.elements(c.brut("actesSousTraitance"), "acteSousTraitance")) {
      var objet = Noeud.objet(element);
      if (objet.isEmpty()) {
        continue;
      }
      var a = new Champs(objet, "actesSousTraitance", constat);
      var sousTraitant =
          titulairesBruts(a.brut("sousTraitant"), "actesSousTraitance.sousTraitant", new Constat());
      actes.add(
          new MarcheDecp.ActeSousTraitance(
              a.entier("id"),
              sousTraitant.isEmpty() ? null : titulaire(sousTraitant.getFirst(), new Constat()),
              a.duree("dureeMois"),
              a.date("dateNotification"),
              a.date("datePublicationDonnees"),
              a.montant("montant"),
              a.choix("variationPrix", Liste.VARIATION, Defaut.ATTRIBUT_HORS_LISTE)));
    }
    return actes;
  }

  private static List<MarcheDecp.ModificationActe> modificationsActes(Champs c, Constat constat) {
    var modifications = new ArrayList<MarcheDecp.ModificationActe>(1);
    // Le schéma JSON et le XSD ne s'accordent pas sur le nom de l'élément : les deux circulent.
    for (var element :
        Noeud.elements(
            c.brut("modificationsActesSousTraitance"),
            "modificationActeSousTraitance",
            "modificationActesSousTraitance")) {
      var objet = Noeud.objet(element);
      if (objet.isEmpty()) {
        continue;
      }
      var m = new Champs(objet, "modificationsActesSousTraitance", constat);
      String notification =
          m.renseigne("dateNotificationModificationSousTraitance", "dateNotification");
      modifications.add(
          new MarcheDecp.ModificationActe(
              m.entier("id"),
              m.date(notification),
              m.date("datePublicationDonnees"),
              m.duree("dureeMois"),
              m.montant("montant")));
    }
    return modifications;
  }
}
