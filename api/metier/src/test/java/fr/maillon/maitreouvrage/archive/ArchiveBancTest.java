package fr.maillon.maitreouvrage.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.maillon.banc.Banc;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Droits;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.RegleMetier;
import fr.maillon.travail.Bail;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ce qui sort d'un espace y rentre à l'octet près, et rien d'autre n'en sort. */
class ArchiveBancTest {
  private static final UUID A = new UUID(0xA, 1);
  private static final UUID VIDE = new UUID(0xB, 2);
  private static final UUID TEMOIN = new UUID(0xC, 3);
  private static final UUID REFUS = new UUID(0xD, 4);
  private static final UUID GRAND = new UUID(0xE, 5);
  private static final Identite AGENTE =
      new Identite(Semis.AGENT, "agente", "Agente Martin", Set.of("agent"));
  private static final EcrireArchive.Suivi MUET = (_, _) -> {};

  private static Banc banc;
  private static Semis semis;

  @BeforeAll
  static void ouvrir() {
    banc = new Banc(Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneId.of("Europe/Paris")));
    semis = new Semis(banc.postgres());
    semis.espace(A, "source", "COMMUNE");
    semis.espace(VIDE, "vide", "COMMUNE");
    semis.espace(TEMOIN, "temoin", "SANTE");
    semis.espace(REFUS, "refus", "COMMUNE");
    semis.remplir(A, 1_500, 0, 20, 2025);
    semis.remplir(TEMOIN, 3, 10, 3, 2025);
  }

  @AfterAll
  static void fermer() {
    banc.close();
  }

  @Test
  void unAllerRetourRendLesMemesOctets() throws IOException {
    var archive = exporter(A);
    var fichiers = ouvrir(archive);
    var manifeste = verifier(archive);
    assertThat(manifeste.lignee()).isEqualTo(A);
    assertThat(manifeste.tables())
        .extracting(Manifeste.TableExportee::nom)
        .contains("metier.registre_heures", "consolide.cumul_participant");
    assertThat(manifeste.tables())
        .as("chaque table du métier a ses lignes")
        .allMatch(t -> t.lignes() > 0);
    var registre =
        manifeste.tables().stream()
            .filter(t -> t.nom().equals("metier.registre_heures"))
            .findFirst()
            .orElseThrow();
    assertThat(registre.lignes()).isEqualTo(1_500);
    assertThat(registre.sommes().get("heures")).isEqualByComparingTo("11250.00");
    assertThat(fichiers)
        .containsKeys(
            "LISEZMOI.txt",
            "schema.json",
            "csv/metier.marche.csv",
            "memoire/plateforme.adhesion.jsonl",
            "manifeste.json",
            "manifeste.signature");

    var tout = new StringBuilder();
    fichiers.forEach((nom, octets) -> tout.append(new String(octets, StandardCharsets.UTF_8)));
    assertThat(tout.toString())
        .as("ni personne de l'équipe, ni participant, ni voisin")
        .doesNotContain(
            "Durand",
            "Petit",
            "Zorro",
            "NomSecret",
            "PrenomSecret",
            "CritereSecret",
            Semis.FACILITATRICE.toString(),
            Semis.COORDINATEUR.toString(),
            "aaaaaaaa-0000-4000",
            "bbbbbbbb-0000-4000",
            TEMOIN.toString())
        .contains("Agente Martin", "Équipe E-", Semis.AGENT.toString());
    assertThat(new String(fichiers.get("csv/metier.marche.csv"), StandardCharsets.UTF_8))
        .startsWith("\ufeff")
        .contains("\"'=HYPERLINK(\"\"x\"\")")
        .doesNotContain(";=HYPERLINK");

    reprendre(VIDE, archive, manifeste);
    var retour = exporter(VIDE);
    var relu = verifier(retour);
    assertThat(relu.lignee()).as("la lignée est celle de l'espace premier").isEqualTo(A);
    assertThat(relu.tables()).isEqualTo(manifeste.tables());
    assertThat(relu.empreinteDesDonnees()).isEqualTo(manifeste.empreinteDesDonnees());
    var revenus = ouvrir(retour);
    for (var nom : fichiers.keySet()) {
      if (nom.startsWith("donnees/") || nom.startsWith("csv/") || nom.startsWith("pieces/")) {
        assertThat(revenus.get(nom)).as(nom).isEqualTo(fichiers.get(nom));
      }
    }
    assertThat(
            semis.lire(
                "select participant_id::text from metier.contrat where tenant_id = '"
                    + VIDE
                    + "' order by id"))
        .as("les mêmes personnes")
        .isEqualTo(
            semis.lire(
                "select participant_id::text from metier.contrat where tenant_id = '"
                    + A
                    + "' order by id"));
    assertThat(semis.lire("select ecarts::text from consolide.ecarts")).isEmpty();
    assertThat(
            semis.lire(
                "select nature || ' ' || acte from plateforme.journal where maitre_ouvrage_id = '"
                    + VIDE
                    + "'"))
        .containsExactly("VIE ReprendreArchive");
    assertThat(
            semis.lire(
                "select etat from plateforme.reprise where maitre_ouvrage_id = '" + VIDE + "'"))
        .containsExactly("TERMINEE");
    assertThat(semis.lire("select count(*)::text from plateforme.morceau")).containsExactly("0");
    refuse("espace-non-vide", () -> reprendre(VIDE, archive, manifeste));
  }

  /**
   * Sous un autre type, ses heures changeraient de ligne dans les chiffres publiés, et s'y liraient
   * par différence.
   */
  @Test
  void uneArchiveNEntrePasDansUnEspaceDUnAutreType() throws IOException {
    var ailleurs = new UUID(0xA9, 9);
    semis.espace(ailleurs, "autre-type", "EPCI");
    var archive = exporter(TEMOIN);
    refuse("type-different", () -> reprendre(ailleurs, archive, verifier(archive)));
    assertThat(
            semis.lire(
                "select count(*)::text from metier.marche where tenant_id = '" + ailleurs + "'"))
        .containsExactly("0");
  }

  @Test
  void uneArchiveModifieeNEntrePas() throws IOException {
    var archive = exporter(A);
    var fichiers = ouvrir(archive);
    var gonflee = new LinkedHashMap<>(fichiers);
    gonflee.put(
        "donnees/metier.registre_heures.jsonl",
        new String(fichiers.get("donnees/metier.registre_heures.jsonl"), StandardCharsets.UTF_8)
            .replaceFirst("\"heures\":7.50", "\"heures\":750.00")
            .getBytes(StandardCharsets.UTF_8));
    refuse("archive-modifiee", () -> verifier(refaire(gonflee)));
    // un manifeste refait pour ces heures n'a pas la signature de la plateforme
    var faux = new LinkedHashMap<>(gonflee);
    faux.put(
        "manifeste.json",
        new String(fichiers.get("manifeste.json"), StandardCharsets.UTF_8)
            .replace("11250.00", "11992.50")
            .getBytes(StandardCharsets.UTF_8));
    refuse("archive-modifiee", () -> verifier(refaire(faux)));
    var amputee = new LinkedHashMap<>(fichiers);
    amputee.remove("donnees/metier.contrat.jsonl");
    refuse("archive-modifiee", () -> verifier(refaire(amputee)));
    var sans = new LinkedHashMap<>(fichiers);
    sans.remove("manifeste.signature");
    refuse("pas-une-archive", () -> verifier(refaire(sans)));
    var autre = sceau("un autre secret, d'une autre plateforme");
    refuse(
        "archive-modifiee",
        () ->
            LireArchive.verifier(
                new ByteArrayInputStream(archive), queue(archive), archive.length, autre));
    assertThat(verifier(archive).lignes()).as("intacte, elle se vérifie").isPositive();
  }

  /** Coupée n'importe où, même après son dernier fichier : elle n'entre pas. */
  @Test
  void uneArchiveCoupeeNEntrePas() throws IOException {
    var archive = exporter(A);
    for (int reste :
        new int[] {
          archive.length - 1,
          archive.length - 22,
          archive.length - 60,
          finDesFichiers(archive),
          archive.length / 2,
          30,
          2
        }) {
      refuse("archive-illisible", () -> verifier(java.util.Arrays.copyOf(archive, reste)));
    }
    // des octets de plus, après sa fin
    var suivie = java.util.Arrays.copyOf(archive, archive.length + 10);
    refuse("archive-illisible", () -> verifier(suivie));
    assertThat(verifier(archive).lignes()).isPositive();
  }

  /** Cent mille fichiers sont refusés sans qu'aucun ne soit lu. */
  @Test
  void centMilleFichiersSontRefusesAvantDEtreLus() throws IOException {
    var archive = de(100_000);
    var lu = new java.util.concurrent.atomic.AtomicBoolean();
    refuse(
        "archive-modifiee",
        () ->
            LireArchive.verifier(
                new java.io.InputStream() {
                  @Override
                  public int read() {
                    lu.set(true);
                    return -1;
                  }
                },
                queue(archive),
                archive.length,
                sceau("un secret assez long pour cet essai")));
    assertThat(lu).isFalse();
    // un nombre annoncé qui ment : la lecture s'arrête au premier de trop
    var menteuse = de(30_000);
    int fin = menteuse.length - 22;
    java.nio.ByteBuffer.wrap(menteuse)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putShort(fin + 10, (short) 3);
    java.nio.ByteBuffer.wrap(menteuse)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putShort(fin + 8, (short) 3);
    refuse("archive-modifiee", () -> verifier(menteuse));
  }

  private static byte[] de(int fichiers) throws IOException {
    var sortie = new ByteArrayOutputStream();
    try (var zip = new java.util.zip.ZipOutputStream(sortie)) {
      for (int i = 0; i < fichiers; i++) {
        zip.putNextEntry(new java.util.zip.ZipEntry("f" + i));
      }
    }
    return sortie.toByteArray();
  }

  /** Là où commence la table du ZIP. */
  private static int finDesFichiers(byte[] archive) {
    return java.nio.ByteBuffer.wrap(archive)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .getInt(archive.length - 22 + 16);
  }

  private static byte[] queue(byte[] archive) {
    return java.util.Arrays.copyOfRange(
        archive, Math.max(0, archive.length - FinDeZip.QUEUE), archive.length);
  }

  @Test
  void uneArchivePlusRecenteOuInconnueEstRefusee() throws IOException {
    var archive = exporter(A);
    var m = verifier(archive);
    refuse("archive-plus-recente", () -> reprendre(REFUS, archive, avec(m, "999", m.tables())));
    var t = m.tables().getFirst();
    refuse(
        "archive-inconnue",
        () ->
            reprendre(
                REFUS,
                archive,
                avec(
                    m,
                    m.niveau(),
                    List.of(
                        new Manifeste.TableExportee(
                            "metier.inconnue",
                            t.fichier(),
                            0,
                            t.colonnes(),
                            t.sommes(),
                            t.empreinte())))));
    refuse(
        "archive-inconnue",
        () ->
            reprendre(
                REFUS,
                archive,
                avec(
                    m,
                    m.niveau(),
                    List.of(
                        new Manifeste.TableExportee(
                            t.nom(),
                            t.fichier(),
                            0,
                            List.of("id", "jamais_vue"),
                            t.sommes(),
                            t.empreinte())))));
    // ce qui est relu n'est pas ce qui était annoncé : rien ne reste
    refuse(
        "archive-differe",
        () ->
            reprendre(
                REFUS,
                archive,
                avec(
                    m,
                    m.niveau(),
                    m.tables().stream()
                        .map(
                            x ->
                                x.nom().equals("metier.marche")
                                    ? new Manifeste.TableExportee(
                                        x.nom(),
                                        x.fichier(),
                                        x.lignes(),
                                        x.colonnes(),
                                        x.sommes(),
                                        "0")
                                    : x)
                        .toList())));
    assertThat(
            semis.lire(
                "select count(*)::text from metier.marche where tenant_id = '" + REFUS + "'"))
        .containsExactly("0");
  }

  @Test
  void plusieursPagesDeChaqueTableFontLAllerRetour() throws IOException {
    var retour = new UUID(0xF, 6);
    semis.espace(GRAND, "grand", "COMMUNE");
    semis.espace(retour, "grand-retour", "COMMUNE");
    semis.remplir(GRAND, 1_200, 0, 50, 2024);
    var archive = exporter(GRAND);
    var manifeste = verifier(archive);
    reprendre(retour, archive, manifeste);
    assertThat(verifier(exporter(retour)).empreinteDesDonnees())
        .isEqualTo(manifeste.empreinteDesDonnees());
  }

  private static Manifeste avec(Manifeste m, String niveau, List<Manifeste.TableExportee> tables) {
    return new Manifeste(
        m.version(),
        niveau,
        m.instant(),
        m.espace(),
        m.code(),
        m.nom(),
        m.type(),
        m.sirets(),
        m.lignee(),
        m.agents(),
        tables,
        m.fichiers());
  }

  private static byte[] exporter(UUID espace) {
    var sortie = new ByteArrayOutputStream();
    banc.sous(AGENTE, enLecture(espace), EcrireArchive.class, e -> e.ecrire(sortie, MUET));
    return sortie.toByteArray();
  }

  private static void reprendre(UUID espace, byte[] archive, Manifeste manifeste) {
    var id = UUID.randomUUID();
    var bail = new Bail(espace, id, UUID.randomUUID());
    semis.faire(
        "delete from plateforme.reprise where maitre_ouvrage_id = '"
            + espace
            + "' and etat <> 'TERMINEE'",
        "insert into plateforme.reprise (id, maitre_ouvrage_id, auteur_id, auteur_nom, fichier,"
            + " etat, demande_le) values ('"
            + id
            + "', '"
            + espace
            + "', '"
            + Semis.AGENT
            + "', 'Agente Martin', 'a.zip', 'DEPOSEE', now())",
        "insert into plateforme.travail (tenant_id, id, porteur, nature, cle, objet, auteur_id,"
            + " auteur_nom, etat, jeton, bail, prochaine, cree_le) values ('"
            + espace
            + "', '"
            + id
            + "', 'ESPACE', 'reprise', '"
            + id
            + "', 'Reprise', '"
            + Semis.AGENT
            + "', 'Agente Martin', 'EN_COURS', '"
            + bail.jeton()
            + "', now(), now(), now())");
    banc.sous(
        AGENTE,
        perimetre(espace),
        RemplirEspace.class,
        r -> {
          r.remplir(bail, manifeste, new ByteArrayInputStream(archive), MUET);
          return null;
        });
  }

  private static Manifeste verifier(byte[] archive) throws IOException {
    return LireArchive.verifier(
        new ByteArrayInputStream(archive), queue(archive), archive.length, sceau(""));
  }

  private static SignatureDArchive sceau(String secret) {
    var sceau = new SignatureDArchive();
    sceau.secret = secret;
    return sceau;
  }

  /** Un export ne fait que lire. */
  static Perimetre enLecture(UUID espace) {
    return perimetre(espace) instanceof Perimetre.UnMaitreOuvrage(var e)
        ? new Perimetre.UnMaitreOuvrage(e.enLecture())
        : new Perimetre.Aucun();
  }

  static Perimetre perimetre(UUID espace) {
    return new Perimetre.UnMaitreOuvrage(
        new Espace(
            espace,
            "code",
            "Nom",
            "N",
            "COMMUNE",
            "#123456",
            Titre.AGENT,
            null,
            List.of("00000000000001"),
            false,
            Droits.agent(Droit.ADMINISTRATEUR, true)));
  }

  private static Map<String, byte[]> ouvrir(byte[] archive) throws IOException {
    var fichiers = new LinkedHashMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (var e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        fichiers.put(e.getName(), zip.readAllBytes());
      }
    }
    return fichiers;
  }

  private static byte[] refaire(Map<String, byte[]> fichiers) throws IOException {
    var octets = new ByteArrayOutputStream();
    try (OutputStream _ = octets;
        var zip = new ZipOutputStream(octets)) {
      for (var f : fichiers.entrySet()) {
        zip.putNextEntry(new ZipEntry(f.getKey()));
        zip.write(f.getValue());
      }
    }
    return octets.toByteArray();
  }

  private interface Geste {
    void faire() throws IOException;
  }

  private static void refuse(String code, Geste geste) {
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(geste::faire)
        .extracting(RegleMetier::code)
        .isEqualTo(code);
  }
}
