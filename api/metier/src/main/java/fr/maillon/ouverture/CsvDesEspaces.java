package fr.maillon.ouverture;

import fr.maillon.csv.Csv;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;

/** Le compte rendu d'un fichier d'espaces, ligne à ligne, en CSV écrit au fil de l'eau. */
@ApplicationScoped
public class CsvDesEspaces {
  @Inject SuivreEspaces suivre;

  /** Dit que le fichier existe, avant qu'un octet ne sorte. À appeler avant {@link #ecrire}. */
  public void commencer(UUID id) {
    suivre.consulter(id);
  }

  public void ecrire(UUID id, OutputStream sortie) throws IOException {
    var csv =
        Csv.ecrire(
            sortie,
            "ligne",
            "résultat",
            "nom",
            "siret",
            "type",
            "code",
            "administrateur_courriel",
            "colonne",
            "raison");
    for (var lignes = suivre.tranche(id, 0);
        !lignes.isEmpty();
        lignes = suivre.tranche(id, lignes.getLast().rang())) {
      for (var l : lignes) {
        csv.printRecord(
            l.rang(),
            l.etat().libelle(),
            Csv.inerte(l.nom()),
            Csv.inerte(l.siret()),
            Csv.inerte(l.type()),
            Csv.inerte(l.code()),
            Csv.inerte(l.administrateurCourriel()),
            Csv.inerte(l.champ()),
            Csv.inerte(l.raison()));
      }
    }
    csv.flush();
  }
}
