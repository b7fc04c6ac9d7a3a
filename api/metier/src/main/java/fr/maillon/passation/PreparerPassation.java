package fr.maillon.passation;

import fr.maillon.acces.Acces;
import fr.maillon.charge.MesurerCharge;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.LectureCoordination;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.suiviconvention.MaitreOuvrageAssiste;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Ce qu'une passation emporterait, avant de la décider. Les espaces se lisent dans l'équipe, les
 * demandes ouvertes sur le portefeuille : deux lectures, chacune dans son périmètre et sa
 * transaction.
 */
@ApplicationScoped
public class PreparerPassation {
  /**
   * @param demandes demandes ouvertes que la personne suit aujourd'hui dans cet espace
   */
  public record EspaceAPasser(MaitreOuvrageAssiste maitreOuvrage, long demandes) {}

  /**
   * @param demandes le total des demandes ouvertes à passer, comptées aujourd'hui
   */
  public record Apercu(LocalDate effet, List<EspaceAPasser> espaces, long demandes) {}

  @Inject ListerPassations passations;
  @Inject MesurerCharge charge;
  @Inject Acces acces;
  @Inject TenantContext contexte;
  @Inject Clock horloge;

  @LectureCoordination
  public Apercu executer(
      @NotNull(message = "Décrivez le transfert.") @Valid DeciderPassation.Command c) {
    var effet = c.effet() == null ? LocalDate.now(horloge) : c.effet();
    var espaces = passations.aPasser(c.de(), effet, c.code());
    var identite = contexte.identite();
    var ouverts = new TreeMap<UUID, Espace>();
    TenantScope.call(identite, new Perimetre.Identification(), acces::ouverts).stream()
        .filter(e -> e.titre() == Titre.COORDINATEUR)
        .forEach(e -> ouverts.put(e.id(), e));
    Map<UUID, Long> demandes =
        ouverts.isEmpty()
            ? Map.of()
            : TenantScope.call(
                identite, new Perimetre.Portefeuille(ouverts), () -> charge.ouvertes(c.de()));
    var lignes =
        espaces.entrySet().stream()
            .map(e -> new EspaceAPasser(e.getValue(), demandes.getOrDefault(e.getKey(), 0L)))
            .toList();
    return new Apercu(effet, lignes, lignes.stream().mapToLong(EspaceAPasser::demandes).sum());
  }
}
