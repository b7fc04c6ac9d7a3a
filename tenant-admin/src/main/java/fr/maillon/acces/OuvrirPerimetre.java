package fr.maillon.acces;

import fr.maillon.isolation.EnUneTransaction;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identification;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.SecondFacteur;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.AssuranceInsuffisante;
import fr.maillon.regle.Interdit;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.TropDeDemandes;
import fr.maillon.usage.RequestLimiter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Ouvre, ou non, le périmètre qu'une adresse demande. Les pages et l'API passent par elle, et par
 * elle seule.
 */
@ApplicationScoped
public class OuvrirPerimetre {
  @Inject Acces acces;
  @Inject JournalDesEntrees entrees;
  @Inject RequestLimiter debit;
  @Inject EnUneTransaction enUneTransaction;
  @Inject SecondFacteur secondFacteur;

  /** Ce qu'une adresse demande. */
  public sealed interface Destination {
    /** Un maître d'ouvrage, par son code d'adresse. */
    record UnEspace(String code) implements Destination {}

    record Portefeuille() implements Destination {}

    record Equipe() implements Destination {}

    record Centre() implements Destination {}

    /** Soi-même : qui suis-je, où puis-je entrer. */
    record Soi() implements Destination {}
  }

  /**
   * @param identite qui parle, sous le nom que nous tenons
   */
  public record Entree(Identite identite, Perimetre perimetre) {}

  /**
   * Qui parle, sous le nom que nous tenons : un nom changé ailleurs n'arrive dans aucun journal.
   */
  public Identite reconnaitre(Identite jeton) {
    return TenantScope.call(jeton, new Perimetre.Identification(), () -> acces.nommee(jeton));
  }

  /**
   * Compte une demande de qui n'est pas connecté, par son adresse sur le réseau.
   *
   * @throws TropDeDemandes elle a pris sa part de la minute
   */
  public void compterDehors(String adresse) {
    debit.compter(
        new Identite(
            UUID.nameUUIDFromBytes(("dehors " + adresse).getBytes(StandardCharsets.UTF_8)),
            "",
            "",
            Set.of()));
  }

  /**
   * @throws Introuvable espace absent, fermé, ou qui n'est pas ouvert aujourd'hui à cette personne
   *     : la même réponse
   * @throws TropDeDemandes l'espace, ou la personne, a pris sa part de la minute
   * @throws Interdit le rôle ne donnera jamais accès à cette partie
   * @throws AssuranceInsuffisante cette partie demande un second facteur, que la personne n'a pas
   *     montré en se connectant
   */
  public Entree ouvrir(Identite jeton, Destination destination) {
    return switch (destination) {
      case Destination.UnEspace(var code) -> entrer(jeton, code);
      case Destination.Portefeuille() ->
          horsEspace(
              jeton,
              () -> {
                secondFacteur.exigerPourEntrer(jeton, titreEquipe(jeton));
                return portefeuille(jeton, acces.ouverts());
              });
      case Destination.Equipe() -> horsEspace(jeton, () -> equipe(jeton));
      case Destination.Centre() -> horsEspace(jeton, () -> centre(jeton));
      case Destination.Soi() -> horsEspace(jeton, Perimetre.Identification::new);
    };
  }

  private Entree entrer(Identite jeton, String code) {
    boolean compte = debit.annoncer(jeton, code);
    var reconnu = reconnaitre(jeton, code);
    var espace =
        reconnu
            .espace()
            .orElseThrow(
                () -> {
                  debit.oublier(jeton, code);
                  return new Introuvable("Espace");
                });
    if (!compte) {
      debit.compter(jeton, espace.id(), code);
    }
    secondFacteur.exigerPourEntrer(jeton, espace);
    var perimetre = new Perimetre.UnMaitreOuvrage(espace);
    if (espace.titre() != Titre.AGENT) {
      TenantScope.run(reconnu.identite(), perimetre, () -> entrees.noter(espace));
    }
    return new Entree(reconnu.identite(), perimetre);
  }

  private Acces.Reconnu reconnaitre(Identite jeton, String code) {
    if (!Identification.lisible(code)) {
      return new Acces.Reconnu(jeton, Optional.empty());
    }
    var lu =
        TenantScope.call(jeton, new Perimetre.Identification(), () -> acces.entree(jeton, code));
    return new Acces.Reconnu(lu.identite(), lu.espace().filter(e -> jeton.a(e.titre().role())));
  }

  private Entree horsEspace(Identite jeton, Supplier<Perimetre> perimetre) {
    debit.compter(jeton);
    return TenantScope.call(
        jeton,
        new Perimetre.Identification(),
        () ->
            enUneTransaction.<Entree>lire(
                () -> {
                  var ouvert = perimetre.get();
                  return new Entree(acces.nommee(jeton), ouvert);
                }));
  }

