package fr.maillon.maitreouvrage.archive;

import fr.maillon.consolidation.Cumuls;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureAgent;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.Verrou;
import fr.maillon.journal.Journal;
import fr.maillon.journal.NatureDeLigne;
import fr.maillon.maitreouvrage.archive.Catalogue.Table;
import fr.maillon.maitreouvrage.archive.Manifeste.TableExportee;
import fr.maillon.regle.RegleMetier;
import fr.maillon.travail.Bail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Remplit un espace vide d'une archive vérifiée, en une transaction : tout y est, relu et égal au
 * manifeste, ou rien n'y est. Le manifeste est signé : nul n'apporte par là une heure que la
 * plateforme n'a pas vue validée.
 */
@ApplicationScoped
class RemplirEspace {
  private static final int LOT = 500;

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Verrou verrou;
  @Inject TenantContext contexte;
  @Inject Catalogue catalogue;
  @Inject LireTables lecture;
  @Inject SignatureDArchive sceau;
  @Inject Journal journal;
  @Inject TenueDesReprises tenue;
  @Inject Cumuls cumuls;

  /** Combien de lignes du métier l'espace a déjà. */
  @Transactional
  @LectureAgent
  public long dejaLa() {
    return lecture.compter(catalogue.metier());
  }

  /**
   * @throws RegleMetier cette base ne comprend pas l'archive ({@link LireArchive#comprendre}), ou
   *     {@code type-different}
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @LectureAgent
  public void comprendre(Manifeste manifeste) {
    LireArchive.comprendre(manifeste, catalogue.metier(), catalogue.niveau());
    exigerMemeType(manifeste);
  }

  /**
   * Sous un autre type, ses heures changeraient de ligne dans les chiffres publiés, et s'y liraient
   * par différence.
   */
  private void exigerMemeType(Manifeste manifeste) {
    var type =
        em.createNativeQuery("select type from plateforme.maitre_ouvrage where id = ?1")
            .setParameter(1, contexte.tenantId())
            .getSingleResult();
    if (!type.equals(manifeste.type())) {
      throw new RegleMetier(
          "type-different",
          "fichier",
          "Cette archive vient d'un espace d'un autre type que celui-ci. Demandez à"
              + " l'administration centrale un espace du même type.");
    }
  }

  /**
   * @param archive la même que celle d'où vient le manifeste, relue
   * @throws RegleMetier {@code espace-non-vide}, {@code archive-differe}, {@code
   *     participant-inconnu} : rien n'est pris
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @Habilite(value = Titre.AGENT, geste = Geste.POURSUIVRE)
  public void remplir(
      Bail bail, Manifeste manifeste, InputStream archive, EcrireArchive.Suivi suivi) {
    verrou.prendre("reprise:" + contexte.tenantId());
    lecture.universel();
    var toutes = catalogue.metier();
    exigerVide(toutes);
    exigerMemeType(manifeste);
    var tables = LireArchive.comprendre(manifeste, toutes, catalogue.niveau());
    var lignes = new long[1];
    try {
      var parFichier = new HashMap<String, Table>();
      for (int i = 0; i < tables.size(); i++) {
        if (tables.get(i) != null) {
          parFichier.put(manifeste.tables().get(i).fichier(), tables.get(i));
        }
      }
      var attente = new Attente();
      var pseudonymes =
          new Pseudonymes(
              sceau, manifeste.lignee(), Set.of(), Map.of(), Set.copyOf(manifeste.agents()));
      LireArchive.parcourir(
          archive,
          (entree, contenu) -> {
            var table = parFichier.get(entree.getName());
            if (table != null) {
              prendre(table, contenu, pseudonymes, attente, suivi, lignes);
            } else if (entree.getName().startsWith("pieces/")) {
              attente.piece(entree.getName(), contenu);
            }
          });
      attente.exigerVide();
      for (int i = 0; i < tables.size(); i++) {
        if (tables.get(i) != null) {
          relire(tables.get(i), manifeste.tables().get(i), pseudonymes, suivi, lignes[0]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (jakarta.persistence.PersistenceException e) {
      throw refusDeLaBase(e);
    }
    cumuls.recompter();
    tenue.terminer(bail, manifeste);
    journal.noter(
        NatureDeLigne.VIE,
        "ReprendreArchive",
        bail.travail().toString(),
        manifeste.lignes()
            + " lignes reprises de l'archive de l'espace "
            + manifeste.code()
            + " du "
            + manifeste.instant()
            + ", empreinte "
            + manifeste.empreinteDesDonnees());
  }

  private void exigerVide(List<Table> tables) {
    var deja = lecture.compter(tables);
    if (deja > 0) {
      throw new RegleMetier(
          "espace-non-vide",
          "Cet espace a déjà "
              + deja
              + " lignes : une archive ne se reprend que dans un espace vide, pour ne rien mêler."
              + " Demandez-en un à l'administration centrale.");
    }
  }

  private void prendre(
      Table table,
      InputStream contenu,
      Pseudonymes pseudonymes,
      Attente attente,
      EcrireArchive.Suivi suivi,
      long[] lignes)
      throws IOException {
    var lecteur = new BufferedReader(new InputStreamReader(contenu, StandardCharsets.UTF_8));
    var lot = new ArrayList<String>(LOT);
    var binaires = LireTables.binaires(table);
    for (var json = lecteur.readLine(); json != null; json = lecteur.readLine()) {
      var ligne = LigneJson.lire(json);
      pseudonymes.demasquer(table, ligne);
      lignes[0]++;
      if (binaires.stream().anyMatch(c -> ligne.get(c.nom()) != null)) {
        attente.ligne(table, ligne);
        continue;
      }
      lot.add(LigneJson.ecrire(table, ligne));
      if (lot.size() == LOT) {
        inserer(table, lot);
        lot.clear();
        suivi.avancer(table.nom(), lignes[0]);
      }
    }
    if (!lot.isEmpty()) {
      inserer(table, lot);
    }
    suivi.avancer(table.nom(), lignes[0]);
  }

  /**
   * L'espace n'est pas nommé : la base y met celui où l'on est entré, et n'en admettrait pas
   * d'autre.
   */
  private void inserer(Table table, List<String> lignes) {
    var colonnes =
        table.colonnes().stream()
            .filter(c -> !Catalogue.retirees(table.nom()).contains(c))
            .map(c -> '"' + c.nom() + '"')
            .collect(Collectors.joining(", "));
    em.createNativeQuery(
            "insert into "
                + table.nom()
                + " ("
                + colonnes
                + ") select "
                + colonnes
                + " from jsonb_populate_recordset(cast(null as "
                + table.nom()
                + "), cast(?1 as jsonb))")
        .setParameter(1, "[" + String.join(",", lignes) + "]")
        .executeUpdate();
  }

