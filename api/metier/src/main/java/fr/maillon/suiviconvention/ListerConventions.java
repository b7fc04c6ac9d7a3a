package fr.maillon.suiviconvention;

import static fr.maillon.liste.TypeDeColonne.ENTIER;
import static fr.maillon.liste.TypeDeColonne.JOUR;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.assistance.ServiceAssistance;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureCentre;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Critere;
import fr.maillon.liste.FichierDeListe;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.liste.LireListe;
import fr.maillon.liste.Liste;
import fr.maillon.liste.ListeServie;
import fr.maillon.liste.MotsCherches;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.liste.Requete;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Toutes les conventions, pour le centre : celles qui finissent d'ici 90 jours d'abord, puis en
 * vigueur, à venir, finies.
 */
@ApplicationScoped
public class ListerConventions implements ListeServie {
  public static final Liste<Lue, ConventionLigne> LISTE =
      Liste.<Lue, ConventionLigne>de("conventions", "Conventions", Lue.class)
          .lit(
              "ConventionDuJour c join EspaceConventionne m on m.id = c.maitreOuvrage join"
                  + " Structure s on s.id = c.structure",
              "c.id",
              "c.id",
              "c.numero",
              "m.code",
              "m.nom",
              "m.sigle",
              "m.type",
              "m.couleur",
              "s.nom",
              "c.du",
              "c.fin",
              "c.services",
              "c.quota")
          .critere(
              Critere.jour(
                      "limite",
                      "Finit bientôt jusqu'au",
                      LocalDate::toString,
                      (j, c) -> c.avec("limite", j))
                  .interne())
          .critere(
              Critere.texte(
                  "texte",
                  "Maître d'ouvrage, structure ou numéro",
                  (mots, c) -> {
                    c.et(
                            "("
                                + mots.condition("m.recherche", "s.recherche")
                                + " or replace(lower(c.numero), '-', ' ') like :numero escape"
                                + " '\\')")
                        .avec("numero", mots.motif());
                    mots.parametres().forEach(c::avec);
                  }))
          .critere(
              Critere.predicats(
                  "etat",
                  "État",
                  List.of(EtatConvention.values()),
                  EtatConvention::libelle,
                  e ->
                      switch (e) {
                        case FINIE -> "c.fin < :jour";
                        case A_VENIR -> "c.du > :jour";
                        case EN_VIGUEUR -> "c.du <= :jour and c.fin >= :jour";
                        case BIENTOT_FINIE -> "c.du <= :jour and c.fin between :jour and :limite";
                      }))
          .critere(
              Critere.codes(
                  "maitreOuvrage",
                  "Maître d'ouvrage",
                  Pattern.compile("[a-z0-9-]{1,80}"),
                  "Donnez le code d'adresse d'un maître d'ouvrage.",
                  (codes, c) -> c.et("m.code in :codes").avec("codes", codes)))
          .colonne("nom", "Maître d'ouvrage", TEXTE, c -> c.maitreOuvrage().nom())
          .colonne("numero", "Convention", TEXTE, ConventionLigne::numero)
          .enPlus("structure", "Structure", TEXTE, ConventionLigne::structure)
          .colonne(
              "services",
              "Services",
              TEXTE,
              c -> c.services().isEmpty() ? "Tous" : String.join(", ", c.services()))
          .colonne("demandes", "Demandes de l'année", ENTIER, ConventionLigne::demandes)
          .enPlus("quota", "Quota", ENTIER, ConventionLigne::quota)
          .enPlus("au_dela", "Au-delà du quota", ENTIER, ConventionLigne::auDelaDuQuota)
          .colonne("facilitateurs", "Facilitateurs", ENTIER, ConventionLigne::facilitateurs)
          .enPlus("du", "Début", JOUR, ConventionLigne::du)
          .colonne("fin", "Fin", JOUR, ConventionLigne::fin)
          .enPlus("etat", "État", TEXTE, ConventionLigne::etatLibelle)
          .range(
              "echeance",
              "case when c.fin < :jour then 3 when c.du > :jour then 2 when c.fin > :limite then 1"
                  + " else 0 end, c.fin, m.nom, c.numero")
          .trie("nom", "m.nom, c.fin", "m.nom desc, c.fin")
          .parDefaut("echeance");

  /** Une structure porteuse. */
  public record StructureView(UUID id, String nom) {}

