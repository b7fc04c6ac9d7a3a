package fr.maillon.web.securite;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Un formulaire envoyé, gardé le temps que la personne confirme : elle n'aura qu'à l'envoyer de nouveau. Il reste dans sa session, jamais
 * dans une adresse.
 *
 * @param adresse où il était envoyé
 * @param jeton le sien, qui dit pour qui et où il a été affiché
 */
public record Saisie(String adresse, String jeton, List<Champ> champs) implements Serializable {
  private static final String CLE = Saisie.class.getName();
  /** Une personne n'en confirme qu'un à la fois ; quelques onglets, tout au plus. */
  private static final int AU_PLUS = 5;
  private static final int CARACTERES = 200_000;

  /** Un champ du formulaire, tel qu'envoyé. */
  public record Champ(String nom, String valeur) implements Serializable {}

  public Saisie {
    champs = List.copyOf(champs);
  }

  /** Ce qui a été envoyé ; vide quand on ne peut pas le garder : un fichier, ou bien trop long. */
  static Optional<Saisie> de(HttpServletRequest requete, String adresse) {
    var type = requete.getContentType();
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      return Optional.empty();
    }
    var champs = new ArrayList<Champ>();
    requete.getParameterMap().forEach((nom, valeurs) -> {
      for (var valeur : nom.equals(Jeton.CHAMP) ? new String[0] : valeurs) {
        champs.add(new Champ(nom, valeur));
      }
    });
    return champs.stream().mapToInt(c -> c.nom().length() + c.valeur().length()).sum() > CARACTERES ? Optional.empty() : Optional.of(new Saisie(adresse, Jeton.lire(requete), champs));
  }

  /** @return sous quel nom la retrouver */
  String garder(HttpServletRequest requete) {
    var nom = UUID.randomUUID().toString();
    var session = requete.getSession();
    synchronized (Saisie.class) {
      var gardees = new LinkedHashMap<>(gardees(session.getAttribute(CLE)));
      gardees.put(nom, this);
      while (gardees.size() > AU_PLUS) {
        gardees.pollFirstEntry();
      }
      session.setAttribute(CLE, gardees);
    }
    return nom;
  }

  static Optional<Saisie> retrouver(HttpServletRequest requete, String nom) {
    var session = requete.getSession(false);
    return session == null ? Optional.empty() : Optional.ofNullable(gardees(session.getAttribute(CLE)).get(nom));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Saisie> gardees(Object attribut) {
    return attribut == null ? Map.of() : (Map<String, Saisie>) attribut;
  }

  /** Jamais le contenu : ce texte peut finir dans un journal. */
  @Override
  public String toString() {
    return "saisie de " + champs.size() + " champs";
  }
}
