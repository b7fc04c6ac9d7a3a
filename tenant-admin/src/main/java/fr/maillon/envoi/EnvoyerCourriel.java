package fr.maillon.envoi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Remet un courriel au serveur SMTP. Texte et HTML simple, sans image ni traceur. L'identifiant du
 * message est celui de l'envoi : si une coupure le fait remettre deux fois, les serveurs le
 * reconnaissent.
 */
@ApplicationScoped
class EnvoyerCourriel implements Acte, Remise {
  private static final int REFUS = 500;
  private static final String DELAI = "10000";

  @Inject
  @ConfigProperty(name = "maillon.smtp.hote", defaultValue = "127.0.0.1")
  String hote;

  @Inject
  @ConfigProperty(name = "maillon.smtp.port", defaultValue = "25")
  int port;

  /** {@code AUCUNE}, {@code STARTTLS} (exigé, non proposé) ou {@code TLS}. */
  @Inject
  @ConfigProperty(name = "maillon.smtp.securite", defaultValue = "STARTTLS")
  String securite;

  @Inject
  @ConfigProperty(name = "maillon.smtp.compte")
  Optional<String> compte;

  @Inject
  @ConfigProperty(name = "maillon.smtp.secret")
  Optional<String> secret;

  @Inject
  @ConfigProperty(name = "maillon.smtp.de", defaultValue = "ne-pas-repondre@maillon.example")
  String de;

  @Inject
  @ConfigProperty(name = "maillon.url", defaultValue = "http://localhost:9080")
  String url;

  @Inject Clock horloge;

  @Override
  public boolean mene(NatureEnvoi nature) {
    return nature == NatureEnvoi.COURRIEL;
  }

  @Override
  public Constat mener(Demande demande) throws EchecDEnvoi {
    remettre(demande.id(), demande.destinataire(), demande.lettre());
    return () -> {};
  }

  @Override
  public void remettre(UUID envoi, String adresse, Lettre lettre) throws EchecDEnvoi {
    try {
      var session = session();
      var message = message(session, envoi, adresse, lettre);
      try (var transport = session.getTransport()) {
        transport.connect(hote, port, compte.orElse(null), secret.orElse(null));
        transport.sendMessage(message, message.getAllRecipients());
      }
    } catch (AddressException e) {
      throw EchecDEnvoi.refus("L'adresse " + adresse + " n'est pas une adresse de courriel.", e);
    } catch (AuthenticationFailedException e) {
      throw EchecDEnvoi.panne(
          "Le serveur de courrier refuse le compte de Maillon : l'exploitant doit revoir le"
              + " réglage.",
          e);
    } catch (MessagingException e) {
      throw echec(e, adresse);
    }
  }

  /** Une réponse 5xx à l'adresse est sans appel ; 4xx, ou pas de réponse, est une panne. */
  private static EchecDEnvoi echec(MessagingException e, String adresse) {
    var code = code(e);
    if (code >= REFUS && e instanceof SendFailedException) {
      return EchecDEnvoi.refus(
          "Le serveur de courrier refuse l'adresse "
              + adresse
              + " (réponse "
              + code
              + "). Vérifiez-la.",
          e);
    }
    return code > 0
        ? EchecDEnvoi.panne(
            "Le serveur de courrier ne prend pas le message pour l'instant (réponse " + code + ").",
            e)
        : EchecDEnvoi.panne("Le serveur de courrier ne répond pas.", e);
  }

  /** Le code de réponse SMTP que porte la chaîne des causes ; 0 : aucun. */
  private static int code(MessagingException faute) {
    Exception e = faute;
    while (e instanceof MessagingException m) {
      var texte = String.valueOf(m.getMessage()).strip();
      var trouve = java.util.regex.Pattern.compile("(?:^|[ :])([245]\\d\\d)[ -]").matcher(texte);
      if (trouve.find()) {
        return Integer.parseInt(trouve.group(1));
      }
      var reponse = java.util.regex.Pattern.compile("response: (\\d{3})").matcher(texte);
      if (reponse.find()) {
        return Integer.parseInt(reponse.group(1));
      }
      e = m.getNextException();
    }
    return 0;
  }

  private Session session() {
    var reglages = new Properties();
    reglages.put("mail.transport.protocol", "smtp");
    reglages.put("mail.smtp.host", hote);
    reglages.put("mail.smtp.port", String.valueOf(port));
    reglages.put("mail.smtp.auth", String.valueOf(compte.isPresent()));
    reglages.put("mail.smtp.connectiontimeout", DELAI);
    reglages.put("mail.smtp.timeout", DELAI);
    reglages.put("mail.smtp.writetimeout", DELAI);
    reglages.put("mail.smtp.starttls.enable", String.valueOf(securite.equals("STARTTLS")));
    reglages.put("mail.smtp.starttls.required", String.valueOf(securite.equals("STARTTLS")));
    reglages.put("mail.smtp.ssl.enable", String.valueOf(securite.equals("TLS")));
    reglages.put("mail.smtp.ssl.checkserveridentity", "true");
    return Session.getInstance(reglages);
  }

  private MimeMessage message(Session session, UUID identifiant, String adresse, Lettre lettre)
      throws MessagingException {
    var message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + identifiant + "@maillon>");
          }
        };
    message.setFrom(new InternetAddress(de));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(adresse, true));
    message.setSubject(lettre.sujet(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(horloge.instant()));
    message.setHeader("Auto-Submitted", "auto-generated");
    var texte = new MimeBodyPart();
    texte.setText(texte(lettre), StandardCharsets.UTF_8.name());
    var html = new MimeBodyPart();
    html.setText(html(lettre), StandardCharsets.UTF_8.name(), "html");
    message.setContent(new MimeMultipart("alternative", texte, html));
    message.saveChanges();
    return message;
  }

  String texte(Lettre lettre) {
    return lettre.paragraphes().stream().collect(Collectors.joining("\n\n"))
        + (lettre.lien() == null
            ? ""
            : "\n\n" + lettre.lienLibelle() + " :\n" + url + lettre.lien())
        + "\n\n"
        + "-- \n"
        + "Maillon, clauses sociales d'insertion. Ce message est envoyé par une machine, personne"
        + " n'y lit les réponses.\n";
  }

  String html(Lettre lettre) {
    return "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>"
        + echapper(lettre.sujet())
        + "</title></head><body"
        + " style=\"font-family:sans-serif;font-size:16px;line-height:1.5;color:#1b1f24;max-width:36em\">"
        + lettre.paragraphes().stream()
            .map(p -> "<p>" + echapper(p).replace("\n", "<br>") + "</p>")
            .collect(Collectors.joining())
        + (lettre.lien() == null
            ? ""
            : "<p><a href=\""
                + echapper(url + lettre.lien())
                + "\">"
                + echapper(lettre.lienLibelle())
                + "</a></p>")
        + "<p style=\"color:#57606a;font-size:14px\">Maillon, clauses sociales d'insertion. Ce"
        + " message est envoyé par une machine, personne n'y lit les réponses.</p></body></html>";
  }

  private static String echapper(String texte) {
    return texte
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
