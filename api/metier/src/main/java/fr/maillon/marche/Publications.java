package fr.maillon.marche;

import fr.maillon.decp.MarcheDecp;
import fr.maillon.isolation.InsertionGroupee;
import fr.maillon.isolation.SuiteEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.Texte;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Fait entrer des enregistrements publiés dans les marchés de l'espace. Un enregistrement fait un
 * lot ; les lots d'un même numéro font un marché. Rejouer la même publication ne change rien ; de
 * deux versions, l'emporte la date de publication, puis le rang de modification, puis l'ordre
 * d'import. Une version laissée est gardée : une personne peut la choisir.
 *
 * <p>Un objet reformulé ne fait pas un autre lot quand tout le reste s'accorde, qu'un seul lot y
 * répond et que le fichier ne parle pas de celui-ci par ailleurs. Sinon le lot est créé, et signalé
 * comme doublon probable.
 */
@ApplicationScoped
public class Publications {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final DateTimeFormatter JOUR =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.FRENCH);

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;
  @Inject InsertionGroupee insertion;

  /**
   * Un enregistrement lu, son identité et son empreinte calculées : cela ne demande pas de
   * transaction.
   */
  public static final class Recu {
    private final Publication publication;

    /**
     * @param avertissements nombre d'imperfections relevées à la lecture
     */
    public Recu(MarcheDecp contenu, int avertissements) {
      publication = Publication.de(contenu, avertissements);
    }
  }

  /** Un fichier qu'on importe, d'un bloc à l'autre. */
  public static final class Passage {
    private final Instant dejaImporteLe;
    private final boolean tolerant;

    /**
     * Les identités que le fichier dit, réduites à 64 bits : ce dont il parle par ailleurs n'est
     * pas une ancienne formulation.
     */
    private final Set<Long> dits = new HashSet<>();

    /**
     * @param dejaImporteLe quand ce même fichier a été importé auparavant ; null : jamais
     * @param entier le fichier est lu depuis son début
     */
    public Passage(Instant dejaImporteLe, boolean entier) {
      this.dejaImporteLe = dejaImporteLe;
      this.tolerant = entier;
    }

    private static long reduite(String cle) {
      return Long.parseUnsignedLong(cle, 0, 16, 16);
    }

    private void dire(Publication p) {
      dits.add(reduite(p.cle()));
    }

    private boolean dit(Lot lot) {
      return !lot.saisi() && dits.contains(reduite(lot.cleSource));
    }
  }

  /** Ce qu'il est advenu d'un enregistrement. */
  public enum Resultat {
    CREE,
    MIS_A_JOUR,
    INCHANGE
  }

  /**
   * @param remarque pourquoi rien n'a changé, ou ce qui a changé ; null quand il n'y a rien à dire
   * @param doublonDe le lot déjà connu dont celui-ci est probablement le doublon ; null le plus
   *     souvent
   * @param version la version que dit l'enregistrement, gardée, quand le lot en retient une autre ;
   *     null sinon
   */
  public record Sort(
      Resultat resultat, UUID marche, UUID lot, String remarque, UUID doublonDe, UUID version) {}

  private record Connu(UUID marche, UUID lot, String empreinte) {}

  /**
   * Ce qu'un bloc a sous la main : lu en quelques requêtes, quel que soit le nombre
   * d'enregistrements.
   */
  private static final class Bloc {
    final Map<String, Connu> connus = new HashMap<>();
    final Map<UUID, Marche> marches = new LinkedHashMap<>();
    final Map<String, Marche> marchesParCle = new HashMap<>();
    final Map<UUID, List<Lot>> lots = new HashMap<>();
    final Map<String, Lot> lotsParCle = new HashMap<>();
    final Map<UUID, Lot> lotsParId = new HashMap<>();

    /** Identité d'une version laissée, et le lot qui l'a laissée. */
    final Map<String, UUID> laissees = new HashMap<>();

    final Map<UUID, List<VersionLot>> versions = new HashMap<>();
    final Map<UUID, List<Titulaire>> titulaires = new HashMap<>();
    final Set<UUID> anciens = new HashSet<>();
    final Set<Marche> touches = new LinkedHashSet<>();
    final List<Marche> marchesNeufs = new ArrayList<>();
    final List<Lot> lotsNeufs = new ArrayList<>();
    final List<Titulaire> titulairesNeufs = new ArrayList<>();
    final List<VersionLot> versionsNeuves = new ArrayList<>();
    final List<Evenement> faits = new ArrayList<>();

    void retenir(Marche marche) {
      marches.put(marche.id, marche);
      marchesParCle.put(marche.cleSource, marche);
    }

    void retenir(Lot lot) {
      lots.computeIfAbsent(lot.marcheId, _ -> new ArrayList<>()).add(lot);
      lotsParCle.put(lot.cleSource, lot);
      lotsParId.put(lot.id, lot);
    }
  }

  /**
   * @return un sort par enregistrement, dans l'ordre reçu
   */
  @Transactional(Transactional.TxType.MANDATORY)
  @SuiteEspace
  public List<Sort> integrer(List<Recu> recus, Passage passage) {
    var publications = recus.stream().map(r -> r.publication).toList();
    publications.forEach(passage::dire);
    var bloc = lire(publications);
    var quand = horloge.instant();
    var sorts = publications.stream().map(p -> ranger(p, bloc, passage, quand)).toList();
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
    for (var ligne :
        em.createQuery(
                "select l.cleSource, l.marcheId, l.id, l.empreinte from Lot l where l.tenantId ="
                    + " :tenant and l.cleSource in :cles",
                Object[].class)
            .setParameter("tenant", tenant)
            .setParameter("cles", publications.stream().map(Publication::cle).distinct().toList())
            .getResultList()) {
      bloc.connus.put(
          (String) ligne[0], new Connu((UUID) ligne[1], (UUID) ligne[2], (String) ligne[3]));
    }
    var inconnues =
        publications.stream()
            .map(Publication::cle)
            .filter(c -> !bloc.connus.containsKey(c))
            .distinct()
            .toList();
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
    if (!inconnues.isEmpty()) {
      for (var ligne :
          em.createQuery(
                  "select v.cleSource, v.lotId, l.marcheId from VersionLot v join Lot l on"
                      + " l.tenantId = v.tenantId and l.id = v.lotId where v.tenantId = :tenant and"
                      + " v.cleSource in :cles",
                  Object[].class)
              .setParameter("tenant", tenant)
              .setParameter("cles", inconnues)
              .getResultList()) {
        bloc.laissees.put((String) ligne[0], (UUID) ligne[1]);
        ids.add((UUID) ligne[2]);
      }
    }
    if (!ids.isEmpty()) {
      em.createQuery(
              "select m from Marche m where m.tenantId = :tenant and m.id in :ids", Marche.class)
          .setParameter("tenant", tenant)
          .setParameter("ids", List.copyOf(ids))
          .getResultList()
          .forEach(bloc::retenir);
    }
    if (!cles.isEmpty()) {
      em.createQuery(
              "select m from Marche m where m.tenantId = :tenant and m.cleSource in :cles",
              Marche.class)
          .setParameter("tenant", tenant)
          .setParameter("cles", List.copyOf(cles))
          .getResultList()
          .forEach(bloc::retenir);
    }
    if (!bloc.marches.isEmpty()) {
      var trouves = List.copyOf(bloc.marches.keySet());
      bloc.anciens.addAll(trouves);
      em.createQuery(
              "select l from Lot l where l.tenantId = :tenant and l.marcheId in :ids order by"
                  + " l.marcheId, l.rang",
              Lot.class)
          .setParameter("tenant", tenant)
          .setParameter("ids", trouves)
          .getResultList()
          .forEach(bloc::retenir);
      em.createQuery(
              "select x from Titulaire x where x.tenantId = :tenant and x.lotId in (select l.id"
                  + " from Lot l where l.tenantId = :tenant and l.marcheId in :ids) order by"
                  + " x.lotId, x.rang",
              Titulaire.class)
          .setParameter("tenant", tenant)
          .setParameter("ids", trouves)
          .getResultList()
          .forEach(x -> bloc.titulaires.computeIfAbsent(x.lotId, _ -> new ArrayList<>()).add(x));
      // ceux qui changeront peut-être : leurs versions gardées ne se gardent pas deux fois
      var changeants =
          Stream.concat(
                  publications.stream()
                      .map(p -> bloc.lotsParCle.get(p.cle()))
                      .filter(Objects::nonNull)
                      .map(l -> l.id),
                  bloc.laissees.values().stream())
              .distinct()
              .toList();
      if (!changeants.isEmpty()) {
        em.createQuery(
                "select v from VersionLot v where v.tenantId = :tenant and v.lotId in :lots",
                VersionLot.class)
            .setParameter("tenant", tenant)
            .setParameter("lots", changeants)
            .getResultList()
            .forEach(v -> bloc.versions.computeIfAbsent(v.lotId, _ -> new ArrayList<>()).add(v));
      }
    }
    return bloc;
  }

  private Sort ranger(Publication p, Bloc bloc, Passage passage, Instant quand) {
    var lot = bloc.lotsParCle.get(p.cle());
    if (lot != null) {
      return comparer(lot, p, bloc, passage, quand);
    }
    var connu = bloc.connus.get(p.cle());
    if (connu != null && p.empreinte().equals(connu.empreinte())) {
      return new Sort(Resultat.INCHANGE, connu.marche(), connu.lot(), null, null, null);
    }
    var laisse = bloc.lotsParId.get(bloc.laissees.get(p.cle()));
    if (laisse != null && !passage.dit(laisse)) {
      return comparer(laisse, p, bloc, passage, quand);
    }
    var marche = bloc.marchesParCle.get(p.cleDeMarche());
    if (marche == null) {
      marche = Marche.publie(p, quand);
      bloc.retenir(marche);
      bloc.marchesNeufs.add(marche);
      bloc.faits.add(
          Evenement.de(
              marche.id,
              "importe",
              "Marché entré par l'import des données publiées.",
              contexte.identite(),
              quand));
    }
    var saisi = lotSaisi(p, bloc.lots.getOrDefault(marche.id, List.of()));
    if (saisi != null) {
      return mettreAJour(saisi, p, bloc, quand);
    }
    var semblables = semblables(p, marche, bloc, passage);
    if (passage.tolerant && semblables.size() == 1) {
      return comparer(semblables.getFirst(), p, bloc, passage, quand);
    }
    var siens = bloc.lots.getOrDefault(marche.id, List.of());
    var neuf = Lot.publie(marche.id, siens.stream().mapToInt(l -> l.rang).max().orElse(0) + 1);
    neuf.reprendre(p, quand);
    bloc.retenir(neuf);
    bloc.lotsNeufs.add(neuf);
    attribuer(neuf, p, bloc);
    bloc.touches.add(marche);
    if (bloc.anciens.contains(marche.id)) {
      bloc.faits.add(
          Evenement.de(
              marche.id,
              "lot-publie",
              "Lot "
                  + neuf.rang
                  + " ajouté par l'import"
                  + (neuf.montant == null ? "" : ", " + Differences.euros(neuf.montant) + " HT")
                  + ".",
              contexte.identite(),
              quand));
    }
    return new Sort(
        Resultat.CREE, marche.id, neuf.id, null, doublonProbable(p, neuf, semblables, bloc), null);
  }

  /**
   * Les lots de ce marché qui s'accordent en tout avec cette publication, l'objet excepté, et dont
   * le fichier ne parle pas lui-même.
   */
  private static List<Lot> semblables(Publication p, Marche marche, Bloc bloc, Passage passage) {
    return bloc.lots.getOrDefault(marche.id, List.of()).stream()
        .filter(l -> !passage.dit(l) && accorde(l, p, bloc))
        .toList();
  }

  private static boolean accorde(Lot lot, Publication p, Bloc bloc) {
    var m = p.contenu();
    return !lot.saisi()
        && lot.codeCpv != null
        && lot.codeCpv.equals(m.codeCpv())
        && lot.dateNotification != null
        && lot.dateNotification.equals(m.dateNotification())
        && memesEntreprises(lot, p, bloc)
        && memeMontant(lot, p);
  }

  private static boolean memeMontant(Lot lot, Publication p) {
    return lot.montant != null && p.montant() != null && lot.montant.compareTo(p.montant()) == 0;
  }

  private static boolean memesEntreprises(Lot lot, Publication p, Bloc bloc) {
    var connus =
        bloc.titulaires.getOrDefault(lot.id, List.of()).stream().map(Titulaire::publie).toList();
    return !connus.isEmpty()
        && MarcheDecp.titulairesCompares(connus).equals(p.contenu().titulairesCompares());
  }

  /**
   * Plusieurs lots s'accordent ; ou un seul à qui manque ou diffère le CPV ou la notification ; ou
   * le fichier redit le même objet autrement.
   */
  private static UUID doublonProbable(Publication p, Lot neuf, List<Lot> semblables, Bloc bloc) {
    if (!semblables.isEmpty()) {
      return semblables.getFirst().id;
    }
    return bloc.lots.get(neuf.marcheId).stream()
        .filter(
            l ->
                l != neuf
                    && !l.saisi()
                    && memesEntreprises(l, p, bloc)
                    && memeMontant(l, p)
                    && memeObjet(l.objet, neuf.objet))
        .map(l -> l.id)
        .findFirst()
        .orElse(null);
  }

  private static boolean memeObjet(String un, String autre) {
    var a = MarcheDecp.objetCompare(un);
    var b = MarcheDecp.objetCompare(autre);
    return !a.isEmpty() && !b.isEmpty() && (a.contains(b) || b.contains(a));
  }

  /**
   * Le lot saisi en programmation dont cette publication parle : même objet, ou seul lot d'un
   * marché dont rien n'a encore été publié.
   */
  private static Lot lotSaisi(Publication p, List<Lot> lots) {
    var objet = Texte.cherchable(p.contenu().objet());
    return lots.stream()
        .filter(l -> l.saisi() && (lots.size() == 1 || Texte.cherchable(l.objet).equals(objet)))
        .findFirst()
        .orElse(null);
  }

  private Sort comparer(Lot lot, Publication p, Bloc bloc, Passage passage, Instant quand) {
    if (p.empreinte().equals(lot.empreinte)) {
      return inchange(lot, null);
    }
    var vue = p.dejaVue(lot.empreintesVues);
    if (vue && passage.dejaImporteLe != null) {
      return new Sort(
          Resultat.INCHANGE,
          lot.marcheId,
          lot.id,
          "Déjà importé le "
              + JOUR.format(passage.dejaImporteLe.atZone(PARIS))
              + " ; une autre version l'a remplacée.",
          null,
          laisser(lot, p, bloc, quand));
    }
    if (vue && lot.choisie) {
      return inchange(lot, "Une personne a choisi une autre version de ce lot.");
    }
    var publiee = p.dernierePublication();
    if (lot.comparer(publiee, p.rang()) > 0) {
      return new Sort(
          Resultat.INCHANGE,
          lot.marcheId,
          lot.id,
          anterieure(publiee, lot.dernierePublication)
              ? "Publication du "
                  + JOUR.format(publiee)
                  + ", plus ancienne que celle déjà prise ("
                  + JOUR.format(lot.dernierePublication)
                  + ")."
              : "Publiée le même jour avec moins de modifications que celle déjà prise.",
          null,
          laisser(lot, p, bloc, quand));
    }
    if (lot.cleSource.equals(p.cle())
        && lot.dejaDit(p)
        && memesTitulaires(
            bloc.titulaires.getOrDefault(lot.id, List.of()), p.contenu().titulaires())) {
      lot.revoir(p, quand);
      return inchange(lot, "Publié à nouveau, sans changement.");
    }
    return mettreAJour(lot, p, bloc, quand);
  }

  private static Sort inchange(Lot lot, String remarque) {
    return new Sort(Resultat.INCHANGE, lot.marcheId, lot.id, remarque, null, null);
  }

  /**
   * Une version qui n'écrase rien se garde.
   *
   * @return la sienne
   */
  private static UUID laisser(Lot lot, Publication p, Bloc bloc, Instant quand) {
    if (!p.dejaVue(lot.empreintesVues)) {
      lot.voir(p.empreinte());
    }
    return garder(VersionLot.de(lot, p, quand), bloc);
  }

  private static UUID garder(VersionLot version, Bloc bloc) {
    var siennes = bloc.versions.computeIfAbsent(version.lotId, _ -> new ArrayList<>());
    var deja = siennes.stream().filter(v -> v.empreinte.equals(version.empreinte)).findFirst();
    if (deja.isPresent()) {
      return deja.get().id;
    }
    siennes.add(version);
    bloc.versionsNeuves.add(version);
    return version.id;
  }

  private static boolean memesTitulaires(
      List<Titulaire> connus, List<MarcheDecp.Titulaire> publies) {
    return connus.size() == publies.size()
        && IntStream.range(0, connus.size()).allMatch(i -> connus.get(i).est(publies.get(i)));
  }

  private static boolean anterieure(LocalDate publiee, LocalDate connue) {
    return publiee != null && connue != null && publiee.isBefore(connue);
  }

  private Sort mettreAJour(Lot lot, Publication p, Bloc bloc, Instant quand) {
    var marche = bloc.marches.get(lot.marcheId);
    var siens = bloc.titulaires.getOrDefault(lot.id, List.of());
    var changements = String.join(" ; ", Differences.entre(lot, siens, p));
    if (!lot.saisi()) {
      garder(VersionLot.de(lot, siens), bloc);
    }
    bloc.lotsParCle.remove(lot.cleSource);
    lot.reprendre(p, quand);
    bloc.lotsParCle.put(lot.cleSource, lot);
    attribuer(lot, p, bloc);
    bloc.touches.add(marche);
    bloc.faits.add(
        Evenement.de(
            marche.id,
            "republie",
            (bloc.lots.get(marche.id).size() > 1 ? "Lot " + lot.rang + ". " : "")
                + changements
                + ".",
            contexte.identite(),
            quand));
    return new Sort(Resultat.MIS_A_JOUR, marche.id, lot.id, changements, null, null);
  }

  /**
   * Les lignes sont reprises en place : la même clé ne peut pas être effacée et recréée dans une
   * transaction.
   */
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
    insertion.inserer(bloc.marchesNeufs);
    em.flush();
    insertion.inserer(bloc.lotsNeufs);
    insertion.inserer(bloc.titulairesNeufs);
    insertion.inserer(bloc.versionsNeuves);
    insertion.inserer(bloc.faits);
  }
}
