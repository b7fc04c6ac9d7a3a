package fr.maillon.charge;

import fr.maillon.assistance.ConfierDemande;
import fr.maillon.isolation.EcritureCoordination;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.TenantScope;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Plusieurs demandes, de plusieurs maîtres d'ouvrage, passent à un facilitateur. On n'écrit que
 * dans un espace à la fois : chacune a sa transaction, dans le sien, et un refus n'empêche pas les
 * autres.
 */
@ApplicationScoped
public class ConfierDemandes {
  /**
   * @param maitreOuvrage code de l'espace de la demande
   * @param version celle de la demande lue
   */
  public record Choix(
      @NotBlank(message = "Donnez le maître d'ouvrage de la demande.") String maitreOuvrage,
      @NotNull(message = "Donnez la demande.") UUID id,
      @NotNull(message = "Donnez la version de la demande lue.") Integer version) {}

  @Schema(name = "ConfierDemandes")
  public record Command(
      @NotNull(message = "Choisissez le facilitateur.") UUID facilitateurId,
      @NotEmpty(message = "Cochez au moins une demande.")
          @Size(max = 100, message = "Cent demandes au plus à la fois.")
          List<@Valid @NotNull(message = "Donnez la demande.") Choix> demandes) {}

  /**
   * @param code null quand c'est fait, sinon celui du refus
   * @param phrase ce qui l'a empêché
   */
  public record Resultat(String maitreOuvrage, UUID id, boolean fait, String code, String phrase) {}

  @Inject TenantContext contexte;
  @Inject ConfierDemande confier;

  @EcritureCoordination
  public List<Resultat> executer(@NotNull(message = "Dites à qui confier quoi.") @Valid Command c) {
    if (!(contexte.perimetre() instanceof Perimetre.Portefeuille(var espaces))) {
      throw new IllegalStateException("on confie depuis le portefeuille : " + contexte.perimetre());
    }
    var identite = contexte.identite();
    return c.demandes().stream()
        .map(
            d -> {
              var espace =
                  espaces.values().stream()
                      .filter(e -> e.code().equals(d.maitreOuvrage()))
                      .findFirst();
              if (espace.isEmpty()) {
                return new Resultat(
                    d.maitreOuvrage(), d.id(), false, "introuvable", "Espace : introuvable ici.");
              }
              try {
                TenantScope.call(
                    identite,
                    new Perimetre.UnMaitreOuvrage(espace.get()),
                    () ->
                        confier.executer(
                            d.id(), new ConfierDemande.Command(c.facilitateurId(), d.version())));
                return new Resultat(d.maitreOuvrage(), d.id(), true, null, null);
              } catch (RegleMetier e) {
                return new Resultat(d.maitreOuvrage(), d.id(), false, e.code(), e.getMessage());
              }
            })
        .toList();
  }
}
