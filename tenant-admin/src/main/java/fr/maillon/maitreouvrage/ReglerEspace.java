package fr.maillon.maitreouvrage;

import fr.maillon.isolation.EcritureCentre;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureCentre;
import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * La fiche d'un espace : contact, couleur, logo. Son administrateur la tient, l'espace fût-il
 * suspendu ; le centre le peut à sa place.
 */
@ApplicationScoped
public class ReglerEspace {
  private static final Pattern COURRIEL =
      Pattern.compile("[^\\s@<>\",;]{1,64}@([a-z0-9-]+\\.)+[a-z]{2,63}");

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Espaces espaces;
  @Inject TenantContext contexte;

  /**
   * @param couleur {@code #rrggbb} ; vide : celle de l'ouverture.
   * @param validationSeparee vrai : qui déclare des heures ne les valide pas ; null : inchangé.
   * @param version celle de la fiche lue ; 0 quand elle n'existe pas encore
   */
  @Schema(name = "ReglerEspace")
  public record Command(
      @Size(max = 200, message = "Le nom du contact compte 200 caractères au plus.")
          String contactNom,
      String contactCourriel,
      @Size(max = 30, message = "Le téléphone compte 30 caractères au plus.")
          String contactTelephone,
      String couleur,
      Boolean validationSeparee,
      @NotNull(message = "Indiquez la version que vous avez lue.") Integer version) {}

  /**
   * @param couleur celle qui se voit.
   * @param couleurChoisie celle de la fiche, null : celle de l'ouverture.
   * @param logo empreinte ; null : aucun
   */
  public record FicheView(
      String contactNom,
      String contactCourriel,
      String contactTelephone,
      String couleur,
      String couleurChoisie,
      String logo,
      String logoType,
      boolean validationSeparee,
      int version) {}

  public record ImageView(String type, byte[] contenu) {}

  @Transactional
  @LectureEspace
  public FicheView lire() {
    return vue(contexte.tenantId());
  }

  @Transactional
  @LectureCentre
  public FicheView lireAuCentre(UUID espace) {
    espaces.trouver(espace);
    return vue(espace);
  }

  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.ADMINISTRER)
  public void executer(@NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    decrire(contexte.tenantId(), c);
  }

  @Transactional
  @EcritureCentre
  public void auCentre(
      UUID espace, @NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    espaces.trouver(espace);
    decrire(espace, c);
  }

  /**
   * @param image ses octets ; null : retirer le logo.
   * @throws RegleMetier {@code logo-trop-lourd}, {@code logo-illisible}
   */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.ADMINISTRER)
  public void porterLogo(byte[] image) {
    porter(contexte.tenantId(), image);
  }

  @Transactional
  @EcritureCentre
  public void porterLogoAuCentre(UUID espace, byte[] image) {
    espaces.trouver(espace);
    porter(espace, image);
  }

  /**
   * @throws Introuvable l'espace n'a pas de logo
   */
  @Transactional
  @LectureEspace
  public ImageView logo() {
    return image(contexte.tenantId());
  }

  @Transactional
  @LectureCentre
  public ImageView logoAuCentre(UUID espace) {
    return image(espace);
  }

  private void decrire(UUID espace, Command c) {
    var courriel = OuvrirEspace.vide(c.contactCourriel()) ? null : courriel(c.contactCourriel());
    var couleur = OuvrirEspace.vide(c.couleur()) ? null : Couleur.choisie(c.couleur());
    var fiche = fiche(espace);
    if (fiche.version == 0 && c.version() != 0) {
      throw new VersionPerimee();
    }
    if (fiche.version != 0) {
      fiche.verifier(c.version());
    }
    fiche.decrire(
        OuvrirEspace.net(c.contactNom()),
        courriel,
        OuvrirEspace.net(c.contactTelephone()),
        couleur,
        c.validationSeparee());
  }

  private void porter(UUID espace, byte[] image) {
    fiche(espace).porter(image == null ? null : Logo.lire(image));
  }

  private FicheEspace fiche(UUID espace) {
    var fiche = em.find(FicheEspace.class, espace);
    if (fiche == null) {
      fiche = new FicheEspace(espace);
      em.persist(fiche);
    }
    return fiche;
  }

  private FicheView vue(UUID espace) {
    return em.createQuery(
            "select new fr.maillon.maitreouvrage.ReglerEspace.FicheView(f.contactNom,"
                + " f.contactCourriel, f.contactTelephone, coalesce(f.couleur, m.couleur),"
                + " f.couleur, f.logoEmpreinte, f.logoType, coalesce(f.validationSeparee, false),"
                + " coalesce(f.version, 0)) from MaitreOuvrage m left join FicheEspace f on"
                + " f.espace = m.id where m.id = :espace",
            FicheView.class)
        .setParameter("espace", espace)
        .getSingleResult();
  }

  private ImageView image(UUID espace) {
    return em
        .createQuery(
            "select f from FicheEspace f where f.espace = :espace and f.logoType is not null",
            FicheEspace.class)
        .setParameter("espace", espace)
        .getResultList()
        .stream()
        .findFirst()
        .map(f -> new ImageView(f.logoType, f.logo))
        .orElseThrow(() -> new Introuvable("Logo"));
  }

  /**
   * @throws RegleMetier {@code courriel-invalide}
   */
  static String courriel(String texte) {
    var net = texte.strip().toLowerCase(Locale.ROOT);
    if (net.length() > 254 || !COURRIEL.matcher(net).matches()) {
      throw new RegleMetier(
          "courriel-invalide",
          "contactCourriel",
          "Donnez une adresse de courriel complète, par exemple achats@ville.example.");
    }
    return net;
  }
}
