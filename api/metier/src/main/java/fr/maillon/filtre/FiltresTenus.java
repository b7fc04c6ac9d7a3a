package fr.maillon.filtre;

import static java.util.stream.Collectors.toSet;

import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.Titres;
import fr.maillon.regle.Interdit;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Le filtre qu'un geste change, relu. */
@ApplicationScoped
class FiltresTenus {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;

  Filtre trouver(UUID id) {
    var filtre = em.find(Filtre.class, id);
    if (filtre == null) {
      throw new Introuvable("Filtre");
    }
    return filtre;
  }

  Filtre leSien(UUID id) {
    var filtre = trouver(id);
    if (!filtre.appartientA(contexte.identite().id())) {
      throw new Interdit(
          "Ce filtre est à "
              + filtre.proprietaireNom
              + " : enregistrez-en une copie sous votre nom pour le changer.");
    }
    return filtre;
  }

  void exigerNomLibre(UUID id, String nom) {
    if (em.createQuery(
                "select count(f) from Filtre f where f.proprietaire = :moi and lower(f.nom) = :nom"
                    + " and f.id <> :id",
                Long.class)
            .setParameter("moi", contexte.identite().id())
            .setParameter("nom", nom.strip().toLowerCase(Locale.ROOT))
            .setParameter("id", id)
            .getSingleResult()
        > 0) {
      throw new RegleMetier("filtre-deja-nomme", "nom", "Vous avez déjà un filtre de ce nom.");
    }
  }

  /** Avant que l'autre le devienne : la base n'en admet qu'un par personne. */
  void oublierLeDefaut(UUID saufCelui) {
    em.createQuery(
            "select f from Filtre f where f.proprietaire = :moi and f.parDefaut = true and f.id <>"
                + " :id",
            Filtre.class)
        .setParameter("moi", contexte.identite().id())
        .setParameter("id", saufCelui)
        .getResultList()
        .forEach(Filtre::nePlusEtreParDefaut);
    em.flush();
  }

  FiltreView vue(Filtre f) {
    boolean aMoi = f.appartientA(contexte.identite().id());
    boolean coordination = Titres.courant().filter(Titre.COORDINATEUR::equals).isPresent();
    return new FiltreView(
        f.id,
        f.nom,
        RequeteDeFiltre.relire(f.requete).pour(codes()::contains).texte(),
        f.proprietaireNom,
        aMoi,
        f.partage,
        f.retireParNom,
        aMoi && f.parDefaut,
        f.partage && coordination,
        f.creeLe,
        f.version);
  }

  Set<String> codes() {
    if (contexte.perimetre() instanceof Perimetre.Portefeuille(var espaces)) {
      return espaces.values().stream().map(Espace::code).collect(toSet());
    }
    throw new IllegalStateException(
        "les filtres se lisent sous le portefeuille : " + contexte.perimetre());
  }
}
