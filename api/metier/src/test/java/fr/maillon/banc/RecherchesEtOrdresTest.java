package fr.maillon.banc;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.beneficiaire.AjouterBeneficiaire;
import fr.maillon.beneficiaire.ListerBeneficiaires;
import fr.maillon.convention.SignerConvention;
import fr.maillon.grille.ListerGrilles;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Pagination;
import fr.maillon.liste.Texte;
import fr.maillon.maitreouvrage.ListerEspaces;
import fr.maillon.marche.CreerMarche;
import fr.maillon.marche.ListerMarches;
import fr.maillon.participant.InscrireParticipant;
import fr.maillon.participant.ListerParticipants;
import fr.maillon.participant.Niveau;
import fr.maillon.participant.Sexe;
import fr.maillon.suiviconvention.ListerAffectations;
import fr.maillon.suiviconvention.ListerConventions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Chaque recherche plie le texte de la même façon, chaque liste se range comme un dictionnaire
 * français : devant une vraie base.
 */
class RecherchesEtOrdresTest {
  private static final Clock HORLOGE = Clock.system(ZoneId.of("Europe/Paris"));
  private static final LocalDate JOUR = LocalDate.now(HORLOGE);
  private static final UUID CENTRALE = UUID.fromString("dddddddd-0000-4000-9000-000000000001");
  private static final Identite QUI =
      new Identite(
          UUID.fromString("dddddddd-0000-4000-8000-000000000001"),
          "qui",
          "Qui",
          Set.of("agent", "facilitateur", "administrateur-central", "coordinateur"));
  private static final Perimetre ICI =
      new Perimetre.UnMaitreOuvrage(
          new Espace(
              CENTRALE,
              "essai",
              "Essai",
              "E",
              "CENTRALE_ACHAT",
              "#1f5f8b",
              Titre.AGENT,
              null,
              List.of("21350238800019"),
              false,
              Droits.agent(Droit.ADMINISTRATEUR, true)));
  private static final Pagination TOUT = new Pagination(1, Pagination.MAXIMUM);

  /** Le désordre des octets : Eau, Zèbre, abri, eau, Écluse. */
  private static final List<String> MELES =
      List.of("Zèbre", "Eau", "écluse", "abri", "eau", "Écluse");

