package fr.maillon.maitreouvrage.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import fr.maillon.isolation.LectureAgent;
import fr.maillon.isolation.TenantContext;
import fr.maillon.maitreouvrage.archive.Catalogue.Table;
import fr.maillon.maitreouvrage.archive.Manifeste.TableExportee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Écrit l'archive de l'espace ouvert, en une transaction qui ne voit qu'un instant. Deux exports
 * sans rien entre eux ont les mêmes fichiers de données, octet pour octet ; celui d'un espace qui a
 * repris l'archive aussi.
 */
@ApplicationScoped
class EcrireArchive {
  private static final CSVFormat CSV =
      CSVFormat.Builder.create().setDelimiter(';').setRecordSeparator("\r\n").get();

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Catalogue catalogue;
  @Inject LireTables lecture;
  @Inject SignatureDArchive sceau;
  @Inject Clock horloge;

  private record Piece(Catalogue.Colonne colonne, List<String> cle) {}

  /** Dit où l'on en est ; peut lever pour arrêter. */
  interface Suivi {
    void avancer(String etape, long lignes);
  }

  /**
   * @return le manifeste de ce qui a été écrit ; la sortie est fermée
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @LectureAgent
  public Manifeste ecrire(OutputStream sortie, Suivi suivi) {
    try (var paquet = new FichierZip(sortie)) {
      lecture.figer();
      var espace = contexte.espace();
      var metier = catalogue.metier();
      var plateforme = catalogue.plateforme();
      var lignee = lecture.lignee();
      var pseudonymes = lecture.pseudonymes(metier, lignee);
      paquet.ajouter("LISEZMOI.txt", lisezMoi().getBytes(StandardCharsets.UTF_8));
      paquet.ajouter("schema.json", schema(metier, plateforme));
      var tables = new ArrayList<TableExportee>();
      var compte = new long[1];
      for (var table : metier) {
        tables.add(donnees("donnees/", table, paquet, pseudonymes, suivi, compte));
      }
      for (var table : plateforme) {
        donnees("memoire/", table, paquet, pseudonymes, suivi, compte);
      }
      for (var table : metier) {
        csv("csv/", table, paquet, pseudonymes, suivi, compte[0]);
      }
      var manifeste =
          new Manifeste(
              Manifeste.VERSION,
              catalogue.niveau(),
              horloge.instant().truncatedTo(ChronoUnit.SECONDS),
              espace.id(),
              espace.code(),
              espace.nom(),
              espace.type(),
              espace.sirets(),
              lignee,
              List.copyOf(new TreeSet<>(pseudonymes.gardes())),
              tables,
              paquet.fichiers());
      var json = manifeste.json();
      paquet.ajouter(Manifeste.NOM, json);
      paquet.ajouter(
          Manifeste.SIGNATURE, (sceau.signer(json) + "\n").getBytes(StandardCharsets.US_ASCII));
      return manifeste;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TableExportee donnees(
      String dossier,
      Table table,
      FichierZip paquet,
      Pseudonymes pseudonymes,
      Suivi suivi,
      long[] compte)
      throws IOException {
    var nom = dossier + table.nom() + ".jsonl";
    var sommes = new LireTables.Sommes(table);
    // par empreinte, la clé d'une ligne qui porte cette pièce : retrouver la ligne par l'empreinte
    // relirait la table à chaque pièce
    var pieces = new LinkedHashMap<String, Piece>();
    suivi.avancer(table.nom(), compte[0]);
    var fichier =
        paquet.ajouter(
            nom,
            sortie -> {
              var texte =
                  new BufferedWriter(new OutputStreamWriter(sortie, StandardCharsets.UTF_8));
              lecture.parcourir(
                  table,
                  ligne -> {
                    for (var c : LireTables.binaires(table)) {
                      if (ligne.get(c.nom()) instanceof String empreinte) {
                        pieces.putIfAbsent(
                            empreinte,
                            new Piece(
                                c,
                                table.cle().stream()
                                    .map(k -> LigneJson.brut(ligne.get(k.nom())))
                                    .toList()));
                      }
                    }
                    pseudonymes.masquer(table, ligne);
                    sommes.ajouter(ligne);
                    texte.write(LigneJson.ecrire(table, ligne));
                    texte.write('\n');
                    if (++compte[0] % 2_000 == 0) {
                      suivi.avancer(table.nom(), compte[0]);
                    }
                  });
              texte.flush();
            });
    for (var piece : pieces.entrySet()) {
      paquet.ajouter(
          "pieces/" + table.nom() + "/" + piece.getKey(),
          lecture.piece(table, piece.getValue().colonne(), piece.getValue().cle()));
    }
    return new TableExportee(
        table.nom(),
        nom,
        sommes.lignes(),
        table.colonnes().stream().map(Catalogue.Colonne::nom).toList(),
        sommes.parColonne(),
        fichier.empreinte());
  }

  private void csv(
      String dossier,
      Table table,
      FichierZip paquet,
      Pseudonymes pseudonymes,
      Suivi suivi,
      long compte)
      throws IOException {
    suivi.avancer(table.nom() + " (CSV)", compte);
    var fait = new long[1];
    paquet.ajouter(
        dossier + table.nom() + ".csv",
        sortie -> {
          var texte = new BufferedWriter(new OutputStreamWriter(sortie, StandardCharsets.UTF_8));
          texte.write('\ufeff');
          var csv = new CSVPrinter(texte, CSV);
          csv.printRecord(table.colonnes().stream().map(Catalogue.Colonne::nom).toList());
          lecture.parcourir(
              table,
              ligne -> {
                pseudonymes.masquer(table, ligne);
                csv.printRecord(
                    table.colonnes().stream()
                        .map(c -> LigneJson.cellule(ligne.get(c.nom())))
                        .toList());
                if (++fait[0] % 2_000 == 0) {
                  suivi.avancer(table.nom() + " (CSV)", compte);
                }
              });
          csv.flush();
        });
  }

  private static byte[] schema(List<Table> metier, List<Table> plateforme) throws IOException {
    var octets = new ByteArrayOutputStream();
    try (var j = new JsonFactory().createGenerator(octets)) {
      j.setPrettyPrinter(new DefaultPrettyPrinter());
      j.writeStartArray();
      var tables = new ArrayList<>(metier);
      tables.addAll(plateforme);
      for (var t : tables) {
        j.writeStartObject();
        j.writeStringField("table", t.nom());
        j.writeStringField("sens", t.sens());
        j.writeBooleanField("reprise", t.metier());
        j.writeArrayFieldStart("colonnes");
        for (var c : t.colonnes()) {
          j.writeStartObject();
          j.writeStringField("nom", c.nom());
          j.writeStringField("type", c.type());
          j.writeBooleanField("cle", c.cle() > 0);
          if (!c.sens().isEmpty()) {
            j.writeStringField("sens", c.sens());
          }
          if (!c.reference().isEmpty()) {
            j.writeStringField("designe", c.reference());
          }
          j.writeEndObject();
        }
        j.writeEndArray();
        j.writeEndObject();
      }
      j.writeEndArray();
    }
    octets.write('\n');
    return octets.toByteArray();
  }

  private String lisezMoi() {
    var espace = contexte.espace();
    return """
    Archive de l'espace « %s » (%s), sortie de Maillon.

    donnees/    une table par fichier, en JSON Lines : un objet par ligne, dans l'ordre de la clé. C'est ce qu'un espace vide reprend.
    csv/        les mêmes lignes, pour un tableur : UTF-8, points-virgules. Un texte qui commencerait comme une formule est précédé d'une apostrophe.
    pieces/     le contenu des colonnes binaires, nommé par son SHA-256, que donne la ligne.
    memoire/    ce que la plateforme sait de l'espace (adhésions, conventions, affectations, journal, fiche) : à lire, non repris.
    schema.json        chaque table, chaque colonne, son type et ce qu'elle veut dire.
    manifeste.json     chaque fichier, sa taille, son SHA-256 ; chaque table, ses lignes et la somme de ses colonnes ; le niveau de la base.
    manifeste.signature  la signature du manifeste par la plateforme : une archive modifiée, même d'une heure, n'est pas reprise.

    Personnes
    - Vos agents gardent leur nom. Les membres de l'équipe des facilitateurs deviennent « Équipe E-… », le même partout dans l'archive.
    - Un texte libre (échange, motif) est tel qu'il a été écrit, noms de l'équipe remplacés : relisez-le avant de transmettre l'archive.
    - Les participants n'y sont ni nommés ni décrits : participant_id et eligibilite_id sont chiffrés, et seule cette plateforme sait les lire.
    - Une ligne du journal jointe pour mémoire a des pseudonymes : sa chaîne d'empreintes se vérifie sur la plateforme, non ici.

    Vérifier : sha256sum de chaque fichier, comparé au manifeste.
    Reprendre : Administration, Reprise, dans un espace ouvert et vide.
    """
        .formatted(espace.nom(), espace.code());
  }
}
