package fr.maillon.journal;

import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.Verrou;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Écrit au journal d'un espace, dans la transaction de l'acte : l'un ne va pas sans l'autre. Une
 * ligne ne se modifie ni ne se retire, et porte l'empreinte de la précédente ; la base tient la
 * chaîne ({@code app.journaliser}).
 */
@ApplicationScoped
public class Journal {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Verrou verrou;
  @Inject Clock horloge;
  @Inject Event<BrisDeGlace> avertir;

  /**
   * Ajoute une ligne à l'espace où l'on est entré, au nom de qui parle ; à celui de la convention
   * ou de la fenêtre qui l'y a fait entrer.
   *
   * @param acte nom de code, dont les pages donnent la phrase
   * @param objet ce sur quoi il porte, un identifiant le plus souvent ; null admis
   * @param detail une phrase, sans nom de participant ; null admis
   */
  @Transactional(Transactional.TxType.REQUIRED)
  public void noter(NatureDeLigne nature, String acte, String objet, String detail) {
    var espace =
        TenantScope.espace()
            .orElseThrow(() -> new IllegalStateException("pas d'espace où noter " + acte));
    ecrire(espace.id(), nature, espace.titre().name(), espace, acte, objet, detail);
  }

  /**
   * Ajoute une ligne au journal d'un espace où l'on n'est pas entré : depuis l'administration
   * centrale, une tâche du système, ou la coordination, qui n'y note que des droits donnés et
   * repris ({@link NatureDeLigne#DROITS}).
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void noter(UUID espace, NatureDeLigne nature, String acte, String objet, String detail) {
    var titre =
        switch (TenantScope.perimetre()) {
          case Perimetre.Centre _ -> "CENTRAL";
          case Perimetre.Systeme _ -> "SYSTEME";
          case Perimetre.Equipe(var equipe)
              when equipe == Titre.COORDINATEUR && nature == NatureDeLigne.DROITS ->
              equipe.name();
          default ->
              throw new IllegalStateException(
                  "on ne note pas ici " + nature + " depuis " + TenantScope.perimetre());
        };
    ecrire(espace, nature, titre, null, acte, objet, detail);
  }

  /**
   * Note que l'on entre, dans sa propre transaction. La première entrée par bris de glace en est la
   * ligne, et avertit l'espace ({@link BrisDeGlace}) dans la même transaction : rien n'y est lu
   * avant.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void noterEntree() {
    var espace = TenantScope.espace().orElseThrow();
    var fenetre = espace.droits().support();
    var bris = fenetre == null || !fenetre.brisDeGlace() ? null : brisEnCours(espace, fenetre);
    if (bris == null || dejaNote(espace.id(), bris)) {
      noter(NatureDeLigne.ENTREE, "entrer", null, null);
      return;
    }
    noter(NatureDeLigne.BRIS_DE_GLACE, "entrer", bris.fenetre().toString(), bris.motif());
    avertir.fire(bris);
  }

  /** Une même fenêtre n'avertit qu'une fois, quel que soit le nombre de serveurs et d'onglets. */
  private boolean dejaNote(UUID espace, BrisDeGlace bris) {
    verrou.prendre("bris " + bris.fenetre());
    return ((Number)
                em.createNativeQuery(
                        "select count(*) from plateforme.journal where maitre_ouvrage_id = ? and"
                            + " nature = 'BRIS_DE_GLACE' and objet = ?")
                    .setParameter(1, espace)
                    .setParameter(2, bris.fenetre().toString())
                    .getSingleResult())
            .intValue()
        > 0;
  }

  private BrisDeGlace brisEnCours(Espace espace, Droits.Fenetre fenetre) {
    var ligne =
        (Object[])
            em.createNativeQuery(
                    "select cast(id as text), motif from plateforme.acces_support where"
                        + " maitre_ouvrage_id = ? and bris_de_glace and ouvert_par = ? and ferme_le"
                        + " is null and au = ? order by du limit 1")
                .setParameter(1, espace.id())
                .setParameter(2, TenantScope.identite().id())
                .setParameter(3, OffsetDateTime.ofInstant(fenetre.fin(), ZoneOffset.UTC))
                .getSingleResult();
    return new BrisDeGlace(
        UUID.fromString((String) ligne[0]),
        TenantScope.identite().nom(),
        (String) ligne[1],
        fenetre.fin());
  }

  private void ecrire(
      UUID espace,
      NatureDeLigne nature,
      String titre,
      Espace entre,
      String acte,
      String objet,
      String detail) {
    var identite = TenantScope.identite();
    var droits = entre == null ? null : entre.droits();
    Droits.Fenetre fenetre = droits == null ? null : droits.support();
    em.createNativeQuery(
            "select app.journaliser(?, ?, ?, ?, ?, ?, cast(? as uuid), cast(? as text), cast(? as"
                + " uuid), cast(? as text), cast(? as text), cast(? as text))")
        .setParameter(1, espace)
        .setParameter(2, OffsetDateTime.ofInstant(horloge.instant(), ZoneOffset.UTC))
        .setParameter(3, nature.name())
        .setParameter(4, titre)
        .setParameter(5, identite.id())
        .setParameter(6, titre.equals("SYSTEME") ? "Maillon" : identite.nom())
        .setParameter(7, texte(fenetre == null ? null : fenetre.ouvertePar()))
        .setParameter(8, fenetre == null ? null : fenetre.ouverteParNom())
        .setParameter(9, texte(droits == null ? null : droits.convention()))
        .setParameter(10, acte)
        .setParameter(11, objet)
        .setParameter(12, detail)
        .getSingleResult();
  }

  private static String texte(UUID id) {
    return id == null ? null : id.toString();
  }
}
