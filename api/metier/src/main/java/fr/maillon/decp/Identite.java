package fr.maillon.decp;

import fr.maillon.maitreouvrage.Siret;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Identité d'un lot et empreinte de son contenu. La règle est dite à {@link MarcheDecp#cleDeLot()}.
 */
final class Identite {
  /**
   * Année, numéro de l'acheteur (1 à 10 caractères), rang de la dernière modification : schéma
   * 1.5.0.
   */
  private static final Pattern NUMERO_2019 = Pattern.compile("(?:19|20)\\d\\d.{1,10}\\d\\d");

  private Identite() {}

  static String cleDeLot(MarcheDecp marche) {
    String base =
        base(
            marche.format(), marche.acheteurId(), marche.id(), marche.objet(), marche.titulaires());
    return sha256(marche.jumeau() == 0 ? base : base + '\n' + marche.jumeau());
  }

  /** L'identité sans le jumeau, lisible. */
  static String base(
      FormatDecp format,
      String acheteurId,
      String id,
      String objet,
      List<MarcheDecp.Titulaire> titulaires) {
    var base =
        new StringBuilder(200)
            .append(acheteurId)
            .append('\n')
            .append(racine(format, id, objet))
            .append('\n');
    base.append(objet == null ? "" : Texte.squelette(objet)).append('\n');
    base.append(titulaires(titulaires));
    return base.toString();
  }

  static String titulaires(List<MarcheDecp.Titulaire> titulaires) {
    var texte = new StringBuilder(40);
    titulaires.stream()
        .map(Identite::titulaire)
        .distinct()
        .sorted()
        .forEach(t -> texte.append(t).append(' '));
    return texte.toString();
  }

  static int rang(MarcheDecp m) {
    String racine = racine(m.format(), m.id(), m.objet());
    return m.id() == null || racine.length() == m.id().length()
        ? 0
        : Integer.parseInt(m.id().substring(racine.length()));
  }

  private static String racine(FormatDecp format, String id, String objet) {
    if (id == null) {
      return "";
    }
    // Sans objet pour confirmer que c'est le même contrat, deux numéros voisins restent deux
    // contrats.
    boolean rang =
        objet != null
            && NUMERO_2019.matcher(id).matches()
            && (!format.de2022() || id.endsWith("00"));
    return rang ? id.substring(0, id.length() - 2) : id;
  }

  private static String titulaire(MarcheDecp.Titulaire titulaire) {
    String id = titulaire.id();
    if (id == null) {
      return titulaire.denominationSociale() == null
          ? ""
          : Texte.squelette(titulaire.denominationSociale());
    }
    return Siret.bienForme(id) ? new Siret(id).siren() : id;
  }

  static String empreinte(MarcheDecp m) {
    var contenu = new Contenu();
    contenu.mettre(
        m.id(),
        m.acheteurId(),
        m.acheteurNom(),
        m.nature(),
        m.objet(),
        m.codeCpv(),
        m.idAccordCadre(),
        m.procedure(),
        m.ccag(),
        m.dureeMois(),
        m.dateNotification(),
        m.datePublication(),
        m.montant(),
        m.formePrix(),
        m.marcheInnovant(),
        m.offresRecues(),
        m.attributionAvance(),
        m.tauxAvance(),
        m.typeGroupement(),
        m.sousTraitanceDeclaree(),
        m.origineUE(),
        m.origineFrance());
    contenu.ensemble(m.techniques());
    contenu.ensemble(m.modalitesExecution());
    contenu.ensemble(m.typesPrix());
    contenu.ensemble(m.considerationsSociales());
    contenu.ensemble(m.considerationsEnvironnementales());
    if (m.lieu() != null) {
      contenu.mettre("lieu", m.lieu().code(), m.lieu().typeCode(), m.lieu().nom());
    }
    if (m.concession() != null) {
      contenu.mettre(
          "concession",
          m.concession().dateSignature(),
          m.concession().dateDebutExecution(),
          m.concession().valeurGlobale(),
          m.concession().montantSubventionPublique());
    }
    contenu.titulaires(m.titulaires());
    for (var n : m.modifications()) {
      contenu.mettre(
          "modification",
          n.id(),
          n.objet(),
          n.dateNotification(),
          n.datePublication(),
          n.dureeMois(),
          n.montant());
      contenu.titulaires(n.titulaires());
    }
    for (var a : m.actesSousTraitance()) {
      contenu.mettre(
          "acte",
          a.id(),
          a.dureeMois(),
          a.dateNotification(),
          a.datePublication(),
          a.montant(),
          a.variationPrix());
      contenu.titulaires(a.sousTraitant() == null ? List.of() : List.of(a.sousTraitant()));
    }
    for (var n : m.modificationsActesSousTraitance()) {
      contenu.mettre(
          "modificationActe",
          n.idActe(),
          n.dateNotification(),
          n.datePublication(),
          n.dureeMois(),
          n.montant());
    }
    return sha256(contenu.texte.toString());
  }

  /** Suite de valeurs où l'absence se distingue du vide, et où 10 et 10.00 s'écrivent pareil. */
  private static final class Contenu {
    private final StringBuilder texte = new StringBuilder(600);

    void mettre(Object... valeurs) {
      for (var valeur : valeurs) {
        texte.append(ecrire(valeur));
      }
    }

    /** L'ordre des valeurs ne porte pas de sens. */
    void ensemble(Collection<?> valeurs) {
      texte.append('[');
      valeurs.stream().map(Contenu::ecrire).sorted().forEach(texte::append);
      texte.append(']');
    }

    void titulaires(Collection<MarcheDecp.Titulaire> titulaires) {
      ensemble(
          titulaires.stream()
              .map(
                  t ->
                      ecrire(t.typeIdentifiant())
                          + ecrire(t.id())
                          + ecrire(t.denominationSociale()))
              .toList());
    }

    private static String ecrire(Object valeur) {
      String ecrit =
          switch (valeur) {
            case null -> null;
            case BigDecimal nombre -> nombre.stripTrailingZeros().toPlainString();
            default -> valeur.toString();
          };
      return ecrit == null ? "-;" : ecrit.length() + ":" + ecrit + ";";
    }
  }

  private static String sha256(String texte) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(texte.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Toute machine Java fournit SHA-256", e);
    }
  }
}
