package fr.maillon.maitreouvrage;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Sensible;
import fr.maillon.isolation.Titre;
import fr.maillon.journal.Journal;
import fr.maillon.journal.NatureDeLigne;
import fr.maillon.liste.Texte;
import fr.maillon.personne.InviterPremierAdministrateur;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Ouvre un espace en une fois : l'espace, ses SIRET, sa fiche, l'invitation de son premier
 * administrateur et la ligne du journal naissent dans la même transaction, ou rien. Rejouée, la
 * même ouverture (un même SIRET, le même nom) rend l'espace déjà ouvert sans rien refaire.
 */
@ApplicationScoped
public class OuvrirEspace {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Espaces espaces;
  @Inject InviterPremierAdministrateur inviter;
  @Inject Journal journal;
  @Inject Clock horloge;

  /**
   * @param sirets un au moins ; les espaces y sont admis
   * @param type null : proposé d'après le SIRET et le nom
   * @param code adresse de l'espace ; null : tirée du nom
   * @param couleur {@code #rrggbb} ; null : choisie
   * @param importParSiren prendre aussi les marchés des autres établissements des mêmes SIREN
   * @param administrateurNom, administrateurCourriel le premier administrateur, invité par courriel
   *     ; tous deux ou aucun
   */
  @Schema(name = "OuvrirEspace")
  public record Command(
      @NotBlank(message = "Donnez le nom du maître d'ouvrage.")
          @Size(max = 200, message = "Le nom compte 200 caractères au plus.")
          String nom,
      @NotEmpty(message = "Donnez au moins un SIRET.") List<String> sirets,
      TypeEspace type,
      String code,
      String couleur,
      boolean importParSiren,
      @Size(max = 200, message = "Le nom du contact compte 200 caractères au plus.")
          String contactNom,
      String contactCourriel,
      @Size(max = 30, message = "Le téléphone compte 30 caractères au plus.")
          String contactTelephone,
      String administrateurNom,
      String administrateurCourriel) {}

  /**
   * @param nouveau faux : il était déjà ouvert, rien n'a été refait
   */
  public record OuvertureView(
      UUID id,
      String code,
      String nom,
      String sigle,
      TypeEspace type,
      String couleur,
      List<String> sirets,
      EtatEspace etat,
      LocalDate ouvertLe,
      int version,
      boolean nouveau) {
    static OuvertureView de(MaitreOuvrage m, List<String> sirets, boolean nouveau) {
      return new OuvertureView(
          m.id,
          m.code,
          m.nom,
          m.sigle,
          m.type,
          m.couleur,
          sirets,
          m.etat,
          m.ouvertLe,
          m.version,
          nouveau);
    }
  }

  /**
   * @throws RegleMetier {@code siret-invalide}, {@code siret-deja-pris}, {@code code-invalide},
   *     {@code code-deja-pris}, {@code couleur-invalide}, {@code couleur-trop-claire}, {@code
   *     administrateur-incomplet}, ou un refus de l'invitation
   */
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.ECRIRE, sensible = Sensible.DROITS)
  public OuvertureView executer(
      @NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    var sirets = Espaces.nets(c.sirets());
    var nom = c.nom().strip().replaceAll("\\s+", " ");
    var couleur = vide(c.couleur()) ? null : Couleur.choisie(c.couleur());
    var choisi = vide(c.code()) ? null : Nommage.codeChoisi(c.code());
    var courriel = vide(c.contactCourriel()) ? null : ReglerEspace.courriel(c.contactCourriel());
    if (vide(c.administrateurNom()) != vide(c.administrateurCourriel())) {
      throw new RegleMetier(
          "administrateur-incomplet",
          vide(c.administrateurNom()) ? "administrateurNom" : "administrateurCourriel",
          "Donnez le nom et le courriel du premier administrateur, ou aucun des deux.");
    }
    espaces.verrouiller();
    for (var m : espaces.tenants(sirets)) {
      if (Texte.cherchable(m.nom).equals(Texte.cherchable(nom))) {
        return OuvertureView.de(m, espaces.sirets(m.id), false);
      }
    }
    espaces.exigerLibres(sirets, null);
    if (choisi != null && espaces.codePris(choisi)) {
      throw new RegleMetier(
          "code-deja-pris",
          "code",
          "Le code « " + choisi + " » est déjà celui d'un espace. Choisissez-en un autre.");
    }
    var code = choisi == null ? Nommage.code(nom, espaces::codePris) : choisi;
    var m =
        MaitreOuvrage.ouvrir(
            code,
            nom,
            c.type() == null ? TypeEspace.propose(sirets.getFirst(), nom) : c.type(),
            couleur == null ? Nommage.couleur(code) : couleur,
            c.importParSiren(),
            LocalDate.now(horloge));
    em.persist(m);
    em.flush();
    sirets.forEach(s -> em.persist(new SiretEspace(m.id, s)));
    var fiche = new FicheEspace(m.id);
    fiche.decrire(net(c.contactNom()), courriel, net(c.contactTelephone()), null, null);
    em.persist(fiche);
    em.flush();
    journal.noter(m.id, NatureDeLigne.VIE, "OuvrirEspace.executer", m.id.toString(), null);
    if (!vide(c.administrateurNom())) {
      inviter(m.id, c.administrateurNom(), c.administrateurCourriel());
    }
    return OuvertureView.de(m, sirets, true);
  }

  private void inviter(UUID espace, String nom, String courriel) {
    try {
      inviter.executer(espace, nom, courriel);
    } catch (RegleMetier e) {
      // le champ de l'invitation, tel que l'ouverture le nomme
      throw new RegleMetier(
          e.code(),
          "nom".equals(e.champ()) ? "administrateurNom" : "administrateurCourriel",
          e.getMessage());
    }
  }

  /**
   * @throws RegleMetier {@code code-invalide}
   */
  public static void verifierCode(String code) {
    Nommage.codeChoisi(code);
  }

  static boolean vide(String texte) {
    return texte == null || texte.isBlank();
  }

  static String net(String texte) {
    return vide(texte) ? null : texte.strip();
  }
}