  /** Ce que la base en rend. */
  public record Lue(
      UUID id,
      String numero,
      String code,
      String nom,
      String sigle,
      String type,
      String couleur,
      String structure,
      LocalDate du,
      LocalDate fin,
      String services,
      Integer quota) {}

  /** Ce que l'année a consommé. */
  public record Consommee(UUID convention, long demandes, long auDela) {}

  /** Combien y sont affectés. */
  public record Affectes(UUID convention, long combien) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject LireListe lire;
  @Inject Clock horloge;

  @Override
  public Liste<Lue, ConventionLigne> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @LectureCentre
  public Page<ConventionLigne> executer(Requete requete) {
    return lire.page(LISTE, bornee(requete), this::vues);
  }

  @Override
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    return lire.exporter(LISTE, bornee(requete), format, this::vues);
  }

  private Requete bornee(Requete requete) {
    return requete.avec("limite", LocalDate.now(horloge).plusDays(EtatConvention.JOURS));
  }

  private List<ConventionLigne> vues(List<Lue> lues) {
    var jour = LocalDate.now(horloge);
    var ids = lues.stream().map(Lue::id).toList();
    var consommees =
        em.createQuery(
                "select new fr.maillon.suiviconvention.ListerConventions.Consommee(c.convention,"
                    + " c.demandes, c.auDela) from Consommation c where c.convention in :ids and"
                    + " c.annee = :annee",
                Consommee.class)
            .setParameter("ids", ids)
            .setParameter("annee", jour.getYear())
            .getResultStream()
            .collect(Collectors.toMap(Consommee::convention, c -> c));
    var affectes =
        em.createQuery(
                "select new fr.maillon.suiviconvention.ListerConventions.Affectes(a.convention,"
                    + " count(distinct a.facilitateur)) from Affectation a where a.convention in"
                    + " :ids and a.du <= :jour and (a.au is null or a.au >= :jour) group by"
                    + " a.convention",
                Affectes.class)
            .setParameter("ids", ids)
            .setParameter("jour", jour)
            .getResultStream()
            .collect(Collectors.toMap(Affectes::convention, Affectes::combien));
    return lues.stream()
        .map(
            l -> {
              var etat = EtatConvention.de(l.du(), l.fin(), jour);
              var consommee = consommees.getOrDefault(l.id(), new Consommee(l.id(), 0, 0));
              return new ConventionLigne(
                  l.id(),
                  l.numero(),
                  new MaitreOuvrageAssiste(l.code(), l.nom(), l.sigle(), l.type(), l.couleur()),
                  l.structure(),
                  l.du(),
                  l.fin(),
                  etat,
                  etat.libelle(),
                  ConsulterConvention.restants(etat, l.fin(), jour),
                  ConsulterConvention.codes(l.services()).stream()
                      .map(ServiceAssistance::libelle)
                      .toList(),
                  l.quota(),
                  consommee.demandes(),
                  consommee.auDela(),
                  etat == EtatConvention.FINIE ? 0 : affectes.getOrDefault(l.id(), 0L));
            })
        .toList();
  }

  /** Les structures connues, par nom. */
  @Transactional
  @LectureCentre
  public Page<StructureView> structures(Pagination pagination) {
    var lignes =
        em.createQuery(
                "select new fr.maillon.suiviconvention.ListerConventions.StructureView(s.id,"
                    + " s.nom) from Structure s order by s.nom, s.id",
                StructureView.class)
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultList();
    return new Page<>(
        lignes,
        em.createQuery("select count(s) from Structure s", Long.class).getSingleResult(),
        pagination.page(),
        pagination.taille());
  }

  /**
   * Les maîtres d'ouvrage qu'une convention peut ouvrir, par nom.
   *
   * @param texte cherché dans le nom et le code ; null : tous
   */
  @Transactional
  @LectureCentre
  public List<MaitreOuvrageAssiste> maitresOuvrage(String texte) {
    var mots = MotsCherches.de(texte);
    var requete =
        em.createQuery(
            "select new fr.maillon.suiviconvention.MaitreOuvrageAssiste(m.code, m.nom,"
                + " m.sigle, m.type, m.couleur) from EspaceConventionne m where m.etat <>"
                + " 'FERME'"
                + (mots.vide() ? "" : " and " + mots.condition("m.recherche"))
                + " order by m.nom, m.code",
            MaitreOuvrageAssiste.class);
    mots.parametres().forEach(requete::setParameter);
    return requete.setMaxResults(50).getResultList();
  }
}
