package fr.maillon.assistance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.assistance.ListerPortefeuille.Delai;
import fr.maillon.assistance.ListerPortefeuille.QuiAgit;
import fr.maillon.banc.Banc;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Pagination;
import fr.maillon.liste.Requete;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Les cas d'usage de l'assistance devant une vraie base : ce qu'elle montre, ce qu'elle refuse. */
class AssistanceBancTest {
  private static final Clock HORLOGE =
      Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneId.of("Europe/Paris"));
  private static final LocalDate JOUR = LocalDate.now(HORLOGE);
  private static final UUID RIVES = UUID.fromString("11111111-0000-4000-8000-000000000001");
  private static final UUID AURE = UUID.fromString("11111111-0000-4000-8000-000000000002");
  private static final UUID AILLEURS = UUID.fromString("11111111-0000-4000-8000-000000000003");
  private static final Identite AGENT = personne(1, "Agente");
  private static final Identite UNE = personne(2, "Facilitatrice Une");
  private static final Identite DEUX = personne(3, "Facilitateur Deux");
  private static Banc banc;

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(HORLOGE);
    banc.proprietaire(
        "insert into plateforme.structure (id, nom) values ('"
            + RIVES
            + "', 'Maison de l''emploi')");
    for (var mo :
        List.of(
            espace(RIVES, Titre.AGENT), espace(AURE, Titre.AGENT), espace(AILLEURS, Titre.AGENT))) {
      banc.proprietaire(
          "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
              + mo.id()
              + "', '"
              + mo.code()
              + "', '"
              + mo.nom()
              + "', 'X', 'COMMUNE', '#123456')");
      banc.proprietaire(
          "insert into plateforme.convention (id, maitre_ouvrage_id, structure_id, numero, du, au)"
              + " values ('"
              + mo.id()
              + "', '"
              + mo.id()
              + "', '"
              + RIVES
              + "', 'N-"
              + mo.code()
              + "', '2026-01-01', '2099-12-31')");
    }
  }

  @AfterAll
  static void fermer() {
    banc.close();
  }

  @BeforeEach
  void vider() throws Exception {
    try (var connexion = banc.postgres().connexionSuperutilisateur();
        var ordre = connexion.createStatement()) {
      ordre.execute("truncate metier.marche cascade");
    }
  }

  @Test
  void laDemandeVaDeLAgentALEquipeEtRevient() throws Exception {
    var marche = marche(RIVES, "2026-T-041", "Réhabilitation de 112 logements");
    var deposee = demander(RIVES, marche, ServiceAssistance.CALIBRAGE, JOUR.plusDays(10));
    assertThat(deposee.etat()).isEqualTo(EtatDemande.NOUVELLE);
    assertThat(deposee.marche().objet()).isEqualTo("Réhabilitation de 112 logements");
    assertThat(deposee.avertissement()).contains("4 semaines");
    assertThat(deposee.joursRestants()).isEqualTo(10);
    assertThat(deposee.gestes()).containsExactly(Geste.ANNULER);

    var prise =
        equipe(
            RIVES,
            UNE,
            t ->
                t.prendreEnCharge(
                    deposee.id(), new TraiterDemande.PriseEnCharge(deposee.version())));
    assertThat(prise.quiAgit()).isEqualTo("Facilitatrice Une");
    assertThat(prise.aMoi()).isTrue();
    assertThat(prise.version()).isGreaterThan(deposee.version());
    var question =
        equipe(
            RIVES,
            UNE,
            t ->
                t.questionner(
                    deposee.id(), new TraiterDemande.Message("Quel lot ?", prise.version())));
    assertThat(question.etat()).isEqualTo(EtatDemande.ATTENTE_MAITRE_OUVRAGE);
    var reponse =
        agent(
            RIVES,
            t ->
                t.repondre(
                    deposee.id(), new TraiterDemande.Message("Le lot 2.", question.version())));
    var fin =
        equipe(
            RIVES,
            UNE,
            t ->
                t.terminer(
                    deposee.id(), new TraiterDemande.Message("417 heures.", reponse.version())));
    assertThat(fin.etat()).isEqualTo(EtatDemande.TERMINEE);
    assertThat(fin.joursRestants()).isNull();
    assertThat(fin.messages())
        .extracting(m -> m.nature() + " " + m.texte())
        .containsExactlyInAnyOrder(
            "PRISE_EN_CHARGE Prise en charge par Facilitatrice Une.",
            "QUESTION Quel lot ?",
            "REPONSE Le lot 2.",
            "CONCLUSION 417 heures.");

    assertThat(compter("select count(*) from metier.evenement where marche_id = '" + marche + "'"))
        .isEqualTo(5);
    assertThat(
            compter(
                "select count(*) from metier.marche where id = '"
                    + marche
                    + "' and etat = 'A_ETUDIER'"))
        .isEqualTo(1);
  }

  @Test
  void leMemeServiceNEstOuvertQuUneFoisParMarche() {
    var marche = marche(RIVES, "1", "Un");
    var premiere = demander(RIVES, marche, ServiceAssistance.CALIBRAGE, JOUR.plusDays(40));
    assertThat(premiere.avertissement()).isNull();
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(() -> demander(RIVES, marche, ServiceAssistance.CALIBRAGE, JOUR.plusDays(40)))
        .matches(e -> e.code().equals("demande-deja-ouverte") && e.champ().equals("service"));
    demander(RIVES, marche, ServiceAssistance.REDACTION, JOUR.plusDays(40));
    agent(
        RIVES,
        t -> t.annuler(premiere.id(), new TraiterDemande.Annulation(null, premiere.version())));
    assertThat(demander(RIVES, marche, ServiceAssistance.CALIBRAGE, JOUR.plusDays(40)).etat())
        .isEqualTo(EtatDemande.NOUVELLE);
  }

  @Test
  void unMarcheOuUneDemandeDUnAutreEspaceEstIntrouvable() {
    var marche = marche(RIVES, "1", "Un");
    assertThatExceptionOfType(Introuvable.class)
        .isThrownBy(() -> demander(AURE, marche, ServiceAssistance.CALIBRAGE, JOUR));
    var demande = demander(RIVES, marche, ServiceAssistance.CALIBRAGE, JOUR);
    assertThatExceptionOfType(Introuvable.class)
        .isThrownBy(
            () ->
                banc.sous(
                    UNE,
                    un(AURE, Titre.FACILITATEUR),
                    LireDemande.class,
                    l -> l.executer(demande.id())));
    assertThatExceptionOfType(Introuvable.class)
        .isThrownBy(
            () ->
                equipe(
                    AURE,
                    UNE,
                    t ->
                        t.prendreEnCharge(
                            demande.id(), new TraiterDemande.PriseEnCharge(demande.version()))));
  }

  @Test
  void uneVersionPerimeeNeChangeRien() {
    var demande = demander(RIVES, marche(RIVES, "1", "Un"), ServiceAssistance.CALIBRAGE, JOUR);
    equipe(
        RIVES,
        UNE,
        t -> t.prendreEnCharge(demande.id(), new TraiterDemande.PriseEnCharge(demande.version())));
    assertThatExceptionOfType(VersionPerimee.class)
        .isThrownBy(
            () ->
                equipe(
                    RIVES,
                    DEUX,
                    t ->
                        t.prendreEnCharge(
                            demande.id(), new TraiterDemande.PriseEnCharge(demande.version()))));
    assertThat(
            banc.sous(
                    AGENT, un(RIVES, Titre.AGENT), LireDemande.class, l -> l.executer(demande.id()))
                .facilitateur())
        .isEqualTo("Facilitatrice Une");
  }

  @Test
  void lePortefeuilleRassembleLesEspacesOuvertsEtEuxSeuls() {
    var peinture = marche(RIVES, "2026-T-041", "Réhabilitation, lot peinture");
    var menage = marche(AURE, "2025-S-017", "Bionettoyage");
    var cache = marche(AILLEURS, "9", "Ailleurs");
    var lointaine = demander(RIVES, peinture, ServiceAssistance.CALIBRAGE, JOUR.plusDays(40));
    var prise = demander(AURE, menage, ServiceAssistance.SUIVI_HEURES, JOUR.plusDays(5));
    var deDeux = demander(RIVES, peinture, ServiceAssistance.CHOIX_LEVIER, JOUR.plusDays(6));
    var attente = demander(AURE, menage, ServiceAssistance.REDACTION, JOUR.plusDays(3));
    var close = demander(AURE, menage, ServiceAssistance.AUTRE, JOUR);
    demander(AILLEURS, cache, ServiceAssistance.CALIBRAGE, JOUR);
    equipe(
        AURE,
        UNE,
        t -> t.prendreEnCharge(prise.id(), new TraiterDemande.PriseEnCharge(prise.version())));
    equipe(
        RIVES,
        DEUX,
        t -> t.prendreEnCharge(deDeux.id(), new TraiterDemande.PriseEnCharge(deDeux.version())));
    equipe(
        AURE,
        UNE,
        t ->
            t.questionner(
                attente.id(),
                new TraiterDemande.Message(
                    "?",
                    t.prendreEnCharge(
                            attente.id(), new TraiterDemande.PriseEnCharge(attente.version()))
                        .version())));
    agent(
        AURE,
        t -> t.annuler(close.id(), new TraiterDemande.Annulation("Sans objet.", close.version())));
    reculer(attente.id(), JOUR.minusDays(2));

    assertThat(portefeuille(TOUT))
        .containsExactly(attente.id(), prise.id(), deDeux.id(), lointaine.id());
    assertThat(portefeuille(avec("peinture", Set.of(), Delai.TOUTES, QuiAgit.TOUS)))
        .containsExactly(deDeux.id(), lointaine.id());
    assertThat(portefeuille(avec("PEINTURE rehabilitation", Set.of(), Delai.TOUTES, QuiAgit.TOUS)))
        .as("les mots, dans n'importe quel ordre")
        .containsExactly(deDeux.id(), lointaine.id());
    assertThat(portefeuille(avec("peinture toiture", Set.of(), Delai.TOUTES, QuiAgit.TOUS)))
        .as("tous les mots")
        .isEmpty();
    assertThat(portefeuille(avec("pein_ture", Set.of(), Delai.TOUTES, QuiAgit.TOUS))).isEmpty();
    assertThat(portefeuille(avec("", Set.of("mo-2", "mo-3"), Delai.TOUTES, QuiAgit.TOUS)))
        .containsExactly(attente.id(), prise.id());
    assertThat(portefeuille(avec("", Set.of("mo-3"), Delai.TOUTES, QuiAgit.TOUS))).isEmpty();
    assertThat(portefeuille(avec("", Set.of(), Delai.EN_RETARD, QuiAgit.TOUS)))
        .containsExactly(attente.id());
    assertThat(portefeuille(avec("", Set.of(), Delai.CINQ_JOURS, QuiAgit.TOUS)))
        .containsExactly(prise.id());
    assertThat(portefeuille(avec("", Set.of(), Delai.TOUTES, QuiAgit.MOI)))
        .containsExactly(prise.id());
    assertThat(portefeuille(avec("", Set.of(), Delai.TOUTES, QuiAgit.COLLEGUE)))
        .containsExactly(deDeux.id());
    assertThat(portefeuille(avec("", Set.of(), Delai.TOUTES, QuiAgit.EQUIPE)))
        .containsExactly(lointaine.id());
    assertThat(portefeuille(avec("", Set.of(), Delai.TOUTES, QuiAgit.MAITRE_OUVRAGE)))
        .containsExactly(attente.id());
    assertThat(portefeuille(ListerPortefeuille.LISTE.lire("service=CALIBRAGE&etat=NOUVELLE")))
        .containsExactly(lointaine.id());

    var page = lire(l -> l.executer(TOUT.a(new Pagination(2, 3))));
    assertThat(page.total()).isEqualTo(4);
    var ligne = page.elements().getFirst();
    assertThat(ligne.maitreOuvrage().nom()).isEqualTo("Ouvrage 1");
    assertThat(ligne.marche().numero()).isEqualTo("2026-T-041");
    assertThat(lire(ListerPortefeuille::reperes))
        .isEqualTo(new ListerPortefeuille.Reperes(1, 1, 1, 1, 4));
    assertThat(lire(ListerPortefeuille::travail))
        .containsOnly(
            java.util.Map.entry(RIVES, new Travail(2, 0, 0, 1, JOUR.plusDays(6))),
            java.util.Map.entry(AURE, new Travail(2, 1, 1, 0, JOUR.minusDays(2))));
    assertThat(lire(ListerPortefeuille::suiveurs))
        .extracting(ListerPortefeuille.Suiveur::nom)
        .containsExactly("Facilitateur Deux", "Facilitatrice Une");
    assertThat(portefeuille(suivi("MOI"))).containsExactly(attente.id(), prise.id());
    assertThat(portefeuille(suivi("PERSONNE"))).containsExactly(lointaine.id());
    assertThat(portefeuille(suivi("PERSONNE", DEUX.id().toString())))
        .containsExactly(deDeux.id(), lointaine.id());
    assertThat(portefeuille(suivi(UUID.randomUUID().toString()))).isEmpty();
    // le 22 novembre 2026 est un dimanche : la semaine finit le jour même
    assertThat(portefeuille(avec("", Set.of(), Delai.CETTE_SEMAINE, QuiAgit.TOUS))).isEmpty();
    assertThat(portefeuille(avec("", Set.of(), Delai.TRENTE_JOURS, QuiAgit.TOUS)))
        .containsExactly(prise.id(), deDeux.id());
    assertThat(portefeuille(avec("", Set.of(), Delai.PLUS_TARD, QuiAgit.TOUS)))
        .containsExactly(lointaine.id());
  }

  @Test
  void unPortefeuilleVideNeMontreRien() {
    demander(RIVES, marche(RIVES, "1", "Un"), ServiceAssistance.CALIBRAGE, JOUR);
    var rien = new Perimetre.Portefeuille(new TreeMap<>());
    assertThat(banc.sous(UNE, rien, ListerPortefeuille.class, l -> l.executer(TOUT)).total())
        .isZero();
    assertThat(
            banc.sous(UNE, rien, ListerPortefeuille.class, ListerPortefeuille::reperes).ouvertes())
        .isZero();
    assertThat(banc.sous(UNE, rien, ListerPortefeuille.class, ListerPortefeuille::travail))
        .isEmpty();
  }

  @Test
  void laBaseRefuseDEcrireSousLePortefeuille() throws Exception {
    var marche = marche(RIVES, "1", "Un");
    var demande = demander(RIVES, marche, ServiceAssistance.CALIBRAGE, JOUR);
    assertThatThrownBy(() -> banc.sous(UNE, portefeuille(), Ecriture.class, e -> e.ajouter(marche)))
        .hasStackTraceContaining("row-level security");
    int modifiees = banc.sous(UNE, portefeuille(), Ecriture.class, e -> e.detourner(demande.id()));
    assertThat(modifiees).isZero();
    assertThat(compter("select count(*) from metier.demande where facilitateur_id is not null"))
        .isZero();
    assertThat(compter("select count(*) from metier.demande")).isEqualTo(1);
  }

  @Test
  void laListeDUnEspaceMetLesOuvertesDAbord() {
    var marche = marche(RIVES, "1", "Un");
    var autre = marche(RIVES, "2", "Deux");
    var close = demander(RIVES, marche, ServiceAssistance.CALIBRAGE, JOUR);
    agent(RIVES, t -> t.annuler(close.id(), new TraiterDemande.Annulation(" ", close.version())));
    var tard = demander(RIVES, marche, ServiceAssistance.REDACTION, JOUR.plusDays(9));
    var tot = demander(RIVES, autre, ServiceAssistance.REDACTION, JOUR.plusDays(3));
    demander(AURE, marche(AURE, "1", "Un"), ServiceAssistance.REDACTION, JOUR);
    assertThat(liste(ListerDemandes.LISTE.tout())).containsExactly(tot.id(), tard.id(), close.id());
    assertThat(liste(ListerDemandes.LISTE.lire("etat=ANNULEE"))).containsExactly(close.id());
    assertThat(liste(ListerDemandes.LISTE.lire("service=REDACTION&marche=" + autre)))
        .containsExactly(tot.id());
  }

  /** Ce qu'un défaut du code pourrait tenter sous le portefeuille. */
  static class Ecriture {
    @jakarta.persistence.PersistenceContext jakarta.persistence.EntityManager em;

    Void ajouter(UUID marche) {
      em.persist(
          Demande.deposer(
              marche, ServiceAssistance.AUTRE, "Intrus", JOUR, UNE, HORLOGE.instant(), JOUR));
      em.flush();
      return null;
    }

    int detourner(UUID demande) {
      return em.createQuery("update Demande d set d.facilitateurId = :moi where d.id = :id")
          .setParameter("moi", UNE.id())
          .setParameter("id", demande)
          .executeUpdate();
    }
  }

  private static final Requete TOUT = ListerPortefeuille.LISTE.tout();

  private static Requete avec(String texte, Set<String> codes, Delai delai, QuiAgit quiAgit) {
    return ListerPortefeuille.LISTE.lire(
        java.util.Map.of(
            "texte",
            List.of(texte),
            "maitreOuvrage",
            List.copyOf(codes),
            "delai",
            List.of(delai.name()),
            "quiAgit",
            List.of(quiAgit.name())));
  }

  private static Requete suivi(String... qui) {
    return ListerPortefeuille.LISTE.lire(java.util.Map.of("facilitateur", List.of(qui)));
  }

  private static List<UUID> portefeuille(Requete criteres) {
    var page = lire(l -> l.executer(criteres));
    assertThat(page.total()).isEqualTo(page.elements().size());
    return page.elements().stream().map(DemandeLigne::id).toList();
  }

  private static <R> R lire(Function<ListerPortefeuille, R> appel) {
    return banc.sous(UNE, portefeuille(), ListerPortefeuille.class, appel);
  }

  private static Perimetre portefeuille() {
    var espaces = new TreeMap<UUID, Espace>();
    espaces.put(RIVES, espace(RIVES, Titre.FACILITATEUR));
    espaces.put(AURE, espace(AURE, Titre.FACILITATEUR));
    return new Perimetre.Portefeuille(espaces);
  }

  private static List<UUID> liste(Requete criteres) {
    return banc
        .sous(AGENT, un(RIVES, Titre.AGENT), ListerDemandes.class, l -> l.executer(criteres))
        .elements()
        .stream()
        .map(DemandeLigne::id)
        .toList();
  }

  private static DemandeView demander(
      UUID mo, UUID marche, ServiceAssistance service, LocalDate date) {
    return banc.sous(
        AGENT,
        un(mo, Titre.AGENT),
        DemanderAssistance.class,
        d -> d.executer(new DemanderAssistance.Command(marche, service, "Aidez-nous.", date)));
  }

  private static DemandeView agent(UUID mo, Function<TraiterDemande, DemandeView> geste) {
    return banc.sous(AGENT, un(mo, Titre.AGENT), TraiterDemande.class, geste);
  }

  private static DemandeView equipe(
      UUID mo, Identite qui, Function<TraiterDemande, DemandeView> geste) {
    return banc.sous(qui, un(mo, Titre.FACILITATEUR), TraiterDemande.class, geste);
  }

  private static Perimetre un(UUID mo, Titre titre) {
    return new Perimetre.UnMaitreOuvrage(espace(mo, titre));
  }

  private static Espace espace(UUID mo, Titre titre) {
    var n = mo.toString().substring(35);
    return new Espace(
        mo,
        "mo-" + n,
        "Ouvrage " + n,
        "O" + n,
        "COMMUNE",
        "#123456",
        titre,
        null,
        List.of(),
        false,
        Droits.agent(Droit.ADMINISTRATEUR, true));
  }

  private static UUID marche(UUID mo, String numero, String objet) {
    var id = UUID.randomUUID();
    superutilisateur(
        "insert into metier.marche (tenant_id, id, acheteur_siret, numero, cle_source, source,"
            + " objet, segment, montant, lots, sociale_connue, etat, recherche) values ('"
            + mo
            + "', '"
            + id
            + "', '20005480700017', '"
            + numero
            + "', '"
            + id
            + "', 'DECP', '"
            + objet
            + "', 'TRAVAUX', 1500000, 3, true, 'IDENTIFIE', '"
            + fr.maillon.liste.Texte.cherchable(objet + " " + numero)
            + "')");
    return id;
  }

  private static void reculer(UUID demande, LocalDate date) {
    superutilisateur(
        "update metier.demande set date_souhaitee = '" + date + "' where id = '" + demande + "'");
  }

  private static void superutilisateur(String sql) {
    try (var connexion = banc.postgres().connexionSuperutilisateur();
        var ordre = connexion.createStatement()) {
      ordre.execute(sql);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long compter(String sql) throws Exception {
    try (var connexion = banc.postgres().connexionSuperutilisateur();
        var ordre = connexion.createStatement();
        var r = ordre.executeQuery(sql)) {
      r.next();
      return r.getLong(1);
    }
  }

  private static Identite personne(int n, String nom) {
    return new Identite(
        UUID.fromString("22222222-0000-4000-8000-00000000000" + n), nom, nom, Set.of());
  }
}