  private Perimetre.Equipe equipe(Identite identite) {
    var titre = titreEquipe(identite);
    secondFacteur.exigerPourEntrer(identite, titre);
    return new Perimetre.Equipe(titre);
  }

  private Perimetre.Centre centre(Identite identite) {
    if (!identite.a(Titre.CENTRAL.role()) || !acces.habilitations().contains("CENTRAL")) {
      throw new Interdit("Cette partie est réservée à l'administration centrale.");
    }
    secondFacteur.exigerPourEntrer(identite, Titre.CENTRAL);
    return new Perimetre.Centre();
  }

  /**
   * Sert une demande dans le périmètre ouvert ; dans un espace, parmi les places de cet espace.
   *
   * @throws TropDeDemandes toutes les places de l'espace restent prises
   */
  public <R, X extends Throwable> R servir(
      Identite identite, Perimetre perimetre, ScopedValue.CallableOp<R, X> corps) throws X {
    if (perimetre instanceof Perimetre.UnMaitreOuvrage(var espace)) {
      try (var _ = debit.occuper(espace.id())) {
        return TenantScope.call(identite, perimetre, corps);
      }
    }
    return TenantScope.call(identite, perimetre, corps);
  }

  /**
   * Sert une demande dont un fichier arrive encore ; dans un espace, parmi ses places de dépôt.
   *
   * @throws TropDeDemandes toutes restent prises
   */
  public <R, X extends Throwable> R recevoir(
      Identite identite, Perimetre perimetre, ScopedValue.CallableOp<R, X> corps) throws X {
    if (perimetre instanceof Perimetre.UnMaitreOuvrage(var espace)) {
      try (var _ = debit.recevoir(identite, espace.id())) {
        return TenantScope.call(identite, perimetre, corps);
      }
    }
    return TenantScope.call(identite, perimetre, corps);
  }

  /**
   * Avant de recevoir ce qu'on y envoie : l'espace s'écrit-il, par cette personne ?
   *
   * @throws Interdit qui ne fait qu'y lire
   */
  public static void exigerEcriture(Perimetre perimetre) {
    if (perimetre instanceof Perimetre.UnMaitreOuvrage(var espace)
        && espace.lectureSeule()
        && !espace.droits().suspendu()) {
      throw new Interdit(
          espace.titre() == Titre.SUPPORT
              ? "Le support lit l'espace sans y écrire."
              : "Votre droit dans cet espace est de lire. Un administrateur de l'espace peut"
                  + " l'étendre.");
    }
  }

  /**
   * Les espaces où le jeton et la base s'accordent à laisser entrer cette personne aujourd'hui, par
   * nom.
   */
  public List<Espace> ouverts(Identite identite) {
    return TenantScope.call(
        identite,
        new Perimetre.Identification(),
        () -> acces.ouverts().stream().filter(e -> identite.a(e.titre().role())).toList());
  }

  /** Un seul d'entre eux, par son code. */
  public Optional<Espace> ouvert(Identite identite, String code) {
    return reconnaitre(identite, code).espace();
  }

  /**
   * Lit en travers de quelques-uns de ces espaces seulement, ceux qu'un titre d'équipe ouvre :
   * compter pour vingt lignes affichées ne demande pas de nommer à la base les milliers d'autres.
   *
   * @param espaces rendus par {@link #ouverts} à cette même demande
   */
  public <R> R parmi(Identite identite, Collection<Espace> espaces, Supplier<R> lecture) {
    return TenantScope.call(identite, portefeuille(identite, espaces), lecture::get);
  }

  private Perimetre.Portefeuille portefeuille(Identite identite, Collection<Espace> ouverts) {
    var espaces = new TreeMap<UUID, Espace>();
    ouverts.stream()
        .filter(e -> e.titre().equipe() && identite.a(e.titre().role()))
        .forEach(e -> espaces.put(e.id(), e));
    espaces.values().stream()
        .findFirst()
        .ifPresent(e -> secondFacteur.exigerPourEntrer(identite, e));
    return new Perimetre.Portefeuille(espaces);
  }

  /** Le plus large des titres d'équipe que le jeton et la base donnent tous deux. */
  private Titre titreEquipe(Identite identite) {
    var titres = acces.habilitations();
    if (identite.a(Titre.COORDINATEUR.role()) && titres.contains("COORDINATEUR")) {
      return Titre.COORDINATEUR;
    }
    if (identite.a(Titre.FACILITATEUR.role()) && titres.contains("FACILITATEUR")) {
      return Titre.FACILITATEUR;
    }
    throw new Interdit("Cette partie est réservée à l'équipe des facilitateurs.");
  }
}
