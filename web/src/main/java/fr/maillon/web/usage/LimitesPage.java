package fr.maillon.web.usage;

import fr.maillon.usage.DeciderLimites;
import fr.maillon.web.commun.PageBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.util.UUID;

/** La part d'un espace, décidée par l'administration centrale. */
@Named
@RequestScoped
public class LimitesPage extends PageBean {
  @Inject DeciderLimites limites;
  private UUID espace;
  private DeciderLimites.LimitesView vue;
  private Integer requetesMinute;
  private Integer exportsSimultanes;
  private Integer stockageMo;
  private String motif;

  @PostConstruct
  void lire() {
    espace = chemin.uuid("id");
    vue = limites.consulter(espace);
    requetesMinute = vue.requetesMinute();
    exportsSimultanes = vue.exportsSimultanes();
    stockageMo = vue.stockageMo();
  }

  public String decider() {
    limites.executer(
        espace,
        new DeciderLimites.Command(
            requetesMinute, exportsSimultanes, stockageMo, motif, chemin.lue()));
    return aller(
        "La part de cet espace est changée ; elle vaut dans les dix secondes.",
        "/centre/espaces/" + espace + "/limites");
  }

  public UUID getEspace() {
    return espace;
  }

  public DeciderLimites.LimitesView getVue() {
    return vue;
  }

  /** Place prise, en Mo ; null : jamais mesurée. */
  public BigDecimal getMo() {
    return vue.octets() == null ? null : UsagePage.mo(vue.octets());
  }

  public Integer getRequetesMinute() {
    return requetesMinute;
  }

  public void setRequetesMinute(Integer valeur) {
    requetesMinute = valeur;
  }

  public Integer getExportsSimultanes() {
    return exportsSimultanes;
  }

  public void setExportsSimultanes(Integer valeur) {
    exportsSimultanes = valeur;
  }

  public Integer getStockageMo() {
    return stockageMo;
  }

  public void setStockageMo(Integer valeur) {
    stockageMo = valeur;
  }

  public String getMotif() {
    return motif;
  }

  public void setMotif(String valeur) {
    motif = valeur;
  }
}
