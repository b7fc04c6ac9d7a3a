package fr.maillon.infra;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The mail of an instance: a real SMTP server on the loopback, inside the launcher. Nothing leaves
 * the machine; every message is kept, and written to a file that any mail reader opens. It can be
 * stopped and started again, as a real one breaks down and comes back.
 */
public final class Courrier implements AutoCloseable {
  private static final int START_LIMIT = 20_000;

  /**
   * One message received.
   *
   * @param a the address of the envelope
   * @param texte the plain text part
   * @param fichier the message itself
   */
  public record Recu(
      String a, String sujet, String texte, String html, String identifiant, Path fichier) {}

  private final Path dir;
  private final int port;
  private final AtomicInteger rank = new AtomicInteger();
  private final List<Recu> received = new CopyOnWriteArrayList<>();
  private GreenMail server;

  public Courrier(Path dir, int port) throws IOException {
    this.dir = dir;
    this.port = port;
    Files.createDirectories(dir);
    onlyOwner(dir, "rwx------");
    try (var files = Files.list(dir)) {
      rank.set((int) files.filter(file -> file.toString().endsWith(".eml")).count());
    }
  }

  public int port() {
    return port;
  }

  public Path dossier() {
    return dir;
  }

  /** Listens; does nothing when it already does. */
  public synchronized void demarrer() {
    if (server == null) {
      var setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
      setup.setServerStartupTimeout(START_LIMIT);
      var started = new GreenMail(setup);
      started.start();
      started
          .getUserManager()
          .setMessageDeliveryHandler(
              (message, address) -> {
                keep(message.getMessage(), address);
                return user(started, address);
              });
      server = started;
    }
  }

  /** Answers no more: connections are refused. */
  public synchronized void arreter() {
    if (server != null) {
      server.stop();
      server = null;
    }
  }

  /** What that address received, oldest first. */
  public List<Recu> recus(String adresse) {
    return received.stream().filter(message -> message.a().equalsIgnoreCase(adresse)).toList();
  }

  @Override
  public void close() {
    arreter();
  }

  private static GreenMailUser user(GreenMail server, MailAddress address) {
    return server.setUser(address.getEmail(), address.getEmail(), address.getEmail());
  }

  /** A message names people and holds links that open an account. */
  private static void onlyOwner(Path path, String permissions) throws IOException {
    if (!Plateforme.courante().windows()) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  private void keep(MimeMessage message, MailAddress address) {
    try {
      var bytes = new ByteArrayOutputStream();
      message.writeTo(bytes);
      var file =
          dir.resolve(
              String.format(
                  "%04d-%s.eml",
                  rank.incrementAndGet(),
                  address.getEmail().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.@-]", "_")));
      Files.write(file, bytes.toByteArray());
      onlyOwner(file, "rw-------");
      received.add(
          new Recu(
              address.getEmail(),
              message.getSubject(),
              part(message, "text/plain"),
              part(message, "text/html"),
              message.getMessageID(),
              file));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String part(MimeMessage message, String type)
      throws MessagingException, IOException {
    return message.getContent() instanceof Multipart parts
        ? part(parts, type)
        : message.isMimeType(type) ? String.valueOf(message.getContent()) : "";
  }

  private static String part(Multipart parts, String type) throws MessagingException, IOException {
    for (var i = 0; i < parts.getCount(); i++) {
      BodyPart part = parts.getBodyPart(i);
      if (part.getContent() instanceof Multipart inner) {
        return part(inner, type);
      }
      if (part.isMimeType(type)) {
        return String.valueOf(part.getContent());
      }
    }
    return "";
  }
}
