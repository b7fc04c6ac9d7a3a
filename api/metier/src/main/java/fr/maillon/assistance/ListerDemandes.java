package fr.maillon.assistance;

import static fr.maillon.liste.TypeDeColonne.INSTANT;
import static fr.maillon.liste.TypeDeColonne.JOUR;
import static fr.maillon.liste.TypeDeColonne.OUI_NON;
import static fr.maillon.liste.TypeDeColonne.TEXTE;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.TenantContext;
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
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/**
 * Les demandes de l'espace ouvert : celles qui restent à traiter d'abord, la plus urgente en tête,
 * puis les closes.
 */
@ApplicationScoped
public class ListerDemandes implements ListeServie {
  public static final Liste<DemandeLigne.Lue, DemandeLigne> LISTE =
      Liste.<DemandeLigne.Lue, DemandeLigne>de("demandes", "Demandes", DemandeLigne.Lue.class)
          .lit(
              "Demande d join Marche m on m.tenantId = d.tenantId and m.id = d.marcheId",
              "d.id",
              DemandeLigne.COLONNES)
          .dansLEspace("d.tenantId")
          .critere(
              Critere.mots(
                      "etat", "État", List.of(EtatDemande.values()), EtatDemande::libelle, "d.etat")
                  .refus("etat-inconnu"))
          .critere(
              Critere.mots(
                      "service",
                      "Service",
                      List.of(ServiceAssistance.values()),
                      ServiceAssistance::libelle,
                      "d.service")
                  .refus("service-inconnu"))
          .critere(Critere.identifiant("marche", "Un seul marché", "d.marcheId"))
          .colonne("objet", "Objet", TEXTE, d -> d.marche().objet())
          .colonne("service", "Service", TEXTE, DemandeLigne::serviceLibelle)
          .colonne("qui_agit", "Qui agit", TEXTE, DemandeLigne::quiAgit)
          .colonne("date_souhaitee", "Échéance", JOUR, DemandeLigne::dateSouhaitee)
          .colonne("etat", "État", TEXTE, DemandeLigne::etatLibelle)
          .enPlus("numero", "Numéro du marché", TEXTE, d -> d.marche().numero())
          .enPlus("demandeur", "Demandée par", TEXTE, DemandeLigne::demandeur)
          .enPlus("creee", "Demandée le", INSTANT, DemandeLigne::creeLe)
          .enPlus("au_dela", "Au-delà du quota", OUI_NON, DemandeLigne::auDelaDuQuota)
          .range(
              "urgence",
              "case when d.termineeLe is null then 0 else 1 end, d.dateSouhaitee, d.creeLe")
          .parDefaut("urgence");

  @Inject LireListe lire;
  @Inject TenantContext contexte;
  @Inject Clock horloge;

  @Override
  public Liste<DemandeLigne.Lue, DemandeLigne> liste() {
    return LISTE;
  }

  @Override
  @Transactional
  @LectureEspace
  public Page<DemandeLigne> executer(Requete requete) {
    return lire.page(LISTE, requete, this::vues);
  }

  @Override
  @Transactional
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.EXPORTER)
  public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
    return lire.exporter(LISTE, requete, format, this::vues);
  }

  private List<DemandeLigne> vues(List<DemandeLigne.Lue> lues) {
    var jour = LocalDate.now(horloge);
    return lues.stream()
        .map(l -> DemandeLigne.de(l, contexte.espace(), contexte.identite().id(), jour))
        .toList();
  }
}
