package fr.maillon.decp;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import fr.maillon.decp.Brut.Rangement;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/**
 * Parcourt un fichier XML et remet ses enregistrements bruts un par un. Les DTD sont refusées et
 * aucune entité n'est résolue.
 *
 * <p>Les deux formats ont la même racine : les enregistrements sont retenus jusqu'au premier qui
 * tranche.
 */
final class SourceXml {
  /**
   * Tient la place d'un caractère que rien ne peut garder : un signe permis en XML, que nul texte
   * n'emploie.
   */
  static final char RETIRE = '\uFDD0';

  /** Un champ propre à un format tranche presque toujours dès le premier enregistrement. */
  private static final int RETENUS_MAX = 200;

  private static final Set<String> PROPRES_A_2022 =
      Set.of(
          "considerationsSociales",
          "considerationsEnvironnementales",
          "techniques",
          "modalitesExecution",
          "typesPrix",
          "ccag",
          "marcheInnovant",
          "typeGroupementOperateurs",
          "sousTraitanceDeclaree");

  private static final XMLInputFactory XML = fabrique();

  private final Puits puits;
  private final List<Brut> retenus = new ArrayList<>();
  private int tailleRetenue;
  private boolean tranche;
  private int budget;
  private boolean retires;

  SourceXml(Puits puits) {
    this.puits = puits;
  }

