package fr.maillon.isolation;

import java.util.SortedMap;
import java.util.UUID;

/**
 * Ce qu'une demande peut voir et écrire. La base en décide d'après lui ({@link
 * TenantConnectionListener}).
 */
public sealed interface Perimetre {

  /** Rien. C'est l'état de qui n'a rien demandé : zéro ligne partout. */
  record Aucun() implements Perimetre {}

  /** Savoir où l'on peut entrer : une personne ne voit que ce qui parle d'elle. */
  record Identification() implements Perimetre {}

  /** Un maître d'ouvrage ; en écriture aussi, sauf si {@link Espace#lectureSeule()}. */
  record UnMaitreOuvrage(Espace espace) implements Perimetre {}

  /** Les espaces ouverts aujourd'hui à un membre de l'équipe, en lecture seule. */
  record Portefeuille(SortedMap<UUID, Espace> espaces) implements Perimetre {}

  /**
   * Les fiches partagées de l'équipe ; aucune ligne d'un maître d'ouvrage.
   *
   * @param titre le titre d'équipe que la base reconnaît aujourd'hui, quoi que dise le jeton
   */
  record Equipe(Titre titre) implements Perimetre {
    public Equipe {
      if (!titre.equipe()) {
        throw new IllegalArgumentException("pas un titre d'équipe : " + titre);
      }
    }
  }

  /** L'administration centrale : les espaces comme objets ; aucune ligne d'un maître d'ouvrage. */
  record Centre() implements Perimetre {}

  /** Les tâches de fond : quels travaux reprendre, et dans quel espace. Rien d'autre. */
  record Systeme() implements Perimetre {}
}
