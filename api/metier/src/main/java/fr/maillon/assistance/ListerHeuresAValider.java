package fr.maillon.assistance;

import static fr.maillon.liste.TypeDeColonne.INSTANT;
import static fr.maillon.liste.TypeDeColonne.NOMBRE;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureEquipe;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.FichierDeListe;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.liste.LireListe;
import fr.maillon.liste.Liste;
import fr.maillon.liste.ListeServie;
import fr.maillon.liste.Page;
import fr.maillon.liste.Requete;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/** Les heures à valider de tous mes maîtres d'ouvrage, le mois le plus ancien d'abord. */
@ApplicationScoped
public class ListerHeuresAValider implements ListeServie {
  public static final Liste<Lues, HeuresAValider> LISTE =
      Liste.<Lues, HeuresAValider>de("heures-a-valider", "Heures à valider", Lues.class)
          .lit(
              "DeclarationHeures d",
              "d.id",
              "d.tenantId",
              "d.id",
              "m.numero",
              "m.objet",
              "c.employeurNom",
              "d.mois",
              "d.heures",
              "d.declareeParNom",
              "d.declareeLe")
          .joint(
              "join Contrat c on (c.tenantId = d.tenantId and c.id = d.contratId) join Marche m on"
                  + " (m.tenantId = c.tenantId and m.id = c.marcheId)")
          .dansLePortefeuille("d.tenantId")
          .ou("d.etat = fr.maillon.execution.EtatDeclaration.DECLAREE")
          .critere(Portefeuilles.maitreOuvrage())
          .colonne("maitre_ouvrage", "Maître d'ouvrage", TEXTE, h -> h.maitreOuvrage().nom())
          .colonne("mois", "Mois", TEXTE, HeuresAValider::mois)
          .colonne("numero", "Numéro du marché", TEXTE, HeuresAValider::marcheNumero)
          .colonne("objet", "Marché", TEXTE, HeuresAValider::marcheObjet)
          .colonne("employeur", "Employeur", TEXTE, HeuresAValider::employeurNom)
          .colonne("heures", "Heures", NOMBRE, HeuresAValider::heures)
          .colonne("declaree", "Déclarées le", INSTANT, HeuresAValider::declareeLe)
          .colonne("par", "Déclarées par", TEXTE, HeuresAValider::declareePar)
          .range("ancienne", "d.mois, d.declareeLe")
          .parDefaut("ancienne");

  @Inject LireListe lire;

  /**
   * Des heures déclarées, que l'équipe valide ou refuse.
   *
   * @param mois {@code AAAA-MM}
   */
  public record HeuresAValider(
      DemandeLigne.MaitreOuvrage maitreOuvrage,
      UUID id,
      String marcheNumero,
      String marcheObjet,
      String employeurNom,
      String mois,
      BigDecimal heures,
      String declareePar,
      Instant declareeLe) {}

  /** Ce que la base en rend. */
  public record Lues(
      UUID tenantId,
      UUID id,
      String marcheNumero,
      String marcheObjet,
      String employeurNom,
      LocalDate mois,
      BigDecimal heures,
      String declareePar,
      Instant declareeLe) {}

  @Override
  public Liste<Lues, HeuresAValider> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @LectureEquipe
  public Page<HeuresAValider> executer(Requete requete) {
    return lire.page(LISTE, requete, this::vues);
  }

  @Override
  @Transactional
  @Habilite(
      value = {Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    return lire.exporter(LISTE, requete, format, this::vues);
  }

  private List<HeuresAValider> vues(List<Lues> lues) {
    var espaces = lire.espaces();
    return lues.stream()
        .map(
            l ->
                new HeuresAValider(
                    DemandeLigne.MaitreOuvrage.de(espaces.get(l.tenantId())),
                    l.id(),
                    l.marcheNumero(),
                    l.marcheObjet(),
                    l.employeurNom(),
                    YearMonth.from(l.mois()).toString(),
                    l.heures(),
                    l.declareePar(),
                    l.declareeLe()))
        .toList();
  }
}
