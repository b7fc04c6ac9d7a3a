package fr.maillon.isolation;

import fr.maillon.infra.Postgres;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Qui demande, et comment PostgreSQL l'apprend. */
enum Demandeur {
  SANS_PORTEE(Postgres.APP, null, null),
  AUCUN(Postgres.APP, new Perimetre.Aucun(), null),
  AUCUN_MAIS_CONNU(Postgres.APP, new Perimetre.Aucun(), "facil2"),
  IDENTIFICATION_AGENT_A(Postgres.APP, new Perimetre.Identification(), "agentA"),
  IDENTIFICATION_FACIL(Postgres.APP, new Perimetre.Identification(), "facil"),
  IDENTIFICATION_FACIL2(Postgres.APP, new Perimetre.Identification(), "facil2"),
  IDENTIFICATION_COORD(Postgres.APP, new Perimetre.Identification(), "coord"),
  IDENTIFICATION_SUPPORT(Postgres.APP, new Perimetre.Identification(), "support"),
  IDENTIFICATION_CENTRAL(Postgres.APP, new Perimetre.Identification(), "central"),
  AGENT_A(Postgres.APP, dans(Titre.AGENT), "agentA"),
  FACIL_DANS_A(Postgres.APP, dans(Titre.FACILITATEUR), "facil"),
  FACIL2_DANS_A(Postgres.APP, dans(Titre.FACILITATEUR), "facil2"),
  COORD_DANS_A(Postgres.APP, dans(Titre.COORDINATEUR), "coord"),
  ADMIN_A(Postgres.APP, dans(Titre.AGENT, Droits.agent(Droit.ADMINISTRATEUR, true)), "agentA"),
  LECTEUR_A(Postgres.APP, dans(Titre.AGENT, Droits.agent(Droit.LECTEUR, false)), "agentA"),
  SUPPORT_DANS_A(Postgres.APP, dans(Titre.SUPPORT), "support"),
  /** Dans A, que l'administration centrale a suspendu. */
  FACIL_DANS_A_SUSPENDU(
      Postgres.APP, dans(Titre.FACILITATEUR, new Droits(true, null, false, null, null)), "facil"),
  PORTEFEUILLE_VIDE(Postgres.APP, portefeuille(), "facil"),
  PORTEFEUILLE_A(Postgres.APP, portefeuille("A"), "facil"),
  PORTEFEUILLE_A_B(Postgres.APP, portefeuille("A", "B"), "facil2"),
  EQUIPE_FACIL(Postgres.APP, new Perimetre.Equipe(Titre.FACILITATEUR), "facil"),
  EQUIPE_COORD(Postgres.APP, new Perimetre.Equipe(Titre.COORDINATEUR), "coord"),
  CENTRE(Postgres.APP, new Perimetre.Centre(), "central"),
  SYSTEME(Postgres.APP, new Perimetre.Systeme(), null),
  CONSOLIDE(Postgres.CONSOLIDE, null, null),
  /** Le rôle de la consolidation, qui se dirait dans un espace. */
  CONSOLIDE_DANS_A(Postgres.CONSOLIDE, dans(Titre.FACILITATEUR), "facil"),
  ENTRETIEN(Postgres.ENTRETIEN, null, null),
  PROPRIETAIRE(Postgres.OWNER, null, null);

  final String role;
  final Perimetre perimetre;
  final String personne;

  Demandeur(String role, Perimetre perimetre, String personne) {
    this.role = role;
    this.perimetre = perimetre;
    this.personne = personne;
  }

  private static Perimetre dans(Titre titre) {
    return new Perimetre.UnMaitreOuvrage(Jeu.espace("A", titre));
  }

  private static Perimetre dans(Titre titre, Droits droits) {
    return new Perimetre.UnMaitreOuvrage(Jeu.espace("A", titre, droits));
  }

  private static Perimetre portefeuille(String... cotes) {
    SortedMap<UUID, Espace> espaces = new TreeMap<>();
    Arrays.stream(cotes)
        .map(c -> Jeu.espace(c, Titre.FACILITATEUR))
        .forEach(e -> espaces.put(e.id(), e));
    return new Perimetre.Portefeuille(espaces);
  }

  /** Les réglages mêmes que pose l'écouteur ; null : une transaction où personne ne les a posés. */
  String reglages() {
    return perimetre == null
        ? null
        : TenantConnectionListener.reglages(
            perimetre, personne == null ? Jeu.NUL : Jeu.id(personne));
  }

  boolean dansUnEspace() {
    return role.equals(Postgres.APP) && perimetre instanceof Perimetre.UnMaitreOuvrage;
  }

  boolean ecritDansUnEspace() {
    return dansUnEspace()
        && TenantScope.call(
            new Identite(Jeu.NUL, "", "", java.util.Set.of()),
            perimetre,
            () -> !TenantScope.espace().orElseThrow().lectureSeule());
  }

  /** Membre de l'équipe, où qu'il soit. */
  boolean equipe() {
    return role.equals(Postgres.APP)
        && switch (perimetre) {
          case null -> false;
          case Perimetre.UnMaitreOuvrage(var espace) -> espace.titre().equipe();
          case Perimetre.Portefeuille _, Perimetre.Equipe _ -> true;
          default -> false;
        };
  }

  boolean sansRien() {
    return role.equals(Postgres.APP) && (perimetre == null || perimetre instanceof Perimetre.Aucun);
  }
}
