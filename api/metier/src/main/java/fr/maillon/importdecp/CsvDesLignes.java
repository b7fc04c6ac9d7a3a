package fr.maillon.importdecp;

import fr.maillon.csv.Csv;
import fr.maillon.decp.LibelleChamp;
import fr.maillon.importdecp.SuivreImports.LigneView;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Titre;
import fr.maillon.usage.PlaceDeSortie;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Les lignes d'un import en CSV, écrit au fil de l'eau : UTF-8 avec marque d'ordre (Excel
 * l'attend), points-virgules, retours CRLF.
 */
@ApplicationScoped
public class CsvDesLignes {
  private static final CSVFormat FORME =
      CSVFormat.Builder.create()
          .setDelimiter(';')
          .setRecordSeparator("\r\n")
          .setHeader(
              "rang", "numéro", "objet", "résultat", "champ", "valeur", "raison", "avertissements")
          .get();

  @Inject SuivreImports imports;
  @Inject PlaceDeSortie place;

  /**
   * Laisse au journal la ligne de cette sortie, avant qu'un octet ne sorte. À appeler avant {@link
   * #ecrire}.
   */
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.EXPORTER)
  public void commencer(UUID id) {
    imports.consulter(id);
    place.prendre();
  }

  public void ecrire(UUID id, OutputStream sortie) throws IOException {
    var texte = new BufferedWriter(new OutputStreamWriter(sortie, StandardCharsets.UTF_8));
    texte.write('\ufeff');
    var csv = new CSVPrinter(texte, FORME);
    for (var lignes = imports.tranche(id, 0);
        !lignes.isEmpty();
        lignes = imports.tranche(id, lignes.getLast().rang())) {
      for (var ligne : lignes) {
        csv.printRecord(valeurs(ligne));
      }
    }
    csv.flush();
  }

  static Object[] valeurs(LigneView l) {
    return new Object[] {
      l.rang(),
      inerte(l.numero()),
      inerte(l.objet()),
      l.resultat().libelle(),
      inerte(LibelleChamp.de(l.champ())),
      inerte(l.valeur()),
      inerte(l.raison()),
      inerte(l.avertissements().isEmpty() ? null : String.join(" | ", l.avertissements()))
    };
  }

  static String inerte(String texte) {
    return Csv.inerte(texte);
  }
}
