package fr.maillon.maitreouvrage.archive;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureAgent;
import fr.maillon.isolation.Sensible;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.Interdit;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.travail.Contenus;
import fr.maillon.usage.PlaceDeSortie;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;

/**
 * Sortir tout l'espace en une archive : son administrateur, s'il a aussi le droit de sortir des
 * données. L'archive n'est qu'à qui l'a demandée et s'oublie après quelques jours ; un autre
 * administrateur de l'espace n'en voit rien.
 */
@ApplicationScoped
public class Exports {
  @Inject TenueDesExports tenue;
  @Inject TenantContext contexte;
  @Inject PlaceDeSortie place;
  @Inject Contenus contenus;

  /**
   * Demande une archive ; elle se prépare en tâche de fond.
   *
   * @throws fr.maillon.regle.TropDeDemandes {@code export-en-cours} : l'espace en prépare déjà
   *     autant qu'il peut
   */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.EXPORTER, sensible = Sensible.EXPORT)
  public UUID demander() {
    exigerAdministrateur();
    return tenue.demander();
  }

  /** Archives que l'espace peut préparer en même temps. */
  @Transactional
  @LectureAgent
  public int ensemble() {
    exigerAdministrateur();
    return tenue.ensemble();
  }

  /** Les exports de qui parle, du plus récent au plus ancien. */
  @Transactional
  @LectureAgent
  public List<ExportView> lister() {
    exigerAdministrateur();
    return tenue.lister();
  }

  /**
   * @throws Introuvable absent, expiré, ou demandé par quelqu'un d'autre
   */
  @Transactional
  @LectureAgent
  public ExportView consulter(UUID id) {
    exigerAdministrateur();
    return tenue.lire(id).orElseThrow(() -> new Introuvable("Export"));
  }

  /**
   * À appeler avant d'envoyer le fichier : le droit est relu, et la sortie notée au journal de
   * l'espace.
   *
   * @throws RegleMetier {@code export-pas-pret}
   * @throws fr.maillon.regle.TropDeDemandes {@code sorties-simultanees}
   */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.EXPORTER, sensible = Sensible.EXPORT)
  public ExportView telecharger(UUID id) {
    exigerAdministrateur();
    var export = tenue.lire(id).orElseThrow(() -> new Introuvable("Export"));
    if (!export.pret()) {
      throw new RegleMetier(
          "export-pas-pret",
          export.etat().equals("ECHEC")
              ? "Cet export a échoué : demandez-en un autre."
              : "L'archive n'est pas encore prête. Revenez dans un instant.");
    }
    place.prendre();
    return export;
  }

  /** Écrit l'archive, morceau par morceau. La sortie reste ouverte. */
  public void envoyer(UUID id, OutputStream sortie) throws IOException {
    var rang = 0;
    for (var morceau = contenus.morceau(id, rang);
        morceau != null;
        morceau = contenus.morceau(id, ++rang)) {
      sortie.write(morceau);
    }
  }

  /** Oublie une archive avant son terme, ou renonce à l'attendre. */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.EXPORTER)
  public void supprimer(UUID id) {
    exigerAdministrateur();
    var _ = tenue.lire(id).orElseThrow(() -> new Introuvable("Export"));
    tenue.supprimer(id);
  }

  private void exigerAdministrateur() {
    if (!contexte.espace().peut(Geste.ADMINISTRER)) {
      throw new Interdit("Exporter les données est réservé à ses administrateurs.");
    }
    if (!contexte.espace().peut(Geste.EXPORTER)) {
      throw new Interdit(
          "Exporter est un droit à part, que vous n'avez pas ici. Un administrateur de l'espace"
              + " peut le donner.");
    }
  }
}
