package fr.maillon.liste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.banc.ListesDeclarees;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilitation;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.SecondFacteur;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.Interdit;
import fr.maillon.tracabilite.ConsulterJournal;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Le droit de chaque liste déclarée, lu dans ses marques et tenu par les intercepteurs : qui
 * n'ouvre pas la page n'emporte pas le fichier.
 */
class DroitsDesListesTest {
  private static final Identite QUI = new Identite(new UUID(3, 3), "qui", "Qui", Set.of());
  private static final Habilitation HABILITATION =
      new Habilitation(new SecondFacteur(false, Clock.systemUTC()));
  private final DroitDeLaListe intercepteur = new DroitDeLaListe();

  DroitsDesListesTest() {
    intercepteur.habilitation = HABILITATION;
  }

  /** Une liste à venir, dont l'auteur n'a pensé qu'au droit d'exporter. */
  public static class Etourdie implements ListeServie {
    @Override
    public Liste<?, ?> liste() {
      throw new UnsupportedOperationException();
    }

    @Override
    @Habilite(value = Titre.AGENT, geste = Geste.CONSULTER_JOURNAL)
    public Object executer(Requete requete) {
      throw new UnsupportedOperationException();
    }

    @Override
    @Habilite(
        value = {Titre.AGENT, Titre.FACILITATEUR},
        geste = Geste.EXPORTER)
    public FichierDeListe exporter(Requete requete, FormatDeFichier format) {
      throw new UnsupportedOperationException();
    }
  }

  /** Le conteneur sert une sous-classe engendrée, sans les marques. */
  public static class Servie extends Etourdie {
    @Override
    public Object executer(Requete requete) {
      return super.executer(requete);
    }
  }

  @Test
  void exporterNeDonneJamaisALire() {
    for (var cas : toutes()) {
      var page = DroitDeLaListe.regleDeLaPage(cas);
      var fichier = fichier(cas);
      assertThat(Habilitation.de(fichier).orElseThrow().geste())
          .as("%s : un fichier s'exporte", cas)
          .isEqualTo(Geste.EXPORTER);
      int sortent = 0;
      for (var qui : perimetres()) {
        boolean lit = passe(qui, () -> HABILITATION.exiger(page));
        boolean sort =
            passe(
                qui,
                () -> {
                  HABILITATION.exiger(Habilitation.de(fichier).orElseThrow());
                  intercepteur.verifier(appel(cas, fichier));
                });
        assertThat(lit || !sort).as("%s : %s emporte ce qu'il ne lit pas", cas, qui).isTrue();
        sortent += sort ? 1 : 0;
      }
      assertThat(sortent).as("%s : nul ne l'emporte", cas).isPositive();
    }
  }

  /** Le témoin : un acheteur qui exporte, sans lire le journal. */
  @Test
  void unAcheteurQuiExporteNEmportePasLeJournal() {
    var acheteur = agent(Droit.ACHETEUR, true);
    for (var cas :
        List.<Class<? extends ListeServie>>of(
            ConsulterJournal.class, Etourdie.class, Servie.class)) {
      assertThat(
              passe(
                  acheteur, () -> HABILITATION.exiger(Habilitation.de(fichier(cas)).orElseThrow())))
          .as("%s : exporter seul passe", cas)
          .isTrue();
      assertThatThrownBy(
              () ->
                  TenantScope.<Object, Exception>call(
                      QUI, acheteur, () -> intercepteur.verifier(appel(cas, fichier(cas)))))
          .as(cas.getName())
          .isInstanceOf(Interdit.class);
      assertThat(
              passe(
                  agent(Droit.REFERENT, true),
                  () -> intercepteur.verifier(appel(cas, fichier(cas)))))
          .isTrue();
    }
  }

  @Test
  void ceQuiLitUneFicheDePersonneSeNote() {
    for (var cas : ListesDeclarees.toutes()) {
      var liste = ListesDeclarees.de(cas);
      if (liste.source().matches("(?s).*\\bParticipant\\b.*")) {
        assertThat(liste.estPersonnelle())
            .as("%s lit des participants : sa déclaration le dit (personnelle)", cas)
            .isTrue();
      }
      liste
          .colonnes()
          .forEach(
              c -> {
                if (c.nom().contains("naissance")) {
                  assertThat(liste.surDemande()).as(cas.getName()).contains(c.nom());
                }
                if (c.nom().contains("courriel")) {
                  assertThat(liste.estPersonnelle()).as(cas.getName()).isTrue();
                }
              });
    }
  }

  private static List<Class<? extends ListeServie>> toutes() {
    var toutes = new ArrayList<>(ListesDeclarees.toutes());
    assertThat(toutes).hasSizeGreaterThan(7);
    toutes.add(Etourdie.class);
    toutes.add(Servie.class);
    return toutes;
  }

  private static Method fichier(Class<?> cas) {
    try {
      return cas.getMethod("exporter", Requete.class, FormatDeFichier.class);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Geste0 {
    void faire() throws Exception;
  }

  private static boolean passe(Perimetre perimetre, Geste0 geste) {
    try {
      return TenantScope.<Boolean, Exception>call(
          QUI,
          perimetre,
          () -> {
            geste.faire();
            return true;
          });
    } catch (Interdit e) {
      return false;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static InvocationContext appel(Class<? extends ListeServie> cas, Method methode) {
    return (InvocationContext)
        Proxy.newProxyInstance(
            DroitsDesListesTest.class.getClassLoader(),
            new Class<?>[] {InvocationContext.class},
            (_, m, _) ->
                switch (m.getName()) {
                  case "getMethod" -> methode;
                  case "getTarget" -> cible(cas);
                  case "proceed" -> "fait";
                  default -> throw new UnsupportedOperationException(m.getName());
                });
  }

  private static Object cible(Class<? extends ListeServie> cas)
      throws ReflectiveOperationException {
    var constructeur = cas.getDeclaredConstructor();
    constructeur.setAccessible(true);
    return constructeur.newInstance();
  }

  private static List<Perimetre> perimetres() {
    var tous = new ArrayList<Perimetre>();
    for (var droit : Droit.values()) {
      tous.add(agent(droit, true));
      tous.add(agent(droit, false));
    }
    for (var titre : List.of(Titre.FACILITATEUR, Titre.COORDINATEUR, Titre.SUPPORT)) {
      tous.add(new Perimetre.UnMaitreOuvrage(espace(titre, Droits.equipe(null))));
    }
    for (var titre : List.of(Titre.FACILITATEUR, Titre.COORDINATEUR)) {
      var espaces = new TreeMap<UUID, Espace>();
      espaces.put(new UUID(4, 4), espace(titre, Droits.equipe(null)));
      tous.add(new Perimetre.Portefeuille(espaces));
      tous.add(new Perimetre.Equipe(titre));
    }
    tous.add(new Perimetre.Centre());
    return tous;
  }

  private static Perimetre agent(Droit droit, boolean export) {
    return new Perimetre.UnMaitreOuvrage(espace(Titre.AGENT, Droits.agent(droit, export)));
  }

  private static Espace espace(Titre titre, Droits droits) {
    return new Espace(
        new UUID(4, 4),
        "essai",
        "Essai",
        "E",
        "COMMUNE",
        "#123456",
        titre,
        null,
        List.of(),
        false,
        droits);
  }
}
