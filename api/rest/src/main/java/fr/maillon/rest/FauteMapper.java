package fr.maillon.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

@Provider
public class FauteMapper implements ExceptionMapper<Throwable> {
  @Override
  public Response toResponse(Throwable faute) {
    return Refus.de(faute).reponse();
  }
}
