package fr.maillon.maitreouvrage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.banc.Banc;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.maitreouvrage.OuvrirEspace.OuvertureView;
import fr.maillon.personne.InviterAdministrateur;
import fr.maillon.regle.RegleMetier;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ouvrir et tenir des espaces, sur une vraie base, sous le périmètre du centre. */
class EspacesBancTest {
  private static final Instant MAINTENANT = Instant.parse("2026-03-02T09:00:00Z");
  private static final UUID CENTRAL = UUID.fromString("00000000-0000-4000-8000-000000000031");
  private static final Identite QUI =
      new Identite(CENTRAL, "central", "Administration Centrale", Set.of("administrateur-central"));
  private static Banc banc;

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(Clock.fixed(MAINTENANT, ZoneId.of("Europe/Paris")));
    banc.proprietaire(
        "insert into plateforme.utilisateur (id, identifiant, nom, courriel) values ('"
            + CENTRAL
            + "', 'central', 'Centrale', 'c@essai.invalid')");
  }

  @AfterAll
  static void fermer() {
    banc.close();
  }

  @Test
  void l_ouverture_pose_tout_et_se_rejoue_sans_rien_refaire() throws SQLException {
    var c =
        commande(
            "Ville de Villeurbanne",
            "21690266800013",
            "Zoé Martin",
            "zoe.martin@villeurbanne.example");
    var o = ouvrir(c);
    assertThat(o.nouveau()).isTrue();
    assertThat(o.code()).isEqualTo("ville-de-villeurbanne");
    assertThat(o.type()).isEqualTo(TypeEspace.COMMUNE);
    assertThat(o.sirets()).containsExactly("21690266800013");
    assertThat(
            lire(
                "select etat || ' ' || ouvert_le from plateforme.maitre_ouvrage where id = '"
                    + o.id()
                    + "'"))
        .isEqualTo("OUVERT 2026-03-02");
    assertThat(
            lire(
                "select nature || ' ' || acte || ' ' || titre || ' ' || auteur_nom from"
                    + " plateforme.journal where maitre_ouvrage_id = '"
                    + o.id()
                    + "'"))
        .isEqualTo("VIE OuvrirEspace.executer CENTRAL Administration Centrale");
    assertThat(
            lire(
                "select courriel || ' ' || droit || ' ' || export from plateforme.invitation where"
                    + " maitre_ouvrage_id = '"
                    + o.id()
                    + "'"))
        .isEqualTo("zoe.martin@villeurbanne.example ADMINISTRATEUR true");

    var encore =
        ouvrir(
            commande(
                "VILLE DE  VILLEURBANNE",
                "216 902 668 00013",
                "Zoé Martin",
                "zoe.martin@villeurbanne.example"));
    assertThat(encore.nouveau()).isFalse();
    assertThat(encore.id()).isEqualTo(o.id());
    assertThat(
            lire(
                "select count(*) from plateforme.invitation where maitre_ouvrage_id = '"
                    + o.id()
                    + "'"))
        .isEqualTo("1");
    assertThat(
            lire(
                "select count(*) from plateforme.journal where maitre_ouvrage_id = '"
                    + o.id()
                    + "'"))
        .isEqualTo("1");

    refuse(
        "siret-deja-pris",
        () -> ouvrir(commande("Métropole de Lyon", "21690266800013", null, null)));
    refuse(
        "code-deja-pris",
        () ->
            ouvrir(
                new OuvrirEspace.Command(
                    "Autre",
                    List.of("22690001700014"),
                    null,
                    "ville-de-villeurbanne",
                    null,
                    false,
                    null,
                    null,
                    null,
                    null,
                    null)));
    for (var faux : List.of("21690266800014", "00000000000000", "11122233344455")) {
      refuse("siret-invalide", () -> ouvrir(commande("Autre", faux, null, null)));
    }
    refuse(
        "couleur-trop-claire",
        () ->
            ouvrir(
                new OuvrirEspace.Command(
                    "Autre",
                    List.of("22690001700014"),
                    null,
                    null,
                    "#ffee00",
                    false,
                    null,
                    null,
                    null,
                    null,
                    null)));
    refuse(
        "administrateur-incomplet",
        () -> ouvrir(commande("Autre", "22690001700014", "Zoé Martin", " ")));
  }

  @Test
  void un_echec_au_milieu_ne_laisse_rien() throws SQLException {
    var avant = lire(EMPREINTE);
    refuse(
        "courriel-invalide",
        () -> ouvrir(commande("Ville de Bron", "21690029000018", "Zoé Martin", "pas une adresse")));
    assertThat(lire(EMPREINTE)).isEqualTo(avant);
    // la base elle-même tombe au dernier pas : l'invitation
    banc.proprietaire(
        "alter table plateforme.invitation add constraint panne check (nom <> 'Panne Panne')");
    assertThatThrownBy(
            () ->
                ouvrir(
                    commande(
                        "Ville de Bron", "21690029000018", "Panne Panne", "panne@bron.example")))
        .isInstanceOf(RuntimeException.class);
    assertThat(lire(EMPREINTE)).isEqualTo(avant);
    assertThat(
            ouvrir(commande("Ville de Bron", "21690029000018", "Zoé Martin", "zoe@bron.example"))
                .nouveau())
        .isTrue();
  }

  private static final String EMPREINTE =
      "select concat_ws(' ', (select count(*) from plateforme.maitre_ouvrage), (select count(*)"
          + " from plateforme.maitre_ouvrage_siret), (select count(*) from"
          + " plateforme.fiche_espace), (select count(*) from plateforme.invitation), (select"
          + " count(*) from plateforme.envoi), (select count(*) from plateforme.journal))";

  @Test
  void huit_ouvertures_du_meme_siret_au_meme_instant_font_un_espace() throws Exception {
    var resultats =
        ensemble(8, () -> ouvrir(commande("Ville de Vénissieux", "21690259300013", null, null)));
    assertThat(resultats.stream().map(OuvertureView::id).distinct()).hasSize(1);
    assertThat(resultats.stream().filter(OuvertureView::nouveau)).hasSize(1);
    // des noms pareils, des SIRET différents : autant d'espaces, autant de codes
    var sirets =
        new ArrayList<>(
            List.of("18004625200052", "13002526500013", "11004601800013", "17750001400010"));
    var autres =
        ensemble(
            4,
            () -> {
              String siret;
              synchronized (sirets) {
                siret = sirets.removeFirst();
              }
              return ouvrir(commande("Service commun", siret, null, null));
            });
    assertThat(autres.stream().map(OuvertureView::code))
        .containsExactlyInAnyOrder(
            "service-commun", "service-commun-2", "service-commun-3", "service-commun-4");
  }

  @Test
  void suspendre_rouvrir_fermer_annuler_laissent_chacun_leur_ligne() throws SQLException {
    var id = ouvrir(commande("Région Essai", "23750007900312", null, null)).id();
    tenir(
        SuspendreEspace.class,
        t -> t.suspendre(id, new SuspendreEspace.Suspension("Convention échue.", version(id))));
    assertThat(
            lire(
                "select etat || ' ' || suspendu_le || ' ' || motif from plateforme.maitre_ouvrage"
                    + " where id = '"
                    + id
                    + "'"))
        .isEqualTo("SUSPENDU 2026-03-02 Convention échue.");
    tenir(RouvrirEspace.class, t -> t.rouvrir(id, version(id)));
    refuse(
        "nom-different",
        () ->
            tenir(
                FermerEspace.class,
                t -> t.fermer(id, new FermerEspace.Fermeture("Fin.", "Autre nom", version(id)))));
    refuse(
        "version-perimee",
        () ->
            tenir(
                FermerEspace.class,
                t ->
                    t.fermer(
                        id, new FermerEspace.Fermeture("Fin.", "Région Essai", version(id) - 1))));
    tenir(
        FermerEspace.class,
        t -> t.fermer(id, new FermerEspace.Fermeture("Fusion.", "région essai", version(id))));
    assertThat(
            lire(
                "select etat || ' ' || ferme_le || ' ' || effacable_le from"
                    + " plateforme.maitre_ouvrage where id = '"
                    + id
                    + "'"))
        .isEqualTo("FERME 2026-03-02 2026-03-23");
    assertThat(
            lire(
                "select count(*) from plateforme.envoi where maitre_ouvrage_id = '"
                    + id
                    + "' and nature = 'COURRIEL_GROUPE' and corps like '%23 mars 2026%'"))
        .isEqualTo("1");

    // fermé, il ne tient plus son SIRET : un autre peut le prendre, et la fermeture ne s'annule
    // plus
    var autre = ouvrir(commande("Région Essai", "23750007900312", null, null));
    assertThat(autre.nouveau()).isTrue();
    assertThat(autre.code()).isEqualTo("region-essai-2");
    refuse(
        "siret-deja-pris",
        () -> tenir(AnnulerFermeture.class, t -> t.annulerFermeture(id, version(id))));
    tenir(
        DecrireEspace.class,
        t ->
            t.decrire(
                autre.id(),
                new DecrireEspace.Description(
                    "Région Essai bis",
                    "REB",
                    TypeEspace.REGION,
                    "#1f5f8b",
                    List.of("22590001800014"),
                    false,
                    version(autre.id()))));
    tenir(AnnulerFermeture.class, t -> t.annulerFermeture(id, version(id)));
    assertThat(
            lire(
                "select string_agg(acte, ' ' order by rang) from plateforme.journal where"
                    + " maitre_ouvrage_id = '"
                    + id
                    + "'"))
        .isEqualTo(
            "OuvrirEspace.executer SuspendreEspace.suspendre RouvrirEspace.rouvrir"
                + " FermerEspace.fermer AnnulerFermeture.annulerFermeture");
    var vu =
        banc.sous(QUI, new Perimetre.Centre(), ConsulterEspace.class, c -> c.executer(autre.id()));
    assertThat(vu.sirets()).containsExactly("22590001800014");
    assertThat(vu.sigle()).isEqualTo("REB");
    assertThat(lire("select count(*) from plateforme.type_ancien"))
        .as("le même type n'est pas un changement")
        .isEqualTo("0");
    for (var type : List.of(TypeEspace.EPCI, TypeEspace.COMMUNE)) {
      tenir(
          DecrireEspace.class,
          t ->
              t.decrire(
                  autre.id(),
                  new DecrireEspace.Description(
                      "Région Essai bis",
                      "REB",
                      type,
                      "#1f5f8b",
                      List.of("22590001800014"),
                      false,
                      version(autre.id()))));
    }
    assertThat(
            lire(
                "select string_agg(annee || ' ' || type, ',') from plateforme.type_ancien where"
                    + " maitre_ouvrage_id = '"
                    + autre.id()
                    + "'"))
        .as("l'année en cours garde le premier type quitté")
        .isEqualTo(LocalDate.now().getYear() + " REGION");
  }

  @Test
  void un_espace_ouvert_sans_personne_recoit_son_administrateur_plus_tard() throws SQLException {
    var id = ouvrir(commande("Ville de Nantes", "21440109300015", null, null)).id();
    refuse(
        "courriel-invalide",
        () -> inviter(i -> i.executer(id, new InviterAdministrateur.Command("Zoé Martin", "zoe"))));
    refuse(
        "introuvable",
        () ->
            inviter(
                i ->
                    i.executer(
                        UUID.randomUUID(),
                        new InviterAdministrateur.Command("Zoé Martin", "zoe@nantes.example"))));
    var fausse =
        inviter(
            i ->
                i.executer(
                    id, new InviterAdministrateur.Command("Zoé Martin", "zoe@nante.example")));
    refuse(
        "deja-invitee",
        () ->
            inviter(
                i ->
                    i.executer(
                        id, new InviterAdministrateur.Command("Zoé Martin", "zoe@nante.example"))));
    inviter(
        i -> {
          i.relancer(fausse);
          i.annuler(fausse);
          return null;
        });
    refuse(
        "invitation-close",
        () ->
            inviter(
                i -> {
                  i.annuler(fausse);
                  return null;
                }));
    assertThat(lire("select etat from plateforme.envoi where sujet_id = '" + fausse + "'"))
        .isEqualTo("ANNULE");
    inviter(
        i -> i.executer(id, new InviterAdministrateur.Command("Zoé Martin", "zoe@nantes.example")));
    var vues =
        banc.sous(QUI, new Perimetre.Centre(), ConsulterEspace.class, c -> c.executer(id))
            .invitations();
    assertThat(vues)
        .extracting(ConsulterEspace.InvitationView::etat)
        .containsExactlyInAnyOrder("EN_ATTENTE", "ANNULEE");
    assertThat(vues)
        .filteredOn(ConsulterEspace.InvitationView::annulable)
        .extracting(ConsulterEspace.InvitationView::courriel)
        .containsExactly("zoe@nantes.example");
    assertThat(
            lire(
                "select string_agg(acte, ' ' order by rang) from plateforme.journal where"
                    + " maitre_ouvrage_id = '"
                    + id
                    + "'"))
        .isEqualTo(
            "OuvrirEspace.executer InviterAdministrateur.executer InviterAdministrateur.relancer"
                + " InviterAdministrateur.annuler InviterAdministrateur.executer");

    // entrée, c'est elle qui invite ; et nul n'est invité dans un espace fermé
    banc.proprietaire(
        "insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du, droit) values ('"
            + CENTRAL
            + "', '"
            + id
            + "', '2026-03-01', 'ADMINISTRATEUR')");
    refuse(
        "deja-administre",
        () ->
            inviter(
                i ->
                    i.executer(
                        id, new InviterAdministrateur.Command("Léo Petit", "leo@nantes.example"))));
    var ferme = ouvrir(commande("Ville de Rennes", "21350238800019", null, null)).id();
    tenir(
        FermerEspace.class,
        t ->
            t.fermer(ferme, new FermerEspace.Fermeture("Fin.", "Ville de Rennes", version(ferme))));
    refuse(
        "etape-impossible",
        () ->
            inviter(
                i ->
                    i.executer(
                        ferme,
                        new InviterAdministrateur.Command("Léo Petit", "leo@rennes.example"))));
  }

  private static <R> R inviter(java.util.function.Function<InviterAdministrateur, R> geste) {
    return banc.sous(QUI, new Perimetre.Centre(), InviterAdministrateur.class, geste);
  }

  @Test
  void la_liste_cherche_filtre_trie_et_compte() {
    ouvrir(commande("Communauté d'Agglomération de l'Évêché", "24330031600011", null, null));
    assertThat(lister("eveche", null, null, "nom").elements())
        .hasSize(1)
        .first()
        .satisfies(
            e -> {
              assertThat(e.nom()).isEqualTo("Communauté d'Agglomération de l'Évêché");
              assertThat(e.personnes()).isZero();
              assertThat(e.ouvertLe()).isEqualTo(LocalDate.of(2026, 3, 2));
            });
    assertThat(lister("243300316", null, null, "-nom").total()).isEqualTo(1);
    assertThat(lister("%", null, null, null).total()).isZero();
    assertThat(lister("eveche", TypeEspace.COMMUNE, null, "ouverture").total()).isZero();
    assertThat(lister("eveche", TypeEspace.EPCI, EtatEspace.OUVERT, "-personnes").total())
        .isEqualTo(1);
    refuse("tri-inconnu", () -> lister(null, null, null, "bof"));
  }

  @Test
  void la_fiche_se_tient_avec_sa_version_et_son_logo() throws SQLException {
    var id = ouvrir(commande("Ville de Lille", "21590350100017", null, null)).id();
    var fiche = regler(r -> r.lireAuCentre(id));
    assertThat(fiche.couleurChoisie()).isNull();
    regler(
        r -> {
          r.auCentre(
              id,
              new ReglerEspace.Command(
                  "Service achats",
                  "Achats@Lille.example",
                  "03 20 00 00 00",
                  "#9c2f2f",
                  null,
                  fiche.version()));
          return null;
        });
    refuse(
        "version-perimee",
        () ->
            regler(
                r -> {
                  r.auCentre(
                      id,
                      new ReglerEspace.Command("Autre", null, null, null, null, fiche.version()));
                  return null;
                }));
    byte[] png = new byte[60];
    System.arraycopy(
        new byte[] {
          (byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 'I', 'H', 'D', 'R'
        },
        0,
        png,
        0,
        16);
    regler(
        r -> {
          r.porterLogoAuCentre(id, png);
          return null;
        });
    var apres = regler(r -> r.lireAuCentre(id));
    assertThat(apres.couleur()).isEqualTo("#9c2f2f");
    assertThat(apres.contactCourriel()).isEqualTo("achats@lille.example");
    assertThat(apres.logo()).matches("[0-9a-f]{16}");
    assertThat(regler(r -> r.logoAuCentre(id)).contenu()).isEqualTo(png);
    assertThat(
            lire(
                "select logo_type from plateforme.fiche_espace where maitre_ouvrage_id = '"
                    + id
                    + "'"))
        .isEqualTo("image/png");
  }

  private static OuvrirEspace.Command commande(
      String nom, String siret, String admin, String courriel) {
    return new OuvrirEspace.Command(
        nom, List.of(siret), null, null, null, false, null, null, null, admin, courriel);
  }

  private static OuvertureView ouvrir(OuvrirEspace.Command c) {
    return banc.sous(QUI, new Perimetre.Centre(), OuvrirEspace.class, o -> o.executer(c));
  }

  private static fr.maillon.liste.Page<EspaceCentralView> lister(
      String texte, TypeEspace type, EtatEspace etat, String tri) {
    return banc.sous(
        QUI,
        new Perimetre.Centre(),
        ListerEspaces.class,
        l ->
            l.executer(
                ListerEspaces.LISTE.lire(
                    java.util.Map.of(
                        "texte",
                        java.util.stream.Stream.ofNullable(texte).toList(),
                        "type",
                        java.util.stream.Stream.ofNullable(type).map(Enum::name).toList(),
                        "etat",
                        java.util.stream.Stream.ofNullable(etat).map(Enum::name).toList(),
                        "tri",
                        java.util.stream.Stream.ofNullable(tri).toList()))));
  }

  private static <R> R regler(java.util.function.Function<ReglerEspace, R> geste) {
    return banc.sous(QUI, new Perimetre.Centre(), ReglerEspace.class, geste);
  }

  private static <C> void tenir(Class<C> cas, java.util.function.Consumer<C> geste) {
    banc.sous(
        QUI,
        new Perimetre.Centre(),
        cas,
        t -> {
          geste.accept(t);
          return null;
        });
  }

  private static int version(UUID id) {
    try {
      return Integer.parseInt(
          lire("select version from plateforme.maitre_ouvrage where id = '" + id + "'"));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <R> List<R> ensemble(int n, Callable<R> geste) throws Exception {
    try (var fils = Executors.newFixedThreadPool(n)) {
      var resultats = new ArrayList<R>();
      for (var f : fils.invokeAll(java.util.Collections.nCopies(n, geste))) {
        resultats.add(f.get());
      }
      return resultats;
    }
  }

  private static void refuse(
      String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable geste) {
    assertThatThrownBy(geste)
        .isInstanceOfSatisfying(RegleMetier.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static String lire(String sql) throws SQLException {
    try (var c = banc.postgres().connexionSuperutilisateur();
        var i = c.createStatement();
        var r = i.executeQuery(sql)) {
      assertThat(r.next()).as(sql).isTrue();
      return r.getString(1);
    }
  }
}