  /**
   * Ce que l'espace contient maintenant, relu et réécrit sous la forme de l'archive : la même
   * empreinte, ou rien.
   */
  private void relire(
      Table table,
      TableExportee attendue,
      Pseudonymes pseudonymes,
      EcrireArchive.Suivi suivi,
      long lignes)
      throws IOException {
    suivi.avancer(table.nom() + " (vérification)", lignes);
    var empreinte = SignatureDArchive.sha256();
    var sommes = new LireTables.Sommes(table);
    lecture.parcourir(
        table,
        ligne -> {
          pseudonymes.masquer(table, ligne);
          sommes.ajouter(ligne);
          empreinte.update(LigneJson.ecrire(table, ligne).getBytes(StandardCharsets.UTF_8));
          empreinte.update((byte) '\n');
          if (sommes.lignes() % 2_000 == 0) {
            suivi.avancer(table.nom() + " (vérification)", lignes);
          }
        });
    if (sommes.lignes() != attendue.lignes()
        || !sommes.parColonne().equals(attendue.sommes())
        || !HexFormat.of().formatHex(empreinte.digest()).equals(attendue.empreinte())) {
      throw new RegleMetier(
          "archive-differe",
          "Relue, la table "
              + table.nom()
              + " n'est pas celle de l'archive ("
              + sommes.lignes()
              + " lignes, "
              + attendue.lignes()
              + " attendues). Rien n'a été pris.");
    }
  }

  private static RuntimeException refusDeLaBase(jakarta.persistence.PersistenceException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof java.sql.SQLException sql && "23503".equals(sql.getSQLState())) {
        return new RegleMetier(
            "participant-inconnu",
            "L'archive désigne une personne ou une éligibilité que l'équipe n'a plus. Rien n'a été"
                + " pris ; l'équipe des facilitateurs peut dire laquelle.");
      }
    }
    return e;
  }

  /** Les lignes dont une pièce suit dans l'archive : peu, et sans leur contenu. */
  private final class Attente {
    private final Map<String, List<Map<String, Object>>> parPiece = new HashMap<>();
    private final Map<String, Table> tables = new HashMap<>();
    private final Set<String> vues = new HashSet<>();

    void ligne(Table table, Map<String, Object> ligne) {
      var binaires =
          LireTables.binaires(table).stream().filter(c -> ligne.get(c.nom()) != null).toList();
      if (binaires.size() != 1) {
        throw new IllegalStateException(table.nom() + " : une ligne a plusieurs pièces");
      }
      var nom = "pieces/" + table.nom() + "/" + ligne.get(binaires.getFirst().nom());
      tables.put(nom, table);
      parPiece.computeIfAbsent(nom, _ -> new ArrayList<>()).add(ligne);
    }

    void piece(String nom, InputStream contenu) throws IOException {
      var lignes = parPiece.remove(nom);
      if (lignes == null || !vues.add(nom)) {
        return;
      }
      var table = tables.get(nom);
      var colonne = LireTables.binaires(table).getFirst();
      var hexa = "\\x" + HexFormat.of().formatHex(contenu.readAllBytes());
      for (var ligne : lignes) {
        ligne.put(colonne.nom(), hexa);
        inserer(table, List.of(LigneJson.ecrire(table, ligne)));
      }
    }

    void exigerVide() throws IOException {
      if (!parPiece.isEmpty()) {
        throw new IOException("pièces absentes : " + parPiece.size());
      }
    }
  }
}
