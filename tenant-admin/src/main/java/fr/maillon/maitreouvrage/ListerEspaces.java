package fr.maillon.maitreouvrage;

import fr.maillon.isolation.LectureCentre;
import fr.maillon.liste.MotsCherches;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.RegleMetier;
import fr.maillon.saisie.FiltreIncompris;
import fr.maillon.saisie.Signes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Les espaces de la plateforme, comme objets : ce que l'administration centrale en voit. */
@ApplicationScoped
public class ListerEspaces {
  private static final Map<String, String> TRIS =
      Map.of(
          "nom",
          "m.nom, m.id",
          "-nom",
          "m.nom desc, m.id",
          "ouverture",
          "m.ouvert_le, m.nom, m.id",
          "-ouverture",
          "m.ouvert_le desc, m.nom, m.id",
          "personnes",
          "personnes, m.nom, m.id",
          "-personnes",
          "personnes desc, m.nom, m.id");
  private static final String COLONNES =
      "select m.id, m.code, m.nom, m.sigle, m.type, coalesce(f.couleur, m.couleur), m.etat,"
          + " m.ouvert_le, m.suspendu_le, m.ferme_le, m.effacable_le, (select min(s.siret) from"
          + " plateforme.maitre_ouvrage_siret s where s.maitre_ouvrage_id = m.id), (select"
          + " count(distinct a.utilisateur_id) from plateforme.adhesion a where a.maitre_ouvrage_id"
          + " = m.id and a.du <= ? and (a.au is null or a.au >= ?)) as personnes, (select count(*)"
          + " from plateforme.convention c where c.maitre_ouvrage_id = m.id and ? between c.du and"
          + " c.au), m.version from plateforme.maitre_ouvrage m left join plateforme.fiche_espace f"
          + " on f.maitre_ouvrage_id = m.id";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;

  /**
   * @param texte nom, code ou SIRET, en partie.
   * @param tri {@code nom}, {@code ouverture}, {@code personnes}, précédé de « - » pour l'inverse ;
   *     null : par nom
   */
  public record Filtre(String texte, TypeEspace type, EtatEspace etat, String tri) {}

  /** Combien d'espaces dans chaque état. */
  public record ComptesView(long ouverts, long suspendus, long fermes) {}

  /**
   * @throws RegleMetier {@code tri-inconnu}
   */
  @Transactional
  @LectureCentre
  public Page<EspaceCentralView> executer(Filtre filtre, Pagination pagination) {
    var tri = filtre.tri() == null ? "nom" : filtre.tri();
    if (!TRIS.containsKey(tri)) {
      throw new FiltreIncompris("tri-inconnu", "tri", "On trie par nom, ouverture ou personnes.");
    }
    var ou = new ArrayList<String>();
    var valeurs = new ArrayList<Object>();
    var texte = filtre.texte() == null || filtre.texte().isBlank() ? null : filtre.texte().strip();
    if (texte != null) {
      var mots = MotsCherches.de(texte);
      var tous = new StringBuilder("(1 = 1");
      mots.motifs().forEach(_ -> tous.append(" and m.recherche like ?"));
      ou.add(
          tous
              + " or exists (select 1 from plateforme.maitre_ouvrage_siret s where"
              + " s.maitre_ouvrage_id = m.id and s.siret like ?))");
      var chiffres = Signes.espaces(texte).replace(" ", "");
      valeurs.addAll(mots.motifs());
      valeurs.add(chiffres.matches("[0-9]{3,14}") ? chiffres + "%" : "-");
    }
    if (filtre.type() != null) {
      ou.add("m.type = ?");
      valeurs.add(filtre.type().name());
    }
    if (filtre.etat() != null) {
      ou.add("m.etat = ?");
      valeurs.add(filtre.etat().name());
    }
    var condition = ou.isEmpty() ? "" : " where " + String.join(" and ", ou);
    var jour = LocalDate.now(horloge);
    var toutes = new ArrayList<Object>(List.of(jour, jour, jour));
    toutes.addAll(valeurs);
    var lignes =
        requete(COLONNES + condition + " order by " + TRIS.get(tri), toutes)
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultList();
    var total =
        (Number)
            requete("select count(*) from plateforme.maitre_ouvrage m" + condition, valeurs)
                .getSingleResult();
    return new Page<>(vues(lignes), total.longValue(), pagination.page(), pagination.taille());
  }

  @Transactional
  @LectureCentre
  public ComptesView comptes() {
    long[] n = new long[EtatEspace.values().length];
    em.createQuery("select m.etat, count(m) from MaitreOuvrage m group by m.etat", Object[].class)
        .getResultList()
        .forEach(l -> n[((EtatEspace) l[0]).ordinal()] = (Long) l[1]);
    return new ComptesView(
        n[EtatEspace.OUVERT.ordinal()],
        n[EtatEspace.SUSPENDU.ordinal()],
        n[EtatEspace.FERME.ordinal()]);
  }

  /**
   * @throws fr.maillon.regle.Introuvable espace absent, ou effacé
   */
  @Transactional
  @LectureCentre
  public EspaceCentralView un(UUID id) {
    var jour = LocalDate.now(horloge);
    return vues(
            requete(COLONNES + " where m.id = ?", List.of(jour, jour, jour, id)).getResultList())
        .stream()
        .findFirst()
        .orElseThrow(() -> new fr.maillon.regle.Introuvable("Espace"));
  }

  private Query requete(String sql, List<?> valeurs) {
    var requete = em.createNativeQuery(sql);
    for (int i = 0; i < valeurs.size(); i++) {
      requete.setParameter(i + 1, valeurs.get(i));
    }
    return requete;
  }

  private static List<EspaceCentralView> vues(List<?> lignes) {
    return lignes.stream().map(l -> vue((Object[]) l)).toList();
  }

  private static EspaceCentralView vue(Object[] l) {
    return new EspaceCentralView(
        UUID.fromString(l[0].toString()),
        (String) l[1],
        (String) l[2],
        (String) l[3],
        TypeEspace.valueOf((String) l[4]),
        (String) l[5],
        EtatEspace.valueOf((String) l[6]),
        jour(l[7]),
        jour(l[8]),
        jour(l[9]),
        jour(l[10]),
        (String) l[11],
        ((Number) l[12]).intValue(),
        ((Number) l[13]).intValue(),
        ((Number) l[14]).intValue());
  }

  private static LocalDate jour(Object date) {
    return switch (date) {
      case null -> null;
      case LocalDate d -> d;
      case java.sql.Date d -> d.toLocalDate();
      default -> throw new IllegalStateException("date inattendue : " + date.getClass());
    };
  }
}
