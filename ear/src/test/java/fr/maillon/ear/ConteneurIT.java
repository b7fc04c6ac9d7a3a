package fr.maillon.ear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.tempete.Appels;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Le périmètre, vu de l'intérieur du serveur : le bean que CDI injecte, la transaction qu'il ouvre,
 * la base qu'elle interroge.
 */
@Isolated("une application de plus s'y déploie")
@ExtendWith({ServeurDEssai.class, ArquillianExtension.class})
class ConteneurIT {
  private static final UUID ESPACE = UUID.fromString("00000000-0000-4000-9000-000000000001");

  @Inject TenantContext contexte;
  @Inject Appels appels;

  @Deployment
  static WebArchive application() throws SQLException {
    new Canaris(PileDeTest.pile());
    return ShrinkWrap.create(WebArchive.class, "conteneur.war")
        .as(ZipImporter.class)
        .importFrom(PileDeTest.TEMPETE.resolve("tempete.war").toFile())
        .as(WebArchive.class)
        .addClass(ServeurDEssai.class);
  }

  @Test
  void laPorteeOuverteDitLEspaceEtLaBaseLeSuit() throws Exception {
    var espace =
        new Espace(
            ESPACE,
            "essai",
            "Essai",
            "E",
            "COMMUNE",
            "#000000",
            Titre.FACILITATEUR,
            null,
            List.of(),
            false,
            Droits.agent(Droit.ADMINISTRATEUR, true));
    var moi = new Identite(new UUID(0, 1), "essai", "Essai", Set.of("facilitateur"));
    TenantScope.call(
        moi,
        new Perimetre.UnMaitreOuvrage(espace),
        () -> {
          assertEquals(ESPACE, contexte.tenantId());
          assertEquals(Set.of(ESPACE.toString()), appels.lire(true).keySet());
          return null;
        });
  }

  @Test
  void sansPorteeNiEspaceNiLigne() {
    assertInstanceOf(Perimetre.Aucun.class, contexte.perimetre());
    assertThrows(IllegalStateException.class, contexte::tenantId);
    assertEquals(Map.of(), appels.lire(true));
  }
}
