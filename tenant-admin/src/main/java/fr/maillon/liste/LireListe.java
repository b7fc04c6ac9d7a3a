package fr.maillon.liste;

import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.TenantScope;
import fr.maillon.usage.PlaceDeSortie;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lit une liste, sous la transaction et le périmètre de qui l'appelle. Le JPQL d'une liste connaît,
 * sans les poser, {@code :jour}, {@code :moi} et {@code :tenant}.
 */
@ApplicationScoped
public class LireListe {
  /** Lignes lues, enrichies et écrites d'un coup. */
  static final int TRANCHE = 500;

  /** Le critère d'un portefeuille qui n'en garde que quelques espaces, par leur code. */
  public static final String CODES = "mo";

  /**
   * Au-delà, la liste des espaces ne se redit pas dans la requête : la politique de la base la
   * porte, et mène au même index.
   */
  private static final int NOMMES = 200;

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject PlaceDeSortie place;
  @Inject Clock horloge;
  @Inject @Any Instance<JournalDesSorties> sorties;

  /** Ce que la requête demande, prêt à lire ; vide : aucun espace ne peut rien y montrer. */
  private record Prete(
      String source, String comptee, String poids, Map<String, Object> parametres, boolean vide) {
    Prete et(String predicat) {
      return new Prete(
          source + (source.contains(" where ") ? " and " : " where ") + predicat,
          comptee,
          poids,
          parametres,
          vide);
    }

    Prete avec(String parametre, Object valeur) {
      var autres = new HashMap<>(parametres);
      autres.put(parametre, valeur);
      return new Prete(source, comptee, poids, autres, vide);
    }
  }

  public <V> Page<V> page(Liste<V, V> liste, Requete requete) {
    return page(liste, requete, Function.identity());
  }

  /**
   * @param vues ce que la liste montre de ces lignes-là, dans le même ordre
   */
  public <L, V> Page<V> page(Liste<L, V> liste, Requete requete, Function<List<L>, List<V>> vues) {
    return peser(liste, requete, vues).page();
  }

  /** La page, et la somme de toute la sélection si la liste en a une et qu'elle se compte. */
  public <L, V> Page.Pesee<V> peser(
      Liste<L, V> liste, Requete requete, Function<List<L>, List<V>> vues) {
    var page = requete.pagination();
    var prete = preparer(liste, requete);
    if (prete.vide()) {
      return new Page.Pesee<>(
          new Page<>(List.of(), 0, page.page(), page.taille()), BigDecimal.ZERO);
    }
    var lignes =
        liste.jointures().isEmpty()
            ? lignes(liste, requete, prete)
                .setFirstResult(page.debut())
                .setMaxResults(page.taille())
                .getResultList()
            : jointes(liste, requete, choisies(liste, requete, prete, page));
    var resume = resume(liste, requete, prete, lignes);
    return new Page.Pesee<>(
        new Page<>(
            lignes.isEmpty() ? List.of() : vues.apply(lignes),
            resume.total(),
            resume.total() == null ? (long) Page.COMPTEES : null,
            page.page(),
            page.taille()),
        resume.somme());
  }

  /** La seule ligne que ces critères laissent ; null : aucune. */
  public <L, V> V une(Liste<L, V> liste, Requete requete, Function<List<L>, List<V>> vues) {
    var lignes = lignes(liste, requete, preparer(liste, requete)).setMaxResults(1).getResultList();
    return lignes.isEmpty() ? null : vues.apply(lignes).getFirst();
  }

  /** Toutes, sans page : celles d'une fiche, que ses critères bornent. */
  public <L, V> List<V> toutes(
      Liste<L, V> liste, Requete requete, Function<List<L>, List<V>> vues) {
    var lignes = lignes(liste, requete, preparer(liste, requete)).getResultList();
    return lignes.isEmpty() ? List.of() : vues.apply(lignes);
  }

  /** Une ligne choisie, et l'espace qui la tient. */
  public record Choisie(UUID id, UUID espace) {}

  private List<Choisie> choisies(Liste<?, ?> liste, Requete requete, Prete prete, Pagination page) {
    var choix =
        lier(
            em.createQuery(
                "select new fr.maillon.liste.LireListe.Choisie("
                    + liste.cle()
                    + ", "
                    + liste.colonneDEspace()
                    + ")"
                    + prete.source()
                    + liste.ordre(requete),
                Choisie.class),
            prete);
    return (page == null ? choix : choix.setFirstResult(page.debut()).setMaxResults(page.taille()))
        .getResultList();
  }

