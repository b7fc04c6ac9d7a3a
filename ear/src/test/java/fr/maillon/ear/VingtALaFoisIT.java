package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.maillon.infra.Pile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Vingt imports, vingt exports et vingt reprises demandés ensemble finissent tous, avec les lignes d'un passage seul, et le serveur répond
 * pendant ce temps. Quatre imports suffisaient à le bloquer.
 */
@Tag("nuit")
class VingtALaFoisIT {
    private static final int VINGT = 20;
    private static final int ENREGISTREMENTS = 1200;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Pile pile = PileDeTest.pile();
    private final List<EspaceDEssai> ouverts = new ArrayList<>();
    private String jeton;
    private long prisLe;

    @Test
    void toutFinitAvecLesLignesDUnPassageSeul() throws Exception {
        var sante = new Sante();
        try {
            var temoin = espace();
            attendreImport(temoin, importer(temoin));
            var attendu = photo(temoin);
            assertThat(attendu).contains(ENREGISTREMENTS + " marchés");
            var export = demanderExport(temoin);
            attendreEtat(temoin, "/exports/" + export, "PRET");
            var archive = octets(temoin, "/exports/" + export + "/archive.zip");

            var aImporter = IntStream.range(0, VINGT).mapToObj(_ -> espace()).toList();
            var aExporter = IntStream.range(0, VINGT).mapToObj(_ -> espace()).toList();
            var aReprendre = IntStream.range(0, VINGT).mapToObj(_ -> espace()).toList();
            for (var e : aExporter) {
                e.sql("insert into metier.marche select (json_populate_record(m, json_build_object('tenant_id', '" + e.id + "'))).* from metier.marche m where m.tenant_id = '" + temoin.id + "'");
            }
            sante.surveiller();
            var imports = ensemble(aImporter, this::importer);
            var exports = ensemble(aExporter, this::demanderExport);
            var reprises = ensemble(aReprendre, e -> deposerReprise(e, archive));
            var jobs = imports.stream().map(CompletableFuture::join).toList();
            var demandes = exports.stream().map(CompletableFuture::join).toList();
            var depots = reprises.stream().map(CompletableFuture::join).toList();
            for (int i = 0; i < VINGT; i++) {
                attendreImport(aImporter.get(i), jobs.get(i));
                attendreEtat(aExporter.get(i), "/exports/" + demandes.get(i), "PRET");
                attendreEtat(aReprendre.get(i), "/reprises/" + depots.get(i), "TERMINEE");
            }
            var p95 = sante.p95();
            for (int i = 0; i < VINGT; i++) {
                assertThat(photo(aImporter.get(i))).as("import " + i).isEqualTo(attendu);
                assertThat(photo(aReprendre.get(i))).as("reprise " + i).isEqualTo(attendu);
                assertThat(json(aExporter.get(i), "/exports/" + demandes.get(i)).get("lignes").asLong()).as("export " + i).isGreaterThanOrEqualTo(ENREGISTREMENTS);
            }
            System.out.println("santé pendant les soixante travaux : " + sante.mesures.size() + " mesures, p95 " + p95.toMillis() + " ms");
            assertThat(sante.fautes).isEmpty();
            assertThat(p95).isLessThanOrEqualTo(Duration.ofSeconds(1));
        } finally {
            sante.finir();
            for (var e : ouverts) {
                e.close();
            }
        }
    }

