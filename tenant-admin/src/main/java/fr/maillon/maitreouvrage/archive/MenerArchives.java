package fr.maillon.maitreouvrage.archive;

import fr.maillon.convention.Acces;
import fr.maillon.fichier.FluxDeMorceaux;
import fr.maillon.isolation.Assurance;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import fr.maillon.maitreouvrage.archive.Travaux.BailPerdu;
import fr.maillon.maitreouvrage.archive.Travaux.Sorte;
import fr.maillon.maitreouvrage.archive.Travaux.Travail;
import fr.maillon.regle.RegleMetier;
import fr.maillon.tache.Guichet;
import fr.maillon.tache.Tache;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Prépare les archives et reprend celles qu'on dépose, au nom de qui l'a demandé : son droit est
 * relu en base à chaque départ. La tâche ne fait que répartir ; chaque travail tient son propre
 * bail, et repart du début sur un autre serveur si celui-ci s'arrête.
 */
@ApplicationScoped
class MenerArchives implements Tache {
  static final String NOM = "archives";
  private static final Logger JOURNAL = Logger.getLogger(MenerArchives.class.getName());
  private static final Identite MACHINE =
      new Identite(new UUID(0, 0), "maillon", "Maillon", Set.of());

  /** Chaque travail tient une ou deux connexions du bassin. */
  private static final int ENSEMBLE = 2;

  @Resource(lookup = "java:comp/DefaultManagedExecutorService")
  ManagedExecutorService executeur;

  @Inject Acces acces;
  @Inject Travaux travaux;
  @Inject TenueDesExports exports;
  @Inject TenueDesReprises reprises;
  @Inject EcrireArchive ecrire;
  @Inject RemplirEspace remplir;
  @Inject Sceau sceau;

  private final UUID serveur = UUID.randomUUID();
  private final Guichet guichet = new Guichet(travail -> executeur.execute(travail), ENSEMBLE);
  private volatile boolean arret;

  @Override
  public String nom() {
    return NOM;
  }

  @Override
  public Duration periode() {
    return Duration.ofSeconds(10);
  }

  @Override
  public void executer() {
    travaux.oublier();
    travaux.aMener().forEach(t -> guichet.confier(t.id(), () -> mener(t)));
  }

  @PreDestroy
  void arreter() {
    arret = true;
  }

  private void mener(Travail travail) {
    if (arret) {
      return;
    }
    try {
      ouvrir(travail);
    } catch (RuntimeException e) {
      JOURNAL.log(
          Level.WARNING, travail.sorte() + " " + travail.id() + " interrompu : il repartira", e);
    }
  }

  private void ouvrir(Travail travail) {
    var sorte = travail.sorte();
    var essai = systeme(() -> travaux.prendre(sorte, travail.id(), serveur));
    if (essai == 0) {
      return;
    }
    if (essai > Travaux.TENTATIVES) {
      echouer(
          sorte,
          travail.id(),
          "Trois essais ont été interrompus. Demandez à nouveau ; si cela se répète, prévenez"
              + " l'exploitant.");
      return;
    }
    var auteur =
        new Identite(travail.auteur(), "", travail.auteurNom(), Set.of(), Assurance.ACQUISE);
    var espace = acces.pour(auteur, travail.espace());
    if (espace == null
        || !espace.peut(Geste.ADMINISTRER)
        || sorte == Sorte.EXPORT && !espace.peut(Geste.EXPORTER)) {
      echouer(sorte, travail.id(), "La personne qui l'a demandé n'a plus ce droit dans l'espace.");
      return;
    }
    try {
      TenantScope.run(
          auteur,
          new Perimetre.UnMaitreOuvrage(espace),
          () -> {
            if (sorte == Sorte.EXPORT) {
              exporter(travail.id());
            } else {
              reprendre(travail.id());
            }
          });
    } catch (BailPerdu e) {
      JOURNAL.info(travail.sorte() + " " + travail.id() + " : " + e.getMessage());
    } catch (Arret e) {
      systeme(() -> travaux.rendre(sorte, travail.id(), serveur, false));
    } catch (RegleMetier e) {
      echouer(sorte, travail.id(), e.getMessage());
      TenantScope.run(
          auteur,
          new Perimetre.UnMaitreOuvrage(espace),
          () -> reprises.effacerMorceaux(travail.id()));
    } catch (RuntimeException e) {
      JOURNAL.log(
          Level.SEVERE, travail.sorte() + " " + travail.id() + " en échec, essai " + essai, e);
      systeme(() -> travaux.rendre(sorte, travail.id(), serveur, true));
    }
  }

  private void exporter(UUID id) {
    exports.effacerMorceaux(id);
    var sortie = new Morceaux.Sortie((rang, contenu) -> exports.garder(id, rang, contenu));
    var manifeste = ecrire.ecrire(sortie, suivi(Sorte.EXPORT, id));
    exports.pret(id, serveur, manifeste.lignes(), sortie.octets(), sortie.empreinte());
  }

  private void reprendre(UUID id) {
    var suivi = suivi(Sorte.REPRISE, id);
    suivi.avancer("vérification du fichier", 0);
    var octets = reprises.lire(id).orElseThrow(BailPerdu::new).octets();
    try {
      var manifeste =
          LireArchive.verifier(
              new FluxDeMorceaux(
                  rang -> {
                    suivi.avancer("vérification du fichier", 0);
                    return reprises.morceau(id, rang);
                  }),
              queue(id, octets),
              octets,
              sceau);
      remplir.remplir(
          id, serveur, manifeste, new FluxDeMorceaux(rang -> reprises.morceau(id, rang)), suivi);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** La fin du fichier reçu : un ou deux de ses morceaux. */
  private byte[] queue(UUID id, long octets) {
    int dernier = (int) (Math.max(0, octets - 1) / Morceaux.TAILLE);
    var fin = new ByteArrayOutputStream();
    for (int rang = Math.max(0, dernier - 1); rang <= dernier; rang++) {
      var morceau = reprises.morceau(id, rang);
      if (morceau != null) {
        fin.writeBytes(morceau);
      }
    }
    var lus = fin.toByteArray();
    return Arrays.copyOfRange(lus, Math.max(0, lus.length - FinDeZip.QUEUE), lus.length);
  }

  private EcrireArchive.Suivi suivi(Sorte sorte, UUID id) {
    return (etape, lignes) -> {
      if (arret) {
        throw new Arret();
      }
      systeme(() -> travaux.avancer(sorte, id, serveur, etape, lignes));
    };
  }

  private void echouer(Sorte sorte, UUID id, String erreur) {
    systeme(() -> travaux.echouer(sorte, id, serveur, erreur));
  }

  private static <R> R systeme(ScopedValue.CallableOp<R, RuntimeException> corps) {
    return TenantScope.call(MACHINE, new Perimetre.Systeme(), corps);
  }

  private static void systeme(Runnable corps) {
    TenantScope.run(MACHINE, new Perimetre.Systeme(), corps);
  }

  private static final class Arret extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Arret() {
      super("arrêt du serveur", null, false, false);
    }
  }
}