  /** Leurs lignes, dans le même ordre, leurs tables jointes à elles seules. */
  private <L> List<L> jointes(Liste<L, ?> liste, Requete requete, List<Choisie> choisies) {
    if (choisies.isEmpty()) {
      return List.of();
    }
    return em.createQuery(
            liste.selection()
                + " from "
                + liste.source()
                + liste.jointures()
                + " where "
                + liste.colonneDEspace()
                + " in :tenants and "
                + liste.cle()
                + " in :cles"
                + liste.ordre(requete),
            liste.ligne())
        .setParameter("tenants", choisies.stream().map(Choisie::espace).distinct().toList())
        .setParameter("cles", choisies.stream().map(Choisie::id).toList())
        .getResultList();
  }

  public <L> long compter(Liste<L, ?> liste, Requete requete) {
    var prete = preparer(liste, requete);
    return prete.vide()
        ? 0
        : lier(
                em.createQuery("select count(" + liste.cle() + ")" + prete.comptee(), Long.class),
                prete)
            .getSingleResult();
  }

  /**
   * Toute la sélection, en fichier. Ses clés se lisent d'un coup, ni répétition ni trou ; de ses
   * lignes, jamais plus d'une tranche en mémoire.
   */
  public <L, V> FichierDeListe exporter(
      Liste<L, V> liste, Requete requete, FormatDeFichier format, Function<List<L>, List<V>> vues) {
    var espace = TenantScope.espace();
    var prete = preparer(liste, requete);
    List<?> cles =
        prete.vide()
            ? List.of()
            : liste.jointures().isEmpty()
                ? cles(liste, requete, prete)
                : choisies(liste, requete, prete, null);
    if (espace.isPresent()) {
      place.prendre();
    } else if (liste.estPersonnelle()) {
      noter(liste, requete, cles.size());
    }
    return FichierDeListe.ecrire(
        liste.nom() + espace.map(e -> "-" + e.code()).orElse(""),
        format,
        sortie -> {
          var ecrivain =
              Ecrivain.de(
                  format, liste.libelle(), liste.exportees(requete), horloge.getZone(), sortie);
          lire(liste, requete, prete, cles, vues, ecrivain);
          ecrivain.finir();
          sortie.flush();
        });
  }

  /** Dans un espace, le geste d'exporter laisse sa ligne au journal ; ailleurs, ceci. */
  private void noter(Liste<?, ?> liste, Requete requete, int lignes) {
    var phrase =
        "a téléchargé la liste « "
            + liste.libelle()
            + " » ("
            + lignes
            + (lignes > 1 ? " lignes : " : " ligne : ")
            + liste.exportees(requete).stream()
                .map(Colonne::libelle)
                .collect(Collectors.joining(", "))
            + ")";
    sorties.stream().findFirst().orElseThrow().noter(phrase);
  }

  public <V> FichierDeListe exporter(Liste<V, V> liste, Requete requete, FormatDeFichier format) {
    return exporter(liste, requete, format, Function.identity());
  }

  private List<?> cles(Liste<?, ?> liste, Requete requete, Prete prete) {
    return lier(
            em.createQuery(
                "select " + liste.cle() + prete.comptee() + liste.ordre(requete), Object.class),
            prete)
        .getResultList();
  }

  /** Les lignes de ces clés, par tranches, dans le même ordre. */
  private <L, V> void lire(
      Liste<L, V> liste,
      Requete requete,
      Prete prete,
      List<?> cles,
      Function<List<L>, List<V>> vues,
      Ecrivain<V> ecrivain) {
    var tranches = prete.et(liste.cle() + " in :cles");
    for (int debut = 0; debut < cles.size(); debut += TRANCHE) {
      var tranche = cles.subList(debut, Math.min(debut + TRANCHE, cles.size()));
      var lignes =
          liste.jointures().isEmpty()
              ? lignes(liste, requete, tranches.avec("cles", tranche)).getResultList()
              : jointes(liste, requete, tranche.stream().map(Choisie.class::cast).toList());
      if (!lignes.isEmpty()) {
        ecrire(vues.apply(lignes), ecrivain);
      }
      em.clear();
    }
  }

