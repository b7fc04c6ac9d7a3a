package fr.maillon.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.regle.AssuranceInsuffisante;
import fr.maillon.regle.Interdit;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Un geste sensible ne se fait pas sans un second facteur montré depuis moins de cinq minutes. */
class SecondFacteurTest {
  private static final Instant MAINTENANT = Instant.parse("2026-11-30T17:00:00Z");
  private static final Identite QUI =
      new Identite(new UUID(0, 1), "central", "Centrale", Set.of("administrateur-central"));
  private final HabiliteInterceptor intercepteur = intercepteur(true);

  @Test
  void unGesteSensibleVeutUnSecondFacteurDeMoinsDeCinqMinutes() throws Exception {
    for (var sensible : Sensible.values()) {
      if (sensible != Sensible.NON) {
        refuse(sensible, Assurance.AUCUNE);
        refuse(sensible, new Assurance(false, MAINTENANT));
        refuse(sensible, new Assurance(true, null));
        refuse(sensible, new Assurance(true, MAINTENANT.minusSeconds(301)));
        assertThat(
                appeler(intercepteur, sensible, new Assurance(true, MAINTENANT.minusSeconds(300))))
            .as(sensible.name())
            .isEqualTo("fait");
      }
    }
    assertThat(appeler(intercepteur, Sensible.NON, Assurance.AUCUNE)).isEqualTo("fait");
    assertThat(appeler(intercepteur, Sensible.DROITS, Assurance.ACQUISE))
        .as("la suite d'un geste déjà confirmé")
        .isEqualTo("fait");
    assertThat(appeler(intercepteur(false), Sensible.DROITS, Assurance.AUCUNE))
        .as("la démonstration")
        .isEqualTo("fait");
  }

  @Test
  void quiNEnAPasLeTitreLApprendAvantDeConfirmer() {
    assertThatThrownBy(
            () ->
                appeler(intercepteur, regle(Sensible.DROITS, Titre.COORDINATEUR), Assurance.AUCUNE))
        .isInstanceOf(Interdit.class);
  }

  @Test
  void sansTitreDemandeLeCasDUsageJugeMaisLaConfirmationReste() throws Exception {
    assertThatThrownBy(
            () -> appeler(intercepteur, regle(Sensible.ACCES_D_URGENCE), Assurance.AUCUNE))
        .isInstanceOf(AssuranceInsuffisante.class);
    assertThat(
            appeler(intercepteur, regle(Sensible.ACCES_D_URGENCE), new Assurance(true, MAINTENANT)))
        .isEqualTo("fait");
  }

  @Test
  void laPlusForteDesDeuxAssurancesLEmporte() {
    var simple = new Assurance(false, MAINTENANT);
    var ancienne = new Assurance(true, MAINTENANT.minusSeconds(3600));
    var recente = new Assurance(true, MAINTENANT);
    assertThat(simple.ou(ancienne)).isEqualTo(ancienne).isEqualTo(ancienne.ou(simple));
    assertThat(ancienne.ou(recente)).isEqualTo(recente).isEqualTo(recente.ou(ancienne));
    assertThat(Assurance.AUCUNE.ou(simple)).isEqualTo(simple);
    assertThat(Assurance.de("simple", MAINTENANT).secondFacteur()).isFalse();
    assertThat(Assurance.de(null, MAINTENANT).secondFacteur()).isFalse();
    assertThat(Assurance.de("second-facteur", MAINTENANT)).isEqualTo(recente);
  }

  private void refuse(Sensible sensible, Assurance assurance) {
    assertThatThrownBy(() -> appeler(intercepteur, sensible, assurance))
        .as(sensible + " " + assurance)
        .isInstanceOfSatisfying(AssuranceInsuffisante.class, r -> assertThat(r.fraiche()).isTrue());
  }

  private static HabiliteInterceptor intercepteur(boolean exige) {
    var i = new HabiliteInterceptor();
    i.habilitation =
        new Habilitation(new SecondFacteur(exige, Clock.fixed(MAINTENANT, ZoneOffset.UTC)));
    return i;
  }

  private static Object appeler(
      HabiliteInterceptor intercepteur, Sensible sensible, Assurance assurance) throws Exception {
    return appeler(intercepteur, regle(sensible, Titre.CENTRAL), assurance);
  }

  private static Object appeler(
      HabiliteInterceptor intercepteur, Habilite regle, Assurance assurance) throws Exception {
    var appel =
        (InvocationContext)
            Proxy.newProxyInstance(
                SecondFacteurTest.class.getClassLoader(),
                new Class<?>[] {InvocationContext.class},
                (_, methode, _) ->
                    switch (methode.getName()) {
                      case "getInterceptorBinding" -> regle;
                      case "proceed" -> "fait";
                      default -> throw new UnsupportedOperationException(methode.getName());
                    });
    return TenantScope.<Object, Exception>call(
        QUI.avec(assurance), new Perimetre.Centre(), () -> intercepteur.verifier(appel));
  }

  private static Habilite regle(Sensible sensible, Titre... titres) {
    return new Regle(sensible, titres);
  }

  private static final class Regle extends AnnotationLiteral<Habilite> implements Habilite {
    private static final long serialVersionUID = 1L;
    private final transient Sensible sensible;
    private final transient Titre[] titres;

    Regle(Sensible sensible, Titre... titres) {
      this.sensible = sensible;
      this.titres = titres;
    }

    @Override
    public Titre[] value() {
      return titres;
    }

    @Override
    public Geste geste() {
      return Geste.LIRE;
    }

    @Override
    public Sensible sensible() {
      return sensible;
    }
  }
}
