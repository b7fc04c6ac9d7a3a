package fr.maillon.rest;

import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Le serveur a pour les fautes de validation son propre traducteur, plus précis que {@link
 * FauteMapper} : celui-ci l'est davantage.
 */
@Provider
public class ViolationMapper implements ExceptionMapper<ConstraintViolationException> {
  @Override
  public Response toResponse(ConstraintViolationException faute) {
    return Refus.de(faute).reponse();
  }
}
