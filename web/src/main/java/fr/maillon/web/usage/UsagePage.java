package fr.maillon.web.usage;

import fr.maillon.usage.ConsulterUsage;
import fr.maillon.web.commun.PageBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Ce que l'espace prend de la plateforme. */
@Named
@RequestScoped
public class UsagePage extends PageBean {
  private static final BigDecimal MO = BigDecimal.valueOf(1_000_000);

  @Inject ConsulterUsage consulter;
  private ConsulterUsage.UsageView usage;

  @PostConstruct
  void lire() {
    usage = consulter.executer();
  }

  public ConsulterUsage.UsageView getUsage() {
    return usage;
  }

  /** La place prise, de 0 à 100. */
  public long getJauge() {
    return usage.stockageOctetsAuPlus() == 0
        ? 100
        : Math.min(100, Math.round(100d * usage.stockageOctets() / usage.stockageOctetsAuPlus()));
  }

  /** {@code moins de 1 %}, {@code 37 %} : peu n'est pas rien. */
  public String getPart() {
    return usage.stockageOctets() > 0 && getJauge() == 0
        ? "moins de 1\u00a0%"
        : getJauge() + "\u00a0%";
  }

  static BigDecimal mo(long octets) {
    return BigDecimal.valueOf(octets).divide(MO, 1, RoundingMode.HALF_UP);
  }
}
