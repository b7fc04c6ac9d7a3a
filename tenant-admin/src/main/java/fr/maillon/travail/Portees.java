package fr.maillon.travail;

import fr.maillon.acces.Acces;
import fr.maillon.isolation.Assurance;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Où, et au nom de qui, un travail se mène. Le droit de son auteur est relu en base à chaque départ
 * : un travail demandé hier par quelqu'un qui n'est plus de l'espace ne va pas plus loin.
 */
@ApplicationScoped
class Portees {
  static final Identite MACHINE = new Identite(new UUID(0, 0), "maillon", "Maillon", Set.of());

  @Inject Acces acces;

  /** Vide : son auteur n'a plus ce droit. */
  Optional<Perimetre> ouvrir(Registre.Fiche t) {
    var auteur = auteur(t);
    return switch (t.porteur()) {
      case ESPACE ->
          Optional.ofNullable(acces.pour(auteur, t.tenantId())).map(Perimetre.UnMaitreOuvrage::new);
      case EQUIPE ->
          habilite(auteur, "COORDINATEUR")
              ? Optional.of(new Perimetre.Equipe(Titre.COORDINATEUR))
              : habilite(auteur, "FACILITATEUR")
                  ? Optional.of(new Perimetre.Equipe(Titre.FACILITATEUR))
                  : Optional.empty();
      case CENTRE ->
          habilite(auteur, "CENTRAL") ? Optional.of(new Perimetre.Centre()) : Optional.empty();
      case SYSTEME -> Optional.of(new Perimetre.Systeme());
    };
  }

  private boolean habilite(Identite auteur, String titre) {
    return TenantScope.call(auteur, new Perimetre.Identification(), acces::habilitations)
        .contains(titre);
  }

  /** De quoi clore un travail chez son porteur, et rien de plus : ni SIRET, ni nom. */
  static Perimetre clos(Registre.Fiche t) {
    return switch (t.porteur()) {
      case ESPACE ->
          new Perimetre.UnMaitreOuvrage(
              new Espace(
                  t.tenantId(),
                  "",
                  "",
                  "",
                  "",
                  "",
                  Titre.AGENT,
                  null,
                  List.of(),
                  false,
                  Droits.agent(Droit.ADMINISTRATEUR, false)));
      case CENTRE -> new Perimetre.Centre();
      // la base ne reconnaît plus la coordination à qui l'a perdue
      case EQUIPE, SYSTEME -> new Perimetre.Systeme();
    };
  }

  static Identite auteur(Registre.Fiche t) {
    return new Identite(t.auteur(), "", t.auteurNom(), Set.of(), Assurance.ACQUISE);
  }
}