    private EspaceDEssai espace() {
        try {
            var espace = new EspaceDEssai();
            ouverts.add(espace);
            return espace;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tout ce qui ne dépend ni de l'espace ni de l'heure. */
    private static String photo(EspaceDEssai e) throws SQLException {
        return e.lire("select count(*) || ' marchés, ' || sum(montant) || ' €, ' || sum(lots) || ' lots, ' || md5(string_agg(numero || objet || annee, '|' order by numero)) from metier.marche where tenant_id = '" + e.id + "'")
                .getFirst() + e.lire("select ', ' || count(*) || ' lots ' || md5(string_agg(coalesce(objet, '') || montant || coalesce(empreinte, ''), '|' order by objet, montant)) from (select objet, montant, '' as empreinte from metier.lot where tenant_id = '"
                + e.id + "') l").getFirst() + e.lire("select ', ' || count(*) || ' titulaires' from metier.titulaire where tenant_id = '" + e.id + "'").getFirst()
                + e.lire("select ', ' || count(*) || ' faits' from metier.evenement where tenant_id = '" + e.id + "'").getFirst();
    }

    private String importer(EspaceDEssai e) {
        try {
            var siret = e.lire("select siret from plateforme.maitre_ouvrage_siret where maitre_ouvrage_id = '" + e.id + "'").getFirst();
            var fichier = "{\"marches\":{\"marche\":[" + IntStream.range(0, ENREGISTREMENTS).mapToObj(i -> "{\"id\":\"N" + i + "\",\"acheteur\":{\"id\":\"" + siret + "\"},\"objet\":\"Objet " + i
                    + "\",\"codeCPV\":\"45442100\",\"montant\":" + (1000 + i) + ",\"dureeMois\":12,\"dateNotification\":\"2024-03-01\",\"datePublicationDonnees\":\"2024-06-01\","
                    + "\"titulaires\":[{\"titulaire\":{\"typeIdentifiant\":\"SIRET\",\"id\":\"45220075100025\"}}],\"considerationsSociales\":{\"considerationSociale\":[\"Clause sociale\"]}}").collect(Collectors.joining(",\n")) + "]}}";
            return id(envoyer(e, "/imports/decp", fichier.getBytes(StandardCharsets.UTF_8), "application/json"), 202);
        } catch (SQLException faute) {
            throw new IllegalStateException(faute);
        }
    }

    private String demanderExport(EspaceDEssai e) {
        return id(envoyer(e, "/exports", new byte[0], null), 201, 202);
    }

    private String deposerReprise(EspaceDEssai e, byte[] archive) {
        return id(envoyer(e, "/reprises", archive, "application/zip"), 201);
    }

    private static <R> List<CompletableFuture<R>> ensemble(List<EspaceDEssai> espaces, java.util.function.Function<EspaceDEssai, R> geste) {
        return espaces.stream().map(e -> {
            var promis = new CompletableFuture<R>();
            Thread.ofVirtual().start(() -> {
                try {
                    promis.complete(geste.apply(e));
                } catch (RuntimeException | Error faute) {
                    promis.completeExceptionally(faute);
                }
            });
            return promis;
        }).toList();
    }

    private void attendreImport(EspaceDEssai e, String job) {
        attendreEtat(e, "/imports/decp/" + job, "TERMINE");
    }

    private void attendreEtat(EspaceDEssai e, String chemin, String etat) {
        await(chemin).atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> json(e, chemin).get("etat").asText(), vu -> {
            assertThat(vu).as(chemin).isNotEqualTo("ECHEC");
            return vu.equals(etat);
        });
    }

    private static String id(HttpResponse<byte[]> reponse, Integer... statuts) {
        assertThat(reponse.statusCode()).as(new String(reponse.body(), StandardCharsets.UTF_8)).isIn((Object[]) statuts);
        try {
            return JSON.readTree(reponse.body()).get("id").asText();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private com.fasterxml.jackson.databind.JsonNode json(EspaceDEssai e, String chemin) throws IOException {
        return JSON.readTree(octets(e, chemin));
    }

    private byte[] octets(EspaceDEssai e, String chemin) {
        return repondre(HttpRequest.newBuilder(URI.create(adresse(e, chemin))).header("Authorization", "Bearer " + jeton()).build()).body();
    }

    private HttpResponse<byte[]> envoyer(EspaceDEssai e, String chemin, byte[] corps, String type) {
        var requete = HttpRequest.newBuilder(URI.create(adresse(e, chemin))).header("Authorization", "Bearer " + jeton()).POST(BodyPublishers.ofByteArray(corps));
        if (type != null) {
            requete.header("Content-Type", type);
        }
        return repondre(requete.build());
    }

    private String adresse(EspaceDEssai e, String chemin) {
        return pile.urlMaillon() + "/api/v1/maitres-ouvrage/" + e.code + chemin;
    }

    /** Un jeton dure quelques minutes : celui-ci est repris toutes les trente secondes, Keycloak n'est pas ce qu'on éprouve. */
    private synchronized String jeton() {
        if (jeton == null || System.nanoTime() - prisLe > 30_000_000_000L) {
            jeton = pile.jeton(EspaceDEssai.AGENT);
            prisLe = System.nanoTime();
        }
        return jeton;
    }

    private static HttpResponse<byte[]> repondre(HttpRequest requete) {
        try {
            return HTTP.send(requete, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Demande la santé du serveur cinq fois par seconde. */
    private final class Sante {
        final List<Duration> mesures = Collections.synchronizedList(new ArrayList<>());
        final List<String> fautes = Collections.synchronizedList(new ArrayList<>());
        private final AtomicBoolean fini = new AtomicBoolean();

        void surveiller() {
            Thread.ofVirtual().start(() -> {
                while (!fini.get()) {
                    var debut = System.nanoTime();
                    try {
                        var statut = HTTP.send(HttpRequest.newBuilder(URI.create(pile.urlMaillon() + "/health")).timeout(Duration.ofSeconds(30)).build(), BodyHandlers.discarding()).statusCode();
                        if (statut != 200) {
                            fautes.add("statut " + statut);
                        }
                    } catch (IOException e) {
                        fautes.add(e.toString());
                    } catch (InterruptedException e) {
                        return;
                    }
                    var duree = Duration.ofNanos(System.nanoTime() - debut);
                    mesures.add(duree);
                    java.util.concurrent.locks.LockSupport.parkNanos(Math.max(1, 200_000_000 - duree.toNanos()));
                }
            });
        }

        Duration p95() {
            fini.set(true);
            var triees = new ArrayList<>(mesures);
            Collections.sort(triees);
            assertThat(triees).isNotEmpty();
            return triees.get((int) Math.ceil(triees.size() * 0.95) - 1);
        }

        void finir() {
            fini.set(true);
        }
    }
}
