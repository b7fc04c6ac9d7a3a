package fr.maillon.personne;

import fr.maillon.envoi.EchecDEnvoi;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * La personne invitée accepte, par le secret de son courriel : elle ouvre un compte, ou elle entre
 * avec celui où elle est connectée. C'est le seul chemin d'une invitation à un compte : ni
 * l'adresse ni le nom n'en sont un. Ouvert à qui a le secret ; le lire ne change rien.
 */
@ApplicationScoped
public class AccepterInvitation {
  /** Où mène le lien du courriel, secret en fin. */
  public static final String ADRESSE = "/invitation/lien?cle=";

  private static final Logger JOURNAL = Logger.getLogger(AccepterInvitation.class.getName());
  private static final Identite MACHINE =
      new Identite(new UUID(0, 0), "maillon", "Maillon", Set.of());

  /** Inconnue, annulée ou remplacée : la même réponse. */
  public enum Etat {
    OUVERTE,
    EXPIREE,
    UTILISEE,
    INCONNUE
  }

  /**
   * @param nom de qui est invité
   * @param courriel là où l'invitation est partie ; ce sera son identifiant si son compte est neuf
   * @param par qui invite
   * @param ou « l'espace de la Ville de Lyon », « l'équipe de Maillon »
   * @param quoi avec quel droit
   * @param suite la première page, une fois entré
   * @param adresse ce n'est pas quelqu'un qui entre : une personne confirme sa nouvelle adresse,
   *     avec son compte
   */
  public record InvitationOuverteView(
      Etat etat,
      String nom,
      String courriel,
      String par,
      String ou,
      String quoi,
      Instant expireLe,
      String suite,
      boolean adresse) {
    public static final InvitationOuverteView INCONNUE =
        new InvitationOuverteView(Etat.INCONNUE, null, null, null, null, null, null, null, false);
  }

  @Inject Seuil seuil;
  @Inject Comptes comptes;

  /** Ne consomme rien et n'envoie rien : un lien suivi par un antivirus reste bon. */
  public InvitationOuverteView lire(String secret) {
    return secret == null || secret.isBlank()
        ? InvitationOuverteView.INCONNUE
        : systeme(() -> seuil.lire(secret));
  }

  /**
   * Ouvre un compte neuf avec ce mot de passe, et entre.
   *
   * @return la première page
   * @throws RegleMetier {@code mot-de-passe-refuse}, {@code mots-de-passe-differents}, {@code
   *     compte-existant}, {@code comptes-indisponibles}, {@code connexion-requise}, {@code
   *     invitation-inconnue}, {@code invitation-expiree}, {@code invitation-utilisee}
   */
  public String avecUnMotDePasse(String secret, String motDePasse, String encore) {
    if (motDePasse == null || motDePasse.isEmpty()) {
      throw new RegleMetier("mot-de-passe-refuse", "motDePasse", "Choisissez un mot de passe.");
    }
    if (!motDePasse.equals(encore)) {
      throw new RegleMetier(
          "mots-de-passe-differents", "encore", "Les deux mots de passe diffèrent.");
    }
    return systeme(
        () -> {
          var attendue = seuil.reserver(exiger(secret));
          var fait = false;
          try {
            var compte =
                comptes.creer(
                    attendue.courriel(),
                    attendue.nom(),
                    attendue.groupe(),
                    attendue.id(),
                    motDePasse);
            var suite = seuil.entrer(secret, attendue.id(), compte, true);
            fait = true;
            return suite;
          } catch (EchecDEnvoi e) {
            JOURNAL.log(Level.INFO, "invitation " + attendue.id() + " : " + e.getMessage(), e);
            throw new RegleMetier(
                "comptes-indisponibles",
                e.getMessage() + " Votre lien reste bon : recommencez dans un moment.");
          } finally {
            if (!fait) {
              seuil.liberer(attendue.id());
            }
          }
        });
  }

  /**
   * La personne connectée accepte : c'est son compte qui entre, quelle qu'en soit l'adresse ; ou
   * dont l'adresse change, si c'est lui qu'on attend.
   *
   * @return la première page
   * @throws RegleMetier {@code invitation-inconnue}, {@code invitation-expiree}, {@code
   *     invitation-utilisee}, {@code autre-compte}, {@code adresse-prise}, {@code
   *     identite-au-centre}
   */
  public String avecMonCompte(String secret) {
    var moi = TenantScope.identite();
    if (moi.id().equals(MACHINE.id())) {
      throw new RegleMetier("non-connecte", "Connectez-vous d'abord.");
    }
    return systeme(
        () ->
            seuil.entrer(
                exiger(secret),
                null,
                new Comptes.Compte(moi.id(), moi.identifiant(), true),
                false));
  }

  private static String exiger(String secret) {
    return secret == null ? "" : secret;
  }

  private static <R> R systeme(java.util.function.Supplier<R> corps) {
    return TenantScope.call(MACHINE, new Perimetre.Systeme(), corps::get);
  }
}
