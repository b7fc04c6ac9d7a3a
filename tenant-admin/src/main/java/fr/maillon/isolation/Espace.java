package fr.maillon.isolation;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Un maître d'ouvrage où la personne peut entrer aujourd'hui.
 *
 * @param type code du type ({@code COMMUNE}, {@code EPCI}, {@code BAILLEUR}…)
 * @param couleur {@code #rrggbb}
 * @param titre à quel titre elle y entre
 * @param jusquAu dernier jour de ce droit ; null : sans fin fixée
 * @param parSiren l'import prend aussi les autres établissements du même SIREN
 */
public record Espace(UUID id, String code, String nom, String sigle, String type, String couleur, Titre titre,
    LocalDate jusquAu, List<String> sirets, boolean parSiren) {
  public Espace {
    sirets = List.copyOf(sirets);
  }
}
