package fr.maillon.participant;

import fr.maillon.regle.RegleMetier;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Des fiches ressemblent à celle qu'on ouvre : la personne est peut-être déjà suivie. Se confirme.
 */
public class DoublonPossible extends RegleMetier {
  private static final long serialVersionUID = 1L;
  private final transient List<Candidat> candidats;

  /** Une fiche qui ressemble. */
  public record Candidat(UUID id, String nom, String prenom, LocalDate dateNaissance) {}

  DoublonPossible(List<Candidat> candidats) {
    super(
        "doublon-possible",
        "confirmer",
        candidats.size() == 1
            ? "Une fiche ressemble à celle-ci. Est-ce la même personne ? Ouvrez sa fiche, ou"
                + " inscrivez quand même."
            : candidats.size()
                + " fiches ressemblent à celle-ci. Est-ce la même personne ? Ouvrez sa fiche, ou"
                + " inscrivez quand même.");
    this.candidats = List.copyOf(candidats);
  }

  public List<Candidat> candidats() {
    return candidats;
  }
}
