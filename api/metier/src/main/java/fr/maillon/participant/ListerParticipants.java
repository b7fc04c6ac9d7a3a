package fr.maillon.participant;

import static fr.maillon.liste.TypeDeColonne.JOUR;
import static fr.maillon.liste.TypeDeColonne.OUI_NON;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureEquipe;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Critere;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Les fiches de l'équipe, par nom. */
@ApplicationScoped
public class ListerParticipants implements ListeServie {
  public static final Liste<Lue, ParticipantView> LISTE =
      Liste.<Lue, ParticipantView>de("participants", "Participants", Lue.class)
          .lit(
              "Participant p",
              "p.id",
              "p.id",
              "p.nom",
              "p.prenom",
              "p.dateNaissance",
              "p.sexe",
              "p.niveau",
              "p.residenceQpv",
              "p.changeParNom",
              "p.changeLe",
              "p.version")
          .critere(Critere.texte("texte", "Nom ou prénom", "p.recherche"))
          .critere(Critere.identifiant("id", "Une fiche", "p.id").interne())
          .colonne("nom", "Nom", TEXTE, ParticipantView::nom)
          .colonne("prenom", "Prénom", TEXTE, ParticipantView::prenom)
          .colonne("naissance", "Naissance", JOUR, ParticipantView::dateNaissance)
          .colonne("sexe", "Sexe", TEXTE, p -> p.sexe().libelle())
          .colonne("niveau", "Niveau", TEXTE, p -> p.niveau().libelle())
          .colonne("qpv", "Quartier prioritaire", OUI_NON, ParticipantView::residenceQpv)
          .colonne("eligible", "Éligible jusqu'au", JOUR, ParticipantView::eligibleJusquAu)
          .personnelle("naissance")
          .range("nom", "p.nom, p.prenom, p.dateNaissance")
          .parDefaut("nom");

  @Inject LireListe lire;
  @Inject ConsulterParticipants fiches;

  /** Ce que la base rend d'une fiche. */
  public record Lue(
      UUID id,
      String nom,
      String prenom,
      LocalDate dateNaissance,
      Sexe sexe,
      Niveau niveau,
      Boolean residenceQpv,
      String changePar,
      Instant changeLe,
      int version) {}

  /** Le dernier jour de la plus longue décision favorable. */
  public record Eligible(UUID participant, LocalDate jusquAu) {}

  @Override
  public Liste<Lue, ParticipantView> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @LectureEquipe
  public Page<ParticipantView> executer(Requete requete) {
    return lire.page(LISTE, requete, fiches::vues);
  }

  @Override
  @Transactional
  @Habilite(
      value = {Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    return lire.exporter(LISTE, requete, format, fiches::vues);
  }
}
