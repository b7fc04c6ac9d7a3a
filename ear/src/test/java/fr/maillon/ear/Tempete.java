package fr.maillon.ear;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * L'application de la tempête et ce que le serveur d'essai doit savoir d'elle : les classes mêmes
 * du noyau, deux sources d'une seule connexion. Elle n'est qu'au serveur d'essai, jamais dans
 * l'EAR.
 */
final class Tempete {
  private Tempete() {}

  /** Écrit l'application et le dossier de configuration à ajouter au serveur. */
  static Path preparer(Path dossier) {
    try {
      var configuration = dossier.resolve("configuration");
      Files.createDirectories(configuration);
      var war = dossier.resolve("tempete.war").toAbsolutePath();
      var racine = Path.of(System.getProperty("maillon.racine"));
      try (var archive = new ZipOutputStream(Files.newOutputStream(war))) {
        fichiers(archive, racine.resolve("tenant-admin/target/classes"), "fr/maillon/isolation");
        fichiers(archive, racine.resolve("tenant-admin/target/classes"), "fr/maillon/regle");
        fichiers(archive, racine.resolve("tenant-admin/target/classes"), "fr/maillon/horloge");
        fichiers(archive, racine.resolve("ear/target/test-classes"), "fr/maillon/tempete");
        ecrire(
            archive,
            "WEB-INF/classes/META-INF/persistence.xml",
            """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.2">
            %s%s</persistence>
            """
                .formatted(
                    unite(
                        "tempete",
                        "jdbc/essaiUnique",
                        "fr.maillon.isolation.TenantConnectionListener"),
                    unite("fuite", "jdbc/essaiFuite", "fr.maillon.tempete.EcouteurQuiFuit")));
        ecrire(
            archive,
            "WEB-INF/beans.xml",
            "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.1\""
                + " bean-discovery-mode=\"annotated\"/>");
      }
      Files.writeString(
          configuration.resolve("tempete.xml"),
          """
          <server>
          %s%s    <webApplication id="tempete" name="tempete" contextRoot="/tempete" location="%s">
                  <classloader apiTypeVisibility="spec, ibm-api, api, stable, third-party"/>
              </webApplication>
          </server>
          """
              .formatted(source("essaiUnique"), source("essaiFuite"), war));
      // pour ConteneurIT : Arquillian ajoute son application au serveur qui tourne
      Files.writeString(
          configuration.resolve("arquillian.xml"),
          """
          <server>
              <featureManager><feature>localConnector-1.0</feature></featureManager>
              <config updateTrigger="polled" monitorInterval="500ms"/>
          </server>
          """);
      return configuration;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String unite(String nom, String source, String ecouteur) {
    return """
      <persistence-unit name="%s" transaction-type="JTA">
        <jta-data-source>%s</jta-data-source>
        <class>fr.maillon.tempete.Marche</class>
        <exclude-unlisted-classes>true</exclude-unlisted-classes>
        <shared-cache-mode>NONE</shared-cache-mode>
        <properties>
          <property name="eclipselink.session-event-listener" value="%s"/>
          <property name="eclipselink.transaction.join-existing" value="true"/>
          <property name="eclipselink.target-database" value="PostgreSQL"/>
          <property name="eclipselink.logging.level" value="OFF"/>
        </properties>
      </persistence-unit>
    """
        .formatted(nom, source, ecouteur);
  }

  /** Comme jdbc/maillon, à une connexion près. */
  private static String source(String nom) {
    return """
        <dataSource jndiName="jdbc/%s" jdbcDriverRef="postgresql" type="javax.sql.ConnectionPoolDataSource" transactional="true" statementCacheSize="60">
            <connectionManager maxPoolSize="1" minPoolSize="1" connectionTimeout="30s"/>
            <properties.postgresql serverName="${maillon.base.hote}" portNumber="${maillon.base.port}" databaseName="${maillon.base.nom}" user="maillon_app" password="${maillon.app.secret}"/>
        </dataSource>
    """
        .formatted(nom);
  }

  private static void fichiers(ZipOutputStream archive, Path dossier, String sous)
      throws IOException {
    try (var trouves = Files.walk(dossier.resolve(sous))) {
      for (var fichier : trouves.filter(Files::isRegularFile).toList()) {
        archive.putNextEntry(
            new ZipEntry(
                "WEB-INF/classes/" + dossier.relativize(fichier).toString().replace('\\', '/')));
        Files.copy(fichier, archive);
        archive.closeEntry();
      }
    }
  }

  private static void ecrire(ZipOutputStream archive, String nom, String contenu)
      throws IOException {
    archive.putNextEntry(new ZipEntry(nom));
    archive.write(contenu.getBytes(StandardCharsets.UTF_8));
    archive.closeEntry();
  }
}
