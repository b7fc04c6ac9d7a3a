package fr.maillon.personne;

import fr.maillon.envoi.Acte;
import fr.maillon.envoi.Contretemps;
import fr.maillon.envoi.NatureEnvoi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/** Ce qui se fait chez Keycloak : retrouver ou créer le compte de qui est invité, lui faire choisir un mot de passe, fermer celui de qui part. */
@ApplicationScoped
class ActesDeCompte implements Acte {
  @Inject Comptes comptes;
  @Inject Arrivees arrivees;

  @Override
  public boolean mene(NatureEnvoi nature) {
    return switch (nature) {
      case COMPTE, MOT_DE_PASSE, RETRAIT_COMPTE -> true;
      case COURRIEL, COURRIEL_GROUPE, COMPTE_EQUIPE, GROUPES -> false;
    };
  }

  @Override
  public Constat mener(Demande demande) throws Contretemps {
    return switch (demande.nature()) {
      case COMPTE -> preparer(demande);
      case MOT_DE_PASSE -> {
        comptes.faireChoisirUnMotDePasse(demande.personne(), arrivees.dureeDuLien());
        yield () -> { };
      }
      case RETRAIT_COMPTE -> {
        if (arrivees.nOuvrePlusRien(demande.personne(), demande.destinataire())) {
          comptes.activer(demande.personne(), false);
        }
        yield () -> { };
      }
      case COURRIEL, COURRIEL_GROUPE, COMPTE_EQUIPE, GROUPES -> throw new IllegalArgumentException("pas un acte de compte : " + demande.nature());
    };
  }

  private Constat preparer(Demande demande) throws Contretemps {
    var attendue = arrivees.attendue(demande.invitation());
    if (attendue.isEmpty()) {
      return () -> { };
    }
    var courriel = attendue.get().courriel();
    var trouve = comptes.trouver(courriel);
    var compte = trouve.isPresent() ? trouve.get() : comptes.creer(courriel, attendue.get().nom(), Comptes.AGENTS);
    if (!compte.actif()) {
      comptes.activer(compte.id(), true);
    }
    // de l'équipe seulement, jusqu'ici : sans ce groupe, son jeton n'aurait pas le rôle
    comptes.ranger(compte.id(), Set.of(Comptes.AGENTS), Set.of());
    return () -> arrivees.entrer(demande.invitation(), compte, trouve.isEmpty());
  }

  @Override
  public void renoncer(Demande demande) {
    if (demande.nature() == NatureEnvoi.COMPTE) {
      arrivees.renoncer(demande.invitation());
    }
  }
}
