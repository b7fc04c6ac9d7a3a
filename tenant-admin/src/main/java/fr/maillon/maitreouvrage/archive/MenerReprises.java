package fr.maillon.maitreouvrage.archive;

import fr.maillon.fichier.FluxDeMorceaux;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.travail.Contenus;
import fr.maillon.travail.EnCours;
import fr.maillon.travail.EtatTravail;
import fr.maillon.travail.Executant;
import fr.maillon.travail.Travail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.UUID;

/** Reprend les archives déposées, au nom de qui les a déposées ; tout, ou rien. */
@ApplicationScoped
@Travail(nature = MenerReprises.NATURE, essais = 3, attente = "PT10S", ensemble = 2)
class MenerReprises implements Executant {
  static final String NATURE = "reprise";
  private static final String VERIFICATION = "vérification du fichier";

  @Inject TenantContext contexte;
  @Inject TenueDesReprises tenue;
  @Inject RemplirEspace remplir;
  @Inject Contenus contenus;
  @Inject SignatureDArchive sceau;

  @Override
  public void executer(EnCours travail) {
    if (!contexte.espace().peut(Geste.ADMINISTRER)) {
      throw new RegleMetier(
          "droit-perdu", "La personne qui l'a demandé n'a plus ce droit dans l'espace.");
    }
    var id = travail.id();
    var octets = tenue.lire(id).orElseThrow(() -> new Introuvable("Reprise")).octets();
    try {
      var manifeste =
          LireArchive.verifier(
              new FluxDeMorceaux(
                  rang -> {
                    travail.dire(VERIFICATION, 0, 0);
                    return contenus.morceau(id, rang);
                  }),
              queue(id, octets),
              octets,
              sceau);
      remplir.remplir(
          travail.bail(),
          manifeste,
          new FluxDeMorceaux(rang -> contenus.morceau(id, rang)),
          (etape, lignes) -> travail.dire(etape, lignes, manifeste.lignes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void renoncer(Abandon abandon) {
    tenue.echouer(abandon.id(), abandon.phrase());
    contenus.effacer(abandon.id());
  }

  @Override
  public void oublier(UUID id, EtatTravail etat) {
    tenue.oublier(id);
  }

  /** La fin du fichier reçu : un ou deux de ses morceaux. */
  private byte[] queue(UUID id, long octets) {
    int dernier = (int) (Math.max(0, octets - 1) / Morceaux.TAILLE);
    var fin = new ByteArrayOutputStream();
    for (int rang = Math.max(0, dernier - 1); rang <= dernier; rang++) {
      var morceau = contenus.morceau(id, rang);
      if (morceau != null) {
        fin.writeBytes(morceau);
      }
    }
    var lus = fin.toByteArray();
    return Arrays.copyOfRange(lus, Math.max(0, lus.length - FinDeZip.QUEUE), lus.length);
  }
}
