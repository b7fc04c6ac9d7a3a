package fr.maillon.maitreouvrage.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Ce qui a été effacé d'un espace. Ne porte ni son identifiant, qui n'est plus nulle part, ni le nom d'une de ses personnes.
 *
 * @param fermePar qui l'a fermé, de l'administration centrale
 * @param lignes effacées, toutes tables ensemble
 * @param tables lignes effacées par table, zéro compris : toutes ont été relues
 * @param annees closes, dont la consolidation garde les sommes anonymes
 * @param agregatsGardes faux quand un autre espace a repris les données de celui-ci, et les compte
 * @param comptes de personnes qui n'avaient plus d'autre espace, oubliés avec lui
 * @param empreinteEspace SHA-256 de l'identifiant de l'espace : qui l'a noté le reconnaît, nul ne le retrouve
 * @param empreinte SHA-256 de tout ce qui précède
 * @param aviseLe quand le dernier courriel à un dernier administrateur est parti ; null : pas encore, ou il n'y en avait pas
 * @param erreur ce qui retarde un courriel ou la fermeture d'un compte : un nouvel essai suivra
 * @param refuses courriels que le serveur de courrier a refusés sans appel
 * @param suitesFaites faux tant qu'il reste à aviser quelqu'un ou à fermer un compte
 */
public record CertificatView(UUID id, String code, String nom, String type, List<String> sirets, LocalDate ouvertLe, LocalDate fermeLe, String fermePar, Instant effaceLe, long lignes,
    Map<String, Long> tables, List<Integer> annees, boolean agregatsGardes, int comptes, String empreinteEspace, String empreinte, Instant aviseLe, String erreur, int refuses, boolean suitesFaites) {
  public CertificatView {
    sirets = List.copyOf(sirets);
    tables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    annees = List.copyOf(annees);
  }

  /** L'empreinte écrite est celle du contenu : le certificat n'a pas été retouché. */
  public boolean integre() {
    return empreinte.equals(calculer());
  }

  String tablesEnJson() {
    var json = new LinkedHashMap<String, Object>();
    tables.forEach((t, n) -> json.put(t, java.math.BigDecimal.valueOf(n)));
    return ecrire(json);
  }

  String calculer() {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", id.toString());
    json.put("code", code);
    json.put("nom", nom);
    json.put("type", type);
    json.put("sirets", String.join(" ", sirets));
    json.put("ouvertLe", ouvertLe == null ? null : ouvertLe.toString());
    json.put("fermeLe", fermeLe.toString());
    json.put("fermePar", fermePar);
    json.put("effaceLe", effaceLe.toString());
    json.put("tables", tablesEnJson());
    json.put("annees", annees.toString());
    json.put("agregatsGardes", agregatsGardes);
    json.put("comptes", java.math.BigDecimal.valueOf(comptes));
    json.put("empreinteEspace", empreinteEspace);
    return Sceau.sha256(ecrire(json).getBytes(StandardCharsets.UTF_8));
  }

  private static String ecrire(Map<String, Object> json) {
    try {
      return Rang.ecrire(json);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
