package fr.maillon.filtre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.banc.Banc;
import fr.maillon.filtre.GarderFiltres.FiltreGarde;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.Interdit;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Les filtres gardés des listes d'un espace : à qui ils se montrent, ce qu'ils refusent. */
class GarderFiltresBancTest {
  private static final UUID RIVES = UUID.fromString("dddddddd-0000-4000-9000-000000000021");
  private static final UUID AURE = UUID.fromString("dddddddd-0000-4000-9000-000000000022");
  private static final Identite UNE = identite(1, "Une");
  private static final Identite AUTRE = identite(2, "Autre");
  private static final Identite FACIL = identite(3, "Facil");
  private static Banc banc;

  private static Identite identite(int n, String nom) {
    return new Identite(new UUID(0xdddddddd00004000L, 0x8000000000000100L + n), nom, nom, Set.of());
  }

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(Clock.system(ZoneId.of("Europe/Paris")));
    for (var espace : List.of(RIVES, AURE)) {
      banc.proprietaire(
          "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
              + espace
              + "', '"
              + code(espace)
              + "', '"
              + code(espace)
              + "', 'X', 'COMMUNE', '#123456')");
    }
  }

  @AfterAll
  static void fermer() {
    banc.close();
  }

  private static String code(UUID espace) {
    return espace.equals(RIVES) ? "rives" : "aure";
  }

  private static Perimetre chez(UUID espace, Titre titre, Droit droit) {
    return new Perimetre.UnMaitreOuvrage(
        new Espace(
            espace,
            code(espace),
            code(espace),
            "X",
            "COMMUNE",
            "#123456",
            titre,
            null,
            List.of(),
            false,
            titre == Titre.AGENT ? Droits.agent(droit, true) : Droits.equipe(null)));
  }

  private static UUID garder(
      Identite qui, UUID espace, Titre titre, String liste, String nom, String requete, boolean p) {
    return banc.sous(
        qui,
        chez(espace, titre, Droit.ACHETEUR),
        GarderFiltres.class,
        g -> g.enregistrer(new GarderFiltres.Command(liste, nom, requete, p)));
  }

  private static List<String> lus(Identite qui, UUID espace, Titre titre) {
    return banc
        .sous(
            qui,
            chez(espace, titre, Droit.ACHETEUR),
            GarderFiltres.class,
            g -> g.executer(GarderFiltres.LISTE.tout()))
        .elements()
        .stream()
        .map(FiltreGarde::nom)
        .toList();
  }

  private static void retirer(Identite qui, UUID espace, Titre titre, Droit droit, UUID id) {
    banc.sous(
        qui,
        chez(espace, titre, droit),
        GarderFiltres.class,
        g -> {
          g.retirer(id);
          return null;
        });
  }

  @Test
  void unFiltreSeGardeSePartageEntreAgentsEtSeRetire() {
    garder(UNE, RIVES, Titre.AGENT, "marches", "Écoles", "q=école&segment=TRAVAUX", false);
    var partage =
        garder(UNE, RIVES, Titre.AGENT, "clauses", "À décider", "etat=PROPOSEE&page=3", true);
    garder(FACIL, RIVES, Titre.FACILITATEUR, "marches", "Élagage", "segment=SERVICES", true);
    assertThat(lus(UNE, RIVES, Titre.AGENT))
        .as("ordre français")
        .containsExactly("À décider", "Écoles");
    assertThat(lus(AUTRE, RIVES, Titre.AGENT)).containsExactly("À décider");
    assertThat(lus(FACIL, RIVES, Titre.FACILITATEUR)).containsExactly("Élagage");
    assertThat(lus(UNE, AURE, Titre.AGENT)).as("jamais d'un espace à l'autre").isEmpty();

    var vu =
        banc.sous(
                AUTRE,
                chez(RIVES, Titre.AGENT, Droit.ACHETEUR),
                GarderFiltres.class,
                g -> g.executer(GarderFiltres.LISTE.lire("liste=clauses")))
            .elements()
            .getFirst();
    assertThat(vu.requete()).as("la page n'en fait pas partie").isEqualTo("etat=PROPOSEE");
    assertThat(vu.libelle()).isEqualTo("Clauses");
    assertThat(vu.montre()).isNotBlank();
    assertThat(vu.aMoi()).isFalse();
    assertThat(vu.retirable()).isFalse();

    assertThatThrownBy(() -> retirer(AUTRE, RIVES, Titre.AGENT, Droit.ACHETEUR, partage))
        .isInstanceOf(Interdit.class);
    assertThatThrownBy(() -> retirer(FACIL, RIVES, Titre.FACILITATEUR, Droit.ACHETEUR, partage))
        .isInstanceOf(Introuvable.class);
    assertThatThrownBy(() -> retirer(UNE, AURE, Titre.AGENT, Droit.ADMINISTRATEUR, partage))
        .isInstanceOf(Introuvable.class);
    retirer(AUTRE, RIVES, Titre.AGENT, Droit.ADMINISTRATEUR, partage);
    assertThat(lus(UNE, RIVES, Titre.AGENT)).containsExactly("Écoles");
  }

  @Test
  void ceQuiNAPasDeSensEstRefuse() {
    refuse("liste-inconnue", "lune", "A", "etat=SOLDE");
    refuse("liste-inconnue", "participants", "A", "texte=durand");
    refuse("filtre-inconnu", "marches", "A", "couleur=bleu");
    refuse("filtre-inconnu", "marches", "A", "etat=LUNE");
    refuse("filtre-vide", "marches", "A", "page=2");
    garder(AUTRE, AURE, Titre.AGENT, "marches", "Soldés", "etat=SOLDE", false);
    refuse("filtre-deja-nomme", "marches", "SOLDÉS ", "etat=SOLDE");
    garder(AUTRE, AURE, Titre.AGENT, "demandes", "Soldés", "etat=NOUVELLE", false);
  }

  private static void refuse(String code, String liste, String nom, String requete) {
    assertThatThrownBy(() -> garder(AUTRE, AURE, Titre.AGENT, liste, nom, requete, false))
        .as(liste + " " + requete)
        .isInstanceOfSatisfying(RegleMetier.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
