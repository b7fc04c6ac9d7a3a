package fr.maillon.web.bascule;

import fr.maillon.assistance.EtatDemande;
import fr.maillon.assistance.ListerPortefeuille;
import fr.maillon.assistance.ListerPortefeuille.Delai;
import fr.maillon.assistance.ListerPortefeuille.QuiAgit;
import fr.maillon.assistance.ListerPortefeuille.Suiveur;
import fr.maillon.assistance.ServiceAssistance;
import fr.maillon.filtre.RequeteDeFiltre;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;

/** Un filtre du portefeuille, dit en mots : « Calibrage · En retard · Suivi par moi ». */
@Named("motsDuFiltre")
@RequestScoped
public class MotsDuFiltre {
  @Inject ListerPortefeuille portefeuille;
  private List<Suiveur> suiveurs;

  public List<Suiveur> getSuiveurs() {
    if (suiveurs == null) {
      suiveurs = portefeuille.suiveurs();
    }
    return suiveurs;
  }

  /**
   * @param requete chaîne de requête de {@code /portefeuille}
   */
  public String phrase(String requete) {
    var lue = RequeteDeFiltre.relire(requete);
    var mots = new ArrayList<String>();
    lue.de("texte").forEach(t -> mots.add("« " + t + " »"));
    lue.de("mo").forEach(c -> mots.add(espace(c)));
    lue.de("service").forEach(s -> mots.add(ServiceAssistance.valueOf(s).libelle()));
    lue.de("etat").forEach(e -> mots.add(EtatDemande.valueOf(e).libelle()));
    lue.de("delai").forEach(d -> mots.add(Delai.valueOf(d).libelle()));
    lue.de("quiAgit").forEach(q -> mots.add("Agit : " + QuiAgit.valueOf(q).libelle()));
    lue.de("facilitateur").forEach(s -> mots.add("Suivi par " + suivi(s)));
    return mots.isEmpty() ? "Tout mon travail" : String.join(" · ", mots);
  }

  public String espace(String code) {
    return TenantScope.perimetre() instanceof Perimetre.Portefeuille(var espaces)
        ? espaces.values().stream()
            .filter(e -> e.code().equals(code))
            .map(Espace::nom)
            .findFirst()
            .orElse("Un maître d'ouvrage qui ne vous est pas ouvert")
        : code;
  }

  public String suivi(String mot) {
    return switch (mot) {
      case "MOI" -> "moi";
      case "PERSONNE" -> "personne";
      default ->
          getSuiveurs().stream()
              .filter(s -> s.id().toString().equals(mot))
              .map(Suiveur::nom)
              .findFirst()
              .orElse("un collègue sans demande ouverte");
    };
  }
}
