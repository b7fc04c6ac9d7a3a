package fr.maillon.equipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.maillon.acces.Acces;
import fr.maillon.banc.Banc;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.personne.Comptes;
import fr.maillon.personne.EntreeDEssai;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * L'équipe devant une vraie base : qui en est, ce qui se donne et se retire, et jamais Maillon sans
 * administrateur central.
 */
class EquipeBancTest {
  // l'horloge vraie : la base compare les titres à son propre jour
  private static final Clock HORLOGE = Clock.system(ZoneId.of("Europe/Paris"));
  private static final UUID ICI = UUID.fromString("11111111-0000-4000-8000-000000000001");
  private static final UUID CONVENTION = UUID.fromString("11111111-0000-4000-b000-000000000001");
  private static final UUID DEMANDE = UUID.fromString("11111111-0000-4000-d000-000000000001");
  private static final Identite CLAIRE = personne(1, "Claire Centrale");
  private static final Identite DENIS = personne(2, "Denis Second");
  private static final Identite FANNY = personne(3, "Fanny Facile");
  private static final Identite AGATHE = personne(4, "Agathe Agente");
  private static Banc banc;

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(HORLOGE);
    banc.proprietaire(
        "insert into plateforme.structure (id, nom) values ('" + ICI + "', 'Maison')");
    banc.proprietaire(
        "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
            + ICI
            + "', 'mo-1', 'Ouvrage', 'X', 'COMMUNE', '#123456')");
    banc.proprietaire(
        "insert into plateforme.convention (id, maitre_ouvrage_id, structure_id, du, au) values ('"
            + CONVENTION
            + "', '"
            + ICI
            + "', '"
            + ICI
            + "', current_date - 30, current_date + 30)");
  }

  @AfterAll
  static void fermer() {
    banc.close();
  }

  @BeforeEach
  void semer() throws SQLException {
    superutilisateur(
        "truncate plateforme.envoi, plateforme.invitation_equipe, plateforme.acte_equipe,"
            + " plateforme.habilitation, plateforme.affectation, plateforme.adhesion,"
            + " metier.demande cascade");
    superutilisateur("delete from plateforme.utilisateur");
    for (var qui : List.of(CLAIRE, DENIS, FANNY, AGATHE)) {
      banc.proprietaire(
          "insert into plateforme.utilisateur (id, identifiant, nom, courriel) values ('"
              + qui.id()
              + "', '"
              + qui.identifiant()
              + "', '"
              + qui.nom()
              + "', '"
              + qui.identifiant()
              + "')");
    }
    titre(CLAIRE, "CENTRAL");
    titre(FANNY, "FACILITATEUR");
    banc.proprietaire(
        "insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du) values ('"
            + AGATHE.id()
            + "', '"
            + ICI
            + "', '2026-01-01')");
  }

  @Test
  void laListeMontreLEquipeEtSesTitresJamaisUnAgent() throws SQLException {
    titre(FANNY, "COORDINATEUR");
    affecter();
    demande("PRISE_EN_CHARGE");
    var page = centre(ListerEquipe.class, l -> l.executer(ListerEquipe.LISTE.tout()));
    assertThat(page.elements())
        .extracting(
            m ->
                m.nom()
                    + " : "
                    + m.titresLibelle()
                    + ", "
                    + m.espaces()
                    + ", "
                    + m.demandes()
                    + ", "
                    + m.compte().etat()
                    + (m.moi() ? ", moi" : ""))
        .containsExactly(
            "Claire Centrale : administrateur central, 0, 0, A_JOUR, moi",
            "Fanny Facile : facilitateur, coordinateur, 1, 1, A_JOUR");
    assertThat(page.total()).isEqualTo(2);
    assertThat(
            centre(
                    ListerEquipe.class,
                    l -> l.executer(ListerEquipe.LISTE.lire("titre=COORDINATEUR")))
                .elements())
        .extracting(MembreView::nom)
        .containsExactly("Fanny Facile");
    assertThat(
            centre(ListerEquipe.class, l -> l.executer(ListerEquipe.LISTE.lire("anciens=oui")))
                .total())
        .isZero();
    assertThatExceptionOfType(Introuvable.class)
        .as("un agent n'est pas de l'équipe")
        .isThrownBy(() -> centre(ListerEquipe.class, l -> l.une(AGATHE.id())));
    assertThatExceptionOfType(Introuvable.class)
        .isThrownBy(() -> fait(DonnerTitre.class, t -> t.donner(AGATHE.id(), Titre.SUPPORT)));
  }

  @Test
  void inviterPoseLInvitationEtLEnvoiEnsembleEtUneSeuleFois() throws SQLException {
    var id =
        inviter("Neuve Venue", " Neuve.Venue@Equipe.example ", Titre.SUPPORT, Titre.FACILITATEUR);
    assertThat(
            lire(
                "select i.courriel || ' ' || i.titres || ' ' || i.etat || ' ' || e.nature || ' ' ||"
                    + " e.etat || ' ' || e.par_titre || ' ' || (e.maitre_ouvrage_id is null) from"
                    + " plateforme.invitation_equipe i join plateforme.envoi e on"
                    + " e.sujet_id = i.id where i.id = '"
                    + id
                    + "'"))
        .containsExactly(
            "neuve.venue@equipe.example FACILITATEUR SUPPORT EN_ATTENTE INVITATION A_FAIRE CENTRAL"
                + " true");
    refus(
        "deja-invitee",
        "courriel",
        () -> inviter("Neuve Venue", "neuve.venue@equipe.example", Titre.SUPPORT));
    refus(
        "deja-de-l-equipe",
        "courriel",
        () -> inviter("Fanny Facile", FANNY.identifiant(), Titre.SUPPORT));
    refus(
        "titre-hors-equipe",
        "titres",
        () -> inviter("Zoé Agent", "zoe@equipe.example", Titre.AGENT));
    refus("courriel-invalide", "courriel", () -> inviter("Zoé Agent", "zoe", Titre.SUPPORT));
    refus("nom-invalide", "nom", () -> inviter("<b>", "zoe@equipe.example", Titre.SUPPORT));
    assertThat(lire("select count(*) from plateforme.envoi")).containsExactly("1");
    // annulée, elle laisse la place à une autre
    fait(AnnulerInvitationEquipe.class, t -> t.annuler(id));
    assertThat(lire("select nature || ' ' || etat from plateforme.envoi order by nature"))
        .containsExactly("INVITATION ANNULE");
    refus("invitation-close", null, () -> fait(AnnulerInvitationEquipe.class, t -> t.annuler(id)));
    assertThat(inviter("Neuve Venue", "neuve.venue@equipe.example", Titre.SUPPORT))
        .isNotEqualTo(id);
  }

  @Test
  void quiArriveTientSesTitresDUnCoupEtUneSeuleFois() throws SQLException {
    var id = inviter("Neuve Venue", "neuve@equipe.example", Titre.COORDINATEUR, Titre.SUPPORT);
    var compte = new Comptes.Compte(UUID.randomUUID(), "neuve@equipe.example", true);
    var banni = new Comptes.Compte(UUID.randomUUID(), "neuve@equipe.example", true);
    var secret = EntreeDEssai.armer(banc, id);
    EntreeDEssai.entrer(banc, secret, compte);
    refus("invitation-utilisee", null, () -> EntreeDEssai.entrer(banc, secret, banni));
    assertThat(
            lire(
                "select titre || ' ' || (du = current_date) || ' ' || (au is null) from"
                    + " plateforme.habilitation where utilisateur_id = '"
                    + compte.id()
                    + "' order by titre"))
        .containsExactly("COORDINATEUR true true", "SUPPORT true true");
    assertThat(
            lire(
                "select titre || ' ' || sens || ' ' || par_nom from plateforme.acte_equipe order by"
                    + " titre"))
        .containsExactly("COORDINATEUR DONNE Claire Centrale", "SUPPORT DONNE Claire Centrale");
    assertThat(lire("select nature from plateforme.envoi order by nature"))
        .containsExactly("GROUPES", "INVITATION");
    assertThat(habilitations(new Identite(compte.id(), "", "", Set.of())))
        .containsExactlyInAnyOrder("COORDINATEUR", "SUPPORT");
    assertThat(centre(ListerInvitationsEquipe.class, t -> t.une(id)).etatLibelle())
        .isEqualTo("Acceptée");
    // une agente connue garde son compte
    var autre = inviter("Agathe Agente", AGATHE.identifiant(), Titre.FACILITATEUR);
    EntreeDEssai.entrer(
        banc,
        EntreeDEssai.armer(banc, autre),
        new Comptes.Compte(AGATHE.id(), AGATHE.identifiant(), true));
    assertThat(habilitations(AGATHE)).containsExactly("FACILITATEUR");
  }

  @Test
  void unTitreRetireEstRefuseALaDemandeSuivanteEtLHistoireReste() throws SQLException {
    fait(DonnerTitre.class, t -> t.donner(FANNY.id(), Titre.COORDINATEUR));
    assertThat(habilitations(FANNY)).containsExactlyInAnyOrder("FACILITATEUR", "COORDINATEUR");
    refus(
        "titre-deja-tenu",
        "titre",
        () -> fait(DonnerTitre.class, t -> t.donner(FANNY.id(), Titre.COORDINATEUR)));
    fait(RetirerTitre.class, t -> t.retirer(FANNY.id(), Titre.COORDINATEUR));
    assertThat(habilitations(FANNY)).containsExactly("FACILITATEUR");
    refus(
        "titre-non-tenu",
        null,
        () -> fait(RetirerTitre.class, t -> t.retirer(FANNY.id(), Titre.COORDINATEUR)));
    fait(DonnerTitre.class, t -> t.donner(FANNY.id(), Titre.COORDINATEUR));
    assertThat(habilitations(FANNY))
        .as("redonné le jour même")
        .containsExactlyInAnyOrder("FACILITATEUR", "COORDINATEUR");
    fait(RetirerTitre.class, t -> t.retirer(FANNY.id(), Titre.COORDINATEUR));
    fait(RetirerTitre.class, t -> t.retirer(FANNY.id(), Titre.FACILITATEUR));
    assertThat(habilitations(FANNY)).isEmpty();
    var fiche = centre(ListerEquipe.class, l -> l.une(FANNY.id()));
    assertThat(fiche.membre().titres()).isEmpty();
    assertThat(fiche.actes())
        .extracting(a -> a.par() + " " + a.phrase())
        .containsExactlyInAnyOrder(
            "Claire Centrale a retiré le titre de facilitateur",
            "Claire Centrale a retiré le titre de coordinateur",
            "Claire Centrale a donné le titre de coordinateur",
            "Claire Centrale a retiré le titre de coordinateur",
            "Claire Centrale a donné le titre de coordinateur");
    assertThat(fiche.periodes())
        .extracting(p -> p.titre() + " " + (p.au() != null))
        .containsExactlyInAnyOrder("COORDINATEUR true", "FACILITATEUR true");
    assertThat(
            centre(ListerEquipe.class, l -> l.executer(ListerEquipe.LISTE.lire("anciens=oui")))
                .elements())
        .extracting(MembreView::nom)
        .containsExactly("Fanny Facile");
    assertThat(
            lire(
                "select etat || ' ' || count(*) from plateforme.envoi where nature = 'GROUPES'"
                    + " group by etat order by etat"))
        .as("le dernier envoi suffit : il remet tout")
        .containsExactly("ANNULE 4", "A_FAIRE 1");
    assertThat(fiche.membre().compte().etat()).isEqualTo("EN_ATTENTE");
  }

  @Test
  void ilResteToujoursUnAdministrateurCentralDontLeCompteEstPret() throws SQLException {
    refus(
        "dernier-central",
        null,
        () -> fait(RetirerTitre.class, t -> t.retirer(CLAIRE.id(), Titre.CENTRAL)));
    titre(DENIS, "SUPPORT");
    fait(DonnerTitre.class, t -> t.donner(DENIS.id(), Titre.CENTRAL));
    refus(
        "dernier-central",
        null,
        () -> fait(RetirerTitre.class, t -> t.retirer(CLAIRE.id(), Titre.CENTRAL)));
    superutilisateur("update plateforme.envoi set etat = 'FAIT'");
    fait(RetirerTitre.class, t -> t.retirer(CLAIRE.id(), Titre.CENTRAL));
    assertThat(habilitations(CLAIRE)).isEmpty();
    refus(
        "dernier-central",
        null,
        () -> sous(DENIS, RetirerTitre.class, t -> t.retirer(DENIS.id(), Titre.CENTRAL)));
  }

  @Test
  void deuxCentrauxQuiSeRetirentLUnLAutreEnMemeTempsEnLaissentUn() throws Exception {
    titre(DENIS, "CENTRAL");
    var barriere = new CyclicBarrier(2);
    try (var fils = Executors.newFixedThreadPool(2)) {
      var essais =
          List.of(CLAIRE, DENIS).stream()
              .map(
                  qui ->
                      fils.submit(
                          () -> {
                            barriere.await(10, TimeUnit.SECONDS);
                            try {
                              sous(
                                  qui,
                                  RetirerTitre.class,
                                  t ->
                                      t.retirer(
                                          qui.equals(CLAIRE) ? DENIS.id() : CLAIRE.id(),
                                          Titre.CENTRAL));
                              return "fait";
                            } catch (RegleMetier e) {
                              return e.code();
                            }
                          }))
              .toList();
      assertThat(
              List.of(
                  essais.get(0).get(60, TimeUnit.SECONDS), essais.get(1).get(60, TimeUnit.SECONDS)))
          .containsExactlyInAnyOrder("fait", "dernier-central");
    }
    assertThat(
            lire(
                "select count(*) from plateforme.habilitation where titre = 'CENTRAL' and au is"
                    + " null"))
        .containsExactly("1");
  }

  @Test
  void unFacilitateurPasseSonPortefeuilleAvantDePerdreSonTitre() throws SQLException {
    affecter();
    demande("PRISE_EN_CHARGE");
    assertThat(
            refus(
                "portefeuille-a-passer",
                null,
                () -> fait(RetirerTitre.class, t -> t.retirer(FANNY.id(), Titre.FACILITATEUR))))
        .isEqualTo(
            "Fanny Facile est encore affecté à 1 maître d'ouvrage et suit encore 1 demande ouverte."
                + " La coordination transfère d'abord son portefeuille à quelqu'un d'autre"
                + " (Transferts) ; ce titre se retire ensuite.");
    assertThat(habilitations(FANNY)).containsExactly("FACILITATEUR");
    superutilisateur("update plateforme.affectation set au = current_date - 1");
    assertThat(
            refus(
                "portefeuille-a-passer",
                null,
                () -> fait(RetirerTitre.class, t -> t.retirer(FANNY.id(), Titre.FACILITATEUR))))
        .contains("suit encore 1 demande ouverte", "Charge");
    superutilisateur("update metier.demande set etat = 'TERMINEE'");
    fait(RetirerTitre.class, t -> t.retirer(FANNY.id(), Titre.FACILITATEUR));
    assertThat(habilitations(FANNY)).isEmpty();
  }

  @Test
  void uneAffectationAVenirRetientAussi() throws SQLException {
    superutilisateur(
        "insert into plateforme.affectation (id, convention_id, maitre_ouvrage_id, utilisateur_id,"
            + " du) values (gen_random_uuid(), '"
            + CONVENTION
            + "', '"
            + ICI
            + "', '"
            + FANNY.id()
            + "', current_date + 5)");
    refus(
        "portefeuille-a-passer",
        null,
        () -> fait(RetirerTitre.class, t -> t.retirer(FANNY.id(), Titre.FACILITATEUR)));
  }

  @Test
  void ceQuiManqueAuCompteSeVoitEtSeReessaie() throws SQLException {
    refus("compte-a-jour", null, () -> fait(RemettreGroupes.class, t -> t.reessayer(FANNY.id())));
    fait(DonnerTitre.class, t -> t.donner(FANNY.id(), Titre.SUPPORT));
    superutilisateur(
        "update plateforme.envoi set etat = 'ECHEC', derniere_erreur = 'Le service des comptes ne"
            + " répond pas.', tentatives = 12");
    var compte = centre(ListerEquipe.class, l -> l.une(FANNY.id())).membre().compte();
    assertThat(compte.etat() + " : " + compte.erreur())
        .isEqualTo("ECHEC : Le service des comptes ne répond pas.");
    fait(RemettreGroupes.class, t -> t.reessayer(FANNY.id()));
    assertThat(lire("select etat || ' ' || tentatives from plateforme.envoi"))
        .containsExactly("A_FAIRE 0");
  }

  private static Identite personne(int n, String nom) {
    var courriel = nom.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@equipe.example";
    return new Identite(
        UUID.fromString("00000000-0000-4000-8000-00000000010" + n), courriel, nom, Set.of());
  }

  private static void titre(Identite qui, String titre) throws SQLException {
    superutilisateur(
        "insert into plateforme.habilitation (utilisateur_id, titre, du) values ('"
            + qui.id()
            + "', '"
            + titre
            + "', '2026-01-01')");
  }

  private static void affecter() throws SQLException {
    superutilisateur(
        "insert into plateforme.affectation (id, convention_id, maitre_ouvrage_id, utilisateur_id,"
            + " du) values (gen_random_uuid(), '"
            + CONVENTION
            + "', '"
            + ICI
            + "', '"
            + FANNY.id()
            + "', current_date - 10)");
  }

  private static void demande(String etat) throws SQLException {
    superutilisateur(
        "insert into metier.marche (id, tenant_id, acheteur_siret, numero, cle_source, source,"
            + " objet, segment, sociale_connue, etat) values ('"
            + DEMANDE
            + "', '"
            + ICI
            + "', '00000000000000', '1', 'cle', 'SAISIE', 'Essai', 'TRAVAUX', false, 'IDENTIFIE')"
            + " on conflict do nothing");
    superutilisateur(
        "insert into metier.demande (id, tenant_id, marche_id, service, besoin, date_souhaitee,"
            + " etat, demandeur_id, demandeur_nom, facilitateur_id, facilitateur_nom) values ('"
            + DEMANDE
            + "', '"
            + ICI
            + "', '"
            + DEMANDE
            + "', 'AUTRE', 'essai', current_date + 10, '"
            + etat
            + "', '"
            + AGATHE.id()
            + "', 'Agathe', '"
            + FANNY.id()
            + "', 'Fanny')");
  }

  private UUID inviter(String nom, String courriel, Titre... titres) {
    return centre(
        InviterDansLEquipe.class,
        i -> i.executer(new InviterDansLEquipe.Command(nom, courriel, Set.of(titres))));
  }

  private static Set<String> habilitations(Identite qui) {
    return banc.sous(qui, new Perimetre.Identification(), Acces.class, Acces::habilitations);
  }

  private static <C, R> R centre(Class<C> cas, Function<C, R> appel) {
    return banc.sous(CLAIRE, new Perimetre.Centre(), cas, appel);
  }

  private static <C> void fait(Class<C> cas, Consumer<C> appel) {
    centre(
        cas,
        c -> {
          appel.accept(c);
          return null;
        });
  }

  private static <C> void sous(Identite qui, Class<C> cas, Consumer<C> appel) {
    banc.sous(
        qui,
        new Perimetre.Centre(),
        cas,
        t -> {
          appel.accept(t);
          return null;
        });
  }

  private static String refus(String code, String champ, Runnable geste) {
    var refus = org.assertj.core.api.Assertions.catchThrowableOfType(RegleMetier.class, geste::run);
    assertThat(refus).as(code).isNotNull();
    assertThat(refus.code() + " " + refus.champ()).isEqualTo(code + " " + champ);
    return refus.getMessage();
  }

  private static void superutilisateur(String sql) throws SQLException {
    try (var c = banc.postgres().connexionSuperutilisateur();
        var o = c.createStatement()) {
      o.execute(sql);
    }
  }

  private static List<String> lire(String sql) throws SQLException {
    try (var c = banc.postgres().connexionSuperutilisateur();
        var o = c.createStatement();
        var r = o.executeQuery(sql)) {
      var lignes = new java.util.ArrayList<String>();
      while (r.next()) {
        lignes.add(r.getString(1));
      }
      return lignes;
    }
  }
}
