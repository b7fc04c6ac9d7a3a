package fr.maillon.maitreouvrage;

import fr.maillon.envoi.Courriels;
import fr.maillon.envoi.Lettre;
import fr.maillon.isolation.Droit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Ce que les administrateurs d'un espace apprennent par courriel : il ferme, et quand tout sera
 * effacé ; il ne ferme plus.
 */
@ApplicationScoped
class Avertir {
  private static final DateTimeFormatter JOUR =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRANCE);

  @Inject Courriels courriels;

  void fermeture(MaitreOuvrage m) {
    courriels.aLEspace(
        m.id,
        Droit.ADMINISTRATEUR,
        "fermeture " + m.version,
        new Lettre(
            "L'espace " + court(m) + " est fermé ; il sera effacé le " + jour(m.effacableLe),
            List.of(
                "L'administration centrale a fermé l'espace "
                    + m.nom
                    + ". Plus personne n'y entre.",
                "Motif : " + m.motif.replaceAll("\\s+", " "),
                "Tout ce qu'il contient sera effacé à partir du "
                    + jour(m.effacableLe)
                    + ". Jusque-là, la fermeture peut être annulée : si c'est une erreur, ou s'il"
                    + " vous faut d'abord exporter vos données, répondez sans attendre à"
                    + " l'administration centrale."),
            null,
            null));
  }

  void annulation(MaitreOuvrage m) {
    courriels.aLEspace(
        m.id,
        Droit.ADMINISTRATEUR,
        "annulation de fermeture " + m.version,
        new Lettre(
            "L'espace " + court(m) + " n'est plus fermé",
            List.of(
                "L'administration centrale a annulé la fermeture de l'espace "
                    + m.nom
                    + ". Rien n'a été effacé : vous y retrouvez tout."),
            "/m/" + m.code,
            "Ouvrir l'espace"));
  }

  private static String court(MaitreOuvrage m) {
    return m.nom.length() > 100 ? m.nom.substring(0, 99) + "…" : m.nom;
  }

  private static String jour(LocalDate date) {
    return date.format(JOUR);
  }
}
