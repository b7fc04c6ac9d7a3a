package fr.maillon.web.marche;

import fr.maillon.isolation.TenantContext;
import fr.maillon.marche.CreerMarche;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.util.List;

/** Saisir un marché en programmation, avec son premier lot ; les autres s'ajoutent sur sa page. */
@Named
@RequestScoped
public class NouveauMarchePage extends PageBean {
  @Inject CreerMarche creer;
  @Inject TenantContext contexte;
  private String numero;
  private String objet;
  private String codeCpv;
  private String acheteurSiret;
  private BigDecimal montantHt;
  private Integer dureeMois;

  public String creer() {
    var lot = new CreerMarche.LotSaisi(objet, montantHt, dureeMois, codeCpv);
    var id =
        creer.executer(
            new CreerMarche.Command(numero, objet, codeCpv, acheteurSiret, List.of(lot)));
    return aller(
        "Marché " + numero + " créé pour " + contexte.espace().nom() + ".",
        "/m/" + contexte.espace().code() + "/marches/" + id);
  }

  public List<String> getSirets() {
    return contexte.espace().sirets();
  }

  public String getNumero() {
    return numero;
  }

  public void setNumero(String numero) {
    this.numero = numero;
  }

  public String getObjet() {
    return objet;
  }

  public void setObjet(String objet) {
    this.objet = objet;
  }

  public String getCodeCpv() {
    return codeCpv;
  }

  public void setCodeCpv(String codeCpv) {
    this.codeCpv = codeCpv;
  }

  public String getAcheteurSiret() {
    return acheteurSiret;
  }

  public void setAcheteurSiret(String acheteurSiret) {
    this.acheteurSiret = acheteurSiret;
  }

  public BigDecimal getMontantHt() {
    return montantHt;
  }

  public void setMontantHt(BigDecimal montantHt) {
    this.montantHt = montantHt;
  }

  public Integer getDureeMois() {
    return dureeMois;
  }

  public void setDureeMois(Integer dureeMois) {
    this.dureeMois = dureeMois;
  }
}
