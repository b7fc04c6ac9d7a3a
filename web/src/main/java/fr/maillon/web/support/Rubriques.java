package fr.maillon.web.support;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.TenantScope;
import fr.maillon.web.Demande;
import fr.maillon.web.Routes;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;

/**
 * Les parties de l'administration d'un espace que cette personne peut ouvrir : la même barre sur
 * chacune.
 */
@Named("rubriques")
@RequestScoped
public class Rubriques {
  @Inject HttpServletRequest requete;

  /** Une partie de l'administration, et si c'est celle de la page. */
  public record Rubrique(String libelle, String adresse, boolean active) {}

  /** Vide hors de l'administration d'un espace. */
  public List<Rubrique> getToutes() {
    var demande = Demande.de(requete).filter(d -> d.route().section().equals("administration"));
    var espace = TenantScope.espace();
    if (demande.isEmpty() || espace.isEmpty()) {
      return List.of();
    }
    var racine = "/m/" + espace.get().code() + "/administration/";
    var ici = demande.get().adresse();
    return Stream.of(
            new Object[][] {
              {"Personnes", "personnes", Geste.LIRE},
              {"L'espace", "espace", Geste.ADMINISTRER},
              {"Journal", "journal", Geste.CONSULTER_JOURNAL},
              {"Accès du support", "support", Geste.CONSULTER_JOURNAL},
              {"Exports", "exports", Geste.ADMINISTRER},
              {"Reprise", "reprise", Geste.ADMINISTRER},
              {"Usage", "usage", Geste.LIRE}
            })
        .filter(r -> espace.get().peut((Geste) r[2]) && Routes.trouver(racine + r[1]).isPresent())
        .map(r -> new Rubrique((String) r[0], racine + r[1], ici.startsWith(racine + r[1])))
        .toList();
  }
}
