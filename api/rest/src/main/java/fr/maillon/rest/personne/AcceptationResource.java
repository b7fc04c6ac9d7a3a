package fr.maillon.rest.personne;

import fr.maillon.personne.AccepterInvitation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("invitations/acceptation")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Personnes")
public class AcceptationResource {
  @Inject AccepterInvitation accepter;

  /**
   * @param cle le secret du lien reçu par courriel
   */
  public record Corps(String cle) {}

  /**
   * @param suite la première page, une fois entré
   */
  public record AccepteeView(String suite) {}

  @POST
  @Consumes("application/json")
  @Operation(
      operationId = "accepterInvitation",
      summary =
          "Accepter une invitation, ou confirmer sa nouvelle adresse, avec le compte du jeton",
      description =
          "Le secret est celui du dernier courriel ; il sert une fois. L'adresse du compte n'y"
              + " change rien. Codes de refus : invitation-inconnue (jamais envoyée, annulée ou"
              + " remplacée), invitation-expiree, invitation-utilisee ; pour une adresse,"
              + " autre-compte, adresse-prise, identite-au-centre.")
  @APIResponse(responseCode = "200", description = "Le compte est entré")
  public AccepteeView accepter(Corps corps) {
    return new AccepteeView(accepter.avecMonCompte(corps == null ? null : corps.cle()));
  }
}