  private static final List<String> RANGES =
      List.of("abri", "eau", "Eau", "écluse", "Écluse", "Zèbre");
  private static Banc banc;

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(HORLOGE);
    banc.proprietaire(
        "insert into plateforme.utilisateur (id, identifiant, nom, courriel) values ('"
            + QUI.id()
            + "', 'qui', 'Qui', 'q@essai.invalid')");
    banc.proprietaire(
        "insert into plateforme.habilitation (utilisateur_id, titre, du) values ('"
            + QUI.id()
            + "', 'COORDINATEUR', '2020-01-01')");
    espace(CENTRALE, "essai", "Essai", "CENTRALE_ACHAT");
  }

  @AfterAll
  static void fermer() {
    banc.close();
  }

  private static void espace(UUID id, String code, String nom, String type) {
    banc.proprietaire(
        "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
            + id
            + "', '"
            + code
            + "', '"
            + nom.replace("'", "''")
            + "', 'X', '"
            + type
            + "', '#123456')");
  }

  private static <C, R> R centre(Class<C> cas, Function<C, R> appel) {
    return banc.sous(QUI, new Perimetre.Centre(), cas, appel);
  }

  private static <C, R> R equipe(Class<C> cas, Function<C, R> appel) {
    return banc.sous(QUI, new Perimetre.Equipe(Titre.COORDINATEUR), cas, appel);
  }

  private static Map<String, List<String>> cherche(String texte) {
    return Map.of("texte", List.of(texte));
  }

  private static List<String> connus(String texte) {
    return centre(
        ListerConventions.class, l -> l.maitresOuvrage(texte).stream().map(m -> m.nom()).toList());
  }

  @Test
  void laBaseEtJavaPlientDeMeme() throws SQLException {
    var textes =
        new ArrayList<>(
            List.of(
                "Mission de maîtrise d’œuvre pour l’École",
                "Bas-Fort-Blanc",
                "Saint‑Étienne\u00a0du—Rouvray",
                "n° 12",
                "ŒUVRE æquo ÆTHER",
                "  deux   mots\t",
                "zéro\u200blargeur\ufeff",
                "a\u0301\u0327",
                "1 234,50 €",
                "Straße İstanbul",
                "\ud83c\udfd7 chantier",
                "«\u202fguillemets\u202f»",
                "d´accent `grave` ʼok"));
    for (int c = 0x20; c < 0x3000; c++) {
      if (c < 0x370
          || c >= 0x1E00 && c < 0x1F00
          || c >= 0x2000 && c < 0x2100
          || c >= 0x2200 && c < 0x2220) {
        textes.add("x" + Character.toString(c) + "Y");
      }
    }
    try (var c = banc.postgres().connexion(fr.maillon.infra.Postgres.APP);
        var ordre = c.prepareStatement("select app.cherchable(?)")) {
      for (var texte : textes) {
        ordre.setString(1, texte);
        try (var r = ordre.executeQuery()) {
          r.next();
          assertThat(r.getString(1))
              .as(texte + " " + texte.codePoints().mapToObj(Integer::toHexString).toList())
              .isEqualTo(Texte.cherchable(texte));
        }
      }
    }
  }

  @Test
  void chaqueRechercheTrouveUneEcritureParLAutre() {
    var objets =
        List.of(
            "Mission de maîtrise d’œuvre pour l’école",
            "Mission de maîtrise d'oeuvre pour l'ecole",
            "Réfection du Bas-Fort-Blanc",
            "Réfection du Bas Fort Blanc",
            "Reprise d'un nœud, n°\u00a012");
    for (int i = 0; i < objets.size(); i++) {
      var numero = "OE-" + i;
      var objet = objets.get(i);
      banc.sous(
          QUI,
          ICI,
          CreerMarche.class,
          c ->
              c.executer(
                  new CreerMarche.Command(
                      numero,
                      objet,
                      null,
                      "21350238800019",
                      List.of(new CreerMarche.LotSaisi(objet, null, null, null)))));
    }
    var attendus =
        new LinkedHashMap<String, Integer>(
            Map.of(
                "oeuvre",
                2,
                "œuvre",
                2,
                "ŒUVRE",
                2,
                "l'école",
                2,
                "l’ecole",
                2,
                "Bas-Fort-Blanc",
                2,
                "bas fort blanc",
                2,
                "noeud",
                1,
                "n° 12",
                1,
                "oe-0",
                1));
    attendus.putAll(
        Map.of(
            "école maîtrise",
            2,
            "12 noeud",
            1,
            "blanc fort bas réfection",
            2,
            "école nœud",
            0,
            "n°12",
            1,
            "N°12 noeud",
            1,
            "n°13",
            0));
    attendus.forEach(
        (texte, combien) ->
            assertThat(
                    banc.sous(
                            QUI,
                            ICI,
                            ListerMarches.class,
                            l -> l.executer(ListerMarches.LISTE.tout().avec("q", texte).a(TOUT)))
                        .total())
                .as(texte)
                .isEqualTo((long) combien));

    banc.sous(
        QUI,
        ICI,
        AjouterBeneficiaire.class,
        t ->
            t.ajouter(
                new AjouterBeneficiaire.Command(
                    "26140093100018", "Syndicat d’Œuvres Saint-Lô", "Bas-en-Basset", null)));
    var lieu = new UUID(7, 7);
    espace(lieu, "sacre-coeur", "Commune du Sacré-Cœur d’Artois", "COMMUNE");
    equipe(
        InscrireParticipant.class,
        p ->
            p.executer(
                new InscrireParticipant.Command(
                    "d’Œuvray",
                    "Jean‑Luc",
                    LocalDate.of(1990, 5, 17),
                    Sexe.M,
                    Niveau.INCONNU,
                    null,
                    null)));
    for (var texte : List.of("d'oeuvres", "SAINT LO", "bas en basset", "lô syndicat")) {
      assertThat(
              banc.sous(
                      QUI,
                      ICI,
                      ListerBeneficiaires.class,
                      l ->
                          l.executer(ListerBeneficiaires.LISTE.tout().avec("texte", texte).a(TOUT)))
                  .total())
          .as(texte)
          .isEqualTo(1);
    }
    for (var texte :
        List.of("sacre coeur", "SACRÉ-CŒUR", "d'artois", "coeur\u00a0d’Artois", "artois sacré")) {
      assertThat(
              centre(
                      ListerEspaces.class,
                      l -> l.executer(ListerEspaces.LISTE.lire(cherche(texte)).a(TOUT)))
                  .total())
          .as(texte)
          .isEqualTo(1);
      assertThat(connus(texte)).as(texte).hasSize(1);
    }
    for (var texte : List.of("d'oeuvray", "jean-luc d’œuvray", "JEAN LUC", "OEUVRAY")) {
      assertThat(
              equipe(
                      ListerParticipants.class,
                      l -> l.executer(ListerParticipants.LISTE.tout().avec("texte", texte).a(TOUT)))
                  .total())
          .as(texte)
          .isEqualTo(1);
    }
    var signee =
        centre(
            SignerConvention.class,
            s ->
                s.executer(
                    new SignerConvention.Command(
                        "sacre-coeur",
                        null,
                        "Maison de l’Emploi – Cœur",
                        null,
                        JOUR,
                        JOUR.plusDays(90),
                        Set.of(),
                        null)));
    assertThat(signee).isNotNull();
    for (var texte :
        List.of("sacre coeur", "l'emploi coeur", "sacré-cœur d'Artois", "artois coeur commune")) {
      boolean structure = texte.startsWith("l'");
      assertThat(
              centre(
                      ListerConventions.class,
                      l ->
                          l.executer(
                              ListerConventions.LISTE
                                  .lire(cherche(structure ? "l'emploi coeur" : texte))
                                  .a(TOUT)))
                  .total())
          .as(texte)
          .isEqualTo(1);
      assertThat(
              structure
                  || equipe(
                              ListerAffectations.class,
                              l ->
                                  l.executer(ListerAffectations.LISTE.lire(cherche(texte)).a(TOUT)))
                          .total()
                      == 1)
          .as(texte)
          .isTrue();
    }
  }

  @Test
  void chaqueListeSeRangeCommeUnDictionnaire() {
    for (int i = 0; i < MELES.size(); i++) {
      var nom = MELES.get(i);
      var rang = i;
      espace(new UUID(9, i), "ordre-" + i, nom, "COMMUNE");
      banc.proprietaire(
          "insert into plateforme.structure (id, nom) values ('"
              + new UUID(9, i)
              + "', '"
              + nom
              + "')");
      banc.proprietaire(
          "insert into equipe.grille_calibrage (id, code, libelle, du, part_main_oeuvre,"
              + " cout_horaire, source) values ('"
              + new UUID(9, i)
              + "', 'ORDRE_"
              + i
              + "', '"
              + nom
              + "', '2020-01-01', 0.5, 30, 'essai')");
      equipe(
          InscrireParticipant.class,
          p ->
              p.executer(
                  new InscrireParticipant.Command(
                      nom,
                      "Ordre",
                      LocalDate.of(1980, 1, 1 + 3 * rang),
                      Sexe.F,
                      Niveau.INCONNU,
                      null,
                      true)));
      banc.sous(
          QUI,
          ICI,
          CreerMarche.class,
          c ->
              c.executer(
                  new CreerMarche.Command(
                      "ORDRE " + rang,
                      nom,
                      null,
                      "21350238800019",
                      List.of(new CreerMarche.LotSaisi(nom, null, null, null)))));
      banc.sous(
          QUI,
          ICI,
          AjouterBeneficiaire.class,
          t ->
              t.ajouter(
                  new AjouterBeneficiaire.Command(
                      List.of(
                              "21690123100011",
                              "45220075100025",
                              "77605646700587",
                              "13002526500013",
                              "11004601800013",
                              "17750001400010")
                          .get(rang),
                      nom,
                      null,
                      null)));
    }
    assertThat(
            centre(
                    ListerEspaces.class,
                    l -> l.executer(ListerEspaces.LISTE.lire("texte=ordre&tri=nom").a(TOUT)))
                .elements())
        .extracting(e -> e.nom())
        .containsExactlyElementsOf(RANGES);
    assertThat(connus("ordre")).containsExactlyElementsOf(RANGES);
    assertThat(centre(ListerConventions.class, l -> l.structures(TOUT)).elements())
        .extracting(e -> e.nom())
        .filteredOn(RANGES::contains)
        .containsExactlyElementsOf(RANGES);
    assertThat(
            equipe(ListerGrilles.class, l -> l.executer(ListerGrilles.LISTE.tout().a(TOUT)))
                .elements())
        .extracting(e -> e.libelle())
        .filteredOn(RANGES::contains)
        .containsExactlyElementsOf(RANGES);
    assertThat(
            equipe(
                    ListerParticipants.class,
                    l -> l.executer(ListerParticipants.LISTE.tout().avec("texte", "ordre").a(TOUT)))
                .elements())
        .extracting(e -> e.nom())
        .containsExactlyElementsOf(RANGES);
    assertThat(
            banc.sous(
                    QUI,
                    ICI,
                    ListerBeneficiaires.class,
                    l -> l.executer(ListerBeneficiaires.LISTE.tout().a(TOUT)))
                .elements())
        .extracting(e -> e.nom())
        .filteredOn(RANGES::contains)
        .containsExactlyElementsOf(RANGES);
    assertThat(
            banc.sous(
                    QUI,
                    ICI,
                    ListerMarches.class,
                    l -> l.executer(ListerMarches.LISTE.lire("q=ordre&tri=objet").a(TOUT)))
                .elements())
        .extracting(e -> e.objet())
        .containsExactlyElementsOf(RANGES);
  }
}
