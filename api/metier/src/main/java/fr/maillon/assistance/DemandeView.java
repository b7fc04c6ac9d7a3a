package fr.maillon.assistance;

import fr.maillon.assistance.DemandeLigne.MarcheConcerne;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Une demande et son échange.
 *
 * @param joursRestants jours d'ici la date souhaitée, négatif quand elle est passée ; null quand la
 *     demande est close
 * @param quiAgit l'équipe, le nom d'un facilitateur, le maître d'ouvrage, ou personne
 * @param avertissement la date souhaitée laissait, au dépôt, moins que le délai de réponse de
 *     l'équipe ; null sinon. Ce n'est pas un refus
 * @param auDelaDuQuota faite après le nombre de demandes que la convention comprend par an : elle
 *     est traitée, et comptée à part
 * @param gestes ce que celui qui lit peut en faire maintenant
 * @param version à rendre avec tout geste
 */
public record DemandeView(
    UUID id,
    MarcheConcerne marche,
    ServiceAssistance service,
    String serviceLibelle,
    String besoin,
    LocalDate dateSouhaitee,
    Integer joursRestants,
    EtatDemande etat,
    String etatLibelle,
    Acteur acteur,
    String quiAgit,
    boolean aMoi,
    String facilitateur,
    String demandeur,
    Instant creeLe,
    Instant termineeLe,
    String avertissement,
    boolean auDelaDuQuota,
    Set<Geste> gestes,
    List<MessageView> messages,
    int version) {

  public record MessageView(
      NatureMessage nature, String texte, UUID auteurId, String auteur, Instant quand) {}
}
