package fr.maillon.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Contact;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** L'API de Maillon, version 1. */
@ApplicationPath("/v1")
@LoginConfig(authMethod = "MP-JWT", realmName = "maillon")
@SecurityScheme(
    securitySchemeName = "jeton",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT",
    description = "Jeton d'accès du royaume « maillon » de Keycloak, audience « maillon-api ».")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Maillon",
            version = "1.0",
            description =
                "Les clauses sociales d'insertion de beaucoup de maîtres d'ouvrage, servies par une"
                    + " équipe de facilitateurs. L'espace est dans l'adresse ; un espace absent et"
                    + " un espace fermé donnent la même réponse 404. Les erreurs suivent la RFC"
                    + " 9457 (application/problem+json).",
            contact = @Contact(name = "L'équipe Maillon"),
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
    security = @SecurityRequirement(name = "jeton"))
public class ApiV1 extends Application {}
