package fr.maillon.acces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.acces.OuvrirPerimetre.Destination;
import fr.maillon.isolation.Assurance;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.EnUneTransaction;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.SecondFacteur;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.AssuranceInsuffisante;
import fr.maillon.regle.Interdit;
import fr.maillon.regle.Introuvable;
import fr.maillon.usage.RequestLimiter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Le jeton et la base doivent être d'accord ; en cas de doute, la porte reste fermée. */
class OuvrirPerimetreTest {
  private static final Espace A = espace("a", Titre.FACILITATEUR);
  private static final Espace B = espace("b", Titre.AGENT);
  private static final Espace C = espace("c", Titre.COORDINATEUR);

  private final List<Espace> entres = new ArrayList<>();
  private boolean exige;
  private final Set<String> connus = new HashSet<>();

  @Test
  void onEntreParLeCodeQuandJetonEtBaseSontDAccord() {
    assertThat(
            perimetres(List.of(A, B), Set.of())
                .ouvrir(qui("facilitateur"), new Destination.UnEspace("a"))
                .perimetre())
        .isEqualTo(new Perimetre.UnMaitreOuvrage(A));
    assertThat(
            perimetres(List.of(A, B), Set.of())
                .ouvrir(qui("agent"), new Destination.UnEspace("b"))
                .perimetre())
        .isEqualTo(new Perimetre.UnMaitreOuvrage(B));
    assertThat(entres)
        .as("l'équipe qui entre est notée, l'agent chez lui ne l'est pas")
        .containsExactly(A);
  }

  /**
   * Un droit retiré : la demande suivante ne compte plus sur la part d'un espace où l'on n'entre
   * plus.
   */
  @Test
  void quiNEntrePlusEstOublieDuDebit() {
    perimetres(List.of(B), Set.of()).ouvrir(qui("agent"), new Destination.UnEspace("b"));
    assertThat(connus).containsExactly("b");
    perimetres(List.of(B), Set.of()).ouvrir(qui("agent"), new Destination.UnEspace("b"));
    refus(perimetres(List.of(), Set.of()), qui("agent"), "b");
    assertThat(connus).isEmpty();
  }

  @Test
  void absentFermeOuNonOuvertLaReponseEstLaMeme() {
    var absent = refus(perimetres(List.of(A), Set.of()), qui("facilitateur"), "inconnu");
    assertThat(refus(perimetres(List.of(A), Set.of()), qui("facilitateur"), "b")).isEqualTo(absent);
    assertThat(refus(perimetres(List.of(A), Set.of()), qui("agent"), "a"))
        .as("le jeton n'a pas le rôle")
        .isEqualTo(absent);
    assertThat(refus(perimetres(List.of(A), Set.of()), qui("facilitateur"), "A")).isEqualTo(absent);
    assertThat(refus(perimetres(List.of(), Set.of("FACILITATEUR")), qui("facilitateur"), "a"))
        .isEqualTo(absent);
  }

  @Test
  void lePortefeuilleNaQueLesEspacesOuverteAUnTitreDEquipe() {
    var ouvert =
        (Perimetre.Portefeuille)
            perimetres(List.of(A, B, C), Set.of("FACILITATEUR"))
                .ouvrir(qui("facilitateur", "agent"), new Destination.Portefeuille())
                .perimetre();
    assertThat(ouvert.espaces().values()).containsExactly(A);
    assertThatThrownBy(
            () ->
                perimetres(List.of(A), Set.of())
                    .ouvrir(qui("facilitateur"), new Destination.Portefeuille()))
        .isInstanceOf(Interdit.class);
    assertThatThrownBy(
            () ->
                perimetres(List.of(A), Set.of("FACILITATEUR"))
                    .ouvrir(qui("agent"), new Destination.Portefeuille()))
        .isInstanceOf(Interdit.class);
  }

  @Test
  void leTitreDEquipeEstCeluiQueLaBaseReconnaitAujourdHui() {
    var lesDeux = qui("facilitateur", "coordinateur");
    assertThat(
            perimetres(List.of(), Set.of("FACILITATEUR"))
                .ouvrir(lesDeux, new Destination.Equipe())
                .perimetre())
        .isEqualTo(new Perimetre.Equipe(Titre.FACILITATEUR));
    assertThat(
            perimetres(List.of(), Set.of("FACILITATEUR", "COORDINATEUR"))
                .ouvrir(lesDeux, new Destination.Equipe())
                .perimetre())
        .isEqualTo(new Perimetre.Equipe(Titre.COORDINATEUR));
    assertThatThrownBy(
            () ->
                perimetres(List.of(), Set.of("COORDINATEUR"))
                    .ouvrir(qui("facilitateur"), new Destination.Equipe()))
        .isInstanceOf(Interdit.class);
    assertThatThrownBy(
            () ->
                perimetres(List.of(), Set.of("CENTRAL"))
                    .ouvrir(qui("administrateur-central"), new Destination.Equipe()))
        .isInstanceOf(Interdit.class);
  }