  private static XMLInputFactory fabrique() {
    var fabrique = new WstxInputFactory();
    fabrique.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    fabrique.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    // Une entité HTML non déclarée (&nbsp;) arrive ainsi comme un événement, et non comme une
    // rupture.
    fabrique.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    fabrique.setProperty(XMLInputFactory.IS_COALESCING, false);
    fabrique.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    fabrique.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
    fabrique.setProperty(WstxInputProperties.P_ALLOW_XML11_ESCAPED_CHARS_IN_XML10, true);
    fabrique.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, 10_000);
    fabrique.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 100);
    fabrique.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, 500);
    return fabrique;
  }

  void lire(Reader texte) {
    try {
      var xml = XML.createXMLStreamReader(texte);
      try {
        racine(xml);
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      libererRetenus();
      var ou = e.getLocation();
      throw puits.rupture(
          "xml-rompu",
          "Le XML est incomplet ou mal formé à cet endroit. Téléchargez de nouveau le fichier, ou"
              + " signalez-le à celui qui le publie.",
          ou == null ? 0 : ou.getLineNumber(),
          ou == null ? 0 : ou.getColumnNumber(),
          e);
    }
    libererRetenus();
  }

  private void racine(XMLStreamReader xml) throws XMLStreamException {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.DTD ->
            throw puits.rupture(
                "xml-dtd",
                "Ce fichier contient une déclaration DOCTYPE, refusée par sécurité : un fichier"
                    + " DECP n'en a pas besoin.",
                xml.getLocation().getLineNumber(),
                xml.getLocation().getColumnNumber(),
                null);
        case XMLStreamConstants.START_ELEMENT -> racine(xml, nom(xml));
        default -> {
          // espaces, commentaires et instructions autour de la racine
        }
      }
    }
  }

  private void racine(XMLStreamReader xml, String nom) throws XMLStreamException {
    switch (nom) {
      case "marches" -> {
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
          if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
            element(xml, nom(xml));
          }
        }
      }
      // Les exemples officiels du format 2019 sont un enregistrement seul, sans enveloppe.
      case "marche", "contrat-concession" -> element(xml, nom);
      default ->
          throw puits.rupture(
              "pas-decp",
              "La racine de ce fichier XML est « "
                  + Texte.abreger(nom, 60)
                  + " » et non « marches » : ce n'est pas un fichier de données essentielles."
                  + " Choisissez le fichier DECP publié par l'acheteur.",
              xml.getLocation().getLineNumber(),
              xml.getLocation().getColumnNumber(),
              null);
    }
  }

  private void element(XMLStreamReader xml, String nom) throws XMLStreamException {
    budget = Noeud.TAILLE_MAX;
    retires = false;
    int ligne = xml.getLocation().getLineNumber();
    Object noeud = valeur(xml, 1);
    boolean concession = nom.equals("contrat-concession");
    if (concession || nom.equals("marche")) {
      recevoir(
          new Brut(
              budget < 0 ? Noeud.TROP_GROS : noeud,
              ligne,
              concession ? Rangement.CONCESSIONS : Rangement.MARCHES,
              retires,
              Set.of()));
    }
  }

  private Object valeur(XMLStreamReader xml, int profondeur) throws XMLStreamException {
    if (profondeur > Noeud.PROFONDEUR_MAX) {
      libererRetenus();
      throw puits.tropProfond(
          xml.getLocation().getLineNumber(), xml.getLocation().getColumnNumber());
    }
    Map<String, Object> objet = null;
    String premier = null;
    StringBuilder suite = null;
    int longueur = 0;
    budget -= Noeud.POIDS_VALEUR;
    while (true) {
      switch (xml.next()) {
        case XMLStreamConstants.END_ELEMENT -> {
          return objet != null ? objet : admissible(suite != null ? suite.toString() : premier);
        }
        case XMLStreamConstants.START_ELEMENT -> {
          String nom = nom(xml);
          budget -= nom.length();
          Object valeur = valeur(xml, profondeur + 1);
          if (objet == null) {
            objet = new LinkedHashMap<>();
            budget -= Noeud.POIDS_CONTENANT;
          }
          if (budget >= 0) {
            ajouter(objet, nom, valeur);
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (objet != null) {
            continue;
          }
          longueur += xml.getTextLength();
          budget -= xml.getTextLength();
          verifierLongueur(xml, longueur);
          if (budget >= 0) {
            if (premier == null) {
              premier = xml.getText();
            } else {
              suite = suite == null ? new StringBuilder(premier) : suite;
              suite.append(xml.getText());
            }
          }
        }
        case XMLStreamConstants.ENTITY_REFERENCE -> {
          suite = suite == null ? new StringBuilder(premier == null ? "" : premier) : suite;
          premier = "";
          suite.append('&').append(xml.getLocalName()).append(';');
        }
        default -> {
          // commentaire ou instruction
        }
      }
    }
  }

  private String admissible(String lu) {
    if (lu == null) {
      return null;
    }
    String texte =
        fr.maillon.liste.Texte.admissible(
            lu.indexOf(RETIRE) < 0 ? lu : lu.replace(String.valueOf(RETIRE), ""));
    retires |= texte.length() != lu.length();
    return texte;
  }

  private void verifierLongueur(XMLStreamReader xml, int longueur) {
    if (longueur > Noeud.CHAMP_MAX) {
      libererRetenus();
      throw puits.rupture(
          "champ-trop-long",
          "Un champ dépasse un million de caractères : ce fichier n'est pas un fichier DECP"
              + " ordinaire.",
          xml.getLocation().getLineNumber(),
          xml.getLocation().getColumnNumber(),
          null);
    }
  }

  private static void ajouter(Map<String, Object> objet, String nom, Object valeur) {
    if (!objet.containsKey(nom)) {
      objet.put(nom, valeur);
    } else if (objet.get(nom) instanceof Repetes deja) {
      deja.add(valeur);
    } else {
      var repetes = new Repetes();
      repetes.add(objet.get(nom));
      repetes.add(valeur);
      objet.put(nom, repetes);
    }
  }

  /** Les valeurs d'un élément répété. */
  private static final class Repetes extends ArrayList<Object> {
    private static final long serialVersionUID = 1L;
  }

  private void recevoir(Brut retenu) {
    if (tranche) {
      puits.enregistrement(retenu);
      return;
    }
    retenus.add(retenu);
    tailleRetenue += Noeud.TAILLE_MAX - budget;
    if (de2022(retenu.noeud())) {
      trancher(FormatDecp.XML_2022);
    } else if (de2019(retenu.noeud())
        || retenus.size() >= RETENUS_MAX
        || tailleRetenue > Noeud.TAILLE_MAX) {
      trancher(FormatDecp.XML_2019);
    }
  }

  private static boolean de2022(Object noeud) {
    return Noeud.objet(noeud).keySet().stream().anyMatch(PROPRES_A_2022::contains);
  }

  private static boolean de2019(Object noeud) {
    var objet = Noeud.objet(noeud);
    var forme = objet.get("formePrix") instanceof String texte ? texte.strip() : "";
    return Noeud.objet(objet.get("acheteur")).containsKey("nom")
        || Noeud.objet(objet.get("autoriteConcedante")).containsKey("nom")
        || forme.startsWith("Ferme")
        || forme.startsWith("Révisable");
  }

  private void trancher(FormatDecp format) {
    tranche = true;
    puits.format(format);
    retenus.forEach(puits::enregistrement);
    retenus.clear();
  }

  /** Le format 2022 impose des champs qui le trahissent ; sans eux c'est le 2019. */
  private void libererRetenus() {
    if (!tranche) {
      trancher(FormatDecp.XML_2019);
    }
  }

  private static String nom(XMLStreamReader xml) {
    String nom = xml.getLocalName();
    int prefixe = nom.indexOf(':');
    return prefixe < 0 ? nom : nom.substring(prefixe + 1);
  }
}
