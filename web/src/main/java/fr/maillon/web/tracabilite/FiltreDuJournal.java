package fr.maillon.web.tracabilite;

import fr.maillon.journal.NatureDeLigne;
import fr.maillon.tracabilite.ConsulterJournal.Filtre;
import fr.maillon.tracabilite.TitreDeLigne;
import fr.maillon.web.Chemin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Les filtres du journal, tels que l'adresse les porte : la page et le fichier lisent les mêmes. Un mot inconnu ne filtre pas. */
@RequestScoped
public class FiltreDuJournal {
  private static final String[] NOMS = {"du", "au", "nature", "titre", "personne"};

  @Inject Chemin chemin;

  Filtre lire() {
    var du = jour("du");
    var au = jour("au");
    return new Filtre(du, du != null && au != null && au.isBefore(du) ? null : au, mot(NatureDeLigne.class, "nature"), mot(TitreDeLigne.class, "titre"), personne());
  }

  boolean vide() {
    return lire().equals(Filtre.TOUT);
  }

  /** La période demandée finit avant de commencer. */
  boolean inverse() {
    return jour("du") != null && jour("au") != null && jour("au").isBefore(jour("du"));
  }

  /** La chaîne de requête de ces filtres, avec son « ? » ; vide quand il n'y en a pas. */
  String requete() {
    var requete = Stream.of(NOMS).filter(n -> chemin.demande(n) != null).map(n -> n + "=" + URLEncoder.encode(chemin.demande(n), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    return requete.isEmpty() ? "" : "?" + requete;
  }

  private LocalDate jour(String nom) {
    try {
      return chemin.demande(nom) == null ? null : LocalDate.parse(chemin.demande(nom));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private <E extends Enum<E>> E mot(Class<E> type, String nom) {
    return Arrays.stream(type.getEnumConstants()).filter(e -> e.name().equals(chemin.demande(nom))).findFirst().orElse(null);
  }

  private UUID personne() {
    return chemin.uuidDemande("personne");
  }
}
