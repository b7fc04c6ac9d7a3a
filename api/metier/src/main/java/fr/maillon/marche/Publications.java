package fr.maillon.marche;

import fr.maillon.decp.MarcheDecp;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Texte;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Fait entrer des enregistrements publiés dans les marchés de l'espace. Un enregistrement fait un lot ; les lots d'un même numéro font un
 * marché. Rejouer la même publication ne change rien ; une plus récente met à jour ; une plus ancienne n'écrase jamais.
 */
@ApplicationScoped
public class Publications {
  private static final DateTimeFormatter JOUR = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.FRENCH);

  @PersistenceContext(unitName = "maillon") EntityManager em;
  @Inject TenantContext contexte;
  @Inject Clock horloge;

  /** Un enregistrement lu, son identité et son empreinte calculées : cela ne demande pas de transaction. */
  public static final class Recu {
    private final Publication publication;

    /** @param avertissements nombre d'imperfections relevées à la lecture */
    public Recu(MarcheDecp contenu, int avertissements) {
      publication = Publication.de(contenu, avertissements);
    }
  }

  /** Ce qu'il est advenu d'un enregistrement. */
  public enum Resultat { CREE, MIS_A_JOUR, INCHANGE }

  /** @param remarque pourquoi rien n'a changé, ou ce qui a changé ; null quand il n'y a rien à dire */
  public record Sort(Resultat resultat, UUID marche, String remarque) {}

  private record Connu(UUID marche, String empreinte) {}

  /** Ce qu'un bloc a sous la main : lu en quelques requêtes, quel que soit le nombre d'enregistrements. */
  private static final class Bloc {
    final Map<String, Connu> connus = new HashMap<>();
    final Map<UUID, Marche> marches = new LinkedHashMap<>();
    final Map<String, Marche> marchesParCle = new HashMap<>();
    final Map<UUID, List<Lot>> lots = new HashMap<>();
    final Map<String, Lot> lotsParCle = new HashMap<>();
    final Map<UUID, List<Titulaire>> titulaires = new HashMap<>();
    final Set<UUID> anciens = new HashSet<>();
    final Set<Marche> touches = new LinkedHashSet<>();
    final List<Marche> marchesNeufs = new ArrayList<>();
    final List<Lot> lotsNeufs = new ArrayList<>();
    final List<Titulaire> titulairesNeufs = new ArrayList<>();
    final List<Evenement> faits = new ArrayList<>();

    void retenir(Marche marche) {
      marches.put(marche.id, marche);
      marchesParCle.put(marche.cleSource, marche);
    }

    void retenir(Lot lot) {
      lots.computeIfAbsent(lot.marcheId, _ -> new ArrayList<>()).add(lot);
      lotsParCle.put(lot.cleSource, lot);
    }
  }

  /** @return un sort par enregistrement, dans l'ordre reçu */
  @Transactional(Transactional.TxType.MANDATORY)
  @Habilite(value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR}, geste = Geste.POURSUIVRE)
  public List<Sort> integrer(List<Recu> recus) {
    var publications = recus.stream().map(r -> r.publication).toList();
    var bloc = lire(publications);
    var quand = horloge.instant();
    var sorts = publications.stream().map(p -> ranger(p, bloc, quand)).toList();
    for (var marche : bloc.touches) {
      var siens = bloc.lots.get(marche.id);
      siens.sort(Comparator.comparingInt(l -> l.rang));
      marche.deduire(siens, noms(siens, bloc.titulaires), quand);
    }
    ecrire(bloc);
    return sorts;
  }

  private Bloc lire(List<Publication> publications) {
    var bloc = new Bloc();
    var tenant = contexte.tenantId();
    if (publications.isEmpty()) {
      return bloc;
    }
    for (var ligne : em.createQuery("select l.cleSource, l.marcheId, l.empreinte from Lot l where l.tenantId = :tenant and l.cleSource in :cles", Object[].class)
        .setParameter("tenant", tenant).setParameter("cles", publications.stream().map(Publication::cle).distinct().toList()).getResultList()) {
      bloc.connus.put((String) ligne[0], new Connu((UUID) ligne[1], (String) ligne[2]));
    }
    var ids = new LinkedHashSet<UUID>();
    var cles = new LinkedHashSet<String>();
    for (var p : publications) {
      var connu = bloc.connus.get(p.cle());
      if (connu == null) {
        cles.add(p.cleDeMarche());
      } else if (!p.empreinte().equals(connu.empreinte())) {
        ids.add(connu.marche());
      }
    }
    if (!ids.isEmpty()) {
      em.createQuery("select m from Marche m where m.tenantId = :tenant and m.id in :ids", Marche.class)
          .setParameter("tenant", tenant).setParameter("ids", List.copyOf(ids)).getResultList().forEach(bloc::retenir);
    }
    if (!cles.isEmpty()) {
      em.createQuery("select m from Marche m where m.tenantId = :tenant and m.cleSource in :cles", Marche.class)
          .setParameter("tenant", tenant).setParameter("cles", List.copyOf(cles)).getResultList().forEach(bloc::retenir);
    }
    if (!bloc.marches.isEmpty()) {
      var trouves = List.copyOf(bloc.marches.keySet());
      bloc.anciens.addAll(trouves);
      em.createQuery("select l from Lot l where l.tenantId = :tenant and l.marcheId in :ids order by l.marcheId, l.rang", Lot.class)
          .setParameter("tenant", tenant).setParameter("ids", trouves).getResultList().forEach(bloc::retenir);
      em.createQuery("select x from Titulaire x where x.tenantId = :tenant and x.lotId in"
          + " (select l.id from Lot l where l.tenantId = :tenant and l.marcheId in :ids) order by x.lotId, x.rang", Titulaire.class)
          .setParameter("tenant", tenant).setParameter("ids", trouves).getResultList()
          .forEach(x -> bloc.titulaires.computeIfAbsent(x.lotId, _ -> new ArrayList<>()).add(x));
    }
    return bloc;
  }

  private Sort ranger(Publication p, Bloc bloc, Instant quand) {
    var lot = bloc.lotsParCle.get(p.cle());
    if (lot != null) {
      return comparer(lot, p, bloc, quand);
    }
    var connu = bloc.connus.get(p.cle());
    if (connu != null) {
      return new Sort(Resultat.INCHANGE, connu.marche(), null);
    }
    var marche = bloc.marchesParCle.get(p.cleDeMarche());
    if (marche == null) {
      marche = Marche.publie(p, quand);
      bloc.retenir(marche);
      bloc.marchesNeufs.add(marche);
      bloc.faits.add(Evenement.de(marche.id, "importe", "Marché entré par l'import des données publiées.", contexte.identite(), quand));
    }
    var saisi = lotSaisi(p, bloc.lots.getOrDefault(marche.id, List.of()));
    if (saisi != null) {
      return mettreAJour(saisi, p, bloc, quand);
    }
    var siens = bloc.lots.getOrDefault(marche.id, List.of());
    var neuf = Lot.publie(marche.id, siens.stream().mapToInt(l -> l.rang).max().orElse(0) + 1);
    neuf.reprendre(p);
    bloc.retenir(neuf);
    bloc.lotsNeufs.add(neuf);
    attribuer(neuf, p, bloc);
    bloc.touches.add(marche);
    if (bloc.anciens.contains(marche.id)) {
      bloc.faits.add(Evenement.de(marche.id, "lot-publie", "Lot " + neuf.rang + " ajouté par l'import"
          + (neuf.montant == null ? "" : ", " + Differences.euros(neuf.montant) + " HT") + ".", contexte.identite(), quand));
    }
    return new Sort(Resultat.CREE, marche.id, null);
  }

  /** Le lot saisi en programmation dont cette publication parle : même objet, ou seul lot d'un marché dont rien n'a encore été publié. */
  private static Lot lotSaisi(Publication p, List<Lot> lots) {
    var objet = Texte.cherchable(p.contenu().objet());
    return lots.stream().filter(l -> l.saisi() && (lots.size() == 1 || Texte.cherchable(l.objet).equals(objet))).findFirst().orElse(null);
  }

  private Sort comparer(Lot lot, Publication p, Bloc bloc, Instant quand) {
    if (p.empreinte().equals(lot.empreinte)) {
      return new Sort(Resultat.INCHANGE, lot.marcheId, null);
    }
    if (p.dejaVue(lot.empreintesVues)) {
      return new Sort(Resultat.INCHANGE, lot.marcheId, "Cette version a déjà été lue ; une autre l'a remplacée.");
    }
    var publiee = p.dernierePublication();
    if (anterieure(publiee, lot.dernierePublication)) {
      return new Sort(Resultat.INCHANGE, lot.marcheId,
          "Publication du " + JOUR.format(publiee) + ", plus ancienne que celle déjà prise (" + JOUR.format(lot.dernierePublication) + ").");
    }
    if (lot.dejaDit(p) && memesTitulaires(bloc.titulaires.getOrDefault(lot.id, List.of()), p.contenu().titulaires())) {
      lot.revoir(p);
      return new Sort(Resultat.INCHANGE, lot.marcheId, "Publié à nouveau, sans changement.");
    }
    return mettreAJour(lot, p, bloc, quand);
  }

  private static boolean memesTitulaires(List<Titulaire> connus, List<MarcheDecp.Titulaire> publies) {
    return connus.size() == publies.size() && IntStream.range(0, connus.size()).allMatch(i -> connus.get(i).est(publies.get(i)));
  }

  private static boolean anterieure(LocalDate publiee, LocalDate connue) {
    return publiee != null && connue != null && publiee.isBefore(connue);
  }

  private Sort mettreAJour(Lot lot, Publication p, Bloc bloc, Instant quand) {
    var marche = bloc.marches.get(lot.marcheId);
    var changements = String.join(" ; ", Differences.entre(lot, bloc.titulaires.getOrDefault(lot.id, List.of()), p));
    bloc.lotsParCle.remove(lot.cleSource);
    lot.reprendre(p);
    bloc.lotsParCle.put(lot.cleSource, lot);
    attribuer(lot, p, bloc);
    bloc.touches.add(marche);
    bloc.faits.add(Evenement.de(marche.id, "republie", (bloc.lots.get(marche.id).size() > 1 ? "Lot " + lot.rang + ". " : "") + changements + ".",
        contexte.identite(), quand));
    return new Sort(Resultat.MIS_A_JOUR, marche.id, changements);
  }

  /** Les lignes sont reprises en place : la même clé ne peut pas être effacée et recréée dans une transaction. */
  private void attribuer(Lot lot, Publication p, Bloc bloc) {
    var publies = p.contenu().titulaires();
    var siens = bloc.titulaires.computeIfAbsent(lot.id, _ -> new ArrayList<>());
    for (int i = 0; i < publies.size(); i++) {
      if (i < siens.size()) {
        siens.get(i).devenir(publies.get(i));
      } else {
        var titulaire = Titulaire.de(lot.id, i + 1, publies.get(i));
        siens.add(titulaire);
        bloc.titulairesNeufs.add(titulaire);
      }
    }
    while (siens.size() > publies.size()) {
      var enTrop = siens.removeLast();
      if (!bloc.titulairesNeufs.remove(enTrop)) {
        em.remove(enTrop);
      }
    }
  }

  private static List<String> noms(List<Lot> lots, Map<UUID, List<Titulaire>> titulaires) {
    var noms = new ArrayList<String>();
    for (var lot : lots) {
      for (var titulaire : titulaires.getOrDefault(lot.id, List.of())) {
        noms.add(titulaire.denomination);
        noms.add(titulaire.identifiant);
      }
    }
    return noms;
  }

  /** Les clés étrangères sont de simples colonnes : l'ordre des insertions est donc dit ici. */
  private void ecrire(Bloc bloc) {
    bloc.marchesNeufs.forEach(em::persist);
    em.flush();
    bloc.lotsNeufs.forEach(em::persist);
    em.flush();
    bloc.titulairesNeufs.forEach(em::persist);
    bloc.faits.forEach(em::persist);
    em.flush();
  }
}
