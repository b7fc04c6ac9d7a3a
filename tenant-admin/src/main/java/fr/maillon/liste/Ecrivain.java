package fr.maillon.liste;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Écrit des lignes au fil de l'eau, dans la forme qu'un tableur ouvre : le seul à le faire, et le
 * seul à garder des formules.
 */
public abstract class Ecrivain<V> {
  /** Ce qu'un tableur tient sur une feuille, l'en-tête compris. */
  static final int LIGNES = 1_048_576;

  final List<Colonne<V>> colonnes;
  final ZoneId zone;

  Ecrivain(List<Colonne<V>> colonnes, ZoneId zone) {
    this.colonnes = colonnes;
    this.zone = zone;
  }

  public static <V> Ecrivain<V> de(
      FormatDeFichier format,
      String titre,
      List<Colonne<V>> colonnes,
      ZoneId zone,
      OutputStream sortie)
      throws IOException {
    return de(format, titre, List.of(), colonnes, zone, sortie);
  }

  /**
   * @param avant ce qu'un CSV dit au-dessus de ses colonnes ; une feuille le dit par son titre
   */
  public static <V> Ecrivain<V> de(
      FormatDeFichier format,
      String titre,
      List<List<?>> avant,
      List<Colonne<V>> colonnes,
      ZoneId zone,
      OutputStream sortie)
      throws IOException {
    return switch (format) {
      case CSV -> new EnCsv<>(avant, colonnes, zone, sortie);
      case XLSX -> new EnXlsx<>(titre, colonnes, zone, sortie);
    };
  }

  /** Une colonne d'un tableau qui n'est pas une liste : la case de ce rang. */
  public static Colonne<Object[]> colonne(int rang, String titre, TypeDeColonne type) {
    return new Colonne<>(titre, titre, type, ligne -> ligne[rang], true);
  }

  public abstract void ecrire(V ligne) throws IOException;

  /** Le flux reste ouvert. */
  public abstract void finir() throws IOException;

  /** UTF-8 avec marque d'ordre (Excel l'attend), points-virgules, CRLF, virgule décimale. */
  private static final class EnCsv<V> extends Ecrivain<V> {
    private static final DateTimeFormatter QUAND =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private final CSVPrinter csv;

    private EnCsv(List<List<?>> avant, List<Colonne<V>> colonnes, ZoneId zone, OutputStream sortie)
        throws IOException {
      super(colonnes, zone);
      var texte = new BufferedWriter(new OutputStreamWriter(sortie, StandardCharsets.UTF_8));
      texte.write('\ufeff');
      csv =
          new CSVPrinter(
              texte, CSVFormat.Builder.create().setDelimiter(';').setRecordSeparator("\r\n").get());
      for (var ligne : avant) {
        csv.printRecord(ligne.stream().map(this::cellule).toList());
      }
      csv.printRecord(colonnes.stream().map(Colonne::libelle).toList());
    }

    @Override
    public void ecrire(V ligne) throws IOException {
      for (var colonne : colonnes) {
        csv.print(cellule(colonne.valeur().apply(ligne)));
      }
      csv.println();
    }

    private String cellule(Object valeur) {
      return switch (valeur) {
        case null -> null;
        case BigDecimal n -> n.toPlainString().replace('.', ',');
        case Number n -> n.toString();
        case Boolean oui -> oui ? "oui" : "non";
        case LocalDate jour -> jour.toString();
        case Instant quand -> QUAND.format(quand.atZone(zone));
        default -> Cellule.inerte(valeur.toString());
      };
    }

    @Override
    public void finir() throws IOException {
      csv.flush();
    }
  }

  /** Une feuille ; les nombres et les dates en sont, non du texte. */
  private static final class EnXlsx<V> extends Ecrivain<V> {
    private static final int TRANCHE = 500;
    private final Workbook classeur;
    private final String titre;
    private Worksheet feuille;
    private int feuilles;
    private int rang;

    private EnXlsx(String titre, List<Colonne<V>> colonnes, ZoneId zone, OutputStream sortie) {
      super(colonnes, zone);
      this.titre = titre.length() > 27 ? titre.substring(0, 27) : titre;
      classeur = new Workbook(sortie, "Maillon", "1.0");
      commencer();
    }

    private void commencer() {
      feuilles++;
      feuille = classeur.newWorksheet(feuilles == 1 ? titre : titre + " " + feuilles);
      for (int c = 0; c < colonnes.size(); c++) {
        feuille.width(c, colonnes.get(c).type().largeur());
        feuille.inlineString(0, c, colonnes.get(c).libelle());
        feuille.style(0, c).bold().set();
      }
      feuille.freezePane(0, 1);
      rang = 1;
    }

    @Override
    public void ecrire(V ligne) throws IOException {
      if (rang == LIGNES) {
        feuille.finish();
        commencer();
      }
      for (int c = 0; c < colonnes.size(); c++) {
        var colonne = colonnes.get(c);
        ecrire(c, colonne.type(), colonne.valeur().apply(ligne));
      }
      rang++;
      if (rang % TRANCHE == 0) {
        feuille.flush();
      }
    }

    private void ecrire(int c, TypeDeColonne type, Object valeur) {
      switch (valeur) {
        case null -> {}
        case Number n -> {
          feuille.value(rang, c, n);
          if (type == TypeDeColonne.EUROS || type == TypeDeColonne.NOMBRE) {
            feuille.style(rang, c).format("#,##0.00").set();
          }
        }
        case Boolean oui -> feuille.inlineString(rang, c, oui ? "oui" : "non");
        case LocalDate jour -> {
          feuille.value(rang, c, jour);
          feuille.style(rang, c).format("dd/mm/yyyy").set();
        }
        case Instant quand -> {
          feuille.value(rang, c, quand.atZone(zone).toLocalDateTime());
          feuille.style(rang, c).format("dd/mm/yyyy hh:mm:ss").set();
        }
        default -> feuille.inlineString(rang, c, Cellule.inerte(valeur.toString()));
      }
    }

    @Override
    public void finir() throws IOException {
      classeur.finish();
    }
  }
}
