package fr.maillon.beneficiaire;

import fr.maillon.csv.Csv;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Pagination;
import fr.maillon.usage.PlaceDeSortie;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;

/** Tous les bénéficiaires en CSV, écrit au fil de l'eau : ce que la reprise d'un fichier relit. */
@ApplicationScoped
public class ExporterBeneficiaires {
  @Inject ListerBeneficiaires lister;
  @Inject PlaceDeSortie place;

  /**
   * Laisse au journal la ligne de cette sortie, avant qu'un octet ne sorte. À appeler avant {@link
   * #ecrire}.
   */
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.EXPORTER)
  public void commencer() {
    lister.executer(null, new Pagination(1, 1));
    place.prendre();
  }

  public void ecrire(OutputStream sortie) throws IOException {
    var csv = Csv.ecrire(sortie, "siret", "nom", "commune");
    for (var lignes = lister.tranche(null);
        !lignes.isEmpty();
        lignes = lister.tranche(lignes.getLast())) {
      for (var b : lignes) {
        csv.printRecord(b.siret(), Csv.inerte(b.nom()), Csv.inerte(b.commune()));
      }
    }
    csv.flush();
  }
}
