package fr.maillon.maitreouvrage;

import fr.maillon.isolation.EcritureCentre;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/** Corrige ce qui décrit un espace. */
@ApplicationScoped
public class DecrireEspace {
  public record Description(
      @NotBlank(message = "Donnez le nom du maître d'ouvrage.")
          @Size(max = 200, message = "Le nom compte 200 caractères au plus.")
          String nom,
      @NotBlank(message = "Donnez un sigle.")
          @Size(max = 3, message = "Le sigle compte trois lettres au plus.")
          String sigle,
      @NotNull(message = "Choisissez un type.") TypeEspace type,
      @NotBlank(message = "Donnez une couleur.") String couleur,
      @NotEmpty(message = "Donnez au moins un SIRET.") List<String> sirets,
      boolean importParSiren,
      @NotNull(message = "Indiquez la version que vous avez lue.") Integer version) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Espaces espaces;
  @Inject Clock horloge;
  @Inject EspaceTenu espaceTenu;

  /**
   * L'année en cours et celles d'avant gardent le type quitté ; déjà quitté cette année, il y est
   * noté.
   */
  private void dater(MaitreOuvrage m, TypeEspace type) {
    int annee = LocalDate.now(horloge).getYear();
    if (type != m.type && em.find(TypeAncien.class, new TypeAncien.Cle(m.id, annee)) == null) {
      em.persist(new TypeAncien(m.id, annee, m.type));
      em.flush();
    }
  }

  /**
   * Corrige le nom, le sigle, le type, la couleur, les SIRET. Un nouveau type ne vaut, dans les
   * chiffres, qu'à partir de l'année prochaine. Le code, lui, ne change jamais : il est dans toutes
   * les adresses.
   */
  @Transactional
  @EcritureCentre
  public void decrire(
      UUID id, @NotNull(message = "Le corps de la demande manque.") @Valid Description c) {
    var sirets = Espaces.nets(c.sirets());
    var couleur = Couleur.choisie(c.couleur());
    espaces.verrouiller();
    var m = espaceTenu.lu(id, c.version());
    espaces.exigerLibres(sirets, id);
    dater(m, c.type());
    m.decrire(
        c.nom().strip().replaceAll("\\s+", " "),
        c.sigle().strip(),
        c.type(),
        couleur,
        c.importParSiren());
    var avant = new HashSet<>(espaces.sirets(id));
    sirets.stream().filter(s -> !avant.remove(s)).forEach(s -> em.persist(new SiretEspace(id, s)));
    avant.forEach(s -> em.remove(em.find(SiretEspace.class, new SiretEspace.Cle(id, s))));
    espaceTenu.noter(m, "DecrireEspace.decrire", null);
  }
}
