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

  public BigDecimal getMo() {
    return mo(usage.stockageOctets());
  }

  public BigDecimal getMoAuPlus() {
    return mo(usage.stockageOctetsAuPlus());
  }

  /** Part de la place ouverte, en pour cent. */
  public long getPart() {
    return usage.stockageOctetsAuPlus() == 0 ? 100 : Math.round(100d * usage.stockageOctets() / usage.stockageOctetsAuPlus());
  }

  static BigDecimal mo(long octets) {
    return BigDecimal.valueOf(octets).divide(MO, 1, RoundingMode.HALF_UP);
  }
}
