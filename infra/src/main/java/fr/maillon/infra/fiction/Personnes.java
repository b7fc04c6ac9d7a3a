package fr.maillon.infra.fiction;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;

/** The people who are hired: each in her year, eligible for two from its first day. */
final class Personnes {
  private static final String[] NIVEAUX = {
    "INFRA_CAP", "INFRA_CAP", "CAP_BEP", "CAP_BEP", "CAP_BEP", "BAC", "BAC_PLUS_2", "INCONNU"
  };
  private static final String[] CRITERES = {
    "RSA", "DELD", "JEUNE_MOINS_26", "TRAVAILLEUR_HANDICAPE", "SENIOR_PLUS_50"
  };

  private final Taille taille;
  private final Tables tables;
  private final List<EspaceFictif.Auteur> facilitateurs;

  Personnes(Taille taille, Tables tables, List<EspaceFictif.Auteur> facilitateurs) {
    this.taille = taille;
    this.tables = tables;
    this.facilitateurs = facilitateurs;
  }

  static UUID participant(Taille taille, long personne) {
    return taille.id("participant", personne);
  }

  static UUID eligibilite(Taille taille, long personne) {
    return taille.id("eligibilite", personne);
  }

  /** Who was never hired was never met. */
  void ecrire(BitSet embauchees) {
    embauchees.stream().forEach(this::ecrire);
  }

  private void ecrire(int personne) {
    var hasard = taille.hasard("participant", personne);
    var nom = Noms.nom(hasard);
    var prenom = Noms.prenom(hasard);
    var entree = LocalDate.of(taille.premiereAnnee() + personne / taille.personnesParAn(), 1, 1);
    var facilitateur = facilitateurs.get(hasard.nextInt(facilitateurs.size()));
    var sexe = hasard.nextInt(100);
    var critere = CRITERES[hasard.nextInt(CRITERES.length)];
    tables
        .participant
        .id(participant(taille, personne))
        .texte(nom)
        .texte(prenom)
        .jour(entree.minusDays(hasard.nextInt(365) + 365L * age(critere, hasard.nextInt(23))))
        .texte(sexe < 45 ? "F" : sexe < 99 ? "M" : "NON_PRECISE")
        .texte(NIVEAUX[hasard.nextInt(NIVEAUX.length)])
        .vrai(hasard.nextInt(4) == 0)
        .texte(Noms.cherchable(nom + " " + prenom + " " + nom))
        .instant(entree)
        .fin();
    tables
        .eligibilite
        .id(eligibilite(taille, personne))
        .id(participant(taille, personne))
        .texte(critere)
        .texte("Attestation")
        .jour(entree)
        .texte("ELIGIBLE")
        .rien()
        .jour(entree)
        .nombre(24)
        .jour(entree.plusYears(2).minusDays(1))
        .id(facilitateur.id())
        .texte(facilitateur.nom())
        .instant(entree)
        .fin();
  }

  private static int age(String critere, int annees) {
    return switch (critere) {
      case "JEUNE_MOINS_26" -> 18 + annees % 7;
      case "SENIOR_PLUS_50" -> 51 + annees % 10;
      default -> 26 + annees;
    };
  }
}
