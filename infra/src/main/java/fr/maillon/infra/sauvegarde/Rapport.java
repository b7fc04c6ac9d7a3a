package fr.maillon.infra.sauvegarde;

import fr.maillon.infra.sauvegarde.Empreintes.Empreinte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** What was done, or would be: for the operator's eyes, and for the file. */
public final class Rapport {
  private final StringBuilder texte = new StringBuilder();
  private final Map<String, Double> durees = new LinkedHashMap<>();
  private Transplantation.Resultat resultat;
  private String espace;
  private long lignes;

  void dire(String phrase, Object... valeurs) {
    texte
        .append(valeurs.length == 0 ? phrase : String.format(Locale.FRENCH, phrase, valeurs))
        .append('\n');
  }

  void duree(String etape, double secondes) {
    durees.merge(etape, secondes, Double::sum);
  }

  void plan(Plan plan, Map<String, Long> ramenees) {
    dire("  %-40s %12s %12s", "table", "à retirer", "à remettre");
    for (var ligne : plan.lignes()) {
      if (ligne.change()) {
        dire(
            "  %-40s %12d %12d",
            ligne.table().nom(), ligne.aujourdhui().lignes(), ligne.alors().lignes());
      } else if (ligne.alors().lignes() > 0) {
        dire("  %-40s %25s", ligne.table().nom(), ligne.alors().lignes() + " identiques");
      }
    }
    ramenees.forEach(
        (table, combien) ->
            dire("  %-40s %12s %12d  (commune à tous, disparue depuis)", table, "", combien));
    plan.remarques().forEach(r -> dire("  Remarque : %s.", r));
  }

  void resultat(Transplantation.Resultat fait, String sien) {
    resultat = fait;
    espace = sien;
    dire("  %-40s %12s %12s", "table", "retirées", "remises");
    for (var ligne : fait.faits()) {
      if (ligne.identique()) {
        var combien = fait.avant().get(ligne.table()).getOrDefault(sien, Empreinte.VIDE).lignes();
        if (combien > 0) {
          dire("  %-40s %25s", ligne.table(), combien + " identiques");
        }
      } else {
        dire("  %-40s %12d %12d", ligne.table(), ligne.retirees(), ligne.remises());
      }
      lignes += ligne.remises();
    }
    fait.ramenees()
        .forEach(
            (table, combien) ->
                dire("  %-40s %12s %12d  (commune à tous, disparue depuis)", table, "", combien));
    fait.orphelines()
        .forEach(
            (table, combien) ->
                dire(
                    "  %-40s %12d %12s  (tenue par la plateforme, sans objet à cet instant)",
                    table, combien, ""));
    fait.remarques().forEach(r -> dire("  Remarque : %s.", r));
    var autres = new TreeSet<String>();
    long comparees = 0;
    long vues = 0;
    for (var table : fait.avant().values()) {
      for (var une : table.entrySet()) {
        if (!une.getKey().equals(sien)) {
          comparees++;
          vues += une.getValue().lignes();
          if (!une.getKey().equals(Empreintes.COMMUNE)) {
            autres.add(une.getKey());
          }
        }
      }
    }
    dire(
        "Les autres : %d espaces, %d empreintes (table × espace, et tables communes), %d lignes :"
            + " les mêmes avant et après.",
        autres.size(), comparees, vues);
  }

  void mesures() {
    if (!durees.isEmpty()) {
      dire(
          "Durées (s) : %s ; en tout %.1f.",
          String.join(
              ", ",
              durees.entrySet().stream()
                  .map(d -> String.format(Locale.FRENCH, "%s %.1f", d.getKey(), d.getValue()))
                  .toList()),
          secondes());
    }
  }

  /** Seconds from the command to the space reopened: what the RTO counts. */
  public double secondes() {
    return durees.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Rows put back. */
  public long lignesRemises() {
    return lignes;
  }

  /** The checksums of every table and space, one line each, before and after. */
  List<Path> ecrire(Path dossier, String nom) throws IOException {
    Files.createDirectories(dossier);
    var rapport = dossier.resolve(nom + ".txt");
    Files.writeString(rapport, texte);
    if (resultat == null) {
      return List.of(rapport);
    }
    var empreintes = dossier.resolve(nom + "-empreintes.csv");
    try (var csv = Files.newBufferedWriter(empreintes)) {
      csv.write(
          "table;espace;lignes_avant;empreinte_avant;lignes_apres;empreinte_apres;meme;restaure\n");
      for (var table : resultat.avant().keySet()) {
        var avant = resultat.avant().get(table);
        var apres = resultat.apres().get(table);
        var tous = new TreeSet<>(avant.keySet());
        tous.addAll(apres.keySet());
        for (var un : tous) {
          var a = avant.getOrDefault(un, Empreinte.VIDE);
          var b = apres.getOrDefault(un, Empreinte.VIDE);
          csv.write(
              String.join(
                      ";",
                      table,
                      un,
                      String.valueOf(a.lignes()),
                      a.somme(),
                      String.valueOf(b.lignes()),
                      b.somme(),
                      a.equals(b) ? "oui" : "non",
                      un.equals(espace) ? "oui" : "non")
                  + "\n");
        }
      }
    }
    return List.of(rapport, empreintes);
  }

  @Override
  public String toString() {
    return texte.toString();
  }
}
