package fr.maillon.web.marche;

import fr.maillon.isolation.TenantContext;
import fr.maillon.marche.ConsulterMarche;
import fr.maillon.marche.ConsulterMarche.MarcheView;
import fr.maillon.marche.VersionsDuLot;
import fr.maillon.marche.VersionsDuLot.VersionView;
import fr.maillon.marche.VersionsDuLot.VersionsView;
import fr.maillon.web.commun.PageBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;

/** Les versions publiées d'un lot : celle qu'il retient, et les autres, qu'on peut lui rendre. */
@Named
@RequestScoped
public class VersionsPage extends PageBean {
  @Inject ConsulterMarche consulter;
  @Inject VersionsDuLot versions;
  @Inject TenantContext contexte;
  private MarcheView marche;
  private VersionsView lot;

  @PostConstruct
  void lire() {
    marche = consulter.executer(chemin.uuid("id"));
    lot = versions.lister(marche.id(), chemin.uuid("lot"));
  }

  public MarcheView getMarche() {
    return marche;
  }

  public VersionsView getLot() {
    return lot;
  }

  public String getTitre() {
    return marche.nombreDeLots() == 1
        ? "Versions publiées du marché"
        : "Versions publiées du lot " + lot.rang();
  }

  public String titulaires(VersionView version) {
    return String.join(", ", version.titulaires());
  }

  public String considerations(VersionView version) {
    return version.considerationsSociales().isEmpty()
        ? "Considération sociale inconnue"
        : String.join(", ", version.considerationsSociales());
  }

  public String choisir(UUID version) {
    versions.choisir(marche.id(), lot.lot(), version, lot.version());
    return aller(
        "Version choisie pour le marché "
            + marche.numero()
            + " de "
            + contexte.espace().nom()
            + ".",
        adresse());
  }

  private String adresse() {
    return "/m/"
        + contexte.espace().code()
        + "/marches/"
        + marche.id()
        + "/lots/"
        + lot.lot()
        + "/versions";
  }
}
