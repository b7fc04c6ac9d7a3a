package fr.maillon.maitreouvrage.archive;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.TenantScope;
import fr.maillon.regle.RegleMetier;
import fr.maillon.travail.Contenus;
import fr.maillon.travail.EnCours;
import fr.maillon.travail.Executant;
import fr.maillon.travail.Travail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Prépare les archives, au nom de qui les a demandées ; chaque essai repart du début. */
@ApplicationScoped
@Travail(nature = MenerExports.NATURE, essais = 3, attente = "PT10S", ensemble = 3, parEspace = 2)
class MenerExports implements Executant {
  static final String NATURE = "export";

  @Inject TenantContext contexte;
  @Inject TenueDesExports tenue;
  @Inject EcrireArchive ecrire;
  @Inject Contenus contenus;

  @Override
  public void executer(EnCours travail) {
    if (!contexte.espace().peut(Geste.ADMINISTRER) || !contexte.espace().peut(Geste.EXPORTER)) {
      throw new RegleMetier(
          "droit-perdu", "La personne qui l'a demandé n'a plus ce droit dans l'espace.");
    }
    // un cliché s'ouvre avant toute requête, et une portée qui peut écrire en fait une
    TenantScope.run(
        travail.auteur(),
        new Perimetre.UnMaitreOuvrage(contexte.espace().enLecture()),
        () -> exporter(travail));
  }

  private void exporter(EnCours travail) {
    var bail = travail.bail();
    contenus.vider(bail);
    var sortie = new Morceaux.Sortie((rang, contenu) -> contenus.garder(bail, rang, contenu));
    var manifeste = ecrire.ecrire(sortie, (etape, lignes) -> travail.dire(etape, lignes, 0));
    tenue.pret(bail, manifeste.lignes(), sortie.octets(), sortie.empreinte());
  }
}