  /**
   * L'équipe, le centre et l'administrateur d'un espace n'entrent pas sur un mot de passe seul ; un
   * acheteur, si.
   */
  @Test
  void quiAUnDroitSurLesAutresNEntrePasSansSecondFacteur() {
    exige = true;
    var acheteur =
        new Espace(
            UUID.randomUUID(),
            "d",
            "d",
            "d",
            "COMMUNE",
            "#000000",
            Titre.AGENT,
            null,
            List.of(),
            false,
            Droits.agent(Droit.REFERENT, true));
    var perimetres =
        perimetres(List.of(A, B, C, acheteur), Set.of("FACILITATEUR", "COORDINATEUR", "CENTRAL"));
    var tous = qui("agent", "facilitateur", "coordinateur", "administrateur-central");
    for (var ou :
        List.of(
            new Destination.UnEspace("a"),
            new Destination.UnEspace("b"),
            new Destination.Portefeuille(),
            new Destination.Equipe(),
            new Destination.Centre())) {
      assertThatThrownBy(() -> perimetres.ouvrir(tous, ou))
          .as(ou.toString())
          .isInstanceOfSatisfying(
              AssuranceInsuffisante.class, r -> assertThat(r.fraiche()).isFalse());
      assertThat(perimetres.ouvrir(tous.avec(new Assurance(true, null)), ou))
          .as(ou.toString())
          .isNotNull();
      connus.clear();
    }
    assertThatThrownBy(() -> perimetres.parmi(tous, List.of(A), () -> 1))
        .isInstanceOf(AssuranceInsuffisante.class);
    assertThat(perimetres.ouvrir(tous, new Destination.UnEspace("d")).perimetre())
        .isEqualTo(new Perimetre.UnMaitreOuvrage(acheteur));
    assertThat(perimetres.ouvrir(tous, new Destination.Soi()).perimetre())
        .isEqualTo(new Perimetre.Identification());
  }

  @Test
  void leCentreVeutLeRoleEtLHabilitation() {
    assertThat(
            perimetres(List.of(), Set.of("CENTRAL"))
                .ouvrir(qui("administrateur-central"), new Destination.Centre())
                .perimetre())
        .isEqualTo(new Perimetre.Centre());
    assertThatThrownBy(
            () ->
                perimetres(List.of(), Set.of())
                    .ouvrir(qui("administrateur-central"), new Destination.Centre()))
        .isInstanceOf(Interdit.class);
    assertThatThrownBy(
            () ->
                perimetres(List.of(), Set.of("CENTRAL"))
                    .ouvrir(qui("coordinateur"), new Destination.Centre()))
        .isInstanceOf(Interdit.class);
  }

  @Test
  void lireParmiQuelquesUnsNeDonneQueCeuxDeLEquipe() {
    var perimetres = perimetres(List.of(A, B, C), Set.of());
    assertThat(perimetres.ouverts(qui("facilitateur"))).containsExactly(A);
    assertThat(perimetres.ouverts(qui("facilitateur", "agent"))).containsExactly(A, B);
    assertThat(perimetres.ouvert(qui("facilitateur"), "b")).isEmpty();
    assertThat(perimetres.ouvert(qui("agent"), "b")).contains(B);
    var lu =
        perimetres.parmi(qui("facilitateur", "agent"), List.of(A, B, C), TenantScope::perimetre);
    assertThat(((Perimetre.Portefeuille) lu).espaces().values()).containsExactly(A);
    assertThat(entres).as("lire en travers n'est pas entrer").isEmpty();
  }

  private static String refus(OuvrirPerimetre perimetres, Identite qui, String code) {
    try {
      perimetres.ouvrir(qui, new Destination.UnEspace(code));
      throw new AssertionError("ouvert");
    } catch (Introuvable e) {
      return e.code() + " " + e.getMessage();
    }
  }

  private OuvrirPerimetre perimetres(List<Espace> ouverts, Set<String> habilitations) {
    var perimetres = new OuvrirPerimetre();
    perimetres.acces =
        new Acces() {
          @Override
          public List<Espace> ouverts() {
            assertThat(TenantScope.perimetre()).isEqualTo(new Perimetre.Identification());
            return ouverts;
          }

          @Override
          public Identite nommee(Identite jeton) {
            return new Identite(jeton.id(), jeton.identifiant(), "Nom tenu", jeton.roles());
          }

          @Override
          public Reconnu entree(Identite jeton, String code) {
            assertThat(TenantScope.perimetre()).isEqualTo(new Perimetre.Identification());
            return new Reconnu(
                nommee(jeton), ouverts.stream().filter(e -> e.code().equals(code)).findFirst());
          }

          @Override
          public Set<String> habilitations() {
            assertThat(TenantScope.perimetre()).isEqualTo(new Perimetre.Identification());
            return habilitations;
          }
        };
    perimetres.entrees =
        new JournalDesEntrees() {
          @Override
          public void noter(Espace espace) {
            assertThat(TenantScope.espace()).contains(espace);
            entres.add(espace);
          }
        };
    perimetres.debit =
        new RequestLimiter() {
          @Override
          public boolean annoncer(Identite identite, String code) {
            return connus.contains(code);
          }

          @Override
          public void oublier(Identite identite, String code) {
            connus.remove(code);
          }

          @Override
          public void compter(Identite identite, UUID espace, String code) {
            assertThat(connus.add(code)).as("comptée une fois").isTrue();
          }

          @Override
          public void compter(Identite identite) {}
        };
    perimetres.enUneTransaction = new EnUneTransaction();
    perimetres.secondFacteur = new SecondFacteur(exige, Clock.systemUTC());
    return perimetres;
  }

  private static Identite qui(String... roles) {
    return new Identite(new UUID(0, 1), "moi", "Moi", Set.of(roles));
  }

  private static Espace espace(String code, Titre titre) {
    return new Espace(
        UUID.nameUUIDFromBytes(code.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        code,
        code,
        code,
        "COMMUNE",
        "#000000",
        titre,
        null,
        List.of(),
        false,
        Droits.agent(Droit.ADMINISTRATEUR, true));
  }
}
