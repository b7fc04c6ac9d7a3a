package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Chaque route du contrat OpenAPI, tel que le serveur le publie, devant chaque personne, avec des
 * identifiants à elle, d'un autre espace, et absents. Une marque ou un identifiant d'ailleurs dans
 * une réponse, un étranger qui ne répond pas comme un absent, une route que {@link #ATTENDUS} ne
 * connaît pas : l'essai tombe. Ajouter une route à l'API, c'est lui ajouter une ligne ici.
 */
@Chiffres
class MatriceIT {
  /**
   * Méthode, chemin, qui peut, corps valide. Qui : A agent, R agent référent ou administrateur, D
   * administrateur de son espace, X agent qui a l'export, F facilitateur, K coordinateur, C centre,
   * S support, T toute personne connectée ; voir {@link #peut} pour ce que lecteur et support
   * lisent. Dans un corps, {@code $mot} est l'identifiant de ce mot dans l'espace visé ({@link
   * Canaris#lignes}).
   */
  private static final String ATTENDUS =
      """
      GET  /moi T
      GET  /maitres-ouvrage T
      GET  /maitres-ouvrage/{code} AFK
      POST /calibrages T {"tauxInsertion":0.05,"lots":[{"montantHt":1000000,"partMainOeuvre":0.5,"coutHoraire":30}]}
      POST /decp/apercu T {"marches":{"marche":[]}}
      GET  /consolidation C
      GET  /consolidation.csv C
      GET  /consolidation.xlsx C
      GET  /consolidation/annees C
      GET  /consolidation/verification C
      GET  /centre/conventions C
      POST /centre/conventions C {"maitreOuvrage":"lyon","structureNom":"Essai","du":"2026-01-01","au":"2099-12-31"}
      GET  /centre/conventions/{id} C
      POST /centre/conventions/{id}/avenants C {"effet":"2020-01-01","au":"2099-12-31","objet":"Essai","version":0}
      POST /centre/conventions/{id}/affectations C {"facilitateurId":"00000000-0000-4000-8000-000000000011","du":"2020-01-01"}
      GET  /centre/structures C
      GET  /centre/facilitateurs C
      GET  /equipe/affectations K
      POST /equipe/affectations K {"conventionId":"00000000-0000-4000-b000-000000000002","facilitateurId":"00000000-0000-4000-8000-000000000011"}
      POST /equipe/affectations/{id}/fin K {"au":"2020-01-01","version":0}
      GET  /equipe/facilitateurs K
      GET  /equipe/passations K
      POST /equipe/passations K {"de":"00000000-0000-4000-8000-000000000011","vers":"00000000-0000-4000-8000-000000000011"}
      POST /equipe/passations/apercu K {"de":"00000000-0000-4000-8000-000000000011","vers":"00000000-0000-4000-8000-000000000012"}
      GET  /equipe/passations/{id} K
      POST /equipe/passations/{id}/reprise K
      GET  /equipe/charge K
      GET  /equipe/charge/demandes K
      POST /equipe/charge/affectations K {"facilitateurId":"00000000-0000-4000-8000-000000000011","demandes":[{"maitreOuvrage":"nulle-part","id":"00000000-0000-4000-8000-000000000099","version":0}]}
      GET  /grilles FK
      POST /grilles FK {"code":"ESSAI_$hasard","libelle":"Essai","du":"2030-01-01","partMainOeuvre":0.5,"coutHoraire":30,"source":"essai"}
      GET  /grilles/{id} FK
      GET  /participants FK
      POST /participants FK {"nom":"CANARI_EQUIPE","prenom":"$hasard","dateNaissance":"1990-01-01","sexe":"F","niveau":"BAC","confirmer":true}
      GET  /participants/{id} FK
      PUT  /participants/{id} FK {"nom":"CANARI_EQUIPE","prenom":"$hasard","dateNaissance":"1990-01-01","sexe":"F","niveau":"BAC","confirmer":true,"version":-1}
      DELETE /participants/{id} FK
      GET  /participants/{id}/eligibilites FK
      GET  /participants/{id}/corrections FK
      GET  /participants/suppressions FK
      POST /participants/{id}/eligibilites FK {"critere":"DELD","preuve":"CANARI_EQUIPE","preuveVueLe":"2026-01-01","decision":"ELIGIBLE","dateEntree":"2026-01-01"}
      GET  /portefeuille/demandes FK
      GET  /portefeuille/heures FK
      GET  /portefeuille/clauses FK
      GET  /portefeuille/participants/{id}/contrats FK
      GET  /portefeuille/reperes FK
      GET  /portefeuille/maitres-ouvrage FK
      GET  /portefeuille/filtres FK
      POST /portefeuille/filtres FK {"nom":"Essai $hasard","requete":"quiAgit=MOI","partage":false,"parDefaut":false}
      GET  /portefeuille/filtres/{id} FK
      PUT  /portefeuille/filtres/{id} FK {"nom":"Essai","requete":"quiAgit=MOI","partage":true,"parDefaut":false,"version":9999}
      DELETE /portefeuille/filtres/{id} FK
      POST /portefeuille/filtres/{id}/retrait K
      GET  /espaces T
      GET  /epingles T
      POST /epingles/{espace} T
      POST /invitations/acceptation T {"cle":"$hasard"}
      DELETE /epingles/{espace} T
      GET  /centre/maitres-ouvrage C
      POST /centre/maitres-ouvrage C {"nom":"Essai de la matrice","sirets":["12345678901234"]}
      GET  /centre/maitres-ouvrage/{id} C
      PUT  /centre/maitres-ouvrage/{id} C {"nom":"Essai","sigle":"E","type":"COMMUNE","couleur":"#1f5f8b","sirets":["77605646700587"],"version":-1}
      POST /centre/maitres-ouvrage/{id}/suspension C {"motif":"essai","version":-1}
      POST /centre/maitres-ouvrage/{id}/reouverture C {"version":-1}
      POST /centre/maitres-ouvrage/{id}/fermeture C {"motif":"essai","nom":"Essai","version":-1}
      POST /centre/maitres-ouvrage/{id}/annulation-fermeture C {"version":-1}
      POST /centre/maitres-ouvrage/{id}/administrateurs C {"nom":"Essai Essai","courriel":"$hasard@essai.example"}
      POST /centre/invitations/{id}/nouvel-essai C
      DELETE /centre/invitations/{id} C
      GET  /centre/maitres-ouvrage/{id}/fiche C
      PUT  /centre/maitres-ouvrage/{id}/fiche C {"contactNom":"essai","version":-1}
      PUT  /centre/maitres-ouvrage/{id}/logo C {"pas":"une image"}
      DELETE /centre/maitres-ouvrage/{id}/logo C
      GET  /centre/import-espaces C
      POST /centre/import-espaces C {"pas":"un tableur"}
      GET  /centre/import-espaces/modele.csv C
      GET  /centre/import-espaces/{id} C
      DELETE /centre/import-espaces/{id} C
      POST /centre/import-espaces/{id}/confirmation C
      GET  /centre/import-espaces/{id}/lignes C
      GET  /centre/import-espaces/{id}/lignes.csv C
      GET  /maitres-ouvrage/{code}/beneficiaires AFK
      POST /maitres-ouvrage/{code}/beneficiaires D {"siret":"77605646700587","nom":"Essai"}
      PUT  /maitres-ouvrage/{code}/beneficiaires/{id} D {"nom":"Essai","version":-1}
      DELETE /maitres-ouvrage/{code}/beneficiaires/{id} D
      POST /maitres-ouvrage/{code}/beneficiaires/reprise D {"pas":"un tableur"}
      GET  /centre/equipe C
      POST /centre/equipe C {"nom":"Essai de la matrice","courriel":"central@maillon.example","titres":["FACILITATEUR"]}
      GET  /centre/equipe/{id} C
      POST /centre/equipe/{id}/titres C {"titre":"FACILITATEUR"}
      POST /centre/equipe/{id}/retrait C {"titre":"FACILITATEUR"}
      POST /centre/equipe/{id}/nouvel-essai C
      GET  /centre/invitations-equipe C
      GET  /centre/invitations-equipe/{id} C
      POST /centre/invitations-equipe/{id}/nouvel-essai C
      DELETE /centre/invitations-equipe/{id} C
      GET  /centre/personnes C
      GET  /centre/personnes/{id} C
      PUT  /centre/personnes/{id}/nom C {"nom":"Essai de la matrice","version":-1}
      POST /centre/personnes/{id}/adresse C {"courriel":"$hasard@essai.example","version":-1}
      POST /centre/personnes/{id}/adresse/nouvel-essai C
      DELETE /centre/personnes/{id}/adresse C
      GET  /centre/certificats C
      GET  /centre/certificats/{id} C
      GET  /maitres-ouvrage/{code}/travaux AFK
      GET  /maitres-ouvrage/{code}/travaux/{id} AFK
      DELETE /maitres-ouvrage/{code}/travaux/{id} AFK
      GET  /travaux FKC
      GET  /travaux/{id} FKC
      DELETE /travaux/{id} FKC
      GET  /maitres-ouvrage/{code}/exports D
      POST /maitres-ouvrage/{code}/exports D
      GET  /maitres-ouvrage/{code}/exports/{id} D
      GET  /maitres-ouvrage/{code}/exports/{id}/archive.zip D
      DELETE /maitres-ouvrage/{code}/exports/{id} D
      GET  /maitres-ouvrage/{code}/reprises D
      POST /maitres-ouvrage/{code}/reprises D {"pas":"une archive"}
      GET  /maitres-ouvrage/{code}/reprises/{id} D
      GET  /maitres-ouvrage/{code}/fiche AFK
      PUT  /maitres-ouvrage/{code}/fiche D {"contactNom":"essai","version":-1}
      GET  /maitres-ouvrage/{code}/fiche/logo AFK
      PUT  /maitres-ouvrage/{code}/fiche/logo D {"pas":"une image"}
      DELETE /maitres-ouvrage/{code}/fiche/logo D
      GET  /maitres-ouvrage/{code}/usage AFK
      GET  /centre/maitres-ouvrage/{id}/limites C
      PUT  /centre/maitres-ouvrage/{id}/limites C {"motif":"essai de matrice","version":0}
      GET  /centre/parametres C
      GET  /centre/parametres/{parametre} C
      POST /centre/parametres/{parametre}/valeurs C {"valeur":1,"du":"2020-01-01","source":"essai de matrice","verifie":false,"version":-1}
      DELETE /centre/parametres/{parametre}/valeurs/{du} C
      POST /centre/parametres/{parametre}/baisses C {"valeur":1,"source":"essai de matrice","verifie":false}
      POST /centre/parametres/{parametre}/baisses/{baisse}/confirmation C
      DELETE /centre/parametres/{parametre}/baisses/{baisse} C
      GET  /maitres-ouvrage/{code}/chiffres AFK
      GET  /maitres-ouvrage/{code}/conventions AFK
      GET  /maitres-ouvrage/{code}/grilles AFK
      GET  /maitres-ouvrage/{code}/marches AFK
      POST /maitres-ouvrage/{code}/marches AFK {"numero":"N$hasard","objet":"$texte","lots":[{"objet":"$texte","montantHt":100000,"dureeMois":12}]}
      GET  /maitres-ouvrage/{code}/marches/{id} AFK
      DELETE /maitres-ouvrage/{code}/marches/{id} AFK
      DELETE /maitres-ouvrage/{code}/marches/{id}/lots/{lot} AFK
      GET  /maitres-ouvrage/{code}/marches/{id}/lots AFK
      POST /maitres-ouvrage/{code}/marches/{id}/lots AFK {"objet":"$texte","montantHt":100000,"dureeMois":12}
      GET  /maitres-ouvrage/{code}/marches/{id}/lots/{lot} AFK
      GET  /maitres-ouvrage/{code}/marches/{id}/lots/{lot}/versions AFK
      POST /maitres-ouvrage/{code}/marches/{id}/lots/{lot}/versions/{version}/choix AFK
      GET  /maitres-ouvrage/{code}/marches/{id}/historique AFK
      GET  /maitres-ouvrage/{code}/imports AFK
      POST /maitres-ouvrage/{code}/imports/decp AFK {"marches":{"marche":[]}}
      GET  /maitres-ouvrage/{code}/imports/decp/{id} AFK
      POST /maitres-ouvrage/{code}/imports/decp/{id}/reprise AFK
      POST /maitres-ouvrage/{code}/imports/decp/{id}/retablissement AFK
      GET  /maitres-ouvrage/{code}/imports/decp/{id}/doublons AFK
      POST /maitres-ouvrage/{code}/imports/decp/{id}/doublons/{ligne}/reunion AFK
      POST /maitres-ouvrage/{code}/imports/decp/{id}/doublons/{ligne}/ecart AFK
      POST /maitres-ouvrage/{code}/imports/decp/{id}/doublons/{ligne}/retour AFK
      GET  /maitres-ouvrage/{code}/imports/decp/{id}/lignes AFK
      GET  /maitres-ouvrage/{code}/imports/decp/{id}/lignes.csv XFK
      GET  /maitres-ouvrage/{code}/journal R
      GET  /maitres-ouvrage/{code}/journal.csv X
      GET  /maitres-ouvrage/{code}/journal/verification R
      GET  /maitres-ouvrage/{code}/acces-support R
      POST /maitres-ouvrage/{code}/acces-support R {"minutes":15,"motif":"$texte"}
      GET  /maitres-ouvrage/{code}/acces-support/{id} R
      DELETE /maitres-ouvrage/{code}/acces-support/{id} R
      POST /maitres-ouvrage/{code}/acces-support/{id}/constat R
      POST /acces-support/bris-de-glace S {"code":"aix-marseille","motif":"essai de la matrice"}
      GET  /maitres-ouvrage/{code}/demandes AFK
      POST /maitres-ouvrage/{code}/demandes A {"marcheId":"$marche","service":"CALIBRAGE","besoin":"$texte","dateSouhaitee":"2030-12-31"}
      GET  /maitres-ouvrage/{code}/demandes/{id} AFK
      POST /maitres-ouvrage/{code}/demandes/{id}/prise-en-charge FK {"version":0}
      POST /maitres-ouvrage/{code}/demandes/{id}/affectation K {"facilitateurId":"00000000-0000-4000-8000-000000000011","version":0}
      POST /maitres-ouvrage/{code}/demandes/{id}/rendu FK {"texte":"$texte","version":0}
      POST /maitres-ouvrage/{code}/demandes/{id}/question FK {"texte":"$texte","version":0}
      POST /maitres-ouvrage/{code}/demandes/{id}/reponse A {"texte":"$texte","version":0}
      POST /maitres-ouvrage/{code}/demandes/{id}/conclusion FK {"texte":"$texte","version":0}
      POST /maitres-ouvrage/{code}/demandes/{id}/annulation A {"motif":"$texte","version":0}
      GET  /maitres-ouvrage/{code}/clauses AFK
      POST /maitres-ouvrage/{code}/clauses FK {"lotId":"$lot","mecanisme":"CLAUSE_EXECUTION","tauxInsertion":0.05,"montantHt":1000000,"partMainOeuvre":0.5,"coutHoraire":30}
      GET  /maitres-ouvrage/{code}/clauses/{id} AFK
      POST /maitres-ouvrage/{code}/clauses/{id}/acceptation A {"version":0}
      POST /maitres-ouvrage/{code}/clauses/{id}/refus A {"version":0,"motif":"$texte"}
      GET  /maitres-ouvrage/{code}/filtres AFK
      POST /maitres-ouvrage/{code}/filtres AFK {"liste":"marches","nom":"Essai $hasard","requete":"etat=SOLDE"}
      DELETE /maitres-ouvrage/{code}/filtres/{id} AFK
      GET  /maitres-ouvrage/{code}/contrats AFK
      POST /maitres-ouvrage/{code}/contrats FK {"engagementId":"$engagement","participantId":"$participant","nature":"CDD","modalite":"EMBAUCHE_DIRECTE","employeurSiret":"77605646700587","employeurNom":"$texte","debut":"2026-02-01"}
      GET  /maitres-ouvrage/{code}/contrats/{id} AFK
      PUT  /maitres-ouvrage/{code}/contrats/{id} FK {"nature":"CDD","modalite":"EMBAUCHE_DIRECTE","employeurSiret":"77605646700587","employeurNom":"$texte","debut":"2026-02-01","version":-1}
      POST /maitres-ouvrage/{code}/contrats/{id}/fin FK {"fin":"2026-12-31","version":-1}
      DELETE /maitres-ouvrage/{code}/contrats/{id} FK
      GET  /maitres-ouvrage/{code}/heures AFK
      POST /maitres-ouvrage/{code}/heures FK {"contratId":"$contrat","mois":"2026-03","heures":0}
      GET  /maitres-ouvrage/{code}/heures/{id} AFK
      GET  /maitres-ouvrage/{code}/heures/{id}/ecritures AFK
      PUT  /maitres-ouvrage/{code}/heures/{id} FK {"heures":8,"version":-1}
      DELETE /maitres-ouvrage/{code}/heures/{id} FK
      POST /maitres-ouvrage/{code}/heures/{id}/repentir FK {"version":-1}
      POST /maitres-ouvrage/{code}/repentirs/{id} AFK
      POST /maitres-ouvrage/{code}/heures/{id}/validation FK {"version":0}
      POST /maitres-ouvrage/{code}/heures/{id}/refus FK {"motif":"$texte","version":0}
      POST /maitres-ouvrage/{code}/heures/{id}/correction FK {"heures":8,"motif":"$texte","version":0}
      GET  /maitres-ouvrage/{code}/personnes AFK
      POST /maitres-ouvrage/{code}/personnes D {"nom":"$texte","courriel":"$hasard@essai.example","droit":"LECTEUR","export":false}
      GET  /maitres-ouvrage/{code}/personnes/{id} AFK
      PUT  /maitres-ouvrage/{code}/personnes/{id} D {"droit":"ADMINISTRATEUR","export":true,"version":0}
      DELETE /maitres-ouvrage/{code}/personnes/{id} D
      POST /maitres-ouvrage/{code}/personnes/{id}/confirmation D
      GET  /maitres-ouvrage/{code}/personnes/{id}/identite D
      PUT  /maitres-ouvrage/{code}/personnes/{id}/nom D {"nom":"Essai de la matrice","version":-1}
      POST /maitres-ouvrage/{code}/personnes/{id}/adresse D {"courriel":"$hasard@essai.example","version":-1}
      POST /maitres-ouvrage/{code}/personnes/{id}/adresse/nouvel-essai D
      DELETE /maitres-ouvrage/{code}/personnes/{id}/adresse D
      GET  /maitres-ouvrage/{code}/invitations D
      GET  /maitres-ouvrage/{code}/invitations/{id} D
      POST /maitres-ouvrage/{code}/invitations/{id}/nouvel-essai D
      DELETE /maitres-ouvrage/{code}/invitations/{id} D
      """;

  /** Le mot que désigne un identifiant d'adresse : le segment qui le précède. */
  private static final Map<String, String> SEGMENTS =
      Map.ofEntries(
          Map.entry("marches", "marche"),
          Map.entry("lots", "lot"),
          Map.entry("versions", "version"),
          Map.entry("doublons", "rang"),
          Map.entry("decp", "import"),
          Map.entry("demandes", "demande"),
          Map.entry("clauses", "propose"),
          Map.entry("contrats", "contrat"),
          Map.entry("heures", "declaration"),
          Map.entry("participants", "participant"),
          Map.entry("grilles", "grille"),
          Map.entry("conventions", "convention"),
          Map.entry("filtres", "absent"),
          Map.entry("epingles", "absent"),
          Map.entry("affectations", "affectation"),
          Map.entry("passations", "passation"),
          Map.entry("maitres-ouvrage", "tenant"),
          Map.entry("acces-support", "acces"),
          Map.entry("personnes", "personne"),
          Map.entry("invitations", "invitation"),
          Map.entry("import-espaces", "fichierEspaces"),
          Map.entry("equipe", "membre"),
          Map.entry("invitations-equipe", "invitationEquipe"),
          Map.entry("beneficiaires", "beneficiaire"),
          Map.entry("travaux", "import"),
          Map.entry("exports", "export"),
          Map.entry("reprises", "reprise"),
          Map.entry("certificats", "certificat"),
          Map.entry("parametres", "parametre"),
          Map.entry("repentirs", "marche"),
          Map.entry("valeurs", "absent"),
          Map.entry("baisses", "absent"));

  private static final Map<String, String> REQUETE =
      Map.of(
          "marche",
          "marche",
          "lot",
          "lot",
          "engagement",
          "engagement",
          "contrat",
          "contrat",
          "texte",
          "texte");
  private static final Pattern PARAMETRE = Pattern.compile("\\{([a-z]+)}");

  /**
   * Une fiche sans logo n'en montre pas, une archive que la matrice a fait oublier non plus : la
   * même réponse qu'un espace absent.
   */
  private static final Set<String> PEUT_MANQUER =
      Set.of(
          "GET /maitres-ouvrage/{code}/fiche/logo",
          "GET /maitres-ouvrage/{code}/exports/{id}",
          "GET /maitres-ouvrage/{code}/exports/{id}/archive.zip",
          "POST /maitres-ouvrage/{code}/imports/decp/{id}/doublons/{ligne}/reunion",
          "POST /maitres-ouvrage/{code}/imports/decp/{id}/doublons/{ligne}/ecart",
          "POST /maitres-ouvrage/{code}/imports/decp/{id}/doublons/{ligne}/retour",
          "POST /maitres-ouvrage/{code}/repentirs/{id}",
          "DELETE /maitres-ouvrage/{code}/filtres/{id}",
          "GET /portefeuille/filtres/{id}",
          "PUT /portefeuille/filtres/{id}",
          "DELETE /portefeuille/filtres/{id}",
          "POST /portefeuille/filtres/{id}/retrait",
          "POST /epingles/{espace}",
          "DELETE /epingles/{espace}",
          "DELETE /centre/parametres/{parametre}/valeurs/{du}",
          "POST /centre/parametres/{parametre}/baisses/{baisse}/confirmation",
          "DELETE /centre/parametres/{parametre}/baisses/{baisse}",
          // l'invitation qu'un agent a faite n'est pas au centre
          "POST /centre/invitations/{id}/nouvel-essai",
          "DELETE /centre/invitations/{id}",
          // celui d'un espace n'est ni à l'équipe, ni au centre
          "GET /travaux/{id}",
          "DELETE /travaux/{id}");

  private record Attendu(String cle, String qui, String corps) {}

  private record Personne(String compte, Map<String, Character> espaces, String titresDEquipe) {
    boolean equipe() {
      return titresDEquipe.contains("F") || titresDEquipe.contains("K");
    }
  }

  private record Operation(
      String methode, String chemin, String type, List<String> parametres, Attendu attendu) {
    boolean dUnEspace() {
      return chemin.startsWith("/maitres-ouvrage/{code}");
    }
  }

  private record Reponse(int statut, String corps, String entetes) {}

  /** Ce qu'une réponse a montré, jugé à la fin quand la base dit à qui est chaque identifiant. */
  private record Vu(String appel, Set<String> identifiants, Set<String> permis) {}

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static ServerStack pile;
  private static Canaris canaris;
  private static Map<String, Attendu> attendus;
  private static List<Operation> operations;

  private final List<String> fautes = new ArrayList<>();
  private final List<Vu> vus = new ArrayList<>();
  private final Map<String, String> jetons = new TreeMap<>();
  private int appels;

  private static JsonNode contrat;

  @BeforeAll
  static void lireLeContrat() throws Exception {
    pile = PileDeTest.pile();
    canaris = new Canaris(pile);
    canaris.droitsDEssai(true);
    attendus = new LinkedHashMap<>();
    for (var ligne : ATTENDUS.lines().toList()) {
      var parties = ligne.strip().split(" +", 4);
      attendus.put(
          parties[0] + " " + parties[1],
          new Attendu(
              parties[0] + " " + parties[1], parties[2], parties.length > 3 ? parties[3] : null));
    }
    operations = new ArrayList<>();
    contrat =
        new ObjectMapper()
            .readTree(
                HTTP.send(
                        HttpRequest.newBuilder(
                                URI.create(pile.urlMaillon() + "/openapi?format=JSON"))
                            .header("Accept", "application/json")
                            .build(),
                        BodyHandlers.ofString())
                    .body());
    contrat.get("paths").fieldNames().forEachRemaining(MatriceIT::deriver);
    contrat
        .get("paths")
        .properties()
        .forEach(
            chemin ->
                chemin
                    .getValue()
                    .properties()
                    .forEach(
                        methode -> {
                          if (Set.of("get", "post", "put", "delete", "patch")
                              .contains(methode.getKey())) {
                            operations.add(
                                operation(
                                    chemin.getKey().replaceFirst("^/api/v1", ""),
                                    methode.getKey().toUpperCase(Locale.ROOT),
                                    chemin.getValue(),
                                    methode.getValue()));
                          }
                        }));
  }

  /** Les fichiers d'une liste : à qui la lit, l'agent à condition d'avoir l'export. */
  private static void deriver(String adresse) {
    var chemin = adresse.replaceFirst("^/api/v1", "");
    var liste = attendus.get("GET " + chemin.replaceFirst("\\.(csv|xlsx)$", ""));
    if (liste != null && chemin.matches(".*\\.(csv|xlsx)")) {
      attendus.putIfAbsent(
          "GET " + chemin, new Attendu("GET " + chemin, liste.qui().replace('A', 'X'), null));
    }
  }

  @AfterAll
  static void rendreLesDroits() throws Exception {
    canaris.droitsDEssai(false);
    // une fenêtre qu'un agent a ouverte ici ouvrirait son espace au support des essais d'après
    try (var superutilisateur = pile.postgres().connexionSuperutilisateur();
        var i = superutilisateur.createStatement()) {
      i.execute(
          "update plateforme.acces_support set ferme_le = now() where ferme_le is null and"
              + " maitre_ouvrage_id not in (select id from plateforme.maitre_ouvrage where code in"
              + " ('aix-marseille', 'archipel-habitat'))");
    }
  }

  private static Operation operation(
      String chemin, String methode, JsonNode item, JsonNode operation) {
    var parametres = new ArrayList<String>();
    for (var source : List.of(item, operation)) {
      source
          .path("parameters")
          .forEach(
              p -> {
                if (p.path("in").asText().equals("query")) {
                  parametres.add(p.get("name").asText());
                }
              });
    }
    var types = operation.path("requestBody").path("content").fieldNames();
    return new Operation(
        methode,
        chemin,
        types.hasNext() ? types.next() : null,
        parametres,
        attendus.get(methode + " " + chemin));
  }

  /** Un client écrit hier marche demain : chaque rupture est nommée. */
  @Test
  void leContratTientCeQuIlPromettait() throws Exception {
    assertThat(ContratPublie.ruptures(contrat)).isEmpty();
  }

  @Test
  void laMatriceConnaitToutesLesRoutesDuContratEtAucuneAutre() {
    assertThat(operations.stream().map(o -> o.methode() + " " + o.chemin()))
        .containsExactlyInAnyOrderElementsOf(attendus.keySet());
    assertThat(
            operations.stream()
                .filter(o -> o.type() != null && o.attendu() != null && o.attendu().corps() == null)
                .map(Operation::chemin))
        .as("routes à corps, sans corps d'essai")
        .isEmpty();
  }

  /** Une personne par classe de droits de chaque route, l'espace d'un autre toujours. */
  @Test
  void nulleReponseNePorteUnOctetDAilleurs() throws Exception {
    eprouver(parClasse(), 1000);
  }

  @Test
  @Tag("nuit")
  void devantPersonneNulleReponseNePorteUnOctetDAilleurs() throws Exception {
    eprouver(tous(), 4000);
  }

  /**
   * Ce que la nuit essaie en plus, le jour l'a essayé sur quelqu'un d'autre de mêmes droits ; et
   * chacun, à chacun de ses titres, a sa part.
   */
  @Test
  void lesClassesDeDroitsCouvrentToutLeMonde() {
    assertThat(parClasse()).doesNotHaveDuplicates().hasSizeLessThan(tous().size());
    assertThat(classes(parClasse())).containsExactlyElementsOf(classes(tous()));
    assertThat(parClasse().stream().map(Cas::part).distinct())
        .containsExactlyInAnyOrderElementsOf(tous().stream().map(Cas::part).distinct().toList());
    for (var o : operations) {
      assertThat(parClasse().stream().filter(c -> c.operation().equals(o)))
          .as(o.methode() + " " + o.chemin())
          .anyMatch(Cas::peut)
          .anyMatch(c -> !c.peut() || o.attendu().qui().equals("T"))
          .anyMatch(c -> !o.dUnEspace() || c.lieu() == Lieu.FERME);
    }
  }

  private static Set<String> classes(List<Cas> cas) {
    return cas.stream().map(Cas::classe).collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Cas> tous() {
    return operations.stream()
        .filter(o -> o.attendu() != null)
        .flatMap(o -> personnes().stream().flatMap(p -> cas(p, o).stream()))
        .toList();
  }

  /** De chaque classe un seul, pas toujours le même d'une route à l'autre. */
  private static List<Cas> parClasse() {
    var classes =
        tous().stream()
            .collect(Collectors.groupingBy(Cas::classe, LinkedHashMap::new, Collectors.toList()));
    var choisis = new ArrayList<Cas>();
    for (var classe : classes.values()) {
      choisis.add(classe.get(choisis.size() % classe.size()));
    }
    return choisis;
  }

  private void eprouver(List<Cas> essais, int auMoins) throws Exception {
    for (var personne : personnes()) {
      jetons.put(personne.compte(), pile.jeton(personne.compte()));
      // chacun d'un trait : un agent ouvre des fenêtres que le support verrait
      for (var cas : essais) {
        if (cas.personne().equals(personne)) {
          essayer(cas);
        }
      }
    }
    var proprietaires = canaris.proprietaires();
    var objets = canaris.espaces();
    for (var vu : vus) {
      for (var id : vu.identifiants()) {
        var espace = proprietaires.get(id);
        if (espace != null
            && !vu.permis().contains(espace)
            && !(vu.appel().startsWith("central ")
                && vu.appel().contains("/centre/")
                && objets.contains(id))) {
          fautes.add(vu.appel() + " montre " + id + ", qui est à " + espace);
        }
      }
    }
    System.out.println(
        "matrice : "
            + operations.size()
            + " routes, "
            + personnes().size()
            + " personnes, "
            + appels
            + " appels, "
            + vus.stream().mapToInt(v -> v.identifiants().size()).sum()
            + " identifiants relus");
    assertThat(fautes).isEmpty();
    assertThat(appels).isGreaterThan(auMoins);
    assertThat(vus.stream().filter(v -> !v.identifiants().isEmpty()))
        .as("des réponses portent des identifiants, sinon rien n'est éprouvé")
        .hasSizeGreaterThan(100);
  }

  /**
   * Le témoin : la garde d'une table ouverte en grand à un espace, la matrice doit le voir, et par
   * l'octet et par la réponse.
   */
  @Test
  void laMatriceVoitUneGardeRetiree() throws Exception {
    var personne = personnes().getFirst();
    jetons.put(personne.compte(), pile.jeton(personne.compte()));
    try (var superutilisateur = pile.postgres().connexionSuperutilisateur();
        var i = superutilisateur.createStatement()) {
      i.execute(
          "create policy temoin on metier.marche for select using ('"
              + canaris.lignes.get("aix-marseille").get("tenant")
              + "' = any (app.tenants_lisibles()))");
      try {
        for (var operation : operations) {
          if (operation.methode().equals("GET")
              && operation.chemin().equals("/maitres-ouvrage/{code}/marches/{id}")) {
            for (var cas : cas(personne, operation)) {
              essayer(cas);
            }
          }
        }
      } finally {
        i.execute("drop policy temoin on metier.marche");
      }
    }
    assertThat(fautes)
        .anyMatch(f -> f.contains("porte la marque de"))
        .anyMatch(f -> f.contains("ne répond pas comme un absent"));
  }

  @Test
  void sansJetonOuAvecUnFauxRienNeSort() throws Exception {
    var espace = "aix-marseille";
    var jeton = pile.jeton("agent-aix-marseille");
    var falsifie =
        jeton.substring(0, jeton.lastIndexOf('.') + 1)
            + "AAAA"
            + jeton.substring(jeton.lastIndexOf('.') + 5);
    for (var operation : operations) {
      for (var essai : new String[] {null, "faux", falsifie}) {
        var r =
            appeler(
                operation,
                chemin(operation, espace, canaris.lignes.get(espace)),
                corps(operation, canaris.lignes.get(espace)),
                essai);
        if (r.statut() != 401 || !Canaris.marques(r.corps() + r.entetes()).isEmpty()) {
          fautes.add(
              operation.methode()
                  + " "
                  + operation.chemin()
                  + " jeton "
                  + (essai == null ? "absent" : "faux")
                  + " : "
                  + r.statut());
        }
      }
    }
    assertThat(fautes).isEmpty();
  }

  private enum Lieu {
    DEDANS,
    FERME,
    HORS
  }

  /**
   * Une personne devant une route, en un lieu.
   *
   * @param espace celui qu'elle vise ; null : aucun
   * @param titre le sien dans cet espace ; d'équipe ou « agent » hors de lui
   */
  private record Cas(
      Personne personne, Operation operation, Lieu lieu, String espace, String titre) {
    boolean peut() {
      return switch (lieu) {
        case DEDANS -> MatriceIT.peut(titre.charAt(0), operation);
        case FERME -> false;
        case HORS -> peutHors(personne, operation);
      };
    }

    /** De même classe : même route, même lieu, même côté, et le même droit de s'en servir. */
    String classe() {
      return String.join(
          " ",
          operation.methode(),
          operation.chemin(),
          lieu.name(),
          lieu == Lieu.DEDANS ? cote(titre) : cote(personne),
          peut() ? "peut" : "ne peut pas");
    }

    String part() {
      return personne.compte() + " " + lieu + " " + titre;
    }

    private static String cote(String titre) {
      return switch (titre) {
        case "S" -> "support";
        case "F", "K" -> "équipe";
        default -> "agent";
      };
    }

    private static String cote(Personne personne) {
      return personne.titresDEquipe().equals("C") ? "centre" : cote(personne.titresDEquipe());
    }
  }

  private static List<Cas> cas(Personne personne, Operation o) {
    var dehors = personne.titresDEquipe().isEmpty() ? "agent" : personne.titresDEquipe();
    if (!o.dUnEspace()) {
      return List.of(new Cas(personne, o, Lieu.HORS, null, dehors));
    }
    var cas = new ArrayList<Cas>();
    personne.espaces().entrySet().stream()
        .limit(2)
        .forEach(
            e -> cas.add(new Cas(personne, o, Lieu.DEDANS, e.getKey(), e.getValue().toString())));
    ferme(personne).ifPresent(e -> cas.add(new Cas(personne, o, Lieu.FERME, e, dehors)));
    return cas;
  }

  private static Optional<String> ferme(Personne personne) {
    return Canaris.ESPACES.stream().filter(e -> !personne.espaces().containsKey(e)).findFirst();
  }

  private void essayer(Cas cas) throws Exception {
    var personne = cas.personne();
    var o = cas.operation();
    var espace = cas.espace();
    switch (cas.lieu()) {
      case HORS -> horsEspace(personne, o);
      case DEDANS ->
          dansLEspace(
              personne,
              o,
              espace,
              ferme(personne)
                  .orElseGet(
                      () ->
                          Canaris.ESPACES.stream()
                              .filter(e -> !e.equals(espace))
                              .findFirst()
                              .orElseThrow()));
      // un espace qui ne m'est pas ouvert répond comme un espace qui n'existe pas, identifiants
      // justes ou non
      case FERME -> {
        var siens = canaris.lignes.get(espace);
        var reel = demander(personne, o, chemin(o, espace, siens), corps(o, siens), Set.of());
        var absent =
            demander(personne, o, chemin(o, "nulle-part", siens), corps(o, siens), Set.of());
        attendre(personne, o, "espace fermé " + espace, reel, Set.of(404));
        comparer(personne, o, "espace fermé " + espace, reel, absent, espace, "nulle-part");
      }
    }
  }

  private void dansLEspace(Personne personne, Operation o, String espace, String autre)
      throws Exception {
    var titre = personne.espaces().get(espace);
    boolean peut = peut(titre, o);
    var permis = new TreeSet<>(Set.of(espace));
    if (titre == 'F' || titre == 'K') {
      permis.add(Canaris.EQUIPE);
    }
    var siens = canaris.lignes.get(espace);
    var etrangers = canaris.lignes.get(autre);
    var absents = absents(etrangers);

    for (var place : places(o)) {
      var etranger =
          demander(
              personne,
              o,
              chemin(o, espace, place == -1 ? siens : melange(o, siens, etrangers, place)),
              corps(o, place == -1 ? etrangers : siens),
              permis);
      var absent =
          demander(
              personne,
              o,
              chemin(o, espace, place == -1 ? siens : melange(o, siens, absents, place)),
              corps(o, place == -1 ? absents : siens),
              permis);
      var quoi = place == -1 ? "corps de " + autre : "adresse de " + autre;
      attendre(
          personne,
          o,
          quoi,
          etranger,
          peut ? place == -1 ? Set.of(404, 422) : Set.of(404) : Set.of(403));
      comparer(personne, o, quoi, etranger, absent, etrangers, absents);
    }
    for (var parametre : o.parametres().stream().filter(REQUETE::containsKey).toList()) {
      var mot = REQUETE.get(parametre);
      var etranger =
          demander(
              personne,
              o,
              chemin(o, espace, siens) + "?" + parametre + "=" + etrangers.get(mot),
              null,
              permis);
      var absent =
          demander(
              personne,
              o,
              chemin(o, espace, siens) + "?" + parametre + "=" + absents.get(mot),
              null,
              permis);
      attendre(
          personne,
          o,
          "filtre " + parametre + " de " + autre,
          etranger,
          peut ? Set.of(200, 404, 422) : Set.of(403));
      comparer(
          personne,
          o,
          "filtre " + parametre + " de " + autre,
          etranger,
          absent,
          etrangers,
          absents);
    }
    var propre = demander(personne, o, chemin(o, espace, siens), corps(o, siens), permis);
    attendre(personne, o, "chez soi", propre, peut ? admis(o) : Set.of(403));
  }

  private void horsEspace(Personne personne, Operation o) throws Exception {
    var qui = o.attendu().qui();
    boolean peut = peutHors(personne, o);
    var permis = new TreeSet<String>();
    if (o.chemin().startsWith("/portefeuille") || o.chemin().startsWith("/equipe/charge")) {
      personne.espaces().forEach((e, t) -> permis.add(e));
    } else if (qui.equals("T")) {
      permis.addAll(personne.espaces().keySet());
    }
    if (personne.equipe()) {
      permis.add(Canaris.EQUIPE);
    }
    var ids = canaris.lignes.get("aix-marseille");
    if (o.chemin().contains("{id}")) {
      // le marché d'un espace n'est pas plus une personne qu'un identifiant inventé
      var etrangers = new TreeMap<>(ids);
      SEGMENTS.values().forEach(m -> etrangers.put(m, ids.get("marche")));
      var absents = absents(etrangers);
      var etranger = demander(personne, o, chemin(o, null, etrangers), corps(o, ids), permis);
      var absent = demander(personne, o, chemin(o, null, absents), corps(o, ids), permis);
      attendre(personne, o, "identifiant d'un espace", etranger, peut ? Set.of(404) : Set.of(403));
      comparer(personne, o, "identifiant d'un espace", etranger, absent, etrangers, absents);
    }
    for (var parametre : List.of("texte", "maitreOuvrage")) {
      if (o.parametres().contains(parametre)) {
        for (var espace : Canaris.ESPACES) {
          demander(
              personne,
              o,
              chemin(o, null, ids)
                  + "?"
                  + parametre
                  + "="
                  + (parametre.equals("texte") ? Canaris.marque(espace) : espace),
              null,
              permis);
        }
      }
    }
    attendre(
        personne,
        o,
        "à soi",
        demander(personne, o, chemin(o, null, ids), corps(o, ids), permis),
        peut ? admis(o) : Set.of(403));
  }

  private static boolean peutHors(Personne personne, Operation o) {
    var qui = o.attendu().qui();
    return qui.equals("T") || personne.titresDEquipe().chars().anyMatch(t -> qui.indexOf(t) >= 0);
  }

  /**
   * Dans un espace : A l'administrateur, qui a l'export ; a l'acheteur sans export ; l le lecteur ;
   * F, K l'équipe ; S le support. Le lecteur lit ce que lit un agent, le support ce que lisent un
   * agent et l'équipe ; aucun des deux n'écrit, et le support ne sort rien.
   */
  private static boolean peut(char titre, Operation o) {
    var qui = o.attendu().qui();
    boolean lit = o.methode().equals("GET");
    return qui.equals("T")
        || switch (titre) {
          case 'A' -> qui.matches(".*[ARXD].*");
          case 'a' -> qui.contains("A");
          case 'l' -> lit && qui.contains("A");
          case 'S' -> lit && qui.contains("A") && qui.contains("F");
          default -> qui.indexOf(titre) >= 0;
        };
  }

  /**
   * Une règle du métier peut refuser un corps pourtant valide : l'état a changé, le mois est à
   * venir…
   */
  private static Set<Integer> admis(Operation o) {
    return PEUT_MANQUER.contains(o.methode() + " " + o.chemin())
        ? Set.of(200, 404)
        : o.methode().equals("GET") ? Set.of(200) : Set.of(200, 201, 202, 204, 409, 422);
  }

  /** Les identifiants de l'adresse, un à un ; -1 : ceux du corps. */
  private static List<Integer> places(Operation o) {
    var places = new ArrayList<Integer>();
    int n =
        (int)
            PARAMETRE.matcher(o.chemin()).results().filter(m -> !m.group(1).equals("code")).count();
    for (int i = 0; i < n; i++) {
      places.add(i);
    }
    if (o.attendu().corps() != null
        && Pattern.compile("\\$(marche|lot|engagement|contrat)")
            .matcher(o.attendu().corps())
            .find()) {
      places.add(-1);
    }
    return places;
  }

  private static Map<String, String> melange(
      Operation o, Map<String, String> siens, Map<String, String> autres, int place) {
    var mots = mots(o);
    var melange = new TreeMap<>(siens);
    melange.put(mots.get(place), autres.get(mots.get(place)));
    return melange;
  }

  private static List<String> mots(Operation o) {
    var segments = o.chemin().split("/");
    var mots = new ArrayList<String>();
    for (int i = 1; i < segments.length; i++) {
      if (segments[i].startsWith("{") && !segments[i].equals("{code}")) {
        var mot = SEGMENTS.get(segments[i - 1]);
        assertThat(mot).as("que désigne " + segments[i] + " dans " + o.chemin()).isNotNull();
        mots.add(mot);
      }
    }
    return mots;
  }

  private static Map<String, String> absents(Map<String, String> modele) {
    var absents = new TreeMap<String, String>();
    modele.forEach(
        (mot, valeur) ->
            absents.put(
                mot,
                mot.equals("texte")
                    ? "CANARI_NULLEPART"
                    : mot.equals("rang") ? "1234567" : UUID.randomUUID().toString()));
    return absents;
  }

  private static String chemin(Operation o, String code, Map<String, String> ids) {
    var mots = mots(o).iterator();
    return PARAMETRE
        .matcher(o.chemin())
        .replaceAll(m -> m.group(1).equals("code") ? code : ids.get(mots.next()));
  }

  private static String corps(Operation o, Map<String, String> ids) {
    if (o.attendu() == null || o.attendu().corps() == null) {
      return null;
    }
    var corps =
        o.attendu()
            .corps()
            .replace(
                "$hasard", UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT));
    for (var mot : ids.entrySet()) {
      corps = corps.replace("\"$" + mot.getKey() + "\"", "\"" + mot.getValue() + "\"");
    }
    return corps;
  }

  private Reponse demander(
      Personne personne, Operation o, String chemin, String corps, Set<String> permis)
      throws Exception {
    var r = appeler(o, chemin, corps, jetons.get(personne.compte()));
    var appel = personne.compte() + " " + o.methode() + " " + chemin;
    var envoye = chemin + (corps == null ? "" : corps);
    if (r.statut() >= 500) {
      fautes.add(appel + " : " + r.statut() + " " + r.corps());
    }
    var texte = r.corps() + "\n" + r.entetes();
    for (var marque : Canaris.marques(texte)) {
      if (!permis.contains(marque)
          && !(Canaris.ESPACES.contains(marque) && envoye.contains(Canaris.marque(marque)))
          && !marque.equals("NULLEPART")) {
        fautes.add(appel + " porte la marque de " + marque + " : " + r.statut() + " " + r.corps());
      }
    }
    var identifiants = Canaris.identifiants(texte);
    identifiants.removeAll(Canaris.identifiants(envoye));
    vus.add(new Vu(appel, identifiants, permis));
    return r;
  }

  private Reponse appeler(Operation o, String chemin, String corps, String jeton)
      throws IOException, InterruptedException {
    appels++;
    var requete =
        HttpRequest.newBuilder(URI.create(pile.urlMaillon() + "/api/v1" + chemin))
            .header("Accept", "*/*");
    if (jeton != null) {
      requete.header("Authorization", "Bearer " + jeton);
    }
    if (corps != null) {
      requete.header("Content-Type", "application/json");
    }
    var r =
        HTTP.send(
            requete
                .method(
                    o.methode(),
                    corps == null ? BodyPublishers.noBody() : BodyPublishers.ofString(corps))
                .build(),
            BodyHandlers.ofByteArray());
    return new Reponse(r.statusCode(), texte(r), r.headers().map().toString());
  }

  /** Un classeur est une archive : ses feuilles se lisent. */
  private static String texte(HttpResponse<byte[]> r) throws IOException {
    if (!r.headers().firstValue("Content-Type").orElse("").contains("spreadsheet")) {
      return new String(r.body(), StandardCharsets.UTF_8);
    }
    var texte = new StringBuilder();
    var fichier = Files.createTempFile("classeur", ".zip");
    try {
      Files.write(fichier, r.body());
      try (var archive = new ZipFile(fichier.toFile())) {
        for (var feuille : archive.stream().toList()) {
          texte.append(
              new String(archive.getInputStream(feuille).readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    } finally {
      Files.delete(fichier);
    }
    return texte.toString();
  }

  private void attendre(
      Personne personne, Operation o, String quoi, Reponse r, Set<Integer> statuts) {
    if (!statuts.contains(r.statut())) {
      fautes.add(
          personne.compte()
              + " "
              + o.methode()
              + " "
              + o.chemin()
              + " ("
              + quoi
              + ") : attendu "
              + new TreeSet<>(statuts)
              + ", obtenu "
              + r.statut()
              + " "
              + r.corps());
    }
  }

  private void comparer(
      Personne personne,
      Operation o,
      String quoi,
      Reponse etranger,
      Reponse absent,
      Map<String, String> etrangers,
      Map<String, String> absents) {
    comparer(personne, o, quoi, neutre(etranger, etrangers), neutre(absent, absents));
  }

  private void comparer(
      Personne personne,
      Operation o,
      String quoi,
      Reponse etranger,
      Reponse absent,
      String a,
      String b) {
    comparer(
        personne,
        o,
        quoi,
        new Reponse(etranger.statut(), neutre(etranger.corps()).replace(a, "?"), ""),
        new Reponse(absent.statut(), neutre(absent.corps()).replace(b, "?"), ""));
  }

  private void comparer(
      Personne personne, Operation o, String quoi, Reponse etranger, Reponse absent) {
    if (!etranger.equals(absent)) {
      fautes.add(
          personne.compte()
              + " "
              + o.methode()
              + " "
              + o.chemin()
              + " ("
              + quoi
              + ") ne répond pas comme un absent : "
              + etranger
              + " / "
              + absent);
    }
  }

  private static Reponse neutre(Reponse r, Map<String, String> ids) {
    var corps = r.corps();
    for (var id : ids.values()) {
      corps = corps.replace(id, "?");
    }
    return new Reponse(r.statut(), neutre(corps), "");
  }

  private static String neutre(String corps) {
    return corps
        .replaceAll("\"(trace|instance)\" *: *\"[^\"]*\"", "")
        // l'heure à laquelle un classeur a été fait
        .replaceAll("(<dcterms:created[^>]*>)[^<]*", "$1");
  }

  private static List<Personne> personnes() {
    var tous = new TreeMap<String, Character>();
    Canaris.ESPACES.forEach(e -> tous.put(e, 'F'));
    var coordonnes = new TreeMap<String, Character>();
    Canaris.ESPACES.forEach(e -> coordonnes.put(e, 'K'));
    return List.of(
        new Personne("agent-aix-marseille", new TreeMap<>(Map.of("aix-marseille", 'A')), ""),
        // une fenêtre est ouverte chez ces deux-là, et nulle part ailleurs : avant les agents, qui
        // en ouvriront d'autres
        new Personne(
            "support", new TreeMap<>(Map.of("aix-marseille", 'S', "archipel-habitat", 'S')), "S"),
        new Personne("agent-chu-caen", new TreeMap<>(Map.of("chu-caen", 'A', "ugap", 'l')), ""),
        new Personne("agent-deux-espaces", new TreeMap<>(Map.of("lyon", 'a', "ugap", 'a')), ""),
        new Personne("facilitateur1", tous, "F"),
        new Personne(
            "facilitateur2",
            new TreeMap<>(Map.of("aix-marseille", 'F', "archipel-habitat", 'F')),
            "F"),
        new Personne("coordinateur", coordonnes, "K"),
        new Personne("central", new TreeMap<>(), "C"));
  }
}
