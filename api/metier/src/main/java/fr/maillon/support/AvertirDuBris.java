package fr.maillon.support;

import fr.maillon.envoi.Courriels;
import fr.maillon.envoi.Lettre;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.TenantScope;
import fr.maillon.journal.BrisDeGlace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Écrit aux référents et aux administrateurs de l'espace, dans la transaction qui note l'entrée :
 * l'une ne va pas sans l'autre.
 */
@ApplicationScoped
class AvertirDuBris {
  private static final DateTimeFormatter HEURE = DateTimeFormatter.ofPattern("HH 'h' mm");

  @Inject Courriels courriels;
  @Inject Clock horloge;

  void auBris(@Observes BrisDeGlace bris) {
    var espace = TenantScope.espace().orElseThrow();
    courriels.aLEspace(
        espace.id(),
        Droit.REFERENT,
        "bris-de-glace " + bris.fenetre(),
        new Lettre(
            "Le support est entré dans " + court(espace.nom()) + " sans y être autorisé",
            List.of(
                bris.qui()
                    + " (support de Maillon) vient d'entrer dans l'espace "
                    + espace.nom()
                    + " sans que personne de chez vous ne le lui ait ouvert.",
                "Motif donné : " + bris.motif(),
                "L'entrée est en lecture seule et se referme d'elle-même à "
                    + HEURE.format(bris.fin().atZone(horloge.getZone()))
                    + ". Vous pouvez la fermer tout de suite ; dites aussi que vous l'avez vue :"
                    + " l'espace l'affiche jusque-là."),
            "/m/" + espace.code() + "/administration/support",
            "Voir ou fermer cet accès"));
  }

  private static String court(String nom) {
    return nom.length() > 120 ? nom.substring(0, 120) + "…" : nom;
  }
}
