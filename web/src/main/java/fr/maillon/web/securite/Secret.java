package fr.maillon.web.securite;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Signe ce que le navigateur garde et rend : jeton de formulaire, dernière activité, message. Un
 * secret par installation, le même sur tous les nœuds.
 */
@ApplicationScoped
public class Secret {
  private static final int MINIMUM = 32;
  private static final String ALGORITHME = "HmacSHA256";

  @Inject
  @ConfigProperty(name = "maillon.secret")
  String secret;

  private SecretKeySpec cle;

  public Secret() {}

  Secret(String secret) {
    this.secret = secret;
    preparer();
  }

  void auDemarrage(@Observes Startup depart) {
    // Injecter suffit : sans secret, la construction échoue et l'application ne démarre pas.
  }

  @PostConstruct
  void preparer() {
    if (secret == null || secret.length() < MINIMUM) {
      throw new IllegalStateException(
          "maillon.secret (variable MAILLON_SECRET) doit avoir au moins "
              + MINIMUM
              + " caractères.");
    }
    cle = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHME);
  }

  /**
   * @param usage ce que la signature protège : une signature d'un usage ne vaut rien pour un autre
   */
  public String signer(String usage, String texte) {
    try {
      var mac = Mac.getInstance(ALGORITHME);
      mac.init(cle);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal((usage + '\n' + texte).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public boolean verifie(String usage, String texte, String signature) {
    return MessageDigest.isEqual(
        signer(usage, texte).getBytes(StandardCharsets.US_ASCII),
        signature.getBytes(StandardCharsets.UTF_8));
  }
}
