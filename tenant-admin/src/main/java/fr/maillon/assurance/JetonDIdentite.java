package fr.maillon.assurance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fr.maillon.assurance.ConfirmationRefusee.Cause;
import fr.maillon.isolation.Assurance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Lit un jeton d'identité et n'en croit rien avant d'avoir tout vérifié (OpenID Connect Core,
 * 3.1.3.7).
 */
final class JetonDIdentite {
  /** Deux horloges ne sont jamais tout à fait d'accord. */
  private static final Duration ECART = Duration.ofSeconds(30);

  private static final JsonFactory JSON = new JsonFactory();

  private JetonDIdentite() {}

  /**
   * @param emetteur l'adresse du royaume
   * @param client à qui le jeton s'adresse
   * @param personne le « sub » de qui est connecté à la page
   * @param nonce celui de cette demande, et d'elle seule
   */
  record Attendu(String emetteur, String client, UUID personne, String nonce) {}

  /**
   * @param cles la clé publique du royaume qui porte ce nom
   * @return ce que le jeton prouve : un second facteur, montré depuis moins de cinq minutes
   * @throws ConfirmationRefusee il ne le prouve pas
   */
  static Assurance verifier(
      String jeton,
      Attendu attendu,
      Function<String, Optional<PublicKey>> cles,
      Instant maintenant) {
    var morceaux = jeton == null ? new String[0] : jeton.split("\\.", -1);
    if (morceaux.length != 3) {
      throw new ConfirmationRefusee(Cause.ILLISIBLE);
    }
    signe(morceaux, cles);
    var dit = objet(decoder(morceaux[1]));
    exiger(attendu.emetteur().equals(dit.get("iss")), Cause.EMETTEUR);
    exiger(adresse(dit, attendu.client()), Cause.DESTINATAIRE);
    exiger(
        instant(dit, "exp").filter(fin -> fin.plus(ECART).isAfter(maintenant)).isPresent(),
        Cause.EXPIREE);
    exiger(attendu.nonce().equals(dit.get("nonce")), Cause.NONCE);
    exiger(attendu.personne().toString().equals(dit.get("sub")), Cause.AUTRE_PERSONNE);
    exiger(Assurance.ACR.equals(dit.get("acr")), Cause.SANS_SECOND_FACTEUR);
    var quand =
        instant(dit, "auth_time").orElseThrow(() -> new ConfirmationRefusee(Cause.TROP_ANCIENNE));
    var assurance = new Assurance(true, quand);
    exiger(
        assurance.fraiche(maintenant) && quand.minus(ECART).isBefore(maintenant),
        Cause.TROP_ANCIENNE);
    return assurance;
  }

  private static void signe(String[] morceaux, Function<String, Optional<PublicKey>> cles) {
    var entete = objet(decoder(morceaux[0]));
    exiger(
        "RS256".equals(entete.get("alg")) && entete.get("kid") instanceof String, Cause.SIGNATURE);
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(
          cles.apply((String) entete.get("kid"))
              .orElseThrow(() -> new ConfirmationRefusee(Cause.SIGNATURE)));
      signature.update((morceaux[0] + "." + morceaux[1]).getBytes(StandardCharsets.US_ASCII));
      exiger(signature.verify(decoder(morceaux[2])), Cause.SIGNATURE);
    } catch (GeneralSecurityException e) {
      throw new ConfirmationRefusee(Cause.SIGNATURE);
    }
  }

  /** À plusieurs destinataires, {@code azp} dit lequel l'a demandé. */
  private static boolean adresse(Map<String, Object> dit, String client) {
    return dit.get("aud") instanceof List<?> plusieurs
        ? plusieurs.contains(client) && client.equals(dit.get("azp"))
        : client.equals(dit.get("aud"));
  }

  private static Optional<Instant> instant(Map<String, Object> dit, String nom) {
    return dit.get(nom) instanceof Long secondes
        ? Optional.of(Instant.ofEpochSecond(secondes))
        : Optional.empty();
  }

  private static void exiger(boolean vrai, Cause sinon) {
    if (!vrai) {
      throw new ConfirmationRefusee(sinon);
    }
  }

  private static byte[] decoder(String morceau) {
    try {
      return Base64.getUrlDecoder().decode(morceau);
    } catch (IllegalArgumentException e) {
      throw new ConfirmationRefusee(Cause.ILLISIBLE);
    }
  }

  /** Un objet JSON : textes, entiers, booléens, listes et objets ; le reste ne nous dit rien. */
  static Map<String, Object> objet(byte[] json) {
    try (var lecteur = JSON.createParser(json)) {
      if (lecteur.nextToken() != JsonToken.START_OBJECT) {
        throw new ConfirmationRefusee(Cause.ILLISIBLE);
      }
      return lireObjet(lecteur);
    } catch (IOException e) {
      throw new ConfirmationRefusee(Cause.ILLISIBLE);
    }
  }

  private static Map<String, Object> lireObjet(JsonParser lecteur) throws IOException {
    var lu = new HashMap<String, Object>();
    while (lecteur.nextToken() != JsonToken.END_OBJECT) {
      var nom = lecteur.currentName();
      lecteur.nextToken();
      lu.put(nom, valeur(lecteur));
    }
    return lu;
  }

  private static Object valeur(JsonParser lecteur) throws IOException {
    return switch (lecteur.currentToken()) {
      case VALUE_STRING -> lecteur.getText();
      case VALUE_NUMBER_INT -> lecteur.getLongValue();
      case START_OBJECT -> lireObjet(lecteur);
      case START_ARRAY -> {
        var liste = new ArrayList<>();
        while (lecteur.nextToken() != JsonToken.END_ARRAY) {
          liste.add(valeur(lecteur));
        }
        yield liste;
      }
      case null -> throw new ConfirmationRefusee(Cause.ILLISIBLE);
      default -> lecteur.getText();
    };
  }
}