  private static <V> void ecrire(List<V> lignes, Ecrivain<V> ecrivain) {
    lignes.forEach(
        l -> {
          try {
            ecrivain.ecrire(l);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private <L> TypedQuery<L> lignes(Liste<L, ?> liste, Requete requete, Prete prete) {
    return lier(
        em.createQuery(liste.selection() + prete.source() + liste.ordre(requete), liste.ligne()),
        prete);
  }

  /**
   * Compter au-delà coûterait plus que la page : là, le poids tenu le dit s'il y en a un ; sinon,
   * on dit « plus de ».
   */
  private Resume resume(Liste<?, ?> liste, Requete requete, Prete prete, List<?> lignes) {
    var page = requete.pagination();
    boolean derniere = Page.derniere(lignes, page);
    long vues = (long) page.debut() + lignes.size();
    if (derniere && liste.somme() == null) {
      return new Resume(vues, null);
    }
    if (!derniere && !requete.totaux() && prete.poids() != null) {
      var tenu = tenu(prete);
      if (tenu.total() != null && tenu.total() > Page.COMPTEES) {
        return tenu;
      }
    }
    if (!requete.totaux() && (derniere ? vues > Page.COMPTEES : depasse(liste, prete))) {
      return new Resume(derniere ? vues : null, null);
    }
    if (liste.somme() == null) {
      return new Resume(
          lier(
                  em.createQuery("select count(" + liste.cle() + ")" + prete.comptee(), Long.class),
                  prete)
              .getSingleResult(),
          null);
    }
    var resume =
        lier(
                em.createQuery(
                    "select new fr.maillon.liste.Resume(count("
                        + liste.cle()
                        + "), sum("
                        + liste.somme()
                        + "))"
                        + prete.comptee(),
                    Resume.class),
                prete)
            .getSingleResult();
    return resume.somme() == null ? new Resume(resume.total(), BigDecimal.ZERO) : resume;
  }

  private Resume tenu(Prete prete) {
    return lier(
            em.createQuery(
                "select new fr.maillon.liste.Resume(sum(m.nombre), sum(m.montant))" + prete.poids(),
                Resume.class),
            prete)
        .getSingleResult();
  }

  private boolean depasse(Liste<?, ?> liste, Prete prete) {
    return !lier(em.createQuery("select " + liste.cle() + prete.comptee(), Object.class), prete)
        .setFirstResult(Page.COMPTEES)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  private Prete preparer(Liste<?, ?> liste, Requete requete) {
    var condition = new Condition();
    boolean vide = false;
    switch (liste.portee()) {
      case ESPACE -> condition.et(liste.colonneDEspace() + " = :tenant");
      case PORTEFEUILLE -> vide = dansLePortefeuille(liste, requete, condition);
      case SANS_ESPACE -> {}
    }
    if (liste.condition() != null) {
      condition.et(liste.condition());
    }
    liste.criteres().forEach(c -> c.demander(requete.de(c.nom()), condition));
    var parametres = new HashMap<>(condition.parametres());
    parametres.put("jour", LocalDate.now(horloge));
    parametres.put("moi", contexte.identite().id());
    TenantScope.espace().map(Espace::id).ifPresent(e -> parametres.put("tenant", e));
    var poids = liste.poids(requete);
    return new Prete(
        condition.source(liste.source()),
        condition.source(liste.comptee()),
        poids == null ? null : condition.source(poids),
        parametres,
        vide);
  }

  private boolean dansLePortefeuille(Liste<?, ?> liste, Requete requete, Condition condition) {
    var codes = requete.de(CODES);
    var tenants =
        espaces().values().stream()
            .filter(e -> codes.isEmpty() || codes.contains(e.code()))
            .map(Espace::id)
            .toList();
    if (!codes.isEmpty() || tenants.size() <= NOMMES) {
      condition.et(liste.colonneDEspace() + " in :tenants").avec("tenants", tenants);
    }
    return tenants.isEmpty();
  }

  /** Les espaces du portefeuille, par identifiant. */
  public SortedMap<UUID, Espace> espaces() {
    if (contexte.perimetre() instanceof Perimetre.Portefeuille(var espaces)) {
      return espaces;
    }
    throw new IllegalStateException(
        "le portefeuille se lit sous son périmètre : " + contexte.perimetre());
  }

  private static <T> TypedQuery<T> lier(TypedQuery<T> requete, Prete prete) {
    requete
        .getParameters()
        .forEach(
            p -> {
              if (!prete.parametres().containsKey(p.getName())) {
                throw new IllegalStateException("paramètre sans valeur : " + p.getName());
              }
              requete.setParameter(p.getName(), prete.parametres().get(p.getName()));
            });
    return requete;
  }
}
