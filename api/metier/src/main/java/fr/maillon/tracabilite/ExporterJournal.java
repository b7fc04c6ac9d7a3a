package fr.maillon.tracabilite;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Cellule;
import fr.maillon.usage.PlaceDeSortie;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Le journal en CSV, écrit au fil de l'eau : UTF-8 avec marque d'ordre (Excel l'attend),
 * points-virgules, retours CRLF.
 */
@ApplicationScoped
public class ExporterJournal {
  private static final CSVFormat FORME =
      CSVFormat.Builder.create()
          .setDelimiter(';')
          .setRecordSeparator("\r\n")
          .setHeader(
              "rang",
              "quand",
              "qui",
              "titre",
              "pour",
              "convention",
              "nature",
              "acte",
              "objet",
              "détail",
              "code",
              "identifiant")
          .get();
  private static final DateTimeFormatter QUAND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  @Inject ConsulterJournal consulter;
  @Inject PlaceDeSortie place;
  @Inject Clock horloge;

  /**
   * Laisse au journal la ligne de cette sortie, avant qu'un octet ne sorte. À appeler avant {@link
   * #ecrire}.
   */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.EXPORTER)
  public void commencer(ConsulterJournal.Filtre filtre) {
    consulter.tranche(filtre, 1);
    place.prendre();
  }

  public void ecrire(ConsulterJournal.Filtre filtre, OutputStream sortie) throws IOException {
    var csv =
        new CSVPrinter(
            new BufferedWriter(new OutputStreamWriter(sortie, StandardCharsets.UTF_8))
                .append('\ufeff'),
            FORME);
    for (var lignes = consulter.tranche(filtre, Long.MAX_VALUE);
        !lignes.isEmpty();
        lignes = consulter.tranche(filtre, lignes.getLast().rang())) {
      for (var l : lignes) {
        csv.printRecord(
            l.rang(),
            QUAND.format(l.quand().atZone(horloge.getZone())),
            Cellule.inerte(l.auteur()),
            l.titre().libelle(),
            Cellule.inerte(l.pour()),
            Cellule.inerte(l.convention()),
            Natures.libelle(l.nature()),
            l.phrase(),
            Cellule.inerte(l.objet()),
            Cellule.inerte(l.detail()),
            l.acte(),
            Cellule.inerte(l.identifiant()));
      }
    }
    csv.flush();
  }
}
