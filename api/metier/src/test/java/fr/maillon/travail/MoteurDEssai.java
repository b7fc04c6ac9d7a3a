package fr.maillon.travail;

import fr.maillon.banc.Banc;
import fr.maillon.isolation.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** Le moteur d'un serveur, devant la base d'un banc : qui l'essaie appelle ses relèves. */
public final class MoteurDEssai {
  private final MoteurDesTravaux moteur = new MoteurDesTravaux();

  /** Pour les travaux du système, qui n'ont pas de droit à relire. */
  public MoteurDEssai(Banc banc, Executor fils, Executant executant) {
    this(banc, new Portees(), fils, executant);
  }

  MoteurDEssai(Banc banc, Portees portees, Executor fils, Executant executant) {
    moteur.registre = new PasAPas(banc);
    moteur.portees = portees;
    moteur.inscrire(List.of(executant), fils);
  }

  public void relever() {
    moteur.relever();
  }

  public void oublier() {
    moteur.oublier();
  }

  void battre() {
    moteur.battre();
  }

  void arreter() {
    moteur.arreter();
  }

  /** Chaque pas dans sa transaction, comme le conteneur le ferait. */
  private static final class PasAPas extends Registre {
    private final Banc banc;

    PasAPas(Banc banc) {
      this.banc = banc;
    }

    private <R> R pas(Function<Registre, R> pas) {
      return banc.sous(TenantScope.identite(), TenantScope.perimetre(), Registre.class, pas);
    }

    private void faire(Consumer<Registre> pas) {
      pas(
          r -> {
            pas.accept(r);
            return null;
          });
    }

    @Override
    public List<Fiche> candidats(Collection<String> natures) {
      return pas(r -> r.candidats(natures));
    }

    @Override
    public Optional<Fiche> prendre(Fiche vue, UUID jeton, Regle regle) {
      return pas(r -> r.prendre(vue, jeton, regle));
    }

    @Override
    public Signe battre(Bail bail, EnCours.Avance avance, Duration duree) {
      return pas(r -> r.battre(bail, avance, duree));
    }

    @Override
    public void reporter(
        Bail bail,
        EnCours.Avance avance,
        Duration apres,
        String pourquoi,
        boolean coute,
        Consumer<Instant> suite) {
      faire(r -> r.reporter(bail, avance, apres, pourquoi, coute, suite));
    }

    @Override
    public void clore(
        Bail bail,
        EnCours.Avance avance,
        EtatTravail fin,
        String phrase,
        Duration memoire,
        Runnable suite) {
      faire(r -> r.clore(bail, avance, fin, phrase, memoire, suite));
    }

    @Override
    public List<Fiche> expires() {
      return pas(Registre::expires);
    }

    @Override
    public void oublier(Fiche vue, Runnable suite) {
      faire(r -> r.oublier(vue, suite));
    }
  }
}
