package fr.maillon.web.tracabilite;

import fr.maillon.journal.NatureDeLigne;
import fr.maillon.tracabilite.ConsulterJournal.Filtre;
import fr.maillon.tracabilite.TitreDeLigne;
import fr.maillon.web.Chemin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Les filtres du journal, tels que l'adresse les porte : la page et le fichier lisent les mêmes. Un
 * mot inconnu ne filtre pas.
 */
@RequestScoped
public class FiltreDuJournal {
  private static final String[] NOMS = {"du", "au", "nature", "titre", "personne"};

  @Inject Chemin chemin;

  Filtre lire() {
    var du = chemin.jour("du");
    var au = chemin.jour("au");
    return new Filtre(
        du,
        du != null && au != null && au.isBefore(du) ? null : au,
        chemin.mot(NatureDeLigne.class, "nature"),
        chemin.mot(TitreDeLigne.class, "titre"),
        personne());
  }

  boolean vide() {
    return lire().equals(Filtre.TOUT);
  }

  /** La période demandée finit avant de commencer. */
  boolean inverse() {
    return chemin.jour("du") != null
        && chemin.jour("au") != null
        && chemin.jour("au").isBefore(chemin.jour("du"));
  }

  /** La chaîne de requête de ces filtres, avec son « ? » ; vide quand il n'y en a pas. */
  String requete() {
    var requete =
        Stream.of(NOMS)
            .filter(n -> chemin.demande(n) != null)
            .map(n -> n + "=" + URLEncoder.encode(chemin.demande(n), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return requete.isEmpty() ? "" : "?" + requete;
  }

  private UUID personne() {
    return chemin.uuidDemande("personne");
  }
}
